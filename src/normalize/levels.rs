//! Levels 1 and 2 of every row: printed, merged, carried over a lost merge, or inferred from level 2.
//!
//! In: the rows of one project. Out: the settled levels, in parallel. A blank is filled only from rows of the same
//! project, and never against the indicator tree: a level 2 that does not belong under the level 1 above it gets its
//! own level 1.

use crate::recognize::{GroupLevel, IndicatorRow};
use crate::record::LevelSource;
use crate::text::{fold_width, one_line};
use crate::vocabulary::{Field, Levels};

/// The two upper levels of one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowLevels {
    /// Level 1 as printed, without line breaks.
    pub level1: Option<String>,
    /// Where level 1 came from.
    pub source: Option<LevelSource>,
    /// Level 2 as printed, without line breaks.
    pub level2: Option<String>,
}

/// Settles the levels of all rows.
pub fn settle_levels(rows: &[IndicatorRow], levels: &Levels) -> Vec<RowLevels> {
    let mut settled: Vec<RowLevels> = rows
        .iter()
        .map(|row| divided(printed_levels(row), levels))
        .collect();
    carry_level2(rows, &mut settled, levels);
    take_level1_below(&mut settled, levels);
    carry_level1_down(&mut settled, levels);
    carry_level1_up(&mut settled, levels);
    for (row, own) in rows.iter().zip(&mut settled) {
        // 预算执行率 among the indicators belongs to no level
        if row.group.as_ref() == Some(&GroupLevel::default()) {
            *own = RowLevels::default();
        }
    }
    for row in &mut settled {
        if row.level1.is_none()
            && let Some(parent) = row
                .level2
                .as_deref()
                .and_then(|level2| levels.parent_of(level2))
        {
            row.level1 = Some(parent.to_owned());
            row.source = Some(LevelSource::Inferred);
        }
    }
    settled
}

fn printed_levels(row: &IndicatorRow) -> RowLevels {
    let joined = |field| {
        row.piece(field)
            .map(|piece| (one_line(&piece.text), piece.merged))
            .filter(|(text, _)| !text.is_empty())
    };
    let (level1, source) = match (&row.group, joined(Field::Level1)) {
        (_, Some((text, true))) => (Some(text), Some(LevelSource::Merged)),
        (_, Some((text, false))) => (Some(text), Some(LevelSource::Printed)),
        (group, None) => {
            let level1 = group.as_ref().and_then(|group| group.level1.as_deref());
            (level1.map(one_line), level1.map(|_| LevelSource::Merged))
        }
    };
    let group2 = row.group.as_ref().and_then(|group| group.level2.as_deref());
    RowLevels {
        level1,
        source,
        level2: joined(Field::Level2)
            .map(|(text, _)| text)
            .or(group2.map(one_line)),
    }
}

/// The characters that separate two levels in one cell: 产出指标-数量指标.
const PATH_SIGNS: [char; 8] = ['-', '－', '—', '/', '／', '>', '、', '\\'];

/// Splits a path in one column into its two levels.
fn divided(row: RowLevels, levels: &Levels) -> RowLevels {
    let (Some(path), None) = (&row.level1, &row.level2) else {
        return row;
    };
    if levels.level1(path).is_some() {
        return row;
    }
    let halves = path
        .split_once(PATH_SIGNS)
        .map(|(level1, level2)| (level1.trim(), level2.trim_start_matches(PATH_SIGNS).trim()));
    match halves {
        Some((level1, level2))
            if levels.level1(level1).is_some() && levels.level2(level2).is_some() =>
        {
            RowLevels {
                level1: Some(level1.to_owned()),
                source: row.source,
                level2: Some(level2.to_owned()),
            }
        }
        _ => row,
    }
}

/// Fills a blank level 2 from the row above while level 1 stays the same. A row that prints level 1 and no level 2 ends
/// the block.
fn carry_level2(rows: &[IndicatorRow], settled: &mut [RowLevels], levels: &Levels) {
    let has_column =
        |row: &IndicatorRow| row.pieces.iter().any(|piece| piece.field == Field::Level2);
    for index in 1..settled.len() {
        let (before, after) = settled.split_at_mut(index);
        let (above, here) = (&before[index - 1], &mut after[0]);
        if here.level2.is_some()
            || !has_column(&rows[index])
            || rows[index].period != rows[index - 1].period
        {
            continue;
        }
        let same_block = match (&above.level1, &here.level1) {
            (_, None) => true,
            (Some(above), Some(here)) => fold_width(above) == fold_width(here),
            (None, Some(_)) => false,
        };
        if same_block
            && let Some(level2) = &above.level2
            && !levels.is_level1_only(level2)
        {
            here.level2 = Some(level2.clone());
        }
    }
}

/// Where level 1 is printed in the middle of its rows, the first rows have none: a new level 2 that the next row prints with
/// its level 1 belongs to that one already.
fn take_level1_below(settled: &mut [RowLevels], levels: &Levels) {
    let late = settled.first().is_some_and(|row| row.level1.is_none());
    for at in 1..settled.len().saturating_sub(1) {
        let [above, row, below] = &settled[at - 1..=at + 1] else {
            continue;
        };
        let begins = row.level1.is_none() && row.level2.is_some() && row.level2 != above.level2;
        let fits = below.level2 == row.level2
            && below
                .level1
                .as_deref()
                .is_some_and(|level1| fits(row, level1, levels));
        if late && begins && fits {
            let level1 = below.level1.clone();
            settled[at].level1 = level1;
            settled[at].source = Some(LevelSource::Carried);
        }
    }
}

fn carry_level1_down(settled: &mut [RowLevels], levels: &Levels) {
    let mut above: Option<String> = None;
    for row in settled {
        match (&row.level1, &above) {
            (Some(level1), _) => above = Some(level1.clone()),
            (None, Some(level1)) if fits(row, level1, levels) => {
                row.level1 = Some(level1.clone());
                row.source = Some(LevelSource::Carried);
            }
            (None, _) => {}
        }
    }
}

/// Fills the rows above the first printed level 1 of a block, whose merged cell was centred on the block before the
/// merge was lost.
fn carry_level1_up(settled: &mut [RowLevels], levels: &Levels) {
    let mut below: Option<String> = None;
    for row in settled.iter_mut().rev() {
        match (&row.level1, &below) {
            (Some(level1), _) => below = Some(level1.clone()),
            (None, Some(level1)) if row.level2.is_some() && fits(row, level1, levels) => {
                row.level1 = Some(level1.clone());
                row.source = Some(LevelSource::Carried);
            }
            (None, _) => {}
        }
    }
}

fn fits(row: &RowLevels, level1: &str, levels: &Levels) -> bool {
    row.level2
        .as_deref()
        .is_none_or(|level2| levels.may_stand_under(level2, level1))
}
