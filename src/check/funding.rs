//! The rule about the total of a budget and its parts.
//!
//! In: the funding lines of a project. Out: findings with both figures in the printed unit. Lost: the record does not
//! hold how a form nests its funding lines, so a sum is wrong only when it is wrong in every nesting; nor does it hold
//! which lines the form has for remaining funds, so a sum that is too small is an error only where the list of parts is
//! complete.

use rust_decimal::Decimal;

use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Subject, yuan};
use crate::finding::{Finding, Location, Severity};
use crate::record::{Amount, Funding, FundingSource, Period};
use crate::vocabulary::Vocabulary;

/// AMT-001: the funding lines do not add up to the total.
pub(super) const FUNDING_PARTS: Rule = Rule {
    code: "funding-parts-mismatch",
    id: "AMT-001",
    severity: Severity::Error,
    check: funding_parts,
};

fn funding_parts(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let (budget, places) = (&subject.project.budget, subject.places);
        let annual = budget.total.as_ref().map(|amount| Total {
            amount,
            period: Period::Annual,
            place: places.budget_total,
            in_text: places.budget_total_in_text,
        });
        let multi_year = budget.multi_year_total.as_ref().map(|amount| Total {
            amount,
            period: Period::MultiYear,
            place: places.multi_year_total,
            in_text: places.multi_year_total_in_text,
        });
        let totals = annual.into_iter().chain(multi_year);
        found.extend(totals.filter_map(|total| compare_parts(input, subject, &total)));
    }
    found
}

/// A printed total.
struct Total<'a> {
    amount: &'a Amount,
    period: Period,
    place: Location,
    /// True when it is one of the amounts of a sentence.
    in_text: bool,
}

fn compare_parts(input: &Input, subject: Subject, total: &Total<'_>) -> Option<Finding> {
    let of_period = |line: &&Funding| line.period == total.period && line.expenditure.is_none();
    let lines: Vec<&Funding> = subject.project.funding.iter().filter(of_period).collect();
    let printed = lines.iter().filter_map(|line| line.amount.as_ref());
    printed.clone().next()?;
    let at_total = |finding| Finding {
        location: total.place,
        evidence: Some(total.amount.raw.clone()),
        ..finding
    };
    let unclear = |zh, en| Some(at_total(subject.unclear(zh, en)));
    if printed.clone().any(|amount| yuan(amount).is_none()) || yuan(total.amount).is_none() {
        return unclear(
            "总额或其构成不是确定的金额，无法核对合计",
            "The total or a part of it is uncertain, so the sum could not be checked",
        );
    }
    let whole = yuan(total.amount)?;
    let known = |line: &&Funding| Some((line.source, yuan(line.amount.as_ref()?)?));
    let parts: Vec<(FundingSource, Decimal)> = lines.iter().filter_map(known).collect();
    let tolerance =
        input.thresholds.amount_rounding * Decimal::from(parts.len() + 1) * subject.unit_factor();
    let mut sums = possible_sums(&parts);
    for nested in lines_inside_others(&lines, input.vocabulary) {
        let without = |(index, line): (usize, &&Funding)| (index != nested).then(|| known(line))?;
        let rest: Vec<_> = lines.iter().enumerate().filter_map(without).collect();
        sums.extend(possible_sums(&rest));
    }
    if sums.iter().any(|sum| (whole - sum).abs() <= tolerance) {
        return None;
    }
    let sum = *sums.first()?;
    if sum < whole && total.in_text {
        return unclear(
            "资金构成写在一句话里，未必列全，无法核对合计",
            "The parts are written in a sentence that may not name all of them, so the sum could not be checked",
        );
    }
    // without the budget's own funds, the lines are outside the total or only some of its parts: 其中：上级资金
    if sum < whole && !lines.iter().any(|line| is_own_funds(line.source)) {
        return None;
    }
    if sum < whole && lines.len() == 1 {
        return unclear(
            "只印出了一项资金构成，无法核对合计",
            "Only one part is printed, so the sum could not be checked",
        );
    }
    let complete = sum > whole || lines.iter().any(|line| is_rest(line.source));
    Some(at_total(parts_flaw(
        subject,
        (whole, sum),
        &lines,
        complete,
    )))
}

/// The indices of lines that call themselves a part (财政拨款, 其中：上级补助): such a line may be a part of the line
/// before it instead of the total.
fn lines_inside_others(lines: &[&Funding], vocabulary: &Vocabulary) -> impl Iterator<Item = usize> {
    (1..lines.len()).filter(move |&index| vocabulary.is_part(&lines[index].label))
}

/// `complete` is true when no further part can be missing from the lines.
fn parts_flaw(
    subject: Subject,
    (whole, sum): (Decimal, Decimal),
    lines: &[&Funding],
    complete: bool,
) -> Finding {
    let (printed, added) = (subject.money(whole), subject.money(sum));
    let difference = subject.money(whole - sum);
    let off = subject.money((whole - sum).abs());
    let (mut zh, mut en) = (
        format!(
            "预算总额为{printed}，各项资金（{}）合计为{added}，相差{off}",
            labels(lines, "、", "（空白）")
        ),
        format!(
            "The total is {printed}, but the funding lines ({}) add up to {added}, a difference of {off}",
            labels(lines, ", ", " (blank)")
        ),
    );
    let severity = if complete {
        Severity::Error
    } else {
        zh += "；表中没有其他资金一栏，构成可能未列全";
        en += "; the form has no line for other funds, so a part may be missing";
        Severity::Warning
    };
    operands(subject.flaw(severity, zh, en), printed, added, difference)
}

/// The labels of the lines. A line without an amount counts as zero and is marked `blank`.
fn labels(lines: &[&Funding], between: &str, blank: &str) -> String {
    let label = |line: &&Funding| match line.amount {
        Some(_) => line.label.clone(),
        None => format!("{}{blank}", line.label),
    };
    lines.iter().map(label).collect::<Vec<_>>().join(between)
}

/// The budget's own funds: without a line for them, a list of parts is not complete.
fn is_own_funds(source: FundingSource) -> bool {
    use FundingSource as S;
    matches!(
        source,
        S::Fiscal | S::GeneralPublic | S::GovernmentFund | S::StateCapital
    )
}

/// A line for funds from elsewhere: with one, a list of parts is complete.
fn is_rest(source: FundingSource) -> bool {
    use FundingSource as S;
    matches!(source, S::SpecialAccount | S::UnitOwn | S::Other)
}

/// The sums the lines can have, one for each way they may be nested; the plainest reading first.
///
/// 财政资金 may contain the general public budget, the fund budgets, the levels of government and the carry-over
/// (Shanghai's form) or not (the form of 2020); a subtotal may precede its own parts.
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

/// The sums of one group of lines: all lines added; the first as the subtotal of the others; the finer lines instead of
/// them; both together.
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
