//! Values inside more text: 满意度≥95%, 会议3次；培训2次, one value per line.
//!
//! In: folded text that is not a single value. Out: the value with `leading_text`, or a target of kind multi, or
//! nothing.

use super::flags;
use super::prefix::{head, sign};
use super::quantity::quantity;
use super::{MAX_VALUE_BYTES, one_value};
use crate::record::{Target, TargetKind};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Prefix, ValueWords};

/// How many characters before a word operator a negation may be to reverse it: 不能高于.
const NEGATION_REACH: usize = 3;

/// The value without quotation marks or brackets around it and without a full stop after it.
pub(super) fn bare<'t>(folded: &'t str, words: &ValueWords) -> &'t str {
    let quoted = folded.trim_matches(['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']);
    let ended = quoted.trim_end_matches(|sign| words.sentence_ends.contains(sign));
    if ended.is_empty() {
        return folded;
    }
    // (1) may be a list number, but (≥90%) is a value
    let enclosed = ended
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']));
    match enclosed {
        Some(inner) if is_bound(inner, words) => inner,
        _ => ended,
    }
}

/// True for an operator followed by digits.
fn is_bound(text: &str, words: &ValueWords) -> bool {
    head(text, words).is_some_and(|(head, rest)| {
        head.op.is_some() && rest.starts_with(|first: char| first.is_ascii_digit())
    })
}

/// A name and its value, where an operator separates them or the name is a rate and the value a percentage.
pub(super) fn named(text: &str, words: &ValueWords) -> Option<Target> {
    let mut target = text.char_indices().skip(1).find_map(|(at, first)| {
        let (name, value) = text.split_at_checked(at)?;
        if first.is_ascii_digit() {
            return Some(rate(name, value, words));
        }
        // 3±1: a number before the operator is not a name
        if name.ends_with(|last: char| last.is_ascii_digit()) {
            return Some(None);
        }
        let counted = || quantity(&[counted_by(name, words), value].concat(), words);
        if sign(value, words).is_some() {
            return Some(counted());
        }
        match words.prefixes.longest(value)?.0 {
            Prefix::Op(_) | Prefix::PlusMinus if negated(name, words) => Some(None),
            Prefix::Op(_) | Prefix::PlusMinus => Some(counted()),
            // 合格率达到95%以上 ends here; 计划完成率100% has its value further right
            Prefix::Neutral => rate(name, value, words).map(Some),
            _ => None,
        }
    })??;
    // 优(≥90分) is a grade with a note
    let name = text.split(|c: char| c.is_ascii_digit()).next()?;
    if name.matches('(').count() != name.matches(')').count() {
        return None;
    }
    target.flags.push(flags::LEADING_TEXT);
    Some(target)
}

/// 人均 or 每人每月 before the name of what is measured: the part of `name` that divides the unit.
fn counted_by<'t>(name: &'t str, words: &ValueWords) -> &'t str {
    match head(name, words) {
        Some((head, rest)) if !head.per.is_empty() && head.op.is_none() => {
            &name[..name.len() - rest.len()]
        }
        _ => "",
    }
}

/// 合格率100%: the percentage belongs to the rate, with or without an operator.
fn rate(name: &str, value: &str, words: &ValueWords) -> Option<Target> {
    let name = name.trim_end_matches(':');
    if !words
        .rate_nouns
        .iter()
        .any(|noun| name.ends_with(noun.as_str()))
    {
        return None;
    }
    let target = quantity(value, words)?;
    let unit = words.units.exact(target.unit.as_deref()?)?;
    let kind = matches!(target.kind, TargetKind::Number | TargetKind::Range);
    (kind && unit.dimension == Dimension::Ratio).then_some(target)
}

fn negated(name: &str, words: &ValueWords) -> bool {
    name.chars().rev().take(NEGATION_REACH).any(|sign| {
        let mut buffer = [0; 4];
        let sign: &str = sign.encode_utf8(&mut buffer);
        words.negations.iter().any(|negation| negation == sign)
    })
}

/// Several values in a row, where each part contains a digit.
pub(super) fn several(text: &str, words: &ValueWords) -> Option<Target> {
    let mut parts = 0;
    let mut rest = text;
    let mut depth = 0_i32;
    let mut has_figure = false;
    while let Some(sign) = rest.chars().next() {
        depth += i32::from(sign == '(') - i32::from(sign == ')');
        has_figure |= sign.is_ascii_digit();
        let separator = words
            .multi_separators
            .iter()
            .find(|mark| rest.starts_with(mark.as_str()));
        match separator {
            Some(mark) if depth <= 0 => {
                if !has_figure {
                    return None;
                }
                parts += 1;
                has_figure = false;
                rest = rest.get(mark.len()..)?;
            }
            _ => rest = rest.get(sign.len_utf8()..)?,
        }
    }
    (parts >= 1 && has_figure).then(multi)
}

/// One value per line. Each line must be a value by itself, so that a value broken over two lines does not count as
/// two.
pub(super) fn lines(raw: &str, year: Option<i32>, words: &ValueWords) -> Option<Target> {
    if !raw.contains(['\n', '\r']) {
        return None;
    }
    let mut values = 0;
    for line in raw.split(['\n', '\r']) {
        let folded = words.fold(line);
        if folded.is_empty() {
            continue;
        }
        if folded.len() > MAX_VALUE_BYTES {
            return None;
        }
        let text = bare(&folded, words);
        one_value(text, year, words).or_else(|| named(text, words))?;
        values += 1;
    }
    (values > 1).then(multi)
}

fn multi() -> Target {
    Target {
        kind: TargetKind::Multi,
        ..Target::default()
    }
}
