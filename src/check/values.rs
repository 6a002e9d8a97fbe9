//! Rules about a target by itself: missing, impossible, vague or malformed.
//!
//! In: parsed targets with their flags, and the indicator's name. Out: findings at the target's cell; vague words give
//! one finding per project.

use rust_decimal::Decimal;

use super::levels::filled;
use super::rule::{Input, Rule};
use super::subject::{Row, Subject};
use super::text::{ends, has, holds};
use super::units::dimension;
use crate::finding::{Finding, Location, Severity};
use crate::message::counted;
use crate::record::{Op, Period, Target, TargetKind};
use crate::text::fold_letters;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::checks::Words;
use crate::vocabulary::units::Dimension;

/// VAL-001: an indicator without a target.
pub(super) const VALUE_MISSING: Rule = Rule {
    code: "value-missing",
    id: "VAL-001",
    severity: Severity::Error,
    check: value_missing,
};

/// VAL-003: a bound that no value, or only one, can meet.
pub(super) const IMPOSSIBLE_BOUND: Rule = Rule {
    code: "impossible-bound",
    id: "VAL-003",
    severity: Severity::Error,
    check: impossible_bound,
};

/// VAL-004: a share printed as a bare number.
pub(super) const PERCENT_SIGN_MISSING: Rule = Rule {
    code: "percent-sign-missing",
    id: "VAL-004",
    severity: Severity::Warning,
    check: percent_sign_missing,
};

/// VAL-005: the name asks for a number, but the target is words.
pub(super) const QUANTITY_NAME_WITH_TEXT: Rule = Rule {
    code: "quantity-name-with-text",
    id: "VAL-005",
    severity: Severity::Warning,
    check: quantity_name_with_text,
};

/// VAL-008: words that cannot be checked; one finding per project.
pub(super) const VAGUE_QUALITATIVE: Rule = Rule {
    code: "vague-qualitative",
    id: "VAL-008",
    severity: Severity::Warning,
    check: vague_qualitative,
};

/// VAL-009: the rating scale is printed in place of the target.
pub(super) const SCALE_INSTEAD_OF_TARGET: Rule = Rule {
    code: "scale-instead-of-target",
    id: "VAL-009",
    severity: Severity::Warning,
    check: scale_instead_of_target,
};

/// VAL-010: a target that was read with doubt.
pub(super) const MALFORMED_VALUE: Rule = Rule {
    code: "malformed-value",
    id: "VAL-010",
    severity: Severity::Warning,
    check: malformed_value,
};

fn value_missing(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        // forms for two periods often leave the multi-year half blank
        let idle = |period: Period| {
            let mut of_period = subject
                .all_rows()
                .filter(|row| row.indicator.period == period);
            period == Period::MultiYear && of_period.all(|row| is_empty(row))
        };
        let idle_multi_year = idle(Period::MultiYear);
        for row in subject.all_rows() {
            let named = fold_letters(&row.indicator.level3).chars().count() > 0;
            let skipped = row.indicator.period == Period::MultiYear && idle_multi_year;
            if !named || skipped || !is_empty(row) {
                continue;
            }
            found.push(missing_flaw(row));
        }
    }
    found
}

fn is_empty(row: Row) -> bool {
    let target = &row.indicator.target;
    let marker = target.kind == TargetKind::Placeholder && row.flagged(&["type_marker"]);
    marker || target.kind == TargetKind::Empty
}

fn missing_flaw(row: Row) -> Finding {
    let name = row.indicator.level3.trim();
    if row.places.target == Location::default() {
        return Finding {
            location: row.places.level3,
            ..row.unclear(
                "没有找到此指标的指标值单元格",
                "No cell for the target of this indicator was found",
            )
        };
    }
    // the operator column contains 定性 and the value is blank
    let marked = !row.indicator.target.raw.trim().is_empty();
    let finding = if marked {
        row.target_flaw(
            Severity::Warning,
            format!("定性指标“{name}”没有填写指标值"),
            format!("The qualitative indicator \"{name}\" has no target"),
        )
    } else {
        row.target_flaw(
            Severity::Error,
            format!("指标“{name}”没有填写指标值"),
            format!("The indicator \"{name}\" has no target"),
        )
    };
    Finding {
        location: row.places.level3,
        evidence: Some(row.indicator.level3.clone()),
        ..finding
    }
}

/// True for names of shares that cannot exceed 100 %.
fn is_bounded_share(words: &Words, name: &str) -> bool {
    let share = has(name, &words.level_satisfaction) || ends(name, &words.share_endings);
    share && !ends(name, &words.not_share_endings) && !holds(name, &words.unbounded_shares)
}

