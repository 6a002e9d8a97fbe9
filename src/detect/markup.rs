//! Content without a signature: XML dialects, HTML, MIME, RTF after white space, plain text, or binary data.
//!
//! In: the extension and the head of a file. Out: its format, or the error for content that is not read. Lost: nothing.

use std::borrow::Cow;

use super::Verdict::{Is, Refuse};
use super::{CONVERT, Format, OWN, PICTURE, Verdict, both, is_own_page, named};
use crate::error::Error;

/// Root element without its prefix, a text that the head must contain (mostly the namespace), verdict.
#[rustfmt::skip]
const ROOTS: &[(&str, &str, Verdict)] = &[
    ("wordDocument", "",                                       Is(Format::WordXml)),
    ("package",  "PowerPoint.Show",                            Refuse(named("PowerPoint XML"), CONVERT)),
    ("package",  "schemas.microsoft.com/office/2006/xmlPackage", Is(Format::FlatOpc)),
    ("Workbook", "urn:schemas-microsoft-com:office:spreadsheet", Is(Format::SpreadsheetXml)),
    ("document", "application/vnd.oasis.opendocument.text",        Is(Format::Fodt)),
    ("document", "application/vnd.oasis.opendocument.spreadsheet", Is(Format::Fods)),
    ("document", "application/vnd.oasis.opendocument",             Refuse(both("这一类 OpenDocument 文件", "this kind of OpenDocument"), CONVERT)),
    ("document", "urn:oasis:names:tc:opendocument",                Is(Format::Fodt)),
    ("UOF",      "",                                           Refuse(named("UOF"), CONVERT)),
    ("svg",      "",                                           Refuse(both("SVG 图片", "an SVG picture"), PICTURE)),
];

/// Root elements that only occur in HTML.
const HTML_ROOTS: &[&str] = &["html", "head", "body", "title", "meta"];
/// First elements of pages that were saved without `<html>`. Texts about HTML may begin with them too, so a file with
/// an extension of plain text is not a page.
const HTML_FRAGMENTS: &[&str] = &[
    "table", "div", "p", "center", "font", "span", "style", "script", "link", "base", "h1", "h2",
    "h3", "form", "ul", "ol", "b", "br", "a", "tr", "section", "article", "main",
];
/// Bytes at the beginning of a page in which yusuan puts its mark.
const OWN_HEAD: usize = 512;
/// Extensions of plain text.
const TEXT: &[&str] = &["txt", "text", "csv", "tsv", "md", "log"];

pub(super) fn look(extension: &str, head: &[u8]) -> Result<Format, Error> {
    let head = head_text(head);
    let start = head.trim_start_matches(['\u{feff}', '\0']).trim_start();
    if start.starts_with("{\\rtf") {
        return Ok(Format::Rtf);
    }
    // a few bytes of a printer language may precede the header (ISO 32000-1, annex H 3.4.1)
    if head.get(..1024).unwrap_or(&head).contains("%PDF-") {
        return Ok(Format::Pdf);
    }
    if garbled(&head) {
        return Err(Error::UnknownFormat);
    }
    if mime(start) {
        return Ok(Format::Mhtml);
    }
    let prolog = Prolog::of(start);
    if let Some(root) = prolog.root {
        let local = root.rsplit(':').next().unwrap_or(root);
        for (name, mention, verdict) in ROOTS {
            if local == *name && start.contains(mention) {
                return verdict.clone().decide(extension);
            }
        }
    }
    if html(extension, start, &prolog) {
        let near = start.as_bytes();
        if is_own_page(&near[..near.len().min(OWN_HEAD)]) {
            return OWN.decide(extension);
        }
        return Ok(Format::Html);
    }
    if prolog.xml && prolog.root.is_some() && !TEXT.contains(&extension) {
        return Err(Error::UnknownFormat);
    }
    Ok(Format::Text)
}

