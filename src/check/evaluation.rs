//! Rules about self-evaluations: points, rates, shortfalls and overachievement.
//!
//! In: the evaluation's figures and the indicators' actual values, points and reasons. Out: findings at the points or
//! at the actual value. Where the points for budget execution are not printed, they are computed from the rate.

use rust_decimal::Decimal;

use super::directions::is_negative;
use super::execution;
use super::levels::filled;
use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Row, Subject, is_calculable, own_figures};
use super::text::holds;
use crate::finding::{Finding, Severity};
use crate::record::{Op, ProjectKind, Target, TargetKind};
use crate::text::fold_letters;

/// EVL-001: points or the rate of execution do not add up.
pub(super) const SCORE_ARITHMETIC: Rule = Rule {
    code: "score-arithmetic",
    id: "EVL-001",
    severity: Severity::Error,
    check: score_arithmetic,
};

/// EVL-002: a target was missed and no reason is given.
pub(super) const UNEXPLAINED_SHORTFALL: Rule = Rule {
    code: "unexplained-shortfall",
    id: "EVL-002",
    severity: Severity::Warning,
    check: unexplained_shortfall,
};

/// EVL-003: far more than the target, at full points and without an explanation.
pub(super) const OVERACHIEVEMENT: Rule = Rule {
    code: "overachievement",
    id: "EVL-003",
    severity: Severity::Info,
    check: overachievement,
};

fn evaluated<'a>(input: &Input<'a>) -> impl Iterator<Item = Subject<'a>> {
    input
        .subjects()
        .filter(|s| s.project.kind == ProjectKind::SelfEvaluation || s.project.evaluation.is_some())
}

fn score_arithmetic(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in evaluated(input) {
        found.extend(scores_above_weights(subject));
        found.extend(wrong_total(input, subject));
        found.extend(execution::wrong_rate(input, subject));
        found.extend(execution::wrong_points(input, subject));
    }
    found
}

fn scores_above_weights(subject: Subject) -> Vec<Finding> {
    let rows = filled(subject);
    rows.filter_map(|row| {
        let (weight, score) = (row.indicator.weight?, row.indicator.score?);
        if score <= weight {
            return None;
        }
        let name = row.indicator.level3.trim();
        let finding = Finding {
            location: row.places.score,
            evidence: Some(score.to_string()),
            ..row.flaw(
                Severity::Error,
                format!("“{name}”得分{score}高于分值{weight}"),
                format!("\"{name}\" scores {score} of {weight} points"),
            )
        };
        Some(operands(
            finding,
            score.to_string(),
            weight.to_string(),
            (score - weight).to_string(),
        ))
    })
    .collect()
}

fn wrong_total(input: &Input, subject: Subject) -> Option<Finding> {
    let evaluation = subject.project.evaluation.as_ref()?;
    let total = evaluation.total_score.filter(is_calculable)?;
    let rows: Vec<Row> = filled(subject).collect();
    let scores = own_figures(&rows, |row| (row.indicator.score, row.places.score));
    let unclear = |zh, en| {
        Some(Finding {
            location: subject.places.total_score,
            ..subject.unclear(zh, en)
        })
    };
    let Some(scores) = scores.filter(|scores| !scores.is_empty()) else {
        return unclear(
            "有的指标没有读到得分，无法核对总分",
            "The scores of some indicators were not found, so the total could not be checked",
        );
    };
    let sum: Decimal = scores.iter().sum();
    let with_execution = execution::points(subject).map(|points| sum + points);
    let tolerance = input.thresholds.score_tolerance;
    let fits = |expected: Decimal| (total - expected).abs() <= tolerance;
    if fits(sum) || with_execution.is_some_and(fits) {
        return None;
    }
    let weights: Decimal = rows.iter().filter_map(|row| row.indicator.weight).sum();
    let expected = match with_execution {
        Some(expected) if weights < Decimal::ONE_HUNDRED => expected,
        _ if weights >= Decimal::ONE_HUNDRED => sum,
        _ => {
            return unclear(
                "没有读到预算执行率得分，无法核对总分",
                "The score for budget execution was not found, so the total could not be checked",
            );
        }
    };
    Some(total_flaw(subject, total, expected))
}

