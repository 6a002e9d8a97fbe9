//! One self-contained page about many documents, which a browser can open without a network.
//!
//! In: for each file its record and its blocks as read. Out: the bytes of an HTML page with figures and charts, tables
//! of projects, indicators, findings and comparisons, and every document with its printed tables next to what was read
//! from them. Figures and charts are part of the page; rows and documents are JSON that its script draws on demand. All
//! printed text enters the page as text: the template escapes it, and the JSON contains no `<`.
//!
//! Lost: in documents with projects or findings, the tables that none of these refers to; and rows past
//! [`crate::limits::MAX_DRAWN_CELLS`]. The page shows the number of both.

mod charts;
mod printed;
mod rows;
mod words;

use std::collections::BTreeMap;
use std::io;

use askama::Template;
use serde_json::json;

use crate::compare::{Comparer, Comparison};
use crate::document::Document;
use crate::figures::{Facts, Figures, counted};
use crate::finding::{Finding, Severity};
use crate::record::{self, Status};
use charts::Chart;
use words::{Words, both_languages};

const STYLE: &str = include_str!("../../templates/report.css");
const SCRIPT: &str = concat!(
    include_str!("../../templates/report.js"),
    include_str!("../../templates/tables.js"),
    include_str!("../../templates/document.js"),
);
const LIVE_STYLE: &str = include_str!("../../templates/serve.css");
const LIVE_SCRIPT: &str = include_str!("../../templates/serve.js");

/// What the page needs of one file; made in parallel for many files.
#[derive(Debug, Clone)]
pub struct Part {
    record: record::Document,
    /// The view of the document, as JSON.
    view: String,
    /// The address of the file itself, seen from the page.
    file: Option<String>,
}

impl Part {
    /// Keeps what is drawn of the blocks; `blocks` is `None` for a file that could not be read.
    pub fn of(record: record::Document, blocks: Option<&Document>) -> Self {
        let view = embedded(&printed::view(&record, blocks).to_string());
        Self {
            record,
            view,
            file: None,
        }
    }

    /// With the address of the file itself, relative to the page.
    pub fn with_file(self, file: Option<String>) -> Self {
        Self { file, ..self }
    }

    /// The record.
    pub fn record(&self) -> &record::Document {
        &self.record
    }

    /// The view of the document: JSON that contains no `<`.
    pub fn view(&self) -> &str {
        &self.view
    }
}

/// The page while files are added.
#[derive(Debug, Default)]
pub struct Report {
    comparer: Comparer,
    facts: Facts,
    documents: rows::List,
    projects: rows::List,
    indicators: rows::List,
    findings: rows::List,
    views: Vec<String>,
    failures: Vec<Failure>,
}

/// A file that failed, or was read with an error.
#[derive(Debug)]
struct Failure {
    document: usize,
    path: String,
    status: Status,
    /// Markup of the message.
    message: String,
}

impl Report {
    /// Adds the next file.
    pub fn add(&mut self, part: Part) {
        self.add_rows(&part);
        self.views.push(part.view);
    }

    /// Adds the next file without its view, for a page that asks for views one by one.
    pub fn add_rows(&mut self, part: &Part) {
        let (record, document) = (&part.record, self.documents.len());
        self.comparer.add(record);
        self.facts.add(record);
        self.documents
            .push(&rows::document(record, part.file.as_deref()));
        let first_project = self.projects.len();
        let by_id = rows::indexes_of_projects(record);
        let of_finding = |finding: &Finding| by_id.get(finding.project_id.as_deref()?).copied();
        let mut counts = vec![0; record.projects.len()];
        for index in record.findings.iter().filter_map(of_finding) {
            counts[index] += 1;
        }
        for (index, project) in record.projects.iter().enumerate() {
            self.projects
                .push(&rows::project(document, project, counts[index]));
            for indicator in &project.indicators {
                self.indicators
                    .push(&rows::indicator(first_project + index, indicator));
            }
        }
        for finding in &record.findings {
            let project = of_finding(finding).map(|index| first_project + index);
            self.findings
                .push(&rows::finding(document, project, finding));
        }
        if matches!(record.status, Status::Failed | Status::Partial) {
            self.failures.push(failure(document, record));
        }
    }

    /// The finished page.
    ///
    /// # Errors
    /// Those of the template, which no input can cause.
    pub fn finish(self) -> io::Result<String> {
        self.content(Words::builtin()?)?.page(None)
    }

