//! The fonts of the document ([MS-DOC] 2.9.286 SttbfFfn, 2.9.84 FFN): which show symbols, and which are Chinese.
//!
//! In: the SttbfFfn of the table stream. Out: the symbol font, if any, of each font number. Lost: all other properties.

use super::bytes::{slice, u8_at, u16_at, utf16};
use crate::readers::symbols::SymbolFont;

/// FFN.chs of fonts for simplified Chinese (GB2312_CHARSET).
const SIMPLIFIED_CHINESE: u8 = 134;
/// Offset of xszFfn in an FFN, not counting its length byte.
const NAME: usize = 39;

/// The fonts by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    symbols: Vec<Option<SymbolFont>>,
    /// True when a font is for simplified Chinese.
    pub(super) chinese: bool,
}

impl Fonts {
    pub(super) fn read(sttb: &[u8]) -> Self {
        let mut fonts = Self::default();
        let mut at = 4;
        for _ in 0..u16_at(sttb, 0).unwrap_or_default() {
            let Some(ffn) =
                u8_at(sttb, at).and_then(|length| slice(sttb, at + 1, usize::from(length)))
            else {
                break;
            };
            at += 1 + ffn.len();
            fonts.chinese |= u8_at(ffn, 3) == Some(SIMPLIFIED_CHINESE);
            let name = ffn.get(NAME..).unwrap_or_default();
            let length = name
                .chunks_exact(2)
                .take_while(|unit| *unit != [0, 0])
                .count();
            let name = utf16(name, 0, length).unwrap_or_default();
            fonts.symbols.push(SymbolFont::named(name.as_bytes()));
        }
        fonts
    }

    /// The symbol font with this number; `None` for other fonts.
    pub(super) fn symbol_font(&self, number: u16) -> Option<SymbolFont> {
        self.symbols.get(usize::from(number)).copied().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ffn(charset: u8, name: &str) -> Vec<u8> {
        let mut ffn = vec![0; NAME];
        ffn[3] = charset;
        ffn.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        ffn.insert(0, ffn.len() as u8);
        ffn
    }

    #[test]
    fn fonts_are_known_by_name_and_charset() {
        let mut sttb = vec![2, 0, 0, 0];
        sttb.extend(ffn(2, "Wingdings"));
        sttb.extend(ffn(134, "宋体"));
        let fonts = Fonts::read(&sttb);
        assert!(fonts.chinese);
        assert_eq!(fonts.symbol_font(0), Some(SymbolFont::Wingdings));
        assert_eq!((fonts.symbol_font(1), fonts.symbol_font(9)), (None, None));
        // a truncated table gives the fonts before the cut
        let fonts = Fonts::read(&sttb[..70]);
        assert_eq!(fonts.symbol_font(0), Some(SymbolFont::Wingdings));
    }
}
