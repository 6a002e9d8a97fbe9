//! Whole numbers written in parts: 2万3千, 1亿2000万, 叁拾伍万.
//!
//! In: folded text. Out: the exact number, and the text after it. Each part is a whole number in digits or Chinese
//! numerals followed by a scale word, each scale smaller than the one before. A last part without a scale word must be
//! unambiguous: 三万五 may be 30005 or 35000.

use rust_decimal::Decimal;

use super::measure::{digits, han_numeral};
use crate::vocabulary::values::{ValueWords, whole};

/// A number in parts.
#[derive(Debug, Clone)]
pub(in crate::normalize) struct Parts<'t> {
    pub value: Decimal,
    /// True when a part is written in Chinese numerals.
    pub han: bool,
    /// The number of parts; 35万 has one.
    pub count: usize,
    /// True when the last part has a scale word.
    pub scaled: bool,
    pub rest: &'t str,
}

/// The number that `text` begins with, if its first part has a scale word or all of it is one Chinese numeral.
pub(in crate::normalize) fn parts<'t>(text: &'t str, words: &ValueWords) -> Option<Parts<'t>> {
    let mut sum = Parts {
        value: Decimal::ZERO,
        han: false,
        count: 0,
        scaled: false,
        rest: text,
    };
    let mut above: Option<Decimal> = None;
    while let Some(part) = part(sum.rest, words) {
        let scale = words.units.scale(part.rest);
        let (factor, rest) = match scale {
            Some((scale, rest)) => (scale.factor, rest),
            None => (Decimal::ONE, part.rest),
        };
        let value = part.number.checked_mul(factor)?;
        let clear = part.zero || part.number >= whole(10);
        let fits = match above {
            Some(above) => factor < above && value < above && (scale.is_some() || clear),
            None => scale.is_some() || part.han,
        };
        if !fits || part.number.is_zero() {
            break;
        }
        sum.value = sum.value.checked_add(value)?;
        sum.han |= part.han;
        sum.count += 1;
        sum.scaled = scale.is_some();
        sum.rest = rest;
        above = Some(factor);
        if scale.is_none() {
            break;
        }
    }
    (sum.count > 0).then_some(sum)
}

/// One part, without its scale word.
pub(in crate::normalize) struct Part<'t> {
    pub number: Decimal,
    han: bool,
    /// A zero precedes it: 零五.
    zero: bool,
    pub rest: &'t str,
}

/// The whole number that `text` begins with.
pub(in crate::normalize) fn part<'t>(text: &'t str, words: &ValueWords) -> Option<Part<'t>> {
    let number = digits(text);
    if !number.is_empty() {
        return Some(Part {
            number: Decimal::from_str_exact(number).ok()?,
            han: false,
            zero: false,
            rest: text.get(number.len()..)?,
        });
    }
    let filled = text.strip_prefix(|sign| words.han_digit(sign) == Some(0));
    let (number, rest) = han_numeral(filled.unwrap_or(text), words)?;
    Some(Part {
        number,
        han: true,
        zero: filled.is_some(),
        rest,
    })
}
