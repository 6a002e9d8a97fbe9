//! Splits numbered objectives into one entry each, without the number.
//!
//! In: the text of an objective cell. Out: its entries in order. A text without numbers stays one entry, however many
//! lines it has. Lost: the numbers, quotation marks around a whole entry, tabs, white space at the ends of lines.
//!
//! Numbers count only as a list: all of one style (1. （1） ① 一、 目标1： 第一， 一是), beginning with one, each
//! following the one before. `1.5万元`, `1.31` and `1、2号楼` are not list numbers.

use crate::text::clean_text;
use crate::vocabulary::values::{EnumerationWords, ValueWords};

/// How a list number is written. A list keeps to one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// ①
    Circled,
    /// （1）
    BracketedFigure,
    /// （一）
    BracketedHan,
    /// 1. 1、 1）
    Figure,
    /// 一、
    Han,
    /// 目标1：
    Titled,
    /// 第一，
    Ranked,
    /// 一是
    Is,
}

/// A number that may begin an entry.
#[derive(Debug, Clone, Copy)]
struct Marker {
    style: Style,
    number: u32,
    start: usize,
    end: usize,
    /// It is the first thing in its line.
    line_start: bool,
    /// Digits follow it: `1、2` may be two numbers.
    doubtful: bool,
}

/// The highest number a list may have.
const MAX_NUMBER: u32 = 60;
/// The most digits of a number that are read.
const MAX_FIGURES: usize = 8;

/// The objectives of a cell, one entry each where they are numbered.
pub fn split_objectives(text: &str) -> Vec<String> {
    let words = &crate::vocabulary::Vocabulary::builtin().values;
    let text = unquoted(text.trim(), &words.enumeration);
    let list = list_of(&markers(text, words));
    let whole = || clean(text, &words.enumeration).into_iter().collect();
    let Some(first) = list.first() else {
        return whole();
    };
    if list.len() == 1 && (first.doubtful || first.start > 0) {
        return whole();
    }
    let mut entries = Vec::with_capacity(list.len() + 1);
    entries.extend(
        text.get(..first.start)
            .and_then(|intro| clean(intro, &words.enumeration)),
    );
    for (index, marker) in list.iter().enumerate() {
        let end = list.get(index + 1).map_or(text.len(), |next| next.start);
        let entry = text.get(marker.end..end);
        entries.extend(entry.and_then(|entry| clean(entry, &words.enumeration)));
    }
    entries
}

/// The numbers of the outermost list: the style that comes first, from one upwards.
fn list_of(markers: &[Marker]) -> Vec<Marker> {
    let mut list: Vec<Marker> = Vec::new();
    for marker in markers {
        let Some(last) = list.last() else {
            if marker.number == 1 {
                list.push(*marker);
            }
            continue;
        };
        // typists repeat and skip numbers; only at the beginning of a line is such a number certain
        let follows = marker.number == last.number + 1
            || marker.line_start && (last.number..=last.number + 2).contains(&marker.number);
        if marker.style == last.style && follows {
            list.push(*marker);
        }
    }
    list
}

/// Everything in the text that looks like a list number.
fn markers(text: &str, words: &ValueWords) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    let mut line_start = true;
    let mut before: Option<char> = None;
    let mut gap = false;
    for (start, sign) in text.char_indices() {
        if start >= skip_to && !sign.is_whitespace() {
            let place = Place {
                line_start,
                before,
                gap,
            };
            let rest = text.get(start..).unwrap_or_default();
            if let Some((style, number, after)) = marker(rest, words)
                && fits(style, place, words)
                && (1..=MAX_NUMBER).contains(&number)
                && let Some(doubtful) = doubt(style, rest, after, place, words)
            {
                let end = text.len() - after.len();
                found.push(Marker {
                    style,
                    number,
                    start,
                    end,
                    line_start,
                    doubtful,
                });
                skip_to = end;
            }
        }
        if sign == '\n' || sign == '\r' {
            line_start = true;
        } else if !sign.is_whitespace() {
            line_start = false;
            before = Some(sign);
        }
        gap = sign.is_whitespace();
    }
    found
}

/// The text before a number.
#[derive(Debug, Clone, Copy)]
struct Place {
    line_start: bool,
    before: Option<char>,
    gap: bool,
}

