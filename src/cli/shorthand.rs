//! What is typed without a command: paths, as when documents are dropped on the icon of the program, or nothing at all.
//!
//! In: the words of the command line. Out: the same with a command. Files and directories become the report about them,
//! written into a temporary file and opened. On Windows, a double click on the program opens the page of `serve`; elsewhere
//! the program without words prints its help.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;

use super::arguments::Cli;

/// The words with the command they stand for.
pub(super) fn spelled_out(words: Vec<OsString>) -> Vec<OsString> {
    match words.get(1) {
        None if cfg!(all(windows, feature = "serve")) => with(words, &["serve".into()]),
        Some(first) if !is_command(first) && Path::new(first).exists() => {
            let file = temporary();
            let command = ["report".into(), "--open".into(), "--output".into(), file];
            with(words, &command)
        }
        _ => words,
    }
}

fn is_command(word: &OsString) -> bool {
    let command = Cli::command();
    word == "help"
        || command
            .get_subcommands()
            .any(|known| *word == *known.get_name())
}

/// A new file that stays when the program ends, because the browser still reads it.
fn temporary() -> OsString {
    let file = tempfile::Builder::new()
        .prefix("yusuan-report-")
        .suffix(".html")
        .tempfile();
    let kept = file.and_then(|file| Ok(file.keep()?.1));
    kept.map_or_else(|_| "report.html".into(), Into::into)
}

fn with(mut words: Vec<OsString>, command: &[OsString]) -> Vec<OsString> {
    words.splice(1..1, command.iter().cloned());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_without_a_command_are_reported() {
        let spell = |words: &[&str]| {
            let words = words.iter().map(OsString::from).collect();
            let words = spelled_out(words);
            words[1..]
                .iter()
                .map(|word| word.to_string_lossy().into_owned())
                .collect::<Vec<_>>()
        };
        let mut words = spell(&["yusuan", "samples", "Cargo.toml"]);
        let file = words.remove(3);
        std::fs::remove_file(&file).unwrap();
        assert!(file.ends_with(".html"), "{file}");
        assert_eq!(
            words,
            ["report", "--open", "--output", "samples", "Cargo.toml"]
        );
        for line in [
            &["yusuan", "check", "samples"][..],
            &["yusuan", "chekc"],
            &["yusuan", "--help"],
        ] {
            assert_eq!(spell(line), line[1..]);
        }
    }
}
