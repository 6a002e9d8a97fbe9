//! Values as a workbook displays them: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! In: a number and a format code such as `#,##0.00` or `yyyy"年"m"月"`. Out: text. Digits are exact: a number is taken at
//! Excel's precision of 15 digits and rounded as a decimal. Not followed: conditions in brackets, fractions (`# ?/?`),
//! Chinese numerals (`[DBNum1]`), widths of padding.

use rust_decimal::{Decimal, RoundingStrategy};

use super::calendar::{self, Moment};
use super::format_code::{Piece, sections};

/// Displays `value` by a format code.
pub(super) fn display(value: f64, code: &str, epoch_1904: bool) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let sections = sections(code);
    let chosen = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(value < 0.0),
        _ if value == 0.0 => 2,
        _ => usize::from(value < 0.0),
    };
    let Some(pieces) = sections.get(chosen) else {
        return general(value);
    };
    let is_date = |piece: &Piece| matches!(piece, Piece::Date(..) | Piece::Elapsed(..));
    if pieces.iter().any(is_date) {
        return match calendar::moment(value, epoch_1904) {
            Some(moment) => date(&moment, pieces),
            None => general(value),
        };
    }
    let has_digits = pieces.iter().any(|piece| matches!(piece, Piece::Digit(_)));
    let fraction = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Text(text) if text == "/"));
    if has_digits && fraction {
        return general(value);
    }
    // a section for negative numbers writes their sign itself
    let own_sign = chosen == 1;
    let (sign, value) = match value < 0.0 && !own_sign {
        true => ("-", -value),
        false => ("", if own_sign { -value } else { value }),
    };
    let shown = if has_digits {
        number(value, pieces)
    } else {
        plain(value, pieces)
    };
    // what is rounded to nothing has no sign
    let nothing = !shown.contains(|c: char| ('1'..='9').contains(&c)) && has_digits;
    if nothing {
        shown
    } else {
        format!("{sign}{shown}")
    }
}

/// A number as the format General shows it, in full.
pub(super) fn general(value: f64) -> String {
    match decimal(value) {
        Some(decimal) => decimal.normalize().to_string(),
        None => value.to_string(),
    }
}

/// At the 15 digits that Excel keeps.
fn decimal(value: f64) -> Option<Decimal> {
    Decimal::from_scientific(&format!("{value:.14e}")).ok()
}

/// Formats without digits: text, or the value as it is.
fn plain(value: f64, pieces: &[Piece]) -> String {
    let mut shown = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => shown.push_str(text),
            Piece::General => shown.push_str(&general(value)),
            Piece::Percent => shown.push('%'),
            Piece::Point => shown.push('.'),
            Piece::Comma => shown.push(','),
            _ => {}
        }
    }
    shown
}

/// Formats with digits: text before, the number, text behind.
fn number(value: f64, pieces: &[Piece]) -> String {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let first = pieces.iter().position(is_digit).unwrap_or(0);
    let last = pieces.iter().rposition(is_digit).unwrap_or(0);
    let before = text(pieces.get(..first).unwrap_or_default());
    let behind = text(pieces.get(last + 1..).unwrap_or_default());
    let middle = pieces.get(first..=last).unwrap_or_default();
    if let Some(exponent) = middle.iter().position(|piece| *piece == Piece::Exponent) {
        let decimals = decimals(middle.get(..exponent).unwrap_or_default());
        return format!("{before}{}{behind}", scientific(value, decimals.len()));
    }
    let (whole, decimals) = match pieces.iter().position(|piece| *piece == Piece::Point) {
        Some(point) => (pieces.get(first..point), decimals(pieces)),
        None => (Some(middle), Vec::new()),
    };
    let whole = whole.unwrap_or_default();
    // commas behind the last digit, before the point or at the end, divide by a thousand each
    let whole_end = whole.iter().rposition(is_digit).map_or(0, |end| end + 1);
    let scaled = commas(whole.get(whole_end..)) + commas(pieces.get(last + 1..));
    let percents = pieces
        .iter()
        .filter(|piece| **piece == Piece::Percent)
        .count();
    let Some(exact) = scale(value, percents, scaled) else {
        return general(value);
    };
    let shown = fixed(exact, &decimals);
    let (digits, fraction) = shown.split_once('.').unwrap_or((&shown, ""));
    let mut shown = lay_out(digits, whole.get(..whole_end).unwrap_or_default());
    if pieces.contains(&Piece::Point) {
        shown.push('.');
        shown.push_str(fraction);
    }
    format!("{before}{shown}{behind}")
}

