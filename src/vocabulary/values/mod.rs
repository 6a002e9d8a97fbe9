//! The words of target values: operators, bounds, rates of change, scales, placeholders, dates, units.
//!
//! In: `values.yaml` and `units.yaml`, and entries of a user's file. Out: [`ValueWords`], compiled once and shared by
//! all values of a run. Lost: nothing.

mod dates;
mod entries;
mod lists;
mod meaning;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::phrases::Phrases;
use super::units::{UnitEntries, Units};
use super::word_list::WordList;
use crate::record::{AmountUnit, Op};
use crate::text::{FoldedInPlace, fold_in_place, fold_value};
use entries::{ByOp, Words};

pub use entries::{
    AmountEntries, DateEntries, EnumerationEntries, OperatorEntries, OrganizationEntries,
    ValueEntries,
};

pub(crate) use dates::{DateTail, DateWords};
pub(crate) use lists::EnumerationWords;
pub(crate) use meaning::{Exact, Prefix, Tail, Trend};

/// All words that the grammar of values knows. A field of [`super::Vocabulary`].
#[derive(Debug, Clone, Default)]
pub struct ValueWords {
    /// Units and scale words.
    pub(crate) units: Units,
    pub(crate) dates: DateWords,
    glyphs: BTreeMap<char, char>,
    /// Operator signs; true for a malformed sign, which counts only directly before a number.
    pub(crate) signs: Phrases<(Op, bool)>,
    pub(crate) prefixes: Phrases<Prefix>,
    pub(crate) tails: Phrases<Tail>,
    /// Words at the end of a text that make its number a bound, such as 以上; the longest first.
    pub(crate) bounds: Vec<(String, Op)>,
    pub(crate) ranges: Phrases<()>,
    pub(crate) both: Phrases<()>,
    exact: Phrases<Exact>,
    pub(crate) scale_separators: WordList,
    pub(crate) placeholder_signs: String,
    pub(crate) placeholder_marks: WordList,
    qualitative_types: Phrases<()>,
    ignored_types: Phrases<()>,
    pub(crate) grade_marks: Words,
    pub(crate) grade_letters: String,
    pub(crate) trend_up: Words,
    pub(crate) trend_down: Words,
    pub(crate) trend_flat: Words,
    pub(crate) dittos: Words,
    pub(crate) negations: Words,
    pub(crate) previous_year_nouns: Words,
    pub(crate) than: Words,
    pub(crate) than_tail: Phrases<()>,
    pub(crate) budget_nouns: Words,
    pub(crate) zero: Phrases<()>,
    pub(crate) absent: Phrases<()>,
    pub(crate) zero_nouns: Words,
    pub(crate) rate_nouns: Words,
    pub(crate) hours_of_service: Words,
    /// Words after a time of day.
    pub(crate) clock: Phrases<Op>,
    pub(crate) multi_separators: Words,
    pub(crate) sentence_ends: String,
    how_often: Words,
    han_digits: BTreeMap<char, u32>,
    han_powers: BTreeMap<char, u32>,
    pub(crate) han_ordinal_digits: Words,
    pub(crate) amount_units: Phrases<AmountUnit>,
    pub(crate) amount_labels: WordList,
    pub(crate) amount_ranges: Words,
    /// Parts of a yuan, with their value in yuan.
    pub(crate) amount_parts: Phrases<Decimal>,
    /// Words that end an amount written in words.
    pub(crate) amount_ends: Phrases<()>,
    pub(crate) enumeration: EnumerationWords,
    pub(crate) after_numeric_name: Phrases<()>,
    pub(crate) organization_endings: Words,
}

impl ValueWords {
    /// Compiles the built-in files, given as JSON.
    ///
    /// # Errors
    /// The reason why one of them is invalid.
    pub fn parse(values: &str, units: &str) -> Result<Self, String> {
        let values: ValueEntries =
            serde_json::from_str(values).map_err(|error| error.to_string())?;
        let units: UnitEntries = serde_json::from_str(units).map_err(|error| error.to_string())?;
        let mut words = Self::default();
        words.add_values(&values)?;
        words.add_units(&units)?;
        Ok(words)
    }

    /// Adds the units of a user's file; a known spelling gets the new meaning.
    ///
    /// # Errors
    /// A factor that is not a decimal.
    pub fn add_units(&mut self, entries: &UnitEntries) -> Result<(), String> {
        self.units.add(entries)
    }

    /// Adds the words of a user's file; a known word gets the new meaning.
    ///
    /// # Errors
    /// An operator other than `>= <= > < = ≈`, or a part of a yuan that is not a decimal.
    pub fn add_values(&mut self, entries: &ValueEntries) -> Result<(), String> {
        for (&to, from) in &entries.glyphs {
            self.glyphs.extend(from.chars().map(|glyph| (glyph, to)));
        }
        self.add_operators(&entries.operators)?;
        self.add_prefixes(entries);
        self.add_tails(entries);
        self.add_exact(entries);
        self.add_lists(entries);
        for (word, factor) in &entries.amounts.parts {
            let factor = Decimal::from_str_exact(factor)
                .map_err(|_| format!("{word}: {factor} is not a decimal"))?;
            self.amount_parts.insert(word, factor);
        }
        self.dates.add(&entries.dates);
        for verb in &entries.verbs {
            self.dates.tails.insert(verb, DateTail::Verb);
        }
        Ok(())
    }

