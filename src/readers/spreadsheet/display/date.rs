//! Dates and times as a workbook displays them (ECMA-376 part 1, 18.8.31).
//!
//! In: a moment and the pieces of a format code. Out: text. Names of months and days are English, or Chinese where the
//! format asks for them. Lost: eras and calendars other than the Gregorian one.

use super::calendar::Moment;
use super::code::{Numerals, Piece, Section};
use super::numerals;

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

/// The unit in milliseconds to which a section rounds times: what it shows of seconds, and seconds where it shows a time
/// without them.
pub(super) fn unit(section: &Section) -> i64 {
    let is_time = |piece: &Piece| match piece {
        Piece::Date(letter, _) => matches!(letter, 'h' | 's'),
        Piece::Elapsed(..) | Piece::Half(..) => true,
        _ => false,
    };
    if !section.has(is_time) {
        return 1;
    }
    let parts = section.pieces.windows(4).map(|pieces| match pieces[0] {
        Piece::Point => decimals(&pieces[1..]),
        _ => 0,
    });
    let last = match section.pieces.as_slice() {
        [.., Piece::Point, Piece::Digit('0')] => 1,
        [.., Piece::Point, Piece::Digit('0'), Piece::Digit('0')] => 2,
        _ => 0,
    };
    match parts.max().unwrap_or(0).max(last) {
        0 => 1_000,
        1 => 100,
        2 => 10,
        _ => 1,
    }
}

/// Digit signs behind the point: parts of a second.
fn decimals(pieces: &[Piece]) -> usize {
    let zeros = pieces.iter();
    zeros
        .take_while(|piece| **piece == Piece::Digit('0'))
        .count()
}

/// A moment in the pieces of a section.
pub(super) fn date(at: &Moment, section: &Section) -> String {
    let pieces = &section.pieces;
    let half_days = section.has(|piece| matches!(piece, Piece::Half(..)));
    let hour = match (half_days, at.hour % 12) {
        (false, _) => at.hour,
        (true, 0) => 12,
        (true, hour) => hour,
    };
    let mut shown = String::new();
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        match piece {
            Piece::Text(text) => shown.push_str(text),
            Piece::Date('m', width) if is_minute(pieces, index) => {
                shown.push_str(&written(at.minute, *width, section.numerals));
            }
            Piece::Date('y' | 'e', width) => {
                let year = match width {
                    1 | 2 if *piece == Piece::Date('y', *width) => format!("{:02}", at.year % 100),
                    _ => at.year.to_string(),
                };
                shown.push_str(&match section.numerals {
                    Some(numerals) => numerals::digits(&year, numerals),
                    None => year,
                });
            }
            Piece::Date(letter, width) => {
                let number = match letter {
                    'm' if *width <= 2 => Some(at.month),
                    'd' if *width <= 2 => Some(at.day),
                    'h' => Some(hour),
                    's' => Some(at.second),
                    _ => None,
                };
                match number {
                    Some(number) => shown.push_str(&written(number, *width, section.numerals)),
                    None => shown.push_str(&name(at, *letter, *width, section.chinese)),
                }
            }
            Piece::Elapsed(letter, width) => {
                let unit = match letter {
                    'h' => 3_600_000,
                    'm' => 60_000,
                    _ => 1_000,
                };
                shown.push_str(&padded(at.elapsed / unit, *width));
            }
            Piece::Half(before, after) => {
                let half = if at.hour < 12 { before } else { after };
                shown.push_str(half_of_day(half, at.hour, section.chinese));
            }
            Piece::Point => {
                shown.push('.');
                let width = decimals(&pieces[index + 1..]);
                let parts = format!("{:03}", at.millisecond);
                shown.push_str(parts.get(..width.min(3)).unwrap_or_default());
                index += width;
            }
            Piece::Comma => shown.push(','),
            Piece::Percent => shown.push('%'),
            Piece::Slash => shown.push('/'),
            Piece::Digit(_) | Piece::Exponent { .. } | Piece::General | Piece::Whole => {}
        }
        index += 1;
    }
    shown
}

fn half_of_day(half: &str, hour: u32, chinese: bool) -> &str {
    match (chinese && half.is_ascii(), hour < 12) {
        (false, _) => half,
        // 上午, 下午
        (true, true) => "\u{4e0a}\u{5348}",
        (true, false) => "\u{4e0b}\u{5348}",
    }
}

fn written(number: u32, width: usize, numerals: Option<Numerals>) -> String {
    match numerals {
        Some(numerals) => numerals::short(number, numerals),
        None => padded(i64::from(number), width),
    }
}

/// `m` means minutes behind hours and before seconds.
fn is_minute(pieces: &[Piece], index: usize) -> bool {
    let time = |piece: &&Piece| matches!(piece, Piece::Date(..) | Piece::Elapsed(..));
    let before = pieces.iter().take(index).rev().find(time);
    let behind = pieces.iter().skip(index + 1).find(time);
    matches!(before, Some(Piece::Date('h', _) | Piece::Elapsed('h', _)))
        || matches!(behind, Some(Piece::Date('s', _) | Piece::Elapsed('s', _)))
}

/// The name of a month or a day of the week.
fn name(at: &Moment, letter: char, width: usize, chinese: bool) -> String {
    let month = MONTHS[(at.month as usize + 11) % 12];
    let day = at.weekday % 7;
    match (letter, width, chinese) {
        // 月
        ('m', 3, true) => format!("{}\u{6708}", at.month),
        ('m', _, true) => numerals::short(at.month, Numerals::Lower) + "\u{6708}",
        ('m', 3, false) => abbreviated(month, 3),
        ('m', 5, false) => abbreviated(month, 1),
        ('m', _, false) => month.to_owned(),
        ('a', 3, _) | ('d', 3, true) => WEEKDAYS_ZH[day].to_string(),
        // 星期
        ('a', _, _) | ('d', _, true) => format!("\u{661f}\u{671f}{}", WEEKDAYS_ZH[day]),
        ('d', 3, false) => abbreviated(WEEKDAYS[day], 3),
        ('d', _, false) => WEEKDAYS[day].to_owned(),
        _ => String::new(),
    }
}

fn abbreviated(name: &str, length: usize) -> String {
    name.chars().take(length).collect()
}

fn padded(number: i64, width: usize) -> String {
    format!("{number:0width$}", width = width.min(2))
}
