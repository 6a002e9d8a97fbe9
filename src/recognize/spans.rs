//! Spans of header cells that a text export lost, put back.
//!
//! In: a [`Sheet`] whose cells cover one slot each. Out: the same, with the labels of a header over the columns that are their
//! parts. The blanks of the row below show which labels have parts of their own, and labels that repeat show how many share them.
//! Lost: those blanks.

use super::census::is_off;
use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::Field;

/// Fewest labels of the upper row.
const MIN_LABELS: usize = 3;

/// Some columns of the lower row, all blank or all printed.
struct Run {
    blank: bool,
    from: usize,
    to: usize,
    /// How many labels of the upper row share them.
    groups: usize,
}

/// A blank at the left edge belongs to the label of the part above it: an objective, the money, what they are used for.
pub(super) fn carry_down(sheet: &mut Sheet) {
    if !sheet.flat || is_off("blanks carried down") {
        return;
    }
    let mut open: Option<u32> = None;
    // below the labels of a grid the first column is its own
    let mut in_grid = false;
    for row in 0..sheet.rows.len() {
        let Some(first) = sheet.at(row, 0) else {
            open = None;
            continue;
        };
        let several = sheet.rows[row].covering.len() > 1;
        if first.is_blank() {
            if let Some(id) = open.filter(|_| several) {
                sheet.rows[row].covering[0] = id;
                sheet.place_label(id, 0..1, row + 1);
            }
            continue;
        }
        let of_group = first.sense.head == Some(Field::IndicatorGroup);
        let heads = heads_part(sheet, row, first) && (of_group || !in_grid);
        open = heads.then(|| sheet.rows[row].covering[0]);
        in_grid |= heads_grid(sheet, row);
    }
}

/// Labels of levels stand in the row.
fn heads_grid(sheet: &Sheet, row: usize) -> bool {
    let level = |cell: &&SheetCell| {
        let levels = [Field::Level1, Field::Level2, Field::Level3];
        cell.column_field()
            .is_some_and(|field| levels.contains(&field))
    };
    sheet.printed(row).filter(level).count() >= 2
}

/// The label of a part of the form, which rows below may belong to.
fn heads_part(sheet: &Sheet, row: usize, first: &SheetCell) -> bool {
    let part = matches!(
        first.sense.head,
        Some(
            Field::FundingGroup
                | Field::Purpose
                | Field::ObjectiveAnnual
                | Field::ObjectiveMultiYear
                | Field::ObjectiveGroup
                | Field::TaskGroup
                | Field::IndicatorGroup
        )
    );
    let column = first.sense.column.is_some() && first.sense.head.is_none();
    let next = sheet
        .at(row, first.end)
        .is_some_and(|next| next.sense.is_firm());
    // a row of nothing but labels heads columns
    let values = || sheet.printed(row).any(|cell| !cell.sense.is_firm());
    !column && (part || first.sense.is_firm() && next && values())
}

/// Lays the labels of the first such row over the row below it.
pub(super) fn restore_spans(sheet: &mut Sheet) {
    if !sheet.flat || is_off("lost spans laid over the row below") {
        return;
    }
    let longest = sheet.rows.iter().map(|row| row.covering.len()).max();
    for row in 1..sheet.rows.len() {
        let (upper, lower) = (row - 1, row);
        let count = sheet.rows[lower].covering.len();
        if Some(count) != longest || sheet.rows[upper].covering.len() >= count {
            continue;
        }
        if let Some(runs) = runs_of(sheet, upper, lower) {
            lay_over(sheet, upper, lower, &runs);
            return;
        }
    }
}

fn is_label(cell: &SheetCell) -> bool {
    cell.sense.how.is_some() || cell.is_level()
}

/// The runs of the lower row, where the labels of the upper row fit them exactly.
fn runs_of(sheet: &Sheet, upper: usize, lower: usize) -> Option<Vec<Run>> {
    let above: Vec<&SheetCell> = sheet.covering(upper).collect();
    let below: Vec<&SheetCell> = sheet.covering(lower).collect();
    let known = above.iter().filter(|cell| is_label(cell)).count();
    let fits = |cell: &&SheetCell| cell.is_blank() || is_label(cell);
    if above.len() < MIN_LABELS || known * 10 < above.len() * 6 || !below.iter().all(fits) {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    for (at, cell) in below.iter().enumerate() {
        let blank = cell.is_blank();
        match runs.last_mut().filter(|run| run.blank == blank) {
            Some(run) => run.to = at + 1,
            None => runs.push(Run {
                blank,
                from: at,
                to: at + 1,
                groups: 1,
            }),
        }
    }
    let blanks = below.iter().filter(|cell| cell.is_blank()).count();
    let groups = above
        .len()
        .checked_sub(blanks)
        .filter(|&groups| groups > 0)?;
    let printed = runs.iter().filter(|run| !run.blank).count();
    for run in runs.iter_mut().filter(|run| !run.blank) {
        let labels: Vec<&str> = below[run.from..run.to]
            .iter()
            .map(|it| it.text.trim())
            .collect();
        run.groups = match printed {
            1 if labels.len().is_multiple_of(groups) => groups,
            1 => return None,
            _ => repetitions(&labels),
        };
    }
    let shared: usize = runs
        .iter()
        .filter(|run| !run.blank)
        .map(|run| run.groups)
        .sum();
    (shared == groups).then_some(runs)
}

/// How often the labels begin again: 指标 | 值 | 指标 | 值 twice.
fn repetitions(labels: &[&str]) -> usize {
    let period = (1..labels.len()).find(|&period| {
        labels.len().is_multiple_of(period)
            && labels.chunks(period).all(|part| part == &labels[..period])
    });
    period.map_or(1, |period| labels.len() / period)
}

fn lay_over(sheet: &mut Sheet, upper: usize, lower: usize, runs: &[Run]) {
    let above = sheet.rows[upper].covering.clone();
    let below = sheet.rows[lower].covering.clone();
    let mut labels = above.into_iter();
    let mut covering = Vec::with_capacity(below.len());
    for run in runs {
        if run.blank {
            for column in run.from..run.to {
                let Some(id) = labels.next() else { return };
                sheet.place_label(id, column..column + 1, lower + 1);
                covering.push(id);
            }
            continue;
        }
        let width = (run.to - run.from) / run.groups.max(1);
        for group in 0..run.groups {
            let Some(id) = labels.next() else { return };
            let from = run.from + group * width;
            sheet.place_label(id, from..from + width, upper + 1);
        }
        covering.extend(&below[run.from..run.to]);
    }
    sheet.rows[lower].covering = covering;
    sheet.spread = Some(upper);
}
