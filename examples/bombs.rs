//! Writes files that cost more work than their bytes, for measurements.
//!
//! ```text
//! cargo run --release --example bombs -- DIR TIMES
//! ```
//!
//! Out: a file of every family of `tests/bombs`, TIMES as large as the smallest that `tests/growth.rs` measures.

use std::path::Path;
use std::process::ExitCode;

#[path = "../tests/bombs/mod.rs"]
mod bombs;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let times = arguments.get(1).and_then(|times| times.parse().ok());
    let (Some(directory), Some(times)) = (arguments.first(), times) else {
        eprintln!("usage: bombs DIR TIMES");
        return ExitCode::from(2);
    };
    match write(Path::new(directory), times) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{directory}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(directory: &Path, times: usize) -> std::io::Result<()> {
    std::fs::create_dir_all(directory)?;
    for family in bombs::FAMILIES {
        let bytes = (family.make)(times * family.size);
        std::fs::write(directory.join(family.name), bytes)?;
    }
    std::fs::write(directory.join("nested-chunks.docx"), bombs::nested(160))
}
