//! The properties of a paragraph mark ([MS-DOC] 2.4.6.1, 2.6.2): style, list, and its place in a table.
//!
//! In: the properties of the mark and those of its style. Out: [`Properties`]. Lost: all other formatting.

use super::bytes::{slice, u8_at, u16_at, u32_at};
use super::sprm::{self, properties};
use super::styles::Styles;

/// The properties of a paragraph that affect text and tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// Number of tables around the paragraph.
    pub(super) depth: usize,
    /// True when the mark ends a row and not a paragraph.
    pub(super) row_end: bool,
    /// True when the mark ends a cell of a nested table.
    pub(super) inner_cell_end: bool,
    /// Heading level 1-9.
    pub(super) heading: Option<u8>,
    /// True when its style makes it an entry of a table of contents.
    pub(super) contents: bool,
    /// Number of the list override, and level, both as in the file.
    pub(super) list: Option<(u16, Option<u8>)>,
    /// The paragraph style.
    pub(super) style: u16,
}

/// 2.9.213 PrcData: the largest size of a long grpprl in bytes.
const MAX_HUGE: usize = 0x3fa2;

/// The grpprl of a mark: its own, or the long one in the Data stream to which it refers (2.6.2 sprmPHugePapx).
pub(super) fn grpprl<'a>(own: &'a [u8], data: &'a [u8]) -> &'a [u8] {
    let mut found = properties(own);
    if let Some((_, operand)) = found.find(|(code, _)| sprm::P_HUGE.contains(code))
        && let Some(offset) = u32_at(operand, 0).and_then(|at| usize::try_from(at).ok())
        && let Some(length) = u16_at(data, offset)
        && let Some(huge) = slice(data, offset + 2, usize::from(length).min(MAX_HUGE))
    {
        return huge;
    }
    own
}

impl Properties {
    /// `grpprls`: the properties of the mark, then those of its piece.
    pub(super) fn of(style: u16, grpprls: [&[u8]; 2], styles: &Styles) -> Self {
        let mut in_table = false;
        let mut depth: i64 = 0;
        let mut found = Self::default();
        let mut outline = None;
        let mut list = None;
        let mut level = None;
        let mut style = style;
        for (code, operand) in grpprls.into_iter().flat_map(properties) {
            let on = operand.first().is_some_and(|value| *value != 0);
            match code {
                sprm::P_STYLE => style = u16_at(operand, 0).unwrap_or(style),
                sprm::P_IN_TABLE => in_table = on,
                sprm::P_ROW_END | sprm::P_INNER_ROW_END => found.row_end |= on,
                sprm::P_INNER_CELL_END => found.inner_cell_end = on,
                sprm::P_DEPTH => depth = number(operand),
                sprm::P_DEPTH_CHANGE => depth += number(operand),
                sprm::P_OUTLINE => outline = u8_at(operand, 0),
                sprm::P_LIST => list = u16_at(operand, 0),
                sprm::P_LEVEL => level = u8_at(operand, 0),
                _ => {}
            }
        }
        let base = styles.get(style);
        found.style = style;
        found.contents = base.contents;
        found.heading = outline
            .or(base.outline)
            .filter(|outline| *outline < 9)
            .map(|outline| outline + 1);
        found.list = list
            .or(base.list)
            .filter(|list| *list != 0)
            .map(|list| (list, level.or(base.level)));
        found.depth = usize::try_from(depth)
            .unwrap_or_default()
            .max(usize::from(in_table));
        found
    }
}

fn number(operand: &[u8]) -> i64 {
    u32_at(operand, 0).map_or(0, |value| i64::from(value.cast_signed()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_at_least_one_in_a_table() {
        let styles = Styles::default();
        for (grpprl, depth, row_end) in [
            (&[0x16, 0x24, 1][..], 1, false),
            (&[0x16, 0x24, 1, 0x17, 0x24, 1], 1, true),
            (&[0x16, 0x24, 1, 0x49, 0x66, 2, 0, 0, 0], 2, false),
            (&[0x49, 0x66, 255, 255, 255, 255], 0, false),
        ] {
            let found = Properties::of(0, [grpprl, &[]], &styles);
            assert_eq!((found.depth, found.row_end), (depth, row_end), "{grpprl:?}");
        }
    }

    #[test]
    fn the_piece_has_the_last_word() {
        let piece = [0x40, 0x26, 2];
        let found = Properties::of(0, [&[0x40, 0x26, 0], &piece], &Styles::default());
        assert_eq!(found.heading, Some(3));
    }

    #[test]
    fn long_properties_stand_in_the_data_stream() {
        let data = [0, 0, 3, 0, 0x16, 0x24, 1];
        let own = [0x46, 0x66, 2, 0, 0, 0];
        assert_eq!(grpprl(&own, &data), [0x16, 0x24, 1]);
        assert_eq!(grpprl(&own, &[]), own);
    }
}
