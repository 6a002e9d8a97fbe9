//! YAML that a user wrote: `yusuan.yaml`, and the file of `--vocabulary`.
//!
//! In: the text of a file. Out: its value, or a [`Message`] with the line, what is wrong in it, and what is allowed
//! there. Lost: the parser's own wording, which uses terms of Rust; it is kept, in English, where the YAML itself is
//! broken.

use serde::de::DeserializeOwned;
use serde_saphyr::Error;

use crate::message::Message;

/// Reads a file.
///
/// # Errors
/// A message in both languages about what is wrong.
pub(crate) fn parse<T: DeserializeOwned>(yaml: &str) -> Result<T, Message> {
    serde_saphyr::from_str(yaml).map_err(|error| {
        let error = error.without_snippet();
        let Message { zh, en } = what(error);
        let line = error.location().map(|location| location.line());
        match line.filter(|line| *line > 0) {
            Some(line) => Message::new(format!("第 {line} 行：{zh}"), format!("line {line}: {en}")),
            None => Message::new(zh, en),
        }
    })
}

/// What is wrong, without the line.
fn what(error: &Error) -> Message {
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } => Message::new(
            format!("没有“{field}”这一项；可以写 {}", expected.join("、")),
            format!(
                "unknown key \"{field}\"; use one of {}",
                expected.join(", ")
            ),
        ),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => Message::new(
            format!("没有“{variant}”这个值；可以写 {}", expected.join("、")),
            format!(
                "unknown value \"{variant}\"; use one of {}",
                expected.join(", ")
            ),
        ),
        Error::SerdeMissingField { field, .. } => {
            Message::new(format!("缺少 {field}"), format!("{field} is missing"))
        }
        Error::DuplicateMappingKey { key, .. } => {
            let key = key.as_deref().unwrap_or("?");
            Message::new(format!("“{key}”重复"), format!("duplicate key \"{key}\""))
        }
        Error::SerdeInvalidType { expected, .. } | Error::SerdeInvalidValue { expected, .. } => {
            wanted(expected)
        }
        Error::Unexpected { expected, .. } => wanted(expected),
        Error::InvalidScalar { ty, .. } => wanted(ty),
        Error::Message { msg, .. } if msg.contains("Decimal") => wanted("Decimal"),
        other => {
            // the first line has the message, the others draw the place
            let said = other.to_string();
            let said = said.lines().next().unwrap_or_default();
            Message::new(
                format!("不是有效的 YAML；请检查缩进、冒号和引号（{said}）"),
                format!(
                    "this is not valid YAML; check indentation, colons and quotation marks ({said})"
                ),
            )
        }
    }
}

/// What is allowed there, derived from the parser's name for it.
fn wanted(expected: &str) -> Message {
    let is = |words: &[&str]| words.iter().any(|word| expected.contains(word));
    if is(&["sequence", "Vec"]) {
        Message::fixed("此处应为列表：[甲, 乙]", "expected a list: [a, b]")
    } else if is(&["map", "struct"]) {
        Message::fixed(
            "此处应为“名称: 值”",
            "expected keys with values, as in \"name: value\"",
        )
    } else if is(&[
        "Decimal", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "usize", "f64", "float",
        "integer",
    ]) {
        Message::fixed("此处应为数字", "expected a number")
    } else {
        Message::fixed("此处应为文字", "expected a text")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, Default, serde::Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct File {
        list: Vec<String>,
        by_name: BTreeMap<String, Vec<String>>,
        number: rust_decimal::Decimal,
        share: f64,
        count: usize,
        word: Option<crate::check::config::FailOn>,
        one: Option<crate::check::config::Ignored>,
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_in_both_languages() {
        for (yaml, zh, en) in [
            (
                "\nlits: []",
                "第 2 行：没有“lits”这一项；可以写 list、",
                "line 2: unknown key \"lits\"; use one of list, ",
            ),
            (
                "word: loud",
                "第 1 行：没有“loud”这个值；可以写 error、warning、info、never",
                "line 1: unknown value \"loud\"; use one of error, warning, info, never",
            ),
            (
                "one: {finding_id: a}",
                "第 1 行：缺少 reason",
                "line 1: reason is missing",
            ),
            (
                "list: 甲",
                "第 1 行：此处应为列表",
                "line 1: expected a list",
            ),
            (
                "by_name: [甲]",
                "第 1 行：此处应为“名称: 值”",
                "line 1: expected keys with values",
            ),
            (
                "number: 甲",
                "第 1 行：此处应为数字",
                "line 1: expected a number",
            ),
            (
                "share: 甲",
                "第 1 行：此处应为数字",
                "line 1: expected a number",
            ),
            (
                "count: -1",
                "第 1 行：此处应为数字",
                "line 1: expected a number",
            ),
            (
                "- 甲",
                "第 1 行：此处应为“名称: 值”",
                "line 1: expected keys with values",
            ),
            (
                "list: []\nlist: []",
                "第 2 行：“list”重复",
                "line 2: duplicate key \"list\"",
            ),
            (
                "list: [甲\nnumber: 1",
                "第 2 行：不是有效的 YAML",
                "line 2: this is not valid YAML",
            ),
        ] {
            let error = parse::<File>(yaml).expect_err(yaml);
            assert!(error.zh.starts_with(zh), "{yaml}: {}", error.zh);
            assert!(error.en.starts_with(en), "{yaml}: {}", error.en);
        }
    }
}
