//! The rows of an indicator grid in a form: indicators, totals, notes, and where the grid ends.
//!
//! In: a row of a [`Sheet`] below a [`Header`]. Out: rows of a [`Draft`], the total score, and what was passed over. Lost: notes
//! and signature lines below the grid.

use super::account::claim_unknown;
use super::beside::read_beside;
use super::draft::Draft;
use super::model::Entry;
use super::model::IndicatorRow;
use super::model::Recognized;
use super::model::{GroupLevel, Header};
use super::model::{RowReason, UnreadRow};
use super::names::has_unpaired_lines;
use super::rows::{cuts, read_row};
use super::sheet::{Sheet, SheetCell};
use crate::vocabulary::{Field, Vocabulary};

/// Reads a row below a header. False where the grid has ended.
pub(super) fn read_grid_row(
    sheet: &Sheet,
    row: usize,
    header: &Header,
    draft: &mut Draft,
    vocabulary: &Vocabulary,
    out: &mut Recognized,
) -> bool {
    let Some(first) = sheet.printed(row).next() else {
        return true;
    };
    if heads_project(sheet, row) {
        return false;
    }
    if first.is_full_level && sheet.printed(row).nth(1).is_none() {
        draft.band = Some(level_of(first, vocabulary));
        first.claim();
        return true;
    }
    let mut rows = read_row(sheet, row, header, vocabulary);
    if first.sense.is_firm() && sheet.printed(row).nth(1).is_none() {
        // a label over the rows that follow
        first.claim();
    }
    if row == 0 && draft.takes_fragment(sheet, &rows) {
        let joined = UnreadRow::row(sheet, row, RowReason::Joined);
        out.unread_rows.push(joined);
        return true;
    }
    let of_rate = is_rate_row(first, &rows, vocabulary);
    if of_rate && header.column(Field::Actual).is_some() {
        read_rate(sheet, row, &rows, first, draft, out);
        sheet.claim_row(row);
        return true;
    }
    if of_rate {
        sheet.claim_row(row);
        rows.iter_mut().for_each(name_by_level1);
    }
    let wanted = rows.iter().any(says_target);
    if is_note(first, wanted, vocabulary) || is_signature(sheet, row, vocabulary) {
        sheet.claim_row(row);
        return true;
    }
    let evaluated = draft.is_evaluated(header);
    if is_total(sheet, first, (wanted, evaluated), vocabulary) {
        let named = names_score(first, evaluated);
        // 小计 of a level stands where the level does
        let whole = named || first.column == 0;
        match total_score(sheet, row, &rows, first, named && evaluated).filter(|_| whole) {
            Some(score) => {
                sheet.claim_row(row);
                let grade = grade_beside(sheet, row).filter(|_| evaluated);
                draft.entries.extend(std::iter::once(score).chain(grade));
            }
            None => out
                .unread_rows
                .push(UnreadRow::row(sheet, row, RowReason::Total)),
        }
        return true;
    }
    if !of_rate && ends_grid(sheet, row, first, wanted) || says_result(first, wanted, vocabulary) {
        return false;
    }
    out.cuts.extend(cuts(sheet, row));
    draft.reaches(sheet.number);
    claim_unknown(sheet, row, header);
    read_beside(sheet, row, header, draft, vocabulary);
    let unpaired = rows.iter().any(has_unpaired_lines);
    let passed_over = rows
        .iter()
        .find_map(|found| found.passed_over(vocabulary))
        .or(unpaired.then_some(RowReason::Lines));
    out.unread_rows
        .extend(passed_over.map(|reason| UnreadRow::row(sheet, row, reason)));
    add_rows(rows, draft, vocabulary);
    true
}

/// 总分 | 100 | 95 | 优: the word behind the score.
fn grade_beside(sheet: &Sheet, row: usize) -> Option<Entry> {
    let grades = [
        Field::GradeExcellent,
        Field::GradeGood,
        Field::GradeFair,
        Field::GradePoor,
    ];
    let is_grade = |cell: &&SheetCell| cell.column_field().is_some_and(|it| grades.contains(&it));
    let cell = sheet.printed(row).skip(1).find(is_grade)?;
    let place = sheet.place(cell);
    Some(Entry::new(Field::Grade, "", cell.text.trim(), place))
}

