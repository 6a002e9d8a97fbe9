//! The labelled values of a project in the order met.
//!
//! In: one [`Entry`] after another. Out: the list, and at once what is asked of it for every row: a form may have as many
//! values as rows, so nothing may look through all of them each time.

use std::collections::{HashMap, HashSet};

use super::model::Entry;
use crate::vocabulary::Field;

/// Labelled values and an index of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Entries {
    list: Vec<Entry>,
    /// For every field met, the position of its first entry with text.
    first: HashMap<Field, Option<usize>>,
    /// Trimmed texts of objectives and purposes.
    texts: HashSet<(Field, String)>,
}

impl Entries {
    pub(super) fn push(&mut self, entry: Entry) {
        let text = entry.value.trim();
        if !text.is_empty() && is_text(entry.field) {
            self.texts.insert((entry.field, text.to_owned()));
        }
        let first = self.first.entry(entry.field).or_insert(None);
        if first.is_none() && !text.is_empty() {
            *first = Some(self.list.len());
        }
        self.list.push(entry);
    }

    pub(super) fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) {
        for entry in entries {
            self.push(entry);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.list.iter()
    }

    pub(super) fn into_list(self) -> Vec<Entry> {
        self.list
    }

    /// A label of the field was met, with or without a value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.first.contains_key(&field)
    }

    /// The first entry of the field with text.
    pub(super) fn first(&self, field: Field) -> Option<&Entry> {
        let at = (*self.first.get(&field)?)?;
        self.list.get(at)
    }

    /// An objective or purpose with text that has not been met.
    pub(super) fn is_new_text(&self, entry: &Entry) -> bool {
        let text = entry.value.trim();
        is_text(entry.field)
            && !text.is_empty()
            && !self.texts.contains(&(entry.field, text.to_owned()))
    }
}

impl From<Vec<Entry>> for Entries {
    fn from(list: Vec<Entry>) -> Self {
        let mut entries = Self::default();
        entries.extend(list);
        entries
    }
}

/// Fields whose text may be printed over several rows.
fn is_text(field: Field) -> bool {
    matches!(
        field,
        Field::ObjectiveAnnual
            | Field::ObjectiveMultiYear
            | Field::ObjectiveActual
            | Field::Purpose
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Location;

    fn entry(field: Field, value: String) -> Entry {
        Entry::new(field, "", &value, Location::default())
    }

    /// Looking through all of them each time would take 10¹⁰ steps: it would not end.
    #[test]
    fn questions_asked_for_every_row_do_not_look_through_all() {
        let mut entries = Entries::default();
        for number in 0..100_000 {
            assert!(!entries.has(Field::ProjectName));
            assert!(entries.first(Field::DepartmentName).is_none());
            let text = entry(Field::ObjectiveAnnual, number.to_string());
            assert!(entries.is_new_text(&text));
            entries.push(text);
            entries.push(entry(Field::DepartmentName, " ".to_owned()));
        }
        assert!(entries.has(Field::DepartmentName));
        assert!(!entries.is_new_text(&entry(Field::ObjectiveAnnual, " 7 ".to_owned())));
        assert!(entries.is_new_text(&entry(Field::Purpose, "7".to_owned())));
        assert_eq!(entries.first(Field::ObjectiveAnnual).unwrap().value, "0");
        assert_eq!(entries.into_list().len(), 200_000);
    }
}
