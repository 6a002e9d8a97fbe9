//! Days of the calendar, dates of head fields, and the years that a text mentions.
//!
//! In: printed text. Out: ISO dates of days that exist, and every printed year with its place. A budget year is never
//! read from a document number (〔2024〕12号) or from a comparison (较2023年).

use super::calendar::is_year;
use super::target::date::date;
use super::target::measure::digits;
use super::target::measure::figures_of_year;
use crate::record::DatePrecision;
use crate::vocabulary::values::ValueWords;

/// First and last day of a date or a period in a head field, with its precision: 2025-01-01, 2025年1月,
/// 2025-01-01至2027-12-31. `year` is used where the text prints none; without either, such a date is `None`.
pub fn parse_date(
    raw: &str,
    year: Option<i32>,
    words: &ValueWords,
) -> Option<(String, String, DatePrecision)> {
    let folded = words.fold(raw);
    let text = folded.trim_end_matches(|sign| words.sentence_ends.contains(sign));
    let target = date(text, year, words)?;
    Some((target.date_start?, target.date_end?, target.date_precision?))
}

/// First and last day of a project's duration: a period, a single date, two dates with words around them, or a period
/// in brackets. The last day is `None` where only the first is printed (2024年-长期, a single month).
pub fn parse_period(raw: &str, words: &ValueWords) -> Option<(Option<String>, Option<String>)> {
    let days = days_of(raw, words)?;
    let month = days.precision == DatePrecision::Month && days.start.get(..7) == days.end.get(..7);
    let last = (!days.open && !month).then_some(days.end);
    Some((Some(days.start), last))
}

/// The last day in a cell that asks for one; the end of the month where the cell prints a month.
pub fn parse_last_day(raw: &str, words: &ValueWords) -> Option<String> {
    days_of(raw, words).map(|days| days.end)
}

/// The two days of a period.
struct Days {
    start: String,
    end: String,
    precision: DatePrecision,
    /// True when the period has no last day: 长期.
    open: bool,
}

/// The period in a text; else the one in its brackets.
fn days_of(raw: &str, words: &ValueWords) -> Option<Days> {
    let folded = words.fold(raw);
    let (before, inside) = match folded.split_once('(') {
        Some((before, rest)) => (before, rest.split(')').next()),
        None => (folded.as_str(), None),
    };
    two_days(before, words).or_else(|| two_days(inside?, words))
}

/// Removes the words around the two days of a period, then parses it.
fn two_days(text: &str, words: &ValueWords) -> Option<Days> {
    let dates = &words.dates;
    let to = words.amount_ranges.iter().find(|mark| !mark.is_ascii())?;
    let open = dates
        .open_ended
        .iter()
        .find_map(|word| text.strip_suffix(word.as_str()));
    let mut plain = open.unwrap_or(text).to_owned();
    for word in dates.period_words.iter() {
        plain = plain.replace(word.as_str(), "");
    }
    for word in dates.period_ends.iter() {
        plain = plain.replace(word.as_str(), to);
    }
    let ranges = words.amount_ranges.iter();
    let start = ranges.fold(plain.as_str(), |text, mark| {
        text.trim_end_matches(mark.as_str())
    });
    let text = if open.is_some() {
        start
    } else {
        plain.as_str()
    };
    let (start, end, precision) = parse_date(text, None, words)?;
    Some(Days {
        start,
        end,
        precision,
        open: open.is_some(),
    })
}

/// A year in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearMention {
    /// The year.
    pub year: i32,
    /// True for 2024年度.
    pub annual: bool,
    /// True for one end of a range of years: 2023-2025年.
    pub in_range: bool,
    /// True for the year of a month or day: 2024年12月.
    pub dated: bool,
    /// Byte offset of its first digit.
    pub start: usize,
    /// Byte offset of the end of 年 or 年度.
    pub end: usize,
}

