//! Rules that compare cost indicators with the budget.
//!
//! In: cost indicators with their amounts in yuan, and this year's budget. Out: findings about costs that exceed the
//! budget. A budget of several years is never compared with the costs of one year.

use crate::vocabulary::Vocabulary;
use rust_decimal::Decimal;

use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Row, Subject, YUAN, is_calculable, yuan};
use super::text::holds;
use super::units::{dimension, measures};
use crate::finding::{Finding, Severity};
use crate::record::{Period, TargetKind};
use crate::vocabulary::checks::{Measure, Words};
use crate::vocabulary::units::Dimension;

/// AMT-004: one cost is more than the whole budget.
pub(super) const COST_EXCEEDS_BUDGET: Rule = Rule {
    code: "cost-exceeds-budget",
    id: "AMT-004",
    severity: Severity::Error,
    check: cost_exceeds_budget,
};

/// AMT-005: the costs together are more than the budget.
pub(super) const COST_SUM_EXCEEDS_BUDGET: Rule = Rule {
    code: "cost-sum-exceeds-budget",
    id: "AMT-005",
    severity: Severity::Warning,
    check: cost_sum_exceeds_budget,
};

/// AMT-006: unit costs times the number of people are more than the budget.
pub(super) const UNIT_COST_TIMES_QUANTITY: Rule = Rule {
    code: "unit-cost-times-quantity",
    id: "AMT-006",
    severity: Severity::Info,
    check: unit_cost_times_quantity,
};

/// The highest amount available this year: the budget, or the changed budget of the self-evaluation where that is
/// higher.
fn ceiling(subject: Subject) -> Option<Decimal> {
    let changed = subject.project.evaluation.as_ref();
    let changed = changed.and_then(|evaluation| yuan(evaluation.annual_budget.as_ref()?));
    let budget = subject.budget()?;
    Some(changed.map_or(budget, |changed| changed.max(budget))).filter(|yuan| !yuan.is_zero())
}

/// Costs of the budget year that are absolute amounts. Leaves out costs whose name says that they cover the whole
/// project.
fn annual_costs<'a>(words: &Words, subject: Subject<'a>) -> Vec<(Row<'a>, Result<Decimal, ()>)> {
    let rows = subject.rows().into_iter();
    let annual = |row: &Row| {
        row.indicator.period == Period::Annual
            && !holds(&row.indicator.level3, &words.whole_project_words)
    };
    rows.filter(annual)
        .filter_map(|row| Some((row, row.absolute_cost(words)?)))
        .collect()
}

fn cost_exceeds_budget(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        for (row, cost) in annual_costs(&input.vocabulary.checks.words, subject) {
            match (cost, ceiling(subject)) {
                (Ok(cost), Some(budget)) => {
                    found.extend(exceeds(input, subject, row, cost, budget));
                }
                (_, None) if !subject.budget_is_unclear() => {}
                _ => found.push(row.unclear(
                    "成本指标或预算数的金额不确定，无法比较",
                    "The cost or the budget is uncertain, so the two could not be compared",
                )),
            }
        }
    }
    found
}

fn exceeds(
    input: &Input,
    subject: Subject,
    row: Row,
    cost: Decimal,
    budget: Decimal,
) -> Option<Finding> {
    if cost <= with_tolerance(input, budget) {
        return None;
    }
    let name = &row.indicator.level3;
    let (a, b) = (subject.money(cost), subject.money(budget));
    let difference = subject.money(cost - budget);
    let finding = row.target_flaw(
        Severity::Error,
        format!("成本指标“{name}”为{a}，超过预算数{b}，超出{difference}"),
        format!(
            "The cost indicator \"{name}\" is {a} and exceeds the budget of {b} by {difference}"
        ),
    );
    Some(operands(finding, a, b, difference))
}

fn with_tolerance(input: &Input, budget: Decimal) -> Decimal {
    budget * (Decimal::ONE + input.thresholds.cost_tolerance)
}