fn text(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Percent => "%",
        _ => "",
    });
    shown.collect()
}

fn commas(pieces: Option<&[Piece]>) -> usize {
    pieces
        .unwrap_or_default()
        .iter()
        .take_while(|piece| **piece == Piece::Comma)
        .count()
}

/// The digit signs behind the point.
fn decimals(pieces: &[Piece]) -> Vec<char> {
    pieces
        .iter()
        .position(|piece| *piece == Piece::Point)
        .and_then(|point| pieces.get(point..))
        .map_or_else(Vec::new, signs)
}

/// Digits in the places of a format, from the right: `#,##0`, or `0!.0` with a text between digits.
fn lay_out(digits: &str, pieces: &[Piece]) -> String {
    let signs = signs(pieces);
    let least = signs
        .iter()
        .position(|sign| *sign == '0')
        .map_or(0, |at| signs.len() - at);
    let digits = if digits == "0" { "" } else { digits };
    let padded = format!("{digits:0>least$}", least = least.min(64));
    let thousands = pieces.contains(&Piece::Comma);
    let mut rest = padded.chars().rev().peekable();
    let mut places = signs.len();
    let mut written = 0usize;
    let mut reversed = String::new();
    let mut put = |digit: char, reversed: &mut String| {
        if thousands && written > 0 && written.is_multiple_of(3) {
            reversed.push(',');
        }
        reversed.push(digit);
        written += 1;
    };
    for piece in pieces.iter().rev() {
        match piece {
            Piece::Digit(_) => {
                places -= 1;
                if let Some(digit) = rest.next() {
                    put(digit, &mut reversed);
                }
                if places == 0 {
                    rest.by_ref().for_each(|digit| put(digit, &mut reversed));
                }
            }
            Piece::Text(text) if rest.peek().is_some() => reversed.extend(text.chars().rev()),
            _ => {}
        }
    }
    reversed.chars().rev().collect()
}

/// The digit signs of a format.
fn signs(pieces: &[Piece]) -> Vec<char> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Digit(digit) => Some(*digit),
            _ => None,
        })
        .collect()
}

