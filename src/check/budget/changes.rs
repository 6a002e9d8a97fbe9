//! Changes between two columns, amounts below zero, and several precisions in one column.
//!
//! In: the rows and columns of a table. Out: findings at the change, at the amount, or once per table at the first
//! amount of the rarer precision.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figure::{Content, Figure, Names, Sum, called, differing, named, place, unclear};
use super::ledger::{Ledger, Row, Set};
use crate::check::rule::{Input, Rule};
use crate::check::subject::{is_calculable, operands};
use crate::finding::{Finding, Severity};
use crate::record::{BudgetLine, Fund, RowKind, Stage, ValueKind};

/// A change differs from the two amounts that it compares, or a rate from their ratio.
pub(crate) const CHANGE_ARITHMETIC: Rule = Rule {
    code: "budget-change-arithmetic",
    id: "BGT-A07",
    severity: Severity::Error,
    check: |input| each_row(input, changes),
};

/// An amount below zero where only money received or spent makes sense.
pub(crate) const NEGATIVE: Rule = Rule {
    code: "budget-negative",
    id: "BGT-A08",
    severity: Severity::Warning,
    check: |input| each_row(input, negatives),
};

/// A column prints amounts with several numbers of decimals.
pub(crate) const PRECISION_MIXED: Rule = Rule {
    code: "budget-precision-mixed",
    id: "BGT-A13",
    severity: Severity::Info,
    check: |input| input.ledgers.iter().filter_map(mixed).collect(),
};

const THIS_MINUS_LAST: Names = Names {
    zh: "两栏之差",
    en: "the difference of the two columns",
};

fn each_row(input: &Input, check: fn(&Set, &Row) -> Vec<Finding>) -> Vec<Finding> {
    let sets = input.ledgers.iter().flat_map(|ledger| &ledger.sets);
    sets.flat_map(|set| set.rows.iter().flat_map(|row| check(set, row)))
        .collect()
}

/// The two amounts of a row that a change compares: the earlier one, then the later one.
fn compared<'a>(set: &Set<'a>, row: &Row<'a>) -> Option<[Content<'a>; 2]> {
    let money = |line: &&BudgetLine| {
        !is_change(line)
            && matches!(line.value_kind, ValueKind::Amount | ValueKind::Text)
            && line.column_leaf
    };
    let mut lines: Vec<&BudgetLine> = row.lines().filter(money).collect();
    lines.sort_by_key(|line| (line.amount_year, line.stage));
    match lines.as_slice() {
        [first, second]
            if (first.amount_year, first.stage) != (second.amount_year, second.stage) =>
        {
            Some([
                Content::of(set.table, first),
                Content::of(set.table, second),
            ])
        }
        _ => None,
    }
}

fn is_change(line: &BudgetLine) -> bool {
    matches!(line.stage, Some(Stage::Change | Stage::ChangeRate))
}

fn changes(set: &Set, row: &Row) -> Vec<Finding> {
    let mut printed = row.lines().filter(|line| is_change(line)).peekable();
    if printed.peek().is_none() {
        return Vec::new();
    }
    let Some(pair) = compared(set, row) else {
        return Vec::new();
    };
    printed
        .filter_map(|line| match (line.value_kind, pair) {
            (
                ValueKind::Amount | ValueKind::Ratio,
                [Content::Unread(cell), _] | [_, Content::Unread(cell)],
            ) => Some(unread_pair(cell)),
            (ValueKind::Amount, [earlier, later]) => {
                change(Content::of(set.table, line), earlier, later)
            }
            (ValueKind::Ratio, [Content::Printed(earlier), Content::Printed(later)]) => {
                rate(line, &earlier, &later)
            }
            _ => None,
        })
        .collect()
}

fn unread_pair(cell: &BudgetLine) -> Finding {
    unclear(
        cell,
        format!("“{}”不是确定的金额，无法核对增减", cell.amount_raw),
        format!(
            "\"{}\" is not a certain amount, so the change could not be checked",
            cell.amount_raw
        ),
    )
}

fn change(printed: Content, earlier: Content, later: Content) -> Option<Finding> {
    let figure = match printed {
        Content::Printed(figure) => figure,
        Content::Unread(line) => return Some(unread_pair(line)),
        Content::Blank => return None,
    };
    let mut sum = Sum::default();
    sum.add(later);
    let mut base = Sum::default();
    base.add(earlier);
    sum.yuan -= base.yuan;
    sum.half += base.half;
    sum.parts.extend(base.parts);
    if sum.is_blank() {
        return None;
    }
    // 减少 is printed without a sign in some tables
    let unsigned = figure.yuan == -sum.yuan && sum.yuan < Decimal::ZERO;
    if unsigned {
        return None;
    }
    differing(&figure, &sum, THIS_MINUS_LAST, Severity::Error)
}

