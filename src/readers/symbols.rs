//! Signs that a page shows by other means than their characters (symbol fonts and raised text), as Unicode.
//!
//! In: a font's name and a code, as `w:sym` writes them or as private-use characters U+F020-F0FF in the text;
//! superscript text. Out: the character that a reader of the page sees, for the signs that occur in budgets:
//! comparisons, boxes, ticks, arrows, numbers, exponents. Lost: ornaments, which keep their code.

use std::borrow::Cow;

/// Code to character, by font.
const SYMBOL: [(u8, char); 27] = [
    (0xa2, '\u{2032}'),
    (0xa3, '\u{2264}'),
    (0xa4, '\u{2044}'),
    (0xa5, '\u{221e}'),
    (0xab, '\u{2194}'),
    (0xac, '\u{2190}'),
    (0xad, '\u{2191}'),
    (0xae, '\u{2192}'),
    (0xaf, '\u{2193}'),
    (0xb0, '\u{b0}'),
    (0xb1, '\u{b1}'),
    (0xb2, '\u{2033}'),
    (0xb3, '\u{2265}'),
    (0xb4, '\u{d7}'),
    (0xb7, '\u{2022}'),
    (0xb8, '\u{f7}'),
    (0xb9, '\u{2260}'),
    (0xba, '\u{2261}'),
    (0xbb, '\u{2248}'),
    (0xbc, '\u{2026}'),
    (0xd7, '\u{22c5}'),
    (0xd2, '\u{ae}'),
    (0xd3, '\u{a9}'),
    (0xd4, '\u{2122}'),
    (0xde, '\u{21d2}'),
    (0xe2, '\u{ae}'),
    (0xe5, '\u{2211}'),
];

/// Greek letters at the codes that ASCII gives A-Z and a-z; theta, phi, omega and final sigma have two forms.
const GREEK_CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

const WINGDINGS: [(u8, char); 19] = [
    (0x6c, '\u{25cf}'),
    (0x6d, '\u{274d}'),
    (0x6e, '\u{25a0}'),
    (0x6f, '\u{25a1}'),
    (0x70, '\u{25a1}'),
    (0x71, '\u{25a1}'),
    (0x72, '\u{25a1}'),
    (0x75, '\u{25c6}'),
    (0xa1, '\u{25cb}'),
    (0xa8, '\u{25a1}'),
    (0xd8, '\u{27a2}'),
    (0xdf, '\u{2190}'),
    (0xe0, '\u{2192}'),
    (0xe1, '\u{2191}'),
    (0xe2, '\u{2193}'),
    (0xfb, '\u{2717}'),
    (0xfc, '\u{2713}'),
    (0xfd, '\u{2612}'),
    (0xfe, '\u{2611}'),
];

const WINGDINGS_2: [(u8, char); 8] = [
    (0x4f, '\u{2717}'),
    (0x50, '\u{2713}'),
    (0x51, '\u{2612}'),
    (0x52, '\u{2611}'),
    (0x53, '\u{2612}'),
    (0x54, '\u{2612}'),
    (0x98, '\u{25cf}'),
    (0xa3, '\u{25a1}'),
];

/// A font whose codes are not characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolFont {
    /// Greek letters and mathematics.
    Symbol,
    /// Ticks, boxes and arrows.
    Wingdings,
    /// More ticks and boxes.
    Wingdings2,
}

impl SymbolFont {
    /// The symbol font of this name; `None` for any other font.
    pub(crate) fn named(name: &[u8]) -> Option<Self> {
        let name = name.trim_ascii();
        let is = |known: &[u8]| name.eq_ignore_ascii_case(known);
        match name.len() {
            6 if is(b"symbol") => Some(Self::Symbol),
            9 if is(b"wingdings") => Some(Self::Wingdings),
            11 if is(b"wingdings 2") => Some(Self::Wingdings2),
            _ => None,
        }
    }
}

/// The character that `code` shows in `font`; `None` when the font's table does not have it.
pub(crate) fn character(font: Option<SymbolFont>, code: u32) -> Option<char> {
    // Word moves the codes of symbol fonts to the private use area
    let low = match code {
        0xf020..=0xf0ff => code - 0xf000,
        _ => code,
    };
    let table: &[(u8, char)] = match font {
        Some(SymbolFont::Symbol) => &SYMBOL,
        Some(SymbolFont::Wingdings) => &WINGDINGS,
        Some(SymbolFont::Wingdings2) => &WINGDINGS_2,
        None => return char::from_u32(code),
    };
    if let Some((_, character)) = table.iter().find(|entry| u32::from(entry.0) == low) {
        return Some(*character);
    }
    // Symbol has its digits and signs at the codes of ASCII
    match (font, low) {
        (Some(SymbolFont::Symbol), 0x20..=0x3f) => char::from_u32(low),
        (Some(SymbolFont::Symbol), 0x41..=0x5a) => GREEK_CAPITALS.chars().nth(low as usize - 0x41),
        (Some(SymbolFont::Symbol), 0x61..=0x7a) => GREEK_SMALL.chars().nth(low as usize - 0x61),
        (Some(SymbolFont::Wingdings), 0x81..=0x8a) => char::from_u32(0x2460 + low - 0x81),
        (Some(SymbolFont::Wingdings), 0x8c..=0x95) => char::from_u32(0x2776 + low - 0x8c),
        _ => None,
    }
}

