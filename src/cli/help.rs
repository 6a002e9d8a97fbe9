//! The command line with its help in the language of the user.
//!
//! The English help is declared with each argument, the Chinese one in the table of [`chinese`], under the same names.
//! A test makes sure that the table has a line for every command and argument.

mod chinese;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Arg, Command, CommandFactory};
use yusuan::message::{Language, printable};

use super::arguments::Cli;
use super::status::{DONE, USAGE};

/// The complete command line.
pub(super) fn command(language: Language) -> Command {
    let mut command = Cli::command().arg(
        Arg::new("lang")
            .long("lang")
            .global(true)
            .value_name("LANG")
            .value_parser(["zh", "en"])
            .help("Language of messages; outputs do not depend on it [default: zh in a Chinese locale, otherwise en]"),
    );
    command.build();
    match language {
        Language::En => command,
        Language::Zh => translated(command, ""),
    }
}

/// Translates a command and all its subcommands into Chinese.
fn translated(command: Command, path: &str) -> Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[选项]")
        .replace("[COMMAND]", "[命令]")
        .replace("<COMMAND>", "<命令>");
    let mut command = command
        .override_usage(usage)
        .help_template(TEMPLATE)
        .subcommand_help_heading("命令")
        .mut_args(|arg| translated_argument(arg, path))
        .mut_subcommands(|child| {
            let path = format!("{path}{} ", child.get_name());
            translated(child, &path)
        });
    if let Some(about) = chinese::text(path.trim_end()) {
        command = command.about(about).long_about(about);
    }
    if let Some(examples) = chinese::text(&format!("{path}...")) {
        command = command.after_help(examples);
    }
    command
}

const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Translates an argument into Chinese, with its possible values and its default.
fn translated_argument(arg: Arg, path: &str) -> Arg {
    let Some(text) = chinese::argument(path, arg.get_id().as_str()) else {
        return arg;
    };
    let mut help = text.to_owned();
    if arg.get_action().takes_values() {
        let words: Vec<String> = arg
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .collect();
        let default = arg.get_default_values().first();
        if let Some(default) = default.and_then(|value| value.to_str()) {
            help += &format!("［默认：{default}］");
        }
        if !words.is_empty() {
            help += &format!("［可选：{}］", words.join("、"));
        }
    }
    let heading = if arg.is_positional() {
        "参数"
    } else {
        "选项"
    };
    arg.help(help.clone())
        .long_help(help)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Prints help that was asked for, or what is wrong with the words of the command line.
pub(super) fn refuse(error: clap::Error, words: &[OsString], language: Language) -> ExitCode {
    // names of files may stand among them
    let words = words.iter().map(|word| match word.to_str() {
        Some(text) => OsString::from(&*printable(text)),
        None => word.clone(),
    });
    let error = match error.use_stderr() {
        true => command(language)
            .try_get_matches_from(words)
            .err()
            .unwrap_or(error),
        false => error,
    };
    let text = match language {
        Language::En => None,
        Language::Zh => usage::in_chinese(&error),
    };
    match text {
        Some(text) => eprint!("{text}"),
        // printing fails only when standard output or error is closed; the message has no reader then
        None => drop(error.print()),
    }
    ExitCode::from(if error.use_stderr() { USAGE } else { DONE })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every name that the table must contain.
    fn names(command: &Command, path: &str, out: &mut Vec<String>) {
        out.push(path.trim_end().to_owned());
        if command.get_after_help().is_some() {
            out.push(format!("{path}..."));
        }
        for arg in command.get_arguments() {
            out.push(format!("{path}--{}", arg.get_id()));
        }
        for child in command.get_subcommands() {
            if child.get_name() != "help" {
                names(child, &format!("{path}{} ", child.get_name()), out);
            }
        }
    }

    #[test]
    fn all_help_is_in_chinese_too() {
        let mut all = Vec::new();
        names(&command(Language::En), "", &mut all);
        assert!(all.len() > 40, "{all:?}");
        let mut used = Vec::new();
        for name in &all {
            let found = match name.split_once("--") {
                Some((path, id)) => chinese::argument(path, id),
                None => chinese::text(name),
            };
            let text = found.unwrap_or_else(|| panic!("no Chinese help for {name:?}"));
            assert!(!text.is_ascii(), "{text}");
            used.push(text);
        }
        for (name, text) in chinese::HELP {
            let is_used = used.contains(text) || name.starts_with("help");
            assert!(is_used, "nothing is called {name:?}");
        }
    }

    #[test]
    fn the_translated_command_line_is_sound() {
        command(Language::En).debug_assert();
        command(Language::Zh).debug_assert();
        let help = command(Language::Zh)
            .try_get_matches_from(["yusuan", "convert", "--help"])
            .unwrap_err()
            .to_string();
        for english in [
            "Usage", "OPTIONS", "Options", "default:", "possible", "Print",
        ] {
            assert!(!help.contains(english), "{english} in {help}");
        }
    }
}