/// Compares a rate in percent with the two amounts; a base of zero has no rate.
fn rate(line: &BudgetLine, earlier: &Figure, later: &Figure) -> Option<Finding> {
    let printed = line.value.filter(is_calculable)?;
    if earlier.yuan.is_zero() {
        return (!printed.is_zero()).then(|| {
            unclear(
                line,
                format!("基数{}为零，没有增减幅度", named(earlier)),
                format!(
                    "The base {} is zero, so there is no rate of change",
                    called(earlier)
                ),
            )
        });
    }
    let percent = |value: Decimal| {
        value
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(earlier.yuan.abs())
    };
    let expected = percent(later.yuan - earlier.yuan)?;
    let ratio = later.yuan.checked_div(earlier.yuan)?.abs();
    let places = Decimal::new(5, printed.scale() + 1);
    let tolerance = places + percent(later.half + ratio.checked_mul(earlier.half)?)?;
    if (printed - expected).abs() <= tolerance {
        return None;
    }
    let (a, b) = (format!("{printed}%"), format!("{}%", expected.round_dp(2)));
    let difference = format!("{}%", (printed - expected).round_dp(2));
    let finding = Finding {
        location: place(line),
        evidence: Some(line.amount_raw.clone()),
        ..Finding::content(
            "",
            Severity::Warning,
            format!(
                "增减幅度为{a}，按{}和{}计算为{b}",
                named(earlier),
                named(later)
            ),
            format!(
                "The rate of change is {a}, but {} and {} give {b}",
                called(earlier),
                called(later)
            ),
        )
    };
    Some(operands(finding, a, b, difference))
}

fn negatives(set: &Set, row: &Row) -> Vec<Finding> {
    let balance = row.line.row_kind == RowKind::Balance;
    let lines = row.lines().filter(|line| !is_change(line) && !balance);
    let lines = lines.filter(|line| line.fund != Some(Fund::Carryover));
    lines
        .filter_map(|line| match Content::of(set.table, line) {
            Content::Printed(figure) if figure.yuan < Decimal::ZERO => Some(Finding {
                location: place(line),
                evidence: Some(line.amount_raw.clone()),
                ..Finding::content(
                    "",
                    Severity::Warning,
                    format!("{}为负数{}，请核对", named(&figure), line.amount_raw),
                    format!(
                        "{} is negative ({}); check it",
                        called(&figure),
                        line.amount_raw
                    ),
                )
            }),
            Content::Unread(cell) if cell.value_kind == ValueKind::Amount => Some(unclear(
                cell,
                format!("“{}”的金额单位不明，无法判断", cell.amount_raw),
                format!(
                    "The unit of \"{}\" is unknown, so it could not be judged",
                    cell.amount_raw
                ),
            )),
            _ => None,
        })
        .collect()
}

/// The first amount of the rarer precision in a column of several precisions. Zero says nothing about decimals.
fn mixed(ledger: &Ledger) -> Option<Finding> {
    for set in &ledger.sets {
        for column in 0..set.columns.len() {
            let figures: Vec<Figure> = set
                .rows
                .iter()
                .filter_map(|row| row.content(set.table, column).figure())
                .filter(|figure| !figure.yuan.is_zero())
                .collect();
            let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
            for figure in &figures {
                *counts.entry(figure.half.normalize()).or_default() += 1;
            }
            if counts.len() < 2 {
                continue;
            }
            let rare = counts
                .iter()
                .min_by_key(|(_, count)| **count)
                .map(|(half, _)| *half);
            let figure = figures
                .iter()
                .find(|figure| Some(figure.half.normalize()) == rare)?;
            let usual = figures
                .iter()
                .find(|figure| Some(figure.half.normalize()) != rare)?;
            return Some(mixed_finding(figure, usual));
        }
    }
    None
}

fn mixed_finding(figure: &Figure, usual: &Figure) -> Finding {
    let (a, b) = (
        figure.line.amount_raw.clone(),
        usual.line.amount_raw.clone(),
    );
    let finding = Finding {
        location: place(figure.line),
        evidence: Some(a.clone()),
        ..Finding::content(
            "",
            Severity::Info,
            format!(
                "同一栏的金额小数位数不一致：{}为{a}，{}为{b}",
                named(figure),
                named(usual)
            ),
            format!(
                "The amounts of one column have different numbers of decimals: {} is {a}, {} is {b}",
                called(figure),
                called(usual)
            ),
        )
    };
    Finding {
        operand_a: Some(a),
        operand_b: Some(b),
        ..finding
    }
}
