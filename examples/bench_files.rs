//! Makes the files that `benches/compare.py` measures with, and does the least work, which its goal refers to.
//!
//! ```text
//! cargo run --release --example bench_files -- write DIR      # DIR/set/{20,100,500}.docx and 2,000 files in DIR/small
//! cargo run --release --example bench_files -- plain FILE...  # inflates and tokenizes, every event visited
//! cargo run --release --example bench_files -- inflate FILE...  # inflates, and looks at nothing
//! ```

#[path = "../benches/generated.rs"]
mod generated;

use std::fs;
use std::hint::black_box;
use std::io::{self, BufReader};
use std::path::Path;

use anyhow::Context;
use quick_xml::events::Event;

/// The number of projects in each document of the set.
const SET: [usize; 3] = [20, 100, 500];
/// The number of files with one project each.
const SMALL_FILES: usize = 2_000;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", directory] => write(directory.as_ref()),
        ["plain", ref files @ ..] => {
            let events = files.iter().map(|file| plain(file.as_ref()));
            println!("{} events", events.sum::<anyhow::Result<usize>>()?);
            Ok(())
        }
        ["inflate", ref files @ ..] => {
            let bytes = files.iter().map(|file| inflate(file.as_ref()));
            println!("{} bytes", bytes.sum::<anyhow::Result<u64>>()?);
            Ok(())
        }
        _ => Err(io::Error::other("say `write DIR`, `plain FILE...` or `inflate FILE...`").into()),
    }
}

/// Writes the set and the small files. The bytes are the same each time.
fn write(directory: &Path) -> anyhow::Result<()> {
    let (set, small) = (directory.join("set"), directory.join("small"));
    fs::create_dir_all(&set)?;
    fs::create_dir_all(&small)?;
    for projects in SET {
        fs::write(
            set.join(format!("{projects}.docx")),
            generated::docx(projects),
        )?;
    }
    let one = generated::docx(1);
    for number in 0..SMALL_FILES {
        fs::write(small.join(format!("{number:04}.docx")), &one)?;
    }
    Ok(())
}

/// Inflates the main part of a docx, which every reader must do. Returns its size.
fn inflate(file: &Path) -> anyhow::Result<u64> {
    let name = || file.display().to_string();
    let mut archive = zip::ZipArchive::new(io::Cursor::new(fs::read(file).with_context(name)?))?;
    let mut part = archive.by_name("word/document.xml").with_context(name)?;
    io::copy(&mut part, &mut io::sink()).with_context(name)
}

/// Inflates and tokenizes the main part of a docx with a buffer of fixed size: the least work for a reader that does
/// not know what it looks for. Returns the number of events.
fn plain(file: &Path) -> anyhow::Result<usize> {
    let name = || file.display().to_string();
    let mut archive = zip::ZipArchive::new(io::Cursor::new(fs::read(file).with_context(name)?))?;
    let part = archive.by_name("word/document.xml").with_context(name)?;
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
    let (mut events, mut buffer) = (0, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).with_context(name)? {
            Event::Eof => return Ok(events),
            event => {
                black_box(event);
                events += 1;
            }
        }
        buffer.clear();
    }
}
