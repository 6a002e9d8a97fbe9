//! From a group of rows to paragraphs and a table.
//!
//! In: the cells of adjacent rows. Out: nothing, a single text, or a table, preceded by the lines over its whole width.
//! Lost: cells right of the last allowed column, with a finding.

use super::{Cell, at_row, too_many_cells};
use crate::document::Table;
use crate::document::{Block, Paragraph};
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::limits::{MAX_CELL_BYTES, MAX_COLUMNS};
use crate::table::{TableBuilder, Vertical};

/// The blocks of a group of rows: lines over the whole width of the table below them, then a single text, a table or
/// nothing.
pub(super) fn part(
    cells: &[(u32, u32, &Cell)],
    room: &mut usize,
    findings: &mut Findings,
) -> Result<Vec<Block>, Error> {
    let left = cells.iter().map(|(_, column, _)| *column).min();
    let right = cells.iter().map(right_of).max();
    let mut blocks = Vec::new();
    let mut rest = cells;
    while let Some((&line, below)) = rest.split_first() {
        let (row, column, cell) = line;
        let alone = below.first().is_none_or(|next| next.0 > row);
        let whole = Some(column) == left && Some(right_of(&line)) == right;
        if !(alone && whole && cell.rows <= 1) || cell.text.is_empty() {
            break;
        }
        blocks.push(Block::Paragraph(paragraph(cell, row, findings)));
        rest = below;
    }
    blocks.extend(lone_text_or_table(rest, room, findings)?);
    Ok(blocks)
}

/// The column right of a cell.
pub(super) fn right_of((_, column, cell): &(u32, u32, &Cell)) -> u32 {
    column.saturating_add(cell.columns.max(1))
}

pub(super) fn lone_text_or_table(
    cells: &[(u32, u32, &Cell)],
    room: &mut usize,
    findings: &mut Findings,
) -> Result<Option<Block>, Error> {
    let mut texts = cells.iter().filter(|(_, _, cell)| !cell.text.is_empty());
    let Some((top, _, first)) = texts.next() else {
        return Ok(None);
    };
    let Some((bottom, _, _)) = texts.next_back() else {
        return Ok(Some(Block::Paragraph(paragraph(first, *top, findings))));
    };
    let cells: Vec<_> = cells
        .iter()
        .filter(|(row, _, _)| (*top..=*bottom).contains(row))
        .copied()
        .collect();
    table(&cells, *top, *bottom, room, findings).map(|table| Some(Block::Table(table)))
}

pub(super) fn table(
    cells: &[(u32, u32, &Cell)],
    top: u32,
    bottom: u32,
    room: &mut usize,
    findings: &mut Findings,
) -> Result<Table, Error> {
    let left = cells
        .iter()
        .map(|(_, column, _)| *column)
        .min()
        .unwrap_or(0);
    // blank cells that are merged far to the right do not make the table wider
    let width = cells
        .iter()
        .filter(|(_, _, cell)| !cell.text.is_empty())
        .map(|cell| right_of(cell) - left)
        .max()
        .unwrap_or(1)
        .min(MAX_COLUMNS);
    let slots = (width as usize).saturating_mul((bottom - top + 1) as usize);
    *room = room.checked_sub(slots).ok_or_else(too_many_cells)?;
    let mut builder = TableBuilder::new();
    // for every column, the first row that no merged cell from above covers
    let mut free = vec![0u32; width as usize];
    let mut rest = cells.iter().peekable();
    let mut beyond = None;
    for row in top..=bottom {
        builder.start_row(Some(row.saturating_add(1)), 0);
        for column in 0..width {
            let here = rest.next_if(|cell| (cell.0, cell.1 - left) == (row, column));
            if free[column as usize] > row {
                continue;
            }
            builder.skip_to(column);
            let Some((_, _, cell)) = here else {
                builder.cell(Vec::new(), 1, Vertical::Rows(1));
                continue;
            };
            let columns = match cell.text.is_empty() {
                true => cell.columns.clamp(1, width - column),
                false => cell.columns.max(1),
            };
            let rows = cell.rows.max(1);
            let blocks = match cell.text.is_empty() {
                true => Vec::new(),
                false => vec![Block::Paragraph(paragraph(cell, row, findings))],
            };
            builder.cell(blocks, columns, Vertical::Rows(rows));
            let right = column.saturating_add(columns).min(width);
            free[column as usize..right as usize].fill(row.saturating_add(rows));
        }
        // cells right of the last allowed column
        while let Some((_, _, cell)) = rest.next_if(|cell| cell.0 == row) {
            if !cell.text.is_empty() {
                beyond.get_or_insert(row);
            }
        }
    }
    findings.extend(beyond.map(columns_cut));
    Ok(builder.finish())
}

pub(super) fn paragraph(cell: &Cell, row: u32, findings: &mut Findings) -> Paragraph {
    let kept = cell.text.floor_char_boundary(MAX_CELL_BYTES);
    if kept < cell.text.len() {
        findings.push(Finding {
            location: at_row(row),
            ..Finding::extraction(
                "cell-cut",
                Severity::Error,
                "单元格文字过长，超出部分未保留",
                "the text of a cell is too long; what is beyond the bound was not kept",
            )
        });
    }
    Paragraph {
        line: Some(row.saturating_add(1)),
        ..Paragraph::new(&cell.text[..kept])
    }
}

pub(super) fn columns_cut(row: u32) -> Finding {
    Finding {
        location: at_row(row),
        ..Finding::extraction(
            "columns-cut",
            Severity::Error,
            format!("表格超过 {MAX_COLUMNS} 列，其右的单元格未读取"),
            format!(
                "the table is wider than {MAX_COLUMNS} columns; the cells right of them were not read"
            ),
        )
    }
}
