//! The objectives of a project, annual and multi-year.
//!
//! In: the entries of a [`Match`]. Out: two lists, one entry each where they are numbered. A label inside a text, such as
//! （二）年度目标：, begins the text of its period. Lost: such labels.

use super::enumeration::split_objectives;
use super::text::clean_text;
use crate::finding::Location;
use crate::place::ProjectPlaces;
use crate::recognize::{Entry, Match};
use crate::vocabulary::{Field, Vocabulary, fold_width, strip_enumeration};

/// Characters before the colon of a label inside a text.
const MAX_LABEL_CHARS: usize = 24;
/// Behind these a numbered label may begin in the middle of a line.
const SENTENCE_ENDS: [char; 4] = ['。', '；', ';', '！'];

/// Annual and multi-year objectives. 总体目标 speaks of the year where nothing else does.
pub(super) fn objectives_of(
    found: &Match,
    vocabulary: &Vocabulary,
    places: &mut ProjectPlaces,
) -> (Vec<String>, Vec<String>) {
    let parts: Vec<(Field, &str, &Entry)> = found
        .entries
        .iter()
        .filter(|entry| is_objective(entry.field))
        .flat_map(|entry| {
            let parts = by_period(entry.field, &entry.value, vocabulary);
            parts
                .into_iter()
                .map(move |(field, text)| (field, text, entry))
        })
        .collect();
    let list = |wanted: Field, place: &mut Location| {
        let mut list = Vec::new();
        for (_, text, entry) in parts.iter().filter(|(field, ..)| *field == wanted) {
            if *place == Location::default() {
                *place = entry.place;
            }
            list.extend(split_objectives(&clean_text(text).unwrap_or_default()));
        }
        list
    };
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

fn is_objective(field: Field) -> bool {
    matches!(
        field,
        Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
    )
}

/// The text cut where a label names another period; parts that are blank are left out.
fn by_period<'t>(field: Field, text: &'t str, vocabulary: &Vocabulary) -> Vec<(Field, &'t str)> {
    let mut parts = Vec::new();
    let (mut field, mut from) = (field, 0);
    let mut before = '\n';
    for (at, sign) in text
        .char_indices()
        .filter(|(_, sign)| !matches!(sign, ' ' | '\u{3000}'))
    {
        let line_start = matches!(before, '\n' | '\r');
        if at >= from
            && !sign.is_whitespace()
            && (line_start || SENTENCE_ENDS.contains(&before))
            && let Some((named, after)) = text
                .get(at..)
                .and_then(|rest| period_label(rest, line_start, vocabulary))
            && named != field
        {
            parts.push((field, text.get(from..at).unwrap_or_default()));
            (field, from) = (named, text.len() - after.len());
        }
        before = sign;
    }
    parts.push((field, text.get(from..).unwrap_or_default()));
    parts.retain(|(_, text)| !text.trim().is_empty());
    parts
}

/// The period that a label names, and what stands behind its colon. In the middle of a line the label is numbered.
fn period_label<'t>(
    text: &'t str,
    line_start: bool,
    vocabulary: &Vocabulary,
) -> Option<(Field, &'t str)> {
    let (at, colon) = text
        .char_indices()
        .take(MAX_LABEL_CHARS)
        .find(|(_, sign)| matches!(sign, ':' | '：'))?;
    let label = text.get(..at)?;
    let folded = fold_width(label);
    if !line_start && strip_enumeration(&folded) == folded {
        return None;
    }
    let field = vocabulary.meaning(label)?.head?;
    matches!(field, Field::ObjectiveAnnual | Field::ObjectiveMultiYear)
        .then(|| Some((field, text.get(at + colon.len_utf8()..)?)))
        .flatten()
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
        type Part<'t> = (Field, &'t str);
        let cases: &[(Part, &[Part])] = &[
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
            assert_eq!(by_period(*field, text, vocabulary), *expected, "{text}");
        }
    }
}
