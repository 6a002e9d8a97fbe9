//! The program as a user runs it: exit status, messages, outputs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A text export with one table.
const TEXT: &str = "\t项目名称\n\t运维经费\n\n\t预算数\n\t11.00\n\n";

fn yusuan(arguments: &[&str], directory: &Path) -> Output {
    let mut command = Command::cargo_bin("yusuan").unwrap();
    command.env("LC_ALL", "C").env_remove("NO_COLOR");
    command.current_dir(directory).args(arguments);
    command.output().unwrap()
}

fn tree(files: &[(&str, &[u8])]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    directory
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The files of a directory with their bytes, except the journal.
fn contents(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with(yusuan::journal::FILE_NAME))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn exit_status_and_messages() {
    let directory = tree(&[
        ("good/a.txt", TEXT.as_bytes()),
        ("bad/a.txt", TEXT.as_bytes()),
        ("bad/empty.docx", b""),
        ("bad/torn.docx", b"PK\x03\x04torn"),
        ("pictures/a.jpg", b"x"),
    ]);
    fs::create_dir(directory.path().join("hollow")).unwrap();
    for (arguments, status, expected) in [
        (&["convert", "good"][..], 0, "1 file read"),
        (&["convert", "bad"], 1, "empty.docx: the file is empty"),
        (&["convert", "bad"], 1, "2 files failed"),
        (
            &["convert", "bad/empty.docx"],
            1,
            "bad/empty.docx: the file is empty",
        ),
        (
            &["convert", "good/a.txt", "gone.txt"],
            1,
            "gone.txt: cannot read the file",
        ),
        (
            &["convert", "gone.txt"],
            2,
            "gone.txt: no such file or directory",
        ),
        (&["convert", "pictures"], 2, "skipped 1 file of other types"),
        (
            &["convert", "good", "--format", "csv"],
            2,
            "csv cannot be written to standard output: add -o DIR",
        ),
        (
            &["convert", "good", "--format", "json,yaml"],
            2,
            "json and yaml cannot be written to standard output",
        ),
        (
            &["convert", "good", "-o", "-", "--format", "xlsx"],
            2,
            "xlsx cannot be written to standard output: add -o DIR",
        ),
        (
            &["convert", "good", "-o", "-", "--resume"],
            2,
            "--resume does not work with standard output",
        ),
        (
            &["merge", "good", "-o", "-"],
            2,
            "joined outputs cannot be written to standard output: name a directory with -o",
        ),
        (
            &["convert", "good", "--format", "pdf"],
            2,
            "possible values: csv, json",
        ),
        (&["convert", "good", "--jobs", "0"], 2, "--jobs"),
        (
            &["convert", "good", "-o", "good/a.txt"],
            2,
            "good/a.txt: this is a file, not a directory",
        ),
        (
            &["convert", "hollow"],
            2,
            "no document found in hollow: it contains no files",
        ),
        (
            &["check", "good", "--config", "gone"],
            2,
            "yusuan: gone: No such file or directory\n",
        ),
        (&["convert"], 2, "<PATH>"),
        (&["transform"], 2, "unrecognized subcommand"),
        (&[], 2, "Usage"),
        (&["check", "good"], 0, "1 file read"),
        (&["check", "bad", "--fail-on", "never"], 1, "2 files failed"),
        (&["show", "gone.txt"], 2, "gone.txt: cannot read the file"),
        (&["show", "good"], 2, "good: this is a directory"),
        (&["show", "good/a.txt"], 0, ""),
        (
            &["dump", "bad/empty.docx"],
            1,
            "bad/empty.docx: the file is empty",
        ),
        (&["dump", "good/a.txt", "--stage", "records"], 0, ""),
        (&["schema"], 0, ""),
    ] {
        let output = yusuan(arguments, directory.path());
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
        assert!(text.contains(expected), "{arguments:?}: {text}");
    }
}

/// English messages contain only ASCII letters, and every line of Chinese output contains Chinese.
#[test]
fn messages_speak_the_language_asked_for() {
    let directory = tree(&[
        ("in/a.txt", TEXT.as_bytes()),
        ("in/b.docx", b""),
        ("in/c.pdf", b"%PDF-1.7"),
        ("pictures/a.jpg", b"x"),
        ("wrong.yaml", b"heads: []\n"),
    ]);
    for arguments in [
        &["convert", "in"][..],
        &["check", "in"],
        &["convert", "gone"],
        &["convert", "pictures"],
        &["convert", "in", "--format", "csv"],
        &["convert", "in", "-o", "in/a.txt"],
        &["convert", "in", "--vocabulary", "wrong.yaml"],
        &["check", "in", "--select", "nothing"],
        &["check", "in", "--config", "gone.yaml"],
        &["check", "--explain", "nothing"],
        &["show", "in"],
        &["dump", "in/b.docx"],
        &["dump", "in/a.txt", "--stage", "match", "--format", "json"],
    ] {
        let said = |language| {
            stderr(&yusuan(
                &[arguments, &["--lang", language]].concat(),
                directory.path(),
            ))
        };
        let english = said("en");
        assert!(!english.is_empty() && english.is_ascii(), "{english}");
        let chinese = said("zh");
        let is_foreign = |line: &&str| line.is_ascii();
        assert_eq!(chinese.lines().find(is_foreign), None, "{chinese}");
        assert_eq!(
            chinese.lines().count(),
            english.lines().count(),
            "{chinese}"
        );
    }
}

#[test]
fn the_locale_decides_where_no_language_is_asked_for() {
    let said = |locale: &str, arguments: &[&str]| {
        let mut command = Command::cargo_bin("yusuan").unwrap();
        let output = command
            .env("LC_ALL", locale)
            .args(arguments)
            .output()
            .unwrap();
        stderr(&output)
    };
    let chinese = "yusuan: gone：文件或目录不存在\n";
    let english = "yusuan: gone: no such file or directory\n";
    assert_eq!(said("zh_CN.UTF-8", &["convert", "gone"]), chinese);
    assert_eq!(said("de_DE.UTF-8", &["convert", "gone"]), english);
    assert_eq!(
        said("zh_CN.UTF-8", &["convert", "gone", "--lang", "en"]),
        english
    );
}

#[test]
fn results_go_to_standard_output_and_nothing_else_does() {
    let directory = tree(&[("a.txt", TEXT.as_bytes()), ("b.docx", b"")]);
    let array: Value =
        serde_json::from_str(&stdout(&yusuan(&["convert", "."], directory.path()))).unwrap();
    let paths: Vec<_> = array
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["path"].clone())
        .collect();
    assert_eq!(paths, ["a.txt", "b.docx"]);
    assert_eq!(array[1]["status"], "failed");
    assert_eq!(array[1]["error"]["code"], "empty-file");
    let lines = stdout(&yusuan(
        &["convert", ".", "--format", "jsonl"],
        directory.path(),
    ));
    assert_eq!(lines.lines().count(), 2);
    let yaml = stdout(&yusuan(
        &["convert", ".", "--format", "yaml", "--quiet"],
        directory.path(),
    ));
    assert!(yaml.starts_with("---\ndocument_id: "), "{yaml}");
    let quiet = yusuan(&["convert", ".", "--quiet"], directory.path());
    assert_eq!(stderr(&quiet), "");
    for (arguments, begins) in [
        (&["convert", ".", "-o", "-"][..], "[\n"),
        (
            &["convert", ".", "-o", "-", "--format", "jsonl"],
            "{\"document_id",
        ),
        (&["compare", ".", "-o", "-", "--format", "json"], "["),
        (&["report", ".", "-o", "-"], "<!doctype html>"),
    ] {
        let written = stdout(&yusuan(arguments, directory.path()));
        assert!(written.starts_with(begins), "{arguments:?} {written:.40}");
        assert!(!directory.path().join("-").exists(), "{arguments:?}");
    }
}

