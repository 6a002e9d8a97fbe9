//! A table under construction: places closed cells on its grid.
//!
//! In: finished cells with their properties. Out: a [`TableBuilder`] with every cell in its place. Lost: rows and
//! cells marked as deleted, and the content of cells merged into the one above; the bookmarks of both are returned.

use crate::document::{Block, Paragraph};
use crate::table::{TableBuilder, Vertical};

/// The properties of a cell that decide its place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CellShape {
    /// Grid columns covered; 0 when the file does not say.
    pub(crate) columns: u32,
    /// The cell's part in a vertical merge (`vMerge`).
    pub(crate) vertical: Option<Merge>,
    /// The cell's part in a horizontal merge (`hMerge`, written by older programs).
    pub(crate) horizontal: Option<Merge>,
    /// Rows covered, in formats that count them (OpenDocument); 0 when the file does not say.
    pub(crate) rows: u32,
    /// The cell is a tracked deletion.
    pub(crate) deleted: bool,
    /// 0-based grid column, in formats that also list covered cells.
    pub(crate) start: Option<u32>,
}

/// A cell's part in a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// The first cell of the merge.
    Start,
    /// A cell that the first one covers.
    Continue,
}

#[derive(Debug, Default)]
pub(super) struct OpenRow {
    /// Grid columns left empty to the left of the first cell.
    pub(super) before: u32,
    pub(super) deleted: bool,
    pub(super) started: bool,
}

#[derive(Debug, Default)]
pub(super) struct OpenTable {
    pub(super) builder: TableBuilder,
    pub(super) row: OpenRow,
    /// The first cell of a horizontal merge, which later cells may still extend.
    pending: Option<Pending>,
}

#[derive(Debug)]
struct Pending {
    blocks: Vec<Block>,
    columns: u32,
    vertical: Vertical,
    start: Option<u32>,
}

impl OpenTable {
    /// Adds a finished cell; returns the bookmarks of content that is not shown.
    pub(super) fn close_cell(&mut self, blocks: Vec<Block>, shape: CellShape) -> Vec<String> {
        if self.row.deleted || shape.deleted {
            return bookmarks_of(blocks);
        }
        let columns = shape.columns.max(1);
        if shape.horizontal == Some(Merge::Continue)
            && let Some(first) = &mut self.pending
        {
            first.blocks.extend(blocks);
            first.columns = first.columns.saturating_add(columns);
            return Vec::new();
        }
        let lost = self.flush_cell();
        let vertical = match shape.vertical {
            None => Vertical::Rows(shape.rows.max(1)),
            Some(Merge::Start) => Vertical::Start,
            Some(Merge::Continue) => Vertical::Continue,
        };
        self.pending = Some(Pending {
            blocks,
            columns,
            vertical,
            start: shape.start,
        });
        if shape.horizontal.is_some() {
            return lost;
        }
        let mut lost = lost;
        lost.extend(self.flush_cell());
        lost
    }

    fn flush_cell(&mut self) -> Vec<String> {
        let Some(cell) = self.pending.take() else {
            return Vec::new();
        };
        if !self.row.started {
            self.builder.start_row(None, self.row.before);
            self.row.started = true;
        }
        if let Some(column) = cell.start {
            self.builder.skip_to(column);
        }
        bookmarks_of(self.builder.cell(cell.blocks, cell.columns, cell.vertical))
    }

    pub(super) fn end_row(&mut self) -> Vec<String> {
        let lost = self.flush_cell();
        self.row = OpenRow::default();
        lost
    }
}

/// True for a cell with nothing but the one empty paragraph that Word requires.
pub(crate) fn is_blank(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph(only)] if *only == Paragraph::default())
}

fn bookmarks_of(blocks: Vec<Block>) -> Vec<String> {
    blocks
        .into_iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.into_bookmarks(),
            Block::Table(_) => Vec::new(),
        })
        .collect()
}
