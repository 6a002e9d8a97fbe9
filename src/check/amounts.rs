//! Rules about the figures of the budget: contradicting units, missing figures, one year taken for several.
//!
//! In: the budget of a project and the other figures of its form. Out: findings with both figures in the printed unit.

use super::subject::operands;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::purpose::text_amounts;
use super::rule::{Input, Rule};
use super::subject::{Subject, yuan};
use super::text::{clause_before, holds};
use crate::finding::{Finding, Location, Severity};
use crate::record::Period;

/// AMT-007: one sum is printed in two units that contradict each other.
pub(super) const UNIT_DECLARATION: Rule = Rule {
    code: "unit-declaration-conflict",
    id: "AMT-007",
    severity: Severity::Error,
    check: unit_declaration,
};

/// AMT-008: the budget is blank or zero.
pub(super) const BUDGET_MISSING: Rule = Rule {
    code: "budget-missing-or-zero",
    id: "AMT-008",
    severity: Severity::Warning,
    check: budget_missing,
};

/// AMT-009: this year's budget equals the budget of the whole period.
pub(super) const ANNUAL_MULTI_YEAR: Rule = Rule {
    code: "annual-vs-multi-year-confusion",
    id: "AMT-009",
    severity: Severity::Warning,
    check: annual_multi_year,
};

fn unit_declaration(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut earlier: HashMap<&str, Subject> = HashMap::new();
    for subject in input.subjects() {
        let name = subject.project.project_name.as_deref();
        let namesake = name.and_then(|name| earlier.get(name).copied());
        if let Some(name) = name {
            earlier.insert(name, subject);
        }
        let Some(budget) = subject.budget() else {
            if subject.budget_is_unclear() && !other_figures(input, subject, namesake).is_empty() {
                found.push(subject.unclear(
                    "预算数的金额单位不确定，无法核对单位",
                    "The unit of the budget is uncertain, so the units could not be compared",
                ));
            }
            continue;
        };
        let other = other_figures(input, subject, namesake)
            .into_iter()
            .find(|(_, _, yuan)| differ_by_unit(budget, *yuan));
        if let Some((location, evidence, yuan)) = other {
            let (a, b) = (subject.money(budget), subject.money(yuan));
            let finding = Finding {
                location,
                evidence: Some(evidence),
                ..subject.flaw(
                    Severity::Error,
                    format!("同一金额在两处相差一万倍：预算数为{a}，此处为{b}；请核对金额单位"),
                    format!("The same amount differs by a factor of ten thousand: the budget is {a}, here it is {b}; check the units"),
                )
            };
            found.push(operands(finding, a, b, subject.money(budget - yuan)));
        }
    }
    found
}

type Figure = (Location, String, Decimal);

/// Figures printed elsewhere that should equal the budget.
fn other_figures(input: &Input, subject: Subject, namesake: Option<Subject>) -> Vec<Figure> {
    let mut figures = other_budgets(subject, namesake);
    // sums below a thousand yuan are prices: 每人50元 does not contradict a budget of 50万元
    let is_price = |yuan: Decimal| yuan < Decimal::ONE_THOUSAND;
    if !subject.budget().is_some_and(is_price) {
        let mut mentioned = mentioned_sums(input, subject);
        mentioned.retain(|(_, _, yuan)| !is_price(*yuan));
        figures.extend(mentioned);
    }
    figures
}

/// The amount of the only annual funding line, and the budget of the project of the same name in an earlier table.
fn other_budgets(subject: Subject, namesake: Option<Subject>) -> Vec<Figure> {
    let project = subject.project;
    let lines = project.funding.iter().zip(&subject.places.funding);
    let mut figures: Vec<Figure> = lines
        .filter(|(line, _)| line.period == Period::Annual)
        .filter_map(|(line, place)| Some((place, line.amount.as_ref()?)))
        .filter_map(|(place, amount)| Some((*place, amount.raw.clone(), yuan(amount)?)))
        .collect();
    if figures.len() != 1 {
        figures.clear();
    }
    figures.extend(namesake.and_then(|other| {
        let total = other.project.budget.total.as_ref()?;
        Some((other.places.budget_total, total.raw.clone(), yuan(total)?))
    }));
    figures
}

/// Amounts in the purpose, and the amounts of cost indicators.
fn mentioned_sums(input: &Input, subject: Subject) -> Vec<Figure> {
    let purpose = subject.project.purpose.as_deref().unwrap_or_default();
    let mut figures: Vec<Figure> = text_amounts(purpose, &input.vocabulary.values)
        .into_iter()
        .map(|amount| (subject.places.purpose, amount.raw, amount.yuan))
        .collect();
    for row in subject.rows() {
        if let Some(Ok(cost)) = row.absolute_cost(&input.vocabulary.checks.words) {
            figures.push((row.places.target, row.indicator.target.raw.clone(), cost));
        }
    }
    figures
}

