//! The context in which rows and projects are normalized, and a project with the places of its fields.

use crate::finding::Location;
use crate::place::ProjectPlaces;
use crate::record::{AmountUnit, Project};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::values::ValueWords;

/// The values that all rows of a project share.
pub struct RowContext<'c> {
    /// The words of labels and titles.
    pub vocabulary: &'c Vocabulary,
    /// The words of values.
    pub words: &'c ValueWords,
    /// The budget year, for dates without one.
    pub year: Option<i32>,
    /// The project's id.
    pub project_id: &'c str,
}

/// A project and the places of its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The record.
    pub project: Project,
    /// The places of its fields.
    pub places: ProjectPlaces,
    /// The place of the first amount that takes its unit from other projects.
    pub inherits_unit: Option<Location>,
}

/// The values that all projects of a document share.
pub struct DocumentContext<'c> {
    /// The document's id.
    pub document_id: &'c str,
    /// Its title.
    pub title: Option<&'c str>,
    /// The unit of money, if all projects that print one agree.
    pub shared_unit: Option<AmountUnit>,
    /// The words of labels and titles.
    pub vocabulary: &'c Vocabulary,
    /// The words of values.
    pub words: &'c ValueWords,
}
