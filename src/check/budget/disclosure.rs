//! The disclosure as a whole: which of the prescribed tables it has, and whether notes, years and units of money fit.
//!
//! In: the heads of the tables. Out: findings at the first amount of a table, or without a place where it has none. A
//! document without any statutory table is not a disclosure of a budget and is not judged.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figure::{Content, place};
use super::ledger::Ledger;
use super::titles::name_of;
use super::totals::of_side;
use crate::check::rule::{Input, Rule};
use crate::finding::{Finding, Location, Severity};
use crate::message::Message;
use crate::record::{
    AmountUnitSource, BudgetTable, BudgetTableKind, Scope, Side, TableStatus, ValueKind,
};

/// One of the eight prescribed tables is missing.
pub(crate) const TABLE_MISSING: Rule = Rule {
    code: "budget-table-missing",
    id: "BGT-C01",
    severity: Severity::Error,
    check: missing,
};

/// One kind of table is printed twice.
pub(crate) const TABLE_TWICE: Rule = Rule {
    code: "budget-table-twice",
    id: "BGT-C02",
    severity: Severity::Warning,
    check: twice,
};

/// Another year in a table than in the document.
pub(crate) const YEAR: Rule = Rule {
    code: "budget-year",
    id: "BGT-C07",
    severity: Severity::Warning,
    check: years,
};

/// A table of a department in the document of a unit, or the reverse.
pub(crate) const SCOPE_WORDS: Rule = Rule {
    code: "budget-scope-words",
    id: "BGT-C08",
    severity: Severity::Info,
    check: scopes,
};

/// No unit of money near a table.
pub(crate) const UNIT_MISSING: Rule = Rule {
    code: "budget-unit-missing",
    id: "BGT-C09",
    severity: Severity::Warning,
    check: |input| tables(input).filter_map(unit_missing).collect(),
};

/// Two units of money in one table.
pub(crate) const UNIT_CONFLICT: Rule = Rule {
    code: "budget-unit-conflict",
    id: "BGT-C10",
    severity: Severity::Error,
    check: |input| tables(input).filter_map(unit_conflict).collect(),
};

/// The tables that 财预〔2016〕143号 prescribes.
const PRESCRIBED: [BudgetTableKind; 8] = [
    BudgetTableKind::Overview,
    BudgetTableKind::Income,
    BudgetTableKind::Expenditure,
    BudgetTableKind::FiscalOverview,
    BudgetTableKind::GeneralPublicExpenditure,
    BudgetTableKind::BasicExpenditure,
    BudgetTableKind::ThreePublic,
    BudgetTableKind::GovernmentFund,
];

/// With fewer of the prescribed tables, a document is not a disclosure of a whole budget.
const FEW: usize = 3;
/// With fewer, only some of the tables may be in this file.
const MOST: usize = 5;

/// The code of the finding about a table that was found and not read.
const UNREAD: &str = "budget-layout-unread";

pub(super) fn tables<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a BudgetTable> {
    input.record.budget_tables.iter()
}

/// The place of a table: its first value, else its first part.
pub(super) fn place_of(table: &BudgetTable) -> Location {
    let first = table.lines.first().map(place);
    first.unwrap_or(Location {
        table: table.source.table_first,
        page: table.source.page_first,
        ..Location::default()
    })
}

/// A finding about a table.
pub(super) fn flaw(table: &BudgetTable, severity: Severity, zh: String, en: String) -> Finding {
    Finding {
        location: place_of(table),
        evidence: table.title.clone(),
        ..Finding::content("", severity, zh, en)
    }
}

fn missing(input: &Input) -> Vec<Finding> {
    let found = |kind: &&BudgetTableKind| {
        tables(input).any(|table| table.kind == **kind && table.status != TableStatus::ListedOnly)
    };
    let present = PRESCRIBED.iter().filter(found).count();
    let government = tables(input).any(|table| table.scope == Some(Scope::Government));
    if present < FEW || government {
        return Vec::new();
    }
    let unread = input.reading.iter().any(|finding| finding.code == UNREAD);
    let absent: Vec<BudgetTableKind> = PRESCRIBED
        .iter()
        .filter(|kind| !found(kind))
        .copied()
        .collect();
    let (listed, others): (Vec<BudgetTableKind>, Vec<BudgetTableKind>) = absent
        .into_iter()
        .partition(|kind| tables(input).any(|table| table.kind == *kind));
    let severity = match (unread, present < MOST) {
        (true, _) => Severity::NotEvaluable,
        (false, true) => Severity::Warning,
        (false, false) => Severity::Error,
    };
    let listed = report(
        &listed,
        Severity::Error,
        "目录中列出的表在文件中没有",
        "Tables that the contents list are not in the document",
    );
    let others = report(
        &others,
        severity,
        "没有找到规定公开的表",
        "Prescribed tables were not found",
    );
    listed.into_iter().chain(others).collect()
}

fn report(kinds: &[BudgetTableKind], severity: Severity, zh: &str, en: &str) -> Option<Finding> {
    let names: Vec<Message> = kinds.iter().map(|kind| name_of(*kind)).collect();
    let chinese: Vec<&str> = names.iter().map(|name| &*name.zh).collect();
    let english: Vec<&str> = names.iter().map(|name| &*name.en).collect();
    let (chinese, english) = (chinese.join("、"), english.join(", "));
    (!kinds.is_empty()).then(|| {
        Finding::content(
            "",
            severity,
            format!("{zh}：{chinese}"),
            format!("{en}: {english}"),
        )
    })
}