fn total_flaw(subject: Subject, total: Decimal, expected: Decimal) -> Finding {
    let difference = (total - expected).to_string();
    let off = (total - expected).abs();
    let finding = Finding {
        location: subject.places.total_score,
        evidence: Some(total.to_string()),
        ..subject.flaw(
            Severity::Error,
            format!("总分为{total}，各项得分合计为{expected}，相差{off}"),
            format!(
                "The total is {total}, but the scores add up to {expected}, a difference of {off}"
            ),
        )
    };
    operands(finding, total.to_string(), expected.to_string(), difference)
}

/// A quantified target and the actual value, in the same unit.
enum Reached {
    NotQuantified,
    Unclear,
    Values { target: Decimal, actual: Decimal },
}

fn reached(row: Row) -> Reached {
    let target = &row.indicator.target;
    let Some(actual) = &row.indicator.actual else {
        return Reached::NotQuantified;
    };
    let wanted = matches!(
        target.op,
        Some(Op::AtLeast | Op::Equal | Op::MoreThan | Op::AtMost | Op::LessThan)
    );
    if target.kind != TargetKind::Number || !wanted {
        return Reached::NotQuantified;
    }
    match (in_base(target), in_base(actual)) {
        (Some((wanted, unit)), Some((got, got_unit)))
            if unit == got_unit && actual_is_plain(row) =>
        {
            Reached::Values {
                target: wanted,
                actual: got,
            }
        }
        _ => bare_number(row).unwrap_or(Reached::Unclear),
    }
}

/// An actual value without a unit, in a form that prints the unit only with the target: it has the target's unit.
fn bare_number(row: Row) -> Option<Reached> {
    let target = &row.indicator.target;
    let actual = row.indicator.actual.as_ref()?;
    let (wanted, got) = (target.value?, actual.value?);
    // 0.95 against ≥95% may be a share or a typing error
    let share = target.unit.as_deref() == Some("%") && got <= Decimal::ONE;
    (actual.unit.is_none() && !share && actual_is_plain(row)).then_some(Reached::Values {
        target: wanted,
        actual: got,
    })
}

fn actual_is_plain(row: Row) -> bool {
    let exact =
        |op: Option<Op>| !matches!(op, Some(Op::About | Op::Within | Op::AtMost | Op::LessThan));
    row.indicator
        .actual
        .as_ref()
        .is_some_and(|actual| actual.kind == TargetKind::Number && exact(actual.op))
}

/// The number with its unit; both in the base unit where it has one.
fn in_base(value: &Target) -> Option<(Decimal, Option<&str>)> {
    match (value.base_value, &value.base_unit) {
        (Some(base), Some(unit)) => Some((base, Some(unit.as_str()))),
        _ => Some((value.value?, value.unit.as_deref())),
    }
}

fn is_explained(row: Row) -> bool {
    let reason = row
        .indicator
        .deviation_reason
        .as_deref()
        .unwrap_or_default();
    // 无 and a dash are not explanations
    fold_letters(reason).chars().count() > 1
}

fn at_full_points(row: Row) -> bool {
    row.indicator.score.is_some() && row.indicator.score == row.indicator.weight
}

fn unexplained_shortfall(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in evaluated(input).flat_map(|s| filled(s).collect::<Vec<_>>()) {
        match reached(row) {
            Reached::Unclear => found.push(actual_unclear(row)),
            Reached::Values { target, actual } if is_missed(input, row, target, actual) => {
                let (silent, full) = (!is_explained(row), at_full_points(row));
                let (zh, en) = match (silent, full) {
                    (true, true) => (
                        "却得满分且未说明原因",
                        "but the full score was awarded and no reason is given",
                    ),
                    (true, false) => ("未说明原因", "and no reason is given"),
                    (false, true) => ("却得满分", "but the full score was awarded"),
                    (false, false) => continue,
                };
                let (verb_zh, verb_en) = match is_ceiling(input, row) {
                    true => ("超过", "exceeded"),
                    false => ("未达到", "missed"),
                };
                found.push(compared(row, Severity::Warning, (zh, en), verb_zh, verb_en));
            }
            _ => {}
        }
    }
    found
}

