//! Identities along the rows of a column: a code is the codes below it, a group its parts, a total what it sums.
//!
//! In: the tree of the rows. Out: findings at the sum. A sum whose parts are all blank is not compared where it is zero
//! and cannot be evaluated where it is not.

use rust_decimal::Decimal;

use super::figure::{
    Content, Figure, Names, Sum, called, differing, named, unclear, unread, weight,
};
use super::ledger::Set;
use crate::check::rule::{Input, Rule};
use crate::finding::{Finding, Severity};
use crate::record::{RowKind, Stage, ThreePublicItem};

/// A code differs from the codes one level below it.
pub(crate) const CODE_SUM: Rule = Rule {
    code: "budget-code-sum",
    id: "BGT-A02",
    severity: Severity::Error,
    check: |input| groups(input, true),
};

/// A numbered group differs from the line above it, or parts below 其中 exceed it.
pub(crate) const GROUP_SUM: Rule = Rule {
    code: "budget-group-sum",
    id: "BGT-A05",
    severity: Severity::Error,
    check: |input| groups(input, false),
};

/// A total row differs from what it sums.
pub(crate) const TOTAL_ROW: Rule = Rule {
    code: "budget-total-row",
    id: "BGT-A03",
    severity: Severity::Error,
    check: total_rows,
};

const CODES_BELOW: Names = Names {
    zh: "下一级科目之和",
    en: "the sum of the codes below it",
};
const PARTS: Names = Names {
    zh: "各分项之和",
    en: "the sum of its parts",
};
const OF_WHICH: Names = Names {
    zh: "“其中”各项之和",
    en: "the sum of the parts listed below it",
};
const SUMMED: Names = Names {
    zh: "各项之和",
    en: "the sum of the rows",
};

/// The columns of money: changes are no parts of a sum that the rows must reach.
fn columns(set: &Set) -> impl Iterator<Item = usize> {
    let is_money = |stage: Option<Stage>| !matches!(stage, Some(Stage::Change | Stage::ChangeRate));
    let stages: Vec<_> = set.columns.iter().map(|column| column.stage).collect();
    (0..stages.len()).filter(move |column| is_money(stages[*column]))
}

fn groups(input: &Input, coded: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for set in input.ledgers.iter().flat_map(|ledger| &ledger.sets) {
        let grouped: Vec<usize> = (0..set.nodes.len())
            .filter(|node| !set.nodes[*node].children.is_empty())
            .filter(|node| set.row(*node).is_some_and(|row| row.code().is_some()) == coded)
            .collect();
        if grouped.is_empty() {
            continue;
        }
        for column in columns(set) {
            let values = set.values(column);
            for node in &grouped {
                found.extend(group(set, *node, column, &values));
                found.extend(inner_sums(set, *node, column, &values));
            }
        }
    }
    found
}

/// Compares a row with the rows that belong to it.
fn group(set: &Set, node: usize, column: usize, values: &[Sum]) -> Option<Finding> {
    let figure = set.content(node, column).figure()?;
    let parts = set.parts(node);
    if parts.is_empty() {
        return below_of_which(set, node, figure, values);
    }
    let coded = set.row(node).is_some_and(|row| row.code().is_some());
    let names = if coded { CODES_BELOW } else { PARTS };
    let sum: Sum = parts.iter().map(|part| values[*part].clone()).collect();
    compare(figure, &sum, names)
}

/// Parts below 其中 that do not reach the whole: they must not exceed it.
fn below_of_which(set: &Set, node: usize, figure: Figure, values: &[Sum]) -> Option<Finding> {
    let children = set.nodes[node].children.iter();
    let sum: Sum = children
        .filter(|child| !set.is_sum(**child))
        .map(|child| values[*child].clone())
        .collect();
    if sum.yuan <= figure.yuan {
        return None;
    }
    differing(&figure, &sum, OF_WHICH, Severity::Warning)
}

/// Compares the sum rows inside a group with the rest of the group.
fn inner_sums(set: &Set, node: usize, column: usize, values: &[Sum]) -> Vec<Finding> {
    let sums = set.nodes[node].children.iter().copied();
    let figures = sums
        .filter(|child| set.is_sum(*child))
        .filter_map(|child| set.content(child, column).figure());
    figures
        .filter_map(|figure| {
            let parts = set.parts(node).into_iter();
            let sum: Sum = parts.map(|part| values[part].clone()).collect();
            compare(figure, &sum, PARTS)
        })
        .collect()
}

