//! Numbers in the places of a format: `#,##0.00`, `0!.0,`, `##0.0E+0`.
//!
//! In: a number without sign and the pieces of a section. Out: text, and whether it is all of the number. Digits are exact:
//! a number is taken at Excel's precision of 15 digits and rounded as a decimal.

use rust_decimal::{Decimal, RoundingStrategy};

use super::code::{Numerals, Piece};
use super::numerals;

/// How much of a number its text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of it.
    Whole,
    /// It is rounded.
    Rounded,
    /// It is another number: a thousandth, or one with a point that is a mere text.
    Scaled,
}

/// At the 15 digits that Excel keeps; `None` beyond the range of decimals.
pub(super) fn decimal(value: f64) -> Option<Decimal> {
    if value.abs() < 1e-20 {
        return Some(Decimal::ZERO);
    }
    Decimal::from_scientific(&format!("{value:.14e}")).ok()
}

/// A number as the format General shows it, in full.
pub(super) fn general(value: f64) -> String {
    let size = value.abs();
    match decimal(value) {
        // beyond the digits that are kept
        Some(_) if size >= 1e15 || size != 0.0 && size < 1e-9 => powers(value),
        Some(decimal) => decimal.normalize().to_string(),
        None => powers(value),
    }
}

/// A number as `1.5E+20`, at 15 digits.
fn powers(value: f64) -> String {
    let text = format!("{value:.14e}");
    let Some((mantissa, power)) = text.split_once('e') else {
        return text;
    };
    let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
    let (sign, power) = match power.strip_prefix('-') {
        Some(power) => ('-', power),
        None => ('+', power),
    };
    format!("{mantissa}E{sign}{power:0>2}")
}

/// Text before, the number, text behind.
pub(super) fn number(value: f64, pieces: &[Piece], numerals: Option<Numerals>) -> (String, Shown) {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let first = pieces.iter().position(is_digit).unwrap_or(0);
    let last = pieces.iter().rposition(is_digit).unwrap_or(0);
    // `.00` begins with its point
    let first = match first.checked_sub(1) {
        Some(before) if pieces[before] == Piece::Point => before,
        _ => first,
    };
    let behind_last = pieces.get(last + 1..).unwrap_or_default();
    let before = text(pieces.get(..first).unwrap_or_default());
    let behind = text(behind_last);
    let middle = pieces.get(first..=last).unwrap_or_default();
    let is_exponent = |piece: &Piece| matches!(piece, Piece::Exponent { .. });
    let (shown, all) = match middle.iter().position(is_exponent) {
        Some(exponent) => scientific(value, middle, exponent),
        None => fixed(value, pieces, middle, behind_last),
    };
    let shown = match numerals {
        Some(numerals) => numerals::write(&shown, numerals),
        None => shown,
    };
    (format!("{before}{shown}{behind}"), all)
}

/// The texts of pieces, and signs of percent.
pub(super) fn text(pieces: &[Piece]) -> String {
    let shown = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Percent => "%",
        Piece::Slash => "/",
        Piece::Point => ".",
        _ => "",
    });
    shown.collect()
}

fn fixed(value: f64, pieces: &[Piece], middle: &[Piece], behind: &[Piece]) -> (String, Shown) {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let point = middle.iter().position(|piece| *piece == Piece::Point);
    let (whole, fraction) = match point {
        Some(point) => (middle.get(..point), middle.get(point + 1..)),
        None => (Some(middle), None),
    };
    let (whole, fraction) = (whole.unwrap_or_default(), fraction.unwrap_or_default());
    // commas behind the last digit, before the point or at the end, divide by a thousand each
    let whole_end = whole.iter().rposition(is_digit).map_or(0, |end| end + 1);
    let scaled = commas(whole.get(whole_end..)) + commas(Some(behind));
    let percents = pieces
        .iter()
        .filter(|piece| **piece == Piece::Percent)
        .count();
    let Some(exact) = scale(value, percents, scaled) else {
        return (general(value), Shown::Whole);
    };
    let signs = digits_of(fraction);
    let (shown, all) = rounded(exact, &signs);
    let (digits, decimals) = shown.split_once('.').unwrap_or((&shown, ""));
    let mut shown = lay_out(digits, whole.get(..whole_end).unwrap_or_default());
    if point.is_some() {
        shown.push('.');
        lay_out_decimals(decimals, fraction, &mut shown);
    }
    let is_point = |piece: &Piece| matches!(piece, Piece::Text(text) if text == ".");
    let drawn_point = whole
        .get(..whole_end)
        .is_some_and(|whole| whole.iter().any(is_point));
    let all = match () {
        () if scaled > 0 || drawn_point => Shown::Scaled,
        () if all => Shown::Whole,
        () => Shown::Rounded,
    };
    (shown, all)
}

