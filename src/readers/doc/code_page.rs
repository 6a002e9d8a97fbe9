//! Text with one byte per character.
//!
//! In: bytes of compressed pieces. Out: characters. Lost: nothing. Word writes such pieces in Windows-1252 only
//! ([MS-DOC] 2.9.73 FcCompressed) and everything else as UTF-16. Some programs that imitate Word write the code page of
//! the system instead, which in China is GBK; the fonts and the bytes themselves show it.

use encoding_rs::GBK;

/// 2.9.73: the characters of the bytes 0x80-0x9F. The specification omits 0x80, which is the euro sign.
const WINDOWS_1252: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
    0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc,
    0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
];

/// The encoding of one-byte text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum CodePage {
    /// Western European, as the format prescribes.
    #[default]
    Windows1252,
    /// Simplified Chinese, two bytes per character.
    Gbk,
}

impl CodePage {
    /// The character that begins with `byte`, and its length in bytes.
    #[inline]
    pub(super) fn decode(self, byte: u8, next: Option<u8>) -> (char, usize) {
        match (byte, self, next) {
            (0..=0x7f, ..) => (char::from(byte), 1),
            (0x81..=0xfe, Self::Gbk, Some(next @ 0x40..)) => (gbk(byte, next), 2),
            (0x80..=0x9f, ..) => {
                let code = WINDOWS_1252
                    .get(usize::from(byte - 0x80))
                    .copied()
                    .unwrap_or_default();
                let character = char::from_u32(u32::from(code));
                (character.unwrap_or(char::REPLACEMENT_CHARACTER), 1)
            }
            _ => (char::from(byte), 1),
        }
    }

    /// Guesses the code page of some stretches of bytes. `chinese`: a font or the language marks the document as
    /// Chinese.
    pub(super) fn guess<'a>(stretches: impl Iterator<Item = &'a [u8]>, chinese: bool) -> Self {
        /// Fewer pairs may be accented letters that happen to be adjacent.
        const ENOUGH_PAIRS: usize = 4;
        if !chinese {
            return Self::Windows1252;
        }
        // Chinese text consists of runs of complete pairs, nearly all of them common characters of GB 2312; Western
        // text has single accented letters, quotation marks and dashes
        let (mut pairs, mut common, mut odd) = (0, 0, 0);
        for run in stretches.flat_map(|bytes| bytes.split(|byte| *byte < 0xa1)) {
            odd += run.len() % 2;
            for pair in run.chunks_exact(2) {
                pairs += 1;
                common += usize::from((0xb0..=0xd7).contains(&pair[0]) && pair[0] != pair[1]);
            }
        }
        if pairs >= ENOUGH_PAIRS && common * 2 > pairs && odd * 10 < pairs {
            Self::Gbk
        } else {
            Self::Windows1252
        }
    }
}

fn gbk(lead: u8, trail: u8) -> char {
    let bytes = [lead, trail];
    let (text, _) = GBK.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(code_page: CodePage, bytes: &[u8]) -> String {
        let mut text = String::new();
        let mut at = 0;
        while at < bytes.len() {
            let (character, length) = code_page.decode(bytes[at], bytes.get(at + 1).copied());
            text.push(character);
            at += length;
        }
        text
    }

    #[test]
    fn bytes_become_characters() {
        for (code_page, bytes, text) in [
            (
                CodePage::Windows1252,
                &b"caf\xe9 \x93x\x94 \x80"[..],
                "café “x” €",
            ),
            (CodePage::Gbk, b"2023\xc4\xea\xd4\xa4\xcb\xe3", "2023年预算"),
            (CodePage::Gbk, b"\xd4\r", "Ô\r"),
            (CodePage::Gbk, b"\xd4", "Ô"),
        ] {
            assert_eq!(decode(code_page, bytes), text);
        }
    }

    #[test]
    fn chinese_is_told_by_fonts_and_pairs() {
        let chinese = b"2023\xc4\xea\xd4\xa4\xcb\xe3\xbc\xa8\xd0\xa7".as_slice();
        for (bytes, hint, expected) in [
            (chinese, true, CodePage::Gbk),
            (chinese, false, CodePage::Windows1252),
            (
                b"caf\xe9, na\xefve \xb7 \xd7\xd7\xd7\xd7 \xb1",
                true,
                CodePage::Windows1252,
            ),
            (b"", true, CodePage::Windows1252),
        ] {
            assert_eq!(CodePage::guess([bytes].into_iter(), hint), expected);
        }
    }
}
