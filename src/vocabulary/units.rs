//! Units of target values, from `units.yaml`.
//!
//! In: entries of the built-in file and of a user's file. Out: [`Units`], which finds the unit with which a text
//! begins, its dimension, and its conversion to the base unit. Lost: nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::phrases::Phrases;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Dimension {
    Count,
    Ratio,
    /// Percentage points.
    Points,
    /// Multiples (倍).
    Multiple,
    Money,
    Time,
    Length,
    Area,
    Volume,
    Mass,
    Score,
    Age,
    Temperature,
    Energy,
    Power,
    Voltage,
    Sound,
    Light,
    Pressure,
    Data,
    DataRate,
    Unknown,
}

/// The units of a vocabulary file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitEntries {
    /// Counted things and measure words without other spellings.
    pub counts: Vec<String>,
    /// All other units.
    pub units: Vec<UnitEntry>,
    /// Words that multiply the unit after them: 万, 亿.
    pub scales: Vec<ScaleEntry>,
    /// Spellings with two possible meanings.
    pub ambiguous: Vec<String>,
    /// Measure words that form a name with a Chinese numeral before them.
    pub names_behind_han: Vec<String>,
    /// Signs between a unit and the unit that divides it.
    pub per: Vec<String>,
    /// Marks between the factors of a product.
    pub product: Vec<String>,
    /// Products that mean two divisors when they follow a slash.
    pub divisors: BTreeMap<String, String>,
    /// Words that only occur as divisors: 生.
    pub only_divisors: Vec<String>,
    /// Periods that are named after a year.
    pub named_by_year: Vec<String>,
    /// Texts in a unit column that mean that there is no unit.
    pub no_unit: Vec<String>,
}

/// One unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitEntry {
    /// Canonical name.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The unit of `base_value`; none if the value is not converted.
    pub base: Option<String>,
    /// Number of base units in one of this unit, a decimal.
    pub factor: Option<String>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A word that multiplies the unit after it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// The word.
    pub name: String,
    /// The factor, a decimal.
    pub factor: String,
}

/// A known unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Canonical name.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The base unit, and how many of them make one of this unit.
    pub base: Option<(String, Decimal)>,
}

/// A scale word.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The word.
    pub name: String,
    /// The factor.
    pub factor: Decimal,
}

/// All known units.
#[derive(Debug, Clone, Default)]
pub struct Units {
    list: Vec<Unit>,
    spelled: Phrases<usize>,
    spelled_lower: Phrases<usize>,
    scales: Phrases<Scale>,
    divisors: HashMap<String, String>,
    ambiguous: HashSet<String>,
    names_behind_han: HashSet<String>,
    named_by_year: HashSet<String>,
    no_unit: HashSet<String>,
    only_divisors: Phrases<String>,
    pub(crate) per: Phrases<()>,
    pub(crate) product: Phrases<()>,
}

impl Units {
    /// Adds the entries of a file; a known spelling gets the new meaning.
    ///
    /// # Errors
    /// A factor that is not a decimal.
    pub fn add(&mut self, entries: &UnitEntries) -> Result<(), String> {
        for name in &entries.counts {
            self.add_unit(name, Dimension::Count, None, &[]);
        }
        for entry in &entries.units {
            let base = match (&entry.base, &entry.factor) {
                (Some(base), Some(factor)) => Some((base.clone(), decimal(&entry.name, factor)?)),
                _ => None,
            };
            self.add_unit(&entry.name, entry.dimension, base, &entry.aliases);
        }
        for scale in &entries.scales {
            let factor = decimal(&scale.name, &scale.factor)?;
            let name = scale.name.clone();
            self.scales.insert(&scale.name, Scale { name, factor });
        }
        let divisors = entries.divisors.iter();
        self.divisors
            .extend(divisors.map(|(from, to)| (from.clone(), to.clone())));
        self.ambiguous.extend(entries.ambiguous.iter().cloned());
        self.names_behind_han
            .extend(entries.names_behind_han.iter().cloned());
        for name in &entries.only_divisors {
            self.only_divisors.insert(name, name.clone());
        }
        self.named_by_year
            .extend(entries.named_by_year.iter().cloned());
        self.no_unit.extend(entries.no_unit.iter().cloned());
        self.per.extend(&entries.per);
        self.product.extend(&entries.product);
        Ok(())
    }

