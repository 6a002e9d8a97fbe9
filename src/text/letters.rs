//! The letter fold: what two texts are compared by.
//!
//! In: printed text. Out: its letters, digits and Han characters, ASCII in half width and lower case. Lost: everything
//! else; the result is only compared, never written to an output.

use super::classes::half_width;

/// Keeps letters, digits and Han characters, ASCII in half width and lower case; drops everything else.
pub(crate) fn fold_letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(half_width) {
        match c {
            // nearly every character is in this block, which saves the Unicode tables
            '\u{4e00}'..='\u{9fff}' => folded.push(c),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_kept() {
        for (text, expected) in [
            ("提案上报数量 ", "提案上报数量"),
            ("ＯＡ系统，运行。", "oa系统运行"),
            (" \u{200b}", ""),
        ] {
            assert_eq!(fold_letters(text), expected);
        }
    }
}
