//! A table as the recognizer sees it: every row with the cells that cover it, and what each label means.
//!
//! In: a [`Table`] with its number. Out: [`Sheet`]. Lost: rows beyond [`crate::limits::MAX_GRID_SLOTS`], which are
//! told; texts are kept as printed.

use std::ops::Range;

use super::census::is_off;
use super::looks::is_figure;
use super::senses::{How, Kind, Sense, Senses, asks_money};
use super::spans::{carry_down, restore_spans};
use super::straight::columns_of_labels;
use crate::document::{Block, Cell, Table};
use crate::finding::Location;
use crate::limits::MAX_ROWS_CLIMBED;
use crate::table::Grid;
use crate::vocabulary::{Field, Meaning};

/// One table, ready to be read row by row.
#[derive(Debug)]
pub(super) struct Sheet {
    /// 1-based number of the table in the document.
    pub number: u32,
    /// Columns of the grid.
    pub width: usize,
    /// No cell covers more than its own slot: spans were lost on the way (text), or there never were any.
    pub flat: bool,
    /// The row whose labels were laid over the row below it, where spans were lost.
    pub spread: Option<usize>,
    /// The first of the printed rows that are columns here, in a grid that was turned.
    turned: Option<usize>,
    /// The rows.
    pub rows: Vec<SheetRow>,
    /// The first row that was left out because the grid is too large.
    pub cut: Option<Location>,
    cells: Vec<SheetCell>,
    /// Bookmarks of a table of contents, with the row of the heading they stand at.
    bookmarks: Vec<(usize, String)>,
}

/// One row.
#[derive(Debug)]
pub(super) struct SheetRow {
    line: Option<u32>,
    /// Indices of the cells that cover a part of the row, from left to right, those that began above included.
    pub(super) covering: Vec<u32>,
    /// Those of them that are labels, in the same order. Every cell below asks for them, and rows are wide.
    labels: Vec<u32>,
    /// How many of them are numbers.
    numbers: usize,
}

/// One cell.
#[derive(Debug, Clone)]
pub(super) struct SheetCell {
    /// 0-based row it begins in.
    pub row: usize,
    /// 0-based first column.
    pub column: usize,
    /// One past its last column.
    pub end: usize,
    /// One past its last row.
    pub bottom: usize,
    /// As printed, paragraphs joined with `\n`.
    pub text: String,
    /// All that its text can be.
    pub sense: Sense,
    /// It is a label where it stands.
    pub is_label: bool,
    /// What it means as a listed label.
    pub meaning: Option<Meaning>,
    /// It is a name of level 1 of the indicator tree.
    pub is_level1: bool,
    /// It is a name of level 2.
    pub is_level2: bool,
    /// It is one of both in full: 数量指标, not 数量.
    pub is_full_level: bool,
    /// A record, a label, a title or a finding accounts for it.
    claimed: std::cell::Cell<bool>,
    /// The row and the column of the table that it is printed in.
    printed_row: usize,
    printed_column: usize,
    line: Option<u32>,
}

impl SheetCell {
    /// Something accounts for the cell.
    pub(super) fn claim(&self) {
        self.claimed.set(true);
    }

    /// No text but white space.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// A number or a percentage.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.sense.kind, Kind::Number | Kind::Percent)
    }

    /// Its meaning in the head of a form.
    pub(super) fn head(&self) -> Option<Field> {
        self.meaning.and_then(|meaning| meaning.head)
    }

    /// It is a name of the indicator tree.
    pub(super) fn is_level(&self) -> bool {
        self.is_level1 || self.is_level2
    }

    /// Its meaning above a column.
    pub(super) fn column_field(&self) -> Option<Field> {
        self.meaning.and_then(|meaning| meaning.column)
    }
}

impl Sheet {
    /// Lays the table out and looks its labels up.
    pub(super) fn of(number: u32, table: &Table, senses: &mut Senses<'_>) -> Self {
        let mut sheet = Self::laid_out(number, table, |text| senses.of(text));
        restore_spans(&mut sheet);
        carry_down(&mut sheet);
        sheet.straighten();
        sheet.mark_short_labels();
        sheet.sum_up_rows();
        sheet
    }

