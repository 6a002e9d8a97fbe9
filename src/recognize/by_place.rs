//! Columns whose label says too little or the wrong thing, known by the columns beside them.
//!
//! In: the columns of a header, named by their labels. Out: the same, with what only their place can tell: the project's name,
//! the indicator's name, its target and its result. Each guess is told. Lost: nothing.

use super::looks::{bare_year, begins_with_year};
use super::model::{Column, is_list};
use super::model::{Guess, Understood};
use super::senses::year_in;
use crate::record::Period;
use crate::text::fold_width;
use crate::vocabulary::{Field, Vocabulary};

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

/// 产出指标 / 数量指标 / 帮扶村数 above the values of a row: the lowest label names the indicator, and the row is of a unit where
/// nothing else is said of it.
pub(super) fn settle_named(columns: &mut [Column]) {
    use Field::{Level3, NameOrDescription, Target, Unknown};
    let other = |column: &Column| matches!(column.field, Level3 | NameOrDescription | Target);
    let named = |column: &Column| column.field == Unknown && column.level.is_some();
    let count = columns.iter().filter(|column| named(column)).count();
    if count < 2 || columns.iter().any(other) {
        return;
    }
    // 资金使用率 below a level is the name of an indicator too
    for column in columns.iter_mut().filter(|column| column.level.is_some()) {
        column.field = Target;
        column.named = true;
    }
    if !is_list(columns)
        && let Some(unit) = columns
            .iter_mut()
            .find(|it| it.field == Field::ImplementingUnit)
    {
        unit.field = Field::BudgetUnit;
    }
}

/// 产出指标 | 指标值 | 效益指标 | 指标值: the columns behind the name of a level are of that level, where each level has its own.
pub(super) fn settle_values(columns: &mut [Column]) {
    let of_indicator = |column: &Column| {
        column.level.is_none()
            && (column.field.is_value_column()
                || matches!(
                    column.field,
                    Field::Operator | Field::TargetUnit | Field::Score
                ))
    };
    let levels = columns
        .iter()
        .filter(|column| column.level.is_some())
        .count();
    let own = |field| {
        columns
            .iter()
            .filter(|other| other.level.is_none() && other.field == field)
            .count()
    };
    let repeated: Vec<Field> = columns
        .iter()
        .filter(|column| of_indicator(column) && own(column.field) == levels)
        .map(|column| column.field)
        .collect();
    if levels < 2 {
        return;
    }
    let mut level = None;
    for column in columns {
        match &column.level {
            Some(own) => level = Some(own.clone()),
            None if repeated.contains(&column.field) => column.level.clone_from(&level),
            None => {}
        }
    }
}

/// 项目总额 | 当年金额: of several totals, where one says it is the year's, the others are the whole period's.
pub(super) fn settle_totals(columns: &mut [Column], vocabulary: &Vocabulary) {
    let annual = |column: &Column| vocabulary.period_of(&column.label) == Some(Period::Annual);
    let total = |column: &Column| column.field == Field::BudgetTotal;
    let of_year = columns
        .iter()
        .filter(|column| total(column) && annual(column));
    if of_year.count() != 1 {
        return;
    }
    for column in columns.iter_mut().filter(|column| total(column)) {
        if !annual(column) {
            column.field = Field::MultiYearTotal;
            column.period = Some(Period::MultiYear);
        }
    }
}

/// 单项得分 | 权重 | 折算得分: the score is the share of the weight that was turned into points, unless a weight of its own stands
/// beside it.
pub(super) fn settle_scores(columns: &mut [Column]) {
    let count = |field| {
        columns
            .iter()
            .filter(|column| column.field == field)
            .count()
    };
    let part = count(Field::Score) == 0 || count(Field::Weight) >= 2;
    if count(Field::PartScore) == 0 {
        return;
    }
    for column in columns {
        column.field = match column.field {
            Field::PartScore if part => Field::Score,
            Field::PartScore => Field::Ignored,
            Field::Score if part => Field::Ignored,
            field => field,
        };
    }
}

/// 2023年 | 2024年 next to targets of 2025: of the values of former years the latest is the one before.
pub(super) fn settle_former_years(columns: &mut [Column]) {
    let target = columns.iter().find(|column| column.field.is_wanted());
    let year = target.and_then(|column| {
        let labels = [&*column.groups, &*column.label].join(" ");
        year_in(&fold_width(&labels))
    });
    let Some(year) = year else { return };
    let former = |column: &Column| {
        let own = bare_year(&column.label).filter(|own| *own < year);
        own.filter(|_| matches!(column.field, Field::Unknown | Field::Previous))
    };
    let latest = columns.iter().filter_map(former).max();
    for column in columns {
        if let Some(own) = former(column) {
            column.field = match Some(own) == latest {
                true => Field::Previous,
                false => Field::Ignored,
            };
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
