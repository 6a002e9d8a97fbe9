//! Rules that compare a target with the indicator's name: which direction is better, and which units can measure it.
//!
//! In: names, operators, units and printed directions. Out: findings at the target. Names outside the word lists are
//! not judged.

use super::rule::{Input, Rule};
use super::subject::Row;
use super::text::{ends, has, holds};
use super::units::{dimension, measures};
use crate::finding::{Finding, Severity};
use crate::record::{Direction, TargetKind};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::checks::{Measure, Words};

/// VAL-006: a ceiling where more is better, or a floor where less is better.
pub(super) const DIRECTION_CONFLICT: Rule = Rule {
    code: "direction-conflict",
    id: "VAL-006",
    severity: Severity::Warning,
    check: direction_conflict,
};

/// VAL-007: a unit that cannot measure what the name counts.
pub(super) const UNIT_NAME_CONFLICT: Rule = Rule {
    code: "unit-name-conflict",
    id: "VAL-007",
    severity: Severity::Warning,
    check: unit_name_conflict,
};

fn direction_conflict(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            if row.indicator.target.kind != TargetKind::Number || !row.indicator.target.op_explicit
            {
                continue;
            }
            let Some((severity, zh, en)) = conflict(words, row, row.stem) else {
                continue;
            };
            let finding = if row.flagged(&["malformed_op", "op_conflict"]) {
                row.unclear(
                    "比较符不确定，无法判断方向是否相符",
                    "The operator is uncertain, so its direction could not be checked",
                )
            } else {
                let (label, raw) = (row.indicator.level3.trim(), &row.indicator.target.raw);
                row.target_flaw(
                    severity,
                    format!("“{label}”的指标值为{raw}：{zh}"),
                    format!("The target of \"{label}\" is {raw}: {en}"),
                )
            };
            found.push(finding);
        }
    }
    found
}

type Conflict = (Severity, &'static str, &'static str);

const CEILING_ON_PRINTED_HIGHER: Conflict = (
    Severity::Warning,
    "标为正向指标，却设了上限",
    "marked as higher is better, but has an upper limit",
);
const FLOOR_UNDER_PRINTED_LOWER: Conflict = (
    Severity::Warning,
    "标为反向指标，却设了下限",
    "marked as lower is better, but has a lower limit",
);
const CEILING_ON_HIGHER: Conflict = (
    Severity::Warning,
    "越高越好的指标设了上限",
    "higher is better, but the target is an upper limit",
);
const FLOOR_UNDER_LOWER: Conflict = (
    Severity::Warning,
    "越低越好的指标设了下限",
    "lower is better, but the target is a lower limit",
);
const FLOOR_UNDER_COST: Conflict = (
    Severity::Warning,
    "成本指标设了下限",
    "a cost should not have a lower limit",
);
const CEILING_ON_OUTPUT: Conflict = (
    Severity::Info,
    "产出数量设了上限",
    "an output quantity has an upper limit",
);

fn conflict(words: &Words, row: Row, name: &str) -> Option<Conflict> {
    let (at_most, at_least) = (row.is_at_most(), row.is_at_least());
    match row.indicator.direction {
        Some(Direction::HigherBetter) if at_most => Some(CEILING_ON_PRINTED_HIGHER),
        Some(Direction::LowerBetter) if at_least => Some(FLOOR_UNDER_PRINTED_LOWER),
        // the printed direction agrees with the operator
        Some(_) => None,
        None if row.flagged(&["change_up", "change_down"]) => None,
        None if at_most => ceiling_conflict(words, row, name),
        None if at_least => floor_conflict(words, row, name),
        None => None,
    }
}

fn ceiling_conflict(words: &Words, row: Row, name: &str) -> Option<Conflict> {
    if is_negative(words, name) {
        return None;
    }
    if is_positive(words, name) {
        return Some(CEILING_ON_HIGHER);
    }
    let output = has(row.level2(), &words.level_quantity);
    let limit = holds(name, &words.ceiling_words) || holds(name, &words.time_nouns);
    (output && !limit).then_some(CEILING_ON_OUTPUT)
}

fn floor_conflict(words: &Words, row: Row, name: &str) -> Option<Conflict> {
    if is_negative(words, name) {
        return Some(FLOOR_UNDER_LOWER);
    }
    // 施工扬尘控制率 among the ecological costs: the noun decides, and a share of something good may have a floor
    let share = ends(name, &words.share_endings) && !holds(name, &words.low_nouns);
    let cost = row.under(&words.level_cost) && !share && !holds(name, &words.saving_words);
    cost.then_some(FLOOR_UNDER_COST)
}

