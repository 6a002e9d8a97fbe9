//! The text before a number: operators as signs and words, 约, 每年, 较上年, 增长.
//!
//! In: folded text. Out: [`Head`], all that precedes the number, and the text that begins with the number.

use rust_decimal::Decimal;

use super::flags;
use super::measure::digits;
use super::span::small_number;
use super::unit::plain_unit;
use crate::record::Op;
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Prefix, Trend, ValueWords, whole};
use crate::word::Word;

/// How an operator is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Sign,
    Word,
    Malformed,
}

/// All that precedes a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub op: Option<(Op, Written)>,
    /// What the unit is divided by: 每年, 每人每天.
    pub per: Vec<String>,
    pub currency: Option<String>,
    pub percent_before: bool,
    pub plus_minus: bool,
    pub rank: bool,
    pub first_ranks: bool,
    /// 约 or 近.
    pub about: bool,
    pub flags: Vec<Word>,
}

/// Reads up to the number. `None` where two prefixes contradict each other or a prefix makes no sense.
pub(super) fn head<'t>(text: &'t str, words: &ValueWords) -> Option<(Head, &'t str)> {
    let mut head = Head::default();
    let mut rest = text;
    // most values begin with an operator or a digit
    while !rest.starts_with(|c: char| c.is_ascii_digit()) {
        if let Some((op, after)) = sign(rest, words) {
            set_op(&mut head, op)?;
            rest = after;
            continue;
        }
        let Some((prefix, after)) = words.prefixes.longest(rest) else {
            break;
        };
        let Some(after) = apply(prefix, after, &mut head, words)? else {
            break;
        };
        rest = after;
    }
    Some((head, rest))
}

/// An operator sign; a malformed one only where a digit follows immediately.
pub(super) fn sign<'t>(text: &'t str, words: &ValueWords) -> Option<((Op, Written), &'t str)> {
    let (&(op, malformed), rest) = words.signs.longest(text)?;
    if !malformed {
        return Some(((op, Written::Sign), rest));
    }
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(((op, Written::Malformed), rest))
}

fn set_op(head: &mut Head, op: (Op, Written)) -> Option<()> {
    // 不超过≤5: the same operator twice is odd, but clear
    match head.op {
        Some((known, _)) if known != op.0 => None,
        _ => {
            head.op = Some(op);
            Some(())
        }
    }
}

/// Applies one prefix to the head. `Some(None)`: here it is not a prefix but the beginning of the number.
fn apply<'t>(
    prefix: &Prefix,
    after: &'t str,
    head: &mut Head,
    words: &ValueWords,
) -> Option<Option<&'t str>> {
    match prefix {
        Prefix::Op(op) => set_op(head, (*op, Written::Word))?,
        Prefix::Neutral => {}
        Prefix::About => approximate(head, flags::APPROX),
        Prefix::Under => approximate(head, flags::APPROX_UNDER),
        Prefix::Change(Trend::Up) => head.flags.push(flags::CHANGE_UP),
        Prefix::Change(Trend::Down) => head.flags.push(flags::CHANGE_DOWN),
        Prefix::Level(Trend::Up) => head.flags.push(flags::TREND_UP),
        Prefix::Level(Trend::Down) => head.flags.push(flags::TREND_DOWN),
        Prefix::PreviousYear => head.flags.push(flags::BASE_PREV_YEAR),
        Prefix::Than => return base_year(after, head, words).map(Some),
        Prefix::Every => return every(after, head, words).map(Some),
        Prefix::Average(per) => {
            head.per.push(per.clone());
            head.flags.push(flags::AVERAGE);
        }
        Prefix::WithinEach(per) => {
            // 一年 by itself is a duration, 一年两次 a frequency
            let counted = after.starts_with(|c: char| {
                c.is_ascii_digit() || (words.han_digit(c).is_some() && after.chars().count() > 1)
            });
            if !counted && sign(after, words).is_none() {
                return Some(None);
            }
            head.per.push(per.clone());
        }
        Prefix::Currency(unit) => head.currency = Some(unit.clone()),
        Prefix::PercentBefore => head.percent_before = true,
        Prefix::PlusMinus => head.plus_minus = true,
        Prefix::Rank => head.rank = true,
        Prefix::FirstRanks => head.first_ranks = true,
    }
    Some(Some(after))
}

fn approximate(head: &mut Head, flag: Word) {
    head.about = true;
    head.flags.push(flag);
}

/// 较2020年: the year is what is compared with, not the value.
fn base_year<'t>(text: &'t str, head: &mut Head, words: &ValueWords) -> Option<&'t str> {
    if digits(text).len() != 4 {
        return None;
    }
    let rest = words.dates.year.strip(text.get(4..)?)?;
    head.flags.push(flags::BASE_YEAR);
    Some(words.than_tail.strip(rest).unwrap_or(rest))
}

/// What a word for each counts by: 每年, 每万人, 每生, 每两年.
fn every<'t>(text: &'t str, head: &mut Head, words: &ValueWords) -> Option<&'t str> {
    if let Some((count, after)) = small_number(text, words)
        && let Some((time, rest)) = plain_unit(after, words)
        && time.dimension == Some(Dimension::Time)
        && count > 0
    {
        head.per.push(several(whole(count), &time.name));
        return Some(rest);
    }
    let (per, rest) = match plain_unit(text, words) {
        Some((per, rest)) => (per.dimension.map(|_| per.name)?, rest),
        None => words.units.only_divisor(text)?,
    };
    head.per.push(per);
    Some(rest)
}

/// The name of a time within which something is counted: 年, 2年.
pub(super) fn several(count: Decimal, time: &str) -> String {
    if count == Decimal::ONE {
        time.to_owned()
    } else {
        format!("{count}{time}")
    }
}
