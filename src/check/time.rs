//! Rules about years: deadlines outside the budget year, and years that contradict each other.
//!
//! In: dates of targets, the budget year and its source. Out: findings at the target or the objective. An inferred year
//! never makes an error, because the inference may be what is wrong.

use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Row, Subject};
use super::text::{clause_before, clause_behind, holds};
use crate::finding::{Finding, Severity};
use crate::limits::MAX_COMPARED_NUMBERS;
use crate::record::{Period, TargetKind, YearSource};

/// TIM-001: a deadline before or after the budget year.
pub(super) const DEADLINE_OUTSIDE_YEAR: Rule = Rule {
    code: "deadline-outside-fiscal-year",
    id: "TIM-001",
    severity: Severity::Error,
    check: deadline_outside_year,
};

/// TIM-002: the objective names another year than the title.
pub(super) const YEAR_CONFLICT: Rule = Rule {
    code: "year-conflict",
    id: "TIM-002",
    severity: Severity::Warning,
    check: year_conflict,
};

/// True when the year is printed above the table and not inferred from its content.
fn is_printed(source: Option<YearSource>) -> bool {
    matches!(source, Some(YearSource::Title | YearSource::Heading))
}

fn deadline_outside_year(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            let target = &row.indicator.target;
            let dated = matches!(target.kind, TargetKind::Date | TargetKind::Period);
            let guessed = row.flagged(&["year_inferred"]);
            if !dated || guessed || row.indicator.period == Period::MultiYear {
                continue;
            }
            found.extend(deadline_flaw(subject, row));
        }
    }
    found
}

fn deadline_flaw(subject: Subject, row: Row) -> Option<Finding> {
    let project = subject.project;
    let end = row.indicator.target.date_end.as_deref()?;
    let Some(fiscal) = project.fiscal_year else {
        return Some(row.unclear(
            "预算年度不明，无法判断完成时间是否在年度内",
            "The budget year is unknown, so the deadline could not be compared with it",
        ));
    };
    let year: i32 = end.get(..4)?.parse().ok()?;
    let covered = project.end_date.as_deref().is_some_and(|last| end <= last)
        && project
            .start_date
            .as_deref()
            .is_none_or(|first| end >= first);
    if year == fiscal || covered {
        return None;
    }
    if year < fiscal && !is_printed(project.fiscal_year_source) {
        return Some(row.unclear(
            "预算年度是推断的，无法判断完成时间是否早于年度",
            "The budget year was inferred, so it is unclear whether the deadline is before it",
        ));
    }
    let (name, raw) = (row.indicator.level3.trim(), &row.indicator.target.raw);
    let finding = if year < fiscal {
        row.target_flaw(
            Severity::Error,
            format!("“{name}”的完成时间{raw}早于预算年度{fiscal}年"),
            format!("The deadline {raw} of \"{name}\" is before the budget year {fiscal}"),
        )
    } else {
        row.target_flaw(
            Severity::Warning,
            format!("“{name}”的完成时间{raw}晚于预算年度{fiscal}年"),
            format!("The deadline {raw} of \"{name}\" is after the budget year {fiscal}"),
        )
    };
    Some(operands(
        finding,
        end.to_owned(),
        fiscal.to_string(),
        (year - fiscal).to_string(),
    ))
}

fn year_conflict(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let project = subject.project;
        let (Some(fiscal), true) = (project.fiscal_year, is_printed(project.fiscal_year_source))
        else {
            continue;
        };
        let text = project.objectives.join("\n");
        if input
            .vocabulary
            .checks
            .year
            .find_iter(&text)
            .nth(MAX_COMPARED_NUMBERS)
            .is_some()
        {
            found.push(Finding {
                location: subject.places.objectives,
                ..subject.flaw(
                    Severity::NotEvaluable,
                    format!("绩效目标中的年份超过{MAX_COMPARED_NUMBERS}个，未核对"),
                    format!("The objectives contain more than {MAX_COMPARED_NUMBERS} years, which were not compared"),
                )
            });
            continue;
        }
        let years = years_meant(input, subject, &text);
        let Some((other, printed)) = years.iter().find(|(year, _)| *year != fiscal) else {
            continue;
        };
        if years.iter().any(|(year, _)| *year == fiscal) {
            continue;
        }
        let titles_differ = is_printed(input.record.fiscal_year_source)
            && input.record.fiscal_year.is_some_and(|year| year != fiscal);
        let finding = if titles_differ {
            subject.unclear(
                "文件标题与本表标题的年度不同，无法核对绩效目标中的年度",
                "The titles of the document and of this table have different years, so the year in the objective could not be checked",
            )
        } else {
            subject.flaw(
                Severity::Warning,
                format!("标题为{fiscal}年度，绩效目标写的是{printed}"),
                format!("The year in the title is {fiscal}, but the objective is about {other}"),
            )
        };
        let finding = Finding {
            location: subject.places.objectives,
            evidence: Some(printed.clone()),
            ..finding
        };
        found.push(operands(
            finding,
            fiscal.to_string(),
            other.to_string(),
            (other - fiscal).to_string(),
        ));
    }
    found
}

/// The years a text claims for its own plan: not those of ranges, of document numbers, of the past or of longer plans.
fn years_meant(input: &Input, subject: Subject, text: &str) -> Vec<(i32, String)> {
    let words = &input.vocabulary.checks.words;
    let ranges: Vec<(usize, usize)> = input
        .vocabulary
        .checks
        .year_range
        .find_iter(text)
        .map(|range| (range.start(), range.end()))
        .collect();
    let inside_project = |year: i32| {
        let bound = |date: &Option<String>| {
            date.as_deref()
                .and_then(|d| d.get(..4)?.parse::<i32>().ok())
        };
        let first = bound(&subject.project.start_date);
        let last = bound(&subject.project.end_date);
        first.is_some_and(|first| first <= year) && last.is_some_and(|last| year <= last)
    };
    let mut years = Vec::new();
    for capture in input.vocabulary.checks.year.captures_iter(text) {
        let (Some(whole), Ok(year)) = (capture.get(0), capture[1].parse::<i32>()) else {
            continue;
        };
        let in_range = ranges
            .iter()
            .any(|(start, end)| *start <= whole.start() && whole.start() < *end);
        let before = clause_before(&text[..whole.start()]);
        let behind = clause_behind(&text[whole.end()..]);
        let excluded =
            holds(before, &words.year_exclusions) || holds(behind, &words.year_exclusions);
        if !in_range && !excluded && !inside_project(year) {
            years.push((year, whole.as_str().to_owned()));
        }
    }
    years
}
