//! Web archives (.mht, .mhtml): a page and its parts in one MIME file, as Word, WPS, IE and Chrome save them.
//!
//! In: MIME. Out: what [`super::html`] reads from the root page, followed by the pages in its frames (Excel saves a
//! workbook as a frameset with one page per sheet). Line numbers are those of the decoded pages. Lost: pictures and
//! styles in parts of their own, and the position of frames in the page. Broken or missing boundaries are tolerated,
//! with a finding.

use std::borrow::Cow;

use mailparse::{MailHeaderMap, ParsedContentType, parse_content_type, parse_headers};

use super::html;
use crate::document::Document;
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::{MAX_MIME_DEPTH, MAX_MIME_PARTS};
use crate::message::Message;

/// A part that contains no further parts.
struct Part<'a> {
    kind: ParsedContentType,
    id: String,
    location: String,
    /// The content in its transfer encoding.
    body: &'a [u8],
    transfer: String,
}

/// The parts of the archive, and what was wrong with it.
#[derive(Default)]
struct Archive<'a> {
    parts: Vec<Part<'a>>,
    /// The part that the outermost multipart names as its root.
    start: Option<String>,
    damaged: bool,
    /// True when parts beyond the bounds were left out.
    cut: bool,
}

/// Reads a web archive.
///
/// # Errors
/// [`Error::Damaged`] when no part is a page; otherwise the errors of HTML.
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let mut archive = Archive::default();
    archive.take_apart(trim_start(bytes), 0);
    if archive.damaged {
        findings.push(Finding::extraction(
            "damaged-mime",
            Severity::Warning,
            "网页归档的分段标记缺失或损坏，已尽力读取",
            "boundaries of the web archive are missing or broken; read as far as possible",
        ));
    }
    if archive.cut {
        findings.push(Finding::extraction(
            "parts-cut",
            Severity::Error,
            format!("网页归档的分段超过 {MAX_MIME_PARTS} 个或嵌套超过 {MAX_MIME_DEPTH} 层，其余未读取"),
            format!("the web archive has more than {MAX_MIME_PARTS} parts, or parts nested deeper than {MAX_MIME_DEPTH}; the rest was not read"),
        ));
    }
    let Some(root) = archive.root() else {
        return Err(Error::damaged(
            Format::Mhtml,
            Message::fixed("其中没有网页", "it holds no page"),
        ));
    };
    let mut page = read_part(&archive.parts[root], findings)?;
    let framed = archive.framed(root, &page);
    for index in framed {
        let frame = read_part(&archive.parts[index], findings)?;
        page.document.blocks.extend(frame.document.blocks);
    }
    Ok(page.document)
}

fn read_part(part: &Part, findings: &mut Findings) -> Result<html::Page, Error> {
    let bytes = part.decoded();
    let declared = part
        .kind
        .params
        .get("charset")
        .cloned()
        .or_else(|| encoding::declared_in_markup(&bytes));
    let decoded = encoding::decode(&bytes, declared.as_deref(), findings);
    html::read_page(&decoded.text, findings)
}

impl<'a> Archive<'a> {
    /// Collects the parts of the whole message or of one multipart in it.
    fn take_apart(&mut self, bytes: &'a [u8], depth: usize) {
        let Ok((headers, offset)) = parse_headers(bytes) else {
            self.damaged = true;
            return;
        };
        let body = bytes.get(offset..).unwrap_or_default();
        let header = |name: &str| headers.get_first_value(name).unwrap_or_default();
        let kind = parse_content_type(&header("Content-Type"));
        let multipart = kind.mimetype.starts_with("multipart/");
        if multipart && depth >= MAX_MIME_DEPTH {
            self.cut = true;
            return;
        }
        if !multipart {
            self.parts.push(Part {
                kind,
                id: header("Content-ID")
                    .trim_matches(['<', '>', ' '])
                    .to_owned(),
                location: header("Content-Location").trim().to_owned(),
                body,
                transfer: header("Content-Transfer-Encoding")
                    .trim()
                    .to_ascii_lowercase(),
            });
            return;
        }
        if depth == 0 {
            self.start = kind
                .params
                .get("start")
                .map(|start| start.trim_matches(['<', '>', ' ']).to_owned());
        }
        let boundary = kind.params.get("boundary").filter(|b| !b.is_empty());
        let boundary = boundary.map(|boundary| [b"--", boundary.as_bytes()].concat());
        let mut split = boundary
            .as_deref()
            .map_or_else(Split::default, |mark| split(body, mark));
        if split.parts.is_empty() {
            self.damaged = true;
            split = match likely_boundary(body) {
                Some(mark) => self::split(body, mark),
                // no boundary anywhere: the headers of the only part may follow directly
                None => Split {
                    parts: vec![body.trim_ascii_start()],
                    closed: false,
                },
            };
        }
        self.damaged |= !split.closed;
        for part in split.parts {
            if self.parts.len() >= MAX_MIME_PARTS {
                self.cut = true;
                return;
            }
            self.take_apart(part, depth + 1);
        }
    }