    fn add_operators(&mut self, entries: &OperatorEntries) -> Result<(), String> {
        for (op, sign) in each(&entries.signs) {
            self.signs.insert(sign, (parse_op(op)?, false));
        }
        for (op, sign) in each(&entries.malformed) {
            self.signs.insert(sign, (parse_op(op)?, true));
        }
        for (op, word) in each(&entries.words) {
            self.prefixes.insert(word, Prefix::Op(parse_op(op)?));
        }
        for (op, word) in each(&entries.clock) {
            self.clock.insert(word, parse_op(op)?);
        }
        for (op, word) in each(&entries.bounds) {
            let op = parse_op(op)?;
            let tail = if op == Op::About {
                Tail::About
            } else {
                self.bounds.push((word.to_owned(), op));
                Tail::Bound(op)
            };
            self.tails.insert(word, tail);
        }
        // the longest first, because these words are looked for at the end of a text
        self.bounds
            .sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Ok(())
    }

    fn add_prefixes(&mut self, entries: &ValueEntries) {
        let plain = [
            (&entries.approximate, Prefix::About),
            (&entries.approximate_under, Prefix::Under),
            (&entries.neutral, Prefix::Neutral),
            (&entries.previous_year, Prefix::PreviousYear),
            (&entries.than, Prefix::Than),
            (&entries.every, Prefix::Every),
            (&entries.percent_before, Prefix::PercentBefore),
            (&entries.plus_minus, Prefix::PlusMinus),
            (&entries.rank, Prefix::Rank),
            (&entries.first_ranks, Prefix::FirstRanks),
        ];
        for (words, meaning) in plain {
            for word in words {
                self.prefixes.insert(word, meaning.clone());
            }
        }
        for (words, trend) in [
            (&entries.change_up, Trend::Up),
            (&entries.change_down, Trend::Down),
        ] {
            for word in words {
                self.prefixes.insert(word, Prefix::Change(trend));
                for amount in &entries.amount_of_change {
                    self.prefixes
                        .insert(&format!("{word}{amount}"), Prefix::Change(trend));
                }
                for to in &entries.to_level {
                    self.prefixes
                        .insert(&format!("{word}{to}"), Prefix::Level(trend));
                }
            }
        }
        for (sign, unit) in &entries.currency {
            self.prefixes.insert(sign, Prefix::Currency(unit.clone()));
        }
        for (word, unit) in &entries.averages {
            self.prefixes.insert(word, Prefix::Average(unit.clone()));
        }
        for (word, unit) in &entries.within_each {
            self.prefixes.insert(word, Prefix::WithinEach(unit.clone()));
        }
    }

    fn add_tails(&mut self, entries: &ValueEntries) {
        let lists = [
            (&entries.approximate_over, Tail::Over),
            (&entries.inclusive, Tail::Inclusive),
            (&entries.exclusive, Tail::Exclusive),
            (&entries.between, Tail::Between),
            (&entries.verbs, Tail::Verb),
        ];
        for (words, meaning) in lists {
            for word in words {
                self.tails.insert(word, meaning);
            }
        }
    }

    fn add_exact(&mut self, entries: &ValueEntries) {
        let lists = [
            (&entries.grades, Exact::Grade),
            (&entries.scales, Exact::Scale),
            (&entries.yes, Exact::Yes),
            (&entries.no, Exact::No),
            (&entries.none, Exact::None),
            (&entries.placeholders, Exact::Placeholder),
            (&entries.not_applicable, Exact::NotApplicable),
            (&entries.type_markers, Exact::TypeMarker),
        ];
        for (words, meaning) in lists {
            for word in words {
                self.exact.insert(word, meaning);
            }
        }
    }

