//! Rules about the amounts in the text that explains what the money is for.
//!
//! In: the purpose text, the budget and the cost indicators. Out: a sum that does not equal the budget, and the figure
//! that would correct it where there is exactly one. Only plain enumerations (`用于甲1万元，用于乙2万元`) are added up.

use crate::vocabulary::units::Units;
use rust_decimal::Decimal;

use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Row, Subject, is_calculable};
use super::text::{ends, han_count, holds};
use crate::finding::{Finding, Severity};
use crate::limits::MAX_COMPARED_NUMBERS;
use crate::normalize::amount::find_amounts;
use crate::record::ProjectKind;
use crate::vocabulary::values::ValueWords;

/// AMT-002: the amounts in the purpose do not add up to the budget.
pub(super) const PURPOSE_SUM: Rule = Rule {
    code: "purpose-sum-mismatch",
    id: "AMT-002",
    severity: Severity::Warning,
    check: purpose_sum,
};

/// AMT-003: replacing one of the purpose's amounts by the amount of one cost indicator makes the sum right.
pub(super) const SINGLE_SUBSTITUTION: Rule = Rule {
    code: "single-substitution-hint",
    id: "AMT-003",
    severity: Severity::Info,
    check: single_substitution,
};

/// An amount in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextAmount {
    pub(super) start: usize,
    end: usize,
    pub(super) raw: String,
    pub(super) yuan: Decimal,
    /// A price or one end of a range: never a sum by itself.
    is_part: bool,
}

/// The amounts of money in a text, in order.
pub(super) fn text_amounts(text: &str, words: &ValueWords) -> Vec<TextAmount> {
    find_amounts(text, words)
        .into_iter()
        .filter(|amount| is_calculable(&amount.yuan))
        .filter_map(|amount| {
            Some(TextAmount {
                start: amount.start,
                end: amount.end,
                raw: text.get(amount.start..amount.end)?.to_owned(),
                yuan: amount.yuan,
                is_part: amount.per.is_some() || amount.in_range,
            })
        })
        .collect()
}

/// True where a number has a scale word but no unit after it: `印刷费3万，`.
fn has_bare_scale(text: &str, units: &Units) -> bool {
    let mut after_digit = false;
    for (at, c) in text.char_indices() {
        let bare = |(_, rest): (_, &str)| !rest.starts_with(char::is_alphanumeric);
        if after_digit && units.scale(&text[at..]).is_some_and(bare) {
            return true;
        }
        after_digit = c.is_ascii_digit();
    }
    false
}

/// The purpose's enumeration, compared with the budget.
enum Enumeration {
    /// There is no plain enumeration, or it agrees with the budget.
    Fine,
    /// There is an enumeration, but one of the figures is uncertain.
    Unclear,
    /// The amounts, their sum and the budget.
    Wrong(Vec<TextAmount>, Decimal, Decimal),
}

fn enumeration(input: &Input, subject: Subject) -> Enumeration {
    let project = subject.project;
    let (Some(purpose), ProjectKind::Target) = (&project.purpose, project.kind) else {
        return Enumeration::Fine;
    };
    let words = &input.vocabulary.values;
    let all = text_amounts(purpose, words);
    if all.len() > MAX_COMPARED_NUMBERS {
        return Enumeration::Unclear;
    }
    let Some(amounts) = parallel_amounts(input, subject, purpose, all) else {
        return Enumeration::Fine;
    };
    let budget = match (subject.budget(), &project.budget.total) {
        (Some(budget), _) if !has_bare_scale(purpose, &words.units) => budget,
        // another rule reports a blank budget
        (None, None) => return Enumeration::Fine,
        _ => return Enumeration::Unclear,
    };
    let sum: Decimal = amounts.iter().map(|amount| amount.yuan).sum();
    let tolerance = input.thresholds.purpose_tolerance * subject.unit_factor();
    let fits = |value: Decimal| (value - budget).abs() <= tolerance;
    if budget.is_zero() || fits(sum) || amounts.iter().any(|amount| fits(amount.yuan)) {
        return Enumeration::Fine;
    }
    Enumeration::Wrong(amounts, sum, budget)
}

/// The amounts of a plain enumeration; `None` for any other text.
fn parallel_amounts(
    input: &Input,
    subject: Subject,
    text: &str,
    all: Vec<TextAmount>,
) -> Option<Vec<TextAmount>> {
    let words = &input.vocabulary.checks.words;
    let mut amounts = Vec::new();
    let mut before_end = 0;
    for amount in all {
        let between = &text[before_end..amount.start];
        let clause = between
            .rsplit(['，', ',', '；', ';', '。', '、', '（', '(', '：', ':'])
            .next()
            .unwrap_or(between);
        let behind = &text[amount.end..];
        if holds(between, &words.nested_words) || inside_bracket(&text[..amount.start]) {
            before_end = amount.end;
            continue;
        }
        let excluded = amount.is_part
            || holds(clause, &words.amount_excluders)
            || names_other_year(input, subject, between)
            || ends(clause.trim_end(), &words.amount_about)
            || begins(behind, &words.amount_inexact)
            || begins(behind, &words.amount_to)
            || behind.starts_with(['*', '×', 'x', 'X', '+', '-', '－', '—', '~', '～', '=', '÷'])
            || ends(between.trim_end(), &words.amount_to)
            || between
                .trim_end()
                .ends_with(['*', '×', '+', '-', '－', '—', '~', '～', '=', '÷']);
        let separated = before_end == 0
            || between
                .trim_start()
                .starts_with(['，', ',', '；', ';', '。', '、', '：', ':', '）', ')', '\n']);
        if excluded || !separated || han_count(clause) < 2 {
            return None;
        }
        before_end = amount.end;
        amounts.push(amount);
    }
    (amounts.len() >= 2).then_some(amounts)
}

fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

fn inside_bracket(before: &str) -> bool {
    let open = before.matches(['（', '(']).count();
    open > before.matches(['）', ')']).count()
}

fn names_other_year(input: &Input, subject: Subject, text: &str) -> bool {
    let mut years = input.vocabulary.checks.year.captures_iter(text);
    years.any(|c| c[1].parse::<i32>().ok() != subject.project.fiscal_year)
}

fn purpose_sum(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        match enumeration(input, subject) {
            Enumeration::Fine => {}
            Enumeration::Unclear => found.push(Finding {
                location: subject.places.purpose,
                ..subject.unclear(
                    "资金用途中的金额或预算数不确定，无法核对合计",
                    "The amounts in the purpose or the budget are uncertain, so their sum could not be checked",
                )
            }),
            Enumeration::Wrong(amounts, sum, budget) => {
                let (a, b) = (subject.money(sum), subject.money(budget));
                let difference = subject.money(sum - budget);
                let off = subject.money((sum - budget).abs());
                let listed: Vec<&str> = amounts.iter().map(|amount| amount.raw.as_str()).collect();
                let finding = Finding {
                    location: subject.places.purpose,
                    evidence: subject.project.purpose.clone(),
                    ..subject.flaw(
                        Severity::Warning,
                        format!("资金用途所列金额（{}）合计{a}，预算数为{b}，相差{off}", listed.join("、")),
                        format!("The amounts in the purpose ({}) add up to {a}, but the budget is {b}, a difference of {off}", listed.join(", ")),
                    )
                };
                found.push(operands(finding, a, b, difference));
            }
        }
    }
    found
}

fn single_substitution(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let Enumeration::Wrong(amounts, sum, budget) = enumeration(input, subject) else {
            continue;
        };
        let rows = subject.rows();
        let costs = rows
            .iter()
            .filter_map(|row| Some((*row, row.absolute_cost(&input.vocabulary.checks.words)?)));
        let costs: Vec<(Row, Result<Decimal, ()>)> = costs.collect();
        if let Some((row, _)) = costs.iter().find(|(_, cost)| cost.is_err()) {
            found.push(row.unclear(
                "成本指标的金额不确定，无法推断资金用途中哪个金额有误",
                "The amount of this cost indicator is uncertain, so the wrong amount in the purpose could not be identified",
            ));
            continue;
        }
        let costs: Vec<(Row, Decimal)> = costs
            .into_iter()
            .filter_map(|(row, cost)| Some((row, cost.ok()?)))
            .collect();
        let Some((amount, row, cost)) = left_over(&amounts, &costs) else {
            continue;
        };
        if sum - amount.yuan + cost == budget {
            found.push(substitution(subject, amount, row, cost));
        }
    }
    found
}

/// The one amount and the one cost that remain when equal ones are paired.
fn left_over<'a, 'b>(
    amounts: &'a [TextAmount],
    costs: &[(Row<'b>, Decimal)],
) -> Option<(&'a TextAmount, Row<'b>, Decimal)> {
    let mut costs: Vec<(Row, Decimal)> = costs.to_vec();
    let mut unpaired = Vec::new();
    for amount in amounts {
        match costs.iter().position(|(_, cost)| *cost == amount.yuan) {
            Some(at) => drop(costs.remove(at)),
            None => unpaired.push(amount),
        }
    }
    match (unpaired.as_slice(), costs.as_slice()) {
        ([amount], [(row, cost)]) => Some((amount, *row, *cost)),
        _ => None,
    }
}

fn substitution(subject: Subject, amount: &TextAmount, row: Row, cost: Decimal) -> Finding {
    let (name, target) = (&row.indicator.level3, &row.indicator.target.raw);
    let raw = &amount.raw;
    let finding = Finding {
        location: subject.places.purpose,
        evidence: Some(raw.clone()),
        ..row.flaw(
            Severity::Info,
            format!("资金用途中的{raw}若改为成本指标“{name}”的{target}，合计即与预算数相等，可能是笔误"),
            format!("If {raw} in the purpose were {target}, as in the cost indicator \"{name}\", the sum would equal the budget; this is probably a typing error"),
        )
    };
    operands(
        finding,
        subject.money(amount.yuan),
        subject.money(cost),
        subject.money(amount.yuan - cost),
    )
}