fn commas(pieces: Option<&[Piece]>) -> usize {
    let pieces = pieces.unwrap_or_default().iter();
    pieces.take_while(|piece| **piece == Piece::Comma).count()
}

/// Digits in the places of a format, from the right: `#,##0`, or `0!.0` with a text between digits.
fn lay_out(digits: &str, pieces: &[Piece]) -> String {
    let signs = digits_of(pieces);
    let least = signs
        .iter()
        .position(|sign| *sign == '0')
        .map_or(0, |at| signs.len() - at);
    let digits = if digits == "0" { "" } else { digits };
    let padded = format!("{digits:0>least$}", least = least.min(255));
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
            Piece::Text(text) => reversed.extend(text.chars().rev()),
            _ => {}
        }
    }
    if places > 0 || signs.is_empty() {
        rest.for_each(|digit| put(digit, &mut reversed));
    }
    reversed.chars().rev().collect()
}

/// The same behind the point, from the left.
fn lay_out_decimals(digits: &str, pieces: &[Piece], shown: &mut String) {
    let mut rest = digits.chars();
    for piece in pieces {
        match piece {
            Piece::Digit(_) => shown.extend(rest.next()),
            Piece::Text(text) => shown.push_str(text),
            _ => {}
        }
    }
}

/// The digit signs of a format.
pub(super) fn digits_of(pieces: &[Piece]) -> Vec<char> {
    let signs = pieces.iter().filter_map(|piece| match piece {
        Piece::Digit(digit) => Some(*digit),
        _ => None,
    });
    signs.collect()
}

/// A number times a hundred for each percent, divided by a thousand for each comma.
pub(super) fn scale(value: f64, percents: usize, thousands: usize) -> Option<Decimal> {
    let mut exact = decimal(value)?;
    for _ in 0..percents.min(4) {
        exact = exact.checked_mul(Decimal::ONE_HUNDRED)?;
    }
    for _ in 0..thousands.min(8) {
        exact = exact.checked_div(Decimal::ONE_THOUSAND)?;
    }
    Some(exact)
}

/// Rounded to the decimals of the format, of which those that are not obligatory vanish when they are zero; false where
/// that is another number.
fn rounded(exact: Decimal, decimals: &[char]) -> (String, bool) {
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
    (shown, rounded == exact)
}

/// A mantissa and a power of ten. Where more than one digit stands before the point, the power is a multiple of their
/// count.
fn scientific(value: f64, pieces: &[Piece], exponent: usize) -> (String, Shown) {
    let mantissa = pieces.get(..exponent).unwrap_or_default();
    let point = mantissa.iter().position(|piece| *piece == Piece::Point);
    let whole = mantissa.get(..point.unwrap_or(mantissa.len()));
    let fraction = point.and_then(|point| mantissa.get(point + 1..));
    let (whole, fraction) = (whole.unwrap_or_default(), fraction.unwrap_or_default());
    let signs = digits_of(fraction);
    let step = (digits_of(whole).len().clamp(1, 9)) as i32;
    let Some((exact, mut power)) = parted(value, step) else {
        return (general(value), Shown::Whole);
    };
    let (mut shown, all) = rounded(exact, &signs);
    let digits = shown.find('.').unwrap_or(shown.len());
    if digits > step as usize {
        power += step;
        (shown, _) = rounded(Decimal::ONE, &signs);
    }
    let (digits, decimals) = shown.split_once('.').unwrap_or((&shown, ""));
    let mut text = lay_out(digits, whole);
    if text.is_empty() {
        text.push('0');
    }
    if point.is_some() {
        text.push('.');
        lay_out_decimals(decimals, fraction, &mut text);
    }
    let width = digits_of(pieces.get(exponent..).unwrap_or_default()).len();
    let plus = matches!(pieces.get(exponent), Some(Piece::Exponent { plus: true }));
    let sign = match power < 0 {
        true => "-",
        false if plus => "+",
        false => "",
    };
    let power = power.unsigned_abs();
    let text = format!("{text}E{sign}{power:0width$}", width = width.min(9));
    (text, if all { Shown::Whole } else { Shown::Rounded })
}

/// A number as (mantissa, power of ten); the power is a multiple of `step`.
fn parted(value: f64, step: i32) -> Option<(Decimal, i32)> {
    let text = format!("{value:.14e}");
    let (mantissa, power) = text.split_once('e')?;
    let power: i32 = power.parse().ok()?;
    let down = power.rem_euclid(step);
    let mantissa = format!("{mantissa}e{down}");
    Some((Decimal::from_scientific(&mantissa).ok()?, power - down))
}
