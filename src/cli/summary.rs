//! The counts of a run, and the summary at its end.

use std::io::{self, Write};
use std::time::Duration;

use yusuan::finding::Severity;
use yusuan::record::{Document, Status};

/// What a run has seen.
#[derive(Debug, Default)]
pub(super) struct Summary {
    documents: usize,
    projects: usize,
    indicators: usize,
    partial: usize,
    empty: usize,
    /// In the order of the words of [`Severity`].
    findings: [usize; 4],
    failed: Vec<(String, String)>,
}

/// How many failed files are named; the others are in the outputs.
const NAMED_FAILURES: usize = 20;

impl Summary {
    /// Counts one document.
    pub(super) fn count(&mut self, document: &Document) {
        self.documents += 1;
        self.projects += document.projects.len();
        self.indicators += document
            .projects
            .iter()
            .map(|project| project.indicators.len())
            .sum::<usize>();
        self.partial += usize::from(document.status == Status::Partial);
        self.empty += usize::from(document.status == Status::Empty);
        for finding in &document.findings {
            self.findings[place(finding.severity)] += 1;
        }
        if let Some(error) = &document.error {
            self.failed
                .push((document.path.clone(), error.message.clone()));
        }
    }

    /// Joins the counts of later documents.
    pub(super) fn add(&mut self, later: Self) {
        self.documents += later.documents;
        self.projects += later.projects;
        self.indicators += later.indicators;
        self.partial += later.partial;
        self.empty += later.empty;
        for (sum, count) in self.findings.iter_mut().zip(later.findings) {
            *sum += count;
        }
        self.failed.extend(later.failed);
    }

    /// A file failed.
    pub(super) fn any_failed(&self) -> bool {
        !self.failed.is_empty()
    }

    /// A finding is at least as bad as this; what could not be checked is not bad.
    pub(super) fn reaches(&self, severity: Severity) -> bool {
        self.findings[..=place(severity)]
            .iter()
            .any(|count| *count > 0)
    }

    /// Prints the summary.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn print(
        &self,
        skipped: usize,
        time: Duration,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let [errors, warnings, infos, not_evaluable] = self.findings;
        let speed = self.documents as f64 / time.as_secs_f64().max(0.001);
        writeln!(
            out,
            "{} read in {:.1} s ({speed:.0} files/s)",
            count(self.documents, "file"),
            time.as_secs_f64()
        )?;
        writeln!(
            out,
            "  {}, {}",
            count(self.projects, "project"),
            count(self.indicators, "indicator")
        )?;
        writeln!(
            out,
            "  findings: {}, {}, {infos} info, {not_evaluable} not evaluable",
            count(errors, "error"),
            count(warnings, "warning")
        )?;
        for (number, what) in [
            (self.partial, "read with errors"),
            (self.empty, "without a project"),
            (skipped, "skipped, of kinds that are no documents"),
        ] {
            if number > 0 {
                writeln!(out, "  {} {what}", count(number, "file"))?;
            }
        }
        if self.any_failed() {
            writeln!(out, "  {} failed:", count(self.failed.len(), "file"))?;
        }
        for (path, message) in self.failed.iter().take(NAMED_FAILURES) {
            writeln!(out, "    {path}: {message}")?;
        }
        if let Some(more @ 1..) = self.failed.len().checked_sub(NAMED_FAILURES) {
            writeln!(
                out,
                "    and {more} more: see the documents with status failed"
            )?;
        }
        Ok(())
    }
}

fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
        Severity::NotEvaluable => 3,
    }
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
