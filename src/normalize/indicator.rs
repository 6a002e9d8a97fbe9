//! One row of the grid to one [`Indicator`].
//!
//! In: an [`IndicatorRow`], its settled levels and the budget year. Out: the typed indicator and the places of its fields. Lost:
//! `指标1：` in front of a name.

use super::fold::plain_text;
use super::levels::RowLevels;
use super::money::plain_decimal;
use super::target::{parse_split_target, parse_target};
use super::text::{clean_text, one_line, same_words};
use super::year::only_year;
use crate::finding::Location;
use crate::place::IndicatorPlaces;
use crate::recognize::{IndicatorRow, Piece};
use crate::record::{Direction, Indicator, IndicatorSource, Target};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary};

/// What every row of a project needs.
pub struct RowContext<'c> {
    /// The words.
    pub vocabulary: &'c Vocabulary,
    /// The words of values.
    pub words: &'c ValueWords,
    /// The budget year, for dates without one.
    pub year: Option<i32>,
    /// The project's id.
    pub project_id: &'c str,
}

/// The indicator of a row. `seq` counts from 1 within the project.
pub fn indicator_of(
    row: &IndicatorRow,
    levels: &RowLevels,
    seq: u32,
    context: &RowContext<'_>,
) -> (Indicator, IndicatorPlaces) {
    let vocabulary = context.vocabulary;
    let name = joined(row, Field::Level3);
    let level3 = one_line(vocabulary.titles.without_number(&name));
    let description = row.text(Field::Description).and_then(clean_text);
    let repeats = description
        .as_deref()
        .is_some_and(|text| same_words(text, &level3));
    let canonical =
        |printed: &Option<String>, find: fn(&crate::vocabulary::Levels, &str) -> Option<String>| {
            printed.as_deref().map(|printed| {
                find(&vocabulary.levels, printed).unwrap_or_else(|| printed.to_owned())
            })
        };
    let level3 = if level3.is_empty() {
        description
            .clone()
            .or_else(|| levels.level2.clone())
            .unwrap_or_default()
    } else {
        level3
    };
    let indicator = Indicator {
        indicator_id: format!("{}-i{seq:03}", context.project_id),
        seq,
        period: row.period,
        level1: canonical(&levels.level1, |levels, text| {
            levels.level1(text).map(str::to_owned)
        }),
        level2: canonical(&levels.level2, |levels, text| {
            levels.level2(text).map(str::to_owned)
        }),
        level1_raw: levels.level1.clone(),
        level2_raw: levels.level2.clone(),
        level1_source: levels.source,
        level3,
        description: description.filter(|_| !repeats),
        description_repeats: repeats,
        target: target_of(row, context),
        previous_raw: row
            .text(Field::Previous)
            .or_else(|| year_before(row, context))
            .map(str::to_owned),
        actual: actual_of(row, context),
        weight: row.text(Field::Weight).and_then(plain_decimal),
        score: row.text(Field::Score).and_then(plain_decimal),
        direction: row
            .text(Field::Direction)
            .and_then(|text| vocabulary.titles.higher_is_better(text))
            .map(|higher| {
                if higher {
                    Direction::HigherBetter
                } else {
                    Direction::LowerBetter
                }
            }),
        basis: row.text(Field::Basis).and_then(clean_text),
        scoring_rule: row
            .text(Field::ScoringRule)
            .and_then(clean_text)
            .or_else(|| grades(row)),
        // `/` and dotted lines only fill the cell
        deviation_reason: row
            .text(Field::DeviationReason)
            .filter(|text| !vocabulary.titles.is_filler(text))
            .and_then(clean_text),
        source: IndicatorSource {
            table: row.place.table.unwrap_or_default(),
            row: row.place.row.unwrap_or_default(),
        },
    };
    let places = places_of(row, &indicator.target, context);
    (indicator, places)
}

/// The texts of all pieces of a field, in the order of the columns.
fn joined(row: &IndicatorRow, field: Field) -> String {
    let pieces = row.pieces.iter().filter(|piece| piece.field == field);
    pieces.map(|piece| piece.text.trim()).collect()
}

fn texts<'r>(row: &'r IndicatorRow, fields: &[Field]) -> Vec<&'r str> {
    row.pieces
        .iter()
        .filter(|piece| fields.contains(&piece.field))
        .map(|piece| piece.text.trim())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The row's table has a column for what is wanted or reached, whole or in parts.
pub fn has_value_column(row: &IndicatorRow) -> bool {
    row.pieces.iter().any(|piece| {
        piece.field.is_value_column()
            || matches!(
                piece.field,
                Field::InterimTarget
                    | Field::Operator
                    | Field::OperatorOrAttribute
                    | Field::TargetUnit
            )
    })
}

