//! Runs that continue where an earlier one ended or was stopped: they write the same bytes as a run from the beginning.

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

mod runs;
use runs::*;

/// The journal of a run.
fn journal(directory: &Path) -> PathBuf {
    directory.join("out").join(yusuan::journal::FILE_NAME)
}

const RESUME: &[&str] = &["convert", "in", "-o", "out", "--resume"];

fn unchanged(output: &std::process::Output) -> String {
    let text = stderr(output);
    let line = text.lines().find(|line| line.contains("unchanged"));
    line.unwrap_or_default().trim().to_owned()
}

#[test]
fn only_what_is_new_or_changed_is_read() {
    let directory = documents(9);
    let at = directory.path();
    let out = at.join("out");
    let first = run(at, RESUME);
    assert_eq!(unchanged(&first), "");
    assert_same(&contents(&out), &from_scratch(at, &[]));
    let again = run(at, RESUME);
    assert_eq!(unchanged(&again), "14 files unchanged since the last run");
    assert_same(&contents(&out), &from_scratch(at, &[]));

    // same size, other bytes; a new file before it in order; one file deleted; one renamed
    put(at, "in/0/0.txt", text("项目9").as_bytes());
    put(at, "in/0/-.txt", text("新").as_bytes());
    fs::remove_file(at.join("in/1/4.txt")).unwrap();
    fs::rename(at.join("in/2/8.txt"), at.join("in/2/9.txt")).unwrap();
    let changed = run(at, RESUME);
    assert_eq!(unchanged(&changed), "11 files unchanged since the last run");
    assert_same(&contents(&out), &from_scratch(at, &[]));
}

#[test]
fn other_formats_and_styles_read_nothing_again() {
    let directory = documents(3);
    let at = directory.path();
    run(at, RESUME);
    for arguments in [
        &["--format", FORMATS][..],
        &["--format", FORMATS, "--excel", "--header", "zh"],
        &["--format", FORMATS, "--jobs", "1"],
    ] {
        let output = run(at, &[RESUME, arguments].concat());
        assert_eq!(unchanged(&output), "8 files unchanged since the last run");
        assert_same(&contents(&at.join("out")), &from_scratch(at, arguments));
    }
}

