//! `compare`: what documents have in common, and how a project's targets changed from year to year.

use std::io::{self, Write};
use std::path::Path;
use std::time::Instant;

use yusuan::atomic_file::make_directory;
use yusuan::batch;
use yusuan::compare::{Comparer, Comparison, Link, Side};
use yusuan::finding::Location;
use yusuan::message::{Language, Message, printable};
use yusuan::writers::files::write_whole;
use yusuan::writers::{Style, csv};

use super::arguments::{CompareArgs, CompareFormat, is_stream};
use super::convert::progress;
use super::findings::numbers;
use super::status::{DONE, FAULTS};
use super::summary::{Skipped, Summary};

/// Compares the documents and writes the comparisons.
pub(super) fn run(args: &CompareArgs, language: Language) -> anyhow::Result<u8> {
    let began = Instant::now();
    let directory = args.output.as_deref().filter(|output| !is_stream(output));
    let inputs = args.input.collect(directory.map(Path::to_path_buf))?;
    let bar = progress(&inputs, args.input.quiet, language);
    let options = args.input.reading.options()?;
    let (mut summary, mut comparer) = (Summary::default(), Comparer::default());
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let mut documents = Vec::new();
            batch::convert_file(input, &options, |document| documents.push(document));
            documents
        },
        |documents| -> anyhow::Result<()> {
            for document in documents {
                summary.count(&document);
                comparer.add(&document);
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    bar.finish_and_clear();
    let comparisons = comparer.finish().comparisons;
    match directory {
        Some(directory) => in_directory(args, directory, &comparisons, language)?,
        None => {
            let bytes = encode(format(args, CompareFormat::Text), &comparisons, language)?;
            io::stdout().lock().write_all(&bytes)?;
        }
    }
    if !args.input.quiet {
        let stream = &mut io::stderr().lock();
        summary.print(&Skipped::of(&inputs), began.elapsed(), language, stream)?;
    }
    Ok(if summary.any_failed() { FAULTS } else { DONE })
}

fn format(args: &CompareArgs, default: CompareFormat) -> CompareFormat {
    args.format.unwrap_or(default)
}

fn in_directory(
    args: &CompareArgs,
    directory: &Path,
    comparisons: &[Comparison],
    language: Language,
) -> anyhow::Result<()> {
    let format = format(args, CompareFormat::Csv);
    let name = match format {
        CompareFormat::Text => "comparisons.txt",
        CompareFormat::Csv => "comparisons.csv",
        CompareFormat::Json => "comparisons.json",
    };
    let bytes = encode(format, comparisons, language)?;
    make_directory(directory)?;
    Ok(write_whole(&directory.join(name), &bytes)?)
}

fn encode(
    format: CompareFormat,
    comparisons: &[Comparison],
    language: Language,
) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    match format {
        CompareFormat::Text => text(comparisons, language, &mut out)?,
        CompareFormat::Csv => out = csv::comparisons(comparisons, &Style::default())?,
        CompareFormat::Json => {
            serde_json::to_writer_pretty(&mut out, comparisons)?;
            out.push(b'\n');
        }
    }
    Ok(out)
}

/// Prints the paths of the two documents, and their comparisons below. Paths equal to those of the comparison before
/// are not repeated.
fn text(comparisons: &[Comparison], language: Language, out: &mut Vec<u8>) -> io::Result<()> {
    let mut before: Option<(&str, &str)> = None;
    for comparison in comparisons {
        let files = (comparison.a.path.as_str(), comparison.b.path.as_str());
        if before != Some(files) {
            let gap = if before.is_some() { "\n" } else { "" };
            writeln!(out, "{gap}{} | {}", printable(files.0), printable(files.1))?;
            before = Some(files);
        }
        let message = match language {
            Language::Zh => &comparison.message_zh,
            Language::En => &comparison.message_en,
        };
        let message = printable(message);
        writeln!(out, "  {message} [{}]", comparison.kind.as_str())?;
        let (a, b) = (
            place(&comparison.a, language),
            place(&comparison.b, language),
        );
        let link = link(comparison.linked_by);
        writeln!(out, "      {a} | {b} | {}", link.get(language))?;
    }
    Ok(())
}

fn place(side: &Side, language: Language) -> String {
    let location = Location {
        table: side.table,
        row: side.row,
        ..Location::default()
    };
    numbers(&location, language).unwrap_or_else(|| {
        let whole = Message::fixed("整个文件", "whole file");
        whole.get(language).to_owned()
    })
}

/// The keys by which two things were linked.
fn link(link: Link) -> Message {
    match link {
        Link::Bytes => Message::fixed("文件内容相同", "the same bytes"),
        Link::Content => Message::fixed("项目内容相同", "the same content"),
        Link::Text => Message::fixed("文字相同", "the same text"),
        Link::UnitNameProjectCode => Message::fixed(
            "单位名称和项目代码相同",
            "the same unit name and project code",
        ),
        Link::UnitCodeProjectCode => Message::fixed(
            "单位代码和项目代码相同",
            "the same unit code and project code",
        ),
        Link::UnitNameProjectName => Message::fixed(
            "单位名称和项目名称相同",
            "the same unit name and project name",
        ),
        Link::UnitCodeProjectName => Message::fixed(
            "单位代码和项目名称相同",
            "the same unit code and project name",
        ),
    }
}
