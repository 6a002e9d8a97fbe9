//! Edits of bytes, regardless of their meaning.

use super::dice::Dice;

/// Numbers at which programs tend to fail.
const EDGES: [u64; 14] = [
    0,
    1,
    2,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffff,
    0x8000_0000,
    0xffff_ffff,
    0x7fff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
];

/// Bytes that are not UTF-8, not GB18030 or not text, and byte order marks.
const BROKEN: [&[u8]; 12] = [
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x00",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x81",
    b"\x81\x30\x81",
    b"\xfe\xfe\xfe\xfe",
    b"\x1b$B",
];

/// One edit of bytes; `other` is a second sample.
pub(crate) fn edit(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    match dice.below(9) {
        0 => drop(bytes.drain(dice.range(bytes.len()))),
        1 => bytes.truncate(dice.below(bytes.len() + 1)),
        2 => flip(bytes, dice),
        3 => overwrite(bytes, dice),
        4 => splice(bytes, other, dice),
        5 => repeat(bytes, dice),
        6 => insert(bytes, BROKEN[dice.below(BROKEN.len())], dice),
        7 => fill(bytes, dice),
        _ => move_part(bytes, dice),
    }
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.length(16) {
        if !bytes.is_empty() {
            let at = dice.below(bytes.len());
            bytes[at] ^= 1 << dice.below(8);
        }
    }
}

/// Overwrites a number of one, two, four or eight bytes, little-endian as in binary formats; more often near the start.
fn overwrite(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.length(4) {
        let width = 1 << dice.below(4);
        let near = if dice.once_in(2) { 2048 } else { usize::MAX };
        let Some(last) = bytes.len().checked_sub(width) else {
            return;
        };
        let at = dice.below(last.min(near) + 1) / width * width;
        let number = dice.of(&EDGES).to_le_bytes();
        bytes[at..at + width].copy_from_slice(&number[..width]);
    }
}

fn splice(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let part = &other[dice.range(other.len())];
    let place = dice.range(bytes.len());
    bytes.splice(place, part.iter().copied());
}

fn repeat(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let part = bytes[dice.range(bytes.len())].to_vec();
    let most = (1 << 16) / part.len().max(1);
    let times = 1 + dice.length(most.min(64));
    let at = dice.below(bytes.len() + 1);
    bytes.splice(at..at, part.repeat(times));
}

/// Inserts `part` at a random place.
pub(crate) fn insert(bytes: &mut Vec<u8>, part: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    bytes.splice(at..at, part.iter().copied());
}

fn fill(bytes: &mut [u8], dice: &mut Dice) {
    let with = *dice.of(&[0, 0xff, b' ', b'<', b'9', dice.clone().next() as u8]);
    let range = dice.range(bytes.len());
    bytes[range].fill(with);
}

fn move_part(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let part: Vec<u8> = bytes.drain(dice.range(bytes.len())).collect();
    insert(bytes, &part, dice);
}
