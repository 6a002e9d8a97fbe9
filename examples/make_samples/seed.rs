//! The seed: a real disclosure that is known only as the text export of Apache Tika. The tables are rebuilt from that.
//!
//! In the export, a TAB begins a cell, an empty line ends a row or is an empty paragraph in a cell, and two empty lines
//! end a table. Which rows contain an empty paragraph was found by reading: four indicator rows and two rows of
//! purposes.

use crate::document::{Block, Cell, Document, Paragraph, Table};

/// The number of cells in each row of the head table; every row of the indicator table has [`INDICATOR_CELLS`].
const HEAD_CELLS: [usize; 5] = [2, 2, 7, 2, 2];
/// How many grid columns each cell of the head table covers, row by row; the purpose is below the merge of its label.
const HEAD_SPANS: [&[usize]; 5] = [&[4, 3], &[1, 6], &[1; 7], &[1, 6], &[1, 6]];
const INDICATOR_CELLS: usize = 5;

/// The document in the export.
pub(crate) fn parse(text: &str) -> Document {
    let mut document = Document::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.peek() {
        if line.starts_with('\t') {
            let head = cells(&mut lines, &HEAD_CELLS);
            document.blocks.push(Block::Table(head_table(head)));
            // the empty line that ends the table, and the paragraph of one space between the two tables
            lines.next();
            document.blocks.push(Block::Paragraph(space(lines.next())));
            let mut rows = Vec::new();
            while lines.peek().is_some_and(|line| line.starts_with('\t')) {
                rows.extend(cells(&mut lines, &[INDICATOR_CELLS]));
            }
            document.blocks.push(Block::Table(indicator_table(rows)));
            lines.next();
        } else {
            document.blocks.push(Block::Paragraph(heading(line)));
            lines.next();
        }
    }
    document
}

/// Reads rows with the given numbers of cells.
fn cells<'a>(
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>,
    counts: &[usize],
) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for &count in counts {
        let mut row: Vec<String> = Vec::new();
        while row.len() < count || lines.peek().is_some_and(|line| !line.starts_with('\t')) {
            let line = lines.next().expect("a row ends before the text does");
            match line.strip_prefix('\t') {
                Some(text) => row.push(text.to_owned()),
                None if row.len() == count && ends_row(&row, lines.peek()) => break,
                None => row.last_mut().expect("a cell").push('¶'),
            }
        }
        rows.push(row);
    }
    rows
}

/// True when the empty line after the last cell ends the row. It is an empty paragraph only where another one and then
/// a cell follow, as in the purposes.
fn ends_row(row: &[String], next: Option<&&str>) -> bool {
    row.len() != 2 || row[1].ends_with('¶') || !row[1].ends_with('\t') || next != Some(&"")
}

fn head_table(rows: Vec<Vec<String>>) -> Table {
    let rows = rows
        .iter()
        .zip(HEAD_SPANS)
        .map(|(row, spans)| {
            let cells = row.iter().zip(spans);
            cells
                .enumerate()
                .map(|(column, (text, &span))| merged(text, column == 0).spanning(span))
                .collect()
        })
        .collect();
    Table { rows }
}

fn indicator_table(rows: Vec<Vec<String>>) -> Table {
    let rows = rows
        .iter()
        .map(|row| {
            let cells = row.iter().enumerate();
            cells
                .map(|(column, text)| merged(text, column == 0))
                .collect()
        })
        .collect();
    Table { rows }
}

fn merged(text: &str, first: bool) -> Cell {
    if first && text.is_empty() {
        Cell::continued()
    } else {
        Cell::new(text)
    }
}

fn heading(line: &str) -> Paragraph {
    let mut text = line.to_owned();
    let mut bookmarks = Vec::new();
    while let Some((before, after)) = text.split_once("[bookmark: ") {
        let (name, after) = after.split_once(']').expect("a bookmark ends");
        bookmarks.push(name.to_owned());
        text = format!("{before}{after}");
    }
    Paragraph {
        text,
        bookmarks,
        ..Paragraph::default()
    }
}

fn space(line: Option<&str>) -> Paragraph {
    Paragraph {
        text: line.unwrap_or_default().to_owned(),
        ..Paragraph::default()
    }
}
