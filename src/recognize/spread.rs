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
    let restored = sheet.spread.is_some_and(|row| rows.contains(&row));
    let uneven = sheet.flat && !restored && lengths.windows(2).any(|pair| pair[0] != pair[1]);
    let spread = uneven.then(|| spread_uneven(sheet, rows));
    let width = spread.as_ref().map_or(sheet.width, Vec::len);
    let rows = rows.clone();
    let paths = move |column: usize| match &spread {
        Some(paths) => paths.get(column).cloned().unwrap_or_default(),
        None => covering_labels(sheet, rows.clone(), column),
    };
    (width, paths)
}

fn covering_labels(sheet: &Sheet, rows: Range<usize>, column: usize) -> Path<'_> {
    let mut path: Path<'_> = Vec::new();
    for cell in rows.filter_map(|row| sheet.at(row, column)) {
        let seen = path
            .iter()
            .any(|seen| seen.row == cell.row && seen.column == cell.column);
        if !cell.is_blank() && !seen {
            path.push(cell);
        }
    }
    path
}

/// From the lowest row upwards, each label above is laid over the columns found so far.
fn spread_uneven<'s>(sheet: &'s Sheet, rows: &Range<usize>) -> Vec<Path<'s>> {
    let mut paths: Vec<Path<'s>> = Vec::new();
    for row in rows.clone().rev() {
        let upper: Vec<&SheetCell> = sheet.starting(row).collect();
        paths = if paths.is_empty() {
            upper.into_iter().map(|cell| vec![cell]).collect()
        } else {
            lay_over(&upper, paths)
        };
    }
    for path in &mut paths {
        path.retain(|cell| !cell.is_blank());
    }
    paths
}

fn lay_over<'s>(upper: &[&'s SheetCell], lower: Vec<Path<'s>>) -> Vec<Path<'s>> {
    let above = |cell: &'s SheetCell, path: Path<'s>| [vec![cell], path].concat();
    if upper.len() == lower.len() {
        return upper
            .iter()
            .zip(lower)
            .map(|(cell, path)| above(cell, path))
            .collect();
    }
    let blank = |path: &&Path<'_>| path.iter().all(|cell| cell.is_blank());
    let lead = lower.iter().take_while(blank).count();
    let tail = lower.iter().rev().take_while(blank).count();
    if lower.len() > upper.len() && lead + tail < upper.len() {
        let (first, last) = (lead, upper.len() - tail);
        let leaves = lower[lead..lower.len() - tail].to_vec();
        let mut paths: Vec<Path<'s>> = upper[..first].iter().map(|cell| vec![*cell]).collect();
        paths.extend(share_out(&upper[first..last], leaves));
        paths.extend(upper[last..].iter().map(|cell| vec![*cell]));
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
    let leaves: Vec<Path<'s>> = lower.into_iter().filter(|path| !blank(&path)).collect();
    let mut paths: Vec<Path<'s>> = upper[..first].iter().map(|cell| vec![*cell]).collect();
    paths.extend(share_out(&upper[first..last], leaves));
    paths.extend(upper[last..].iter().map(|cell| vec![*cell]));
    paths
}

/// Gives each group its leaves: a new group begins where the first leaf's label comes again, else in equal parts.
fn share_out<'s>(groups: &[&'s SheetCell], leaves: Vec<Path<'s>>) -> Vec<Path<'s>> {
    if groups.is_empty() {
        return leaves;
    }
    let label = |path: &Path<'s>| path.last().map(|cell| cell.text.trim()).unwrap_or_default();
    let starts: Vec<usize> = (0..leaves.len())
        .filter(|&at| at == 0 || label(&leaves[at]) == label(&leaves[0]))
        .collect();
    let even = leaves.len().div_ceil(groups.len()).max(1);
    let group_of = |at: usize| {
        if starts.len() == groups.len() {
            starts.partition_point(|&start| start <= at) - 1
        } else {
            (at / even).min(groups.len() - 1)
        }
    };
    leaves
        .into_iter()
        .enumerate()
        .map(|(at, leaf)| [vec![groups[group_of(at)]], leaf].concat())
        .collect()
}
