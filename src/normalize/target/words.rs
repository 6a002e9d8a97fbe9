//! Values in words: placeholders, scales, yes and no, grades, trends, and any other text.
//!
//! In: folded text. Out: a [`Target`] without its raw text. A value that is none of the known words is text, with flags
//! for what is known about it and `numeric_hint` where it contains a number that must not become the target.

use super::flags;
use super::measure::digits;
use super::prefix::{Written, sign};
use super::unit::unit;
use crate::record::{Op, Target, TargetKind};
use crate::vocabulary::values::{Exact, Prefix, ValueWords, whole};
use crate::word::Word;

/// True when the whole text is one of the known words.
pub(super) fn is_exact_word(text: &str, words: &ValueWords) -> bool {
    words.exact(text).is_some()
}

/// Placeholders, scales and booleans, recognized by the whole text.
pub(super) fn known_word(text: &str, words: &ValueWords) -> Option<Target> {
    match words.exact(text) {
        Some(Exact::Scale) => return Some(of_kind(TargetKind::Scale)),
        Some(Exact::Yes) => return Some(boolean(1)),
        Some(Exact::No) => return Some(boolean(0)),
        Some(Exact::None) => return Some(placeholder(Some(flags::AMBIGUOUS_NONE))),
        Some(Exact::NotApplicable) => return Some(placeholder(Some(flags::NOT_APPLICABLE))),
        Some(Exact::TypeMarker) => return Some(placeholder(Some(flags::TYPE_MARKER))),
        Some(Exact::Placeholder) => return Some(placeholder(None)),
        Some(Exact::Grade) | None => {}
    }
    if text
        .chars()
        .all(|sign| words.placeholder_signs.contains(sign))
        || has_mark(text, words)
    {
        return Some(placeholder(None));
    }
    // ≥ and ≥% without a number
    if let Some(((_, Written::Sign), rest)) = sign(text, words)
        && (rest.is_empty() || matches!(unit(rest, words), Some((_, ""))))
    {
        return Some(placeholder(None));
    }
    if words.scale_separators.is_in(text) {
        let mut joined = text.to_owned();
        for mark in words.scale_separators.iter() {
            joined = joined.replace(mark.as_str(), "");
        }
        if words.exact(&joined) == Some(Exact::Scale) {
            return Some(of_kind(TargetKind::Scale));
        }
    }
    None
}

/// True for `**` and `XX`, left over from a template. A mark inside a Latin word (EXXON, XXL) does not count.
fn has_mark(text: &str, words: &ValueWords) -> bool {
    if !words.placeholder_marks.is_in(text) {
        return false;
    }
    words.placeholder_marks.iter().any(|mark| {
        let Some(at) = text.find(mark.as_str()) else {
            return false;
        };
        let first = mark.chars().next();
        let beside = |c: char| c.is_ascii_alphabetic() && Some(c) != first;
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + mark.len()..).unwrap_or_default();
        let latin = first.is_some_and(|c| c.is_ascii_alphabetic());
        !(latin && (before.ends_with(beside) || after.starts_with(beside)))
    })
}

fn of_kind(kind: TargetKind) -> Target {
    Target {
        kind,
        ..Target::default()
    }
}

fn boolean(value: u32) -> Target {
    Target {
        op: Some(Op::Equal),
        value: Some(whole(value)),
        ..of_kind(TargetKind::Boolean)
    }
}

fn placeholder(flag: Option<Word>) -> Target {
    Target {
        flags: flag.into_iter().collect(),
        ..of_kind(TargetKind::Placeholder)
    }
}

/// A target of kind text, with flags for what is known about it.
pub(super) fn text(text: &str, words: &ValueWords) -> Target {
    let mut target = of_kind(TargetKind::Text);
    if is_service_hours(text, words) {
        target.flags.push(flags::SERVICE_HOURS);
        return target;
    }
    let (op, core, suffix) = compared(text, words);
    let core = without_notes(core);
    let grade = is_grade(core, words);
    let previous_year = contains_any(core, &words.previous_year_nouns);
    let budget = op.is_some() && contains_any(core, &words.budget_nouns);
    if grade || previous_year || budget {
        target.op = op;
        target.op_explicit = op.is_some();
        if op.is_some() && suffix && grade {
            target.flags.push(flags::SUFFIX_OP);
        }
    }
    let claims_zero = claims_zero(text, words);
    let clock = clock(text, words);
    let noticed = [
        (grade, flags::GRADE),
        (
            previous_year || says_same_period(text, words),
            flags::BASE_PREV_YEAR,
        ),
        (budget, flags::REF_BUDGET),
        (claims_zero, flags::ZERO_CLAIM),
        (
            !claims_zero && has_trend(text, &words.trend_up, words),
            flags::TREND_UP,
        ),
        (
            !claims_zero && has_trend(text, &words.trend_down, words),
            flags::TREND_DOWN,
        ),
        (contains_any(text, &words.trend_flat), flags::TREND_FLAT),
        (clock.is_some(), flags::TIME_OF_DAY),
        (
            text.contains(|c: char| c.is_ascii_digit()),
            flags::NUMERIC_HINT,
        ),
    ];
    target.flags.extend(
        noticed
            .into_iter()
            .filter_map(|(seen, flag)| seen.then_some(flag)),
    );
    if let Some(deadline) = clock {
        target.op = deadline;
        target.op_explicit = deadline.is_some();
    }
    target
}

