//! Pages of what was found in a document that has pages.
//!
//! In: a document, and places as (table, row). Out: the page of each. A place without a row is on the page where its table begins;
//! of a document without pages nothing is known.

use crate::document::{Block, Document};
use crate::finding::{Findings, Location};
use crate::record::Project;

/// The page of every row of every table, tables inside tables after their parent.
#[derive(Debug, Default)]
pub struct Pages {
    tables: Vec<Vec<Option<u32>>>,
}

impl Pages {
    /// The pages of a document; `None` where it has none.
    pub fn of(document: &Document) -> Option<Self> {
        let mut pages = Self::default();
        pages.add(&document.blocks);
        let known = |rows: &Vec<Option<u32>>| rows.iter().any(Option::is_some);
        pages.tables.iter().any(known).then_some(pages)
    }

    fn add(&mut self, blocks: &[Block]) {
        for table in blocks.iter().filter_map(Block::as_table) {
            self.tables
                .push(table.rows.iter().map(|row| row.page).collect());
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                self.add(&cell.blocks);
            }
        }
    }

    /// The page of a row, both counted from 1; that of the table where the row is not known.
    pub fn page(&self, table: u32, row: Option<u32>) -> Option<u32> {
        let rows = self
            .tables
            .get(usize::try_from(table).ok()?.checked_sub(1)?)?;
        let row = usize::try_from(row.unwrap_or(1)).ok()?.checked_sub(1)?;
        rows.get(row).copied().flatten()
    }

    /// Fills in the page of a place.
    fn fill(&self, place: &mut Location) {
        if let (None, Some(table)) = (place.page, place.table) {
            place.page = self.page(table, place.row);
        }
    }

    /// Fills in the pages of indicators and findings.
    pub fn fill_all(&self, projects: &mut [Project], findings: &mut Findings) {
        let indicators = projects
            .iter_mut()
            .flat_map(|project| &mut project.indicators);
        for source in indicators.map(|indicator| &mut indicator.source) {
            source.page = self.page(source.table, Some(source.row));
        }
        for finding in findings.iter_mut() {
            self.fill(&mut finding.location);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{TableBuilder, Vertical};

    fn table(pages: &[u32], inside: Vec<Block>) -> Block {
        let mut builder = TableBuilder::new();
        let mut inside = Some(inside);
        for page in pages {
            builder.start_row(None, 0);
            builder.on_page(*page);
            builder.cell(inside.take().unwrap_or_default(), 1, Vertical::Rows(1));
        }
        Block::Table(builder.finish())
    }

    #[test]
    fn rows_have_pages_and_inner_tables_follow_their_parent() {
        let document = Document {
            title: None,
            blocks: vec![
                table(&[2, 3], vec![table(&[2], Vec::new())]),
                table(&[4], Vec::new()),
            ],
        };
        let pages = Pages::of(&document).unwrap();
        let page = |table, row| pages.page(table, row);
        assert_eq!(
            [
                page(1, Some(2)),
                page(1, None),
                page(2, Some(1)),
                page(3, None),
                page(3, Some(2)),
                page(4, None)
            ],
            [Some(3), Some(2), Some(2), Some(4), None, None]
        );
    }

    #[test]
    fn a_document_without_pages_gives_none() {
        assert!(Pages::of(&Document::default()).is_none());
    }
}
