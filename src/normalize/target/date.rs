//! Dates and periods: 2023年12月31日前, 12月底前, 第一季度, 2023.07-2024.01.
//!
//! In: folded text that must be understood to its end, and the budget year for dates that print none. Out: a target of
//! kind date (a day, or a deadline) or period. A date for which no year is known keeps its precision but gets no days
//! (`year_missing`).

use super::flags;
use super::measure::digits;
use super::prefix::sign;
use super::span::{Part, Span, Written, spans};
use crate::record::{DatePrecision, Op, Target, TargetKind};
use crate::vocabulary::values::{DateTail, Prefix, Tail, ValueWords};

/// A leap year, so that 2月29日 is accepted where the year is unknown.
const ANY_YEAR: i32 = 2000;
/// How many years a printed year may differ from the budget year where it could also be a plain number.
const NEAR_YEARS: u32 = 15;

/// The words before a date.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    op: Option<Op>,
    due: bool,
}

/// The date or period that the whole of `text` is.
pub(in crate::normalize) fn date(
    text: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Option<Target> {
    let (lead, rest) = lead(text, words);
    for (first, after) in spans(rest, words) {
        if let Some(target) = single(lead, first, after, year, words)
            .or_else(|| period(lead, first, after, year, words))
        {
            return Some(target);
        }
    }
    None
}

fn lead<'t>(text: &'t str, words: &ValueWords) -> (Lead, &'t str) {
    let mut lead = Lead::default();
    let mut rest = text;
    loop {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        if let Some((&due, after)) = words.dates.lead.longest(rest) {
            lead.due |= due;
            rest = after;
        } else if let Some(((op, _), after)) = sign(rest, words) {
            lead.op = Some(op);
            rest = after;
        } else if let Some((Prefix::Op(op), after)) = words.prefixes.longest(rest) {
            lead.op = Some(*op);
            rest = after;
        } else {
            break;
        }
    }
    (lead, rest.strip_prefix(':').unwrap_or(rest))
}

/// The words after a date.
#[derive(Debug, Clone, Copy, Default)]
struct Ending {
    before: bool,
    from: bool,
    after: bool,
    verb: bool,
    /// 100%: all of it is to be done by then.
    all: bool,
}

fn ending(text: &str, words: &ValueWords) -> Option<Ending> {
    let mut ending = Ending::default();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some((Tail::Inclusive, after)) = words.tails.longest(rest) {
            rest = after;
            continue;
        }
        let (tail, after) = words.dates.tails.longest(rest)?;
        match tail {
            DateTail::All => ending.all = true,
            DateTail::Before => ending.before = true,
            DateTail::From => ending.from = true,
            DateTail::After => ending.after = true,
            DateTail::Verb => ending.verb = true,
            DateTail::Within | DateTail::Until => {}
        }
        rest = after;
    }
    Some(ending)
}

/// One date with the words of its deadline.
fn single(
    lead: Lead,
    span: Span,
    rest: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Option<Target> {
    let (timed, rest) = match hour(span, rest, words) {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let ending = ending(rest, words)?;
    // an event at an hour, or a share within a month, is more than a date
    if (timed || ending.all) && !ending.before {
        return None;
    }
    let known = match span.written {
        Written::Clear => true,
        Written::Decimal => {
            ending.before || lead.due || lead.op.is_none() && is_near(span.year, year)
        }
        Written::Weak => ending.before,
        Written::Figures => false,
    };
    if !known || matches!(span.part, Part::Bare(_) | Part::BareDay(_)) {
        return None;
    }
    let whole = span.is_one_day();
    // ≤12月 may mean twelve months; ≤2023年12月 is a deadline
    let named = whole || span.year.is_some();
    let deadline = ending.before || lead.due || matches!(lead.op, Some(Op::AtMost)) && named;
    let op = operator(lead, ending, span, deadline)?;
    let kind = if op == Op::Within {
        TargetKind::Period
    } else {
        TargetKind::Date
    };
    let mut target = dated(kind, op, span, span, year)?;
    target.op_explicit =
        ending.before || ending.from || ending.after || lead.due || lead.op.is_some();
    if kind == TargetKind::Date {
        // a deadline means the last day of its date, 起 (from) the first
        if ending.from {
            target.date_end.clone_from(&target.date_start);
        } else {
            target.date_start.clone_from(&target.date_end);
        }
    }
    let ambiguous = span.written == Written::Decimal && !ending.before;
    let noticed = [
        (deadline, flags::DEADLINE),
        (ending.before && !whole, flags::BOUNDARY_AMBIGUOUS),
        (ending.verb || ending.all, flags::TRAILING_TEXT),
        (ending.all, flags::NUMERIC_HINT),
        (timed, flags::TIME_OF_DAY),
        (ambiguous, flags::AMBIGUOUS_DATE),
    ];
    let seen = noticed
        .into_iter()
        .filter_map(|(seen, flag)| seen.then_some(flag));
    target.flags.extend(seen);
    Some(target)
}

/// The operator of a date.
fn operator(lead: Lead, ending: Ending, span: Span, deadline: bool) -> Option<Op> {
    let whole = span.is_one_day();
    Some(match lead.op {
        _ if ending.from || ending.after => {
            let op = if ending.after {
                Op::MoreThan
            } else {
                Op::AtLeast
            };
            (!deadline && lead.op.is_none() && (whole || ending.from)).then_some(op)?
        }
        None | Some(Op::Equal | Op::AtMost) if deadline => Op::AtMost,
        None | Some(Op::Equal) if whole => Op::Equal,
        None | Some(Op::Equal) => Op::Within,
        Some(op @ (Op::AtLeast | Op::MoreThan | Op::LessThan)) if whole && span.year.is_some() => {
            op
        }
        Some(_) => return None,
    })
}

/// The text after the hour of a day: 24时, 18:00. A deadline at 0时 means the day before and is not read as a date.
fn hour<'t>(span: Span, text: &'t str, words: &ValueWords) -> Option<&'t str> {
    if !matches!(span.part, Part::Day(..)) || span.written != Written::Clear {
        return None;
    }
    let figures = digits(text);
    let (1..=24) = figures.parse::<u32>().ok()? else {
        return None;
    };
    let rest = text.get(figures.len()..)?;
    rest.strip_prefix(":00")
        .or_else(|| words.dates.hour.strip(rest))
}

