//! The cells that the rulings of one table draw.
//!
//! In: the rulings of one [`Component`]. Out: columns, rows and [`Field`]s, each a rectangle of slots without a wall inside. Lost:
//! corners of areas that are no rectangle; such an area becomes several fields.

use super::drawing::Ruling;
use super::ruling::{Component, Sets};
use crate::limits::{MAX_COLUMNS, MAX_PAGE_SLOTS};

/// Rulings nearer than this, in points, bound no column or row.
const NARROWEST: f64 = 3.0;
/// An outer side is missing where rulings of the other direction stand out this far.
const STANDS_OUT: f64 = 6.0;
/// The share of a slot's side that rulings cover where there is a wall.
const WALL: f64 = 0.6;

/// The table as drawn.
#[derive(Debug)]
pub(super) struct Lattice {
    /// Sides of the columns, from left to right.
    pub(super) xs: Vec<f64>,
    /// Sides of the rows, from top to bottom.
    pub(super) ys: Vec<f64>,
    pub(super) fields: Vec<Field>,
    /// No ruling closes the table above, or below.
    pub(super) open_above: bool,
    pub(super) open_below: bool,
    /// The field that covers each slot, row by row.
    slots: Vec<u32>,
}

/// One cell as drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// A side towards the outside has no wall.
    pub(super) open: bool,
}

/// Why lines that touch are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoLattice {
    /// They bound fewer than two cells.
    TooSmall,
    /// They bound more slots or columns than any page of a disclosure.
    TooLarge,
}

impl Lattice {
    pub(super) fn of(component: Component) -> Result<Self, NoLattice> {
        let Component {
            mut across,
            mut down,
        } = component;
        let (open_above, open_below) = close_sides(&mut across, &mut down);
        let xs = positions(&down);
        let ys = positions(&across);
        if xs.len() < 2 || ys.len() < 2 {
            return Err(NoLattice::TooSmall);
        }
        let (columns, rows) = (xs.len() - 1, ys.len() - 1);
        if columns > MAX_COLUMNS as usize || columns.saturating_mul(rows) > MAX_PAGE_SLOTS {
            return Err(NoLattice::TooLarge);
        }
        let walls = Walls {
            above: covered(&across, &ys, &xs),
            left: covered(&down, &xs, &ys),
            columns,
            rows,
        };
        let areas = walls.areas();
        let (fields, slots) = rectangles(&areas, &walls.open(&areas), rows, columns);
        if fields.len() < 2 {
            return Err(NoLattice::TooSmall);
        }
        Ok(Self {
            xs,
            ys,
            fields,
            open_above,
            open_below,
            slots,
        })
    }

    /// A table whose cells all cover one slot.
    pub(super) fn regular(xs: Vec<f64>, ys: Vec<f64>) -> Self {
        let (columns, rows) = (xs.len().saturating_sub(1), ys.len().saturating_sub(1));
        let field = |slot: usize| Field {
            row: slot / columns,
            column: slot % columns,
            rows: 1,
            columns: 1,
            open: false,
        };
        Self {
            fields: (0..rows * columns).map(field).collect(),
            open_above: false,
            open_below: false,
            slots: (0..rows * columns).map(|slot| slot as u32).collect(),
            xs,
            ys,
        }
    }

    /// The number of the field around a place, `None` outside of the table.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<usize> {
        let column = slot_of(&self.xs, x)?;
        let row = slot_of(&self.ys, y)?;
        let field = self.slots[row * (self.xs.len() - 1) + column];
        Some(field as usize)
    }

    pub(super) fn size(&self) -> f64 {
        extent(&self.xs) * extent(&self.ys)
    }
}

fn extent(sides: &[f64]) -> f64 {
    match sides {
        [first, .., last] => last - first,
        _ => 0.0,
    }
}

/// The slot between two sides that holds the place.
fn slot_of(sides: &[f64], place: f64) -> Option<usize> {
    let (first, last) = (sides.first()?, sides.last()?);
    if !(*first..=*last).contains(&place) {
        return None;
    }
    let right = sides.partition_point(|side| *side <= place);
    Some(right.clamp(1, sides.len() - 1) - 1)
}

/// Adds the outer sides that were left out: a form whose rows are ruled but whose left and right sides are open.
/// Returns whether the upper and the lower one were missing.
fn close_sides(across: &mut Vec<Ruling>, down: &mut Vec<Ruling>) -> (bool, bool) {
    let (left, right) = bounds(across, down);
    let (top, bottom) = bounds(down, across);
    for (side, missing) in [(left.0, left.1), (right.0, right.1)] {
        if missing {
            down.push(Ruling {
                at: side,
                from: top.0,
                to: bottom.0,
            });
        }
    }
    for (side, missing) in [(top.0, top.1), (bottom.0, bottom.1)] {
        if missing {
            across.push(Ruling {
                at: side,
                from: left.0,
                to: right.0,
            });
        }
    }
    (top.1, bottom.1)
}

/// First and last end of `along`, each with whether no ruling of `sides` stands near it.
fn bounds(along: &[Ruling], sides: &[Ruling]) -> ((f64, bool), (f64, bool)) {
    let from = along
        .iter()
        .map(|ruling| ruling.from)
        .fold(f64::MAX, f64::min);
    let to = along
        .iter()
        .map(|ruling| ruling.to)
        .fold(f64::MIN, f64::max);
    let first = sides.iter().map(|side| side.at).fold(f64::MAX, f64::min);
    let last = sides.iter().map(|side| side.at).fold(f64::MIN, f64::max);
    let side = |end: f64, nearest: f64, out: f64| match out > STANDS_OUT {
        true => (end, true),
        false => (nearest, false),
    };
    (side(from, first, first - from), side(to, last, to - last))
}

