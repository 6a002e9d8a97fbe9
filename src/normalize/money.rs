//! The budget of a project: which printed figure is this year's total, which a part, which the whole period's.
//!
//! In: the labelled values of a [`Match`]. Out: [`Budget`], the funding lines, the figures of a self-evaluation, and their
//! places. A blank is no amount; a figure without a known unit keeps its raw text and has no value in yuan.

use rust_decimal::Decimal;

use super::amount::{amount_unit_of, parse_amount};
use super::prose::{ProseLine, lines_in_prose};
use super::year::only_year;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match};
use crate::record::{
    Amount, AmountUnit, Budget, Evaluation, Funding, FundingSource, Period, ProjectKind,
};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary, fold_width};

/// The money of one project.
#[derive(Debug, Clone, Default)]
pub struct Money {
    /// The figures by meaning.
    pub budget: Budget,
    /// Every printed line.
    pub funding: Vec<Funding>,
    /// Figures of a self-evaluation.
    pub evaluation: Option<Evaluation>,
    /// The first figure that has its unit from other projects.
    pub inherits_unit: Option<Location>,
}

/// The unit of the amounts that print none themselves.
#[derive(Debug, Clone)]
pub struct UnitOfMoney {
    /// The unit.
    pub unit: Option<AmountUnit>,
    /// Other projects of the document print it, this one does not.
    pub inherited: bool,
    /// Where there is none: a unit that is printed and not one of the four of [`AmountUnit`].
    pub unusual: Option<String>,
}

/// The unit printed for the project: beside the table, in a label, in the group's label, or on a line above.
pub fn unit_of(found: &Match, words: &ValueWords) -> Option<AmountUnit> {
    let entry = |entry: &Entry| match entry.field {
        Field::AmountUnit => amount_unit_of(&entry.value, words),
        field if field.is_money() || matches!(field, Field::FundingGroup | Field::Amount) => {
            amount_unit_of(&entry.label, words).or_else(|| amount_unit_of(&entry.group, words))
        }
        _ => None,
    };
    found
        .entries
        .iter()
        .find_map(entry)
        .or_else(|| {
            found
                .context
                .iter()
                .rev()
                .find_map(|line| amount_unit_of(line, words))
        })
        .or_else(|| {
            found
                .heading
                .as_deref()
                .and_then(|heading| amount_unit_of(heading, words))
        })
        .or_else(|| {
            found
                .tasks
                .iter()
                .find_map(|task| amount_unit_of(&task.amount_label, words))
        })
}

/// Sorts the printed figures.
pub fn money_of(
    found: &Match,
    (unit, year): (UnitOfMoney, Option<i32>),
    (vocabulary, words): (&Vocabulary, &ValueWords),
    places: &mut ProjectPlaces,
    findings: &mut Findings,
) -> Money {
    let mut reading = Reading {
        unit,
        words,
        findings,
        unit_missed: false,
        inherits_unit: None,
    };
    let mut money = Money::default();
    for entry in found
        .entries
        .iter()
        .filter(|entry| figure_of_year(entry, &found.entries))
    {
        if of_another_year(entry, &found.entries, year)
            || entry.field == Field::Ignored && vocabulary.is_of_earlier_year(&entry.label)
        {
            reading.tell_another_year(entry);
            continue;
        }
        if !entry.field.is_money() && entry.field != Field::FundingGroup {
            continue;
        }
        if let Some(lines) = lines_in_prose(entry, vocabulary, words) {
            reading.tell_prose(entry);
            for line in lines {
                prose_line(line, entry, &mut money, places);
            }
            continue;
        }
        let amount = reading.amount(entry);
        let multi_year = entry.period == Some(Period::MultiYear);
        match entry.field {
            Field::BudgetTotal | Field::FundingGroup if !multi_year => {
                let figure = amount
                    .filter(|amount| entry.field == Field::BudgetTotal || amount.yuan.is_some());
                first(
                    &mut money.budget.total,
                    figure,
                    &mut places.budget_total,
                    entry.place,
                );
            }
            Field::MultiYearTotal | Field::BudgetTotal => first(
                &mut money.budget.multi_year_total,
                amount,
                &mut places.multi_year_total,
                entry.place,
            ),
            Field::Funding(_) | Field::OtherFunds => {
                let line = funding_line(entry, amount);
                part(&mut money.budget, entry.field, &line);
                money.funding.push(line);
                places.funding.push(entry.place);
            }
            _ => {}
        }
    }
    if money.budget == Budget::default() {
        bare_amount(found, &mut reading, &mut money, places);
    }
    money.evaluation = evaluation_of(found, &mut reading, places);
    total_of_evaluation(found, &mut money, places);
    money.inherits_unit = reading.inherits_unit;
    money
}

