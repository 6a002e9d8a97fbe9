//! The language of messages: the one given by `--lang`, else that of the locale. Outputs do not depend on it.

use std::ffi::OsString;
use std::io;

use yusuan::error::Error;
use yusuan::message::{Language, Message};

/// The language of a command line. It is determined before parsing, because help and usage errors are printed in it
/// too.
pub(super) fn of(arguments: &[OsString]) -> Language {
    let words: Vec<&str> = arguments
        .iter()
        .map(|word| word.to_str().unwrap_or_default())
        .take_while(|word| *word != "--")
        .collect();
    let mut asked = None;
    for (index, word) in words.iter().enumerate() {
        if *word == "--lang" {
            asked = words.get(index + 1).copied();
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value);
        }
    }
    match asked {
        Some("zh") => Language::Zh,
        Some("en") => Language::En,
        _ => of_locale(|name| std::env::var(name).ok()),
    }
}

/// Chinese in a Chinese locale. The first variable that is set decides, as in POSIX.
fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    match locale {
        Some(locale) if locale.starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// A failure of the program in one line: the names of the files involved, then what is wrong.
pub(super) fn describe(failure: &anyhow::Error, language: Language) -> String {
    let parts: Vec<String> = failure
        .chain()
        .map(|cause| match of_cause(cause) {
            Some(message) => message.get(language).to_owned(),
            None => cause.to_string(),
        })
        .collect();
    let colon = Message::fixed("：", ": ");
    parts.join(colon.get(language))
}

/// The message of a cause, if it has one in both languages.
fn of_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Message> {
    if let Some(message) = cause.downcast_ref::<Message>() {
        return Some(message.clone());
    }
    if let Some(error) = cause.downcast_ref::<Error>() {
        return Some(error.message());
    }
    let error = cause.downcast_ref::<io::Error>()?;
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    Some(inner.cloned().unwrap_or_else(|| Message::of_system(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_typed_last_before_the_paths() {
        for (line, expected) in [
            ("check a --lang zh", Language::Zh),
            ("--lang=zh check a", Language::Zh),
            ("check --lang zh a --lang=en", Language::En),
            ("check --lang zh -- --lang en", Language::Zh),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(of(&words), expected, "{line}");
        }
    }

    #[test]
    fn the_locale_is_the_first_variable_that_is_set() {
        for (set, expected) in [
            (
                &[("LC_ALL", "zh_CN.UTF-8"), ("LANG", "C")][..],
                Language::Zh,
            ),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW")], Language::Zh),
            (&[("LC_ALL", "C.UTF-8"), ("LANG", "zh_CN")], Language::En),
            (&[("LANG", "zh_CN.GB18030")], Language::Zh),
            (&[], Language::En),
        ] {
            let variable = |name: &str| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of_locale(variable), expected, "{set:?}");
        }
    }

    #[test]
    fn every_kind_of_failure_has_both_languages() {
        let system = || io::Error::from(io::ErrorKind::NotFound);
        for (failure, zh) in [
            (anyhow::Error::new(Message::fixed("不行", "no")), "不行"),
            (Error::Empty.into(), "文件为空（0 字节）；请重新下载或导出"),
            (system().into(), "文件或目录不存在"),
            (
                anyhow::Error::new(system()).context("a.yaml"),
                "a.yaml：文件或目录不存在",
            ),
            (
                io::Error::other(Message::fixed("盘满", "full")).into(),
                "盘满",
            ),
        ] {
            assert_eq!(describe(&failure, Language::Zh), zh);
            assert!(describe(&failure, Language::En).is_ascii());
        }
    }
}
