//! Quantities: numbers, ranges, tolerances and ratios.
//!
//! In: folded text that must be understood to its end. Out: a [`Target`] without its raw text, or nothing: a doubtful
//! value stays text. [`super::prefix`], [`super::measure`] and [`super::tail`] read what is before, at and after the
//! number.

use super::flags;
use super::frequency::frequency;
use super::measure::{Measure, figures, measure};
use super::prefix::{Head, Written, head, sign};
use super::range;
use super::ratio;
use super::tail::{Ending, ending, exclusive};
use super::unit::{Measured, unit};
use super::words::is_exact_word;
use crate::normalize::calendar::is_year;
use crate::record::{Op, Target, TargetKind};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Tail, ValueWords};

/// The most Chinese characters of an unknown unit or a counted thing.
const MAX_NOUN_CHARS: usize = 8;
/// The same where the author wrote no operator.
const MAX_NOUN_CHARS_IMPLICIT: usize = 4;

/// The quantity that the whole of `text` is.
pub(super) fn quantity(text: &str, words: &ValueWords) -> Option<Target> {
    written(text, words).filter(|target| !is_named_by_year(target, words))
}

/// True for 2024学年 and 2024-2025学年: the digits are a name and count nothing.
fn is_named_by_year(target: &Target, words: &ValueWords) -> bool {
    let unit = target.unit.as_deref();
    unit.is_some_and(|unit| words.units.is_named_by_year(unit))
        && target
            .value
            .filter(|value| value.scale() == 0)
            .and_then(|value| i32::try_from(value).ok())
            .is_some_and(is_year)
}

fn written(text: &str, words: &ValueWords) -> Option<Target> {
    let (head, rest) = head(text, words)?;
    if head.percent_before {
        return percent(head, rest, words);
    }
    let Some(first) = measure(rest, words) else {
        return unit_first(&head, rest, words);
    };
    if head.plus_minus {
        return range::tolerance(head, first, words);
    }
    if first.rest.starts_with(':') || first.after_number.starts_with(':') {
        return ratio::ratio(&head, &first, words);
    }
    if let Some(target) = range::range(&head, &first, words) {
        return Some(target);
    }
    if let Some(target) = frequency(&head, &first, words) {
        return Some(target);
    }
    single(head, first, words)
}

/// The quick path for `operator number unit`, the form of most values. Anything unusual takes the full path.
pub(super) fn simple(text: &str, words: &ValueWords) -> Option<Target> {
    let (op, rest) = match sign(text, words) {
        Some(((op, Written::Sign), rest)) => (Some(op), rest),
        Some(_) => return None,
        None => (None, text),
    };
    if !rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (value, rest) = figures(rest)?;
    let known = words.units.exact(rest)?;
    if known.dimension == Dimension::Time || words.units.is_ambiguous(rest) {
        return None;
    }
    let mut target = Target {
        kind: TargetKind::Number,
        op: Some(op.unwrap_or(Op::Equal)),
        op_explicit: op.is_some(),
        value: Some(value),
        unit: Some(known.name.clone()),
        ..Target::default()
    };
    if let Some((base, factor)) = &known.base {
        target.base_value = value.checked_mul(*factor).map(|value| value.normalize());
        target.base_unit = target.base_value.map(|_| base.clone());
    }
    if op.is_none() {
        target.flags.push(flags::IMPLICIT_OP);
    }
    Some(target)
}

/// A percentage whose sign is written before the number: 百分之九十五.
fn percent(head: Head, text: &str, words: &ValueWords) -> Option<Target> {
    let mut first = measure(text, words)?;
    let (percent, _) = unit("%", words)?;
    first.unit = Some(percent);
    first.rest = first.after_number;
    single(head, first, words)
}

/// `%95`, `次/年2`, `个≥10`: the unit precedes the number. Accepted only where nothing else is printed and the unit is
/// plain.
fn unit_first(head: &Head, text: &str, words: &ValueWords) -> Option<Target> {
    let (measured, rest) = unit(text, words)?;
    let mut head = head.clone();
    let (signed, rest) = match sign(rest, words) {
        Some((op @ (_, Written::Sign), after)) if head.op.is_none() => {
            head.op = Some(op);
            (true, after)
        }
        _ => (false, rest),
    };
    // GB/T 19001 is a standard and not a speed
    let fits = match measured.dimension {
        Some(Dimension::Ratio) => true,
        Some(Dimension::Count | Dimension::Money) => measured.divided || signed,
        _ => false,
    };
    if !fits || measured.incomplete || measured.in_brackets {
        return None;
    }
    let mut first = measure(rest, words)?;
    if first.unit.is_some() || first.han || !first.rest.is_empty() {
        return None;
    }
    first.unit = Some(measured);
    let mut target = single(head, first, words)?;
    target.flags.push(flags::UNIT_FIRST);
    Some(target)
}

