//! Struck-out text. Its author withdrew it, and the replacement often follows directly (`≥10份` struck, `≥12份` not):
//! read together, the two would form a value that nobody wrote.
//!
//! In: the struck pieces of a paragraph in reading order. Out: the text left out of each paragraph, and a finding for
//! each place. Lost: struck text beyond the first characters, which the finding shows.

use crate::document::Table;
use crate::document::{Block, Document};
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::MAX_STRUCK_PLACES;

/// Characters of struck text that a finding shows.
const SHOWN: usize = 60;
/// Marks around runs whose text passes through a library that keeps nothing but characters: start of a struck run,
/// start of another run, end of either. Unicode sets these code points aside for internal use, so no text contains
/// them.
const STRUCK: char = '\u{fdd0}';
const NOT_STRUCK: char = '\u{fdd1}';
const END: char = '\u{fdd2}';

/// The struck text of one paragraph.
#[derive(Debug, Default)]
pub(crate) struct Struck {
    text: String,
    /// Length of the paragraph's remaining text when the last struck piece was added.
    at: usize,
}

impl Struck {
    /// Adds a piece; `at` is the length of the paragraph's remaining text. Pieces from different places are joined by
    /// `…`.
    pub(crate) fn add(&mut self, piece: &str, at: usize) {
        if piece.is_empty() {
            return;
        }
        if !self.text.is_empty() && self.at != at {
            self.text.push('\u{2026}');
        }
        self.at = at;
        // a character has at most four bytes
        if self.text.len() <= 4 * SHOWN {
            self.text.extend(piece.chars().take(SHOWN));
        }
    }

    /// True when no struck piece was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes the collected text; `None` when it is empty or white space.
    pub(crate) fn take(&mut self) -> Option<Box<str>> {
        if self.text.is_empty() {
            return None;
        }
        let text = std::mem::take(&mut self.text);
        let seen = text.trim();
        (!seen.is_empty()).then(|| seen.into())
    }
}

/// Wraps the text of a run in marks that keep whether it is struck out.
pub(crate) fn marked(text: &str, struck: bool) -> String {
    let mark = if struck { STRUCK } else { NOT_STRUCK };
    format!("{mark}{text}{END}")
}

/// Removes the struck pieces from a marked text and returns them; `otherwise` is true when unmarked text is struck.
pub(crate) fn parted(text: &mut String, otherwise: bool) -> Option<Box<str>> {
    let mut struck = Struck::default();
    let mut kept = String::with_capacity(text.len());
    let mut taken = otherwise;
    for piece in text.split_inclusive([STRUCK, NOT_STRUCK, END]) {
        let mark = piece.chars().next_back();
        let shown = piece.trim_end_matches([STRUCK, NOT_STRUCK, END]);
        match taken {
            true => struck.add(shown, kept.len()),
            false => kept.push_str(shown),
        }
        taken = match mark {
            Some(STRUCK) => true,
            Some(NOT_STRUCK) => false,
            _ => otherwise,
        };
    }
    *text = kept;
    struck.take()
}

/// Reports each place of the document where struck text was left out.
pub(crate) fn tell(document: &Document, findings: &mut Findings) {
    let mut places = Places::default();
    places.blocks(&document.blocks, Location::default());
    let more = places.found.len().saturating_sub(MAX_STRUCK_PLACES);
    places.found.truncate(MAX_STRUCK_PLACES);
    findings.extend(places.found);
    if more > 0 {
        findings.push(more_of(more));
    }
}

/// The finding for struck text that was left out at `location`.
pub(crate) fn struck_text(text: &str, location: Location) -> Finding {
    Finding {
        location,
        evidence: Some(text.chars().take(SHOWN).collect()),
        ..Finding::extraction(
            "struck-text",
            Severity::Warning,
            "此处有加了删除线的文字，视为已删除，未读取",
            "text struck out here was taken as deleted and not read",
        )
    }
}

/// The finding for the remaining places when there are too many to report each.
pub(crate) fn more_of(places: usize) -> Finding {
    Finding::extraction(
        "struck-text",
        Severity::Warning,
        format!("另有 {places} 处加了删除线的文字，也未读取"),
        format!("text struck out in {places} more places was not read either"),
    )
}

#[derive(Debug, Default)]
struct Places {
    tables: u32,
    found: Vec<Finding>,
}

impl Places {
    fn blocks(&mut self, blocks: &[Block], place: Location) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    if let Some(struck) = paragraph.struck() {
                        let line = paragraph.line.or(place.line);
                        self.found
                            .push(struck_text(struck, Location { line, ..place }));
                    }
                }
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let number = self.tables;
        for (row, at) in table.rows.iter().zip(1..) {
            for cell in &row.cells {
                let place = Location {
                    table: Some(number),
                    row: Some(at),
                    column: Some(cell.column + 1),
                    line: row.line,
                    page: row.page,
                };
                self.blocks(&cell.blocks, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_text_is_taken_out() {
        let struck = |text| marked(text, true);
        let other = |text| marked(text, false);
        for (text, otherwise, kept, taken) in [
            (struck("≥10份") + "≥12份", false, "≥12份", Some("≥10份")),
            (
                struck("3") + "5" + &struck("4") + "6",
                false,
                "56",
                Some("3…4"),
            ),
            (struck("3") + &struck("4") + "5", false, "5", Some("34")),
            (
                "≥10份".to_owned() + &other("≥12份"),
                true,
                "≥12份",
                Some("≥10份"),
            ),
            (other("5") + &other("6"), true, "56", None),
            ("5".to_owned(), true, "", Some("5")),
            (struck(" "), false, "", None),
            ("≥12份".to_owned(), false, "≥12份", None),
        ] {
            let mut text = text;
            let found = parted(&mut text, otherwise);
            assert_eq!((text.as_str(), found.as_deref()), (kept, taken));
        }
    }
}
