//! The work that a file causes grows with its size, and ends at its allowance.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use yusuan::convert::{Options, convert};
use yusuan::finding::Findings;
use yusuan::record::Document;

mod bombs;

use bombs::{FAMILIES, Family, chunks, nested, overlapping, page, workbook, xls};

/// Work grows with this power of the size at most.
const MAX_EXPONENT: f64 = 1.2;
/// The same where only time can be measured, which other programs take too.
const MAX_EXPONENT_OF_TIME: f64 = 1.6;

/// The file that [`one_file`] reads.
const FILE: &str = "YUSUAN_GROWTH_FILE";

/// Not a test of its own: what [`work`] runs in a process that does nothing else.
#[test]
fn one_file() {
    let Some(file) = std::env::var_os(FILE) else {
        return;
    };
    let bytes = fs::read(&file).unwrap();
    let mut findings = Findings::default();
    // a file that is refused has been worked on too
    let _ = yusuan::convert::read(&file.to_string_lossy(), &bytes, &mut findings);
}

/// Instructions that reading a file takes, by valgrind; seconds where there is none.
fn work(file: &Path, counted: bool) -> f64 {
    let program = std::env::current_exe().unwrap();
    let mut command = match counted {
        true => {
            let mut command = Command::new("valgrind");
            command.args([
                "--tool=cachegrind",
                "--cache-sim=no",
                "--cachegrind-out-file=/dev/null",
            ]);
            command.arg(program);
            command
        }
        false => Command::new(program),
    };
    command.args(["--exact", "one_file"]).env(FILE, file);
    let began = Instant::now();
    let output = command.output().unwrap();
    let seconds = began.elapsed().as_secs_f64();
    assert!(output.status.success(), "{output:?}");
    if !counted {
        return seconds;
    }
    let report = String::from_utf8_lossy(&output.stderr);
    let line = report.lines().find_map(|line| line.split_once("refs:"));
    let number = line.unwrap_or_else(|| panic!("{report}")).1;
    number.trim().replace(',', "").parse().unwrap()
}

fn exponent(family: &Family, directory: &Path, counted: bool) -> f64 {
    let of = |size: usize| {
        let file = directory.join(format!("{size}-{}", family.name));
        fs::write(&file, (family.make)(size)).unwrap();
        work(&file, counted)
    };
    // what every run costs
    let start = of(1);
    let works = [1, 2, 4, 8].map(|times| (of(times * family.size) - start).max(1.0));
    (works[3] / works[0]).log2() / 3.0
}

#[test]
fn work_grows_with_the_size() {
    let counted = Command::new("valgrind").arg("--version").output().is_ok();
    let most = if counted {
        MAX_EXPONENT
    } else {
        MAX_EXPONENT_OF_TIME
    };
    let directory = tempfile::tempdir().unwrap();
    let measured: Vec<(&str, f64)> = FAMILIES
        .iter()
        .map(|family| (family.name, exponent(family, directory.path(), counted)))
        .collect();
    for (name, exponent) in &measured {
        println!("{name}: {exponent:.2}");
    }
    let steep: Vec<_> = measured
        .iter()
        .filter(|(_, exponent)| *exponent > most)
        .collect();
    assert!(steep.is_empty(), "{steep:?}");
}

fn codes(document: &Document) -> Vec<&str> {
    document
        .findings
        .iter()
        .map(|finding| &*finding.code)
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Document {
    convert(name, bytes, &Options::default())
}

#[test]
fn documents_in_documents_are_read_up_to_the_allowance() {
    let few = read("a.docx", &nested(2));
    assert_eq!(
        codes(&few)
            .iter()
            .filter(|code| **code == "unread-chunk")
            .count(),
        0
    );
    for many in [
        nested(20),
        chunks(2_000, "a.html", page(100_000).as_bytes()),
    ] {
        let document = read("a.docx", &many);
        let unread: Vec<_> = document
            .findings
            .iter()
            .filter(|finding| finding.code == "unread-chunk")
            .collect();
        // one for each document that was being read
        assert!((1..=3).contains(&unread.len()), "{unread:?}");
        let evidence = unread[0].evidence.as_deref().unwrap();
        assert!(evidence.contains("word/a."), "{evidence}");
        assert!(unread[0].message_en.contains("nor can those after it"));
    }
}

#[test]
fn sheets_of_one_part_are_read_up_to_the_allowance() {
    let spaces = " ".repeat(1 << 20);
    let rows = format!("<row r='1'><c r='A1'><v>1</v></c></row>{spaces}");
    let few = read("a.xlsx", &workbook(3, &rows));
    assert!(!codes(&few).contains(&"work-limit"), "{:?}", codes(&few));
    let many = read("a.xlsx", &workbook(640, &rows));
    let stopped = many
        .findings
        .iter()
        .find(|finding| finding.code == "work-limit");
    let name = stopped.unwrap().evidence.as_deref().unwrap();
    assert!(name.starts_with('s') && name != "s0", "{name}");
}

#[test]
fn entries_of_one_archive_take_from_its_allowance() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("a.zip");
    let statuses = |size: usize| {
        fs::write(&file, overlapping(size)).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_yusuan"))
            .args(["convert", "--quiet", "--format", "jsonl"])
            .arg(&file)
            .output()
            .unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let spent = |line: &&str| line.contains("each time they are referenced");
        (lines.lines().count(), lines.lines().filter(spent).count())
    };
    assert_eq!(statuses(10), (10, 0));
    let (all, spent) = statuses(3_000);
    assert_eq!(all, 3_000);
    assert!((1..3_000).contains(&spent), "{spent}");
}

/// A sheet may claim to be as large as it likes: its cells are read.
#[test]
fn cells_far_from_each_other_are_read_where_they_stand() {
    let document = read("a.xls", &xls::far_cells(3));
    assert_eq!(document.error, None);
    let one = read("b.xls", &xls::workbook(&[], &[xls::number(65_535, 255)]));
    assert_eq!(one.error, None);
}

/// Where the memory is bounded, a file that does not fit fails with its name, and the others are read.
#[cfg(unix)]
#[test]
fn a_file_that_memory_has_no_room_for_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let large = fs::File::create(directory.path().join("large.txt")).unwrap();
    large.set_len(100 << 20).unwrap();
    fs::write(directory.path().join("small.txt"), "项目\n").unwrap();
    for jobs in [1, 8] {
        let program = env!("CARGO_BIN_EXE_yusuan");
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!(
                "ulimit -v 700000; exec {program} convert . --quiet --format jsonl --jobs {jobs}"
            ))
            .current_dir(directory.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let records = String::from_utf8(output.stdout).unwrap();
        let records: Vec<serde_json::Value> = records
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let [large, small] = records.as_slice() else {
            panic!("{records:?}");
        };
        assert_eq!(large["path"], "large.txt");
        assert_eq!(large["error"]["code"], "out-of-memory");
        assert_eq!(
            (&small["path"], &small["error"]),
            (&"small.txt".into(), &serde_json::Value::Null)
        );
    }
}
