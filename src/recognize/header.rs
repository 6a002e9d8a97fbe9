//! Finding the header of an indicator grid and what each of its columns holds.
//!
//! In: a [`Sheet`] and a row. Out: a [`Header`] when the row, with up to two rows below it, is made of column labels; its
//! columns are known by their words alone, in any order. Lost: nothing.

use std::ops::Range;

use super::sheet::{Sheet, SheetCell};
use super::spread::spread_groups;
use crate::record::Period;
use crate::vocabulary::{Field, Vocabulary};

/// Most rows a header takes.
const MAX_HEADER_ROWS: usize = 3;

/// One column of an indicator grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// Grid columns it covers.
    pub span: Range<usize>,
    /// Its label as printed.
    pub label: String,
    /// What the label or its group says of the period.
    pub period: Option<Period>,
    /// The level-1 name of its group, in transposed tables.
    pub level1: Option<String>,
    /// Labels of the groups it stands under.
    pub groups: String,
}

/// The columns that make one indicator of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// One year or several.
    pub period: Period,
    /// Level 1, where the group says it.
    pub level1: Option<String>,
    /// Indices of its columns, the shared ones included.
    pub columns: Vec<usize>,
}

/// The shape of a table, as written in `layout`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A form for each project.
    Form,
    /// A table with the projects as rows.
    List,
    /// Level-1 names as column groups.
    Transposed,
    /// Two periods side by side.
    TwoPeriod,
    /// Indicators without levels.
    Flat,
}

impl Layout {
    /// The id in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::List => "list",
            Self::Transposed => "transposed",
            Self::TwoPeriod => "two_period",
            Self::Flat => "flat",
        }
    }
}

/// A header and how to read the rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The rows it takes.
    pub rows: Range<usize>,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// One set an indicator.
    pub sets: Vec<Set>,
    /// The shape.
    pub layout: Layout,
    /// Grid columns the header covers.
    pub width: usize,
}

impl Header {
    /// Index of the first column with this field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// The rows are projects: the table has a column for their names.
    pub fn is_list(&self) -> bool {
        self.columns
            .iter()
            .any(|column| matches!(column.field, Field::ProjectName | Field::UnitAndProject))
    }

    /// Same labels in the same columns: the header repeated on the next page.
    pub fn repeats(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self
                .columns
                .iter()
                .zip(&other.columns)
                .all(|(a, b)| a.field == b.field && a.span == b.span)
    }
}

/// The header that begins in this row, if one does. `periods` are columns the head above has labelled with a period.
pub(super) fn find_header(
    sheet: &Sheet,
    row: usize,
    periods: &[(Range<usize>, Period)],
    vocabulary: &Vocabulary,
) -> Option<Header> {
    if !begins_header(sheet, row, vocabulary) {
        return None;
    }
    for depth in (1..=MAX_HEADER_ROWS).rev() {
        let rows = row..row + depth;
        if rows.end > sheet.rows.len()
            || !rows
                .clone()
                .skip(1)
                .all(|r| is_header_row(sheet, r, vocabulary))
        {
            continue;
        }
        let mut columns = compose(sheet, &rows, vocabulary);
        settle_names(&mut columns, sheet, &rows);
        if is_indicator_grid(&columns) {
            let width = columns
                .iter()
                .map(|column| column.span.end)
                .max()
                .unwrap_or(0);
            let (sets, layout) = sets_of(&columns, periods);
            return Some(Header {
                rows,
                columns,
                sets,
                layout,
                width,
            });
        }
    }
    None
}

fn is_word(cell: &SheetCell, vocabulary: &Vocabulary) -> bool {
    cell.meaning.is_some() || vocabulary.levels.level1(&cell.text).is_some()
}

/// Most of the row's words are labels, and some of them only an indicator grid has.
fn begins_header(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let (mut printed, mut known, mut grid, mut levels, mut names) = (0, 0, 0, 0, 0);
    for cell in sheet.printed(row) {
        printed += 1;
        known += usize::from(is_word(cell, vocabulary));
        grid += usize::from(cell.column_field().is_some_and(Field::is_indicator_column));
        levels += usize::from(vocabulary.levels.level1(&cell.text).is_some());
        names += usize::from(matches!(
            cell.head(),
            Some(Field::ProjectName | Field::UnitAndProject)
        ));
    }
    // A list may announce its projects' columns in a row above the one with the indicators' labels.
    let list = printed >= 3 && known == printed && names >= 1;
    printed >= 2 && known * 10 >= printed * 6 && (grid >= 1 || levels >= 2 || list)
}

