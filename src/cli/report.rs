//! `report`: one page about many documents.

use std::io::Write;
use std::path::{Path, absolute};
use std::time::Instant;

use yusuan::atomic_file::make_directory;
use yusuan::batch;
use yusuan::inputs::is_stdin;
use yusuan::message::Language;
use yusuan::report::{Part, Report};
use yusuan::writers::files::write_whole;

use super::arguments::{ReportArgs, is_stream};
use super::browser;
use super::convert::progress;
use super::status::{DONE, FAULTS};
use super::summary::{Skipped, Summary};

/// Writes the page.
pub(super) fn run(args: &ReportArgs, language: Language) -> anyhow::Result<u8> {
    let began = Instant::now();
    let output = Some(&args.output).filter(|output| !is_stream(output));
    let inputs = args.input.collect(output.cloned())?;
    let bar = progress(&inputs, args.input.quiet, language);
    let options = args.input.reading.options()?;
    let (mut summary, mut report) = (Summary::default(), Report::default());
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let mut parts = Vec::new();
            let file = output.and_then(|page| link(page, &input.file));
            batch::convert_file_with_blocks(input, &options, |record, blocks| {
                parts.push(Part::of(record, blocks.as_ref()).with_file(file.clone()));
            });
            parts
        },
        |parts| -> anyhow::Result<()> {
            for part in parts {
                summary.count(part.record());
                report.add(part);
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    bar.finish_and_clear();
    let page = report.finish()?;
    match output {
        Some(file) => write(file, &page)?,
        None => std::io::stdout().lock().write_all(page.as_bytes())?,
    }
    if !args.input.quiet {
        let stream = &mut std::io::stderr().lock();
        summary.print(&Skipped::of(&inputs), began.elapsed(), language, stream)?;
    }
    if let Some(file) = output.filter(|_| args.open) {
        browser::show(&file.display().to_string(), language);
    }
    Ok(if summary.any_failed() { FAULTS } else { DONE })
}

/// The address of a file as seen from the page, which works as long as both keep their places.
fn link(page: &Path, file: &Path) -> Option<String> {
    let (page, target) = (absolute(page).ok()?, absolute(file).ok()?);
    let (from, to) = (parts(page.parent()?)?, parts(&target)?);
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|name| encoded(name));
    let address = up.chain(down).collect::<Vec<_>>().join("/");
    // on another drive there is no way from one to the other
    (common > 0 && !is_stdin(file)).then_some(address)
}

/// The names of a path, the drive first; `None` where one is not Unicode.
fn parts(path: &Path) -> Option<Vec<&str>> {
    path.components()
        .map(|part| part.as_os_str().to_str())
        .collect()
}

fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    for char in name.chars() {
        match char {
            '%' | '?' | '#' | '\\' | '"' | '<' | '>' | ' ' | ':' => {
                encoded += &format!("%{:02X}", u32::from(char));
            }
            char => encoded.push(char),
        }
    }
    encoded
}

fn write(file: &Path, page: &str) -> anyhow::Result<()> {
    if let Some(directory) = file.parent().filter(|directory| !directory.exists()) {
        make_directory(directory)?;
    }
    Ok(write_whole(file, page.as_bytes())?)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_the_files() {
        for (page, file, expected) in [
            ("/a/report.html", "/a/b/c.docx", "b/c.docx"),
            ("/a/out/report.html", "/a/b/c 1#.docx", "../b/c%201%23.docx"),
            ("/tmp/report.html", "/home/表.docx", "../home/表.docx"),
            ("report.html", "b/c.docx", "b/c.docx"),
            ("./report.html", "./a:b.docx", "a%3Ab.docx"),
        ] {
            let found = link(Path::new(page), Path::new(file));
            assert_eq!(found.as_deref(), Some(expected), "{page}");
        }
        assert_eq!(link(Path::new("report.html"), Path::new("-")), None);
    }
}
