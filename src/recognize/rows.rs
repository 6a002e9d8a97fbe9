//! The rows below a header: which cell belongs to which column, and which rows are data.
//!
//! In: a [`Sheet`], a [`Header`] and a row. Out: [`IndicatorRow`]s, one a set of columns. Lost: rows that only keep a printed
//! slot open.

use super::model::{IndicatorRow, Piece};
use std::ops::Range;

use super::model::Cut;
use super::model::Entry;
use super::model::RowReason;
use super::model::{Column, Header, Set};
use super::names::named_rows;
use super::sheet::{Sheet, SheetCell};
use super::straight::in_order_of;
use super::texts::rows_of_text;
use crate::finding::Location;
use crate::limits::MAX_REPEATED_BYTES;
use crate::text::fold_width;
use crate::vocabulary::{Field, Vocabulary};

/// Longest text, in bytes, that may say that there is nothing.
const MAX_NOTHING: usize = 24;

impl IndicatorRow {
    /// The first piece of the field with text.
    pub fn piece(&self, field: Field) -> Option<&Piece> {
        self.pieces
            .iter()
            .find(|piece| piece.field == field && !piece.is_blank())
    }

    /// The text of the first piece of the field, trimmed.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.piece(field).map(|piece| piece.text.trim())
    }

    /// One cell covers the name and the value: a remark below the grid, or the name of a unit above its projects.
    pub fn is_remark(&self) -> bool {
        let name = self.piece(Field::Level3);
        let value = self.piece(Field::Target);
        name.zip(value)
            .is_some_and(|(name, value)| name.place == value.place && name.text == value.text)
    }

    /// Why the row gives no indicator although it says something; `None` for an indicator and for an empty slot.
    pub(super) fn passed_over(&self, vocabulary: &Vocabulary) -> Option<RowReason> {
        let says = |piece: &Piece| {
            let named = matches!(
                piece.field,
                Field::Target
                    | Field::MultiYearTarget
                    | Field::InterimTarget
                    | Field::Actual
                    | Field::Previous
                    | Field::Description
                    | Field::GradeExcellent
            );
            named && !piece.merged && !piece.is_blank() && !vocabulary.titles.is_filler(&piece.text)
        };
        if self.is_indicator(vocabulary) || !self.pieces.iter().any(says) || self.says_nothing() {
            None
        } else if self.is_remark() {
            Some(RowReason::Remark)
        } else {
            Some(RowReason::Unnamed)
        }
    }

    /// 无 | 无: the name and every value say that there is no indicator of this level.
    fn says_nothing(&self) -> bool {
        let nothing = |text: &str| {
            let short = text.len() <= MAX_NOTHING;
            short && Vocabulary::builtin().values.says_nothing(&fold_width(text))
        };
        self.text(Field::Level3).is_some_and(nothing)
            && self
                .pieces
                .iter()
                .filter(|piece| piece.field.is_value_column() && !piece.is_blank())
                .all(|piece| nothing(piece.text.trim()))
    }

    /// Something stands in a column that makes an indicator.
    pub fn is_indicator(&self, vocabulary: &Vocabulary) -> bool {
        if self.is_remark() || self.says_nothing() {
            return false;
        }
        let said = |field| {
            self.pieces.iter().any(|piece| {
                piece.field == field
                    && !piece.merged
                    && !piece.is_blank()
                    && !vocabulary.titles.is_filler(&piece.text)
            })
        };
        said(Field::Level3)
            || [
                Field::Target,
                Field::MultiYearTarget,
                Field::Actual,
                Field::GradeExcellent,
            ]
            .into_iter()
            .any(said)
                && (said(Field::Level2)
                    || said(Field::Level3)
                    || self.piece(Field::Level3).is_some()
                    || self.piece(Field::Level2).is_some())
    }
}

/// The cells of a row, apart by the columns of a header.
pub(super) struct ByColumn<'s> {
    cells: Vec<&'s SheetCell>,
    /// Where the cells of each column stand among them, in the order of `header.columns`; a cell may be of several.
    columns: Vec<Range<usize>>,
}