    /// Lays the table out as it is printed.
    pub(super) fn laid_out(
        number: u32,
        table: &Table,
        mut sense_of: impl FnMut(&str) -> Sense,
    ) -> Self {
        let grid = Grid::of(table);
        let count = table.rows.iter().map(|row| row.cells.len()).sum();
        let mut cells = Vec::with_capacity(count);
        let mut first_of_row = Vec::with_capacity(table.rows.len());
        let mut flat = true;
        let mut bookmarks = Vec::new();
        for (row, cells_of_row) in table.rows.iter().enumerate() {
            first_of_row.push(cells.len());
            for cell in &cells_of_row.cells {
                let text = cell.text().into_owned();
                bookmarks.extend(toc_bookmark(cell).map(|name| (row, name.to_owned())));
                let sense = sense_of(&text);
                flat &= cell.column_span == 1 && cell.row_span == 1;
                cells.push(SheetCell {
                    row,
                    column: cell.column as usize,
                    printed_row: row,
                    printed_column: cell.column as usize,
                    end: (cell.column + cell.column_span) as usize,
                    bottom: (row + cell.row_span as usize).min(grid.height),
                    sense,
                    is_label: sense.is_firm(),
                    meaning: sense.meaning,
                    is_level1: sense.is_level1,
                    is_level2: sense.is_level2,
                    is_full_level: sense.is_full_level,
                    text,
                    claimed: std::cell::Cell::default(),
                    line: cells_of_row.line,
                });
            }
        }
        let cut = table.rows.get(grid.height).map(|row| Location {
            table: Some(number),
            row: Some(grid.height as u32 + 1),
            column: None,
            line: row.line,
            page: row.page,
        });
        Self {
            number,
            cut,
            width: grid.width,
            flat,
            spread: None,
            turned: None,
            rows: covering_rows(table, &grid, &first_of_row),
            cells,
            bookmarks,
        }
    }

    /// Notes what each row holds, once its cells have their final places and senses.
    fn sum_up_rows(&mut self) {
        for row in &mut self.rows {
            let cell = |id: &u32| &self.cells[*id as usize];
            let labels = row.covering.iter().filter(|id| cell(id).is_label);
            row.labels = labels.copied().collect();
            row.numbers = row
                .covering
                .iter()
                .filter(|id| cell(id).is_number())
                .count();
        }
    }

    /// The label covers these columns, and the rows up to this one.
    pub(super) fn place_label(&mut self, id: u32, columns: Range<usize>, bottom: usize) {
        let cell = &mut self.cells[id as usize];
        cell.column = columns.start;
        cell.end = columns.end;
        cell.bottom = bottom;
    }

    /// 省级, 2024年, 合计 are labels beside or below firm ones of their kind.
    fn mark_short_labels(&mut self) {
        let short = |cell: &SheetCell| cell.sense.how == Some(How::Short) && !cell.is_blank();
        for id in 0..self.cells.len() {
            if short(&self.cells[id]) && !is_off("short labels") {
                self.cells[id].is_label = self.is_short_label(&self.cells[id]);
            }
        }
    }

    fn is_short_label(&self, cell: &SheetCell) -> bool {
        let beside = || {
            let row = self.covering(cell.row);
            row.filter(|other| (other.row, other.column) != (cell.row, cell.column))
        };
        let firm = || beside().filter(|other| other.sense.is_firm() && !other.is_level());
        let money = |cell: &SheetCell| cell.sense.is_money();
        let above = || self.at(cell.row.checked_sub(1)?, cell.column);
        if cell.sense.is_year {
            let asks = |other: &SheetCell| {
                let goal = other.sense.head.is_some_and(Field::is_prose);
                other.end <= cell.column && (money(other) || goal)
            };
            let columns = |other: &SheetCell| {
                other.column < cell.column && other.sense.column.is_some_and(is_value)
            };
            let figures = || beside().filter(|other| is_figure(&other.text)).count() > 0;
            return match cell.column {
                0 => figures() && self.is_among_years(cell),
                _ => {
                    let edge = self.label_above_blank(cell.row);
                    firm().chain(edge).any(asks) || beside().any(columns)
                }
            };
        }
        match cell.sense.head {
            Some(head) if asks_money(head) => beside().any(money) || above().is_some_and(money),
            _ => firm().count() >= 2,
        }
    }

    /// The label above the blanks at the left edge of a row, where the row begins with one.
    fn label_above_blank(&self, row: usize) -> Option<&SheetCell> {
        self.at(row, 0).filter(|first| first.is_blank())?;
        let above = (row.saturating_sub(MAX_ROWS_CLIMBED)..row).rev();
        above
            .filter_map(|row| self.at(row, 0))
            .find(|cell| !cell.is_blank())
    }

