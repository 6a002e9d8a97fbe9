//! Columns of the head that stand beside the indicators of a form: the tasks of a department, the objective each indicator is of.
//!
//! In: a [`Header`] of a form and the rows below it. Out: tasks and labelled values of a [`Draft`]. Lost: columns that belong to
//! no indicator, such as money, and results in the middle of the year; they are told.

use super::draft::Draft;
use super::model::Entry;
use super::model::TaskRow;
use super::model::{Column, Header};
use super::model::{RowReason, UnreadRow};
use super::rows::{cells_by_column, entries_of_row};
use super::senses::Kind;
use super::settle::MAX_LOOKED_AT;
use super::sheet::Sheet;
use crate::vocabulary::{Field, Vocabulary};

/// Reads the cells of a row that say more than its indicators.
pub(super) fn read_beside(
    sheet: &Sheet,
    row: usize,
    header: &Header,
    draft: &mut Draft,
    vocabulary: &Vocabulary,
) {
    let read = |column: &Column| is_task(column.field) || column.field.is_prose();
    if !header.columns.iter().any(read) {
        return;
    }
    let by_column = cells_by_column(sheet, row, header);
    let mut entries = entries_of_row(sheet, row, header, &by_column);
    entries
        .retain(|entry| entry.place.row == Some(row as u32 + 1) && !entry.value.trim().is_empty());
    for entry in &entries {
        sheet.claim_place(entry.place);
    }
    if let Some(task) = task_of(&entries, sheet, row, vocabulary) {
        draft.tasks.push(task);
    }
    let has_tasks = header.columns.iter().any(|column| is_task(column.field));
    for entry in entries {
        let of_task = has_tasks && is_part_of_task(entry.field);
        if entry.field.is_prose() && !of_task && draft.entries.is_new_text(&entry) {
            draft.entries.push(entry);
        }
    }
}

/// Columns that hold text and that nothing is read from. A list has a place for what is said of its projects.
pub(super) fn unread_columns(sheet: &Sheet, header: &Header) -> Vec<UnreadRow> {
    let has_tasks = header.columns.iter().any(|column| is_task(column.field));
    let unread = |column: &&Column| {
        let field = column.field;
        let interim = matches!(field, Field::InterimActual | Field::InterimExecuted)
            || field == Field::InterimTarget && header.column(Field::Target).is_some();
        let read = is_task(field) || field.is_prose() || has_tasks && is_part_of_task(field);
        let filled = |row: usize| {
            let cell = sheet.at(row, column.span.start);
            cell.is_some_and(|cell| cell.row == row && !cell.is_blank())
        };
        let dropped = field == Field::Ignored && has_figures(sheet, header, column);
        let unread = interim || dropped || is_of_head(field) && !read && !header.is_list();
        unread && (header.rows.end..sheet.rows.len()).any(filled)
    };
    let columns = header.columns.iter().filter(unread);
    columns
        .map(|column| UnreadRow {
            reason: RowReason::Column,
            text: column.label.to_string(),
            place: column.place,
        })
        .collect()
}

/// A column that no field holds has figures: 完成率, 上年决算数.
fn has_figures(sheet: &Sheet, header: &Header, column: &Column) -> bool {
    let figure = |row: usize| {
        let cell = sheet.at(row, column.span.start)?;
        let own = cell.row == row && matches!(cell.sense.kind, Kind::Number | Kind::Percent);
        Some(own && !is_figure_of_zero(&cell.text))
    };
    let rows = header.rows.end..sheet.rows.len();
    rows.take(MAX_LOOKED_AT)
        .any(|row| figure(row) == Some(true))
}

fn is_figure_of_zero(text: &str) -> bool {
    text.chars().all(|c| !c.is_ascii_digit() || c == '0')
}

fn task_of(
    entries: &[Entry],
    sheet: &Sheet,
    row: usize,
    vocabulary: &Vocabulary,
) -> Option<TaskRow> {
    let first = |wanted: fn(Field) -> bool| entries.iter().find(|entry| wanted(entry.field));
    let name = first(is_task).map(|entry| entry.value.trim().to_owned())?;
    let amount = first(|field| field == Field::TaskAmount || field.is_money());
    let content = first(|field| matches!(field, Field::TaskContent | Field::Purpose));
    let total = vocabulary.titles.is_total(&name);
    (!vocabulary.titles.is_filler(&name)).then(|| TaskRow {
        name,
        content: content.map(|entry| entry.value.trim().to_owned()),
        amount: amount.map(|entry| entry.value.trim().to_owned()),
        fiscal_funds: None,
        other_funds: None,
        amount_label: amount.map(|entry| entry.label.clone()).unwrap_or_default(),
        total,
        place: sheet.row_place(row),
    })
}

fn is_task(field: Field) -> bool {
    matches!(field, Field::TaskGroup | Field::TaskName)
}

fn is_part_of_task(field: Field) -> bool {
    matches!(
        field,
        Field::TaskContent | Field::TaskAmount | Field::Purpose
    ) || field.is_money()
}

/// A label of the head, which a grid of a form has no place for.
fn is_of_head(field: Field) -> bool {
    field.opens_project()
        || field.is_money()
        || field.is_execution_column()
        || field.is_prose()
        || is_task(field)
        || is_part_of_task(field)
        || matches!(
            field,
            Field::Amount
                | Field::FundingGroup
                | Field::FiscalYear
                | Field::StartDate
                | Field::EndDate
                | Field::ProjectPeriod
                | Field::ProjectAttribute
                | Field::ProjectClass
                | Field::Grade
                | Field::TotalScore
        )
}
