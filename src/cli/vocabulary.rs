//! `vocabulary`: the words that come with the program.

use std::io::{self, Write};

use anyhow::Context;
use yusuan::vocabulary::FILES;

use super::{DONE, VocabularyArgs};

/// Prints a file of words.
pub(super) fn run(args: &VocabularyArgs) -> anyhow::Result<u8> {
    let (_, yaml) = FILES
        .iter()
        .find(|(name, _)| *name == args.file)
        .with_context(|| format!("no vocabulary file {}", args.file))?;
    io::stdout().write_all(yaml.as_bytes())?;
    Ok(DONE)
}
