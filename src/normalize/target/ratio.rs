//! Ratios: 1:1, ≥1:3.5. A time of day looks the same and is not a ratio.
//!
//! In: the first number and what follows it. Out: a target of kind ratio, or nothing where it may be a time of day.

use rust_decimal::Decimal;

use super::flags;
use super::measure::{Measure, digits, figures};
use super::prefix::{Head, Written};
use super::tail::ending;
use crate::record::{Op, Target, TargetKind};
use crate::vocabulary::values::{ValueWords, whole};

/// `first:second` to the end of the text.
pub(super) fn ratio(head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    let plain = first.unit.is_none() && !first.han && !first.over && head.per.is_empty();
    let after = first.after_number.strip_prefix(':')?;
    if !plain || head.rank || head.first_ranks || may_be_clock(first.value, after) {
        return None;
    }
    let (second, rest) = figures(after)?;
    let ending = ending(rest, words)?;
    if ending.unit.is_some() || ending.excluded.is_some() || second.is_sign_negative() {
        return None;
    }
    let mut target = Target {
        kind: TargetKind::Ratio,
        value: Some(first.value),
        value_high: Some(second),
        ..Target::default()
    };
    let (op, flag) = match (head.op, ending.bound) {
        (Some((op, Written::Sign)), None) => (op, None),
        (Some((op, Written::Word)), None) => (op, Some(flags::WORD_OP)),
        (Some((op, Written::Malformed)), None) => (op, Some(flags::MALFORMED_OP)),
        (None, Some(bound)) => (bound, Some(flags::SUFFIX_OP)),
        (None, None) => (Op::Equal, Some(flags::IMPLICIT_OP)),
        (Some(_), Some(_)) => return None,
    };
    target.op = Some(op);
    target.op_explicit = flag != Some(flags::IMPLICIT_OP);
    target.flags.extend(flag);
    target.flags.extend_from_slice(&head.flags);
    if ending.words {
        target.flags.push(flags::TRAILING_TEXT);
    }
    Some(target)
}

/// True for 8:30 and 10:00. `1:12` is a ratio, because nothing is due at one o'clock at night.
fn may_be_clock(hour: Decimal, after: &str) -> bool {
    let minutes = digits(after);
    let sixty = minutes.len() == 2 && minutes < "60";
    sixty && hour.scale() == 0 && hour > whole(1) && hour <= whole(24)
        || minutes.len() == 2 && minutes.starts_with('0')
}
