//! The rows of one group of columns: codes, labels and values of each.
//!
//! In: a [`StatutoryTable`] and one of its sets. Out: [`SetRow`]s. A blank left of a label takes the group of the row above.
//! Lost: words of the header that a row repeats, and rows of column numbers.

use std::ops::Range;

use super::row_label::{RowLabel, without_breaks};
use crate::recognize::{StatutoryCell, StatutoryRow, StatutoryTable};
use crate::text::fold_width;
use crate::vocabulary::budget::{BudgetWords, ColumnRole};

/// A row of a set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SetRow<'t> {
    /// Index of the row in the table.
    pub row: usize,
    pub codes: Vec<String>,
    pub number: Option<String>,
    pub label: Option<RowLabel>,
    /// The depth of the label among the columns of labels.
    pub depth: usize,
    /// The labels of the groups that it stands in.
    pub groups: Vec<RowLabel>,
    /// Texts of other columns that name the row.
    pub named: Vec<(ColumnRole, String)>,
    /// Column and cell of every value.
    pub values: Vec<(usize, &'t StatutoryCell)>,
}

/// The rows of the set; rows that say nothing in it are left out.
pub(super) fn rows_of_set<'t>(
    table: &'t StatutoryTable,
    set: &Range<usize>,
    words: &BudgetWords,
) -> Vec<SetRow<'t>> {
    let grouped = is_grouped(table, set);
    let mut carried: Vec<(usize, ColumnRole, RowLabel)> = Vec::new();
    let mut out = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        if is_column_numbers(row, words) {
            continue;
        }
        let mut found = read_row(table, set, index, words);
        let labels = labels_in(table, set, row, words);
        let sum = |label: &RowLabel| words.without_sum(&label.text).is_some();
        if grouped {
            settle_groups(&mut found, labels, &mut carried);
        } else {
            let label = labels.into_iter().next_back();
            found.label = label.map(|(_, _, label, _)| label);
        }
        if found.label.as_ref().is_some_and(sum) && found.groups.is_empty() {
            carried.clear();
        }
        if found.label.is_some() || !found.codes.is_empty() || !found.values.is_empty() {
            out.push(found);
        }
    }
    out
}

/// Several labels of one row stand in the set: those to the left are groups.
fn is_grouped(table: &StatutoryTable, set: &Range<usize>) -> bool {
    let labels = label_columns(table, set);
    let several = |row: &StatutoryRow| {
        let own = |at: usize| {
            row.cells[at]
                .iter()
                .filter(|cell| !is_blank(cell) && !cell.reaches_in)
        };
        labels.iter().map(|&at| own(at).count()).sum::<usize>() > 1
    };
    table.rows.iter().any(several)
}

fn is_blank(cell: &StatutoryCell) -> bool {
    cell.text.chars().all(char::is_whitespace)
}

fn read_row<'t>(
    table: &'t StatutoryTable,
    set: &Range<usize>,
    index: usize,
    words: &BudgetWords,
) -> SetRow<'t> {
    let row = &table.rows[index];
    let mut found = SetRow {
        row: index,
        codes: Vec::new(),
        number: None,
        label: None,
        depth: 0,
        groups: Vec::new(),
        named: Vec::new(),
        values: Vec::new(),
    };
    let has_figure = row.cells.iter().flatten().any(|cell| has_digit(&cell.text));
    for at in set.clone() {
        let role = table.columns[at].role;
        let cells = row.cells[at]
            .iter()
            .filter(|cell| !is_blank(cell) && !cell.merged);
        for cell in cells {
            match role {
                ColumnRole::Code => found.codes.extend(code_of(&cell.text)),
                ColumnRole::RowNumber if !has_digit(&cell.text) => {}
                ColumnRole::RowNumber => found.number = Some(without_breaks(&cell.text)),
                ColumnRole::Value | ColumnRole::Text => {
                    if has_figure || !words.is_header(&cell.text) {
                        found.values.push((at, cell));
                    }
                }
                role if role.is_label() => {}
                role => found.named.push((role, without_breaks(&cell.text))),
            }
        }
    }
    found
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Columns of labels; those of units only where there are no others.
fn label_columns(table: &StatutoryTable, set: &Range<usize>) -> Vec<usize> {
    let labels = |units: bool| -> Vec<usize> {
        let label = |at: &usize| {
            let role = table.columns[*at].role;
            role.is_label() && (units || role != ColumnRole::UnitName)
        };
        set.clone().filter(label).collect()
    };
    let own = labels(false);
    if own.is_empty() { labels(true) } else { own }
}

