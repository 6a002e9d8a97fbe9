//! Target values: from `≥95%`, 2023年12月底前 or 优良中低差 to typed values.
//!
//! In: a cell, or operator, value and unit columns, and the budget year for dates that print none. Out: a [`Target`]
//! with the printed text kept byte for byte. Lost: nothing. A value that no rule understands to its last character is
//! text, and a number inside it is not taken for the target (`numeric_hint`).
//!
//! The first rule that fits wins: empty, placeholder, scale, boolean, recurrence, date, quantity, several values, text.

pub(super) mod date;
pub mod flags;
mod frequency;
mod marks;
pub(super) mod measure;
pub(super) mod parts;
mod phrase;
mod prefix;
mod quantity;
mod range;
mod ratio;
mod recurrence;
mod span;
mod split;
mod tail;
pub(super) mod unit;
mod words;

use crate::record::{Target, TargetKind};
use crate::text::plain_text;
use crate::vocabulary::values::ValueWords;
use crate::word::Word;

pub use split::parse_split_target;

/// Folded text of more bytes than this is prose and is only read as text.
const MAX_VALUE_BYTES: usize = 600;

/// The target that a value cell prints.
///
/// `year` is the budget year, used for dates that print none. Money is converted to 元, percentages to a plain ratio
/// with base unit `1`; counts in 万 and 亿 are multiplied out.
pub fn parse_target(raw: &str, year: Option<i32>, words: &ValueWords) -> Target {
    let folded = words.fold(raw);
    let mut target = parse_folded(&folded, year, words);
    if target.kind == TargetKind::Text
        && let Some(several) = phrase::lines(raw, year, words)
    {
        target = several;
    }
    if target.kind == TargetKind::Text
        && let Some(value) = marks::before_mark(&folded, year, words)
    {
        target = value;
    }
    finish(target, raw)
}

/// The year of the date that a value cell prints; the last one of a period. Nothing else in the cell is parsed.
pub(super) fn printed_year(raw: &str, words: &ValueWords) -> Option<i32> {
    let folded = words.fold(raw);
    if words::known_word(&folded, words).is_some() {
        return None;
    }
    let of_date = |text: &str| {
        let text = phrase::bare(text, words);
        let date = match recurrence::recurrence(text, words) {
            Some(_) => None,
            None => date::date(text, None, words),
        };
        date?.date_end?.get(..4)?.parse().ok()
    };
    let fits = |text: &&str| text.len() <= MAX_VALUE_BYTES;
    let whole = Some(folded.as_str()).filter(fits).and_then(of_date);
    whole.or_else(|| {
        let unmarked = marks::unmarked(&folded).filter(fits)?;
        of_date(unmarked)
    })
}

/// Gives a number without a unit the unit that its column or its name prints; `flag` says which of the two.
pub(super) fn with_unit(mut target: Target, unit: unit::Measured, flag: Word) -> Target {
    // four digits with a unit are not a year
    let settled = [flags::NO_UNIT, flags::AMBIGUOUS_DATE];
    target.flags.retain(|flag| !settled.contains(flag));
    quantity::set_unit(&mut target, Some(unit));
    target.flags.push(flag);
    flags::sort(&mut target.flags);
    target
}

/// Completes a target with what all of them have: the raw text, the words of a qualitative one, the flags in order.
fn finish(mut target: Target, raw: &str) -> Target {
    raw.clone_into(&mut target.raw);
    if matches!(target.kind, TargetKind::Text | TargetKind::Scale) {
        target.text = Some(plain_text(raw));
    }
    flags::sort(&mut target.flags);
    target
}

/// Parses a value; only the raw text is still missing.
fn parse_folded(folded: &str, year: Option<i32>, words: &ValueWords) -> Target {
    if folded.is_empty() {
        return Target::default();
    }
    if let Some(target) = quantity::simple(folded, words) {
        return target;
    }
    if let Some(target) = words::known_word(folded, words) {
        return target;
    }
    if folded.len() > MAX_VALUE_BYTES {
        return words::text(folded, words);
    }
    let text = phrase::bare(folded, words);
    one_value(text, year, words)
        .or_else(|| phrase::named(text, words))
        .or_else(|| phrase::several(text, words))
        .unwrap_or_else(|| words::text(text, words))
}

/// The date or quantity that the whole of `text` is.
fn one_value(text: &str, year: Option<i32>, words: &ValueWords) -> Option<Target> {
    recurrence::recurrence(text, words)
        .or_else(|| date::date(text, year, words))
        .or_else(|| quantity::quantity(text, words).and_then(|target| doubt(target, text, year)))
}

/// Marks bare digits that may be a date (2023); rejects eight digits that look like a date but are none (20230230).
fn doubt(mut target: Target, text: &str, year: Option<i32>) -> Option<Target> {
    if target.op_explicit || target.unit.is_some() || measure::digits(text) != text {
        return Some(target);
    }
    let century = text
        .get(..2)
        .is_some_and(|century| matches!(century, "19" | "20"));
    if text.len() == 8 && century {
        return None;
    }
    if text.len() == 4 && date::is_near(text.parse().ok(), year) {
        target.flags.push(flags::AMBIGUOUS_DATE);
    }
    Some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn a_number_takes_the_unit_of_its_label_whatever_else_the_cell_prints() {
        let words = &Vocabulary::builtin().values;
        for printed in ["95", "95以上", "95\u{b9}"] {
            let (percent, _) = unit::unit("%", words).unwrap();
            let target = parse_target(printed, Some(2024), words);
            let target = with_unit(target, percent, flags::UNIT_FROM_HEADER);
            assert_eq!(target.kind, TargetKind::Number, "{printed}");
            assert_eq!(target.unit.as_deref(), Some("%"), "{printed}");
            assert!(target.base_value.is_some(), "{printed}");
            assert!(!target.flags.contains(&flags::NO_UNIT), "{printed}");
            assert!(!target.flags.contains(&flags::UNIT_UNKNOWN), "{printed}");
        }
    }

    #[test]
    fn years_are_those_of_dates_alone() {
        let words = &Vocabulary::builtin().values;
        for (printed, year) in [
            ("2024年12月底前", Some(2024)),
            ("2023年6月-2024年5月", Some(2024)),
            ("≥2000次", None),
            ("12月底前", None),
        ] {
            assert_eq!(printed_year(printed, words), year, "{printed}");
        }
    }
}
