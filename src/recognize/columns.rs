//! What each column of an indicator grid holds.
//!
//! In: the rows of a header. Out: its columns from left to right. Known by their words alone, in any order; a label that is not
//! listed is taken apart, or known by its neighbours, and told in [`Columns::guessed`]. Lost: columns that nobody knows, which
//! are named in [`Columns::unknown`].

use std::ops::Range;

use super::header::{Column, GroupLevel};
use super::sheet::{Sheet, SheetCell};
use super::spread::spread_groups;
use super::{Guess, Understood};
use crate::finding::Location;
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary, fold_width};

/// The columns of a header, and what was guessed about them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    /// Those that are known, from left to right.
    pub(super) list: Vec<Column>,
    /// One past the last column with a label.
    pub(super) width: usize,
    /// Labels that are not listed and were understood all the same.
    pub(super) guessed: Vec<Guess>,
    /// Labels that nobody knows.
    pub(super) unknown: Vec<(String, Location)>,
}

/// Names the columns of a header.
pub(super) fn columns_of(sheet: &Sheet, rows: &Range<usize>, vocabulary: &Vocabulary) -> Columns {
    let mut guessed = Vec::new();
    let mut list = compose(sheet, rows, vocabulary, &mut guessed);
    let width = list.last().map_or(0, |column| column.span.end);
    split_levels(&mut list, sheet, rows, vocabulary, &mut guessed);
    settle_levels(&mut list, sheet, rows, vocabulary);
    settle_names(&mut list, sheet, rows);
    settle_units(&mut list, sheet, rows);
    settle_target(&mut list, &mut guessed);
    let unknown: Vec<Column> = list
        .iter()
        .filter(|column| column.field == Field::Unknown)
        .cloned()
        .collect();
    if !holds_target_unknown(&list) {
        list.retain(|column| column.field != Field::Unknown);
    }
    Columns {
        list,
        width,
        guessed,
        unknown: unknown
            .into_iter()
            .map(|column| (fold_width(&column.label), column.place))
            .collect(),
    }
}

/// Names the columns by the labels that stand above one another, the lowest first.
fn compose(
    sheet: &Sheet,
    rows: &Range<usize>,
    vocabulary: &Vocabulary,
    guessed: &mut Vec<Guess>,
) -> Vec<Column> {
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
        if let Some(made) = column_of(sheet, &path, column, vocabulary, guessed) {
            columns.push(made);
            last_path = key;
        } else {
            last_path.clear();
        }
    }
    columns
}

/// The field of a listed label.
fn listed(cell: &SheetCell) -> Option<Field> {
    cell.column_field().or(cell.head())
}

/// The lowest label that is known, with its field; the lowest of all where none is.
fn leaf_of(
    sheet: &Sheet,
    path: &[&SheetCell],
    vocabulary: &Vocabulary,
    guessed: &mut Vec<Guess>,
) -> Option<(usize, Field)> {
    for (index, cell) in path.iter().enumerate().rev() {
        if let Some(field) = listed(cell) {
            return Some((index, field));
        }
        let composed = vocabulary.composed(&cell.text);
        let field = composed
            .as_ref()
            .and_then(|composed| composed.meaning.column.or(composed.meaning.head));
        if let (Some(composed), Some(field)) = (composed, field) {
            guessed.push(Guess {
                label: cell.text.trim().to_owned(),
                by: Understood::Part(composed.known),
                place: sheet.place(cell),
            });
            return Some((index, field));
        }
    }
    let last = path.len().checked_sub(1)?;
    // 合计 below 预算安排（万元） is the total among the sources of funds.
    let of_money = |cell: &&SheetCell| {
        listed(cell).is_some_and(|field| field.is_money() || field == Field::FundingGroup)
    };
    if vocabulary.titles.is_total(&path[last].text) && path[..last].iter().any(of_money) {
        return Some((last, Field::BudgetTotal));
    }
    // A name of a level with nothing below it heads the indicators themselves.
    let field = match path[last] {
        cell if cell.is_full_level => Field::Level3,
        cell if cell.is_level1 => return None,
        _ => Field::Unknown,
    };
    Some((last, field))
}

