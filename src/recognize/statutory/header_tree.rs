//! The header of a statutory table: a tree over one to four rows, and the columns below it.
//!
//! In: a [`Sheet`] and a range of its rows. Out: [`HeaderTree`]. Spans that a text export lost are restored: a blank below a
//! text continues it, any other blank continues the group left of it.

use std::ops::Range;

use super::super::looks::is_figure;
use super::super::sheet::{Sheet, SheetCell};
use super::caption::title_of;
use super::found::StatutoryColumn;
use crate::limits::{MAX_HEADER_ROWS, MAX_STATUTORY_COLUMNS};
use crate::vocabulary::budget::{BudgetWords, ColumnRole};

/// A header and its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeaderTree {
    /// The rows it takes.
    pub rows: Range<usize>,
    pub columns: Vec<StatutoryColumn>,
    pub sets: Vec<Range<usize>>,
    pub width: usize,
}

impl HeaderTree {
    /// True where both have the same texts.
    pub(super) fn repeats(&self, columns: &[StatutoryColumn]) -> bool {
        let texts = |column: &StatutoryColumn| -> Vec<String> {
            column
                .path
                .iter()
                .map(|text| crate::text::fold_width(text))
                .collect()
        };
        self.columns.len() == columns.len()
            && self
                .columns
                .iter()
                .zip(columns)
                .all(|(a, b)| a.role == b.role && texts(a) == texts(b))
    }
}

/// The first header in the rows; `None` where there is none.
pub(super) fn find_header_tree(
    sheet: &Sheet,
    rows: Range<usize>,
    words: &BudgetWords,
) -> Option<HeaderTree> {
    let first = rows
        .clone()
        .find(|&row| begins_header(sheet, row, rows.end, words))?;
    let end = end_of_header(sheet, first, rows.end, words);
    let columns = columns_of(sheet, first..end, words);
    let sets = sets_of(&columns);
    let tree = HeaderTree {
        rows: first..end,
        columns,
        sets,
        width: sheet.width,
    };
    is_statutory(&tree).then_some(tree)
}

/// Some value columns, most of them known, and columns of labels or several values.
fn is_statutory(tree: &HeaderTree) -> bool {
    let values = tree
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Value);
    let count = values.clone().count();
    let known = values.filter(|column| column.known).count();
    let labelled = tree.columns.iter().any(|column| column.role.is_of_label());
    known > 0 && known * 2 >= count && (labelled || known >= 3)
}

fn begins_header(sheet: &Sheet, row: usize, end: usize, words: &BudgetWords) -> bool {
    match header_cells(sheet, row, words) {
        Some(count) if count >= 2 => true,
        Some(1) => {
            let next = (row + 1..end).find(|&row| sheet.printed(row).next().is_some());
            next.is_some_and(|next| {
                header_cells(sheet, next, words).is_some_and(|count| count >= 2)
            })
        }
        _ => false,
    }
}

/// How many cells of the row are texts of a header; `None` where another text than a title stands among them.
fn header_cells(sheet: &Sheet, row: usize, words: &BudgetWords) -> Option<usize> {
    let mut count = 0;
    let mut unknown = 0;
    for cell in sheet.printed(row) {
        if words.is_header(&cell.text) {
            count += 1;
        } else if is_figure(&cell.text) || is_code(&cell.text) {
            return None;
        } else if !cell
            .text
            .lines()
            .any(|line| title_of(line, words).is_some())
        {
            unknown += 1;
        }
    }
    (unknown * 2 <= count).then_some(count)
}

/// One past the last row of the header that begins in this row.
fn end_of_header(sheet: &Sheet, first: usize, end: usize, words: &BudgetWords) -> usize {
    let mut last = first;
    let mut row = first + 1;
    while row < end && row < first + MAX_HEADER_ROWS {
        let blank = sheet.printed(row).next().is_none();
        if !blank {
            if !continues_header(sheet, first..row, row, words) {
                break;
            }
            last = row;
        }
        row += 1;
    }
    last + 1
}

/// The row holds texts of a header, and where the header above names labels, none that is a label of a row.
fn continues_header(sheet: &Sheet, above: Range<usize>, row: usize, words: &BudgetWords) -> bool {
    let mut heads = 0;
    let mut labels = 0;
    let mut group = false;
    for cell in sheet.printed(row) {
        if is_figure(&cell.text) || is_code(&cell.text) {
            return false;
        }
        let header = text_above(sheet, above.clone(), cell.column);
        let of_rows = |above: &SheetCell| {
            words
                .column(&above.text)
                .is_some_and(ColumnRole::is_of_label)
        };
        let below_label = header.is_some_and(of_rows);
        let of_group = header.is_some_and(|above| above.end - above.column > 1);
        if below_label && !words.is_label_header(&cell.text) {
            labels += 1;
        } else if words.is_header(&cell.text) {
            heads += 1;
            group |= of_group;
        } else if !of_group {
            return false;
        }
    }
    // 合计 below the labels, with the texts of the columns below a group: the row belongs to both
    heads > 0 && (labels == 0 || labels == 1 && group)
}

