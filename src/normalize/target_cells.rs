//! Which cells of a row form the target, the previous value and the actual value.
//!
//! In: an [`IndicatorRow`] and the budget year. Out: typed targets and printed texts, and their places. Lost: targets
//! of years after the budget year, which are reported ([`later_targets`]).

use super::context::RowContext;
use super::target::unit::{Measured, unit};
use super::target::{flags, parse_split_target, parse_target, with_unit};
use super::year::only_year;
use crate::finding::Location;
use crate::recognize::{IndicatorRow, Piece};
use crate::record::{Target, TargetKind};
use crate::text::one_line;
use crate::vocabulary::Field;
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::ValueWords;
use crate::word::Word;

/// The texts of all cells of a field, joined in the order of the columns.
pub(super) fn joined(row: &IndicatorRow, field: Field) -> String {
    let pieces = row.pieces.iter().filter(|piece| piece.field == field);
    pieces.map(|piece| piece.text.trim()).collect()
}

/// The filled cells of some fields, in the order of the columns.
fn filled<'r>(row: &'r IndicatorRow, fields: &[Field]) -> Vec<&'r Piece> {
    row.pieces
        .iter()
        .filter(|piece| fields.contains(&piece.field) && !piece.is_blank())
        .collect()
}

/// True when the row's table has a column for targets or actual values, whole or in parts.
pub(super) fn has_value_column(row: &IndicatorRow) -> bool {
    row.pieces.iter().any(|piece| {
        piece.field.is_value_column()
            || matches!(
                piece.field,
                Field::InterimTarget
                    | Field::Operator
                    | Field::OperatorOrAttribute
                    | Field::TargetUnit
                    | Field::Unknown
            )
    })
}

/// True when unknown columns hold text and no column is known to hold the target.
pub(super) fn is_target_unknown(row: &IndicatorRow) -> bool {
    let has = |field| row.pieces.iter().any(|piece| piece.field == field);
    let filled = row.piece(Field::Unknown).is_some();
    let open = filled
        && !has(Field::Target)
        && !has(Field::MultiYearTarget)
        && !has(Field::GradeExcellent)
        || has_rival_targets(row);
    open && common_value(row).is_none()
}

/// The first of several columns of values that all print the same, one for each place: 某街道 100% | 某镇 100%.
fn common_value(row: &IndicatorRow) -> Option<&Piece> {
    let is_value = |piece: &&Piece| matches!(piece.field, Field::Unknown | Field::Target);
    let mut filled = row
        .pieces
        .iter()
        .filter(is_value)
        .filter(|piece| !piece.is_blank());
    let first = filled.next()?;
    // a span that was written out repeats its value below the same label
    let same = |piece: &Piece| {
        piece.text.trim() == first.text.trim()
            && piece.place != first.place
            && (piece.label != first.label || has_figure(piece))
    };
    let (mut others, mut count) = (filled, 0);
    let all = others.all(|piece| {
        count += 1;
        same(piece)
    });
    (all && count > 0).then_some(first)
}

fn has_figure(piece: &Piece) -> bool {
    piece.text.contains(|c: char| c.is_ascii_digit())
}

/// True when two columns under one target label are filled and nothing says which one counts: 全市 | 某县, ≥30 | 45人次.
fn has_rival_targets(row: &IndicatorRow) -> bool {
    let mut filled = row
        .pieces
        .iter()
        .filter(|piece| piece.field == Field::Target && !piece.is_blank());
    let Some(first) = filled.next() else {
        return false;
    };
    // ≥30 | 45人次: two values below one label
    let another = |piece: &Piece| {
        let differ = piece.text.trim() != first.text.trim();
        piece.label != first.label || differ && has_figure(piece) && has_figure(first)
    };
    filled.any(|piece| another(piece) && piece.place != first.place)
        && row
            .pieces
            .iter()
            .filter(|piece| piece.field == Field::Target)
            .all(|piece| only_year(&piece.label).is_none())
}

/// The target of a row, and the place of its cell: one cell, a value split over several columns, or the first of four
/// grades. The place is the cell of the value; where a number is split, the leftmost of its cells. No place where the
/// cells of the target are blank.
pub(super) fn target_of(
    row: &IndicatorRow,
    context: &RowContext<'_>,
) -> (Target, Option<Location>) {
    let of_year = target_of_year(row, context);
    let (target, cell) = printed_target(row, of_year, context);
    let column = of_year
        .or_else(|| row.piece(Field::Target))
        .or_else(|| row.piece(Field::MultiYearTarget));
    let target = match column {
        Some(piece) => with_unit_of(target, &piece.label, flags::UNIT_FROM_HEADER, context),
        None => target,
    };
    let target = with_unit_of_name(target, row, context);
    let of_year = of_year.filter(|piece| !piece.is_blank());
    let place = of_year.or(cell).map(|piece| piece.place);
    (target, place.or_else(|| leftmost_cell(row)))
}

