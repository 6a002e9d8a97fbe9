//! Ranges and tolerances: 10-15天, 90%≤X≤100%, ≥90%且≤100%, ±3%以内.
//!
//! In: the first number of a value and the text after it. Out: a target of kind range or tolerance with operator `in`,
//! or nothing where the two ends do not belong together.

use rust_decimal::Decimal;

use super::flags;
use super::measure::{Measure, measure};
use super::prefix::{Head, Written, head, sign};
use super::quantity::set_unit;
use super::tail::ending;
use super::unit::Measured;
use crate::record::{Op, Target, TargetKind};
use crate::vocabulary::values::ValueWords;

/// The most characters of the name in `90%≤满意度≤100%`.
const MAX_MIDDLE_CHARS: usize = 20;

/// A tolerance: ±3%以内.
pub(super) fn tolerance(head: Head, first: Measure<'_>, words: &ValueWords) -> Option<Target> {
    let ending = ending(first.rest, words).filter(|ending| ending.excluded.is_none())?;
    let op_fits = matches!(
        head.op,
        None | Some((Op::AtMost | Op::LessThan | Op::Equal, _))
    );
    let bound_fits = matches!(ending.bound, None | Some(Op::AtMost));
    if !op_fits || !bound_fits || first.han || head.rank || head.first_ranks || !head.per.is_empty()
    {
        return None;
    }
    let unit = ending.unit.or(first.unit);
    let low = -first.value.abs();
    let mut target = interval(TargetKind::Tolerance, low, first.value.abs(), unit);
    target.flags.extend(head.flags);
    if ending.words {
        target.flags.push(flags::TRAILING_TEXT);
    }
    Some(target)
}

/// A range in any notation.
pub(super) fn range(head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    if head.rank || head.first_ranks || head.currency.is_some() {
        return None;
    }
    from_to(head, first, words)
        .or_else(|| bounded(head, first, words))
        .or_else(|| chained(head, first, words))
}

/// Two numbers with a range mark between them: 10-15天, 10万元至15万元.
fn from_to(head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    let after = words.ranges.strip(first.rest)?;
    // -5--3 is ambiguous: the second sign is a minus or part of a long dash
    if first.value.is_sign_negative() && first.rest.starts_with("--") {
        return None;
    }
    let second = measure(after, words)?;
    let mut ending = ending(second.rest, words)?;
    if head.op.is_some_and(|(op, _)| op != Op::Equal)
        || matches!(ending.bound, Some(bound) if bound != Op::AtMost)
        || first.over
        || second.over
        || (second.han && second.unit.is_none())
    {
        return None;
    }
    let mut unit = same_unit(first.unit.clone(), second.unit)?;
    if unit.is_none()
        && let Some(mut bracketed) = ending.unit.take()
    {
        bracketed.in_brackets = true;
        unit = Some(bracketed);
    }
    let without_high = ending.excludes(second.value, unit.as_ref())?;
    let mut target = two_ends(head, first.value, second.value, unit)?;
    if without_high {
        target.flags.push(flags::EXCLUSIVE_HIGH);
    }
    if first.han || second.han {
        target.flags.push(flags::HAN_NUMERAL);
    }
    if ending.about {
        target.flags.push(flags::APPROX);
    }
    if ending.words {
        target.flags.push(flags::TRAILING_TEXT);
    }
    Some(target)
}

/// Two bounds after each other: ≥90%且≤100%.
fn bounded(first_head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    let (first_op, _) = first_head.op?;
    let after = words.both.strip(first.rest).unwrap_or(first.rest);
    let (second_head, after) = head(after, words)?;
    let (second_op, _) = second_head.op?;
    let second = measure(after, words)?;
    if !second.rest.is_empty() || first.han || second.han || !second_head.flags.is_empty() {
        return None;
    }
    let unit = same_unit(first.unit.clone(), second.unit)?;
    let mut target = if is_lower(first_op) && is_upper(second_op) {
        two_ends(first_head, first.value, second.value, unit)?
    } else if is_upper(first_op) && is_lower(second_op) {
        two_ends(first_head, second.value, first.value, unit)?
    } else {
        return None;
    };
    exclude(&mut target, first_op, second_op);
    Some(target)
}

