//! The labels above each column of a header, also where the spans of its upper rows were lost.
//!
//! In: the rows of a header. Out: its width, and for each column the labels from top to bottom. A text export writes a
//! label that covered three columns as one cell, so the rows have different lengths; blank cells at the ends of the longer
//! row continue labels above, and the rest is shared out where the labels below begin to repeat.

use std::ops::Range;

use super::sheet::{Sheet, SheetCell};

type Path<'s> = Vec<&'s SheetCell>;

/// Width of the header, and the labels of a column from top to bottom.
pub(super) fn spread_groups<'s>(
    sheet: &'s Sheet,
    rows: &Range<usize>,
) -> (usize, impl Fn(usize) -> Path<'s>) {
    let lengths: Vec<usize> = rows
        .clone()
        .map(|row| sheet.starting(row).count())
        .collect();
    let uneven =
        sheet.flat && lengths.len() == 2 && lengths[0] < sheet.width && lengths[0] != lengths[1];
    let spread = uneven.then(|| spread_uneven(sheet, rows.start));
    let width = spread.as_ref().map_or(sheet.width, Vec::len);
    let rows = rows.clone();
    let paths = move |column: usize| match &spread {
        Some(paths) => paths.get(column).cloned().unwrap_or_default(),
        None => {
            let mut path: Path<'s> = Vec::new();
            for row in rows.clone() {
                if let Some(cell) = sheet.at(row, column)
                    && !cell.is_blank()
                    && !path
                        .iter()
                        .any(|seen| seen.row == cell.row && seen.column == cell.column)
                {
                    path.push(cell);
                }
            }
            path
        }
    };
    (width, paths)
}

fn spread_uneven<'s>(sheet: &'s Sheet, row: usize) -> Vec<Path<'s>> {
    let upper: Vec<&SheetCell> = sheet.starting(row).collect();
    let lower: Vec<&SheetCell> = sheet.starting(row + 1).collect();
    let blank = |cell: &&&SheetCell| cell.is_blank();
    let lead = lower.iter().take_while(blank).count();
    let tail = lower.iter().rev().take_while(blank).count();
    if lower.len() > upper.len() && lead + tail < upper.len().min(lower.len()) {
        let groups = &upper[lead..upper.len() - tail];
        let leaves = &lower[lead..lower.len() - tail];
        let mut paths: Vec<Path<'s>> = upper[..lead].iter().map(|cell| vec![*cell]).collect();
        paths.extend(share_out(groups, leaves));
        paths.extend(upper[upper.len() - tail..].iter().map(|cell| vec![*cell]));
        return paths;
    }
    // The lower row holds only the labels of the groups: those upper labels that name no column of their own.
    let is_group = |cell: &SheetCell| {
        cell.column_field()
            .is_none_or(|field| field.is_value_column())
            && cell.head().is_none()
    };
    let first = upper.iter().position(|cell| is_group(cell)).unwrap_or(0);
    let last = upper
        .iter()
        .rposition(|cell| is_group(cell))
        .map_or(upper.len(), |at| at + 1);
    let leaves: Vec<&SheetCell> = lower
        .iter()
        .copied()
        .filter(|cell| !cell.is_blank())
        .collect();
    let mut paths: Vec<Path<'s>> = upper[..first].iter().map(|cell| vec![*cell]).collect();
    paths.extend(share_out(&upper[first..last], &leaves));
    paths.extend(upper[last..].iter().map(|cell| vec![*cell]));
    paths
}

/// Gives each group its leaves: a new group begins where the first leaf's label comes again, else in equal parts, else all
/// belong to the last group that covers more than one.
fn share_out<'s>(groups: &[&'s SheetCell], leaves: &[&'s SheetCell]) -> Vec<Path<'s>> {
    if groups.is_empty() {
        return leaves.iter().map(|leaf| vec![*leaf]).collect();
    }
    let starts: Vec<usize> = (0..leaves.len())
        .filter(|&at| at == 0 || leaves[at].text.trim() == leaves[0].text.trim())
        .collect();
    let even = leaves.len().div_ceil(groups.len());
    let group_of = |at: usize| {
        if starts.len() == groups.len() {
            starts.partition_point(|&start| start <= at) - 1
        } else {
            (at / even.max(1)).min(groups.len() - 1)
        }
    };
    (0..leaves.len())
        .map(|at| vec![groups[group_of(at)], leaves[at]])
        .collect()
}
