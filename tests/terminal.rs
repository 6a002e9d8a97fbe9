//! What the program prints cannot steer the terminal, whatever files are called and whatever stands in them.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Escape sequences, a line end, and a mark that reverses what follows.
const NAME: &str = "a\u{1b}[31mRED\u{1b}]0;t\u{7}\nyusuan: b\u{202e}txt";

/// One project, whose name and target hold the same.
fn page() -> String {
    // a page of control characters would be no page
    let rest = "说明".repeat(1_000);
    let project = format!("经费\u{1b}[31m\u{202e}{}", "\u{9b}5n");
    format!(
        "<table><tr><td>项目名称<td colspan=3>{project}</tr><tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>\
         <tr><td>产出指标<td>数量指标<td>设备数量{project}<td>≥\u{202e}001台</tr></table><p>{rest}</p>"
    )
}

fn documents() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("in")).unwrap();
    fs::write(
        directory.path().join("in").join(format!("{NAME}.html")),
        page(),
    )
    .unwrap();
    // one that fails, so that its name is printed too
    fs::write(
        directory.path().join("in").join(format!("{NAME}.docx")),
        b"PK\x03\x04torn",
    )
    .unwrap();
    directory
}

fn yusuan(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan"));
    command
        .env("LC_ALL", "C")
        .current_dir(directory)
        .args(arguments);
    command.output().unwrap()
}

fn assert_harmless(printed: &[u8], what: &str) {
    let text = String::from_utf8_lossy(printed);
    let steers = |sign: char| (sign.is_control() && sign != '\n') || yusuan::bidi::is_mark(sign);
    assert!(!text.contains(steers), "{what}: {text:?}");
    let forged = text.lines().any(|line| line.starts_with("yusuan: b"));
    assert!(!forged, "{what}: {text:?}");
}

#[test]
fn nothing_that_is_printed_steers_the_terminal() {
    let directory = documents();
    let at = directory.path();
    let page = format!("in/{NAME}.html");
    let torn = format!("in/{NAME}.docx");
    let missing = format!("{NAME}.html");
    for language in ["en", "zh"] {
        for arguments in [
            &["convert", "in", "-o", "out"][..],
            &["check", "in"],
            &["compare", "in"],
            &["report", "in", "-o", "report.html"],
            &["show", &page],
            &["show", &torn],
            &["dump", &page, "--stage", "document"],
            &["dump", &page, "--stage", "sections"],
            &["dump", &page, "--stage", "match"],
            &["dump", &torn, "--stage", "document"],
            &["convert", &missing, "-o", "out"],
            &["show", &missing],
            &["check", "in", "--config", &missing],
            &["convert", "in", "-o", &page],
            &["convert", "in", "--year", NAME],
            &[NAME],
        ] {
            let output = yusuan(at, &[arguments, &["--lang", language]].concat());
            let what = format!("{arguments:?}");
            assert_harmless(&output.stdout, &what);
            assert_harmless(&output.stderr, &what);
            let printed = output.stdout.len() + output.stderr.len();
            assert!(printed > 0, "{what} prints nothing");
        }
    }
    let shown = yusuan(at, &["check", "in"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(
        text.contains(r"a\u{1b}[31mRED\u{1b}]0;t\u{7}\nyusuan: b\u{202e}txt.html"),
        "{text}"
    );
}

/// `≥` and 001 behind a mark that reverses it is seen as ≥100.
#[test]
fn a_number_that_runs_from_right_to_left_is_reported_and_not_typed() {
    let directory = documents();
    let output = yusuan(directory.path(), &["convert", "in", "--format", "json"]);
    let records: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let document = &records[1];
    let target = &document["projects"][0]["indicators"][0]["target"];
    assert_eq!(target["kind"], "text", "{target}");
    assert_eq!(target["value"], serde_json::Value::Null);
    assert_eq!(target["raw"], "≥\u{202e}001台");
    let findings = document["findings"].as_array().unwrap();
    let codes: Vec<_> = findings.iter().map(|finding| &finding["code"]).collect();
    let reversed = codes.iter().filter(|code| **code == "reversed-text");
    assert_eq!(reversed.count(), 3, "{codes:?}");
}
