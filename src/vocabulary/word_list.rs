//! A list of words that are searched for in many short texts.
//!
//! In: words as in the vocabulary files. Out: whether a text contains one of them. Lost: nothing. Most texts contain no
//! character with which any of the words begins, so this is tested first: searching for one word after the other took a
//! tenth of a whole run.

use std::ops::Deref;

use serde::Deserialize;

/// Words, with a filter on their first characters. It can be read like the list from which it was made.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// Bit `n` is set if a word begins with a character whose code point is `n` modulo 128.
    firsts: u128,
    /// True if one of the words is empty; every text contains it.
    empty: bool,
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        let firsts = words.iter().filter_map(|word| word.chars().next());
        Self {
            firsts: firsts.fold(0, |bits, first| bits | bit(first)),
            empty: words.iter().any(String::is_empty),
            words,
        }
    }
}

impl Extend<String> for WordList {
    fn extend<I: IntoIterator<Item = String>>(&mut self, more: I) {
        let mut words = std::mem::take(&mut self.words);
        words.extend(more);
        *self = words.into();
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl WordList {
    /// False only if no word begins with the character.
    pub fn may_begin(&self, first: char) -> bool {
        self.empty || self.firsts & bit(first) != 0
    }

    /// True if the text contains one of the words.
    pub fn is_in(&self, text: &str) -> bool {
        let begins = |at: usize| {
            let rest = &text[at..];
            self.words.iter().any(|word| rest.starts_with(&**word))
        };
        self.empty
            || text
                .char_indices()
                .any(|(at, c)| self.firsts & bit(c) != 0 && begins(at))
    }
}

fn bit(c: char) -> u128 {
    1 << (u32::from(c) % 128)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_a_search_for_every_word_finds(
            words in prop::collection::vec("[ab中文字]{0,3}", 0..5),
            text in "[abc中文字符]{0,12}",
        ) {
            let expected = words.iter().any(|word| text.contains(word.as_str()));
            prop_assert_eq!(WordList::from(words).is_in(&text), expected);
        }
    }
}
