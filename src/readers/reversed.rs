//! Text in which a mark lets what follows run from right to left: it is seen in another order than its characters have.
//!
//! In: a document. Out: a finding for every cell and paragraph with such a mark, up to a bound. Lost: nothing; the text stays
//! as it is, and no number is read over the mark.

use crate::bidi::reverses;
use crate::document::{Block, Document, Paragraph, Table};
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::MAX_REVERSED_PLACES;

/// Characters of the text that a finding shows.
const SHOWN: usize = 60;

/// Reports every such place of the document.
pub(crate) fn report(document: &Document, findings: &mut Findings) {
    let mut places = Places::default();
    places.blocks(&document.blocks, Location::default());
    findings.extend(places.found);
    if places.more > 0 {
        let more = places.more;
        findings.push(Finding::extraction(
            "reversed-text",
            Severity::Warning,
            format!("另有 {more} 处文字带有从右到左的控制字符"),
            format!("text runs from right to left in {more} more places"),
        ));
    }
}

#[derive(Debug, Default)]
struct Places {
    tables: u32,
    found: Vec<Finding>,
    more: usize,
}

impl Places {
    fn blocks(&mut self, blocks: &[Block], place: Location) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) if paragraph.text.contains(reverses) => {
                    self.found_in(paragraph, place);
                }
                Block::Paragraph(_) => {}
                Block::Table(table) => self.table(table),
            }
        }
    }

    fn found_in(&mut self, paragraph: &Paragraph, place: Location) {
        if self.found.len() == MAX_REVERSED_PLACES {
            self.more += 1;
            return;
        }
        let line = paragraph.line.or(place.line);
        self.found.push(Finding {
            location: Location { line, ..place },
            evidence: Some(paragraph.text.chars().take(SHOWN).collect()),
            ..Finding::extraction(
                "reversed-text",
                Severity::Warning,
                "文字中有使其从右到左显示的控制字符，看到的次序与实际不同；其中的数未作转换，请对照原件",
                "a mark in the text lets it run from right to left, so that it is seen in another order than it has; no number was read over it: compare it with the original",
            )
        });
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