fn impossible_bound(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            let target = &row.indicator.target;
            let numeric = matches!(target.kind, TargetKind::Number | TargetKind::Range);
            let (true, Some(value)) = (numeric, target.value) else {
                continue;
            };
            let name = row.stem;
            let change = row.flagged(&["change_up", "change_down", "base_prev_year"]);
            if row.flagged(&["malformed_op", "op_conflict"]) {
                if is_bounded_share(words, name) {
                    found.push(row.unclear(
                        "指标值书写有误，无法判断能否达到",
                        "The target is malformed, so it could not be checked whether it can be met",
                    ));
                }
            } else if is_bounded_share(words, name) && !change {
                found.extend(share_bound(row, value));
            }
            found.extend(below_zero(input.vocabulary, row, name, value));
        }
    }
    found
}

fn share_bound(row: Row, value: Decimal) -> Option<Finding> {
    let target = &row.indicator.target;
    if target.unit.as_deref() != Some("%") {
        return None;
    }
    let name = row.indicator.level3.trim();
    let raw = &target.raw;
    let highest = target.value_high.unwrap_or(value);
    let whole = value == Decimal::ONE_HUNDRED;
    let finding = if highest > Decimal::ONE_HUNDRED || whole && target.op == Some(Op::MoreThan) {
        row.target_flaw(
            Severity::Error,
            format!("“{name}”不可能超过100%，指标值却为{raw}"),
            format!("\"{name}\" cannot exceed 100%, but its target is {raw}"),
        )
    } else if whole && row.is_at_least() {
        row.target_flaw(
            Severity::Warning,
            format!("“{name}”的指标值为{raw}，只有恰好100%才能达到，宜写作“=100%”"),
            format!("The target of \"{name}\" is {raw}, which only exactly 100% can meet; write \"=100%\" instead"),
        )
    } else {
        return None;
    };
    Some(Finding {
        operand_a: Some(format!("{highest}%")),
        operand_b: Some("100%".to_owned()),
        difference: Some(format!("{}%", highest - Decimal::ONE_HUNDRED)),
        ..finding
    })
}

fn below_zero(vocabulary: &Vocabulary, row: Row, name: &str, value: Decimal) -> Option<Finding> {
    let words = &vocabulary.checks.words;
    let target = &row.indicator.target;
    if target.kind != TargetKind::Number {
        return None;
    }
    let label = row.indicator.level3.trim();
    let raw = &target.raw;
    let unit = target.unit.as_deref();
    let counts = unit
        .is_some_and(|unit| dimension(&vocabulary.values.units, unit) == Some(Dimension::Count));
    // aiming at no accident is sensible, although ≤0次 is clumsy
    let bad = holds(name, &words.negative_nouns);
    if counts && value < Decimal::ZERO {
        return Some(row.target_flaw(
            Severity::Error,
            format!("“{label}”是数量，指标值{raw}却为负数"),
            format!("\"{label}\" is a count, but its target {raw} is negative"),
        ));
    }
    let ceiling_at_zero =
        row.is_at_most() && value.is_zero() && !row.flagged(&["change_up", "change_down"]);
    let measured = counts || target.unit.as_deref() == Some("%");
    (ceiling_at_zero && measured).then(|| {
        row.target_flaw(
            if bad {
                Severity::Warning
            } else {
                Severity::Error
            },
            format!("“{label}”的指标值为{raw}，只有零才能达到"),
            format!("Only zero can meet the target {raw} of \"{label}\""),
        )
    })
}

fn percent_sign_missing(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            let target = &row.indicator.target;
            let name = row.stem;
            let share = ends(name, &words.share_endings) && !ends(name, &words.not_share_endings);
            let (true, TargetKind::Number, None, Some(value)) =
                (share, target.kind, &target.unit, target.value)
            else {
                continue;
            };
            let (label, raw) = (row.indicator.level3.trim(), &target.raw);
            if value > Decimal::ONE_HUNDRED {
                found.push(row.unclear(
                    "比率的指标值没有单位且大于100，含义不明",
                    "The target of a rate has no unit and is above 100, so its meaning is unclear",
                ));
            } else if value > Decimal::ONE {
                found.push(row.target_flaw(
                    Severity::Warning,
                    format!("“{label}”是比率，指标值{raw}没有百分号"),
                    format!("\"{label}\" is a rate, but its target {raw} has no percent sign"),
                ));
            }
        }
    }
    found
}

