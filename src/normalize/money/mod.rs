//! The budget of a project: which printed figure is this year's total, which one a part, which one the whole period's.
//!
//! In: the labelled values of a [`Match`]. Out: [`Budget`], the funding lines, the figures of a self-evaluation, and
//! their places. A blank is not an amount; a figure without a known unit keeps its raw text and has no value in yuan.

mod amount_reader;
mod evaluation;
mod unit;

use self::amount_reader::AmountReader;
use self::evaluation::{evaluation_of, is_earlier, total_of_columns};
pub use self::unit::{UnitOfMoney, unit_of};
pub use super::amount::plain_decimal;
use super::amounts_in_text::{LabelledAmount, amounts_in_text};
use super::objectives::is_objective;
use super::reports::second_value;
use super::year::only_year;
use crate::finding::{Findings, Location};
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match};
use crate::record::{
    Amount, AmountUnit, Budget, Evaluation, Expenditure, Funding, FundingSource, Period,
    ProjectKind,
};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Titles, Vocabulary};

/// The money of one project.
#[derive(Debug, Clone, Default)]
pub struct Money {
    /// The totals, by meaning.
    pub budget: Budget,
    /// Every printed funding line.
    pub funding: Vec<Funding>,
    /// The figures of a self-evaluation.
    pub evaluation: Option<Evaluation>,
    /// The place of the first figure that takes its unit from other projects.
    pub inherits_unit: Option<Location>,
    /// The unit of the first figure that has one, in its label or behind it.
    pub used_unit: Option<AmountUnit>,
}

/// Assigns each printed figure to its field, and reports those that no field holds.
pub fn money_of(
    found: &Match,
    (unit, year): (UnitOfMoney, Option<i32>),
    (vocabulary, words): (&Vocabulary, &ValueWords),
    places: &mut ProjectPlaces,
    findings: &mut Findings,
) -> Money {
    let mut reader = AmountReader {
        unit,
        words,
        vocabulary,
        findings,
        unit_missed: false,
        inherits_unit: None,
        used_unit: None,
    };
    let mut money = Money::default();
    for entry in found
        .entries
        .iter()
        .filter(|entry| figure_of_year(entry, &found.entries))
    {
        if is_objective(entry.field) {
            continue;
        }
        if of_another_year(entry, &found.entries, year)
            || entry.field == Field::Ignored && vocabulary.is_of_earlier_year(&entry.label)
            || entry.field.is_execution_column() && is_earlier(entry, year)
        {
            reader.report_another_year(entry);
            continue;
        }
        let money_line = entry.field.is_money() || entry.field == Field::FundingGroup;
        if !money_line || is_passed_subtotal(entry, found, &vocabulary.titles) {
            continue;
        }
        if is_left_over(entry, found, vocabulary) {
            reader.report_no_field(entry);
            continue;
        }
        let printed = reader.parse(entry);
        let figure = printed
            .as_ref()
            .is_some_and(|printed| printed.parsed.amount.yuan.is_some());
        if !figure && let Some(amounts) = amounts_in_text(entry, vocabulary, words) {
            reader.report_sentence(entry);
            for amount in amounts {
                file_from_text(amount, entry, &mut money, places);
            }
            continue;
        }
        let amount = printed.map(|printed| reader.settle(entry, printed));
        file(
            entry,
            amount,
            &found.entries,
            &mut money,
            places,
            &mut reader,
        );
    }
    reader.report_without_field(&found.entries, vocabulary);
    if money.budget == Budget::default() {
        bare_amount(found, &mut reader, &mut money, places);
    }
    money.evaluation = evaluation_of(found, &mut reader, year, &vocabulary.titles, places);
    total_of_columns(found, &mut reader, &mut money, places);
    money.inherits_unit = reader.inherits_unit;
    money.used_unit = reader.used_unit;
    money
}

/// True for a 小计 that the form prints in addition to 合计: it is not the total.
fn is_passed_subtotal(entry: &Entry, found: &Match, titles: &Titles) -> bool {
    let is_total = |entry: &Entry| {
        entry.field == Field::BudgetTotal && entry.period != Some(Period::MultiYear)
    };
    let printed = |other: &&Entry| is_total(other) && !other.value.trim().is_empty();
    is_total(entry)
        && titles.is_subtotal(&entry.label)
        && found
            .entries
            .iter()
            .filter(printed)
            .any(|other| !titles.is_subtotal(&other.label))
}