/// A name of a level in a row of its own.
fn level_of(cell: &SheetCell, vocabulary: &Vocabulary) -> GroupLevel {
    let level1 = vocabulary.levels.level1(&cell.text).map(str::to_owned);
    GroupLevel {
        level1: level1.filter(|_| !cell.is_level2),
        level2: cell.is_level2.then(|| cell.text.trim().to_owned()),
    }
}

fn add_rows(rows: Vec<IndicatorRow>, draft: &mut Draft, vocabulary: &Vocabulary) {
    for mut found in rows {
        found.slot = !found.is_indicator(vocabulary);
        if found.group.is_none() && found.text(Field::Level1).is_none() {
            found.group.clone_from(&draft.band);
        }
        if found.pieces.iter().any(|piece| !piece.is_blank()) {
            draft.add(found);
        }
    }
}

/// 预算执行率 where level 1 belongs, and no other name: the rate of the budget among the indicators it is scored with.
fn is_rate_row(first: &SheetCell, rows: &[IndicatorRow], vocabulary: &Vocabulary) -> bool {
    let of_budget = |field| matches!(field, Some(Field::ExecutionRate | Field::FundingGroup));
    let other = |row: &IndicatorRow, field| {
        let meaning = |name| vocabulary.meaning(name).and_then(|meaning| meaning.head);
        row.text(field)
            .is_some_and(|name| !of_budget(meaning(name)))
    };
    of_budget(first.head())
        && first.column == 0
        && rows.iter().all(|row| {
            row.text(Field::Level1).is_some()
                && !other(row, Field::Level2)
                && !other(row, Field::Level3)
        })
}

/// The rate, its weight and its score are the budget's, and no indicator's.
fn read_rate(
    sheet: &Sheet,
    row: usize,
    rows: &[IndicatorRow],
    label: &SheetCell,
    draft: &mut Draft,
    out: &mut Recognized,
) {
    let piece = |field| rows.iter().find_map(|found| found.piece(field));
    if piece(Field::Actual).is_none() && piece(Field::Target).is_some() {
        out.unread_rows
            .push(UnreadRow::row(sheet, row, RowReason::Unnamed));
    }
    for (column, field) in [
        (Field::Actual, Field::ExecutionRate),
        (Field::Weight, Field::BudgetWeight),
        (Field::Score, Field::BudgetScore),
    ] {
        let entry = piece(column)
            .map(|piece| Entry::new(field, &label.text, piece.text.trim(), piece.place));
        draft.entries.extend(entry);
    }
}

/// In a form of targets alone it is an indicator of that name, and level 1 of none.
fn name_by_level1(row: &mut IndicatorRow) {
    let name = row.text(Field::Level1).map(str::to_owned);
    row.pieces
        .retain(|piece| !matches!(piece.field, Field::Level1 | Field::Level2));
    let level3 = row
        .pieces
        .iter_mut()
        .find(|piece| piece.field == Field::Level3);
    if let (Some(piece), Some(name)) = (level3, name) {
        piece.text = name;
        piece.merged = false;
    }
    // no level, not even that of the row above
    row.group = Some(GroupLevel::default());
}

/// A row of labels with that of a project's name: the head of the next project.
fn heads_project(sheet: &Sheet, row: usize) -> bool {
    let labels = sheet.printed(row).all(|cell| cell.meaning.is_some());
    let named = |cell: &SheetCell| cell.head() == Some(Field::ProjectName);
    labels && sheet.printed(row).count() >= 3 && sheet.printed(row).any(named)
}

/// The row says what is wanted of something.
fn says_target(found: &IndicatorRow) -> bool {
    !found.is_remark()
        && (found.text(Field::Target).is_some() || found.text(Field::MultiYearTarget).is_some())
}

