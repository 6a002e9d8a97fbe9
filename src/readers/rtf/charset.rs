//! Code pages: the encoding of the bytes in each font.
//!
//! In: `\ansicpg`, and `\fcharset` and `\cpg` of fonts. Out: text. Lost: bytes that do not decode. Code page 936 and
//! charset 134 are decoded as GB18030, since that is what Chinese files contain.

use std::borrow::Cow;

use encoding_rs as e;
use encoding_rs::Encoding;

/// How the bytes of a font are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// In exactly this encoding.
    Certain(&'static Encoding),
    /// As Western text, unless they form text in the document's code page, which programs write under Western fonts
    /// too.
    Western,
    /// In the document's code page.
    Document,
    /// As codes of a symbol font.
    Symbol,
}

impl Charset {
    /// The charset for the number of a `\fcharset` (RTF 1.9.1, "Font Table").
    pub(super) fn of_number(number: i32) -> Self {
        let encoding = match number {
            0 => return Self::Western,
            2 => return Self::Symbol,
            77 => e::MACINTOSH,
            78 | 128 => e::SHIFT_JIS,
            79 | 129 | 130 => e::EUC_KR,
            80 | 134 => e::GB18030,
            81 | 136 => e::BIG5,
            161 => e::WINDOWS_1253,
            162 => e::WINDOWS_1254,
            163 => e::WINDOWS_1258,
            177 | 181 => e::WINDOWS_1255,
            178..=180 => e::WINDOWS_1256,
            186 => e::WINDOWS_1257,
            204 => e::WINDOWS_1251,
            222 => e::WINDOWS_874,
            238 => e::WINDOWS_1250,
            _ => return Self::Document,
        };
        Self::Certain(encoding)
    }
}

/// The encoding of a Windows code page; windows-1252 if the number is unknown.
pub(super) fn of_code_page(number: i32) -> &'static Encoding {
    match number {
        866 => e::IBM866,
        874 => e::WINDOWS_874,
        932 => e::SHIFT_JIS,
        936 | 54936 => e::GB18030,
        949 | 1361 => e::EUC_KR,
        950 => e::BIG5,
        1250 => e::WINDOWS_1250,
        1251 => e::WINDOWS_1251,
        1253 => e::WINDOWS_1253,
        1254 => e::WINDOWS_1254,
        1255 => e::WINDOWS_1255,
        1256 => e::WINDOWS_1256,
        1257 => e::WINDOWS_1257,
        1258 => e::WINDOWS_1258,
        10000 => e::MACINTOSH,
        65001 => e::UTF_8,
        _ => e::WINDOWS_1252,
    }
}

/// Decodes `bytes`; the second value is false if some had no meaning. Codes of symbol fonts become private-use
/// characters.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    charset: Charset,
    document: &'static Encoding,
) -> (Cow<'a, str>, bool) {
    let encoding = match charset {
        Charset::Certain(encoding) => encoding,
        Charset::Document => document,
        Charset::Western => {
            // in a Chinese file, `\'d6\'d0` under Times New Roman is a Chinese character and not two accented letters
            let own = document.decode_without_bom_handling_and_without_replacement(bytes);
            match own {
                Some(text) if !document.is_single_byte() => return (text, true),
                _ => e::WINDOWS_1252,
            }
        }
        Charset::Symbol => {
            let private = |&byte: &u8| match byte {
                0x20..=0xff => char::from_u32(0xf000 + u32::from(byte)),
                _ => None,
            };
            return (Cow::Owned(bytes.iter().filter_map(private).collect()), true);
        }
    };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    (text, !malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_under_fonts() {
        let gbk = b"\xd6\xd0\xa3\xac";
        for (bytes, charset, page, expected) in [
            (&gbk[..], Charset::of_number(134), 1252, "中，"),
            (gbk, Charset::of_number(0), 936, "中，"),
            (gbk, Charset::of_number(1), 936, "中，"),
            (
                b"\x93a\x94",
                Charset::of_number(0),
                936,
                "\u{201c}a\u{201d}",
            ),
            (b"\xe9t\xe9", Charset::of_number(0), 1252, "été"),
            (b"\xb3", Charset::of_number(2), 936, "\u{f0b3}"),
        ] {
            let (text, whole) = decode(bytes, charset, of_code_page(page));
            assert_eq!((text.as_ref(), whole), (expected, true), "{bytes:x?}");
        }
    }
}
