//! The rows of the page's tables as JSON arrays; `templates/report.js` names the positions.
//!
//! In: records. Out: short arrays, so that a page of many thousand rows stays small. Money is in 万元, exact.

use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::compare::{Comparison, Side};
use crate::finding::{Finding, Severity};
use crate::record::{Amount, Document, Indicator, Project, Target};

/// A list of rows, already encoded.
#[derive(Debug, Default)]
pub(super) struct List {
    text: String,
    len: usize,
}

impl List {
    pub(super) fn push(&mut self, row: &Value) {
        if self.len > 0 {
            self.text.push_str(",\n");
        }
        self.len += 1;
        self.text.push_str(&row.to_string());
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn json(&self) -> String {
        format!("[{}]", self.text)
    }
}

pub(super) fn document(document: &Document, file: Option<&str>) -> Value {
    let count = |severity| {
        let findings = document.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let indicators: usize = document.projects.iter().map(|p| p.indicators.len()).sum();
    json!([
        document.path,
        document.format.map(|format| format.as_str()),
        document.status,
        document.title,
        document.fiscal_year,
        document.projects.len(),
        indicators,
        [
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Info),
            count(Severity::NotEvaluable)
        ],
        document
            .error
            .as_ref()
            .map(|error| [&error.message_zh, &error.message]),
        file,
    ])
}

pub(super) fn project(document: usize, project: &Project, findings: usize) -> Value {
    let unit = project.budget_unit.as_ref();
    let unit = unit.and_then(|unit| unit.name.as_ref().or(unit.code.as_ref()));
    json!([
        document,
        project.project_name,
        unit.or(project.implementing_unit.as_ref()),
        project.fiscal_year,
        project.kind,
        ten_thousand(project.budget.total.as_ref()),
        project.indicators.len(),
        findings,
        project.project_id,
    ])
}

pub(super) fn indicator(project: usize, indicator: &Indicator) -> Value {
    json!([
        project,
        indicator.level1,
        indicator.level2,
        indicator.level3,
        indicator.target.raw,
        indicator.target.kind,
        meaning(&indicator.target),
        indicator.source.table,
        indicator.source.row,
        indicator.actual.as_ref().map(|actual| &actual.raw),
        indicator.level1_source,
    ])
}

pub(super) fn finding(document: usize, project: Option<usize>, finding: &Finding) -> Value {
    let place = finding.location;
    json!([
        document,
        project,
        finding.severity,
        finding.code,
        finding.message_zh,
        finding.message_en,
        finding.evidence,
        finding.operand_a,
        finding.operand_b,
        finding.difference,
        place.table,
        place.row,
        place.column,
        place.line,
        place.page,
        finding.basis,
        finding.finding_id,
    ])
}

/// For each project id its index in the document; the first where two projects have the same id.
pub(super) fn indexes_of_projects(document: &Document) -> HashMap<&str, usize> {
    let projects = document.projects.iter().enumerate().rev();
    projects
        .map(|(index, project)| (project.project_id.as_str(), index))
        .collect()
}

pub(super) fn comparison(documents: &HashMap<&str, usize>, comparison: &Comparison) -> Value {
    let side = |side: &Side| json!([documents.get(side.path.as_str()), side.table, side.row]);
    json!([
        comparison.kind,
        comparison.message_zh,
        comparison.message_en,
        comparison.operand_a,
        comparison.operand_b,
        comparison.difference,
        comparison.demand,
        comparison.linked_by,
        side(&comparison.a),
        side(&comparison.b),
        comparison.share,
    ])
}

/// Money in 万元, exact; `None` where the amount is unknown.
pub(super) fn ten_thousand(amount: Option<&Amount>) -> Option<String> {
    amount?.yuan.map(in_ten_thousand)
}

/// An amount of yuan in 万元, exact.
pub(super) fn in_ten_thousand(yuan: Decimal) -> String {
    (yuan * Decimal::new(1, 4)).normalize().to_string()
}

/// An amount with separators and two decimals, rounded half up as on paper.
pub(super) fn two_decimals(amount: Decimal) -> String {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let text = format!("{:.2}", amount.round_dp_with_strategy(2, strategy));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", &text[..]),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
    format!("{sign}{}.{decimals}", separated(whole))
}

/// A number of things, with separators.
pub(super) fn counted(number: usize) -> String {
    separated(&number.to_string())
}

/// Digits with a comma before every three.
fn separated(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The meaning of a target, in short: `>= 95 %`.
fn meaning(target: &Target) -> String {
    let number = match (target.value, target.value_high) {
        (Some(low), Some(high)) => Some(format!("{low}–{high}")),
        (low, high) => low.or(high).map(|value| value.to_string()),
    };
    let date = match (&target.date_start, &target.date_end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}–{end}")),
        (start, end) => start.clone().or_else(|| end.clone()),
    };
    let op = target.op.map(|op| op.as_str().to_owned());
    let parts = [op, number, target.unit.clone(), date];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_and_separated_for_people() {
        for (amount, expected) in [
            ("0", "0.00"),
            ("8132.5092", "8,132.51"),
            ("1234567.125", "1,234,567.13"),
            ("-1234.5", "-1,234.50"),
            ("999.999", "1,000.00"),
        ] {
            assert_eq!(two_decimals(amount.parse().unwrap()), expected);
        }
        assert_eq!(
            (counted(0), counted(1_000), counted(12_345_678)),
            ("0".into(), "1,000".into(), "12,345,678".into())
        );
    }

    #[test]
    fn money_is_exact_in_ten_thousands() {
        for (yuan, expected) in [("110000.00", "11"), ("1234.5", "0.12345"), ("0", "0")] {
            assert_eq!(in_ten_thousand(yuan.parse().unwrap()), expected);
        }
    }
}
