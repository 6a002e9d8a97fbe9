//! One cell: numbers that Excel holds exactly, dates, and texts that fit.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet, XlsxError};
use unicode_width::UnicodeWidthChar;

use super::super::flat::{Cell, Column, Kind};
use super::look::Look;
use crate::limits::SHEET_TEXT;

/// The largest width of a column, in characters.
const WIDEST: usize = 48;
/// How many decimal digits a binary number of 64 bits holds exactly.
const DIGITS: u32 = 15;

/// Row and column, from 0.
pub(super) type At = (u32, u16);

/// Writes the value of a column; `word` is what people call a code.
pub(super) fn write(
    sheet: &mut Worksheet,
    (row, place): At,
    column: &Column,
    cell: Cell<'_>,
    word: Option<&str>,
    look: &Look,
) -> Result<(), XlsxError> {
    match (column.kind, cell) {
        (_, Cell::Boolean(value)) => sheet.write_boolean(row, place, value)?,
        (Kind::Year, Cell::Integer(year)) => sheet.write_number(row, place, year as f64)?,
        (_, Cell::Integer(number)) => {
            sheet.write_number_with_format(row, place, number as f64, look.count())?
        }
        (_, Cell::Decimal(amount)) => {
            let format = match column.name.ends_with("_yuan") {
                true => look.money(),
                false => look.number(amount.scale()),
            };
            return decimal(sheet, (row, place), amount, format, look);
        }
        (Kind::Date, Cell::Text(text)) => match ExcelDateTime::parse_from_str(text) {
            Ok(date) => sheet.write_datetime_with_format(row, place, &date, look.date())?,
            Err(_) => sheet.write_string_with_format(row, place, cut(text), look.text())?,
        },
        (_, cell) => {
            let text = cell.text();
            let format = match column.name {
                "severity" => look.severity(&text),
                _ => look.text(),
            };
            let shown = word.unwrap_or(&text);
            sheet.write_string_with_format(row, place, cut(shown), format)?
        }
    };
    Ok(())
}

/// Writes a decimal as a number; as a text where a binary number would not hold it exactly.
pub(super) fn decimal(
    sheet: &mut Worksheet,
    (row, place): At,
    number: Decimal,
    format: &Format,
    look: &Look,
) -> Result<(), XlsxError> {
    match binary(number) {
        Some(value) => sheet.write_number_with_format(row, place, value, format)?,
        None => sheet.write_string_with_format(row, place, number.to_string(), look.text())?,
    };
    Ok(())
}

/// The number as Excel stores it, if it has so few digits that reading it back gives the same number.
fn binary(number: Decimal) -> Option<f64> {
    let mut digits = number.mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    let fits = digits < 10_u128.pow(DIGITS);
    fits.then(|| number.to_string().parse().ok())?
}

/// True when Excel has no room for the text; it counts UTF-16 units.
pub(super) fn too_long(text: &str) -> bool {
    text.len() > SHEET_TEXT && text.encode_utf16().count() > SHEET_TEXT
}

/// The text; of one that is too long, the beginning and the number of missing characters.
pub(super) fn cut(text: &str) -> String {
    if !too_long(text) {
        return text.to_owned();
    }
    // leaves room for the mark
    let room = SHEET_TEXT - 24;
    let mut units = 0;
    let kept = text.chars().take_while(|char| {
        units += char.len_utf16();
        units <= room
    });
    let kept: String = kept.collect();
    let missing = text.chars().count() - kept.chars().count();
    format!("{kept} … [+{missing}]")
}

/// The width of the first line of a text, up to the largest width of a column.
pub(super) fn width(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let widths = line
        .chars()
        .take(WIDEST)
        .map(|char| char.width().unwrap_or(0));
    widths.sum::<usize>().min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_of_more_than_15_digits_are_no_numbers() {
        for (text, expected) in [
            ("8.00", Some(8.0)),
            ("-110000.50", Some(-110_000.5)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1000000000000000000", Some(1e18)),
            ("1234567890123456", None),
            ("0.1234567890123456", None),
            ("79228162514264337593543950335", None),
        ] {
            assert_eq!(binary(text.parse().unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_where_excel_would_refuse_them() {
        let longest = "a".repeat(SHEET_TEXT);
        assert_eq!(cut(&longest), longest);
        for (text, missing) in [("b", SHEET_TEXT + 1), ("指", SHEET_TEXT * 2)] {
            let shown = cut(&text.repeat(missing));
            let kept = shown.matches(text).count();
            assert!(shown.encode_utf16().count() <= SHEET_TEXT);
            assert!(
                shown.ends_with(&format!(" … [+{}]", missing - kept)),
                "{text}"
            );
        }
        // Two units each.
        let shown = cut(&"😀".repeat(20_000));
        assert!(shown.encode_utf16().count() <= SHEET_TEXT);
    }
}
