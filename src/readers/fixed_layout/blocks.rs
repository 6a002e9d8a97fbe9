//! The document in reading order becomes blocks.
//!
//! In: paragraphs and tables with their pages. Out: [`Block`]s; findings that tell what was joined over the edges of pages.

use super::flow::{Flow, FreeText, Piece};
use super::furniture::is_contents_entry;
use super::page_layout::PageLayout;
use super::page_table::{PageCell, PageTable};
use super::seam::Halves;
use crate::document::{Block, Marks, Paragraph};
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::{MAX_CELL_BYTES, MAX_CELLS, MAX_TOLD_JOINS};
use crate::message::Message;
use crate::table::{TableBuilder, Vertical};

/// Blocks of a flow.
///
/// # Errors
/// [`Error::LimitExceeded`] past [`MAX_CELLS`].
pub(super) fn blocks(flow: Flow, findings: &mut Findings) -> Result<Vec<Block>, Error> {
    let mut maker = Maker::default();
    let mut blocks = Vec::new();
    let mut numbers = Vec::new();
    for piece in flow.pieces {
        numbers.push(maker.tables + 1);
        blocks.push(match piece {
            Piece::Text(text) => Block::Paragraph(paragraph(text)),
            Piece::Table(table) => maker.table(table)?,
        });
    }
    tell_of_joins(&flow.halves, &numbers, findings);
    tell_of_heads(&flow.repeated, &numbers, findings);
    if maker.clamped {
        findings.push(Finding::extraction(
            "span-cut",
            Severity::Warning,
            "单元格跨越的行列数不合理，已截断",
            "a cell spans more rows or columns than a table can have; the span was cut",
        ));
    }
    if maker.cut {
        findings.push(Finding::extraction(
            "cell-cut",
            Severity::Error,
            "单元格文字过长，超出部分未保留",
            "the text of a cell is too long; what is beyond the bound was not kept",
        ));
    }
    Ok(blocks)
}

fn paragraph(text: FreeText) -> Paragraph {
    Paragraph {
        toc: is_contents_entry(&text.text),
        text: text.text,
        heading: text.heading,
        page: Some(text.page),
        marks: Marks::of_struck(text.struck),
        ..Paragraph::default()
    }
}

#[derive(Debug, Default)]
struct Maker {
    tables: u32,
    cells: usize,
    clamped: bool,
    cut: bool,
}

impl Maker {
    fn table(&mut self, table: PageTable) -> Result<Block, Error> {
        self.tables += 1;
        self.cells = self.cells.saturating_add(table.cells.len());
        if self.cells > MAX_CELLS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("表格的单元格数", "table cells"),
                limit: MAX_CELLS as u64,
            });
        }
        let mut builder = TableBuilder::new();
        let mut cells = table.cells.into_iter().peekable();
        for (row, page) in table.row_pages.into_iter().enumerate() {
            builder.start_row(None, 0);
            builder.on_page(page);
            while let Some(cell) = cells.next_if(|cell| cell.row == row) {
                builder.skip_to(cell.column as u32);
                let (columns, rows) = (cell.columns as u32, cell.rows as u32);
                let blocks = self.cell(cell, page)?;
                builder.cell(blocks, columns, Vertical::Rows(rows));
            }
        }
        self.clamped |= builder.clamped();
        Ok(Block::Table(builder.finish()))
    }

    fn cell(&mut self, cell: PageCell, page: u32) -> Result<Vec<Block>, Error> {
        let mut blocks = Vec::with_capacity(cell.paragraphs.len() + cell.tables.len());
        let mut bytes = 0;
        let mut struck = cell.struck;
        let mut texts = cell.paragraphs;
        if texts.is_empty() && struck.is_some() {
            texts.push(String::new());
        }
        for mut text in texts {
            let room = MAX_CELL_BYTES - bytes;
            if text.len() > room {
                text.truncate(text.floor_char_boundary(room));
                self.cut = true;
            }
            bytes += text.len();
            blocks.push(Block::Paragraph(Paragraph {
                text,
                page: Some(page),
                marks: Marks::of_struck(struck.take()),
                ..Paragraph::default()
            }));
        }
        for table in cell.tables {
            blocks.push(self.table(table)?);
        }
        Ok(blocks)
    }
}