/// A single number with its unit.
pub(super) fn single(head: Head, mut first: Measure<'_>, words: &ValueWords) -> Option<Target> {
    let explicit = head.op.is_some();
    let mut ending = match ending(first.rest, words) {
        Some(ending) => ending,
        None => noun(&head, &mut first, words)?,
    };
    if head.percent_before && ending.unit.take().is_some() {
        return None;
    }
    if ending.excludes(first.value, first.unit.as_ref())? {
        settle_exclusion(&head, &mut ending)?;
    }
    // 15日内 is a duration; ≤15日 may be the 15th
    if ending.bound.is_some()
        && let Some(unit) = &mut first.unit
        && unit.dimension == Some(Dimension::Time)
    {
        unit.ambiguous = false;
    }
    settle_unit(&head, &mut first, &mut ending, words)?;
    if first.han && !han_is_number(&head, &first, &ending) {
        return None;
    }
    if (head.rank || head.first_ranks) && !is_rank(&first) {
        return None;
    }
    let mut target = Target {
        kind: TargetKind::Number,
        value: Some(first.value),
        ..Target::default()
    };
    settle_op(&head, &first, &ending, &mut target);
    if first.over || ending.over {
        target.flags.push(flags::APPROX_OVER);
    }
    if ending.words {
        target.flags.push(flags::TRAILING_TEXT);
    }
    if ending.numeric_note {
        target.flags.push(flags::NUMERIC_HINT);
    }
    if first.han {
        target.flags.push(flags::HAN_NUMERAL);
    }
    if !explicit && head.rank {
        target.flags.push(flags::ORDINAL);
    }
    target.flags.extend_from_slice(&head.flags);
    set_unit(&mut target, first.unit);
    Some(target)
}

/// 80%以上(不含80%) means more than 80%; ≥80%(不含80%) contradicts itself.
fn settle_exclusion(head: &Head, ending: &mut Ending) -> Option<()> {
    match (head.op, ending.bound) {
        (None, Some(bound)) => ending.bound = Some(exclusive(bound)),
        (Some((Op::MoreThan | Op::LessThan, _)), None) => ending.words = true,
        _ => return None,
    }
    Some(())
}

/// 5个项目, ≥3架次: the words after the number are a counted thing or a unit that is not in the vocabulary.
fn noun(head: &Head, first: &mut Measure<'_>, words: &ValueWords) -> Option<Ending> {
    if first.han || head.rank || head.first_ranks {
        return None;
    }
    let signed = matches!(head.op, Some((_, Written::Sign | Written::Malformed)));
    let counted = first
        .unit
        .as_ref()
        .is_some_and(|unit| unit.dimension == Some(Dimension::Count) && !unit.divided);
    let limit = if head.op.is_some() {
        MAX_NOUN_CHARS
    } else {
        MAX_NOUN_CHARS_IMPLICIT
    };
    let text = if counted {
        first.rest
    } else {
        first.after_number
    };
    // 100人以上单位 is a condition, not a count
    let bound = matches!(words.tails.longest(text), Some((tail, _)) if *tail != Tail::Verb);
    if bound || text.is_empty() || !counted && (!signed || first.unit.is_some()) {
        return None;
    }
    for (at, _) in text
        .char_indices()
        .skip(1)
        .chain([(text.len(), ' ')])
        .take(limit)
    {
        let (noun, rest) = text.split_at_checked(at)?;
        if !is_noun(noun, words) {
            return None;
        }
        let Some(mut found) = ending(rest, words) else {
            continue;
        };
        if counted {
            found.words = true;
        } else {
            first.unit = Some(Measured::unknown(noun));
        }
        return Some(found);
    }
    None
}

/// True for Chinese characters only, without a word that would reverse the meaning.
fn is_noun(text: &str, words: &ValueWords) -> bool {
    text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && !is_exact_word(text, words)
        && !words
            .negations
            .iter()
            .any(|word| text.contains(word.as_str()))
        && !words
            .grade_marks
            .iter()
            .any(|mark| text.ends_with(mark.as_str()))
}