#[test]
fn other_options_words_and_versions_read_everything_again() {
    let directory = documents(3);
    let at = directory.path();
    put(
        at,
        "words.yaml",
        "head:\n  project_name: [工程叫什么]\n".as_bytes(),
    );
    for arguments in [
        &[][..],
        &["--fiscal-year", "2031"],
        &["--fiscal-year", "2032"],
        &["--vocabulary", "words.yaml"],
        &[],
    ] {
        let output = run(at, &[RESUME, arguments].concat());
        assert_eq!(unchanged(&output), "", "{arguments:?}");
        assert_same(&contents(&at.join("out")), &from_scratch(at, arguments));
    }
    put(
        at,
        "words.yaml",
        "head:\n  project_name: [工程名]\n".as_bytes(),
    );
    run(at, &[RESUME, &["--vocabulary", "words.yaml"]].concat());
    put(
        at,
        "words.yaml",
        "head:\n  project_name: [工程叫啥]\n".as_bytes(),
    );
    let output = run(at, &[RESUME, &["--vocabulary", "words.yaml"]].concat());
    assert!(
        stderr(&output).contains("every file is read again"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_run_without_resume_reads_everything() {
    let directory = documents(3);
    let at = directory.path();
    run(at, RESUME);
    let output = run(at, &["convert", "in", "-o", "out"]);
    assert_eq!(unchanged(&output), "");
    assert_same(&contents(&at.join("out")), &from_scratch(at, &[]));
}

/// A file that could not be read is tried again, even when it is readable by now.
#[test]
fn what_could_not_be_read_is_tried_again() {
    let directory = documents(1);
    let at = directory.path();
    let arguments = ["convert", "in", "extra.txt", "-o", "out", "--resume"];
    let output = run(at, &arguments);
    assert!(
        stderr(&output).contains("extra.txt: cannot read"),
        "{}",
        stderr(&output)
    );
    put(at, "extra.txt", text("补").as_bytes());
    let output = run(at, &arguments);
    assert_eq!(unchanged(&output), "6 files unchanged since the last run");
    assert!(
        !stderr(&output).contains("extra.txt"),
        "{}",
        stderr(&output)
    );
}

/// Whatever damages the journal, the worst result is that everything is read again.
#[test]
fn a_damaged_journal_costs_time_and_nothing_else() {
    let directory = documents(3);
    let at = directory.path();
    run(at, RESUME);
    let (path, whole) = (journal(at), fs::read(journal(at)).unwrap());
    let expected = from_scratch(at, &[]);
    let mut random = Random(7);
    for case in 0..24 {
        let mut bytes = whole.clone();
        match case % 4 {
            0 => bytes.truncate(random.below(bytes.len())),
            1 => bytes[random.below(whole.len())] ^= 1 << random.below(8),
            2 => bytes.extend_from_slice(&whole[..random.below(whole.len())]),
            _ => bytes[random.below(whole.len())..].fill(0),
        }
        fs::write(&path, &bytes).unwrap();
        run(at, RESUME);
        assert_same(&contents(&at.join("out")), &expected);
    }
}

#[test]
fn two_runs_do_not_write_to_one_directory() {
    let directory = documents(1);
    let at = directory.path();
    run(at, RESUME);
    let before = contents(&at.join("out"));
    let other = OpenOptions::new().write(true).open(journal(at)).unwrap();
    other.lock().unwrap();
    let output = yusuan(at, RESUME).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("another yusuan is writing"),
        "{}",
        stderr(&output)
    );
    assert_same(&contents(&at.join("out")), &before);
}

/// Pseudo-random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

fn size_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

/// Returns when the journal has grown to that size, or the run has ended.
fn wait_for(child: &mut Child, journal: &Path, size: u64) {
    while size_of(journal) < size && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

/// Kills runs before they end, until one completes, while files change in between.
#[test]
fn runs_that_are_killed_lose_nothing() {
    let directory = documents(40);
    let at = directory.path();
    let arguments = [RESUME, &["--quiet", "--jobs", "2", "--format", FORMATS]].concat();
    let (mut random, mut killed) = (Random(42), 0);
    put(
        at,
        "out/.documents.csv.abcdef.part",
        b"left by a run that was killed",
    );
    for round in 0..30 {
        // sometimes soon after the start, sometimes after some files, sometimes near the end
        let have = size_of(&journal(at));
        let target = have.saturating_sub(200) + random.below(1 + 700 * (round % 9)) as u64;
        let mut child = yusuan(at, &arguments)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for(&mut child, &journal(at), target);
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        if round % 10 == 9 {
            put(at, &format!("in/0/new{round}.txt"), text("新").as_bytes());
            fs::remove_file(at.join(format!("in/1/{}.txt", round + 1 - round % 3))).ok();
        }
    }
    assert!(killed > 10, "{killed}");
    run(at, &arguments);
    let expected = from_scratch(at, &["--format", FORMATS]);
    assert_same(&contents(&at.join("out")), &expected);
}

#[cfg(unix)]
#[test]
fn signals_leave_the_earlier_outputs_and_a_journal() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        a_signal_leaves_the_earlier_outputs_and_a_journal(signal, status);
    }
    // a test started with nohup hands the ignored signal down, and the program then outlives its terminal on purpose
    if !hangup_is_ignored() {
        a_signal_leaves_the_earlier_outputs_and_a_journal("-HUP", 129);
    }
}

#[cfg(unix)]
fn hangup_is_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_none_or(|mask| mask & 1 != 0)
}

/// A run that can be stopped at a known place: its last input is a pipe into which nothing is written.
#[cfg(unix)]
fn a_signal_leaves_the_earlier_outputs_and_a_journal(signal: &str, status: i32) {
    let directory = documents(6);
    let at = directory.path();
    run(at, RESUME);
    let before = contents(&at.join("out"));
    put(at, "in/0/0.txt", text("改").as_bytes());
    let made = std::process::Command::new("mkfifo")
        .arg(at.join("zz"))
        .status();
    assert!(made.unwrap().success());
    let arguments = [&["convert", "in", "zz", "-o", "out"], &["--resume"][..]].concat();
    let whole = size_of(&journal(at));
    let child = yusuan(at, &arguments).stderr(Stdio::piped()).spawn();
    let mut child = child.unwrap();
    // the end line is cut off and the entry of the changed file, which is longer, is appended
    wait_for(&mut child, &journal(at), whole + 1);
    let interrupt = std::process::Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{}", stderr(&output));
    assert!(stderr(&output).contains("--resume"), "{}", stderr(&output));
    let mut after = contents(&at.join("out"));
    let name = yusuan::journal::FILE_NAME;
    after.insert(name.to_owned(), before[name].clone());
    assert_same(&after, &before);
    let output = run(at, RESUME);
    assert_eq!(unchanged(&output), "11 files unchanged since the last run");
    assert_same(&contents(&at.join("out")), &from_scratch(at, &[]));
}

