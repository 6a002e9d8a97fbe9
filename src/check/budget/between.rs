//! Identities between the tables of a document: overviews, income, expenditure and the tables of each fund.
//!
//! In: the totals of the tables. Out: findings at the total of the first table. Compared only in the same stage and
//! year; where a total may be meant with or without balances, it is enough that one reading fits.

use rust_decimal::Decimal;

use super::figure::{Figure, Names, Sum, called, differing, named, unclear, weight};
use super::ledger::Set;
use super::totals::{Whole, of_side, table_of, whole};
use crate::check::rule::{Input, Rule};
use crate::finding::{Finding, Severity};
use crate::record::{BudgetTableKind as Kind, Fund, Side, Spending};

/// The income of the overview differs from the table of income.
pub(crate) const OVERVIEW_INCOME: Rule = Rule {
    code: "budget-overview-income",
    id: "BGT-B01",
    severity: Severity::Error,
    check: |input| {
        let names = Names {
            zh: "收入总表的合计",
            en: "the total of the table of income",
        };
        totals(input, Kind::Overview, Kind::Income, Side::Income, names)
    },
};

/// The expenditure of the overview differs from the table of expenditure.
pub(crate) const OVERVIEW_EXPENDITURE: Rule = Rule {
    code: "budget-overview-expenditure",
    id: "BGT-B02",
    severity: Severity::Error,
    check: |input| {
        let names = Names {
            zh: "支出总表的合计",
            en: "the total of the table of expenditure",
        };
        totals(
            input,
            Kind::Overview,
            Kind::Expenditure,
            Side::Expenditure,
            names,
        )
    },
};

/// The overview of appropriations differs from the tables of the funds.
pub(crate) const FISCAL_SUM: Rule = Rule {
    code: "budget-fiscal-sum",
    id: "BGT-B06",
    severity: Severity::Error,
    check: fiscal_sum,
};

/// Basic expenditure by function differs from basic expenditure by economic code.
pub(crate) const BASIC_ECONOMIC: Rule = Rule {
    code: "budget-basic-economic",
    id: "BGT-B07",
    severity: Severity::Error,
    check: basic_economic,
};

/// 人员经费 or 公用经费 of the overview differ from those of basic expenditure.
pub(crate) const STAFF_OPERATING: Rule = Rule {
    code: "budget-staff-operating",
    id: "BGT-B08",
    severity: Severity::Warning,
    check: staff_operating,
};

/// The same total is a power of ten apart in two tables.
pub(crate) const UNIT_SCALE: Rule = Rule {
    code: "budget-unit-scale",
    id: "BGT-A14",
    severity: Severity::Error,
    check: unit_scale,
};

const FUND_TABLE: Names = Names {
    zh: "该项资金支出表的合计",
    en: "the total of the table of that fund",
};
const BASIC_TABLE: Names = Names {
    zh: "基本支出表的合计",
    en: "the total of the table of basic expenditure",
};
const BASIC_COLUMN: Names = Names {
    zh: "基本支出表的该项合计",
    en: "that total of the table of basic expenditure",
};

/// The pairs of wholes of one side in two kinds of tables, in the same stage and year.
fn pairs<'a>(
    input: &Input<'a>,
    first: Kind,
    second: Kind,
    side: Side,
) -> Vec<(Whole<'a>, Whole<'a>)> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let of = |kind| {
        let ledger = table_of(input.ledgers, kind);
        ledger
            .map(|ledger| of_side(ledger, side, endings))
            .unwrap_or_default()
    };
    let others = of(second);
    let matching = |whole: Whole<'a>| {
        let other = others
            .iter()
            .find(|other| other.kind == whole.kind)?
            .clone();
        Some((whole, other))
    };
    of(first).into_iter().filter_map(matching).collect()
}

fn totals(input: &Input, first: Kind, second: Kind, side: Side, names: Names) -> Vec<Finding> {
    pairs(input, first, second, side)
        .iter()
        .filter_map(|(first, second)| equal(first, second, names))
        .collect()
}

/// Compares two wholes, with and without the balances of each.
fn equal(first: &Whole, second: &Whole, names: Names) -> Option<Finding> {
    let figure = first.total.or(first.subtotal)?;
    let Some(sum) = second.all() else {
        return Some(no_total(&figure));
    };
    let lefts = [first.all(), first.of_the_year()];
    let rights = [second.all(), second.of_the_year()];
    let fits = lefts
        .iter()
        .flatten()
        .any(|left| rights.iter().flatten().any(|right| same(left, right)));
    if fits || scale(figure.yuan, sum.yuan) {
        return None;
    }
    differing(&figure, &sum, names, Severity::Error)
}

fn same(a: &Sum, b: &Sum) -> bool {
    weight(a.yuan - b.yuan, a.half + b.half, Severity::Error).is_none()
}

