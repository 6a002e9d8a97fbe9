//! Findings for people and programs: text grouped by document, or JSON.

use std::io::{self, Write};

use serde::Serialize;
use yusuan::finding::{Finding, Location, Severity};
use yusuan::message::{Language, Message, printable};
use yusuan::record::{Document, ErrorRecord, Status};
use yusuan::writers::{OutputFile, csv, sarif};

use super::arguments::CheckFormat;

/// How many characters of the evidence are printed.
const EVIDENCE_CHARACTERS: usize = 60;

/// The output file of a format, in one language.
pub(super) fn file(format: CheckFormat, language: Language) -> OutputFile {
    match format {
        CheckFormat::Text => OutputFile {
            name: "findings.txt",
            head: |_| String::new(),
            between: "\n",
            tail: "",
            encode: match language {
                Language::Zh => |document, _, out| text(document, Language::Zh, out),
                Language::En => |document, _, out| text(document, Language::En, out),
            },
        },
        CheckFormat::Csv => csv::FINDINGS,
        CheckFormat::Json => OutputFile {
            name: "findings.json",
            head: |_| "[\n".to_owned(),
            between: ",\n",
            tail: "\n]\n",
            encode: |document, _, out| json(document, out),
        },
        CheckFormat::Sarif => match language {
            Language::Zh => sarif::FILE_ZH,
            Language::En => sarif::FILE_EN,
        },
    }
}

/// A document reduced to its findings.
#[derive(Serialize)]
struct Checked<'a> {
    document_id: &'a str,
    path: &'a str,
    status: Status,
    error: &'a Option<ErrorRecord>,
    findings: &'a [Finding],
}

/// One document per line; the output is an array of them.
fn json(document: &Document, out: &mut Vec<u8>) -> io::Result<()> {
    let checked = Checked {
        document_id: &document.document_id,
        path: &document.path,
        status: document.status,
        error: &document.error,
        findings: &document.findings,
    };
    Ok(serde_json::to_writer(out, &checked)?)
}

/// Prints the path and below it the findings: place, message, the printed text, the two compared values. Documents
/// without findings are left out.
fn text(document: &Document, language: Language, out: &mut Vec<u8>) -> io::Result<()> {
    if document.findings.is_empty() && document.error.is_none() {
        return Ok(());
    }
    writeln!(out, "{}", printable(&document.path))?;
    if let Some(error) = &document.error {
        writeln!(out, "  {}", printable(&failure(error, language)))?;
    }
    for finding in &document.findings {
        let place = place(document, finding, language);
        let severity = severity(finding.severity, language);
        let (message, code) = (printable(message(finding, language)), &finding.code);
        writeln!(out, "  {}", printable(&place))?;
        writeln!(out, "    {severity}: {message} [{code}]")?;
        if let Some(evidence) = &finding.evidence {
            writeln!(out, "      > {}", printable(&one_line(evidence)))?;
        }
        if let Some(figures) = figures(finding, language) {
            writeln!(out, "      {}", printable(&figures))?;
        }
    }
    Ok(())
}

/// Why a file failed.
fn failure(error: &ErrorRecord, language: Language) -> String {
    let code = &error.code;
    match language {
        Language::Zh => format!("失败: {} [{code}]", error.message_zh),
        Language::En => format!("failed: {} [{code}]", error.message),
    }
}

/// The message in that language.
pub(super) fn message(finding: &Finding, language: Language) -> &str {
    match language {
        Language::Zh => &finding.message_zh,
        Language::En => &finding.message_en,
    }
}

/// The severity as a word for people.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    let (zh, en) = match severity {
        Severity::Error => ("错误", "error"),
        Severity::Warning => ("警告", "warning"),
        Severity::Info => ("提示", "info"),
        Severity::NotEvaluable => ("无法检查", "not evaluable"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The text with white space collapsed, cut to [`EVIDENCE_CHARACTERS`].
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(EVIDENCE_CHARACTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The two compared values and their difference.
fn figures(finding: &Finding, language: Language) -> Option<String> {
    let (a, b) = (finding.operand_a.as_deref()?, finding.operand_b.as_deref()?);
    let word = match language {
        Language::Zh => "差",
        Language::En => "difference",
    };
    Some(match &finding.difference {
        Some(difference) => format!("{a} | {b} | {word} {difference}"),
        None => format!("{a} | {b}"),
    })
}

/// The project's name and the numbers of page, table, row, column and line, as far as they are known.
fn place(document: &Document, finding: &Finding, language: Language) -> String {
    let project = document
        .projects
        .iter()
        .find(|project| Some(&project.project_id) == finding.project_id.as_ref())
        .and_then(|project| project.project_name.clone());
    let parts: Vec<String> = project
        .into_iter()
        .chain(numbers(&finding.location, language))
        .collect();
    if parts.is_empty() {
        let whole = Message::fixed("全文", "document");
        return whole.get(language).to_owned();
    }
    parts.join(", ")
}

/// The numbers of page, table, row, column and line, as far as they are known.
pub(super) fn numbers(location: &Location, language: Language) -> Vec<String> {
    [
        (Message::fixed("页", "page"), location.page),
        (Message::fixed("表", "table"), location.table),
        (Message::fixed("行", "row"), location.row),
        (Message::fixed("列", "column"), location.column),
        (Message::fixed("源文件行", "line"), location.line),
    ]
    .iter()
    .filter_map(|(word, number)| Some(format!("{} {}", word.get(language), (*number)?)))
    .collect()
}
