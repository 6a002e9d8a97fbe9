//! Columns of money that have their meaning from the label above them: years, and sources nobody knows.
//!
//! In: named columns. Out: the same, with the totals of years and the lines of funding settled; what was guessed is told.

use super::looks::bare_year;
use super::model::{Column, is_list};
use super::model::{Guess, Understood};
use crate::record::{FundingSource, Period};
use crate::vocabulary::{Field, Vocabulary};

/// Columns of years below a label of money: each is the total of its year, and 合计 beside them that of all.
pub(super) fn settle_years(columns: &mut [Column]) {
    let years: Vec<usize> = (0..columns.len())
        .filter(|&index| is_of_year(&columns[index]))
        .collect();
    let [first, .., last] = years[..] else { return };
    for index in years {
        columns[index].field = Field::BudgetTotal;
    }
    let beside = |index: usize| index + 1 == first || index == last + 1;
    for index in (0..columns.len()).filter(|&index| beside(index)) {
        if columns[index].field == Field::BudgetTotal {
            columns[index].field = Field::MultiYearTotal;
            columns[index].period = Some(Period::MultiYear);
        }
    }
}

/// Two columns that have their money from one label above, or one beside the total: each is a source that nobody knows.
pub(super) fn settle_sources(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    let group = |column: &Column| {
        let money = column.field.is_money() || column.field == Field::FundingGroup;
        (money && column.label.contains(' ') && !is_of_year(column)).then_some(column.place)
    };
    let places: Vec<_> = columns.iter().filter_map(group).collect();
    let total = columns
        .iter()
        .any(|column| column.field == Field::BudgetTotal && group(column).is_none());
    for column in columns {
        let several = |place| places.iter().filter(|other| **other == place).count() >= 2;
        let shared = group(column).is_some_and(|place| total || several(place));
        if shared && let Some((known, _)) = column.label.split_once(' ') {
            guessed.push(Guess {
                label: column.label.to_string(),
                by: Understood::Part(known.to_owned()),
                place: column.place,
            });
            column.field = Field::Funding(FundingSource::Other);
        }
    }
}

fn is_of_year(column: &Column) -> bool {
    let money = column.field.is_money() || column.field == Field::FundingGroup;
    let last = column.label.rsplit(' ').next().unwrap_or_default();
    money && bare_year(last).is_some()
}

/// 合计 beside the sources of the money in a list of projects.
pub(super) fn settle_total(columns: &mut [Column], vocabulary: &Vocabulary) {
    let has = |field: fn(Field) -> bool| columns.iter().any(|column| field(column.field));
    let money = has(Field::is_money) || has(|field| field == Field::ObjectiveAnnual);
    if !is_list(columns) || !money || has(|field| field == Field::BudgetTotal) {
        return;
    }
    let total = columns
        .iter_mut()
        .find(|column| column.field == Field::Unknown && vocabulary.titles.is_total(&column.label));
    if let Some(column) = total {
        column.field = Field::BudgetTotal;
    }
}
