//! Phrases that are looked for at the beginning of a text, the longest first.
//!
//! In: phrases, each with a meaning. Out: the longest phrase with which a text begins. Lost: nothing. A dictionary is
//! built once and then only read.

use std::collections::BTreeMap;

/// A dictionary for longest-prefix search. Adding a phrase again replaces its meaning.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// Phrases by their first character; each list from the longest phrase to the shortest. Comparing a few keys of the
    /// tree is faster than hashing one.
    by_first: BTreeMap<char, Vec<(Box<str>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            by_first: BTreeMap::new(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; an empty one is ignored.
    pub fn insert(&mut self, phrase: &str, meaning: T) {
        let Some(first) = phrase.chars().next() else {
            return;
        };
        let list = self.by_first.entry(first).or_default();
        if let Some(entry) = list.iter_mut().find(|(known, _)| **known == *phrase) {
            entry.1 = meaning;
            return;
        }
        let place = list.partition_point(|(known, _)| known.len() >= phrase.len());
        list.insert(place, (phrase.into(), meaning));
    }

    /// The meaning of the longest phrase with which `text` begins, and the rest of the text.
    pub fn longest<'t>(&self, text: &'t str) -> Option<(&T, &'t str)> {
        let list = self.by_first.get(&text.chars().next()?)?;
        list.iter()
            .find_map(|(phrase, meaning)| Some((meaning, text.strip_prefix(&**phrase)?)))
    }

    /// The meaning of the phrase that is equal to `text`.
    pub fn exact(&self, text: &str) -> Option<&T> {
        let list = self.by_first.get(&text.chars().next()?)?;
        list.iter()
            .find_map(|(phrase, meaning)| (**phrase == *text).then_some(meaning))
    }
}

impl Phrases<()> {
    /// Adds phrases that have no meaning of their own.
    pub fn extend(&mut self, phrases: &[String]) {
        for phrase in phrases {
            self.insert(phrase, ());
        }
    }

    /// The rest of `text` after the longest phrase with which it begins.
    pub fn strip<'t>(&self, text: &'t str) -> Option<&'t str> {
        Some(self.longest(text)?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_the_last_meaning_counts() {
        let mut phrases = Phrases::default();
        for (phrase, meaning) in [("超", 1), ("超过", 2), ("不超过", 3), ("超", 4), ("", 5)]
        {
            phrases.insert(phrase, meaning);
        }
        assert_eq!(phrases.longest("超过5次"), Some((&2, "5次")));
        assert_eq!(phrases.longest("超5次"), Some((&4, "5次")));
        assert_eq!(phrases.longest("不超"), None);
        assert_eq!(phrases.longest(""), None);
        assert_eq!(phrases.exact("超过"), Some(&2));
        assert_eq!(phrases.exact("超过5"), None);
    }
}
