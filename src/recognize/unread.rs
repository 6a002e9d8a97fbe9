//! What holds text and gave nothing: tables, rows and cells that were passed over, with the reason.
//!
//! In: what the walk could not file. Out: [`UnreadRow`]s and [`TableReason`]s, which become findings. Lost: nothing.

use super::model::{RowReason, UnreadRow};
use super::sheet::{Sheet, SheetCell};

impl UnreadRow {
    /// A whole row.
    pub(super) fn row(sheet: &Sheet, row: usize, reason: RowReason) -> Self {
        let texts: Vec<&str> = sheet.printed(row).map(|cell| cell.text.trim()).collect();
        Self {
            reason,
            text: texts.join(" | "),
            place: sheet.row_place(row),
        }
    }

    /// One cell.
    pub(super) fn cell(sheet: &Sheet, cell: &SheetCell, reason: RowReason) -> Self {
        Self {
            reason,
            text: cell.text.trim().to_owned(),
            place: sheet.place(cell),
        }
    }
}
