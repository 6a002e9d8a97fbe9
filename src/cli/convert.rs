//! `convert`: writes documents to files, or in one nested format to standard output.

use std::io;
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use yusuan::batch;
use yusuan::convert::{self, Options};
use yusuan::inputs::{Input, Inputs};
use yusuan::journal::{Basis, End, Journal, Known, Pack, Span, sha256_of_names};
use yusuan::message::{Language, Message};
use yusuan::record::Document;
use yusuan::writers::files::{Losses, Outputs, Piece};
use yusuan::writers::{FORMATS, OutputFormat, Sources, Style, format_named};

use super::arguments::ConvertArgs;
use super::interrupt::{Guarded, STOPPED};
use super::links::link;
use super::stale;
use super::status::{DONE, FAULTS, warn};
use super::summary::{Skipped, Summary};

/// Converts the inputs and writes the outputs.
pub(super) fn run(args: &ConvertArgs, language: Language) -> anyhow::Result<u8> {
    let began = Instant::now();
    let formats = formats(args)?;
    let style = Style {
        excel: args.excel,
        header: args.header.map(Into::into),
    };
    let options = args.input.reading.options()?;
    let mut inputs = args
        .input
        .collect(args.directory().map(Path::to_path_buf))?;
    let end = end_of(args, &inputs, &formats, &style);
    if let Some(shard) = args.shard {
        inputs.list.retain(|input| shard.takes(&input.name));
    }
    let bar = progress(&inputs, args.input.quiet, language);
    let mut past = Past::open(args, &options, language)?;
    let outputs = match args.directory() {
        Some(directory) => {
            stale::remove(directory)?;
            let mut outputs = Outputs::in_directory(directory, &formats, &style)?;
            outputs.link(&sources(directory, &inputs, &formats));
            let outputs = Guarded::new(outputs);
            outputs.stop_on_signals(&bar, STOPPED, language)?;
            outputs
        }
        None => {
            // `formats` has made sure that there is exactly one nested format, and such a format has one file
            let stream = Box::new(io::BufWriter::new(io::stdout()));
            Guarded::new(Outputs::to_stream(stream, &formats[0].joined()[0], &style)?)
        }
    };
    let task = Task {
        options: &options,
        formats: &formats,
        style: &style,
        journal: past.journal.is_some(),
        known: past.known.as_ref(),
    };
    let mut summary = Summary::default();
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| task.run(input),
        |done| -> anyhow::Result<()> {
            let done = done?;
            outputs.write(done.piece)?;
            if let Some(journal) = &mut past.journal {
                done.entry.write(journal)?;
            }
            summary.add(done.counts);
            bar.inc(1);
            Ok(())
        },
    )?;
    let losses = outputs.finish()?;
    if let Some(journal) = past.journal {
        journal.finish(end)?;
    }
    bar.finish_and_clear();
    name_losses(&losses, language);
    if !args.input.quiet {
        summary.print(
            &Skipped::of(&inputs),
            began.elapsed(),
            language,
            &mut io::stderr().lock(),
        )?;
    }
    Ok(if summary.any_failed() { FAULTS } else { DONE })
}

/// Warns about values that the files have no room for, even with `--quiet`.
pub(super) fn name_losses(losses: &Losses, language: Language) {
    for loss in &losses.first {
        warn(loss.message().get(language));
    }
    let more = losses.count - losses.first.len();
    if more > 0 {
        let more = Message::new(
            format!("另有 {more} 个值也未能完整写出"),
            format!("{more} more values were not written in full"),
        );
        warn(more.get(language));
    }
}

/// Where the input files are as seen from a workbook.
fn sources(directory: &Path, inputs: &Inputs, formats: &[&'static OutputFormat]) -> Sources {
    if formats.iter().all(|format| format.name != "xlsx") {
        return Sources::default();
    }
    let workbook = directory.join("yusuan.xlsx");
    let address = |input: &Input| Some((input.name.clone(), link(&workbook, &input.file)?));
    Sources::new(inputs.list.iter().filter_map(address).collect())
}

/// The line that ends the journal of a finished run.
fn end_of(
    args: &ConvertArgs,
    inputs: &Inputs,
    formats: &[&'static OutputFormat],
    style: &Style,
) -> End {
    End {
        shard: args.shard,
        inputs: inputs.list.len() as u64,
        names: sha256_of_names(inputs.list.iter().map(|input| input.name.as_str())),
        formats: formats
            .iter()
            .map(|format| format.name.to_owned())
            .collect(),
        style: *style,
    }
}

/// The journal of this run, and the records of an earlier one that can still be used; both `None` without a directory.
#[derive(Default)]
struct Past {
    journal: Option<Journal>,
    known: Option<Known>,
}

const OUTDATED: Message = Message::fixed(
    "程序版本、词表或选项与上次不同，将重新读取所有文件",
    "the program, its vocabulary or the options have changed since the last run: every file is read again",
);

impl Past {
    fn open(args: &ConvertArgs, options: &Options, language: Language) -> anyhow::Result<Self> {
        let Some(directory) = args.directory() else {
            if args.resume {
                return Err(nothing_to_resume().into());
            }
            return Ok(Self::default());
        };
        if directory.is_file() {
            return Err(no_directory()).context(directory.display().to_string());
        }
        let basis = Basis::of(options);
        if !args.resume {
            let journal = Some(Journal::begin(directory, basis)?);
            return Ok(Self {
                journal,
                known: None,
            });
        }
        let (journal, known) = Journal::resume(directory, basis)?;
        if known.is_outdated() && !args.input.quiet {
            warn(OUTDATED.get(language));
        }
        Ok(Self {
            journal: Some(journal),
            known: Some(known),
        })
    }
}

/// Converts one input; shared by all threads.
struct Task<'a> {
    options: &'a Options,
    formats: &'a [&'static OutputFormat],
    style: &'a Style,
    journal: bool,
    known: Option<&'a Known>,
}

