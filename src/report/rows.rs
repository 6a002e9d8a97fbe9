//! The rows of the page's tables as JSON arrays; `templates/report.js` names the positions.
//!
//! In: records. Out: short arrays, so that a page of many thousand rows stays small. Money is in 万元, exact.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::compare::{Comparison, Side};
use crate::figures::in_ten_thousand;
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
