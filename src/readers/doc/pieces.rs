//! The piece table ([MS-DOC] 2.8.35 PlcPcd, 2.9.38 Clx): where each piece of text is in the main stream.
//!
//! In: the Clx of the table stream. Out: pieces in the order of the text, also for fast-saved files (fComplex), each
//! with the properties that were changed in addition to those of its runs and paragraphs. Lost: pieces that overlap
//! others.

use super::bytes::{index_at, slice, u8_at, u16_at, u32_at};
use super::fib::{Fib, Version};
use super::{sprm, word6};

/// A piece of text that is stored contiguously.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Position of its first character, and of the one after its last.
    pub(super) cp: (usize, usize),
    /// Offset of the first character in the main stream.
    pub(super) offset: usize,
    /// True for one byte per character instead of two.
    pub(super) compressed: bool,
    /// Properties in addition to those of runs and paragraphs, as a grpprl.
    pub(super) modifier: Vec<u8>,
}

impl Piece {
    /// Bytes per character.
    pub(super) fn width(&self) -> usize {
        if self.compressed { 1 } else { 2 }
    }

    /// Offset in the main stream of one of its characters.
    pub(super) fn byte_of(&self, cp: usize) -> usize {
        cp.saturating_sub(self.cp.0)
            .saturating_mul(self.width())
            .saturating_add(self.offset)
    }
}

/// All pieces in order; empty when the Clx has no piece table.
pub(super) fn read(clx: &[u8], fib: &Fib) -> Vec<Piece> {
    let Some((start, end)) = fib.plain else {
        let mut pieces = read_clx(clx, fib.version);
        if fib.version == Version::Word6 {
            for piece in &mut pieces {
                piece.compressed = !fib.wide;
            }
        }
        return pieces;
    };
    let piece = Piece {
        cp: (0, end.saturating_sub(start) / if fib.wide { 2 } else { 1 }),
        offset: start,
        compressed: !fib.wide,
        modifier: Vec::new(),
    };
    vec![piece]
}

/// Drops the pieces that make the text longer than a stream of `length` bytes can hold; returns true if there were any.
/// A valid file refers to each byte once; damaged ones may refer to the same megabytes from every piece.
pub(super) fn limit(pieces: &mut Vec<Piece>, length: usize) -> bool {
    let mut left = length.saturating_mul(2);
    let fitting = pieces.iter().take_while(|piece| {
        let bytes = (piece.cp.1 - piece.cp.0).saturating_mul(piece.width());
        let read = bytes.min(length.saturating_sub(piece.offset));
        let fits = read <= left;
        left = left.saturating_sub(read);
        fits
    });
    let count = fitting.count();
    let dropped = count < pieces.len();
    pieces.truncate(count);
    dropped
}

fn read_clx(clx: &[u8], version: Version) -> Vec<Piece> {
    let mut modifiers = Vec::new();
    let mut at = 0;
    // 2.9.38: any number of Prc (type 1), then one Pcdt (type 2)
    while let Some(kind) = u8_at(clx, at) {
        match kind {
            1 => {
                let Some(length) = u16_at(clx, at + 1).map(usize::from) else {
                    break;
                };
                let grpprl = slice(clx, at + 3, length).unwrap_or_default();
                modifiers.push(match version {
                    Version::Word6 => word6::translate(grpprl),
                    Version::Word97 => grpprl.to_vec(),
                });
                at += 3 + length;
            }
            2 => {
                let length = index_at(clx, at + 1).unwrap_or_default();
                let plc = slice(clx, at + 5, length).or_else(|| clx.get(at + 5..));
                return read_plc(plc.unwrap_or_default(), &modifiers, version);
            }
            _ => break,
        }
    }
    Vec::new()
}

fn read_plc(plc: &[u8], modifiers: &[Vec<u8>], version: Version) -> Vec<Piece> {
    const CP: usize = 4;
    const PCD: usize = 8;
    let count = plc.len().saturating_sub(CP) / (CP + PCD);
    let mut pieces = Vec::with_capacity(count);
    let mut end = 0;
    for i in 0..count {
        let pcd = (count + 1) * CP + i * PCD;
        let (Some(start), Some(stop), Some(fc), Some(prm)) = (
            index_at(plc, i * CP),
            index_at(plc, (i + 1) * CP),
            u32_at(plc, pcd + 2),
            u16_at(plc, pcd + 6),
        ) else {
            break;
        };
        // positions must increase (2.8.35); overlapping pieces would be read twice
        let start = start.max(end);
        if stop <= start {
            continue;
        }
        end = stop;
        // 2.9.73 FcCompressed
        let compressed = version == Version::Word97 && fc & (1 << 30) != 0;
        let fc = (fc & !(3 << 30)) as usize;
        pieces.push(Piece {
            cp: (start, stop),
            offset: if compressed { fc / 2 } else { fc },
            compressed,
            modifier: modifier(prm, modifiers),
        });
    }
    pieces
}

/// 2.9.214 Prm: the number of a Prc, or a single property in short form.
fn modifier(prm: u16, modifiers: &[Vec<u8>]) -> Vec<u8> {
    if prm & 1 != 0 {
        return modifiers
            .get(usize::from(prm >> 1))
            .cloned()
            .unwrap_or_default();
    }
    let [isprm, value] = prm.to_le_bytes();
    match sprm::from_short(u16::from(isprm >> 1)) {
        Some(code) => [&code.to_le_bytes()[..], &[value]].concat(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clx(cps: &[u32], pcds: &[(u32, u16)]) -> Vec<u8> {
        let mut clx = vec![1, 3, 0, 0x3c, 0x08, 1, 2];
        clx.extend((cps.len() as u32 * 4 + pcds.len() as u32 * 8).to_le_bytes());
        clx.extend(cps.iter().flat_map(|cp| cp.to_le_bytes()));
        for (fc, prm) in pcds {
            clx.extend([0, 0]);
            clx.extend(fc.to_le_bytes());
            clx.extend(prm.to_le_bytes());
        }
        clx
    }

    #[test]
    fn pieces_of_both_widths() {
        let clx = clx(&[0, 5, 9], &[(0x4000_0800, 1), (0x900, 0x41 << 1 | 1 << 8)]);
        let pieces = read_clx(&clx, Version::Word97);
        assert_eq!(
            pieces,
            [
                Piece {
                    cp: (0, 5),
                    offset: 0x400,
                    compressed: true,
                    modifier: vec![0x3c, 0x08, 1],
                },
                Piece {
                    cp: (5, 9),
                    offset: 0x900,
                    compressed: false,
                    modifier: vec![0x00, 0x08, 1],
                },
            ]
        );
    }

    #[test]
    fn pieces_that_overlap_are_read_once() {
        let pieces = read_clx(
            &clx(&[0, 9, 4, 12], &[(0, 0), (0, 0), (0, 0)]),
            Version::Word97,
        );
        let cps: Vec<_> = pieces.iter().map(|piece| piece.cp).collect();
        assert_eq!(cps, [(0, 9), (9, 12)]);
    }

    #[test]
    fn text_is_no_longer_than_the_stream() {
        let mut pieces = read_clx(
            &clx(&[0, 40, 80, 120, 160], &[(1 << 30, 0); 4]),
            Version::Word97,
        );
        assert!(limit(&mut pieces, 50) && pieces.len() == 2);
        assert!(!limit(&mut pieces, 50));
    }

    #[test]
    fn garbage_has_no_pieces() {
        for bytes in [&[][..], &[1, 255, 255], &[2, 1], &[7, 7, 7]] {
            assert_eq!(read_clx(bytes, Version::Word97), []);
        }
    }
}
