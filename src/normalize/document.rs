//! From the matches of a document to its projects and to the facts about the document itself.
//!
//! In: sections and matches. Out: [`Normalized`]. A project without a year or unit inherits that of the others only
//! where all projects that print one agree; an inherited value is marked.

use super::context::DocumentContext;
use super::money::unit_of;
use super::project::{fill_indicators, project_of};
use super::reports::{report_doubt, report_reading, report_units};
use super::title::title_of;
use super::year::{document_year, fill_years};
use crate::document::Document;
use crate::finding::{Findings, Location};
use crate::format::Format;
use crate::place::ProjectPlaces;
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
    /// The projects.
    pub projects: Vec<Project>,
    /// The places of their fields, in parallel.
    pub places: Vec<ProjectPlaces>,
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
    let count = recognized.matches.len();
    let mut projects: Vec<Project> = Vec::with_capacity(count);
    let mut places: Vec<ProjectPlaces> = Vec::with_capacity(count);
    let mut without_unit: Vec<Location> = Vec::new();
    for (index, found) in recognized.matches.iter().enumerate() {
        let placed = project_of(found, index as u32 + 1, &context, findings);
        projects.push(placed.project);
        places.push(placed.places);
        without_unit.extend(placed.inherits_unit);
    }
    settle_years(&mut projects, file);
    let both = projects.iter_mut().zip(&mut places);
    for ((project, places), found) in both.zip(&mut recognized.matches) {
        fill_indicators((&mut *project, places), found, &context, findings);
        if let Some(doubt) = found.doubt {
            report_doubt(doubt, project, findings);
        }
        // frees the memory of these rows for the indicators of the next project
        found.indicators = Vec::new();
    }
    report_units(&without_unit, context.shared_unit, findings);
    report_reading((means, file.format), document, &recognized, findings);
    let (fiscal_year, fiscal_year_source) = document_year(&projects);
    Normalized {
        document_type: Some(type_of(&projects)),
        fiscal_year,
        fiscal_year_source,
        title,
        projects,
        places,
    }
}

fn settle_years(projects: &mut [Project], file: &FileContext<'_>) {
    let mut projects: Vec<&mut Project> = projects.iter_mut().collect();
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

fn type_of(projects: &[Project]) -> DocumentType {
    let evaluated = |project: &&Project| {
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
