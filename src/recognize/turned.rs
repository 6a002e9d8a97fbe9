//! Grids that lie on their side: 一级指标, 二级指标, 三级指标 and 指标值 as labels one below the other, an indicator per column.
//!
//! In: a row of a [`Sheet`]. Out: the rows of such a grid, to be turned and read like any other. Lost: nothing.

use std::ops::Range;

use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::Field;

/// Fewest indicators: a label with one value is an indicator printed as labels and values.
const MIN_INDICATORS: usize = 2;

/// The rows of the grid that begins in this row.
pub(super) fn turned_rows(sheet: &Sheet, row: usize) -> Option<Range<usize>> {
    let label = |row: usize| {
        let first = sheet.at(row, 0).filter(|cell| cell.row == row)?;
        let field = first.column_field()?;
        let values = || sheet.printed(row).filter(|cell| cell.column >= first.end);
        let asks = |cell: &SheetCell| cell.meaning.is_some() && !cell.is_level();
        let of_indicator =
            field.is_indicator_column() || field.is_value_column() || field == Field::Score;
        (of_indicator && values().next().is_some() && !values().any(asks)).then_some(field)
    };
    let first = label(row).filter(|field| matches!(field, Field::Level1 | Field::Level2))?;
    let fields: Vec<Field> = std::iter::once(first)
        .chain((row + 1..sheet.rows.len()).map_while(label))
        .collect();
    let at = |wanted: fn(Field) -> bool| fields.iter().position(|&field| wanted(field));
    let name = at(|field| matches!(field, Field::Level3 | Field::NameOrDescription))?;
    let value = at(Field::is_value_column)?;
    let count = |place: usize| sheet.printed(row + place).count() - 1;
    let once = |field: &Field| fields.iter().filter(|other| *other == field).count() == 1;
    let fits = count(name) >= MIN_INDICATORS && count(value) <= count(name);
    (fits && name < value && fields.iter().all(once)).then(|| row..row + fields.len())
}
