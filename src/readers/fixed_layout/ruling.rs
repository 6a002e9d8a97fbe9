//! Ruling lines: what was drawn in pieces becomes lines, and lines that touch become tables.
//!
//! In: the pieces of lines across and down one page. Out: [`Component`]s, each the lines of one table, and the lines across that
//! touch nothing. Lost: widths and colours.

use std::ops::Range;

use super::drawing::Ruling;
use crate::limits::MAX_PAGE_CROSSINGS;

/// Pieces at most this far apart, in points, lie on one line.
const SNAP: f64 = 1.6;
/// A gap in a line up to this many points is closed.
const GAP: f64 = 3.0;
/// Lines at most this many points apart touch.
const TOUCH: f64 = 3.0;
/// Shorter pieces are dots.
const SHORTEST: f64 = 0.2;

/// Rulings of one direction, sorted by position.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    list: Vec<Ruling>,
    /// Rulings on one line; sorted along it, and apart from each other.
    lines: Vec<Range<usize>>,
}

impl Rulings {
    pub(super) fn of(mut pieces: Vec<Ruling>) -> Self {
        pieces.retain(|piece| piece.to - piece.from > SHORTEST);
        pieces.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut rulings = Self::default();
        let mut rest = pieces.as_mut_slice();
        while let Some(first) = rest.first().copied() {
            let end = rest.partition_point(|piece| piece.at - first.at <= SNAP);
            let (line, after) = rest.split_at_mut(end);
            rulings.add_line(line);
            rest = after;
        }
        rulings
    }

    /// Joins the pieces of one line; each result lies at the mean of its pieces, weighted by length.
    fn add_line(&mut self, pieces: &mut [Ruling]) {
        pieces.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = self.list.len();
        let mut weight = 0.0;
        for piece in pieces {
            let length = piece.to - piece.from;
            match self.list[start..].last_mut() {
                Some(open) if piece.from <= open.to + GAP => {
                    open.at = (open.at * weight + piece.at * length) / (weight + length);
                    open.to = open.to.max(piece.to);
                    weight += length;
                }
                _ => {
                    self.list.push(*piece);
                    weight = length;
                }
            }
        }
        self.lines.push(start..self.list.len());
    }

    /// Indexes of the rulings that a ruling of the other direction touches.
    fn touched_by<'a>(&'a self, other: &'a Ruling) -> impl Iterator<Item = usize> + 'a {
        let position = |line: &Range<usize>| self.list[line.start].at;
        let first = self
            .lines
            .partition_point(|line| position(line) < other.from - TOUCH - SNAP);
        let near = self.lines[first..]
            .iter()
            .take_while(move |line| position(line) <= other.to + TOUCH + SNAP);
        near.flat_map(move |line| {
            let on_line = &self.list[line.clone()];
            let skipped = on_line.partition_point(|ruling| ruling.to < other.at - TOUCH);
            let end = on_line.partition_point(|ruling| ruling.from <= other.at + TOUCH);
            (line.start + skipped..line.start + end.max(skipped)).filter(move |index| {
                let at = self.list[*index].at;
                at >= other.from - TOUCH && at <= other.to + TOUCH
            })
        })
    }
}

/// The rulings of one table.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) across: Vec<Ruling>,
    pub(super) down: Vec<Ruling>,
}

/// What the lines of a page make.
#[derive(Debug, Default)]
pub(super) struct Parted {
    pub(super) components: Vec<Component>,
    /// Lines across that touch no line down.
    pub(super) loose: Vec<Ruling>,
}

/// Parts the rulings of a page into tables. `None` past [`MAX_PAGE_CROSSINGS`].
///
/// Each ruling looks only at the lines it crosses, and the rulings on a line are disjoint: the work is the number of crossings.
pub(super) fn part(across: &Rulings, down: &Rulings) -> Option<Parted> {
    let mut sets = Sets::new(across.list.len() + down.list.len());
    let mut crossings = 0usize;
    for (index, ruling) in across.list.iter().enumerate() {
        for other in down.touched_by(ruling) {
            crossings += 1;
            sets.join(index, across.list.len() + other);
        }
        if crossings > MAX_PAGE_CROSSINGS {
            return None;
        }
    }
    let mut components: Vec<Component> = Vec::new();
    let mut component_of = vec![usize::MAX; across.list.len() + down.list.len()];
    let mut of = |set: usize, components: &mut Vec<Component>| {
        if component_of[set] == usize::MAX {
            component_of[set] = components.len();
            components.push(Component::default());
        }
        component_of[set]
    };
    for (index, ruling) in across.list.iter().enumerate() {
        let component = of(sets.of(index), &mut components);
        components[component].across.push(*ruling);
    }
    for (index, ruling) in down.list.iter().enumerate() {
        let component = of(sets.of(across.list.len() + index), &mut components);
        components[component].down.push(*ruling);
    }
    let (components, single): (Vec<_>, Vec<_>) = components
        .into_iter()
        .partition(|component| component.across.len() > 1 && !component.down.is_empty());
    let loose = single
        .into_iter()
        .filter(|component| component.down.is_empty());
    Some(Parted {
        components,
        loose: loose.flat_map(|component| component.across).collect(),
    })
}

/// Disjoint sets of numbers, joined in nearly constant time.
#[derive(Debug)]
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The number that stands for the set of this one.
    pub(super) fn of(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        // the smaller stands for both: the order of tables does not depend on the order of their lines
        self.0[one.max(other)] = one.min(other);
    }
}
