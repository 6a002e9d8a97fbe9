//! The words of target values: operators, bounds, rates of change, scales, placeholders, dates, units.
//!
//! In: `values.yaml` and `units.yaml`, and entries of a user's file. Out: [`ValueWords`], compiled once and shared by
//! every value of a run.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::phrases::Phrases;
use super::units::{UnitEntries, Units};
use crate::record::{AmountUnit, Op};

type Words = Vec<String>;
type ByOp = BTreeMap<String, Words>;

/// Entries of a values file. Every field may be absent, so that a user's file holds only what it adds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)] // each field is explained where its words stand, in values.yaml
pub struct ValueEntries {
    pub glyphs: BTreeMap<char, String>,
    pub operators: OperatorEntries,
    pub approximate: Words,
    pub approximate_under: Words,
    pub approximate_over: Words,
    pub neutral: Words,
    pub change_up: Words,
    pub change_down: Words,
    pub to_level: Words,
    pub amount_of_change: Words,
    pub previous_year: Words,
    pub previous_year_nouns: Words,
    pub than: Words,
    pub than_tail: Words,
    pub budget_nouns: Words,
    pub every: Words,
    pub averages: BTreeMap<String, String>,
    pub within_each: BTreeMap<String, String>,
    pub currency: BTreeMap<String, String>,
    pub percent_before: Words,
    pub plus_minus: Words,
    pub rank: Words,
    pub first_ranks: Words,
    pub verbs: Words,
    pub inclusive: Words,
    pub exclusive: Words,
    pub ranges: Words,
    pub between: Words,
    pub both: Words,
    pub scales: Words,
    pub scale_separators: Words,
    pub yes: Words,
    pub no: Words,
    pub none: Words,
    pub placeholders: Words,
    pub not_applicable: Words,
    pub type_markers: Words,
    pub placeholder_signs: String,
    pub placeholder_marks: Words,
    pub qualitative_types: Words,
    pub ignored_types: Words,
    pub grades: Words,
    pub grade_marks: Words,
    pub grade_letters: String,
    pub trend_up: Words,
    pub trend_down: Words,
    pub trend_flat: Words,
    pub negations: Words,
    pub zero: Words,
    pub absent: Words,
    pub zero_nouns: Words,
    pub rate_nouns: Words,
    pub hours_of_service: Words,
    pub multi_separators: Words,
    pub sentence_ends: String,
    pub han_digits: BTreeMap<char, u32>,
    pub han_powers: BTreeMap<char, u32>,
    pub han_ordinal_digits: Words,
    pub dates: DateEntries,
    pub amounts: AmountEntries,
    pub enumeration: EnumerationEntries,
    pub organizations: OrganizationEntries,
}

/// Words of money cells.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AmountEntries {
    pub units: BTreeMap<String, String>,
    pub labels: Words,
    pub ranges: Words,
}

/// Words of numbered lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct EnumerationEntries {
    pub titles: Words,
    pub rank: Words,
    pub is: Words,
    pub after_rank: Words,
    pub after_figure: Words,
    pub sentence_ends: String,
    pub mid_sentence: String,
    pub quotes: Words,
}

/// Words that tell a code from a name that begins with figures.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OrganizationEntries {
    pub after_numeric_name: Words,
    pub endings: Words,
}

/// Operators, by the operator they mean.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OperatorEntries {
    pub signs: ByOp,
    pub malformed: ByOp,
    pub words: ByOp,
    pub bounds: ByOp,
    pub clock: ByOp,
}

/// Words of dates.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct DateEntries {
    pub year: Words,
    pub month: Words,
    pub day: Words,
    pub quarter: Words,
    pub rank: Words,
    pub first_half: Words,
    pub second_half: Words,
    pub whole_year: Words,
    pub this_year: Words,
    pub ten_days: BTreeMap<String, u32>,
    pub end: Words,
    pub first_of: Words,
    pub before: Words,
    pub within: Words,
    pub from: Words,
    pub after: Words,
    pub until: Words,
    pub verbs: Words,
    pub lead: Words,
    pub due: Words,
    pub week: Words,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trend {
    Up,
    Down,
}

/// What may stand before a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prefix {
    Op(Op),
    About,
    Under,
    Neutral,
    /// 增长, 下降: the number is the change.
    Change(Trend),
    /// 提高到: the number is the level reached.
    Level(Trend),
    PreviousYear,
    Than,
    Every,
    Average(String),
    WithinEach(String),
    /// ￥: the unit it stands for.
    Currency(String),
    PercentBefore,
    PlusMinus,
    Rank,
    FirstRanks,
}

/// What may stand behind a number and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    Bound(Op),
    About,
    Over,
    Inclusive,
    Exclusive,
    Between,
    Verb,
}

/// What a whole text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exact {
    Scale,
    Yes,
    No,
    /// 无: nothing there, or nothing filled in.
    None,
    Placeholder,
    NotApplicable,
    TypeMarker,
    Grade,
}

/// What the words of a date mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateTail {
    Before,
    Within,
    From,
    After,
    Until,
    Verb,
}

