//! The words of numbered lists, compiled.
//!
//! In: the `enumeration` of a values file. Out: [`EnumerationWords`]. Lost: nothing.

use super::entries::EnumerationEntries;
use crate::vocabulary::phrases::Phrases;

/// Words of numbered lists, compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct EnumerationWords {
    pub titles: Phrases<()>,
    pub rank: Phrases<()>,
    pub is: Phrases<()>,
    pub after_rank: Phrases<()>,
    pub after_figure: Phrases<()>,
    pub sentence_ends: String,
    pub mid_sentence: String,
    /// Pairs of opening and closing quotation marks.
    pub quotes: Vec<(char, char)>,
}

impl EnumerationWords {
    pub(super) fn add(&mut self, entries: &EnumerationEntries) {
        self.titles.extend(&entries.titles);
        self.rank.extend(&entries.rank);
        self.is.extend(&entries.is);
        self.after_rank.extend(&entries.after_rank);
        self.after_figure.extend(&entries.after_figure);
        self.sentence_ends.push_str(&entries.sentence_ends);
        self.mid_sentence.push_str(&entries.mid_sentence);
        let pairs = entries.quotes.iter().filter_map(|pair| {
            let mut marks = pair.chars();
            Some((marks.next()?, marks.next()?))
        });
        self.quotes.extend(pairs);
    }
}
