//! The notation in which the samples are written (`documents/*.txt`).
//!
//! ```text
//! {_Toc_1}# heading        a paragraph; a leading {name} is a bookmark, # or ## a heading style
//! ~ heading→3              an entry of the table of contents
//! | a [2] | b | ⟱ |        a row: [2] covers two columns, [*] the rest of the row, ⟱ continues the cell above
//! ```
//!
//! In a cell, `¶` ends a paragraph, `↵` ends a line, `␣` is a space at an edge, `→` is a tab, and `@name` by itself is
//! the table that a line `@table name` began earlier. `@sheet name` begins a sheet of a workbook. An empty line ends a
//! table.

use std::collections::HashMap;

use crate::document::{Block, Cell, Document, Paragraph, Table};

/// The document in `source`. Panics with the line number where the rows of a table do not fit together, because a
/// sample must be exactly right.
pub(crate) fn parse(name: &str, source: &str) -> Document {
    let mut document = Document::default();
    let mut nested: HashMap<String, Vec<String>> = HashMap::new();
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        if let Some(sheet) = line.strip_prefix("@sheet ") {
            document.blocks.push(Block::Sheet(sheet.trim().to_owned()));
            continue;
        }
        let mut rows = Vec::new();
        if line.starts_with('|') {
            rows.push(line.to_owned());
        }
        if line.starts_with('|') || line.starts_with("@table ") {
            while let Some(row) = lines.next_if(|next| next.starts_with('|')) {
                rows.push(row.to_owned());
            }
        }
        if let Some(table) = line.strip_prefix("@table ") {
            nested.insert(table.trim().to_owned(), rows);
        } else if rows.is_empty() {
            document.blocks.push(Block::Paragraph(paragraph(line)));
        } else {
            document
                .blocks
                .push(Block::Table(table(name, &rows, &nested)));
        }
    }
    document
}

fn paragraph(line: &str) -> Paragraph {
    let mut rest = line;
    let mut bookmarks = Vec::new();
    while let Some((bookmark, after)) = rest
        .strip_prefix('{')
        .and_then(|inner| inner.split_once('}'))
    {
        bookmarks.push(bookmark.to_owned());
        rest = after;
    }
    let level = rest.len() - rest.trim_start_matches('#').len();
    let entry = rest.strip_prefix('~');
    Paragraph {
        text: characters(entry.unwrap_or(&rest[level..]).trim()),
        bookmarks,
        heading: (level > 0).then_some(level),
        toc: entry.is_some(),
    }
}

fn table(name: &str, lines: &[String], nested: &HashMap<String, Vec<String>>) -> Table {
    let width = lines
        .iter()
        .map(|line| split(line).map(|cell| span(cell).1.unwrap_or(1)).sum())
        .max()
        .unwrap_or(0);
    let mut table = Table::default();
    for line in lines {
        let row = row(line, width, table.rows.last(), nested, name);
        let covered: usize = row.iter().map(|cell| cell.span).sum();
        assert_eq!(covered, width, "{name}: columns of the row {line}");
        table.rows.push(row);
    }
    table
}

fn row(
    line: &str,
    width: usize,
    above: Option<&Vec<Cell>>,
    nested: &HashMap<String, Vec<String>>,
    name: &str,
) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut column = 0;
    for written in split(line) {
        let (text, span) = span(written);
        let mut cell = match (text, text.strip_prefix('@')) {
            ("⟱", _) => Cell::continued(),
            (_, Some(inner)) => Cell {
                nested: Some(table(name, &nested[inner], nested)),
                ..Cell::new("")
            },
            _ => Cell::new(&characters(text)),
        };
        cell.span = if cell.continues {
            span_above(above, column)
                .unwrap_or_else(|| panic!("{name}: nothing to continue in {line}"))
        } else {
            span.unwrap_or(width - column)
        };
        column += cell.span;
        cells.push(cell);
    }
    cells
}

fn split(line: &str) -> impl Iterator<Item = &str> {
    line.trim()
        .trim_start_matches('|')
        .trim_end_matches('|')
        .split('|')
        .map(str::trim)
}

/// A cell's text and the number of columns it covers; `None` for the rest of the row.
fn span(cell: &str) -> (&str, Option<usize>) {
    let Some((text, mark)) = cell
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    else {
        return (cell, Some(1));
    };
    match mark.parse() {
        Ok(span) => (text.trim(), Some(span)),
        Err(_) if mark == "*" => (text.trim(), None),
        Err(_) => (cell, Some(1)),
    }
}

fn span_above(above: Option<&Vec<Cell>>, column: usize) -> Option<usize> {
    let mut start = 0;
    above?.iter().find_map(|cell| {
        let found = (start == column).then_some(cell.span);
        start += cell.span;
        found
    })
}

fn characters(text: &str) -> String {
    text.replace('↵', "\n").replace('→', "\t").replace('␣', " ")
}
