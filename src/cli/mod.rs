//! The command line: runs the command and maps its result to an exit code. One file for each command; `arguments`
//! declares what can be typed.

mod arguments;
mod browser;
mod check;
mod compare;
mod completions;
mod convert;
mod dump;
mod findings;
mod help;
mod input_files;
mod interrupt;
mod language;
mod links;
mod man;
mod merge;
mod report;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod shorthand;
mod show;
mod stale;
mod status;
mod summary;
mod terminal;
mod vocabulary;

use std::io;
use std::process::ExitCode;

use clap::FromArgMatches;
use yusuan::panics;

use arguments::{Cli, Command};
use status::{DONE, USAGE, warn};

/// Runs the command that was typed.
pub(crate) fn run() -> ExitCode {
    let words = shorthand::spelled_out(std::env::args_os().collect());
    let language = language::of(&words);
    let matches = match help::command(language).try_get_matches_from(&words) {
        Ok(matches) => matches,
        Err(error) => return help::refuse(error, &words, language),
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    hush_panics();
    let result = match cli.command {
        Command::Convert(args) => convert::run(&args, language),
        Command::Merge(args) => merge::run(&args, language),
        Command::Check(args) => check::run(&args, language),
        Command::Compare(args) => compare::run(&args, language),
        Command::Report(args) => report::run(&args, language),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, language),
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

/// Panics that are caught are reported with the name of their file, and by nothing else.
fn hush_panics() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !panics::is_caught() {
            report(panic);
        }
    }));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
