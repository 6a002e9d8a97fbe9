//! The content rules: what an auditor would object to in a document.
//!
//! In: the record of a document, the places of its fields and its blocks as read. Out: findings of category content,
//! sorted by place. A rule fires only when all its inputs are certain; where they are not, it reports `not_evaluable`,
//! once for each project. Such a finding is counted and is never a pass. The words the rules look for are in
//! `vocabulary/checks.yaml`, the texts that explain the rules in `rules.yaml`.

mod amounts;
pub mod baseline;
mod budget;
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
mod rule;
mod structure;
mod subject;
pub(crate) mod text;
mod texts;
mod time;
mod units;
mod values;

use crate::word::Word;
use budget::{Ledger, between, changes, codes, columns, disclosure, notes, prose, rows, sides};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::document;
use crate::finding::{Category, DOUBTFUL, Finding, Findings, Severity};
use crate::place::ProjectPlaces;
use crate::record;
use crate::vocabulary::Vocabulary;
pub use rule::{Input, Rule, Thresholds};
use subject::Facts;
pub use texts::{RuleText, explain, markdown, text_of};
pub use values::is_vague;

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
    columns::COLUMN_SUM,
    rows::CODE_SUM,
    rows::TOTAL_ROW,
    sides::SIDES_EQUAL,
    rows::GROUP_SUM,
    sides::BREAKDOWNS_EQUAL,
    changes::CHANGE_ARITHMETIC,
    changes::NEGATIVE,
    codes::CODE_DEPTH,
    codes::CODE_PARENT,
    codes::CODE_NAME,
    codes::CODE_YEAR,
    changes::PRECISION_MIXED,
    between::UNIT_SCALE,
    between::OVERVIEW_INCOME,
    between::OVERVIEW_EXPENDITURE,
    between::FISCAL_SUM,
    between::BASIC_ECONOMIC,
    between::STAFF_OPERATING,
    disclosure::TABLE_MISSING,
    disclosure::TABLE_TWICE,
    notes::BLANK_WITHOUT_NOTE,
    notes::NOTE_CONTRADICTS,
    notes::NOTE_TEMPLATE,
    notes::BLANK_BUT_USED,
    disclosure::YEAR,
    disclosure::SCOPE_WORDS,
    disclosure::UNIT_MISSING,
    disclosure::UNIT_CONFLICT,
    prose::TEXT_ITEM,
    prose::TEXT_NAME,
];

/// Runs every rule over a document. `places` has one entry for each project.
pub fn check(
    record: &record::Document,
    places: &[ProjectPlaces],
    document: &document::Document,
    vocabulary: &Vocabulary,
    thresholds: &Thresholds,
    findings: &mut Findings,
) {
    let facts: Vec<Vec<Facts>> = record.projects.iter().map(Facts::of).collect();
    let ledgers: Vec<Ledger> = record.budget_tables.iter().map(Ledger::of).collect();
    let input = Input {
        record,
        places,
        document,
        vocabulary,
        thresholds,
        facts: &facts,
        ledgers: &ledgers,
        reading: findings.as_slice(),
    };
    let doubtful = doubtful_projects(findings);
    let judged = |finding: Finding| in_doubt(finding, &doubtful);
    let mut found: Vec<Finding> = (RULES.iter())
        .flat_map(|rule| run(rule, &input))
        .map(judged)
        .collect();
    found.dedup_by(|next, last| {
        next.severity == Severity::NotEvaluable
            && (&next.code, &next.project_id, next.severity)
                == (&last.code, &last.project_id, last.severity)
    });
    found.sort_by_key(|finding| {
        let place = finding.location;
        (place.table, place.row, place.column, place.line)
    });
    for finding in found {
        findings.push(finding);
    }
}

/// The projects whose tables were probably misread.
fn doubtful_projects(findings: &Findings) -> HashSet<String> {
    let doubtful = findings.as_slice().iter().filter(|it| it.code == DOUBTFUL);
    doubtful.filter_map(|it| it.project_id.clone()).collect()
}

/// A rule judges nothing in a table that was probably misread.
fn in_doubt(finding: Finding, doubtful: &HashSet<String>) -> Finding {
    let of_project = |id: &String| doubtful.contains(id);
    if finding.severity == Severity::NotEvaluable
        || !finding.project_id.as_ref().is_some_and(of_project)
    {
        return finding;
    }
    Finding {
        severity: Severity::NotEvaluable,
        message_zh: "表格可能读错了，没有作此项检查".into(),
        message_en: "The table was probably misread; this was not checked".into(),
        ..finding
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
                finding.message_en +=
                    &format!(" ({count} times in this project; this is the first)");
            }
            Finding {
                code: rule.code.into(),
                category: Category::Content,
                basis: basis.map(Word::from),
                ..finding
            }
        })
        .collect()
}