/// The target as its cells print it, and the cell that holds all of it or its words. The value of the budget year is in
/// the cell `of_year`, where the row has one column for each of several years.
fn printed_target<'r>(
    row: &'r IndicatorRow,
    of_year: Option<&'r Piece>,
    context: &RowContext<'_>,
) -> (Target, Option<&'r Piece>) {
    if is_target_unknown(row) {
        return (in_unknown_columns(row), None);
    }
    if !has_value_column(row) {
        return (in_name(row, context), None);
    }
    let (year, words) = (context.year, context.words);
    let mut values = filled(row, &[Field::Target, Field::MultiYearTarget]);
    if values.is_empty() {
        values = filled(row, &[Field::InterimTarget]);
    }
    let common = common_value(row).filter(|_| of_year.is_none());
    let cell = of_year.or(common).or(values.first().copied());
    let value = cell.map_or("", |piece| piece.text.trim());
    // some places print the operator in the column for the direction
    let sign = row
        .text(Field::Direction)
        .filter(|text| context.vocabulary.titles.higher_is_better(text).is_none());
    if sign.is_some() || row.pieces.iter().any(|piece| is_part_of_split(piece.field)) {
        let operator = joined(row, Field::Operator)
            + &joined(row, Field::OperatorOrAttribute)
            + sign.unwrap_or_default();
        let unit = joined(row, Field::TargetUnit);
        let target = parse_split_target(&operator, value, &unit, year, words);
        return with_cell_of_words(target, cell);
    }
    if let (true, [operator, value, rest @ ..]) = (
        of_year.is_none() && common.is_none() && spread_over_cells(row),
        &values[..],
    ) {
        let unit: String = rest.iter().map(|piece| piece.text.trim()).collect();
        let (operator, text) = (operator.text.trim(), value.text.trim());
        let target = parse_split_target(operator, text, &unit, year, words);
        return with_cell_of_words(target, Some(value));
    }
    // 指标1：95% in the value column repeats the number of 指标1：合格率
    let numbered = context.vocabulary.titles.without_number(value);
    if numbered.len() < value.len() && !numbered.is_empty() {
        let target = Target {
            raw: value.to_owned(),
            ..parse_target(numbered, year, words)
        };
        return (target, cell);
    }
    let cell = match row.piece(Field::GradeExcellent) {
        Some(best) if value.is_empty() => Some(best),
        _ => cell,
    };
    let printed = cell.map_or("", |piece| piece.text.trim());
    let cell = cell.filter(|piece| !piece.is_blank());
    (parse_target(printed, year, words), cell)
}

fn is_part_of_split(field: Field) -> bool {
    matches!(
        field,
        Field::Operator | Field::OperatorOrAttribute | Field::TargetUnit
    )
}

/// A target split over several cells; the words of a target in words all stand in the cell of the value.
fn with_cell_of_words(target: Target, value: Option<&Piece>) -> (Target, Option<&Piece>) {
    let words = value.filter(|piece| target.text.is_some() && !piece.is_blank());
    (target, words)
}

/// The target in a name, where the form has no column for values: 验收合格率100%.
fn in_name(row: &IndicatorRow, context: &RowContext<'_>) -> Target {
    let name = joined(row, Field::Level3);
    let text = context.vocabulary.titles.without_number(&name);
    let target = parse_target(text, context.year, context.words);
    // a name without a number is not a target by itself, unless it says a trend: 提升能力
    let words = matches!(target.kind, TargetKind::Text | TargetKind::Multi)
        && !text.contains(char::is_numeric);
    let trends = [flags::TREND_UP, flags::TREND_DOWN, flags::TREND_FLAT];
    let trend = target.flags.iter().any(|flag| trends.contains(flag));
    if words && !trend {
        Target::default()
    } else {
        target
    }
}

/// The text of the unknown columns, as printed and without a value.
fn in_unknown_columns(row: &IndicatorRow) -> Target {
    let cells = filled(row, &[Field::Unknown, Field::Target]);
    let texts: Vec<&str> = cells.iter().map(|piece| piece.text.trim()).collect();
    let raw = texts.join(" | ");
    Target {
        kind: TargetKind::Text,
        text: Some(raw.clone()),
        raw,
        flags: vec![flags::COLUMN_UNKNOWN],
        ..Target::default()
    }
}

/// Gives a number without a unit the unit that a label prints: 指标值（%）, 培训人数（人）. The raw text stays what the
/// cell prints.
fn with_unit_of(target: Target, label: &str, flag: Word, context: &RowContext<'_>) -> Target {
    if !lacks_unit(&target) {
        return target;
    }
    match bracketed_unit(label, context.words) {
        Some(unit) => with_unit(target, unit, flag),
        None => target,
    }
}

