//! Frequencies per several years, months or days: 两年一次, ≥2年1次.
//!
//! In: the time, read as a number with its unit, and the text after it. Out: the second number, with its unit divided
//! by the time; nothing where the text counts something else within a time (3天2场).

use super::flags;
use super::measure::{Measure, measure};
use super::prefix::{Head, several};
use super::quantity::single;
use crate::record::Target;
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::ValueWords;

/// The frequency `second` per `first`, if that is what the text says.
pub(super) fn frequency(head: &Head, first: &Measure<'_>, words: &ValueWords) -> Option<Target> {
    let time = first.unit.as_ref()?;
    let second = measure(first.rest, words)?;
    let fits = time.dimension == Some(Dimension::Time)
        && !(time.divided || time.in_brackets || first.over || first.han_ordinal)
        && head.per.is_empty()
        && first.value.scale() == 0
        && first.value.is_sign_positive()
        && !first.value.is_zero();
    let often = second.unit.as_ref()?;
    if !fits || often.divided || !words.is_how_often(&often.name) {
        return None;
    }
    let mut head = head.clone();
    head.per.push(several(first.value, &time.name));
    let mut target = single(head, second, words)?;
    if first.han {
        target.flags.push(flags::HAN_NUMERAL);
    }
    Some(target)
}
