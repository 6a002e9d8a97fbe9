//! Tables that go on over the edge of a page.
//!
//! In: the last table of a page and the first block of the next. Out: one table where they are one, without the heads that are
//! printed again. Lost: those heads, which are counted.

use super::lattice::{distinct, nearest};
use super::page_table::{PageCell, PageTable};
use super::seam;

/// Points by which the outer sides of a table may differ from page to page.
const SAME_SIDE: f64 = 4.0;
/// The same of a side between columns.
const SAME_COLUMN: f64 = 2.5;
/// The share of the columns below that are known from above.
const KNOWN_COLUMNS: f64 = 0.7;
/// A table breaks off where less room is left than its next row needs, that times a margin, or at least this many points.
const ROOM_MARGIN: f64 = 1.6;
const LEAST_ROOM: f64 = 90.0;

/// True where the table below is the rest of the one above. `room` is what the page above had left, in points.
pub(super) fn goes_on(above: &PageTable, below: &PageTable, room: f64) -> bool {
    let shift = above.left() - below.left();
    if shift.abs() > SAME_SIDE || (above.right() - below.right()).abs() > SAME_SIDE {
        return false;
    }
    let inner = below
        .xs
        .get(1..below.xs.len().saturating_sub(1))
        .unwrap_or_default();
    let known = |x: &&f64| {
        let place = **x + shift;
        (above.xs[nearest(&above.xs, place)] - place).abs() < SAME_COLUMN
    };
    if (inner.iter().filter(known).count() as f64) < KNOWN_COLUMNS * inner.len() as f64 {
        return false;
    }
    let tallest = below
        .row(0)
        .iter()
        .map(|cell| below.ys[cell.end()] - below.ys[0]);
    if room > (ROOM_MARGIN * tallest.fold(0.0, f64::max)).max(LEAST_ROOM) {
        return false;
    }
    !begins_anew(above, below)
}

/// The table below is another form of the same kind: the same first label, other values.
fn begins_anew(above: &PageTable, below: &PageTable) -> bool {
    let (one, other) = (above.row(0), below.row(0));
    let same = |a: &PageCell, b: &PageCell| a.rows == b.rows && a.folded() == b.folded();
    let (Some(label), Some(again)) = (one.first(), other.first()) else {
        return false;
    };
    let repeated = one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b));
    !repeated && one.len() == other.len() && !label.is_blank() && label.folded() == again.folded()
}

/// What joining two tables changed.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Rows of the head that were printed again.
    pub(super) repeated_rows: usize,
    /// Rows and merged cells that the edge had cut.
    pub(super) halves: Vec<seam::Halves>,
}

/// Appends the table below.
pub(super) fn append(above: &mut PageTable, mut below: PageTable) -> Joined {
    let repeated_rows = drop_repeated_head(above, &mut below);
    use_one_set_of_columns(above, &mut below);
    let halves = seam::join(above, below);
    Joined {
        repeated_rows,
        halves,
    }
}

/// Drops the rows at the top that equal the head of the table; never a part of a merged cell, never all.
fn drop_repeated_head(above: &PageTable, below: &mut PageTable) -> usize {
    let equal = |row: usize| {
        let (one, other) = (above.row(row), below.row(row));
        let same = |a: &PageCell, b: &PageCell| a.rows == b.rows && a.folded() == b.folded();
        one.len() == other.len()
            && one.iter().zip(other).all(|(a, b)| same(a, b))
            && one.iter().any(|cell| !cell.is_blank())
    };
    let most = above.rows().min(below.rows());
    let mut rows = (0..most).take_while(|row| equal(*row)).count();
    let cut = |rows: usize| {
        let reaches = |cell: &PageCell| cell.row < rows && cell.end() > rows;
        below.cells.iter().any(reaches)
    };
    while rows > 0 && cut(rows) {
        rows -= 1;
    }
    if rows == below.rows() {
        return 0;
    }
    below.cells.retain(|cell| cell.row >= rows);
    for cell in &mut below.cells {
        cell.row -= rows;
    }
    below.ys.drain(..rows);
    below.row_pages.drain(..rows);
    rows
}

/// Lays both tables out on the columns of either.
fn use_one_set_of_columns(above: &mut PageTable, below: &mut PageTable) {
    let shift = above.left() - below.left();
    for x in &mut below.xs {
        *x += shift;
    }
    let mut all = above.xs.clone();
    all.extend(&below.xs);
    let xs = distinct(&mut all);
    for table in [above, below] {
        for cell in &mut table.cells {
            let first = nearest(&xs, table.xs[cell.column]);
            let end = nearest(&xs, table.xs[cell.column + cell.columns]);
            (cell.column, cell.columns) = (first, end.saturating_sub(first).max(1));
            (cell.left, cell.right) = (xs[first], xs[end]);
        }
        table.xs.clone_from(&xs);
    }
}
