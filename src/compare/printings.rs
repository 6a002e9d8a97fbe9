//! Which projects a run has met before: the same file under two names, the same project saved in another format.
//!
//! In: documents in the order of the run. Out: for every project the first printing of the same content in another file,
//! if there is one. Lost: a blank form counts as no repetition.

use std::collections::HashMap;

use super::keys::{Key, key_of};
use super::summary;
use crate::record::{Document, Printing};

/// The content of a document, as hashes.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Of its bytes; `None` for an empty file, or one that could not be read.
    bytes: Option<Key>,
    /// Of its projects in order; `None` for a blank form.
    projects: Vec<Option<Key>>,
}

impl Content {
    /// The content of one document, which does not depend on others.
    pub fn of(document: &Document) -> Self {
        let projects = document.projects.iter();
        let projects = projects.map(|project| summary::Project::of(project, 0).content);
        Self::from_parts(&summary::File::of(document), projects.collect())
    }

    pub(super) fn from_parts(file: &summary::File, projects: Vec<Option<Key>>) -> Self {
        let bytes = file.sha256.as_deref().map(|sha256| key_of([sha256]));
        Self { bytes, projects }
    }
}

/// The projects met so far, each with something by which it is found again, such as its id.
#[derive(Debug, Clone)]
pub struct Printings<T> {
    files: HashMap<Key, Vec<T>>,
    /// A table printed twice in one file is matched, first to first and second to second, with another file that prints
    /// it twice.
    projects: HashMap<(Key, usize), T>,
}

/// What a file repeats.
#[derive(Debug)]
pub(super) struct Repeated<T> {
    /// True where an earlier file has the same bytes.
    pub(super) file: bool,
    /// For every project, the earlier one of another file with the same content.
    pub(super) projects: Vec<Option<T>>,
}

impl<T> Default for Printings<T> {
    fn default() -> Self {
        Self {
            files: HashMap::new(),
            projects: HashMap::new(),
        }
    }
}

impl<T: Clone> Printings<T> {
    /// Takes the next file; `ids` are its projects in order.
    pub(super) fn take(&mut self, content: &Content, ids: Vec<T>) -> Repeated<T> {
        let earlier = content.bytes.and_then(|bytes| self.files.get(&bytes));
        if let Some(earlier) = earlier {
            let projects = (0..ids.len()).map(|index| earlier.get(index).cloned());
            return Repeated {
                file: true,
                projects: projects.collect(),
            };
        }
        let mut occurrences: HashMap<Key, usize> = HashMap::new();
        let mut projects = Vec::with_capacity(ids.len());
        for (key, id) in content.projects.iter().zip(&ids) {
            let Some(key) = key else {
                projects.push(None);
                continue;
            };
            let occurrence = occurrences.entry(*key).or_insert(0);
            *occurrence += 1;
            let place = (*key, *occurrence);
            projects.push(self.projects.get(&place).cloned());
            self.projects.entry(place).or_insert_with(|| id.clone());
        }
        if let Some(bytes) = content.bytes {
            self.files.insert(bytes, ids);
        }
        Repeated {
            file: false,
            projects,
        }
    }
}

impl Printings<String> {
    /// Takes the next document and writes to each of its projects whether it is the first printing.
    pub fn mark(&mut self, content: &Content, document: &mut Document) {
        let projects = document.projects.iter();
        let ids = projects.map(|project| project.project_id.clone()).collect();
        let repeated = self.take(content, ids);
        for (project, earlier) in document.projects.iter_mut().zip(repeated.projects) {
            project.printing = match earlier {
                Some(earlier) => Printing::Repeats(earlier),
                None => Printing::First,
            };
        }
    }
}
