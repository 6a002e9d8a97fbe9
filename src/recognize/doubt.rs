//! Whether a table was probably misread: what stands below its labels is of another kind than they ask for.
//!
//! In: a [`Match`], and the rows that gave nothing. Out: the reason for doubt, if there is one. Findings about the content of such a
//! table would be accusations out of thin air. Lost: nothing.

use super::model::{Doubt, Entry, IndicatorRow, Match, Recognized, RowReason};
use super::senses::{How, Kind, sense_of};
use crate::limits::MAX_DOUBTED_ROWS;
use crate::vocabulary::{Field, Vocabulary};

/// Fewest cells that show which kind of value a column holds.
const FEWEST: usize = 2;
/// Fewest rows that do not fit.
const FEWEST_ROWS: usize = 3;

/// Looks at every project.
pub(super) fn find(out: &mut Recognized, vocabulary: &Vocabulary) {
    let unnamed: Vec<u32> = (out.unread_rows.iter())
        .filter(|row| row.reason == RowReason::Unnamed)
        .filter_map(|row| row.place.table)
        .collect();
    for found in &mut out.matches {
        let (first, last) = found.tables;
        let rows = unnamed
            .iter()
            .filter(|table| (first..=last).contains(table));
        found.doubt = doubt_of(found, rows.count(), vocabulary);
    }
}

fn doubt_of(found: &Match, unnamed: usize, vocabulary: &Vocabulary) -> Option<Doubt> {
    let rows = || found.indicators.iter().filter(|row| !row.slot);
    let cells = |field: Field| -> Vec<&str> {
        let texts = rows().filter_map(|row: &IndicatorRow| row.text(field));
        texts.take(MAX_DOUBTED_ROWS).collect()
    };
    let names = cells(Field::Level3);
    let level = |text: &&str| vocabulary.levels.is_full_name(text);
    let label = |text: &&str| level(text) || is_listed(text, vocabulary);
    let figure = |text: &&str| is_figure(text, vocabulary);
    let word = |text: &&str| {
        let kind = sense_of(text, vocabulary).kind;
        matches!(kind, Kind::Text | Kind::Long)
    };
    let name = |entry: &&Entry| entry.field == Field::ProjectName && !entry.value.trim().is_empty();
    let project = found
        .entries
        .iter()
        .find(name)
        .map(|entry| entry.value.trim());
    if most(&names, figure) {
        Some(Doubt::FiguresAsNames)
    } else if most(&names, level) {
        Some(Doubt::LevelsAsNames)
    } else if most(&cells(Field::Target), label) {
        Some(Doubt::LabelsAsTargets)
    } else if most(&cells(Field::Weight), word) {
        Some(Doubt::WordsAsWeights)
    } else if project.is_some_and(|name| label(&name) || figure(&name)) {
        Some(Doubt::LabelAsProject)
    } else if unnamed >= FEWEST_ROWS && unnamed >= rows().count() {
        Some(Doubt::RowsDoNotFit)
    } else {
        None
    }
}

/// Half of the cells or more are of the kind.
fn most(cells: &[&str], is: impl Fn(&&str) -> bool) -> bool {
    let count = cells.iter().filter(|text| is(text)).count();
    count >= FEWEST && count * 2 >= cells.len()
}

fn is_figure(text: &str, vocabulary: &Vocabulary) -> bool {
    matches!(
        sense_of(text, vocabulary).kind,
        Kind::Number | Kind::Percent
    )
}

fn is_listed(text: &str, vocabulary: &Vocabulary) -> bool {
    let sense = sense_of(text, vocabulary);
    sense.how == Some(How::Listed) && (sense.head.is_some() || sense.column.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::model::{Layout, Piece};
    use super::*;
    use crate::finding::Location;
    use crate::record::{Period, ProjectKind};

    fn project(figures: usize, names: usize, more: usize) -> Match {
        let row = |name: &str| IndicatorRow {
            period: Period::Annual,
            group: None,
            pieces: vec![Piece {
                field: Field::Level3,
                text: name.to_owned(),
                place: Location::default(),
                merged: false,
                label: "".into(),
            }],
            place: Location::default(),
            slot: false,
        };
        let rows = std::iter::repeat_n("12", figures)
            .chain(std::iter::repeat_n("绿化面积", names))
            .chain(std::iter::repeat_n("34", more));
        Match {
            layout: Layout::Form,
            kind: ProjectKind::Target,
            heading: None,
            heading_place: Location::default(),
            bookmark: None,
            context: Vec::new(),
            entries: Vec::new(),
            indicators: rows.map(row).collect(),
            tasks: Vec::new(),
            tables: (1, 1),
            because: Vec::new(),
            doubt: None,
        }
    }

    #[test]
    fn half_of_the_first_rows_decide_and_the_rows_beyond_the_bound_do_not() {
        let half = MAX_DOUBTED_ROWS / 2;
        for (figures, names, more, expected) in [
            (half, half, 0, Some(Doubt::FiguresAsNames)),
            (half - 1, half + 1, 0, None),
            (half - 1, half + 1, 500, None),
            (1, 0, 0, None),
        ] {
            let found = project(figures, names, more);
            let doubt = doubt_of(&found, 0, Vocabulary::builtin());
            assert_eq!(doubt, expected, "{figures} {names} {more}");
        }
    }
}
