//! What names carry besides themselves: their level in front, or several indicators in one cell.
//!
//! In: [`IndicatorRow`]s as their columns give them. Out: rows with one name each, their level told. Lost: nothing.

use super::census::is_off;
use super::model::GroupLevel;
use super::model::{IndicatorRow, Piece};
use super::texts::ENDS;
use super::texts::{begins_with_sign, name_and_signed_target};
use crate::text::{fold_width, strip_enumeration};
use crate::vocabulary::{Field, Vocabulary};

/// The row with its names taken apart.
pub(super) fn named_rows(row: IndicatorRow, vocabulary: &Vocabulary) -> Vec<IndicatorRow> {
    let headed_by_level = row.group.is_some()
        && row
            .pieces
            .iter()
            .any(|piece| piece.field == Field::Level3 && names_level(&piece.label, vocabulary));
    let mut rows = if headed_by_level {
        one_each(row)
    } else {
        line_by_line(row, vocabulary)
    };
    for row in &mut rows {
        take_level(row, vocabulary);
        if headed_by_level {
            take_target(row);
        }
    }
    rows
}

fn names_level(label: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.levels.level1(label).is_some() || vocabulary.levels.level2(label).is_some()
}

fn is_level(text: &str, vocabulary: &Vocabulary) -> bool {
    vocabulary.levels.is_full_name(text)
}

/// 群众满意度≥90% below 满意度指标: what stands behind the sign is the target.
fn take_target(row: &mut IndicatorRow) {
    if row.pieces.iter().any(|piece| piece.field.is_value_column()) {
        return;
    }
    let name = |piece: &&mut Piece| piece.field == Field::Level3;
    let Some(piece) = row.pieces.iter_mut().find(name) else {
        return;
    };
    if let Some((name, target)) = name_and_signed_target(&piece.text) {
        let target = Piece {
            field: Field::Target,
            text: target.to_owned(),
            ..piece.clone()
        };
        piece.text = name.to_owned();
        row.pieces.push(target);
    }
}

/// 数量指标 above the indicators themselves: each line of a cell is one. 无 is none.
fn one_each(mut row: IndicatorRow) -> Vec<IndicatorRow> {
    let name = |piece: &&Piece| piece.field == Field::Level3;
    let text = row.pieces.iter().find(name).map(|piece| piece.text.clone());
    let parts: Vec<String> = text
        .iter()
        .flat_map(|text| text.split(ENDS))
        .map(|part| strip_enumeration(part.trim()).trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    if let [only] = &parts[..]
        && Vocabulary::builtin().values.says_nothing(&fold_width(only))
    {
        row.pieces.retain(|piece| piece.field != Field::Level3);
    }
    if parts.len() < 2 {
        return vec![row];
    }
    let with_name = |part: String| {
        let mut one = row.clone();
        for piece in &mut one.pieces {
            if piece.field == Field::Level3 {
                piece.text.clone_from(&part);
            }
        }
        one
    };
    parts.into_iter().map(with_name).collect()
}

/// 指标1：甲 / 指标2：乙 next to 10期 / 500人: names with one target per line. Without numbers, each target has a figure: else a
/// line may be the rest of the line above.
fn line_by_line(row: IndicatorRow, vocabulary: &Vocabulary) -> Vec<IndicatorRow> {
    let lines = |field: Field| -> Vec<&str> {
        let piece = row.piece(field).map_or("", |piece| piece.text.as_str());
        let lines = piece.lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).collect()
    };
    let names = lines(Field::Level3);
    let numbered = |line: &&str| {
        vocabulary.titles.without_number(line).len() < line.len()
            || strip_enumeration(line).len() < line.len()
    };
    if is_off("several names in a cell") {
        return vec![row];
    }
    let targets = lines(Field::Target);
    let figure = |line: &&str| line.contains(|c: char| c.is_ascii_digit());
    let apart = names.iter().all(numbered) || targets.iter().all(figure);
    if names.len() < 2 || !apart || targets.len() != names.len() {
        return vec![row];
    }
    let nth = |piece: &Piece, index: usize| {
        let lines: Vec<&str> = piece
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let own = lines.len() == names.len() && piece.field != Field::Level2;
        let text = if own {
            strip_enumeration(lines[index].trim())
        } else {
            &piece.text
        };
        Piece {
            text: text.to_owned(),
            ..piece.clone()
        }
    };
    (0..names.len())
        .map(|index| IndicatorRow {
            pieces: row.pieces.iter().map(|piece| nth(piece, index)).collect(),
            ..row.clone()
        })
        .collect()
}

/// Several names and several values in one row whose numbers differ: which value is of which name is unknown.
pub(super) fn has_unpaired_lines(row: &IndicatorRow) -> bool {
    let words = &Vocabulary::builtin().values;
    let count = |field: Field, value: bool| -> Option<usize> {
        let lines = row.piece(field)?.text.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let begins = |line: &&str| {
            begins_with_sign(line, words) || line.starts_with(|c: char| c.is_ascii_digit())
        };
        (!value || lines.iter().all(begins)).then_some(lines.len())
    };
    let (names, values) = (count(Field::Level3, false), count(Field::Target, true));
    names
        .zip(values)
        .is_some_and(|(names, values)| names >= 2 && values >= 2 && names != values)
}

/// 数量指标：培训人数, in a table without columns for the levels.
fn take_level(row: &mut IndicatorRow, vocabulary: &Vocabulary) {
    let has = |field| row.pieces.iter().any(|piece| piece.field == field);
    let above = row.group.clone().unwrap_or_default();
    let off = is_off("levels in front of names");
    if off || above.level2.is_some() || has(Field::Level2) {
        return;
    }
    let has_level1 = has(Field::Level1);
    let Some(name) = row
        .pieces
        .iter_mut()
        .find(|piece| piece.field == Field::Level3)
    else {
        return;
    };
    let Some((level, rest)) = name.text.split_once([':', '：']) else {
        return;
    };
    if rest.trim().is_empty() || !is_level(level, vocabulary) {
        return;
    }
    if has_level1 && vocabulary.levels.level2(level).is_none() {
        return;
    }
    let level1 = vocabulary.levels.level1(level).map(str::to_owned);
    let level2 = vocabulary.levels.level2(level).is_some();
    let fits = |level1: &String| level2 && vocabulary.levels.may_stand_under(level, level1);
    let above = above.level1.filter(fits);
    row.group = Some(GroupLevel {
        level1: level1.filter(|_| !level2).or(above),
        level2: level2.then(|| level.trim().to_owned()),
    });
    name.text = rest.trim().to_owned();
}
