//! Values split over an operator, a value and a unit column (Sichuan, Yunnan, Chongqing, self-evaluations of Hebei).
//!
//! In: the three cells, any of which may be empty. Out: a [`Target`] whose raw text is the three, joined in that order.

use super::phrase::bare;
use super::prefix::{Written, sign};
use super::unit::unit;
use super::words::known_word;
use super::{finish, flags, parse_folded};
use crate::record::{Op, Target, TargetKind};
use crate::text::plain_text;
use crate::vocabulary::values::{Prefix, ValueWords};

/// The target that operator, value and unit columns print together.
///
/// An operator in the value cell wins over the operator column (`op_conflict` where they differ), a unit in the value
/// cell over the unit column (`unit_conflict`). 定性 in the operator column means that the value is words, whatever the
/// unit.
pub fn parse_split_target(
    op: &str,
    value: &str,
    unit: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Target {
    let raw = [op, value, unit].concat();
    let column_op = words.fold(op);
    let (mut folded, mut unit_column) = (words.fold(value), words.fold(unit));
    let mut printed = value;
    // 单位（文字描述）: a value in words is in the unit's column (Hebei)
    let words_in_unit = !is_unit(&unit_column, words) && !words.units.is_no_unit(&unit_column);
    if folded.is_empty() && column_op.is_empty() && words_in_unit {
        (folded, unit_column) = (unit_column, String::new());
        printed = unit;
    }
    let mut target = if words.is_qualitative_type(&column_op) {
        qualitative(&folded, year, words)
    } else {
        quantified(&column_op, &folded, &unit_column, year, words)
    };
    target.flags.push(flags::SPLIT);
    let mut target = finish(target, &raw);
    if target.text.is_some() && !folded.is_empty() {
        target.text = Some(plain_text(printed));
    }
    target
}

fn is_unit(text: &str, words: &ValueWords) -> bool {
    unit(text, words).is_some_and(|(_, rest)| rest.is_empty())
}

/// A value marked 定性: words, never a number. A date stays a date.
fn qualitative(value: &str, year: Option<i32>, words: &ValueWords) -> Target {
    let target = parse_folded(value, year, words);
    match target.kind {
        TargetKind::Number | TargetKind::Range | TargetKind::Tolerance | TargetKind::Ratio => {
            super::words::text(value, words)
        }
        _ => target,
    }
}

fn quantified(
    column_op: &str,
    value: &str,
    unit: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Target {
    let op_text = if words.is_ignored_type(column_op) {
        ""
    } else {
        column_op
    };
    if value.is_empty() {
        let operator = op_text.is_empty() || whole_op(op_text, words).is_some();
        return if operator {
            Target::default()
        } else {
            parse_folded(op_text, year, words)
        };
    }
    // =|是| means yes; ≥|/|% was not filled in
    if let Some(target) = known_word(value, words) {
        return target;
    }
    let unit = if words.units.is_no_unit(unit) {
        ""
    } else {
        unit
    };
    let own_op = leading_op(value, words);
    let column = whole_op(op_text, words);
    let joined_op = if own_op.is_some() { "" } else { op_text };
    let mut target = with_unit(joined_op, value, unit, year, words);
    let no_operator = column.is_none() && !op_text.contains(|c: char| c.is_ascii_digit());
    if target.kind == TargetKind::Text && no_operator && !joined_op.is_empty() {
        // a word in the operator column that is not an operator says nothing about the value
        let alone = with_unit("", value, unit, year, words);
        if alone.kind != TargetKind::Text {
            target = alone;
            target.flags.push(flags::OP_UNKNOWN);
        }
    }
    if let (Some(own), Some(column)) = (own_op, column)
        && own != column
    {
        target.flags.push(flags::OP_CONFLICT);
    }
    target
}

/// The value followed by the unit column, unless the value cell is complete by itself.
fn with_unit(
    op: &str,
    value: &str,
    unit_column: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Target {
    let value = bare(value, words);
    let alone = parse_folded(&[op, value].concat(), year, words);
    if unit_column.is_empty() {
        return alone;
    }
    let numeric = matches!(
        alone.kind,
        TargetKind::Number | TargetKind::Range | TargetKind::Tolerance
    );
    if numeric && let Some(own) = &alone.unit {
        let column = unit(unit_column, words).filter(|(_, rest)| rest.is_empty());
        let scale_alone = alone.flags.contains(&flags::UNIT_INCOMPLETE);
        let repeats = column
            .as_ref()
            .is_some_and(|(column, _)| column.name == *own);
        return match column {
            _ if repeats => alone,
            // 12万 | 人 is 12万人, but 250万 | 万元 is 250万元
            Some((column, _)) if scale_alone && column.name.starts_with(own.as_str()) => joined(
                op,
                value.trim_end_matches(own.as_str()),
                unit_column,
                year,
                words,
            ),
            Some(_) if scale_alone && !own.starts_with('/') => {
                joined(op, value, unit_column, year, words)
            }
            _ => {
                let mut alone = alone;
                alone.flags.push(flags::UNIT_CONFLICT);
                alone
            }
        };
    }
    match alone.kind {
        TargetKind::Number | TargetKind::Range | TargetKind::Tolerance => {
            joined(op, value, unit_column, year, words)
        }
        // ≥ | 三 | 次: a Chinese numeral is a number only with its unit
        TargetKind::Text => {
            let with_unit = joined(op, value, unit_column, year, words);
            if with_unit.kind == TargetKind::Text {
                alone
            } else {
                with_unit
            }
        }
        _ => alone,
    }
}

fn joined(op: &str, value: &str, unit: &str, year: Option<i32>, words: &ValueWords) -> Target {
    // 5 | 10个: the second cell is another number, not the rest of the first
    if unit.starts_with(|first: char| first.is_ascii_digit())
        && value.ends_with(|last: char| last.is_ascii_digit())
    {
        let mut target = parse_folded(&[op, value].concat(), year, words);
        target.flags.push(flags::UNIT_CONFLICT);
        return target;
    }
    let together = parse_folded(&[op, value, unit].concat(), year, words);
    if together.value.is_some() || together.date_precision.is_some() {
        return together;
    }
    // the unit is not in the vocabulary: keep the number and give the unit as printed
    let mut target = parse_folded(&[op, value].concat(), year, words);
    if target.kind == TargetKind::Number && target.unit.is_none() {
        target.unit = Some(unit.to_owned());
        target.flags.retain(|flag| *flag != flags::NO_UNIT);
        target.flags.push(flags::UNIT_UNKNOWN);
    }
    target
}

/// The operator that the cell begins with.
fn leading_op(value: &str, words: &ValueWords) -> Option<Op> {
    if let Some(((op, _), _)) = sign(value, words) {
        return Some(op);
    }
    match words.prefixes.longest(value) {
        Some((Prefix::Op(op), _)) => Some(*op),
        _ => None,
    }
}

/// The operator, if the column holds nothing else.
fn whole_op(column: &str, words: &ValueWords) -> Option<Op> {
    match sign(column, words) {
        Some(((op, Written::Sign), "")) => Some(op),
        _ => match words.prefixes.longest(column) {
            Some((Prefix::Op(op), "")) => Some(*op),
            _ => None,
        },
    }
}
