//! One stretch of the calendar as printed: a day, a month, a quarter, a half-year or a year, with or without its year.
//!
//! In: folded text. Out: every reading of its beginning, the longest first, each with the text after it; the caller
//! takes the first reading whose rest it understands.

use super::measure::{digits, han_numeral};
use crate::normalize::calendar::{Day, is_year};
use crate::normalize::target::measure::figures_of_year;
use crate::record::DatePrecision;
use crate::vocabulary::values::{DateWords, ValueWords};

/// The printed parts of a date. The year may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub year: Option<i32>,
    pub part: Part,
    /// 底 or 末 follows: the date means its last day.
    pub at_end: bool,
    /// How certain it is that this is a date.
    pub written: Written,
}

/// The part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Day(u32, u32),
    /// The month, and 1 to 3 for its third (旬).
    Third(u32, u32),
    Month(u32),
    Quarter(u32),
    /// 前三季度.
    FirstQuarters(u32),
    Half(u32),
    Year,
    /// A bare number, which is a month only next to another date: 6-12月.
    Bare(u32),
    /// 15日, which takes its month from another date.
    BareDay(u32),
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// With 年, 月, 日, or as 2023-12-31.
    Clear,
    /// 2023.12: may be a decimal.
    Decimal,
    /// 12.31, 11月30: a date only where 前 follows.
    Weak,
    /// 2023 alone: a year only next to another year.
    Figures,
}

impl Span {
    fn clear(year: Option<i32>, part: Part) -> Self {
        Self {
            year,
            part,
            at_end: false,
            written: Written::Clear,
        }
    }

    /// True for a day, or for the last day of something.
    pub(super) fn is_one_day(&self) -> bool {
        matches!(self.part, Part::Day(..)) || self.at_end
    }

    /// First and last day; `year` is used where the date prints none.
    pub(super) fn days(&self, year: i32) -> Option<(Day, Day)> {
        let year = self.year.unwrap_or(year);
        let months = |first, last| Some((Day::new(year, first, 1)?, Day::month_end(year, last)?));
        match self.part {
            Part::Day(month, day) => Day::new(year, month, day).map(|day| (day, day)),
            Part::Third(month, 3) => {
                Some((Day::new(year, month, 21)?, Day::month_end(year, month)?))
            }
            Part::Third(month, third) => Some((
                Day::new(year, month, third * 10 - 9)?,
                Day::new(year, month, third * 10)?,
            )),
            Part::Month(month) => months(month, month),
            Part::Quarter(quarter) => months(quarter * 3 - 2, quarter * 3),
            Part::FirstQuarters(last) => months(1, last * 3),
            Part::Half(half) => months(half * 6 - 5, half * 6),
            Part::Year => months(1, 12),
            Part::Bare(_) | Part::BareDay(_) => None,
        }
    }

    /// The precision of the printed date.
    pub(super) fn precision(&self) -> DatePrecision {
        match self.part {
            Part::Day(..) | Part::Bare(_) | Part::BareDay(_) => DatePrecision::Day,
            Part::Third(..) | Part::Month(_) => DatePrecision::Month,
            Part::Quarter(_) | Part::FirstQuarters(_) => DatePrecision::Quarter,
            Part::Half(_) => DatePrecision::Half,
            Part::Year => DatePrecision::Year,
        }
    }
}