fn no_total(figure: &Figure) -> Finding {
    unclear(
        figure.line,
        format!("没有读到与{}对应的合计，无法核对", named(figure)),
        format!(
            "The total that corresponds to {} was not found, so it could not be compared",
            called(figure)
        ),
    )
}

/// True where one of two amounts is 10, 100, … times the other.
fn scale(a: Decimal, b: Decimal) -> bool {
    let (small, large) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
    if small.is_zero() {
        return false;
    }
    let powers = [1_i64, 2, 3, 4, 8].map(|power| Decimal::from(10_i64.pow(power as u32)));
    powers
        .iter()
        .any(|power| small.checked_mul(*power) == Some(large))
}

fn unit_scale(input: &Input) -> Vec<Finding> {
    let kinds = [
        (Kind::Overview, Kind::Income, Side::Income),
        (Kind::Overview, Kind::Expenditure, Side::Expenditure),
        (Kind::Overview, Kind::FiscalOverview, Side::Expenditure),
    ];
    let mut found = Vec::new();
    for (first, second, side) in kinds {
        for (first, second) in pairs(input, first, second, side) {
            let (Some(a), Some(b)) = (first.total, second.all()) else {
                found.extend(first.total.map(|figure| no_total(&figure)));
                continue;
            };
            if scale(a.yuan, b.yuan) {
                found.extend(b.parts.first().and_then(|part| {
                    let names = Names {
                        zh: "另一张表的同一合计",
                        en: "the same total of another table",
                    };
                    differing(part, &Sum::from(a), names, Severity::Error)
                }));
            }
        }
    }
    found
}

/// The column of a set with that meaning, as a whole.
fn column<'a>(
    set: &Set<'a>,
    is: impl Fn(Option<Fund>, Option<Spending>) -> bool,
) -> Vec<Whole<'a>> {
    let fits = |number: &usize| {
        set.rows.iter().any(|row| {
            let content = row.content(set.table, *number);
            content
                .figure()
                .is_some_and(|figure| is(figure.line.fund, figure.line.spending))
        })
    };
    let columns = (0..set.columns.len()).filter(fits);
    columns
        .map(|number| {
            let column = set.columns[number];
            whole(set, (column.stage, column.year), number)
        })
        .collect()
}

fn fiscal_sum(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let mut found = Vec::new();
    let overview = table_of(input.ledgers, Kind::FiscalOverview);
    let sets = overview.into_iter().flat_map(|ledger| &ledger.sets);
    for set in sets.filter(|set| set.side == Side::Expenditure && set.columns.len() > 1) {
        for (fund, kind) in [
            (Fund::GeneralPublic, Kind::GeneralPublicExpenditure),
            (Fund::GovernmentFund, Kind::GovernmentFund),
            (Fund::StateCapital, Kind::StateCapital),
        ] {
            let Some(ledger) = table_of(input.ledgers, kind) else {
                continue;
            };
            let others = of_side(ledger, Side::Expenditure, endings);
            for first in column(set, |own, _| own == Some(fund)) {
                let other = others.iter().find(|other| other.kind == first.kind);
                found.extend(other.and_then(|other| equal(&first, other, FUND_TABLE)));
            }
        }
    }
    found
}

fn basic_economic(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let mut found = Vec::new();
    let tables = [
        (Kind::GeneralPublicExpenditure, Kind::BasicExpenditure),
        (Kind::FiscalByFunction, Kind::FiscalBasic),
    ];
    for (first, second) in tables {
        let (Some(first), Some(second)) = (
            table_of(input.ledgers, first),
            table_of(input.ledgers, second),
        ) else {
            continue;
        };
        let others = of_side(second, Side::Expenditure, endings);
        for set in &first.sets {
            for basic in column(set, |_, spending| spending == Some(Spending::Basic)) {
                let other = others.iter().find(|other| other.kind == basic.kind);
                found.extend(other.and_then(|other| equal(&basic, other, BASIC_TABLE)));
            }
        }
    }
    found
}

fn staff_operating(input: &Input) -> Vec<Finding> {
    let (Some(overview), Some(basic)) = (
        table_of(input.ledgers, Kind::Overview),
        table_of(input.ledgers, Kind::BasicExpenditure),
    ) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for spending in [Spending::BasicStaff, Spending::BasicOperating] {
        let sets = overview.sets.iter();
        let firsts = sets.flat_map(|set| column(set, |_, own| own == Some(spending)));
        let seconds: Vec<Whole> = basic
            .sets
            .iter()
            .flat_map(|set| column(set, |_, own| own == Some(spending)))
            .collect();
        for first in firsts {
            let second = seconds.iter().find(|second| second.kind == first.kind);
            let finding = second.and_then(|second| equal(&first, second, BASIC_COLUMN));
            found.extend(finding.map(|finding| Finding {
                severity: finding.severity.max(Severity::Warning),
                ..finding
            }));
        }
    }
    found
}
