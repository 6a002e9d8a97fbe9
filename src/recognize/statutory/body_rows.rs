//! The rows below the header of a statutory table: which cell belongs to which column.
//!
//! In: a [`Sheet`], its columns and rows. Out: [`StatutoryRow`]s. A cell belongs to the column that it covers most of; a label
//! that covers several columns of labels belongs to each. Blank rows give none.

use std::ops::Range;

use super::super::sheet::{Sheet, SheetCell};
use super::found::{
    StatutoryCell, StatutoryColumn, StatutoryReason, StatutoryRow, StatutoryUnread,
};
use crate::text::one_line;

/// How the grid of a part lies below the columns of its table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placing {
    /// Columns of the grid that the header had and the part lacks at its left edge.
    pub shift: usize,
}

/// Reads the rows of one part.
pub(super) fn read_rows(
    sheet: &Sheet,
    rows: Range<usize>,
    columns: &[StatutoryColumn],
    placing: Placing,
    unread: &mut Vec<StatutoryUnread>,
) -> Vec<StatutoryRow> {
    let mut out = Vec::new();
    for row in rows {
        if sheet.printed(row).next().is_none() {
            continue;
        }
        let mut cells = vec![Vec::new(); columns.len()];
        let mut outside = Vec::new();
        for cell in sheet
            .covering(row)
            .filter(|cell| !cell.is_blank() || cell.row < row)
        {
            if !place_cell(sheet, cell, row, columns, placing, &mut cells)
                && !cell.is_blank()
                && cell.row == row
            {
                outside.push(cell);
            }
        }
        if !outside.is_empty() && !in_order(sheet, row, columns, &mut cells, unread) {
            let texts: Vec<String> = outside.iter().map(|cell| one_line(&cell.text)).collect();
            unread.push(StatutoryUnread {
                reason: StatutoryReason::OutsideColumns,
                text: texts.join(" | "),
                place: sheet.row_place(row),
            });
        }
        out.push(StatutoryRow {
            place: sheet.row_place(row),
            cells,
        });
    }
    out
}

/// Puts the cell into its columns; false where it lies below none.
fn place_cell(
    sheet: &Sheet,
    cell: &SheetCell,
    row: usize,
    columns: &[StatutoryColumn],
    placing: Placing,
    cells: &mut [Vec<StatutoryCell>],
) -> bool {
    let span = cell.column + placing.shift..cell.end + placing.shift;
    let shared = |column: &StatutoryColumn| {
        let start = column.span.start.max(span.start);
        column.span.end.min(span.end).saturating_sub(start)
    };
    let touched: Vec<usize> = (0..columns.len())
        .filter(|&at| shared(&columns[at]) > 0)
        .collect();
    let Some(&first) = touched.first() else {
        return false;
    };
    let of_label = columns[first].role.is_of_label();
    let chosen: Vec<usize> = if touched.len() > 1 && of_label {
        let labels = touched.iter().copied();
        labels
            .filter(|&at| columns[at].role.is_of_label())
            .collect()
    } else {
        let most = touched
            .iter()
            .copied()
            .rev()
            .max_by_key(|&at| shared(&columns[at]));
        most.into_iter().collect()
    };
    for at in chosen {
        cells[at].push(StatutoryCell {
            text: cell.text.clone(),
            place: sheet.place(cell),
            slot: span.start.saturating_sub(columns[at].span.start),
            reaches_in: span.start < columns[at].span.start,
            merged: cell.row < row,
        });
    }
    true
}

/// A row whose cells lie beside the columns, and are as many: they are taken in their order.
fn in_order(
    sheet: &Sheet,
    row: usize,
    columns: &[StatutoryColumn],
    cells: &mut [Vec<StatutoryCell>],
    unread: &mut Vec<StatutoryUnread>,
) -> bool {
    let own: Vec<&SheetCell> = sheet.starting(row).collect();
    let filled = cells.iter().flatten().any(|cell| !cell.merged);
    if filled || own.len() != columns.len() {
        return false;
    }
    cells.iter_mut().for_each(Vec::clear);
    for (slot, cell) in cells
        .iter_mut()
        .zip(&own)
        .filter(|(_, cell)| !cell.is_blank())
    {
        slot.push(StatutoryCell {
            text: cell.text.clone(),
            place: sheet.place(cell),
            slot: 0,
            reaches_in: false,
            merged: false,
        });
    }
    let texts: Vec<String> = own.iter().map(|cell| one_line(&cell.text)).collect();
    unread.push(StatutoryUnread {
        reason: StatutoryReason::AlignedByOrder,
        text: texts.join(" | "),
        place: sheet.row_place(row),
    });
    true
}