/// The name of the indicator tree among the labels of a column, the one of level 1 first.
fn level_of(path: &[&SheetCell], vocabulary: &Vocabulary) -> Option<GroupLevel> {
    let level1 = path
        .iter()
        .filter(|cell| cell.meaning.is_none())
        .find_map(|cell| vocabulary.levels.level1(&cell.text));
    let level2 = || path.iter().find(|cell| cell.is_full_level);
    level1
        .map(|name| GroupLevel::Level1(name.to_owned()))
        .or_else(|| level2().map(|cell| GroupLevel::Level2(cell.text.trim().to_owned())))
}

fn column_of(
    sheet: &Sheet,
    path: &[&SheetCell],
    column: usize,
    vocabulary: &Vocabulary,
    guessed: &mut Vec<Guess>,
) -> Option<Column> {
    let (leaf, own) = leaf_of(sheet, path, vocabulary, guessed)?;
    let above = &path[..leaf];
    let parent = above
        .iter()
        .rev()
        .filter_map(|cell| listed(cell))
        .find(|field| {
            matches!(
                field,
                Field::Actual | Field::Previous | Field::Target | Field::MultiYearTarget
            )
        });
    let field = match (own, parent) {
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
        listed(cell)
            .and_then(Field::period)
            .or_else(|| vocabulary.period_of(&cell.text))
    });
    Some(Column {
        field,
        span: column..column + 1,
        label: path[leaf..]
            .iter()
            .map(|cell| cell.text.trim())
            .collect::<Vec<_>>()
            .join(" "),
        place: sheet.place(path[leaf]),
        period,
        level: level_of(path, vocabulary),
        groups: above
            .iter()
            .map(|cell| cell.text.trim())
            .collect::<Vec<_>>()
            .join(" "),
    })
}

/// Most rows below a header that are looked at to tell what a column holds.
const MAX_LOOKED_AT: usize = 12;

/// One label, 绩效指标, above the whole indicator tree: its columns are told apart by what stands below them.
fn split_levels(
    columns: &mut Vec<Column>,
    sheet: &Sheet,
    rows: &Range<usize>,
    vocabulary: &Vocabulary,
    guessed: &mut Vec<Guess>,
) {
    let levels = [Field::Level1, Field::Level2, Field::Level3];
    if columns.iter().any(|column| levels.contains(&column.field)) {
        return;
    }
    let wide = |index: usize, column: &Column| {
        let end = columns.get(index + 1)?.span.start;
        let wide = column.field == Field::NameOrDescription && end - column.span.start >= 2;
        wide.then_some((index, end))
    };
    let found = columns
        .iter()
        .enumerate()
        .find_map(|(index, column)| wide(index, column));
    let Some((index, end)) = found else { return };
    let whole = columns[index].clone();
    let parts: Vec<Column> = (whole.span.start..end)
        .filter_map(|start| {
            let part = Column {
                span: start..start + 1,
                ..whole.clone()
            };
            let field = level_below(sheet, rows, &part, vocabulary)?;
            Some(Column { field, ..part })
        })
        .collect();
    let fields: Vec<Field> = parts.iter().map(|part| part.field).collect();
    if matches!(
        fields[..],
        [Field::Level1, Field::Level2, Field::Level3]
            | [Field::Level1 | Field::Level2, Field::Level3]
    ) {
        guessed.push(Guess {
            label: whole.label,
            by: Understood::LevelsByContent,
            place: whole.place,
        });
        columns.splice(index..=index, parts);
    }
}

/// The level whose names make up most of what is printed in a column; level 3, which is free text, where neither does.
fn level_below(
    sheet: &Sheet,
    rows: &Range<usize>,
    column: &Column,
    vocabulary: &Vocabulary,
) -> Option<Field> {
    let (mut printed, mut level1, mut level2) = (0, 0, 0);
    let own = printed_below(sheet, rows, column).filter(|cell| cell.column == column.span.start);
    for cell in own {
        printed += 1;
        level1 += usize::from(vocabulary.levels.level1(&cell.text).is_some());
        level2 += usize::from(vocabulary.levels.level2(&cell.text).is_some());
    }
    match printed {
        0 => None,
        _ if level1 >= level2 && level1 * 3 >= printed * 2 => Some(Field::Level1),
        _ if level2 * 3 >= printed * 2 => Some(Field::Level2),
        _ => Some(Field::Level3),
    }
}