/// Words of dates, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateWords {
    pub year: Phrases<()>,
    /// 年 and 年度, for whoever looks at the end of a text.
    pub year_marks: Words,
    pub month: Phrases<()>,
    pub day: Phrases<()>,
    pub quarter: Phrases<()>,
    pub rank: Phrases<()>,
    /// 上半年 1, 下半年 2.
    pub half: Phrases<u32>,
    /// True where the word also stands before a month: 本年12月.
    pub whole_year: Phrases<bool>,
    pub ten_days: Phrases<u32>,
    pub end: Phrases<()>,
    pub first_of: Phrases<()>,
    /// True where the word sets a deadline: 截至.
    pub lead: Phrases<bool>,
    pub tails: Phrases<DateTail>,
    pub week: Phrases<()>,
}

/// Everything the value grammar knows about words. [`ValueWords::builtin`] is compiled once.
#[derive(Debug, Clone, Default)]
pub struct ValueWords {
    /// Units and scale words.
    pub(crate) units: Units,
    pub(crate) dates: DateWords,
    glyphs: HashMap<char, char>,
    /// Operator signs; true where malformed, which counts only before a number.
    pub(crate) signs: Phrases<(Op, bool)>,
    pub(crate) prefixes: Phrases<Prefix>,
    pub(crate) tails: Phrases<Tail>,
    /// Words that end a text with a bound: 以上.
    pub(crate) bounds: Vec<(String, Op)>,
    pub(crate) ranges: Phrases<()>,
    pub(crate) both: Phrases<()>,
    exact: Phrases<Exact>,
    pub(crate) scale_separators: Words,
    pub(crate) placeholder_signs: String,
    pub(crate) placeholder_marks: Words,
    qualitative_types: Phrases<()>,
    ignored_types: Phrases<()>,
    pub(crate) grade_marks: Words,
    pub(crate) grade_letters: String,
    pub(crate) trend_up: Words,
    pub(crate) trend_down: Words,
    pub(crate) trend_flat: Words,
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
    /// Words behind a time of day.
    pub(crate) clock: Phrases<Op>,
    pub(crate) multi_separators: Words,
    pub(crate) sentence_ends: String,
    han_digits: HashMap<char, u32>,
    han_powers: HashMap<char, u32>,
    pub(crate) han_ordinal_digits: Words,
    pub(crate) amount_units: Phrases<AmountUnit>,
    pub(crate) amount_labels: Words,
    pub(crate) amount_ranges: Words,
    pub(crate) enumeration: EnumerationWords,
    pub(crate) after_numeric_name: Phrases<()>,
    pub(crate) organization_endings: Words,
}

/// Words of numbered lists, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct EnumerationWords {
    pub titles: Phrases<()>,
    pub rank: Phrases<()>,
    pub is: Phrases<()>,
    pub after_rank: Phrases<()>,
    pub after_figure: Phrases<()>,
    pub sentence_ends: String,
    pub mid_sentence: String,
    /// Opening and closing mark.
    pub quotes: Vec<(char, char)>,
}

static BUILTIN: LazyLock<ValueWords> = LazyLock::new(|| {
    // a test makes sure that the built-in files load; without them every value is text
    load_builtin().unwrap_or_default()
});

fn load_builtin() -> Result<ValueWords, String> {
    let values: ValueEntries =
        serde_saphyr::from_str(include_str!("values.yaml")).map_err(|error| error.to_string())?;
    let units: UnitEntries =
        serde_saphyr::from_str(include_str!("units.yaml")).map_err(|error| error.to_string())?;
    let mut words = ValueWords::default();
    words.add_values(&values)?;
    words.add_units(&units)?;
    Ok(words)
}

impl ValueWords {
    /// The words that come with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Adds units of a user's file; a spelling that is known already gets the new meaning.
    ///
    /// # Errors
    /// A factor that is no decimal.
    pub fn add_units(&mut self, entries: &UnitEntries) -> Result<(), String> {
        self.units.add(entries)
    }

