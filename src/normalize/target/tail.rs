//! The text after a number and its unit: 以上, 左右, （含）, 完成, a note in brackets.
//!
//! In: the text after the unit, which must be understood to its end. Out: [`Ending`].

use rust_decimal::Decimal;

use super::measure::measure;
use super::unit::{Measured, unit};
use crate::record::Op;
use crate::vocabulary::values::{Tail, ValueWords};

/// All that follows a number and its unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Ending {
    pub bound: Option<Op>,
    pub about: bool,
    pub over: bool,
    /// Words that do not change the value.
    pub words: bool,
    /// A note in brackets that contains digits.
    pub numeric_note: bool,
    /// A unit in brackets.
    pub unit: Option<Measured>,
    /// The value that a note in brackets excludes: 不含80%.
    pub excluded: Option<(Decimal, Option<String>)>,
}

impl Ending {
    /// True when the note excludes this end of the value. `None` where it excludes another number.
    pub(super) fn excludes(&self, value: Decimal, unit: Option<&Measured>) -> Option<bool> {
        let Some((excluded, of)) = &self.excluded else {
            return Some(false);
        };
        let same = *excluded == value && of.as_deref() == unit.map(|unit| unit.name.as_str());
        same.then_some(true)
    }
}

/// The operator that excludes the bound itself.
pub(super) fn exclusive(op: Op) -> Op {
    match op {
        Op::AtLeast => Op::MoreThan,
        Op::AtMost => Op::LessThan,
        op => op,
    }
}

/// Reads to the end of the text. `None` where a part is not understood.
pub(super) fn ending(text: &str, words: &ValueWords) -> Option<Ending> {
    let mut ending = Ending::default();
    let mut excludes = false;
    let mut rest = text;
    while !rest.is_empty() {
        if let Some((tail, after)) = words.tails.longest(rest) {
            match *tail {
                Tail::Bound(op) if ending.bound.is_none() => ending.bound = Some(op),
                Tail::Bound(_) => return None,
                Tail::About => ending.about = true,
                Tail::Over => ending.over = true,
                Tail::Inclusive | Tail::Between => {}
                Tail::Exclusive => excludes = true,
                Tail::Verb => ending.words = true,
            }
            rest = after;
        } else if let Some(inner) = rest.strip_prefix('(') {
            rest = note(inner, &mut ending, words)?;
        } else {
            return None;
        }
    }
    if excludes {
        // 50%(不含)以上
        ending.bound = Some(exclusive(ending.bound?));
    }
    Some(ending)
}

/// A note in brackets: a unit, an excluded value, or words. Nested brackets are not understood.
fn note<'t>(inner: &'t str, ending: &mut Ending, words: &ValueWords) -> Option<&'t str> {
    let close = inner.find(')')?;
    let (note, rest) = (inner.get(..close)?, inner.get(close + 1..)?);
    if note.is_empty() || note.contains('(') {
        return None;
    }
    if let Some((Tail::Exclusive, bound)) = words.tails.longest(note)
        && let Some(bound) = measure(bound, words).filter(|bound| bound.rest.is_empty())
    {
        ending.excluded = Some((bound.value, bound.unit.map(|unit| unit.name)));
        return Some(rest);
    }
    match unit(note, words) {
        Some((measured, "")) if ending.unit.is_none() => ending.unit = Some(measured),
        _ => {
            ending.words = true;
            ending.numeric_note |= note.contains(|c: char| c.is_ascii_digit());
        }
    }
    Some(rest)
}
