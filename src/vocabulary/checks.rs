//! The words of the content checks, compiled once.
//!
//! In: `checks.yaml` in this folder. Out: a [`Lexicon`] of word lists and regular expressions. Lost: nothing. A list
//! that is missing or misspelt fails the tests, not a user's run.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;

use super::units::Dimension;
use super::word_list::WordList;

/// The word lists, named as in `checks.yaml`, where each is described.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Words {
    pub level_output: String,
    pub level_benefit: String,
    pub level_satisfaction: String,
    pub level_cost: String,
    pub level_quantity: String,
    pub level_quality: String,
    pub level_timeliness: String,
    pub level_ecology: String,
    pub allowed_level2: BTreeMap<String, WordList>,
    pub quantity_endings: Vec<String>,
    pub quality_rate_endings: Vec<String>,
    pub time_nouns: WordList,
    pub share_endings: Vec<String>,
    pub not_share_endings: Vec<String>,
    pub unbounded_shares: WordList,
    pub number_endings: Vec<String>,
    pub whole_words: WordList,
    pub baseline_words: WordList,
    pub positive_nouns: WordList,
    pub negative_nouns: WordList,
    pub negative_tails: Vec<String>,
    pub remedy_words: WordList,
    pub negations: WordList,
    pub saving_words: WordList,
    pub ceiling_words: WordList,
    pub low_nouns: WordList,
    pub raised_words: WordList,
    pub total_words: WordList,
    pub whole_project_words: WordList,
    pub unit_cost_words: WordList,
    pub activities: WordList,
    pub cost_projects: WordList,
    pub cost_project_exceptions: WordList,
    pub name_dimensions: Vec<NameDimension>,
    pub timely_beginnings: Vec<String>,
    pub unit_groups: BTreeMap<String, Vec<String>>,
    pub vague_words: WordList,
    pub grade_words: WordList,
    pub amount_excluders: WordList,
    pub amount_inexact: Vec<String>,
    pub amount_about: Vec<String>,
    pub amount_to: Vec<String>,
    pub nested_words: WordList,
    pub annual_budget_phrases: Vec<String>,
    pub other_period_words: WordList,
    pub goal_units: Vec<String>,
    pub goal_unit_continuations: Vec<String>,
    pub goal_stop_words: Vec<String>,
    pub ordinal: String,
    pub no_objective: Vec<String>,
    pub year_exclusions: WordList,
    pub generic_headings: Vec<String>,
    pub template_residue: Vec<String>,
    pub sum_endings: Vec<String>,
    pub table_words: BTreeMap<String, WordList>,
    pub note_template: WordList,
    pub heading_pattern: String,
    pub year_pattern: String,
    pub year_range_pattern: String,
    pub goal_number_pattern: String,
    pub item_pattern: String,
}

/// What an indicator with such a name can be measured in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameDimension {
    /// Endings of names.
    pub ending: Vec<String>,
    /// The measures, any of which is acceptable.
    pub dimensions: Vec<Measure>,
}

/// What a unit measures: a dimension of the unit vocabulary, or a key of `unit_groups`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Measure {
    /// A dimension of the unit vocabulary.
    Of(Dimension),
    /// A key of `unit_groups`.
    Named(String),
}

/// The word lists and the regular expressions compiled from them.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The word lists.
    pub words: Words,
    /// Template text that the author of a form should have replaced. Compiled on first use.
    residues: OnceLock<Vec<Regex>>,
    /// Matches any of `residues`: nearly every cell contains none and is searched only once.
    pub any_residue: Regex,
    /// Group 1 is the name of the project in a heading.
    pub heading: Regex,
    /// Group 1 is a year in running text.
    pub year: Regex,
    /// Matches ranges of years and document numbers, whose years are not the budget year.
    pub year_range: Regex,
    /// In a goal: group 1 is a number, group 2 its unit.
    pub goal_quantity: Regex,
    /// In a sentence: groups 1 to 3 are the names of a class, a section and an item.
    pub item: Regex,
}

impl Lexicon {
    /// Reads and compiles a file of words, given as JSON.
    ///
    /// # Errors
    /// The reason why the file is invalid.
    pub fn parse(json: &str) -> Result<Self, String> {
        let words: Words = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let compile = |pattern: &str| Regex::new(pattern).map_err(|error| error.to_string());
        let units: Vec<String> = words.goal_units.iter().map(|u| regex::escape(u)).collect();
        Ok(Self {
            residues: OnceLock::new(),
            any_residue: compile(&format!("(?:{})", words.template_residue.join(")|(?:")))?,
            heading: compile(&words.heading_pattern)?,
            year: compile(&words.year_pattern)?,
            item: compile(&words.item_pattern)?,
            year_range: compile(&words.year_range_pattern)?,
            goal_quantity: compile(&format!(
                "{}({})",
                words.goal_number_pattern,
                units.join("|")
            ))?,
            words,
        })
    }
}

impl Lexicon {
    /// The patterns of template text one by one. They are compiled late because [`Lexicon::any_residue`] matches in few
    /// runs.
    pub fn template_residue(&self) -> &[Regex] {
        self.residues.get_or_init(|| {
            let patterns = self.words.template_residue.iter();
            // none of them fails, since each is part of a pattern that compiled
            patterns
                .filter_map(|pattern| Regex::new(pattern).ok())
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::built_in;
    use super::*;

    #[test]
    fn the_built_in_words_compile_and_refer_to_each_other() {
        let words = &crate::vocabulary::Vocabulary::builtin().checks.words;
        for rule in &words.name_dimensions {
            for dimension in &rule.dimensions {
                if let Measure::Named(name) = dimension {
                    assert!(words.unit_groups.contains_key(name), "{name}");
                }
            }
        }
    }

    #[test]
    fn a_misspelt_list_is_named() {
        let json = built_in!("checks").replace("vague_words", "vage_words");
        let error = Lexicon::parse(&json).unwrap_err();
        assert!(error.contains("vage_words"), "{error}");
    }
}