    /// What is shown of the files added so far, for [`live_page`].
    ///
    /// # Errors
    /// Those of the template, which no input can cause.
    pub fn finish_live(self) -> io::Result<Live> {
        let content = self.content(Words::builtin()?)?;
        let overview = Overview { content: &content };
        Ok(Live {
            overview: overview.render().map_err(io::Error::other)?,
            data: content.data,
        })
    }

    fn content(self, words: Words) -> io::Result<Content> {
        let compared = self.comparer.finish();
        let figures = self.facts.figures(&compared.repeats);
        let by_path = self.facts.paths();
        let comparisons: Vec<_> = compared
            .comparisons
            .iter()
            .map(|comparison: &Comparison| rows::comparison(&by_path, comparison))
            .collect();
        let repeats = compared.repeats.iter().enumerate();
        let repeats: Vec<_> = repeats
            .filter(|(_, repeat)| **repeat)
            .map(|(at, _)| at)
            .collect();
        let titles = figures
            .rules
            .keys()
            .map(|code| (code, charts::rule_title(code)));
        let titles: BTreeMap<_, _> = titles.collect();
        let data = format!(
            "{{\"documents\":{},\"projects\":{},\"indicators\":{},\"findings\":{},\"comparisons\":{},\"repeats\":{},\"rules\":{}}}",
            self.documents.json(),
            self.projects.json(),
            self.indicators.json(),
            self.findings.json(),
            json!(comparisons),
            json!(repeats),
            json!(titles)
        );
        Ok(Content {
            charts: charts::all(&figures, &words),
            unit_count: figures.unit_count(),
            figures,
            comparison_count: compared.comparisons.len(),
            words,
            data: embedded(&data),
            views: self.views,
            failures: self.failures,
        })
    }
}

/// What a live page shows.
#[derive(Debug)]
pub struct Live {
    /// Markup of the overview.
    pub overview: String,
    /// JSON of all rows.
    pub data: String,
}

/// A page without files that asks its server for them. `settings` is JSON for its script.
///
/// # Errors
/// Those of the template, which no input can cause.
pub fn live_page(settings: &str) -> io::Result<String> {
    let content = Report::default().content(Words::with_live()?)?;
    content.page(Some(embedded(settings)))
}

fn failure(document: usize, record: &record::Document) -> Failure {
    let of_finding = || {
        let mut findings = record.findings.iter();
        let finding = findings.find(|finding| finding.severity == Severity::Error)?;
        Some(both_languages(&finding.message_zh, &finding.message_en))
    };
    let message = match &record.error {
        Some(error) => both_languages(&error.message_zh, &error.message),
        None => of_finding().unwrap_or_default(),
    };
    Failure {
        document,
        path: record.path.clone(),
        status: record.status,
        message,
    }
}

/// What is said of the files.
struct Content {
    words: Words,
    figures: Figures,
    unit_count: usize,
    charts: Vec<Chart>,
    comparison_count: usize,
    data: String,
    views: Vec<String>,
    failures: Vec<Failure>,
}

impl Content {
    /// A number of things, with separators.
    fn separated(&self, number: &usize) -> String {
        counted(*number)
    }

    /// The number of findings of a severity, by its place in the words.
    fn severity(&self, place: usize) -> String {
        let count = self.figures.severities.get(place);
        counted(count.copied().unwrap_or_default())
    }

    /// The whole page; `live` has the settings of one that asks a server.
    fn page(&self, live: Option<String>) -> io::Result<String> {
        let page = Page {
            words_json: embedded(&self.words.json()),
            content: self,
            live,
            version: env!("CARGO_PKG_VERSION"),
            style: STYLE,
            script: SCRIPT,
            live_style: LIVE_STYLE,
            live_script: LIVE_SCRIPT,
        };
        page.render().map_err(io::Error::other)
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    content: &'a Content,
    words_json: String,
    live: Option<String>,
    version: &'static str,
    style: &'static str,
    script: &'static str,
    live_style: &'static str,
    live_script: &'static str,
}

/// Figures, failures and charts.
#[derive(Template)]
#[template(path = "overview.html")]
struct Overview<'a> {
    content: &'a Content,
}

/// JSON that is safe inside a `script` element: it contains no `<` that could end the element.
fn embedded(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests;
