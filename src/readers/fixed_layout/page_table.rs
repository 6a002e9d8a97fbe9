//! A table with the text of its cells.
//!
//! In: what the rulings draw, and the characters of each cell. Out: [`PageTable`], which may grow over further pages. Lost: cells
//! that are open towards the outside and hold no text: there is nothing but paper.

use super::drawing::Char;
use super::lattice::Lattice;
use super::text_lines::{TextLine, text_lines};
use super::wrap::{Measure, paragraphs};

/// What stands in one cell.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) chars: Vec<Char>,
    pub(super) struck: Vec<Char>,
    pub(super) tables: Vec<PageTable>,
}

impl Contents {
    pub(super) fn add(&mut self, char: Char, struck: bool) {
        match struck {
            true => self.struck.push(char),
            false => self.chars.push(char),
        }
    }
}

/// A table on one page, or on several once they are joined.
#[derive(Debug, Default)]
pub(super) struct PageTable {
    /// Sides of the columns, in points.
    pub(super) xs: Vec<f64>,
    /// Sides of the rows on the first page; those of later pages follow as if the paper went on.
    pub(super) ys: Vec<f64>,
    /// By row, then by column.
    pub(super) cells: Vec<PageCell>,
    /// The page of each row, 1-based.
    pub(super) row_pages: Vec<u32>,
    /// No ruling closes it above on its first page, or below on its last.
    pub(super) open_above: bool,
    pub(super) open_below: bool,
    /// Points between a text and the side of its cell.
    pub(super) padding: f64,
}

/// One cell.
#[derive(Debug, Default)]
pub(super) struct PageCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its part on the page where it ends, and where it begins.
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Its lines on the page where it ends.
    pub(super) lines: Vec<TextLine>,
    pub(super) paragraphs: Vec<String>,
    /// What was struck out in it.
    pub(super) struck: Option<Box<str>>,
    pub(super) tables: Vec<PageTable>,
}

impl PageCell {
    pub(super) fn is_blank(&self) -> bool {
        self.paragraphs.is_empty() && self.tables.is_empty()
    }

    /// The row below its last.
    pub(super) fn end(&self) -> usize {
        self.row + self.rows
    }

    /// Its text without blanks and line ends, to compare it.
    pub(super) fn folded(&self) -> String {
        let chars = self.paragraphs.iter().flat_map(|text| text.chars());
        chars.filter(|char| !char.is_whitespace()).collect()
    }

    pub(super) fn same_columns(&self, other: &Self) -> bool {
        self.column == other.column && self.columns == other.columns
    }
}

impl PageTable {
    pub(super) fn new(lattice: Lattice, contents: Vec<Contents>, page: u32) -> Self {
        let mut table = Self {
            row_pages: vec![page; lattice.ys.len() - 1],
            open_above: lattice.open_above,
            open_below: lattice.open_below,
            ..Self::default()
        };
        for (field, contents) in lattice.fields.iter().zip(contents) {
            let lines = text_lines(contents.chars);
            let struck: Vec<String> = text_lines(contents.struck)
                .into_iter()
                .map(|line| line.text)
                .collect();
            let nothing = lines.is_empty() && struck.is_empty() && contents.tables.is_empty();
            if field.open && nothing {
                continue;
            }
            table.cells.push(PageCell {
                row: field.row,
                column: field.column,
                rows: field.rows,
                columns: field.columns,
                left: lattice.xs[field.column],
                right: lattice.xs[field.column + field.columns],
                top: lattice.ys[field.row],
                bottom: lattice.ys[field.row + field.rows],
                lines,
                struck: (!struck.is_empty()).then(|| struck.concat().into()),
                tables: contents.tables,
                ..PageCell::default()
            });
        }
        (table.xs, table.ys) = (lattice.xs, lattice.ys);
        table.padding = padding(&table.cells);
        for cell in &mut table.cells {
            let measure = Measure::inside(cell.left, cell.right, table.padding);
            cell.paragraphs = paragraphs(&cell.lines, measure);
        }
        table
    }

    pub(super) fn rows(&self) -> usize {
        self.row_pages.len()
    }

    pub(super) fn is_blank(&self) -> bool {
        let blank = |cell: &PageCell| cell.is_blank() && cell.struck.is_none();
        self.cells.iter().all(blank)
    }

    /// The cells that begin in a row.
    pub(super) fn row(&self, row: usize) -> &[PageCell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        &self.cells[start..end]
    }

    pub(super) fn left(&self) -> f64 {
        self.xs.first().copied().unwrap_or_default()
    }

    pub(super) fn right(&self) -> f64 {
        self.xs.last().copied().unwrap_or_default()
    }

    pub(super) fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or_default()
    }

    pub(super) fn bottom(&self) -> f64 {
        self.ys.last().copied().unwrap_or_default()
    }
}

/// The padding that nearly all texts of a table keep: twentieth of their distances from the sides, in order. A few texts
/// stand out of their cells.
fn padding(cells: &[PageCell]) -> f64 {
    const USUAL: f64 = 2.0;
    let inset =
        |cell: &PageCell, line: &TextLine| (line.left - cell.left).min(cell.right - line.right);
    let mut insets: Vec<f64> = cells
        .iter()
        .flat_map(|cell| cell.lines.iter().map(move |line| inset(cell, line)))
        .filter(|inset| *inset > -1.0)
        .collect();
    insets.sort_by(f64::total_cmp);
    let least = insets.get(insets.len() / 20);
    least.map_or(USUAL, |least| least.clamp(0.5, 6.0))
}
