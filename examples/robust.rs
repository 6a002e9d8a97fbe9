//! Reads every file under a directory and tells what became of it: no file may panic, hang or eat the memory.
//!
//! ```text
//! cargo run --release --example robust -- DIR
//! ```
//!
//! Out: counts by format and outcome, panics one by one, the slowest files, wall time and peak memory. Exits 1 when a
//! file panicked or took longer than [`MAX_SECONDS`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use yusuan::document::Block;
use yusuan::finding::{Findings, Severity};
use yusuan::inputs::{Walk, collect};

/// A file that takes longer counts as a failure.
const MAX_SECONDS: u64 = 10;

struct Outcome {
    path: PathBuf,
    format: String,
    status: String,
    tables: usize,
    time: Duration,
}

fn main() -> ExitCode {
    let Some(root) = std::env::args().nth(1) else {
        eprintln!("usage: robust DIR");
        return ExitCode::from(2);
    };
    // panics are counted below; their messages name the place
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
    let mut findings = Findings::default();
    let result = catch_unwind(AssertUnwindSafe(|| {
        yusuan::convert::read(&name, &bytes, &mut findings)
    }));
    let broken = findings
        .as_slice()
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let (format, status, tables) = match result {
        Ok(Ok((format, document))) => {
            let status = if broken { "partial" } else { "ok" };
            let tables = document.blocks.iter().filter_map(Block::as_table).count();
            (format.as_str().to_owned(), status.to_owned(), tables)
        }
        Ok(Err(error)) => (extension(&path), format!("failed: {}", error.code()), 0),
        Err(_) => {
            eprintln!("PANIC in {name}");
            (extension(&path), "PANIC".to_owned(), 0)
        }
    };
    Outcome {
        path,
        format,
        status,
        tables,
        time: started.elapsed(),
    }
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    format!(".{}", extension.to_lowercase())
}

fn report(outcomes: &[Outcome], wall: Duration) -> ExitCode {
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for outcome in outcomes {
        let count = counts
            .entry((&outcome.format, &outcome.status))
            .or_default();
        count.0 += 1;
        count.1 += outcome.tables;
    }
    println!(
        "{:<10} {:<28} {:>6} {:>7}",
        "format", "status", "files", "tables"
    );
    for ((format, status), (files, tables)) in &counts {
        println!("{format:<10} {status:<28} {files:>6} {tables:>7}");
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

/// The most memory this process ever held, where the system tells.
fn peak_memory() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}