/// Every reading of the beginning of `text`.
pub(super) fn spans<'t>(text: &'t str, words: &ValueWords) -> Vec<(Span, &'t str)> {
    let mut found = Vec::new();
    let dates = &words.dates;
    if let Some((year, rest)) = printed_year(text, words) {
        within_year(Some(year), rest, words, &mut found);
        // 2024年全年, 2024年年底
        let repeated = match dates.whole_year.longest(rest) {
            Some((false, after)) => Some(after),
            _ => end_of_year(rest, dates),
        };
        found.extend(repeated.map(|after| (Span::clear(Some(year), Part::Year), after)));
        found.push((Span::clear(Some(year), Part::Year), rest));
    }
    separated(text, &mut found);
    if let Some((&before_month, rest)) = dates.whole_year.longest(text) {
        if before_month {
            within_year(None, rest, words, &mut found);
        }
        found.push((Span::clear(None, Part::Year), rest));
    }
    if let Some(rest) = end_of_year(text, dates) {
        found.push((Span::clear(None, Part::Year), rest));
    }
    within_year(None, text, words, &mut found);
    let number = digits(text);
    if let Ok(bare) = number.parse::<u32>() {
        let rest = text.get(number.len()..).unwrap_or_default();
        if number.len() == 4 && i32::try_from(bare).is_ok_and(is_year) {
            let year = i32::try_from(bare).ok();
            let span = Span {
                written: Written::Figures,
                ..Span::clear(year, Part::Year)
            };
            found.push((span, rest));
        }
    }
    with_ends(found, dates)
}

/// 年底: the rest after 年 where 底 or 末 follows; that word is not consumed yet.
fn end_of_year<'t>(text: &'t str, dates: &DateWords) -> Option<&'t str> {
    let rest = dates.year.strip(text)?;
    dates.end.strip(rest).map(|_| rest)
}

/// Inserts the reading with 底 or 末 before the one without it.
fn with_ends<'t>(found: Vec<(Span, &'t str)>, dates: &DateWords) -> Vec<(Span, &'t str)> {
    let mut all = Vec::with_capacity(found.len() + 2);
    for (span, rest) in found {
        let takes_end = matches!(
            span.part,
            Part::Month(_) | Part::Quarter(_) | Part::FirstQuarters(_) | Part::Half(_) | Part::Year
        );
        if takes_end && let Some(after) = dates.end.strip(rest) {
            all.push((
                Span {
                    at_end: true,
                    written: Written::Clear,
                    ..span
                },
                after,
            ));
        }
        all.push((span, rest));
    }
    all
}

/// A year with its word: 2023年, 二〇二三年度.
fn printed_year<'t>(text: &'t str, words: &ValueWords) -> Option<(i32, &'t str)> {
    let (year, rest) = figures_of_year(text, words)?;
    // 2023年度 ends here; the 底 of 2023年底 is left for with_ends
    let rest = words.dates.year.strip(rest)?;
    is_year(year).then_some((year, rest))
}

/// Adds the readings after a year: month and day, quarter, half-year.
fn within_year<'t>(
    year: Option<i32>,
    text: &'t str,
    words: &ValueWords,
    found: &mut Vec<(Span, &'t str)>,
) {
    let dates = &words.dates;
    if let Some((&half, rest)) = dates.half.longest(text) {
        found.push((Span::clear(year, Part::Half(half)), rest));
    }
    if let Some(rest) = dates.first_of.strip(text)
        && let Some((last @ 2..=3, rest)) = small_number(rest, words)
        && let Some(rest) = dates.quarter.strip(rest)
    {
        found.push((Span::clear(year, Part::FirstQuarters(last)), rest));
    }
    let ranked = dates.rank.strip(text).unwrap_or(text);
    let Some((number, after)) = small_number(ranked, words) else {
        return;
    };
    if let (1..=4, Some(rest)) = (number, dates.quarter.strip(after)) {
        found.push((Span::clear(year, Part::Quarter(number)), rest));
    }
    if let (1..=31, Some(rest)) = (number, dates.day.strip(after)) {
        found.push((Span::clear(year, Part::BareDay(number)), rest));
    }
    if let (1..=12, Some(rest)) = (number, dates.month.strip(after)) {
        within_month(year, number, rest, words, found);
    }
    found.push((Span::clear(year, Part::Bare(number)), after));
}

