//! `completions`: what a shell needs to complete the command line, descriptions in the language of the user.

use std::io::{self, Write};

use yusuan::message::Language;

use super::arguments::CompletionsArgs;
use super::{DONE, help};

/// Prints the completions of a shell.
pub(super) fn run(args: &CompletionsArgs, language: Language) -> anyhow::Result<u8> {
    let mut command = help::command(language);
    // `generate` panics when it cannot write, which memory always can.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "yusuan", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(DONE)
}
