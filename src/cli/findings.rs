//! Findings for people and programs: text grouped by document, or JSON.

use std::io::{self, Write};

use serde::Serialize;
use yusuan::finding::{Finding, Location, Severity};
use yusuan::message::{Language, printable};
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
            of_run: false,
        },
        CheckFormat::Csv => csv::FINDINGS,
        CheckFormat::Json => OutputFile {
            name: "findings.json",
            head: |_| "[\n".to_owned(),
            between: ",\n",
            tail: "\n]\n",
            encode: |document, _, out| json(document, out),
            of_run: false,
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

/// Prints the path and below it the findings: place, message, the printed text, the two compared values where they
/// have a difference. Documents without findings are left out.
fn text(document: &Document, language: Language, out: &mut Vec<u8>) -> io::Result<()> {
    if document.findings.is_empty() && document.error.is_none() {
        return Ok(());
    }
    writeln!(out, "{}", printable(&document.path))?;
    if let Some(error) = &document.error {
        writeln!(out, "  {}", printable(&failure(error, language)))?;
    }
    for finding in &document.findings {
        writeln!(out, "  {}", printable(&place(document, finding, language)))?;
        writeln!(out, "    {}", printable(&sentence(finding, language)))?;
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
        Language::Zh => format!("读取失败：{} [{code}]", error.message_zh),
        Language::En => format!("failed: {} [{code}]", error.message),
    }
}

/// Severity, message and code in one line.
pub(super) fn sentence(finding: &Finding, language: Language) -> String {
    let (severity, code) = (severity(finding.severity, language), &finding.code);
    match language {
        Language::Zh => format!("{severity}：{} [{code}]", finding.message_zh),
        Language::En => format!("{severity}: {} [{code}]", finding.message_en),
    }
}

/// The severity as a word for people.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    let (zh, en) = match severity {
        Severity::Error => ("错误", "error"),
        Severity::Warning => ("警告", "warning"),
        Severity::Info => ("提示", "info"),
        Severity::NotEvaluable => ("无法检查", "could not be checked"),
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

/// The two compared values and their difference. Values without a difference are already in the message.
fn figures(finding: &Finding, language: Language) -> Option<String> {
    let (a, b) = (finding.operand_a.as_deref()?, finding.operand_b.as_deref()?);
    let difference = finding.difference.as_deref()?;
    Some(match language {
        Language::Zh => format!("{a} 与 {b}，相差 {difference}"),
        Language::En => format!("{a} and {b}, difference {difference}"),
    })
}

/// The project's name and the numbers of page, table, row, column and line, as far as they are known.
fn place(document: &Document, finding: &Finding, language: Language) -> String {
    let project = document
        .projects
        .iter()
        .find(|project| Some(&project.project_id) == finding.project_id.as_ref())
        .and_then(|project| project.project_name.clone());
    match (project, numbers(&finding.location, language), language) {
        (Some(project), Some(numbers), Language::Zh) => format!("{project}，{numbers}"),
        (Some(project), Some(numbers), Language::En) => format!("{project}, {numbers}"),
        (None, Some(only), _) | (Some(only), None, _) => only,
        (None, None, Language::Zh) => "整个文件".to_owned(),
        (None, None, Language::En) => "whole document".to_owned(),
    }
}

/// The numbers of page, table, row, column and line, as far as they are known; `None` where none is.
pub(super) fn numbers(location: &Location, language: Language) -> Option<String> {
    let numbers = [location.page, location.table, location.row, location.column];
    let words = match language {
        Language::Zh => [("第", "页"), ("表", ""), ("第", "行"), ("第", "列")],
        Language::En => [("page ", ""), ("table ", ""), ("row ", ""), ("column ", "")],
    };
    let parts: Vec<String> = words
        .into_iter()
        .zip(numbers)
        .filter_map(|((before, after), number)| Some(format!("{before}{}{after}", number?)))
        .collect();
    let (place, line) = (
        parts.join(if language == Language::Zh { " " } else { ", " }),
        location.line,
    );
    match (language, place.is_empty(), line) {
        (_, true, None) => None,
        (_, false, None) => Some(place),
        (Language::Zh, true, Some(line)) => Some(format!("源文件第{line}行")),
        (Language::Zh, false, Some(line)) => Some(format!("{place}（源文件第{line}行）")),
        (Language::En, true, Some(line)) => Some(format!("line {line}")),
        (Language::En, false, Some(line)) => Some(format!("{place}, line {line}")),
    }
}