/// Distinct positions of rulings; those nearer than [`NARROWEST`] are one, at their mean.
fn positions(rulings: &[Ruling]) -> Vec<f64> {
    let mut all: Vec<f64> = rulings.iter().map(|ruling| ruling.at).collect();
    distinct(&mut all)
}

/// Sorts places and makes those nearer than [`NARROWEST`] one.
pub(super) fn distinct(all: &mut [f64]) -> Vec<f64> {
    all.sort_by(f64::total_cmp);
    let mut found: Vec<(f64, f64, f64)> = Vec::new();
    for at in all {
        match found.last_mut() {
            Some((first, sum, count)) if *at - *first <= NARROWEST => {
                *sum += *at;
                *count += 1.0;
            }
            _ => found.push((*at, *at, 1.0)),
        }
    }
    found
        .into_iter()
        .map(|(_, sum, count)| sum / count)
        .collect()
}

/// Index of the side nearest to a place.
pub(super) fn nearest(sides: &[f64], place: f64) -> usize {
    let right = sides.partition_point(|side| *side < place);
    match (right.checked_sub(1), sides.get(right)) {
        (Some(left), Some(side)) if place - sides[left] <= side - place => left,
        (_, Some(_)) => right,
        (Some(left), None) => left,
        (None, None) => 0,
    }
}

/// For every side and every slot along it: rulings cover [`WALL`] of it. Side by side.
fn covered(rulings: &[Ruling], sides: &[f64], along: &[f64]) -> Vec<bool> {
    let slots = along.len() - 1;
    let mut lengths = vec![0.0f64; sides.len() * slots];
    for ruling in rulings {
        let side = nearest(sides, ruling.at);
        let first = along
            .partition_point(|place| *place <= ruling.from)
            .saturating_sub(1);
        let last = along.partition_point(|place| *place < ruling.to).min(slots);
        for slot in first..last {
            let length = ruling.to.min(along[slot + 1]) - ruling.from.max(along[slot]);
            lengths[side * slots + slot] += length.max(0.0);
        }
    }
    let mut walls = Vec::with_capacity(lengths.len());
    for of_side in lengths.chunks(slots) {
        let sides = along.windows(2).map(|pair| pair[1] - pair[0]);
        walls.extend(
            of_side
                .iter()
                .zip(sides)
                .map(|(length, side)| *length >= WALL * side),
        );
    }
    walls
}

/// Where the slots have walls.
struct Walls {
    /// Side by side of the rows: a wall above that row.
    above: Vec<bool>,
    /// Side by side of the columns: a wall left of that column.
    left: Vec<bool>,
    columns: usize,
    rows: usize,
}

impl Walls {
    fn is_above(&self, row: usize, column: usize) -> bool {
        self.above[row * self.columns + column]
    }

    fn is_left(&self, row: usize, column: usize) -> bool {
        self.left[column * self.rows + row]
    }

    /// The area that each slot belongs to: slots without a wall between them.
    fn areas(&self) -> Vec<usize> {
        let (rows, columns) = (self.rows, self.columns);
        let mut sets = Sets::new(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let slot = row * columns + column;
                if column > 0 && !self.is_left(row, column) {
                    sets.join(slot - 1, slot);
                }
                if row > 0 && !self.is_above(row, column) {
                    sets.join(slot - columns, slot);
                }
            }
        }
        (0..rows * columns).map(|slot| sets.of(slot)).collect()
    }

    /// For every area: a side towards the outside has no wall.
    fn open(&self, areas: &[usize]) -> Vec<bool> {
        let (rows, columns) = (self.rows, self.columns);
        let mut open = vec![false; areas.len()];
        for row in 0..rows {
            open[areas[row * columns]] |= !self.is_left(row, 0);
            open[areas[(row + 1) * columns - 1]] |= !self.is_left(row, columns);
        }
        for column in 0..columns {
            open[areas[column]] |= !self.is_above(0, column);
            open[areas[(rows - 1) * columns + column]] |= !self.is_above(rows, column);
        }
        open
    }
}

/// Cuts the areas into rectangles, and says for every slot which covers it.
fn rectangles(
    areas: &[usize],
    open: &[bool],
    rows: usize,
    columns: usize,
) -> (Vec<Field>, Vec<u32>) {
    const FREE: u32 = u32::MAX;
    let mut slots = vec![FREE; rows * columns];
    let mut fields = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let slot = row * columns + column;
            if slots[slot] != FREE {
                continue;
            }
            let belongs = |at: usize| slots[at] == FREE && areas[at] == areas[slot];
            let width = (column..columns)
                .take_while(|next| belongs(row * columns + next))
                .count();
            let height = (row..rows)
                .take_while(|next| {
                    let start = next * columns + column;
                    (start..start + width).all(&belongs)
                })
                .count();
            let number = fields.len() as u32;
            for covered in row..row + height {
                let start = covered * columns + column;
                slots[start..start + width].fill(number);
            }
            fields.push(Field {
                row,
                column,
                rows: height,
                columns: width,
                open: open[areas[slot]],
            });
        }
    }
    (fields, slots)
}
