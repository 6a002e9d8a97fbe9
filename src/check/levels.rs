//! Rules about the indicator tree: levels that are missing, empty or in the wrong place.
//!
//! In: canonical level-1 and level-2 names of a project's indicators. Out: findings at the project or at the level's
//! cell. Not judged: tables without levels (flat lists), and whole-department tables, which may choose their own
//! levels.

use std::collections::HashSet;

use super::rule::{Input, Rule};
use super::subject::{Row, Subject};
use super::text::{has, holds};
use crate::finding::{Finding, Severity};
use crate::record::{LevelSource, TargetKind};
use crate::text::fold_letters;
use crate::vocabulary::checks::Words;

/// IND-001: a level-1 kind of indicator is missing.
pub(super) const LEVEL1_MISSING: Rule = Rule {
    code: "level1-missing",
    id: "IND-001",
    severity: Severity::Error,
    check: level1_missing,
};

/// IND-002: outputs without quantity, quality or timeliness.
pub(super) const OUTPUT_LEVEL2_MISSING: Rule = Rule {
    code: "output-level2-missing",
    id: "IND-002",
    severity: Severity::Warning,
    check: output_level2_missing,
};

/// IND-003: a building or IT project without cost indicators.
pub(super) const COST_INDICATOR_EXPECTED: Rule = Rule {
    code: "cost-indicator-expected",
    id: "IND-003",
    severity: Severity::Info,
    check: cost_indicator_expected,
};

/// IND-004: a level 2 that does not belong under its level 1.
pub(super) const LEVEL2_UNDER_WRONG_LEVEL1: Rule = Rule {
    code: "level2-under-wrong-level1",
    id: "IND-004",
    severity: Severity::Error,
    check: level2_under_wrong_level1,
};

/// IND-009: a level 2 without an indicator.
pub(super) const EMPTY_SLOT: Rule = Rule {
    code: "empty-slot",
    id: "IND-009",
    severity: Severity::Info,
    check: empty_slot,
};

fn level1_missing(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        let rows = subject.rows();
        if rows.is_empty() {
            found.push(subject.unclear(
                "没有读到绩效指标，无法检查一级指标是否齐全",
                "No indicators were found, so the level-1 indicators could not be checked",
            ));
            continue;
        }
        if rows.iter().all(|row| row.level1().is_empty()) {
            continue;
        }
        let missing = missing_level1(words, &rows);
        if missing.is_empty() {
            continue;
        }
        let unknown = rows.iter().any(|row| !is_known_level1(words, row));
        if unknown {
            found.push(subject.unclear(
                "有的一级指标缺失或名称未收入词表，无法检查是否齐全",
                "A level-1 name is missing or unknown, so completeness could not be checked",
            ));
            continue;
        }
        for (word, severity, en) in missing {
            found.push(Finding {
                evidence: subject.name(),
                ..subject.flaw(
                    severity,
                    format!("缺少{word}指标"),
                    format!("There is no {en} indicator"),
                )
            });
        }
    }
    found
}

fn missing_level1<'a>(words: &'a Words, rows: &[Row]) -> Vec<(&'a str, Severity, &'static str)> {
    let kinds = [
        (
            words.level_output.as_str(),
            Severity::Error,
            "output (产出)",
        ),
        (
            words.level_benefit.as_str(),
            Severity::Warning,
            "benefit (效益)",
        ),
        (
            words.level_satisfaction.as_str(),
            Severity::Info,
            "satisfaction (满意度)",
        ),
    ];
    // older local forms print satisfaction as a level 2 of benefits, or as one of their indicators
    let printed = |word: &str| {
        rows.iter().any(|row| {
            has(row.level1(), word)
                || (word == words.level_satisfaction
                    && (has(row.level2(), word) || has(&row.indicator.level3, word)))
        })
    };
    kinds
        .into_iter()
        .filter(|(word, _, _)| !printed(word))
        .collect()
}

fn is_known_level1(words: &Words, row: &Row) -> bool {
    let level1 = row.level1();
    [
        &words.level_output,
        &words.level_benefit,
        &words.level_satisfaction,
        &words.level_cost,
    ]
    .into_iter()
    .any(|word| has(level1, word))
}

fn output_level2_missing(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        let rows = subject.rows();
        let outputs: Vec<&Row> = rows
            .iter()
            .filter(|row| has(row.level1(), &words.level_output))
            .collect();
        let printed: Vec<&str> = outputs.iter().map(|row| row.level2()).collect();
        if printed.iter().all(|level2| level2.is_empty()) {
            continue;
        }
        let missing = missing_level2(words, &printed);
        let known = |level2: &&str| is_known_level2(words, level2);
        if !missing.is_empty() && !printed.iter().all(known) {
            found.push(subject.unclear(
                "产出指标下有的二级指标缺失或名称未收入词表，无法检查是否齐全",
                "A level-2 name among the outputs is missing or unknown, so completeness could not be checked",
            ));
            continue;
        }
        for (word, severity, en) in missing {
            found.push(Finding {
                location: outputs[0].places.level1,
                evidence: outputs[0].indicator.level1_raw.clone(),
                ..subject.flaw(
                    severity,
                    format!("产出指标中没有{word}指标"),
                    format!("There is no {en} indicator among the outputs"),
                )
            });
        }
    }
    found
}

