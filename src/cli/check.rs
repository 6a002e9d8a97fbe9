//! `check`: the findings, grouped by document.

use std::io::{self, BufWriter, Write};
use std::time::Instant;

use serde::Serialize;
use yusuan::batch;
use yusuan::finding::{Finding, Location, Severity};
use yusuan::record::{Document, ErrorRecord, Status};
use yusuan::writers::files::{Outputs, encode_file};
use yusuan::writers::{OutputFile, Style, csv};

use super::convert::progress;
use super::summary::Summary;
use super::{CheckArgs, CheckFormat, DONE, FAULTS, FailOn, Language};

/// Prints the findings.
pub(super) fn run(args: &CheckArgs) -> anyhow::Result<u8> {
    let began = Instant::now();
    let inputs = args.input.collect(None)?;
    let file = file(args);
    let stream = Box::new(BufWriter::new(io::stdout()));
    let mut outputs = Outputs::to_stream(stream, &file, &Style::default())?;
    let bar = progress(&inputs, args.input.quiet);
    let options = args.input.reading.options();
    let mut summary = Summary::default();
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let documents = batch::convert_file(input, &options);
            let chunk = encode_file(&documents, &file, &Style::default());
            (Summary::of(&documents), chunk)
        },
        |(counts, chunk)| -> anyhow::Result<()> {
            bar.suspend(|| outputs.write(&vec![chunk?]).map_err(anyhow::Error::from))?;
            summary.add(counts);
            bar.inc(1);
            Ok(())
        },
    )?;
    outputs.finish()?;
    bar.finish_and_clear();
    if !args.input.quiet {
        summary.print(inputs.skipped, began.elapsed(), &mut io::stderr().lock())?;
    }
    let reached = match args.fail_on {
        FailOn::Error => summary.reaches(Severity::Error),
        FailOn::Warning => summary.reaches(Severity::Warning),
        FailOn::Info => summary.reaches(Severity::Info),
        FailOn::Never => false,
    };
    let failed = reached || summary.any_failed();
    Ok(if failed { FAULTS } else { DONE })
}

/// What is written to standard output.
fn file(args: &CheckArgs) -> OutputFile {
    let text = OutputFile {
        name: "findings.txt",
        head: |_| String::new(),
        between: "\n",
        tail: "",
        encode: match Language::or_locale(args.lang) {
            Language::Zh => |document, _, out| text(document, Language::Zh, out),
            Language::En => |document, _, out| text(document, Language::En, out),
        },
    };
    match args.format {
        CheckFormat::Text => text,
        CheckFormat::Csv => csv::FINDINGS,
        CheckFormat::Json => OutputFile {
            name: "findings.json",
            head: |_| "[\n".to_owned(),
            between: ",\n",
            tail: "\n]\n",
            encode: |document, _, out| json(document, out),
        },
    }
}

/// A document with nothing but its findings.
#[derive(Serialize)]
struct Checked<'a> {
    document_id: &'a str,
    path: &'a str,
    status: Status,
    error: &'a Option<ErrorRecord>,
    findings: &'a [Finding],
}

/// One document a line, all in an array.
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

/// The path, and below it a line a finding. A document without findings is not mentioned.
fn text(document: &Document, language: Language, out: &mut Vec<u8>) -> io::Result<()> {
    if document.findings.is_empty() && document.error.is_none() {
        return Ok(());
    }
    writeln!(out, "{}", document.path)?;
    if let Some(error) = &document.error {
        writeln!(out, "  failed         {} [{}]", error.message, error.code)?;
    }
    for finding in &document.findings {
        let message = message(finding, language);
        let severity = finding.severity.as_str();
        let place = place(document, finding, language);
        writeln!(out, "  {severity:<13}  {place}{message} [{}]", finding.code)?;
    }
    Ok(())
}

/// The message in one of its languages.
pub(super) fn message(finding: &Finding, language: Language) -> &str {
    match language {
        Language::Zh => &finding.message_zh,
        Language::En => &finding.message_en,
    }
}

/// The project's name and the numbers of table, row, column and line, as far as they are known.
fn place(document: &Document, finding: &Finding, language: Language) -> String {
    let project = document
        .projects
        .iter()
        .find(|project| Some(&project.project_id) == finding.project_id.as_ref())
        .and_then(|project| project.project_name.clone());
    let Location {
        table,
        row,
        column,
        line,
    } = finding.location;
    let words = match language {
        Language::Zh => ["表", "行", "列", "源文件行"],
        Language::En => ["table", "row", "column", "line"],
    };
    let numbers = words
        .iter()
        .zip([table, row, column, line])
        .filter_map(|(word, number)| Some(format!("{word} {}", number?)));
    let parts: Vec<String> = project.into_iter().chain(numbers).collect();
    if parts.is_empty() {
        return String::new();
    }
    parts.join(", ") + ": "
}