/// The printed cell of the header above a slot.
fn text_above(sheet: &Sheet, rows: Range<usize>, column: usize) -> Option<&SheetCell> {
    rows.rev()
        .filter_map(|row| sheet.at(row, column))
        .find(|cell| !cell.is_blank())
}

/// Three, five or seven digits.
pub(super) fn is_code(text: &str) -> bool {
    let key = crate::text::fold_width(text);
    matches!(key.len(), 3 | 5 | 7) && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// The cells of the header over each column of the grid, from top to bottom.
fn paths(sheet: &Sheet, rows: Range<usize>) -> Vec<Vec<&SheetCell>> {
    let mut paths: Vec<Vec<&SheetCell>> = vec![Vec::new(); sheet.width];
    for row in rows.clone() {
        let mut left: Option<usize> = None;
        for column in 0..sheet.width {
            let cell = sheet.at(row, column);
            let printed = cell.filter(|cell| !cell.is_blank());
            if let Some(cell) = printed {
                let same = |last: &&SheetCell| std::ptr::eq(*last, cell);
                if !paths[column].last().is_some_and(same) {
                    paths[column].push(cell);
                }
                left = Some(column);
                continue;
            }
            let Some(group) = left else { continue };
            // a blank below a text of its own continues that text downwards
            let own = paths[column]
                .last()
                .is_some_and(|last| last.column == column);
            let shares = {
                let above = |column: usize| {
                    paths[column]
                        .iter()
                        .rev()
                        .find(|cell| cell.row < row)
                        .copied()
                };
                match (above(column), above(group)) {
                    (Some(one), Some(other)) => std::ptr::eq(one, other),
                    (None, None) => true,
                    _ => false,
                }
            };
            let narrow = cell.is_some_and(|cell| cell.row == row);
            if !own
                && shares
                && narrow
                && let Some(&last) = paths[group].last()
                && last.row == row
            {
                paths[column].push(last);
            }
        }
    }
    paths
}

fn columns_of(sheet: &Sheet, rows: Range<usize>, words: &BudgetWords) -> Vec<StatutoryColumn> {
    let paths = paths(sheet, rows);
    let mut columns: Vec<(Vec<&SheetCell>, Range<usize>)> = Vec::new();
    for (column, path) in paths.into_iter().enumerate().take(MAX_STATUTORY_COLUMNS) {
        let same = |(last, span): &&mut (Vec<&SheetCell>, Range<usize>)| {
            span.end == column
                && last.len() == path.len()
                && last.iter().zip(&path).all(|(a, b)| std::ptr::eq(*a, *b))
        };
        match columns.last_mut().filter(same) {
            Some((_, span)) => span.end = column + 1,
            None => columns.push((path, column..column + 1)),
        }
    }
    let mut columns: Vec<StatutoryColumn> = columns
        .into_iter()
        .map(|(path, span)| column_of(sheet, &path, span, words))
        .filter(|column| !column.path.is_empty())
        .collect();
    name_label_columns(&mut columns, words);
    columns
}

fn column_of(
    sheet: &Sheet,
    path: &[&SheetCell],
    span: Range<usize>,
    words: &BudgetWords,
) -> StatutoryColumn {
    let of_title = |cell: &&&SheetCell| {
        !cell
            .text
            .lines()
            .any(|line| title_of(line, words).is_some())
    };
    let path: Vec<&SheetCell> = path.iter().filter(of_title).copied().collect();
    let role = path.last().and_then(|cell| words.column(&cell.text));
    let known = path.iter().any(|cell| words.is_header(&cell.text));
    StatutoryColumn {
        role: role.unwrap_or(ColumnRole::Value),
        known: role.is_some() || known,
        span,
        place: path
            .last()
            .map(|cell| sheet.place(cell))
            .unwrap_or_default(),
        path: path.iter().map(|cell| cell.text.clone()).collect(),
    }
}

/// 收入, 功能分类 right above the rows are the header of labels where a value column follows.
fn name_label_columns(columns: &mut [StatutoryColumn], words: &BudgetWords) {
    for index in 0..columns.len() {
        let value_follows = columns
            .get(index + 1)
            .is_some_and(|next| next.role == ColumnRole::Value);
        let Some(column) = columns.get_mut(index) else {
            continue;
        };
        let Some(text) = column.path.last() else {
            continue;
        };
        let key = crate::text::fold_width(text);
        let names_rows = words.sides.exactly(&key).is_some()
            || words.breakdowns.within(&key).is_some()
                && words.column(text) != Some(ColumnRole::Code);
        let unknown = words
            .column(text)
            .is_none_or(|role| role == ColumnRole::Value);
        if names_rows && value_follows && unknown {
            column.role = ColumnRole::Label;
        }
    }
}

/// A set begins where a column of labels follows a value.
fn sets_of(columns: &[StatutoryColumn]) -> Vec<Range<usize>> {
    let mut sets: Vec<Range<usize>> = Vec::new();
    let mut has_value = true;
    for (index, column) in columns.iter().enumerate() {
        let value = column.role == ColumnRole::Value;
        if sets.is_empty() || has_value && column.role.is_of_label() {
            sets.push(index..index);
            has_value = false;
        }
        has_value |= value;
        if let Some(set) = sets.last_mut() {
            set.end = index + 1;
        }
    }
    sets
}