/// The digits of a code.
fn code_of(text: &str) -> Option<String> {
    let key = fold_width(text);
    let digits = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| without_breaks(text))
}

type PlacedLabel = (usize, ColumnRole, RowLabel, bool);

/// The labels of the row from left to right: depth, role, label, and whether it began above.
fn labels_in(
    table: &StatutoryTable,
    set: &Range<usize>,
    row: &StatutoryRow,
    words: &BudgetWords,
) -> Vec<PlacedLabel> {
    let mut labels: Vec<PlacedLabel> = Vec::new();
    let of_rows = label_columns(table, set);
    let mut places = Vec::new();
    for at in set.clone() {
        let column = &table.columns[at];
        let numbers = matches!(
            column.role,
            ColumnRole::Code
                | ColumnRole::RowNumber
                | ColumnRole::UnitCode
                | ColumnRole::ProjectCode
        );
        if !numbers && !of_rows.contains(&at) {
            continue;
        }
        for cell in row.cells[at].iter().filter(|cell| !is_blank(cell)) {
            let of_code = numbers;
            let header = of_code
                && words
                    .column(&cell.text)
                    .is_some_and(ColumnRole::is_of_label);
            let nothing = fold_width(&cell.text).chars().count() < 2;
            if of_code && (has_digit(&cell.text) || header || nothing || cell.merged)
                || places.contains(&cell.place)
            {
                continue;
            }
            places.push(cell.place);
            let depth = column.span.start + cell.slot;
            let label = RowLabel::of(&cell.text, words);
            labels.push((depth, column.role, label, cell.merged));
        }
    }
    labels
}

/// The innermost label is the row's own; those left of it, and those carried from above, are its groups.
fn settle_groups(
    found: &mut SetRow<'_>,
    mut labels: Vec<PlacedLabel>,
    carried: &mut Vec<(usize, ColumnRole, RowLabel)>,
) {
    let own = labels.iter().rposition(|(_, _, _, merged)| !merged);
    let Some(own) = own.or(labels.len().checked_sub(1)) else {
        return;
    };
    labels.truncate(own + 1);
    let Some((depth, role, label, _)) = labels.pop() else {
        return;
    };
    let first = labels.first().map_or(depth, |(depth, ..)| *depth);
    carried.retain(|(above, ..)| *above < first);
    carried.extend(
        labels
            .into_iter()
            .map(|(depth, role, label, _)| (depth, role, label)),
    );
    found.groups = carried.iter().map(|(_, _, label)| label.clone()).collect();
    found.named.extend(
        carried
            .iter()
            .map(|(_, role, label)| (*role, label.text.clone())),
    );
    found.named.push((role, label.text.clone()));
    found.depth = depth;
    carried.push((depth, role, label.clone()));
    found.label = Some(label);
}

/// 栏次 · 1 · 2, or 1 · 2 · 3 alone.
fn is_column_numbers(row: &StatutoryRow, words: &BudgetWords) -> bool {
    let printed: Vec<&StatutoryCell> = row
        .cells
        .iter()
        .flatten()
        .filter(|cell| !is_blank(cell))
        .collect();
    let heads = |cell: &&StatutoryCell| words.column(&cell.text) == Some(ColumnRole::RowNumber);
    let numbers: Vec<u32> = printed
        .iter()
        .filter(|cell| !heads(cell))
        .filter_map(|cell| fold_width(&cell.text).parse().ok())
        .collect();
    let headed = printed.iter().filter(|cell| heads(cell)).count();
    let counts =
        numbers.windows(2).all(|pair| pair[0] < pair[1]) && numbers.len() + headed == printed.len();
    let from_one = numbers
        .iter()
        .zip(1..)
        .all(|(number, count)| *number == count);
    counts && (headed > 0 && !numbers.is_empty() || from_one && numbers.len() > 2)
}