/// True for 结转结余 in a self-evaluation: it is what remains of the year, not the carry-over the year began with.
fn is_left_over(entry: &Entry, found: &Match, vocabulary: &Vocabulary) -> bool {
    let spent =
        |entry: &Entry| entry.field == Field::Executed || entry.column == Some(Field::Executed);
    entry.field == Field::Funding(FundingSource::Carryover)
        && entry.column.is_none()
        && found.kind == ProjectKind::SelfEvaluation
        && !vocabulary.is_of_earlier_year(&entry.label)
        && found.entries.iter().any(spent)
}

/// Puts an amount into the field its label names. Of two totals the first counts and the second is reported.
fn file(
    entry: &Entry,
    amount: Option<Amount>,
    all: &[Entry],
    money: &mut Money,
    places: &mut ProjectPlaces,
    reader: &mut AmountReader<'_>,
) {
    let multi_year = entry.period == Some(Period::MultiYear);
    let (slot, place) = match entry.field {
        Field::BudgetTotal | Field::FundingGroup if !multi_year => {
            (&mut money.budget.total, &mut places.budget_total)
        }
        Field::MultiYearTotal | Field::BudgetTotal | Field::FundingGroup => (
            &mut money.budget.multi_year_total,
            &mut places.multi_year_total,
        ),
        field if field.is_funding() => {
            let mut beside = |column| reader.amount(beside(entry, all, column)?);
            let line = Funding {
                original_amount: beside(Field::OriginalBudget),
                executed: beside(Field::Executed),
                ..funding_line(entry, amount, all)
            };
            // 本级 below 财政资金 is a part of the fiscal funds
            let group = reader.vocabulary.meaning(&entry.group);
            let whole = group.and_then(|meaning| meaning.head) == Some(entry.field);
            if !whole || entry.group == entry.label {
                part(&mut money.budget, entry.field, &line);
            }
            money.funding.push(line);
            places.funding.push(entry.place);
            return;
        }
        _ => return,
    };
    let group = entry.field == Field::FundingGroup;
    let Some(amount) = amount.filter(|amount| !group || amount.yuan.is_some()) else {
        // a total that was left blank has a place too
        if !group && *place == Location::default() {
            *place = entry.place;
        }
        return;
    };
    match slot {
        Some(total) if !group && total.yuan != amount.yuan => {
            reader.findings.push(second_value(entry));
        }
        Some(_) => {}
        None => first(slot, Some(amount), place, entry.place),
    }
}

/// 金额 without any other word is the budget where it is printed once.
fn bare_amount(
    found: &Match,
    reader: &mut AmountReader<'_>,
    money: &mut Money,
    places: &mut ProjectPlaces,
) {
    let mut printed = found
        .entries
        .iter()
        .filter(|entry| entry.field == Field::Amount && !entry.value.trim().is_empty());
    if let (Some(entry), None) = (printed.next(), printed.next()) {
        let amount = reader.amount(entry);
        first(
            &mut money.budget.total,
            amount,
            &mut places.budget_total,
            entry.place,
        );
    }
}

/// Assigns one amount of a sentence about money to its field.
fn file_from_text(
    found: LabelledAmount,
    entry: &Entry,
    money: &mut Money,
    places: &mut ProjectPlaces,
) {
    let amount = Some(found.amount);
    match found.field {
        field if field.is_funding() => {
            let printed = Entry {
                field: found.field,
                label: match found.label {
                    label if label.is_empty() => entry.label.clone(),
                    label => label,
                },
                ..entry.clone()
            };
            let line = funding_line(&printed, amount, &[]);
            part(&mut money.budget, printed.field, &line);
            money.funding.push(line);
            places.funding.push(entry.place);
        }
        _ if found.multi_year => {
            places.multi_year_total_in_text |= money.budget.multi_year_total.is_none();
            let (slot, place) = (
                &mut money.budget.multi_year_total,
                &mut places.multi_year_total,
            );
            first(slot, amount, place, entry.place);
        }
        _ => {
            places.budget_total_in_text |= money.budget.total.is_none();
            let (slot, place) = (&mut money.budget.total, &mut places.budget_total);
            first(slot, amount, place, entry.place);
        }
    }
}

