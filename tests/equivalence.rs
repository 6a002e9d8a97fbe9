//! The same disclosure gives the same records, whatever program saved it. Every file of a sample is compared, field by
//! field, with the one whose records are golden; fields that say where something is in the file are left out.

use serde_json::Value;
use yusuan::finding::Category;
use yusuan::record::Document;

mod cases;

/// Fields that identify the file or give places in it.
const OF_THE_FILE: &[&str] = &[
    "document_id",
    "path",
    "sha256",
    "bytes",
    "format",
    "project_id",
    "indicator_id",
    "finding_id",
    "source",
    "location",
];

/// The fields that a kind of file cannot hold, by the end of its name; the first match counts.
const LOST: &[(&str, &[&str])] = &[
    // Tika writes merged cells as empty ones, and its current version writes no bookmarks
    (".tika.txt", &["bookmark", "level1_source"]),
    (".tika-doc.txt", &["bookmark", "level1_source"]),
    (".txt", &["level1_source"]),
    // LibreOffice writes anchors only for bookmarks that have a link
    (".libreoffice.html", &["bookmark"]),
    // a workbook has no bookmarks, and its first heading is the name of its sheet
    (".xlsx", &["bookmark", "title"]),
    (".xls", &["bookmark", "title"]),
    (".ods", &["bookmark", "title"]),
    // the title of the web page is that of the portal
    (".site.html", &["title"]),
    (".site.pdf", &["bookmark", "title"]),
    // the bookmarks of a PDF or OFD are titles, not names
    (".pdf", &["bookmark"]),
    (".ofd", &["bookmark"]),
];

#[test]
fn every_format_gives_the_same_records() {
    let mut failures = Vec::new();
    for case in cases::all() {
        let reference = case.convert(&case.input);
        for file in &case.others {
            let mut ignored: Vec<&str> = OF_THE_FILE.to_vec();
            ignored.extend(lost(&case.input));
            ignored.extend(lost(file));
            if let Some(difference) = case.differs.get(file) {
                ignored.extend(difference.fields.iter().map(String::as_str));
            }
            let mut differences = Vec::new();
            compare(
                "",
                &comparable(&reference, &ignored),
                &comparable(&case.convert(file), &ignored),
                &mut differences,
            );
            if !differences.is_empty() {
                let shown = differences.len().min(5);
                failures.push(format!(
                    "{file}: {} differences\n    {}",
                    differences.len(),
                    differences[..shown].join("\n    ")
                ));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn lost(file: &str) -> &'static [&'static str] {
    let found = LOST.iter().find(|(end, _)| file.ends_with(end));
    found.map_or(&[], |(_, fields)| fields)
}

/// The record as a JSON value, without findings about reading or white space, and without the ignored fields.
fn comparable(document: &Document, ignored: &[&str]) -> Value {
    let mut document = document.clone();
    document
        .findings
        .retain(|finding| finding.category == Category::Content && finding.code != "text-noise");
    // formats divide a page into cells of their own
    (document.cells, document.cells_claimed) = (0, 0);
    // programs collapse or add spaces inside labels, and records keep labels as printed
    for funding in document.projects.iter_mut().flat_map(|p| &mut p.funding) {
        funding.label.retain(|c| !c.is_whitespace());
    }
    let mut value = serde_json::to_value(&document).expect("records are values");
    strip(&mut value, ignored);
    value
}

fn strip(value: &mut Value, ignored: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !ignored.contains(&name.as_str()));
            fields.values_mut().for_each(|field| strip(field, ignored));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, ignored)),
        _ => {}
    }
}

/// Every place where two values differ.
fn compare(place: &str, expected: &Value, actual: &Value, differences: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            for (name, field) in a {
                compare(&format!("{place}.{name}"), field, &b[name], differences);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (number, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{place}[{number}]"), a, b, differences);
            }
        }
        (Value::Array(a), Value::Array(b)) => differences.push(format!(
            "{place}: {} entries instead of {}",
            b.len(),
            a.len()
        )),
        (a, b) if a != b => differences.push(format!("{place}: {b} instead of {a}")),
        _ => {}
    }
}
