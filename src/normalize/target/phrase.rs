//! Values wrapped in more text: 满意度≥95%, 会议3次；培训2次, one value a line.
//!
//! In: folded text that is no single value. Out: the value with `leading_text`, or a target of kind multi, or nothing.

use super::flags;
use super::one_value;
use super::prefix::sign;
use super::quantity::quantity;
use crate::normalize::fold::fold;
use crate::record::{Target, TargetKind};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Prefix, ValueWords};

/// Characters before a word operator in which a negation turns it round: 不能高于.
const NEGATION_REACH: usize = 3;

/// The value without quotation marks around it and a full stop behind it.
pub(super) fn bare<'t>(folded: &'t str, words: &ValueWords) -> &'t str {
    let quoted = folded.trim_matches(['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']);
    let ended = quoted.trim_end_matches(|sign| words.sentence_ends.contains(sign));
    if ended.is_empty() { folded } else { ended }
}

/// What is measured, and its value: only behind an operator, or a rate before a percentage.
pub(super) fn named(text: &str, words: &ValueWords) -> Option<Target> {
    let (at, by_word) = operator_at(text, words)?;
    let (name, value) = text.split_at_checked(at)?;
    if name.contains(|c: char| c.is_ascii_digit())
        || name.matches('(').count() != name.matches(')').count()
    {
        return None;
    }
    if by_word && negated(name, words) {
        return None;
    }
    let mut target = quantity(value, words)?;
    let rate = by_word || sign(value, words).is_some() || is_rate(name, &target, words);
    if !rate {
        return None;
    }
    target.flags.push(flags::LEADING_TEXT);
    Some(target)
}

/// Where the first operator or figure stands, and whether it is a word.
fn operator_at(text: &str, words: &ValueWords) -> Option<(usize, bool)> {
    text.char_indices().skip(1).find_map(|(at, first)| {
        let rest = text.get(at..)?;
        if first.is_ascii_digit() || sign(rest, words).is_some() {
            return Some((at, false));
        }
        match words.prefixes.longest(rest) {
            Some((Prefix::Op(_) | Prefix::PlusMinus, _)) => Some((at, true)),
            _ => None,
        }
    })
}

fn negated(name: &str, words: &ValueWords) -> bool {
    name.chars().rev().take(NEGATION_REACH).any(|sign| {
        let mut buffer = [0; 4];
        let sign: &str = sign.encode_utf8(&mut buffer);
        words.negations.iter().any(|negation| negation == sign)
    })
}

/// 合格率100%: the percentage is the rate's, operator or not.
fn is_rate(name: &str, target: &Target, words: &ValueWords) -> bool {
    let percent = target
        .unit
        .as_deref()
        .and_then(|unit| words.units.exact(unit));
    percent.is_some_and(|unit| unit.dimension == Dimension::Ratio)
        && matches!(target.kind, TargetKind::Number | TargetKind::Range)
        && words
            .rate_nouns
            .iter()
            .any(|noun| name.trim_end_matches(':').ends_with(noun.as_str()))
}

/// Several values behind each other: each part holds a figure.
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

/// One value a line: each line must be a value by itself, so that a value broken over two lines is none.
pub(super) fn lines(raw: &str, year: Option<i32>, words: &ValueWords) -> Option<Target> {
    if !raw.contains(['\n', '\r']) {
        return None;
    }
    let mut values = 0;
    for line in raw.split(['\n', '\r']) {
        let folded = fold(line, words);
        if folded.is_empty() {
            continue;
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