/// A further row of a header: labels only.
fn is_header_row(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let mut labels = 0;
    for cell in sheet.printed(row) {
        if !is_word(cell, vocabulary) {
            return false;
        }
        labels += usize::from(cell.meaning.is_some());
    }
    labels >= 1
}

/// Names the columns by the labels that stand above one another, the lowest first.
fn compose(sheet: &Sheet, rows: &Range<usize>, vocabulary: &Vocabulary) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut last_path: Vec<(usize, usize)> = Vec::new();
    let (width, paths) = spread_groups(sheet, rows);
    for column in 0..width {
        let path: Vec<&SheetCell> = paths(column);
        let key: Vec<(usize, usize)> = path.iter().map(|cell| (cell.row, cell.column)).collect();
        if !key.is_empty()
            && key == last_path
            && let Some(last) = columns.last_mut()
        {
            last.span.end = column + 1;
            continue;
        }
        if let Some(made) = column_of(&path, column, vocabulary) {
            columns.push(made);
            last_path = key;
        } else {
            last_path.clear();
        }
    }
    columns
}

fn column_of(path: &[&SheetCell], column: usize, vocabulary: &Vocabulary) -> Option<Column> {
    let leaf = path
        .iter()
        .rposition(|cell| cell.column_field().or(cell.head()).is_some())?;
    let own = |cell: &SheetCell| cell.column_field().or(cell.head());
    let above = &path[..leaf];
    let parent = above
        .iter()
        .rev()
        .filter_map(|cell| own(cell))
        .find(|field| {
            matches!(
                field,
                Field::Actual | Field::Previous | Field::Target | Field::MultiYearTarget
            )
        });
    let field = match (own(path[leaf])?, parent) {
        (
            Field::Value
            | Field::Target
            | Field::Operator
            | Field::OperatorOrAttribute
            | Field::TargetUnit,
            Some(parent @ (Field::Actual | Field::Previous)),
        ) => parent,
        (Field::Value, Some(parent)) => parent,
        (Field::Value, None) => Field::Target,
        (field, _) => field,
    };
    let period = path.iter().rev().find_map(|cell| {
        own(cell)
            .and_then(Field::period)
            .or_else(|| vocabulary.period_of(&cell.text))
    });
    Some(Column {
        field,
        span: column..column + 1,
        label: path[leaf].text.trim().to_owned(),
        period,
        level1: above
            .iter()
            .find_map(|cell| vocabulary.levels.level1(&cell.text))
            .map(str::to_owned),
        groups: above
            .iter()
            .map(|cell| cell.text.trim())
            .collect::<Vec<_>>()
            .join(" "),
    })
}

/// 指标 is the name where nothing else is, a group's label at the left edge of the grid, else a description.
fn settle_names(columns: &mut [Column], sheet: &Sheet, rows: &Range<usize>) {
    let has = |columns: &[Column], field| columns.iter().any(|column| column.field == field);
    let named = has(columns, Field::Level3);
    let first_level = columns
        .iter()
        .position(|column| matches!(column.field, Field::Level1 | Field::Level2));
    let below = rows.end;
    for (index, column) in columns.iter_mut().enumerate() {
        if column.field != Field::NameOrDescription {
            continue;
        }
        let edge = first_level.is_some_and(|first| index < first);
        let runs_on = sheet
            .at(below, column.span.start)
            .is_some_and(|cell| cell.row < below);
        column.field = match (edge || runs_on, named) {
            (true, _) => Field::IndicatorGroup,
            (false, true) => Field::Description,
            (false, false) => Field::Level3,
        };
    }
    if !has(columns, Field::Level3)
        && let Some(column) = columns
            .iter_mut()
            .find(|column| column.field == Field::Description)
    {
        column.field = Field::Level3;
    }
}

