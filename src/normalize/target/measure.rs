//! One number with its unit.
//!
//! In: folded text. Out: [`Measure`] and the text after it. Numbers are exact decimals with the printed scale. A number
//! that does not fit into 28 digits is not read, so that its text stays text.

use rust_decimal::Decimal;

use super::parts::parts;
use super::unit::{Measured, unit};
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Tail, ValueWords, whole};

/// A number, and the unit if one follows it.
#[derive(Debug, Clone)]
pub(super) struct Measure<'t> {
    pub value: Decimal,
    /// Written in Chinese numerals.
    pub han: bool,
    /// A lone 二, which is more likely an ordinal than a number.
    pub han_ordinal: bool,
    /// 余 or 多 follows the number.
    pub over: bool,
    pub unit: Option<Measured>,
    /// The text after the number, unit included.
    pub after_number: &'t str,
    /// The text after the unit.
    pub rest: &'t str,
}

/// The number that `text` begins with, and its unit.
pub(super) fn measure<'t>(text: &'t str, words: &ValueWords) -> Option<Measure<'t>> {
    let (value, han, after) = match figures(text) {
        _ if let Some(found) = in_parts(text, words) => found,
        Some((value, after)) => {
            let (value, after) = power_of_ten(value, after).unwrap_or((value, after));
            (value, false, after)
        }
        None => {
            let (value, after) = han_numeral(text, words)?;
            (value, true, after)
        }
    };
    let spelled = text.get(..text.len() - after.len()).unwrap_or_default();
    let han_ordinal = han
        && words
            .han_ordinal_digits
            .iter()
            .any(|digit| digit == spelled);
    let (mut over, after_number) = strip_over(after, words);
    let unit =
        unit(after_number, words).filter(|(_, rest)| !(han && is_name(after_number, rest, words)));
    let (unit, mut rest) = match unit {
        Some((unit, rest)) => (Some(unit), rest),
        None => (None, after_number),
    };
    if unit.is_some() && !over {
        (over, rest) = strip_over(rest, words);
    }
    Some(Measure {
        value,
        han,
        han_ordinal,
        over,
        unit,
        after_number,
        rest,
    })
}

/// 2万3千元, 1亿2000万元: a number in several parts, for money and counts only. 2万3千米 may be 20003 kilometres.
fn in_parts<'t>(text: &'t str, words: &ValueWords) -> Option<(Decimal, bool, &'t str)> {
    let found = parts(text, words).filter(|found| found.count > 1)?;
    let (unit, _) = words.units.longest(found.rest)?;
    matches!(unit.dimension, Dimension::Money | Dimension::Count).then_some((
        found.value,
        found.han,
        found.rest,
    ))
}

/// `×10⁴` or `×10^4` after a number. A raised figure after any other number may be a footnote mark.
fn power_of_ten(value: Decimal, after: &str) -> Option<(Decimal, &str)> {
    const RAISED: &str =
        "\u{2070}\u{b9}\u{b2}\u{b3}\u{2074}\u{2075}\u{2076}\u{2077}\u{2078}\u{2079}";
    let power = after
        .strip_prefix(['\u{d7}', '*', 'x', 'X'])?
        .strip_prefix("10")?;
    let (minus, figure, signs): (_, fn(char) -> Option<u32>, _) = match power.strip_prefix('^') {
        Some(signs) => ('-', |sign| sign.to_digit(10), signs),
        None => (
            '\u{207b}',
            |sign| {
                RAISED
                    .chars()
                    .zip(0..)
                    .find(|known| known.0 == sign)
                    .map(|known| known.1)
            },
            power,
        ),
    };
    let figures = signs.strip_prefix(minus).unwrap_or(signs);
    let end = figures.find(|sign| figure(sign).is_none());
    let (figures, rest) = figures.split_at(end.unwrap_or(figures.len()));
    // more than two digits would exceed every number that is read
    if figures.is_empty() || figures.chars().count() > 2 {
        return None;
    }
    let exponent = figures
        .chars()
        .filter_map(figure)
        .fold(0, |sum, figure| 10 * sum + figure);
    let mut value = value;
    if signs.starts_with(minus) {
        value.set_scale(value.scale() + exponent).ok()?;
    } else {
        let ten = Decimal::try_from_i128_with_scale(10_i128.checked_pow(exponent)?, 0).ok()?;
        value = value.checked_mul(ten)?;
    }
    Some((value.normalize(), rest))
}

fn is_name(after_number: &str, rest: &str, words: &ValueWords) -> bool {
    let spelling = after_number.get(..after_number.len() - rest.len());
    spelling.is_some_and(|spelling| words.units.is_name_behind_han(spelling))
}

fn strip_over<'t>(text: &'t str, words: &ValueWords) -> (bool, &'t str) {
    match words.tails.longest(text) {
        Some((Tail::Over, rest)) => (true, rest),
        _ => (false, text),
    }
}

