//! Word documents with real merges, built by docx-rs and packed again, because it stores its parts without compression.

use std::io::{Cursor, Read, Write};

use docx_rs::{
    Docx, Paragraph as WordParagraph, Run, Style, StyleType, Table as WordTable, TableCell,
    TableRow, VMergeType,
};
use zip::write::SimpleFileOptions;

use crate::document::{Block, Cell, Document, Paragraph, Table};

/// The document as the bytes of a .docx file.
pub(crate) fn write(document: &Document) -> Vec<u8> {
    let mut docx = Docx::new()
        .add_style(heading_style(1))
        .add_style(heading_style(2))
        .add_style(Style::new("TOC1", StyleType::Paragraph).name("toc 1"));
    let mut bookmark_id = 0;
    for block in &document.blocks {
        docx = match block {
            Block::Paragraph(paragraph) => {
                docx.add_paragraph(word_paragraph(paragraph, &mut bookmark_id))
            }
            Block::Table(table) => docx.add_table(word_table(table)),
            Block::Sheet(_) => docx,
        };
    }
    let mut stored = Cursor::new(Vec::new());
    docx.build()
        .pack(&mut stored)
        .expect("a document is packed");
    compressed(stored)
}

fn heading_style(level: usize) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .outline_lvl(level - 1)
}

fn word_paragraph(paragraph: &Paragraph, bookmark_id: &mut usize) -> WordParagraph {
    let mut out = WordParagraph::new();
    if let Some(level) = paragraph.heading {
        out = out.style(&format!("Heading{level}"));
    }
    if paragraph.toc {
        out = out.style("TOC1");
    }
    let first = *bookmark_id;
    for name in &paragraph.bookmarks {
        out = out.add_bookmark_start(*bookmark_id, name);
        *bookmark_id += 1;
    }
    out = out.add_run(run(&paragraph.text));
    (first..*bookmark_id).fold(out, WordParagraph::add_bookmark_end)
}

fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (line_number, line) in text.split('\n').enumerate() {
        if line_number > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        for (part_number, part) in line.split('\t').enumerate() {
            if part_number > 0 {
                run = run.add_tab();
            }
            if !part.is_empty() {
                run = run.add_text(part);
            }
        }
    }
    run
}

fn word_table(table: &Table) -> WordTable {
    let rows = (0..table.rows.len())
        .map(|row| {
            let cells = (0..table.rows[row].len())
                .map(|index| word_cell(&table.rows[row][index], table.row_span(row, index) > 1));
            TableRow::new(cells.collect())
        })
        .collect();
    WordTable::new(rows).set_grid(vec![9000 / table.width().max(1); table.width()])
}

fn word_cell(cell: &Cell, opens: bool) -> TableCell {
    let mut out = TableCell::new();
    if cell.span > 1 {
        out = out.grid_span(cell.span);
    }
    if cell.continues {
        out = out.vertical_merge(VMergeType::Continue);
    } else if opens {
        out = out.vertical_merge(VMergeType::Restart);
    }
    if let Some(nested) = &cell.nested {
        // Word requires a paragraph after a table at the end of a cell; the cell's own text is that paragraph
        out = out.add_table(word_table(nested));
    }
    for text in &cell.paragraphs {
        let paragraph = WordParagraph::new();
        out = out.add_paragraph(if text.is_empty() {
            paragraph
        } else {
            paragraph.add_run(run(text))
        });
    }
    out
}

fn compressed(stored: Cursor<Vec<u8>>) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(stored).expect("docx-rs writes a zip");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        if part.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a part is read");
        let name = part.name().expect("a part has a name").into_owned();
        to.start_file(name, SimpleFileOptions::default())
            .and_then(|()| Ok(to.write_all(&bytes)?))
            .expect("a part is written");
    }
    to.finish().expect("a zip is written").into_inner()
}
