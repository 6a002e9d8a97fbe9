//! Builds paragraphs, tables and text boxes from their opening and closing tags in document order.
//!
//! In: calls such as "a table opens", "a cell closes", and pieces of text. Out: blocks. Nothing here knows XML, so
//! wrong nesting is repaired in one place: closing a cell also closes everything left open inside it. The stack is a
//! `Vec`, not the call stack: 20,000 nested tables cost 20,000 counter steps and no stack.

mod open_table;
mod repairs;
mod text;

use crate::document::Block;
use crate::error::Error;
use crate::limits::{MAX_CELLS, MAX_TABLE_DEPTH, MAX_TEXT_REPEATS};
use crate::message::Message;
use crate::readers::struck::Struck;
use crate::table::TableBuilder;

use open_table::OpenTable;
pub(crate) use open_table::{CellShape, Merge, is_blank};
pub(crate) use repairs::{Repairs, hidden_text, objects_not_read, truncated_body};

/// A paragraph under construction. Its text is the end of [`Assembly::text`], from `start`.
#[derive(Debug, Default)]
struct OpenParagraph {
    start: usize,
    /// Where the automatic list number ends in the text.
    label_end: usize,
    bookmarks: Vec<String>,
    heading: Option<u8>,
    toc: bool,
    /// A page break was read; it becomes a line break if text follows.
    page_break: bool,
    /// The paragraph mark is a tracked deletion, so the next paragraph continues this one.
    joins_next: bool,
    struck: Struck,
    /// The last piece of text was subscript.
    lowered: bool,
    /// Text boxes anchored in the paragraph.
    boxes: Vec<Block>,
}

#[derive(Debug)]
enum Kind {
    Body,
    Cell(CellShape),
    /// A text box, with the paragraph that it interrupts.
    TextBox(Option<OpenParagraph>),
}

#[derive(Debug)]
struct Level {
    kind: Kind,
    blocks: Vec<Block>,
    table: Option<OpenTable>,
    /// Bytes of text in this cell so far.
    bytes: usize,
}

impl Level {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            blocks: Vec::new(),
            table: None,
            bytes: 0,
        }
    }

    fn push(&mut self, block: Block) {
        // nearly every cell contains one paragraph, so reserve room for no more
        if self.blocks.capacity() == 0 && matches!(self.kind, Kind::Cell(_)) {
            self.blocks.reserve_exact(1);
        }
        self.blocks.push(block);
    }
}

/// The blocks built so far and the elements still open.
#[derive(Debug)]
pub(crate) struct Assembly {
    levels: Vec<Level>,
    paragraph: Option<OpenParagraph>,
    text: String,
    /// Bookmarks read between paragraphs, for the next paragraph.
    bookmarks: Vec<String>,
    /// The text that follows is subscript.
    lowered: bool,
    /// Number of open tables and text boxes beyond the allowed depth.
    too_deep: usize,
    cells: usize,
    paragraphs: usize,
    pub(crate) repairs: Repairs,
}

impl Assembly {
    pub(crate) fn new() -> Self {
        Self {
            levels: vec![Level::new(Kind::Body)],
            paragraph: None,
            text: String::new(),
            bookmarks: Vec::new(),
            lowered: false,
            too_deep: 0,
            cells: 0,
            paragraphs: 0,
            repairs: Repairs::default(),
        }
    }

    pub(crate) fn open_table(&mut self) {
        if self.too_deep > 0 || self.levels.len() > MAX_TABLE_DEPTH {
            self.too_deep += 1;
            self.repairs.flattened = true;
            return;
        }
        self.end_paragraph();
        self.end_table();
        if let Some(level) = self.levels.last_mut() {
            level.table = Some(OpenTable::default());
        }
    }

    /// Records that the caller already joined tables nested too deep.
    pub(crate) fn flattens(&mut self) {
        self.repairs.flattened = true;
    }

    /// Records an embedded object at this position that is not read.
    pub(crate) fn pass_object(&mut self) {
        self.repairs.objects += 1;
    }

    pub(crate) fn open_row(&mut self) {
        self.end_row();
    }

    /// Sets the properties of the open row: grid columns left empty at its left, and whether it is deleted.
    pub(crate) fn describe_row(&mut self, before: u32, deleted: bool) {
        if let Some(table) = self.table() {
            table.row.before = before;
            table.row.deleted = deleted;
        }
    }

