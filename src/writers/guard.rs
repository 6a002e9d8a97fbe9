//! Texts that a spreadsheet misinterprets when it opens a CSV file: formulas, other numbers, dates, times.
//!
//! In: a text. Out: whether it needs a guard. The rules cover Excel, WPS and LibreOffice together, in Chinese and
//! English: one guard too many costs a character, one too few a value. Lost: nothing.

/// 年 月 日 号 时 分 秒, which follow the digits of dates and times
const UNITS: [char; 7] = [
    '\u{5e74}', '\u{6708}', '\u{65e5}', '\u{53f7}', '\u{65f6}', '\u{5206}', '\u{79d2}',
];
/// 上午 下午
const HALVES: [&str; 4] = ["\u{4e0a}\u{5348}", "\u{4e0b}\u{5348}", "am", "pm"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// How many digits of a whole number Excel shows (SHOWN_DIGITS), and how many digits of any number it keeps.
const SHOWN_DIGITS: usize = 11;
const HELD_DIGITS: usize = 15;

/// True for texts that a spreadsheet evaluates (also with full-width signs) or shows as something else.
pub(super) fn is_changed(text: &str) -> bool {
    const SIGNS: [char; 10] = [
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ];
    if text.starts_with(SIGNS) {
        return true;
    }
    // no longer text is a number or a date
    if text.len() > 80 && !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let folded: String = text.trim().chars().map(narrow).collect();
    let folded = folded.to_ascii_lowercase();
    matches!(folded.as_str(), "true" | "false")
        || is_other_number(&folded)
        || is_date_or_time(&folded)
        || is_chinese_date(&folded)
        || has_month_or_half(&folded)
}

/// A full-width ASCII character in half width.
fn narrow(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        '\u{3000}' => ' ',
        _ => sign,
    }
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit()
}

/// True for codes with many digits or leading zeros; for (5) and 5-, which are negative numbers; for 3E5.
fn is_other_number(text: &str) -> bool {
    let accounted = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    if let Some(number) = accounted.or(text.strip_suffix('-')) {
        return is_number(number);
    }
    if let Some((number, exponent)) = text.split_once('e') {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return is_number(number) && !exponent.is_empty() && exponent.chars().all(is_digit);
    }
    if !is_number(text) {
        return false;
    }
    let digits = text.chars().filter(|sign| is_digit(*sign)).count();
    match text.contains(['.', ',']) {
        true => digits > HELD_DIGITS,
        false => digits > SHOWN_DIGITS || (digits > 1 && text.starts_with('0')),
    }
}

/// True for digits, with commas between them and a decimal point.
fn is_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    whole.starts_with(is_digit)
        && whole.chars().all(|sign| is_digit(sign) || sign == ',')
        && decimals.chars().all(is_digit)
}

/// True for groups of digits with separators: 1-2, 2024/12/31, 1.2.3, 1:3, 1 1/2.
fn is_date_or_time(text: &str) -> bool {
    let mut groups = text
        .split(['-', '/', '.', ':', ' '])
        .filter(|group| !group.is_empty());
    let signs = text.chars().filter(|sign| !is_digit(*sign));
    text.starts_with(is_digit)
        && groups.all(|group| group.chars().all(is_digit))
        && (text.contains(['-', '/', ':']) || signs.filter(|sign| *sign == '.').count() > 1)
}

/// True for several numbers with a unit after each: 12月31日, 10时30分.
fn is_chinese_date(text: &str) -> bool {
    let mut parts = text.split_inclusive(UNITS);
    let is_part = |part: &str| {
        let figures = part.trim().strip_suffix(UNITS).unwrap_or_default();
        !figures.is_empty() && figures.chars().all(is_digit)
    };
    text.matches(UNITS).count() > 1 && parts.all(is_part)
}

/// True for digits with the name of a month or of a half of the day: Dec-31, MAR1, 8:30 PM.
fn has_month_or_half(text: &str) -> bool {
    let words = text.trim_matches(|sign: char| is_digit(sign) || ":-/., ".contains(sign));
    let is_month = MONTHS.iter().any(|month| {
        words == *month || words.len() == 3 && month.starts_with(words) || words == "sept"
    });
    words.len() < text.len() && (is_month || HALVES.contains(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_change() {
        for text in [
            "=8个",
            "＝8个",
            "-5%",
            "+1",
            "@a",
            "\tx",
            "\rx",
            "411322196001010012",
            "123456789012",
            "007",
            "００７",
            "1234567890.123456",
            "1-2",
            "１／２",
            "2024/12",
            "2024-12-31",
            "2024-12-31 10:00",
            "2024.12.31",
            "1.2.3",
            "1 1/2",
            "12345678e1234567",
            "3E5",
            "1.5E3",
            "1E+3",
            "1e-3",
            "1:3",
            "1:3.5",
            "50:50",
            "8:30 PM",
            "12月31日",
            "2024年12月",
            "2024年12月31日",
            "10时30分",
            "上午10:30",
            "Jan-5",
            "5-Jan",
            "MAR1",
            "Dec 2024",
            "(5)",
            "（5）",
            "(1,234.5)",
            "5-",
            "TRUE",
            "false",
            " 1-2 ",
        ] {
            assert!(is_changed(text), "{text:?}");
        }
    }

    #[test]
    fn what_stays_as_it_is() {
        for text in [
            "",
            " ",
            "8=个",
            "12345678901",
            "0",
            "0.5",
            "11.00",
            "98%",
            "1-2月",
            "1,234",
            "≥8",
            "6月",
            "2024年",
            "2024年6-12月",
            "优",
            "1:3比例",
            "(一)",
            "()",
            "-",
            "3E",
            "e5",
            "marks",
            "10元/人",
            "5A",
            "pm",
            "may",
            "2024年度",
            "第1季度",
            "1、2",
            "10 000",
            "一月",
            ".",
            ":",
        ] {
            let expected = text == "-";
            assert_eq!(is_changed(text), expected, "{text:?}");
        }
    }
}
