//! Rows whose borders were drawn by hand: as many cells as the labels above, and borders that do not line up with theirs.
//!
//! In: the rows of a [`Sheet`], or the columns of a header. Out: the columns that the cells of a row belong to, in order, where a
//! border runs through the middle of a label's cell. Lost: nothing.

use std::ops::Range;

use super::model::Column;
use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::Field;

/// The columns of the labels in the row above, one a cell of this row. `None` where the row stands as it should, or says too
/// little.
pub(super) fn columns_of_labels(sheet: &Sheet, row: usize) -> Option<Vec<Range<usize>>> {
    let borders = |row| sheet.starting(row).map(|cell| (cell.column, cell.end));
    if sheet.starting(row).count() < 2 || borders(row - 1).eq(borders(row)) {
        return None;
    }
    let above: Vec<&SheetCell> = sheet.starting(row - 1).collect();
    let own: Vec<&SheetCell> = sheet.starting(row).collect();
    let spans = |cells: &[&SheetCell]| -> Vec<Range<usize>> {
        cells.iter().map(|cell| cell.column..cell.end).collect()
    };
    // a label that runs on over this row is of both
    let labels: Vec<&SheetCell> = above
        .into_iter()
        .filter(|cell| !covers(sheet, row, cell))
        .collect();
    let runs_on = || own.iter().any(|cell| covers(sheet, row + 1, cell));
    if own.len() != labels.len() || runs_on() {
        return None;
    }
    let (own_columns, columns) = (spans(&own), spans(&labels));
    let moved = is_same_line(&labels, &own) && are_side_by_side(&own_columns, &columns)
        || are_labels_above(&labels, &own) && is_crooked(&own_columns, &columns);
    (moved && own_columns != columns).then_some(columns)
}

/// The cells of a row in the order of a header's columns, where its borders run through theirs.
pub(super) fn in_order_of(columns: &[Column], cells: &[&SheetCell]) -> bool {
    let mut pairs = cells.iter().zip(columns);
    let straight = |(cell, column): (&&SheetCell, &Column)| {
        (cell.column, cell.end) == (column.span.start, column.span.end)
    };
    if cells.len() != columns.len() || pairs.all(straight) {
        return false;
    }
    let spans: Vec<Range<usize>> = cells.iter().map(|cell| cell.column..cell.end).collect();
    let columns: Vec<Range<usize>> = columns.iter().map(|column| column.span.clone()).collect();
    is_crooked(&spans, &columns)
}

fn covers(sheet: &Sheet, row: usize, cell: &SheetCell) -> bool {
    sheet
        .at(row, cell.column)
        .is_some_and(|below| below.row == cell.row && below.column == cell.column)
}

/// Nothing but labels above values, and perhaps a label in front of them.
fn are_labels_above(above: &[&SheetCell], own: &[&SheetCell]) -> bool {
    let printed = |cells: &[&SheetCell]| cells.iter().filter(|cell| !cell.is_blank()).count();
    let is_label = |cell: &&&SheetCell| cell.meaning.is_some() || cell.is_level();
    let labels = |cells: &[&SheetCell]| cells.iter().filter(is_label).count();
    let count = labels(above);
    count >= 2 && count == printed(above) && count == printed(own) && labels(own) < count
}

/// Two lines of money one below the other: the labels stand at the same places among the cells.
fn is_same_line(above: &[&SheetCell], own: &[&SheetCell]) -> bool {
    let money = |cell: &&SheetCell| cell.head().is_some_and(Field::is_money);
    let pairs = || above.iter().zip(own);
    own.iter().any(money)
        && above.iter().any(money)
        && pairs().all(|(a, b)| money(a) == money(b) && a.meaning.is_some() == b.meaning.is_some())
        && own.iter().any(|cell| cell.meaning.is_none())
}

/// Both lists cover the same columns, without gaps.
fn are_side_by_side(own: &[Range<usize>], labels: &[Range<usize>]) -> bool {
    let tiled = |spans: &[Range<usize>]| spans.windows(2).all(|pair| pair[0].end == pair[1].start);
    let ends = |spans: &[Range<usize>]| Some((spans.first()?.start, spans.last()?.end));
    tiled(own) && tiled(labels) && ends(own) == ends(labels)
}

/// A border of one row runs through the middle of a cell of the other, on both sides: neither divides the other.
fn is_crooked(own: &[Range<usize>], labels: &[Range<usize>]) -> bool {
    let crosses = |cell: &Range<usize>| {
        let touched = labels
            .iter()
            .filter(|label| label.start < cell.end && cell.start < label.end);
        let (mut count, mut part) = (0, false);
        for label in touched {
            count += 1;
            part |= label.start < cell.start || cell.end < label.end;
        }
        count >= 2 && part
    };
    are_side_by_side(own, labels) && own.iter().any(crosses)
}

#[cfg(test)]
mod tests {
    use super::is_crooked;

    #[test]
    fn borders() {
        for (own, labels, crooked) in [
            (&[0..3, 3..7][..], &[0..4, 4..7][..], true),
            (&[0..4, 4..7], &[0..4, 4..7], false),
            // level 2 and 3 in one cell, the value in two
            (&[0..2, 2..3, 3..4], &[0..1, 1..2, 2..4], false),
            (&[0..1, 1..2, 2..5, 5..6], &[0..1, 1..2, 2..4, 4..6], true),
            (&[0..1, 1..5, 5..6], &[0..1, 1..4, 4..8], false),
        ] {
            assert_eq!(is_crooked(own, labels), crooked, "{own:?} below {labels:?}");
        }
    }
}
