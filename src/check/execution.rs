//! The execution of the budget in a self-evaluation: its rate and its points.
//!
//! In: the evaluation's figures. Out: the findings of EVL-001 about them, and the points for its total.

use rust_decimal::Decimal;

use super::rule::Input;
use super::subject::operands;
use super::subject::{Subject, is_calculable, yuan};
use crate::finding::{Finding, Severity};
use crate::record::Evaluation;

/// The points as printed; else ten points for spending the whole budget and proportionally fewer for less
/// (财预〔2020〕10号).
pub(super) fn points(subject: Subject) -> Option<Decimal> {
    let evaluation = subject.project.evaluation.as_ref()?;
    if let Some(printed) = evaluation.execution_score.filter(is_calculable) {
        return Some(printed);
    }
    let rate = rate_from_amounts(subject)
        .or_else(|| clear_rate(evaluation))
        .filter(is_calculable)?;
    Some(points_for(Decimal::TEN, rate))
}

/// The printed rate, unless it is ambiguous: without amounts to compare with, 0.86 may be 86 % as a workbook stores it,
/// or a rate below one percent.
fn clear_rate(evaluation: &Evaluation) -> Option<Decimal> {
    evaluation
        .execution_rate
        .filter(|rate| *rate > Decimal::ONE || rate.is_zero())
}

fn points_for(weight: Decimal, rate: Decimal) -> Decimal {
    let points = weight * rate.min(Decimal::ONE_HUNDRED) / Decimal::ONE_HUNDRED;
    points.round_dp(2).normalize()
}

/// Executed amount as a share of the year's budget, in percent.
fn rate_from_amounts(subject: Subject) -> Option<Decimal> {
    let evaluation = subject.project.evaluation.as_ref()?;
    let budget = yuan(evaluation.annual_budget.as_ref()?)?;
    let executed = yuan(evaluation.executed.as_ref()?)?;
    executed
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(budget)
        .filter(is_calculable)
}

/// Reports points that follow neither from the amounts nor from the printed rate.
pub(super) fn wrong_points(input: &Input, subject: Subject) -> Option<Finding> {
    let evaluation = subject.project.evaluation.as_ref()?;
    let printed = evaluation.execution_score.filter(is_calculable)?;
    let weight = evaluation.execution_weight.unwrap_or(Decimal::TEN);
    if weight.is_sign_negative() || weight > Decimal::ONE_HUNDRED {
        return None;
    }
    let rates = [rate_from_amounts(subject), clear_rate(evaluation)];
    let expected: Vec<Decimal> = rates
        .into_iter()
        .flatten()
        .filter(is_calculable)
        .map(|rate| points_for(weight, rate))
        .collect();
    let (first, tolerance) = (*expected.first()?, input.thresholds.score_tolerance);
    if expected
        .iter()
        .any(|points| (printed - points).abs() <= tolerance)
    {
        return None;
    }
    let finding = Finding {
        location: subject.places.execution_score,
        evidence: Some(printed.to_string()),
        ..subject.flaw(
            Severity::Error,
            format!("预算执行得分为{printed}，按分值{weight}和执行率计算应为{first}"),
            format!(
                "The score for budget execution is {printed}; with a maximum of {weight} and this execution rate it should be {first}"
            ),
        )
    };
    Some(operands(
        finding,
        printed.to_string(),
        first.to_string(),
        (printed - first).to_string(),
    ))
}

/// True when `printed` is the rate as a workbook stores it: 0.86 for 86 %. It may differ by half a unit of its last
/// decimal, and never by more than half a percent.
fn is_as_share(printed: Decimal, exact: Decimal) -> bool {
    let scale = printed.scale().clamp(2, 20);
    (Decimal::ZERO..=Decimal::ONE).contains(&printed)
        && (printed * Decimal::ONE_HUNDRED - exact).abs() <= Decimal::new(5, scale - 1)
}

/// Reports a rate that does not equal the executed amount divided by the budget.
pub(super) fn wrong_rate(input: &Input, subject: Subject) -> Option<Finding> {
    let evaluation = subject.project.evaluation.as_ref()?;
    let printed = evaluation.execution_rate.filter(is_calculable)?;
    let location = subject.places.execution_rate;
    let unclear = [&evaluation.annual_budget, &evaluation.executed]
        .into_iter()
        .any(|amount| amount.as_ref().is_some_and(|amount| yuan(amount).is_none()));
    if unclear {
        return Some(Finding {
            location,
            ..subject.unclear(
                "预算数或执行数不是确定的金额，无法核对执行率",
                "The budget or the amount spent is uncertain, so the execution rate could not be checked",
            )
        });
    }
    let exact = rate_from_amounts(subject)?;
    // a rate printed without decimals may differ by half a point
    let rounding = Decimal::new(5, printed.scale().min(20) + 1);
    let tolerance = input.thresholds.score_tolerance.max(rounding);
    let expected = exact.round_dp(2).normalize();
    if (printed - exact).abs() <= tolerance || is_as_share(printed, exact) {
        return None;
    }
    let difference = (printed - expected).to_string();
    let finding = Finding {
        location,
        evidence: Some(printed.to_string()),
        ..subject.flaw(
            Severity::Error,
            format!("执行率为{printed}%，按执行数÷全年预算数计算应为{expected}%"),
            format!(
                "The execution rate is {printed}%; the amount spent divided by the adjusted budget is {expected}%"
            ),
        )
    };
    Some(operands(
        finding,
        format!("{printed}%"),
        format!("{expected}%"),
        format!("{difference}%"),
    ))
}
