//! The content of a sample before it is written in any format: paragraphs, and tables with the merges of the original.

/// The blocks of a sample in reading order.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// Begins a sheet of that name in a workbook; ignored in other formats.
    Sheet(String),
}

#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    /// `\n` is a line break inside the paragraph.
    pub(crate) text: String,
    /// Bookmarks that start here.
    pub(crate) bookmarks: Vec<String>,
    /// Outline level, 1 or 2.
    pub(crate) heading: Option<usize>,
    /// An entry of the table of contents, by style.
    pub(crate) toc: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// One cell as Word stores it: cells below the first one of a vertical merge exist and are empty.
#[derive(Debug)]
pub(crate) struct Cell {
    /// At least one; `\n` is a line break inside the paragraph.
    pub(crate) paragraphs: Vec<String>,
    /// Grid columns covered.
    pub(crate) span: usize,
    /// True when it continues the cell above.
    pub(crate) continues: bool,
    /// A table inside the cell, after its paragraphs.
    pub(crate) nested: Option<Table>,
}

impl Cell {
    pub(crate) fn new(text: &str) -> Self {
        Self {
            paragraphs: text.split('¶').map(str::to_owned).collect(),
            span: 1,
            continues: false,
            nested: None,
        }
    }

    pub(crate) fn spanning(self, span: usize) -> Self {
        Self { span, ..self }
    }

    pub(crate) fn continued() -> Self {
        Self {
            continues: true,
            ..Self::new("")
        }
    }
}

impl Table {
    /// Columns of the grid.
    pub(crate) fn width(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.span).sum())
            .max()
            .unwrap_or(0)
    }

    /// How many rows the cell at (row, index) covers: its own and the continuations below it.
    pub(crate) fn row_span(&self, row: usize, index: usize) -> usize {
        let column = self.column(row, index);
        1 + self.rows[row + 1..]
            .iter()
            .enumerate()
            .take_while(|(below, cells)| {
                let below = row + 1 + below;
                (0..cells.len()).any(|i| cells[i].continues && self.column(below, i) == column)
            })
            .count()
    }

    /// Grid column of a cell.
    pub(crate) fn column(&self, row: usize, index: usize) -> usize {
        self.rows[row][..index].iter().map(|cell| cell.span).sum()
    }
}
