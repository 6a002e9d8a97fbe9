//! Single property modifiers ([MS-DOC] 2.2.5, 2.6): a property's code and its operand, listed in a grpprl.
//!
//! In: a grpprl. Out: (code, operand) pairs, up to the first that does not fit into the bytes. Lost: what follows it.

use super::bytes::{u8_at, u16_at};

// 2.6.1 character properties
pub(super) const C_DELETED: u16 = 0x0800;
pub(super) const C_SYMBOL: u16 = 0x6a09;
pub(super) const C_HIDDEN: u16 = 0x083c;
pub(super) const C_STYLE: u16 = 0x4a30;
/// Superscript (1) or subscript (2).
pub(super) const C_SCRIPT: u16 = 0x2a48;
/// Half-points above the line.
pub(super) const C_POSITION: u16 = 0x4845;
/// Struck out, with one line or two.
pub(super) const C_STRIKE: u16 = 0x0837;
pub(super) const C_DOUBLE_STRIKE: u16 = 0x2a53;
/// For a special character 1: whether the Data stream holds data of a field for it, and the offset of these data, or of
/// a picture.
pub(super) const C_DATA: u16 = 0x0806;
pub(super) const C_LOCATION: u16 = 0x6a03;
pub(super) const C_SPECIAL: u16 = 0x0855;
pub(super) const C_FONT_ASCII: u16 = 0x4a4f;
pub(super) const C_FONT_OTHER: u16 = 0x4a51;

// 2.6.2 paragraph properties
pub(super) const P_STYLE: u16 = 0x4600;
pub(super) const P_IN_TABLE: u16 = 0x2416;
pub(super) const P_ROW_END: u16 = 0x2417;
pub(super) const P_LEVEL: u16 = 0x260a;
pub(super) const P_LIST: u16 = 0x460b;
pub(super) const P_OUTLINE: u16 = 0x2640;
pub(super) const P_INNER_CELL_END: u16 = 0x244b;
pub(super) const P_INNER_ROW_END: u16 = 0x244c;
pub(super) const P_DEPTH: u16 = 0x6649;
pub(super) const P_DEPTH_CHANGE: u16 = 0x664a;
pub(super) const P_HUGE: [u16; 2] = [0x6645, 0x6646];
const P_TABS: u16 = 0xc615;

// 2.6.3 table properties
pub(super) const T_DEFINE: u16 = 0xd608;
const T_DEFINE_10: u16 = 0xd606;
pub(super) const T_INSERT: u16 = 0x7621;
pub(super) const T_DELETE: u16 = 0x5622;
pub(super) const T_WIDTH: u16 = 0x7623;
pub(super) const T_MERGE: u16 = 0x5624;
pub(super) const T_SPLIT: u16 = 0x5625;
pub(super) const T_VERTICAL_MERGE: u16 = 0xd62b;
/// The reference of a floating table's position, and the position: sprmTPc, sprmTDxaAbs, sprmTDyaAbs.
pub(super) const T_FLOATING: [u16; 3] = [0x360d, 0x940e, 0x940f];

/// True for the table properties that are read.
pub(super) fn is_of_table(code: u16) -> bool {
    matches!(
        code,
        T_DEFINE | T_INSERT | T_DELETE | T_WIDTH | T_MERGE | T_SPLIT | T_VERTICAL_MERGE
    ) || T_FLOATING.contains(&code)
}

/// The properties of a grpprl in order. Operands of variable length come without their length field.
pub(super) fn properties(grpprl: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = grpprl;
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let (start, length) = operand(code, rest.get(2..)?)?;
        let after = rest.get(2 + start..)?;
        let (operand, next) = after.split_at_checked(length)?;
        rest = next;
        Some((code, operand))
    })
}

/// (start, length) of the operand in the bytes after the code (2.2.5.1, spra).
fn operand(code: u16, bytes: &[u8]) -> Option<(usize, usize)> {
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        // 2.9.323 TDefTableOperand: the stored length is one too large
        _ if code == T_DEFINE || code == T_DEFINE_10 => {
            (2, usize::from(u16_at(bytes, 0)?).saturating_sub(1))
        }
        _ => match (u8_at(bytes, 0)?, code) {
            // 2.9.181 PChgTabsOperand: 255 means that two counts inside give the length
            (255, P_TABS) => {
                let deleted = 4 * usize::from(u8_at(bytes, 1)?);
                let added = 3 * usize::from(u8_at(bytes, 2 + deleted)?);
                (1, 2 + deleted + added)
            }
            (length, _) => (1, usize::from(length)),
        },
    })
}

/// The property that a two-byte Prm0 sets (2.9.215), if it affects text or tables.
pub(super) fn from_short(isprm: u16) -> Option<u16> {
    Some(match isprm {
        0x0c => P_LEVEL,
        0x18 => P_IN_TABLE,
        0x19 => P_ROW_END,
        0x41 => C_DELETED,
        0x57 => C_STRIKE,
        0x5c => C_HIDDEN,
        0x68 => C_SCRIPT,
        _ => return None,
    })
}

/// Whether text is struck out, given what the other kind of strikethrough (single or double) already `said`.
pub(super) fn strike(said: Option<bool>, operand: &[u8]) -> Option<bool> {
    Some(said == Some(true) || toggle(operand, false))
}

/// The value of a toggle (2.9.327 ToggleOperand): on, off, the same as in the style, or the opposite.
pub(super) fn toggle(operand: &[u8], style: bool) -> bool {
    match operand.first() {
        Some(0) | None => false,
        Some(0x80) => style,
        Some(0x81) => !style,
        Some(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_size_their_code_says() {
        let grpprl = [
            0x3c, 0x08, 1, // toggle
            0x00, 0x46, 7, 0, // two bytes
            0x49, 0x66, 2, 0, 0, 0, // four bytes
            0x2b, 0xd6, 2, 4, 3, // variable
            0x08, 0xd6, 4, 0, 1, 2, 3, // TDefTable: one less than its length field
            0x15, 0xc6, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0, // tabs
            0x17, 0x24, 1,
        ];
        let found: Vec<_> = properties(&grpprl).map(|(c, o)| (c, o.len())).collect();
        assert_eq!(
            found,
            [
                (C_HIDDEN, 1),
                (P_STYLE, 2),
                (P_DEPTH, 4),
                (T_VERTICAL_MERGE, 2),
                (T_DEFINE, 3),
                (P_TABS, 9),
                (P_ROW_END, 1),
            ]
        );
    }

    #[test]
    fn a_property_cut_off_ends_the_row() {
        for cut in [&[0x3c][..], &[0x3c, 0x08], &[0x08, 0xd6, 200, 0, 1]] {
            assert_eq!(properties(cut).count(), 0);
        }
        // a length of zero must not cause an endless loop
        assert_eq!(properties(&[0x08, 0xd6, 0, 0, 0x08, 0xd6, 0, 0]).count(), 2);
    }

    #[test]
    fn toggles_look_at_the_style() {
        for (operand, style, on) in [
            (0, true, false),
            (1, false, true),
            (0x80, true, true),
            (0x81, true, false),
        ] {
            assert_eq!(toggle(&[operand], style), on);
        }
    }
}
