//! What people say of findings, kept as `ignored_findings` of `yusuan.yaml`.
//!
//! In: the text of `yusuan.yaml`, and one mark after the other. Out: the text with the marks. Everything else in it stays as
//! it was written, comments too. A text whose form does not allow that is left unchanged, with a message that contains the
//! line to add.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::check::config::{Config, Ignored};
use crate::limits::MAX_NOTE_CHARS;
use crate::message::Message;

/// What a person says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// The finding is right and has been dealt with.
    Verified,
    /// The finding is wrong.
    FalseAlarm,
}

impl Verdict {
    /// The word that begins the reason in `yusuan.yaml`.
    fn word(self) -> &'static str {
        match self {
            Self::Verified => "已核实",
            Self::FalseAlarm => "误报",
        }
    }
}

/// A request to mark a finding, or to remove its mark.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mark {
    pub(super) finding_id: String,
    /// `None` removes the mark.
    pub(super) verdict: Option<Verdict>,
    #[serde(default)]
    pub(super) note: String,
}

/// The marks of all findings.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    yaml: String,
    /// For each finding the reason.
    reasons: BTreeMap<String, String>,
}

impl Marks {
    /// Reads `yusuan.yaml`.
    ///
    /// # Errors
    /// Those of the configuration.
    pub(super) fn read(yaml: &str) -> Result<Self, Message> {
        let ignored = Config::parse(yaml)?.check.ignored_findings;
        let pair = |Ignored { finding_id, reason }| (finding_id, reason);
        Ok(Self {
            yaml: yaml.to_owned(),
            reasons: ignored.into_iter().map(pair).collect(),
        })
    }

    /// The text of `yusuan.yaml`.
    pub(super) fn yaml(&self) -> &str {
        &self.yaml
    }

    pub(super) fn is_empty(&self) -> bool {
        self.reasons.is_empty()
    }

    /// For each marked finding `[verdict, note]`; a reason in other words than ours is a note on a verified finding.
    pub(super) fn json(&self) -> serde_json::Value {
        let pairs = self.reasons.iter().map(|(id, reason)| {
            let known = [Verdict::FalseAlarm, Verdict::Verified].into_iter();
            let mut found =
                known.filter_map(|verdict| Some((verdict, reason.strip_prefix(verdict.word())?)));
            let (verdict, note) = found.next().unwrap_or((Verdict::Verified, reason));
            let note = note.trim_start_matches('：').trim();
            (id.clone(), serde_json::json!([verdict, note]))
        });
        serde_json::Value::Object(pairs.collect())
    }

    /// The marks with one more, or one less.
    ///
    /// # Errors
    /// The mark is not possible, or the form of the text does not allow it.
    pub(super) fn with(&self, mark: &Mark) -> Result<Self, Message> {
        let id = &mark.finding_id;
        let is_id =
            !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_id {
            return Err(Message::fixed(
                "没有这样的问题编号",
                "there is no finding with this id",
            ));
        }
        let note = mark.note.split_whitespace().collect::<Vec<_>>().join(" ");
        if note.chars().count() > MAX_NOTE_CHARS || note.chars().any(char::is_control) {
            return Err(Message::new(
                format!("备注太长（最多 {MAX_NOTE_CHARS} 字）或含有控制字符"),
                format!(
                    "the note is too long (at most {MAX_NOTE_CHARS} characters) or has control characters"
                ),
            ));
        }
        let reason = mark.verdict.map(|verdict| match note.is_empty() {
            true => verdict.word().to_owned(),
            false => format!("{}：{note}", verdict.word()),
        });
        let entry = reason.as_ref().map(|reason| entry(id, reason));
        let mut reasons = self.reasons.clone();
        match reason {
            Some(reason) => reasons.insert(id.clone(), reason),
            None => reasons.remove(id),
        };
        let mut lines: Vec<String> = self.yaml.lines().map(str::to_owned).collect();
        remove(&mut lines, id);
        if let Some(entry) = &entry {
            insert(&mut lines, entry);
        }
        drop_empty_list(&mut lines);
        let marks = Self::read(&(lines.join("\n") + "\n")).ok();
        let done = marks.filter(|marks| marks.reasons == reasons);
        done.ok_or_else(|| by_hand(id, entry.as_deref()))
    }
}

fn by_hand(id: &str, entry: Option<&str>) -> Message {
    match entry {
        Some(entry) => Message::new(
            format!(
                "yusuan.yaml 的写法不便自动修改；请在 check 的 ignored_findings 下自行加入：{entry}"
            ),
            format!(
                "yusuan.yaml is written in a way the program cannot change; add this below ignored_findings of check yourself: {entry}"
            ),
        ),
        None => Message::new(
            format!("yusuan.yaml 的写法不便自动修改；请自行删去 {id} 一项"),
            format!(
                "yusuan.yaml is written in a way the program cannot change; remove the entry of {id} yourself"
            ),
        ),
    }
}