/// True when a number of this style may begin an entry here.
fn fits(style: Style, place: Place, words: &ValueWords) -> bool {
    let Some(before) = place.before.filter(|_| !place.line_start) else {
        return true;
    };
    let sentence = words.enumeration.sentence_ends.contains(before)
        || words
            .enumeration
            .quotes
            .iter()
            .any(|quote| quote.0 == before);
    match style {
        Style::Circled | Style::BracketedFigure | Style::BracketedHan => true,
        Style::Titled => sentence || place.gap,
        Style::Figure | Style::Han => sentence || place.gap && !before.is_ascii_alphanumeric(),
        Style::Ranked | Style::Is => sentence || matches!(before, ',' | '\u{ff0c}'),
    }
}

/// True when digits after the number make it doubtful; `None` when they make it a decimal or part of another number.
fn doubt(style: Style, rest: &str, after: &str, place: Place, words: &ValueWords) -> Option<bool> {
    if style != Style::Figure || !after.starts_with(is_figure) {
        return Some(false);
    }
    // 2.2023年完成: the second entry begins with a year
    let year = after.chars().take_while(|c| is_figure(*c)).count() == 4
        && words
            .dates
            .year
            .strip(after.trim_start_matches(is_figure))
            .is_some();
    if year {
        return Some(false);
    }
    let mark = rest.get(..rest.len() - after.len())?.chars().next_back()?;
    (mark == '\u{3001}' && place.line_start).then_some(true)
}

/// The number that `text` begins with, and what follows it.
fn marker<'t>(text: &'t str, words: &ValueWords) -> Option<(Style, u32, &'t str)> {
    let list = &words.enumeration;
    let first = text.chars().next()?;
    if let Some(number) = circled(first) {
        return Some((Style::Circled, number, text.get(first.len_utf8()..)?));
    }
    if let Some(inner) = text.strip_prefix(['(', '\u{ff08}']) {
        let (number, figures, rest) = number(inner, words)?;
        let rest = rest.strip_prefix([')', '\u{ff09}'])?;
        let style = if figures {
            Style::BracketedFigure
        } else {
            Style::BracketedHan
        };
        return Some((style, number, list.after_rank.strip(rest).unwrap_or(rest)));
    }
    if let Some(rest) = list.titles.strip(text) {
        let (number, _, rest) = number(rest, words)?;
        return Some((Style::Titled, number, list.after_rank.strip(rest)?));
    }
    if let Some(rest) = list.rank.strip(text) {
        let (number, figures, rest) = number(rest, words)?;
        let rest = list.after_rank.strip(rest).filter(|_| !figures)?;
        return Some((Style::Ranked, number, rest));
    }
    let (number, figures, rest) = number(text, words)?;
    if figures {
        return Some((Style::Figure, number, list.after_figure.strip(rest)?));
    }
    if let Some(rest) = list.is.strip(rest) {
        return Some((Style::Is, number, rest));
    }
    let rest = rest.strip_prefix(['\u{3001}', '.', '\u{ff0e}'])?;
    Some((Style::Han, number, rest))
}

/// Digits, or a Chinese numeral below a hundred; the flag is true for digits. More digits than [`MAX_NUMBER`] can have
/// are not read to their end: otherwise a long run of digits would be scanned again from every one of them.
fn number<'t>(text: &'t str, words: &ValueWords) -> Option<(u32, bool, &'t str)> {
    let after = text
        .char_indices()
        .take(MAX_FIGURES + 1)
        .find(|(_, sign)| !is_figure(*sign));
    let end = match after {
        Some((end, _)) => end,
        None if text.chars().nth(MAX_FIGURES).is_none() => text.len(),
        None => return None,
    };
    let (figures, rest) = text.split_at_checked(end)?;
    if !figures.is_empty() {
        let value = figures.chars().try_fold(0_u32, |value, figure| {
            value.checked_mul(10)?.checked_add(figure_value(figure)?)
        })?;
        return Some((value, true, rest));
    }
    let (value, rest) = super::target::measure::han_numeral(text, words)?;
    let value = u32::try_from(value).ok()?;
    Some((value, false, rest))
}

fn is_figure(sign: char) -> bool {
    figure_value(sign).is_some()
}

fn figure_value(sign: char) -> Option<u32> {
    match sign {
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(sign) - 0xff10),
        _ => sign.to_digit(10),
    }
}

/// The number that a single character is: ① ⑴ ⒈ ❶.
fn circled(sign: char) -> Option<u32> {
    let first = match sign {
        '\u{2460}'..='\u{2473}' => 0x2460,
        '\u{2474}'..='\u{2487}' => 0x2474,
        '\u{2488}'..='\u{249b}' => 0x2488,
        '\u{2776}'..='\u{277f}' => 0x2776,
        _ => return None,
    };
    Some(u32::from(sign) - first + 1)
}