fn with_unit_of_name(target: Target, row: &IndicatorRow, context: &RowContext<'_>) -> Target {
    if !lacks_unit(&target) {
        return target;
    }
    let name = joined(row, Field::Level3);
    with_unit_of(target, &name, flags::UNIT_FROM_NAME, context)
}

fn lacks_unit(target: &Target) -> bool {
    let numeric = matches!(
        target.kind,
        TargetKind::Number | TargetKind::Range | TargetKind::Tolerance
    );
    numeric && target.unit.is_none()
}

/// The unit of measure that a label prints in brackets, if the brackets hold nothing else.
fn bracketed_unit(label: &str, words: &ValueWords) -> Option<Measured> {
    let (_, inner) = label.split_once(['(', '（'])?;
    let (inner, _) = inner.split_once([')', '）'])?;
    let folded = words.fold(inner);
    let (measured, rest) = unit(&folded, words)?;
    let plain = rest.is_empty() && !measured.unknown && measured.dimension != Some(Dimension::Time);
    plain.then_some(measured)
}

/// The cell with the target of the budget year, where the row has one column for each of several years.
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

/// Last year's value: from its own column, else the actual value or target of the latest earlier year.
pub(super) fn previous_of<'r>(row: &'r IndicatorRow, context: &RowContext<'_>) -> Option<&'r str> {
    let year = context.year;
    let earlier = |fields: &'static [Field]| {
        row.pieces
            .iter()
            .filter(move |piece| fields.contains(&piece.field) && !piece.is_blank())
            .filter_map(move |piece| {
                Some((
                    only_year(&piece.label).filter(|own| Some(*own) < year)?,
                    piece,
                ))
            })
            .max_by_key(|(own, _)| *own)
            .map(|(_, piece)| piece.text.trim())
    };
    row.text(Field::Previous)
        .or_else(|| earlier(&[Field::Actual]))
        .or_else(|| earlier(&[Field::Target]))
}

/// Filled columns with targets of years after the budget year, which no field holds.
pub(super) fn later_targets(row: &IndicatorRow, year: Option<i32>) -> impl Iterator<Item = &Piece> {
    row.pieces.iter().filter(move |piece| {
        let later =
            || only_year(&piece.label).is_some_and(|own| year.is_some_and(|year| own > year));
        piece.field == Field::Target && !piece.is_blank() && later()
    })
}

/// True when the cell of the label 指标值 spans separate columns for operator, value and unit.
fn spread_over_cells(row: &IndicatorRow) -> bool {
    let labels: Vec<&Piece> = row
        .pieces
        .iter()
        .filter(|piece| piece.field == Field::Target)
        .collect();
    labels.len() >= 2 && labels.windows(2).all(|pair| pair[0].label == pair[1].label)
}

/// The cells with actual values of the budget year: 2025年完成值 next to targets of 2026 is last year's value.
fn actuals<'r>(row: &'r IndicatorRow, context: &RowContext<'_>) -> Vec<&'r Piece> {
    let year = context.year;
    row.pieces
        .iter()
        .filter(|piece| piece.field == Field::Actual)
        .filter(|piece| {
            only_year(&piece.label).is_none_or(|own| year.is_none_or(|year| own >= year))
        })
        .collect()
}

pub(super) fn actual_of(row: &IndicatorRow, context: &RowContext<'_>) -> Option<Target> {
    let actuals = actuals(row, context);
    let text: String = actuals.iter().map(|piece| piece.text.trim()).collect();
    let label = &actuals.first()?.label;
    let actual = parse_target(&text, context.year, context.words);
    let actual = with_unit_of(actual, label, flags::UNIT_FROM_HEADER, context);
    Some(with_unit_of_name(actual, row, context))
}

pub(super) fn actual_place(row: &IndicatorRow, context: &RowContext<'_>) -> Option<Location> {
    let actuals = actuals(row, context);
    let filled = actuals.iter().find(|piece| !piece.is_blank());
    filled.or(actuals.first()).map(|piece| piece.place)
}

/// The four grades of a value, each with its column's label.
pub(super) fn grades(row: &IndicatorRow) -> Option<String> {
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

/// The leftmost filled cell of a target that is split over columns.
fn leftmost_cell(row: &IndicatorRow) -> Option<Location> {
    let parts = row.pieces.iter().filter(|piece| {
        let value = matches!(piece.field, Field::Target | Field::MultiYearTarget);
        (value || is_part_of_split(piece.field)) && !piece.is_blank()
    });
    parts
        .map(|piece| piece.place)
        .min_by_key(|place| (place.row, place.column))
}