/// 年初预算数 | 100 | 全年预算数 | 90 without a total: the year's figure is the adjusted budget, else the original one.
fn total_of_evaluation(found: &Match, money: &mut Money, places: &mut ProjectPlaces) {
    let Some(evaluation) = &money.evaluation else {
        return;
    };
    let columns = [
        (Field::AnnualBudget, &evaluation.annual_budget),
        (Field::OriginalBudget, &evaluation.original_budget),
    ];
    for (column, amount) in columns {
        let entry = found
            .entries
            .iter()
            .find(|entry| entry.field == column && entry.column.is_none());
        if let Some(entry) = entry {
            first(
                &mut money.budget.total,
                amount.clone(),
                &mut places.budget_total,
                entry.place,
            );
        }
    }
}

/// 金额 alone is the budget where it is printed once.
fn bare_amount(
    found: &Match,
    reading: &mut Reading<'_>,
    money: &mut Money,
    places: &mut ProjectPlaces,
) {
    let mut printed = found
        .entries
        .iter()
        .filter(|entry| entry.field == Field::Amount && !entry.value.trim().is_empty());
    if let (Some(entry), None) = (printed.next(), printed.next()) {
        let amount = reading.amount(entry);
        first(
            &mut money.budget.total,
            amount,
            &mut places.budget_total,
            entry.place,
        );
    }
}

/// Files one line of a sentence about money.
fn prose_line(line: ProseLine, entry: &Entry, money: &mut Money, places: &mut ProjectPlaces) {
    let amount = Some(line.amount);
    match line.field {
        Field::Funding(_) | Field::OtherFunds => {
            let printed = Entry {
                field: line.field,
                label: line.label,
                ..entry.clone()
            };
            let line = funding_line(&printed, amount);
            part(&mut money.budget, printed.field, &line);
            money.funding.push(line);
            places.funding.push(entry.place);
        }
        _ if line.multi_year => first(
            &mut money.budget.multi_year_total,
            amount,
            &mut places.multi_year_total,
            entry.place,
        ),
        _ => first(
            &mut money.budget.total,
            amount,
            &mut places.budget_total,
            entry.place,
        ),
    }
}

struct Reading<'r> {
    unit: UnitOfMoney,
    words: &'r ValueWords,
    findings: &'r mut Findings,
    unit_missed: bool,
    inherits_unit: Option<Location>,
}

impl Reading<'_> {
    /// The amount of an entry, in the unit of its label, its group or the project.
    fn amount(&mut self, entry: &Entry) -> Option<Amount> {
        let unit = amount_unit_of(&entry.label, self.words)
            .or_else(|| amount_unit_of(&entry.group, self.words));
        let inherits = unit.is_none() && self.unit.inherited;
        let unit = unit.or(self.unit.unit);
        let mut amount = parse_amount(&entry.value, unit, self.words)?;
        let alone = || parse_amount(&entry.value, None, self.words).and_then(|amount| amount.yuan);
        if inherits && amount.yuan.is_some() && alone().is_none() && self.inherits_unit.is_none() {
            self.inherits_unit = Some(entry.place);
        }
        if amount.yuan.is_none() {
            // nothing is nothing in every unit
            amount.yuan = Decimal::from_str_exact(&fold_width(&entry.value))
                .ok()
                .filter(Decimal::is_zero);
        }
        if amount.yuan.is_none() && entry.field != Field::FundingGroup {
            self.not_understood(entry, unit);
        }
        Some(amount)
    }

    fn tell_prose(&mut self, entry: &Entry) {
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "amounts-in-prose",
                Severity::Info,
                format!("“{}”是一句话，金额从文字中读出", entry.label),
                format!(
                    "What stands at “{}” is a sentence; its amounts were read from the text",
                    entry.label
                ),
            )
        });
    }

    fn tell_another_year(&mut self, entry: &Entry) {
        if entry.value.trim().is_empty() {
            return;
        }
        self.findings.push(Finding {
            evidence: Some(format!("{} {}", entry.label.trim(), entry.value.trim())),
            location: entry.place,
            ..Finding::extraction(
                "figure-of-another-year",
                Severity::Info,
                format!("“{}”是其他年度的数，未作为本年预算", entry.label),
                format!(
                    "“{}” is a figure of another year and was not taken for the budget",
                    entry.label
                ),
            )
        });
    }

    fn not_understood(&mut self, entry: &Entry, unit: Option<AmountUnit>) {
        let figure = fold_width(&entry.value)
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
        if figure && unit.is_none() {
            if !std::mem::replace(&mut self.unit_missed, true) {
                let (zh, en) = match &self.unit.unusual {
                    None => (
                        "没有印出金额单位，金额未折算为元".to_owned(),
                        "No unit of money is printed; the amounts have no value in yuan".to_owned(),
                    ),
                    Some(unit) => (
                        format!("金额单位“{unit}”不是元、千元、万元、亿元，金额未折算为元"),
                        format!(
                            "The unit of money, {unit}, is none of 元, 千元, 万元, 亿元; the amounts have no value in yuan"
                        ),
                    ),
                };
                self.findings.push(Finding {
                    evidence: Some(format!("{} {}", entry.label, entry.value.trim())),
                    location: entry.place,
                    ..Finding::extraction("amount-unit-missing", Severity::Warning, zh, en)
                });
            }
            return;
        }
        self.findings.push(Finding {
            evidence: Some(entry.value.trim().to_owned()),
            location: entry.place,
            ..Finding::extraction(
                "amount-not-understood",
                Severity::Warning,
                format!("“{}”的内容不是可以确认的金额，只保留原文", entry.label),
                format!(
                    "What stands at “{}” is no amount for certain; only its text is kept",
                    entry.label
                ),
            )
        });
    }
}

