//! SARIF 2.1.0: findings for code-review tools (OASIS, Static Analysis Results Interchange Format).
//!
//! In: the findings of a document. Out: one run with the rules and one result per finding. A place in a table is a
//! logical location, because SARIF has only lines and bytes; a file that failed is a result of its own. A finding that
//! could not be evaluated has the kind `open`, SARIF's word for it.

use std::io;

use serde_json::{Value, json};

use super::output::{Encode, OutputFile, Style};
use crate::check::{self, RULES, Rule};
use crate::extraction::titles;
use crate::finding::{Finding, Location, Severity};
use crate::message::Message;
use crate::record::Document;

/// The file with Chinese messages.
pub const FILE_ZH: OutputFile = file(results_zh);

/// The file with English messages.
pub const FILE_EN: OutputFile = file(results_en);

const fn file(encode: Encode) -> OutputFile {
    OutputFile {
        name: "findings.sarif",
        head,
        between: ",\n",
        tail: "\n]}]}\n",
        encode,
        of_run: false,
    }
}

fn head(_: &Style) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .filter_map(rule)
        .chain(of_reading().map(|(code, title)| {
            json!({
                "id": code,
                "shortDescription": {"text": format!("{} / {}", title.zh, title.en)},
            })
        }))
        .collect();
    let driver = json!({
        "name": "yusuan",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    format!(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
    )
}

fn results_zh(document: &Document, _: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    let failure = document.error.as_ref().map(|error| &*error.message_zh);
    results(document, failure, |finding| &finding.message_zh, out)
}

fn results_en(document: &Document, _: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    let failure = document.error.as_ref().map(|error| &*error.message);
    results(document, failure, |finding| &finding.message_en, out)
}

fn results(
    document: &Document,
    failure: Option<&str>,
    message: fn(&Finding) -> &str,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    let failure = document.error.as_ref().map(|error| {
        json!({
            "ruleId": error.code,
            "level": "error",
            "message": {"text": failure},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&document.path)}}}],
        })
    });
    let findings = document
        .findings
        .iter()
        .map(|finding| result(document, finding, message(finding)));
    for (n, result) in failure.into_iter().chain(findings).enumerate() {
        if n > 0 {
            out.extend_from_slice(b",\n");
        }
        serde_json::to_writer(&mut *out, &result)?;
    }
    Ok(())
}

fn rule(rule: &Rule) -> Option<Value> {
    let text = check::text_of(rule.code)?;
    Some(json!({
        "id": rule.code,
        "shortDescription": {"text": format!("{} / {}", text.zh, text.en)},
        "fullDescription": {"text": format!("{}\n\n{}", text.what_zh, text.what_en)},
        "help": {"text": format!("{}\n\n{}\n\n{}", text.why_zh, text.why_en, text.basis.as_deref().unwrap_or_default())},
        "defaultConfiguration": {"level": level(rule.severity)},
    }))
}

fn result(document: &Document, finding: &Finding, message: &str) -> Value {
    let kind = match finding.severity {
        Severity::NotEvaluable => "open",
        _ => "fail",
    };
    let mut result = json!({
        "ruleId": finding.code,
        "kind": kind,
        "level": level(finding.severity),
        "message": {"text": message},
        "locations": [location(document, finding)],
        "partialFingerprints": {"findingId/v1": finding.finding_id},
        "properties": properties(finding),
    });
    if let Some(index) = rule_index(&finding.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// The codes of findings about reading, except those that are also the code of a rule.
fn of_reading() -> impl Iterator<Item = (&'static str, &'static Message)> {
    titles().filter(|(code, _)| RULES.iter().all(|rule| rule.code != *code))
}

/// The index of the code among the rules of the run.
fn rule_index(code: &str) -> Option<usize> {
    let rules = RULES.iter().map(|rule| rule.code);
    let mut codes = rules.chain(of_reading().map(|(code, _)| code));
    codes.position(|known| known == code)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
        Severity::NotEvaluable => "none",
    }
}

fn location(document: &Document, finding: &Finding) -> Value {
    let mut place = json!({"physicalLocation": {"artifactLocation": {"uri": uri(&document.path)}}});
    if let Some(line) = finding.location.line {
        place["physicalLocation"]["region"] = json!({"startLine": line});
    }
    if let Some(name) = cell_name(finding.location) {
        place["logicalLocations"] = json!([{"fullyQualifiedName": name, "kind": "element"}]);
    }
    place
}

/// `table 2, row 5, column 3`.
fn cell_name(location: Location) -> Option<String> {
    let parts: Vec<String> = [
        ("page", location.page),
        ("table", location.table),
        ("row", location.row),
        ("column", location.column),
    ]
    .into_iter()
    .filter_map(|(word, number)| Some(format!("{word} {}", number?)))
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn properties(finding: &Finding) -> Value {
    json!({
        "category": finding.category.as_str(),
        "projectId": finding.project_id,
        "indicatorId": finding.indicator_id,
        "evidence": finding.evidence,
        "operandA": finding.operand_a,
        "operandB": finding.operand_b,
        "difference": finding.difference,
        "basis": finding.basis,
    })
}

/// A relative reference (RFC 3986): everything except letters, digits and `-._~/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_relative_references() {
        for (path, expected) in [
            ("a/b-1_2.docx", "a/b-1_2.docx"),
            ("预算 1.doc", "%E9%A2%84%E7%AE%97%201.doc"),
            ("c:x#y?", "c%3Ax%23y%3F"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
