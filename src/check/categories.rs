//! Rules about indicators, alone and together: the wrong kind, money as an output, duplicates, descriptions that say
//! nothing, weights.
//!
//! In: names, levels, units and weights. Out: findings at the indicator; one finding for the document where the flaw is
//! a habit of the whole form.

use crate::vocabulary::Vocabulary;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use rust_decimal::Decimal;

use super::levels::filled;
use super::rule::{Input, Rule};
use super::subject::operands;
use super::subject::{Row, Subject, own_figures};
use super::text::{ends, has, holds};
use super::units::{dimension, is_scale_alone};
use crate::finding::{Finding, Severity};
use crate::record::{Period, TargetKind};
use crate::text::fold_letters;
use crate::vocabulary::checks::Words;
use crate::vocabulary::units::Dimension;

/// IND-005: the indicator's name belongs to another kind than its level.
pub(super) const CATEGORY_SUSPICIOUS: Rule = Rule {
    code: "category-suspicious",
    id: "IND-005",
    severity: Severity::Info,
    check: category_suspicious,
};

/// IND-006: money spent is counted as an output.
pub(super) const MONEY_AS_OUTPUT: Rule = Rule {
    code: "money-as-output",
    id: "IND-006",
    severity: Severity::Warning,
    check: money_as_output,
};

/// IND-007: the same indicator is listed twice.
pub(super) const DUPLICATE_INDICATOR: Rule = Rule {
    code: "duplicate-indicator",
    id: "IND-007",
    severity: Severity::Warning,
    check: duplicate_indicator,
};

/// IND-008: descriptions that only repeat the name; one finding for the document.
pub(super) const DESCRIPTION_EQUALS_NAME: Rule = Rule {
    code: "description-equals-name",
    id: "IND-008",
    severity: Severity::Info,
    check: description_equals_name,
};

/// IND-010: weights that add up to neither 90 nor 100.
pub(super) const WEIGHTS_SUM: Rule = Rule {
    code: "weights-sum",
    id: "IND-010",
    severity: Severity::Warning,
    check: weights_sum,
};

fn category_suspicious(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        for row in filled(subject) {
            if let Some((zh, en)) = suspicion(input.vocabulary, row, row.stem) {
                found.push(row.flaw(
                    Severity::Info,
                    format!("“{}”{zh}", row.indicator.level3.trim()),
                    format!("\"{}\" {en}", row.indicator.level3.trim()),
                ));
            } else if counts_or_times(words, row) && row.flagged(UNCERTAIN) {
                found.push(row.unclear(
                    "指标值的单位不确定，无法判断指标归类",
                    "The unit of the target is uncertain, so the category of the indicator could not be checked",
                ));
            }
        }
    }
    found
}

const UNCERTAIN: &[&str] = &["unit_incomplete", "unit_ambiguous", "malformed_op"];

/// True for the level-2 kinds (quantity, quality) whose rules look at the unit.
fn counts_or_times(words: &Words, row: Row) -> bool {
    has(row.level2(), &words.level_quality) || has(row.level2(), &words.level_quantity)
}

/// Why the name or the unit does not fit the level, `None` where nothing is odd.
fn suspicion(
    vocabulary: &Vocabulary,
    row: Row,
    name: &str,
) -> Option<(&'static str, &'static str)> {
    let words = &vocabulary.checks.words;
    let level2 = row.level2();
    let level1 = row.level1();
    let unit = row.indicator.target.unit.as_deref();
    let units = &vocabulary.values.units;
    let unit_is =
        |wanted: Dimension| unit.is_some_and(|unit| dimension(units, unit) == Some(wanted));
    // a small number of faults is a measure of quality: 故障次数 is in order there
    if has(level2, &words.level_quality)
        && !holds(name, &words.negative_nouns)
        && (ends(name, &words.quantity_endings) || unit_is(Dimension::Count))
    {
        return Some((
            "是数量，却列在质量指标下",
            "is a quantity but is listed under the quality indicators",
        ));
    }
    // clean air and water are the ecological benefit itself: 水质达标率
    if has(level1, &words.level_benefit)
        && !has(level2, &words.level_ecology)
        && ends(name, &words.quality_rate_endings)
    {
        return Some((
            "衡量产出质量，却列在效益指标下",
            "measures the quality of an output but is listed under the benefit indicators",
        ));
    }
    if has(level2, &words.level_quantity)
        && holds(name, &words.time_nouns)
        && unit_is(Dimension::Time)
    {
        return Some((
            "以时间为单位，却列在数量指标下",
            "is a duration but is listed under the quantity indicators",
        ));
    }
    let satisfaction = &words.level_satisfaction;
    if has(name, satisfaction) && !level1.is_empty() && !row.under(satisfaction) {
        return Some((
            "是满意度，却不在满意度指标下",
            "is about satisfaction but is not listed under the satisfaction indicators",
        ));
    }
    None
}

