//! `convert`: documents to files, or one nested format to standard output.

use std::io;
use std::time::Instant;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use yusuan::batch;
use yusuan::inputs::Inputs;
use yusuan::message::{Language, Message};
use yusuan::writers::files::{Losses, Outputs, Piece};
use yusuan::writers::{FORMATS, OutputFormat, Style, format_named};

use super::summary::Summary;
use super::{ConvertArgs, DONE, FAULTS};

/// Converts.
pub(super) fn run(args: &ConvertArgs, language: Language) -> anyhow::Result<u8> {
    let began = Instant::now();
    let formats = formats(args)?;
    let style = Style {
        excel: args.excel,
        header: args.header.map(Into::into),
    };
    let options = args.input.reading.options()?;
    let inputs = args.input.collect(args.output.clone())?;
    let mut outputs = match &args.output {
        Some(file) if file.is_file() => {
            return Err(no_directory()).context(file.display().to_string());
        }
        Some(directory) => Outputs::in_directory(directory, &formats, &style)?,
        None => {
            // `formats` has made sure that there is one nested format, which has one file.
            let stream = Box::new(io::BufWriter::new(io::stdout()));
            Outputs::to_stream(stream, &formats[0].joined()[0], &style)?
        }
    };
    let bar = progress(&inputs, args.input.quiet, language);
    let mut summary = Summary::default();
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let (mut counts, mut piece, mut result) =
                (Summary::default(), Piece::default(), Ok(()));
            batch::convert_file(input, &options, |document| {
                counts.count(&document);
                if result.is_ok() {
                    result = piece.push(document, &formats, &style);
                }
            });
            (counts, result.map(|()| piece))
        },
        |(counts, piece)| -> anyhow::Result<()> {
            outputs.write(&piece?)?;
            summary.add(counts);
            bar.inc(1);
            Ok(())
        },
    )?;
    let losses = outputs.finish()?;
    bar.finish_and_clear();
    name_losses(&losses, language);
    if !args.input.quiet {
        summary.print(
            inputs.skipped,
            began.elapsed(),
            language,
            &mut io::stderr().lock(),
        )?;
    }
    Ok(if summary.any_failed() { FAULTS } else { DONE })
}

/// Says what the files have no room for, also where nothing else is said.
fn name_losses(losses: &Losses, language: Language) {
    for loss in &losses.first {
        eprintln!("yusuan: {}", loss.message().get(language));
    }
    let more = losses.count - losses.first.len();
    if more > 0 {
        let more = Message::new(
            format!("另有 {more} 个值同样未能完整写出"),
            format!("{more} more values were not written whole"),
        );
        eprintln!("yusuan: {}", more.get(language));
    }
}

fn no_directory() -> Message {
    Message::fixed(
        "这是文件；-o 后面请给出一个目录，结果写在其中",
        "this is a file; give -o a directory, which the outputs are written into",
    )
}

/// The formats asked for, each once, or the default.
fn formats(args: &ConvertArgs) -> anyhow::Result<Vec<&'static OutputFormat>> {
    let default = if args.output.is_some() { "csv" } else { "json" };
    let mut formats: Vec<&'static OutputFormat> = Vec::new();
    let asked = args.format.iter().map(String::as_str);
    let fallback = args.format.is_empty().then_some(default);
    for format in asked.chain(fallback).filter_map(format_named) {
        if formats.iter().all(|known| known.name != format.name) {
            formats.push(format);
        }
    }
    if args.output.is_none() && (formats.len() != 1 || !formats[0].nested) {
        let names: Vec<_> = formats.iter().map(|format| format.name).collect();
        let nested: Vec<_> = FORMATS
            .iter()
            .filter(|format| format.nested)
            .map(|format| format.name)
            .collect();
        return Err(Message::new(
            format!(
                "{}不能写到标准输出：请加 -o DIR，或改用{}之一",
                names.join("、"),
                nested.join("、")
            ),
            format!(
                "{} cannot go to standard output: add -o DIR, or choose one of {}",
                names.join(" and "),
                nested.join(", ")
            ),
        )
        .into());
    }
    Ok(formats)
}

/// A bar on a terminal, nothing in a pipe.
pub(super) fn progress(inputs: &Inputs, quiet: bool, language: Language) -> ProgressBar {
    let target = if quiet {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(Some(inputs.list.len() as u64), target);
    let template = Message::fixed(
        "{bar:40} {pos}/{len} 个文件，{per_sec}，还需 {eta}",
        "{bar:40} {pos}/{len} files, {per_sec}, {eta} left",
    );
    match ProgressStyle::with_template(template.get(language)) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
