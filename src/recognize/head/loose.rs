//! Values that no label governs: parts of the value before, names that need no label, labels nobody knows.
//!
//! In: a cell without a path. Out: an [`Entry`], a longer last one, or what is reported. Lost: nothing.

use super::super::looks::{bare_year, is_coded_name, lacks_mark, looks_like_label};
use super::super::model::{Entry, RowReason, UnreadRow};
use super::super::sheet::{Sheet, SheetCell};
use super::path::takes_text;
use super::{Head, Row};
use crate::text::fold_width;
use crate::vocabulary::{Field, Vocabulary};

impl Head {
    /// Files a value without a path.
    pub(super) fn loose(
        &mut self,
        sheet: &Sheet,
        (cell, next): (&SheetCell, Option<&SheetCell>),
        vocabulary: &Vocabulary,
        row: &mut Row,
        entries: &mut Vec<Entry>,
    ) {
        let entry = |field| Entry::new(field, "", &cell.text, sheet.place(cell));
        if sheet.flat
            && entries
                .last()
                .is_some_and(|last| repeats(sheet, last, cell))
        {
            // a merged cell written once more where spans were lost
            cell.claim();
        } else if let Some(last) = entries
            .last_mut()
            .filter(|last| counts_on(last, cell, vocabulary))
        {
            // 目标1：甲 | 目标2：乙
            last.value = [last.value.trim(), cell.text.trim()].join("\n");
            cell.claim();
        } else if let Some(last) = entries.last_mut().filter(|last| goes_on(last, cell)) {
            join_dates(last, &cell.text);
            cell.claim();
        } else if let Some(label) = row.unknown.take() {
            let place = sheet.place(cell);
            entries.push(Entry::new(Field::Ignored, &label, &cell.text, place));
        } else if bare_year(&cell.text).is_some() {
            entries.push(entry(Field::FiscalYear));
        } else if is_coded_name(&cell.text) {
            entries.push(entry(Field::BudgetUnit));
        } else if looks_like_label(&cell.text) && next.is_some_and(|next| next.row == cell.row) {
            self.unknown
                .push((fold_width(&cell.text), sheet.place(cell)));
            row.unknown = Some(cell.text.clone());
            return;
        } else {
            self.unread
                .push(UnreadRow::cell(sheet, cell, RowReason::Unlabelled));
        }
        row.unknown = None;
    }
}

/// 2024年1月 | 至 | 2024年12月.
pub(super) fn join_dates(last: &mut Entry, text: &str) {
    let mark = if lacks_mark(&last.value, text) {
        "-"
    } else {
        ""
    };
    last.value = [last.value.trim(), mark, text.trim()].concat();
}

/// The cell right left of this one holds the same text: a merged cell written once more.
pub(super) fn repeats(sheet: &Sheet, last: &Entry, cell: &SheetCell) -> bool {
    let left = cell
        .column
        .checked_sub(1)
        .and_then(|left| sheet.at(cell.row, left));
    let same = left.is_some_and(|left| left.text.trim() == cell.text.trim());
    same && last.place.row == Some(cell.row as u32 + 1) && last.value.trim() == cell.text.trim()
}

/// The cell is the next part of the text of the last entry.
fn counts_on(last: &Entry, cell: &SheetCell, vocabulary: &Vocabulary) -> bool {
    let numbered = |text: &str| vocabulary.titles.without_number(text).len() < text.len();
    takes_text(last.field)
        && last.field != Field::ProjectName
        && last.place.row == Some(cell.row as u32 + 1)
        && numbered(last.value.trim())
        && numbered(cell.text.trim())
}

/// The cell goes on with the dates of the last entry.
pub(super) fn goes_on(last: &Entry, cell: &SheetCell) -> bool {
    last.field == Field::ProjectPeriod
        && last.place.row == Some(cell.row as u32 + 1)
        && !last.value.trim().is_empty()
}

/// 目标1 in front of the text of the first objective.
pub(super) fn is_number_of_part(
    cell: &SheetCell,
    next: Option<&SheetCell>,
    vocabulary: &Vocabulary,
) -> bool {
    let followed = next.is_some_and(|next| next.row == cell.row && !next.is_blank());
    followed && vocabulary.titles.is_bare_number(&cell.text)
}