    /// The root page: the part that the archive names, or else the first page.
    fn root(&self) -> Option<usize> {
        let named = self.start.as_ref().and_then(|start| {
            self.parts
                .iter()
                .position(|part| part.id == *start && part.is_page())
        });
        named
            .or_else(|| self.parts.iter().position(Part::is_page))
            .or_else(|| self.parts.iter().position(Part::looks_like_page))
    }

    /// The parts that a page shows in frames. For a frameset without text of its own these are all other pages, because
    /// Excel's frameset names one sheet only and switches between the sheets by script.
    fn framed(&self, root: usize, page: &html::Page) -> Vec<usize> {
        let others = (0..self.parts.len()).filter(|index| *index != root);
        if page.document.blocks.is_empty() && !page.frames.is_empty() {
            return others
                .filter(|index| self.parts[*index].is_page())
                .collect();
        }
        others
            .filter(|index| {
                let part = &self.parts[*index];
                part.is_page() && page.frames.iter().any(|source| part.is_at(source))
            })
            .collect()
    }
}

impl Part<'_> {
    fn is_page(&self) -> bool {
        matches!(
            self.kind.mimetype.as_str(),
            "text/html" | "application/xhtml+xml"
        )
    }

    /// True for a page that the archive declares as something else.
    fn looks_like_page(&self) -> bool {
        let bytes = self.decoded();
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2_048)]).to_ascii_lowercase();
        ["<html", "<!doctype", "<body", "<table", "<p"]
            .iter()
            .any(|tag| start.contains(tag))
    }

    /// True when a frame's `src` refers to this part.
    fn is_at(&self, source: &str) -> bool {
        if let Some(id) = source.strip_prefix("cid:") {
            return self.id == id;
        }
        let relative = source.trim_start_matches("./");
        !relative.is_empty()
            && (self.location == source
                || self
                    .location
                    .strip_suffix(relative)
                    .is_some_and(|before| before.ends_with('/')))
    }

    fn decoded(&self) -> Cow<'_, [u8]> {
        match self.transfer.as_str() {
            "base64" => Cow::Owned(base64(self.body)),
            "quoted-printable" => Cow::Owned(quoted_printable(self.body)),
            _ => Cow::Borrowed(self.body),
        }
    }
}

#[derive(Default)]
struct Split<'a> {
    parts: Vec<&'a [u8]>,
    /// True when the closing boundary was found.
    closed: bool,
}

/// The parts between the lines that begin with `mark`.
fn split<'a>(body: &'a [u8], mark: &[u8]) -> Split<'a> {
    let mut split = Split::default();
    let mut start = None;
    for at in memchr::memmem::find_iter(body, mark) {
        let begins_line = at == 0 || body[at - 1] == b'\n';
        let after = &body[at + mark.len()..];
        let line_end = memchr::memchr(b'\n', after).unwrap_or(after.len());
        let rest = after[..line_end].trim_ascii();
        if !begins_line || (!rest.is_empty() && !rest.starts_with(b"--")) {
            continue;
        }
        if let Some(start) = start {
            split.parts.push(trim_line_end(&body[start..at]));
        }
        if rest.starts_with(b"--") {
            split.closed = true;
            return split;
        }
        start = Some((at + mark.len() + line_end + 1).min(body.len()));
    }
    if let Some(start) = start.filter(|start| *start < body.len()) {
        split.parts.push(&body[start..]);
    }
    split
}

/// The first line `--…` that is followed by a header. It must be the boundary when the archive declares another or
/// none.
fn likely_boundary(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek()?;
        let is_header = next
            .get(..8)
            .is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        let line = line.trim_ascii_end();
        if line.starts_with(b"--") && line.len() > 2 && is_header {
            return Some(line);
        }
    }
    None
}

fn trim_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start()
}

/// Decodes base64 as far as possible: other characters are skipped, an incomplete end is dropped.
fn base64(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for &byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(digit);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    decoded
}

/// Decodes quoted-printable; an `=` that begins no escape is kept.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        decoded.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.first_chunk::<2>().and_then(|pair| {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            Some((high * 16 + low) as u8)
        });
        if let Some(byte) = digits {
            decoded.push(byte);
            rest = &rest[2..];
            continue;
        }
        // a soft line break; mail programs may have put spaces before the line end
        let line = memchr::memchr(b'\n', rest).map(|end| &rest[..end]);
        match line {
            Some(line) if line.trim_ascii().is_empty() => rest = &rest[line.len() + 1..],
            _ => decoded.push(b'='),
        }
    }
    decoded.extend_from_slice(rest);
    decoded
}

#[cfg(test)]
mod tests;
