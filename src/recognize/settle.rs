//! What the labels of a header leave open, told by the columns beside them and the cells below.
//!
//! In: named columns. Out: the same, with levels, names, units and the target settled; what was guessed is told.

use std::ops::Range;

use super::model::Column;
use super::model::{Guess, Understood};
use super::sheet::{Sheet, SheetCell};
use crate::text::fold_width;
use crate::vocabulary::{Field, Vocabulary};

/// Most rows below a header that are looked at to tell what a column holds.
pub(super) const MAX_LOOKED_AT: usize = 12;

/// One label, 绩效指标, above the whole indicator tree: its columns are told apart by what stands below them.
pub(super) fn split_levels(
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
            label: whole.label.to_string(),
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

/// Of two columns for level 1, 指标类型 and 一级指标, the one that holds its names is one; 定量 and 定性 are an attribute.
pub(super) fn settle_level1(
    columns: &mut [Column],
    sheet: &Sheet,
    rows: &Range<usize>,
    vocabulary: &Vocabulary,
) {
    let claims: Vec<usize> = (0..columns.len())
        .filter(|&index| columns[index].field == Field::Level1)
        .collect();
    let named: Vec<bool> = claims
        .iter()
        .map(|&index| {
            printed_below(sheet, rows, &columns[index])
                .any(|cell| vocabulary.levels.level1(&cell.text).is_some())
        })
        .collect();
    if let ([index], [false]) = (&claims[..], &named[..]) {
        // 指标类型 above names of level 2
        let level2 = columns.iter().any(|column| column.field == Field::Level2);
        let column = &columns[*index];
        let (mut printed, mut names) = (0, 0);
        for cell in printed_below(sheet, rows, column) {
            printed += 1;
            names += usize::from(vocabulary.levels.level2(&cell.text).is_some());
        }
        if printed > 0 && names == printed && !level2 {
            columns[*index].field = Field::Level2;
        }
    }
    if claims.len() < 2 || !named.contains(&true) {
        return;
    }
    let others = claims.into_iter().zip(named).filter(|(_, named)| !named);
    for (index, _) in others {
        let words = &Vocabulary::builtin().values;
        let attribute = printed_below(sheet, rows, &columns[index]).all(|cell| {
            let key = fold_width(&cell.text);
            words.is_qualitative_type(&key) || words.is_ignored_type(&key)
        });
        columns[index].field = if attribute {
            Field::Attribute
        } else {
            Field::Unknown
        };
    }
}

/// A column called 指标 that holds nothing but names of the indicator tree is a column for a level.
pub(super) fn settle_levels(
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
pub(super) fn settle_units(columns: &mut [Column], sheet: &Sheet, rows: &Range<usize>) {
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
    let words = &Vocabulary::builtin().values;
    let key = fold_width(text);
    let measure = words
        .units
        .longest(&key)
        .is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
    (before_name || key.chars().count() >= LONG) && !key.contains('/') && !measure
}

/// The first cells with text below a column's label.
pub(super) fn printed_below<'s>(
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
pub(super) fn settle_names(columns: &mut [Column], sheet: &Sheet, rows: &Range<usize>) {
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

/// Columns that come twice for one indicator: of several weights the one behind the name counts (the others are of levels 1 and
/// 2), of 三级指标 and 四级指标 the last is the name and the other says more of it.
pub(super) fn settle_repeated(columns: &mut [Column]) {
    let all = |columns: &[Column], field| -> Vec<usize> {
        (0..columns.len())
            .filter(|&index| columns[index].field == field)
            .collect()
    };
    let values = columns
        .iter()
        .filter(|column| column.field.is_value_column());
    let one_set = values.count() <= 1 || columns.iter().any(|column| column.field == Field::Actual);
    let names = all(columns, Field::Level3);
    if let [rest @ .., last] = &names[..]
        && one_set
        && columns.iter().all(|column| column.level.is_none())
        && last - names[0] == rest.len()
    {
        for &index in rest {
            columns[index].field = Field::Description;
        }
    }
    // 完成情况 of the whole project stands in front of the indicators and their results
    let results = all(columns, Field::Actual);
    if results.last().copied() > all(columns, Field::Level3).first().copied() {
        for &index in results
            .iter()
            .filter(|&&index| Some(index) < names.first().copied())
        {
            columns[index].field = Field::ObjectiveActual;
        }
    }
    let weights = all(columns, Field::Weight);
    let name = all(columns, Field::Level3).last().copied();
    let own = weights.iter().copied().find(|&index| Some(index) > name);
    if one_set && let Some(own) = own.or(weights.last().copied()) {
        for index in weights.into_iter().filter(|&index| index != own) {
            columns[index].field = Field::Ignored;
        }
    }
}
