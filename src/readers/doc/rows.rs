//! The definition in the end mark of a table row ([MS-DOC] 2.6.3), and the columns that all rows of a table share.
//!
//! In: the properties of each row's end mark. Out: for every cell its columns and its part in merges. Word does not
//! store columns: every row has its own edges, so the columns of a table result from the edges of all its rows. Lost:
//! widths, borders.

use super::bytes::{i16_at, u8_at, u16_at};
use super::sprm::{self, properties};
use crate::readers::assembly::{CellShape, Merge};
use crate::readers::edges::columns_from_edges;

/// 2.9.323: a row has at most 63 cells, but damaged files claim more.
const MAX_CELLS_IN_ROW: usize = 255;
/// Later properties may change the definition cell by cell; this bounds their number.
const MAX_CHANGES: usize = 64;

/// A cell's part in horizontal and vertical merges.
pub(super) type Merges = (Option<Merge>, Option<Merge>);

/// The definition of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowShape {
    /// Left edge of every cell and right edge of the last, in twips.
    pub(super) edges: Vec<i32>,
    pub(super) cells: Vec<Merges>,
    /// The position of a floating table; zeros for a table in the text.
    pub(super) floating: [u16; 3],
}

impl RowShape {
    /// The definition made by the properties of a row's end mark.
    pub(super) fn of(grpprls: [&[u8]; 2]) -> Self {
        let mut shape = Self::default();
        let changes = grpprls
            .into_iter()
            .flat_map(properties)
            .filter(|(code, _)| sprm::is_of_table(*code))
            .take(MAX_CHANGES);
        for (code, operand) in changes {
            let first = usize::from(u8_at(operand, 0).unwrap_or_default());
            let second = usize::from(u8_at(operand, 1).unwrap_or_default());
            match code {
                sprm::T_DEFINE => shape.define(operand),
                sprm::T_INSERT => shape.insert(first, second, i16_at(operand, 2)),
                sprm::T_DELETE => shape.delete(first, second),
                sprm::T_WIDTH => shape.set_width(first, second, i16_at(operand, 2)),
                sprm::T_MERGE => shape.merge(first, second),
                sprm::T_SPLIT => shape
                    .range(first, second)
                    .iter_mut()
                    .for_each(|cell| cell.0 = None),
                sprm::T_VERTICAL_MERGE => {
                    if let Some(cell) = shape.cells.get_mut(first) {
                        cell.1 = vertical(second as u16);
                    }
                }
                _ => {
                    if let Some(i) = sprm::T_FLOATING.iter().position(|other| *other == code)
                        && let Some(place) = shape.floating.get_mut(i)
                    {
                        *place = u16::from_le_bytes([first as u8, second as u8]);
                    }
                }
            }
        }
        shape
    }

    /// 2.9.323 TDefTableOperand: the number of cells, their edges, and a TC80 (2.9.310) for each cell; the last ones
    /// may be missing.
    fn define(&mut self, operand: &[u8]) {
        const TC80: usize = 20;
        let count = usize::from(u8_at(operand, 0).unwrap_or_default());
        self.edges = (0..=count)
            .map_while(|i| i16_at(operand, 1 + 2 * i).map(i32::from))
            .collect();
        self.cells = (0..count)
            .map(|i| {
                let flags = u16_at(operand, 1 + 2 * (count + 1) + TC80 * i).unwrap_or_default();
                let horizontal = match flags & 3 {
                    0 => None,
                    1 => Some(Merge::Start),
                    _ => Some(Merge::Continue),
                };
                (horizontal, vertical(flags >> 5))
            })
            .collect();
    }

    /// 2.6.3 sprmTInsert: inserts `count` cells of one width at `first`, or at the end of a row with fewer cells.
    fn insert(&mut self, first: usize, count: usize, width: Option<i16>) {
        let width = i32::from(width.unwrap_or_default());
        let first = first.min(self.cells.len());
        let count = count.min(MAX_CELLS_IN_ROW.saturating_sub(self.cells.len()));
        if self.edges.len() <= self.cells.len() {
            self.edges.resize(self.cells.len() + 1, 0);
        }
        let left = self.edges.get(first).copied().unwrap_or_default();
        self.shift(first + 1, width.saturating_mul(count as i32));
        let edges = (1..=count as i32).map(|i| left.saturating_add(width.saturating_mul(i)));
        self.edges.splice(first + 1..first + 1, edges);
        self.cells
            .splice(first..first, std::iter::repeat_n((None, None), count));
    }

    /// 2.6.3 sprmTDelete: deletes the cells from `first` up to `limit` (exclusive) and moves the later ones left.
    fn delete(&mut self, first: usize, limit: usize) {
        let limit = limit.min(self.cells.len());
        if first >= limit {
            return;
        }
        self.cells.drain(first..limit);
        let (Some(left), Some(right)) = (self.edges.get(first), self.edges.get(limit)) else {
            return;
        };
        let gone = right.saturating_sub(*left);
        self.edges.drain(first + 1..=limit);
        self.shift(first + 1, gone.saturating_neg());
    }

    /// 2.6.3 sprmTDxaCol: sets the width of the cells from `first` up to `limit` (exclusive).
    fn set_width(&mut self, first: usize, limit: usize, width: Option<i16>) {
        let width = i32::from(width.unwrap_or_default());
        let limit = limit.min(self.cells.len());
        let (Some(left), Some(right)) = (self.edges.get(first), self.edges.get(limit)) else {
            return;
        };
        let (left, right) = (*left, *right);
        let mut edge = left;
        for moved in self.edges.get_mut(first + 1..=limit).unwrap_or_default() {
            edge = edge.saturating_add(width);
            *moved = edge;
        }
        self.shift(limit + 1, edge.saturating_sub(right));
    }