impl<'s> ByColumn<'s> {
    /// The cells of a column, by its index in the header.
    pub(super) fn of(&self, column: usize) -> &[&'s SheetCell] {
        let range = self.columns.get(column).cloned().unwrap_or_default();
        &self.cells[range]
    }
}

/// The cells of each column in this row.
pub(super) fn cells_by_column<'s>(sheet: &'s Sheet, row: usize, header: &Header) -> ByColumn<'s> {
    let cells: Vec<&SheetCell> = sheet
        .covering(row)
        .map(|cell| meant_by(sheet, cell))
        .collect();
    let first_only = cells.len() >= 2 && cells.iter().skip(1).all(|cell| cell.is_blank());
    // 某局 and nothing behind it is the row of a unit, whatever its length
    let aligned = first_only && header.is_list();
    let (length, width) = lengths(&cells, header);
    let fits = length == width || length == header.cells;
    let columns = if sheet.flat && !fits && !aligned {
        align_flat(length, width, header)
    } else if in_order_of(&header.columns, &cells) {
        (0..cells.len()).map(|at| at..at + 1).collect()
    } else {
        let touched = |column: &Column| {
            let start = cells.partition_point(|cell| cell.end <= column.span.start);
            let end = cells.partition_point(|cell| cell.column < column.span.end);
            start..end.max(start)
        };
        header.columns.iter().map(touched).collect()
    };
    ByColumn { cells, columns }
}

/// How many cells a row has, and how many it should have. Empty cells that end a row count only where the header has them too:
/// exports fill the rows of a table up to the widest.
fn lengths(cells: &[&SheetCell], header: &Header) -> (usize, usize) {
    let blank = cells
        .iter()
        .rev()
        .take_while(|cell| cell.is_blank())
        .count();
    let length = cells.len() - blank.min(cells.len().saturating_sub(header.cells));
    let width = if blank > 0 {
        header.cells
    } else {
        header.width
    };
    (length, width)
}

/// 同上 is the cell above, as if both were one.
fn meant_by<'s>(sheet: &'s Sheet, mut cell: &'s SheetCell) -> &'s SheetCell {
    const LONGEST: usize = 12;
    let dittos = &Vocabulary::builtin().values.dittos;
    let is_ditto = |text: &str| text.len() <= LONGEST && dittos.iter().any(|word| word == text);
    while is_ditto(cell.text.trim())
        && let Some(above) = cell
            .row
            .checked_sub(1)
            .and_then(|row| sheet.at(row, cell.column))
            .filter(|above| above.end == cell.end && above.column == cell.column)
            .filter(|above| above.meaning.is_none() && !above.is_blank())
    {
        cell.claim();
        cell = above;
    }
    cell
}

/// Rows of a table whose spans were lost can be shorter than the header (a merged cell at the left is not written at all) or
/// longer (the header's cell covered several). Both are aligned at the end that fits.
fn align_flat(cells: usize, width: usize, header: &Header) -> Vec<Range<usize>> {
    let target = header
        .columns
        .iter()
        .find(|column| column.field.is_value_column())
        .map_or(width, |column| column.span.start);
    let extra = cells.saturating_sub(width);
    let missing = width.saturating_sub(cells);
    header
        .columns
        .iter()
        .map(|column| {
            let shift = |at: usize| if at > target { at + extra } else { at };
            let mut span = shift(column.span.start)..shift(column.span.end - 1) + 1;
            if column.span.start == target {
                span.end += extra;
            }
            let start = span.start.saturating_sub(missing).min(cells);
            let end = span.end.saturating_sub(missing).min(cells);
            start..end.max(start)
        })
        .collect()
}

/// The indicators of a row, one a set, or more where one cell holds several.
pub(super) fn read_row(
    sheet: &Sheet,
    row: usize,
    header: &Header,
    vocabulary: &Vocabulary,
) -> Vec<IndicatorRow> {
    let by_column = cells_by_column(sheet, row, header);
    header
        .sets
        .iter()
        .map(|set| IndicatorRow {
            period: set.period,
            group: set.level.clone(),
            pieces: pieces_of(sheet, row, header, set, &by_column),
            place: sheet.row_place(row),
            slot: false,
        })
        .flat_map(|found| match header.texts {
            true => rows_of_text(found, vocabulary),
            false => named_rows(found, vocabulary),
        })
        .collect()
}