fn tell_of_joins(halves: &[(usize, Halves)], numbers: &[u32], findings: &mut Findings) {
    for (piece, halves) in halves.iter().take(MAX_TOLD_JOINS) {
        let Halves { upper, lower, .. } = halves;
        findings.push(Finding {
            evidence: Some(format!("{} | {}", beginning(upper), beginning(lower))),
            operand_a: Some(upper.clone()),
            operand_b: Some(lower.clone()),
            location: Location {
                table: numbers.get(*piece).copied(),
                row: u32::try_from(halves.row + 1).ok(),
                column: u32::try_from(halves.column + 1).ok(),
                page: Some(halves.page),
                ..Location::default()
            },
            ..Finding::extraction(
                "row-joined",
                Severity::Info,
                "单元格被分页截断，前后两半已合并为一个单元格",
                "the edge of a page cuts this cell; its two halves were joined",
            )
        });
    }
    if let Some(more) = halves
        .len()
        .checked_sub(MAX_TOLD_JOINS)
        .filter(|more| *more > 0)
    {
        findings.push(Finding::extraction(
            "row-joined",
            Severity::Info,
            format!("另有 {more} 个被分页截断的单元格也已合并"),
            format!("{more} more cells that the edges of pages cut were joined too"),
        ));
    }
}

/// The beginning of a text that a finding quotes.
fn beginning(text: &str) -> String {
    const SHOWN: usize = 60;
    text.chars().take(SHOWN).collect()
}

fn tell_of_heads(repeated: &[(usize, usize)], numbers: &[u32], findings: &mut Findings) {
    let rows: usize = repeated.iter().map(|(_, rows)| rows).sum();
    let Some((first, _)) = repeated.first() else {
        return;
    };
    findings.push(Finding {
        location: Location {
            table: numbers.get(*first).copied(),
            ..Location::default()
        },
        ..Finding::extraction(
            "repeated-head-dropped",
            Severity::Info,
            format!("换页后重复打印的表头共 {rows} 行，未重复读取"),
            format!(
                "{rows} rows of table heads are printed again on further pages; they were read once"
            ),
        )
    });
}

/// Pages with tables that have no rulings: their cells cannot be told apart for certain.
pub(super) fn tell_of_unruled(pages: &[PageLayout], findings: &mut Findings) {
    let mut unruled = pages.iter().filter(|page| page.unruled);
    let Some(first) = unruled.next() else {
        return;
    };
    let count = 1 + unruled.count();
    findings.push(Finding {
        location: Location {
            page: Some(first.number),
            ..Location::default()
        },
        ..Finding::extraction(
            "unruled-table",
            Severity::Warning,
            format!("{count} 页上有没有框线的表格，无法确定各栏，已按段落读取；请索取 Word 或 Excel 文件"),
            format!(
                "{count} pages hold tables without rulings, whose columns are not certain; they were read as paragraphs, ask for the Word or Excel file"
            ),
        )
    });
}

/// Pages whose lines bound more cells than a page can have.
pub(super) fn tell_of_rulings(pages: &[PageLayout], findings: &mut Findings) {
    let mut bad = pages.iter().filter(|page| page.too_many_rulings);
    let Some(first) = bad.next() else {
        return;
    };
    let more = bad.count();
    findings.push(Finding {
        location: Location {
            page: Some(first.number),
            ..Location::default()
        },
        ..Finding::extraction(
            "table-cut",
            Severity::Error,
            format!(
                "第 {} 页（另有 {more} 页）的线条多得不像表格，其中的文字按段落读取",
                first.number
            ),
            format!(
                "page {} (and {more} more) has more lines than any table; its text was read as paragraphs",
                first.number
            ),
        )
    });
}