/// The target of a row: one cell, a value split over columns, or the first of four grades.
fn target_of(row: &IndicatorRow, context: &RowContext<'_>) -> Target {
    if !has_value_column(row) {
        // 验收合格率100%: name and value share the cell.
        let name = joined(row, Field::Level3);
        let text = context.vocabulary.titles.without_number(&name);
        return parse_target(text, context.year, context.words);
    }
    let mut values = texts(row, &[Field::Target, Field::MultiYearTarget]);
    if values.is_empty() {
        values = texts(row, &[Field::InterimTarget]);
    }
    let of_year = target_of_year(row, context);
    let value = match of_year {
        Some(piece) => piece.text.trim(),
        None => values.first().copied().unwrap_or_default(),
    };
    // Some places print the sign in the column for the direction.
    let sign = row
        .text(Field::Direction)
        .filter(|text| context.vocabulary.titles.higher_is_better(text).is_none());
    let operator = joined(row, Field::Operator)
        + &joined(row, Field::OperatorOrAttribute)
        + sign.unwrap_or_default();
    let unit = joined(row, Field::TargetUnit);
    let split = sign.is_some()
        || row.pieces.iter().any(|piece| {
            matches!(
                piece.field,
                Field::Operator | Field::OperatorOrAttribute | Field::TargetUnit
            )
        });
    if split {
        return parse_split_target(&operator, value, &unit, context.year, context.words);
    }
    if let (true, [operator, value, rest @ ..]) =
        (of_year.is_none() && spread_over_cells(row), &values[..])
    {
        return parse_split_target(operator, value, &rest.concat(), context.year, context.words);
    }
    if value.is_empty()
        && let Some(best) = row.text(Field::GradeExcellent)
    {
        return parse_target(best, context.year, context.words);
    }
    parse_target(value, context.year, context.words)
}

/// The target of the budget year, where those of other years stand beside it, each under its year.
fn target_of_year<'r>(row: &'r IndicatorRow, context: &RowContext<'_>) -> Option<&'r Piece> {
    let year = context.year?;
    let targets = || {
        row.pieces
            .iter()
            .filter(|piece| piece.field == Field::Target)
    };
    targets()
        .any(|piece| only_year(&piece.label).is_some_and(|other| other != year))
        .then(|| targets().find(|piece| only_year(&piece.label) == Some(year)))?
}

/// The latest target of an earlier year, beside that of the budget year.
fn year_before<'r>(row: &'r IndicatorRow, context: &RowContext<'_>) -> Option<&'r str> {
    let year = context.year?;
    let earlier = row
        .pieces
        .iter()
        .filter(|piece| piece.field == Field::Target && !piece.is_blank());
    earlier
        .filter_map(|piece| Some((only_year(&piece.label).filter(|own| *own < year)?, piece)))
        .max_by_key(|(own, _)| *own)
        .map(|(_, piece)| piece.text.trim())
}

/// One 指标值 column whose cells are operator, value and unit: the header's cell covers all three.
fn spread_over_cells(row: &IndicatorRow) -> bool {
    let labels: Vec<&Piece> = row
        .pieces
        .iter()
        .filter(|piece| piece.field == Field::Target)
        .collect();
    labels.len() >= 2 && labels.windows(2).all(|pair| pair[0].label == pair[1].label)
}

fn actual_of(row: &IndicatorRow, context: &RowContext<'_>) -> Option<Target> {
    let column = row.pieces.iter().any(|piece| piece.field == Field::Actual);
    column.then(|| parse_target(&joined(row, Field::Actual), context.year, context.words))
}

/// The four grades of a value, each with its column's label.
fn grades(row: &IndicatorRow) -> Option<String> {
    let lines: Vec<String> = [
        Field::GradeExcellent,
        Field::GradeGood,
        Field::GradeFair,
        Field::GradePoor,
    ]
    .into_iter()
    .filter_map(|field| row.piece(field))
    .map(|piece| format!("{}：{}", one_line(&piece.label), piece.text.trim()))
    .collect();
    (!lines.is_empty()).then(|| lines.join("；"))
}

/// The cell of the budget year, where other years stand beside it; else the words themselves, not the sign or 定性 beside
/// them; else the leftmost filled cell of a target that is split over columns.
fn target_place(row: &IndicatorRow, target: &Target, context: &RowContext<'_>) -> Option<Location> {
    if let Some(piece) = target_of_year(row, context).filter(|piece| !piece.is_blank()) {
        return Some(piece.place);
    }
    let parts = [
        Field::Operator,
        Field::OperatorOrAttribute,
        Field::Target,
        Field::MultiYearTarget,
        Field::TargetUnit,
    ];
    let filled = || {
        let pieces = row.pieces.iter();
        pieces.filter(|piece| parts.contains(&piece.field) && !piece.is_blank())
    };
    let words = filled().find(|piece| target.text.as_ref() == Some(&plain_text(piece.text.trim())));
    words
        .or_else(|| filled().min_by_key(|piece| (piece.place.row, piece.place.column)))
        .map(|piece| piece.place)
}

fn places_of(row: &IndicatorRow, target: &Target, context: &RowContext<'_>) -> IndicatorPlaces {
    let place = |fields: &[Field]| -> Location {
        fields
            .iter()
            .find_map(|&field| row.piece(field))
            .or_else(|| {
                row.pieces
                    .iter()
                    .find(|piece| fields.contains(&piece.field))
            })
            .map_or(row.place, |piece| piece.place)
    };
    IndicatorPlaces {
        level1: place(&[Field::Level1]),
        level2: place(&[Field::Level2]),
        level3: place(&[Field::Level3]),
        description: place(&[Field::Description]),
        target: if has_value_column(row) {
            target_place(row, target, context)
        } else {
            Some(place(&[Field::Level3]))
        }
        .unwrap_or_else(|| {
            place(&[
                Field::Target,
                Field::MultiYearTarget,
                Field::OperatorOrAttribute,
                Field::Operator,
                Field::TargetUnit,
                Field::GradeExcellent,
            ])
        }),
        actual: place(&[Field::Actual]),
        weight: place(&[Field::Weight]),
        score: place(&[Field::Score]),
        deviation_reason: place(&[Field::DeviationReason]),
    }
}