fn missing_level2<'a>(
    words: &'a Words,
    printed: &[&str],
) -> Vec<(&'a str, Severity, &'static str)> {
    let kinds = [
        (&words.level_quantity, Severity::Warning, "quantity (数量)"),
        (&words.level_quality, Severity::Warning, "quality (质量)"),
        (&words.level_timeliness, Severity::Info, "timeliness (时效)"),
    ];
    kinds
        .into_iter()
        .map(|(word, severity, en)| (word.as_str(), severity, en))
        .filter(|(word, _, _)| !printed.iter().any(|level2| has(level2, word)))
        .collect()
}

fn is_known_level2(words: &Words, level2: &str) -> bool {
    words
        .allowed_level2
        .values()
        .any(|allowed| holds(level2, allowed))
}

fn cost_indicator_expected(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        let project = subject.project;
        let Some(name) = &project.project_name else {
            continue;
        };
        let mut core = fold_letters(name);
        if holds(&core, &words.cost_project_exceptions) {
            for exception in words.cost_project_exceptions.iter() {
                core = core.replace(exception.as_str(), "");
            }
        }
        let rows = subject.rows();
        let levels = rows.iter().any(|row| !row.level1().is_empty());
        let cost = rows.iter().any(|row| row.under(&words.level_cost));
        if !levels || cost || !holds(&core, &words.cost_projects) {
            continue;
        }
        let finding = match project.fiscal_year.or(input.record.fiscal_year) {
            None => subject.unclear(
                "预算年度不明，无法判断是否应设置成本指标",
                "The budget year is unknown, so it is unclear whether cost indicators are required",
            ),
            Some(year) if year < input.thresholds.cost_indicators_from => continue,
            Some(_) => subject.flaw(
                Severity::Info,
                "工程或信息化类项目宜设置成本指标，本项目没有".to_owned(),
                "A construction, repair or IT project should have cost indicators; this one has none"
                    .to_owned(),
            ),
        };
        found.push(Finding {
            location: subject.places.project_name,
            evidence: Some(name.clone()),
            ..finding
        });
    }
    found
}

fn level2_under_wrong_level1(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        let mut reported: HashSet<(&str, &str)> = HashSet::new();
        for row in subject.all_rows() {
            let (level1, level2) = (row.level1(), row.level2());
            let allowed = words
                .allowed_level2
                .iter()
                .find(|(name, _)| **name == level1)
                .map(|(_, allowed)| allowed);
            let misplaced = allowed
                .is_some_and(|allowed| is_known_level2(words, level2) && !holds(level2, allowed));
            let pair = (level1, level2);
            if misplaced && reported.insert(pair) {
                found.push(misplaced_flaw(row));
            }
        }
    }
    found
}

fn misplaced_flaw(row: Row) -> Finding {
    let (level1, level2) = (row.level1(), row.level2());
    let finding = match row.indicator.level1_source {
        // a level 1 that was filled in after a lost merge leaves open which one the author meant
        Some(LevelSource::Carried | LevelSource::Inferred) => row.unclear(
            "一级指标由相邻行推断，无法判断二级指标归类是否正确",
            "Level 1 was inferred from a neighbouring row, so the place of level 2 could not be checked",
        ),
        _ => row.flaw(
            Severity::Error,
            format!("“{level2}”不应归入“{level1}”"),
            format!("\"{level2}\" does not belong under \"{level1}\""),
        ),
    };
    Finding {
        location: row.places.level2,
        evidence: row.indicator.level2_raw.clone(),
        operand_a: Some(level1.to_owned()),
        operand_b: Some(level2.to_owned()),
        ..finding
    }
}

fn empty_slot(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let rows = subject.rows();
        let (empty, filled): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_empty_slot);
        let filled: HashSet<&str> = filled.iter().map(Row::level1).collect();
        let (fixed, alone): (Vec<&Row>, Vec<&Row>) =
            empty.iter().partition(|row| filled.contains(&row.level1()));
        for row in alone {
            found.push(slot_flaw(
                row,
                format!("“{}”下没有填写任何指标", row.level1()),
                format!("There is no indicator under \"{}\"", row.level1()),
            ));
        }
        if let Some(first) = fixed.first() {
            let mut names: Vec<&str> = fixed.iter().map(|row| row.level2()).collect();
            names.dedup();
            let (count, listed) = (fixed.len(), names.join("、"));
            found.push(slot_flaw(
                first,
                format!("表中有{count}个指标栏位空白（{listed}）"),
                format!("{count} indicator rows of the form are blank ({listed})"),
            ));
        }
    }
    found
}

fn is_empty_slot(row: &Row) -> bool {
    let leveled = !row.level1().is_empty() || !row.level2().is_empty();
    leveled
        && row.indicator.level3.trim().is_empty()
        && matches!(row.indicator.target.kind, TargetKind::Empty)
}

fn slot_flaw(row: &Row, zh: String, en: String) -> Finding {
    Finding {
        location: row.places.level2,
        evidence: row.indicator.level2_raw.clone(),
        ..row.flaw(Severity::Info, zh, en)
    }
}

/// The indicators of a project without its empty slots.
pub(super) fn filled<'a>(subject: Subject<'a>) -> impl Iterator<Item = Row<'a>> {
    subject.rows().into_iter().filter(|row| !is_empty_slot(row))
}
