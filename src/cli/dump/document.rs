//! The stage `document`: JSON for comparison by other programs, and text for people.

use std::io::{self, Write};

use serde_json::{Value, json};
use yusuan::document::{Block, Document, Paragraph};
use yusuan::document::{Cell, Table};
use yusuan::format::Format;
use yusuan::message::printable;

/// The JSON form.
pub(super) fn json(format: Format, document: &Document, out: &mut impl Write) -> io::Result<()> {
    let value = json!({ "format": format, "blocks": blocks(&document.blocks) });
    writeln!(out, "{value:#}")
}

fn blocks(blocks: &[Block]) -> Value {
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => json!({ "paragraph": {
                "text": paragraph.text,
                "bookmarks": paragraph.bookmarks(),
                "heading": paragraph.heading,
            }}),
            Block::Table(table) => json!({ "table": { "rows": rows(table) } }),
        })
        .collect()
}

fn rows(table: &Table) -> Value {
    let cell = |cell: &Cell| {
        json!({
            "blocks": blocks(&cell.blocks),
            "column": cell.column,
            "column_span": cell.column_span,
            "row_span": cell.row_span,
        })
    };
    table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(cell).collect::<Value>())
        .collect()
}

/// The text form.
pub(super) fn text(format: Format, document: &Document, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "format {format}")?;
    if let Some(title) = &document.title {
        writeln!(out, "title {}", one_line(title))?;
    }
    print_blocks(&document.blocks, 0, out)
}

/// Prints one line for each paragraph, row or cell; the content of a cell is indented by two more spaces.
fn print_blocks(blocks: &[Block], indent: usize, out: &mut impl Write) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                writeln!(out, "{:indent$}{}", "", describe(paragraph))?;
            }
            Block::Table(table) => {
                writeln!(out, "{:indent$}table", "")?;
                for (index, row) in table.rows.iter().enumerate() {
                    writeln!(out, "{:indent$}  row {}", "", index + 1)?;
                    for cell in &row.cells {
                        print_cell(cell, indent + 4, out)?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// Prints a cell; one that holds a single plain paragraph takes one line.
fn print_cell(cell: &Cell, indent: usize, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{:indent$}{}", "", cell.column + 1)?;
    if cell.column_span > 1 || cell.row_span > 1 {
        write!(out, " {}×{}", cell.column_span, cell.row_span)?;
    }
    match cell.blocks.as_slice() {
        [] => writeln!(out),
        [Block::Paragraph(paragraph)] => writeln!(out, " | {}", describe(paragraph)),
        blocks => {
            writeln!(out)?;
            print_blocks(blocks, indent + 2, out)
        }
    }
}

/// The text of a paragraph, after marks for its role.
pub(super) fn describe(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    if let Some(level) = paragraph.heading {
        text.push_str(&format!("<h{level}> "));
    }
    if paragraph.toc {
        text.push_str("<toc> ");
    }
    for bookmark in paragraph.bookmarks() {
        text.push_str(&format!("<{}> ", one_line(bookmark)));
    }
    text + &one_line(&paragraph.text)
}

/// The text as [`printable`] spells it, its own backslashes doubled.
pub(super) fn one_line(text: &str) -> String {
    match text.contains('\\') {
        true => printable(&text.replace('\\', "\\\\")).into_owned(),
        false => printable(text).into_owned(),
    }
}
