//! `yusuan check` as a user runs it: selection, configuration, baseline, SARIF, explanations.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The seed, copied into a directory of its own.
fn seed() -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/seed/seed.txt");
    fs::copy(sample, directory.path().join("预算 2023.txt")).unwrap();
    directory
}

fn check(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("yusuan").unwrap();
    command
        .env("LC_ALL", "C")
        .current_dir(directory)
        .arg("check");
    command.args(arguments).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn codes(output: &Output) -> Vec<String> {
    let findings = json(output)[0]["findings"].clone();
    let findings = findings.as_array().unwrap().clone();
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    findings.iter().map(code).collect()
}

#[test]
fn codes_and_categories_are_selected_and_ignored() {
    let directory = seed();
    let run = |arguments: &[&str]| {
        codes(&check(
            directory.path(),
            &[&[".", "-q", "--format", "json"], arguments].concat(),
        ))
    };
    let all = run(&[]);
    let read = "row-break-repaired".to_owned();
    assert!(all.contains(&read), "{all:?}");
    assert!(!run(&["--ignore", "row-break-repaired"]).contains(&read));
    assert!(!run(&["--ignore", "extraction"]).contains(&read));
    assert!(
        run(&["--select", "row-break-repaired"])
            .iter()
            .all(|code| *code == read)
    );
    assert!(!run(&["--select", "content"]).contains(&read));
}

#[test]
fn a_name_that_means_nothing_is_told() {
    let directory = seed();
    let output = check(directory.path(), &[".", "--ignore", "txt-noise"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.contains("txt-noise"), "{errors}");
}

#[test]
fn the_configuration_above_the_input_counts() {
    let directory = seed();
    let config = directory.path().join("yusuan.yaml");
    let run = || {
        check(
            directory.path(),
            &["预算 2023.txt", "-q", "--format", "json"],
        )
    };
    fs::write(&config, "check:\n  fail_on: info\n").unwrap();
    assert_eq!(run().status.code(), Some(1));
    fs::write(
        &config,
        "check:\n  fail_on: info\n  ignore: [content, extraction]\n",
    )
    .unwrap();
    let output = run();
    assert_eq!((codes(&output).len(), output.status.code()), (0, Some(0)));
    fs::write(&config, "check:\n  faill_on: info\n").unwrap();
    let output = run();
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("yusuan.yaml") && errors.contains("faill_on"),
        "{errors}"
    );
}

#[test]
fn a_finding_that_somebody_looked_at_is_not_shown_again() {
    let directory = seed();
    let run = || check(directory.path(), &[".", "-q", "--format", "json"]);
    let before = json(&run())[0]["findings"].as_array().unwrap().clone();
    let id = before[0]["finding_id"].as_str().unwrap();
    let config =
        format!("check:\n  ignored_findings:\n    - {{finding_id: '{id}', reason: 已核实}}\n");
    fs::write(directory.path().join("yusuan.yaml"), config).unwrap();
    let after = json(&run())[0]["findings"].as_array().unwrap().clone();
    assert_eq!(after.len() + 1, before.len());
}

#[test]
fn with_a_baseline_only_new_findings_fail() {
    let directory = seed();
    for format in ["json", "csv"] {
        let before = check(
            directory.path(),
            &["预算 2023.txt", "-q", "--format", format],
        );
        fs::write(directory.path().join("before"), &before.stdout).unwrap();
        let arguments = [
            "预算 2023.txt",
            "-q",
            "--format",
            "json",
            "--fail-on",
            "info",
            "--baseline",
            "before",
        ];
        let output = check(directory.path(), &arguments);
        assert_eq!(
            (codes(&output).len(), output.status.code()),
            (0, Some(0)),
            "{format}"
        );
    }
    fs::write(directory.path().join("other"), "a,b\n1,2\n").unwrap();
    let output = check(
        directory.path(),
        &["预算 2023.txt", "-q", "--baseline", "other"],
    );
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_baseline_knows_failed_files_and_other_directories() {
    let directory = seed();
    fs::create_dir(directory.path().join("in")).unwrap();
    fs::rename(
        directory.path().join("预算 2023.txt"),
        directory.path().join("in/预算 2023.txt"),
    )
    .unwrap();
    fs::write(directory.path().join("in/empty.docx"), "").unwrap();
    let before = check(directory.path(), &["in", "-q", "--format", "json"]);
    assert_eq!(before.status.code(), Some(1));
    fs::write(directory.path().join("before"), &before.stdout).unwrap();
    let files = ["in/预算 2023.txt", "in/empty.docx"];
    for paths in [&["in"][..], &files] {
        let mut arguments = paths.to_vec();
        arguments.extend(["--baseline", "before", "--fail-on", "info", "--lang", "en"]);
        let output = check(directory.path(), &arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (&output.stdout[..], output.status.code()),
            (&b""[..], Some(0)),
            "{said}"
        );
        assert!(said.contains("1 file failed, as in the baseline"), "{said}");
        assert!(!said.contains("contains none"), "{said}");
    }
    fs::write(
        directory.path().join("before"),
        r#"[{"path":"b.txt","findings":[]}]"#,
    )
    .unwrap();
    let output = check(
        directory.path(),
        &["in", "--baseline", "before", "--lang", "en"],
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("before contains none of the files"), "{said}");
}

#[test]
fn mistakes_in_a_file_of_the_user_are_reported_in_both_languages() {
    let directory = seed();
    for (name, content, flag, en, zh) in [
        (
            "yusuan.yaml",
            "check:\n  ingore: []\n",
            "--config",
            "line 2: unknown key \"ingore\"; use one of fail_on, ",
            "第 2 行：没有“ingore”这一项；可以写 fail_on、",
        ),
        (
            "words.yaml",
            "head:\n  projekt: [工程]\n",
            "--vocabulary",
            "line 2: unknown value \"projekt\"; use one of project_name, ",
            "第 2 行：没有“projekt”这个值；可以写 project_name、",
        ),
        (
            "words.yaml",
            "periods: {anual: [全年]}\n",
            "--vocabulary",
            "line 1: unknown value \"anual\"; use one of multi_year, annual, earlier",
            "第 1 行：没有“anual”这个值；可以写 multi_year、annual、earlier",
        ),
    ] {
        fs::write(directory.path().join(name), content).unwrap();
        for (language, said) in [("en", en), ("zh", zh)] {
            let output = check(directory.path(), &[".", flag, name, "--lang", language]);
            assert_eq!(output.status.code(), Some(2));
            let stderr = String::from_utf8(output.stderr).unwrap();
            assert!(stderr.contains(name) && stderr.contains(said), "{stderr}");
        }
        fs::remove_file(directory.path().join(name)).unwrap();
    }
}

#[test]
fn sarif_has_a_run_with_rules_and_results() {
    let directory = seed();
    let plain = json(&check(directory.path(), &[".", "-q", "--format", "json"]));
    let sarif = json(&check(directory.path(), &[".", "-q", "--format", "sarif"]));
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.len() > 40 + 30, "{}", rules.len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        plain[0]["findings"].as_array().unwrap().len()
    );
    for (result, finding) in results.iter().zip(plain[0]["findings"].as_array().unwrap()) {
        assert_eq!(result["ruleId"], finding["code"]);
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], finding["code"]);
        assert!(rules[index]["shortDescription"]["text"].is_string());
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "%E9%A2%84%E7%AE%97%202023.txt");
    }
}

#[test]
fn rules_are_explained_without_an_input() {
    let directory = tempfile::tempdir().unwrap();
    let output = check(directory.path(), &["--explain", "purpose-sum-mismatch"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success() && text.contains("AMT-002") && text.contains("预算法"),
        "{text}"
    );
    let output = check(directory.path(), &["--explain", "level1-filled"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("一级指标已补齐 / Level 1 filled in"),
        "{text}"
    );
    let output = check(directory.path(), &["--explain", "nothing"]);
    assert_eq!(output.status.code(), Some(2));
    let all = check(directory.path(), &["--explain", "all"]);
    assert_eq!(
        String::from_utf8(all.stdout).unwrap(),
        yusuan::check::markdown()
    );
}
