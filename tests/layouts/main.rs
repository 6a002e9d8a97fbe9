//! What a typist, a page break or another program does to a table must not change how it is read.
//!
//! Every sample and every page of `tests/pages/sheets.txt` is read once; then its document is bent in one way (columns
//! permuted, blank columns inserted, spans lost or written out, tables split, labels broken or widened) and must still
//! give the same records, except places and the source of level 1.
//!
//! Two lists hold the exceptions: one section per bend, one line per page, with the reason after ` | `. In
//! `destroyed.txt`, the bend removes the information, so that no reader could know it. In `differs.txt`, the program
//! reads the bent page differently today, which is its fault; that list may only get shorter. A test fails for a listed
//! page that reads the same, and for an unlisted page that differs. `BLESS=1` removes lines that are no longer needed;
//! it never adds one.

use std::path::{Path, PathBuf};

use serde_json::Value;
use yusuan::convert::{self, Options};
use yusuan::document::Document;
use yusuan::finding::Findings;

mod bends;
mod lists;
#[path = "../sheets/mod.rs"]
mod sheets;

use bends::*;
use lists::List;

/// The paths of all samples in Word's format.
fn samples() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut samples: Vec<PathBuf> = std::fs::read_dir(root)
        .unwrap()
        .filter_map(|entry| {
            let folder = entry.unwrap().path();
            let name = folder.file_name()?.to_str()?.to_owned();
            Some(folder.join(format!("{name}.docx"))).filter(|path| path.exists())
        })
        .collect();
    samples.sort();
    assert!(samples.len() > 30);
    samples
}

/// The name and the document of every sample and every sheet.
fn pages() -> Vec<(String, Document)> {
    let read = |file: &str, bytes: &[u8]| {
        convert::read(file, bytes, &mut Findings::default())
            .unwrap()
            .1
    };
    let sample = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, read("sample.docx", &std::fs::read(path).unwrap()))
    };
    let sheet = |sheet: sheets::Sheet| {
        let document = read("page.html", sheet.page().as_bytes());
        (sheet.title, document)
    };
    let sheets = sheets::all().into_iter().map(sheet);
    samples().into_iter().map(sample).chain(sheets).collect()
}

/// Bends every page and compares. At least `at_least` pages must change, so that a bend without effect is noticed.
fn unchanged_by(what: &str, at_least: usize, bend: impl Fn(&mut Document)) {
    assert!(BENDS.contains(&what));
    let (destroyed, differs) = (List::read("destroyed"), List::read("differs"));
    let (mut new, mut passed, mut bent) = (Vec::new(), Vec::new(), 0);
    for (name, mut document) in pages() {
        let straight = document.clone();
        bend(&mut document);
        if document == straight {
            continue;
        }
        bent += 1;
        let listed = destroyed.has(what, &name) || differs.has(what, &name);
        match difference(&records(&straight), &records(&document), String::new()) {
            Some(difference) if !listed => new.push(format!("{name} | {difference}")),
            None if listed => passed.push(name),
            _ => {}
        }
    }
    println!(
        "{what}: {bent} pages bent, {} read differently today",
        differs.count(what)
    );
    if std::env::var_os("BLESS").is_some() {
        destroyed.shorten(what, &passed);
        differs.shorten(what, &passed);
        passed.clear();
    }
    assert!(bent >= at_least, "{what}: only {bent} pages are bent");
    assert!(
        passed.is_empty(),
        "{what}: listed, but read the same; take these lines away:\n{}",
        passed.join("\n")
    );
    assert!(
        new.is_empty(),
        "{what}: read differently:\n{}",
        new.join("\n")
    );
}

fn records(document: &Document) -> Value {
    let record = yusuan::record::blank_record("sample", b"sample");
    let record = convert::interpret(document, record, &Options::default(), Findings::default());
    let mut value = serde_json::to_value(record.projects).unwrap();
    forget_places(&mut value);
    value
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields
                .remove("source")
                .filter(Value::is_string)
                .map(|source| fields.insert("source".into(), source));
            fields.remove("level1_source");
            fields.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

/// The first place where two values differ.
fn difference(a: &Value, b: &Value, at: String) -> Option<String> {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => a.iter().find_map(|(key, value)| {
            difference(
                value,
                b.get(key).unwrap_or(&Value::Null),
                format!("{at}.{key}"),
            )
        }),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => a
            .iter()
            .zip(b)
            .enumerate()
            .find_map(|(index, (a, b))| difference(a, b, format!("{at}[{index}]"))),
        (Value::Array(a), Value::Array(b)) => {
            Some(format!("{at}: {} and {} entries", a.len(), b.len()))
        }
        (a, b) => (a != b).then(|| {
            let start = |value: &Value| value.to_string().chars().take(40).collect::<String>();
            format!("{at}: {} and {}", start(a), start(b))
        }),
    }
}

const BENDS: [&str; 9] = [
    "merges lost",
    "columns reversed",
    "blank columns",
    "split over pages",
    "split before the grid",
    "spans lost",
    "spans written out",
    "line breaks in labels",
    "full width",
];

#[test]
fn every_line_of_the_lists_names_a_bend_and_a_page() {
    let names: Vec<String> = pages().into_iter().map(|(name, _)| name).collect();
    for list in ["destroyed", "differs"] {
        for (bend, page, reason) in List::read(list).lines() {
            assert!(BENDS.contains(&&*bend), "{list}: no bend is called {bend}");
            assert!(names.contains(&page), "{list}: no page is called {page}");
            assert!(!reason.is_empty(), "{list}: {page} has no reason");
        }
    }
}

#[test]
fn merges_lost() {
    unchanged_by("merges lost", 30, |document| {
        for_tables(&mut document.blocks, &lose_merges)
    });
}

#[test]
fn columns_reversed() {
    unchanged_by("columns reversed", 10, |document| {
        for_tables(&mut document.blocks, &reverse_columns)
    });
}

#[test]
fn blank_columns_between() {
    unchanged_by("blank columns", 10, |document| {
        for_tables(&mut document.blocks, &put_blank_columns)
    });
}

#[test]
fn tables_split_over_pages() {
    unchanged_by("split over pages", 30, split_over_pages);
}

#[test]
fn tables_split_before_the_grid() {
    unchanged_by("split before the grid", 30, split_before_grid);
}

#[test]
fn spans_lost() {
    unchanged_by("spans lost", 30, |document| {
        for_tables(&mut document.blocks, &lose_spans)
    });
}

#[test]
fn spans_written_out() {
    unchanged_by("spans written out", 30, |document| {
        for_tables(&mut document.blocks, &write_spans_out)
    });
}

#[test]
fn labels_broken_over_lines() {
    unchanged_by("line breaks in labels", 100, |document| {
        for_labels(document, |text| {
            let middle = text.chars().count() / 2;
            let (head, tail): (String, String) = (
                text.chars().take(middle).collect(),
                text.chars().skip(middle).collect(),
            );
            format!("{head}\n{tail}")
        });
    });
}

#[test]
fn labels_in_full_width() {
    unchanged_by("full width", 20, |document| {
        for_labels(document, |text| {
            text.chars()
                .map(|c| match c {
                    '!'..='~' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
                    c => c,
                })
                .collect()
        });
    });
}