/// The operator before or the bound after a text, the text between, and whether the operator was a bound.
fn compared<'t>(text: &'t str, words: &ValueWords) -> (Option<Op>, &'t str, bool) {
    let mut op = None;
    let mut rest = text;
    loop {
        if let Some(((sign, _), after)) = sign(rest, words) {
            op = op.or(Some(sign));
            rest = after;
        } else {
            match words.prefixes.longest(rest) {
                Some((Prefix::Op(word), after)) => {
                    op = op.or(Some(*word));
                    rest = after;
                }
                Some((Prefix::Neutral, after)) => rest = after,
                _ => break,
            }
        }
    }
    // ＝优秀 says no more than 优秀
    if let Some(op) = op.filter(|op| *op != Op::Equal) {
        return (Some(op), rest, false);
    }
    let bound = words
        .bounds
        .iter()
        .find_map(|(word, bound)| Some((*bound, rest.strip_suffix(word.as_str())?)));
    match bound {
        Some((bound, core)) => (Some(bound), core, true),
        None => (None, rest, false),
    }
}

fn contains_any(text: &str, list: &[String]) -> bool {
    list.iter().any(|word| text.contains(word.as_str()))
}

fn without_notes(text: &str) -> &str {
    match text.split_once('(') {
        Some((before, note)) if note.ends_with(')') && !before.is_empty() => before,
        _ => text,
    }
}

/// True for grades: 优, 合格, A级, 三级甲等.
fn is_grade(text: &str, words: &ValueWords) -> bool {
    if words.exact(text) == Some(Exact::Grade) {
        return true;
    }
    words.grade_marks.iter().any(|mark| {
        text.find(mark.as_str()).is_some_and(|at| {
            let (before, after) = text.split_at_checked(at).unwrap_or_default();
            let after = after.strip_prefix(mark.as_str()).unwrap_or(after);
            !before.is_empty()
                && before.chars().all(|c| words.grade_letters.contains(c))
                && (after.is_empty() || words.exact(after) == Some(Exact::Grade))
        })
    })
}

fn says_same_period(text: &str, words: &ValueWords) -> bool {
    matches!(
        words.prefixes.longest(text),
        Some((Prefix::PreviousYear, _))
    )
}

/// True for 零事故 and 无投诉: the text says that nothing bad happens.
fn claims_zero(text: &str, words: &ValueWords) -> bool {
    let rest = words.zero.strip(text).or_else(|| words.absent.strip(text));
    rest.is_some_and(|rest| contains_any(rest, &words.zero_nouns))
}

/// True for a word of the list that has no negation before it.
fn has_trend(text: &str, list: &[String], words: &ValueWords) -> bool {
    list.iter().any(|word| {
        text.match_indices(word.as_str()).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            !words
                .negations
                .iter()
                .any(|no| before.ends_with(no.as_str()))
        })
    })
}

/// True for 7×24小时: days per week and hours per day, not a quantity.
fn is_service_hours(text: &str, words: &ValueWords) -> bool {
    let Some((days, after)) = text.split_once(['×', '*', 'x', 'X']) else {
        return false;
    };
    let hours = digits(after);
    let rest = after.get(hours.len()..).unwrap_or_default();
    let days_fit = days == "7" || days == "5" || days == "6";
    days_fit
        && matches!(hours, "24" | "12" | "8" | "10" | "16")
        && (rest.is_empty()
            || words
                .hours_of_service
                .iter()
                .any(|word| rest.starts_with(word.as_str())))
}

/// 10:00前, 8:30: `Some` for a time of day, with the operator if it is a deadline.
fn clock(text: &str, words: &ValueWords) -> Option<Option<Op>> {
    let (hour, after) = text.split_once(':')?;
    let minutes = digits(after);
    let fits = (1..=2).contains(&hour.len()) && digits(hour) == hour && minutes.len() == 2;
    if !fits || minutes >= "60" || hour.parse::<u32>().ok()? > 24 {
        return None;
    }
    let rest = after.get(2..)?;
    if rest.is_empty() {
        return Some(None);
    }
    words.clock.exact(rest).map(|op| Some(*op))
}