/// A note or a signature line. 说明（书）份数 beside a target is an indicator.
fn is_note(first: &SheetCell, wanted: bool, vocabulary: &Vocabulary) -> bool {
    vocabulary.titles.is_note(&first.text) && (!wanted || first.text.contains([':', '：']))
}

/// 财政管理科室（盖章） 年 月 日: seals and nothing else.
fn is_signature(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> bool {
    let sealed = |cell: &SheetCell| {
        let bare = vocabulary.titles.without_seal(&cell.text);
        bare.len() < cell.text.len()
    };
    sheet.printed(row).all(sealed)
}

/// 总分, and 得分 below results at the left edge: the score of all.
fn names_score(first: &SheetCell, evaluated: bool) -> bool {
    match first.head() {
        Some(Field::TotalScore) => true,
        Some(Field::BudgetScore) => evaluated && first.column == 0,
        _ => false,
    }
}

/// A row that adds others up. 合计 behind the levels, with a target, is an indicator of that name. 自评得分 | 98 | 自评等级 | 优 is a
/// row of the head.
fn is_total(
    sheet: &Sheet,
    first: &SheetCell,
    (wanted, evaluated): (bool, bool),
    vocabulary: &Vocabulary,
) -> bool {
    let graded = |cell: &SheetCell| cell.head() == Some(Field::Grade);
    names_score(first, evaluated) && !sheet.printed(first.row).any(graded)
        || vocabulary.titles.is_total(&first.text) && (first.column == 0 || !wanted)
}

/// A label of the head at the left edge ends the grid, unless the row has a value: then it is an indicator of that name.
fn ends_grid(sheet: &Sheet, row: usize, first: &SheetCell, wanted: bool) -> bool {
    let Some(field) = first.head() else {
        return false;
    };
    // inside a merged level a known word is an indicator that was left blank
    if field == Field::IndicatorGroup || first.column > 0 {
        return false;
    }
    let labels = sheet
        .printed(row)
        .filter(|cell| cell.head().is_some())
        .count();
    labels >= 2 || !wanted || field == Field::ProjectName
}

/// 总分：98.5分, or 项目名称：乙, in one cell at the left edge: a row of the head.
fn says_result(first: &SheetCell, wanted: bool, vocabulary: &Vocabulary) -> bool {
    let ends = |field: Field| {
        field.opens_project()
            || matches!(
                field,
                Field::TotalScore | Field::Grade | Field::ScoreAndGrade
            )
    };
    !wanted
        && first.column == 0
        && vocabulary
            .label_and_value(&first.text)
            .is_some_and(|(meaning, _, value)| {
                !value.trim().is_empty() && meaning.head.is_some_and(ends)
            })
}

/// The total score: what stands under 得分, else, in a row `named` for it, the last figure that is no sum of weights.
fn total_score(
    sheet: &Sheet,
    row: usize,
    rows: &[IndicatorRow],
    label: &SheetCell,
    named: bool,
) -> Option<Entry> {
    let scored = rows
        .iter()
        .find_map(|found| found.piece(Field::Score))
        .filter(|piece| piece.place != sheet.place(label));
    // 总分 drawn one column too wide: the sum of the weights stands under 得分, and the score behind it
    let wide = rows.iter().any(|found| {
        let mut pieces = found.pieces.iter();
        pieces.any(|piece| piece.field == Field::Weight && piece.place == sheet.place(label))
    });
    let figures = sheet
        .printed(row)
        .filter(|cell| cell.column > label.column)
        .count();
    let scored = scored.filter(|_| !(named && wide && figures == 2));
    let (value, place) = match scored {
        Some(piece) => (piece.text.clone(), piece.place),
        None => {
            let last = sheet
                .printed(row)
                .next_back()
                .filter(|cell| named && cell.column > label.column)?;
            let weight = rows.iter().find_map(|found| found.piece(Field::Weight));
            if weight.is_some_and(|weight| weight.place == sheet.place(last)) {
                return None;
            }
            (last.text.clone(), sheet.place(last))
        }
    };
    Some(Entry::new(Field::TotalScore, &label.text, &value, place))
}
