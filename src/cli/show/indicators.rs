//! The indicators of a project as a table, with the findings about each below it.

use std::io::{self, Write};

use yusuan::finding::Finding;
use yusuan::message::Message;
use yusuan::record::{Indicator, Project, Target, TargetKind};

use super::{Page, look};
use crate::cli::findings::sentence;
use crate::cli::terminal::{Look, Row};

/// Title in both languages, and the content of the cell for an indicator.
type Column = (Message, fn(&Indicator) -> String);

static COLUMNS: [Column; 10] = [
    (Message::name("#"), |indicator| indicator.seq.to_string()),
    (Message::fixed("一级指标", "level 1"), |indicator| {
        indicator.level1.clone().unwrap_or_default()
    }),
    (Message::fixed("二级指标", "level 2"), |indicator| {
        indicator.level2.clone().unwrap_or_default()
    }),
    (Message::fixed("三级指标", "indicator"), |indicator| {
        indicator.level3.clone()
    }),
    (Message::fixed("描述", "description"), |indicator| {
        indicator.description.clone().unwrap_or_default()
    }),
    (Message::fixed("原文", "as printed"), |indicator| {
        indicator.target.raw.clone()
    }),
    (Message::fixed("识别为", "understood as"), |indicator| {
        meaning(&indicator.target)
    }),
    (Message::fixed("完成值", "actual"), |indicator| {
        indicator.actual.as_deref().map(meaning).unwrap_or_default()
    }),
    (Message::fixed("分值", "weight"), |indicator| {
        number(indicator.weight)
    }),
    (Message::fixed("得分", "score"), |indicator| {
        number(indicator.score)
    }),
];

/// Indexes of the columns for levels, which are drawn only where they change.
const LEVELS: [usize; 2] = [1, 2];

/// True for a finding that is drawn below an indicator of the project.
pub(super) fn has(project: &Project, finding: &Finding) -> bool {
    let id = finding.indicator_id.as_ref();
    id.is_some()
        && project
            .indicators
            .iter()
            .any(|i| Some(&i.indicator_id) == id)
}

impl<W: Write> Page<'_, W> {
    /// Draws the indicators. Columns that are empty for all of them are left out.
    pub(super) fn indicators(&mut self, project: &Project) -> io::Result<()> {
        let list = &project.indicators;
        if list.is_empty() {
            return Ok(());
        }
        let used: Vec<usize> = (0..COLUMNS.len())
            .filter(|index| {
                list.iter()
                    .any(|indicator| !cell(*index, indicator).is_empty())
            })
            .collect();
        let header: Vec<&str> = used
            .iter()
            .map(|index| COLUMNS[*index].0.get(self.language))
            .collect();
        let mut rows = Vec::new();
        let mut before = None;
        for indicator in list {
            let cells = used
                .iter()
                .map(|index| match before {
                    Some(before) if is_repeated(*index, before, indicator) => String::new(),
                    _ => cell(*index, indicator),
                })
                .collect();
            let notes = self.notes(indicator);
            rows.push(Row { cells, notes });
            before = Some(indicator);
        }
        self.screen.line(Look::Plain, "")?;
        self.screen.table(&header, &rows)
    }

    fn notes(&self, indicator: &Indicator) -> Vec<(Look, String)> {
        let findings = self.document.findings.iter();
        findings
            .filter(|finding| finding.indicator_id.as_ref() == Some(&indicator.indicator_id))
            .map(|finding| (look(finding.severity), sentence(finding, self.language)))
            .collect()
    }
}

fn cell(index: usize, indicator: &Indicator) -> String {
    COLUMNS[index].1(indicator)
}

/// True for a level that equals the one above, together with all levels before it.
fn is_repeated(index: usize, before: &Indicator, indicator: &Indicator) -> bool {
    LEVELS.contains(&index)
        && LEVELS
            .iter()
            .filter(|level| **level <= index)
            .all(|level| cell(*level, before) == cell(*level, indicator))
}

fn number(number: Option<impl ToString>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// The meaning of a target, in short: `≥ 400 篇`. An implied operator is in brackets: `(=) 1 条`. A target that is not
/// a plain number begins with its kind.
fn meaning(target: &Target) -> String {
    let mut parts = Vec::new();
    if target.kind != TargetKind::Number {
        parts.push(target.kind.as_str().to_owned());
    }
    parts.extend(target.op.map(|op| match target.op_explicit {
        true => op.as_str().to_owned(),
        false => format!("({})", op.as_str()),
    }));
    let value = match (target.value, target.value_high) {
        (Some(low), Some(high)) => Some(format!("{low}..{high}")),
        (low, high) => low.or(high).map(|value| value.to_string()),
    };
    parts.extend(value);
    parts.extend(target.unit.clone());
    let date = match (&target.date_start, &target.date_end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}..{end}")),
        (start, end) => start.clone().or_else(|| end.clone()),
    };
    parts.extend(date);
    let flags: Vec<&str> = target
        .flags
        .iter()
        .map(AsRef::as_ref)
        .filter(|flag| *flag != "implicit_op")
        .collect();
    if !flags.is_empty() {
        parts.push(format!("({})", flags.join(", ")));
    }
    parts.join(" ")
}