/// A limit on the size of files has the effect of a full disk: it needs no privileges, and the error is as sudden.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_earlier_outputs() {
    let directory = documents(30);
    let at = directory.path();
    run(at, &["convert", "in/1", "-o", "out", "--format", FORMATS]);
    let before = contents(&at.join("out"));
    for (blocks, shown) in [(1, "convert in"), (8, "convert in"), (64, "convert in")] {
        // the signal is ignored, so that writing fails as it does on a full disk
        let script = format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec {} {shown} -o out --format {FORMATS}",
            env!("CARGO_BIN_EXE_yusuan")
        );
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .env("LC_ALL", "C")
            .current_dir(at)
            .output()
            .unwrap();
        let text = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("yusuan: out/"), "{text}");
        assert!(text.contains("free some space"), "{text}");
        assert!(!text.contains("panicked"), "{text}");
        let mut after = contents(&at.join("out"));
        let name = yusuan::journal::FILE_NAME;
        after.insert(name.to_owned(), before[name].clone());
        assert_same(&after, &before);
    }
    run(at, &[RESUME, &["--format", FORMATS]].concat());
    assert_same(
        &contents(&at.join("out")),
        &from_scratch(at, &["--format", FORMATS]),
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stream_is_named() {
    let directory = documents(1);
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = yusuan(directory.path(), &["convert", "in"])
        .stdout(full)
        .output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("standard output: No space left"),
        "{}",
        stderr(&output)
    );
}

/// The journal is text that people can look into.
#[test]
fn the_journal_is_a_gzip_file_of_json_lines() {
    let directory = documents(3);
    let at = directory.path();
    run(at, RESUME);
    let mut unzipped = String::new();
    let bytes = fs::read(journal(at)).unwrap();
    let mut reader = flate2::read::MultiGzDecoder::new(&bytes[..]);
    std::io::Read::read_to_string(&mut reader, &mut unzipped).unwrap();
    let lines: Vec<serde_json::Value> = unzipped
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["basis"]["yusuan"], env!("CARGO_PKG_VERSION"));
    assert_eq!(lines[1]["input"]["path"], "0/0.txt");
    assert_eq!(lines[1]["input"]["outcome"]["ok"], 1);
    assert_eq!(lines[2]["path"], "0/0.txt");
    assert_eq!(lines[2]["sha256"], lines[1]["input"]["sha256"]);
    assert_eq!(lines.last().unwrap()["end"]["inputs"], 8);
}

/// Whoever may write to the directory could have any file overwritten that the user may write to.
#[cfg(unix)]
#[test]
fn a_journal_that_is_a_symbolic_link_is_refused() {
    let directory = documents(1);
    let at = directory.path();
    put(at, "precious", b"precious");
    fs::create_dir(at.join("out")).unwrap();
    std::os::unix::fs::symlink(at.join("precious"), journal(at)).unwrap();
    for arguments in [&["convert", "in", "-o", "out"][..], RESUME] {
        let output = yusuan(at, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let text = stderr(&output);
        assert!(text.contains("must not be a symbolic link"), "{text}");
        assert_eq!(fs::read(at.join("precious")).unwrap(), b"precious");
    }
}

#[cfg(unix)]
#[test]
fn a_directory_that_is_a_link_to_nothing_is_named() {
    let directory = documents(1);
    let at = directory.path();
    std::os::unix::fs::symlink(at.join("nowhere"), at.join("out")).unwrap();
    let output = yusuan(at, &["convert", "in", "-o", "out"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(text.contains("out: this is a symbolic link"), "{text}");
    assert!(!at.join("nowhere").exists());
}
