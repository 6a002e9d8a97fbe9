//! Which cells of a row form the target, the previous value and the actual value.
//!
//! In: an [`IndicatorRow`] and the budget year. Out: typed targets and printed texts, and their places. Lost: targets
//! of years after the budget year, which are reported ([`later_targets`]).

use super::context::RowContext;
use super::target::unit::unit;
use super::target::{flags, parse_split_target, parse_target};
use super::year::only_year;
use crate::finding::Location;
use crate::recognize::{IndicatorRow, Piece};
use crate::record::{Target, TargetKind};
use crate::text::{one_line, plain_text};
use crate::vocabulary::Field;
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::ValueWords;
use crate::word::Word;

/// The texts of all cells of a field, joined in the order of the columns.
pub(super) fn joined(row: &IndicatorRow, field: Field) -> String {
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

/// What several columns of values print alike, one for each place: 某街道 100% | 某镇 100%.
fn common_value(row: &IndicatorRow) -> Option<&str> {
    let is_value = |piece: &&Piece| matches!(piece.field, Field::Unknown | Field::Target);
    let mut filled = row
        .pieces
        .iter()
        .filter(is_value)
        .filter(|piece| !piece.is_blank());
    let first = filled.next()?;
    let same = |piece: &Piece| {
        piece.text.trim() == first.text.trim()
            && piece.place != first.place
            && piece.label != first.label
    };
    let (mut others, mut count) = (filled, 0);
    let all = others.all(|piece| {
        count += 1;
        same(piece)
    });
    (all && count > 0).then(|| first.text.trim())
}

/// True when two columns under one target label are filled and nothing says which one counts: 全市 | 某县.
fn has_rival_targets(row: &IndicatorRow) -> bool {
    let mut filled = row
        .pieces
        .iter()
        .filter(|piece| piece.field == Field::Target && !piece.is_blank());
    let Some(first) = filled.next() else {
        return false;
    };
    filled.any(|piece| piece.label != first.label && piece.place != first.place)
        && row
            .pieces
            .iter()
            .filter(|piece| piece.field == Field::Target)
            .all(|piece| only_year(&piece.label).is_none())
}

/// The target of a row: one cell, a value split over several columns, or the first of four grades.
pub(super) fn target_of(row: &IndicatorRow, context: &RowContext<'_>) -> Target {
    let target = printed_target(row, context);
    let piece = target_of_year(row, context)
        .or_else(|| row.piece(Field::Target))
        .or_else(|| row.piece(Field::MultiYearTarget));
    let target = match piece {
        Some(piece) => with_unit_of(target, &piece.label, flags::UNIT_FROM_HEADER, context),
        None => target,
    };
    with_unit_of(
        target,
        &joined(row, Field::Level3),
        flags::UNIT_FROM_NAME,
        context,
    )
}

fn printed_target(row: &IndicatorRow, context: &RowContext<'_>) -> Target {
    if is_target_unknown(row) {
        return in_unknown_columns(row);
    }
    if !has_value_column(row) {
        // 验收合格率100%: name and value share the cell
        let name = joined(row, Field::Level3);
        let text = context.vocabulary.titles.without_number(&name);
        let target = parse_target(text, context.year, context.words);
        // a name without a number is not a target by itself, unless it says a trend: 提升能力
        let words = matches!(target.kind, TargetKind::Text | TargetKind::Multi)
            && !text.contains(char::is_numeric);
        let trends = [flags::TREND_UP, flags::TREND_DOWN, flags::TREND_FLAT];
        let trend = target.flags.iter().any(|flag| trends.contains(flag));
        return if words && !trend {
            Target::default()
        } else {
            target
        };
    }
    let mut values = texts(row, &[Field::Target, Field::MultiYearTarget]);
    if values.is_empty() {
        values = texts(row, &[Field::InterimTarget]);
    }
    let of_year = target_of_year(row, context);
    let common = common_value(row).filter(|_| of_year.is_none());
    let value = match of_year {
        Some(piece) => piece.text.trim(),
        None if common.is_some() => common.unwrap_or_default(),
        None => values.first().copied().unwrap_or_default(),
    };
    // some places print the operator in the column for the direction
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
    if let (true, [operator, value, rest @ ..]) = (
        of_year.is_none() && common.is_none() && spread_over_cells(row),
        &values[..],
    ) {
        return parse_split_target(operator, value, &rest.concat(), context.year, context.words);
    }
    // 指标1：95% in the value column repeats the number of 指标1：合格率
    let numbered = context.vocabulary.titles.without_number(value);
    if numbered.len() < value.len() && !numbered.is_empty() {
        return Target {
            raw: value.to_owned(),
            ..parse_target(numbered, context.year, context.words)
        };
    }
    if value.is_empty()
        && let Some(best) = row.text(Field::GradeExcellent)
    {
        return parse_target(best, context.year, context.words);
    }
    parse_target(value, context.year, context.words)
}

/// The text of the unknown columns, as printed and without a value.
fn in_unknown_columns(row: &IndicatorRow) -> Target {
    let raw = texts(row, &[Field::Unknown, Field::Target]).join(" | ");
    Target {
        kind: TargetKind::Text,
        text: Some(raw.clone()),
        raw,
        flags: vec![flags::COLUMN_UNKNOWN],
        ..Target::default()
    }
}

/// Gives a number without a unit the unit of its column's label (指标值（%）) or of its name (培训人数（人）). The raw
/// text stays what the cell prints.
fn with_unit_of(target: Target, label: &str, flag: Word, context: &RowContext<'_>) -> Target {
    let numeric = matches!(
        target.kind,
        TargetKind::Number | TargetKind::Range | TargetKind::Tolerance
    );
    if !numeric || target.unit.is_some() {
        return target;
    }
    let Some(unit) = bracketed_unit(label, context.words) else {
        return target;
    };
    let mut with_unit = parse_split_target("", &target.raw, unit, context.year, context.words);
    if !target.flags.contains(&flags::SPLIT) {
        with_unit.flags.retain(|flag| *flag != flags::SPLIT);
    }
    with_unit.flags.push(flag);
    flags::sort(&mut with_unit.flags);
    with_unit.raw = target.raw;
    with_unit
}

/// The unit of measure that a label prints in brackets, if the brackets hold nothing else.
fn bracketed_unit<'l>(label: &'l str, words: &ValueWords) -> Option<&'l str> {
    let (_, inner) = label.split_once(['(', '（'])?;
    let (inner, _) = inner.split_once([')', '）'])?;
    let folded = words.fold(inner);
    let (measured, rest) = unit(&folded, words)?;
    let plain = rest.is_empty() && !measured.unknown && measured.dimension != Some(Dimension::Time);
    plain.then_some(inner.trim())
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
    let name = joined(row, Field::Level3);
    Some(with_unit_of(actual, &name, flags::UNIT_FROM_NAME, context))
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

/// The place of the target: the cell of the budget year where other years have their own; else the cell with the words,
/// not the one with the operator or 定性; else the leftmost filled cell of a target split over columns.
pub(super) fn target_place(
    row: &IndicatorRow,
    target: &Target,
    context: &RowContext<'_>,
) -> Option<Location> {
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
