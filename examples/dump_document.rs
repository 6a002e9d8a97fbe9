//! Writes the document model of .doc files as JSON, one line a file, in the shape of `yusuan dump --stage document`.

use serde_json::{Value, json};
use yusuan::document::{Block, Document};
use yusuan::finding::Findings;
use yusuan::format::Format;
use yusuan::readers::reader_of;

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        let mut findings = Findings::default();
        let line = match reader_of(Format::Doc)(&bytes, &mut findings) {
            Ok(document) => dump(&document, &findings),
            Err(error) => json!({"error": error.to_string()}),
        };
        println!("{line}");
    }
}

fn dump(document: &Document, findings: &Findings) -> Value {
    let findings: Vec<_> = findings.as_slice().iter().map(|f| f.code).collect();
    json!({"format": "doc", "blocks": blocks(&document.blocks), "findings": findings})
}

fn blocks(list: &[Block]) -> Value {
    let block = |block: &Block| match block {
        Block::Paragraph(p) => json!({"paragraph": {
            "text": p.text, "bookmarks": p.bookmarks, "heading": p.heading, "toc": p.toc,
        }}),
        Block::Table(table) => json!({"table": {"rows": table.rows.iter().map(|row| {
            row.cells.iter().map(|cell| json!({
                "blocks": blocks(&cell.blocks), "column": cell.column,
                "column_span": cell.column_span, "row_span": cell.row_span,
            })).collect::<Vec<_>>()
        }).collect::<Vec<_>>()}}),
    };
    list.iter().map(block).collect()
}
