//! Writes blocks as one line of text, so that a test can state what it expects. Paragraphs are separated by `|`,
//! headings begin with `#` and their level, bookmarks are enclosed in `<>`. A table is enclosed in `[]`, its rows are
//! separated by `/`, its cells are written as `(column widthxheight content)`.

use crate::document::Table;
use crate::document::{Block, Paragraph};

pub(crate) fn drawn(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => drawn_paragraph(paragraph),
            Block::Table(table) => drawn_table(table),
        })
        .collect();
    blocks.join("|")
}

fn drawn_paragraph(paragraph: &Paragraph) -> String {
    let heading = match paragraph.heading {
        Some(level) => format!("#{level} "),
        None => String::new(),
    };
    let toc = if paragraph.toc { "toc " } else { "" };
    let marks: String = paragraph
        .bookmarks()
        .iter()
        .map(|mark| format!("<{mark}>"))
        .collect();
    format!("{heading}{toc}{marks}{}", paragraph.text)
}

fn drawn_table(table: &Table) -> String {
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| {
                    format!(
                        "({} {}x{} {})",
                        cell.column,
                        cell.column_span,
                        cell.row_span,
                        drawn(&cell.blocks)
                    )
                })
                .collect()
        })
        .collect();
    format!("[{}]", rows.join("/"))
}
