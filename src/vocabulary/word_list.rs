//! A list of words that many short texts are searched for.
//!
//! In: words as in the vocabulary files. Out: whether a text holds or ends with one of them. Most texts hold no character
//! that one of the words begins with, so that is looked at first: searching for every word in turn was a tenth of the
//! work of a whole run.

use std::ops::Deref;

use serde::Deserialize;

/// Words, and a sieve of the characters they begin with. It is read like the list it was made from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// Bit `n` is set when a word begins with a character whose number ends with `n` (modulo 128).
    firsts: u128,
    /// There is an empty word, which every text holds.
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
    /// False only when none of the words begins with the character.
    pub fn may_begin(&self, first: char) -> bool {
        self.empty || self.firsts & bit(first) != 0
    }

    /// True when the text holds one of the words.
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
