//! Number format codes to pieces (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! In: a code such as `#,##0.00_);[Red]-0.00`. Out: its sections, piece by piece. Lost: colours, conditions, languages,
//! widths of padding.

/// One piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+`, `E-`
    Exponent,
    /// `General` or `@`: the value as it is.
    General,
    /// A letter of dates, and how often.
    Date(char, usize),
    /// `[h]`, `[mm]`: time that does not begin again at midnight.
    Elapsed(char, usize),
    /// `AM/PM`
    Half,
}

/// The format code of a built-in number format in its Chinese form; `None` for formats that have none.
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    let code = match id {
        0 => "General",
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 | 6 => "\u{a5}#,##0;-\u{a5}#,##0",
        7 | 8 => "\u{a5}#,##0.00;-\u{a5}#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        // 年 月
        27 | 36 | 50 | 52 | 57 => "yyyy\u{5e74}m\u{6708}",
        // 月 日
        28 | 29 | 51 | 53 | 54 | 58 => "m\u{6708}d\u{65e5}",
        30 => "m-d-yy",
        31 => "yyyy\u{5e74}m\u{6708}d\u{65e5}",
        // 时 分
        32 | 34 | 55 => "h\u{65f6}mm\u{5206}",
        // 时 分 秒
        33 | 35 | 56 => "h\u{65f6}mm\u{5206}ss\u{79d2}",
        37 | 38 => "#,##0;-#,##0",
        39 | 40 => "#,##0.00;-#,##0.00",
        41 => "#,##0;-#,##0;\"-\"",
        42 => "\u{a5}#,##0;-\u{a5}#,##0;\u{a5}\"-\"",
        43 => "#,##0.00;-#,##0.00;\"-\"",
        44 => "\u{a5}#,##0.00;-\u{a5}#,##0.00;\u{a5}\"-\"",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => return None,
    };
    Some(code)
}

/// The sections of a format code: for positive numbers, negative ones, zero and text.
pub(super) fn sections(code: &str) -> Vec<Vec<Piece>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if first == ';' {
            sections.push(Vec::new());
            rest = &rest[1..];
            continue;
        }
        let (piece, after) = piece(first, rest);
        rest = after;
        if let (Some(piece), Some(section)) = (piece, sections.last_mut()) {
            section.push(piece);
        }
    }
    sections
}

/// The piece at the beginning of `rest`, if it shows anything, and what follows.
fn piece(first: char, rest: &str) -> (Option<Piece>, &str) {
    let after = &rest[first.len_utf8()..];
    let starts = |word: &str| {
        rest.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    match first {
        '"' => {
            let (text, after) = after.split_once('"').unwrap_or((after, ""));
            (Some(Piece::Text(text.to_owned())), after)
        }
        '\\' | '!' => match after.chars().next() {
            Some(next) => (
                Some(Piece::Text(next.to_string())),
                &after[next.len_utf8()..],
            ),
            None => (None, after),
        },
        // a space as wide as the next character, or that character to fill the cell
        '_' | '*' => {
            let next = after.chars().next().map_or(0, char::len_utf8);
            (None, &after[next..])
        }
        '[' => {
            let (inside, after) = after.split_once(']').unwrap_or((after, ""));
            (bracket(inside), after)
        }
        '0' | '#' | '?' => (Some(Piece::Digit(first)), after),
        '.' => (Some(Piece::Point), after),
        ',' => (Some(Piece::Comma), after),
        '%' => (Some(Piece::Percent), after),
        '@' => (Some(Piece::General), after),
        _ if starts("General") => (Some(Piece::General), &rest["General".len()..]),
        // the Chinese name of General begins like this
        _ if starts("G/") => (Some(Piece::General), after_general(&rest[2..])),
        _ if starts("E+") || starts("E-") => (Some(Piece::Exponent), &rest[2..]),
        _ if starts("AM/PM") => (Some(Piece::Half), &rest[5..]),
        _ if starts("A/P") => (Some(Piece::Half), &rest[3..]),
        'A' if !starts("aaa") => (Some(Piece::Text("A".to_owned())), after),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'a' | 'A' => {
            let count = rest
                .chars()
                .take_while(|c| c.eq_ignore_ascii_case(&first))
                .count();
            let piece = Piece::Date(first.to_ascii_lowercase(), count);
            (Some(piece), &rest[count..])
        }
        _ => (Some(Piece::Text(first.to_string())), after),
    }
}

fn after_general(rest: &str) -> &str {
    rest.trim_start_matches(|c: char| !c.is_ascii())
}

/// `[$¥-804]` shows its currency, `[h]` hours; colours, conditions and languages show nothing.
fn bracket(inside: &str) -> Option<Piece> {
    if let Some(currency) = inside.strip_prefix('$') {
        let symbol = currency.split('-').next().unwrap_or_default();
        return (!symbol.is_empty()).then(|| Piece::Text(symbol.to_owned()));
    }
    let letter = inside.chars().next()?.to_ascii_lowercase();
    let same = inside.chars().all(|c| c.eq_ignore_ascii_case(&letter));
    (same && matches!(letter, 'h' | 'm' | 's')).then_some(Piece::Elapsed(letter, inside.len()))
}