fn cost_sum_exceeds_budget(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        let costs = annual_costs(words, subject);
        let name_counts = |row: &Row| !holds(&row.indicator.level3, &words.unit_cost_words);
        let costs: Vec<_> = costs
            .into_iter()
            .filter(|(row, _)| name_counts(row))
            .collect();
        let totals = costs
            .iter()
            .any(|(row, _)| holds(&row.indicator.level3, &words.total_words));
        if costs.len() < 2 || totals || is_capped_by_percent(words, subject) {
            continue;
        }
        let sum: Result<Decimal, ()> = costs.iter().map(|(_, cost)| *cost).sum();
        match (sum, ceiling(subject)) {
            (Ok(sum), Some(budget)) => {
                let single = costs
                    .iter()
                    .any(|(_, cost)| cost.is_ok_and(|yuan| yuan > with_tolerance(input, budget)));
                if sum > with_tolerance(input, budget) && !single {
                    found.push(sum_flaw(subject, costs[0].0, costs.len(), sum, budget));
                }
            }
            (_, None) if !subject.budget_is_unclear() => {}
            _ => found.push(costs[0].0.unclear(
                "成本指标或预算数的金额不确定，无法核对成本合计",
                "A cost or the budget is uncertain, so the sum of the costs could not be checked",
            )),
        }
    }
    found
}

/// True when a cost is capped at a percentage: it is then a share of the other costs, so their sum means nothing.
fn is_capped_by_percent(words: &Words, subject: Subject) -> bool {
    subject.rows().iter().any(|row| {
        row.under(&words.level_cost)
            && row.is_at_most()
            && row.indicator.target.unit.as_deref() == Some("%")
    })
}

fn sum_flaw(subject: Subject, row: Row, count: usize, sum: Decimal, budget: Decimal) -> Finding {
    let (a, b) = (subject.money(sum), subject.money(budget));
    let difference = subject.money(sum - budget);
    let finding = Finding {
        indicator_id: None,
        ..row.target_flaw(
            Severity::Warning,
            format!("{count}项成本指标合计{a}，超过预算数{b}，超出{difference}"),
            format!("The {count} cost indicators add up to {a} and exceed the budget of {b} by {difference}"),
        )
    };
    operands(finding, a, b, difference)
}

fn unit_cost_times_quantity(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        let mut sum = Decimal::ZERO;
        let mut matched = Vec::new();
        let mut unclear = None;
        let mut rows = subject.rows();
        rows.retain(|row| holds(&row.indicator.level3, &words.activities));
        for activity in words.activities.iter() {
            match product(input.vocabulary, &rows, activity) {
                Product::None => {}
                Product::Unclear(row) => unclear = Some(row),
                Product::Yuan(row, yuan) => {
                    sum += yuan;
                    matched.push((row, activity));
                }
            }
        }
        if let Some(row) = unclear {
            found.push(row.unclear(
                "人均成本对应的人数或天数不确定，无法测算总成本",
                "The number of people or days for this unit cost is uncertain, so the total could not be calculated",
            ));
            continue;
        }
        let (Some((row, _)), Some(budget)) = (matched.first(), ceiling(subject)) else {
            continue;
        };
        sum += other_costs(words, subject, &matched);
        if sum > with_tolerance(input, budget) {
            found.push(product_flaw(subject, *row, sum, budget));
        }
    }
    found
}

