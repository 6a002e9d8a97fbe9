//! From one file to one record: the calls of the pipeline in order.
//!
//! In: the bytes of a file and its path in the outputs. Out: exactly one [`record::Document`], also for a file that
//! failed.

use crate::record::blank_record;
use std::sync::Arc;

use crate::allowance::Allowance;
use crate::check;
use crate::detect;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Category, Finding, Findings, Severity};
use crate::format::Format;
use crate::normalize::budget::budget_tables;
use crate::normalize::document::{FileContext, normalize};
use crate::pages::Pages;
use crate::panics;
use crate::readers;
use crate::recognize::{recognize, recognize_statutory};
use crate::record::{self, DocumentType, ErrorRecord, Status};
use crate::segment::segment;
use crate::vocabulary::Vocabulary;

/// What a user may set for every file of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The budget year to assume for documents that print none.
    pub fiscal_year: Option<i32>,
    /// The numbers the content rules compare with.
    pub thresholds: check::Thresholds,
    /// The built-in words extended by the user's; `None` for the built-in ones alone.
    pub vocabulary: Option<Arc<Vocabulary>>,
}

impl Options {
    /// The words that tables are recognized by.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .as_deref()
            .unwrap_or_else(|| Vocabulary::builtin())
    }
}

/// The first step: detects the format and reads the document.
///
/// # Errors
/// Everything that stops this file: see [`Error`].
pub fn read(
    path: &str,
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<(Format, Document), Error> {
    let allowance = Allowance::of_bytes(bytes.len());
    read_with(path, bytes, findings, |format, findings| {
        readers::read(format, bytes, &allowance, findings)
    })
}

fn read_with(
    path: &str,
    bytes: &[u8],
    findings: &mut Findings,
    reader: impl FnOnce(Format, &mut Findings) -> Result<Document, Error>,
) -> Result<(Format, Document), Error> {
    let format = detect::detect(path, bytes, findings)?;
    let mut document = reader(format, findings)?;
    readers::radicals::unify(&mut document, findings);
    readers::struck::tell(&document, findings);
    readers::reversed::report(&document, findings);
    Ok((format, document))
}

/// Runs the whole pipeline on one file. Never fails: an error that stops the file is part of the record.
pub fn convert(path: &str, bytes: &[u8], options: &Options) -> record::Document {
    convert_with_blocks(path, bytes, options).0
}

/// As [`convert`], and returns the document as read, for drawing it; `None` where it could not be read.
pub fn convert_with_blocks(
    path: &str,
    bytes: &[u8],
    options: &Options,
) -> (record::Document, Option<Document>) {
    convert_owned(path, bytes, options)
}

/// As [`convert_with_blocks`], and lets go of the bytes once they are read: the records of a large file take their room.
pub(crate) fn convert_owned(
    path: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
) -> (record::Document, Option<Document>) {
    convert_read(path, bytes, options, |bytes, findings| {
        read(path, bytes, findings)
    })
}

/// As [`convert_with_blocks`] for a document inside an archive, which takes from the allowance of the archive.
pub(crate) fn convert_inside(
    path: &str,
    bytes: Vec<u8>,
    allowance: &Allowance,
    options: &Options,
) -> (record::Document, Option<Document>) {
    convert_read(path, bytes, options, |bytes, findings| {
        read_with(path, bytes, findings, |format, findings| {
            readers::read_inside(format, bytes, allowance, findings)
        })
    })
}

fn convert_read(
    path: &str,
    bytes: impl AsRef<[u8]>,
    options: &Options,
    read: impl FnOnce(&[u8], &mut Findings) -> Result<(Format, Document), Error>,
) -> (record::Document, Option<Document>) {
    let blank = blank_record(path, bytes.as_ref());
    caught(&blank, || {
        let mut findings = Findings::default();
        let document = read(bytes.as_ref(), &mut findings);
        drop(bytes);
        match document {
            Ok((format, document)) => {
                let mut record = blank.clone();
                record.format = Some(format);
                let record = interpret(&document, record, options, findings);
                (record, Some(document))
            }
            Err(error) => (with_error(blank.clone(), &error), None),
        }
    })
}

/// The work on one file; where it panics, its blank record with an error that asks for a report.
pub(crate) fn caught(
    blank: &record::Document,
    work: impl FnOnce() -> (record::Document, Option<Document>),
) -> (record::Document, Option<Document>) {
    panics::catch(work)
        .unwrap_or_else(|message| (with_error(blank.clone(), &Error::Internal(message)), None))
}

/// All steps after reading: fills the record of a file from its document.
pub fn interpret(
    document: &Document,
    mut record: record::Document,
    options: &Options,
    mut findings: Findings,
) -> record::Document {
    let vocabulary = options.vocabulary();
    let (means, sections) = segment(document, vocabulary);
    let mut recognized = recognize(&sections, vocabulary);
    let statutory = recognize_statutory(&sections, &recognized, vocabulary);
    recognized.leave_out(|table| statutory.holds(table));
    let file = FileContext {
        document_id: &record.document_id,
        path: &record.path,
        format: record.format,
        fiscal_year: options.fiscal_year,
    };
    let account = recognized.account;
    let normalized = normalize(
        &file,
        document,
        (means, &sections),
        recognized,
        vocabulary,
        &mut findings,
    );
    drop(sections);
    record.budget_tables = budget_tables(
        &file,
        document,
        &statutory,
        normalized.fiscal_year,
        vocabulary,
        &mut findings,
    );
    record.title = normalized.title;
    record.document_type = normalized.document_type.unwrap_or(DocumentType::Other);
    record.fiscal_year = normalized.fiscal_year;
    record.fiscal_year_source = normalized.fiscal_year_source;
    record.cells = account.cells as u64;
    record.cells_claimed = account.claimed as u64;
    record.projects = normalized.projects;
    check::check(
        &record,
        &normalized.places,
        document,
        vocabulary,
        &options.thresholds,
        &mut findings,
    );
    if let Some(pages) = Pages::of(document) {
        pages.fill_all(&mut record.projects, &mut findings);
    }
    record.findings = findings.seal(&record.document_id);
    record.status = status_of(&record.projects, &record.findings);
    record
}

/// The record of a file that was opened but could not be read as a document.
pub fn failed(path: &str, bytes: &[u8], error: &Error) -> record::Document {
    with_error(blank_record(path, bytes), error)
}

/// The record of a file whose bytes could not be read: it has no hash and no size.
pub fn unread(path: &str, error: &Error) -> record::Document {
    let record = blank_record(path, path.as_bytes());
    let record = record::Document {
        sha256: None,
        bytes: None,
        ..record
    };
    with_error(record, error)
}

fn with_error(record: record::Document, error: &Error) -> record::Document {
    let message = error.message();
    record::Document {
        status: Status::Failed,
        error: Some(ErrorRecord {
            code: error.code().to_owned(),
            message: message.en.into_owned(),
            message_zh: message.zh.into_owned(),
        }),
        ..record
    }
}

fn status_of(projects: &[record::Project], findings: &[Finding]) -> Status {
    let broken = findings.iter().any(|finding| {
        finding.category == Category::Extraction && finding.severity == Severity::Error
    });
    match (broken, projects.is_empty()) {
        (true, _) => Status::Partial,
        (false, true) => Status::Empty,
        (false, false) => Status::Ok,
    }
}
