//! From rows in RTF's notation, with the positions of cell edges, to tables.
//!
//! In: row definitions (`\trowd … \cellx`) and the content of the cells. Out: [`Table`]. Lost: the widths.

use crate::document::Block;
use crate::document::Table;
use crate::limits::MAX_COLUMNS;
use crate::readers::edges::columns_from_edges;
use crate::table::{TableBuilder, Vertical};

/// A cell's part in merges.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Merges {
    /// `\clvmgf`
    pub(super) starts_down: bool,
    /// `\clvmrg`
    pub(super) continues_down: bool,
    /// `\clmrg`
    pub(super) continues_right: bool,
}

/// The row definition that `\trowd` begins.
#[derive(Debug, Clone, Default)]
pub(super) struct RowDefinition {
    /// Right edge (in twips) and merges of each cell.
    pub(super) left: i32,
    /// Right edge and merges of each cell.
    cells: Vec<(i32, Merges)>,
    /// Merges of the cell whose `\cellx` has not been read yet.
    pub(super) next: Merges,
}

impl RowDefinition {
    /// `\cellx`: ends the description of a cell.
    pub(super) fn cell(&mut self, right: i32) {
        let merges = std::mem::take(&mut self.next);
        if self.cells.len() < MAX_COLUMNS as usize {
            self.cells.push((right, merges));
        }
    }
}

/// A row in which horizontally merged cells are one cell.
#[derive(Debug)]
struct PlacedRow {
    edges: Vec<i32>,
    cells: Vec<(Vec<Block>, Vertical)>,
}

/// The rows of one table, as read so far.
#[derive(Debug, Default)]
pub(super) struct RawTable {
    rows: Vec<PlacedRow>,
}

/// Width in twips of cells without a definition.
const UNDEFINED: i32 = 1_000;

impl RawTable {
    /// Adds a row. Cells without a definition are placed to the right of the others; definitions without a cell are
    /// ignored.
    pub(super) fn row(&mut self, definition: &RowDefinition, contents: Vec<Vec<Block>>) {
        let mut row = PlacedRow {
            edges: vec![definition.left],
            cells: Vec::new(),
        };
        let mut edge = definition.left;
        for (index, blocks) in contents.into_iter().enumerate() {
            let (right, merges) = match definition.cells.get(index) {
                Some(&cell) => cell,
                None => (edge.saturating_add(UNDEFINED), Merges::default()),
            };
            edge = right;
            if merges.continues_right
                && let (Some((first, _)), Some(last)) = (row.cells.last_mut(), row.edges.last_mut())
            {
                first.extend(blocks);
                *last = right.max(*last);
                continue;
            }
            let vertical = match merges {
                Merges {
                    continues_down: true,
                    ..
                } => Vertical::Continue,
                Merges {
                    starts_down: true, ..
                } => Vertical::Start,
                _ => Vertical::Rows(1),
            };
            row.cells.push((blocks, vertical));
            row.edges.push(right);
        }
        self.rows.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table, whether spans had to be cut, and the bookmarks of cells that continue others: such cells are not
    /// shown.
    pub(super) fn finish(self) -> (Table, bool, Vec<String>) {
        let edges: Vec<Vec<i32>> = self.rows.iter().map(|row| row.edges.clone()).collect();
        let lines = columns_from_edges(&edges);
        let mut builder = TableBuilder::new();
        let mut lost = Vec::new();
        for (row, lines) in self.rows.into_iter().zip(lines) {
            let mut lines = lines.into_iter();
            let mut left = lines.next().unwrap_or(0);
            builder.start_row(None, left);
            for ((blocks, vertical), right) in row.cells.into_iter().zip(lines) {
                builder.skip_to(left);
                let unseen = builder.cell(blocks, right.saturating_sub(left), vertical);
                lost.extend(unseen.into_iter().flat_map(bookmarks));
                left = right;
            }
        }
        let clamped = builder.clamped();
        (builder.finish(), clamped, lost)
    }
}

fn bookmarks(block: Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) => paragraph.into_bookmarks(),
        Block::Table(_) => Vec::new(),
    }
}