/// True when the text contains a character of the private use area to which symbol fonts are moved (U+F000-F0FF).
#[inline]
pub(crate) fn suspicious(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xef, bytes).any(|index| matches!(bytes.get(index + 1), Some(0x80..=0x83)))
}

/// Replaces the characters that the font's table has. In a symbol font the codes of Latin letters are symbols too: to
/// get a ticked box, people type an R and choose Wingdings 2.
pub(crate) fn translate(font: Option<SymbolFont>, text: &str) -> String {
    text.chars()
        .map(|written| match u32::from(written) {
            code @ (0x21..=0xff | 0xf020..=0xf0ff) if font.is_some() => {
                character(font, code).unwrap_or(written)
            }
            _ => written,
        })
        .collect()
}

/// True when joining subscript and normal text would merge two numbers into one: a digit ends `before` and a digit
/// begins `behind`.
pub(crate) fn figures_meet(before: &str, behind: &str) -> bool {
    before.ends_with(|last: char| last.is_ascii_digit())
        && behind.starts_with(|first: char| first.is_ascii_digit())
}

/// From this many half-points above the line, text counts as superscript; less only adjusts its look.
pub(crate) const RAISED_HALF_POINTS: i64 = 6;

/// Writes superscript text in Unicode's superscript characters: 10 with a raised 4 is not 104, and the mark of a note
/// is not a digit of the number before it. Letters have no such form and stay as they are, except a lone n.
pub(crate) fn raised(text: &str) -> Cow<'_, str> {
    // brackets alone may belong to a remark that continues in normal text
    let whole = text.chars().all(|written| exponent(written).is_some())
        && text.contains(|written| !is_bracket(written));
    if !whole && !text.contains(is_figure) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|written| {
        exponent(written)
            .filter(|_| whole || is_figure(written))
            .unwrap_or(written)
    });
    Cow::Owned(shown.collect())
}

fn is_figure(written: char) -> bool {
    matches!(written, '0'..='9' | '\u{ff10}'..='\u{ff19}')
}

fn is_bracket(written: char) -> bool {
    matches!(written, '(' | ')' | '\u{ff08}' | '\u{ff09}')
}

/// The superscript form of a character that exponents consist of.
fn exponent(written: char) -> Option<char> {
    const FIGURES: [char; 10] = [
        '\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}', '\u{2077}',
        '\u{2078}', '\u{2079}',
    ];
    Some(match written {
        '0'..='9' => FIGURES[written as usize - '0' as usize],
        '\u{ff10}'..='\u{ff19}' => FIGURES[written as usize - 0xff10],
        '+' | '\u{ff0b}' => '\u{207a}',
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{ff0d}' => '\u{207b}',
        '(' | '\u{ff08}' => '\u{207d}',
        ')' | '\u{ff09}' => '\u{207e}',
        'n' => '\u{207f}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_text_is_no_part_of_a_number() {
        for (text, shown) in [
            ("4", "⁴"),
            ("-12", "⁻¹²"),
            ("－３", "⁻³"),
            ("(1)", "⁽¹⁾"),
            ("n+1", "ⁿ⁺¹"),
            ("[1]", "[¹]"),
            ("注1", "注¹"),
            ("nd", "nd"),
            ("（", "（"),
            ("①", "①"),
            (" ", " "),
            ("", ""),
        ] {
            assert_eq!(raised(text), shown, "{text:?}");
        }
    }

    #[test]
    fn symbol_fonts_become_unicode() {
        for (font, code, shown) in [
            ("Symbol", 0xf0b3, Some('≥')),
            ("symbol", 0xa3, Some('≤')),
            ("Symbol", 0xf025, Some('%')),
            ("Symbol", 0x57, Some('Ω')),
            ("Symbol", 0xf06d, Some('μ')),
            ("Wingdings", 0xf0fe, Some('☑')),
            ("Wingdings", 0x81, Some('①')),
            ("Wingdings 2", 0x52, Some('☑')),
            ("Wingdings", 0xf021, None),
            ("Arial", 0x25a1, Some('□')),
        ] {
            let font = SymbolFont::named(font.as_bytes());
            assert_eq!(character(font, code), shown, "{font:?} {code:x}");
        }
        assert!(suspicious("人数\u{f0b3}5") && !suspicious("，：（）"));
        assert_eq!(translate(Some(SymbolFont::Symbol), "\u{f0b3}5"), "≥5");
        assert_eq!(
            translate(Some(SymbolFont::Wingdings2), "R是 £否"),
            "☑是 □否"
        );
        assert_eq!(translate(None, "\u{f0b3}5"), "\u{f0b3}5");
    }
}
