//! The summary that is kept of a document in order to compare it with others.
//!
//! In: records. Out: names, budgets, targets, and hashes of the longer texts with their first characters. Lost:
//! findings, funding lines and everything else.

use rust_decimal::Decimal;

use super::keys::{Key, key_of, name_key, target_key};
use super::model::{Side, Subject};
use crate::limits::MIN_COPIED_TEXT;
use crate::record::{self, Direction, Op, Period, ProjectKind, TargetKind};
use crate::text::{fold_letters, shortened};

/// How many characters of a text are shown.
const SHOWN: usize = 60;

/// One file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) document_id: String,
    /// `None` for an empty file, or one that could not be read.
    pub(super) sha256: Option<String>,
}

/// The summary of one project.
#[derive(Debug, Clone)]
pub(super) struct Project {
    /// Index of its file.
    pub(super) file: usize,
    pub(super) project_id: String,
    pub(super) kind: ProjectKind,
    pub(super) unit_code: Option<String>,
    /// As printed.
    pub(super) unit_name: Option<String>,
    /// Folded.
    pub(super) unit_key: Option<String>,
    /// As printed.
    pub(super) name: String,
    /// Folded, without years; empty where none is printed.
    pub(super) name_key: String,
    pub(super) code: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) budget: Option<Decimal>,
    pub(super) table: u32,
    pub(super) texts: Vec<Text>,
    pub(super) indicators: Vec<Indicator>,
    /// The hash of its whole content; `None` for a blank form.
    pub(super) content: Option<Key>,
}

/// A longer text.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) subject: Subject,
    pub(super) key: Key,
    /// Its first characters.
    pub(super) shown: String,
    /// Index of the indicator it describes.
    pub(super) indicator: Option<usize>,
}

/// The summary of one indicator.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    pub(super) indicator_id: String,
    pub(super) period: Period,
    pub(super) name: String,
    pub(super) name_key: String,
    pub(super) raw: String,
    /// The hash of name and target together.
    pub(super) pair: Key,
    /// The target alone.
    pub(super) target_key: String,
    pub(super) is_number: bool,
    pub(super) op: Option<Op>,
    pub(super) value: Option<Decimal>,
    pub(super) unit: Option<String>,
    pub(super) base_value: Option<Decimal>,
    pub(super) base_unit: Option<String>,
    pub(super) direction: Option<Direction>,
    pub(super) table: u32,
    pub(super) row: u32,
}

impl File {
    pub(super) fn of(document: &record::Document) -> Self {
        Self {
            path: document.path.clone(),
            document_id: document.document_id.clone(),
            sha256: document.sha256.clone().filter(|_| document.bytes > Some(0)),
        }
    }

    pub(super) fn side(&self) -> Side {
        Side {
            path: self.path.clone(),
            document_id: self.document_id.clone(),
            ..Side::default()
        }
    }
}

impl Project {
    pub(super) fn of(project: &record::Project, file: usize) -> Self {
        let unit = project.budget_unit.as_ref();
        let unit_name = unit
            .and_then(|unit| unit.name.clone())
            .or_else(|| project.implementing_unit.clone());
        let indicators: Vec<Indicator> = project
            .indicators
            .iter()
            .map(|indicator| Indicator::of(indicator, project.fiscal_year))
            .collect();
        let name = project.project_name.clone().unwrap_or_default();
        let mut summary = Self {
            file,
            project_id: project.project_id.clone(),
            kind: project.kind,
            unit_code: unit.and_then(|unit| unit.code.clone()),
            unit_key: unit_name
                .as_deref()
                .map(fold_letters)
                .filter(|key| !key.is_empty()),
            unit_name,
            name_key: name_key(&name),
            name,
            code: project.project_code.as_deref().map(fold_letters),
            year: project.fiscal_year,
            budget: project.budget.total.as_ref().and_then(|amount| amount.yuan),
            table: project.source.table_first,
            texts: texts(project),
            indicators,
            content: None,
        };
        summary.content = content(&summary, project);
        summary
    }

    pub(super) fn side(&self, files: &[File]) -> Side {
        Side {
            project_id: Some(self.project_id.clone()),
            table: Some(self.table),
            ..files[self.file].side()
        }
    }

    pub(super) fn indicator_side(&self, files: &[File], indicator: &Indicator) -> Side {
        Side {
            indicator_id: Some(indicator.indicator_id.clone()),
            table: Some(indicator.table),
            row: Some(indicator.row),
            ..self.side(files)
        }
    }

    /// What distinguishes its unit from others: the folded name, else the code.
    pub(super) fn unit(&self) -> Option<&str> {
        self.unit_key.as_deref().or(self.unit_code.as_deref())
    }

    /// The unit as messages show it.
    pub(super) fn unit_shown(&self) -> &str {
        let name = self.unit_name.as_deref().or(self.unit_code.as_deref());
        name.unwrap_or_default()
    }
}

