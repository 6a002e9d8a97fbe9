//! Writes a budget document of any size, for measurements.
//!
//! ```text
//! cargo run --release --example make_large -- MEGABYTES FILE
//! ```
//!
//! Out: a docx whose main part has approximately that many megabytes of XML.

use std::process::ExitCode;

#[path = "../benches/generated.rs"]
mod generated;

/// Bytes of XML that one project takes.
const PROJECT_BYTES: usize = 68_600;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [megabytes, file] = &arguments[..] else {
        return usage();
    };
    let Ok(megabytes) = megabytes.parse::<usize>() else {
        return usage();
    };
    let bytes = generated::docx(megabytes * 1_000_000 / PROJECT_BYTES);
    match std::fs::write(file, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: make_large MEGABYTES FILE");
    ExitCode::from(2)
}
