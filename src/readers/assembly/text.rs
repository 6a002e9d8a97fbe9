//! The open paragraph: its text, its number, its bookmarks.
//!
//! In: a paragraph that opens and closes, and pieces of text. Out: a block in the innermost level. Lost: text beyond the bound of a
//! cell, which is counted.

use super::{Assembly, Kind, OpenParagraph};
use crate::document::{Block, Paragraph};
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

    /// What the paragraph's properties and style say of it.
    pub(crate) fn describe(&mut self, heading: Option<u8>, toc: bool, joins_next: bool) {
        if let Some(open) = &mut self.paragraph {
            open.heading = heading;
            open.toc |= toc;
            open.joins_next = joins_next;
        }
    }

    /// The automatic number in front of the paragraph.
    pub(crate) fn label(&mut self, label: &str) {
        self.text(label, false);
        if let Some(open) = &mut self.paragraph {
            open.label_end = self.text.len();
        }
    }

    /// Text of the open paragraph; text outside any paragraph opens one. `toc`: it is of a table of contents.
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

    /// Whether the text that follows stands below the line.
    #[inline]
    pub(crate) fn lower(&mut self, lowered: bool) {
        self.lowered = lowered;
    }

    /// Text of the open paragraph that is struck out.
    pub(crate) fn strike(&mut self, text: &str) {
        if self.paragraph.is_none() && self.open_paragraph().is_err() {
            return;
        }
        if let Some(open) = &mut self.paragraph {
            open.struck.add(text, self.text.len());
        }
    }

    /// A page or column break: it parts text, but is none at the end of a paragraph.
    pub(crate) fn page_break(&mut self) {
        if let Some(open) = &mut self.paragraph {
            open.page_break = true;
        }
    }

    /// A bookmark starts here, or, between paragraphs, at the next one.
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
            // a number alone, as in a column of running numbers
            text = text.trim_end();
        }
        let block = Block::Paragraph(Paragraph {
            text: text.to_owned(),
            bookmarks: open.bookmarks,
            heading: open.heading,
            toc: open.toc,
            line: None,
            struck: open.struck.take(),
        });
        self.text.truncate(open.start);
        if let Some(level) = self.levels.last_mut() {
            level.push(block);
            level.blocks.extend(open.boxes);
        }
    }
}
