//! From the statutory tables in printed words to typed tables and lines.
//!
//! In: [`Statutory`] and the document. Out: [`BudgetTable`]s in reading order, and findings about what was not read. Lost:
//! blank cells.

mod body_name;
mod dimensions;
mod document_facts;
mod listed;
mod printed_value;
mod row_label;
mod row_set;
mod row_tree;
mod table_head;
mod table_lines;
mod unread_tables;

use std::collections::BTreeSet;

use self::document_facts::{facts_of, short_lines};
use self::table_head::{HeadContext, head_of, listed_table};
use self::table_lines::{LineContext, lines_of};
use super::document::FileContext;
use super::year::year_of_file_name;
use crate::document::Document;
use crate::finding::Findings;
use crate::recognize::Statutory;
use crate::record::{BudgetTable, BudgetTableKind, YearSource};
use crate::vocabulary::Vocabulary;

/// Types the statutory tables of a document; `year` is that of its projects.
pub fn budget_tables(
    file: &FileContext<'_>,
    document: &Document,
    statutory: &Statutory,
    year: Option<i32>,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Vec<BudgetTable> {
    unread_tables::report(statutory, findings);
    if statutory.tables.is_empty() {
        return Vec::new();
    }
    let words = &vocabulary.budget;
    let lines = short_lines(document);
    let facts = facts_of(&lines, document.title.as_deref(), words, &vocabulary.values);
    let years = document_years(file, facts.year, year);
    let mut context = HeadContext {
        document_id: file.document_id,
        facts: &facts,
        years: &years,
        words,
        values: &vocabulary.values,
        sibling_year: None,
    };
    context.sibling_year = table_head::sibling_year(statutory);
    let mut tables = Vec::with_capacity(statutory.tables.len());
    for (table, seq) in statutory.tables.iter().zip(1..) {
        let mut head = head_of(table, seq, &context);
        let lines = LineContext {
            table_id: &head.table_id,
            unit: head.amount_unit,
            phase: head.phase,
            year: head.fiscal_year,
            words,
            values: &vocabulary.values,
        };
        head.lines = lines_of(table, &lines);
        head.status = table_head::status_of(&head.lines, head.note_says_empty);
        unread_tables::report_table(table, &head, findings);
        tables.push(head);
    }
    let found: BTreeSet<BudgetTableKind> = tables.iter().map(|table| table.kind).collect();
    for (kind, title) in listed::listed_only(&lines, &found, words) {
        let seq = u32::try_from(tables.len() + 1).unwrap_or(u32::MAX);
        tables.push(listed_table(kind, title, seq, &context));
    }
    tables
}

/// The years that may hold for a table without one, the most trusted first.
fn document_years(
    file: &FileContext<'_>,
    cover: Option<i32>,
    projects: Option<i32>,
) -> Vec<(i32, YearSource)> {
    let of = |year: Option<i32>, source| year.map(|year| (year, source));
    [
        of(cover, YearSource::Title),
        of(projects, YearSource::Text),
        of(file.fiscal_year, YearSource::Option),
        of(year_of_file_name(file.path), YearSource::FileName),
    ]
    .into_iter()
    .flatten()
    .collect()
}
