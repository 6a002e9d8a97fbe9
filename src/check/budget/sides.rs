//! Two halves of a table and several breakdowns of one half: each adds up to the same money.
//!
//! In: the totals of the sets of a table. Out: findings at the first total. Compared only in the same stage and year.

use super::figure::{Figure, Names, Sum, called, differing, named, unclear};
use super::ledger::{Ledger, Set};
use super::totals::{Whole, of_side, wholes};
use crate::check::rule::{Input, Rule};
use crate::finding::{Finding, Severity};
use crate::record::{BudgetTableKind, Side};

/// The total income of a table differs from its total expenditure.
pub(crate) const SIDES_EQUAL: Rule = Rule {
    code: "budget-sides-equal",
    id: "BGT-A04",
    severity: Severity::Error,
    check: sides,
};

/// Two breakdowns of one half have different totals.
pub(crate) const BREAKDOWNS_EQUAL: Rule = Rule {
    code: "budget-breakdowns-equal",
    id: "BGT-A06",
    severity: Severity::Error,
    check: breakdowns,
};

const OTHER_SIDE: Names = Names {
    zh: "支出总计",
    en: "the total expenditure",
};
const OTHER_BREAKDOWN: Names = Names {
    zh: "同一支出按另一分类的合计",
    en: "the total of the other breakdown of the same money",
};

fn sides(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let two_sided = |ledger: &&Ledger| {
        let kind = ledger.table.kind;
        matches!(
            kind,
            BudgetTableKind::Overview | BudgetTableKind::FiscalOverview
        )
    };
    let mut found = Vec::new();
    for ledger in input.ledgers.iter().filter(two_sided) {
        let expenditure = of_side(ledger, Side::Expenditure, endings);
        for whole in of_side(ledger, Side::Income, endings) {
            let other = expenditure.iter().find(|other| other.kind == whole.kind);
            let totals = whole.total.zip(other.and_then(|other| other.total));
            found.extend(match totals {
                Some((income, expenditure)) => equal(&income, &expenditure.into(), OTHER_SIDE),
                None => one_sided(&whole, other),
            });
        }
    }
    found
}

fn equal(figure: &Figure, other: &Sum, names: Names) -> Option<Finding> {
    differing(figure, other, names, Severity::Error)
}

/// A total on one side only: the other was not read, or is not printed.
fn one_sided(whole: &Whole, other: Option<&Whole>) -> Option<Finding> {
    let figure = whole.total.or(other.and_then(|other| other.total))?;
    Some(no_other(&figure))
}

fn no_other(figure: &Figure) -> Finding {
    unclear(
        figure.line,
        format!("没有读到与{}对应的总计，无法核对", named(figure)),
        format!(
            "The total that corresponds to {} was not found, so the two could not be compared",
            called(figure)
        ),
    )
}

fn breakdowns(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let mut found = Vec::new();
    for ledger in input.ledgers {
        for side in [Side::Income, Side::Expenditure] {
            let sets: Vec<&Set> = ledger
                .sets
                .iter()
                .filter(|set| set.side == side && set.breakdown.is_some())
                .collect();
            let Some((last, others)) = sets.split_last() else {
                continue;
            };
            let last = wholes(last, endings);
            for other in others.iter().flat_map(|set| wholes(set, endings)) {
                let whole = last.iter().find(|whole| whole.kind == other.kind);
                found.extend(whole.and_then(|whole| breakdown(whole, &other)));
            }
        }
    }
    found
}

fn breakdown(whole: &Whole, other: &Whole) -> Option<Finding> {
    let (figure, sum) = match whole.total {
        Some(figure) => (figure, other.all()),
        None => (other.total?, whole.all()),
    };
    match sum {
        Some(sum) => equal(&figure, &sum, OTHER_BREAKDOWN),
        None => Some(no_other(&figure)),
    }
}