/// Below a floor or above a ceiling. A ceiling on something good is itself wrong; `direction-conflict` reports that.
fn is_missed(input: &Input, row: Row, target: Decimal, actual: Decimal) -> bool {
    let good = || holds(row.stem, &input.vocabulary.checks.words.positive_nouns);
    match row.indicator.target.op {
        _ if is_bare_ceiling(input, row) => actual > target,
        Some(Op::AtMost) => actual > target && !good(),
        Some(Op::LessThan) => actual >= target && !good(),
        Some(Op::MoreThan) => actual <= target,
        _ => actual < target,
    }
}

fn is_ceiling(input: &Input, row: Row) -> bool {
    row.is_at_most() || is_bare_ceiling(input, row)
}

/// A number without an operator is a ceiling where the indicator is a cost, or where its name is about time or
/// something that should not happen (handbook 5.3).
fn is_bare_ceiling(input: &Input, row: Row) -> bool {
    let words = &input.vocabulary.checks.words;
    let cost = || row.under(&words.level_cost) && !holds(row.stem, &words.saving_words);
    let name = || {
        [&words.time_nouns, &words.ceiling_words, &words.low_nouns]
            .iter()
            .any(|list| holds(row.stem, list))
    };
    let raised = || holds(row.stem, &words.raised_words);
    !row.indicator.target.op_explicit
        && !row.flagged(&["change_up", "change_down"])
        && !raised()
        && (cost() || name() || is_negative(words, row.stem))
}

fn overachievement(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in evaluated(input).flat_map(|s| filled(s).collect::<Vec<_>>()) {
        match reached(row) {
            Reached::Unclear => found.push(actual_unclear(row)),
            Reached::Values { target, actual }
                if target > Decimal::ZERO
                    && !is_ceiling(input, row)
                    && actual > target * input.thresholds.overachievement
                    && at_full_points(row)
                    && !is_explained(row) =>
            {
                let why = (
                    "得满分且未说明原因，目标可能定得过低",
                    "with the full score and without a reason; the target may be too low",
                );
                found.push(compared(
                    row,
                    Severity::Info,
                    why,
                    "远超",
                    "greatly exceeded",
                ));
            }
            _ => {}
        }
    }
    found
}

fn actual_unclear(row: Row) -> Finding {
    Finding {
        location: row.places.actual,
        evidence: row
            .indicator
            .actual
            .as_ref()
            .map(|actual| actual.raw.clone()),
        ..row.unclear(
            "实际完成值与指标值单位不同，无法比较",
            "The actual value and the target have no common unit and could not be compared",
        )
    }
}

fn compared(
    row: Row,
    severity: Severity,
    (why_zh, why_en): (&str, &str),
    verb_zh: &str,
    verb_en: &str,
) -> Finding {
    let name = row.indicator.level3.trim();
    let target = row.indicator.target.raw.clone();
    let actual = row
        .indicator
        .actual
        .as_ref()
        .map(|actual| actual.raw.clone());
    let actual = actual.unwrap_or_default();
    Finding {
        location: row.places.actual,
        evidence: Some(actual.clone()),
        operand_a: Some(actual.clone()),
        operand_b: Some(target.clone()),
        difference: row
            .indicator
            .actual
            .as_ref()
            .and_then(|actual| Some((actual.value? - row.indicator.target.value?).to_string())),
        ..row.flaw(
            severity,
            format!("“{name}”实际完成{actual}，{verb_zh}指标值{target}，{why_zh}"),
            format!("\"{name}\" {verb_en} its target {target} with {actual}, {why_en}"),
        )
    }
}
