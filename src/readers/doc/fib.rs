//! The File Information Block ([MS-DOC] 2.5): where everything else in the file is.
//!
//! In: the start of the WordDocument stream. Out: [`Fib`], or an error that says why the file cannot be read. Lost: all
//! parts that are not in [`Part`].

use super::bytes::{index_at, slice, u16_at};
use crate::error::Error;
use crate::format::Format;
use crate::message::Message;

/// wIdent of Word 97 and later (2.5.2), and of Word 6 and 95.
const IDENT: [u16; 4] = [0xa5ec, 0xa5dc, 0xa5db, 0xa699];
/// A file with a smaller nFib is of Word 6 or 95 (2.5.1: Word 97 writes 0x00C1), or even of Word 2.
const FIRST_WORD_97: u16 = 0x00c0;
const FIRST_WORD_6: u16 = 100;
/// FibBase.flags (2.5.2): fComplex, fEncrypted, fWhichTblStm, fExtChar.
const COMPLEX: u16 = 1 << 2;
const ENCRYPTED: u16 = 1 << 8;
const SECOND_TABLE: u16 = 1 << 9;
const WIDE: u16 = 1 << 12;
/// Word 6: offsets of the character counts and of the (fc, lcb) pairs, and the number of pairs.
const COUNTS_6: usize = 0x34;
const PAIRS_6: usize = 0x58;
const PAIR_COUNT_6: usize = 60;

/// The two versions of the file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Word 6 and Word 95: one stream, one byte per character.
    Word6,
    /// Word 97 and later.
    Word97,
}

/// The (fc, lcb) pairs of FibRgFcLcb97 (2.5.6) that are read, by their index.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Stylesheet = 1,
    CharacterBins = 12,
    ParagraphBins = 13,
    Fonts = 15,
    BookmarkNames = 21,
    BookmarkStarts = 22,
    Clx = 33,
    Lists = 73,
    ListOverrides = 74,
}

/// The content of the FIB.
#[derive(Debug)]
pub(super) struct Fib {
    pub(super) version: Version,
    /// Word 6: offsets of the first byte of contiguous text and of the byte after it. `wide`: its characters have two
    /// bytes.
    pub(super) plain: Option<(usize, usize)>,
    pub(super) wide: bool,
    /// True when the table stream is `1Table` and not `0Table`.
    pub(super) second_table: bool,
    /// The language of the program that wrote the file, and its East Asian language.
    pub(super) languages: [u16; 2],
    /// Number of characters of the main document.
    pub(super) main: usize,
    /// First character and number of characters of the text boxes.
    pub(super) text_boxes: (usize, usize),
    /// The (fc, lcb) pairs: offset and length of each part.
    pairs: Vec<u8>,
}

impl Fib {
    /// # Errors
    /// [`Error::Encrypted`], [`Error::Unsupported`] for Word 2, [`Error::Damaged`].
    pub(super) fn read(word: &[u8]) -> Result<Self, Error> {
        let ident = u16_at(word, 0).unwrap_or_default();
        if !IDENT.contains(&ident) {
            let detail = Message::new(
                format!("主数据流以 {ident:#06x} 开头，不是 FIB"),
                format!("its main stream begins with {ident:#06x}, not with a FIB"),
            );
            return Err(Error::damaged(Format::Doc, detail));
        }
        let flags = u16_at(word, 0x0a).unwrap_or_default();
        if flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted {
                format: Format::Doc,
            });
        }
        let version = u16_at(word, 2).unwrap_or_default();
        if version < FIRST_WORD_6 {
            return Err(Error::Unsupported {
                name: Message::fixed("Word 2 及更早版本的文档", "a document of Word 2 or older"),
                way_out: Message::fixed(
                    "请用 Word、WPS 或 LibreOffice 打开后另存为 .docx",
                    "open it in Word, WPS or LibreOffice and save it as .docx",
                ),
            });
        }
        let fib = match version {
            ..FIRST_WORD_97 => Self::read_6(word, flags),
            _ => Self::read_97(word, flags),
        };
        fib.ok_or_else(|| {
            Error::damaged(
                Format::Doc,
                Message::fixed(
                    "主数据流在 FIB 结束之前就断了",
                    "its main stream ends before the FIB does",
                ),
            )
        })
    }

    fn read_97(word: &[u8], flags: u16) -> Option<Self> {
        // 2.5.1: three arrays follow the base, each preceded by its length
        let words = 0x20 + 2;
        let longs = words + 2 * usize::from(u16_at(word, 0x20)?) + 2;
        let pairs = longs + 4 * usize::from(u16_at(word, longs - 2)?) + 2;
        let count = usize::from(u16_at(word, pairs - 2)?);
        let available = word.get(pairs..)?;
        let pairs = slice(available, 0, count * 8).unwrap_or(available);
        // FibRgLw97 (2.5.5)
        let ccp = |index: usize| index_at(word, longs + 4 * index);
        let before = [4, 5, 6, 7, 8]
            .into_iter()
            .map(|index| ccp(index).unwrap_or_default())
            .fold(ccp(3)?, usize::saturating_add);
        Some(Self {
            version: Version::Word97,
            plain: None,
            wide: false,
            second_table: flags & SECOND_TABLE != 0,
            // FibBase.lid and the last of FibRgW97 (2.5.4), lidFE
            languages: [u16_at(word, 6)?, u16_at(word, longs - 4)?],
            main: ccp(3)?,
            text_boxes: (before, ccp(9).unwrap_or_default()),
            pairs: pairs.to_vec(),
        })
    }

    fn read_6(word: &[u8], flags: u16) -> Option<Self> {
        let ccp = |index: usize| index_at(word, COUNTS_6 + 4 * index);
        let before = (1..6)
            .map(|index| ccp(index).unwrap_or_default())
            .fold(ccp(0)?, usize::saturating_add);
        let pairs = word.get(PAIRS_6..)?;
        Some(Self {
            version: Version::Word6,
            // a file that was saved completely (not fast-saved) needs no piece table
            plain: match flags & COMPLEX {
                0 => index_at(word, 0x18).zip(index_at(word, 0x1c)),
                _ => None,
            },
            wide: flags & WIDE != 0,
            second_table: false,
            languages: [u16_at(word, 6)?; 2],
            main: ccp(0)?,
            text_boxes: (before, ccp(6).unwrap_or_default()),
            pairs: slice(pairs, 0, PAIR_COUNT_6 * 8).unwrap_or(pairs).to_vec(),
        })
    }

    /// The bytes of a part in the table stream; empty when the file has none.
    pub(super) fn part<'a>(&self, table: &'a [u8], part: Part) -> &'a [u8] {
        let (offset, length) = self.place(part);
        slice(table, offset, length)
            .or_else(|| table.get(offset..))
            .unwrap_or_default()
    }

    /// Everything from the start of a part to the end of the stream, for parts whose length does not include their
    /// tail.
    pub(super) fn part_and_after<'a>(&self, table: &'a [u8], part: Part) -> &'a [u8] {
        match self.place(part) {
            (_, 0) => &[],
            (offset, _) => table.get(offset..).unwrap_or_default(),
        }
    }

    fn place(&self, part: Part) -> (usize, usize) {
        let field = part as usize * 8;
        (
            index_at(&self.pairs, field).unwrap_or_default(),
            index_at(&self.pairs, field + 4).unwrap_or_default(),
        )
    }
}
