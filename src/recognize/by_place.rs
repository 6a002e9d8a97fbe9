//! Columns whose label says too little or the wrong thing, known by the columns beside them.
//!
//! In: the columns of a header, named by their labels. Out: the same, with what only their place can tell: the project's name,
//! the indicator's name, its target and its result. Each guess is told. Lost: nothing.

use super::looks::{bare_year, begins_with_year};
use super::model::{Column, is_list};
use super::model::{Guess, Understood};
use crate::vocabulary::Field;

/// In front of the money and the objective of each row, and these in front of the indicators, stands what the row is about, also
/// under a label nobody knows.
pub(super) fn settle_project(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    let named = [
        Field::ProjectName,
        Field::UnitAndProject,
        Field::ActivityName,
    ];
    if columns.iter().any(|column| named.contains(&column.field)) {
        return;
    }
    // the unit of a row stands in front of its project
    let unit = columns
        .iter()
        .rposition(|column| matches!(column.field, Field::BudgetUnit | Field::DepartmentName));
    let asked = columns.iter().position(|column| {
        column.field.is_money()
            || matches!(column.field, Field::ObjectiveAnnual | Field::ObjectiveGroup)
    });
    let level = columns
        .iter()
        .position(|column| matches!(column.field, Field::Level1 | Field::Level2 | Field::Level3));
    let (Some(asked), Some(level)) = (asked, level) else {
        return;
    };
    let first = unit.map_or(0, |unit| unit + 1).min(asked);
    let unknown = columns[first..asked]
        .iter_mut()
        .rev()
        .find(|column| column.field == Field::Unknown);
    if let Some(column) = unknown.filter(|_| asked < level) {
        guess(column, Field::ProjectName, Understood::NameByPlace, guessed);
    }
}

/// Nobody knows which of several columns behind the name holds the target: they stay, so that none is read from the name.
pub(super) fn holds_target_unknown(columns: &[Column]) -> bool {
    let name = columns
        .iter()
        .rposition(|column| column.field == Field::Level3);
    let behind = name.map_or(&[][..], |name| &columns[name..]);
    !columns.iter().any(|column| column.field.is_wanted())
        && behind.iter().any(|column| column.field == Field::Unknown)
}

/// Where no column is known to hold the target, columns of years hold that of each year; else the unknown one beside the sign or the unit holds it, or the only unknown one
/// behind the name.
pub(super) fn settle_target(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    if columns.iter().any(|column| column.field.is_wanted()) {
        return;
    }
    let mut of_year = false;
    for column in columns.iter_mut() {
        if column.field == Field::Unknown && bare_year(&column.label).is_some() {
            column.field = Field::Target;
            of_year = true;
        }
    }
    if of_year {
        return;
    }
    let is = |index: usize, fields: &[Field]| {
        columns
            .get(index)
            .is_some_and(|column| fields.contains(&column.field))
    };
    let unknown: Vec<usize> = (0..columns.len())
        .filter(|&index| is(index, &[Field::Unknown]))
        .collect();
    let beside = unknown.iter().copied().find(|&index| {
        index > 0 && is(index - 1, &[Field::Operator, Field::OperatorOrAttribute])
            || is(index + 1, &[Field::TargetUnit])
    });
    let named = columns
        .iter()
        .rposition(|column| column.field == Field::Level3);
    let reached = columns
        .iter()
        .position(|column| column.field == Field::Actual);
    let only = match unknown[..] {
        // what is wanted stands in front of what was reached
        [index] if reached.is_none_or(|reached| index < reached) => {
            named.is_some_and(|name| name < index).then_some(index)
        }
        _ => None,
    };
    if let Some(index) = beside.or(only) {
        guess(
            &mut columns[index],
            Field::Target,
            Understood::TargetByPlace,
            guessed,
        );
    }
}