/// Bounds on both sides of a name: 90%≤满意度≤100%, 100%≥X≥90%.
fn chained(head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    if head.op.is_some() || first.han {
        return None;
    }
    let ((first_op, Written::Sign), after) = sign(first.rest, words)? else {
        return None;
    };
    let (at, _) = after
        .char_indices()
        .take(MAX_MIDDLE_CHARS)
        .find(|(_, c)| c.is_ascii_digit() || matches!(c, '<' | '>' | '≤' | '≥' | '='))?;
    let ((second_op, Written::Sign), after) = sign(after.get(at..)?, words)? else {
        return None;
    };
    let second = measure(after, words)?;
    if at == 0 || !second.rest.is_empty() || second.han {
        return None;
    }
    let unit = same_unit(first.unit.clone(), second.unit)?;
    // the signs relate the name to both ends: 90≤X is X≥90
    let mut target = if is_upper(first_op) && is_upper(second_op) {
        two_ends(head, first.value, second.value, unit)?
    } else if is_lower(first_op) && is_lower(second_op) {
        two_ends(head, second.value, first.value, unit)?
    } else {
        return None;
    };
    let (low_op, high_op) = if is_upper(first_op) {
        (first_op, second_op)
    } else {
        (second_op, first_op)
    };
    if matches!(low_op, Op::LessThan | Op::MoreThan) {
        target.flags.push(flags::EXCLUSIVE_LOW);
    }
    if matches!(high_op, Op::LessThan | Op::MoreThan) {
        target.flags.push(flags::EXCLUSIVE_HIGH);
    }
    Some(target)
}

fn exclude(target: &mut Target, first: Op, second: Op) {
    if first == Op::MoreThan || second == Op::MoreThan {
        target.flags.push(flags::EXCLUSIVE_LOW);
    }
    if first == Op::LessThan || second == Op::LessThan {
        target.flags.push(flags::EXCLUSIVE_HIGH);
    }
}

fn is_lower(op: Op) -> bool {
    matches!(op, Op::AtLeast | Op::MoreThan)
}

fn is_upper(op: Op) -> bool {
    matches!(op, Op::AtMost | Op::LessThan)
}

/// The unit of both ends: the same one, or one printed only at the second, or completed there (10万-15万元). Anything
/// else is doubtful.
fn same_unit(first: Option<Measured>, second: Option<Measured>) -> Option<Option<Measured>> {
    match (first, second) {
        (None, second) => Some(second),
        (Some(_), None) => None,
        (Some(first), Some(second)) => {
            let completed = first.incomplete
                && first.dimension.is_none()
                && !first.name.is_empty()
                && second.name.starts_with(&first.name);
            (first.name == second.name || completed).then_some(Some(second))
        }
    }
}

fn two_ends(
    head: &Head,
    low: Decimal,
    high: Decimal,
    mut unit: Option<Measured>,
) -> Option<Target> {
    if low > high {
        return None;
    }
    for per in &head.per {
        unit.as_mut()?.divide_by(per);
    }
    let mut target = interval(TargetKind::Range, low, high, unit);
    target.flags.extend_from_slice(&head.flags);
    if let Some((_, Written::Malformed)) = head.op {
        target.flags.push(flags::MALFORMED_OP);
    }
    Some(target)
}

fn interval(kind: TargetKind, low: Decimal, high: Decimal, unit: Option<Measured>) -> Target {
    let mut target = Target {
        kind,
        op: Some(Op::Within),
        op_explicit: true,
        value: Some(low),
        value_high: Some(high),
        ..Target::default()
    };
    set_unit(&mut target, unit);
    target
}