    /// Another row begins with a year too, right above or below.
    fn is_among_years(&self, cell: &SheetCell) -> bool {
        let year = |row: usize| self.at(row, 0).is_some_and(|other| other.sense.is_year);
        year(cell.bottom) || cell.row.checked_sub(1).is_some_and(year)
    }

    /// Moves the cells of a row below the labels they belong to, where the borders were drawn by hand and do not line up.
    fn straighten(&mut self) {
        if self.flat || is_off("crooked borders in order") {
            return;
        }
        for row in 1..self.rows.len() {
            let Some(columns) = columns_of_labels(self, row) else {
                continue;
            };
            let ids = self.rows[row].covering.iter().map(|&id| id as usize);
            let own: Vec<usize> = ids.filter(|&id| self.cells[id].row == row).collect();
            for (id, columns) in own.into_iter().zip(columns) {
                self.cells[id].column = columns.start;
                self.cells[id].end = columns.end;
            }
        }
    }

    /// The columns of a range as a sheet of their own. A cell that begins in front of it is left out.
    pub(super) fn part(&self, columns: Range<usize>) -> Self {
        let mut part = Self {
            number: self.number,
            width: columns.len(),
            flat: self.flat,
            spread: None,
            turned: self.turned,
            rows: Vec::with_capacity(self.rows.len()),
            cut: self.cut,
            cells: Vec::new(),
            bookmarks: self.bookmarks.clone(),
        };
        let mut kept = vec![None; self.cells.len()];
        for row in &self.rows {
            let mut covering = Vec::new();
            for &id in &row.covering {
                let cell = &self.cells[id as usize];
                if !columns.contains(&cell.column) {
                    continue;
                }
                let new = *kept[id as usize].get_or_insert_with(|| {
                    part.cells.push(SheetCell {
                        column: cell.column - columns.start,
                        end: cell.end.min(columns.end) - columns.start,
                        ..cell.clone()
                    });
                    part.cells.len() as u32 - 1
                });
                covering.push(new);
            }
            part.rows.push(SheetRow {
                line: row.line,
                covering,
                labels: Vec::new(),
                numbers: 0,
            });
        }
        part.sum_up_rows();
        part
    }

    /// Some rows with their columns as rows: a grid that lies on its side.
    pub(super) fn turned(&self, rows: Range<usize>) -> Self {
        let mut kept = vec![None; self.cells.len()];
        let mut cells = Vec::new();
        let mut turned = Vec::with_capacity(self.width);
        for column in 0..self.width {
            let mut covering: Vec<u32> = Vec::new();
            for row in rows.clone() {
                let ids = &self.rows[row].covering;
                let at = ids.partition_point(|&id| self.cells[id as usize].end <= column);
                let Some(&id) = ids.get(at) else { continue };
                let cell = &self.cells[id as usize];
                if cell.column > column || cell.row < rows.start {
                    continue;
                }
                let new = *kept[id as usize].get_or_insert_with(|| {
                    cells.push(SheetCell {
                        row: cell.column,
                        column: cell.row - rows.start,
                        end: cell.bottom.min(rows.end) - rows.start,
                        bottom: cell.end,
                        ..cell.clone()
                    });
                    cells.len() as u32 - 1
                });
                if covering.last() != Some(&new) {
                    covering.push(new);
                }
            }
            let line = self.rows[rows.start].line;
            turned.push(SheetRow {
                line,
                covering,
                labels: Vec::new(),
                numbers: 0,
            });
        }
        let mut sheet = Self {
            number: self.number,
            width: rows.len(),
            flat: self.flat,
            spread: None,
            turned: Some(rows.start),
            rows: turned,
            cut: self.cut,
            cells,
            bookmarks: Vec::new(),
        };
        sheet.sum_up_rows();
        sheet
    }

    /// The cells that cover a part of the row, from left to right.
    pub(super) fn covering(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = &SheetCell> + Clone {
        let ids = self.rows.get(row).map_or(&[][..], |row| &row.covering);
        ids.iter().map(|&id| &self.cells[id as usize])
    }

    /// The last label of the row that ends left of the column.
    pub(super) fn label_before(&self, row: usize, column: usize) -> Option<&SheetCell> {
        let labels = self.rows.get(row).map_or(&[][..], |row| &row.labels);
        let mut labels = labels.iter().map(|&id| &self.cells[id as usize]);
        labels.rfind(|label| label.end <= column)
    }

    /// The row has a label.
    pub(super) fn has_label(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| !row.labels.is_empty())
    }

