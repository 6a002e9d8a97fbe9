//! Units with scale words and divisors: 万元/年, 次/季度, 元/人·天.
//!
//! In: folded text that may begin with a unit. Out: [`Measured`], the canonical unit with its base, and the text after
//! it.

use rust_decimal::Decimal;

use crate::vocabulary::units::{Dimension, Scale, Unit};
use crate::vocabulary::values::ValueWords;

/// A unit as read from text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::normalize) struct Measured {
    /// Canonical spelling.
    pub name: String,
    /// What the numerator measures; `None` for a scale word alone or an unknown unit.
    pub dimension: Option<Dimension>,
    /// The base unit (empty where only a scale word is printed), and how many base units one of this unit is.
    pub base: Option<(String, Decimal)>,
    /// A part is missing: 万, /株.
    pub incomplete: bool,
    /// It may mean two things.
    pub ambiguous: bool,
    /// Printed in brackets.
    pub in_brackets: bool,
    /// Not in the vocabulary.
    pub unknown: bool,
    /// Has a divisor.
    pub divided: bool,
}

impl Measured {
    /// A unit that is in no vocabulary.
    pub(super) fn unknown(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            dimension: None,
            base: None,
            incomplete: false,
            ambiguous: false,
            in_brackets: false,
            unknown: true,
            divided: false,
        }
    }

    /// Adds a divisor that was written before the number: 每年.
    pub(super) fn divide_by(&mut self, divisor: &str) {
        if self.name.split('/').skip(1).any(|part| part == divisor) {
            return;
        }
        self.name = format!("{}/{divisor}", self.name);
        if let Some((base, _)) = &mut self.base {
            *base = format!("{base}/{divisor}");
        }
        self.divided = true;
    }
}

/// The unit that `text` begins with.
pub(in crate::normalize) fn unit<'t>(
    text: &'t str,
    words: &ValueWords,
) -> Option<(Measured, &'t str)> {
    let Some(inner) = text.strip_prefix('(') else {
        return divided(text, words);
    };
    let (mut measured, rest) = divided(inner, words)?;
    measured.in_brackets = true;
    Some((measured, rest.strip_prefix(')')?))
}

/// A unit without divisors and brackets.
pub(super) fn plain_unit<'t>(text: &'t str, words: &ValueWords) -> Option<(Measured, &'t str)> {
    numerator(text, words).filter(|(measured, _)| !measured.name.is_empty())
}

/// A unit with its divisors.
fn divided<'t>(text: &'t str, words: &ValueWords) -> Option<(Measured, &'t str)> {
    let (mut measured, mut rest) = numerator(text, words)?;
    while let Some((divisor, after)) = divisor(&measured, rest, words) {
        if let Some((base, _)) = &mut measured.base {
            base.push('/');
            base.push_str(&divisor);
        }
        measured.name.push('/');
        measured.name.push_str(&divisor);
        measured.divided = true;
        rest = after;
    }
    // %(百分比): the brackets repeat the unit
    if let Some((again, after)) = bracketed(rest, words)
        && again.name == measured.name
    {
        rest = after;
    }
    let spelling = text.get(..text.len() - rest.len()).unwrap_or_default();
    measured.ambiguous = words.units.is_ambiguous(spelling);
    Some((measured, rest))
}

fn bracketed<'t>(text: &'t str, words: &ValueWords) -> Option<(Measured, &'t str)> {
    let inner = text.strip_prefix('(')?;
    let (measured, rest) = numerator(inner, words)?;
    Some((measured, rest.strip_prefix(')')?))
}