/// Between the levels and the target stands the indicator's name, also under a label nobody knows.
pub(super) fn settle_name(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    let has = |field| columns.iter().any(|column: &Column| column.field == field);
    if has(Field::Level3) || has(Field::NameOrDescription) {
        return;
    }
    let level = |column: &Column| matches!(column.field, Field::Level1 | Field::Level2);
    let value = columns
        .iter()
        .position(|column| column.field.is_value_column());
    let (Some(last), Some(value)) = (columns.iter().rposition(level), value) else {
        return;
    };
    if last + 1 < value && columns[last + 1].field == Field::Unknown {
        guess(
            &mut columns[last + 1],
            Field::Level3,
            Understood::IndicatorByPlace,
            guessed,
        );
    }
}

/// Behind the indicator's name 年度目标 is its target and 全年完成情况 its result, whatever they mean in the head of a form.
pub(super) fn settle_behind_name(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    let name = columns
        .iter()
        .rposition(|column| column.field == Field::Level3);
    let Some(name) = name else { return };
    let known = |columns: &[Column], field: fn(Field) -> bool| {
        columns.iter().any(|column| field(column.field))
    };
    let has_target = known(columns, Field::is_wanted);
    let has_actual = known(columns, |field| field == Field::Actual);
    for column in &mut columns[name + 1..] {
        let (field, by) = match column.field {
            Field::ObjectiveAnnual | Field::ObjectiveGroup if !has_target => {
                (Field::Target, Understood::TargetByPlace)
            }
            Field::ObjectiveMultiYear if !has_target => {
                (Field::MultiYearTarget, Understood::TargetByPlace)
            }
            Field::ObjectiveActual if !has_actual => (Field::Actual, Understood::ActualByPlace),
            _ => continue,
        };
        guess(column, field, by, guessed);
    }
    // the standard that is set is what is wanted, where nothing else is
    let open = |columns: &[Column]| {
        !known(columns, Field::is_wanted) && !known(columns, |field| field == Field::Unknown)
    };
    if open(columns)
        && let Some(column) = columns[name + 1..]
            .iter_mut()
            .find(|column| column.field == Field::Basis)
    {
        guess(column, Field::Target, Understood::TargetByPlace, guessed);
    }
}

/// 目标值 | 权重 | 指标值: a second value behind the target is what was reached, where no label says it.
pub(super) fn settle_second_value(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    let count = |field| columns.iter().filter(|it| it.field == field).count();
    let named = count(Field::Level3) == 1;
    if !named || count(Field::Actual) + count(Field::MultiYearTarget) + count(Field::Previous) > 0 {
        return;
    }
    let target = |column: &&mut Column| column.field == Field::Target;
    let plain = |column: &Column| {
        column.groups.is_empty() && column.level.is_none() && !begins_with_year(&column.label)
    };
    let mut targets: Vec<&mut Column> = columns.iter_mut().filter(target).collect();
    if let [first, second] = &mut targets[..]
        && plain(first)
        && plain(second)
        && first.period == second.period
        && first.label != second.label
    {
        guess(second, Field::Actual, Understood::ActualByPlace, guessed);
    }
}

/// In a list, points in front of the indicators or outside their group are those of the whole project.
pub(super) fn settle_total_score(columns: &mut [Column]) {
    if !is_list(columns) {
        return;
    }
    let level = |column: &Column| {
        matches!(
            column.field,
            Field::Level1 | Field::Level2 | Field::Level3 | Field::NameOrDescription
        )
    };
    let first = columns.iter().position(level).unwrap_or_default();
    let score = |column: &Column| column.field == Field::Score;
    let grouped = columns
        .iter()
        .any(|column| score(column) && !column.groups.is_empty());
    for (index, column) in columns.iter_mut().enumerate() {
        if score(column) && (index < first || grouped && column.groups.is_empty()) {
            column.field = Field::TotalScore;
        }
    }
}

fn guess(column: &mut Column, field: Field, by: Understood, guessed: &mut Vec<Guess>) {
    column.field = field;
    guessed.push(Guess {
        label: column.label.to_string(),
        by,
        place: column.place,
    });
}
