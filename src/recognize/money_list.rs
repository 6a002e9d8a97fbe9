//! A list of projects and their money, in another table than their indicators.
//!
//! In: a row of labels that names projects and sums and asks for no indicators, and the rows below. Out: the sums by the name of
//! the project, for the projects that print none themselves. Lost: everything else in such a list.

use std::collections::BTreeMap;

use super::census::is_off;
use super::model::{Entry, Guess, Match, Understood};
use super::sheet::{Sheet, SheetCell};
use crate::limits::MAX_LISTED_SUMS;
use crate::text::fold_width;
use crate::vocabulary::{Field, Titles};

/// Fewest labels of such a list.
const MIN_LABELS: usize = 4;

/// Sums by the folded name of the project; `None` where a name stands in several rows.
#[derive(Debug, Default)]
pub(super) struct Sums {
    by_name: BTreeMap<String, Option<Vec<Entry>>>,
}

/// The columns of the list that are read.
struct Columns<'s> {
    name: &'s SheetCell,
    code: Option<&'s SheetCell>,
    total: &'s SheetCell,
}

/// The columns, where the row heads a list of projects and sums.
fn columns_of(sheet: &Sheet, row: usize) -> Option<Columns<'_>> {
    let head = |field: Field| move |cell: &&SheetCell| cell.sense.head == Some(field);
    let of_grid = |cell: &SheetCell| {
        let goal = cell.sense.head.is_some_and(Field::is_prose);
        let column = cell.sense.column.is_some_and(Field::is_indicator_column);
        goal || column && cell.sense.head.is_none()
    };
    let labels = sheet
        .printed(row)
        .filter(|cell| cell.sense.how.is_some())
        .count();
    if labels < MIN_LABELS || labels != sheet.printed(row).count() {
        return None;
    }
    let total = sheet.printed(row).find(head(Field::BudgetTotal))?;
    let below = sheet.at(total.bottom, total.column)?;
    let figure = below.text.contains(|c: char| c.is_ascii_digit()) && !below.is_label;
    let other = sheet.printed(row).any(of_grid);
    (figure && !other).then_some(Columns {
        name: sheet.printed(row).find(head(Field::ProjectName))?,
        code: sheet.printed(row).find(head(Field::ProjectCode)),
        total,
    })
}

/// The row heads such a list.
pub(super) fn heads_sums(sheet: &Sheet, row: usize) -> bool {
    columns_of(sheet, row).is_some()
}

impl Sums {
    /// Reads a list that begins in the row. The row behind it, `None` where there is none.
    pub(super) fn read(
        &mut self,
        sheet: &Sheet,
        row: usize,
        unit: Option<&Entry>,
        titles: &Titles,
    ) -> Option<usize> {
        let columns = columns_of(sheet, row).filter(|_| !is_off("sums from a list"))?;
        let first = columns.total.bottom;
        for row in first..sheet.rows.len() {
            let Some(name) = sheet
                .at(row, columns.name.column)
                .filter(|cell| !cell.is_blank())
            else {
                continue;
            };
            if titles.is_total(&name.text) || self.by_name.len() == MAX_LISTED_SUMS {
                break;
            }
            let entry = |field, label: &SheetCell| {
                let cell = sheet
                    .at(row, label.column)
                    .filter(|cell| !cell.is_blank())?;
                Some(Entry::new(
                    field,
                    &label.text,
                    &cell.text,
                    sheet.place(cell),
                ))
            };
            let code = columns
                .code
                .and_then(|code| entry(Field::ProjectCode, code));
            let total = entry(Field::BudgetTotal, columns.total);
            let entries = code.into_iter().chain(total).chain(unit.cloned()).collect();
            let slot = self.by_name.entry(fold_width(&name.text));
            slot.and_modify(|known| *known = None)
                .or_insert(Some(entries));
        }
        Some(sheet.rows.len())
    }

    /// Gives the sums to the projects that print no money.
    pub(super) fn give(&self, matches: &mut [Match], guessed: &mut Vec<Guess>) {
        for found in matches {
            let says = |entry: &Entry| entry.field.is_money() && !entry.value.trim().is_empty();
            let name = found
                .entries
                .iter()
                .find(|entry| entry.field == Field::ProjectName);
            let Some(name) = name.filter(|_| !found.entries.iter().any(says)) else {
                continue;
            };
            if let Some(Some(sums)) = self.by_name.get(&fold_width(&name.value)) {
                let total = sums.iter().find(|sum| sum.field == Field::BudgetTotal);
                guessed.extend(total.map(|total| Guess {
                    label: total.value.trim().to_owned(),
                    by: Understood::SumInList,
                    place: total.place,
                }));
                found.entries.extend(sums.iter().cloned());
            }
        }
    }
}
