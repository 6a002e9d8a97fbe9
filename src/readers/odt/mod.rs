//! OpenDocument text, zipped (`.odt`, `.ott`) or in one XML file (`.fodt`).
//!
//! In: a zip package with content.xml and styles.xml, or one XML text. Out: paragraphs and tables.
//! Kept: headings, lists with their numbers, tables with spans and nested tables, text boxes after the paragraph they are
//! anchored in, bookmarks, inserted text, results of fields. Lost: deleted, hidden and struck text, notes, annotations, bullets,
//! headers and footers, pictures and formulas.
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

use memchr::memmem;

use crate::document::Document;
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::format::Format;
use crate::message::Message;

use super::assembly::{hidden_text, truncated_body};
use super::docx::parts::Parts;
use super::xml::Events;
use styles::Styles;
pub(super) use styles::{is_superscript, strikes};

/// Reads a zipped text document.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] when the package or its content.xml cannot be read, and
/// [`Error::LimitExceeded`].
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let mut parts = Parts::open(bytes, Format::Odt, findings)?;
    let content = content(&mut parts, Format::Odt, findings)?;
    let mut styles = Styles::default();
    if let Some(common) = parts.bytes("styles.xml", findings)? {
        styles.read(&mut Events::new(&text(&common, findings)));
    }
    document(&content, styles, Format::Odt, findings)
}

/// Reads a flat text document.
///
/// # Errors
/// [`Error::Damaged`] when there is no text body, and [`Error::LimitExceeded`].
pub(super) fn read_flat(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let content = text(bytes, findings);
    document(&content, Styles::default(), Format::Fodt, findings)
}

/// The part that must be there, as text.
///
/// # Errors
/// [`Error::Encrypted`] when the manifest says that the package is (OpenDocument 1.3 part 2, 4.8), else
/// [`Error::Damaged`] when it is missing or unreadable.
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
        Some(bytes) => Ok(text(&bytes, findings)),
        None => Err(Error::damaged(
            format,
            Message::fixed("包内没有 content.xml", "the package has no content.xml"),
        )),
    }
}

/// XML as text, in whatever encoding it declares.
pub(super) fn text(bytes: &[u8], findings: &mut Findings) -> String {
    let declared = encoding::declared_in_markup(bytes);
    let declared = declared.as_deref().or(Some("utf-8"));
    encoding::decode(bytes, declared, findings).text
}

fn document(
    content: &str,
    styles: Styles,
    format: Format,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let body = body::read(content, styles)?;
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
