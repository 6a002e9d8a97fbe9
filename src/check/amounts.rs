//! Rules about the budget's figures: parts and totals, units, missing figures, one year and several.
//!
//! In: the budget and funding lines of a project. Out: findings with both figures in the printed unit. What is lost:
//! how a form nests its funding lines is not in the record, so a sum is wrong only when it is wrong in every nesting.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::purpose::text_amounts;
use super::subject::{Subject, yuan};
use super::text::{clause_before, holds};
use super::{Input, Rule};
use crate::finding::{Finding, Location, Severity};
use crate::normalize::amount::parse_amount;
use crate::record::{Amount, AmountUnit, Funding, FundingSource, Period};
use crate::vocabulary::values::ValueWords;

/// AMT-001: the funding lines do not add up to the total.
pub(super) const FUNDING_PARTS: Rule = Rule {
    code: "funding-parts-mismatch",
    id: "AMT-001",
    severity: Severity::Error,
    check: funding_parts,
};

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

/// AMT-009: this year's budget is the whole period's.
pub(super) const ANNUAL_MULTI_YEAR: Rule = Rule {
    code: "annual-vs-multi-year-confusion",
    id: "AMT-009",
    severity: Severity::Warning,
    check: annual_multi_year,
};

fn funding_parts(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let budget = &subject.project.budget;
        for (period, total, place) in [
            (Period::Annual, &budget.total, subject.places.budget_total),
            (
                Period::MultiYear,
                &budget.multi_year_total,
                subject.places.multi_year_total,
            ),
        ] {
            if let Some(total) = total {
                found.extend(compare_parts(input, subject, period, total, place));
            }
        }
    }
    found
}

fn compare_parts(
    input: &Input,
    subject: Subject,
    period: Period,
    total: &Amount,
    location: Location,
) -> Option<Finding> {
    let lines: Vec<&Funding> = subject
        .project
        .funding
        .iter()
        .filter(|line| line.period == period && line.amount.is_some())
        .collect();
    if lines.is_empty() {
        return None;
    }
    let parts: Option<Vec<(FundingSource, Decimal)>> = lines
        .iter()
        .map(|line| Some((line.source, yuan(line.amount.as_ref()?)?)))
        .collect();
    let (Some(parts), Some(whole)) = (parts, yuan(total)) else {
        return Some(Finding {
            location,
            evidence: Some(total.raw.clone()),
            ..subject.unclear(
                "总额或其构成不是确定的金额，无法核对合计",
                "The total or a part of it is no certain amount, so the sum could not be checked",
            )
        });
    };
    let tolerance =
        input.thresholds.amount_rounding * Decimal::from(parts.len() + 1) * subject.unit_factor();
    let sums = possible_sums(&parts);
    if sums.iter().any(|sum| (whole - sum).abs() <= tolerance) {
        return None;
    }
    let sum = *sums.first()?;
    if sum < whole && is_sentence(total) {
        return Some(Finding {
            location,
            evidence: Some(total.raw.clone()),
            ..subject.unclear(
                "资金构成写在一句话里，未必列全，无法核对合计",
                "The parts are told in a sentence that need not name them all, so the sum could not be checked",
            )
        });
    }
    // without the budget's own funds the lines are beside the total or only some of its parts: 其中：上级资金
    if sum < whole && !parts.iter().any(|(source, _)| is_own_funds(*source)) {
        return None;
    }
    let labels: Vec<&str> = lines.iter().map(|line| line.label.as_str()).collect();
    Some(Finding {
        location,
        evidence: Some(total.raw.clone()),
        ..parts_flaw(subject, whole, sum, &labels)
    })
}

/// What is printed is more than a figure with its unit.
fn is_sentence(total: &Amount) -> bool {
    let unit = Some(AmountUnit::Yuan);
    parse_amount(&total.raw, unit, ValueWords::builtin())
        .is_some_and(|amount| amount.yuan.is_none())
}

fn parts_flaw(subject: Subject, whole: Decimal, sum: Decimal, labels: &[&str]) -> Finding {
    let (printed, added) = (subject.money(whole), subject.money(sum));
    let difference = subject.money(whole - sum);
    let finding = subject.flaw(
        Severity::Error,
        format!(
            "预算总额为{printed}，各项资金（{}）合计为{added}，相差{difference}",
            labels.join("、")
        ),
        format!(
            "The total is {printed} but the funding lines ({}) add up to {added}, a difference of {difference}",
            labels.join(", ")
        ),
    );
    operands(finding, printed, added, difference)
}

/// The funds that every budget has: without them a list of parts is not complete.
fn is_own_funds(source: FundingSource) -> bool {
    use FundingSource as S;
    matches!(
        source,
        S::Fiscal | S::GeneralPublic | S::GovernmentFund | S::StateCapital
    )
}

