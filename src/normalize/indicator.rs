//! From one row of the grid to one [`Indicator`].
//!
//! In: an [`IndicatorRow`], its settled levels and the budget year. Out: the typed indicator and the places of its
//! fields. Lost: `指标1：` before a name.

use super::context::RowContext;
use rust_decimal::Decimal;

use super::amount::plain_decimal;
use super::levels::RowLevels;
use super::target_cells::{
    actual_of, actual_place, grades, has_value_column, joined, previous_of, target_of,
};
use crate::finding::Location;
use crate::place::IndicatorPlaces;
use crate::recognize::IndicatorRow;
use crate::record::{Direction, Indicator, IndicatorSource, Target, TargetKind};
use crate::text::{clean_text, one_line, same_words};
use crate::vocabulary::Field;

/// The number in a column that adds up to 100. A cell that spans several indicators counts once, for the first.
fn own(row: &IndicatorRow, field: Field) -> Option<Decimal> {
    let piece = row.piece(field).filter(|piece| !piece.merged)?;
    plain_decimal(piece.text.trim())
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
    let (target, target_place) = target_of(row, context);
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
        target,
        previous_raw: previous_of(row, context).map(str::to_owned),
        actual: actual_of(row, context).map(Box::new),
        weight: own(row, Field::Weight),
        score: own(row, Field::Score),
        direction: row
            .text(Field::Direction)
            .or_else(|| row.text(Field::OperatorOrAttribute))
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
        // `/` and dotted lines only fill an empty cell
        deviation_reason: row
            .text(Field::DeviationReason)
            .filter(|text| !vocabulary.titles.is_filler(text))
            .and_then(clean_text),
        remark: row
            .text(Field::Remark)
            .filter(|text| !vocabulary.titles.is_filler(text))
            .and_then(clean_text),
        source: IndicatorSource {
            table: row.place.table.unwrap_or_default(),
            row: row.place.row.unwrap_or_default(),
            page: None,
        },
    };
    let places = places_of(row, &indicator.target, target_place, context);
    (indicator, places)
}

fn places_of(
    row: &IndicatorRow,
    target: &Target,
    target_place: Option<Location>,
    context: &RowContext<'_>,
) -> IndicatorPlaces {
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
            target_place
        } else if target.kind == TargetKind::Empty {
            Some(Location::default())
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
        actual: actual_place(row, context).unwrap_or_else(|| place(&[Field::Actual])),
        weight: place(&[Field::Weight]),
        score: place(&[Field::Score]),
        deviation_reason: place(&[Field::DeviationReason]),
    }
}
