//! Files that cost more work than their bytes: a family and a size determine the file.
//!
//! In: a number. Out: the bytes. `tests/growth.rs` holds the work of each family against its size, `examples/bombs.rs` writes
//! them to a directory.

#![allow(dead_code, reason = "the test and the example use a part each")]

pub(crate) mod xls;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// One kind of file that grows.
pub(crate) struct Family {
    /// The name of the file.
    pub(crate) name: &'static str,
    /// Makes the file of a size.
    pub(crate) make: fn(usize) -> Vec<u8>,
    /// The smallest of four sizes, each twice the one before.
    pub(crate) size: usize,
}

/// Every family.
pub(crate) const FAMILIES: &[Family] = &[
    Family {
        name: "blank-lines.txt",
        make: |size| "\n".repeat(size).into_bytes(),
        size: 2_000,
    },
    Family {
        name: "labelled-lines.txt",
        make: |size| "a: b\n".repeat(size).into_bytes(),
        size: 1_000,
    },
    Family {
        name: "law.txt",
        make: law,
        size: 500,
    },
    Family {
        name: "contents.txt",
        make: |size| "标题\t3\n".repeat(size).into_bytes(),
        size: 1_000,
    },
    Family {
        name: "tabs.txt",
        make: |size| "\ta\n[bookmark: _Toc1]\n".repeat(size).into_bytes(),
        size: 500,
    },
    Family {
        name: "rules.txt",
        make: rules,
        size: 500,
    },
    Family {
        name: "blank-tail.txt",
        make: |size| format!("\ta\n{}b", "\n".repeat(size)).into_bytes(),
        size: 2_000,
    },
    Family {
        name: "quotation.txt",
        make: |size| format!("\"{}", "a,b\n".repeat(size)).into_bytes(),
        size: 2_000,
    },
    Family {
        name: "chunks.docx",
        make: |size| chunks(size, "a.html", page(40_000).as_bytes()),
        size: 50,
    },
    Family {
        name: "overlapping.zip",
        make: overlapping,
        size: 50,
    },
    Family {
        name: "sheets-of-one-part.xlsx",
        make: |size| workbook(size, &"<row r='1'><c r='A1'><v>1</v></c></row>".repeat(100)),
        size: 50,
    },
    Family {
        name: "formulas-of-one-part.odt",
        make: formulas,
        size: 50,
    },
    Family {
        name: "far-cells.xls",
        make: xls::far_cells,
        size: 500,
    },
    Family {
        name: "runs-of-a-text.xls",
        make: xls::runs,
        size: 500,
    },
];

/// A law: articles without a table.
fn law(size: usize) -> Vec<u8> {
    let article = |number| {
        format!(
            "第{number}条 各级政府应当加强预算管理，提高资金使用效益；具体办法由财政部门制定。\n"
        )
    };
    (1..=size).map(article).collect::<String>().into_bytes()
}

/// Drawn lines that do not meet the last one.
fn rules(size: usize) -> Vec<u8> {
    format!("{}+-----+\n", "+--+\n".repeat(size)).into_bytes()
}

pub(crate) fn page(bytes: usize) -> String {
    format!("<p>{}</p>", " ".repeat(bytes))
}

/// A package of these members.
pub(crate) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relationships(list: &[(&str, &str, &str)]) -> String {
    let lines = list.iter().map(|(id, kind, target)| {
        format!("<Relationship Id='{id}' Type='{RELATIONSHIPS}/{kind}' Target='{target}'/>")
    });
    format!(
        "<Relationships>{}</Relationships>",
        lines.collect::<String>()
    )
}

/// A document that embeds one part many times.
pub(crate) fn chunks(times: usize, name: &str, part: &[u8]) -> Vec<u8> {
    let body = "<w:altChunk r:id='c'/>".repeat(times);
    let document = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='{RELATIONSHIPS}'><w:body>{body}</w:body></w:document>"
    );
    zipped(&[
        (
            "_rels/.rels",
            relationships(&[("r", "officeDocument", "word/document.xml")]).as_bytes(),
        ),
        ("word/document.xml", document.as_bytes()),
        (
            "word/_rels/document.xml.rels",
            relationships(&[("c", "aFChunk", name)]).as_bytes(),
        ),
        (&format!("word/{name}"), part),
    ])
}

/// Three documents in each other, each of which embeds the next one many times: the work grows with the third power, up to
/// the allowance.
pub(crate) fn nested(size: usize) -> Vec<u8> {
    let inner = chunks(size, "a.html", page(100_000).as_bytes());
    chunks(size, "a.docx", &chunks(size, "a.docx", &inner))
}

/// An archive whose entries are all the same bytes.
pub(crate) fn overlapping(size: usize) -> Vec<u8> {
    let inner = zipped(&[("word/document.xml", page(400_000).as_bytes())]);
    let one = zipped(&[("00000.docx", &inner)]);
    let end = one.len() - 22;
    let start = u32::from_le_bytes(one[end + 16..end + 20].try_into().unwrap()) as usize;
    let entry = &one[start..end];
    let mut bytes = one[..start].to_vec();
    for number in 0..size {
        // the name stands behind 46 bytes
        let name = format!("{number:05}.docx");
        bytes.extend([&entry[..46], name.as_bytes(), &entry[46 + name.len()..]].concat());
    }
    let count = (size as u16).to_le_bytes();
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend(((entry.len() * size) as u32).to_le_bytes());
    bytes.extend((start as u32).to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A workbook whose sheets all name one part.
pub(crate) fn workbook(sheets: usize, rows: &str) -> Vec<u8> {
    let listed = (0..sheets).map(|number| {
        format!(
            "<sheet name='s{number}' sheetId='{}' r:id='s'/>",
            number + 1
        )
    });
    let workbook = format!(
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{RELATIONSHIPS}'><sheets>{}</sheets></workbook>",
        listed.collect::<String>()
    );
    let sheet = format!(
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{rows}</sheetData></worksheet>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            relationships(&[("r", "officeDocument", "xl/workbook.xml")]).as_bytes(),
        ),
        ("xl/workbook.xml", workbook.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relationships(&[("s", "worksheet", "worksheets/sheet1.xml")]).as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// A text whose formulas are one part by many names.
fn formulas(size: usize) -> Vec<u8> {
    let objects = (0..size).map(|number| {
        format!(
            "<draw:object xlink:href='{}Object 1'/>",
            "./".repeat(number)
        )
    });
    let content = format!(
        "<office:document-content><office:body><office:text><text:p>a{}</text:p></office:text></office:body></office:document-content>",
        objects.collect::<String>()
    );
    let formula = format!("<math>{}</math>", " ".repeat(100_000));
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("Object 1/content.xml", formula.as_bytes()),
    ])
}
