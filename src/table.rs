//! Tables, and the one algorithm that resolves spans.
//!
//! In: cells in the order a file lists them, with spans as that format writes them (a number of rows as in HTML, or
//! "continues the cell above" as in Word). Out: [`Table`], whose cells know their column on the grid, and [`Grid`],
//! which holds for every slot the cell that covers it. Lost: widths, borders, empty rows at the end of a span.

use crate::document::{Block, Cell, Row, Table};
use crate::limits::{BYTES_OF_A_CELL, MAX_COLUMNS, MAX_GRID_SLOTS, MAX_ROW_SPAN};

/// How a cell takes part in a vertical merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vertical {
    /// Covers this many rows, 1 for an ordinary cell (HTML, OpenDocument, workbooks).
    Rows(u32),
    /// Begins a merge that later cells continue (Word).
    Start,
    /// Continues the merged cell above (Word). Without one of the same column and span it becomes a cell of its own.
    Continue,
}

/// Builds a [`Table`] from cells in file order.
#[derive(Debug, Default)]
pub struct TableBuilder {
    rows: Vec<Row>,
    /// For every column, the cell that covers it in the row above or in this one.
    above: Vec<Cover>,
    next_column: u32,
    clamped: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Cover {
    row: u32,
    cell: u32,
    /// Rows that an explicit span still covers, counted from the current one.
    rows_left: u32,
    /// The covering cell takes part in a Word merge, which the next row may continue.
    open: bool,
    used: bool,
}

impl TableBuilder {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a row. `skip` leaves that many grid columns empty at the left edge (Word's gridBefore).
    pub fn start_row(&mut self, line: Option<u32>, skip: u32) {
        if !self.rows.is_empty() {
            self.end_row();
        }
        self.rows.push(Row {
            cells: Vec::new(),
            line,
            page: None,
        });
        self.next_column = skip.min(MAX_COLUMNS);
    }

    /// The current row begins on this page.
    pub fn on_page(&mut self, page: u32) {
        if let Some(row) = self.rows.last_mut() {
            row.page = Some(page);
        }
    }

    /// Moves the next cell to this column or, if a span from above covers it, right of that span. Skipped columns stay
    /// empty.
    pub fn skip_to(&mut self, column: u32) {
        self.next_column = self.next_column.max(column.min(MAX_COLUMNS));
    }

    /// Repeats the last cell of the current row `times` times.
    pub fn repeat_cell(&mut self, times: u32) {
        let last = self.rows.last().and_then(|row| row.cells.last());
        let Some(cell) = last.cloned() else {
            return;
        };
        let room = MAX_COLUMNS.saturating_sub(self.next_column);
        self.clamped |= times > room && !cell.blocks.is_empty();
        for _ in 0..times.min(room) {
            self.cell(
                cell.blocks.clone(),
                cell.column_span,
                Vertical::Rows(cell.row_span),
            );
        }
    }

    /// True when the last cell of the current row holds a paragraph or a table.
    pub fn cell_has_content(&self) -> bool {
        let cell = self.rows.last().and_then(|row| row.cells.last());
        cell.is_some_and(|cell| !cell.blocks.is_empty())
    }

    /// True when any cell of the current row holds a paragraph or a table.
    pub fn row_has_content(&self) -> bool {
        let cells = self.rows.last().map_or(&[][..], |row| &row.cells);
        cells.iter().any(|cell| !cell.blocks.is_empty())
    }

    /// What each repetition of the current row counts against [`crate::limits::MAX_CELLS`].
    pub fn row_weight(&self) -> usize {
        let cells = self.rows.last().map_or(&[][..], |row| &row.cells);
        cells.iter().map(weight).sum::<usize>().max(1)
    }

    /// What each repetition of the last cell of the current row counts.
    pub fn cell_weight(&self) -> usize {
        let cell = self.rows.last().and_then(|row| row.cells.last());
        cell.map_or(1, weight)
    }

    /// Repeats the current row `times` times, with its cells one row high.
    pub fn repeat_row(&mut self, times: u32) {
        let Some(row) = self.rows.last().cloned() else {
            return;
        };
        for _ in 0..times {
            self.start_row(row.line, 0);
            for cell in &row.cells {
                self.skip_to(cell.column);
                self.cell(cell.blocks.clone(), cell.column_span, Vertical::Rows(1));
            }
        }
    }

    /// Adds a cell to the current row, at the next column that no span from above covers. Returns the blocks of a cell
    /// that continues the one above: the table does not show them, but the caller may need the bookmarks in them.
    pub fn cell(&mut self, blocks: Vec<Block>, column_span: u32, vertical: Vertical) -> Vec<Block> {
        if self.rows.is_empty() {
            self.start_row(None, 0);
        }
        let row = self.rows.len() - 1;
        while self.covered(self.next_column) {
            self.next_column += 1;
        }
        let column = self.next_column;
        if column >= MAX_COLUMNS {
            self.append_to_last(blocks);
            return Vec::new();
        }
        let mut span = column_span.clamp(1, MAX_COLUMNS - column);
        if let Some(taken) = (column + 1..column + span).find(|c| self.covered(*c)) {
            span = taken - column;
        }
        self.clamped |= span != column_span.max(1);
        self.next_column = column + span;
        self.grow(column + span);
        if vertical == Vertical::Continue && self.continue_above(row, column, span) {
            return blocks;
        }
        let row_span = match vertical {
            Vertical::Rows(rows) => {
                self.clamped |= rows > MAX_ROW_SPAN;
                rows.clamp(1, MAX_ROW_SPAN)
            }
            Vertical::Start | Vertical::Continue => 1,
        };
        let index = self.rows[row].cells.len();
        self.rows[row].cells.push(Cell {
            blocks,
            column,
            column_span: span,
            row_span,
        });
        for cover in &mut self.above[column as usize..(column + span) as usize] {
            *cover = Cover {
                row: row as u32,
                cell: index as u32,
                rows_left: row_span,
                open: !matches!(vertical, Vertical::Rows(_)),
                used: true,
            };
        }
        Vec::new()
    }

    /// True when a span, a repetition or a column was cut to the bounds of [`crate::limits`].
    pub fn clamped(&self) -> bool {
        self.clamped
    }

    /// The finished table. Spans that extend below the last row are cut to it.
    pub fn finish(mut self) -> Table {
        let height = self.rows.len();
        for (index, row) in self.rows.iter_mut().enumerate() {
            for cell in &mut row.cells {
                cell.row_span = cell.row_span.min((height - index) as u32);
            }
        }
        Table { rows: self.rows }
    }

    fn end_row(&mut self) {
        for cover in &mut self.above {
            cover.rows_left = cover.rows_left.saturating_sub(1);
            cover.open = cover.open && cover.used;
            cover.used = false;
        }
    }

    fn covered(&self, column: u32) -> bool {
        self.above
            .get(column as usize)
            .is_some_and(|cover| cover.rows_left > 0 && !cover.used && !cover.open)
    }

    fn grow(&mut self, width: u32) {
        if self.above.len() < width as usize {
            self.above.resize(width as usize, Cover::default());
        }
    }

    /// Extends the Word cell above that begins at `column` and has the same span; false when there is none.
    fn continue_above(&mut self, row: usize, column: u32, span: u32) -> bool {
        let cover = self.above[column as usize];
        if !cover.open {
            return false;
        }
        let origin = &mut self.rows[cover.row as usize].cells[cover.cell as usize];
        if origin.column != column || origin.column_span != span {
            return false;
        }
        origin.row_span = row as u32 - cover.row + 1;
        for cover in &mut self.above[column as usize..(column + span) as usize] {
            cover.used = true;
        }
        true
    }

    /// Puts text right of the last allowed column into the cell left of it or, in an empty row, into that column.
    fn append_to_last(&mut self, blocks: Vec<Block>) {
        self.clamped = true;
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        match row.cells.last_mut() {
            Some(cell) => cell.blocks.extend(blocks),
            None => row.cells.push(Cell {
                blocks,
                column: MAX_COLUMNS - 1,
                column_span: 1,
                row_span: 1,
            }),
        }
    }
}

/// What a cell counts against the bound on cells each time it is repeated.
fn weight(cell: &Cell) -> usize {
    let blocks = cell.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => paragraph.text.len() / BYTES_OF_A_CELL + 1,
        // a nested table counts all its cells, so that repeating it is never cheap
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).count() + 1,
    });
    1 + blocks.sum::<usize>()
}

