//! The characters of the document ([MS-DOC] 2.4.1): from positions (cp) to bytes, their properties and what they show.
//!
//! In: pieces, character runs and a code page. Out: segments of characters with the same properties. Lost: all
//! formatting except what [`Look`] holds.

use super::bytes::{u8_at, u16_at, u32_at};
use super::code_page::CodePage;
use super::pieces::Piece;
use super::runs::Runs;
use super::sprm::{self, properties};
use super::styles::Styles;
use crate::readers::symbols::RAISED_HALF_POINTS;

/// The properties of a run that affect its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// True for a tracked deletion.
    pub(super) deleted: bool,
    /// Whether the run or its style hides the text; `None` leaves it to the paragraph's style.
    pub(super) hidden: Option<bool>,
    /// Superscript, or raised by at least as much.
    pub(super) raised: bool,
    /// Subscript.
    pub(super) lowered: bool,
    /// Whether the run or its style strikes the text out; `None` leaves it to the paragraph's style.
    pub(super) struck: Option<bool>,
    /// True when the characters represent something else (sprmCFSpec).
    pub(super) special: bool,
    /// Font number and code of the symbol that a special character represents.
    pub(super) symbol: Option<(u16, u16)>,
    /// Offset of a form field's data in the Data stream.
    pub(super) form: Option<u32>,
    /// Font number of the text.
    pub(super) font: Option<u16>,
}

/// Consecutive characters with one look, in one piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment<'a> {
    bytes: &'a [u8],
    compressed: bool,
    pub(super) look: Look,
}

/// The text of all parts of the document.
#[derive(Debug)]
pub(super) struct Text<'a> {
    pub(super) word: &'a [u8],
    pub(super) pieces: Vec<Piece>,
    pub(super) runs: Runs<'a>,
    pub(super) styles: &'a Styles,
    pub(super) code_page: CodePage,
}

impl<'a> Text<'a> {
    /// The pieces with characters from `start` to `end`; for each piece the first of these characters and their bytes.
    pub(super) fn stretches(
        &self,
        start: usize,
        end: usize,
    ) -> impl Iterator<Item = (&Piece, usize, &'a [u8])> {
        let first = self.pieces.partition_point(|piece| piece.cp.1 <= start);
        let word = self.word;
        self.pieces
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |piece| piece.cp.0 < end)
            .map(move |piece| {
                let (from, to) = (start.max(piece.cp.0), end.min(piece.cp.1));
                let byte = |cp: usize| piece.byte_of(cp).min(word.len());
                let bytes = word.get(byte(from)..byte(to)).unwrap_or_default();
                (piece, from, bytes)
            })
    }

    /// Calls `each` for the characters from `start` to `end`, one segment per look.
    pub(super) fn segments(&self, start: usize, end: usize, mut each: impl FnMut(Segment<'a>)) {
        for (piece, from, mut bytes) in self.stretches(start, end) {
            let mut offset = piece.byte_of(from);
            while !bytes.is_empty() {
                let run = self.runs.at(offset);
                let length = (run.end - offset)
                    .min(bytes.len())
                    .next_multiple_of(piece.width());
                let (segment, rest) = bytes.split_at(length.min(bytes.len()));
                each(Segment {
                    bytes: segment,
                    compressed: piece.compressed,
                    look: self.look([run.grpprl, &piece.modifier]),
                });
                bytes = rest;
                offset += segment.len();
            }
        }
    }

    /// The look of one character.
    pub(super) fn look_at(&self, cp: usize) -> Look {
        let mut look = Look::default();
        self.segments(cp, cp + 1, |segment| look = segment.look);
        look
    }

    fn look(&self, grpprls: [&[u8]; 2]) -> Look {
        let mut look = Look::default();
        let mut struck_by_style = None;
        let (mut is_data, mut location) = (false, None);
        for (code, operand) in grpprls.into_iter().flat_map(properties) {
            match code {
                sprm::C_DELETED => look.deleted = sprm::toggle(operand, false),
                sprm::C_HIDDEN => look.hidden = Some(sprm::toggle(operand, false)),
                sprm::C_SCRIPT => {
                    look.raised = operand.first() == Some(&1);
                    look.lowered = operand.first() == Some(&2);
                }
                sprm::C_POSITION => {
                    let height = u16_at(operand, 0).unwrap_or_default().cast_signed();
                    look.raised |= i64::from(height) >= RAISED_HALF_POINTS;
                }
                sprm::C_STRIKE | sprm::C_DOUBLE_STRIKE => {
                    look.struck = sprm::strike(look.struck, operand);
                }
                sprm::C_SPECIAL => look.special = sprm::toggle(operand, false),
                sprm::C_DATA => is_data = sprm::toggle(operand, false),
                sprm::C_LOCATION => location = u32_at(operand, 0),
                sprm::C_SYMBOL => {
                    look.special = true;
                    look.symbol = u16_at(operand, 0).zip(u16_at(operand, 2));
                }
                sprm::C_STYLE => {
                    let style = u16_at(operand, 0).unwrap_or_default();
                    let style = self.styles.get(style);
                    look.hidden = look.hidden.or(style.hidden);
                    struck_by_style = style.struck;
                    look.raised |= style.raised.unwrap_or(false);
                }
                sprm::C_FONT_ASCII | sprm::C_FONT_OTHER => look.font = u16_at(operand, 0),
                _ => {}
            }
        }
        look.struck = look.struck.or(struck_by_style);
        look.form = location.filter(|_| is_data);
        look
    }
}

impl Segment<'_> {
    /// Calls `each` for every character.
    #[inline]
    pub(super) fn characters(&self, code_page: CodePage, mut each: impl FnMut(char)) {
        if self.compressed {
            let mut at = 0;
            while let Some(byte) = u8_at(self.bytes, at) {
                let (character, length) = code_page.decode(byte, u8_at(self.bytes, at + 1));
                each(character);
                at += length;
            }
            return;
        }
        let units = self
            .bytes
            .chunks_exact(2)
            .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
        for character in char::decode_utf16(units) {
            each(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
    }
}
