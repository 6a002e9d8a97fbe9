//! OpenDocument text, zipped (`.odt`, `.ott`) or in one XML file (`.fodt`).
//!
//! In: a zip package with content.xml and styles.xml, or a single XML text. Out: paragraphs and tables: headings, lists
//! with their numbers, tables with spans and nested tables, text boxes after the paragraph they are anchored in,
//! bookmarks, inserted text, results of fields.
//!
//! Lost: deleted, hidden and struck-out text, notes, annotations, bullets, headers and footers, pictures, and objects
//! other than formulas (reported).
//!
//! | module   | step                                                    |
//! |----------|---------------------------------------------------------|
//! | `styles` | styles → what is hidden, how lists and headings count   |
//! | `lists`  | list items in reading order → their numbers             |
//! | `body`   | elements → calls on the assembly                        |

mod body;
mod lists;
mod styles;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use crate::allowance::Allowance;
use crate::document::Document;
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::format::Format;
use crate::limits::MAX_FORMULAS;
use crate::message::Message;

use super::assembly::{hidden_text, truncated_body};
use super::docx::parts::Parts;
use super::math;
use super::xml::{Event, Events};
use styles::Styles;
pub(super) use styles::{is_superscript, strikes};

/// Reads a zipped text document.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] when the package or its content.xml cannot be read, and
/// [`Error::LimitExceeded`].
pub(super) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut parts = Parts::open(bytes, Format::Odt, allowance, findings)?;
    let content = content(&mut parts, Format::Odt, findings)?;
    let mut styles = Styles::default();
    if let Some(common) = parts.bytes("styles.xml", findings)? {
        styles.read(&mut Events::new(&text(&common, findings)));
    }
    let formulas = formulas(&mut parts, &content, findings)?;
    document(&content, styles, formulas, Format::Odt, findings)
}

/// Reads a flat text document.
///
/// # Errors
/// [`Error::Damaged`] when there is no text body, and [`Error::LimitExceeded`].
pub(super) fn read_flat(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let content = text(bytes, findings);
    let formulas = HashMap::new();
    document(
        &content,
        Styles::default(),
        formulas,
        Format::Fodt,
        findings,
    )
}

/// The text of content.xml, without which there is no document.
///
/// # Errors
/// [`Error::Encrypted`] when the manifest declares encryption (OpenDocument 1.3 part 2, 4.8), [`Error::Damaged`] when
/// content.xml is missing or unreadable.
pub(super) fn content(
    parts: &mut Parts,
    format: Format,
    findings: &mut Findings,
) -> Result<String, Error> {
    let manifest = parts.bytes("META-INF/manifest.xml", findings)?;
    if memmem::find(&manifest.unwrap_or_default(), b"encryption-data").is_some() {
        return Err(Error::Encrypted { format });
    }
    match parts.bytes("content.xml", findings)? {
        Some(bytes) => Ok(owned_text(bytes, findings)),
        None => Err(Error::damaged(
            format,
            Message::fixed("包内没有 content.xml", "the package has no content.xml"),
        )),
    }
}

/// The texts of the formulas that the content refers to and that are in parts of their own.
///
/// # Errors
/// [`Error::LimitExceeded`].
fn formulas(
    parts: &mut Parts,
    content: &str,
    findings: &mut Findings,
) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::new();
    if memmem::find(content.as_bytes(), b"<draw:object ").is_none() {
        return Ok(found);
    }
    for event in Events::new(content) {
        let Event::Open(element) = event else {
            continue;
        };
        let object = Some(&element).filter(|element| element.name() == "draw:object");
        let Some(part) = object.and_then(|object| object.attribute("xlink:href")) else {
            continue;
        };
        if found.len() == MAX_FORMULAS || found.contains_key(&part) {
            continue;
        }
        let name = format!("{}/content.xml", part.trim_start_matches("./"));
        if let Some(bytes) = parts.bytes(&name, findings)? {
            let formula = math::text_of(&mut Events::new(&text(&bytes, findings)));
            found.insert(part, formula);
        }
    }
    Ok(found)
}

/// Decodes XML in the encoding it declares.
pub(super) fn text<'a>(bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    let declared = encoding::declared_in_markup(bytes);
    let declared = declared.as_deref().or(Some("utf-8"));
    encoding::decode(bytes, declared, findings).text
}

/// As [`text`], in the memory of the bytes where they are the text already.
fn owned_text(bytes: Vec<u8>, findings: &mut Findings) -> String {
    let decoded = match text(&bytes, findings) {
        Cow::Borrowed(text) if text.len() == bytes.len() => None,
        decoded => Some(decoded.into_owned()),
    };
    decoded.unwrap_or_else(|| {
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    })
}

fn document(
    content: &str,
    styles: Styles,
    formulas: HashMap<String, String>,
    format: Format,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let body = body::read(content, styles, formulas)?;
    if !body.found {
        return Err(Error::damaged(
            format,
            Message::fixed(
                "没有正文（office:text）",
                "it has no text body (office:text)",
            ),
        ));
    }
    if let Some(broken) = &body.broken {
        findings.push(Finding {
            evidence: Some(broken.clone()),
            ..truncated_body()
        });
    }
    body.repairs.report(body.broken.is_some(), findings);
    if let Some(hidden) = &body.hidden {
        findings.push(hidden_text(hidden));
    }
    Ok(Document {
        title: None,
        blocks: body.blocks,
    })
}
