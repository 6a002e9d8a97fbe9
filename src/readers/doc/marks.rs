//! The marks that end paragraphs, cells and rows ([MS-DOC] 2.4.2, 2.4.3). They are found before any text is read,
//! because a row is described by its end mark, and the columns of a table result from all its rows.
//!
//! In: the text and the paragraph runs. Out: every mark with its properties, in order. Lost: nothing.

use memchr::memchr3_iter;

use super::paragraph::{self, Properties};
use super::pieces::Piece;
use super::rows::RowShape;
use super::runs::Runs;
use super::text::Text;
use crate::error::Error;
use crate::limits::{MAX_BLOCKS, MAX_TABLE_DEPTH};
use crate::message::Message;

/// 2.4.1: paragraph mark; cell or row mark; section mark or page break.
const PARAGRAPH: u8 = 0x0d;
const CELL: u8 = 0x07;
const SECTION: u8 = 0x0c;

/// What a mark ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Cell,
    /// A row, with its definition.
    Row(Box<RowShape>),
}

/// A mark and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Position of the first character of its paragraph, and of the mark itself.
    pub(super) start: usize,
    pub(super) cp: usize,
    pub(super) kind: Kind,
    pub(super) properties: Properties,
    /// True for a tracked deletion.
    pub(super) deleted: bool,
}

/// The paragraph properties of the document.
#[derive(Debug)]
pub(super) struct Paragraphs<'a> {
    pub(super) runs: Runs<'a>,
    /// The Data stream, which holds properties too long for a page.
    pub(super) data: &'a [u8],
}

impl Paragraphs<'_> {
    /// Every mark from `start` to `end`. If text precedes `end` without a mark, `end` counts as one.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] for more marks than any real document has.
    pub(super) fn marks(&self, text: &Text, start: usize, end: usize) -> Result<Vec<Mark>, Error> {
        let mut marks: Vec<Mark> = Vec::new();
        // number of cells since the last row, by depth, so that a definition of more cells does not take up memory
        let mut cells = [0; MAX_TABLE_DEPTH + 1];
        let mut next = start;
        for (piece, from, bytes) in text.stretches(start, end) {
            let width = piece.width();
            for at in memchr3_iter(PARAGRAPH, CELL, SECTION, bytes) {
                let high = bytes.get(at + 1).copied().unwrap_or_default();
                if width == 2 && (at % 2 != 0 || high != 0) {
                    continue;
                }
                let byte = bytes.get(at).copied().unwrap_or_default();
                let cp = from + at / width;
                let Some(mut mark) = self.mark(text, piece, byte, next, cp) else {
                    continue;
                };
                let depth = mark.properties.depth.min(MAX_TABLE_DEPTH);
                if let Some(cells) = cells.get_mut(depth) {
                    match &mut mark.kind {
                        Kind::Paragraph => {}
                        Kind::Cell => *cells += 1,
                        Kind::Row(shape) => shape.truncate(std::mem::take(cells)),
                    }
                }
                marks.push(mark);
                if marks.len() > MAX_BLOCKS {
                    return Err(Error::LimitExceeded {
                        what: Message::fixed("段落数", "paragraphs"),
                        limit: MAX_BLOCKS as u64,
                    });
                }
                next = cp + 1;
            }
        }
        let read = text.pieces.last().map_or(0, |piece| piece.cp.1).min(end);
        if next < read {
            marks.push(Mark {
                start: next,
                cp: read,
                kind: Kind::Paragraph,
                properties: Properties::default(),
                deleted: false,
            });
        }
        Ok(marks)
    }

    fn mark(&self, text: &Text, piece: &Piece, byte: u8, start: usize, cp: usize) -> Option<Mark> {
        let offset = piece.byte_of(cp);
        let run = self.runs.at(offset);
        // unlike a section mark, a page break does not end its paragraph
        if byte == SECTION && run.end != offset + piece.width() {
            return None;
        }
        let own = paragraph::grpprl(run.grpprl, self.data);
        let grpprls = [own, piece.modifier.as_slice()];
        let mut properties = Properties::of(run.style, grpprls, text.styles);
        let kind = if properties.row_end {
            Kind::Row(Box::new(RowShape::of(grpprls)))
        } else if byte == CELL && properties.depth > 0 || properties.inner_cell_end {
            Kind::Cell
        } else {
            Kind::Paragraph
        };
        if kind != Kind::Paragraph {
            properties.depth = properties.depth.max(1);
        }
        Some(Mark {
            start,
            cp,
            kind,
            properties,
            deleted: text.look_at(cp).deleted,
        })
    }
}