/// The cells of a row that stand under labels of the head: what a list says of the project itself.
pub(super) fn entries_of_row(
    sheet: &Sheet,
    row: usize,
    header: &Header,
    by_column: &ByColumn<'_>,
) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, column) in header.columns.iter().enumerate() {
        let cells = by_column.of(index);
        let field = match column.field {
            Field::UnitAndProject | Field::ActivityName => Field::ProjectName,
            Field::CodePair => Field::ProjectCode,
            Field::ObjectiveGroup if header.column(Field::ObjectiveAnnual).is_none() => {
                Field::ObjectiveAnnual
            }
            field
                if field.is_indicator_column() && field != Field::IndicatorGroup
                    || matches!(field, Field::Score | Field::Remark) =>
            {
                continue;
            }
            field => field,
        };
        // a cell over several columns belongs to the first
        for cell in cells.iter().filter(|cell| cell.column >= column.span.start) {
            let value = repeated_text(cell, row);
            entries.push(Entry {
                period: column.period,
                group: column.groups.clone(),
                ..Entry::new(field, &column.label, &value, sheet.place(cell))
            });
        }
    }
    entries
}

fn pieces_of(
    sheet: &Sheet,
    row: usize,
    header: &Header,
    set: &Set,
    by_column: &ByColumn<'_>,
) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(set.columns.len());
    for &index in &set.columns {
        let column = &header.columns[index];
        let filled = by_column.of(index).iter().any(|cell| !cell.is_blank());
        if column.named && filled {
            pieces.push(Piece {
                field: Field::Level3,
                text: column.label.to_string(),
                place: column.place,
                merged: false,
                label: column.label.clone(),
            });
        }
        for (at, cell) in by_column.of(index).iter().enumerate() {
            // One label over two columns of level names: the second is level 2.
            let field = match column.field {
                Field::Level1 if at > 0 && header.column(Field::Level2).is_none() => Field::Level2,
                field => field,
            };
            pieces.push(Piece {
                field,
                text: repeated_text(cell, row),
                place: sheet.place(cell),
                merged: cell.row < row,
                label: column.label.clone(),
            });
        }
    }
    pieces
}

/// The text of a cell in one of the rows it covers. The row it begins in has all of it; what the other rows repeat is bounded,
/// or a large cell over many rows would be copied into each.
pub(super) fn repeated_text(cell: &SheetCell, row: usize) -> String {
    cell.text[..kept(cell, row)].to_owned()
}

fn kept(cell: &SheetCell, row: usize) -> usize {
    if cell.row < row {
        cell.text.floor_char_boundary(MAX_REPEATED_BYTES)
    } else {
        cell.text.len()
    }
}

/// The cells whose text this row repeats in part only.
pub(super) fn cuts(sheet: &Sheet, row: usize) -> impl Iterator<Item = (Location, Cut)> {
    sheet
        .covering(row)
        .filter(move |cell| kept(cell, row) < cell.text.len())
        .map(|cell| (sheet.place(cell), Cut::Repeated))
}

/// `1 2 3 …`, `(1) (2) …`, `① ② …` or `甲 乙 1 2` below a header: numbers of columns, no data.
pub(super) fn is_column_numbers(sheet: &Sheet, row: usize) -> bool {
    let mut numbers = Vec::new();
    let mut others = 0;
    for cell in sheet.printed(row) {
        match number_of_column(cell.text.trim()) {
            Some(number) => numbers.push(number),
            None if cell.text.trim().chars().count() <= 2 => others += 1,
            None => return false,
        }
    }
    numbers.len() >= 3 && others <= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

fn number_of_column(text: &str) -> Option<u32> {
    let bare = text
        .trim_matches(|c: char| "()（）[]【】".contains(c))
        .trim();
    let mut signs = bare.chars();
    match (signs.next(), signs.next()) {
        (Some(sign @ '①'..='⑳'), None) => Some(sign as u32 - '①' as u32 + 1),
        _ => bare.parse().ok(),
    }
}
