//! Text as an older Apache Tika exports it: the form of the seed.

use crate::document::{Block, Document, Table};

/// The document as text.
pub(crate) fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                // the mark of a page break comes before the bookmark, everything else after it
                let text = paragraph.text.trim_start_matches(' ');
                if !text.is_empty() {
                    out.push_str(&paragraph.text[..paragraph.text.len() - text.len()]);
                }
                for bookmark in &paragraph.bookmarks {
                    out.push_str(&format!("[bookmark: {bookmark}]"));
                }
                out.push_str(if text.is_empty() {
                    &paragraph.text
                } else {
                    text
                });
                out.push('\n');
            }
            Block::Table(table) => write_table(table, &mut out),
            Block::Sheet(name) => out.push_str(&format!("{name}\n")),
        }
    }
    out
}

fn write_table(table: &Table, out: &mut String) {
    for row in &table.rows {
        for cell in row {
            out.push('\t');
            out.push_str(&cell.paragraphs.join("\n"));
            out.push('\n');
            if let Some(nested) = &cell.nested {
                write_table(nested, out);
            }
        }
        out.push('\n');
    }
    out.push('\n');
}