#[test]
fn outputs_have_their_names_and_usual_permissions() {
    let directory = tree(&[("in/a.txt", TEXT.as_bytes())]);
    let arguments = [
        "convert",
        "in",
        "-o",
        "new/out",
        "--format",
        "csv,json,csv,jsonl,yaml",
    ];
    yusuan(&arguments, directory.path());
    let out = directory.path().join("new/out");
    let names: Vec<String> = contents(&out).into_keys().collect();
    let expected = [
        "budget_lines.csv",
        "budget_tables.csv",
        "datapackage.json",
        "documents.csv",
        "documents.json",
        "documents.jsonl",
        "documents.yaml",
        "findings.csv",
        "funding.csv",
        "indicators.csv",
        "projects.csv",
        "tasks.csv",
    ];
    assert_eq!(names, expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let usual = fs::metadata(directory.path().join("in/a.txt")).unwrap();
        let written = fs::metadata(out.join("documents.csv")).unwrap();
        assert_eq!(written.permissions().mode(), usual.permissions().mode());
    }
}

/// The files that `convert` writes when it is run in some directory.
fn converted(arguments: &[&str], directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let mut all = vec![
        "convert",
        "--quiet",
        "--format",
        "csv,json,jsonl,yaml",
        "-o",
    ];
    all.push(out.path().to_str().unwrap());
    all.extend(arguments);
    let output = yusuan(&all, directory);
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    contents(out.path())
}

