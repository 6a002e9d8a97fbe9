//! The open paragraph: its text, its list number, its bookmarks.
//!
//! In: opening and closing of a paragraph, and pieces of text. Out: a block in the innermost level. Lost: text beyond
//! the bound of a cell; its bytes are counted.

use super::{Assembly, Kind, OpenParagraph};
use crate::document::{Block, Marks, Paragraph};
use crate::error::Error;
use crate::limits::{MAX_BLOCKS, MAX_CELL_BYTES};
use crate::message::Message;
use crate::readers::symbols::figures_meet;

impl Assembly {
    pub(crate) fn open_paragraph(&mut self) -> Result<(), Error> {
        if let Some(open) = &mut self.paragraph {
            if std::mem::take(&mut open.joins_next) {
                return Ok(());
            }
            self.repairs.mismatched |= self.too_deep == 0;
            self.end_paragraph();
        }
        self.paragraphs += 1;
        if self.paragraphs > MAX_BLOCKS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("段落数", "paragraphs"),
                limit: MAX_BLOCKS as u64,
            });
        }
        self.paragraph = Some(OpenParagraph {
            start: self.text.len(),
            bookmarks: std::mem::take(&mut self.bookmarks),
            ..OpenParagraph::default()
        });
        Ok(())
    }

    pub(crate) fn close_paragraph(&mut self) {
        match &self.paragraph {
            Some(open) if open.joins_next => {}
            Some(_) => self.end_paragraph(),
            None => self.repairs.mismatched |= self.too_deep == 0,
        }
    }

    /// Sets what the paragraph's properties and style determine.
    pub(crate) fn describe(&mut self, heading: Option<u8>, toc: bool, joins_next: bool) {
        if let Some(open) = &mut self.paragraph {
            open.heading = heading;
            open.toc |= toc;
            open.joins_next = joins_next;
        }
    }

    /// Adds the automatic list number that precedes the paragraph's text.
    pub(crate) fn label(&mut self, label: &str) {
        self.text(label, false);
        if let Some(open) = &mut self.paragraph {
            open.label_end = self.text.len();
        }
    }

    /// Adds text to the open paragraph, and opens one if there is none. `toc`: the text belongs to a table of
    /// contents.
    #[inline]
    pub(crate) fn text(&mut self, text: &str, toc: bool) {
        if self.paragraph.is_none() && self.open_paragraph().is_err() {
            return;
        }
        let (Some(level), Some(open)) = (self.levels.last_mut(), &mut self.paragraph) else {
            return;
        };
        if std::mem::take(&mut open.page_break) && self.text.len() > open.start {
            self.text.push('\n');
        }
        if open.lowered != self.lowered {
            open.lowered = self.lowered;
            if figures_meet(self.text.get(open.start..).unwrap_or_default(), text) {
                self.text.push(' ');
            }
        }
        open.toc |= toc;
        let mut kept = text;
        if matches!(level.kind, Kind::Cell(_)) {
            let room = MAX_CELL_BYTES.saturating_sub(level.bytes);
            if text.len() > room {
                kept = &text[..text.floor_char_boundary(room)];
                self.repairs.cut += text.len() - kept.len();
            }
            level.bytes += kept.len();
        }
        self.text.push_str(kept);
    }

    /// Sets whether the text that follows is subscript.
    #[inline]
    pub(crate) fn lower(&mut self, lowered: bool) {
        self.lowered = lowered;
    }

    /// Adds struck-out text of the open paragraph.
    pub(crate) fn strike(&mut self, text: &str) {
        if self.paragraph.is_none() && self.open_paragraph().is_err() {
            return;
        }
        if let Some(open) = &mut self.paragraph {
            open.struck.add(text, self.text.len());
        }
    }

    /// Notes a page or column break. It separates text, so at the end of a paragraph it has no effect.
    pub(crate) fn page_break(&mut self) {
        if let Some(open) = &mut self.paragraph {
            open.page_break = true;
        }
    }

    /// Adds a bookmark to the open paragraph or, between paragraphs, to the next one.
    pub(crate) fn bookmark(&mut self, name: String) {
        match &mut self.paragraph {
            Some(open) => open.bookmarks.push(name),
            None => self.bookmarks.push(name),
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(mut open) = self.paragraph.take() else {
            return;
        };
        let mut text = self.text.get(open.start..).unwrap_or_default();
        if open.label_end == self.text.len() {
            // the number has no text after it, as in a column of running numbers, so drop the space after it
            text = text.trim_end();
        }
        let block = Block::Paragraph(Paragraph {
            text: text.to_owned(),
            marks: Marks::new(open.bookmarks, open.struck.take()),
            heading: open.heading,
            toc: open.toc,
            line: None,
            page: None,
        });
        self.text.truncate(open.start);
        if let Some(level) = self.levels.last_mut() {
            level.push(block);
            level.blocks.extend(open.boxes);
        }
    }
}
