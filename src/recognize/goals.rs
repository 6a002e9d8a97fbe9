//! Lists of projects that say what is wanted in words alone, without a column for indicators.
//!
//! In: a row of labels and the rows below it. Out: whether these are a list: a row of values of the same columns stands below,
//! and none that a form has. Lost: nothing.

use super::model::{Column, Header};
use super::sheet::heads_list;
use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::{Field, Vocabulary};

/// Most rows below the labels that are looked at.
const MAX_LOOKED_AT: usize = 12;
/// Where the rows are whole units.
const UNITS: [Field; 2] = [Field::BudgetUnit, Field::DepartmentName];
/// Longest text, in characters, that may be a label.
const MAX_LABEL: usize = 16;

/// A row of labels, as good as only, with one of names and one of objectives.
pub(super) fn heads_goals(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let wanted = |cell: &SheetCell| cell.head().is_some_and(is_objective);
    if !sheet.printed(row).any(wanted) {
        return false;
    }
    let (mut printed, mut known, mut named) = (0, 0, false);
    for cell in sheet.printed(row) {
        let composed = vocabulary.composed(&cell.text);
        let by_part = composed.and_then(|composed| composed.meaning.head);
        let listed = cell.meaning.is_some() || cell.is_level();
        named |= heads_list(cell) || by_part == Some(Field::ProjectName);
        known += usize::from(listed || by_part.is_some() || is_total(cell, vocabulary));
        printed += 1;
        if cell.text.trim().chars().count() > MAX_LABEL {
            return false;
        }
    }
    named && known * 10 >= printed * 6
}

fn is_total(cell: &SheetCell, vocabulary: &Vocabulary) -> bool {
    vocabulary.titles.is_total(&cell.text)
}

fn is_objective(field: Field) -> bool {
    matches!(
        field,
        Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
    )
}

/// The columns of the names and of the objectives, where there are none of indicators.
fn columns_of_goals(columns: &[Column]) -> Option<(&Column, &Column)> {
    let of_grid = |column: &Column| {
        matches!(
            column.field,
            Field::Level1 | Field::Level2 | Field::Level3 | Field::IndicatorGroup
        ) || column.field.is_value_column()
    };
    if columns.iter().any(of_grid) {
        return None;
    }
    let named = |fields: &[Field]| columns.iter().find(|column| fields.contains(&column.field));
    let name = named(&[
        Field::ProjectName,
        Field::UnitAndProject,
        Field::ActivityName,
    ])
    .or_else(|| named(&UNITS))?;
    let objective = columns.iter().find(|column| is_objective(column.field))?;
    Some((name, objective))
}

/// Values of a project below such columns, and no row of a form or a grid further down.
pub(super) fn is_list_of_goals(
    sheet: &Sheet,
    below: usize,
    columns: &[Column],
    vocabulary: &Vocabulary,
) -> bool {
    let Some((name, objective)) = columns_of_goals(columns) else {
        return false;
    };
    // what stands below another title is not of this list
    let title = |row: usize| {
        let mut printed = sheet.printed(row);
        let first = printed.next().map(|cell| cell.text.as_str());
        printed.next().is_none() && first.is_some_and(|text| vocabulary.titles.kind(text).is_some())
    };
    let mut rows = (below..sheet.rows.len())
        .take(MAX_LOOKED_AT)
        .take_while(|&row| !title(row));
    // one unit below labels is as well a form
    let least = if UNITS.contains(&name.field) { 2 } else { 1 };
    rows.clone()
        .filter(|&row| sheet.printed(row).nth(1).is_some())
        .take_while(|&row| is_project(sheet, row, name, objective))
        .nth(least - 1)
        .is_some()
        && !rows.any(|row| is_of_form(sheet, row))
}

/// The rows of a table without labels go on with such a list.
pub(super) fn goes_on(sheet: &Sheet, header: &Header) -> bool {
    let columns = columns_of_goals(&header.columns);
    columns.is_some_and(|(name, objective)| is_project(sheet, 0, name, objective))
}

/// A name and an objective, each in its own column, and nothing but values.
fn is_project(sheet: &Sheet, row: usize, name: &Column, objective: &Column) -> bool {
    let value = |column: &Column| {
        sheet.at(row, column.span.start).is_some_and(|cell| {
            cell.row == row
                && cell.column == column.span.start
                && !cell.is_blank()
                && !cell.is_level()
        })
    };
    let labels = sheet.printed(row).filter(|cell| cell.meaning.is_some());
    value(name) && value(objective) && labels.count() <= 1
}

/// A label at the left edge that no project is named by, or labels of a grid.
fn is_of_form(sheet: &Sheet, row: usize) -> bool {
    let of_form = |field| {
        !matches!(
            field,
            Field::Funding(_) | Field::OtherFunds | Field::Ignored | Field::Sequence
        )
    };
    let of_grid = |cell: &&SheetCell| {
        matches!(
            cell.column_field(),
            Some(Field::Level1 | Field::Level2 | Field::Level3)
        )
    };
    let first = sheet.printed(row).next().and_then(SheetCell::head);
    let several = sheet.printed(row).filter(of_grid).count() >= 2;
    several || first.is_some_and(of_form) && !sheet.printed(row).any(heads_list)
}
