//! From the matches of a document to its projects and to the facts about the document itself.
//!
//! In: sections and matches. Out: [`Normalized`]. A project without a year or unit inherits that of the others only
//! where all projects that print one agree; an inherited value is marked.

use super::context::{DocumentContext, Placed};
use super::money::unit_of;
use super::project::{fill_indicators, project_of};
use super::reports::{report_reading, report_units};
use super::title::title_of;
use super::year::{document_year, fill_years};
use crate::document::Document;
use crate::finding::Findings;
use crate::format::Format;
use crate::recognize::Recognized;
use crate::record::{AmountUnit, DocumentType, Project, ProjectKind, YearSource};
use crate::segment::{Means, Section};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::values::ValueWords;

/// A document's projects and the facts about the document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Normalized {
    /// Title of the whole document.
    pub title: Option<String>,
    /// Whether its projects are targets, self-evaluations, both or neither.
    pub document_type: Option<DocumentType>,
    /// The year that all its projects have.
    pub fiscal_year: Option<i32>,
    /// The most trusted source of that year among the projects.
    pub fiscal_year_source: Option<YearSource>,
    /// The projects with the places of their fields.
    pub projects: Vec<Placed>,
}

/// Facts about the file that its content does not give.
pub struct FileContext<'c> {
    /// The document's id.
    pub document_id: &'c str,
    /// The path, for a year in the file's name.
    pub path: &'c str,
    /// The format of the content.
    pub format: Option<Format>,
    /// The year the user gave.
    pub fiscal_year: Option<i32>,
}

/// Types everything that was recognized. Frees the rows of each project as soon as they are read.
pub fn normalize(
    file: &FileContext<'_>,
    document: &Document,
    (means, sections): (Means, &[Section<'_>]),
    mut recognized: Recognized,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Normalized {
    let words = &Vocabulary::builtin().values;
    let title = title_of(document, sections, &recognized, vocabulary);
    let context = DocumentContext {
        document_id: file.document_id,
        title: title.as_deref(),
        shared_unit: shared_unit(&recognized, words),
        vocabulary,
        words,
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(recognized.matches.len());
    for (index, found) in recognized.matches.iter().enumerate() {
        placed.push(project_of(found, index as u32 + 1, &context, findings));
    }
    settle_years(&mut placed, file);
    for (placed, found) in placed.iter_mut().zip(&mut recognized.matches) {
        fill_indicators(placed, found, &context, findings);
        // frees the memory of these rows for the indicators of the next project
        found.indicators = Vec::new();
    }
    report_units(&placed, context.shared_unit, findings);
    report_reading((means, file.format), document, &recognized, findings);
    let projects: Vec<&Project> = placed.iter().map(|placed| &placed.project).collect();
    let (fiscal_year, fiscal_year_source) = document_year(&projects);
    Normalized {
        document_type: Some(type_of(&projects)),
        fiscal_year,
        fiscal_year_source,
        title,
        projects: placed,
    }
}

fn settle_years(placed: &mut [Placed], file: &FileContext<'_>) {
    let mut projects: Vec<&mut Project> = placed
        .iter_mut()
        .map(|placed| &mut placed.project)
        .collect();
    fill_years(&mut projects, file.path, file.fiscal_year);
}

/// The unit of money, if all projects that print one agree.
fn shared_unit(recognized: &Recognized, words: &ValueWords) -> Option<AmountUnit> {
    let mut units = recognized
        .matches
        .iter()
        .filter_map(|found| unit_of(found, words));
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

fn type_of(projects: &[&Project]) -> DocumentType {
    let evaluated = |project: &&&Project| {
        project.kind == ProjectKind::SelfEvaluation
            || project.evaluation.is_some()
            || project
                .indicators
                .iter()
                .any(|indicator| indicator.actual.is_some())
    };
    let count = projects.iter().filter(evaluated).count();
    match (projects.len(), count) {
        (0, _) => DocumentType::Other,
        (_, 0) => DocumentType::Target,
        (all, evaluated) if all == evaluated => DocumentType::SelfEvaluation,
        _ => DocumentType::Mixed,
    }
}