pub(super) fn is_negative(words: &Words, name: &str) -> bool {
    let negated = holds(name, &words.positive_nouns)
        && words
            .positive_nouns
            .iter()
            .any(|noun| is_negated(words, name, noun));
    negated || counts_trouble(words, name) && !holds(name, &words.remedy_words)
}

/// 投诉件数, 事故发生率: the name counts something that should not happen. In 投诉受理数 the complaint is what the work
/// deals with, and 无事故里程 counts kilometres.
fn counts_trouble(words: &Words, name: &str) -> bool {
    let counted = |noun: &str| {
        name.match_indices(noun).any(|(at, _)| {
            let (before, behind) = (&name[..at], &name[at + noun.len()..]);
            let negated = words.negations.iter().any(|no| before.ends_with(&**no));
            !negated && (behind.is_empty() || words.negative_tails.iter().any(|it| it == behind))
        })
    };
    holds(name, &words.negative_nouns) && words.negative_nouns.iter().any(|noun| counted(noun))
}

fn is_positive(words: &Words, name: &str) -> bool {
    words
        .positive_nouns
        .iter()
        .any(|noun| name.ends_with(noun.as_str()) && !is_negated(words, name, noun))
}

/// 不合格率, 未完成率: True when a negation precedes the noun.
fn is_negated(words: &Words, name: &str, noun: &str) -> bool {
    let negated = |before: &str| words.negations.iter().any(|no| before.ends_with(&**no));
    holds(name, &words.negations) && name.match_indices(noun).any(|(at, _)| negated(&name[..at]))
}

fn unit_name_conflict(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            let target = &row.indicator.target;
            let numeric = matches!(target.kind, TargetKind::Number | TargetKind::Range);
            let (true, Some(unit)) = (numeric, target.unit.as_deref()) else {
                continue;
            };
            found.extend(unit_flaw(input.vocabulary, row, unit));
        }
    }
    found
}

fn unit_flaw(vocabulary: &Vocabulary, row: Row, unit: &str) -> Option<Finding> {
    let words = &vocabulary.checks.words;
    let label = row.indicator.level3.trim();
    let expected = expected_dimensions(words, row.stem)?;
    let first = unit.split('/').next().unwrap_or(unit);
    let known = dimension(&vocabulary.values.units, first).is_some();
    if !known || row.flagged(&["unit_incomplete", "unit_ambiguous", "malformed_op"]) {
        return Some(row.unclear(
            "计量单位未收入词表，无法判断是否与指标名称相符",
            "The unit is unknown, so it could not be compared with the name",
        ));
    }
    // 次/年, 册/人: a unit with a divisor can express any rate
    let rate = unit.contains('/') && ends(row.stem, &words.share_endings);
    let fits = rate
        || expected
            .iter()
            .any(|measure| measures(vocabulary, first, measure));
    (!fits).then(|| Finding {
        operand_b: Some(unit.to_owned()),
        ..row.target_flaw(
            Severity::Warning,
            format!("“{label}”不能以“{unit}”计量"),
            format!("\"{label}\" cannot be measured in \"{unit}\""),
        )
    })
}

/// What can measure the thing the name counts; the longest matching ending decides.
fn expected_dimensions<'a>(words: &'a Words, name: &str) -> Option<&'a [Measure]> {
    if ends(name, &words.not_share_endings) {
        return None;
    }
    let timely = words
        .timely_beginnings
        .iter()
        .any(|begin| name.starts_with(begin.as_str()));
    let by_ending = words
        .name_dimensions
        .iter()
        .flat_map(|rule| rule.ending.iter().map(move |ending| (ending, rule)))
        .filter(|(ending, _)| name.ends_with(ending.as_str()))
        .max_by_key(|(ending, _)| ending.len());
    match by_ending {
        Some((_, rule)) => Some(&rule.dimensions),
        None if timely => words
            .name_dimensions
            .iter()
            .find(|rule| {
                rule.ending
                    .iter()
                    .any(|ending| words.timely_beginnings.contains(ending))
            })
            .map(|rule| rule.dimensions.as_slice()),
        None => None,
    }
}