    /// How many cells of the row are numbers.
    pub(super) fn numbers(&self, row: usize) -> usize {
        self.rows.get(row).map_or(0, |row| row.numbers)
    }

    /// The cells that begin in the row.
    pub(super) fn starting(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = &SheetCell> + Clone {
        self.covering(row).filter(move |cell| cell.row == row)
    }

    /// The cells with text that begin in the row.
    pub(super) fn printed(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = &SheetCell> + Clone {
        self.starting(row).filter(|cell| !cell.is_blank())
    }

    /// Something accounts for all cells that begin in the row.
    pub(super) fn claim_row(&self, row: usize) {
        self.printed(row).for_each(SheetCell::claim);
    }

    /// Something accounts for what an entry or a piece of a row was read from.
    pub(super) fn claim_place(&self, place: Location) {
        let Some(row) = place.row else { return };
        let own = |cell: &&SheetCell| place.column == Some(cell.printed_column as u32 + 1);
        let mut cells = self.printed(row as usize - 1);
        cells.find(own).into_iter().for_each(SheetCell::claim);
    }

    /// The cells that something accounts for: table, row and column, 1-based.
    pub(super) fn claimed(&self) -> impl Iterator<Item = (u32, u32, u32)> {
        let claimed = self.cells.iter().filter(|cell| cell.claimed.get());
        claimed.map(|cell| {
            let (row, column) = (cell.printed_row as u32 + 1, cell.printed_column as u32 + 1);
            (self.number, row, column)
        })
    }

    /// The cell that covers the slot. Cells of a row stand in order and never overlap.
    pub(super) fn at(&self, row: usize, column: usize) -> Option<&SheetCell> {
        let ids = &self.rows.get(row)?.covering;
        let next = ids.partition_point(|&id| self.cells[id as usize].end <= column);
        ids.get(next)
            .map(|&id| &self.cells[id as usize])
            .filter(|cell| cell.column <= column)
    }

    /// The bookmark of a heading that is printed as a row of the table.
    pub(super) fn bookmark(&self, cell: &SheetCell) -> Option<&str> {
        let own = self.bookmarks.iter().find(|(row, _)| *row == cell.row);
        own.map(|(_, name)| name.as_str())
    }

    /// Where a cell stands.
    pub(super) fn place(&self, cell: &SheetCell) -> Location {
        Location {
            table: Some(self.number),
            row: Some(cell.printed_row as u32 + 1),
            column: Some(cell.printed_column as u32 + 1),
            line: cell.line,
            page: None,
        }
    }

    /// Where a row stands.
    pub(super) fn row_place(&self, row: usize) -> Location {
        let row = self.turned.unwrap_or(row);
        Location {
            table: Some(self.number),
            row: Some(row as u32 + 1),
            column: None,
            line: self.rows.get(row).and_then(|row| row.line),
            page: None,
        }
    }
}

/// For every row the cells that cover a part of it; `first_of_row` counts the cells above each row.
fn covering_rows(table: &Table, grid: &Grid, first_of_row: &[usize]) -> Vec<SheetRow> {
    let covering = |row: usize| {
        let mut covering: Vec<u32> = Vec::new();
        for column in 0..grid.width {
            if let Some((origin, index)) = grid.at(row, column) {
                let id = (first_of_row[origin] + index) as u32;
                if covering.last() != Some(&id) {
                    covering.push(id);
                }
            }
        }
        covering
    };
    (0..grid.height)
        .map(|row| SheetRow {
            line: table.rows[row].line,
            covering: covering(row),
            labels: Vec::new(),
            numbers: 0,
        })
        .collect()
}

/// A label above the projects or units of a list.
pub(super) fn heads_list(cell: &SheetCell) -> bool {
    matches!(
        cell.head(),
        Some(
            Field::ProjectName
                | Field::UnitAndProject
                | Field::ActivityName
                | Field::BudgetUnit
                | Field::DepartmentName
        )
    )
}

fn is_value(field: Field) -> bool {
    field.is_value_column() || field == Field::Previous
}

/// The mark of a heading for the table of contents.
fn toc_bookmark(cell: &Cell) -> Option<&str> {
    let names = cell.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.bookmarks(),
        Block::Table(_) => &[],
    });
    names
        .map(String::as_str)
        .find(|name| name.starts_with("_Toc"))
}
