//! `completions`: a script that completes the command line in a shell, with descriptions in the language of the user.

use std::io::{self, Write};

use yusuan::message::Language;

use super::arguments::CompletionsArgs;
use super::help;
use super::status::DONE;

/// Prints the completions of a shell.
pub(super) fn run(args: &CompletionsArgs, language: Language) -> anyhow::Result<u8> {
    let mut command = help::command(language);
    // `generate` panics when it cannot write, which does not happen with memory
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "yusuan", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(DONE)
}
