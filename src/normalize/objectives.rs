//! The objectives of a project, annual and multi-year.
//!
//! In: the entries of a [`Match`] and the budget year. Out: two lists, one entry for each numbered objective. A label
//! inside a text, such as （二）年度目标：, begins the text of its period. Lost: such labels, and the objectives of
//! other years, which are reported.

use super::enumeration::split_objectives;
use super::year::only_year;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match};
use crate::text::{clean_text, fold_width, strip_enumeration};
use crate::vocabulary::{Field, Vocabulary};

/// The most characters before the colon of a label inside a text.
const MAX_LABEL_CHARS: usize = 24;
/// After these, a numbered label may begin in the middle of a line.
const SENTENCE_ENDS: [char; 4] = ['。', '；', ';', '！'];

/// A part of the text of an objective cell.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part<'t> {
    field: Field,
    /// The year its label names.
    year: Option<i32>,
    text: &'t str,
}

/// Annual and multi-year objectives. 总体目标 counts as annual where nothing else does.
pub(super) fn objectives_of(
    found: &Match,
    year: Option<i32>,
    vocabulary: &Vocabulary,
    places: &mut ProjectPlaces,
    findings: &mut Findings,
) -> (Vec<String>, Vec<String>) {
    let mut parts: Vec<(Part<'_>, &Entry)> = found
        .entries
        .iter()
        .filter(|entry| is_objective(entry.field))
        .flat_map(|entry| {
            let whole = Part {
                field: entry.field,
                year: year_in(&entry.label),
                text: &entry.value,
            };
            let parts = by_period(whole, vocabulary).into_iter();
            parts.map(move |part| (part, entry))
        })
        .collect();
    let others = of_other_years(&parts, year);
    findings.extend(others.iter().map(|&at| another_year(&parts[at])));
    let mut index = 0..;
    parts.retain(|_| !index.next().is_some_and(|at| others.contains(&at)));
    let list = |field, place: &mut Location| list_of(&parts, field, place);
    let mut annual = list(Field::ObjectiveAnnual, &mut places.objectives);
    let mut multi_year = list(Field::ObjectiveMultiYear, &mut places.objectives_multi_year);
    let (slot, place) = if annual.is_empty() {
        (&mut annual, &mut places.objectives)
    } else {
        (&mut multi_year, &mut places.objectives_multi_year)
    };
    if slot.is_empty() {
        *slot = list(Field::ObjectiveGroup, place);
    }
    (annual, multi_year)
}

/// The objectives of a field; sets `place` to that of the first.
fn list_of(parts: &[(Part<'_>, &Entry)], wanted: Field, place: &mut Location) -> Vec<String> {
    let of_field = || parts.iter().filter(|(part, _)| part.field == wanted);
    if let Some((_, entry)) = of_field().next() {
        *place = entry.place;
    }
    let texts: Vec<String> = of_field()
        .map(|(part, _)| clean_text(part.text).unwrap_or_default())
        .collect();
    let each = || texts.iter().flat_map(|text| split_objectives(text));
    // numbers may continue from one cell to the next: 1.甲 and 2.乙 in two cells
    let together = split_objectives(&texts.join("\n"));
    match texts.len() > 1 && together.len() == each().count() {
        true => together,
        false => each().collect(),
    }
}

/// Indices of objectives of other years: of a later year, or of an earlier one where this year has its own.
fn of_other_years(parts: &[(Part<'_>, &Entry)], year: Option<i32>) -> Vec<usize> {
    let Some(year) = year else { return Vec::new() };
    let this_year = |part: &Part<'_>| part.year.is_none_or(|own| own == year);
    let known = parts
        .iter()
        .any(|(part, _)| part.field == Field::ObjectiveAnnual && this_year(part));
    let other =
        |part: &Part<'_>| !this_year(part) && (known || part.year.is_some_and(|own| own > year));
    (0..parts.len()).filter(|&at| other(&parts[at].0)).collect()
}

fn another_year((part, entry): &(Part<'_>, &Entry)) -> Finding {
    let label = part.year.unwrap_or_default();
    Finding {
        evidence: Some(part.text.trim().to_owned()),
        location: entry.place,
        ..Finding::extraction(
            "objective-of-another-year",
            Severity::Info,
            format!("这是{label}年的目标，未作为本年目标"),
            format!("This is an objective of {label} and was not taken for this year's"),
        )
    }
}

/// The year in a label, which may be broken over several lines.
fn year_in(label: &str) -> Option<i32> {
    only_year(&fold_width(label))
}

pub(super) fn is_objective(field: Field) -> bool {
    matches!(
        field,
        Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
    )
}

/// Cuts the text where a label names another period or year. Blank parts are dropped.
fn by_period<'t>(whole: Part<'t>, vocabulary: &Vocabulary) -> Vec<Part<'t>> {
    let text = whole.text;
    let mut parts = Vec::new();
    let (mut part, mut from) = (whole, 0);
    let mut before = '\n';
    for (at, sign) in text
        .char_indices()
        .filter(|(_, sign)| !matches!(sign, ' ' | '\u{3000}'))
    {
        let line_start = matches!(before, '\n' | '\r');
        if at >= from
            && !sign.is_whitespace()
            && (line_start || SENTENCE_ENDS.contains(&before))
            && let Some(named) = text
                .get(at..)
                .and_then(|rest| period_label(rest, line_start, vocabulary))
            && (named.field, named.year.or(part.year)) != (part.field, part.year)
        {
            part.text = text.get(from..at).unwrap_or_default();
            parts.push(part);
            (part, from) = (named, text.len() - named.text.len());
        }
        before = sign;
    }
    part.text = text.get(from..).unwrap_or_default();
    parts.push(part);
    parts.retain(|part| !part.text.trim().is_empty());
    parts
}

/// The period and year that a label names, and the text after its colon. In the middle of a line, only a label that is
/// numbered or names a year counts.
fn period_label<'t>(text: &'t str, line_start: bool, vocabulary: &Vocabulary) -> Option<Part<'t>> {
    let (at, colon) = text
        .char_indices()
        .take(MAX_LABEL_CHARS)
        .find(|(_, sign)| matches!(sign, ':' | '：'))?;
    let label = text.get(..at)?;
    let folded = fold_width(label);
    let year = year_in(label);
    if !line_start && year.is_none() && strip_enumeration(&folded) == folded {
        return None;
    }
    let field = vocabulary.meaning(label)?.head?;
    let text = text.get(at + colon.len_utf8()..)?;
    matches!(field, Field::ObjectiveAnnual | Field::ObjectiveMultiYear).then_some(Part {
        field,
        year,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_periods_inside_a_text() {
        use Field::{
            ObjectiveAnnual as Annual, ObjectiveGroup as Group, ObjectiveMultiYear as Years,
        };
        let vocabulary = Vocabulary::builtin();
        type Read<'t> = (Field, &'t str);
        let cases: &[(Read, &[Read])] = &[
            (
                (Group, "建成体系。\n（二）年度目标：1.完成一期；"),
                &[(Group, "建成体系。\n"), (Annual, "1.完成一期；")],
            ),
            (
                (Group, "建成体系。2.年度目标：完成一期"),
                &[(Group, "建成体系。"), (Annual, "完成一期")],
            ),
            (
                (Annual, "长期目标：建成体系\n年度目标：完成一期"),
                &[(Years, "建成体系\n"), (Annual, "完成一期")],
            ),
            (
                (Annual, "2025年目标：完成一期。2026年目标：完成二期。"),
                &[(Annual, "完成一期。"), (Annual, "完成二期。")],
            ),
            // no label, or none of another period
            (
                (Annual, "1.甲\n年度目标：乙"),
                &[(Annual, "1.甲\n年度目标：乙")],
            ),
            (
                (Group, "做好工作，年度目标：甲"),
                &[(Group, "做好工作，年度目标：甲")],
            ),
            (
                (Group, "做好工作。年度目标：甲"),
                &[(Group, "做好工作。年度目标：甲")],
            ),
            (
                (Annual, "1.甲；2.绩效目标：乙"),
                &[(Annual, "1.甲；2.绩效目标：乙")],
            ),
            ((Annual, ""), &[]),
        ];
        for ((field, text), expected) in cases {
            let whole = Part {
                field: *field,
                year: None,
                text,
            };
            let parts = by_period(whole, vocabulary);
            let read: Vec<Read> = parts.iter().map(|part| (part.field, part.text)).collect();
            assert_eq!(read, *expected, "{text}");
        }
    }
}
