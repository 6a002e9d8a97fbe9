//! A table of objectives in the head: 序号 | 目标内容 | 权重 beside the label of all of them, and a row for each below.
//!
//! In: rows of a [`Sheet`]. Out: what the columns of that table hold. Lost: numbers and weights of objectives.

use super::super::model::Entry;
use super::super::sheet::{Sheet, SheetCell};
use super::{Head, Open};
use crate::vocabulary::{Field, Vocabulary};

/// The columns of the table, for the rows below its labels.
#[derive(Debug, Clone, Default)]
pub(super) struct Goals {
    columns: Vec<Open>,
    row: usize,
}

impl Goals {
    /// The cell is the label of a column.
    pub(super) fn is_head(&self, cell: &SheetCell) -> bool {
        cell.row == self.row && self.over(cell).is_some()
    }

    fn over(&self, cell: &SheetCell) -> Option<&Open> {
        self.columns.iter().find(|open| open.is_above(cell))
    }

    /// Such a table begins in the row, or ends above it.
    pub(super) fn note(&mut self, sheet: &Sheet, row: usize, vocabulary: &Vocabulary) {
        let Some(first) = sheet.at(row, 0).filter(|cell| cell.row == row) else {
            return;
        };
        self.columns.clear();
        let objective = first.head().filter(|field| {
            matches!(
                field,
                Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
            )
        });
        let runs_on = sheet.at(row + 1, 0).is_some_and(|cell| cell.row == row);
        let (Some(objective), true) = (objective, runs_on) else {
            return;
        };
        let column = |cell: &SheetCell| {
            let field = match cell.column_field() {
                Some(Field::Sequence | Field::Weight) => Field::Ignored,
                _ if vocabulary.titles.is_goal_column(&cell.text) => objective,
                _ => return None,
            };
            Some(Open::of(sheet, cell, field))
        };
        let columns: Option<Vec<Open>> = sheet.printed(row).skip(1).map(column).collect();
        let columns = columns.unwrap_or_default();
        if columns.len() >= 2 && columns.iter().any(|open| open.field == objective) {
            self.columns = columns;
            self.row = row;
        }
    }
}

impl Head {
    /// The text of a row of the table; of a number or a weight an entry that is ignored.
    pub(super) fn text_of_goal(&self, sheet: &Sheet, cell: &SheetCell) -> Option<Entry> {
        let open = self
            .goals
            .over(cell)
            .filter(|_| cell.row > self.goals.row)?;
        Some(self.entry(open.field, &open.label, &cell.text, cell, sheet))
    }
}
