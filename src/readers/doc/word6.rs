//! Word 6 and Word 95, as far as they differ: property codes have one byte, cells have fewer flags, and text has one
//! byte per character.
//!
//! In: a grpprl of Word 6. Out: the same properties as Word 97 writes them, but only those of text and tables, so that
//! no other module knows older versions. Source: the published Word 6 format; [MS-DOC] 2.9.215 Prm0 still lists the
//! numbers. Lost: style properties except the built-in roles, symbol fonts, automatic numbers, bookmarks.

use super::bytes::{slice, u8_at, u16_at};
use super::sprm;

/// sprmTDefTable.
const T_DEFINE: u8 = 190;
/// Size of a cell's definition in bytes, in Word 6 and in Word 97.
const TC: usize = 10;
const TC80: usize = 20;

/// Translates the properties of text and tables into the codes of Word 97.
pub(super) fn translate(grpprl: &[u8]) -> Vec<u8> {
    let mut translated = Vec::new();
    let mut rest = grpprl;
    while let Some((code, after)) = rest.split_first() {
        let Some((start, length)) = operand(*code, after) else {
            break;
        };
        let Some(operand) = slice(after, start, length) else {
            break;
        };
        if *code == T_DEFINE {
            define_table(operand, &mut translated);
        } else if let Some(new) = successor(*code) {
            translated.extend(new.to_le_bytes());
            translated.extend(operand);
        }
        rest = after.get(start + length..).unwrap_or_default();
    }
    translated
}

/// The Word 97 code of a property whose operand did not change.
fn successor(code: u8) -> Option<u16> {
    Some(match code {
        2 => sprm::P_STYLE,
        24 => sprm::P_IN_TABLE,
        25 => sprm::P_ROW_END,
        65 => sprm::C_DELETED,
        80 => sprm::C_STYLE,
        87 => sprm::C_STRIKE,
        92 => sprm::C_HIDDEN,
        104 => sprm::C_SCRIPT,
        117 => sprm::C_SPECIAL,
        194 => sprm::T_INSERT,
        195 => sprm::T_DELETE,
        196 => sprm::T_WIDTH,
        197 => sprm::T_MERGE,
        198 => sprm::T_SPLIT,
        _ => return None,
    })
}

/// (start, length) of an operand; `None` for codes that do not exist.
fn operand(code: u8, bytes: &[u8]) -> Option<(usize, usize)> {
    let length = match code {
        // a two-byte length precedes the operand, and is one too large
        188 | T_DEFINE => {
            let length = usize::from(u16_at(bytes, 0)?);
            return Some((2, length.saturating_sub(1)));
        }
        // a one-byte length precedes the operand; 255 means that two counts inside give the length (sprmPChgTabs)
        23 if u8_at(bytes, 0)? == 255 => {
            let deleted = 4 * usize::from(u8_at(bytes, 1)?);
            let added = 3 * usize::from(u8_at(bytes, 2 + deleted)?);
            return Some((1, 2 + deleted + added));
        }
        3 | 12 | 15 | 23 | 68 | 74 | 81 | 82 | 103 | 105 | 106 | 108 | 120 | 191 => {
            return Some((1, usize::from(u8_at(bytes, 0)?)));
        }
        0 | 52 | 83 => 0,
        4..=11 | 13 | 14 | 24 | 25 | 29 | 37 | 44 | 50 | 51 | 65..=67 | 71 | 75 | 85..=92 => 1,
        94 | 98 | 100 | 102 | 104 | 117..=119 | 185 | 186 => 1,
        2 | 16..=19 | 21 | 22 | 26..=28 | 30..=36 | 38..=43 | 45..=49 | 69 | 72 | 80 | 93 => 2,
        96 | 97 | 99 | 101 | 107 | 109 | 110 | 121..=124 | 182..=184 | 189 | 195 | 197 | 198 => 2,
        73 | 95 => 3,
        20 | 70 | 192 | 194 | 196 | 200 => 4,
        193 | 199 => 5,
        187 => 12,
        _ => return None,
    };
    Some((0, length))
}

/// Translates the definition of a row: cell count and edges stay the same, each cell gets larger and keeps its two
/// merge flags.
fn define_table(operand: &[u8], translated: &mut Vec<u8>) {
    let count = usize::from(u8_at(operand, 0).unwrap_or_default());
    let edges = 1 + 2 * (count + 1);
    let Some(head) = operand.get(..edges) else {
        return;
    };
    let length = edges + count * TC80;
    translated.extend(sprm::T_DEFINE.to_le_bytes());
    translated.extend((length as u16 + 1).to_le_bytes());
    translated.extend(head);
    for cell in 0..count {
        let flags = u16_at(operand, edges + cell * TC).unwrap_or_default() & 3;
        translated.extend(flags.to_le_bytes());
        translated.extend([0; TC80 - 2]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readers::assembly::Merge;
    use crate::readers::doc::rows::RowShape;

    #[test]
    fn properties_get_their_new_codes() {
        let old = [
            5, 3, // alignment, which is not translated
            24, 1, 25, 1, // in a table, end of a row
            23, 255, 0, 1, 9, 9, 9, // tabs
            190, 28, 0, 2, 0, 0, 100, 0, 200, 0, // two cells
            1, 0, 0, 0, 0, 0, 0, 0, 0, 0, //
            2, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        let new = translate(&old);
        let codes: Vec<u16> = sprm::properties(&new).map(|(code, _)| code).collect();
        assert_eq!(codes, [sprm::P_IN_TABLE, sprm::P_ROW_END, sprm::T_DEFINE]);
        let shape = RowShape::of([&new, &[]]);
        assert_eq!(shape.edges, [0, 100, 200]);
        assert_eq!(
            shape.cells,
            [(Some(Merge::Start), None), (Some(Merge::Continue), None)]
        );
    }

    #[test]
    fn what_is_cut_off_or_unknown_ends_the_row() {
        for old in [&[24][..], &[190, 9], &[190, 9, 0, 4], &[255, 1, 24, 1]] {
            assert!(translate(old).is_empty(), "{old:?}");
        }
    }
}