enum Product<'a> {
    None,
    Unclear(Row<'a>),
    Yuan(Row<'a>, Decimal),
}

/// Unit cost × people (× days) of one activity, each of which must be printed exactly once.
fn product<'a>(vocabulary: &Vocabulary, rows: &[Row<'a>], activity: &str) -> Product<'a> {
    let rows: Vec<Row> = rows
        .iter()
        .copied()
        .filter(|row| row.indicator.level3.contains(activity))
        .collect();
    if rows.is_empty() {
        return Product::None;
    }
    let number = |row: &Row| match row.indicator.target.kind {
        TargetKind::Number => row.indicator.target.value,
        _ => None,
    };
    let measured_in = |measure: Measure| -> Vec<Row<'a>> {
        let is = |row: &&Row<'a>| {
            let unit = row.indicator.target.unit.as_deref();
            unit.is_some_and(|unit| measures(vocabulary, unit, &measure))
        };
        rows.iter().filter(is).copied().collect()
    };
    let costs: Vec<Row> = rows
        .iter()
        .copied()
        .filter(|row| per_person(vocabulary, row).is_some())
        .collect();
    let people = measured_in(person());
    let ([cost], [head_count]) = (costs.as_slice(), people.as_slice()) else {
        return match (costs.first(), people.first()) {
            (Some(cost), Some(_)) => Product::Unclear(*cost),
            _ => Product::None,
        };
    };
    let by_day = per_person(vocabulary, cost) == Some(true);
    let days: Vec<Row> = measured_in(Measure::Of(Dimension::Time));
    let days = match (by_day, days.as_slice()) {
        (false, _) => Some(Decimal::ONE),
        (true, [days]) => number(days),
        (true, _) => None,
    };
    let yuan = price(cost)
        .zip(number(head_count))
        .zip(days)
        .and_then(|((price, people), days)| {
            price
                .checked_mul(people)?
                .checked_mul(days)
                .filter(is_calculable)
        });
    yuan.map_or(Product::Unclear(*cost), |yuan| Product::Yuan(*cost, yuan))
}

fn person() -> Measure {
    Measure::Named("person".to_owned())
}

/// The unit price in yuan.
fn price(row: &Row) -> Option<Decimal> {
    let target = &row.indicator.target;
    let base = target.base_unit.as_deref().unwrap_or_default();
    let number = if base.starts_with(YUAN) {
        target.base_value
    } else {
        target
            .value
            .filter(|_| target.unit.as_deref().is_some_and(|u| u.starts_with(YUAN)))
    };
    number.filter(|_| target.kind == TargetKind::Number)
}

/// `Some(true)` for money per person and day, `Some(false)` for money per person.
fn per_person(vocabulary: &Vocabulary, row: &Row) -> Option<bool> {
    let unit = row.indicator.target.unit.as_deref()?;
    let units = &vocabulary.values.units;
    let mut parts = unit.split('/');
    let money = parts.next().and_then(|part| dimension(units, part)) == Some(Dimension::Money);
    let by_person = parts
        .next()
        .is_some_and(|part| measures(vocabulary, part, &person()));
    let rest: Vec<&str> = parts.collect();
    match rest.as_slice() {
        _ if !money || !by_person => None,
        [] => Some(false),
        [day] if dimension(units, day) == Some(Dimension::Time) => Some(true),
        _ => None,
    }
}

/// The sum of the absolute costs of other activities, without totals.
fn other_costs(words: &Words, subject: Subject, matched: &[(Row, &String)]) -> Decimal {
    annual_costs(words, subject)
        .into_iter()
        .filter(|(row, _)| {
            let name = &row.indicator.level3;
            !holds(name, &words.total_words)
                && !holds(name, &words.unit_cost_words)
                && !matched
                    .iter()
                    .any(|(_, activity)| name.contains(activity.as_str()))
        })
        .filter_map(|(_, cost)| cost.ok())
        .sum()
}

fn product_flaw(subject: Subject, row: Row, sum: Decimal, budget: Decimal) -> Finding {
    let (a, b) = (subject.money(sum), subject.money(budget));
    let difference = subject.money(sum - budget);
    let finding = Finding {
        indicator_id: None,
        ..row.target_flaw(
            Severity::Info,
            format!("按人均成本与人数测算，各项活动约需{a}，超过预算数{b}，超出{difference}"),
            format!(
                "The costs per person times the number of people are {a} and exceed the budget of {b} by {difference}"
            ),
        )
    };
    operands(finding, a, b, difference)
}
