//! Findings: what was repaired or guessed while reading (category extraction), and what is wrong in the document itself
//! (category content). A finding never stops anything.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::hash::Values;
use crate::word::{Word, closed_list};

/// Whether a finding is about reading or about the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Category {
    /// How the file was read.
    Extraction,
    /// What the document says.
    Content,
}

/// How severe a finding is. `NotEvaluable` means that a check could not run, which is not a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A contradiction, or something mandatory that is missing.
    Error,
    /// Probably wrong.
    Warning,
    /// Worth a look.
    Info,
    /// The inputs of the check are not certain.
    NotEvaluable,
}

closed_list! {
    Category {
        Extraction => "extraction",
        Content => "content",
    }
    Severity {
        Error => "error",
        Warning => "warning",
        Info => "info",
        NotEvaluable => "not_evaluable",
    }
}

/// A place in the input; every number starts at 1.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
pub struct Location {
    /// The table, counted in reading order; a table inside another one is counted after it.
    pub table: Option<u32>,
    /// The row, counted on the grid of the table.
    pub row: Option<u32>,
    /// The column, counted on the grid of the table.
    pub column: Option<u32>,
    /// The line of the source file; text and HTML only.
    pub line: Option<u32>,
    /// Page, for PDF.
    pub page: Option<u32>,
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable for the same rule, place and operands; empty until [`Findings::seal`].
    pub finding_id: String,
    /// The code of the flaw in kebab-case; it never changes.
    pub code: Word,
    /// Whether the finding is about reading or about the content.
    pub category: Category,
    /// The severity.
    pub severity: Severity,
    /// The project concerned; null where the whole document is.
    pub project_id: Option<String>,
    /// The indicator concerned; null where it is not about a single one.
    pub indicator_id: Option<String>,
    /// What is wrong, in Chinese.
    pub message_zh: String,
    /// What is wrong, in English.
    pub message_en: String,
    /// The printed text concerned.
    pub evidence: Option<String>,
    /// The first of two things compared.
    pub operand_a: Option<String>,
    /// The second of two things compared.
    pub operand_b: Option<String>,
    /// The difference of the two.
    pub difference: Option<String>,
    /// The legal basis: document number and topic; content rules only.
    pub basis: Option<Word>,
    /// The place in the file.
    pub location: Location,
}

impl Finding {
    /// A finding about reading; further fields are set with struct update syntax.
    pub fn extraction(
        code: &'static str,
        severity: Severity,
        message_zh: impl Into<String>,
        message_en: impl Into<String>,
    ) -> Self {
        Self {
            finding_id: String::new(),
            code: code.into(),
            category: Category::Extraction,
            severity,
            project_id: None,
            indicator_id: None,
            message_zh: message_zh.into(),
            message_en: message_en.into(),
            evidence: None,
            operand_a: None,
            operand_b: None,
            difference: None,
            basis: None,
            location: Location::default(),
        }
    }

    /// A finding about the content of the document.
    pub fn content(
        code: &'static str,
        severity: Severity,
        message_zh: impl Into<String>,
        message_en: impl Into<String>,
    ) -> Self {
        Self {
            category: Category::Content,
            ..Self::extraction(code, severity, message_zh, message_en)
        }
    }

    /// Everything an id depends on but the number among equal findings.
    fn hash_place(&self, document_id: &str) -> Values {
        let Location {
            table,
            row,
            column,
            line,
            page,
        } = self.location;
        let mut values = Values::default();
        values.text(document_id);
        values.text(&self.code);
        values.optional(self.project_id.as_deref());
        values.optional(self.indicator_id.as_deref());
        for number in [table, row, column, line] {
            values.number(number);
        }
        values.optional(self.operand_a.as_deref());
        values.optional(self.operand_b.as_deref());
        values.optional(self.evidence.as_deref());
        // nothing where there is none, as for every format without pages
        if page.is_some() {
            values.number(page);
        }
        values
    }
}

/// The code of the finding about a table that was probably misread: rules do not judge its project.
pub(crate) const DOUBTFUL: &str = "layout-doubtful";

/// Collects the findings of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Adds several findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.list.extend(findings);
    }

    /// What has been found so far, to complete it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.list.iter_mut()
    }

    /// The findings so far.
    pub fn as_slice(&self) -> &[Finding] {
        &self.list
    }

    /// Gives every finding its id and returns the list, in the order of discovery.
    ///
    /// The id hashes code, place and operands; equal findings are numbered, so that their ids differ.
    pub fn seal(self, document_id: &str) -> Vec<Finding> {
        let mut seen = HashMap::new();
        let mut list = self.list;
        for finding in &mut list {
            let place = finding.hash_place(document_id);
            let occurrence = seen.entry(place.clone().sha256()).or_insert(0u32);
            let mut id = place;
            id.number(Some(*occurrence));
            finding.finding_id = id.id();
            *occurrence += 1;
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(row: u32) -> Finding {
        Finding {
            project_id: Some("0123456789abcdef-p1".to_owned()),
            evidence: Some("二〇二四年".to_owned()),
            location: Location {
                table: Some(1),
                row: Some(row),
                ..Location::default()
            },
            ..Finding::content("year-conflict", Severity::Warning, "年度", "year")
        }
    }

    /// Users keep ids in their configuration and in baselines: they change with a line in the changelog only.
    #[test]
    fn the_id_of_a_finding_stays() {
        let mut findings = Findings::default();
        findings.extend([finding(2), finding(2), finding(3)]);
        let ids = findings.seal("0123456789abcdef");
        let ids: Vec<&str> = ids
            .iter()
            .map(|finding| finding.finding_id.as_str())
            .collect();
        assert_eq!(
            ids,
            ["558b5d41e55ae53d", "7d5227a1bfd3ca63", "831e8e7f59607e01"]
        );
    }
}