/// A column called 指标 that holds nothing but names of the indicator tree is a column for a level.
fn settle_levels(
    columns: &mut [Column],
    sheet: &Sheet,
    rows: &Range<usize>,
    vocabulary: &Vocabulary,
) {
    let settled = |columns: &[Column], field| columns.iter().any(|column| column.field == field);
    for index in 0..columns.len() {
        let column = &columns[index];
        if column.field != Field::NameOrDescription {
            continue;
        }
        let (mut printed, mut level1, mut level2) = (0, 0, 0);
        for cell in printed_below(sheet, rows, column) {
            printed += 1;
            level1 += usize::from(vocabulary.levels.level1(&cell.text).is_some());
            level2 += usize::from(vocabulary.levels.level2(&cell.text).is_some());
        }
        let field = if level2 >= level1 {
            Field::Level2
        } else {
            Field::Level1
        };
        if printed >= 2 && level1.max(level2) == printed && !settled(columns, field) {
            columns[index].field = field;
        }
    }
}

/// 单位 above names of organizations is the unit that the projects of a list belong to.
fn settle_units(columns: &mut [Column], sheet: &Sheet, rows: &Range<usize>) {
    let name = columns
        .iter()
        .position(|column| column.field == Field::ProjectName);
    for (index, column) in columns.iter_mut().enumerate() {
        if column.field != Field::TargetUnit {
            continue;
        }
        // in front of the project's name even a short one is no unit of measure: 教育局
        let before_name = name.is_some_and(|name| index < name);
        let texts: Vec<&str> = printed_below(sheet, rows, column)
            .map(|cell| cell.text.trim())
            .collect();
        let organization = |text: &&str| is_organization(text, before_name);
        if !texts.is_empty() && texts.iter().all(organization) {
            column.field = Field::BudgetUnit;
        }
    }
}

fn is_organization(text: &str, before_name: bool) -> bool {
    /// No unit of measure without a stroke is this long.
    const LONG: usize = 4;
    let words = ValueWords::builtin();
    let key = fold_width(text);
    let measure = words
        .units
        .longest(&key)
        .is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
    (before_name || key.chars().count() >= LONG) && !key.contains('/') && !measure
}

/// The first cells with text below a column's label.
fn printed_below<'s>(
    sheet: &'s Sheet,
    rows: &Range<usize>,
    column: &Column,
) -> impl Iterator<Item = &'s SheetCell> {
    let start = column.span.start;
    (rows.end..sheet.rows.len())
        .take(MAX_LOOKED_AT)
        .filter_map(move |row| sheet.at(row, start).filter(|cell| cell.row == row))
        .filter(|cell| !cell.is_blank())
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

/// Nobody knows which of several columns behind the name holds the target: they stay, so that none is read from the name.
fn holds_target_unknown(columns: &[Column]) -> bool {
    let name = columns
        .iter()
        .rposition(|column| column.field == Field::Level3);
    let behind = name.map_or(&[][..], |name| &columns[name..]);
    !columns.iter().any(|column| column.field.is_value_column())
        && behind.iter().any(|column| column.field == Field::Unknown)
}

/// Where no column is known to hold the value, the unknown one beside the sign or the unit holds it, or the only unknown one
/// behind the name.
fn settle_target(columns: &mut [Column], guessed: &mut Vec<Guess>) {
    if columns.iter().any(|column| column.field.is_value_column()) {
        return;
    }
    let is = |index: usize, fields: &[Field]| {
        columns
            .get(index)
            .is_some_and(|column| fields.contains(&column.field))
    };
    let unknown: Vec<usize> = (0..columns.len())
        .filter(|&index| is(index, &[Field::Unknown]))
        .collect();
    let beside = unknown.iter().copied().find(|&index| {
        index > 0 && is(index - 1, &[Field::Operator, Field::OperatorOrAttribute])
            || is(index + 1, &[Field::TargetUnit])
    });
    let named = columns
        .iter()
        .rposition(|column| column.field == Field::Level3);
    let only = match unknown[..] {
        [index] if named.is_some_and(|name| name < index) => Some(index),
        _ => None,
    };
    if let Some(index) = beside.or(only) {
        let column = &mut columns[index];
        column.field = Field::Target;
        guessed.push(Guess {
            label: column.label.clone(),
            by: Understood::TargetByPlace,
            place: column.place,
        });
    }
}
