//! The value grammar, one line a case.
//!
//! `values.tsv` holds raw, kind, op, value, value_high, unit, date_start, date_end and flags, for the budget year 2023;
//! `|` in raw separates operator, value and unit columns. Its flags column begins with the precision of a date (day,
//! month, quarter, half, year), which is `date_precision` and no flag here; the rest is [`Target::flags`] in order.

use yusuan::normalize::target::{parse_split_target, parse_target};
use yusuan::record::Target;
use yusuan::vocabulary::values::ValueWords;

const YEAR: Option<i32> = Some(2023);

/// The columns of `values.tsv` behind raw.
fn columns(target: &Target) -> String {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let precision = word(serde_json::json!(target.date_precision));
    let mut flags: Vec<&str> = target.flags.clone();
    if !precision.is_empty() {
        flags.insert(0, &precision);
    }
    [
        word(serde_json::json!(target.kind)),
        word(serde_json::json!(target.op)),
        target
            .value
            .map(|value| value.to_string())
            .unwrap_or_default(),
        target
            .value_high
            .map(|value| value.to_string())
            .unwrap_or_default(),
        target.unit.clone().unwrap_or_default(),
        target.date_start.clone().unwrap_or_default(),
        target.date_end.clone().unwrap_or_default(),
        flags.join(","),
    ]
    .join("\t")
}

fn parse(raw: &str) -> Target {
    let words = ValueWords::builtin();
    match raw.split('|').collect::<Vec<_>>()[..] {
        [op, value, unit] => parse_split_target(op, value, unit, YEAR, words),
        _ => parse_target(raw, YEAR, words),
    }
}

/// Compares every line of a table and lists all that differ.
fn check(table: &str) -> usize {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in table.lines().skip(1).filter(|line| !line.starts_with('#')) {
        let (raw, expected) = line.split_once('\t').expect("raw and columns");
        let target = parse(raw);
        assert_eq!(target.raw, raw.replace('|', ""), "the raw text is kept");
        let found = columns(&target);
        if found != expected.trim_end_matches('\r') {
            wrong.push(format!("{raw}\n  expected {expected}\n  found    {found}"));
        }
        cases += 1;
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    cases
}

#[test]
fn every_case_of_the_table() {
    assert_eq!(check(include_str!("values.tsv")), 168);
}
