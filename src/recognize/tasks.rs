//! The task list of a whole-department table (年度主要任务).
//!
//! In: a [`Sheet`] and a row. Out: the columns of the list when the row heads one, and a [`TaskRow`] for each row below.

use super::census::is_off;
use super::model::TaskRow;
use super::model::{RowReason, UnreadRow};
use super::sheet::{Sheet, SheetCell};
use crate::record::FundingSource;
use crate::vocabulary::{Field, Vocabulary};

/// Where the columns of a task list stand.
#[derive(Debug, Clone)]
pub(super) struct TaskHeader {
    name: usize,
    content: Option<usize>,
    amount: Option<usize>,
    fiscal_funds: Option<usize>,
    other_funds: Option<usize>,
    amount_label: String,
    /// First row of data.
    pub(super) first_row: usize,
}

/// The header of a task list: a task's name beside its content or its money.
pub(super) fn find_task_header(sheet: &Sheet, row: usize) -> Option<TaskHeader> {
    let find = |wanted: fn(Field) -> bool| {
        sheet
            .printed(row)
            .find(|cell| cell.head().is_some_and(wanted))
    };
    // 主要任务 | 主要内容 below the group's label of the same name
    let above_contents = || {
        let mut pairs = sheet.printed(row).zip(sheet.printed(row).skip(1));
        let content =
            |cell: &SheetCell| matches!(cell.head(), Some(Field::TaskContent | Field::Purpose));
        pairs
            .find(|(cell, next)| cell.head() == Some(Field::TaskGroup) && content(next))
            .map(|(cell, _)| cell)
    };
    let inside = || inside_form(sheet, row).filter(|_| !is_off("tasks inside a form"));
    let name = find(|field| field == Field::TaskName)
        .or_else(above_contents)
        .or_else(inside)?;
    let after = |cell: &&SheetCell| cell.column > name.column;
    let content = find(|field| matches!(field, Field::TaskContent | Field::Purpose)).filter(after);
    let amount = find(|field| field == Field::TaskAmount || field.is_money()).filter(after);
    if content.is_none() && amount.is_none() {
        return None;
    }
    let split = sheet.printed(row + 1).next().is_some()
        && sheet
            .printed(row + 1)
            .all(|cell| cell.head().is_some_and(Field::is_money));
    let below = |wanted: Field| {
        let mut parts = sheet.printed(row + 1).filter(|_| split);
        let part = parts.find(|cell| cell.head() == Some(wanted));
        part.map(|cell| cell.column)
    };
    Some(TaskHeader {
        name: name.column,
        content: content.map(|cell| cell.column),
        amount: amount.map(|cell| cell.column),
        fiscal_funds: below(Field::Funding(FundingSource::Fiscal)),
        other_funds: below(Field::OtherFunds),
        amount_label: amount.map(|cell| cell.text.clone()).unwrap_or_default(),
        first_row: row + 1 + usize::from(split),
    })
}

/// 年度履职目标 | 部门职能 | 支出项目名称 | 预算金额: names of projects with their money beside a label that runs on over the rows
/// below, in the form of a whole department.
fn inside_form(sheet: &Sheet, row: usize) -> Option<&SheetCell> {
    const MIN_COLUMNS: usize = 3;
    let side = side_label(sheet, row)?;
    let columns = || sheet.printed(row).filter(|cell| cell.column >= side.end);
    let labels = columns().filter(|cell| cell.is_label).count();
    let known = labels >= MIN_COLUMNS && labels == columns().count();
    let money = |cell: &SheetCell| cell.sense.is_money();
    columns()
        .find(|cell| cell.sense.head == Some(Field::ProjectName))
        .filter(|_| known && columns().any(money))
}

/// The label at the left edge that begins in the row and runs on over rows below.
pub(super) fn side_label(sheet: &Sheet, row: usize) -> Option<&SheetCell> {
    let first = sheet.at(row, 0).filter(|cell| cell.row == row)?;
    (first.bottom > row + 1).then_some(first)
}

