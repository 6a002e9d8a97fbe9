//! Deadlines that recur every month or year: 每月5日前, 每季度末.
//!
//! In: folded text that must be understood to its end. Out: a target of kind recurrence; its value is the day of the
//! period where one is printed.

use super::flags;
use super::span::{Part, small_number, spans};
use super::unit::plain_unit;
use crate::record::{Op, Target, TargetKind};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{DateTail, Prefix, ValueWords, whole};

/// The recurrence that the whole of `text` is.
pub(super) fn recurrence(text: &str, words: &ValueWords) -> Option<Target> {
    let (Prefix::Every, rest) = words.prefixes.longest(text)? else {
        return None;
    };
    let day_of_week = words.dates.week.strip(rest);
    let (period, rest) = plain_unit(rest, words)?;
    if period.dimension != Some(Dimension::Time) {
        return None;
    }
    let dates = &words.dates;
    let mut target = Target {
        kind: TargetKind::Recurrence,
        ..Target::default()
    };
    let (day, after) = if let Some((day @ 1..=31, after)) = small_number(rest, words)
        && let Some(after_mark) = dates.day.strip(after)
    {
        let mark = after.get(..after.len() - after_mark.len())?;
        (Some((day, format!("{mark}/{}", period.name))), after_mark)
    } else if let Some(after) = dates.end.strip(rest).or(day_of_week) {
        (None, after)
    } else {
        let (span, after) = spans(rest, words).into_iter().next()?;
        let dated = span.year.is_none()
            && !matches!(span.part, Part::Bare(_) | Part::BareDay(_) | Part::Year);
        (dated && span.days(2000).is_some()).then_some((None, after))?
    };
    let mut rest = after;
    let mut before = false;
    while !rest.is_empty() {
        let (tail, after) = dates.tails.longest(rest)?;
        match tail {
            DateTail::Before => before = true,
            DateTail::Verb => target.flags.push(flags::TRAILING_TEXT),
            DateTail::Within
            | DateTail::Until
            | DateTail::From
            | DateTail::After
            | DateTail::All => return None,
        }
        rest = after;
    }
    target.op = Some(if before { Op::AtMost } else { Op::Equal });
    target.op_explicit = before;
    if before {
        target.flags.push(flags::DEADLINE);
    }
    if let Some((day, unit)) = day {
        target.value = Some(whole(day));
        target.unit = Some(unit);
    }
    Some(target)
}
