//! What a value is about: side, breakdown, fund, type of expenditure, item, stage and year.
//!
//! In: the header of a set, its rows and the kind of table. Out: the words of the output. A word that is unknown leaves the
//! dimension null.

use std::ops::Range;

use super::row_set::SetRow;
use super::row_tree::RowNode;
use crate::normalize::year::only_year;
use crate::recognize::{StatutoryColumn, StatutoryTable};
use crate::record::{
    Breakdown, BudgetTableKind as Kind, Fund, RowKind, Side, Spending, Stage, ThreePublicItem,
};
use crate::text::{fold_width, strip_enumeration, without_brackets};
use crate::vocabulary::budget::BudgetWords;

/// What a column says, whatever the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColumnMeaning {
    pub side: Side,
    pub spending: Option<Spending>,
    pub fund: Option<Fund>,
    pub item: Option<ThreePublicItem>,
    pub stage: Option<Stage>,
    pub earlier: bool,
    pub year: Option<i32>,
    pub sum: bool,
    pub price: bool,
    pub of_which: bool,
}

/// The folded texts of the header of a column.
pub(super) fn keys(column: &StatutoryColumn) -> Vec<String> {
    let fold = |text: &String| strip_enumeration(&fold_width(text)).to_owned();
    column.path.iter().map(fold).collect()
}

fn deepest<T>(keys: &[String], meaning: impl Fn(&str) -> Option<T>) -> Option<T> {
    keys.iter().rev().find_map(|key| meaning(key))
}

/// The meaning of a value column.
pub(super) fn meaning_of(
    table: &StatutoryTable,
    set: &Range<usize>,
    at: usize,
    words: &BudgetWords,
) -> ColumnMeaning {
    let column = &table.columns[at];
    let keys = keys(column);
    let sum = |key: &String| words.without_sum(&without_brackets(key)).is_some();
    let side = side_of(table, set, &keys, words);
    ColumnMeaning {
        side,
        spending: deepest(&keys, |key| words.spending.within(key))
            .filter(|_| speaks_of_spending(table.kind, side)),
        fund: fund_of_header(table.kind, &keys, words),
        item: item_of_header(table, &keys, words),
        stage: deepest(&keys, |key| words.stage.within(key)),
        earlier: keys
            .iter()
            .any(|key| words.earlier.is_in(key) && !words.is_balance(key)),
        year: deepest(&column.path, only_year),
        sum: keys.iter().any(sum),
        price: keys.iter().any(|key| words.is_price(key)),
        of_which: keys.iter().any(|key| words.of_which(key).is_some()),
    }
}

/// Tables whose money is not divided by type of expenditure or fund unless a label names one alone.
fn speaks_of_items(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ThreePublic | Kind::AgencyRunning | Kind::Procurement
    )
}

fn speaks_of_spending(kind: Kind, side: Side) -> bool {
    side == Side::Expenditure && !speaks_of_items(kind)
}

fn side_of(
    table: &StatutoryTable,
    set: &Range<usize>,
    keys: &[String],
    words: &BudgetWords,
) -> Side {
    let at_end = |text: &String| {
        let key = without_brackets(&fold_width(text));
        words.sides.at_end(words.without_sum(&key).unwrap_or(&key))
    };
    match table.kind {
        Kind::Income => Side::Income,
        Kind::Overview | Kind::FiscalOverview => {
            let own = keys.first().and_then(at_end);
            let columns = table.columns[set.clone()].iter();
            let of_set = || {
                columns
                    .filter_map(|column| column.path.first())
                    .find_map(at_end)
            };
            own.or_else(of_set).unwrap_or(Side::Expenditure)
        }
        Kind::GovernmentFund | Kind::StateCapital | Kind::GeneralPublicExpenditure => {
            deepest(keys, |key| words.carried.within(key)).unwrap_or(Side::Expenditure)
        }
        _ => Side::Expenditure,
    }
}

fn fund_of_header(kind: Kind, keys: &[String], words: &BudgetWords) -> Option<Fund> {
    if speaks_of_items(kind) {
        return deepest(keys, |key| {
            words.fund_alone(words.of_which(key).unwrap_or(key))
        });
    }
    deepest(keys, |key| words.fund.within(key))
}

/// The fund of a whole kind of table.
fn fund_of_kind(kind: Kind) -> Option<Fund> {
    match kind {
        Kind::FiscalOverview | Kind::FiscalByFunction | Kind::FiscalBasic => Some(Fund::Fiscal),
        Kind::GeneralPublicExpenditure | Kind::BasicExpenditure => Some(Fund::GeneralPublic),
        Kind::GovernmentFund => Some(Fund::GovernmentFund),
        Kind::StateCapital => Some(Fund::StateCapital),
        _ => None,
    }
}

fn item_of_header(
    table: &StatutoryTable,
    keys: &[String],
    words: &BudgetWords,
) -> Option<ThreePublicItem> {
    (table.kind == Kind::ThreePublic)
        .then(|| deepest(keys, |key| item_of(key, words)))
        .flatten()
}

fn item_of(key: &str, words: &BudgetWords) -> Option<ThreePublicItem> {
    words
        .item
        .within(key)
        .or_else(|| words.item.within(&without_brackets(key)))
}

