//! Which printed cells of the tables with projects are accounted for: by a record, a label, a title, a filler or a finding.
//!
//! In: the tables as printed, the cells that were claimed while they were read, and what was recognized. Out: how many cells there
//! are, and those that nothing claims, which become findings. Lost: tables without a project.

use std::collections::BTreeSet;

use super::model::{Account, Header, Match, Recognized, RowReason, TableReason, UnreadRow};
use super::sheet::Sheet;
use crate::finding::Location;
use crate::segment::{NumberedTable, Part, Section};
use crate::text::fold_width;
use crate::vocabulary::Vocabulary;

/// The cells that were claimed so far: table, row and column, all 1-based.
#[derive(Debug, Default)]
pub(super) struct Claims {
    cells: Vec<(u32, u32, u32)>,
    rows: BTreeSet<(u32, u32)>,
}

impl Claims {
    /// The cells of a table that were claimed while it was read.
    pub(super) fn take(&mut self, sheet: &Sheet) {
        self.cells.extend(sheet.claimed());
    }

    fn place(&mut self, place: Location) {
        match (place.table, place.row, place.column) {
            (Some(table), Some(row), Some(column)) => self.cells.push((table, row, column)),
            (Some(table), Some(row), None) => {
                self.rows.insert((table, row));
            }
            _ => {}
        }
    }

    /// Everything that became a part of a record or is reported.
    fn recognized(&mut self, out: &Recognized) {
        for found in &out.matches {
            found
                .entries
                .iter()
                .for_each(|entry| self.place(entry.place));
            let pieces = found.indicators.iter().flat_map(|row| &row.pieces);
            pieces.for_each(|piece| self.place(piece.place));
        }
        for row in &out.unread_rows {
            // the row of a project that is printed in full elsewhere is reported as a whole, at the name
            let whole = row.reason == RowReason::Summary;
            let column = row.place.column.filter(|_| !whole);
            self.place(Location {
                column,
                ..row.place
            });
        }
        let labels = out.unknown_labels.iter().map(|(_, place)| *place);
        labels.for_each(|place| self.place(place));
        let guesses = out.guessed_labels.iter().map(|guess| guess.place);
        guesses.for_each(|place| self.place(place));
        self.cells.sort_unstable();
        self.cells.dedup();
    }

    fn holds(&self, table: u32, row: u32, column: u32) -> bool {
        self.rows.contains(&(table, row)) || self.cells.binary_search(&(table, row, column)).is_ok()
    }
}

/// The cells of a row below labels that are not known: a finding names the label.
pub(super) fn claim_unknown(sheet: &Sheet, row: usize, header: &Header) {
    let below = |column: usize| header.unread.iter().any(|span| span.contains(&column));
    let cells = sheet.printed(row).filter(|cell| below(cell.column));
    cells.for_each(|cell| cell.claim());
}

/// Counts the cells of the tables that gave projects; each that nothing claims becomes an unread cell.
pub(super) fn settle(sections: &[Section<'_>], mut claims: Claims, out: &mut Recognized) {
    claims.recognized(out);
    let mut first_cut: Vec<(u32, u32)> = (out.cuts.iter())
        .filter(|(_, cut)| !matches!(cut, super::model::Cut::Repeated))
        .filter_map(|(place, _)| Some((place.table?, place.row?)))
        .collect();
    first_cut.sort_unstable();
    let read = |table: u32, row: u32| first_cut.first().is_none_or(|cut| (table, row) < *cut);
    let mut account = Account::default();
    let mut unclaimed = Vec::new();
    for table in tables_of(sections).filter(|table| gave_project(table.number, out)) {
        for (row, cells) in table.table.rows.iter().enumerate() {
            let row = row as u32 + 1;
            for cell in cells.cells.iter().filter(|_| read(table.number, row)) {
                let text = cell.text();
                if text.trim().is_empty() {
                    continue;
                }
                account.cells += 1;
                let column = cell.column + 1;
                if claims.holds(table.number, row, column) || is_filler(&text) {
                    account.claimed += 1;
                    continue;
                }
                unclaimed.push(UnreadRow {
                    reason: RowReason::Unclaimed,
                    text: text.trim().to_owned(),
                    place: Location {
                        table: Some(table.number),
                        row: Some(row),
                        column: Some(column),
                        line: cells.line,
                        page: None,
                    },
                });
            }
        }
    }
    out.account = account;
    out.unread_rows.extend(unclaimed);
}

fn tables_of<'s>(sections: &'s [Section<'_>]) -> impl Iterator<Item = &'s NumberedTable<'s>> {
    let parts = sections.iter().flat_map(|section| &section.parts);
    parts.filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Paragraph(_) => None,
    })
}

/// The table is one of a project. Tables of something else may lie between the first and the last of it.
fn gave_project(table: u32, out: &Recognized) -> bool {
    let of = |found: &Match| found.tables.0 <= table && table <= found.tables.1;
    let ends = |found: &Match| found.tables.0 == table || table == found.tables.1;
    let other = out.others.iter().any(|&(number, reason)| {
        number == table && matches!(reason, TableReason::NoLabels | TableReason::Breakdown)
    });
    out.matches.iter().any(ends) || !other && out.matches.iter().any(of)
}

/// 无, /, ……: the cell says nothing.
fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 24;
    let vocabulary = Vocabulary::builtin();
    text.len() <= LONGEST
        && (vocabulary.values.says_nothing(&fold_width(text)) || vocabulary.titles.is_filler(text))
}
