//! How texts are compared: ignoring white space, punctuation and width.
//!
//! In: printed text. Out: folded forms that are only compared and never written to an output.

use crate::text::{fold_letters, is_han};
use crate::vocabulary::word_list::WordList;

/// The name without brackets at its end, folded: `群众满意度（%）` ends with 满意度.
pub(super) fn stem(name: &str) -> String {
    let mut name = name.trim();
    while name.ends_with(['）', ')']) {
        match name.rfind(['（', '(']) {
            Some(open) if open > 0 => name = name[..open].trim_end(),
            _ => break,
        }
    }
    fold_letters(name)
}

/// True when the text contains the word. Names have a few characters: looking for the last byte of the word, the one
/// that differs most between characters, costs less than preparing a search.
pub(super) fn has(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some((last, before)) = word.split_last() else {
        return true;
    };
    let ends_here =
        |(at, byte): (usize, &u8)| byte == last && text[..before.len() + at].ends_with(before);
    text.get(before.len()..)
        .is_some_and(|ends| ends.iter().enumerate().any(ends_here))
}

/// True when the text contains one of the words.
pub(super) fn holds(text: &str, words: &WordList) -> bool {
    words.is_in(text)
}

/// True when the text ends with one of the words.
pub(super) fn ends(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

/// Marks that end a clause.
const CLAUSE_ENDS: &[char] = &[
    '，', ',', '。', '；', ';', '：', ':', '、', '！', '!', '？', '?', '\n', '（', '）', '(', ')',
];

/// Bytes of a clause that are looked at on each side of a number; nothing longer is a clause.
const MAX_CLAUSE_BYTES: usize = 400;

/// The clause that `text` ends with.
pub(super) fn clause_before(text: &str) -> &str {
    let start = text.len().saturating_sub(MAX_CLAUSE_BYTES);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at));
    let near = &text[start.unwrap_or(0)..];
    near.rsplit(CLAUSE_ENDS).next().unwrap_or(near)
}

/// The clause that `text` begins with.
pub(super) fn clause_behind(text: &str) -> &str {
    let end = text.len().min(MAX_CLAUSE_BYTES);
    let end = (0..=end).rev().find(|at| text.is_char_boundary(*at));
    let near = &text[..end.unwrap_or(0)];
    near.split(CLAUSE_ENDS).next().unwrap_or(near)
}

/// How many Han characters the text has.
pub(super) fn han_count(text: &str) -> usize {
    text.chars().filter(|c| is_han(*c)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_word_is_found_where_a_search_finds_it(text in "[ab中文]{0,6}", word in "[ab中文]{0,3}") {
            prop_assert_eq!(has(&text, &word), text.contains(&word));
        }
    }

    #[test]
    fn clauses_end_at_marks_and_are_never_long() {
        assert_eq!(clause_before("开展培训，组织演练"), "组织演练");
        assert_eq!(clause_behind("余次；培训"), "余次");
        let long = "字".repeat(1000);
        assert!(clause_before(&long).len() <= MAX_CLAUSE_BYTES);
        assert!(clause_behind(&long).len() <= MAX_CLAUSE_BYTES);
    }

    #[test]
    fn stems_lose_brackets_at_the_end_only() {
        for (name, expected) in [
            ("群众满意度（%）", "群众满意度"),
            ("（一）培训人数(人)", "一培训人数"),
            ("（全部）", "全部"),
            ("坏括号）", "坏括号"),
        ] {
            assert_eq!(stem(name), expected);
        }
    }
}
