//! Footnote marks after a value: 12公里¹, 12公里①, 12公里[1].
//!
//! In: folded text that is not a value while it has its mark. Out: the target without the mark, flagged
//! `trailing_text`. Lost: nothing; the raw text keeps the mark. A raised 2 or 3 after a length may be a square or cube,
//! and a raised figure after 10 a power: these stay text.

use super::{flags, parse_folded};
use crate::record::{Target, TargetKind};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::ValueWords;

/// The longest mark in brackets, in characters.
const MAX_BRACKETED: usize = 4;

/// The value before a mark, if there is one.
pub(super) fn before_mark(folded: &str, year: Option<i32>, words: &ValueWords) -> Option<Target> {
    let value = unmarked(folded)?;
    let mark = folded.get(value.len()..)?;
    let mut target = parse_folded(value, year, words);
    let is_value = !matches!(target.kind, TargetKind::Text | TargetKind::Multi);
    if !is_value || is_square(&target, mark, words) {
        return None;
    }
    if !target.flags.contains(&flags::TRAILING_TEXT) {
        target.flags.push(flags::TRAILING_TEXT);
    }
    Some(target)
}

/// The text before a mark, if there is one.
pub(super) fn unmarked(folded: &str) -> Option<&str> {
    let value = without_mark(folded);
    let mark = folded.get(value.len()..)?;
    let marked = !mark.is_empty() && !value.is_empty() && !is_power(value, mark);
    marked.then_some(value)
}

fn without_mark(text: &str) -> &str {
    let mut rest = text;
    loop {
        let shorter = rest.trim_end_matches(is_mark);
        let shorter = without_bracket(shorter).unwrap_or(shorter);
        if shorter.len() == rest.len() {
            return rest;
        }
        // several marks in a row: ①、② and ¹,²
        let next = shorter.trim_end_matches(['\u{3001}', ',']);
        rest = match next.ends_with(|last| is_mark(last) || is_closing(last)) {
            true => next,
            false => shorter,
        };
    }
}

/// True for raised and circled figures, and for the other characters used as marks (*, ※, †).
fn is_mark(sign: char) -> bool {
    matches!(sign,
        '*' | '\u{203b}' | '\u{2020}' | '\u{2021}' | '\u{207d}' | '\u{207e}'
        | '\u{2460}'..='\u{2473}' | '\u{2776}'..='\u{277f}' | '\u{3251}'..='\u{325f}')
        || is_raised(sign)
}

fn is_closing(sign: char) -> bool {
    matches!(sign, ']' | '\u{3011}')
}

/// The text before `[1]` or `【①】`.
fn without_bracket(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(is_closing)?;
    let open = inner.rfind(['[', '\u{3010}'])?;
    let mark = inner.get(open..)?.trim_start_matches(['[', '\u{3010}']);
    let fits = !mark.is_empty()
        && mark.chars().count() <= MAX_BRACKETED
        && mark
            .chars()
            .all(|sign| is_mark(sign) || sign.is_ascii_digit());
    fits.then(|| &text[..open])
}

/// True for 10⁴, which is not 10 with a mark.
fn is_power(value: &str, mark: &str) -> bool {
    let number = &value[value.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    number == "10" && mark.starts_with(is_raised)
}

/// True for 12公里², which may be an area.
fn is_square(target: &Target, mark: &str, words: &ValueWords) -> bool {
    let unit = target
        .unit
        .as_deref()
        .and_then(|unit| words.units.exact(unit));
    let is_length = unit.is_some_and(|unit| unit.dimension == Dimension::Length);
    is_length && matches!(mark, "\u{b2}" | "\u{b3}")
}

fn is_raised(sign: char) -> bool {
    matches!(
        sign,
        '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}' | '\u{2074}'..='\u{2079}'
    )
}