    /// Adds words of a user's file; a word that is known already gets the new meaning.
    ///
    /// # Errors
    /// An operator that is none of `>= <= > < = ≈`.
    pub fn add_values(&mut self, entries: &ValueEntries) -> Result<(), String> {
        for (&to, from) in &entries.glyphs {
            self.glyphs.extend(from.chars().map(|glyph| (glyph, to)));
        }
        self.add_operators(&entries.operators)?;
        self.add_prefixes(entries);
        self.add_tails(entries);
        self.add_exact(entries);
        self.add_lists(entries);
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
        // the longest first, for whoever looks at the end of a text
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
            // a unit that is none of the four is left out: its amounts have no value in yuan
            if let Some(unit) = AMOUNT_UNITS.iter().find(|known| known.as_str() == unit) {
                self.amount_units.insert(word, *unit);
            }
        }
        self.after_numeric_name
            .extend(&entries.organizations.after_numeric_name);
        self.enumeration.add(&entries.enumeration);
        let lists = [
            (&mut self.scale_separators, &entries.scale_separators),
            (&mut self.placeholder_marks, &entries.placeholder_marks),
            (&mut self.grade_marks, &entries.grade_marks),
            (&mut self.trend_up, &entries.trend_up),
            (&mut self.trend_down, &entries.trend_down),
            (&mut self.trend_flat, &entries.trend_flat),
            (&mut self.negations, &entries.negations),
            (&mut self.previous_year_nouns, &entries.previous_year_nouns),
            (&mut self.budget_nouns, &entries.budget_nouns),
            (&mut self.zero_nouns, &entries.zero_nouns),
            (&mut self.rate_nouns, &entries.rate_nouns),
            (&mut self.hours_of_service, &entries.hours_of_service),
            (&mut self.multi_separators, &entries.multi_separators),
            (&mut self.han_ordinal_digits, &entries.han_ordinal_digits),
            (&mut self.than, &entries.than),
            (&mut self.amount_labels, &entries.amounts.labels),
            (&mut self.amount_ranges, &entries.amounts.ranges),
            (
                &mut self.organization_endings,
                &entries.organizations.endings,
            ),
        ];
        for (list, words) in lists {
            list.extend(words.iter().cloned());
        }
    }

    /// The sign that stands for this one: `＝` and `﹦` for `=`. Chinese characters and ASCII stand for themselves.
    pub(crate) fn fold_char(&self, sign: char) -> char {
        match sign {
            '\u{0}'..='\u{7e}' | '\u{4e00}'..='\u{9fff}' => sign,
            // full-width ASCII, but for those the table knows better
            '\u{ff01}'..='\u{ff5e}' => {
                let half = char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign);
                self.glyphs.get(&sign).copied().unwrap_or(half)
            }
            _ => self.glyphs.get(&sign).copied().unwrap_or(sign),
        }
    }

    /// What the text as a whole is.
    pub(crate) fn exact(&self, text: &str) -> Option<Exact> {
        self.exact.exact(text).copied()
    }

    /// 一 and its like.
    pub(crate) fn han_digit(&self, sign: char) -> Option<u32> {
        self.han_digits.get(&sign).copied()
    }

    /// 十, 百, 千.
    pub(crate) fn han_power(&self, sign: char) -> Option<u32> {
        self.han_powers.get(&sign).copied()
    }

    /// Whether an operator column with this text marks a qualitative indicator.
    pub(crate) fn is_qualitative_type(&self, text: &str) -> bool {
        self.qualitative_types.exact(text).is_some()
    }

    /// Whether an operator column with this text says nothing about the comparison.
    pub(crate) fn is_ignored_type(&self, text: &str) -> bool {
        self.ignored_types.exact(text).is_some()
    }
}

impl EnumerationWords {
    fn add(&mut self, entries: &EnumerationEntries) {
        self.titles.extend(&entries.titles);
        self.rank.extend(&entries.rank);
        self.is.extend(&entries.is);
        self.after_rank.extend(&entries.after_rank);
        self.after_figure.extend(&entries.after_figure);
        self.sentence_ends.push_str(&entries.sentence_ends);
        self.mid_sentence.push_str(&entries.mid_sentence);
        let pairs = entries.quotes.iter().filter_map(|pair| {
            let mut marks = pair.chars();
            Some((marks.next()?, marks.next()?))
        });
        self.quotes.extend(pairs);
    }
}

impl DateWords {
    fn add(&mut self, entries: &DateEntries) {
        self.year.extend(&entries.year);
        self.year_marks.extend(entries.year.iter().cloned());
        self.month.extend(&entries.month);
        self.day.extend(&entries.day);
        self.quarter.extend(&entries.quarter);
        self.rank.extend(&entries.rank);
        self.end.extend(&entries.end);
        self.first_of.extend(&entries.first_of);
        self.week.extend(&entries.week);
        for (number, words) in [(1, &entries.first_half), (2, &entries.second_half)] {
            for word in words {
                self.half.insert(word, number);
            }
        }
        for word in &entries.whole_year {
            self.whole_year
                .insert(word, entries.this_year.contains(word));
        }
        for (word, number) in &entries.ten_days {
            self.ten_days.insert(word, *number);
        }
        for (words, due) in [(&entries.lead, false), (&entries.due, true)] {
            for word in words {
                self.lead.insert(word, due);
            }
        }
        let tails = [
            (&entries.verbs, DateTail::Verb),
            (&entries.before, DateTail::Before),
            (&entries.within, DateTail::Within),
            (&entries.from, DateTail::From),
            (&entries.after, DateTail::After),
            (&entries.until, DateTail::Until),
        ];
        for (words, meaning) in tails {
            for word in words {
                self.tails.insert(word, meaning);
            }
        }
    }
}

const AMOUNT_UNITS: [AmountUnit; 4] = [
    AmountUnit::Yuan,
    AmountUnit::Thousand,
    AmountUnit::TenThousand,
    AmountUnit::HundredMillion,
];

/// The operator and the word, for every word of a list by operator.
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
        _ => return Err(format!("{name} is none of >= <= > < = ≈")),
    })
}

/// A small whole number as a decimal.
pub(crate) fn whole(number: u32) -> Decimal {
    Decimal::from(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_files_load() {
        load_builtin().expect("values.yaml and units.yaml load");
    }
}