/// All slots of a table, with the cell that covers each.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Columns of the widest row.
    pub width: usize,
    /// Rows that are laid out.
    pub height: usize,
    /// For every slot the number of its cell in `cells`, from 1 on; 0 for a slot without a cell.
    slots: Vec<u32>,
    /// Row, and index in that row, of every cell.
    cells: Vec<(u32, u32)>,
}

impl Grid {
    /// Lays the table out. A table with more than [`MAX_GRID_SLOTS`] slots is cut at the row that exceeds the bound, so
    /// that `height` is less than its number of rows.
    pub fn of(table: &Table) -> Self {
        Self::within(table, MAX_GRID_SLOTS)
    }

    fn within(table: &Table, slots: usize) -> Self {
        let width = table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| (cell.column + cell.column_span) as usize)
            .max()
            .unwrap_or(0);
        let height = table.rows.len().min(slots / width.max(1));
        let mut slots = vec![0; width * height];
        let count = table.rows.iter().map(|row| row.cells.len()).sum();
        let mut cells = Vec::with_capacity(count);
        for (r, row) in table.rows.iter().enumerate().take(height) {
            for (c, cell) in row.cells.iter().enumerate() {
                cells.push((r as u32, c as u32));
                let bottom = (r + cell.row_span as usize).min(height);
                for slot_row in r..bottom {
                    let start = slot_row * width + cell.column as usize;
                    slots[start..start + cell.column_span as usize].fill(cells.len() as u32);
                }
            }
        }
        Self {
            width,
            height,
            slots,
            cells,
        }
    }

    /// (row, index in that row) of the cell that covers the slot; `None` for a slot without a cell.
    pub fn at(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        if row >= self.height || column >= self.width {
            return None;
        }
        let number = self.slots[row * self.width + column].checked_sub(1)?;
        let (row, index) = self.cells[number as usize];
        Some((row as usize, index as usize))
    }
}

#[cfg(test)]
mod tests;