fn clean(text: &str, words: &EnumerationWords) -> Option<String> {
    let lines = clean_text(text)?;
    let mut entry = String::with_capacity(lines.len());
    for line in lines.split('\n') {
        // a line that breaks off in the middle of a sentence continues on the next line
        if !entry.is_empty() && !entry.ends_with(|sign| words.mid_sentence.contains(sign)) {
            entry.push('\n');
        }
        entry.push_str(line);
    }
    let entry = unquoted(&entry, words);
    (!entry.is_empty()).then(|| entry.to_owned())
}

/// The text without quotation marks that enclose all of it.
fn unquoted<'t>(text: &'t str, words: &EnumerationWords) -> &'t str {
    for &(open, close) in &words.quotes {
        let Some(inner) = text
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        else {
            continue;
        };
        let mut depth = 0_i32;
        let balanced = inner.chars().all(|sign| {
            if open == close {
                return sign != open;
            }
            depth += i32::from(sign == open) - i32::from(sign == close);
            depth >= 0
        });
        if balanced && depth == 0 {
            return inner.trim();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let cases: &[(&str, &[&str])] = &[
            (
                "1.保证机关网站的正常运营和使用\n\n \n",
                &["保证机关网站的正常运营和使用"],
            ),
            ("1.甲。2.乙。3.丙", &["甲。", "乙。", "丙"]),
            ("1、甲；\n2、乙", &["甲；", "乙"]),
            ("１．甲\n２．乙", &["甲", "乙"]),
            ("（1）甲（2）乙", &["甲", "乙"]),
            ("(一)甲\n(二)乙", &["甲", "乙"]),
            ("①甲②乙③丙", &["甲", "乙", "丙"]),
            ("目标1：甲\n目标2：乙", &["甲", "乙"]),
            ("目标1：\n甲", &["甲"]),
            ("一、甲\n二、乙\n三、丙", &["甲", "乙", "丙"]),
            ("第一，甲；第二，乙。", &["甲；", "乙。"]),
            ("一是甲；二是乙。", &["甲；", "乙。"]),
            ("一是甲，二是乙", &["甲，", "乙"]),
            ("总目标如下：\n1.甲\n2.乙", &["总目标如下：", "甲", "乙"]),
            (
                "1.甲：（1）子；（2）丑。\n2.乙",
                &["甲：（1）子；（2）丑。", "乙"],
            ),
            ("一、甲\n1.子\n2.丑\n二、乙", &["甲\n1.子\n2.丑", "乙"]),
            (
                "1.2023年完成甲。2.2023年完成乙。",
                &["2023年完成甲。", "2023年完成乙。"],
            ),
            ("1.甲\n2.乙\n2.丙\n4.丁", &["甲", "乙", "丙", "丁"]),
            ("1.投入1.5万元。2.提高2.3%", &["投入1.5万元。", "提高2.3%"]),
            ("“1.甲\n2.乙”", &["甲", "乙"]),
            ("1.“甲”\n2.“乙”和“丙”", &["甲", "“乙”和“丙”"]),
            ("\"保持河道清洁\"", &["保持河道清洁"]),
            // no list
            ("1.5万元用于培训", &["1.5万元用于培训"]),
            ("1.31前完成", &["1.31前完成"]),
            ("1、2号楼维修", &["1、2号楼维修"]),
            (
                "完成活动.2023年预计举办30余次",
                &["完成活动.2023年预计举办30余次"],
            ),
            ("第一季度完成甲", &["第一季度完成甲"]),
            ("甲\n乙\n\n丙", &["甲\n乙\n丙"]),
            (
                "完成改造，\n验收合格。\n投入使用",
                &["完成改造，验收合格。\n投入使用"],
            ),
            ("  管理局\t。\t\t\n", &["管理局。"]),
            ("资金1,000元", &["资金1,000元"]),
            ("见附件（1）", &["见附件（1）"]),
            ("2.乙", &["2.乙"]),
            ("十一月完成", &["十一月完成"]),
            ("", &[]),
            (" \n\t", &[]),
            ("1.", &[]),
            ("000000001.甲", &["000000001.甲"]),
        ];
        for (text, expected) in cases {
            assert_eq!(split_objectives(text), *expected, "{text}");
        }
    }
}
