//! Runs damaged documents through the whole pipeline: none may panic, hang, or give an invalid record.
//!
//! ```text
//! cargo run --release --example mutate -- N [FIRST] [JOBS]
//! cargo run --release --example mutate -- case NUMBER
//! cargo run --release --example mutate -- values N [FIRST]
//! ```
//!
//! In: the samples; each number is a mutant, the same on every machine. Out: figures, and in `target/mutants/` each
//! input that failed, shortened as long as it still fails. When the process itself dies (a stack overflow), the file
//! `running` there has the numbers of the cases that were running. Exits with 1 when a case failed.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use yusuan::limits::STACK_BYTES;
use yusuan::normalize::amount::{find_amounts, parse_amount};
use yusuan::normalize::enumeration::split_objectives;
use yusuan::normalize::target::{parse_split_target, parse_target};

#[path = "../tests/invariants/mod.rs"]
mod invariants;
#[path = "../tests/mutants/mod.rs"]
mod mutants;

use mutants::archive::{pack, unpack};
use mutants::values::{raws, value};
use mutants::verdict::{Seen, examine};
use mutants::{Sample, mutant, samples};

/// Where failing inputs are saved.
const FOLDER: &str = "target/mutants";
/// A case that takes longer is reported.
const SLOW: Duration = Duration::from_secs(1);
/// How often shortening one failing input is tried.
const SHRINKS: usize = 2_000;
/// How many different failures are saved; the others are only counted.
const SAVED: usize = 50;

thread_local! {
    /// Message and place of the last panic of this thread.
    static PANIC: Cell<String> = const { Cell::new(String::new()) };
}

