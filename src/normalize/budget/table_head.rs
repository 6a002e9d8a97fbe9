//! The facts of one statutory table: title, year, unit of money, whose it is, its note.
//!
//! In: a [`StatutoryTable`] and the facts of the document. Out: a [`BudgetTable`] without lines.

use std::collections::BTreeMap;

use super::body_name::body_in;
use super::document_facts::DocumentFacts;
use crate::normalize::amount::amount_unit_of;
use crate::normalize::organization::split_organization;
use crate::normalize::year::{only_year, year_of};
use crate::recognize::{Statutory, StatutoryTable};
use crate::record::{
    AmountUnit, AmountUnitSource, BudgetLine, BudgetTable, BudgetTableKind, BudgetTableSource,
    KindSource, Organization, Phase, Scope, Stage, TableStatus, ValueKind, YearSource,
};
use crate::text::fold_width;
use crate::vocabulary::budget::BudgetWords;
use crate::vocabulary::values::ValueWords;

/// Lines above a table that may hold its unit of money and its body.
const MAX_HEAD_LINES: usize = 8;

/// Lines above a table that may hold its year beside the unit of money.
const MAX_YEAR_LINES: usize = 3;

/// What the heads of all tables of a document share.
pub(super) struct HeadContext<'c> {
    pub document_id: &'c str,
    pub facts: &'c DocumentFacts,
    pub years: &'c [(i32, YearSource)],
    pub sibling_year: Option<i32>,
    pub words: &'c BudgetWords,
    pub values: &'c ValueWords,
}

/// The head of the table with this number.
pub(super) fn head_of(table: &StatutoryTable, seq: u32, context: &HeadContext<'_>) -> BudgetTable {
    let words = context.words;
    let lines = table
        .above
        .get(table.above.len().saturating_sub(MAX_HEAD_LINES)..)
        .unwrap_or_default();
    let body = body_in(lines, words, context.values);
    let (fiscal_year, fiscal_year_source) = year_of_table(&table.title, lines, context);
    let (fiscal_year, fiscal_year_source) = match fiscal_year {
        Some(_) => (fiscal_year, fiscal_year_source),
        None => year_of_header(table),
    };
    let (amount_unit, amount_unit_source) = unit_of_table(table, lines, context.values);
    let scope = scope_of_title(&table.title, words)
        .or(body.as_ref().map(|(scope, _)| *scope))
        .or(context.facts.scope);
    let unit = body
        .map(|(_, name)| name)
        .or_else(|| context.facts.body.clone());
    let unit = unit.map(|name| split_organization(&name));
    let note = (!table.notes.is_empty()).then(|| table.notes.join("\n"));
    BudgetTable {
        table_id: format!("{}-t{seq:02}", context.document_id),
        seq,
        kind: table.kind,
        kind_source: table.kind_source,
        phase: phase_of(table, context),
        title: Some(table.title.clone()),
        form_code: table.form_code.clone(),
        department: department_of(scope, unit.as_ref(), context.facts),
        unit,
        scope,
        fiscal_year,
        fiscal_year_source,
        amount_unit,
        amount_unit_source,
        classification_year: fiscal_year,
        status: TableStatus::Blank,
        note_says_empty: note
            .as_deref()
            .is_some_and(|note| words.is_empty_said(note)),
        note,
        sets: u32::try_from(table.sets.len()).unwrap_or(u32::MAX),
        source: BudgetTableSource {
            table_first: Some(table.parts.0),
            table_last: Some(table.parts.1),
            page_first: None,
            page_last: None,
        },
        lines: Vec::new(),
    }
}

/// A table that only the contents list.
pub(super) fn listed_table(
    kind: BudgetTableKind,
    title: String,
    seq: u32,
    context: &HeadContext<'_>,
) -> BudgetTable {
    let (fiscal_year, fiscal_year_source) = year_of_table(&title, &[], context);
    let unit = context.facts.body.as_deref().map(split_organization);
    let scope = scope_of_title(&title, context.words).or(context.facts.scope);
    BudgetTable {
        table_id: format!("{}-t{seq:02}", context.document_id),
        seq,
        kind,
        kind_source: KindSource::Contents,
        phase: context
            .words
            .phase(&fold_width(&title))
            .or(context.facts.phase),
        title: Some(title),
        form_code: None,
        department: department_of(scope, unit.as_ref(), context.facts),
        unit,
        scope,
        fiscal_year,
        fiscal_year_source,
        amount_unit: None,
        amount_unit_source: None,
        classification_year: fiscal_year,
        status: TableStatus::ListedOnly,
        note: None,
        note_says_empty: false,
        sets: 0,
        source: BudgetTableSource::default(),
        lines: Vec::new(),
    }
}

