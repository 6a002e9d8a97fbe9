//! A table under construction: cells that close are put into its grid.
//!
//! In: finished cells with what their properties say. Out: a [`TableBuilder`] with every cell in its place. Lost: rows and cells
//! marked as deleted; the bookmarks of what nobody will see are handed back.

use crate::document::{Block, Paragraph};
use crate::table::{TableBuilder, Vertical};

/// What a cell's properties say of its place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CellShape {
    /// Grid columns; 0 where nothing is said.
    pub(crate) columns: u32,
    /// `restart` or continuation of a vertical merge.
    pub(crate) vertical: Option<Merge>,
    /// The same, sideways (`hMerge`, older writers).
    pub(crate) horizontal: Option<Merge>,
    /// Rows, in formats that count them (OpenDocument); 0 where nothing is said.
    pub(crate) rows: u32,
    /// Deleted while changes were tracked.
    pub(crate) deleted: bool,
    /// 0-based grid column, in formats that list covered cells too.
    pub(crate) start: Option<u32>,
}

/// A cell's part in a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// The first cell.
    Start,
    /// One that the first cell covers.
    Continue,
}

#[derive(Debug, Default)]
pub(super) struct OpenRow {
    /// Grid columns left out in front of the first cell.
    pub(super) before: u32,
    pub(super) deleted: bool,
    pub(super) started: bool,
}

#[derive(Debug, Default)]
pub(super) struct OpenTable {
    pub(super) builder: TableBuilder,
    pub(super) row: OpenRow,
    /// A cell that later ones may still join sideways.
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
    /// Takes a finished cell; hands back the bookmarks of content that nobody will see.
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

/// A cell with nothing but the paragraph Word demands.
pub(crate) fn is_blank(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph(only)] if *only == Paragraph::default())
}

fn bookmarks_of(blocks: Vec<Block>) -> Vec<String> {
    blocks
        .into_iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => paragraph.bookmarks,
            Block::Table(_) => Vec::new(),
        })
        .collect()
}
