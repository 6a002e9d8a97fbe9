//! Rich Text Format (`.rtf`, often named `.doc`), by the RTF specification 1.9.1.
//!
//! In: bytes. Out: paragraphs and tables. Bytes are decoded in the code page of their font, so that `\ansicpg936` and
//! `\fcharset134` give Chinese; `\u` gives any character.
//! Kept: headings, printed numbers, tables with merges and nested tables, text boxes after their paragraph, bookmarks,
//! results of fields, inserted text. Lost: deleted, hidden and struck text, headers and footers, notes, annotations, pictures,
//! bullets.
//!
//! | module    | step                                              |
//! |-----------|---------------------------------------------------|
//! | `lexer`   | bytes → groups, control words, text               |
//! | `charset` | bytes → text                                      |
//! | `header`  | font table and style sheet                        |
//! | `body`    | tokens → text and ends of paragraphs, cells, rows |
//! | `words`   | what single control words mean                    |
//! | `story`   | those → blocks                                    |
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
/// [`Error::LimitExceeded`]; a file that breaks off is read as far as it goes.
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
