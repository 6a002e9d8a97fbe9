//! Rich Text Format (`.rtf`, often named `.doc`), by the RTF specification 1.9.1.
//!
//! In: bytes. Out: paragraphs and tables: headings, printed numbers, tables with merges and nested tables, text boxes
//! after their paragraph, bookmarks, results of fields, inserted text. Bytes are decoded in the code page of their
//! font, so that `\ansicpg936` and `\fcharset134` give Chinese; `\u` gives any character.
//!
//! Lost: deleted, hidden and struck-out text, headers and footers, notes, annotations, pictures, bullets.
//!
//! | module    | step                                              |
//! |-----------|---------------------------------------------------|
//! | `lexer`   | bytes → groups, control words, text               |
//! | `charset` | bytes → text                                      |
//! | `header`  | font table and style sheet → encodings and styles |
//! | `body`    | tokens → text and ends of paragraphs, cells, rows |
//! | `words`   | control words → characters and other constants    |
//! | `story`   | text and ends → blocks                            |
//! | `tables`  | cells by position → tables                        |

mod body;
mod characters;
mod charset;
mod header;
mod lexer;
mod story;
mod tables;
mod words;

#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};

use super::assembly::{hidden_text, truncated_body};

/// Reads rich text.
///
/// # Errors
/// [`Error::LimitExceeded`]. A file that ends early is read up to its end, with a finding.
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let body = body::read(bytes)?;
    if body.truncated {
        findings.push(truncated_body());
    }
    body.repairs.report(body.truncated, findings);
    if body.undecodable {
        findings.push(Finding::extraction(
            "bad-encoding",
            Severity::Warning,
            "文本中有无效的字节，已用替换符号代替",
            "the text has invalid bytes, which were replaced",
        ));
    }
    if let Some(hidden) = &body.hidden {
        findings.push(hidden_text(hidden));
    }
    Ok(Document {
        title: None,
        blocks: body.blocks,
    })
}