#[test]
fn bytes_do_not_depend_on_jobs_or_the_working_directory() {
    let samples = samples();
    let directory = samples.to_str().unwrap();
    let expected = converted(&[directory, "--jobs", "1"], Path::new("/"));
    assert!(expected["documents.jsonl"].len() > 10_000);
    for jobs in ["2", "8"] {
        assert_eq!(converted(&[directory, "--jobs", jobs], &samples), expected);
    }
    assert_eq!(converted(&["."], &samples), expected);
    assert_eq!(converted(&[".", "--lang", "zh"], &samples), expected);
}

#[test]
fn bytes_do_not_depend_on_the_locale_or_the_time_zone() {
    let directory = samples().join("seed");
    let run = |variables: &[(&str, &str)]| {
        let out = tempfile::tempdir().unwrap();
        let mut command = Command::cargo_bin("yusuan").unwrap();
        command.args(["convert", "--quiet", "--format", "csv,json,jsonl,yaml"]);
        command.arg(&directory).arg("-o").arg(out.path());
        command.env_clear().envs(variables.iter().copied());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        contents(out.path())
    };
    let expected = run(&[]);
    assert!(expected["indicators.csv"].len() > 10_000);
    for variables in [
        [("LANG", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai")],
        [("LC_ALL", "de_DE.UTF-8"), ("TZ", "America/Los_Angeles")],
        [("LC_ALL", "C"), ("TZ", "UTC-14")],
    ] {
        assert!(run(&variables) == expected, "{variables:?}");
    }
}

#[test]
fn bytes_do_not_depend_on_the_order_of_the_arguments() {
    let samples = samples();
    let names = ["seed/seed.txt", "d01/d01.txt", "d03", "./d01", "seed"];
    let expected = converted(&names, &samples);
    let paths: Vec<String> = String::from_utf8_lossy(&expected["documents.jsonl"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["path"].to_string())
        .collect();
    assert!(paths.is_sorted(), "{paths:?}");
    for shuffled in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
        let names = shuffled.map(|index: usize| names[index]);
        assert_eq!(converted(&names, &samples), expected);
    }
}

#[test]
fn a_run_that_cannot_finish_leaves_the_earlier_outputs() {
    let directory = tree(&[("in/a.txt", TEXT.as_bytes())]);
    let arguments = ["convert", "in", "-o", "out", "--format", "csv,json"];
    yusuan(&arguments, directory.path());
    let out = directory.path().join("out");
    let before = contents(&out);
    // a directory is in the place of the last file
    fs::remove_file(out.join("documents.json")).unwrap();
    fs::create_dir_all(out.join("documents.json/x")).unwrap();
    let output = yusuan(&arguments, directory.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("documents.json"),
        "{}",
        stderr(&output)
    );
    fs::remove_dir_all(out.join("documents.json")).unwrap();
    let mut after = contents(&out);
    after.insert(
        "documents.json".to_owned(),
        before["documents.json"].clone(),
    );
    assert_eq!(after, before);
}

#[test]
fn an_output_directory_inside_the_input_is_not_read() {
    let directory = tree(&[("a.txt", TEXT.as_bytes()), ("out/notes.txt", b"x")]);
    let output = yusuan(&["convert", ".", "-o", "out"], directory.path());
    assert!(
        stderr(&output).starts_with("1 file read"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn archives_hold_documents() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [
        ("b/x.txt", TEXT),
        ("a.txt", TEXT),
        ("photo.jpg", "x"),
        ("torn.docx", "PK"),
    ] {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let directory = tree(&[("in/all.zip", &bytes), ("in/z.txt", TEXT.as_bytes())]);
    for (arguments, expected) in [
        (&["in"][..], &["z.txt"][..]),
        (
            &["in", "--archives"],
            &[
                "all.zip/a.txt",
                "all.zip/b/x.txt",
                "all.zip/torn.docx",
                "z.txt",
            ],
        ),
        (
            &["in/all.zip"],
            &[
                "in/all.zip/a.txt",
                "in/all.zip/b/x.txt",
                "in/all.zip/torn.docx",
            ],
        ),
    ] {
        let output = yusuan(&[&["convert"], arguments].concat(), directory.path());
        let array: Value = serde_json::from_str(&stdout(&output)).unwrap();
        let paths: Vec<_> = array
            .as_array()
            .unwrap()
            .iter()
            .map(|d| d["path"].clone())
            .collect();
        assert_eq!(paths, expected);
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let samples = samples();
    let program = assert_cmd::cargo::cargo_bin("yusuan");
    for command in ["convert", "check"] {
        let mut child = std::process::Command::new(&program)
            .args([command, samples.to_str().unwrap(), "--quiet"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(stderr(&output), "", "{command}");
        assert_ne!(output.status.code(), Some(2), "{command}");
    }
}

#[test]
fn check_prints_findings_in_three_forms() {
    let samples = samples();
    let seed = [
        "check",
        "seed/seed.txt",
        "--quiet",
        "--fail-on",
        "never",
        "--format",
    ];
    let run = |format: &str| stdout(&yusuan(&[&seed[..], &[format]].concat(), &samples));
    let text = run("text");
    assert!(text.starts_with("seed/seed.txt\n"), "{text}");
    assert!(text.contains("[row-break-repaired]"), "{text}");
    let json: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(json[0]["path"], "seed/seed.txt");
    let findings = json[0]["findings"].as_array().unwrap().len();
    assert!(findings > 0);
    let csv = run("csv");
    let rows = csv::Reader::from_reader(csv.as_bytes())
        .into_records()
        .count();
    assert_eq!(rows, findings);
    let chinese = yusuan(&["check", "seed/seed.txt", "--lang", "zh"], &samples);
    assert_ne!(stdout(&chinese), text);
}

#[test]
fn check_fails_on_the_severity_asked_for() {
    let samples = samples();
    let status = |severity: &str| {
        let arguments = ["check", "seed/seed.txt", "--fail-on", severity];
        yusuan(&arguments, &samples).status.code()
    };
    // the repaired row breaks of the seed are findings of severity info
    assert_eq!(status("info"), Some(1));
    assert_eq!(status("never"), Some(0));
}

#[test]
fn dump_of_a_document_is_the_same_in_text_and_json() {
    let directory = tree(&[("a.txt", TEXT.as_bytes())]);
    let text = stdout(&yusuan(&["dump", "a.txt"], directory.path()));
    assert_eq!(
        text,
        "format text\ntable\n  row 1\n    1 | 项目名称\n    2 | 运维经费\n  row 2\n    1 | 预算数\n    2 | 11.00\n"
    );
    let json = yusuan(&["dump", "a.txt", "--format", "json"], directory.path());
    let json: Value = serde_json::from_str(&stdout(&json)).unwrap();
    assert_eq!(json["format"], "text");
    let cell = &json["blocks"][0]["table"]["rows"][1][1];
    assert_eq!(
        *cell,
        serde_json::json!({
            "blocks": [{ "paragraph": { "text": "11.00", "bookmarks": [], "heading": null } }],
            "column": 1,
            "column_span": 1,
            "row_span": 1,
        })
    );
}

#[test]
fn dump_tells_how_a_document_was_cut_and_recognized() {
    let samples = samples();
    let dump = |stage: &str| {
        stdout(&yusuan(
            &["dump", "seed/seed.txt", "--stage", stage],
            &samples,
        ))
    };
    let sections = dump("sections");
    assert!(
        sections.starts_with("by Bookmarks\nsection <_Toc_"),
        "{sections}"
    );
    let matches = dump("match");
    assert_eq!(matches.matches("match form target").count(), 4, "{matches}");
    assert!(matches.contains(" | Level3 专线数量 | "), "{matches}");
}

#[test]
fn a_vocabulary_file_adds_words_or_says_what_is_wrong_with_it() {
    let text = "\t工程叫什么\n\t修路\n\n\t一级指标\n\t三级指标\n\t指标值\n\n\t产出指标\n\t里程\n\t8公里\n\n";
    let directory = tree(&[
        ("a.txt", text.as_bytes()),
        (
            "words.yaml",
            "head:\n  project_name: [工程叫什么]\n".as_bytes(),
        ),
        ("wrong.yaml", "heads: []\n".as_bytes()),
    ]);
    let dump = |arguments: &[&str]| {
        let arguments = [&["dump", "a.txt", "--stage", "match"], arguments].concat();
        yusuan(&arguments, directory.path())
    };
    let is_named = |output: Output| stdout(&output).contains(" ProjectName | ");
    assert!(!is_named(dump(&[])));
    assert!(is_named(dump(&["--vocabulary", "words.yaml"])));
    for (file, expected) in [("wrong.yaml", "wrong.yaml: "), ("gone.yaml", "gone.yaml: ")] {
        let output = dump(&["--vocabulary", file]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        for command in ["convert", "check"] {
            let output = yusuan(&[command, "a.txt", "--vocabulary", file], directory.path());
            assert_eq!(stdout(&output), "", "{command}");
        }
    }
}

#[test]
fn show_draws_within_the_width_without_colour() {
    let samples = samples();
    let text = stdout(&yusuan(&["show", "seed/seed.txt"], &samples));
    assert!(text.contains("seed/seed.txt"));
    assert!(!text.contains('\x1b'));
    for line in text.lines() {
        let width = unicode_width::UnicodeWidthStr::width(line);
        assert!(width <= 100, "{width}: {line}");
    }
}

#[test]
fn schemas_are_json() {
    for (format, field) in [("json-schema", "$defs"), ("table-schema", "indicators")] {
        let output = yusuan(&["schema", "--format", format], Path::new("/"));
        let schema: Value = serde_json::from_str(&stdout(&output)).unwrap();
        assert!(schema[field].is_object(), "{format}");
    }
}

#[test]
fn a_dash_is_standard_input() {
    let directory = tree(&[("b.txt", TEXT.as_bytes())]);
    let piped = |arguments: &[&str], bytes: &str| {
        let mut command = Command::cargo_bin("yusuan").unwrap();
        command.current_dir(directory.path()).env("LC_ALL", "C");
        command.args(arguments).write_stdin(bytes).output().unwrap()
    };
    let documents: Value = serde_json::from_str(&stdout(&piped(&["convert", "-"], TEXT))).unwrap();
    let mut file: Value =
        serde_json::from_str(&stdout(&yusuan(&["convert", "b.txt"], directory.path()))).unwrap();
    file[0]["path"] = "stdin".into();
    assert_eq!(documents, file);
    let both: Value =
        serde_json::from_str(&stdout(&piped(&["convert", "-", "b.txt", "-"], TEXT))).unwrap();
    assert_eq!(
        (&both[0]["path"], &both[1]["path"]),
        (&"b.txt".into(), &"stdin".into())
    );
    assert_eq!(both.as_array().unwrap().len(), 2);
    for (command, expected) in [("show", "stdin"), ("dump", "运维经费")] {
        let output = piped(&[command, "-"], TEXT);
        assert!(stdout(&output).contains(expected), "{command}");
    }
    let checked = piped(&["check", "-"], "");
    assert!(stdout(&checked).starts_with("stdin\n  failed: the file is empty"));
}

/// Every command and every option of every command, taken from the help.
fn typed_words() -> Vec<String> {
    let help = |arguments: &[&str]| stdout(&yusuan(arguments, Path::new("/")));
    let commands: Vec<String> = help(&["--help"])
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
        .collect();
    let options = commands
        .iter()
        .filter(|name| *name != "help")
        .flat_map(|name| {
            let text = help(&[name, "--help"]);
            let words = text
                .split_whitespace()
                .filter(|word| word.starts_with("--"));
            let found: Vec<String> = words
                .map(|word| word.trim_matches(',').to_owned())
                .collect();
            found
        });
    let mut words: Vec<String> = commands.iter().cloned().chain(options).collect();
    words.retain(|word| {
        word.trim_start_matches('-')
            .chars()
            .all(|c| c.is_ascii_lowercase() || c == '-')
    });
    words.sort();
    words.dedup();
    words
}

#[test]
fn completions_know_every_command_and_option() {
    let words = typed_words();
    assert!(words.len() > 25, "{words:?}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&yusuan(&["completions", shell], Path::new("/")));
        for word in &words {
            let word = if shell == "fish" {
                word.trim_start_matches('-')
            } else {
                word
            };
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn bash_loads_its_completions() {
    let program = assert_cmd::cargo::cargo_bin("yusuan");
    let script = format!(
        "source <('{}' completions bash); COMP_WORDS=(yusuan conv); COMP_CWORD=1; _yusuan yusuan conv yusuan; \
         echo \"${{COMPREPLY[@]}}\"",
        program.display()
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .output()
        .unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(stdout(&output), "convert\n");
}

#[test]
fn man_pages_are_whole() {
    let directory = tempfile::tempdir().unwrap();
    for language in ["en", "zh"] {
        let out = directory.path().join(language);
        let arguments = ["man", out.to_str().unwrap(), "--lang", language];
        assert_eq!(yusuan(&arguments, Path::new("/")).status.code(), Some(0));
        let pages: String = contents(&out)
            .into_iter()
            .map(|(name, page)| {
                let page = String::from_utf8(page).unwrap();
                assert!(
                    page.contains(".TH yusuan") && page.contains(".SH NAME"),
                    "{name}"
                );
                page.replace("\\-", "-")
            })
            .collect();
        for word in typed_words() {
            assert!(pages.contains(&word), "{word}");
        }
    }
}

/// groff warns about macros and escapes that do not exist; man uses it to show the page.
#[cfg(unix)]
#[test]
fn groff_has_nothing_to_say_of_the_man_pages() {
    let directory = tempfile::tempdir().unwrap();
    yusuan(&["man", directory.path().to_str().unwrap()], Path::new("/"));
    let mut groff = std::process::Command::new("groff");
    groff.args(["-man", "-Kutf8", "-Tutf8", "-ww", "-z"]);
    let pages = contents(directory.path()).into_keys();
    groff.args(pages.map(|name| directory.path().join(name)));
    // some machines do not have groff
    if let Ok(output) = groff.output() {
        assert_eq!(stderr(&output), "");
        assert!(output.status.success());
    }
}

#[test]
fn usage_errors_are_in_chinese_too() {
    for (arguments, expected) in [
        (&["convert"][..], "缺少 <PATH>..."),
        (&["convret"], "没有命令 convret"),
        (&["convret"], "您要写的是否为：compare、convert"),
        (
            &["convert", "a", "--outptu", "x"],
            "您要写的是否为：--output",
        ),
        (
            &["convert", "a", "--format", "pdf"],
            "的值“pdf”无效；可选值：csv、json",
        ),
        (&["convert", "a", "--jobs", "0"], "--jobs <N> 的值“0”无效"),
        (&["convert", "a", "-o"], "--output <DIR> 后面缺少值"),
        (
            &["convert", "a", "-o", "b", "-o", "c"],
            "--output <DIR> 只能出现一次",
        ),
        (
            &["check", "a", "--explain", "all"],
            "<PATH>... 不能与 --explain <CODE> 同时使用",
        ),
    ] {
        let output = yusuan(&[arguments, &["--lang=zh"]].concat(), Path::new("/"));
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains(expected), "{text}");
        assert!(!text.contains("error"), "{text}");
    }
}

#[test]
fn a_rule_nobody_knows_is_wrong_usage() {
    for option in ["--select", "--ignore"] {
        let output = yusuan(&["check", "seed/seed.txt", option, "nosuch"], &samples());
        assert_eq!(output.status.code(), Some(2), "{option}");
        let said = stderr(&output);
        assert!(
            said.contains("nosuch") && said.contains("--explain"),
            "{said}"
        );
    }
}

#[test]
fn outputs_among_the_inputs_are_no_documents() {
    let directory = tree(&[("a.txt", TEXT.as_bytes())]);
    let at = |name: &str| directory.path().join(name);
    for arguments in [
        &["convert", "a.txt", "-o", ".", "--format", "xlsx"][..],
        &["report", "a.txt", "-o", "page.html"],
    ] {
        assert_eq!(yusuan(arguments, directory.path()).status.code(), Some(0));
    }
    fs::copy(at("yusuan.xlsx"), at("renamed.xlsx")).unwrap();
    let output = yusuan(&["convert", ".", "-o", "out"], directory.path());
    let said = stderr(&output);
    assert!(
        said.contains("2 files skipped (output of yusuan): page.html, yusuan.xlsx"),
        "{said}"
    );
    // under another name it is recognized only when it is read
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        said.contains("renamed.xlsx: a file that yusuan wrote itself"),
        "{said}"
    );
    for given in ["yusuan.xlsx", "page.html"] {
        let output = yusuan(&["convert", given, "-o", "out"], directory.path());
        assert_eq!(output.status.code(), Some(1), "{given}");
        assert!(
            stderr(&output).contains("result and no disclosure"),
            "{given}"
        );
    }
}