/// Columns of the list that nothing is read from, with text below: 涉及项目.
pub(super) fn unread_columns(sheet: &Sheet, row: usize, header: &TaskHeader) -> Vec<UnreadRow> {
    let read = [
        Some(header.name),
        header.content,
        header.amount,
        header.fiscal_funds,
        header.other_funds,
    ];
    let below = |column: usize| {
        sheet
            .at(header.first_row, column)
            .is_some_and(|below| below.row == header.first_row && !below.is_blank())
    };
    let unread = |cell: &&SheetCell| {
        let known = matches!(cell.column_field(), Some(Field::Sequence | Field::Ignored));
        cell.column > header.name && !read.contains(&Some(cell.column)) && !known
    };
    sheet
        .printed(row)
        .filter(unread)
        .filter(|cell| below(cell.column))
        .map(|cell| UnreadRow::cell(sheet, cell, RowReason::Column))
        .collect()
}

/// The task of a row, or the total of all tasks; `None` where the row is a head or says nothing, or no amount of a total.
pub(super) fn read_task(
    sheet: &Sheet,
    row: usize,
    header: &TaskHeader,
    vocabulary: &Vocabulary,
) -> Option<TaskRow> {
    let text = |column: usize| {
        sheet
            .at(row, column)
            .map(|cell| cell.text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    if matches!(
        sheet.at(row, header.name)?.head(),
        Some(Field::TaskName | Field::TaskGroup)
    ) {
        return None;
    }
    let name = text(header.name)?;
    let content = header.content.and_then(text);
    let amount = header.amount.and_then(text);
    let empty = content.is_none() && amount.is_none();
    let total = vocabulary.titles.is_total(&name);
    if total && amount.is_none() || empty && vocabulary.titles.is_filler(&name) {
        return None;
    }
    Some(TaskRow {
        name,
        content,
        amount,
        fiscal_funds: header.fiscal_funds.and_then(text),
        other_funds: header.other_funds.and_then(text),
        total,
        amount_label: header.amount_label.clone(),
        place: sheet.row_place(row),
    })
}

/// 金额合计 below the tasks, whatever stands in it.
pub(super) fn is_total_of_tasks(
    sheet: &Sheet,
    row: usize,
    header: &TaskHeader,
    vocabulary: &Vocabulary,
) -> bool {
    let name = sheet.at(row, header.name).filter(|cell| cell.row == row);
    let several = sheet.printed(row).nth(1).is_some();
    several && name.is_some_and(|cell| vocabulary.titles.is_total(&cell.text))
}

/// The list ends where something but a number begins left of the names, where a label stands at the row's left edge again, or
/// with a row that heads figures of money. Beside the label of all tasks a row is a task, whatever its name: 基本支出, 其他.
pub(super) fn ends_tasks(sheet: &Sheet, row: usize, header: &TaskHeader) -> bool {
    !is_beside_group(sheet, row, header)
        && sheet.printed(row).next().is_none_or(|cell| {
            cell.column < header.name && !is_number(cell)
                || cell.column <= header.name
                    && cell.head().is_some_and(|field| field != Field::TaskName)
                || cell.column <= header.name && heads_money(sheet, row)
        })
}

/// The label of all tasks, in front of their header, covers this row too.
fn is_beside_group(sheet: &Sheet, row: usize, header: &TaskHeader) -> bool {
    let before = header.name.checked_sub(1);
    let mut columns = before.into_iter().flat_map(|last| (0..=last).rev());
    columns.any(|column| {
        sheet.at(row, column).is_some_and(|cell| {
            let group = cell.head() == Some(Field::TaskGroup) || cell.bottom > header.first_row;
            group && cell.row < header.first_row && cell.row < row
        })
    })
}

/// A number in the column in front of the names.
pub(super) fn is_number(cell: &SheetCell) -> bool {
    cell.text.trim().chars().all(|c| c.is_ascii_digit())
}

/// Two labels of money or more, and nothing but labels.
fn heads_money(sheet: &Sheet, row: usize) -> bool {
    let money = |cell: &SheetCell| cell.head().is_some_and(Field::is_money);
    sheet.printed(row).all(|cell| cell.meaning.is_some())
        && sheet.printed(row).filter(|cell| money(cell)).count() >= 2
}
