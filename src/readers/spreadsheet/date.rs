//! Dates and times as a workbook displays them (ECMA-376 part 1, 18.8.31).
//!
//! In: a moment and the pieces of a format code. Out: text. Names of months and days are English, or Chinese where the
//! format asks for them. Lost: nothing.

use super::calendar::Moment;
use super::format_code::Piece;

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

/// A moment in the pieces of a format.
pub(super) fn date(at: &Moment, pieces: &[Piece]) -> String {
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
