//! Indicators that are written as one text: 数量指标：办文数≥100份；质量指标：合格率≥95%.
//!
//! In: the text of a cell, or a row that has one. Out: a row for each indicator, its level, name and target told apart. A text of
//! which one part is no indicator gives none: whoever asks tells it.

use super::model::Entry;
use super::model::GroupLevel;
use super::model::{IndicatorRow, Piece};
use crate::record::Period;
use crate::text::strip_enumeration;
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary};

/// Longest name and longest target, in characters: longer ones are sentences.
const MAX_NAME: usize = 30;
const MAX_TARGET: usize = 24;
/// Bytes of a part that can hold both. A longer one is not looked through: each place of it would be looked on from.
const MAX_PART_BYTES: usize = 4 * (MAX_NAME + MAX_TARGET + 4);
/// Signs that end one indicator of a cell.
pub(super) const ENDS: [char; 3] = ['\n', '；', ';'];
/// Signs that divide sentences, and indicators that no sign of [`ENDS`] divides.
const COMMAS: [char; 2] = ['，', '、'];
/// Between sentences.
const FULL_STOP: char = '。';
/// What may close a part.
const CLOSES: [char; 3] = ['.', '，', ','];

/// One indicator of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said<'t> {
    level: Option<GroupLevel>,
    name: &'t str,
    /// `None` where the name says what is wanted: 效率提升.
    target: Option<&'t str>,
}

/// The indicators that a form writes beside one label.
pub(super) fn rows_of_entry(entry: &Entry, vocabulary: &Vocabulary) -> Vec<IndicatorRow> {
    let row = IndicatorRow {
        period: entry.period.unwrap_or(Period::Annual),
        group: None,
        pieces: vec![Piece {
            field: Field::Level3,
            text: entry.value.clone(),
            place: entry.place,
            merged: false,
            label: entry.label.as_str().into(),
        }],
        place: entry.place,
        slot: false,
    };
    let mut rows = rows_of_text(row, vocabulary);
    rows.retain(|row| row.text(Field::Level3).is_some());
    rows
}

/// The row with a column for texts as a row for each indicator. Without one its text is ignored.
pub(super) fn rows_of_text(mut row: IndicatorRow, vocabulary: &Vocabulary) -> Vec<IndicatorRow> {
    let Some(index) = row
        .pieces
        .iter()
        .position(|piece| piece.field == Field::Level3)
    else {
        return vec![row];
    };
    let text = row.pieces.remove(index);
    // what is said of the project is said once, not with every indicator
    row.pieces.retain(|piece| piece.field.is_indicator_column());
    let found = indicators_in(&text.text, vocabulary).unwrap_or_default();
    if found.is_empty() {
        row.pieces.push(Piece {
            field: Field::Ignored,
            ..text
        });
        return vec![row];
    }
    let one = |said: Said<'_>| {
        let piece = |field, part: &str| Piece {
            field,
            text: part.to_owned(),
            ..text.clone()
        };
        let mut one = row.clone();
        one.pieces.push(piece(Field::Level3, said.name));
        let target = said.target.map(|target| piece(Field::Target, target));
        one.pieces.extend(target);
        one.group = said.level.or(one.group);
        one
    };
    found.into_iter().map(one).collect()
}

/// The indicators of a text; `None` where a part of it is none.
pub(super) fn indicators_in<'t>(text: &'t str, vocabulary: &Vocabulary) -> Option<Vec<Said<'t>>> {
    let mut level: Option<GroupLevel> = None;
    let mut found = Vec::new();
    for part in text.split(|c| c == FULL_STOP || ENDS.contains(&c)) {
        let mut part = bare(part, vocabulary);
        while let Some((named, rest)) = level_in_front(part, level.as_ref(), vocabulary) {
            level = Some(named);
            part = bare(rest, vocabulary);
        }
        if !part.is_empty() {
            let of_level = |(name, target)| Said {
                level: level.clone(),
                name,
                target,
            };
            found.extend(parts_of(part, level.is_some())?.into_iter().map(of_level));
        }
    }
    Some(found)
}

/// Without its number and the sign at its end.
fn bare<'t>(part: &'t str, vocabulary: &Vocabulary) -> &'t str {
    let part = vocabulary.titles.without_number(part.trim());
    strip_enumeration(part).trim_end_matches(CLOSES).trim()
}

/// 数量指标： in front of an indicator, below the level 1 that was named before.
fn level_in_front<'t>(
    part: &'t str,
    before: Option<&GroupLevel>,
    vocabulary: &Vocabulary,
) -> Option<(GroupLevel, &'t str)> {
    let levels = &vocabulary.levels;
    let (label, rest) = part.split_once([':', '：'])?;
    let level1 = before.and_then(|level| level.level1.clone());
    if levels.level2(label).is_some() {
        let fits = |level1: &String| levels.may_stand_under(label, level1);
        let named = GroupLevel {
            level1: level1.filter(fits),
            level2: Some(label.trim().to_owned()),
        };
        return Some((named, rest));
    }
    let named = GroupLevel {
        level1: Some(levels.level1(label)?.to_owned()),
        level2: None,
    };
    Some((named, rest))
}

