//! `merge`: joins the outputs of the shards of one batch into those of a single run.

use std::fs;
use std::io;
use std::time::Instant;

use indicatif::ProgressBar;
use yusuan::journal::{Journal, Known, Shards, Span};
use yusuan::message::{Language, Message};
use yusuan::record::Document;
use yusuan::writers::files::{Outputs, Piece};
use yusuan::writers::{OutputFormat, format_named};

use super::arguments::{MergeArgs, is_stream};
use super::convert::name_losses;
use super::interrupt::{Guarded, STOPPED_FOR_GOOD};
use super::stale;
use super::status::{DONE, FAULTS};
use super::summary::{Skipped, Summary};

/// Joins the shards and writes the outputs.
pub(super) fn run(args: &MergeArgs, language: Language) -> anyhow::Result<u8> {
    let began = Instant::now();
    if is_stream(&args.output) {
        return Err(no_stream().into());
    }
    refuse_to_overwrite(args)?;
    let shards = Shards::open(&args.directories).map_err(|error| error.message())?;
    let formats = formats(&shards.end.formats)?;
    let style = shards.end.style;
    let mut journal = Journal::begin(&args.output, shards.basis.clone())?;
    stale::remove(&args.output)?;
    let outputs = Guarded::new(Outputs::in_directory(&args.output, &formats, &style)?);
    outputs.stop_on_signals(&ProgressBar::hidden(), STOPPED_FOR_GOOD, language)?;
    let mut summary = Summary::default();
    for place in shards.places() {
        let (known, span) = shards.part(place);
        let mut piece = Piece::default();
        records(known, span, |document| {
            summary.count(&document);
            piece.push(document, &formats, &style)
        })?;
        outputs.write(piece)?;
        journal.append(&known.entry(span)?)?;
    }
    let losses = outputs.finish()?;
    journal.finish(shards.end)?;
    name_losses(&losses, language);
    if !args.quiet {
        summary.print(
            &Skipped::default(),
            began.elapsed(),
            language,
            &mut io::stderr().lock(),
        )?;
    }
    Ok(if summary.any_failed() { FAULTS } else { DONE })
}

fn no_stream() -> Message {
    Message::fixed(
        "合并的结果不能写到标准输出：请用 -o 指定一个目录；名为“-”的目录写作 -o ./-",
        "joined outputs cannot be written to standard output: name a directory with -o; write -o ./- for a directory called \"-\"",
    )
}

/// Refuses an output directory that is also an input: the new journal would replace an old one.
fn refuse_to_overwrite(args: &MergeArgs) -> anyhow::Result<()> {
    let Ok(output) = fs::canonicalize(&args.output) else {
        return Ok(());
    };
    let taken = args
        .directories
        .iter()
        .find(|directory| fs::canonicalize(directory).is_ok_and(|real| real == output));
    match taken {
        Some(directory) => {
            let directory = directory.display();
            Err(Message::new(
                format!("{directory}：这是要合并的分片之一，请用 -o 指定其他目录"),
                format!("{directory}: this is one of the shards; choose another directory with -o"),
            )
            .into())
        }
        None => Ok(()),
    }
}

fn formats(names: &[String]) -> anyhow::Result<Vec<&'static OutputFormat>> {
    names
        .iter()
        .map(|name| {
            format_named(name).ok_or_else(|| {
                let zh = format!("这个版本的 yusuan 不能写 {name} 格式");
                Message::new(zh, format!("this build of yusuan cannot write {name}")).into()
            })
        })
        .collect()
}

fn records(
    known: &Known,
    span: Span,
    mut each: impl FnMut(Document) -> io::Result<()>,
) -> io::Result<()> {
    let mut result = Ok(());
    known.records(span, |document| {
        if result.is_ok() {
            result = each(document);
        }
    })?;
    result
}
