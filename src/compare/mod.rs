//! What only shows when documents are compared: copied targets, the same project in two years, the same file twice.
//!
//! In: the records of many documents, one after the other. Out: a list of [`Comparison`]s in the order of the
//! documents. Of each document only a summary is kept: names, targets, budgets and hashes of its longer texts. Nothing
//! is linked by similarity: two things belong together when a folded key is equal, and `linked_by` says which key. Work
//! grows linearly with the number of targets, because groups of equal keys are compared pair by pair only while they
//! are small (see [`crate::limits`]); a larger group gives a single line with its size.
//!
//! Lost: a project without a unit is not compared with those of other units, and one without a year not across years.

mod chains;
mod copies;
mod duplicates;
mod keys;
mod model;
mod printings;
mod summary;
mod targets;
mod words;
mod years;

use crate::hash::Values;
use crate::record;
pub use model::{Comparison, Demand, Kind, Link, Side, Subject};
pub use printings::{Content, Printings};
use summary::{File, Project};

/// The documents seen so far.
#[derive(Debug, Clone, Default)]
pub struct Comparer {
    files: Vec<File>,
    projects: Vec<Project>,
}

/// The result of comparing all documents.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The comparisons: years, copies, duplicates, each in the order of the projects.
    pub comparisons: Vec<Comparison>,
    /// For every project, in the order in which they were added: whether it repeats an earlier one.
    pub repeats: Vec<bool>,
}

impl Comparer {
    /// Adds the summary of a document. Documents are added in the order of the run.
    pub fn add(&mut self, document: &record::Document) {
        let file = self.files.len();
        self.files.push(File::of(document));
        for project in &document.projects {
            self.projects.push(Project::of(project, file));
        }
    }

    /// For every project so far, whether it repeats an earlier one.
    #[cfg(feature = "xlsx")]
    pub(crate) fn repeats(&self) -> Vec<bool> {
        duplicates::find(&self.files, &self.projects, &mut Vec::new())
    }

    /// Compares all documents added so far.
    pub fn finish(self) -> Compared {
        let (mut found, mut duplicates) = (Vec::new(), Vec::new());
        let repeats = duplicates::find(&self.files, &self.projects, &mut duplicates);
        let distinct: Vec<&Project> = self
            .projects
            .iter()
            .zip(&repeats)
            .filter_map(|(project, repeat)| (!repeat).then_some(project))
            .collect();
        years::find(&self.files, &distinct, &mut found);
        copies::find(&self.files, &distinct, &mut found);
        found.append(&mut duplicates);
        for comparison in &mut found {
            comparison.comparison_id = id_of(comparison);
        }
        Compared {
            comparisons: found,
            repeats,
        }
    }
}

impl Comparison {
    /// A comparison with nothing but its kind and places; the caller fills in the rest with struct update syntax.
    fn between(kind: Kind, subject: Subject, linked_by: Link, a: Side, b: Side) -> Self {
        Self {
            comparison_id: String::new(),
            kind,
            subject,
            a,
            b,
            linked_by,
            shared: None,
            share: None,
            demand: None,
            operand_a: None,
            operand_b: None,
            difference: None,
            message_zh: String::new(),
            message_en: String::new(),
        }
    }
}

/// 16 hex digits of a hash of everything that distinguishes comparisons.
fn id_of(comparison: &Comparison) -> String {
    let mut values = Values::default();
    values.text(comparison.kind.as_str());
    values.text(comparison.subject.as_str());
    for side in [&comparison.a, &comparison.b] {
        values.text(&side.path);
        values.optional(side.project_id.as_deref());
        values.optional(side.indicator_id.as_deref());
    }
    values.optional(comparison.operand_a.as_deref());
    values.optional(comparison.operand_b.as_deref());
    values.id()
}

#[cfg(test)]
mod tests;