    fn count(&mut self, cells: usize) -> Result<(), Error> {
        self.cells = self.cells.saturating_add(cells);
        if self.cells > MAX_CELLS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("表格的单元格数", "table cells"),
                limit: MAX_CELLS as u64,
            });
        }
        Ok(())
    }

    pub(crate) fn open_cell(&mut self) -> Result<(), Error> {
        if self.too_deep > 0 {
            return Ok(());
        }
        self.end_paragraph();
        self.count(1)?;
        if self.table().is_some() {
            self.levels
                .push(Level::new(Kind::Cell(CellShape::default())));
        } else {
            self.repairs.mismatched = true;
        }
        Ok(())
    }

    /// Sets the properties of the open cell.
    pub(crate) fn describe_cell(&mut self, shape: CellShape) {
        if self.too_deep == 0
            && let Some(Level {
                kind: Kind::Cell(open),
                ..
            }) = self.levels.last_mut()
        {
            *open = shape;
        }
    }

    pub(crate) fn close_cell(&mut self) {
        if self.too_deep > 0 {
            return;
        }
        if self
            .levels
            .iter()
            .any(|level| matches!(level.kind, Kind::Cell(_)))
        {
            while !self.close_level() {}
        } else {
            self.repairs.mismatched = true;
        }
    }

    pub(crate) fn close_row(&mut self) {
        if self.too_deep == 0 {
            self.return_to_table();
            self.end_row();
        }
    }

    /// Repeats the cell just closed `times` times, within the bound.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] when that makes too many cells or too much text.
    pub(crate) fn repeat_cell(&mut self, times: u32) -> Result<(), Error> {
        let times = self.repetitions(times, TableBuilder::cell_has_content);
        let weight = self.table().map_or(0, |table| table.builder.cell_weight());
        self.count(weight.saturating_mul(times as usize))?;
        if let Some(table) = self.table() {
            table.builder.repeat_cell(times);
        }
        Ok(())
    }

    /// Limits a number of repetitions. Repetitions beyond the bound mostly fill the empty rest of a pasted sheet; if
    /// they have content, the loss is recorded.
    fn repetitions(&mut self, times: u32, has_content: fn(&TableBuilder) -> bool) -> u32 {
        let most = MAX_TEXT_REPEATS - 1;
        let lost = times > most
            && self
                .table()
                .is_some_and(|table| has_content(&table.builder));
        self.repairs.unrepeated |= lost;
        times.min(most)
    }

    /// Keeps the row just opened even if spans from above cover all of it.
    pub(crate) fn keep_row(&mut self) {
        if let Some(table) = self.table() {
            table.builder.start_row(None, 0);
            table.row.started = true;
        }
    }

    /// Closes the row and repeats it `times` times, within the bound.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] when that makes too many cells.
    pub(crate) fn close_row_repeated(&mut self, times: u32) -> Result<(), Error> {
        self.close_row();
        if times == 0 {
            return Ok(());
        }
        let times = self.repetitions(times, TableBuilder::row_has_content);
        let weight = self.table().map_or(0, |table| table.builder.row_weight());
        self.count(weight.saturating_mul(times as usize))?;
        if let Some(table) = self.table() {
            table.builder.repeat_row(times);
        }
        Ok(())
    }

    pub(crate) fn close_table(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        self.return_to_table();
        self.end_paragraph();
        self.end_table();
    }

    pub(crate) fn open_text_box(&mut self) {
        if self.too_deep > 0 || self.levels.len() > MAX_TABLE_DEPTH {
            self.too_deep += 1;
            self.repairs.flattened = true;
            return;
        }
        let outer = self.paragraph.take();
        self.levels.push(Level::new(Kind::TextBox(outer)));
    }

    pub(crate) fn close_text_box(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(depth) = self
            .levels
            .iter()
            .rposition(|level| matches!(level.kind, Kind::TextBox(_)))
        else {
            self.repairs.mismatched = true;
            return;
        };
        while self.levels.len() > depth {
            self.close_level();
        }
    }

    /// Adds blocks that were read from another part.
    pub(crate) fn append(&mut self, blocks: Vec<Block>) {
        self.end_paragraph();
        if let Some(level) = self.levels.last_mut() {
            level.blocks.extend(blocks);
        }
    }

    /// True when something is still open, so the input ended early.
    pub(crate) fn is_open(&self) -> bool {
        self.levels.len() > 1
            || self.levels.iter().any(|level| level.table.is_some())
            || self.paragraph.as_ref().is_some_and(|open| !open.joins_next)
    }

    /// Closes everything that is open and returns the blocks.
    pub(crate) fn finish(mut self) -> (Vec<Block>, Repairs) {
        while self.levels.len() > 1 {
            self.close_level();
        }
        self.end_paragraph();
        self.end_table();
        let mut blocks = self
            .levels
            .pop()
            .map(|level| level.blocks)
            .unwrap_or_default();
        if let Some(Block::Paragraph(last)) = blocks.last_mut() {
            last.add_bookmarks(std::mem::take(&mut self.bookmarks));
        }
        (blocks, self.repairs)
    }

    fn table(&mut self) -> Option<&mut OpenTable> {
        if self.too_deep > 0 {
            return None;
        }
        self.levels.last_mut()?.table.as_mut()
    }

    fn end_row(&mut self) {
        if let Some(table) = self.table() {
            let lost = table.end_row();
            self.bookmarks.extend(lost);
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.levels.last_mut().and_then(|level| level.table.take()) else {
            return;
        };
        self.bookmarks.extend(table.end_row());
        self.repairs.clamped |= table.builder.clamped();
        let table = table.builder.finish();
        if let Some(level) = self.levels.last_mut()
            && !table.rows.is_empty()
        {
            level.push(Block::Table(table));
        }
    }

    /// Closes cells and text boxes that were left open inside the innermost table.
    fn return_to_table(&mut self) {
        let Some(depth) = self.levels.iter().rposition(|level| level.table.is_some()) else {
            self.repairs.mismatched = true;
            return;
        };
        while self.levels.len() > depth + 1 {
            self.repairs.mismatched = true;
            self.close_level();
        }
    }

    /// Closes the innermost cell or text box; returns true when it was a cell or when nothing is left to close.
    fn close_level(&mut self) -> bool {
        self.end_paragraph();
        self.end_table();
        if self.levels.len() < 2 {
            return true;
        }
        let Some(mut level) = self.levels.pop() else {
            return true;
        };
        match level.kind {
            Kind::Body => true,
            Kind::TextBox(outer) => {
                self.paragraph = outer;
                match (&mut self.paragraph, self.levels.last_mut()) {
                    (Some(open), _) => open.boxes.append(&mut level.blocks),
                    (None, Some(below)) => below.blocks.append(&mut level.blocks),
                    (None, None) => {}
                }
                false
            }
            Kind::Cell(shape) => {
                if is_blank(&level.blocks) {
                    level.blocks = Vec::new();
                }
                if let Some(table) = self.table() {
                    let lost = table.close_cell(level.blocks, shape);
                    self.bookmarks.extend(lost);
                }
                true
            }
        }
    }
}

#[cfg(test)]
mod tests;
