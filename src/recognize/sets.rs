//! Which columns of an indicator grid make one indicator: all of them, or a part of them for each period or level-1 group.
//!
//! In: the columns of a header. Out: one [`Set`] an indicator of a row, and the shape. Lost: nothing.

use std::ops::Range;

use super::model::{Column, Layout, Set};
use crate::record::Period;
use crate::vocabulary::Field;

/// Columns that stand once belong to every indicator of a row; those that repeat make a set each.
pub(super) fn sets_of(
    columns: &[Column],
    periods: &[(Range<usize>, Period)],
) -> (Vec<Set>, Layout) {
    let named = columns.iter().filter(|column| column.named).count();
    let levels = columns.iter().any(|column| column.level.is_some());
    if levels && (count(columns, Field::Level3) >= 2 || named >= 2) {
        let sets = split_by(
            columns,
            |a, b| a.level != b.level || a.level.is_none(),
            |c| c.level.is_some(),
        );
        return (sets, Layout::Transposed);
    }
    if count(columns, Field::Level3) >= 2 || count(columns, Field::Level2) >= 2 {
        let mut sets = split_by(
            columns,
            |_, _| false,
            |column| count(columns, column.field) >= 2,
        );
        name_periods(&mut sets, columns, periods);
        return (sets, Layout::TwoPeriod);
    }
    if let Some(sets) = two_targets(columns) {
        return (sets, Layout::TwoPeriod);
    }
    let all = Set {
        period: period_of_values(columns),
        level: None,
        columns: (0..columns.len()).collect(),
    };
    (vec![all], layout_of_one_set(columns))
}

fn count(columns: &[Column], field: Field) -> usize {
    columns
        .iter()
        .filter(|column| column.field == field)
        .count()
}

/// One name with a target for the year and one for several years: a set each.
fn two_targets(columns: &[Column]) -> Option<Vec<Set>> {
    let annual = columns.iter().position(|c| c.field == Field::Target)?;
    let multi = columns.iter().position(|c| {
        c.field == Field::MultiYearTarget
            || c.field == Field::Target && c.period == Some(Period::MultiYear)
    })?;
    let set = |period, target: usize| Set {
        period,
        level: None,
        columns: (0..columns.len())
            .filter(|&i| i == target || !columns[i].field.is_value_column())
            .filter(|&i| {
                count(columns, columns[i].field) < 2 || columns[i].groups == columns[target].groups
            })
            .collect(),
    };
    (annual != multi).then(|| vec![set(Period::MultiYear, multi), set(Period::Annual, annual)])
}

fn layout_of_one_set(columns: &[Column]) -> Layout {
    let list = columns
        .iter()
        .any(|column| matches!(column.field, Field::ProjectName | Field::UnitAndProject));
    if list {
        Layout::List
    } else if count(columns, Field::Level1) + count(columns, Field::Level2) == 0 {
        Layout::Flat
    } else {
        Layout::Form
    }
}

/// What the first value column says of the period, else the group's label at the left edge.
fn period_of_values(columns: &[Column]) -> Period {
    columns
        .iter()
        .find(|column| column.field.is_value_column())
        .and_then(|column| column.period)
        .or_else(|| {
            columns
                .iter()
                .filter(|c| c.field == Field::IndicatorGroup)
                .find_map(|c| c.period)
        })
        .unwrap_or(Period::Annual)
}

/// Cuts the columns that `own` picks into sets, where a field comes again or `cut` says so; the others are shared.
fn split_by(
    columns: &[Column],
    cut: impl Fn(&Column, &Column) -> bool,
    own: impl Fn(&Column) -> bool,
) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let mut previous: Option<&Column> = None;
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| own(column)) {
        let again = sets.last().is_none_or(|set| {
            set.columns
                .iter()
                .any(|&i| columns[i].field == column.field)
        });
        if again || previous.is_some_and(|before| cut(before, column)) {
            sets.push(Set {
                period: Period::Annual,
                level: column.level.clone(),
                columns: Vec::new(),
            });
        }
        if let Some(set) = sets.last_mut() {
            set.columns.push(index);
        }
        previous = Some(column);
    }
    let shared: Vec<usize> = (0..columns.len()).filter(|&i| !own(&columns[i])).collect();
    for set in &mut sets {
        set.columns.extend(&shared);
        set.columns.sort_unstable();
    }
    sets
}

/// The period of each set: by its own labels, by the labels of the head above it, else the year.
fn name_periods(sets: &mut [Set], columns: &[Column], periods: &[(Range<usize>, Period)]) {
    let own: Vec<Option<Period>> = sets
        .iter()
        .map(|set| {
            let mut indices = set.columns.iter().filter(|&&i| {
                columns
                    .iter()
                    .filter(|c| c.field == columns[i].field)
                    .count()
                    >= 2
            });
            indices
                .clone()
                .find_map(|&i| columns[i].period)
                .or_else(|| {
                    let first = *indices.next()?;
                    let span = &columns[first].span;
                    periods
                        .iter()
                        .rev()
                        .find(|(range, _)| range.start < span.end && span.start < range.end)
                        .map(|(_, period)| *period)
                })
        })
        .collect();
    for (set, period) in sets.iter_mut().zip(own) {
        set.period = period.unwrap_or(Period::Annual);
    }
}