/// Every year written as 2024年 or 2024年度, except years that something is compared with (较2023年).
pub fn years_in(text: &str) -> Vec<YearMention> {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    // most texts mention no year
    let marks_year = |sign| words.dates.year_marks.may_begin(words.fold_char(sign));
    let figure = |sign| begins_year(words.fold_char(sign), words);
    if !text.chars().any(marks_year) || !text.chars().any(figure) {
        return Vec::new();
    }
    let in_place = words.fold_in_place(text);
    let folded = in_place.text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = folded
        .get(at..)
        .and_then(|rest| rest.find(|c: char| begins_year(c, words)))
    {
        let start = at + step;
        let rest = folded.get(start..).unwrap_or_default();
        let Some((year, after_figures)) = figures_of_year(rest, words) else {
            let run = digits(rest).len();
            at = start
                + if run > 0 {
                    run
                } else {
                    rest.chars().next().map_or(1, char::len_utf8)
                };
            continue;
        };
        at = folded.len() - after_figures.len();
        let before = folded.get(..start).unwrap_or_default();
        let Some(after) = words.dates.year.strip(after_figures) else {
            continue;
        };
        let touched = is_touched(before, words);
        if touched
            || !is_year(year)
            || words
                .than
                .iter()
                .any(|than| before.ends_with(than.as_str()))
        {
            continue;
        }
        let end = folded.len() - after.len();
        found.push(YearMention {
            year,
            annual: folded
                .get(at..end)
                .is_some_and(|mark| mark.chars().count() > 1),
            in_range: in_range(before, after, words),
            dated: after.starts_with(|c: char| c.is_ascii_digit()) && month_follows(after, words),
            start: in_place.start(start),
            end: in_place.end(end),
        });
    }
    found
}

/// True when the figures are only the end of a longer number. A full stop before them ends a sentence or a list number,
/// because years have no decimals.
fn is_touched(before: &str, words: &ValueWords) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric() || words.han_digit(c).is_some())
}

fn begins_year(sign: char, words: &ValueWords) -> bool {
    sign.is_ascii_digit() || words.han_digit(sign).is_some()
}

fn month_follows(after: &str, words: &ValueWords) -> bool {
    let number = digits(after);
    number.len() <= 2
        && after
            .get(number.len()..)
            .is_some_and(|rest| words.dates.month.strip(rest).is_some())
}