    /// Moves the edges from index `first` on.
    fn shift(&mut self, first: usize, by: i32) {
        for edge in self.edges.iter_mut().skip(first) {
            *edge = edge.saturating_add(by);
        }
    }

    /// Drops the cells beyond `count` and releases their memory.
    pub(super) fn truncate(&mut self, count: usize) {
        self.edges.truncate(count + 1);
        self.edges.shrink_to_fit();
        self.cells.truncate(count);
        self.cells.shrink_to_fit();
    }

    fn merge(&mut self, first: usize, limit: usize) {
        for (i, cell) in self.range(first, limit).iter_mut().enumerate() {
            cell.0 = Some(if i == 0 {
                Merge::Start
            } else {
                Merge::Continue
            });
        }
    }

    fn range(&mut self, first: usize, limit: usize) -> &mut [Merges] {
        let limit = limit.min(self.cells.len());
        self.cells.get_mut(first..limit).unwrap_or_default()
    }
}

/// 2.9.333 VerticalMergeFlag.
fn vertical(flags: u16) -> Option<Merge> {
    match flags & 3 {
        0 => None,
        1 => Some(Merge::Continue),
        _ => Some(Merge::Start),
    }
}

/// The place of every cell of a table, row by row: the number of grid columns left empty before the row, and the shape
/// of each cell. `counts` in the input is the number of cells that a row really has, whatever its definition says.
pub(super) fn layout(rows: &[(RowShape, usize)]) -> Vec<(u32, Vec<CellShape>)> {
    let edges: Vec<Vec<i32>> = rows.iter().map(|(row, _)| row.edges.clone()).collect();
    let lines = columns_from_edges(&edges);
    rows.iter()
        .zip(lines)
        .map(|((row, count), lines)| {
            let cells = (0..*count).map(|i| {
                let (horizontal, vertical) = row.cells.get(i).copied().unwrap_or_default();
                let columns = match (lines.get(i), lines.get(i + 1)) {
                    (Some(left), Some(right)) => right.saturating_sub(*left).max(1),
                    _ => 1,
                };
                CellShape {
                    columns,
                    vertical,
                    horizontal,
                    ..CellShape::default()
                }
            });
            (lines.first().copied().unwrap_or_default(), cells.collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(edges: &[i16], flags: &[u16]) -> Vec<u8> {
        let mut operand = vec![edges.len() as u8 - 1];
        operand.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
        for flag in flags {
            operand.extend(flag.to_le_bytes());
            operand.extend([0; 18]);
        }
        let mut grpprl = vec![0x08, 0xd6];
        grpprl.extend((operand.len() as u16 + 1).to_le_bytes());
        grpprl.extend(operand);
        grpprl
    }

    fn row(edges: &[i16], flags: &[u16]) -> (RowShape, usize) {
        let shape = RowShape::of([&definition(edges, flags), &[]]);
        (shape, edges.len() - 1)
    }

    #[test]
    fn columns_come_from_the_edges_of_all_rows() {
        let rows = [
            row(&[-108, 1000, 3000], &[0, 0]),
            row(&[-100, 1004, 2000, 2995], &[0, 0, 0]),
            row(&[1000, 3000], &[0]),
        ];
        let columns: Vec<_> = layout(&rows)
            .into_iter()
            .map(|(before, cells)| (before, cells.iter().map(|c| c.columns).collect()))
            .collect::<Vec<(u32, Vec<u32>)>>();
        assert_eq!(columns, [(0, vec![1, 2]), (0, vec![1, 1, 1]), (1, vec![2])]);
    }

    #[test]
    fn merges_both_ways() {
        let found = row(&[0, 10, 20, 30], &[3 << 5, 1, 2]).0.cells;
        assert_eq!(
            found,
            [
                (None, Some(Merge::Start)),
                (Some(Merge::Start), None),
                (Some(Merge::Continue), None),
            ]
        );
        assert_eq!(
            row(&[0, 10], &[1 << 5]).0.cells,
            [(None, Some(Merge::Continue))]
        );
    }

    #[test]
    fn later_properties_change_the_definition() {
        let mut grpprl = definition(&[0, 100, 200, 300], &[0, 0, 0]);
        grpprl.extend([0x22, 0x56, 0, 1]); // delete the first cell
        grpprl.extend([0x21, 0x76, 2, 1, 50, 0]); // insert one at the end
        grpprl.extend([0x24, 0x56, 0, 2]); // merge the first two
        grpprl.extend([0x2b, 0xd6, 2, 2, 3]); // the last begins a vertical merge
        grpprl.extend([0x23, 0x76, 0, 2, 150, 0]); // the first two get wider
        let found = RowShape::of([&grpprl, &[]]);
        assert_eq!(found.edges, [0, 150, 300, 350]);
        assert_eq!(
            found.cells,
            [
                (Some(Merge::Start), None),
                (Some(Merge::Continue), None),
                (None, Some(Merge::Start)),
            ]
        );
    }

    #[test]
    fn a_row_without_definition_keeps_its_cells() {
        let broken = RowShape::of([&[0x08, 0xd6, 9, 0, 200], &[]]);
        let found = layout(&[(broken, 3)]);
        assert_eq!(found[0].1.len(), 3);
        assert_eq!(found[0].1[2].columns, 1);
    }
}