fn scale(value: f64, percents: usize, thousands: usize) -> Option<Decimal> {
    let mut exact = decimal(value)?;
    for _ in 0..percents.min(4) {
        exact = exact.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..thousands.min(8) {
        exact = exact.checked_div(Decimal::ONE_THOUSAND)?;
    }
    Some(exact)
}

/// Rounded to the decimals of the format; those that are not obligatory vanish when they are zero.
fn fixed(exact: Decimal, decimals: &[char]) -> String {
    let places = decimals.len().min(28);
    let rounded =
        exact.round_dp_with_strategy(places as u32, RoundingStrategy::MidpointAwayFromZero);
    let mut shown = format!("{rounded:.places$}");
    let least = decimals
        .iter()
        .rposition(|digit| *digit == '0')
        .map_or(0, |last| last + 1);
    for _ in least..places {
        if shown.ends_with('0') {
            shown.pop();
        } else {
            break;
        }
    }
    shown
}

fn scientific(value: f64, decimals: usize) -> String {
    let shown = format!("{value:.decimals$E}", decimals = decimals.min(15));
    match shown.split_once('E') {
        Some((mantissa, exponent)) => {
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(exponent) => ('-', exponent),
                None => ('+', exponent),
            };
            format!("{mantissa}E{sign}{exponent:0>2}")
        }
        None => shown,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
/// 一 二 三 四 五 六 日, behind 星期
const WEEKDAYS_ZH: [char; 7] = [
    '\u{4e00}', '\u{4e8c}', '\u{4e09}', '\u{56db}', '\u{4e94}', '\u{516d}', '\u{65e5}',
];

fn date(at: &Moment, pieces: &[Piece]) -> String {
    let half_days = pieces.contains(&Piece::Half);
    let hour = match (half_days, at.hour % 12) {
        (false, _) => at.hour,
        (true, 0) => 12,
        (true, hour) => hour,
    };
    let mut shown = String::new();
    let mut pieces = pieces.iter().enumerate().peekable();
    let all: Vec<&Piece> = pieces.clone().map(|(_, piece)| piece).collect();
    while let Some((index, piece)) = pieces.next() {
        match piece {
            Piece::Text(text) => shown.push_str(text),
            Piece::Date('m', width) if is_minute(&all, index) => {
                shown.push_str(&padded(i64::from(at.minute), *width));
            }
            Piece::Date(letter, width) => shown.push_str(&date_part(at, *letter, *width, hour)),
            Piece::Elapsed(letter, width) => {
                let unit = match letter {
                    'h' => 3_600_000,
                    'm' => 60_000,
                    _ => 1_000,
                };
                shown.push_str(&padded(at.elapsed / unit, *width));
            }
            Piece::Half => shown.push_str(if at.hour < 12 { "AM" } else { "PM" }),
            Piece::Point => {
                // `ss.00`: parts of a second
                shown.push('.');
                let mut width = 0;
                while pieces
                    .next_if(|(_, piece)| matches!(piece, Piece::Digit('0')))
                    .is_some()
                {
                    width += 1;
                }
                let parts = format!("{:03}", at.millisecond);
                shown.push_str(parts.get(..width.min(3)).unwrap_or_default());
            }
            Piece::Comma => shown.push(','),
            Piece::Percent => shown.push('%'),
            Piece::Digit(_) | Piece::Exponent | Piece::General => {}
        }
    }
    shown
}

/// `m` means minutes behind hours and before seconds.
fn is_minute(pieces: &[&Piece], index: usize) -> bool {
    let time = |piece: &&&Piece| matches!(piece, Piece::Date(..) | Piece::Elapsed(..));
    let before = pieces.iter().take(index).rev().find(time);
    let behind = pieces.iter().skip(index + 1).find(time);
    matches!(before, Some(Piece::Date('h', _) | Piece::Elapsed('h', _)))
        || matches!(behind, Some(Piece::Date('s', _) | Piece::Elapsed('s', _)))
}

fn date_part(at: &Moment, letter: char, width: usize, hour: u32) -> String {
    match (letter, width) {
        ('y', 1 | 2) => format!("{:02}", at.year % 100),
        ('y' | 'e', _) => at.year.to_string(),
        ('m', 3) => abbreviated(MONTHS[(at.month as usize + 11) % 12], 3),
        ('m', 4) => MONTHS[(at.month as usize + 11) % 12].to_owned(),
        ('m', 5) => abbreviated(MONTHS[(at.month as usize + 11) % 12], 1),
        ('m', _) => padded(i64::from(at.month), width),
        ('d', 3) => abbreviated(WEEKDAYS[at.weekday % 7], 3),
        ('d', 4) => WEEKDAYS[at.weekday % 7].to_owned(),
        ('d', _) => padded(i64::from(at.day), width),
        ('h', _) => padded(i64::from(hour), width),
        ('s', _) => padded(i64::from(at.second), width),
        ('a', 3) => WEEKDAYS_ZH[at.weekday % 7].to_string(),
        ('a', 4) => format!("\u{661f}\u{671f}{}", WEEKDAYS_ZH[at.weekday % 7]),
        _ => String::new(),
    }
}

fn abbreviated(name: &str, length: usize) -> String {
    name.chars().take(length).collect()
}

fn padded(number: i64, width: usize) -> String {
    format!("{number:0width$}", width = width.min(2))
}

#[cfg(test)]
mod tests {
    use super::super::format_code::built_in;
    use super::*;

    #[test]
    fn numbers_as_displayed() {
        for (value, code, shown) in [
            (100.0, "General", "100"),
            (0.1 + 0.2, "General", "0.3"),
            (1_386_200.0, "G/通用格式", "1386200"),
            (-2.5, "General", "-2.5"),
            (100.0, "0.00", "100.00"),
            (18.6, "0.00", "18.60"),
            (1.005, "0.00", "1.01"),
            (2.675, "0.00_ ", "2.68"),
            (1_386_200.0, "#,##0.00", "1,386,200.00"),
            (999.5, "#,##0", "1,000"),
            (0.0, "#,##0.00", "0.00"),
            (0.0, "#", ""),
            (0.5, "#.##", ".5"),
            (5.0, "0.##", "5."),
            (7.0, "000", "007"),
            (0.95, "0%", "95%"),
            (0.955, "0.0%", "95.5%"),
            (1.0, "0.00%", "100.00%"),
            (1_234_567.0, "#,##0,", "1,235"),
            (1_234_567.0, "0.00,,", "1.23"),
            (3_500_000.0, "0!.0,", "350.0"),
            (-5.0, "0.00_);(0.00)", "(5.00)"),
            (-5.0, "0.00;[Red]-0.00", "-5.00"),
            (-0.001, "0.00", "0.00"),
            (
                0.0,
                "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
                "-",
            ),
            (
                12_345.6,
                "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
                "12,345.60",
            ),
            (12.0, "[$¥-804]#,##0.00", "¥12.00"),
            (12.0, "0\"人\"", "12人"),
            (12.0, "\\≥0", "≥12"),
            (12.0, "\"≥\"0.0%", "≥1200.0%"),
            (12.0, "@", "12"),
            (5.0, ";;;", ""),
            (0.5, "# ?/?", "0.5"),
            (123_456.0, "0.00E+00", "1.23E+05"),
            (1e300, "0.00", "1"),
        ] {
            let told = display(value, code, false);
            if value == 1e300 {
                assert!(told.starts_with('1'), "{told}");
                continue;
            }
            assert_eq!(told, shown, "{value} {code}");
        }
    }

    #[test]
    fn dates_as_displayed() {
        for (value, code, shown) in [
            (45_657.0, "yyyy/m/d", "2024/12/31"),
            (45_292.0, "yyyy-mm-dd", "2024-01-01"),
            (45_657.0, "yyyy\"年\"m\"月\"d\"日\"", "2024年12月31日"),
            (45_657.0, "[$-804]yyyy\"年\"m\"月\";@", "2024年12月"),
            (45_657.0, "d-mmm-yy", "31-Dec-24"),
            (45_657.0, "[$-804]aaaa;@", "星期二"),
            (45_657.0, "AAA", "二"),
            (45_292.770_833_333, "yyyy/m/d h:mm", "2024/1/1 18:30"),
            (0.770_833_333_333, "h:mm AM/PM", "6:30 PM"),
            (0.5, "mm:ss.0", "00:00.0"),
            (1.5, "[h]:mm", "36:00"),
            (-1.0, "yyyy/m/d", "-1"),
        ] {
            assert_eq!(display(value, code, false), shown, "{value} {code}");
        }
        assert_eq!(display(44_195.0, "yyyy/m/d", true), "2024/12/31");
    }

    #[test]
    fn built_in_formats_are_readable() {
        for id in 0..=60 {
            if let Some(code) = built_in(id) {
                assert!(!display(1.0, code, false).is_empty(), "{id} {code}");
            }
        }
    }
}
