//! The bookmarks of a document: the titles of its sections, with their levels.
//!
//! In: (page, title, level) of every bookmark. Out: which text of which page is a heading.

use std::collections::HashMap;

/// The titles of sections.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Page and title without blanks, with the level from 1 on.
    levels: HashMap<(u32, String), u8>,
}

impl Outline {
    /// Adds a bookmark; `page` is 1-based.
    pub(crate) fn add(&mut self, page: u32, title: &str, level: u8) {
        let title = folded(title);
        if !title.is_empty() {
            self.levels.entry((page, title)).or_insert(level);
        }
    }

    /// The level of a heading; `None` for any other text.
    pub(super) fn level(&self, page: u32, text: &str) -> Option<u8> {
        if self.levels.is_empty() {
            return None;
        }
        self.levels.get(&(page, folded(text))).copied()
    }
}

fn folded(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}
