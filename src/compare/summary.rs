//! What is kept of a document to compare it with others.
//!
//! In: records. Out: names, budgets, targets, and hashes of the longer texts with their first characters. Findings,
//! funding lines and everything else is not kept.

use rust_decimal::Decimal;

use super::keys::{Key, key_of, name_key, target_key};
use super::{Side, Subject};
use crate::check::text::{folded, shortened};
use crate::limits::MIN_COPIED_TEXT;
use crate::record::{self, Direction, Op, Period, ProjectKind, TargetKind};

/// Characters of a text that are shown.
const SHOWN: usize = 60;

/// One file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) document_id: String,
    /// Empty for a file that could not be opened.
    pub(super) sha256: String,
}

/// One project.
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
    /// Of all that it says.
    pub(super) content: Key,
}

/// One longer text.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) subject: Subject,
    pub(super) key: Key,
    /// Its beginning.
    pub(super) shown: String,
    /// Index of its indicator.
    pub(super) indicator: Option<usize>,
}

/// One indicator.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    pub(super) indicator_id: String,
    pub(super) period: Period,
    pub(super) name: String,
    pub(super) name_key: String,
    pub(super) raw: String,
    /// Name and target.
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
        let opened = document.bytes > 0;
        Self {
            path: document.path.clone(),
            document_id: document.document_id.clone(),
            sha256: if opened {
                document.sha256.clone()
            } else {
                String::new()
            },
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
                .map(folded)
                .filter(|key| !key.is_empty()),
            unit_name,
            name_key: name_key(&name),
            name,
            code: project.project_code.as_deref().map(folded),
            year: project.fiscal_year,
            budget: project.budget.total.as_ref().and_then(|amount| amount.yuan),
            table: project.source.table_first,
            texts: texts(project),
            indicators,
            content: Key::default(),
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

    /// What tells its unit from others: the folded name, else the code.
    pub(super) fn unit(&self) -> Option<&str> {
        self.unit_key.as_deref().or(self.unit_code.as_deref())
    }

    /// The unit for people.
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

/// The texts that are long enough to be somebody's own.
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
            let folded = folded(text);
            (folded.chars().count() >= MIN_COPIED_TEXT).then(|| Text {
                subject,
                key: key_of([folded.as_str()]),
                shown: shortened(text, SHOWN),
                indicator,
            })
        })
        .collect()
}

/// The hash of everything that two saves of one table have in common.
fn content(summary: &Project, project: &record::Project) -> Key {
    let year = summary.year.map(|year| year.to_string());
    let budget = summary.budget.map(|budget| budget.normalize().to_string());
    let purpose = project.purpose.as_deref().map(folded);
    let objectives: Vec<String> = project.objectives.iter().map(|text| folded(text)).collect();
    let head = [
        Some(summary.kind.as_str()),
        summary.unit_code.as_deref(),
        summary.unit_key.as_deref(),
        Some(folded(&summary.name).as_str()),
        summary.code.as_deref(),
        year.as_deref(),
        budget.as_deref(),
        purpose.as_deref(),
    ]
    .map(|part| part.unwrap_or("-").to_owned());
    let indicators = project.indicators.iter().flat_map(|indicator| {
        [
            folded(&indicator.level3),
            indicator.target.raw.split_whitespace().collect(),
            indicator
                .actual
                .as_ref()
                .map(|actual| actual.raw.clone())
                .unwrap_or_default(),
        ]
    });
    let parts: Vec<String> = head
        .into_iter()
        .chain(objectives)
        .chain(indicators)
        .collect();
    key_of(parts.iter().map(String::as_str))
}