/// Adds the readings after a month: a day, a third of the month.
fn within_month<'t>(
    year: Option<i32>,
    month: u32,
    text: &'t str,
    words: &ValueWords,
    found: &mut Vec<(Span, &'t str)>,
) {
    if let Some((day @ 1..=31, after)) = small_number(text, words)
        && let Some(rest) = words.dates.day.strip(after)
    {
        found.push((Span::clear(year, Part::Day(month, day)), rest));
    }
    if let Some((&third, rest)) = words.dates.ten_days.longest(text) {
        found.push((Span::clear(year, Part::Third(month, third)), rest));
    }
    found.push((Span::clear(year, Part::Month(month)), text));
    // 11月30前: without 日, only a deadline distinguishes the day from a count
    if let Some((day @ 1..=31, rest)) = small_number(text, words) {
        let span = Span {
            written: Written::Weak,
            ..Span::clear(year, Part::Day(month, day))
        };
        found.push((span, rest));
    }
}

/// A number of one or two digits, or a Chinese numeral up to 99.
pub(super) fn small_number<'t>(text: &'t str, words: &ValueWords) -> Option<(u32, &'t str)> {
    let number = digits(text);
    if number.is_empty() {
        let (value, rest) = han_numeral(text, words)?;
        let value = u32::try_from(value).ok().filter(|value| *value < 100)?;
        return Some((value, rest));
    }
    (number.len() <= 2)
        .then(|| Some((number.parse().ok()?, text.get(number.len()..)?)))
        .flatten()
}

/// Adds the readings of dates with separators: 2023-12-31, 2023.12, 20231231, 12.31.
fn separated<'t>(text: &'t str, found: &mut Vec<(Span, &'t str)>) {
    let number = digits(text);
    let after = text.get(number.len()..).unwrap_or_default();
    if number.len() == 8 {
        let part = |from: usize, to: usize| number.get(from..to)?.parse::<u32>().ok();
        if let (Some(year), Some(month), Some(day)) = (part(0, 4), part(4, 6), part(6, 8))
            && let Ok(year) = i32::try_from(year)
            && Day::new(year, month, day).is_some()
        {
            found.push((Span::clear(Some(year), Part::Day(month, day)), after));
        }
        return;
    }
    let Some(mark) = after
        .chars()
        .next()
        .filter(|mark| matches!(mark, '-' | '.' | '/'))
    else {
        return;
    };
    let Some((second, rest)) = two_figures(after.get(1..).unwrap_or_default()) else {
        return;
    };
    match number.parse::<i32>() {
        Ok(year) if number.len() == 4 && is_year(year) && (1..=12).contains(&second) => {
            if let Some((day, after_day)) = rest.strip_prefix(mark).and_then(two_figures)
                && Day::new(year, second, day).is_some()
            {
                let after_day = midnight(after_day);
                found.push((Span::clear(Some(year), Part::Day(second, day)), after_day));
            }
            let written = if mark == '.' {
                Written::Decimal
            } else {
                Written::Clear
            };
            let span = Span {
                written,
                ..Span::clear(Some(year), Part::Month(second))
            };
            found.push((span, rest));
        }
        Ok(month @ 1..=12) if number.len() <= 2 && (1..=31).contains(&second) => {
            let part = Part::Day(month.unsigned_abs(), second);
            let span = Span {
                written: Written::Weak,
                ..Span::clear(None, part)
            };
            found.push((span, rest));
        }
        _ => {}
    }
}

/// A number of one or two digits that is not followed by a third.
fn two_figures(text: &str) -> Option<(u32, &str)> {
    let number = digits(text);
    (1..=2)
        .contains(&number.len())
        .then(|| Some((number.parse().ok()?, text.get(number.len()..)?)))
        .flatten()
}

/// Skips the midnight of `2024-12-31 00:00:00`, which workbooks print for a day.
fn midnight(text: &str) -> &str {
    [" 00:00:00", " 0:00:00", " 00:00", " 0:00"]
        .iter()
        .find_map(|time| text.strip_prefix(time))
        .unwrap_or(text)
}
