//! The bends: changes that a typist, a page break or another program makes to a table.

use yusuan::document::{Block, Cell, Document, Paragraph, Row, Table};
use yusuan::vocabulary::{Field, Vocabulary};

pub(crate) fn for_tables(blocks: &mut Vec<Block>, bend: &impl Fn(&mut Table)) {
    for block in blocks {
        if let Block::Table(table) = block {
            bend(table);
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                for_tables(&mut cell.blocks, bend);
            }
        }
    }
}

pub(crate) fn for_labels(document: &mut Document, bend: fn(&str) -> String) {
    for_tables(&mut document.blocks, &|table| {
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            let known = Vocabulary::builtin().meaning(&cell.text());
            // labels that records keep as printed, those of funding lines, must not change
            let written = known
                .and_then(|meaning| meaning.head)
                .is_some_and(Field::is_money);
            if known.is_none() || written {
                continue;
            }
            for block in &mut cell.blocks {
                if let Block::Paragraph(paragraph) = block {
                    paragraph.text = bend(&paragraph.text);
                }
            }
        }
    });
}

pub(crate) fn blank(column: u32, column_span: u32) -> Cell {
    Cell {
        blocks: vec![Block::Paragraph(Paragraph::default())],
        column,
        column_span,
        row_span: 1,
    }
}

/// Replaces all but the first row of a merged cell by blank cells, as in exports without merges.
pub(crate) fn lose_merges(table: &mut Table) {
    let mut lost: Vec<(usize, Cell)> = Vec::new();
    for (row, cells) in table.rows.iter_mut().enumerate() {
        for cell in &mut cells.cells {
            for below in 1..cell.row_span {
                lost.push((row + below as usize, blank(cell.column, cell.column_span)));
            }
            cell.row_span = 1;
        }
    }
    for (row, cell) in lost {
        let cells = &mut table.rows[row].cells;
        let at = cells.partition_point(|other| other.column < cell.column);
        cells.insert(at, cell);
    }
}

/// True when no cell covers several columns, so that columns can be moved as a whole.
pub(crate) fn is_plain(table: &Table) -> bool {
    table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .all(|cell| cell.column_span == 1)
}

pub(crate) fn width(table: &Table) -> u32 {
    let ends = table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| cell.column + cell.column_span);
    ends.max().unwrap_or(0)
}

pub(crate) fn move_columns(table: &mut Table, to: impl Fn(u32) -> u32) {
    for row in &mut table.rows {
        for cell in &mut row.cells {
            cell.column = to(cell.column);
        }
        row.cells.sort_by_key(|cell| cell.column);
    }
}

/// Puts the columns in reverse order, where the first row is the header of a grid.
pub(crate) fn reverse_columns(table: &mut Table) {
    if is_plain(table) && header_row(table) == Some(0) {
        let last = width(table) - 1;
        move_columns(table, |column| last - column);
    }
}

/// Inserts a blank column after every column, where the first row is the header of a grid.
pub(crate) fn put_blank_columns(table: &mut Table) {
    if !is_plain(table) || header_row(table) != Some(0) {
        return;
    }
    let columns = width(table);
    move_columns(table, |column| column * 2);
    for row in &mut table.rows {
        row.cells
            .extend((0..columns).map(|column| blank(column * 2 + 1, 1)));
        row.cells.sort_by_key(|cell| cell.column);
    }
}

/// The index of a header row below which the table can be cut into pages.
pub(crate) fn header_row(table: &Table) -> Option<usize> {
    table.rows.iter().position(|row| {
        let column = |cell: &Cell| {
            Vocabulary::builtin()
                .meaning(&cell.text())
                .and_then(|meaning| meaning.column)
        };
        let fields: Vec<Field> = row.cells.iter().filter_map(column).collect();
        fields.contains(&Field::Level3)
            && fields.contains(&Field::Target)
            && row.cells.iter().all(|cell| cell.row_span == 1)
            && row.cells.iter().map(|cell| cell.column_span).sum::<u32>() == width(table)
    })
}

