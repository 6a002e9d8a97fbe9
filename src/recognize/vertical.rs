//! Indicators printed as labels beside their values, one below the other: 一级指标 | 产出指标, 二级指标 | 数量指标, 三级指标 | 办文数 ….
//!
//! In: rows of a [`Sheet`]. Out: an [`IndicatorRow`] each time a name follows another. Lost: nothing; a row of another kind ends
//! them.

use super::census::is_off;
use super::model::{IndicatorRow, Piece};
use super::sheet::{Sheet, SheetCell};
use crate::record::Period;
use crate::vocabulary::Field;

/// The indicator that is being read.
#[derive(Debug, Default)]
pub(super) struct Vertical {
    pieces: Vec<Piece>,
    /// Finished ones.
    pub(super) rows: Vec<IndicatorRow>,
}

impl Vertical {
    /// Labels with their values begin here: one of them is a level with a name of that level.
    pub(super) fn begins(sheet: &Sheet, row: usize) -> bool {
        let names_level = |(field, value): &(Field, &SheetCell)| match field {
            Field::Level1 => value.is_level1,
            Field::Level2 => value.is_level2,
            _ => false,
        };
        !is_off("indicators as labels and values")
            && pairs(sheet, row).is_some_and(|pairs| pairs.iter().any(names_level))
    }

    /// Reads a row of labels with their values. False where it is none.
    pub(super) fn read(&mut self, sheet: &Sheet, row: usize) -> bool {
        let Some(pairs) = pairs(sheet, row) else {
            return false;
        };
        let label = |cell: &&SheetCell| cell.meaning.is_some() || cell.bottom > row + 1;
        sheet.printed(row).filter(label).for_each(SheetCell::claim);
        for (field, value) in pairs {
            self.piece(sheet, field, value);
        }
        true
    }

    fn piece(&mut self, sheet: &Sheet, field: Field, value: &SheetCell) {
        let named = self.has(Field::Level3);
        let field = match field {
            Field::NameOrDescription if named => Field::Description,
            Field::NameOrDescription => Field::Level3,
            Field::Value => Field::Target,
            field => field,
        };
        let kept: &[Field] = match field {
            Field::Level1 => &[],
            Field::Level2 => &[Field::Level1],
            _ => &[Field::Level1, Field::Level2],
        };
        if named && matches!(field, Field::Level1 | Field::Level2 | Field::Level3) {
            self.finish();
            self.pieces.retain(|piece| kept.contains(&piece.field));
            self.pieces.iter_mut().for_each(|piece| piece.merged = true);
        }
        if matches!(field, Field::Level1 | Field::Level2) {
            // one name of each level, or every indicator would carry all of them
            self.pieces.retain(|piece| piece.field != field);
        }
        self.pieces.push(Piece {
            field,
            text: value.text.clone(),
            place: sheet.place(value),
            merged: false,
            label: "".into(),
        });
    }

    fn has(&self, field: Field) -> bool {
        self.pieces.iter().any(|piece| piece.field == field)
    }

    /// Ends the indicator that is being read.
    pub(super) fn finish(&mut self) {
        let name = self
            .pieces
            .iter()
            .find(|piece| piece.field == Field::Level3);
        if let Some(name) = name {
            self.rows.push(IndicatorRow {
                period: Period::Annual,
                group: None,
                place: name.place,
                pieces: self.pieces.clone(),
                slot: false,
            });
        }
    }
}

/// Labels of an indicator, each with the cell behind it; a merged label at the left edge that holds for all is left out. `None`
/// where the row has anything else.
fn pairs(sheet: &Sheet, row: usize) -> Option<Vec<(Field, &SheetCell)>> {
    let mut cells = sheet.starting(row).peekable();
    let runs_on = |cell: &&SheetCell| {
        let below = sheet.at(row + 1, cell.column);
        below.is_some_and(|below| below.row == cell.row)
    };
    cells.next_if(runs_on);
    let mut pairs = Vec::new();
    while let Some(label) = cells.next() {
        let field = label.column_field().filter(|&field| belongs(field))?;
        let value = cells.next()?;
        if value.column_field().is_some_and(belongs) && !value.is_level() {
            return None;
        }
        pairs.push((field, value));
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// Labels of what is said of one indicator.
fn belongs(field: Field) -> bool {
    field.is_indicator_column() && field != Field::IndicatorGroup
        || field.is_value_column()
        || matches!(field, Field::Score | Field::Remark)
}