/// True when one is ten thousand times the other, within a thousandth: 元 was taken for 万元.
fn differ_by_unit(a: Decimal, b: Decimal) -> bool {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let expected = small * Decimal::from(10_000);
    !small.is_zero() && (large - expected).abs() * Decimal::ONE_THOUSAND <= expected
}

fn budget_missing(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let project = subject.project;
        let printed = subject.places.budget_total != Location::default();
        if !printed || (project.purpose.is_none() && project.indicators.is_empty()) {
            continue;
        }
        let raw = project
            .budget
            .total
            .as_ref()
            .map(|amount| amount.raw.clone());
        let location = subject.places.budget_total;
        if subject.budget_is_unclear() {
            // a number in an unknown unit is still a budget; only a text without a number is unclear
            let number = |raw: &String| raw.chars().any(|c| matches!(c, '1'..='9'));
            if raw.as_ref().is_some_and(number) {
                continue;
            }
            found.push(Finding {
                location,
                evidence: raw,
                ..subject.unclear("预算数不是确定的金额", "The budget is no certain amount")
            });
        } else if subject.budget().is_none_or(|yuan| yuan.is_zero()) {
            found.push(Finding {
                location,
                evidence: raw,
                ..subject.flaw(
                    Severity::Warning,
                    "预算数为空或为零，但已填写用途或绩效指标".to_owned(),
                    "The budget is blank or zero although a purpose or indicators are filled in"
                        .to_owned(),
                )
            });
        }
    }
    found
}

fn annual_multi_year(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        found.extend(equal_totals(subject));
        found.extend(narrative_of_other_years(input, subject));
    }
    found
}

fn equal_totals(subject: Subject) -> Option<Finding> {
    let project = subject.project;
    let whole = project.budget.multi_year_total.as_ref()?;
    let annual = project.budget.total.as_ref()?;
    let (Some(whole_yuan), Some(annual_yuan)) = (yuan(whole), yuan(annual)) else {
        return Some(subject.unclear(
            "年度金额或实施期金额不是确定的金额，无法比较",
            "The annual or the multi-year amount is uncertain, so the two could not be compared",
        ));
    };
    let (start, end) = (project.start_date.as_deref()?, project.end_date.as_deref()?);
    if whole_yuan != annual_yuan || whole_yuan.is_zero() || !longer_than_a_year(start, end) {
        return None;
    }
    let amount = subject.money(whole_yuan);
    let finding = Finding {
        location: subject.places.budget_total,
        evidence: Some(annual.raw.clone()),
        ..subject.flaw(
            Severity::Warning,
            format!("项目期为{start}至{end}，但年度预算与实施期总额同为{amount}，可能误将总额填作年度数"),
            format!("The project runs from {start} to {end}, but the annual budget and the multi-year total are both {amount}; the total may have been entered as the annual budget"),
        )
    };
    Some(operands(
        finding,
        amount.clone(),
        amount,
        subject.money(Decimal::ZERO),
    ))
}

/// True when two ISO dates are more than a year apart.
fn longer_than_a_year(start: &str, end: &str) -> bool {
    let year = |date: &str| date.get(..4).and_then(|year| year.parse::<i32>().ok());
    match (year(start), year(end)) {
        (Some(first), Some(last)) => {
            last > first + 1 || (last == first + 1 && end.get(4..) >= start.get(4..))
        }
        _ => false,
    }
}

/// Reports a sentence about this year's money in which every amount belongs to another year or to the whole project.
fn narrative_of_other_years(input: &Input, subject: Subject) -> Option<Finding> {
    let words = &input.vocabulary.checks.words;
    let purpose = subject.project.purpose.as_deref()?;
    let year = subject.project.fiscal_year;
    let phrase = words
        .annual_budget_phrases
        .iter()
        .find_map(|phrase| purpose.find(phrase.as_str()))?;
    let sentence_start = purpose[..phrase].rfind(['。', '\n']).map_or(0, |at| {
        at + purpose[at..].chars().next().map_or(1, char::len_utf8)
    });
    let sentence = purpose[sentence_start..].split(['。', '\n']).next()?;
    let amounts = text_amounts(sentence, &input.vocabulary.values);
    let first = amounts.first()?;
    let foreign = amounts.iter().all(|amount| {
        let clause = clause_before(&sentence[..amount.start]);
        let other_year = input
            .vocabulary
            .checks
            .year
            .captures_iter(clause)
            .any(|c| c[1].parse::<i32>().ok() != year && year.is_some());
        other_year || holds(clause, &words.other_period_words)
    });
    foreign.then(|| Finding {
        location: subject.places.purpose,
        evidence: Some(first.raw.clone()),
        ..subject.flaw(
            Severity::Warning,
            "关于本年度预算安排的说明只列出了以前年度或项目总额的金额".to_owned(),
            "The text about this year's budget gives only amounts of earlier years or of the whole project".to_owned(),
        )
    })
}
