//! Number format codes to sections and pieces (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! In: a code such as `[>=10000]0!.0,"万";#,##0.00_);[Red]-0.00`. Out: [`Code`]. Lost: colours, calendars other than the
//! Gregorian one, widths of padding.

use crate::limits::MAX_FORMAT_CODE;

/// A format code, read once for all cells that have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Code {
    /// Sections for numbers, at most three.
    pub(super) numbers: Vec<Section>,
    /// The section for texts; without one a text is shown as it is.
    pub(super) text: Option<Section>,
}

/// One section of a code.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) pieces: Vec<Piece>,
    pub(super) numerals: Option<Numerals>,
    /// Names of months, days and halves of a day are Chinese.
    pub(super) chinese: bool,
}

/// Values a section is for, as `[>=100]` says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    comparison: Comparison,
    limit: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    Unequal,
    GreaterOrEqual,
    Greater,
}

/// `[DBNum1]` to `[DBNum3]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    /// 一 二 三
    Lower,
    /// 壹 贰 叁
    Upper,
    /// １ ２ ３
    FullWidth,
}

/// One piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Comma,
    Percent,
    /// Between numerator and denominator.
    Slash,
    /// `E+`, or `E-`, which shows a sign of negative exponents alone.
    Exponent {
        plus: bool,
    },
    /// `General`: the value as it is.
    General,
    /// `@`: the text of the cell.
    Whole,
    /// A letter of dates, and how often.
    Date(char, usize),
    /// `[h]`, `[mm]`: time that does not begin again at midnight.
    Elapsed(char, usize),
    /// `AM/PM`: the words for before and after noon.
    Half(String, String),
}

impl Condition {
    pub(super) fn holds(self, value: f64) -> bool {
        match self.comparison {
            Comparison::Less => value < self.limit,
            Comparison::LessOrEqual => value <= self.limit,
            Comparison::Equal => value == self.limit,
            Comparison::Unequal => value != self.limit,
            Comparison::GreaterOrEqual => value >= self.limit,
            Comparison::Greater => value > self.limit,
        }
    }

    /// The section is the one for negative numbers, so that it writes their sign itself.
    pub(super) fn is_negative(self) -> bool {
        let below = matches!(self.comparison, Comparison::Less | Comparison::LessOrEqual);
        below && self.limit == 0.0
    }

    /// It leaves nothing but negative numbers to the section behind it.
    pub(super) fn leaves_negative(self) -> bool {
        let above = matches!(
            self.comparison,
            Comparison::Greater | Comparison::GreaterOrEqual
        );
        above && self.limit == 0.0
    }

    /// `>=100`, the inside of a bracket.
    fn read(inside: &str) -> Option<Self> {
        let signs = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<>", Comparison::Unequal),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        signs.into_iter().find_map(|(sign, comparison)| {
            let limit = inside.strip_prefix(sign)?.trim().parse().ok()?;
            Some(Self { comparison, limit })
        })
    }
}

impl Section {
    /// True when the section shows a day or a time.
    pub(super) fn is_date(&self) -> bool {
        self.has(|piece| matches!(piece, Piece::Date(..) | Piece::Elapsed(..)))
    }

    pub(super) fn has(&self, is_it: impl Fn(&Piece) -> bool) -> bool {
        self.pieces.iter().any(is_it)
    }
}

impl Code {
    /// True for a code that shows a number as it is.
    pub(in super::super) fn is_general(&self) -> bool {
        let general =
            |section: &Section| section.pieces.iter().all(|piece| *piece == Piece::General);
        self.numbers.iter().all(general)
    }

    /// Reads a code. One that is longer than any program writes, or has more sections, is read as General.
    pub(in super::super) fn read(code: &str) -> Self {
        if code.len() > MAX_FORMAT_CODE {
            return Self::default();
        }
        let mut numbers = vec![Section::default()];
        let mut rest = code;
        while let Some(first) = rest.chars().next() {
            if first == ';' {
                numbers.push(Section::default());
                rest = &rest[1..];
                continue;
            }
            let Some(section) = numbers.last_mut() else {
                break;
            };
            rest = piece(first, rest, section);
        }
        numbers.truncate(4);
        let is_text = |section: &Section| section.has(|piece| *piece == Piece::Whole);
        // the fourth section is for texts; so is the last of fewer where it shows the text
        let text = match numbers.len() {
            4 => numbers.pop(),
            _ => numbers.pop_if(|last| is_text(last)),
        };
        Self { numbers, text }
    }
}

