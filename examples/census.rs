//! Switches each mechanism of the recognizer off alone and counts the documents that are read differently.
//!
//! ```text
//! cargo run --release --example census -- [DIR]
//! ```
//!
//! In: the samples, the pages of `tests/pages/sheets.txt`, and every document below DIR. Out: a line for each mechanism: how many
//! samples, pages and documents of DIR change. A mechanism that changes one page alone should be a case of another, or go.

#[path = "../tests/sheets/mod.rs"]
mod sheets;

use std::path::{Path, PathBuf};

use yusuan::convert::{Options, convert};
use yusuan::recognize::census::{mechanisms, switch_off};

struct Input {
    name: String,
    bytes: Vec<u8>,
    /// What all mechanisms together read.
    read: String,
}

fn read(name: &str, bytes: &[u8]) -> String {
    let mut document = convert(name, bytes, &Options::default());
    document.findings.clear();
    serde_json::to_string(&document.projects).unwrap_or_default()
}

fn input(name: String, bytes: Vec<u8>) -> Input {
    let read = read(&name, &bytes);
    Input { name, bytes, read }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files_below(&path, found);
        } else if path
            .extension()
            .is_some_and(|it| it != "json" && it != "md")
        {
            found.push(path);
        }
    }
}

fn below(folder: &str, extension: Option<&str>) -> Vec<Input> {
    let mut files = Vec::new();
    files_below(Path::new(folder), &mut files);
    files.retain(|file| extension.is_none_or(|own| file.extension().is_some_and(|it| it == own)));
    files.sort();
    let read = files.into_iter().filter_map(|file| {
        let bytes = std::fs::read(&file).ok()?;
        Some(input(file.to_string_lossy().into_owned(), bytes))
    });
    read.collect()
}

fn changed(inputs: &[Input]) -> usize {
    let differs = |input: &&Input| read(&input.name, &input.bytes) != input.read;
    inputs.iter().filter(differs).count()
}

fn main() {
    let samples = below("samples", Some("docx"));
    let pages = sheets::all().into_iter();
    let pages: Vec<Input> = pages
        .map(|sheet| input("page.html".to_owned(), sheet.page().into_bytes()))
        .collect();
    let others = std::env::args()
        .nth(1)
        .map_or_else(Vec::new, |folder| below(&folder, None));
    println!(
        "{:>7} {:>7} {:>7}  switched off",
        format!("of {}", samples.len()),
        format!("of {}", pages.len()),
        format!("of {}", others.len())
    );
    for name in mechanisms() {
        switch_off(Some(name));
        let counts = [&samples, &pages, &others].map(|inputs| changed(inputs));
        println!("{:>7} {:>7} {:>7}  {name}", counts[0], counts[1], counts[2]);
    }
    switch_off(None);
}
