//! Paragraphs, cells, rows and text boxes under construction.
//!
//! In: text, and the ends of paragraphs, cells and rows, each with its depth of tables (`\itap`). Out: blocks. Lost:
//! text beyond the bound of a cell; its bytes are counted. RTF does not mark the end of a table, so the first paragraph
//! outside of it ends it.

use crate::document::{Block, Marks, Paragraph};
use crate::error::Error;
use crate::limits::{MAX_BLOCKS, MAX_CELL_BYTES, MAX_CELLS, MAX_TABLE_DEPTH};
use crate::message::Message;
use crate::readers::assembly::{Repairs, is_blank};
use crate::readers::number_format;
use crate::readers::struck::Struck;
use crate::readers::symbols::figures_meet;

use super::tables::{RawTable, RowDefinition};

/// The properties of a paragraph, which are known when it ends.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    /// Number of tables around it.
    pub(super) depth: usize,
    pub(super) heading: Option<u8>,
    pub(super) toc: bool,
}

/// One depth of tables: the blocks of the open cell, the cells of the open row, the rows of the open table.
#[derive(Debug, Default)]
struct Level {
    blocks: Vec<Block>,
    bytes: usize,
    cells: Vec<Vec<Block>>,
    table: RawTable,
}

/// An independent sequence of paragraphs: the document or a text box.
#[derive(Debug, Default)]
struct Story {
    /// The text outside of tables, then the open tables from the outermost to the innermost.
    levels: Vec<Level>,
    text: String,
    bookmarks: Vec<String>,
    struck: Struck,
    /// Whether the last text was subscript, and whether the next text is.
    lowered: [bool; 2],
    /// The printed list number of the open paragraph.
    label: String,
    toc: bool,
    /// Text boxes that follow the open paragraph.
    boxes: Vec<Block>,
}

impl Story {
    fn new() -> Self {
        Self {
            levels: vec![Level::default()],
            ..Self::default()
        }
    }
}

/// All stories under construction.
#[derive(Debug)]
pub(super) struct Stories {
    /// The document, then the text boxes that are open in it.
    open: Vec<Story>,
    /// Number of open text boxes beyond the allowed depth; their text joins the deepest allowed one.
    too_deep: usize,
    cells: usize,
    paragraphs: usize,
    pub(super) repairs: Repairs,
}

impl Stories {
    pub(super) fn new() -> Self {
        Self {
            open: vec![Story::new()],
            too_deep: 0,
            cells: 0,
            paragraphs: 0,
            repairs: Repairs::default(),
        }
    }