/// The sums that the lines may have, whatever way they are nested; the plainest reading first.
///
/// 财政资金 may contain the public budget, fund budgets and levels of government, and the carry-over (Shanghai's form) or
/// not (the form of 2020); a subtotal may stand before its own parts.
fn possible_sums(parts: &[(FundingSource, Decimal)]) -> Vec<Decimal> {
    use FundingSource as S;
    let of = |wanted: &[S]| -> Vec<Decimal> {
        let lines = parts.iter().filter(|(source, _)| wanted.contains(source));
        lines.map(|(_, yuan)| *yuan).collect()
    };
    let fiscal = of(&[S::Fiscal]);
    let budgets = of(&[S::GeneralPublic, S::GovernmentFund, S::StateCapital]);
    let levels = of(&[S::Central, S::Provincial, S::Municipal, S::County]);
    let carried = of(&[S::Carryover]);
    let own = of(&[S::SpecialAccount, S::UnitOwn, S::Other]);
    let mut sums = Vec::new();
    for fiscal_sum in alternatives(&fiscal, &[&budgets, &levels]) {
        for carried_sum in alternatives(&carried, &[]) {
            for own_sum in alternatives(&own, &[]) {
                sums.push(fiscal_sum + carried_sum + own_sum);
            }
        }
        let own_sum: Decimal = own.iter().sum();
        sums.push(fiscal_sum + own_sum);
    }
    sums
}

/// All lines added; the first as the subtotal of the others; the finer lines where the first kind is missing or beside it.
fn alternatives(lines: &[Decimal], finer: &[&[Decimal]]) -> Vec<Decimal> {
    let all: Decimal = lines.iter().sum();
    let mut sums = Vec::new();
    if !lines.is_empty() || finer.iter().all(|group| group.is_empty()) {
        sums.push(all);
    }
    if let Some((first, rest)) = lines.split_first()
        && !rest.is_empty()
    {
        sums.push(*first);
    }
    let finest: Vec<Decimal> = finer.iter().map(|group| group.iter().sum()).collect();
    sums.extend(
        finer
            .iter()
            .zip(&finest)
            .filter(|(group, _)| !group.is_empty())
            .map(|(_, sum)| *sum),
    );
    if finer.iter().all(|group| !group.is_empty()) && !finer.is_empty() {
        sums.push(finest.iter().sum());
    }
    if !lines.is_empty() && finer.iter().any(|group| !group.is_empty()) {
        sums.push(all + finest.iter().sum::<Decimal>());
    }
    sums
}

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
                    "The unit of the budget is uncertain, so units could not be compared",
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
                    format!("同一金额两处相差一万倍：预算数为{a}，此处为{b}，请核对金额单位"),
                    format!("One sum differs ten-thousandfold: the budget is {a}, here it is {b}; check the units"),
                )
            };
            found.push(operands(finding, a, b, subject.money(budget - yuan)));
        }
    }
    found
}

type Figure = (Location, String, Decimal);

/// Figures that should be the budget in another place.
fn other_figures(input: &Input, subject: Subject, namesake: Option<Subject>) -> Vec<Figure> {
    let mut figures = other_budgets(subject, namesake);
    // sums below a thousand yuan are prices: 每人50元 beside a budget of 50万元 is no conflict
    let is_price = |yuan: Decimal| yuan < Decimal::ONE_THOUSAND;
    if !subject.budget().is_some_and(is_price) {
        let mut mentioned = mentioned_sums(input, subject);
        mentioned.retain(|(_, _, yuan)| !is_price(*yuan));
        figures.extend(mentioned);
    }
    figures
}

/// A single funding line, and the same project in the table before.
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

/// Amounts in the purpose, and costs.
fn mentioned_sums(input: &Input, subject: Subject) -> Vec<Figure> {
    let purpose = subject.project.purpose.as_deref().unwrap_or_default();
    let mut figures: Vec<Figure> = text_amounts(purpose)
        .into_iter()
        .map(|amount| (subject.places.purpose, amount.raw, amount.yuan))
        .collect();
    for row in subject.rows() {
        if let Some(Ok(cost)) = row.absolute_cost(&input.lexicon.words) {
            figures.push((row.places.target, row.indicator.target.raw.clone(), cost));
        }
    }
    figures
}

/// True when one is ten thousand times the other.
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
            // a number in an unknown unit is a budget; only words leave it open
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
                    "The budget is blank or zero although a purpose or indicators are given"
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
            "The annual or the multi-year amount is uncertain, so they could not be compared",
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
            format!("项目期为{start}至{end}，但年度预算与实施期总额同为{amount}，可能把总额填成了年度数"),
            format!("The project runs from {start} to {end}, yet the annual budget and the multi-year total are both {amount}; the total may stand in the year's place"),
        )
    };
    Some(operands(
        finding,
        amount.clone(),
        amount,
        subject.money(Decimal::ZERO),
    ))
}

/// ISO dates more than a year apart.
fn longer_than_a_year(start: &str, end: &str) -> bool {
    let year = |date: &str| date.get(..4).and_then(|year| year.parse::<i32>().ok());
    match (year(start), year(end)) {
        (Some(first), Some(last)) => {
            last > first + 1 || (last == first + 1 && end.get(4..) >= start.get(4..))
        }
        _ => false,
    }
}

/// A sentence about this year's money in which every amount belongs to another year or to the whole.
fn narrative_of_other_years(input: &Input, subject: Subject) -> Option<Finding> {
    let words = &input.lexicon.words;
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
    let amounts = text_amounts(sentence);
    let first = amounts.first()?;
    let foreign = amounts.iter().all(|amount| {
        let clause = clause_before(&sentence[..amount.start]);
        let other_year = input
            .lexicon
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
            "The text on this year's budget gives amounts of earlier years or of the whole project only".to_owned(),
        )
    })
}

/// The finding with the two things compared.
pub(super) fn operands(finding: Finding, a: String, b: String, difference: String) -> Finding {
    Finding {
        operand_a: Some(a),
        operand_b: Some(b),
        difference: Some(difference),
        ..finding
    }
}
