//! Units of target values, from `units.yaml`.
//!
//! In: entries of the built-in file and of a user's. Out: [`Units`], which finds the unit a text begins with, what it
//! measures and how it converts to its base.

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
    /// Times as much.
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

/// Units as a vocabulary file lists them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitEntries {
    /// Counted things without other spellings.
    pub counts: Vec<String>,
    /// Everything else.
    pub units: Vec<UnitEntry>,
    /// Words that multiply the unit behind them: 万, 亿.
    pub scales: Vec<ScaleEntry>,
    /// Spellings that may mean two things.
    pub ambiguous: Vec<String>,
    /// Measure words that make a name behind a Chinese numeral.
    pub names_behind_han: Vec<String>,
    /// Marks between a unit and its divisor.
    pub per: Vec<String>,
    /// Marks between the factors of a product.
    pub product: Vec<String>,
    /// Products that mean two divisors behind a stroke.
    pub divisors: BTreeMap<String, String>,
    /// What only divides: 生.
    pub only_divisors: Vec<String>,
    /// Times that are named by the figures of a year.
    pub named_by_year: Vec<String>,
    /// Texts of a unit column that name no unit.
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
    /// Unit of `base_value`; none where nothing is converted.
    pub base: Option<String>,
    /// How many base units it is, a decimal.
    pub factor: Option<String>,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A word that multiplies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// The word.
    pub name: String,
    /// A decimal.
    pub factor: String,
}

/// A known unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Canonical name.
    pub name: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The base unit and how many of it this one is.
    pub base: Option<(String, Decimal)>,
}

/// A scale word.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The word.
    pub name: String,
    /// What it multiplies by.
    pub factor: Decimal,
}

/// All units that are known.
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
    /// Adds the entries of a file; later ones win.
    ///
    /// # Errors
    /// A factor that is no decimal.
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
            // 5G is no mass: a lone letter means what it means only in its own case
            if lower.len() > 1 && self.spelled_lower.exact(&lower).is_none() {
                self.spelled_lower.insert(&lower, index);
            }
        }
    }

    /// The longest unit that `text` begins with, as canonical unit and what follows it. Latin letters match in any case
    /// where no unit is spelled just so, and never a part of a Latin word.
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
                // lower-casing ASCII keeps every byte in its place
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

    /// The unit that `text` as a whole spells, without scale words or divisors.
    pub fn exact(&self, text: &str) -> Option<&Unit> {
        self.list.get(*self.spelled.exact(text)?)
    }

    /// The scale word that `text` begins with.
    pub fn scale<'t>(&self, text: &'t str) -> Option<(&Scale, &'t str)> {
        self.scales.longest(text)
    }

    /// What a product such as 人天 means behind a stroke.
    pub fn divisor(&self, name: &str) -> Option<&str> {
        self.divisors.get(name).map(String::as_str)
    }

    /// What `text` begins with and is paid for, though no unit.
    pub fn only_divisor<'t>(&self, text: &'t str) -> Option<(String, &'t str)> {
        let (name, rest) = self.only_divisors.longest(text)?;
        Some((name.clone(), rest))
    }

    /// Whether the figures of a year before this unit are its name.
    pub fn is_named_by_year(&self, name: &str) -> bool {
        self.named_by_year.contains(name)
    }

    /// Whether this spelling may mean two things.
    pub fn is_ambiguous(&self, spelling: &str) -> bool {
        self.ambiguous.contains(spelling)
    }

    /// Whether a Chinese numeral before this spelling makes a name.
    pub fn is_name_behind_han(&self, spelling: &str) -> bool {
        self.names_behind_han.contains(spelling)
    }

    /// Whether a unit column with this folded text names no unit.
    pub fn is_no_unit(&self, text: &str) -> bool {
        text.is_empty() || self.no_unit.contains(text)
    }
}

fn decimal(name: &str, text: &str) -> Result<Decimal, String> {
    Decimal::from_str_exact(text).map_err(|_| format!("{name}: {text} is no decimal"))
}