/// Something is named and something is wanted of it.
fn is_indicator_grid(columns: &[Column]) -> bool {
    let has = |field| columns.iter().any(|column| column.field == field);
    let value = columns.iter().any(|column| column.field.is_value_column());
    let levels = [Field::Level1, Field::Level2, Field::Level3]
        .into_iter()
        .filter(|&level| has(level))
        .count();
    let grouped = columns.iter().any(|column| column.level1.is_some());
    (has(Field::Level3) || has(Field::Level2))
        && value
        && (levels >= 2 || grouped || is_flat_grid(columns))
        || levels == 3
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

/// Columns that stand once belong to every indicator of a row; those that repeat make a set each.
fn sets_of(columns: &[Column], periods: &[(Range<usize>, Period)]) -> (Vec<Set>, Layout) {
    if columns.iter().any(|column| column.level1.is_some()) && count(columns, Field::Level3) >= 2 {
        let sets = split_by(
            columns,
            |a, b| a.level1 != b.level1 || a.level1.is_none(),
            |c| c.level1.is_some(),
        );
        return (sets, Layout::Transposed);
    }
    if count(columns, Field::Level3) >= 2 || count(columns, Field::Level2) >= 2 {
        let mut sets = split_by(
            columns,
            |_, _| false,
            |column| count(columns, column.field) >= 2,
        );
        name_periods(&mut sets, columns, periods);
        return (sets, Layout::TwoPeriod);
    }
    if let Some(sets) = two_targets(columns) {
        return (sets, Layout::TwoPeriod);
    }
    let all = Set {
        period: period_of_values(columns),
        level1: None,
        columns: (0..columns.len()).collect(),
    };
    (vec![all], layout_of_one_set(columns))
}

fn count(columns: &[Column], field: Field) -> usize {
    columns
        .iter()
        .filter(|column| column.field == field)
        .count()
}

/// One name with a target for the year and one for several years: a set each.
fn two_targets(columns: &[Column]) -> Option<Vec<Set>> {
    let annual = columns.iter().position(|c| c.field == Field::Target)?;
    let multi = columns.iter().position(|c| {
        c.field == Field::MultiYearTarget
            || c.field == Field::Target && c.period == Some(Period::MultiYear)
    })?;
    let set = |period, target| Set {
        period,
        level1: None,
        columns: (0..columns.len())
            .filter(|&i| i == target || !columns[i].field.is_value_column())
            .collect(),
    };
    (annual != multi).then(|| vec![set(Period::MultiYear, multi), set(Period::Annual, annual)])
}

fn layout_of_one_set(columns: &[Column]) -> Layout {
    let list = columns
        .iter()
        .any(|column| matches!(column.field, Field::ProjectName | Field::UnitAndProject));
    if list {
        Layout::List
    } else if count(columns, Field::Level1) + count(columns, Field::Level2) == 0 {
        Layout::Flat
    } else {
        Layout::Form
    }
}

/// What the first value column says of the period, else the group's label at the left edge.
fn period_of_values(columns: &[Column]) -> Period {
    columns
        .iter()
        .find(|column| column.field.is_value_column())
        .and_then(|column| column.period)
        .or_else(|| {
            columns
                .iter()
                .filter(|c| c.field == Field::IndicatorGroup)
                .find_map(|c| c.period)
        })
        .unwrap_or(Period::Annual)
}

/// Cuts the columns that `own` picks into sets, where a field comes again or `cut` says so; the others are shared.
fn split_by(
    columns: &[Column],
    cut: impl Fn(&Column, &Column) -> bool,
    own: impl Fn(&Column) -> bool,
) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let mut previous: Option<&Column> = None;
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| own(column)) {
        let again = sets.last().is_none_or(|set| {
            set.columns
                .iter()
                .any(|&i| columns[i].field == column.field)
        });
        if again || previous.is_some_and(|before| cut(before, column)) {
            sets.push(Set {
                period: Period::Annual,
                level1: column.level1.clone(),
                columns: Vec::new(),
            });
        }
        if let Some(set) = sets.last_mut() {
            set.columns.push(index);
        }
        previous = Some(column);
    }
    let shared: Vec<usize> = (0..columns.len()).filter(|&i| !own(&columns[i])).collect();
    for set in &mut sets {
        set.columns.extend(&shared);
        set.columns.sort_unstable();
    }
    sets
}

/// The period of each set: by its own labels, by the labels of the head above it, else the longer one stands first.
fn name_periods(sets: &mut [Set], columns: &[Column], periods: &[(Range<usize>, Period)]) {
    let own: Vec<Option<Period>> = sets
        .iter()
        .map(|set| {
            let mut indices = set.columns.iter().filter(|&&i| {
                columns
                    .iter()
                    .filter(|c| c.field == columns[i].field)
                    .count()
                    >= 2
            });
            indices
                .clone()
                .find_map(|&i| columns[i].period)
                .or_else(|| {
                    let first = *indices.next()?;
                    let span = &columns[first].span;
                    periods
                        .iter()
                        .rev()
                        .find(|(range, _)| range.start < span.end && span.start < range.end)
                        .map(|(_, period)| *period)
                })
        })
        .collect();
    let told_apart = own.contains(&Some(Period::MultiYear))
        && own.iter().any(|period| *period != Some(Period::MultiYear));
    for (index, set) in sets.iter_mut().enumerate() {
        set.period = match own[index] {
            Some(period) if told_apart => period,
            None if told_apart => Period::Annual,
            _ if index == 0 => Period::MultiYear,
            _ => Period::Annual,
        };
    }
}