/// Reads the piece at the beginning of `rest` into a section; gives what follows.
fn piece<'a>(first: char, rest: &'a str, section: &mut Section) -> &'a str {
    let after = &rest[first.len_utf8()..];
    let next = after.chars().next();
    let behind_next = &after[next.map_or(0, char::len_utf8)..];
    let (piece, after) = match first {
        '"' => {
            let (text, after) = after.split_once('"').unwrap_or((after, ""));
            (Piece::Text(text.to_owned()), after)
        }
        '\\' | '!' => (
            Piece::Text(next.map(String::from).unwrap_or_default()),
            behind_next,
        ),
        // a space as wide as the next character, or that character to fill the cell
        '_' | '*' => return behind_next,
        '[' => {
            let (inside, after) = after.split_once(']').unwrap_or((after, ""));
            bracket(inside, section);
            return match is_system(inside) {
                // the format of the system comes in place of what stands there for programs that do not know it
                true => after.find(';').map_or("", |end| &after[end..]),
                false => after,
            };
        }
        '0' | '#' | '?' => (Piece::Digit(first), after),
        '.' => (Piece::Point, after),
        ',' => (Piece::Comma, after),
        '%' => (Piece::Percent, after),
        '/' => (Piece::Slash, after),
        '@' => (Piece::Whole, after),
        _ => word(first, rest),
    };
    section.pieces.push(piece);
    after
}

/// A piece that is a word or a letter.
fn word(first: char, rest: &str) -> (Piece, &str) {
    let starts = |word: &str| {
        rest.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let half = |length: usize| {
        let (before, after) = rest[..length].split_once('/').unwrap_or_default();
        let piece = Piece::Half(before.to_owned(), after.to_owned());
        (piece, &rest[length..])
    };
    match first {
        _ if starts("General") => (Piece::General, &rest["General".len()..]),
        // the Chinese name of General begins like this, and goes on for four characters
        _ if starts("G/") => (Piece::General, after_general(&rest[2..])),
        _ if starts("E+") || starts("E-") => {
            let plus = rest.as_bytes().get(1) == Some(&b'+');
            (Piece::Exponent { plus }, &rest[2..])
        }
        _ if starts("AM/PM") => half(5),
        _ if starts("A/P") => half(3),
        // 上午/下午
        _ if rest.starts_with("\u{4e0a}\u{5348}/\u{4e0b}\u{5348}") => half(13),
        'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' => letters(first, rest),
        'a' | 'A' if starts("aaa") => letters(first, rest),
        _ => (Piece::Text(first.to_string()), &rest[first.len_utf8()..]),
    }
}

fn letters(first: char, rest: &str) -> (Piece, &str) {
    let same = |c: &char| c.eq_ignore_ascii_case(&first);
    let count = rest.chars().take_while(same).count();
    let piece = Piece::Date(first.to_ascii_lowercase(), count);
    (piece, &rest[count..])
}

/// Behind 通用格式.
fn after_general(rest: &str) -> &str {
    rest.strip_prefix("\u{901a}\u{7528}\u{683c}\u{5f0f}")
        .unwrap_or_else(|| rest.trim_start_matches(|c: char| !c.is_ascii()))
}

/// `[$¥-804]` shows its currency, `[h]` hours; conditions, numerals and languages belong to the section, and colours to
/// nothing that is read.
fn bracket(inside: &str, section: &mut Section) {
    if let Some(currency) = inside.strip_prefix('$') {
        // the sign may be a hyphen itself
        let (symbol, language) = currency.rsplit_once('-').unwrap_or((currency, ""));
        locale(language, section);
        if !symbol.is_empty() && !is_system(inside) {
            section.pieces.push(Piece::Text(symbol.to_owned()));
        }
        return;
    }
    if let Some(condition) = Condition::read(inside) {
        section.condition = Some(condition);
        return;
    }
    let numerals = match inside.to_ascii_lowercase().as_str() {
        "dbnum1" => Some(Numerals::Lower),
        "dbnum2" => Some(Numerals::Upper),
        "dbnum3" => Some(Numerals::FullWidth),
        _ => None,
    };
    section.numerals = section.numerals.or(numerals);
    let letter = inside
        .chars()
        .next()
        .map(|letter| letter.to_ascii_lowercase());
    let Some(letter) = letter.filter(|letter| matches!(letter, 'h' | 'm' | 's')) else {
        return;
    };
    if inside.chars().all(|c| c.eq_ignore_ascii_case(&letter)) {
        section.pieces.push(Piece::Elapsed(letter, inside.len()));
    }
}

/// The long date or the time of the reader's system.
fn is_system(inside: &str) -> bool {
    let inside = inside.to_ascii_lowercase();
    let kinds = ["$-f800", "$-f400", "$-x-sysdate", "$-x-systime"];
    kinds.contains(&inside.as_str())
}

/// A language is written as a number in hexadecimal digits ([MS-LCID] 2.2); its low bits are the language without the
/// country.
fn locale(language: &str, section: &mut Section) {
    const LANGUAGE: u32 = 0x3ff;
    const CHINESE: u32 = 0x04;
    let system = match language.to_ascii_lowercase().as_str() {
        // 年 月 日
        "f800" | "sysdate" => "yyyy\u{5e74}m\u{6708}d\u{65e5}",
        "f400" | "systime" => "h:mm:ss",
        _ => {
            let number = u32::from_str_radix(language, 16).unwrap_or(0);
            section.chinese |= number & LANGUAGE == CHINESE;
            return;
        }
    };
    let mut rest = system;
    while let Some(first) = rest.chars().next() {
        rest = piece(first, rest, section);
    }
}