/// An entry of the list. JSON is YAML, so that any reason is one line.
fn entry(id: &str, reason: &str) -> String {
    format!(
        "- {{finding_id: {id}, reason: {}}}",
        serde_json::json!(reason)
    )
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Removes the entry of a finding, on one line or several.
fn remove(lines: &mut Vec<String>, id: &str) {
    let names_it = |line: &String| {
        let value = line
            .split_once("finding_id:")
            .map(|(_, value)| value.trim());
        value.is_some_and(|value| {
            let value = value.trim_start_matches(['"', '\'']);
            let rest = value.strip_prefix(id);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        })
    };
    let Some(found) = lines.iter().position(names_it) else {
        return;
    };
    let begins = |line: &String| line.trim_start().starts_with("- ");
    let Some(first) = (0..=found).rev().find(|at| begins(&lines[*at])) else {
        return;
    };
    let margin = indent(&lines[first]);
    let inside = |line: &&String| indent(line) > margin && !line.trim().is_empty();
    let more = lines[first + 1..].iter().take_while(inside).count();
    lines.drain(first..=first + more);
}

/// Inserts an entry at the end of the list, which is begun where there is none.
fn insert(lines: &mut Vec<String>, entry: &str) {
    let is_key = |line: &String, key: &str| {
        let rest = line.trim().strip_prefix(key).map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    if let Some(key) = lines
        .iter()
        .position(|line| is_key(line, "ignored_findings:"))
    {
        let begins = |line: &String| line.trim_start().starts_with("- ");
        let first = lines.get(key + 1).filter(|line| begins(line));
        let margin = first.map_or(indent(&lines[key]) + 2, |line| indent(line));
        let blank = |line: &String| line.trim().is_empty();
        let inside = |line: &&String| {
            indent(line) > margin || (indent(line) == margin && begins(line)) && !blank(line)
        };
        let entries = lines[key + 1..].iter().take_while(inside).count();
        lines.insert(key + 1 + entries, " ".repeat(margin) + entry);
    } else if let Some(check) = lines
        .iter()
        .position(|line| indent(line) == 0 && is_key(line, "check:"))
    {
        let margin = lines[check + 1..]
            .iter()
            .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
            .map_or(2, |line| indent(line).max(1));
        lines.insert(check + 1, " ".repeat(margin) + "ignored_findings:");
        lines.insert(check + 2, " ".repeat(margin + 2) + entry);
    } else {
        lines.extend(["check:".to_owned(), "  ignored_findings:".to_owned()]);
        lines.push(format!("    {entry}"));
    }
}

/// A key without a list has no value, which is not the same as an empty list.
fn drop_empty_list(lines: &mut Vec<String>) {
    let is_key = |line: &String| line.trim() == "ignored_findings:";
    let Some(key) = lines.iter().position(is_key) else {
        return;
    };
    let next = lines.get(key + 1).map(|line| line.trim_start());
    let goes_on = next.is_some_and(|next| next.starts_with("- ") || next.starts_with('#'));
    if !goes_on {
        lines.remove(key);
        drop_empty_check(lines);
    }
}

/// The same for the key above it.
fn drop_empty_check(lines: &mut Vec<String>) {
    let Some(check) = lines.iter().position(|line| line.trim_end() == "check:") else {
        return;
    };
    let says_something = |line: &&String| {
        let text = line.trim_start();
        !text.is_empty() && !text.starts_with('#')
    };
    let next = lines[check + 1..].iter().find(says_something);
    if next.is_none_or(|next| indent(next) == 0) {
        lines.remove(check);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(id: &str, verdict: Option<Verdict>, note: &str) -> Mark {
        Mark {
            finding_id: id.to_owned(),
            verdict,
            note: note.to_owned(),
        }
    }

    #[test]
    fn a_mark_is_added_and_removed_and_nothing_else_changes() {
        for before in [
            "",
            "# mine\n",
            "check:\n  fail_on: warning # as agreed\n",
            "check:\n    # with four blanks\n    ignore: [text-noise]\n    ignored_findings:\n    - finding_id: \"b1\"\n      reason: seen\n    thresholds: {cost_tolerance: 0.01}\n",
            "check:\n  ignored_findings:\n    - {finding_id: b1, reason: seen}\n",
            "check:\n  ignored_findings: # list\n    - finding_id: b1\n      reason: >-\n        seen\n        twice\n    - finding_id: b12\n      reason: seen\n",
        ] {
            let marks = Marks::read(before).unwrap();
            let marked = marks
                .with(&mark("a1", Some(Verdict::FalseAlarm), " \"按  合同\" "))
                .unwrap();
            assert_eq!(marked.reasons["a1"], "误报：\"按 合同\"", "{before}");
            assert_eq!(
                marked.json()["a1"],
                serde_json::json!(["false_alarm", "\"按 合同\""])
            );
            let again = marked
                .with(&mark("a1", Some(Verdict::Verified), ""))
                .unwrap();
            assert_eq!(again.reasons["a1"], "已核实");
            assert_eq!(again.reasons.len(), marks.reasons.len() + 1);
            let removed = again.with(&mark("a1", None, "")).unwrap();
            assert_eq!(removed.yaml().trim(), before.trim(), "{before}");
            let without = removed.with(&mark("b1", None, "")).unwrap();
            assert!(!without.reasons.contains_key("b1"), "{before}");
            assert_eq!(without.reasons.contains_key("b12"), before.contains("b12"));
        }
    }

    #[test]
    fn a_text_that_cannot_be_extended_is_left_alone() {
        for before in [
            "{check: {ignore: [text-noise]}}\n",
            "check: {ignored_findings: [{finding_id: b1, reason: seen}]}\n",
        ] {
            let marks = Marks::read(before).unwrap();
            let refused = marks.with(&mark("a1", Some(Verdict::Verified), "看过"));
            let message = refused.unwrap_err();
            assert!(
                message
                    .zh
                    .contains("- {finding_id: a1, reason: \"已核实：看过\"}"),
                "{message:?}"
            );
        }
    }

    #[test]
    fn impossible_marks_are_refused() {
        let marks = Marks::default();
        for (id, note) in [
            ("", ""),
            ("a b", ""),
            ("a\n- x", ""),
            ("a1", "\u{0}"),
            ("a1", &"长".repeat(MAX_NOTE_CHARS + 1)),
        ] {
            assert!(
                marks
                    .with(&mark(id, Some(Verdict::Verified), note))
                    .is_err(),
                "{id:?}"
            );
        }
    }
}