fn quantity_name_with_text(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects() {
        for row in subject.all_rows() {
            let target = &row.indicator.target;
            let name = row.stem;
            let wants_number =
                ends(name, &words.number_endings) && !ends(name, &words.not_share_endings);
            let in_words = matches!(target.kind, TargetKind::Text | TargetKind::Boolean);
            let text = target.text.as_deref().unwrap_or(&target.raw);
            if !wants_number
                || !in_words
                || holds(text, &words.whole_words)
                || holds(text, &words.baseline_words)
            {
                continue;
            }
            if text.chars().any(char::is_numeric) || row.flagged(&["numeric_hint"]) {
                found.push(row.unclear(
                    "指标值是含有数字的文字，无法判断是否定量",
                    "The target is a text that contains a number, so it is unclear whether it is quantitative",
                ));
                continue;
            }
            let (label, raw) = (row.indicator.level3.trim(), row.printed());
            found.push(row.target_flaw(
                Severity::Warning,
                format!("“{label}”应为数值，指标值却是文字“{raw}”"),
                format!("\"{label}\" should have a number as target, but the target is the text \"{raw}\""),
            ));
        }
    }
    found
}

fn vague_qualitative(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let rows: Vec<Row> = filled(subject).collect();
        let vague: Vec<&Row> = rows
            .iter()
            .filter(|row| is_vague_in(&input.vocabulary.checks.words, &row.indicator.target))
            .collect();
        if let Some(first) = vague.first() {
            found.push(vague_flaw(input, subject, first, vague.len(), rows.len()));
        }
    }
    found
}

/// True for vague words without grade, baseline or standard.
pub fn is_vague(target: &Target) -> bool {
    is_vague_in(&Vocabulary::builtin().checks.words, target)
}

/// Flags of a text that is measured against something.
const MEASURED: &[&str] = &["grade", "ref_budget", "base_prev_year"];

fn is_vague_in(words: &Words, target: &Target) -> bool {
    let text = target.text.as_deref().unwrap_or(&target.raw);
    target.kind == TargetKind::Text
        && holds(text, &words.vague_words)
        && !holds(text, &words.grade_words)
        && !text.chars().any(char::is_numeric)
        && !target.flags.iter().any(|flag| MEASURED.contains(&&**flag))
}

fn vague_flaw(input: &Input, subject: Subject, first: &Row, n: usize, all: usize) -> Finding {
    let severity = if n as f64 > all as f64 * input.thresholds.vague_share {
        Severity::Warning
    } else {
        Severity::Info
    };
    let printed = first.printed();
    Finding {
        location: first.places.target,
        evidence: Some(printed.to_owned()),
        operand_a: Some(n.to_string()),
        operand_b: Some(all.to_string()),
        ..subject.flaw(
            severity,
            format!("{all}个指标中有{n}个的指标值是无法考核的笼统文字，如“{printed}”"),
            format!(
                "{n} of {} cannot be assessed because of vague words, such as \"{printed}\"",
                counted(all, "target")
            ),
        )
    }
}

fn scale_instead_of_target(input: &Input) -> Vec<Finding> {
    each_target(input, |row| {
        (row.indicator.target.kind == TargetKind::Scale).then(|| {
            let (label, raw) = (row.indicator.level3.trim(), row.printed());
            row.target_flaw(
                Severity::Warning,
                format!("“{label}”的指标值{raw}列出了全部评定档次，没有说明要达到哪一档"),
                format!("The target {raw} of \"{label}\" is the whole scale and does not say which grade is to be reached"),
            )
        })
    })
}

/// Flags of the value grammar that make a target uncertain, with their meaning in both languages.
const MALFORMED: &[(&str, &str, &str)] = &[
    (
        "malformed_op",
        "比较符书写有误",
        "the operator is malformed",
    ),
    (
        "op_conflict",
        "符号栏与指标值中的比较符不一致",
        "the operator column contradicts the value",
    ),
    (
        "unit_incomplete",
        "计量单位不完整",
        "the unit is incomplete",
    ),
    (
        "unit_ambiguous",
        "计量单位含义不明",
        "the unit is ambiguous",
    ),
];

fn malformed_value(input: &Input) -> Vec<Finding> {
    let mut found = each_target(input, |row| {
        let (_, zh, en) = MALFORMED.iter().find(|(flag, _, _)| row.flagged(&[flag]))?;
        Some(malformed_flaw(row, zh, en))
    });
    for subject in input.subjects() {
        let flaw = |row| malformed_flaw(row, "数值过大", "the number is too large to be plausible");
        found.extend(subject.uncalculable_rows().map(flaw));
    }
    found
}

fn malformed_flaw(row: Row, zh: &str, en: &str) -> Finding {
    let (label, raw) = (row.indicator.level3.trim(), &row.indicator.target.raw);
    row.target_flaw(
        Severity::Warning,
        format!("“{label}”的指标值{raw}不规范：{zh}"),
        format!("The target {raw} of \"{label}\" is malformed: {en}"),
    )
}

fn each_target(input: &Input, rule: impl Fn(Row) -> Option<Finding>) -> Vec<Finding> {
    let rows = input
        .subjects()
        .flat_map(|subject| subject.all_rows().collect::<Vec<_>>());
    rows.filter_map(rule).collect()
}