/// True when the year is one end of a range: 2023-2025年, 2023年至2025年.
fn in_range(before: &str, after: &str, words: &ValueWords) -> bool {
    let behind = words
        .ranges
        .strip(after)
        .and_then(|rest| figures_of_year(rest, words))
        .is_some_and(|(_, rest)| words.dates.year.strip(rest).is_some());
    let ahead = words.amount_ranges.iter().any(|mark| {
        before.strip_suffix(mark.as_str()).is_some_and(|first| {
            let figures = words
                .dates
                .year_marks
                .iter()
                .find_map(|year| first.strip_suffix(year.as_str()));
            let figures = figures.unwrap_or(first);
            let from = figures.char_indices().rev().nth(3).map(|(at, _)| at);
            from.and_then(|from| figures.get(from..))
                .and_then(|year| figures_of_year(year, words))
                .is_some_and(|(year, _)| is_year(year))
        })
    });
    behind || ahead
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        for (printed, start, end) in [
            ("2024年1月1日至2024年12月31日", "2024-01-01", "2024-12-31"),
            ("2024.1.1-2026.12.31（3年）", "2024-01-01", "2026-12-31"),
            ("2024.01.01--2026.12.31（三年）", "2024-01-01", "2026-12-31"),
            (
                "自2024年1月1日起至2024年12月31日止",
                "2024-01-01",
                "2024-12-31",
            ),
            (
                "起始年度：2024年 结束年度：2026年",
                "2024-01-01",
                "2026-12-31",
            ),
            (
                "开始：2024年1月1日结束：2024年12月31日",
                "2024-01-01",
                "2024-12-31",
            ),
            ("3年（2024-2026年）", "2024-01-01", "2026-12-31"),
            ("2024-2026年", "2024-01-01", "2026-12-31"),
            ("2024年1月至12月", "2024-01-01", "2024-12-31"),
            ("2024年1月-2024年12月", "2024-01-01", "2024-12-31"),
            ("2024年-长期", "2024-01-01", ""),
            ("2024年1月至今", "2024-01-01", ""),
            ("2024年1月", "2024-01-01", ""),
            ("2024年", "2024-01-01", "2024-12-31"),
            ("2024年度", "2024-01-01", "2024-12-31"),
            ("一年", "", ""),
            ("长期", "", ""),
        ] {
            let (first, last) =
                parse_period(printed, &crate::vocabulary::Vocabulary::builtin().values)
                    .unwrap_or_default();
            let read = (first.unwrap_or_default(), last.unwrap_or_default());
            assert_eq!(read, (start.to_owned(), end.to_owned()), "{printed}");
        }
    }

    #[test]
    fn head_fields() {
        // raw, first and last day, precision; for the budget year 2025
        let cases = [
            ("2025-01-01", "2025-01-01 2025-01-01 day"),
            ("2025/1/1", "2025-01-01 2025-01-01 day"),
            ("2025.1.1", "2025-01-01 2025-01-01 day"),
            ("20250101", "2025-01-01 2025-01-01 day"),
            ("2025年1月1日", "2025-01-01 2025-01-01 day"),
            ("2025 年 1 月 1 日", "2025-01-01 2025-01-01 day"),
            ("二〇二五年一月一日", "2025-01-01 2025-01-01 day"),
            ("2025-12-31 00:00:00", "2025-12-31 2025-12-31 day"),
            ("2025年1月", "2025-01-01 2025-01-31 month"),
            ("2025-02", "2025-02-01 2025-02-28 month"),
            ("2025.12", "2025-12-01 2025-12-31 month"),
            ("2025年", "2025-01-01 2025-12-31 year"),
            ("2025-01-01至2027-12-31", "2025-01-01 2027-12-31 day"),
            ("2025.1.1-2025.12.31", "2025-01-01 2025-12-31 day"),
            ("2025-01-01 至 2025-12-31", "2025-01-01 2025-12-31 day"),
            ("20250101-20251231", "2025-01-01 2025-12-31 day"),
            ("2025年-2027年", "2025-01-01 2027-12-31 year"),
            ("2025-2027年", "2025-01-01 2027-12-31 year"),
            ("2025年1月-12月", "2025-01-01 2025-12-31 month"),
            ("2025年1-12月", "2025-01-01 2025-12-31 month"),
            ("2025-01-2025-12", "2025-01-01 2025-12-31 month"),
            ("2025年1月1日至12月31日", "2025-01-01 2025-12-31 day"),
            ("自2025年1月至2025年12月止", "2025-01-01 2025-12-31 month"),
            ("1月-12月", "2025-01-01 2025-12-31 month"),
            ("2025年2月30日", ""),
            ("2023年2月29日", ""),
            ("2024年2月29日", "2024-02-29 2024-02-29 day"),
            ("2025年12月至2025年1月", ""),
            ("20251301", ""),
            ("长期", ""),
            ("", ""),
            ("1年", ""),
        ];
        for (raw, expected) in cases {
            let found = parse_date(
                raw,
                Some(2025),
                &crate::vocabulary::Vocabulary::builtin().values,
            )
            .map(|(start, end, precision)| format!("{start} {end} {}", precision.as_str()))
            .unwrap_or_default();
            assert_eq!(found, expected, "{raw}");
        }
        assert_eq!(
            parse_date(
                "12月底",
                None,
                &crate::vocabulary::Vocabulary::builtin().values
            ),
            None
        );
    }

    #[test]
    fn years() {
        // text; each year, with `a` for 年度, `r` in a range, `d` in a date
        let cases = [
            ("完成2024年度馆藏档案数字化加工", "2024a"),
            ("部门预算项目绩效目标表（2024年度）", "2024a"),
            ("2023年预计举办各类会议活动30余次", "2023"),
            ("完成活动.2023年预计举办", "2023"),
            ("1.2023年", "2023"),
            ("２０２３ 年", "2023"),
            ("二〇二四年", "2024"),
            ("2023年12月31日前", "2023d"),
            ("财社〔2024〕12号", ""),
            ("财社[2024]12号、财社（2024）12号", ""),
            ("较2023年增长5%，比2022年下降", ""),
            ("2021年-2023年、2024-2025年", "2021r 2023r 2025r"),
            ("上年", ""),
            ("1000年", ""),
            ("12023年", ""),
            ("3年", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            let found: Vec<String> = years_in(text)
                .iter()
                .map(|mention| {
                    assert!(text[mention.start..mention.end].contains('年'), "{text}");
                    let mark = |is, mark| if is { mark } else { "" };
                    format!(
                        "{}{}{}{}",
                        mention.year,
                        mark(mention.annual, "a"),
                        mark(mention.in_range, "r"),
                        mark(mention.dated, "d")
                    )
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
