//! Findings about statutory tables: what was not read, repaired or not understood.

use std::collections::BTreeSet;

use crate::finding::{Finding, Findings, Location, Severity};
use crate::recognize::{Statutory, StatutoryReason, StatutoryTable};
use crate::record::{BudgetTable, ValueKind};
use crate::text::one_line;
use crate::vocabulary::budget::ColumnRole;

/// Reports what no table holds.
pub(super) fn report(statutory: &Statutory, findings: &mut Findings) {
    for unread in &statutory.unread {
        let (code, severity, zh, en) = message(unread.reason);
        findings.push(Finding {
            evidence: Some(unread.text.clone()),
            location: unread.place,
            ..Finding::extraction(code, severity, zh, en)
        });
    }
}

fn message(reason: StatutoryReason) -> (&'static str, Severity, &'static str, &'static str) {
    match reason {
        StatutoryReason::NoTable | StatutoryReason::NoHeader => (
            "budget-layout-unread",
            Severity::Warning,
            "有预决算表的标题，但没有认出表头，该表没有读取",
            "The title of a statutory table, but no header was recognized; the table was not read",
        ),
        StatutoryReason::OutsideColumns => (
            "budget-layout-unread",
            Severity::Warning,
            "这一行有内容不在任何一栏之下，没有读取",
            "A part of this row is below no column of the table; it was not read",
        ),
        StatutoryReason::AlignedByOrder => (
            "budget-row-aligned",
            Severity::Info,
            "这一行与表头没有对齐，按次序归入各栏",
            "The row is not aligned with the header; its cells were assigned to the columns in their order",
        ),
        StatutoryReason::Cut => (
            "budget-layout-unread",
            Severity::Warning,
            "表格行数超出上限，这一行起没有读取",
            "The table has more rows than the limit; it was not read from this row on",
        ),
    }
}

/// Reports an unknown unit of money and unknown columns of a table.
pub(super) fn report_table(table: &StatutoryTable, head: &BudgetTable, findings: &mut Findings) {
    let without_unit = head
        .lines
        .iter()
        .find(|line| line.value_kind == ValueKind::Amount && line.amount_yuan.is_none());
    if let Some(line) = without_unit.filter(|_| head.amount_unit.is_none()) {
        findings.push(Finding {
            evidence: Some(line.amount_raw.clone()),
            location: Location {
                table: Some(line.source.table),
                row: Some(line.source.row),
                column: Some(line.source.column),
                ..Location::default()
            },
            ..Finding::extraction(
                "amount-unit-missing",
                Severity::Warning,
                "预决算表没有写明金额单位，金额只保留原文",
                "The statutory table prints no unit of money; its amounts are kept as printed",
            )
        });
    }
    let mut told = BTreeSet::new();
    let unknown = table
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Value && !column.known);
    for column in unknown {
        let label = column
            .path
            .last()
            .map(|text| one_line(text))
            .unwrap_or_default();
        if told.insert(label.clone()) {
            findings.push(Finding {
                evidence: Some(label.clone()),
                location: column.place,
                ..Finding::extraction(
                    "budget-column-unknown",
                    Severity::Info,
                    format!("预决算表的栏目“{label}”不在词表中，金额照读，含义未定"),
                    format!("The column \"{label}\" of a statutory table is unknown; its values are read without a meaning"),
                )
            });
        }
    }
}
