//! The types of a rule and of its input.

use serde::Deserialize;

use super::budget::Ledger;
use super::subject::{Facts, Subject};
use crate::document;
use crate::finding::{Finding, Severity};
use crate::place::ProjectPlaces;
use crate::record;
use crate::vocabulary::Vocabulary;

/// One rule of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The flaw's name in kebab-case; never renamed.
    pub code: &'static str,
    /// The rule's number in the catalogue of the literature; shown by `--explain` only.
    pub id: &'static str,
    /// The highest severity the rule reports.
    pub severity: Severity,
    /// Looks for the flaw. Code, category and basis of its findings are filled in afterwards.
    pub check: fn(&Input) -> Vec<Finding>,
}

/// The input of every rule.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The record so far, without its findings.
    pub record: &'a record::Document,
    /// The places of the fields, in parallel to the record's projects.
    pub places: &'a [ProjectPlaces],
    /// The blocks as read.
    pub document: &'a document::Document,
    /// The words the rules look for.
    pub vocabulary: &'a Vocabulary,
    /// The numbers the rules compare with.
    pub thresholds: &'a Thresholds,
    /// Facts about the indicators of each project, in parallel to the record's projects.
    pub(super) facts: &'a [Vec<Facts>],
    /// The statutory tables.
    pub(super) ledgers: &'a [Ledger<'a>],
    /// The findings about reading.
    pub(super) reading: &'a [Finding],
}

impl<'a> Input<'a> {
    pub(super) fn subjects(self) -> impl Iterator<Item = Subject<'a>> {
        self.record
            .projects
            .iter()
            .zip(self.places)
            .zip(self.facts)
            .map(|((project, places), facts)| Subject {
                project,
                places,
                facts,
            })
    }
}

/// The numbers the rules compare with; a configuration file may set each of them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// How far costs may exceed the budget, as a share of the budget.
    pub cost_tolerance: rust_decimal::Decimal,
    /// How far the sum of the amounts in the purpose may differ from the budget, in the printed unit.
    pub purpose_tolerance: rust_decimal::Decimal,
    /// Rounding error of one printed amount, in the printed unit.
    pub amount_rounding: rust_decimal::Decimal,
    /// Share of described indicators whose description must repeat the name before the rule reports it.
    pub description_share: f64,
    /// Share of vague targets above which they are a warning instead of a notice.
    pub vague_share: f64,
    /// Accepted sums of weights.
    pub weight_sums: Vec<rust_decimal::Decimal>,
    /// How far a sum of weights may differ from an accepted one.
    pub weight_tolerance: rust_decimal::Decimal,
    /// How far points and rates of an evaluation may differ from the expected ones, in points.
    pub score_tolerance: rust_decimal::Decimal,
    /// Actual value divided by target: above this, an explanation is due.
    pub overachievement: rust_decimal::Decimal,
    /// The least number of letters, digits and Han characters in an objective without a figure.
    pub objective_characters: usize,
    /// First budget year in which projects are expected to have cost indicators.
    pub cost_indicators_from: i32,
}

impl Default for Thresholds {
    fn default() -> Self {
        let decimal = rust_decimal::Decimal::new;
        Self {
            cost_tolerance: decimal(5, 3),
            purpose_tolerance: decimal(1, 2),
            amount_rounding: decimal(5, 3),
            description_share: 0.5,
            vague_share: 0.5,
            weight_sums: vec![decimal(90, 0), decimal(100, 0)],
            weight_tolerance: decimal(5, 1),
            score_tolerance: decimal(1, 1),
            overachievement: decimal(13, 1),
            objective_characters: 6,
            cost_indicators_from: 2022,
        }
    }
}