    fn add_unit(
        &mut self,
        name: &str,
        dimension: Dimension,
        base: Option<(String, Decimal)>,
        aliases: &[String],
    ) {
        let index = self.list.len();
        self.list.push(Unit {
            name: name.to_owned(),
            dimension,
            base,
        });
        for spelling in aliases.iter().map(String::as_str).chain([name]) {
            self.spelled.insert(spelling, index);
            let lower = spelling.to_ascii_lowercase();
            // a single letter counts only in its own case: 5G is not a mass
            if lower.len() > 1 && self.spelled_lower.exact(&lower).is_none() {
                self.spelled_lower.insert(&lower, index);
            }
        }
    }

    /// The longest unit with which `text` begins, and the rest of the text. Latin letters match in any case unless a
    /// match in exactly this case is at least as long; a part of a Latin word never matches.
    pub fn longest<'t>(&self, text: &'t str) -> Option<(&Unit, &'t str)> {
        let exact = self.spelled.longest(text);
        if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (&index, rest) = exact?;
            return Some((self.list.get(index)?, rest));
        }
        let lower: String = text
            .chars()
            .take(8)
            .collect::<String>()
            .to_ascii_lowercase();
        let any_case = self
            .spelled_lower
            .longest(&lower)
            .and_then(|(&index, rest)| {
                // lower-casing ASCII does not move any byte
                Some((index, text.get(lower.len() - rest.len()..)?))
            });
        let (index, rest) = match (exact, any_case) {
            (Some((_, rest)), Some(any_case)) if any_case.1.len() < rest.len() => any_case,
            (Some((&index, rest)), _) => (index, rest),
            (None, any_case) => any_case?,
        };
        let unit_end = text.get(..text.len() - rest.len())?;
        let inside_word = unit_end.ends_with(|c: char| c.is_ascii_alphabetic())
            && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (!inside_word).then_some((self.list.get(index)?, rest))
    }

    /// The unit that `text` spells as a whole, without scale words or divisors.
    pub fn exact(&self, text: &str) -> Option<&Unit> {
        self.list.get(*self.spelled.exact(text)?)
    }

    /// The scale word with which `text` begins, and the rest of the text.
    pub fn scale<'t>(&self, text: &'t str) -> Option<(&Scale, &'t str)> {
        self.scales.longest(text)
    }

    /// The meaning of a product such as 人天 after a slash.
    pub fn divisor(&self, name: &str) -> Option<&str> {
        self.divisors.get(name).map(String::as_str)
    }

    /// The word with which `text` begins that is not a unit but may divide money, and the rest of the text.
    pub fn only_divisor<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let (name, rest) = self.only_divisors.longest(text)?;
        Some((name.clone(), rest))
    }

    /// True if a year before this unit is a name and not a count.
    pub fn is_named_by_year(&self, name: &str) -> bool {
        self.named_by_year.contains(name)
    }

    /// True if this spelling has two possible meanings.
    pub fn is_ambiguous(&self, spelling: &str) -> bool {
        self.ambiguous.contains(spelling)
    }

    /// True if a Chinese numeral before this spelling forms a name.
    pub fn is_name_behind_han(&self, spelling: &str) -> bool {
        self.names_behind_han.contains(spelling)
    }

    /// True if this folded text of a unit column means that there is no unit.
    pub fn is_no_unit(&self, text: &str) -> bool {
        text.is_empty() || self.no_unit.contains(text)
    }
}

fn decimal(name: &str, text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| format!("{name}: {text} is not a decimal"))
}
