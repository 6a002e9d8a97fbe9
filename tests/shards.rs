//! A batch on several machines: each converts its part, and the joined parts equal what a single run writes.

use std::fs;
use std::path::Path;

mod runs;
use runs::*;

/// Runs shard `number` of three into `part{number}`.
fn shard(directory: &Path, number: u32, arguments: &[&str]) {
    let (shard, part) = (format!("{number}/3"), format!("part{number}"));
    let all = ["convert", "in", "--quiet", "--shard", &shard, "-o", &part];
    run(directory, &[&all, arguments].concat());
}

#[test]
fn shards_join_to_the_bytes_of_one_run() {
    let directory = documents(20);
    let at = directory.path();
    for (out, arguments) in [
        ("all", &["--format", FORMATS][..]),
        (
            "out",
            &["--format", "csv,jsonl", "--excel", "--header", "zh"],
        ),
    ] {
        for number in [1, 2, 3] {
            shard(at, number, arguments);
        }
        run(
            at,
            &["merge", "part3", "part1", "part2", "-o", out, "--quiet"],
        );
        assert_same(&contents(&at.join(out)), &from_scratch(at, arguments));
    }
    // the journal of the joined output can be resumed like that of a single run
    let output = run(at, &["convert", "in", "-o", "out", "--resume"]);
    assert!(
        stderr(&output).contains("25 files unchanged"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_shard_may_be_empty() {
    let directory = documents(0);
    let at = directory.path();
    fs::remove_dir_all(at.join("in/2")).unwrap();
    for number in [1, 2, 3] {
        shard(at, number, &[]);
    }
    run(at, &["merge", "part1", "part2", "part3", "-o", "out"]);
    assert_same(&contents(&at.join("out")), &from_scratch(at, &[]));
}

#[test]
fn what_does_not_fit_together_is_named() {
    let directory = documents(4);
    let at = directory.path();
    for number in [1, 2, 3] {
        shard(at, number, &[]);
    }
    let convert = |arguments: &[&str]| run(at, &[&["convert", "--quiet"], arguments].concat());
    convert(&["in", "-o", "whole"]);
    convert(&[
        "in",
        "-o",
        "year",
        "--shard",
        "2/3",
        "--fiscal-year",
        "2031",
    ]);
    convert(&["in", "-o", "four", "--shard", "2/4"]);
    convert(&["in/0", "-o", "other", "--shard", "2/3"]);
    convert(&["in", "-o", "yaml", "--shard", "2/3", "--format", "yaml"]);
    convert(&["in", "-o", "torn", "--shard", "2/3"]);
    let journal = at.join("torn").join(yusuan::journal::FILE_NAME);
    let bytes = fs::read(&journal).unwrap();
    fs::write(&journal, &bytes[..bytes.len() - 1]).unwrap();
    fs::create_dir(at.join("nothing")).unwrap();
    for (parts, expected) in [
        (&["part1", "part3"][..], "shard 2/3 is missing"),
        (&["part1", "part1", "part3"], "both contain shard 1/3"),
        (
            &["part1", "whole", "part3"],
            "whole: this run did not use --shard",
        ),
        (
            &["part1", "torn", "part3"],
            "torn: this run was not finished",
        ),
        (
            &["part1", "year", "part3"],
            "part1 and year have different options",
        ),
        (&["part1", "four", "part3"], "different numbers of shards"),
        (&["part1", "other", "part3"], "different input files"),
        (&["part1", "yaml", "part3"], "different formats"),
        (
            &["part1", "nothing", "part3"],
            "nothing/.yusuan-journal.gz: ",
        ),
        (&["part1", "out", "part3"], "out: this is one of the shards"),
    ] {
        fs::create_dir_all(at.join("out")).unwrap();
        let output = yusuan(at, &[&["merge", "-o", "out"], parts].concat()).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{parts:?}");
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        assert!(contents(&at.join("out")).is_empty(), "{parts:?}");
    }
    for text in ["0/3", "4/3", "x"] {
        let output = yusuan(at, &["convert", "in", "--shard", text]).output();
        assert_eq!(output.unwrap().status.code(), Some(2), "{text}");
    }
}
