//! Documents of fixed layout: PDF and OFD say where each character stands, and nothing of paragraphs and tables.
//!
//! In: pages of characters, ruling lines and pictures, in points, y down from the top of the page. Out: paragraphs and tables as the
//! paper shows them, with the page of each. Lost: fonts, colours, pictures, running heads and feet, page numbers, repeated heads of
//! tables (counted), tables without rulings (their text stays as paragraphs).
//!
//! | module        | step                                                                      |
//! |---------------|---------------------------------------------------------------------------|
//! | `drawing`     | what stands where on a page                                               |
//! | `not_read`    | what a page holds and this reader cannot read                             |
//! | `ruling`      | pieces of lines → lines; lines that touch → tables                        |
//! | `lattice`     | the lines of a table → columns, rows and cells with spans                 |
//! | `text_lines`  | characters → lines of text                                                |
//! | `wrap`        | lines → paragraphs                                                        |
//! | `page_table`  | a table with the text of its cells                                        |
//! | `white_gaps`  | tables without lines down                                                 |
//! | `page_layout` | a page → lines and tables from top to bottom                              |
//! | `furniture`   | running heads, page numbers, entries of a table of contents               |
//! | `flow`        | pages → the document                                                      |
//! | `continued`   | does a table go on over the edge of a page?                               |
//! | `seam`        | rows and merged cells that the edge has cut                               |
//! | `outline`     | bookmarks → headings                                                      |
//! | `blocks`      | the document → blocks and tables                                          |

mod blocks;
mod continued;
mod drawing;
mod flow;
mod furniture;
mod lattice;
mod not_read;
mod outline;
mod page_layout;
mod page_table;
mod ruling;
mod seam;
mod text_lines;
mod white_gaps;
mod wrap;

use crate::document::Block;
use crate::error::Error;
use crate::finding::Findings;

pub(crate) use drawing::{Char, Page, Ruling};
pub(crate) use not_read::{DrawnPage, NotRead};
pub(crate) use outline::Outline;

/// Collects the pages of a document, laid out one by one.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    laid_out: Vec<page_layout::PageLayout>,
}

impl Pages {
    /// Lays the next page out.
    pub(crate) fn add(&mut self, page: Page) {
        self.laid_out.push(page_layout::lay_out(page));
    }

    /// The blocks of the document.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] past the bounds on cells.
    pub(crate) fn finish(
        mut self,
        outline: &Outline,
        findings: &mut Findings,
    ) -> Result<Vec<Block>, Error> {
        blocks::tell_of_rulings(&self.laid_out, findings);
        blocks::tell_of_unruled(&self.laid_out, findings);
        furniture::remove(&mut self.laid_out);
        let flow = flow::flow(self.laid_out, outline);
        blocks::blocks(flow, findings)
    }
}
