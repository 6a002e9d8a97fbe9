//! `report`: one page about many documents.

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use yusuan::atomic_file::make_directory;
use yusuan::batch;
use yusuan::message::Language;
use yusuan::report::{Part, Report};
use yusuan::writers::files::write_whole;

use super::arguments::{ReportArgs, is_stream};
use super::browser;
use super::convert::progress;
use super::links::link;
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

fn write(file: &Path, page: &str) -> anyhow::Result<()> {
    if let Some(directory) = file.parent().filter(|directory| !directory.exists()) {
        make_directory(directory)?;
    }
    Ok(write_whole(file, page.as_bytes())?)
}
