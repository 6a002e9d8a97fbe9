//! Formatted disk pages ([MS-DOC] 2.9.33 ChpxFkp, 2.9.183 PapxFkp): which bytes of the text have which properties.
//!
//! In: a bin table (2.8.5 PlcBteChpx, 2.8.6 PlcBtePapx) and the main stream. Out: runs ordered by offset, each with its
//! grpprl. Lost: nothing.

use std::borrow::Cow;

use super::bytes::{index_at, slice, u8_at, u16_at};
use super::fib::Version;
use super::word6;

const PAGE: usize = 512;
/// 2.9.23 BxPap: a byte offset and 12 bytes of layout (6 bytes in Word 6).
const BX: usize = 13;
const BX_6: usize = 7;

/// A run of bytes with the same properties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Offset of its first byte, and of the one after its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The paragraph style; 0 in character runs.
    pub(super) style: u16,
    /// The properties of the run.
    pub(super) grpprl: &'a [u8],
}

/// Runs ordered by offset.
#[derive(Debug, Default)]
pub(super) struct Runs<'a>(Vec<Stored<'a>>);

#[derive(Debug)]
struct Stored<'a> {
    start: usize,
    end: usize,
    style: u16,
    grpprl: Cow<'a, [u8]>,
}

impl<'a> Runs<'a> {
    /// Reads the character runs.
    pub(super) fn of_characters(bins: &[u8], word: &'a [u8], version: Version) -> Self {
        Self::read(bins, word, version, 1, |page, entry| {
            let at = 2 * usize::from(u8_at(page, entry)?);
            // an offset of 0 means that the run has the properties of its style only
            if at == 0 {
                return Some((0, &[]));
            }
            let length = usize::from(u8_at(page, at)?);
            Some((0, slice(page, at + 1, length)?))
        })
    }

    /// Reads the paragraph runs.
    pub(super) fn of_paragraphs(bins: &[u8], word: &'a [u8], version: Version) -> Self {
        let entry_size = match version {
            Version::Word6 => BX_6,
            Version::Word97 => BX,
        };
        Self::read(bins, word, version, entry_size, |page, entry| {
            let at = 2 * usize::from(u8_at(page, entry)?);
            if at == 0 {
                return Some((0, &[]));
            }
            // 2.9.184 PapxInFkp: half the length, or a zero followed by half the length
            let (start, length) = match (usize::from(u8_at(page, at)?), version) {
                (half, Version::Word6) => (at + 1, 2 * half),
                (0, _) => (at + 2, 2 * usize::from(u8_at(page, at + 1)?)),
                (half, _) => (at + 1, 2 * half - 1),
            };
            let papx = slice(page, start, length).or_else(|| page.get(start..))?;
            Some((u16_at(papx, 0)?, papx.get(2..)?))
        })
    }

    fn read(
        bins: &[u8],
        word: &'a [u8],
        version: Version,
        entry_size: usize,
        entry: impl Fn(&'a [u8], usize) -> Option<(u16, &'a [u8])>,
    ) -> Self {
        let number_size = match version {
            Version::Word6 => 2,
            Version::Word97 => 4,
        };
        let count = bins.len().saturating_sub(4) / (4 + number_size);
        // the table cannot refer to more pages than the stream has
        let pages = count.min(word.len() / PAGE);
        let mut runs = Vec::new();
        for bin in 0..pages {
            let at = (count + 1) * 4 + bin * number_size;
            let number = match version {
                Version::Word6 => u16_at(bins, at).map(usize::from),
                // 2.9.192 PnFkpPapx: 22 bits
                Version::Word97 => index_at(bins, at).map(|number| number & 0x3f_ffff),
            };
            let number = number.unwrap_or_default();
            let Some(page) = slice(word, number * PAGE, PAGE) else {
                continue;
            };
            let crun = usize::from(u8_at(page, PAGE - 1).unwrap_or_default());
            for i in 0..crun {
                let (Some(start), Some(end)) = (index_at(page, i * 4), index_at(page, i * 4 + 4))
                else {
                    break;
                };
                if start >= end {
                    continue;
                }
                let at = (crun + 1) * 4 + i * entry_size;
                let (style, grpprl) = entry(page, at).unwrap_or_default();
                runs.push(Stored {
                    start,
                    end,
                    style,
                    grpprl: match version {
                        Version::Word6 => word6::translate(grpprl).into(),
                        Version::Word97 => grpprl.into(),
                    },
                });
            }
        }
        runs.sort_by_key(|run: &Stored| run.start);
        Self(runs)
    }

    /// The run that contains the byte at `offset`. Between runs: a run without properties that ends at the next one.
    pub(super) fn at(&self, offset: usize) -> Run<'_> {
        let next = self.0.partition_point(|run| run.start <= offset);
        let found = next.checked_sub(1).and_then(|last| self.0.get(last));
        match found {
            Some(run) if run.end > offset => Run {
                start: run.start,
                end: run.end,
                style: run.style,
                grpprl: &run.grpprl,
            },
            _ => Run {
                start: offset,
                end: self.0.get(next).map_or(usize::MAX, |run| run.start),
                ..Run::default()
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(fcs: &[u32], entries: &[u8], at: usize, papx: &[u8]) -> Vec<u8> {
        let mut page: Vec<u8> = fcs.iter().flat_map(|fc| fc.to_le_bytes()).collect();
        page.extend(entries);
        page.resize(PAGE, 0);
        page[at..at + papx.len()].copy_from_slice(papx);
        page[PAGE - 1] = (fcs.len() - 1) as u8;
        page
    }

    #[test]
    fn characters_find_their_run() {
        let word = page(&[100, 110, 120], &[0, 250], 500, &[3, 0x3c, 0x08, 1]);
        let bins = [100u32, 120, 0].map(u32::to_le_bytes).concat();
        let runs = Runs::of_characters(&bins, &word, Version::Word97);
        assert!(runs.at(105).grpprl.is_empty());
        assert_eq!(runs.at(119).grpprl, [0x3c, 0x08, 1]);
        assert_eq!((runs.at(7).end, runs.at(120).end), (100, usize::MAX));
    }

    #[test]
    fn paragraphs_have_a_style_and_both_forms_of_length() {
        for papx in [&[2, 5, 0, 9][..], &[0, 2, 5, 0, 9, 0]] {
            let mut entry = vec![250];
            entry.resize(BX, 0);
            let word = page(&[0, 10], &entry, 500, papx);
            let bins = [0u32, 10, 0].map(u32::to_le_bytes).concat();
            let runs = Runs::of_paragraphs(&bins, &word, Version::Word97);
            assert_eq!(runs.at(3).style, 5, "{papx:?}");
            assert_eq!(runs.at(3).grpprl[0], 9, "{papx:?}");
        }
    }

    #[test]
    fn pages_that_do_not_exist_are_skipped() {
        let bins = [0u32, 10, 77].map(u32::to_le_bytes).concat();
        assert_eq!(
            Runs::of_paragraphs(&bins, &[0; 100], Version::Word97)
                .at(0)
                .end,
            usize::MAX
        );
    }
}
