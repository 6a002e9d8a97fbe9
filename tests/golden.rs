//! Golden records: every sample has its records in `golden/<id>/records.yaml`, reviewed when they change.
//!
//! `BLESS=1 cargo test --test golden` (or `make bless`) writes what the program makes of the samples now; read the
//! difference before you commit it.

use std::fs;

use yusuan::compare::Comparer;
use yusuan::record::Document;
use yusuan::writers::{self, Style, csv};

mod cases;

#[test]
fn records_are_as_reviewed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for case in cases::all() {
        let made = yaml(&case.convert(&case.input));
        let path = case.folder().join("records.yaml");
        if bless {
            fs::create_dir_all(case.folder()).expect("a folder for the golden records");
            fs::write(&path, made).expect("golden records are written");
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(golden) => failures.extend(difference(&case.id, &golden, &made)),
            Err(_) => failures.push(format!("{}: no golden records", case.id)),
        }
    }
    assert!(
        failures.is_empty(),
        "{} of the samples differ; BLESS=1 accepts what the program makes now\n\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// Two years of one unit, and a neighbour who copied.
const STREETS: [&str; 3] = ["street-2024", "street-2025", "street-neighbour"];

#[test]
fn comparisons_are_as_reviewed() {
    let mut comparer = Comparer::default();
    for case in cases::all() {
        if STREETS.contains(&case.id.as_str()) {
            comparer.add(&case.convert(&case.input));
        }
    }
    let comparisons = comparer.finish().comparisons;
    let made = csv::comparisons(&comparisons, &Style::default()).expect("a table");
    let made = String::from_utf8(made).expect("CSV is UTF-8");
    let path = cases::root().join("golden/street-2025/comparisons.csv");
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for them");
        fs::write(path, made).expect("golden comparisons are written");
        return;
    }
    let golden = fs::read_to_string(path).expect("golden comparisons");
    assert_eq!(difference("comparisons", &golden, &made), None);
}

#[test]
fn every_golden_case_has_a_sample() {
    let ids: Vec<String> = cases::all().into_iter().map(|case| case.id).collect();
    let known = ["case.yaml", "comparisons.csv", "records.yaml"];
    for id in cases::names(&cases::root().join("golden")) {
        assert!(ids.contains(&id), "golden/{id} has no sample");
        for file in cases::names(&cases::root().join("golden").join(&id)) {
            assert!(
                known.contains(&file.as_str()),
                "golden/{id}/{file} is used by no test"
            );
        }
    }
}

fn yaml(document: &Document) -> String {
    let format = writers::format_named("yaml").expect("a format");
    let mut out = Vec::new();
    (format.joined()[0].encode)(document, &Style::default(), &mut out)
        .expect("records are written");
    String::from_utf8(out).expect("YAML is UTF-8")
}

/// The first lines that differ, with what stands before them.
fn difference(id: &str, golden: &str, made: &str) -> Option<String> {
    const BEFORE: usize = 4;
    const AFTER: usize = 6;
    if golden == made {
        return None;
    }
    let golden: Vec<&str> = golden.lines().collect();
    let made: Vec<&str> = made.lines().collect();
    let first = golden
        .iter()
        .zip(&made)
        .position(|(a, b)| a != b)
        .unwrap_or(golden.len().min(made.len()));
    let mut out = format!("{id}: line {}\n", first + 1);
    for line in &golden[first.saturating_sub(BEFORE)..first] {
        out.push_str(&format!("    {line}\n"));
    }
    for line in golden.iter().skip(first).take(AFTER) {
        out.push_str(&format!("  - {line}\n"));
    }
    for line in made.iter().skip(first).take(AFTER) {
        out.push_str(&format!("  + {line}\n"));
    }
    Some(out)
}
