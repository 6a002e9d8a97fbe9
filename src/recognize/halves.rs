//! Two forms or two lists side by side in one table: the labels of the left half stand in the right half once more.
//!
//! In: a [`Sheet`]. Out: its two halves, each a sheet of its own, to be read one after the other. Lost: nothing; what runs over
//! both halves stays with the left one.

use super::census::is_off;
use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::Field;

/// Labels that must come again, that of the names included: fewer would be a chance.
const MIN_LABELS: usize = 3;

/// The halves of a table with two projects side by side.
pub(super) fn halves(sheet: &Sheet) -> Option<(Sheet, Sheet)> {
    let (row, edge) = second_name(sheet).filter(|_| !is_off("two forms side by side"))?;
    let mut repeated = 0;
    for row in row..sheet.rows.len() {
        let labels = |left: bool| {
            let of_half = move |cell: &&SheetCell| (cell.column < edge) == left;
            let labels = sheet
                .printed(row)
                .filter(of_half)
                .filter(|cell| cell.meaning.is_some());
            labels.map(move |cell| (cell.column - if left { 0 } else { edge }, cell.text.trim()))
        };
        let crosses = |cell: &SheetCell| cell.column < edge && edge < cell.end;
        let alone = sheet.printed(row).count() <= 1;
        let differ = !labels(true).eq(labels(false)) && labels(false).next().is_some();
        if differ || !alone && sheet.covering(row).any(crosses) {
            return None;
        }
        repeated += labels(false).count();
    }
    (repeated >= MIN_LABELS).then(|| (sheet.part(0..edge), sheet.part(edge..sheet.width)))
}

/// The first row that asks for a project's name at its left edge and once more, and where the second label begins.
fn second_name(sheet: &Sheet) -> Option<(usize, usize)> {
    (0..sheet.rows.len()).find_map(|row| {
        let names = |cell: &&SheetCell| cell.head() == Some(Field::ProjectName);
        let mut named = sheet.printed(row).filter(names);
        let (first, second) = (named.next()?, named.next()?);
        // what stands in front of the first stands in front of the second too
        let edge = second.column - first.column;
        let begins = sheet.at(row, edge).is_some_and(|cell| cell.column == edge);
        // a label written twice over its lost span has no value of its own
        let apart = sheet
            .printed(row)
            .any(|cell| first.end <= cell.column && cell.column < second.column);
        (named.next().is_none() && begins && apart).then_some((row, edge))
    })
}