pub(crate) fn split_over_pages(document: &mut Document) {
    let mut blocks = Vec::new();
    for block in std::mem::take(&mut document.blocks) {
        let Block::Table(mut table) = block else {
            blocks.push(block);
            continue;
        };
        let Some(header) = header_row(&table).filter(|header| table.rows.len() > header + 3) else {
            blocks.push(Block::Table(table));
            continue;
        };
        lose_merges(&mut table);
        let rest: Vec<Row> = table.rows.split_off(header + 3);
        let mut next = vec![table.rows[header].clone()];
        next.extend(rest);
        blocks.push(Block::Table(table));
        blocks.push(Block::Paragraph(Paragraph::default()));
        blocks.push(Block::Table(Table { rows: next }));
    }
    document.blocks = blocks;
}

/// Reduces every cell to its first slot and leaves the others blank, as in exports without spans.
pub(crate) fn lose_spans(table: &mut Table) {
    flatten(table, |_, slot| slot);
}

/// Repeats the text of a cell in every slot it covered, as in exports that fill merged cells.
pub(crate) fn write_spans_out(table: &mut Table) {
    flatten(table, |cell, _| cell.blocks.clone());
}

/// Cuts every cell into cells of one slot. `rest` makes the content of all slots but the first, from the cell and a
/// blank content.
fn flatten(table: &mut Table, rest: impl Fn(&Cell, Vec<Block>) -> Vec<Block>) {
    let mut cells: Vec<Vec<Cell>> = table.rows.iter().map(|_| Vec::new()).collect();
    for (top, row) in table.rows.iter_mut().enumerate() {
        for cell in row.cells.drain(..) {
            let covered = cells.iter_mut().enumerate().skip(top);
            for (at, slots) in covered.take(cell.row_span as usize) {
                for column in cell.column..cell.column + cell.column_span {
                    let mut slot = blank(column, 1);
                    slot.blocks = if (at, column) == (top, cell.column) {
                        cell.blocks.clone()
                    } else {
                        rest(&cell, slot.blocks)
                    };
                    slots.push(slot);
                }
            }
        }
    }
    for (row, mut cells) in table.rows.iter_mut().zip(cells) {
        cells.sort_by_key(|cell| cell.column);
        row.cells = cells;
    }
}

/// Separates a form and its grid into two tables, the second without a title.
pub(crate) fn split_before_grid(document: &mut Document) {
    let mut blocks = Vec::new();
    for block in std::mem::take(&mut document.blocks) {
        let Block::Table(mut table) = block else {
            blocks.push(block);
            continue;
        };
        while let Some(at) = grid_row(&table) {
            let rest = table.rows.split_off(at);
            blocks.push(Block::Table(table));
            blocks.push(Block::Paragraph(Paragraph::default()));
            table = Table { rows: rest };
        }
        blocks.push(Block::Table(table));
    }
    document.blocks = blocks;
}

/// The first row after the top one that begins a grid: no cell from above reaches into it, and no column label is above
/// it.
fn grid_row(table: &Table) -> Option<usize> {
    let column = |cell: &Cell| {
        Vocabulary::builtin()
            .meaning(&cell.text())
            .and_then(|meaning| meaning.column)
    };
    let labels = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| column(cell).is_some())
            .count()
    };
    let heads = |row: &Row| {
        row.cells
            .iter()
            .any(|cell| column(cell) == Some(Field::Level3))
    };
    (1..table.rows.len()).find(|&at| {
        let above = &table.rows[..at];
        let crossed = above.iter().enumerate().any(|(top, row)| {
            row.cells
                .iter()
                .any(|cell| top + cell.row_span as usize > at)
        });
        !crossed && heads(&table.rows[at]) && labels(&table.rows[at - 1]) < 2
    })
}
