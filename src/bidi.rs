//! The marks of Unicode's bidirectional algorithm (UAX 9), which make a text look other than its characters are in order.
//!
//! In: a character. Out: what it does. Chinese has no use for any of them; they come along when text is copied, or are put in
//! to deceive.

/// True for every mark of direction: what shows a text to people spells it out.
pub fn is_mark(sign: char) -> bool {
    matches!(
        sign,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// True for the marks that let what follows run from right to left, so that `001` is seen as `100`.
pub fn reverses(sign: char) -> bool {
    matches!(sign, '\u{202b}' | '\u{202e}' | '\u{2067}')
}