fn compare(figure: Figure, sum: &Sum, names: Names) -> Option<Finding> {
    if let Some(cell) = sum.unread {
        return Some(unread(&figure, cell));
    }
    if sum.is_blank() {
        return nothing_to_add(&figure);
    }
    differing(&figure, sum, names, Severity::Error)
}

/// A sum other than zero whose parts are all blank.
fn nothing_to_add(figure: &Figure) -> Option<Finding> {
    (!figure.yuan.is_zero()).then(|| {
        unclear(
            figure.line,
            format!("{}的各分项均为空，无法核对", named(figure)),
            format!(
                "All parts of {} are blank, so it could not be checked",
                called(figure)
            ),
        )
    })
}

fn total_rows(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for set in input.ledgers.iter().flat_map(|ledger| &ledger.sets) {
        if !set.roots.iter().any(|root| set.is_sum(*root)) {
            continue;
        }
        for column in columns(set) {
            let values = set.values(column);
            for (at, root) in set.roots.iter().enumerate() {
                if set.is_sum(*root) {
                    found.extend(total_row(set, at, column, &values));
                }
            }
        }
    }
    found
}

/// Compares a sum row with every set of rows that it may sum; it is enough that one of them fits.
fn total_row(set: &Set, at: usize, column: usize, values: &[Sum]) -> Option<Finding> {
    let root = set.roots[at];
    let figure = match set.content(root, column) {
        Content::Printed(figure) => figure,
        Content::Unread(line) => return Some(unclear_total(line)),
        Content::Blank => return None,
    };
    let mut sums = candidates(set, at)
        .into_iter()
        .filter(|rows| !rows.is_empty())
        .map(|rows| {
            rows.into_iter()
                .map(|row| values[row].clone())
                .collect::<Sum>()
        });
    let first = sums.next()?;
    let fits = |sum: &Sum| {
        let off: Decimal = figure.yuan - sum.yuan;
        sum.unread.is_none() && weight(off, figure.half + sum.half, Severity::Error).is_none()
    };
    if fits(&first) || sums.any(|sum| fits(&sum)) {
        return None;
    }
    compare(figure, &first, SUMMED)
}

fn unclear_total(line: &crate::record::BudgetLine) -> Finding {
    unclear(
        line,
        format!("合计“{}”不是确定的金额，无法核对", line.amount_raw),
        format!(
            "The total \"{}\" is not a certain amount and could not be checked",
            line.amount_raw
        ),
    )
}

/// The rows that the sum row at `at` of the roots may sum, the likeliest first.
fn candidates(set: &Set, at: usize) -> Vec<Vec<usize>> {
    let is_balance = |row: &usize| set.kind(*row) == Some(RowKind::Balance);
    let counts = |row: &usize| !set.is_sum(*row) && !is_outside(set, *row);
    let all: Vec<usize> = set.roots.iter().copied().filter(counts).collect();
    let before = &set.roots[..at];
    let since = before
        .iter()
        .rposition(|row| set.is_sum(*row))
        .map_or(0, |sum| sum + 1);
    let near: Vec<usize> = before[since..].iter().copied().filter(counts).collect();
    let until: Vec<usize> = before.iter().copied().filter(counts).collect();
    let after = &set.roots[at + 1..];
    let end = after
        .iter()
        .position(|row| set.is_sum(*row))
        .unwrap_or(after.len());
    let next: Vec<usize> = after[..end].iter().copied().filter(counts).collect();
    let without = |rows: &[usize]| {
        rows.iter()
            .copied()
            .filter(|row| !is_balance(row))
            .collect()
    };
    let lists: Vec<Vec<usize>> = match set.kind(set.roots[at]) {
        Some(RowKind::Total) => vec![
            all.clone(),
            without(&all),
            until.clone(),
            without(&until),
            near,
        ],
        _ => vec![without(&near), near, without(&until), until, next],
    };
    lists
}

/// 机关运行经费 printed below the three public expenses is not part of their sum.
fn is_outside(set: &Set, row: usize) -> bool {
    set.row(row)
        .is_some_and(|row| row.line.item == Some(ThreePublicItem::AgencyRunning))
}