/// The result for one input.
#[derive(Default)]
struct Done {
    counts: Summary,
    piece: Piece,
    entry: Entry,
}

/// What the journal gets for it.
#[derive(Default)]
enum Entry {
    #[default]
    None,
    New(Vec<u8>),
    Kept(Span),
}

impl Entry {
    fn write(self, journal: &mut Journal) -> io::Result<()> {
        match self {
            Self::None => {}
            Self::New(entry) => journal.append(&entry)?,
            Self::Kept(span) => journal.keep(span),
        }
        Ok(())
    }
}

impl Task<'_> {
    fn run(&self, input: &Input) -> io::Result<Done> {
        let content = batch::read_input(input);
        let mut pack = self
            .journal
            .then(|| Pack::new(&input.name, content.as_deref().ok()));
        let seen = pack.as_ref().map(Pack::input);
        let kept = self.known.and_then(|known| known.unchanged(seen?));
        // a damaged entry is ignored and the file converted anew
        if let Some(done) = kept.and_then(|span| self.recall(span).ok()) {
            return Ok(done);
        }
        let (mut done, mut result) = (Done::default(), Ok(()));
        let mut each = |document: Document| {
            if result.is_ok() {
                let packed = pack.as_mut().map_or(Ok(()), |pack| pack.push(&document));
                result = packed.and_then(|()| self.encode(document, &mut done));
            }
        };
        match content {
            Ok(bytes) => batch::convert_content(&input.name, bytes, self.options, each),
            Err(error) => each(convert::unread(&input.name, &error)),
        }
        result?;
        if let Some(pack) = pack {
            done.entry = Entry::New(pack.finish()?);
        }
        Ok(done)
    }

    /// Reads the records of an earlier run and writes them to the outputs as if they were new.
    fn recall(&self, span: Span) -> io::Result<Done> {
        let (mut done, mut result) = (Done::default(), Ok(()));
        let Some(known) = self.known else {
            return Ok(done);
        };
        known.records(span, |document| {
            if result.is_ok() {
                result = self.encode(document, &mut done);
            }
        })?;
        done.counts.unchanged = 1;
        done.entry = Entry::Kept(span);
        result.map(|()| done)
    }

    fn encode(&self, document: Document, done: &mut Done) -> io::Result<()> {
        done.counts.count(&document);
        done.piece.push(document, self.formats, self.style)
    }
}

fn nothing_to_resume() -> Message {
    Message::fixed(
        "写到标准输出时无法使用 --resume：请去掉它，或用 -o 指定一个目录",
        "--resume does not work with standard output: leave it out, or name a directory with -o",
    )
}

fn no_directory() -> Message {
    Message::fixed(
        "这是文件，不是目录；请用 -o 指定存放结果的目录",
        "this is a file, not a directory; name a directory for the outputs with -o",
    )
}

/// The formats of `--format`, each once, or the default.
fn formats(args: &ConvertArgs) -> anyhow::Result<Vec<&'static OutputFormat>> {
    let default = if args.directory().is_some() {
        "csv"
    } else {
        "json"
    };
    let mut formats: Vec<&'static OutputFormat> = Vec::new();
    let asked = args.format.iter().map(String::as_str);
    let fallback = args.format.is_empty().then_some(default);
    for format in asked.chain(fallback).filter_map(format_named) {
        if formats.iter().all(|known| known.name != format.name) {
            formats.push(format);
        }
    }
    if args.directory().is_none() && (formats.len() != 1 || !formats[0].nested) {
        let names: Vec<_> = formats.iter().map(|format| format.name).collect();
        let nested: Vec<_> = FORMATS
            .iter()
            .filter(|format| format.nested)
            .map(|format| format.name)
            .collect();
        return Err(Message::new(
            format!(
                "{}不能写到标准输出：请加 -o 目录，或改用 {} 之一",
                names.join("、"),
                nested.join("、")
            ),
            format!(
                "{} cannot be written to standard output: add -o DIR, or choose one of {}",
                names.join(" and "),
                nested.join(", ")
            ),
        )
        .into());
    }
    Ok(formats)
}

/// A progress bar: visible on a terminal, hidden in a pipe.
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
