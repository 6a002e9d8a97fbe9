//! The width fold: the key under which a word of a form is looked up.
//!
//! In: printed text. Out: the text in half-width characters. Lost: white space, quotation marks, the kind of brackets
//! and dashes.

use super::classes::{half_width, is_invisible};

/// The text without white space and invisible characters, with full-width forms as ASCII.
pub(crate) fn fold_width(text: &str) -> String {
    // folding never makes a character longer
    let mut folded = String::with_capacity(text.len());
    folded.extend(folded_chars(text));
    folded
}

/// The characters of [`fold_width`], for comparisons that need no copy.
pub(crate) fn folded_chars(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(fold_char)
}

/// True when the words are the same, whatever their spacing, line breaks or width.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    folded_chars(a).eq(folded_chars(b))
}

fn fold_char(c: char) -> Option<char> {
    match c {
        // nearly all characters are Han: do not compare them with each case below
        '\u{4e00}'..='\u{9fff}' => Some(c),
        c if c.is_whitespace() || is_invisible(c) => None,
        '[' | '［' | '【' | '〔' | '﹝' => Some('('),
        ']' | '］' | '】' | '〕' | '﹞' => Some(')'),
        '－' | '—' | '–' | '―' => Some('-'),
        '＂' | '"' | '“' | '”' | '「' | '」' => None,
        '﹕' | '∶' | '︰' => Some(':'),
        c => Some(half_width(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spacing_and_width_do_not_count() {
        assert_eq!(fold_width("（项 目）\n【Ａ】“名”：１"), "(项目)(A)名:1");
        assert!(same_words("拆除 面积", "拆除面积\n"));
    }
}