/// True for the figure of the year: in a cross table of budget and execution, the adjusted budget, else the original
/// one.
fn figure_of_year(entry: &Entry, all: &[Entry]) -> bool {
    match entry.column {
        None => true,
        Some(Field::AnnualBudget) => true,
        Some(Field::OriginalBudget) => !all.iter().any(|other| {
            other.column == Some(Field::AnnualBudget)
                && other.field == entry.field
                && other.label == entry.label
        }),
        Some(_) => false,
    }
}

/// True for a figure of another year: 2023年预算 next to 2024年预算 is not the budget of 2024.
fn of_another_year(entry: &Entry, all: &[Entry], year: Option<i32>) -> bool {
    if let Some(own) = entry.year {
        return year != Some(own);
    }
    let (Some(year), Some(own)) = (year, only_year(&entry.label)) else {
        return false;
    };
    let same_kind = |other: &&Entry| other.field == entry.field && other.period == entry.period;
    own != year
        && all
            .iter()
            .filter(same_kind)
            .any(|other| only_year(&other.label) == Some(year))
}

fn first(slot: &mut Option<Amount>, amount: Option<Amount>, place: &mut Location, at: Location) {
    if slot.is_none() && amount.is_some() {
        *slot = amount;
        *place = at;
    }
}

/// The figure of the same line in another column of the cross table; in the same row where several lines have the same
/// label.
fn beside<'e>(entry: &Entry, all: &'e [Entry], column: Field) -> Option<&'e Entry> {
    let of_line = || {
        all.iter().filter(move |other| {
            other.column == Some(column)
                && entry.column.is_some_and(|own| own != column)
                && other.field == entry.field
                && other.label == entry.label
        })
    };
    let row = |entry: &Entry| (entry.place.table, entry.place.row);
    let mut others = of_line();
    of_line()
        .find(|other| row(other) == row(entry))
        .or_else(|| others.next().filter(|_| others.next().is_none()))
}

/// The record of a funding line; `all` are the entries that hold its other columns.
fn funding_line(entry: &Entry, amount: Option<Amount>, all: &[Entry]) -> Funding {
    let rate = beside(entry, all, Field::ExecutionRate);
    Funding {
        label: entry.label.clone(),
        source: match entry.field {
            Field::Funding(source) => source,
            _ => FundingSource::Other,
        },
        expenditure: match entry.field {
            Field::BasicExpenditure => Some(Expenditure::Basic),
            Field::ProjectExpenditure => Some(Expenditure::Project),
            _ => None,
        },
        period: entry.period.unwrap_or(Period::Annual),
        amount,
        original_amount: None,
        executed: None,
        execution_rate: rate.and_then(|rate| plain_decimal(&rate.value)),
    }
}

fn part(budget: &mut Budget, field: Field, line: &Funding) {
    if line.period == Period::MultiYear {
        return;
    }
    let slot = match field {
        Field::Funding(FundingSource::Fiscal) => &mut budget.fiscal_funds,
        Field::Funding(FundingSource::Carryover) => &mut budget.carryover,
        Field::OtherFunds => &mut budget.other_funds,
        _ => return,
    };
    match (slot, &line.amount) {
        (Some(sum), Some(amount)) if field == Field::Funding(FundingSource::Carryover) => {
            add_part(sum, amount, &line.label);
        }
        (slot @ None, amount) => slot.clone_from(amount),
        _ => {}
    }
}

/// Adds a source to the total of 上年结转 where that is split over several sources. Their labels join the group's label
/// and the source's with `-`.
fn add_part(sum: &mut Amount, amount: &Amount, label: &str) {
    if !label.contains('-') {
        return;
    }
    sum.raw = [&sum.raw, "+", &amount.raw].concat();
    sum.yuan = sum.yuan.zip(amount.yuan).map(|(sum, part)| sum + part);
}
