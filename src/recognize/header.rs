//! Finding the header of an indicator grid and what each of its columns holds.
//!
//! In: a [`Sheet`] and a row. Out: a [`Header`] when the row, with up to two rows below it, is made of column labels; its
//! columns are known by their words alone, in any order. Lost: nothing.

use super::model::{Column, Header, is_list};
use super::sheet::heads_list;
use std::ops::Range;

use super::columns::columns_of;
use super::goals::{heads_goals, is_list_of_goals};
use super::sets::sets_of;
use super::sheet::{Sheet, SheetCell};
use crate::record::Period;
use crate::vocabulary::{Field, Vocabulary};

/// Most rows a header takes.
const MAX_HEADER_ROWS: usize = 3;

/// The header that begins in this row, if one does. `periods` are columns the head above has labelled with a period.
pub(super) fn find_header(
    sheet: &Sheet,
    row: usize,
    periods: &[(Range<usize>, Period)],
    vocabulary: &Vocabulary,
) -> Option<Header> {
    let goals = heads_goals(sheet, row, vocabulary);
    if !goals && !begins_header(sheet, row, vocabulary) {
        return None;
    }
    for depth in (1..=MAX_HEADER_ROWS).rev() {
        let rows = row..row + depth;
        if rows.end > sheet.rows.len()
            || !rows.clone().skip(1).all(|r| {
                is_header_row(sheet, (row, r), vocabulary)
                    || reaches_down(sheet, row, r)
                    || names_below_levels(sheet, row, r)
            })
        {
            continue;
        }
        let found = columns_of(sheet, &rows, vocabulary);
        let texts = is_list_with_text(sheet, &found.list);
        let bare = || is_list_without_grid(sheet, &rows, &found.list);
        if texts
            || bare()
            || is_indicator_grid(&found.list)
            || is_list_of_texts(&found.list, vocabulary)
            || goals && is_list_of_goals(sheet, rows.end, &found.list, vocabulary)
        {
            let (sets, layout) = sets_of(&found.list, periods);
            return Some(Header {
                cells: longest(sheet, rows.clone()).max(found.width),
                rows,
                columns: found.list,
                sets,
                layout,
                width: found.width,
                texts,
                guessed: found.guessed,
                unknown: found.unknown,
                unread: found.unread,
            });
        }
    }
    None
}

fn longest(sheet: &Sheet, rows: Range<usize>) -> usize {
    let lengths = rows.map(|row| sheet.covering(row).count());
    lengths.max().unwrap_or_default()
}

fn is_word(cell: &SheetCell) -> bool {
    cell.meaning.is_some() || cell.is_level1
}

/// Most of the row's words are labels, and some of them only an indicator grid has.
fn begins_header(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let (mut printed, mut known, mut grid, mut levels) = (0, 0, 0, 0);
    let (mut names, mut listed) = (0, 0);
    for cell in sheet.printed(row) {
        printed += 1;
        listed += usize::from(is_word(cell) || cell.is_full_level);
        known += usize::from(is_word(cell));
        grid += usize::from(cell.column_field().is_some_and(Field::is_indicator_column));
        levels += usize::from(cell.is_level1);
        names += usize::from(heads_list(cell));
    }
    // A list may announce its projects' columns in a row above the one with the indicators' labels.
    let composed = || {
        let unlisted = sheet
            .printed(row)
            .filter(|cell| !is_word(cell) && !cell.is_full_level);
        unlisted
            .filter(|cell| vocabulary.composed(&cell.text).is_some())
            .count()
    };
    let list =
        printed >= 3 && names >= 1 && listed + 1 >= printed && listed + composed() == printed;
    list || printed >= 2 && known * 10 >= printed * 6 && (grid >= 1 || levels >= 2)
}

/// A label for names or levels in the header's first row covers the row too: it belongs to the header, whatever else it holds.
fn reaches_down(sheet: &Sheet, first: usize, row: usize) -> bool {
    sheet.starting(first).any(|cell| {
        let named = [Field::Level1, Field::Level2, Field::Level3];
        cell.column_field()
            .is_some_and(|field| named.contains(&field))
            && sheet
                .at(row, cell.column)
                .is_some_and(|below| below.row == first)
    })
}

/// Names of indicators, each right below a name of a level, beside the label of what the rows are about.
fn names_below_levels(sheet: &Sheet, first: usize, row: usize) -> bool {
    let subject = |cell: &SheetCell| {
        let unit = heads_list(cell) || cell.head() == Some(Field::ImplementingUnit);
        unit && cell.bottom > row
    };
    let below_level = |cell: &SheetCell| {
        let above = sheet.at(row - 1, cell.column);
        !cell.is_level() && above.is_some_and(|above| above.is_level() && above.row < row)
    };
    row > first
        && sheet.starting(first).any(subject)
        && sheet.printed(row).count() >= 2
        && sheet.printed(row).all(below_level)
}

