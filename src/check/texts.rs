//! The texts that explain the rules to people, and the documentation made from them.
//!
//! In: `rules.yaml` in this folder. Out: names, explanations and legal bases by code, `--explain` and `docs/checks.md`.

use std::fmt::Write;
use std::sync::LazyLock;

use serde::Deserialize;

use super::RULES;
use super::rule::Rule;
use crate::extraction::{title_of, titles};
use crate::message::Message;
use crate::vocabulary::built_in;

/// The name of a rule, what it looks for and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// The rule's code.
    pub code: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What it looks for and when it stays silent, in Chinese.
    pub what_zh: String,
    /// What it looks for and when it stays silent, in English.
    pub what_en: String,
    /// Why the flaw matters, in Chinese.
    pub why_zh: String,
    /// Why the flaw matters, in English.
    pub why_en: String,
    /// A case from a real or an invented document.
    pub example: String,
    /// Legal basis: instrument and topic.
    pub basis: Option<String>,
}

/// The section about `yusuan.yaml`; a test parses its example.
const CONFIGURATION: &str = include_str!("configuration.md");

#[allow(
    clippy::panic,
    reason = "the file is part of the program and a test loads it"
)]
fn texts() -> &'static [RuleText] {
    static TEXTS: LazyLock<Vec<RuleText>> = LazyLock::new(|| {
        serde_json::from_str(built_in!("rules"))
            .unwrap_or_else(|error| panic!("the built-in rules.yaml: {error}"))
    });
    &TEXTS
}

/// The texts of a rule.
pub fn text_of(code: &str) -> Option<&'static RuleText> {
    texts().iter().find(|text| text.code == code)
}

/// Explains a rule in both languages, as Markdown; for a finding about reading, gives its title. `None` for an unknown
/// code.
pub fn explain(code: &str) -> Option<String> {
    match RULES.iter().find(|rule| rule.code == code) {
        Some(rule) => Some(section(rule, text_of(code)?)),
        None => {
            let Message { zh, en } = title_of(code)?;
            Some(format!(
                "## {code}\n\n{zh} / {en}\n\n读取文件时的问题，具体情况见每条问题的说明。\n\nA finding about reading the file; its message gives the details.\n"
            ))
        }
    }
}

fn section(rule: &Rule, text: &RuleText) -> String {
    let mut out = String::new();
    let RuleText {
        code,
        zh,
        en,
        what_zh,
        what_en,
        why_zh,
        why_en,
        example,
        basis,
    } = text;
    let severity = rule.severity.as_str();
    let _ = write!(
        out,
        "## {code}\n\n{zh} / {en}\n\n\
         {what_zh}\n\n{what_en}\n\n\
         {why_zh}\n\n{why_en}\n\n\
         - 例 / Example: {example}\n\
         - 依据 / Basis: {}\n\
         - 最高级别 / Highest severity: {severity}\n\
         - 编号 / Catalogue number: {}\n",
        basis.as_deref().unwrap_or("-"),
        rule.id,
    );
    out
}

/// The whole catalogue as Markdown: `docs/checks.md`.
pub fn markdown() -> String {
    let mut out = String::from(
        "# 检查规则 / Content checks\n\n\
         `yusuan check` 的全部规则。本页由程序中的规则表生成（`yusuan check --explain all`），`yusuan check --explain 代码` 只输出其中一条。\n\
         规则所需的内容都能确定时才作判断；不能确定时，问题的严重程度为 `not_evaluable`（无法检查），每个项目只报一次，不等于通过。\n\n\
         The rules of `yusuan check`. This page is generated from the program's table of rules (`yusuan check --explain all`);\n\
         `yusuan check --explain CODE` prints one entry. A rule is applied only where everything it needs was read with certainty.\n\
         Otherwise the finding has the severity `not_evaluable` (could not be checked) and is reported once per project; this does\n\
         not mean that the check passed.\n\n\
         | code | 名称 | title | highest severity |\n|---|---|---|---|\n",
    );
    let entries = || {
        RULES
            .iter()
            .filter_map(|rule| Some((rule, text_of(rule.code)?)))
    };
    for (rule, text) in entries() {
        let (code, severity) = (rule.code, rule.severity.as_str());
        let RuleText { zh, en, .. } = text;
        let _ = writeln!(out, "| [{code}](#{code}) | {zh} | {en} | {severity} |");
    }
    out.push('\n');
    out.push_str(CONFIGURATION);
    for (rule, text) in entries() {
        out.push('\n');
        out.push_str(&section(rule, text));
    }
    out.push_str(
        "\n## 读取文件时的问题 / Findings about reading\n\n\
         读取文件时的修补、推断、截断和略过，类别为 `extraction`，具体情况见每条问题的说明；这些代码也可用于 `--select` 和 `--ignore`。\n\n\
         Repairs, assumptions, truncations and omissions made while reading a file have the category `extraction`; the message of each\n\
         finding gives the details. `--select` and `--ignore` accept these codes too.\n\n\
         | code | 名称 | title |\n|---|---|---|\n",
    );
    for (code, Message { zh, en }) in titles() {
        let _ = writeln!(out, "| {code} | {zh} | {en} |");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::config::Config;
    use crate::check::rule::Thresholds;

    #[test]
    fn every_rule_has_its_texts_in_the_order_of_the_table() {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        let explained: Vec<&str> = texts().iter().map(|text| text.code.as_str()).collect();
        assert_eq!(codes, explained);
    }

    #[test]
    fn the_example_of_the_configuration_is_the_default_but_for_what_it_names() {
        let yaml = CONFIGURATION.split("```").nth(1).unwrap();
        let config = Config::parse(yaml.strip_prefix("yaml\n").unwrap()).unwrap();
        assert_eq!(config.check.thresholds, Thresholds::default());
        let known = |code: &String| text_of(code).is_some();
        assert!(config.check.severities.keys().all(known));
    }

    #[test]
    fn codes_and_numbers_are_unique_and_kebab_case() {
        let mut codes: Vec<&str> = RULES.iter().flat_map(|rule| [rule.code, rule.id]).collect();
        let plain = |code: &str| {
            code.chars()
                .all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        assert!(RULES.iter().all(|rule| plain(rule.code)));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), 2 * RULES.len());
        assert_eq!(RULES.len(), 71);
    }
}