/// True when the number is near enough to the budget year to be a year of the document.
pub(super) fn is_near(printed: Option<i32>, year: Option<i32>) -> bool {
    match (printed, year) {
        (Some(printed), Some(year)) => printed.abs_diff(year) <= NEAR_YEARS,
        (Some(printed), None) => (2000..=2060).contains(&printed),
        _ => false,
    }
}

/// A period: two dates with 至 between them.
fn period(
    lead: Lead,
    first: Span,
    rest: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Option<Target> {
    if lead.op.is_some_and(|op| op != Op::Equal) || first.at_end || lead.due {
        return None;
    }
    let after = words.ranges.strip(rest)?;
    spans(after, words).into_iter().find_map(|(second, rest)| {
        let ending = ending(rest, words)?;
        if ending.before || ending.from || ending.after || ending.all {
            return None;
        }
        let (first, second) = joined(first, second)?;
        let mut target = dated(TargetKind::Period, Op::Within, first, second, year)?;
        target.op_explicit = true;
        if ending.verb {
            target.flags.push(flags::TRAILING_TEXT);
        }
        Some(target)
    })
}

/// Completes each of two dates with what only the other prints. `None` where they are of different kinds.
fn joined(first: Span, second: Span) -> Option<(Span, Span)> {
    let mut first = first;
    let mut second = second;
    match (first.part, second.part) {
        // 6-12月, 2023年6-12月, 1-3季度
        (Part::Bare(number), Part::Month(_)) => first.part = Part::Month(number),
        (Part::Bare(number @ 1..=4), Part::Quarter(_)) => first.part = Part::Quarter(number),
        // 12月1日-15日, 2023.1-12
        (Part::Day(month, _), Part::BareDay(day)) => second.part = Part::Day(month, day),
        (Part::Month(_), Part::Bare(month))
            if first.written == Written::Clear || first.year.is_some() =>
        {
            second.part = Part::Month(month);
        }
        _ => {}
    }
    if first.written == Written::Weak || second.written == Written::Weak {
        return None;
    }
    if second.year.is_none() {
        second.year = first.year;
    } else if first.year.is_none() {
        return None;
    }
    let same_kind = std::mem::discriminant(&first.part) == std::mem::discriminant(&second.part);
    let figures_only = first.written == Written::Figures && second.written == Written::Figures;
    if !same_kind || matches!(first.part, Part::Bare(_) | Part::BareDay(_)) || figures_only {
        return None;
    }
    Some((first, second))
}

/// A target from the first day of one date to the last day of another.
fn dated(kind: TargetKind, op: Op, first: Span, last: Span, year: Option<i32>) -> Option<Target> {
    let assumed = year.unwrap_or(ANY_YEAR);
    let (start, end) = (first.days(assumed)?.0, last.days(assumed)?.1);
    if start > end {
        return None;
    }
    let mut target = Target {
        kind,
        op: Some(op),
        date_precision: Some(precision(first, last)),
        ..Target::default()
    };
    let printed = first.year.is_some() && last.year.is_some();
    if printed || year.is_some() {
        target.date_start = Some(start.iso());
        target.date_end = Some(end.iso());
    }
    if !printed {
        let flag = if year.is_some() {
            flags::YEAR_INFERRED
        } else {
            flags::YEAR_MISSING
        };
        target.flags.push(flag);
    }
    Some(target)
}

fn precision(first: Span, last: Span) -> DatePrecision {
    if first.part == last.part {
        first.precision()
    } else {
        last.precision()
    }
}