fn money_as_output(input: &Input) -> Vec<Finding> {
    let words = &input.vocabulary.checks.words;
    let mut found = Vec::new();
    for subject in input.subjects().filter(|s| s.is_one_project()) {
        for row in filled(subject) {
            let level2 = row.level2();
            let output = has(level2, &words.level_quantity) || has(level2, &words.level_quality);
            let unit = row.indicator.target.unit.as_deref().unwrap_or_default();
            let units = &input.vocabulary.values.units;
            let money = dimension(units, unit) == Some(Dimension::Money);
            if !output || !(money || is_scale_alone(units, unit)) {
                continue;
            }
            if !money || row.flagged(UNCERTAIN) {
                found.push(row.unclear(
                    "指标值的单位不完整，无法判断是否为金额",
                    "The unit of the target is incomplete, so it is unclear whether the target is an amount of money",
                ));
                continue;
            }
            let (name, level2) = (row.indicator.level3.trim(), &level2);
            found.push(row.target_flaw(
                Severity::Warning,
                format!("“{name}”以金额作为{level2}，投入的资金不是产出"),
                format!("\"{name}\" gives an amount of money as an output ({level2}); spending is not an output"),
            ));
        }
    }
    found
}

fn duplicate_indicator(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let mut seen: HashMap<(Period, &str, &str, String, String), Row> =
            HashMap::with_capacity(subject.facts.len());
        for row in subject.all_rows() {
            let name = fold_letters(&row.indicator.level3);
            let target = &row.indicator.target;
            if name.is_empty() || target.kind == TargetKind::Empty {
                continue;
            }
            let period = row.indicator.period;
            let key = (
                period,
                row.level1(),
                row.level2(),
                name,
                compact(&target.raw),
            );
            match seen.entry(key) {
                Entry::Occupied(first) => found.push(duplicate_flaw(row, *first.get())),
                Entry::Vacant(place) => drop(place.insert(row)),
            }
        }
    }
    found
}

fn compact(raw: &str) -> String {
    raw.split_whitespace().collect()
}

fn duplicate_flaw(row: Row, other: Row) -> Finding {
    let (name, first) = (row.indicator.level3.trim(), other.indicator.seq);
    if row.indicator.target.kind == TargetKind::Placeholder {
        return row.unclear(
            "同名指标的指标值都是占位符，无法判断是否重复",
            "Indicators with the same name have placeholders as targets, so it is unclear whether one repeats another",
        );
    }
    let finding = row.flaw(
        Severity::Warning,
        format!("“{name}”与第{first}个指标重复：二级指标、名称和指标值都相同"),
        format!("\"{name}\" repeats indicator {first}: level 2, name and target are identical"),
    );
    Finding {
        operand_a: Some(other.indicator.indicator_id.clone()),
        operand_b: Some(row.indicator.indicator_id.clone()),
        ..finding
    }
}

fn description_equals_name(input: &Input) -> Vec<Finding> {
    let described: Vec<Row> = input
        .subjects()
        .flat_map(|subject| filled(subject).collect::<Vec<_>>())
        .filter(|row| row.indicator.description_repeats || row.indicator.description.is_some())
        .collect();
    let repeating: Vec<&Row> = described
        .iter()
        .filter(|row| row.indicator.description_repeats)
        .collect();
    let (n, all) = (repeating.len(), described.len());
    let Some(first) = repeating.first() else {
        return Vec::new();
    };
    if (n as f64) < all as f64 * input.thresholds.description_share {
        return Vec::new();
    }
    let finding = Finding {
        location: first.places.description,
        evidence: Some(first.indicator.level3.clone()),
        ..Finding::content(
            "",
            Severity::Info,
            format!("{all}个指标中有{n}个的绩效指标描述只是重复了指标名称"),
            format!("{n} of {all} descriptions only repeat the name of the indicator"),
        )
    };
    vec![Finding {
        operand_a: Some(n.to_string()),
        operand_b: Some(all.to_string()),
        ..finding
    }]
}

fn weights_sum(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for subject in input.subjects() {
        let rows: Vec<Row> = filled(subject).collect();
        let weights = own_figures(&rows, |row| (row.indicator.weight, row.places.weight));
        let Some(first) = rows.iter().find(|row| row.indicator.weight.is_some()) else {
            continue;
        };
        let Some(weights) = weights else {
            found.push(Finding {
                location: first.places.weight,
                evidence: None,
                ..subject.unclear(
                    "有的指标没有读到权重，无法核对权重合计",
                    "The weights of some indicators were not found, so their sum could not be checked",
                )
            });
            continue;
        };
        if first.indicator.period != Period::MultiYear {
            found.extend(wrong_weights(input, subject, first, &weights));
        }
    }
    found
}

fn wrong_weights(
    input: &Input,
    subject: Subject,
    first: &Row,
    weights: &[Decimal],
) -> Option<Finding> {
    // every indicator scored out of a hundred: these are points, not weights
    if weights.len() > 1 && weights.iter().all(|weight| *weight == Decimal::ONE_HUNDRED) {
        return None;
    }
    let sum: Decimal = weights.iter().sum();
    // weights printed as shares: 0.9 for 90
    let shares = sum <= Decimal::TWO;
    let percent = if shares {
        sum * Decimal::ONE_HUNDRED
    } else {
        sum
    };
    let off = |goal: &Decimal| (percent - goal).abs();
    let nearest = input
        .thresholds
        .weight_sums
        .iter()
        .min_by_key(|goal| off(goal))?;
    if off(nearest) <= input.thresholds.weight_tolerance {
        return None;
    }
    let finding = Finding {
        location: first.places.weight,
        ..subject.flaw(
            Severity::Warning,
            format!("权重合计为{sum}，应为90（另有10分为预算执行率）或100"),
            format!(
                "The weights add up to {sum} instead of 90 (with 10 for budget execution) or 100"
            ),
        )
    };
    let difference = (percent - nearest).to_string();
    Some(operands(
        finding,
        sum.to_string(),
        nearest.to_string(),
        difference,
    ))
}