fn department_of(
    scope: Option<Scope>,
    unit: Option<&Organization>,
    facts: &DocumentFacts,
) -> Option<Organization> {
    match scope {
        Some(Scope::Department) => unit.cloned(),
        _ => facts.superior.as_deref().map(split_organization),
    }
}

/// The year that most titles of the document name.
pub(super) fn sibling_year(statutory: &Statutory) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    let years = statutory
        .tables
        .iter()
        .filter_map(|table| only_year(&table.title));
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    let most = counts
        .into_iter()
        .max_by_key(|(year, count)| (*count, *year));
    most.map(|(year, _)| year)
}

/// The latest year that a column names.
fn year_of_header(table: &StatutoryTable) -> (Option<i32>, Option<YearSource>) {
    let texts = table.columns.iter().flat_map(|column| &column.path);
    let year = texts.filter_map(|text| only_year(text)).max();
    (year, year.map(|_| YearSource::Text))
}

fn year_of_table(
    title: &str,
    lines: &[String],
    context: &HeadContext<'_>,
) -> (Option<i32>, Option<YearSource>) {
    if let Some(year) = only_year(title).or_else(|| year_of([title])) {
        return (Some(year), Some(YearSource::Heading));
    }
    let own = lines
        .iter()
        .rev()
        .take(MAX_YEAR_LINES)
        .filter(|line| line.contains([':', '：']));
    if let Some(year) = own.into_iter().find_map(|line| only_year(line)) {
        return (Some(year), Some(YearSource::Text));
    }
    let of_document = context
        .years
        .iter()
        .find(|(_, source)| *source == YearSource::Title);
    let sibling = context.sibling_year.map(|year| (year, YearSource::Sibling));
    let found = of_document
        .copied()
        .or(sibling)
        .or_else(|| context.years.first().copied());
    (found.map(|(year, _)| year), found.map(|(_, source)| source))
}

/// 部门 or 单位 at the beginning of the title, after the year, or the words of a scope.
fn scope_of_title(title: &str, words: &BudgetWords) -> Option<Scope> {
    let key = fold_width(title);
    let rest = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
    let begins = words.bodies.at_start(rest).map(|(scope, _)| scope);
    begins.or_else(|| words.scope(&words.without_breakdowns(rest)))
}

fn phase_of(table: &StatutoryTable, context: &HeadContext<'_>) -> Option<Phase> {
    let words = context.words;
    let of_stage = |text: &String| match words.stage.within(&fold_width(text)) {
        Some(Stage::Budget) => Some(Phase::Budget),
        Some(Stage::Final) => Some(Phase::Final),
        Some(Stage::Executed) => Some(Phase::Execution),
        _ => None,
    };
    let headers = || table.columns.iter().flat_map(|column| &column.path);
    words
        .phase(&fold_width(&words.without_breakdowns(&table.title)))
        .or_else(|| headers().find_map(of_stage))
        .or(context.facts.phase)
}

fn unit_of_table(
    table: &StatutoryTable,
    lines: &[String],
    values: &ValueWords,
) -> (Option<AmountUnit>, Option<AmountUnitSource>) {
    let title = lines
        .iter()
        .rev()
        .find_map(|line| amount_unit_of(line, values));
    let column = || {
        let texts = table.columns.iter().flat_map(|column| &column.path);
        texts
            .into_iter()
            .find_map(|text| amount_unit_of(text, values))
    };
    match title {
        Some(unit) => (Some(unit), Some(AmountUnitSource::TitleLine)),
        None => {
            let unit = column();
            (unit, unit.map(|_| AmountUnitSource::Column))
        }
    }
}

/// Whether the table holds values.
pub(super) fn status_of(lines: &[BudgetLine], note_says_empty: bool) -> TableStatus {
    let valued = |line: &&BudgetLine| line.value_kind != ValueKind::None;
    let mut values = lines.iter().filter(valued).peekable();
    if values.peek().is_none() {
        return match note_says_empty {
            true => TableStatus::DeclaredEmpty,
            false => TableStatus::Blank,
        };
    }
    let zero = |line: &BudgetLine| {
        let figures = line.amount_raw.chars().filter(char::is_ascii_digit);
        line.value_text.is_none()
            && figures.clone().count() > 0
            && figures.into_iter().all(|c| c == '0')
    };
    match values.all(zero) {
        true => TableStatus::Zero,
        false => TableStatus::Filled,
    }
}