    fn story(&mut self) -> &mut Story {
        if self.open.is_empty() {
            self.open.push(Story::new());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// Adds text to the open paragraph.
    pub(super) fn text(&mut self, text: &str, toc: bool) {
        let story = self.story();
        let [last, now] = &mut story.lowered;
        if std::mem::replace(last, *now) != *now && figures_meet(&story.text, text) {
            story.text.push(' ');
        }
        story.text.push_str(text);
        story.toc |= toc;
    }

    /// Sets whether the text that follows is subscript.
    pub(super) fn lower(&mut self, lowered: bool) {
        self.story().lowered[1] = lowered;
    }

    /// Adds struck-out text to the open paragraph.
    pub(super) fn strike(&mut self, text: &str) {
        let story = self.story();
        story.struck.add(text, story.text.len());
    }

    /// Adds text of a printed list number (`\listtext`, `\pntext`).
    pub(super) fn label(&mut self, text: &str) {
        let label = &mut self.story().label;
        if label.len() < 256 {
            label.push_str(text);
        }
    }

    pub(super) fn bookmark(&mut self, name: String) {
        self.story().bookmarks.push(name);
    }

    /// True when nothing was written since the last paragraph ended.
    pub(super) fn is_between_paragraphs(&mut self) -> bool {
        let story = self.story();
        let no_text = story.text.is_empty() && story.label.is_empty();
        no_text && story.struck.is_empty() && story.boxes.is_empty()
    }

    /// Ends the paragraph (`\par`, `\sect`).
    pub(super) fn end_paragraph(&mut self, shape: Shape) -> Result<(), Error> {
        self.paragraphs += 1;
        if self.paragraphs > MAX_BLOCKS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("段落数", "paragraphs"),
                limit: MAX_BLOCKS as u64,
            });
        }
        self.go_to(shape.depth);
        let story = self.story();
        let mut text = std::mem::take(&mut story.text);
        // a paragraph is known to be in a cell only when it ends, so its text is cut here
        let level = story.levels.last().filter(|_| story.levels.len() > 1);
        let room = level.map_or(usize::MAX, |level| {
            MAX_CELL_BYTES.saturating_sub(level.bytes)
        });
        let whole = text.len();
        text.truncate(text.floor_char_boundary(room));
        let cut = whole - text.len();
        let label = label_of(&std::mem::take(&mut story.label));
        let text = match label {
            // the number has no text after it, as in a column of running numbers
            Some(label) if text.is_empty() => label.trim_end().to_owned(),
            Some(label) => label + &text,
            None => text,
        };
        let paragraph = Paragraph {
            marks: Marks::new(std::mem::take(&mut story.bookmarks), story.struck.take()),
            heading: shape.heading,
            toc: std::mem::take(&mut story.toc) || shape.toc,
            text,
            line: None,
            page: None,
        };
        let boxes = std::mem::take(&mut story.boxes);
        if let Some(level) = story.levels.last_mut() {
            level.bytes += paragraph.text.len();
            level.blocks.push(Block::Paragraph(paragraph));
            level.blocks.extend(boxes);
        }
        self.repairs.cut += cut;
        Ok(())
    }

    /// Ends the paragraph and its cell (`\cell`, `
    /// estcell`).
    pub(super) fn end_cell(&mut self, shape: Shape) -> Result<(), Error> {
        self.cells += 1;
        if self.cells > MAX_CELLS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("表格的单元格数", "table cells"),
                limit: MAX_CELLS as u64,
            });
        }
        self.end_paragraph(shape)?;
        if let Some(level) = self.story().levels.last_mut() {
            level.bytes = 0;
            let mut blocks = std::mem::take(&mut level.blocks);
            if is_blank(&blocks) {
                blocks = Vec::new();
            }
            level.cells.push(blocks);
        }
        Ok(())
    }

    /// Ends the row (`\row`, `
    /// estrow`).
    pub(super) fn end_row(&mut self, depth: usize, definition: &RowDefinition) {
        self.go_to(depth);
        if let Some(level) = self.story().levels.last_mut() {
            if !level.blocks.is_empty() {
                level.cells.push(std::mem::take(&mut level.blocks));
            }
            level.bytes = 0;
            let cells = std::mem::take(&mut level.cells);
            if !cells.is_empty() {
                level.table.row(definition, cells);
            }
        }
    }

    /// Opens a text box inside the paragraph.
    pub(super) fn open_box(&mut self) {
        if self.open.len() > MAX_TABLE_DEPTH {
            self.too_deep += 1;
            self.repairs.flattened = true;
        } else {
            self.open.push(Story::new());
        }
    }

    /// Closes the text box; its blocks follow the paragraph around it.
    pub(super) fn close_box(&mut self, shape: Shape) -> Result<(), Error> {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return Ok(());
        }
        if self.open.len() > 1 {
            let blocks = self.close_story(shape)?;
            self.story().boxes.extend(blocks);
        }
        Ok(())
    }

    /// Closes everything that is open and returns the blocks.
    pub(super) fn finish(mut self, shape: Shape) -> Result<(Vec<Block>, Repairs), Error> {
        self.too_deep = 0;
        while self.open.len() > 1 {
            self.close_box(Shape::default())?;
        }
        let blocks = self.close_story(shape)?;
        Ok((blocks, self.repairs))
    }

    fn close_story(&mut self, shape: Shape) -> Result<Vec<Block>, Error> {
        if !self.is_between_paragraphs() {
            self.end_paragraph(shape)?;
        }
        self.go_to(0);
        let Some(mut story) = self.open.pop() else {
            return Ok(Vec::new());
        };
        let mut blocks = story.levels.pop().unwrap_or_default().blocks;
        if let Some(Block::Paragraph(last)) = blocks.last_mut() {
            last.add_bookmarks(story.bookmarks);
        }
        Ok(blocks)
    }

    /// Opens or closes tables until `depth` of them are open.
    fn go_to(&mut self, depth: usize) {
        if depth > MAX_TABLE_DEPTH {
            self.repairs.flattened = true;
        }
        let wanted = depth.min(MAX_TABLE_DEPTH) + 1;
        while self.story().levels.len() < wanted {
            self.story().levels.push(Level::default());
        }
        while self.story().levels.len() > wanted {
            self.close_level();
        }
    }

    fn close_level(&mut self) {
        let story = self.story();
        let Some(mut level) = story.levels.pop() else {
            return;
        };
        if !level.blocks.is_empty() || !level.cells.is_empty() {
            // the last row has no end mark
            level
                .cells
                .extend((!level.blocks.is_empty()).then(|| std::mem::take(&mut level.blocks)));
            level.table.row(&RowDefinition::default(), level.cells);
        }
        if level.table.is_empty() {
            return;
        }
        let (table, clamped, bookmarks) = level.table.finish();
        story.bookmarks.extend(bookmarks);
        if let Some(around) = story.levels.last_mut() {
            around.blocks.push(Block::Table(table));
        }
        self.repairs.clamped |= clamped;
    }
}

/// The list number in the form in which the other readers write it; `None` for bullets.
fn label_of(printed: &str) -> Option<String> {
    let printed = printed.trim();
    printed
        .contains(char::is_alphanumeric)
        .then(|| number_format::label(printed.to_owned()))
        .flatten()
}
