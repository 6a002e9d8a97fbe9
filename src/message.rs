//! Texts for people, in Chinese and in English.
//!
//! A message is written in both languages at the place that has its facts, so that neither can be forgotten; only the
//! program chooses one of them for printing. Records contain both, so that their bytes never depend on the language.

use std::borrow::Cow;
use std::io;

use crate::bidi;

/// A language that messages are printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// One message in both languages. As an error it displays in English, like all errors of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Message {
    /// A message composed from values.
    pub fn new(zh: impl Into<Cow<'static, str>>, en: impl Into<Cow<'static, str>>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// A constant message.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self {
            zh: Cow::Borrowed(zh),
            en: Cow::Borrowed(en),
        }
    }

    /// A name that is the same in both languages.
    pub const fn name(name: &'static str) -> Self {
        Self::fixed(name, name)
    }

    /// The operating system's message about a file, without the error number. Its own text is English; frequent ones
    /// have a translation.
    pub fn of_system(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let said = error.to_string();
        let words = said.split(" (os error").next().unwrap_or_default();
        let en = words.to_owned();
        let zh = match error.kind() {
            Kind::NotFound => "文件或目录不存在",
            Kind::PermissionDenied => "没有访问权限",
            Kind::AlreadyExists => "同名文件已经存在",
            Kind::NotADirectory => "路径中有一级不是目录",
            Kind::IsADirectory => "这是目录，不是文件",
            Kind::ReadOnlyFilesystem => "文件系统是只读的",
            Kind::StorageFull => "磁盘已满",
            Kind::QuotaExceeded => "超出磁盘配额",
            Kind::FileTooLarge => "文件太大",
            Kind::InvalidFilename => "文件名不合法或太长",
            Kind::InvalidData => "内容不是有效的 UTF-8 文本",
            Kind::UnexpectedEof => "文件提前结束",
            Kind::BrokenPipe => "管道已关闭",
            _ => return Self::new(format!("系统报告：{en}"), en),
        };
        Self::new(zh, en)
    }

    /// The text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// A text as a terminal may show it: characters that steer the terminal, and those that change the direction of what follows,
/// are spelled out as in Rust (`\u{1b}`, `\n`, `\u{202e}`).
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for sign in text.chars() {
        match steers(sign) {
            true => shown.extend(sign.escape_default()),
            false => shown.push(sign),
        }
    }
    Cow::Owned(shown)
}

/// Control characters, ends of lines and paragraphs, and marks of direction.
fn steers(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}') || bidi::is_mark(sign)
}

/// A number with its noun in English: 1 file, 2 files.
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// A number of times, in English.
pub fn times(number: usize) -> String {
    match number {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

impl std::error::Error for Message {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_spelled_out() {
        for (text, shown) in [
            ("绩效 目标.docx", "绩效 目标.docx"),
            (
                "a\u{1b}[31mRED\u{1b}]0;t\u{7}",
                "a\\u{1b}[31mRED\\u{1b}]0;t\\u{7}",
            ),
            ("a\nb\tc\u{9b}", "a\\nb\\tc\\u{9b}"),
            ("\u{202e}xcod.exe\u{2069}", "\\u{202e}xcod.exe\\u{2069}"),
            ("\u{2028}", "\\u{2028}"),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
    }
}
