//! Golden records: every sample has its records in `golden/<id>/records.txt`, in the short form of `short.rs`, reviewed when they change.
//! A few have the whole records too, as the program writes them, in `records.yaml`: together they fill nearly every field.
//!
//! `BLESS=1 cargo test --test golden` (or `make bless`) writes what the program makes of the samples now; read the
//! difference before you commit it.

use std::fs;

use yusuan::compare::Comparer;
use yusuan::record::Document;
use yusuan::writers::{self, Style, csv};

use node::Node;

#[path = "../cases/mod.rs"]
mod cases;
mod node;
#[path = "../records/mod.rs"]
mod records;
mod shapes;
mod short;

/// Samples whose whole records are kept.
const WHOLE: [&str; 5] = [
    "d07",
    "hebei-scale",
    "hubei-department",
    "shanxi-two-period",
    "street-neighbour",
];

#[test]
fn records_are_as_reviewed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = Vec::new();
    for case in cases::all() {
        let document = case.convert(&case.input);
        let mut files = vec![("records.txt", short::write(&node(&document)))];
        if WHOLE.contains(&case.id.as_str()) {
            files.push(("records.yaml", yaml(&document)));
        }
        for (file, made) in files {
            let path = case.folder().join(file);
            let id = format!("{}/{file}", case.id);
            if bless {
                fs::create_dir_all(case.folder()).expect("a folder for the golden records");
                fs::write(&path, made).expect("golden records are written");
                continue;
            }
            match fs::read_to_string(&path) {
                Ok(golden) => failures.extend(difference(&id, &golden, &made)),
                Err(_) => failures.push(format!("{id}: no golden records")),
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of the samples differ; BLESS=1 accepts what the program makes now\n\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The record without nulls and empty lists.
fn node(document: &Document) -> Node {
    let json = serde_json::to_string(document).expect("a record is JSON");
    Node::of(&json).expect("a record is not empty")
}

#[test]
fn the_short_form_loses_nothing_but_nulls() {
    let samples = cases::all()
        .into_iter()
        .map(|case| case.convert(&case.input));
    let traps = records::TRAPS.iter().map(|trap| {
        let mut document = records::document("trap.docx");
        document.title = Some((*trap).to_owned());
        for project in &mut document.projects {
            project.objectives = records::TRAPS
                .iter()
                .map(|trap| (*trap).to_owned())
                .collect();
            project.implementing_unit = Some((*trap).to_owned());
            for indicator in &mut project.indicators {
                indicator.level2_raw = Some((*trap).to_owned());
                indicator.level3 = (*trap).to_owned();
                indicator.target.raw = (*trap).to_owned();
                indicator.remark = Some((*trap).to_owned());
            }
        }
        document
    });
    let failed = records::failed("失败.docx");
    for document in samples.chain(traps).chain([failed]) {
        let record = node(&document);
        let short = short::write(&record);
        assert_eq!(short::read(&short).sorted(), record.sorted(), "{short}");
    }
}

/// What usually follows from other fields is written where it does not, and nothing is written that is not there.
#[test]
fn the_short_form_says_what_departs_from_the_rule() {
    let mut document = records::document("a.docx");
    let project = &mut document.projects[0];
    project.seq = 7;
    project.project_id = "another".to_owned();
    let indicator = &mut project.indicators[0];
    (indicator.level1, indicator.level1_raw) = (Some("产出指标".to_owned()), None);
    (indicator.level2, indicator.level2_raw) = (None, Some("数量".to_owned()));
    indicator.level1_source = None;
    (indicator.target.op, indicator.target.op_explicit) = (None, true);
    let record = node(&document);
    let short = short::write(&record);
    assert!(
        short.contains("level1_raw=- ") || short.contains("level1_raw=-\n"),
        "{short}"
    );
    assert_eq!(short::read(&short).sorted(), record.sorted(), "{short}");
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
    let known = [
        "case.yaml",
        "comparisons.csv",
        "records.txt",
        "records.yaml",
    ];
    for id in cases::names(&cases::root().join("golden")) {
        assert!(ids.contains(&id), "golden/{id} has no sample");
        for file in cases::names(&cases::root().join("golden").join(&id)) {
            let whole = file != "records.yaml" || WHOLE.contains(&id.as_str());
            assert!(whole, "golden/{id}: the whole record is not kept");
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
