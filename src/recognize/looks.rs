//! What a text looks like: a label, a figure, a year, a name with a code.
//!
//! In: printed text. Out: yes or no. Lost: nothing.

use crate::text::{fold_width, folded_chars};
use crate::vocabulary::Vocabulary;

/// `556101九三学社…`: a unit's code and name need no label.
pub(super) fn is_coded_name(text: &str) -> bool {
    let key = fold_width(text);
    let digits = key
        .trim_start_matches('(')
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let name = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '-'));
    let year = digits == 4
        && Vocabulary::builtin()
            .values
            .dates
            .year
            .strip(name)
            .is_some();
    let code = key
        .trim_start_matches('(')
        .get(..digits)
        .unwrap_or_default();
    (3..=12).contains(&digits)
        && !year
        && !is_subject_code(code)
        && name.chars().count() >= 4
        && name.chars().all(|c| is_han(c) || matches!(c, '(' | ')'))
}

/// 某县水务局: nothing but the name of a unit.
pub(super) fn is_organization_name(text: &str) -> bool {
    const LENGTHS: std::ops::RangeInclusive<usize> = 4..=24;
    let key = fold_width(text);
    let mut endings = Vocabulary::builtin().values.organization_endings.iter();
    LENGTHS.contains(&key.chars().count())
        && key.chars().all(|c| is_han(c) || matches!(c, '(' | ')'))
        && endings.any(|end| key.ends_with(end.as_str()))
}

/// The code of a subject, not of a unit: 30201 办公费 of the economic classes, 2070104 图书馆 of the functional ones (支出经济分类科目,
/// 支出功能分类科目 of the Ministry of Finance).
fn is_subject_code(code: &str) -> bool {
    let economic = [
        "301", "302", "303", "307", "309", "310", "311", "312", "313", "399", "50",
    ];
    code.len() == 5 && economic.iter().any(|class| code.starts_with(class))
        || code.len() == 7 && code.starts_with('2')
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Digits with their signs and nothing else.
pub(super) fn is_figure(text: &str) -> bool {
    let key = fold_width(text);
    key.bytes().any(|byte| byte.is_ascii_digit())
        && key
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// A few Han characters without figures or sentence marks.
pub(super) fn looks_like_label(text: &str) -> bool {
    let is_sign = |c: char| is_han(c) || matches!(c, '(' | ')' | '/' | '、' | ':');
    let signs = || folded_chars(text).take(15);
    signs().all(is_sign) && (2..=14).contains(&signs().count())
}

/// Two dates in two cells, and nothing printed between them.
pub(super) fn lacks_mark(before: &str, after: &str) -> bool {
    let ranges = &Vocabulary::builtin().values.amount_ranges;
    after.trim_start().starts_with(char::is_numeric)
        && !ranges
            .iter()
            .any(|mark| before.trim_end().ends_with(mark.as_str()))
}

/// A unit of money in brackets: 项目资金申请（万元）.
pub(super) fn has_money_unit(text: &str) -> bool {
    let key = fold_width(text);
    let inner = key
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    inner.is_some_and(|(unit, _)| {
        Vocabulary::builtin()
            .values
            .amount_units
            .exact(unit)
            .is_some()
    })
}

/// `2024年` and nothing else.
pub(super) fn bare_year(text: &str) -> Option<i32> {
    folded_chars(text)
        .next()
        .filter(|first| first.is_ascii_digit() || *first == '(')?;
    let key = fold_width(text);
    let key = key
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(&key);
    let (figures, rest) = key.split_at_checked(4)?;
    let year: i32 = figures.parse().ok()?;
    let words = &Vocabulary::builtin().values;
    let whole = words.dates.year.strip(rest).is_some_and(str::is_empty);
    (whole && (2000..2050).contains(&year)).then_some(year)
}

/// `2024年预算`: a year stands in front.
pub(super) fn begins_with_year(text: &str) -> bool {
    let key = fold_width(text);
    let Some((figures, rest)) = key.split_at_checked(4) else {
        return false;
    };
    let year: Option<i32> = figures.parse().ok();
    let marked = Vocabulary::builtin()
        .values
        .dates
        .year
        .strip(rest)
        .is_some();
    marked && year.is_some_and(|year| (2000..2050).contains(&year))
}
