//! Values as a workbook displays them: number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).
//!
//! In: a number and a format code such as `#,##0.00` or `yyyy"年"m"月"`. Out: text. Digits are exact: a number is taken at
//! Excel's precision of 15 digits and rounded as a decimal. Not followed: conditions in brackets, fractions (`# ?/?`),
//! Chinese numerals (`[DBNum1]`), widths of padding.

use rust_decimal::{Decimal, RoundingStrategy};

use super::calendar;
use super::date::date;
use super::format_code::{Piece, sections};
use crate::finding::{Finding, Location, Severity};
use crate::readers::struck;

/// What a cell displays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Display {
    pub(super) text: String,
    /// The value of the cell, where the format shows fewer of its digits.
    pub(super) rounded: Option<String>,
    /// What is struck out in the cell, and no part of the text.
    pub(super) struck: Option<Box<str>>,
}

impl Display {
    /// Takes the struck text out; see [`struck::parted`].
    pub(super) fn part(&mut self, struck: bool) {
        self.struck = struck::parted(&mut self.text, struck);
        if self.text.is_empty() {
            self.rounded = None;
        }
    }
}

/// A cell that shows fewer digits than it holds.
#[derive(Debug)]
pub(in crate::readers) struct Rounded {
    /// Line of the page, or row of the sheet.
    pub(in crate::readers) line: u32,
    /// Its name, as `Sheet1!C3`.
    pub(in crate::readers) place: Option<String>,
    pub(in crate::readers) shown: String,
    pub(in crate::readers) stored: String,
}

/// Tells how many such cells there are, and the first of them.
pub(in crate::readers) fn rounded(count: usize, first: &Rounded) -> Finding {
    Finding {
        location: Location {
            line: Some(first.line),
            ..Location::default()
        },
        evidence: first.place.clone(),
        operand_a: Some(first.shown.clone()),
        operand_b: Some(first.stored.clone()),
        ..Finding::extraction(
            "rounded-by-format",
            Severity::Info,
            format!("{count} 个单元格的显示位数少于所存的值；读取的是显示的数"),
            format!("{count} cells show fewer digits than they hold; what is shown was read"),
        )
    }
}

impl From<String> for Display {
    fn from(text: String) -> Self {
        Self {
            text,
            rounded: None,
            struck: None,
        }
    }
}

/// Displays `value` by a format code.
pub(super) fn display(value: f64, code: &str, epoch_1904: bool) -> Display {
    if !value.is_finite() {
        return value.to_string().into();
    }
    let sections = sections(code);
    let chosen = match sections.len() {
        0 | 1 => 0,
        2 => usize::from(value < 0.0),
        _ if value == 0.0 => 2,
        _ => usize::from(value < 0.0),
    };
    let Some(pieces) = sections.get(chosen) else {
        return general(value).into();
    };
    let is_date = |piece: &Piece| matches!(piece, Piece::Date(..) | Piece::Elapsed(..));
    if pieces.iter().any(is_date) {
        return match calendar::moment(value, epoch_1904) {
            Some(moment) => date(&moment, pieces),
            None => general(value),
        }
        .into();
    }
    let has_digits = pieces.iter().any(|piece| matches!(piece, Piece::Digit(_)));
    let fraction = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Text(text) if text == "/"));
    if has_digits && fraction {
        return general(value).into();
    }
    // a section for negative numbers writes their sign itself
    let own_sign = chosen == 1;
    let negative = value < 0.0;
    let (sign, value) = match value < 0.0 && !own_sign {
        true => ("-", -value),
        false => ("", if own_sign { -value } else { value }),
    };
    let (shown, whole) = if has_digits {
        number(value, pieces)
    } else {
        (plain(value, pieces), true)
    };
    let stored = || general(if negative { -value } else { value });
    let rounded = (!whole).then(stored);
    // what is rounded to nothing has no sign
    let nothing = !shown.contains(|c: char| ('1'..='9').contains(&c)) && has_digits;
    let text = if nothing {
        shown
    } else {
        format!("{sign}{shown}")
    };
    Display {
        text,
        rounded,
        struck: None,
    }
}

/// The value of a cell whose displayed text shows fewer of its digits, for files that hold both.
pub(in crate::readers) fn hidden_digits(shown: &str, value: f64) -> Option<String> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let figures = shown.trim_matches(|c: char| !c.is_ascii_digit());
    if !figures.chars().all(is_figure) {
        return None;
    }
    let shown_value = Decimal::from_str_exact(&figures.replace(',', "")).ok()?;
    let exact = scale(value.abs(), usize::from(shown.contains('%')), 0)?;
    let rounded =
        exact.round_dp_with_strategy(shown_value.scale(), RoundingStrategy::MidpointAwayFromZero);
    (shown_value == rounded && shown_value != exact).then(|| general(value))
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

/// Formats with digits: text before, the number, text behind; false where digits of the value are not shown.
fn number(value: f64, pieces: &[Piece]) -> (String, bool) {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let first = pieces.iter().position(is_digit).unwrap_or(0);
    let last = pieces.iter().rposition(is_digit).unwrap_or(0);
    let before = text(pieces.get(..first).unwrap_or_default());
    let behind = text(pieces.get(last + 1..).unwrap_or_default());
    let middle = pieces.get(first..=last).unwrap_or_default();
    if let Some(exponent) = middle.iter().position(|piece| *piece == Piece::Exponent) {
        let decimals = decimals(middle.get(..exponent).unwrap_or_default());
        let shown = scientific(value, decimals.len());
        let whole = Decimal::from_scientific(&shown).ok() == decimal(value);
        return (format!("{before}{shown}{behind}"), whole);
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
        return (general(value), true);
    };
    let (shown, all) = fixed(exact, &decimals);
    let (digits, fraction) = shown.split_once('.').unwrap_or((&shown, ""));
    let mut shown = lay_out(digits, whole.get(..whole_end).unwrap_or_default());
    if pieces.contains(&Piece::Point) {
        shown.push('.');
        shown.push_str(fraction);
    }
    (format!("{before}{shown}{behind}"), all)
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

/// Rounded to the decimals of the format, of which those that are not obligatory vanish when they are zero; false where
/// that is another number.
fn fixed(exact: Decimal, decimals: &[char]) -> (String, bool) {
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

#[cfg(test)]
mod tests;
