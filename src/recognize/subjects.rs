//! One label, 项目名称, above two columns: a unit and its projects, a project and its parts, a code and a name.
//!
//! In: the columns of a header and the cells below. Out: the same with the label's column divided; what the parts hold is told by
//! their contents, and that it was. Lost: nothing.

use std::ops::Range;

use super::model::{Column, is_list};
use super::model::{Guess, Understood};
use super::settle::{MAX_LOOKED_AT, printed_below};
use super::sheet::Sheet;
use crate::text::fold_width;
use crate::vocabulary::Field;

/// Divides the column of names where all rows below are divided at the same place.
pub(super) fn split_names(
    columns: &mut Vec<Column>,
    sheet: &Sheet,
    rows: &Range<usize>,
    guessed: &mut Vec<Guess>,
) {
    let wide = |column: &Column| {
        matches!(column.field, Field::ProjectName | Field::UnitAndProject) && column.span.len() >= 2
    };
    let Some(index) = columns.iter().position(wide) else {
        return;
    };
    let whole = columns[index].clone();
    let Some(inner) = inner_edge(sheet, rows, &whole.span) else {
        return;
    };
    let part = |field, span| Column {
        field,
        span,
        ..whole.clone()
    };
    let first = part(Field::ParentProject, whole.span.start..inner);
    let first = Column {
        field: field_of(sheet, rows, &first),
        ..first
    };
    let name = part(Field::ProjectName, inner..whole.span.end);
    columns.splice(index..=index, [first, name]);
    guessed.push(Guess {
        label: whole.label.to_string(),
        by: Understood::NamesByContent,
        place: whole.place,
    });
}

/// 自评得分 in a list without indicators is the score of the project.
pub(super) fn settle_results(columns: &mut [Column]) {
    let of_indicator =
        |column: &Column| column.field.is_indicator_column() || column.field.is_value_column();
    if is_list(columns) && !columns.iter().any(of_indicator) {
        let scores = columns
            .iter_mut()
            .filter(|column| column.field == Field::Score);
        scores.for_each(|column| column.field = Field::TotalScore);
    }
}

/// The one column at which the cells below divide the span.
fn inner_edge(sheet: &Sheet, rows: &Range<usize>, span: &Range<usize>) -> Option<usize> {
    let mut edges = (rows.end..sheet.rows.len())
        .take(MAX_LOOKED_AT)
        .filter_map(|row| {
            let first = sheet.at(row, span.start)?;
            let second = sheet.at(row, first.end).filter(|_| first.end < span.end)?;
            (!second.is_blank() && second.end <= span.end).then_some(first.end)
        });
    let edge = edges.next()?;
    edges.all(|other| other == edge).then_some(edge)
}

/// What stands in front of the names: units, codes, or the projects they are parts of.
fn field_of(sheet: &Sheet, rows: &Range<usize>, column: &Column) -> Field {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    let texts: Vec<String> = printed_below(sheet, rows, column)
        .map(|cell| fold_width(&cell.text))
        .collect();
    let code = |text: &String| text.chars().all(|c| c.is_ascii_alphanumeric());
    let unit = |text: &String| {
        let mut endings = words.organization_endings.iter();
        endings.any(|ending| text.ends_with(ending.as_str()))
    };
    match () {
        () if texts.is_empty() => Field::ParentProject,
        () if texts.iter().all(|text| code(text) && text.len() <= 3) => Field::Sequence,
        () if texts.iter().all(code) => Field::ProjectCode,
        () if texts.iter().all(unit) => Field::BudgetUnit,
        () => Field::ParentProject,
    }
}
