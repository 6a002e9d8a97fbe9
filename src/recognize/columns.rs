//! What each column of an indicator grid holds.
//!
//! In: the rows of a header. Out: its columns from left to right. Known by their words alone, in any order; a label that is not
//! listed is taken apart, or known by its neighbours, and told in [`Columns::guessed`]. Lost: columns that nobody knows, which
//! are named in [`Columns::unknown`].

use std::ops::Range;

use super::by_place::holds_target_unknown;
use super::clues::{Open, settle};
use super::looks::bare_year;
use super::model::{Column, GroupLevel, is_list};
use super::model::{Guess, Understood};
use super::sheet::{Sheet, SheetCell};
use super::spread::spread_groups;
use crate::finding::Location;
use crate::record::FundingSource;
use crate::text::fold_width;
use crate::vocabulary::{Field, Vocabulary};

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
    /// The grid columns below them.
    pub(super) unread: Vec<Range<usize>>,
}

/// Names the columns of a header.
pub(super) fn columns_of(sheet: &Sheet, rows: &Range<usize>, vocabulary: &Vocabulary) -> Columns {
    let mut guessed = Vec::new();
    let list = compose(sheet, rows, vocabulary, &mut guessed);
    let width = list.last().map_or(0, |column| column.span.end);
    let mut open = Open {
        list,
        guessed,
        sheet,
        rows,
        vocabulary,
    };
    settle(&mut open);
    let Open {
        mut list, guessed, ..
    } = open;
    if !is_list(&list) && !has_values_beside(&list) {
        // a name of a level in a row of data
        list.retain(|column| !column.is_headed_by_level(vocabulary));
    }
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
        unread: unknown.iter().map(|column| column.span.clone()).collect(),
        unknown: unknown
            .into_iter()
            .map(|column| (fold_width(&column.label), column.place))
            .collect(),
    }
}

/// Every name of a level has a column for its values.
fn has_values_beside(columns: &[Column]) -> bool {
    let of_level = |field| {
        let own = columns
            .iter()
            .filter(|column| column.level.is_some() && column.field == field);
        own.count()
    };
    of_level(Field::Level3) >= 2 && of_level(Field::Target) == of_level(Field::Level3)
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

/// What a column holds whose group says more than its own label: 上年 below 指标值, 省级 below 资金来源.
fn in_group(cell: &SheetCell, above: &[&SheetCell], vocabulary: &Vocabulary) -> Option<Field> {
    let group = above.iter().rev().find_map(|cell| listed(cell))?;
    if matches!(group, Field::Target | Field::MultiYearTarget | Field::Value) {
        return vocabulary.below_target(&cell.text);
    }
    if !of_money(above) || listed(cell).is_some() {
        return None;
    }
    if vocabulary.titles.is_total(&cell.text) {
        return Some(Field::BudgetTotal);
    }
    if vocabulary.is_of_earlier_year(&cell.text) || vocabulary.names_no_source(&cell.text) {
        let known = vocabulary.composed(&cell.text).is_some();
        return (!known).then_some(Field::Unknown);
    }
    vocabulary.short_source(&cell.text)
}

/// One of the labels is of money.
fn of_money(path: &[&SheetCell]) -> bool {
    path.iter().any(|cell| {
        listed(cell).is_some_and(|field| field.is_money() || field == Field::FundingGroup)
    })
}

/// The lowest label that is known, with its field; the lowest of all where none is.
fn leaf_of(
    sheet: &Sheet,
    path: &[&SheetCell],
    vocabulary: &Vocabulary,
    guessed: &mut Vec<Guess>,
) -> Option<(usize, Field)> {
    if let [above @ .., cell] = path
        && let Some(field) = in_group(cell, above, vocabulary)
    {
        return Some((above.len(), field));
    }
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
                by: Understood::by_part(composed.known, Some(field)),
                place: sheet.place(cell),
            });
            return Some((index, field));
        }
    }
    let last = path.len().checked_sub(1)?;
    // 合计 below 预算安排（万元） is the total among the sources of funds.
    if vocabulary.titles.is_total(&path[last].text) && of_money(&path[..last]) {
        return Some((last, Field::BudgetTotal));
    }
    // A name of a level with nothing below it heads the indicators themselves.
    let below_level = path[..last].iter().any(|cell| cell.is_level1);
    let field = match path[last] {
        cell if cell.is_full_level || below_level && cell.is_level2 => Field::Level3,
        cell if cell.is_level1 => return None,
        _ => Field::Unknown,
    };
    Some((last, field))
}

/// 2023年 above 目标值 | 完成值: the year of both.
fn years_above<'s>(above: &'s [&'s SheetCell]) -> impl Iterator<Item = &'s str> {
    above
        .iter()
        .map(|cell| cell.text.trim())
        .filter(|text| bare_year(text).is_some())
}

/// The label of a column, from the one that is known downwards, with what those above say of all below them.
fn label_of(path: &[&SheetCell], leaf: usize) -> String {
    let above = &path[..leaf];
    let own = path[leaf..].iter().map(|cell| cell.text.trim());
    let label = years_above(above).chain(own).collect::<Vec<_>>().join(" ");
    match above.iter().find(|cell| is_carryover(cell)) {
        Some(cell) => [cell.text.trim(), "-", &label].concat(),
        None => label,
    }
}

/// 上年结转 above the sources it came from.
fn is_carryover(cell: &SheetCell) -> bool {
    listed(cell) == Some(Field::Funding(FundingSource::Carryover))
}

/// The names of the indicator tree among the labels of a column. Below a name of level 1 even a short one is of level 2.
fn level_of(path: &[&SheetCell], vocabulary: &Vocabulary) -> Option<GroupLevel> {
    let level1 = path.iter().enumerate().find_map(|(index, cell)| {
        let name = vocabulary.levels.level1(&cell.text)?;
        cell.meaning.is_none().then_some((index, name))
    });
    let below = level1.map_or(0, |(index, _)| index + 1);
    let level2 = path[below..]
        .iter()
        .find(|cell| cell.is_level2 && (cell.is_full_level || below > 0));
    let found = GroupLevel {
        level1: level1.map(|(_, name)| name.to_owned()),
        level2: level2.map(|cell| cell.text.trim().to_owned()),
    };
    (found != GroupLevel::default()).then_some(found)
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
        // 上年 among the columns of the budget
        (Field::Previous, _) if of_money(above) => Field::Unknown,
        (field, _) if field.is_money() && above.iter().any(|cell| is_carryover(cell)) => {
            Field::Funding(FundingSource::Carryover)
        }
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
        label: label_of(path, leaf).into(),
        place: sheet.place(path[leaf]),
        period,
        level: level_of(path, vocabulary),
        groups: above
            .iter()
            .map(|cell| cell.text.trim())
            .collect::<Vec<_>>()
            .join(" "),
        named: false,
        by: None,
    })
}
