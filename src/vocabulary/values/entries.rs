//! The structure of a values file.
//!
//! In: `values.yaml`, or a user's file. Out: its entries. Lost: nothing.

use std::collections::BTreeMap;

use serde::Deserialize;

pub(super) type Words = Vec<String>;
pub(super) type ByOp = BTreeMap<String, Words>;

/// The entries of a values file. Every field may be absent, so that a user's file contains only additions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)] // values.yaml explains each field
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
    pub how_often: Words,
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
    pub dittos: Words,
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

/// Words of cells with amounts of money.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct AmountEntries {
    pub units: BTreeMap<String, String>,
    pub parts: BTreeMap<String, String>,
    pub ends: Words,
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

/// Words that distinguish a code before a name from a name that begins with digits.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs)]
pub struct OrganizationEntries {
    pub after_numeric_name: Words,
    pub endings: Words,
}

/// Operator words, by the operator that they mean.
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
    pub year_zeros: String,
    pub past: Words,
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
    pub all: Words,
    pub hour: Words,
    pub week: Words,
    pub period_words: Words,
    pub period_ends: Words,
    pub open_ended: Words,
}