fn twice(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let mut found = Vec::new();
    let mut first: BTreeMap<(BudgetTableKind, Option<&str>), &Ledger> = BTreeMap::new();
    let printed = input
        .ledgers
        .iter()
        .filter(|ledger| PRESCRIBED.contains(&ledger.table.kind) && !ledger.table.lines.is_empty());
    for ledger in printed {
        let table = ledger.table;
        let unit = table.unit.as_ref().and_then(|unit| unit.name.as_deref());
        let Some(earlier) = first.insert((table.kind, unit), ledger) else {
            continue;
        };
        if (earlier.table.fiscal_year, earlier.table.phase) != (table.fiscal_year, table.phase) {
            continue;
        }
        let severity = match (total(earlier, endings), total(ledger, endings)) {
            (Some(a), Some(b)) if a == b => Severity::Info,
            (Some(_), Some(_)) => Severity::Warning,
            _ => Severity::NotEvaluable,
        };
        let name = name_of(table.kind);
        let at = place_of(earlier.table).table.unwrap_or_default();
        found.push(flaw(
            table,
            severity,
            format!("{}出现两次（另一处为表{at}）", name.zh),
            format!("The {} is printed twice (also as table {at})", name.en),
        ));
    }
    found
}

/// The total of a table: that of its expenditure, else that of its income.
fn total(ledger: &Ledger, endings: &[String]) -> Option<Decimal> {
    let sides = [Side::Expenditure, Side::Income].into_iter();
    let mut wholes = sides.flat_map(|side| of_side(ledger, side, endings));
    wholes.find_map(|whole| whole.all()).map(|sum| sum.yuan)
}

fn years(input: &Input) -> Vec<Finding> {
    let document = input.record.fiscal_year.or_else(|| usual_year(input));
    let mut found = Vec::new();
    for table in tables(input) {
        let Some(year) = table.fiscal_year else {
            continue;
        };
        match document {
            Some(expected) if expected != year => found.push(flaw(
                table,
                Severity::Warning,
                format!("表为{year}年，文件为{expected}年"),
                format!("The table concerns {year}, the document {expected}"),
            )),
            Some(_) => {}
            None => found.push(flaw(
                table,
                Severity::NotEvaluable,
                "文件的预算年度不明，无法核对各表的年度".to_owned(),
                "The budget year of the document is unknown, so the years of the tables could not be compared".to_owned(),
            )),
        }
    }
    found
}

/// The year of most tables; `None` where two years have the same number of tables.
fn usual_year(input: &Input) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for year in tables(input).filter_map(|table| table.fiscal_year) {
        *counts.entry(year).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut years = counts.iter().filter(|(_, count)| **count == most);
    let (year, _) = years.next()?;
    years.next().is_none().then_some(*year)
}

fn scopes(input: &Input) -> Vec<Finding> {
    let count = |scope: Scope| {
        tables(input)
            .filter(|table| table.scope == Some(scope))
            .count()
    };
    let (departments, units) = (count(Scope::Department), count(Scope::Unit));
    let other = match (departments, units) {
        (0, _) | (_, 0) => return Vec::new(),
        (a, b) if a == b => {
            let table = tables(input).next();
            return table
                .map(|table| {
                    flaw(
                        table,
                        Severity::NotEvaluable,
                        "一半的表为部门，一半为单位，无法判断文件的范围".to_owned(),
                        "Half of the tables concern a department and half a unit, so the scope is unclear".to_owned(),
                    )
                })
                .into_iter()
                .collect();
        }
        (a, b) if a > b => Scope::Unit,
        _ => Scope::Department,
    };
    let odd = tables(input).filter(|table| table.scope == Some(other));
    let (zh, en) = match other {
        Scope::Unit => (
            "部门预决算中有单位的表",
            "A table of a unit in the document of a department",
        ),
        _ => (
            "单位预决算中有部门的表",
            "A table of a department in the document of a unit",
        ),
    };
    odd.map(|table| flaw(table, Severity::Info, zh.to_owned(), en.to_owned()))
        .collect()
}

fn unit_missing(table: &BudgetTable) -> Option<Finding> {
    let amounts = table
        .lines
        .iter()
        .filter(|line| line.value_kind == ValueKind::Amount);
    let unknown = amounts.filter(|line| line.amount_yuan.is_none()).count();
    (unknown > 0 && table.amount_unit.is_none()).then(|| {
        flaw(
            table,
            Severity::Warning,
            format!("表中和附近没有金额单位，{unknown}个金额没有折算为元"),
            format!(
                "No unit of money in the table or near it; {unknown} amounts have no value in yuan"
            ),
        )
    })
}

/// The amounts of a table must all have the same unit, unless columns or cells print their own.
fn unit_conflict(table: &BudgetTable) -> Option<Finding> {
    if matches!(
        table.amount_unit_source,
        Some(AmountUnitSource::Column | AmountUnitSource::Cell)
    ) {
        return None;
    }
    let unit = table.amount_unit?.factor();
    let figures = table
        .lines
        .iter()
        .filter_map(|line| Content::of(table, line).figure());
    let mut other = figures.filter(|figure| {
        let decimals = figure
            .line
            .amount_raw
            .rsplit_once('.')
            .map_or(0, |(_, places)| {
                places.chars().take_while(char::is_ascii_digit).count()
            });
        let scale = Decimal::from(10_u64.checked_pow(decimals.min(18) as u32).unwrap_or(1));
        !figure.half.is_zero() && figure.half * Decimal::TWO * scale != unit
    });
    let figure = other.next()?;
    Some(Finding {
        location: place(figure.line),
        evidence: Some(figure.line.amount_raw.clone()),
        ..Finding::content(
            "",
            Severity::Error,
            format!(
                "本表有两种金额单位：“{}”不是{}",
                figure.line.amount_raw,
                table.amount_unit?.as_str()
            ),
            format!(
                "The table has two units of money: \"{}\" is not in {}",
                figure.line.amount_raw,
                table.amount_unit?.as_str()
            ),
        )
    })
}