/// The part of a unit before the first stroke.
fn numerator<'t>(text: &'t str, words: &ValueWords) -> Option<(Measured, &'t str)> {
    if text.starts_with('/') {
        // 28.40/株: only the divisor is printed
        let empty = Measured {
            incomplete: true,
            unknown: false,
            ..Measured::unknown("")
        };
        divisor(&empty, text, words)?;
        return Some((empty, text));
    }
    let (scale, unit, rest) = scaled(text, words)?;
    let Some(unit) = unit else {
        let scale = scale?;
        let measured = Measured {
            base: Some((String::new(), scale.factor)),
            incomplete: true,
            unknown: false,
            ..Measured::unknown(&scale.name)
        };
        return Some((measured, rest));
    };
    let mut measured = Measured {
        name: scale.map_or_else(
            || unit.name.clone(),
            |scale| format!("{}{}", scale.name, unit.name),
        ),
        dimension: Some(unit.dimension),
        base: base_of(scale, unit),
        unknown: false,
        ..Measured::unknown("")
    };
    let rest = counted_together(&mut measured, rest, words).unwrap_or(rest);
    Some((measured, rest))
}

/// Two units that make one: 台套, 条路, 人·天.
fn counted_together<'t>(
    measured: &mut Measured,
    rest: &'t str,
    words: &ValueWords,
) -> Option<&'t str> {
    if measured.dimension != Some(Dimension::Count) {
        return None;
    }
    let after_mark = words.units.product.strip(rest);
    let (next, after) = words.units.longest(after_mark.unwrap_or(rest))?;
    match (after_mark, next.dimension) {
        (None, Dimension::Count) if next.name == measured.name || !is_end(after, words) => None,
        (None, Dimension::Count) | (Some(_), Dimension::Count | Dimension::Time) => {
            measured.name.push_str(&next.name);
            if let Some((base, _)) = &mut measured.base {
                base.push_str(&next.name);
            }
            Some(after)
        }
        _ => None,
    }
}

/// True when a unit may end before `text`: 5个项目 counts 项目, not 个项.
fn is_end(text: &str, words: &ValueWords) -> bool {
    !text.starts_with(char::is_alphanumeric)
        || words.tails.longest(text).is_some()
        || words.units.per.strip(text).is_some()
}

/// A scale word, a unit, or both.
fn scaled<'t, 'w>(
    text: &'t str,
    words: &'w ValueWords,
) -> Option<(Option<&'w Scale>, Option<&'w Unit>, &'t str)> {
    // 千瓦时 and 千米 are units, although they begin with a scale word
    if let Some((unit, rest)) = words.units.longest(text) {
        return Some((None, Some(unit), rest));
    }
    let (scale, rest) = words.units.scale(text)?;
    match words.units.longest(rest) {
        Some((unit, rest)) => Some((Some(scale), Some(unit), rest)),
        None => Some((Some(scale), None, rest)),
    }
}

fn base_of(scale: Option<&Scale>, unit: &Unit) -> Option<(String, Decimal)> {
    match (scale, &unit.base) {
        (None, base) => base.clone(),
        (Some(scale), None) => Some((unit.name.clone(), scale.factor)),
        (Some(scale), Some((base, factor))) => {
            Some((base.clone(), scale.factor.checked_mul(*factor)?))
        }
    }
}

/// One divisor with the mark before it; the divisor is in canonical spelling.
fn divisor<'t>(
    measured: &Measured,
    text: &'t str,
    words: &ValueWords,
) -> Option<(String, &'t str)> {
    let after_mark = match words.units.per.strip(text) {
        Some(after) => after,
        // 元/人天 and 元/人·天 are 元/人/天, 元·人 is 元/人
        None if measured.divided || measured.dimension == Some(Dimension::Money) => {
            match words.units.product.strip(text) {
                Some(after) => after,
                None if measured.divided => text,
                None => return None,
            }
        }
        None => return None,
    };
    let Some((scale, Some(unit), rest)) = scaled(after_mark, words) else {
        return words.units.only_divisor(after_mark);
    };
    let name = words.units.divisor(&unit.name).unwrap_or(&unit.name);
    let scale = scale.map_or("", |scale| scale.name.as_str());
    Some((format!("{scale}{name}"), rest))
}
