//! The shared texts of a binary workbook, and their parts that are superscript or struck out.
//!
//! In: the records of the fonts and of the shared texts ([MS-XLS] 2.4.122, 2.4.265). Out: texts, and [`RichTexts`]. Lost: all
//! other formatting, and such parts in workbooks before Excel 97, which have no shared texts.

use std::collections::HashMap;
use std::ops::Range;

use super::biff::{u16_at, u32_at};
use crate::readers::struck::marked;
use crate::readers::symbols;

/// For each shared text, by its index: the parts with a font of their own, in UTF-16 code units.
#[derive(Debug, Default)]
pub(super) struct RichTexts {
    fonts: Vec<Font>,
    texts: HashMap<u32, Vec<(Range<usize>, Font)>>,
}

/// The properties of a font that affect text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Font {
    raised: bool,
    struck: bool,
}

impl RichTexts {
    /// Adds a font.
    pub(super) fn font(&mut self, data: &[u8]) {
        self.fonts.push(Font {
            raised: u16_at(data, 8) == Some(1),
            // fStrikeOut
            struck: u16_at(data, 2).is_some_and(|flags| flags & 8 != 0),
        });
    }

    /// True when any font strikes text out.
    pub(super) fn strikes(&self) -> bool {
        self.fonts.iter().any(|font| font.struck)
    }

    /// True when the font with this index strikes text out.
    pub(super) fn font_strikes(&self, index: u16) -> bool {
        self.font_of(index).struck
    }

    /// Reads the shared texts from their record and those that continue it.
    pub(super) fn read(&mut self, records: &[&[u8]]) {
        if self.fonts.iter().all(|font| *font == Font::default()) {
            return;
        }
        let mut bytes = Bytes::new(records);
        let Some(count) = bytes.u32().and_then(|_| bytes.u32()) else {
            return;
        };
        for number in 0..count {
            match self.parts(&mut bytes) {
                Some(parts) if parts.is_empty() => {}
                Some(parts) => {
                    self.texts.insert(number, parts);
                }
                None => return,
            }
        }
    }

    /// True when no text has a superscript or struck-out part.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// A text with its superscript parts in Unicode's superscript characters, and with marks around parts that keep
    /// whether they are struck out; `None` if it has no such parts.
    pub(super) fn shown(&self, number: u32, text: &str) -> Option<String> {
        let parts = self.texts.get(&number)?;
        let mut shown = String::with_capacity(text.len());
        let mut unit = 0;
        let mut parts = parts.as_slice();
        let strikes = self.strikes();
        for character in text.chars() {
            let mut buffer = [0; 4];
            let character: &str = character.encode_utf8(&mut buffer);
            while let Some(((part, _), rest)) = parts.split_first()
                && part.end <= unit
            {
                parts = rest;
            }
            let part = parts.first().filter(|(part, _)| part.contains(&unit));
            let font = part.map(|(_, font)| *font);
            let look = match font {
                Some(font) if font.raised => symbols::raised(character),
                _ => character.into(),
            };
            match font.filter(|_| strikes) {
                Some(font) => shown.push_str(&marked(&look, font.struck)),
                None => shown.push_str(&look),
            }
            unit += character.encode_utf16().count();
        }
        Some(shown)
    }

    /// Reads a text (2.5.296 XLUnicodeRichExtendedString) and returns its parts with a font of their own.
    fn parts(&self, bytes: &mut Bytes) -> Option<Vec<(Range<usize>, Font)>> {
        let length = usize::from(bytes.u16()?);
        let flags = bytes.u8()?;
        let runs = match flags & 0x08 {
            0 => 0,
            _ => bytes.u16()?,
        };
        let extension = match flags & 0x04 {
            0 => 0,
            _ => bytes.u32()?,
        };
        bytes.pass_characters(length, flags & 1 != 0)?;
        let mut parts = Vec::new();
        let mut open: Option<(usize, Font)> = None;
        for _ in 0..runs {
            let (start, font) = (usize::from(bytes.u16()?), bytes.u16()?);
            // parts stand one after the other, so that a text is walked through once
            if open.as_ref().is_some_and(|(from, _)| start < *from) {
                continue;
            }
            parts.extend(open.take().map(|(from, font)| (from..start, font)));
            open = Some((start, self.font_of(font)));
        }
        parts.extend(open.map(|(from, font)| (from..length, font)));
        // such parts matter only if they are superscript, or if some font strikes text out
        if !self.strikes() && !parts.iter().any(|(_, font)| font.raised) {
            parts.clear();
        }
        bytes.pass(extension as usize)?;
        Some(parts)
    }

    /// The font with an index (2.5.129 FontIndex): index 4 does not exist.
    fn font_of(&self, index: u16) -> Font {
        let index = usize::from(index) - usize::from(index > 4);
        self.fonts.get(index).copied().unwrap_or_default()
    }
}

