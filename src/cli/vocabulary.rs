//! `vocabulary`: the built-in word lists.

use std::io::{self, Write};

use yusuan::message::Message;
use yusuan::vocabulary::FILES;

use super::arguments::VocabularyArgs;
use super::status::DONE;

/// Prints a word list.
pub(super) fn run(args: &VocabularyArgs) -> anyhow::Result<u8> {
    let (_, yaml) = FILES
        .iter()
        .find(|(name, _)| *name == args.file)
        .ok_or_else(|| {
            let name = &args.file;
            Message::new(
                format!("没有名为 {name} 的词表"),
                format!("there is no vocabulary called {name}"),
            )
        })?;
    io::stdout().write_all(yaml.as_bytes())?;
    Ok(DONE)
}
