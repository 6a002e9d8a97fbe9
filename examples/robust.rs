//! Runs every file under a directory through the whole pipeline and reports the outcome: no file may panic, hang or
//! exhaust the memory.
//!
//! ```text
//! cargo run --release --example robust -- DIR
//! ```
//!
//! Out: counts by format and outcome, every panic, the slowest files, wall time and peak memory. Exits with 1 when a
//! file panicked or took longer than [`MAX_SECONDS`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use yusuan::convert::{Options, failed, interpret, read};
use yusuan::document::Block;
use yusuan::error::Error;
use yusuan::finding::Findings;
use yusuan::inputs::{Walk, collect};
use yusuan::record::blank_record;
use yusuan::record::{Document, Status};
use yusuan::writers::{FORMATS, Style};

/// A file that takes longer counts as a failure.
const MAX_SECONDS: u64 = 10;

struct Outcome {
    path: PathBuf,
    format: String,
    status: String,
    tables: usize,
    projects: usize,
    time: Duration,
}

fn main() -> ExitCode {
    let Some(root) = std::env::args().nth(1) else {
        eprintln!("usage: robust DIR");
        return ExitCode::from(2);
    };
    // panics are counted below; their messages contain the place
    std::panic::set_hook(Box::new(|info| eprintln!("PANIC {info}")));
    let started = Instant::now();
    let outcomes: Vec<Outcome> = collect(&[root.into()], &Walk::default())
        .list
        .into_iter()
        .map(|input| outcome(input.file))
        .collect();
    report(&outcomes, started.elapsed())
}

fn outcome(path: PathBuf) -> Outcome {
    let started = Instant::now();
    let bytes = std::fs::read(&path).unwrap_or_default();
    let name = path.to_string_lossy().into_owned();
    let result = catch_unwind(AssertUnwindSafe(|| pipeline(&name, &bytes)));
    let (record, tables) = result.unwrap_or_else(|_| {
        eprintln!("PANIC in {name}");
        let error = Error::Internal("PANIC".to_owned());
        (failed(&name, &bytes, &error), 0)
    });
    let status = match &record.error {
        Some(error) if error.code == "internal" => "PANIC".to_owned(),
        Some(error) => format!("failed: {}", error.code),
        None if record.status == Status::Partial => "partial".to_owned(),
        None => "ok".to_owned(),
    };
    let format = record.format.map(|format| format.as_str().to_owned());
    Outcome {
        format: format.unwrap_or_else(|| extension(&path)),
        path,
        status,
        tables,
        projects: record.projects.len(),
        time: started.elapsed(),
    }
}

/// Reads, recognizes, checks and writes in every format. Returns the record, and the number of tables at the top level
/// of the document.
fn pipeline(name: &str, bytes: &[u8]) -> (Document, usize) {
    let mut findings = Findings::default();
    let (format, document) = match read(name, bytes, &mut findings) {
        Ok(read) => read,
        Err(error) => return (failed(name, bytes, &error), 0),
    };
    let tables = document.blocks.iter().filter_map(Block::as_table).count();
    let mut record = blank_record(name, bytes);
    record.format = Some(format);
    let record = interpret(&document, record, &Options::default(), findings);
    let style = Style::default();
    for file in FORMATS.iter().flat_map(|format| format.joined()) {
        let mut written = Vec::new();
        (file.encode)(&record, &style, &mut written).expect("memory takes every byte");
    }
    (record, tables)
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    format!(".{}", extension.to_lowercase())
}

fn report(outcomes: &[Outcome], wall: Duration) -> ExitCode {
    let mut counts: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for outcome in outcomes {
        let count = counts
            .entry((&outcome.format, &outcome.status))
            .or_default();
        count[0] += 1;
        count[1] += outcome.tables;
        count[2] += outcome.projects;
    }
    println!(
        "{:<10} {:<28} {:>6} {:>7} {:>9}",
        "format", "status", "files", "tables", "projects"
    );
    for ((format, status), [files, tables, projects]) in &counts {
        println!("{format:<10} {status:<28} {files:>6} {tables:>7} {projects:>9}");
    }
    let mut slowest: Vec<&Outcome> = outcomes.iter().collect();
    slowest.sort_by_key(|outcome| std::cmp::Reverse(outcome.time));
    println!("\nslowest:");
    for outcome in slowest.iter().take(5) {
        println!(
            "{:>9.3} s  {}",
            outcome.time.as_secs_f64(),
            outcome.path.display()
        );
    }
    let files = outcomes.len();
    println!(
        "\n{files} files in {:.3} s, peak memory {}",
        wall.as_secs_f64(),
        peak_memory()
    );
    let bad = outcomes.iter().filter(|outcome| {
        outcome.status == "PANIC" || outcome.time > Duration::from_secs(MAX_SECONDS)
    });
    match bad.count() {
        0 => ExitCode::SUCCESS,
        bad => {
            println!("{bad} files panicked or took longer than {MAX_SECONDS} s");
            ExitCode::FAILURE
        }
    }
}

/// The most memory that this process has used, where the system reports it.
fn peak_memory() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}