/// Names and targets of one part. Below a level a short text may be both.
fn parts_of(part: &str, has_level: bool) -> Option<Vec<(&str, Option<&str>)>> {
    if let Some((name, target)) = name_and_target(part) {
        return Some(vec![(name, Some(target))]);
    }
    let several: Option<Vec<_>> = part.split(COMMAS).map(name_and_target).collect();
    if let Some(several) = several {
        let told = |(name, target)| (name, Some(target));
        return Some(several.into_iter().map(told).collect());
    }
    let short = has_level && part.chars().count() <= MAX_TARGET && !part.contains(COMMAS);
    short.then(|| vec![(part, None)])
}

/// 办文数≥100份, where a sign begins the target.
pub(super) fn name_and_signed_target(part: &str) -> Option<(&str, &str)> {
    let words = &Vocabulary::builtin().values;
    let (name, target) = name_and_target(part)?;
    begins_with_sign(target, words).then_some((name, target))
}

/// 办文数≥100份, 合格率达到95%: what stands in front of the sign, the word or the figure that begins the target.
fn name_and_target(part: &str) -> Option<(&str, &str)> {
    let words = &Vocabulary::builtin().values;
    if part.len() > MAX_PART_BYTES {
        return None;
    }
    let starts = || part.char_indices().map(|(at, _)| at).skip(1);
    let at = starts()
        .find(|&at| begins_with_sign(&part[at..], words))
        .or_else(|| starts().find(|&at| leads_to_figure(&part[at..], words)))?;
    let (name, target) = without_brackets(part[..at].trim(), part[at..].trim());
    let name = name.trim_end_matches([':', '：']).trim();
    let fits = |text: &str, most: usize| {
        (2..=most).contains(&text.chars().count()) && !text.contains(COMMAS)
    };
    (fits(name, MAX_NAME) && fits(target, MAX_TARGET) && !holds_sign_behind(target, words))
        .then_some((name, target))
}

/// 培训期数（≥10期）.
fn without_brackets<'t>(name: &'t str, target: &'t str) -> (&'t str, &'t str) {
    let opened = name.strip_suffix(['(', '（']);
    let closed = target.strip_suffix([')', '）']);
    match (opened, closed) {
        (Some(name), Some(target)) => (name.trim(), target.trim()),
        _ => (name, target),
    }
}

pub(super) fn begins_with_sign(text: &str, words: &ValueWords) -> bool {
    let folded: String = text.chars().take(2).map(|c| words.fold_char(c)).collect();
    (words.signs.longest(&folded)).is_some_and(|(&(_, malformed), _)| !malformed)
}

/// Words that may stand in front of a number, and the number.
fn leads_to_figure(text: &str, words: &ValueWords) -> bool {
    let mut rest = text;
    while !rest.starts_with(|c: char| c.is_ascii_digit()) {
        match words.prefixes.longest(rest) {
            Some((_, after)) if after.len() < rest.len() => rest = after,
            _ => return false,
        }
    }
    true
}

/// A second sign is of another indicator.
fn holds_sign_behind(target: &str, words: &ValueWords) -> bool {
    let figure = target.find(|c: char| c.is_ascii_digit());
    let behind = figure.map_or("", |at| &target[at..]);
    let mut starts = behind.char_indices().map(|(at, _)| at);
    starts.any(|at| begins_with_sign(&behind[at..], words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rest of the text would be read on from each of its places: it would not end.
    #[test]
    fn a_long_text_is_not_looked_through() {
        let text = "约".repeat(300_000);
        assert_eq!(indicators_in(&text, Vocabulary::builtin()), None);
    }

    #[test]
    fn texts() {
        type Read<'t> = (&'t str, &'t str, Option<&'t str>);
        let cases: &[(&'static str, Option<&[Read<'static>]>)] = &[
            (
                "培训期数≥10期；合格率达到95%。",
                Some(&[
                    ("", "培训期数", Some("≥10期")),
                    ("", "合格率", Some("达到95%")),
                ]),
            ),
            (
                "1.数量指标：办文数≥100份，办会数不少于3次；质量指标：合格率=100%",
                Some(&[
                    ("数量指标", "办文数", Some("≥100份")),
                    ("数量指标", "办会数", Some("不少于3次")),
                    ("质量指标", "合格率", Some("=100%")),
                ]),
            ),
            (
                "产出指标：数量指标：培训1,000人\n效益指标：社会效益：效率提升",
                Some(&[
                    ("数量指标", "培训", Some("1,000人")),
                    ("社会效益", "效率提升", None),
                ]),
            ),
            (
                "办文数（≥100份）。2.合格率（≥95%）。",
                Some(&[("", "办文数", Some("≥100份")), ("", "合格率", Some("≥95%"))]),
            ),
            ("办文数≥100份 合格率≥95%", None),
            ("按时完成全部工作，并保证质量。", None),
            ("办文数≥100份；保证质量", None),
            ("", Some(&[])),
        ];
        for (text, expected) in cases {
            let found = indicators_in(text, Vocabulary::builtin());
            let level = |said: &Said<'static>| said.level.as_ref().and_then(|l| l.level2.clone());
            let read = found.as_ref().map(|found| {
                let one = |said: &Said<'static>| {
                    (level(said).unwrap_or_default(), said.name, said.target)
                };
                found.iter().map(one).collect::<Vec<_>>()
            });
            let expected = expected.map(|list| {
                let owned =
                    |&(level, name, target): &Read<'static>| (level.to_owned(), name, target);
                list.iter().map(owned).collect::<Vec<_>>()
            });
            assert_eq!(read, expected, "{text}");
        }
    }
}
