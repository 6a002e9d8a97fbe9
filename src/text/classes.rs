//! Classes of characters that the folds and the rules distinguish.
//!
//! In: a character. Out: whether it belongs to the class, or its half-width form.

use crate::bidi;

/// True for a character that prints nothing: the ignorable characters of Unicode (`Default_Ignorable_Code_Point`, save
/// the fillers of Hangul) and control characters other than white space. A mark that reverses what follows is not among
/// them: `001` after it is seen as `100`, so that no number may be read across it.
pub(crate) fn is_invisible(sign: char) -> bool {
    match sign {
        // nearly all characters are Han or ASCII
        '\u{20}'..='\u{7e}' | '\u{4e00}'..='\u{9fff}' => false,
        _ if bidi::reverses(sign) => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => sign.is_control() && !sign.is_whitespace(),
    }
}

/// The half-width form of a full-width ASCII character; any other character as it is.
pub(super) fn half_width(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        other => other,
    }
}

/// True for a character of the CJK blocks.
pub(crate) fn is_han(sign: char) -> bool {
    matches!(sign,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// True for a full-width form of an ASCII letter, digit, percent sign or full stop.
pub(crate) fn is_wide_ascii(sign: char) -> bool {
    matches!(sign, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．')
}