/// The results of all threads.
#[derive(Default)]
struct Tally {
    read: u64,
    with_projects: u64,
    projects: u64,
    slow: u64,
    slowest: (Duration, u64),
    /// Every different failure, with its first case and its count.
    failures: BTreeMap<String, (u64, u64)>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments.get(at).and_then(|text| text.parse::<u64>().ok());
    std::panic::set_hook(Box::new(|info| PANIC.set(info.to_string())));
    if arguments.first().is_some_and(|word| word == "values") {
        return values(number(2).unwrap_or(0), number(1).unwrap_or(0));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let samples = samples(&root.join("samples"));
    fs::create_dir_all(FOLDER).expect("the folder for failing inputs");
    if arguments.first().is_some_and(|word| word == "case") {
        return one_case(&samples, number(1).unwrap_or(0));
    }
    let Some(count) = number(0) else {
        eprintln!("usage: mutate N [FIRST] [JOBS]");
        return ExitCode::from(2);
    };
    let first = number(1).unwrap_or(0);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let jobs = number(2).map_or(cores, |jobs| jobs as usize);
    let tally = run(&samples, first, count, jobs);
    for (failure, (case, times)) in &tally.failures {
        println!("{times} times, first in case {case}: {failure}");
    }
    if tally.failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn one_case(samples: &[Sample], number: u64) -> ExitCode {
    let (name, bytes) = mutant(samples, number);
    let path = format!("{FOLDER}/{number}-{name}");
    fs::write(&path, &bytes).expect("the input is saved");
    let started = Instant::now();
    let seen = attempt(&name, &bytes);
    println!("{path}: {seen:?}, {:.3} s", started.elapsed().as_secs_f64());
    ExitCode::from(u8::from(seen.is_err()))
}

/// Runs the grammar of values and the other parsers of a cell's text.
fn values(first: u64, count: u64) -> ExitCode {
    let (raws, words, started) = (
        raws(),
        &yusuan::vocabulary::Vocabulary::builtin().values,
        Instant::now(),
    );
    let (mut numbers, mut failures) = (0u64, 0u64);
    for case in first..first + count {
        let text = value(&raws, case);
        let year = (!case.is_multiple_of(4)).then_some(2023);
        let result = catch_unwind(AssertUnwindSafe(|| {
            let target = match text.split('|').collect::<Vec<_>>()[..] {
                [operator, value, unit] => parse_split_target(operator, value, unit, year, words),
                _ => parse_target(&text, year, words),
            };
            invariants::check_invariants(&target);
            parse_amount(&text, None, words);
            find_amounts(&text, words);
            split_objectives(&text);
            target.value.is_some()
        }));
        match result {
            Ok(is_number) => numbers += u64::from(is_number),
            Err(_) => {
                failures += 1;
                println!("value {case} {text:?}: {}", PANIC.take());
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{count} values, {:.0}/s; {numbers} with a number; {failures} failures",
        count as f64 / seconds
    );
    ExitCode::from(u8::from(failures > 0))
}

/// Runs the cases from `first` on, on several threads whose stacks are as large as those of a real run.
fn run(samples: &[Sample], first: u64, count: u64, jobs: usize) -> Tally {
    let next = AtomicU64::new(first);
    let tally = Mutex::new(Tally::default());
    let running = File::create(format!("{FOLDER}/running")).expect("the file of running cases");
    let started = Instant::now();
    thread::scope(|scope| {
        for job in 0..jobs {
            let (next, tally, running) = (&next, &tally, &running);
            let work = move || {
                loop {
                    let case = next.fetch_add(1, Ordering::Relaxed);
                    if case >= first + count {
                        return;
                    }
                    let line = format!("{case:<19}\n");
                    running
                        .write_all_at(line.as_bytes(), 20 * job as u64)
                        .expect("the number of the case");
                    run_case(samples, case, tally);
                    let done = case + 1 - first;
                    if done.is_multiple_of(10_000) || done == count {
                        report(&tally.lock().expect("no panic holds it"), done, started);
                    }
                }
            };
            thread::Builder::new()
                .stack_size(STACK_BYTES)
                .spawn_scoped(scope, work)
                .expect("a thread");
        }
    });
    tally.into_inner().expect("no panic holds it")
}

fn run_case(samples: &[Sample], case: u64, tally: &Mutex<Tally>) {
    let (name, bytes) = mutant(samples, case);
    let started = Instant::now();
    let seen = attempt(&name, &bytes);
    let time = started.elapsed();
    let new = {
        let mut tally = tally.lock().expect("no panic holds it");
        if time > SLOW {
            tally.slow += 1;
            println!(
                "case {case}: {:.1} s, {} bytes",
                time.as_secs_f64(),
                bytes.len()
            );
        }
        tally.slowest = tally.slowest.max((time, case));
        match &seen {
            Ok(seen) => {
                tally.read += u64::from(seen.read);
                tally.with_projects += u64::from(seen.projects > 0);
                tally.projects += seen.projects as u64;
                None
            }
            Err(failure) => {
                let entry = tally.failures.entry(failure.clone()).or_insert((case, 0));
                entry.1 += 1;
                (entry.1 == 1 && tally.failures.len() <= SAVED).then(|| failure.clone())
            }
        }
    };
    if let Some(failure) = new {
        println!("case {case} ({name}): {failure}");
        let smallest = shrink(&name, bytes, &failure);
        let path = format!("{FOLDER}/{case}-{name}");
        fs::write(&path, &smallest).expect("the input is saved");
        println!("  saved as {path}, {} bytes", smallest.len());
    }
}

/// The verdict on one input; a panic is a failure as well.
fn attempt(name: &str, bytes: &[u8]) -> Result<Seen, String> {
    catch_unwind(AssertUnwindSafe(|| examine(name, bytes))).unwrap_or_else(|_| Err(PANIC.take()))
}

/// Removes parts as long as the failure stays the same; of a package, parts of its members.
fn shrink(name: &str, bytes: Vec<u8>, failure: &str) -> Vec<u8> {
    let mut tries = SHRINKS;
    let Some(mut members) = unpack(&bytes) else {
        return cut_down(bytes, &mut tries, |bytes| {
            attempt(name, bytes).is_err_and(|other| other == failure)
        });
    };
    for at in 0..members.len() {
        let whole = members[at].1.clone();
        let rest = members.clone();
        members[at].1 = cut_down(whole, &mut tries, |bytes| {
            let mut members = rest.clone();
            members[at].1 = bytes.to_vec();
            attempt(name, &pack(&members, true)).is_err_and(|other| other == failure)
        });
    }
    let packed = pack(&members, true);
    let same = attempt(name, &packed).is_err_and(|other| other == failure);
    if same { packed } else { bytes }
}

fn cut_down(mut bytes: Vec<u8>, tries: &mut usize, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut part = bytes.len().div_ceil(2);
    while part > 0 {
        let mut at = 0;
        while at < bytes.len() && *tries > 0 {
            *tries -= 1;
            let end = (at + part).min(bytes.len());
            let less = [&bytes[..at], &bytes[end..]].concat();
            if fails(&less) {
                bytes = less;
            } else {
                at = end;
            }
        }
        part /= 2;
    }
    bytes
}

fn report(tally: &Tally, done: u64, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{done} cases, {:.0}/s; {} read, {} with projects, {} projects; {} failures, {} slower than {} s, slowest {:.2} s (case {}); peak memory {}",
        done as f64 / seconds,
        tally.read,
        tally.with_projects,
        tally.projects,
        tally.failures.values().map(|(_, times)| times).sum::<u64>(),
        tally.slow,
        SLOW.as_secs(),
        tally.slowest.0.as_secs_f64(),
        tally.slowest.1,
        peak_memory(),
    );
}

/// The most memory that this process has used, where the system reports it.
fn peak_memory() -> String {
    fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}
