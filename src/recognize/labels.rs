//! What the texts of cells mean as labels, each text looked up once.
//!
//! In: the text of a cell. Out: its [`Label`]. The labels of a form come again with every project and the words of a level
//! with every indicator, so that looking them up anew was a fifth of the work of a run.

use std::collections::HashMap;

use crate::vocabulary::{MAX_LABEL_BYTES, Meaning, Vocabulary};

/// Texts that are remembered; a document with more of them begins anew.
const MAX_TEXTS: usize = 4_096;

/// What a text means.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Label {
    /// As a label.
    pub meaning: Option<Meaning>,
    /// It is a name of level 1 of the indicator tree.
    pub is_level1: bool,
    /// It is a name of level 2.
    pub is_level2: bool,
    /// It is one of both in full: 数量指标, not 数量.
    pub is_full_level: bool,
}

/// The texts met so far.
pub(super) struct Labels<'v> {
    vocabulary: &'v Vocabulary,
    known: HashMap<Box<str>, Label>,
}

impl<'v> Labels<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self {
            vocabulary,
            known: HashMap::new(),
        }
    }

    /// What the text means.
    pub(super) fn of(&mut self, text: &str) -> Label {
        if text.is_empty() || text.len() > MAX_LABEL_BYTES {
            return Label::default();
        }
        if let Some(label) = self.known.get(text) {
            return *label;
        }
        let label = Label {
            meaning: self.vocabulary.meaning(text),
            is_level1: self.vocabulary.levels.level1(text).is_some(),
            is_level2: self.vocabulary.levels.level2(text).is_some(),
            is_full_level: self.vocabulary.levels.is_full_name(text),
        };
        if self.known.len() == MAX_TEXTS {
            self.known.clear();
        }
        self.known.insert(text.into(), label);
        label
    }
}