/// Takes the unit after the number, in brackets, or of a currency sign.
fn settle_unit(
    head: &Head,
    first: &mut Measure<'_>,
    ending: &mut Ending,
    words: &ValueWords,
) -> Option<()> {
    match (&first.unit, ending.unit.take()) {
        (None, Some(mut bracketed)) => {
            bracketed.in_brackets = true;
            first.unit = Some(bracketed);
        }
        (Some(known), Some(bracketed)) if known.name != bracketed.name => ending.words = true,
        _ => {}
    }
    if let Some(currency) = &head.currency {
        let money = match &first.unit {
            None => unit(currency, words)?.0,
            Some(scale) if scale.dimension.is_none() && scale.incomplete => {
                unit(&format!("{}{currency}", scale.name), words)?.0
            }
            Some(money) if money.dimension == Some(Dimension::Money) => money.clone(),
            Some(_) => return None,
        };
        first.unit = Some(money);
    }
    for per in &head.per {
        match &mut first.unit {
            Some(unit) => unit.divide_by(per),
            None => {
                let mut measured = Measured::unknown("");
                measured.unknown = false;
                measured.incomplete = true;
                measured.divide_by(per);
                first.unit = Some(measured);
            }
        }
    }
    Some(())
}

/// True when a Chinese numeral is a number: a listed unit follows it immediately, and nothing but a bound follows the
/// unit.
fn han_is_number(head: &Head, first: &Measure<'_>, ending: &Ending) -> bool {
    let plain = !ending.words
        && ending.unit.is_none()
        && !first.unit.as_ref().is_some_and(|u| u.in_brackets);
    let ordinal = first.han_ordinal && head.op.is_none() && ending.bound.is_none() && !head.rank;
    (first.unit.is_some() || head.percent_before) && plain && (!ordinal || !head.per.is_empty())
}

/// True for 第1名, 前3名 and 前10%; 前3天 and 第2年 are not ranks.
fn is_rank(first: &Measure<'_>) -> bool {
    first.unit.as_ref().is_some_and(|unit| {
        matches!(unit.dimension, Some(Dimension::Count | Dimension::Ratio)) && !unit.divided
    })
}

/// Sets the operator, and a flag that says how it is written.
fn settle_op(head: &Head, first: &Measure<'_>, ending: &Ending, target: &mut Target) {
    let flag_of = |written| match written {
        Written::Sign => None,
        Written::Word => Some(flags::WORD_OP),
        Written::Malformed => Some(flags::MALFORMED_OP),
    };
    let about = head.about || ending.about || first.over || ending.over;
    let (op, flag) = match (head.op, ending.bound) {
        (Some((op, written)), Some(bound)) => {
            if !agrees(op, bound) {
                target.flags.push(flags::OP_CONFLICT);
            }
            // =95%以上: the bound says more than the sign
            let op = if op == Op::Equal { bound } else { op };
            (op, flag_of(written))
        }
        (Some((op, written)), None) => (op, flag_of(written)),
        (None, Some(bound)) => (bound, Some(flags::SUFFIX_OP)),
        (None, None) if head.first_ranks => (Op::AtMost, Some(flags::ORDINAL)),
        (None, None) if about => (Op::About, Some(flags::IMPLICIT_OP)),
        (None, None) => (Op::Equal, Some(flags::IMPLICIT_OP)),
    };
    target.op = Some(op);
    target.op_explicit = flag != Some(flags::IMPLICIT_OP);
    target.flags.extend(flag);
    if ending.about {
        target.flags.push(flags::APPROX);
    }
}

fn agrees(op: Op, bound: Op) -> bool {
    match bound {
        Op::AtLeast => matches!(op, Op::AtLeast | Op::MoreThan | Op::About),
        Op::AtMost => matches!(op, Op::AtMost | Op::LessThan | Op::About),
        _ => op == bound,
    }
}

/// Sets the unit, the base unit and the flags about them.
pub(super) fn set_unit(target: &mut Target, unit: Option<Measured>) {
    let Some(unit) = unit else {
        target.flags.push(flags::NO_UNIT);
        return;
    };
    let noticed = [
        (unit.incomplete, flags::UNIT_INCOMPLETE),
        (unit.ambiguous, flags::UNIT_AMBIGUOUS),
        (unit.in_brackets, flags::UNIT_IN_PARENS),
        (unit.unknown, flags::UNIT_UNKNOWN),
    ];
    target.flags.extend(
        noticed
            .into_iter()
            .filter_map(|(seen, flag)| seen.then_some(flag)),
    );
    if let Some((base, factor)) = unit.base {
        let convert = |value: rust_decimal::Decimal| Some(value.checked_mul(factor)?.normalize());
        target.base_value = target.value.and_then(convert);
        target.base_value_high = target.value_high.and_then(convert);
        target.base_unit = (target.base_value.is_some() && !base.is_empty()).then_some(base);
    }
    target.unit = Some(unit.name);
}