/// In a cross table of budget and execution the year's figure is the adjusted budget, else the original one.
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

/// 2023年预算 beside 2024年预算 is not the budget of 2024.
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

fn funding_line(entry: &Entry, amount: Option<Amount>) -> Funding {
    Funding {
        label: entry.label.clone(),
        source: match entry.field {
            Field::Funding(source) => source,
            _ => FundingSource::Other,
        },
        period: entry.period.unwrap_or(Period::Annual),
        amount,
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
    if slot.is_none() {
        slot.clone_from(&line.amount);
    }
}

fn evaluation_of(
    found: &Match,
    reading: &mut Reading<'_>,
    places: &mut ProjectPlaces,
) -> Option<Evaluation> {
    let figure = |column: Field| {
        let of_column = || {
            found.entries.iter().filter(move |entry| {
                entry.column == Some(column) || entry.column.is_none() && entry.field == column
            })
        };
        of_column()
            .find(|entry| matches!(entry.field, Field::BudgetTotal | Field::MultiYearTotal))
            .or_else(|| of_column().next())
    };
    let text = |field: Field| {
        found.entries.iter().find(|entry| {
            entry.field == field && entry.column.is_none() && !entry.value.trim().is_empty()
        })
    };
    let evaluated = found.kind == ProjectKind::SelfEvaluation
        || found
            .entries
            .iter()
            .any(|entry| entry.column == Some(Field::Executed) || entry.field == Field::Executed)
        || text(Field::TotalScore).is_some();
    if !evaluated {
        return None;
    }
    let rate = figure(Field::ExecutionRate);
    let (weight, points) = (figure(Field::BudgetWeight), figure(Field::BudgetScore));
    let score = text(Field::TotalScore);
    places.execution_rate = rate.map(|entry| entry.place).unwrap_or_default();
    places.execution_score = points.map(|entry| entry.place).unwrap_or_default();
    places.total_score = score.map(|entry| entry.place).unwrap_or_default();
    let mut amount = |column| figure(column).and_then(|entry| reading.amount(entry));
    Some(Evaluation {
        original_budget: amount(Field::OriginalBudget),
        annual_budget: amount(Field::AnnualBudget),
        executed: amount(Field::Executed),
        execution_rate: rate.and_then(|entry| plain_decimal(&entry.value)),
        execution_weight: weight.and_then(|entry| plain_decimal(&entry.value)),
        execution_score: points.and_then(|entry| plain_decimal(&entry.value)),
        total_score: score.and_then(|entry| plain_decimal(&entry.value)),
        grade: text(Field::Grade).map(|entry| entry.value.trim().to_owned()),
    })
}

/// A figure such as `95%`, `10分`, `1,200.5`; `None` for anything else.
pub fn plain_decimal(text: &str) -> Option<Decimal> {
    let key = fold_width(text).replace(',', "");
    let digits = key.trim_end_matches(|c: char| !c.is_ascii_digit());
    let tail = &key[digits.len()..];
    if tail.chars().count() > 1 {
        return None;
    }
    Decimal::from_str_exact(digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_figures() {
        for (text, value) in [
            ("95%", Some("95")),
            ("10分", Some("10")),
            (" 9.50 ", Some("9.50")),
            ("1,200", Some("1200")),
            ("", None),
            ("—", None),
            ("10-20", None),
            ("3（含）", None),
        ] {
            assert_eq!(
                plain_decimal(text)
                    .map(|value| value.to_string())
                    .as_deref(),
                value,
                "{text}"
            );
        }
    }
}