/// Arabic figures with sign, thousands separators and decimals.
pub(in crate::normalize) fn figures(text: &str) -> Option<(Decimal, &str)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = digits(unsigned);
    if whole.is_empty() {
        return None;
    }
    let mut rest = unsigned.get(whole.len()..)?;
    let mut thousands = false;
    if whole.len() <= 3 {
        while let Some(after) = thousands_group(rest) {
            rest = after;
            thousands = true;
        }
    }
    if let Some(after_point) = rest.strip_prefix('.') {
        let decimals = digits(after_point);
        // 90.%: no decimals follow the point, and a list number never has a percent sign after it
        let pointless = decimals.is_empty() && after_point.starts_with(['%', '‰']);
        if !decimals.is_empty() || pointless {
            rest = after_point.get(decimals.len()..)?;
        }
    }
    // 1.2.3, 10 20 and 1.2,3 are not numbers
    if rest.starts_with(['.', ' ']) {
        return None;
    }
    let printed = text.get(..text.len() - rest.len())?.trim_end_matches('.');
    let value = if thousands {
        Decimal::from_str_exact(&printed.replace(',', ""))
    } else {
        Decimal::from_str_exact(printed)
    };
    Some((value.ok()?, rest))
}

/// The text after `,123`, unless a fourth digit follows.
fn thousands_group(text: &str) -> Option<&str> {
    let group = text.strip_prefix(',')?;
    (digits(group).len() == 3).then(|| group.get(3..)).flatten()
}

/// The ASCII digits that `text` begins with.
pub(in crate::normalize) fn digits(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Chinese numerals up to 9999: 三, 十二, 一百零五, 两千. 万 and 亿 are scale words of the unit.
pub(in crate::normalize) fn han_numeral<'t>(
    text: &'t str,
    words: &ValueWords,
) -> Option<(Decimal, &'t str)> {
    let mut total = 0u32;
    let mut digit: Option<u32> = None;
    let mut last_power = 10_000;
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        if let Some(value) = words.han_digit(sign) {
            match digit {
                // 一百零五: the zero only fills a position; a lone 零 may end the numeral
                Some(0) if total > 0 => digit = Some(value),
                None => digit = Some(value),
                _ => return None,
            }
        } else if let Some(power) = words.han_power(sign) {
            let count = match digit.take() {
                // 十二 is 12, but 百分百 and 千瓦 are not numbers
                None if total == 0 && power == 10 => 1,
                Some(count) if count > 0 => count,
                _ => return None,
            };
            if power >= last_power {
                return None;
            }
            last_power = power;
            total += count * power;
        } else {
            break;
        }
        end = at + sign.len_utf8();
    }
    if end == 0 {
        return None;
    }
    // 三百五 is short for 350, which is not certain enough, so that it is not read
    if digit.is_some_and(|digit| digit > 0) && last_power > 10 && total > 0 {
        let zero_written = text
            .get(..end)?
            .chars()
            .any(|sign| words.han_digit(sign) == Some(0));
        if !zero_written {
            return None;
        }
    }
    Some((whole(total + digit.unwrap_or(0)), text.get(end..)?))
}

/// A year of four digits or four Chinese numerals: 2024, 二〇二四, 二○二四.
pub(in crate::normalize) fn figures_of_year<'t>(
    text: &'t str,
    words: &ValueWords,
) -> Option<(i32, &'t str)> {
    let number = digits(text);
    if number.len() == 1 {
        return spaced_year(text);
    }
    if !number.is_empty() {
        let year = (number.len() == 4).then(|| number.parse().ok()).flatten()?;
        return Some((year, text.get(4..)?));
    }
    let mut signs = text.chars();
    let mut year = i32::try_from(words.han_digit(signs.next()?)?).ok()?;
    for _ in 0..3 {
        let sign = signs.next()?;
        // a circle among the numerals is a zero, since keyboards lack 〇: 二○二四
        let zero = || words.dates.year_zeros.contains(sign).then_some(0);
        let digit = words.han_digit(sign).or_else(zero)?;
        year = year * 10 + i32::try_from(digit).ok()?;
    }
    Some((year, signs.as_str()))
}

/// A year whose digits are set apart: 2 0 2 4.
fn spaced_year(text: &str) -> Option<(i32, &str)> {
    let (figures, rest) = text.split_at_checked(7)?;
    let digits = figures.bytes().step_by(2);
    let spaces = figures.bytes().skip(1).step_by(2);
    let fits = digits.clone().all(|byte| byte.is_ascii_digit())
        && spaces.clone().all(|byte| byte == b' ')
        && !rest.starts_with(|c: char| c.is_ascii_digit());
    let year = digits.fold(0, |year, byte| {
        year * 10 + i32::from(byte.wrapping_sub(b'0'))
    });
    fits.then_some((year, rest.trim_start()))
}
