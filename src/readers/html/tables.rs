//! Tables: rows in the order in which a browser shows them, spans as it counts them.
//!
//! In: a `<table>` node, in which html5ever has already completed missing `<tbody>`s and end tags. Out: its caption as
//! paragraphs, and the table. A row span ends with its section, and a span of 0 extends to the section's end (HTML
//! standard, table model). Lost: hidden rows and cells, and the rows that Word adds for programs that cannot align
//! columns.

use super::dom::{Key, NONE, NodeId, Tag};
use super::flow::{Flow, Place};
use super::style::look;
use crate::document::{Block, Paragraph};
use crate::error::Error;
use crate::limits::{MAX_CELLS, MAX_ROW_SPAN};
use crate::message::Message;
use crate::readers::spreadsheet::altered;
use crate::table::{TableBuilder, Vertical};

impl Flow<'_> {
    /// The blocks of a table; `depth` is the number of tables around its cells, itself included.
    pub(super) fn table(
        &mut self,
        table: NodeId,
        depth: usize,
        struck: bool,
    ) -> Result<Vec<Block>, Error> {
        let mut blocks = Vec::new();
        let around = Place {
            in_cell: depth > 1,
            struck,
            depth: depth - 1,
        };
        let captions: Vec<NodeId> = self.children_of(table, Tag::Caption);
        for caption in captions {
            blocks.extend(self.blocks(caption, around)?);
        }
        let mut builder = TableBuilder::new();
        let mut empty = true;
        for section in self.sections(table) {
            let rows = self.rows(section);
            for (index, row) in rows.iter().enumerate() {
                empty = false;
                builder.start_row(Some(self.dom.line(*row)), 0);
                let place = Place {
                    in_cell: true,
                    struck: struck || self.strikes(*row),
                    depth,
                };
                self.row(*row, rows.len() - index, place, &mut builder)?;
            }
        }
        if builder.clamped() {
            self.met.clamped.get_or_insert(self.dom.line(table));
        }
        if !empty {
            blocks.push(Block::Table(builder.finish()));
        }
        Ok(blocks)
    }

    /// Adds the cells of a row; `left` is the number of rows from this one to the end of its section.
    fn row(
        &mut self,
        row: NodeId,
        left: usize,
        place: Place,
        builder: &mut TableBuilder,
    ) -> Result<(), Error> {
        for cell in self.children_of(row, Tag::Cell) {
            self.cells += 1;
            if self.cells > MAX_CELLS {
                return Err(Error::LimitExceeded {
                    what: Message::fixed("表格的单元格数", "table cells"),
                    limit: MAX_CELLS as u64,
                });
            }
            let place = Place {
                struck: place.struck || self.strikes(cell),
                ..place
            };
            let mut blocks = self.blocks(cell, place)?;
            self.note_altered(cell, &blocks);
            if blocks.is_empty() {
                // `push` would reserve room for four
                blocks = vec![Block::Paragraph(Paragraph {
                    line: Some(self.dom.line(cell)),
                    ..Paragraph::default()
                })];
            }
            let columns = self.span(cell, Key::ColSpan).max(1);
            let rows = self.span(cell, Key::RowSpan);
            if rows > MAX_ROW_SPAN {
                self.met.clamped.get_or_insert(self.dom.line(cell));
            }
            let left = u32::try_from(left).unwrap_or(u32::MAX);
            let rows = if rows == 0 { left } else { rows.min(left) };
            builder.cell(blocks, columns, Vertical::Rows(rows));
        }
        Ok(())
    }

    /// The sections in display order: the first head, the bodies, the first foot last.
    fn sections(&self, table: NodeId) -> Vec<NodeId> {
        let mut sections: Vec<NodeId> = self
            .dom
            .children(table)
            .filter(|id| {
                matches!(self.dom.tag(*id), Some(Tag::Head | Tag::Body | Tag::Foot))
                    && self.is_shown(*id)
            })
            .collect();
        let position = |sections: &[NodeId], wanted| {
            sections
                .iter()
                .position(|id| self.dom.tag(*id) == Some(wanted))
        };
        if let Some(head) = position(&sections, Tag::Head) {
            let head = sections.remove(head);
            sections.insert(0, head);
        }
        if let Some(foot) = position(&sections, Tag::Foot) {
            let foot = sections.remove(foot);
            sections.push(foot);
        }
        sections
    }

    /// The visible rows of a section.
    fn rows(&mut self, section: NodeId) -> Vec<NodeId> {
        let mut rows = Vec::new();
        let mut misaligned = false;
        let dom = self.dom;
        for id in dom.children(section) {
            if dom.is_misaligned_columns(id) {
                misaligned = true;
            } else if dom.tag(id) == Some(Tag::Row) {
                if !misaligned && self.is_shown(id) {
                    rows.push(id);
                } else if !misaligned {
                    self.note_hidden(id);
                }
                misaligned = false;
            }
        }
        rows
    }

    /// The visible children of one kind.
    fn children_of(&mut self, parent: NodeId, tag: Tag) -> Vec<NodeId> {
        let dom = self.dom;
        let mut children = Vec::new();
        for id in dom.children(parent).filter(|id| dom.tag(*id) == Some(tag)) {
            match self.is_shown(id) {
                true => children.push(id),
                false => self.note_hidden(id),
            }
        }
        children
    }

    /// In a page written by a spreadsheet: compares the text of a cell with the number it stores.
    fn note_altered(&mut self, cell: NodeId, blocks: &[Block]) {
        let value = self.dom.attribute(cell, Key::Number);
        let Some(value) = value.and_then(|value| value.trim().parse().ok()) else {
            return;
        };
        let [Block::Paragraph(only)] = blocks else {
            return;
        };
        if let Some(altered) = altered(&only.text, value) {
            let line = self.dom.line(cell);
            self.met.altered.add(altered, &only.text, line, || None);
        }
    }

    fn strikes(&self, id: NodeId) -> bool {
        look(self.dom, self.sheet, id).struck
    }

    fn is_shown(&self, id: NodeId) -> bool {
        id != NONE && !look(self.dom, self.sheet, id).hidden
    }

    /// A span, parsed as HTML parses non-negative integers: its leading digits, or 1 without any.
    fn span(&self, cell: NodeId, key: Key) -> u32 {
        let Some(value) = self.dom.attribute(cell, key) else {
            return 1;
        };
        let value = value.trim_start().trim_start_matches('+');
        let digits = value
            .find(|c: char| !c.is_ascii_digit())
            .map_or(value, |end| &value[..end]);
        match digits.parse() {
            Ok(span) => span,
            Err(_) if digits.is_empty() => 1,
            Err(_) => u32::MAX,
        }
    }
}