    fn add_lists(&mut self, entries: &ValueEntries) {
        self.ranges.extend(&entries.ranges);
        self.both.extend(&entries.both);
        self.qualitative_types.extend(&entries.qualitative_types);
        self.ignored_types.extend(&entries.ignored_types);
        self.than_tail.extend(&entries.than_tail);
        self.zero.extend(&entries.zero);
        self.absent.extend(&entries.absent);
        self.placeholder_signs.push_str(&entries.placeholder_signs);
        self.grade_letters.push_str(&entries.grade_letters);
        self.sentence_ends.push_str(&entries.sentence_ends);
        self.han_digits.extend(&entries.han_digits);
        self.han_powers.extend(&entries.han_powers);
        for (word, unit) in &entries.amounts.units {
            // an unknown unit is ignored, because its amounts have no value in yuan
            if let Some(unit) = AMOUNT_UNITS.iter().find(|known| known.as_str() == unit) {
                self.amount_units.insert(word, *unit);
            }
        }
        self.amount_ends.extend(&entries.amounts.ends);
        self.after_numeric_name
            .extend(&entries.organizations.after_numeric_name);
        self.enumeration.add(&entries.enumeration);
        let lists = [
            (&mut self.grade_marks, &entries.grade_marks),
            (&mut self.trend_up, &entries.trend_up),
            (&mut self.trend_down, &entries.trend_down),
            (&mut self.trend_flat, &entries.trend_flat),
            (&mut self.dittos, &entries.dittos),
            (&mut self.negations, &entries.negations),
            (&mut self.previous_year_nouns, &entries.previous_year_nouns),
            (&mut self.budget_nouns, &entries.budget_nouns),
            (&mut self.zero_nouns, &entries.zero_nouns),
            (&mut self.rate_nouns, &entries.rate_nouns),
            (&mut self.hours_of_service, &entries.hours_of_service),
            (&mut self.multi_separators, &entries.multi_separators),
            (&mut self.han_ordinal_digits, &entries.han_ordinal_digits),
            (&mut self.than, &entries.than),
            (&mut self.how_often, &entries.how_often),
            (&mut self.amount_ranges, &entries.amounts.ranges),
            (
                &mut self.organization_endings,
                &entries.organizations.endings,
            ),
        ];
        for (list, words) in lists {
            list.extend(words.iter().cloned());
        }
        let searched = [
            (&mut self.scale_separators, &entries.scale_separators),
            (&mut self.placeholder_marks, &entries.placeholder_marks),
            (&mut self.amount_labels, &entries.amounts.labels),
        ];
        for (list, words) in searched {
            list.extend(words.iter().cloned());
        }
    }

    /// The text of a value as the grammars read it.
    pub(crate) fn fold(&self, printed: &str) -> String {
        fold_value(printed, |sign| self.fold_char(sign))
    }

    /// Running text in which values are looked for, with the place of each character.
    pub(crate) fn fold_in_place<'t>(&self, printed: &'t str) -> FoldedInPlace<'t> {
        fold_in_place(printed, |sign| self.fold_char(sign))
    }

    /// The sign to which a variant is folded: `＝` and `﹦` to `=`. Chinese characters and ASCII are not changed.
    pub(crate) fn fold_char(&self, sign: char) -> char {
        match sign {
            '\u{0}'..='\u{7e}' | '\u{4e00}'..='\u{9fff}' => sign,
            // full-width ASCII, unless the table has another sign for it
            '\u{ff01}'..='\u{ff5e}' => {
                let half = char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign);
                self.glyphs.get(&sign).copied().unwrap_or(half)
            }
            _ => self.glyphs.get(&sign).copied().unwrap_or(sign),
        }
    }

    /// The meaning of `text` as a whole.
    pub(crate) fn exact(&self, text: &str) -> Option<Exact> {
        self.exact.exact(text).copied()
    }

    /// True for a folded text that says that there is no value: 无, 不适用, a dash. Error values of a workbook do not
    /// count.
    pub(crate) fn says_nothing(&self, text: &str) -> bool {
        let mut signs = text.chars();
        signs.all(|sign| self.placeholder_signs.contains(sign))
            || !text.starts_with('#')
                && matches!(self.exact(text), Some(Exact::None | Exact::NotApplicable))
    }

    /// The value of 一 to 九, and of other forms of these digits.
    pub(crate) fn han_digit(&self, sign: char) -> Option<u32> {
        self.han_digits.get(&sign).copied()
    }

    /// The value of 十, 百, 千.
    pub(crate) fn han_power(&self, sign: char) -> Option<u32> {
        self.han_powers.get(&sign).copied()
    }

    /// True if this unit after a period of time makes it a frequency (两年一次).
    pub(crate) fn is_how_often(&self, unit: &str) -> bool {
        self.how_often.iter().any(|known| known == unit)
    }

    /// True if this text in an operator column marks a qualitative indicator.
    pub(crate) fn is_qualitative_type(&self, text: &str) -> bool {
        self.qualitative_types.exact(text).is_some()
    }

    /// True if this text in an operator column says nothing about the comparison.
    pub(crate) fn is_ignored_type(&self, text: &str) -> bool {
        self.ignored_types.exact(text).is_some()
    }
}

const AMOUNT_UNITS: [AmountUnit; 4] = [
    AmountUnit::Yuan,
    AmountUnit::Thousand,
    AmountUnit::TenThousand,
    AmountUnit::HundredMillion,
];

/// All words of lists by operator, each with its operator.
fn each(by_op: &ByOp) -> impl Iterator<Item = (&str, &str)> {
    by_op
        .iter()
        .flat_map(|(op, words)| words.iter().map(move |word| (op.as_str(), word.as_str())))
}

fn parse_op(name: &str) -> Result<Op, String> {
    Ok(match name {
        ">=" => Op::AtLeast,
        "<=" => Op::AtMost,
        ">" => Op::MoreThan,
        "<" => Op::LessThan,
        "=" => Op::Equal,
        "≈" => Op::About,
        _ => return Err(format!("{name} is not one of >= <= > < = ≈")),
    })
}

/// A whole number as a decimal.
pub(crate) fn whole(number: u32) -> Decimal {
    Decimal::from(number)
}

#[cfg(test)]
mod tests;