/// The head as text in which ASCII is readable, which suffices for the comparisons: UTF-16 is decoded, any other
/// encoding is taken for UTF-8.
fn head_text(head: &[u8]) -> Cow<'_, str> {
    let encoding = match head {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        _ => match unmarked_utf16(head) {
            Some(encoding) => encoding,
            None => return String::from_utf8_lossy(head),
        },
    };
    encoding.decode_without_bom_handling(head).0
}

/// Recognizes UTF-16 without a byte order mark: in any language, line ends and spaces have their zero byte on the same
/// side.
fn unmarked_utf16(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let mut zeros = [0usize; 2];
    for (position, &byte) in head.iter().enumerate() {
        if byte == 0 {
            zeros[position % 2] += 1;
        }
    }
    let [even, odd] = zeros;
    if odd > 20 * even && odd * 100 > head.len() {
        Some(encoding_rs::UTF_16LE)
    } else if even > 20 * odd && even * 100 > head.len() {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// True for content that cannot be text: more than one in a hundred characters is a control character.
fn garbled(head: &str) -> bool {
    let mut characters = 0usize;
    let mut controls = 0usize;
    if head.trim().is_empty() {
        return false;
    }
    for character in head.trim_end_matches(['\0', '\u{1a}']).chars() {
        characters += 1;
        // text copied from Word still contains its cell marks and page breaks
        let known = matches!(character, '\t' | '\n' | '\r' | '\u{7}' | '\u{b}' | '\u{c}');
        controls += usize::from(character.is_ascii_control() && !known);
    }
    controls * 100 > characters || characters == 0
}

/// True when the text begins with header lines of MIME (RFC 2045) up to an empty line.
fn mime(start: &str) -> bool {
    let mut telling = false;
    for line in start.lines().take(60) {
        if line.trim().is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return false;
        }
        telling |= name.eq_ignore_ascii_case("MIME-Version")
            || name.eq_ignore_ascii_case("Content-Type")
            || name.eq_ignore_ascii_case("Content-Location");
    }
    telling
}

/// What precedes the first element, and the name of that element.
#[derive(Debug, Default)]
struct Prolog<'a> {
    xml: bool,
    doctype_html: bool,
    root: Option<&'a str>,
}

impl<'a> Prolog<'a> {
    fn of(mut rest: &'a str) -> Self {
        let mut prolog = Self::default();
        loop {
            rest = rest.trim_start();
            let end = if rest.starts_with("<!--") {
                "-->"
            } else if rest.starts_with("<?") {
                prolog.xml |= starts_with_ignoring_case(rest, "<?xml ");
                "?>"
            } else if rest.starts_with("<%") {
                "%>"
            } else if starts_with_ignoring_case(rest, "<!doctype") {
                prolog.doctype_html |= starts_with_ignoring_case(rest, "<!doctype html");
                ">"
            } else if rest.starts_with("<!") {
                ">"
            } else {
                break;
            };
            match rest.split_once(end) {
                Some((_, after)) => rest = after,
                None => return prolog,
            }
        }
        if let Some(tag) = rest.strip_prefix('<') {
            let name = tag
                .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
                .next()
                .unwrap_or_default();
            let begins = name.starts_with(|c: char| c.is_alphabetic());
            prolog.root = begins.then_some(name);
        }
        prolog
    }
}

fn html(extension: &str, start: &str, prolog: &Prolog) -> bool {
    if matches!(extension, "htm" | "html" | "shtml" | "xhtml") && !prolog.xml {
        return true;
    }
    let one_of = |names: &[&str]| {
        prolog
            .root
            .is_some_and(|root| names.iter().any(|name| name.eq_ignore_ascii_case(root)))
    };
    if prolog.doctype_html || one_of(HTML_ROOTS) {
        return true;
    }
    if TEXT.contains(&extension) {
        return false;
    }
    one_of(HTML_FRAGMENTS) || {
        // other content precedes the page: the notice of a program, or an unknown element
        let near = start.get(..4096).unwrap_or(start).to_ascii_lowercase();
        ["<html", "<body", "<table"]
            .iter()
            .any(|tag| near.contains(tag))
    }
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
}