impl Indicator {
    fn of(indicator: &record::Indicator, year: Option<i32>) -> Self {
        let target = &indicator.target;
        let name_key = name_key(&indicator.level3);
        let target_key = target_key(target, year);
        Self {
            indicator_id: indicator.indicator_id.clone(),
            period: indicator.period,
            name: indicator.level3.trim().to_owned(),
            raw: target.raw.clone(),
            pair: key_of([name_key.as_str(), &target_key]),
            name_key,
            target_key,
            is_number: target.kind == TargetKind::Number,
            op: target.op,
            value: target.value,
            unit: target.unit.clone(),
            base_value: target.base_value,
            base_unit: target.base_unit.clone(),
            direction: indicator.direction,
            table: indicator.source.table,
            row: indicator.source.row,
        }
    }
}

/// The texts long enough that two units would not write them independently.
fn texts(project: &record::Project) -> Vec<Text> {
    let purpose = project
        .purpose
        .iter()
        .map(|text| (Subject::Purpose, text, None));
    let objectives = project
        .objectives
        .iter()
        .map(|text| (Subject::Objective, text, None));
    let descriptions = project
        .indicators
        .iter()
        .enumerate()
        .filter_map(|(index, indicator)| {
            Some((
                Subject::Description,
                indicator.description.as_ref()?,
                Some(index),
            ))
        });
    purpose
        .chain(objectives)
        .chain(descriptions)
        .filter_map(|(subject, text, indicator)| {
            let folded = fold_letters(text);
            (folded.chars().count() >= MIN_COPIED_TEXT).then(|| Text {
                subject,
                key: key_of([folded.as_str()]),
                shown: shortened(text, SHOWN),
                indicator,
            })
        })
        .collect()
}

/// The hash of everything that two saves of one table have in common; `None` for a blank form, which equals every other
/// blank form.
fn content(summary: &Project, project: &record::Project) -> Option<Key> {
    let named = project
        .indicators
        .iter()
        .any(|one| !fold_letters(&one.level3).is_empty());
    if summary.name_key.is_empty() && !named {
        return None;
    }
    let mut parts = vec![
        summary.kind.as_str().to_owned(),
        text(summary.unit_code.as_deref()),
        text(summary.unit_key.as_deref()),
        fold_letters(&summary.name),
        text(summary.code.as_deref()),
        text(summary.year.map(|year| year.to_string()).as_deref()),
        text(project.purpose.as_deref()),
    ];
    let (objectives, later) = (&project.objectives, &project.objectives_multi_year);
    parts.extend([objectives.len(), later.len()].map(|count| count.to_string()));
    parts.extend(
        objectives
            .iter()
            .chain(later)
            .map(|text| fold_letters(text)),
    );
    money(project, &mut parts);
    for task in &project.tasks {
        parts.extend([
            fold_letters(&task.name),
            text(task.content.as_deref()),
            amount(task.amount.as_ref()),
            amount(task.fiscal_funds.as_ref()),
            amount(task.other_funds.as_ref()),
        ]);
    }
    parts.push(amount(project.tasks_total.as_ref()));
    for indicator in &project.indicators {
        parts.extend(said(indicator));
    }
    Some(key_of(parts.iter().map(String::as_str)))
}

/// Adds the budget, its lines and the figures of a self-evaluation.
fn money(project: &record::Project, parts: &mut Vec<String>) {
    let budget = &project.budget;
    parts.extend(
        [
            &budget.total,
            &budget.fiscal_funds,
            &budget.other_funds,
            &budget.carryover,
            &budget.multi_year_total,
        ]
        .map(|one| amount(one.as_ref())),
    );
    for line in &project.funding {
        parts.extend([
            fold_letters(&line.label),
            line.period.as_str().to_owned(),
            amount(line.amount.as_ref()),
            amount(line.original_amount.as_ref()),
            amount(line.executed.as_ref()),
            number(line.execution_rate),
        ]);
    }
    let Some(evaluation) = &project.evaluation else {
        return;
    };
    parts.extend([
        amount(evaluation.original_budget.as_ref()),
        amount(evaluation.annual_budget.as_ref()),
        amount(evaluation.executed.as_ref()),
        number(evaluation.execution_rate),
        number(evaluation.execution_weight),
        number(evaluation.execution_score),
        number(evaluation.total_score),
        text(evaluation.grade.as_deref()),
    ]);
}

/// The content of one indicator.
fn said(indicator: &record::Indicator) -> [String; 9] {
    let actual = indicator.actual.as_ref().map(|actual| actual.raw.as_str());
    [
        indicator.period.as_str().to_owned(),
        fold_letters(&indicator.level3),
        text(indicator.description.as_deref()),
        without_white_space(&indicator.target.raw),
        actual.map(without_white_space).unwrap_or_default(),
        number(indicator.weight),
        number(indicator.score),
        text(indicator.scoring_rule.as_deref()),
        text(indicator.deviation_reason.as_deref()),
    ]
}

/// The folded text; an absent and a blank text give the same.
fn text(text: Option<&str>) -> String {
    text.map(fold_letters).unwrap_or_default()
}

/// The amount in yuan; as printed where that is unknown.
fn amount(amount: Option<&record::Amount>) -> String {
    match amount.map(|amount| (amount.yuan, &amount.raw)) {
        Some((Some(yuan), _)) => yuan.normalize().to_string(),
        Some((None, raw)) => without_white_space(raw),
        None => String::new(),
    }
}

fn number(number: Option<Decimal>) -> String {
    number.map_or_else(String::new, |number| number.normalize().to_string())
}

fn without_white_space(text: &str) -> String {
    text.split_whitespace().collect()
}