/// The shared texts in order: their record and those that continue it, as far as they go.
pub(super) fn shared_texts(records: &[&[u8]]) -> Vec<String> {
    let mut bytes = Bytes::new(records);
    let count = bytes.u32().and_then(|_| bytes.u32()).unwrap_or(0);
    let mut texts = Vec::new();
    for _ in 0..count {
        let mut text = String::new();
        let whole = shared_text(&mut bytes, &mut text);
        if whole.is_none() && text.is_empty() {
            break;
        }
        texts.push(text);
        if whole.is_none() {
            break;
        }
    }
    texts
}

/// 2.5.296 XLUnicodeRichExtendedString
fn shared_text(bytes: &mut Bytes, text: &mut String) -> Option<()> {
    let length = usize::from(bytes.u16()?);
    let flags = bytes.u8()?;
    let runs = match flags & 0x08 {
        0 => 0,
        _ => bytes.u16()?,
    };
    let extension = match flags & 0x04 {
        0 => 0,
        _ => bytes.u32()?,
    };
    bytes.take_characters(length, flags & 1 != 0, text)?;
    bytes.pass(4 * usize::from(runs))?;
    bytes.pass(extension as usize)
}

/// So many characters of one byte or two, as far as the records go.
pub(super) fn characters(records: &[&[u8]], count: usize, wide: bool) -> String {
    let mut text = String::new();
    let mut bytes = Bytes::new(records);
    if let Some(first) = bytes.records.next() {
        bytes.rest = first;
        // what is missing at the end is left out
        let _ = bytes.take_characters(count, wide, &mut text);
    }
    text
}

/// The bytes of a record and of the records that continue it.
struct Bytes<'a> {
    records: std::slice::Iter<'a, &'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    fn new(records: &'a [&'a [u8]]) -> Self {
        Self {
            records: records.iter(),
            rest: &[],
        }
    }

    fn u8(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.records.next()?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        let bytes = [self.u8()?, self.u8()?, self.u8()?, self.u8()?];
        u32_at(&bytes, 0)
    }

    fn pass(&mut self, mut count: usize) -> Option<()> {
        while count > self.rest.len() {
            count -= self.rest.len();
            self.rest = self.records.next()?;
        }
        self.rest = self.rest.get(count..)?;
        Some(())
    }

    /// Skips characters of one or two bytes.
    fn pass_characters(&mut self, count: usize, wide: bool) -> Option<()> {
        self.walk_characters(count, wide, |_, _| {})
    }

    /// Appends characters of one byte, the low one of UTF-16, or of two.
    fn take_characters(&mut self, count: usize, wide: bool, text: &mut String) -> Option<()> {
        // a pair of surrogates may be parted by a record
        let mut units = Vec::new();
        let walked = self.walk_characters(count, wide, |bytes, wide| match wide {
            true => {
                let (pairs, _) = bytes.as_chunks::<2>();
                units.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
            }
            false => units.extend(bytes.iter().map(|byte| u16::from(*byte))),
        });
        text.push_str(&String::from_utf16_lossy(&units));
        walked
    }

    /// Where characters continue in another record, that record states the width again.
    fn walk_characters(
        &mut self,
        mut count: usize,
        mut wide: bool,
        mut take: impl FnMut(&[u8], bool),
    ) -> Option<()> {
        loop {
            let here = (self.rest.len() >> usize::from(wide)).min(count);
            take(&self.rest[..here << usize::from(wide)], wide);
            self.pass(here << usize::from(wide))?;
            count -= here;
            if count == 0 {
                return Some(());
            }
            self.rest = self.records.next()?;
            wide = self.u8()? & 1 != 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn font(script: u8) -> [u8; 10] {
        [0, 0, 0, 0, 0, 0, 0, 0, script, 0]
    }

    #[test]
    fn parts_in_a_raised_font() {
        let mut texts = RichTexts::default();
        for script in [0, 0, 0, 0, 1, 2] {
            texts.font(&font(script));
        }
        let mut sst = vec![3, 0, 0, 0, 3, 0, 0, 0];
        // plain; then 5*104 with the 4 raised; then a text that continues in another record with two-byte characters
        sst.extend([1, 0, 0, b'x']);
        sst.extend([5, 0, 8, 3, 0]);
        sst.extend(b"5*104");
        sst.extend([0, 0, 0, 0, 4, 0, 5, 0, 5, 0, 6, 0]);
        sst.extend([3, 0, 12, 1, 0, 2, 0, 0, 0, b'm']);
        let more = [1, b'2', 0, b'3', 0, 1, 0, 5, 0, 9, 9];
        texts.read(&[&sst, &more]);
        assert_eq!(texts.shown(0, "x"), None);
        assert_eq!(texts.shown(1, "5*104").as_deref(), Some("5*10⁴"));
        assert_eq!(texts.shown(2, "m23").as_deref(), Some("m²³"));
        // cut anywhere, the texts before the cut are read
        for end in 0..sst.len() {
            texts.read(&[&sst[..end]]);
        }
    }
}
