//! Builds the samples: `cargo run --example make_samples`.
//!
//! In: the notation of `documents/*.txt`, and the text of the seed. Out: `samples/<id>/<id>.docx`, and the formats
//! below that are written by hand. `tools/make_foreign_samples.sh` makes the formats of real programs from these.

use std::fs;
use std::path::Path;

mod document;
mod docx;
mod flat_opc;
mod html;
mod mhtml;
mod notation;
mod seed;
mod text;
mod word_xml;
mod xlsx;

use document::Document;
use encoding_rs::GB18030;
use mhtml::Transfer;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = root.join("samples");
    let seed_text =
        fs::read_to_string(samples.join("seed/seed.txt")).expect("the seed is committed");
    let seed = seed::parse(&seed_text);
    assert_eq!(
        text::write(&seed),
        seed_text,
        "the seed is rebuilt to the byte"
    );
    write(&samples, "seed", &seed);
    for (id, document) in documents(&root.join("examples/make_samples/documents")) {
        write(&samples, &id, &document);
    }
}

/// The documents in notation, sorted by name.
fn documents(directory: &Path) -> Vec<(String, Document)> {
    let mut paths: Vec<_> = fs::read_dir(directory)
        .expect("the documents are committed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let id = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let source = fs::read_to_string(path).expect("a document is text");
            let document = notation::parse(&id, &source);
            (id, document)
        })
        .collect()
}

/// Samples that are also written by hand in every variant of a web page or an XML file.
const EVERY_FORMAT: [&str; 2] = ["seed", "d01"];
/// Samples whose layout also occurs in workbooks.
const WORKBOOKS: [&str; 5] = ["seed", "d01", "d03", "henan-transposed", "yunnan-workbook"];

fn write(samples: &Path, id: &str, document: &Document) {
    let folder = samples.join(id);
    fs::create_dir_all(&folder).expect("a folder for the sample");
    let save = |ending: &str, bytes: &[u8]| {
        fs::write(folder.join(format!("{id}.{ending}")), bytes).expect("a sample is written");
    };
    let sheets = document.blocks.iter();
    let sheets = sheets.filter(|block| matches!(block, document::Block::Sheet(_)));
    let docx = docx::write(document);
    if sheets.count() < 2 {
        save("docx", &docx);
    }
    if WORKBOOKS.contains(&id) {
        save(
            "xlsx",
            &xlsx::write(document).expect("a workbook is written"),
        );
    }
    if EVERY_FORMAT.contains(&id) {
        save("flat-opc.xml", flat_opc::write(&docx).as_bytes());
        save("word2003.xml", word_xml::write(document).as_bytes());
        write_pages(document, &save);
    }
    if id == "d01" {
        save("txt", text::write(document).as_bytes());
        write_encodings(document, &save);
    }
}

/// Writes the page in the markup of every program.
fn write_pages(document: &Document, save: &dyn Fn(&str, &[u8])) {
    let filtered = html::word_filtered(document, "gb2312");
    save("word-filtered.htm", &gb18030(&filtered));
    let full = html::word_full(document, "utf-8");
    save("word.htm", full.as_bytes());
    save("wps.htm", html::wps(document).as_bytes());
    let site = html::site(document, "部门预算绩效目标公开");
    save("site.html", site.as_bytes());
    let archive = mhtml::write(&filtered, Transfer::QuotedPrintable);
    save("quoted-printable.mht", &archive);
}

/// Writes the page in the remaining encodings. Large formats are limited to one small document.
fn write_encodings(document: &Document, save: &dyn Fn(&str, &[u8])) {
    save("undeclared.htm", &gb18030(&html::undeclared(document)));
    let unicode = html::word_filtered(document, "unicode");
    save("utf16.htm", &utf16(&unicode));
    let full = html::word_full(document, "gb2312");
    save("base64.mhtml", &mhtml::write(&full, Transfer::Base64));
}

fn gb18030(page: &str) -> Vec<u8> {
    GB18030.encode(page).0.into_owned()
}

/// UTF-16 as Word writes it: little-endian with its mark.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}