/// The item of a value of a table of the three public expenses.
pub(super) fn item(
    table: &StatutoryTable,
    column: &ColumnMeaning,
    node: &RowNode,
    words: &BudgetWords,
) -> Option<ThreePublicItem> {
    if table.kind != Kind::ThreePublic {
        return None;
    }
    let own = node
        .path
        .iter()
        .rev()
        .find_map(|label| item_of(&fold_width(label), words));
    let item = own.or(column.item).unwrap_or(ThreePublicItem::Total);
    // a sum over all columns or rows is not that of 三公 where the table holds other items too
    let outer = own.is_none() && column.item.is_none();
    let meeting = |text: &str| {
        let key = fold_width(text);
        matches!(
            words.item.within(&key),
            Some(ThreePublicItem::Meeting | ThreePublicItem::Training)
        )
    };
    let in_columns = || {
        table
            .columns
            .iter()
            .flat_map(|column| &column.path)
            .any(|text| meeting(text))
    };
    let in_rows = || {
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().flatten());
        cells.into_iter().any(|cell| meeting(&cell.text))
    };
    Some(match item {
        ThreePublicItem::Total if outer && (in_columns() || in_rows()) => ThreePublicItem::All,
        item => item,
    })
}

/// What the rows of a set divide the money by.
pub(super) fn breakdown_of(
    table: &StatutoryTable,
    set: &Range<usize>,
    rows: &[SetRow<'_>],
    side: Side,
    words: &BudgetWords,
) -> Option<Breakdown> {
    let labelled = table.columns[set.clone()]
        .iter()
        .any(|column| column.role.is_of_label());
    match table.kind {
        Kind::Procurement => return None,
        Kind::ThreePublic => return labelled.then_some(Breakdown::Item),
        Kind::Projects => return Some(Breakdown::Project),
        _ if !labelled => return None,
        _ => {}
    }
    let codes = rows.iter().filter_map(|row| row.codes.first());
    let mut by_code =
        codes
            .filter(|code| code.len() >= 3)
            .filter_map(|code| match code.as_bytes().first() {
                Some(b'2') => Some(Breakdown::Function),
                Some(b'3') => Some(Breakdown::EconomicDepartment),
                Some(b'5') => Some(Breakdown::EconomicGovernment),
                _ => None,
            });
    let mut headers = table.columns[set.clone()].iter().flat_map(keys);
    let by_header = || headers.find_map(|key| words.breakdowns.within(&key));
    by_code.next().or_else(by_header).or_else(|| {
        let spending = |row: &SetRow<'_>| {
            let label = row.label.as_ref();
            label.is_some_and(|label| {
                matches!(
                    words.spending.exactly(&label.text),
                    Some(Spending::Basic | Spending::Project)
                )
            })
        };
        Some(match table.kind {
            _ if side == Side::Income => Breakdown::Fund,
            Kind::BasicExpenditure | Kind::FiscalBasic | Kind::AgencyRunning => {
                Breakdown::EconomicDepartment
            }
            _ if rows.iter().any(spending) => Breakdown::Spending,
            _ => Breakdown::Function,
        })
    })
}

/// The fund of a value.
pub(super) fn fund(
    table: &StatutoryTable,
    column: &ColumnMeaning,
    breakdown: Option<Breakdown>,
    row: &SetRow<'_>,
    node: &RowNode,
    words: &BudgetWords,
) -> Option<Fund> {
    let of_kind = fund_of_kind(table.kind);
    if speaks_of_items(table.kind) {
        let label = row.label.as_ref().map(|label| fold_width(&label.text));
        return label
            .and_then(|label| words.fund_alone(&label))
            .or(column.fund);
    }
    if breakdown == Some(Breakdown::Fund) {
        let mut labels = node.path.iter().rev();
        let mut named = labels
            .by_ref()
            .filter_map(|label| words.fund.within(&fold_width(label)));
        let sum = matches!(node.kind, RowKind::Total | RowKind::Subtotal);
        if let Some(fund) = named.next() {
            return Some(fund);
        }
        if sum {
            return of_kind.or(Some(Fund::Total));
        }
    }
    let income = || (column.side == Side::Income).then_some(Fund::Total);
    column.fund.or(of_kind).or_else(income)
}

/// The type of expenditure of a value; `beside` where other columns of the set say one.
pub(super) fn spending(
    table: &StatutoryTable,
    column: &ColumnMeaning,
    beside: bool,
    breakdown: Option<Breakdown>,
    row: &SetRow<'_>,
    node: &RowNode,
    words: &BudgetWords,
) -> Option<Spending> {
    if !speaks_of_spending(table.kind, column.side) {
        return None;
    }
    let of_spending = breakdown == Some(Breakdown::Spending);
    let label = row.label.as_ref().map(|label| fold_width(&label.text));
    let sum = matches!(node.kind, RowKind::Total | RowKind::Subtotal);
    let of_row = || {
        label
            .and_then(|label| words.spending.within(&label))
            .filter(|_| of_spending || sum)
    };
    column
        .spending
        .or_else(of_row)
        .or_else(|| (column.sum && beside || sum && of_spending).then_some(Spending::Total))
        .or(match table.kind {
            Kind::BasicExpenditure | Kind::FiscalBasic => Some(Spending::Basic),
            Kind::Projects => Some(Spending::Project),
            _ => None,
        })
}
