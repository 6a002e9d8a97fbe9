//! The content rules: what an auditor would object to in a document.
//!
//! In: the record of a document, the places of its fields and its blocks as read. Out: findings of category content,
//! sorted by place. A rule fires only when all its inputs are certain; where they are not, it reports `not_evaluable`,
//! once for each project. Such a finding is counted and is never a pass. The words the rules look for are in
//! `vocabulary/checks.yaml`, the texts that explain the rules in `rules.yaml`.

mod amounts;
pub mod baseline;
mod categories;
pub mod config;
mod costs;
mod directions;
mod evaluation;
mod execution;
mod format;
mod funding;
mod levels;
mod objectives;
mod purpose;
mod structure;
mod subject;
pub(crate) mod text;
mod texts;
mod time;
mod units;
mod values;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Deserialize;

use crate::document;
use crate::finding::{Category, Finding, Findings, Severity};
use crate::place::ProjectPlaces;
use crate::record;
use crate::vocabulary::checks::{Lexicon, lexicon};
use subject::{Facts, Subject};
pub use texts::{RuleText, explain, markdown, text_of};

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

/// Every rule, by family.
pub static RULES: &[Rule] = &[
    funding::FUNDING_PARTS,
    purpose::PURPOSE_SUM,
    purpose::SINGLE_SUBSTITUTION,
    costs::COST_EXCEEDS_BUDGET,
    costs::COST_SUM_EXCEEDS_BUDGET,
    costs::UNIT_COST_TIMES_QUANTITY,
    amounts::UNIT_DECLARATION,
    amounts::BUDGET_MISSING,
    amounts::ANNUAL_MULTI_YEAR,
    levels::LEVEL1_MISSING,
    levels::OUTPUT_LEVEL2_MISSING,
    levels::COST_INDICATOR_EXPECTED,
    levels::LEVEL2_UNDER_WRONG_LEVEL1,
    categories::CATEGORY_SUSPICIOUS,
    categories::MONEY_AS_OUTPUT,
    categories::DUPLICATE_INDICATOR,
    categories::DESCRIPTION_EQUALS_NAME,
    levels::EMPTY_SLOT,
    categories::WEIGHTS_SUM,
    objectives::GOAL_QUANTITY_UNCOVERED,
    objectives::GOAL_EQUALS_PURPOSE,
    objectives::GOAL_MISSING,
    values::VALUE_MISSING,
    structure::TEMPLATE_RESIDUE,
    values::IMPOSSIBLE_BOUND,
    values::PERCENT_SIGN_MISSING,
    values::QUANTITY_NAME_WITH_TEXT,
    directions::DIRECTION_CONFLICT,
    directions::UNIT_NAME_CONFLICT,
    values::VAGUE_QUALITATIVE,
    values::SCALE_INSTEAD_OF_TARGET,
    values::MALFORMED_VALUE,
    time::DEADLINE_OUTSIDE_YEAR,
    time::YEAR_CONFLICT,
    structure::HEADING_NAME_MISMATCH,
    structure::ROW_SHAPE_ANOMALY,
    evaluation::SCORE_ARITHMETIC,
    evaluation::UNEXPLAINED_SHORTFALL,
    evaluation::OVERACHIEVEMENT,
    format::TEXT_NOISE,
];

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

/// The input of every rule.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The record so far, with the findings about reading.
    pub record: &'a record::Document,
    /// The places of the fields, in parallel to the record's projects.
    pub places: &'a [ProjectPlaces],
    /// The blocks as read.
    pub document: &'a document::Document,
    /// The words the rules look for.
    pub lexicon: &'a Lexicon,
    /// The numbers the rules compare with.
    pub thresholds: &'a Thresholds,
    /// Facts about the indicators of each project, in parallel to the record's projects.
    facts: &'a [Vec<Facts>],
}

impl<'a> Input<'a> {
    fn subjects(self) -> impl Iterator<Item = Subject<'a>> {
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

/// Runs every rule over a document. `places` has one entry for each project.
pub fn check(
    record: &record::Document,
    places: &[ProjectPlaces],
    document: &document::Document,
    thresholds: &Thresholds,
    findings: &mut Findings,
) {
    let facts: Vec<Vec<Facts>> = record.projects.iter().map(Facts::of).collect();
    let input = Input {
        record,
        places,
        document,
        lexicon: lexicon(),
        thresholds,
        facts: &facts,
    };
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| run(rule, &input)).collect();
    found.sort_by_key(|finding| {
        let place = finding.location;
        (place.table, place.row, place.column, place.line)
    });
    for finding in found {
        findings.push(finding);
    }
}

/// Runs one rule and fills in the code and basis of its findings. Keeps the first `not_evaluable` finding of each
/// project and adds to it how many there were.
fn run(rule: &Rule, input: &Input) -> Vec<Finding> {
    let basis = texts::text_of(rule.code).and_then(|text| text.basis.as_deref());
    let mut kept: Vec<(Finding, usize)> = Vec::new();
    let mut unclear: HashMap<Option<String>, usize> = HashMap::new();
    for finding in (rule.check)(input) {
        if finding.severity == Severity::NotEvaluable {
            match unclear.entry(finding.project_id.clone()) {
                Entry::Occupied(first) => {
                    kept[*first.get()].1 += 1;
                    continue;
                }
                Entry::Vacant(first) => drop(first.insert(kept.len())),
            }
        }
        kept.push((finding, 1));
    }
    kept.into_iter()
        .map(|(mut finding, count)| {
            if count > 1 {
                finding.message_zh += &format!("（本项目共{count}处，此为第一处）");
                finding.message_en += &format!(" ({count} in this project, this is the first)");
            }
            Finding {
                code: rule.code.into(),
                category: Category::Content,
                basis: basis.map(record::Word::from),
                ..finding
            }
        })
        .collect()
}