/// A further row of a header: labels, as good as only. Names of level 2 are labels in lists alone: elsewhere rows of data hold little else.
fn is_header_row(sheet: &Sheet, (first, row): (usize, usize), vocabulary: &Vocabulary) -> bool {
    let unit = |cell: &SheetCell| cell.head() == Some(Field::ImplementingUnit);
    let list = sheet
        .printed(first)
        .any(|cell| heads_list(cell) || unit(cell));
    let below_level1 = |cell: &SheetCell| {
        (first..row).any(|row| {
            sheet
                .at(row, cell.column)
                .is_some_and(|above| above.is_level1)
        })
    };
    let (mut printed, mut known, mut labels, mut grid) = (0, 0, 0, 0);
    for cell in sheet.printed(row) {
        printed += 1;
        known += usize::from(
            is_word(cell)
                || list && (cell.is_full_level || cell.is_level2 && below_level1(cell))
                || vocabulary.titles.is_total(&cell.text)
                || vocabulary.composed(&cell.text).is_some(),
        );
        labels += usize::from(cell.meaning.is_some());
        grid += usize::from(cell.column_field().is_some_and(Field::is_indicator_column));
    }
    let levels = list && known == printed && sheet.printed(row).any(|cell| cell.is_level2);
    // one label that nobody knows does not make a row with 一级指标 and 指标值 one of data
    known == printed && (labels >= 1 || levels) || grid >= 3 && known * 10 >= printed * 6
}

/// Something is named and something is wanted of it.
fn is_indicator_grid(columns: &[Column]) -> bool {
    let has = |field| columns.iter().any(|column| column.field == field);
    let value = columns.iter().any(|column| column.field.is_value_column());
    let levels = [Field::Level1, Field::Level2, Field::Level3]
        .into_iter()
        .filter(|&level| has(level))
        .count();
    let grouped = columns.iter().any(|column| column.level.is_some());
    let list = is_list(columns) && has(Field::Level3);
    (has(Field::Level3) || has(Field::Level2))
        && value
        && (levels >= 2 || grouped || list || is_flat_grid(columns))
        || levels == 3
        || columns.iter().filter(|column| column.named).count() >= 2 && is_list(columns)
}

/// Projects with a column for the indicators of each of several levels: 项目名称 | 数量指标 | 质量指标.
fn is_list_of_texts(columns: &[Column], vocabulary: &Vocabulary) -> bool {
    let headed_by_level = |column: &&Column| column.is_headed_by_level(vocabulary);
    is_list(columns) && columns.iter().filter(headed_by_level).count() >= 2
}

/// Projects with their money or objective, and all their indicators in one cell: 项目名称 | 预算数 | 绩效指标.
fn is_list_with_text(sheet: &Sheet, columns: &[Column]) -> bool {
    let asked = |column: &Column| {
        column.field.is_money()
            || matches!(column.field, Field::ObjectiveAnnual | Field::ObjectiveGroup)
    };
    let of_grid = |column: &&Column| {
        let field = column.field;
        field.is_indicator_column() && field != Field::IndicatorGroup || field.is_value_column()
    };
    let mut grid = columns.iter().filter(of_grid);
    let (Some(only), None) = (grid.next(), grid.next()) else {
        return false;
    };
    let row = only.place.row.map_or(0, |row| row as usize - 1);
    let asks = |field| {
        matches!(
            field,
            Some(Field::NameOrDescription | Field::IndicatorGroup)
        )
    };
    let label = sheet
        .at(row, only.span.start)
        .and_then(SheetCell::column_field);
    only.field == Field::Level3 && asks(label) && is_list(columns) && columns.iter().any(asked)
}

/// Projects with what became of them and no indicators at all.
fn is_list_without_grid(sheet: &Sheet, rows: &Range<usize>, columns: &[Column]) -> bool {
    let find = |wanted: fn(Field) -> bool| columns.iter().find(|column| wanted(column.field));
    let grid = |field: Field| {
        field.is_indicator_column() && field != Field::IndicatorGroup || field.is_value_column()
    };
    let result = |field| {
        matches!(
            field,
            Field::TotalScore | Field::Grade | Field::ScoreAndGrade
        )
    };
    let Some(name) = find(|field| field == Field::ProjectName).filter(|_| find(grid).is_none())
    else {
        return false;
    };
    let Some(asked) = find(result) else {
        return false;
    };
    let says = |row: usize, column: &Column| {
        let cell = sheet.at(row, column.span.start);
        cell.is_some_and(|cell| cell.row == row && !cell.is_blank() && cell.meaning.is_none())
    };
    let heads_grid = |cell: &SheetCell| {
        let fields = [Field::Level1, Field::Level3, Field::Target];
        cell.column_field()
            .is_some_and(|field| fields.contains(&field))
    };
    let below = || rows.end..sheet.rows.len();
    let first = rows.end;
    says(first, name)
        && says(first, asked)
        && !below().any(|row| sheet.printed(row).any(heads_grid))
}

/// Without levels, a name and a value alone are too common in other tables: a third word of the grammar must be there.
fn is_flat_grid(columns: &[Column]) -> bool {
    let specific = |column: &&Column| {
        matches!(
            column.field,
            Field::Operator
                | Field::OperatorOrAttribute
                | Field::TargetUnit
                | Field::Weight
                | Field::Actual
                | Field::Attribute
                | Field::Direction
                | Field::ScoringRule
                | Field::Previous
        )
    };
    let target = columns
        .iter()
        .any(|column| matches!(column.field, Field::Target | Field::MultiYearTarget));
    target
        && (columns.iter().filter(specific).count() >= 1
            || columns.iter().any(|c| c.field == Field::Description))
}
