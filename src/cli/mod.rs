//! The command line: runs the command and maps its result to an exit code. One file for each command; `arguments`
//! declares what can be typed.

mod arguments;
mod check;
mod compare;
mod completions;
mod convert;
mod dump;
mod findings;
mod help;
mod interrupt;
mod language;
mod man;
mod merge;
mod report;
mod schema;
mod show;
mod summary;
mod terminal;
mod vocabulary;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::FromArgMatches;
use yusuan::convert::Options;
use yusuan::inputs::{self, Inputs, Walk};
use yusuan::message::{Message, counted};
use yusuan::vocabulary::Vocabulary;

use arguments::{Cli, Command, InputArgs, ReadingArgs};

/// All files were read.
const DONE: u8 = 0;
/// The run finished, but a file failed, or `check` found something at or above its threshold.
const FAULTS: u8 = 1;
/// Wrong usage, no input found, or the output could not be written.
const USAGE: u8 = 2;

/// Runs the command that was typed.
pub(crate) fn run() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let language = language::of(&words);
    let matches = match help::command(language).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) => return help::refuse(&error, language),
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let result = match cli.command {
        Command::Convert(args) => convert::run(&args, language),
        Command::Merge(args) => merge::run(&args, language),
        Command::Check(args) => check::run(&args, language),
        Command::Compare(args) => compare::run(&args, language),
        Command::Report(args) => report::run(&args, language),
        Command::Show(args) => show::run(&args, language),
        Command::Dump(args) => dump::run(&args, language),
        Command::Schema(args) => schema::run(&args),
        Command::Vocabulary(args) => vocabulary::run(&args),
        Command::Completions(args) => completions::run(&args, language),
        Command::Man(args) => man::run(&args, language),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        // the reader of our output has closed it, as in `yusuan show x | head`
        Err(error) if is_broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            warn(&language::describe(&error, language));
            ExitCode::from(USAGE)
        }
    }
}

/// Prints a message to standard error.
fn warn(text: &str) {
    eprintln!("yusuan: {text}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

impl ReadingArgs {
    fn options(&self) -> anyhow::Result<Options> {
        Ok(Options {
            fiscal_year: self.fiscal_year,
            vocabulary: self.vocabulary.as_deref().map(vocabulary).transpose()?,
            ..Options::default()
        })
    }
}

/// The built-in vocabulary, extended by the user's file.
fn vocabulary(file: &Path) -> anyhow::Result<Arc<Vocabulary>> {
    let name = || file.display().to_string();
    let yaml = std::fs::read_to_string(file).with_context(name)?;
    let mut vocabulary = Vocabulary::builtin().clone();
    vocabulary.extend(&yaml).with_context(name)?;
    Ok(Arc::new(vocabulary))
}

impl InputArgs {
    /// The input files; an error that says why where there are none.
    fn collect(&self, exclude: Option<PathBuf>) -> anyhow::Result<Inputs> {
        let walk = Walk {
            follow_links: self.follow_links,
            archives: self.archives,
            exclude,
        };
        let inputs = inputs::collect(&self.paths, &walk);
        if inputs.list.len() > inputs.missing {
            return Ok(inputs);
        }
        Err(match inputs.list.first() {
            Some(first) => anyhow::Error::new(Message::fixed(
                "文件或目录不存在",
                "no such file or directory",
            ))
            .context(first.file.display().to_string()),
            None => self
                .nothing_found(inputs.skipped + inputs.own_outputs.len())
                .into(),
        })
    }

    fn nothing_found(&self, skipped: usize) -> Message {
        let paths: Vec<String> = self
            .paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let (zh, en) = (paths.join("、"), paths.join(", "));
        if skipped == 0 {
            return Message::new(
                format!("{zh}中没有文件"),
                format!("no document found in {en}: there are no files in it"),
            );
        }
        Message::new(
            format!(
                "{zh}中没有文档；跳过了 {skipped} 个其他类型的文件（直接给出文件名，就会尝试读它）"
            ),
            format!(
                "no document found in {en}; skipped {} of other kinds (give a file itself to have it tried)",
                counted(skipped, "file")
            ),
        )
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(1, Into::into),
            Into::into,
        )
    }
}

/// The name of the one input file in the output.
fn name(file: &Path) -> String {
    if inputs::is_stdin(file) {
        return inputs::STDIN_NAME.to_owned();
    }
    file.display().to_string()
}

/// Reads the one input file; an error names it.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let name = || name(file);
    if file.is_dir() {
        let what = Message::fixed(
            "这是目录；请给出其中一个文件，或用 convert、check 读取整个目录",
            "this is a directory; name one file in it, or use convert or check for all of them",
        );
        return Err(what).with_context(name);
    }
    yusuan::batch::read_file(file).with_context(name)
}
