//! Which label of the head a value belongs to: the one beside it, the one above it, or the line and the column it stands in.
//!
//! In: a cell that is no label, and what is open. Out: an [`Entry`]; a text that no label claims is told.

use super::super::model::Entry;
use super::super::model::{RowReason, UnreadRow};
use super::super::sheet::{Sheet, SheetCell};
use super::text::{
    has_money_unit, is_coded_name, is_figure, lacks_mark, looks_like_label, takes_text,
};
use super::{Head, Open, RowReading, bare_year};
use crate::record::FundingSource;
use crate::vocabulary::{Field, Vocabulary, fold_width};

impl Head {
    pub(super) fn value(
        &mut self,
        sheet: &Sheet,
        (cell, next): (&SheetCell, Option<&SheetCell>),
        vocabulary: &Vocabulary,
        reading: &mut RowReading,
        entries: &mut Vec<Entry>,
    ) {
        let execution = self
            .open
            .iter()
            .find(|open| open.field.is_execution_column() && open.is_above(cell))
            .map(|open| (open.field, open.label.clone()));
        if let (Some((column, _)), Some(line)) = (&execution, &reading.line) {
            let mut entry = self.entry(line.field, &line.label, &cell.text, cell, sheet);
            entry.column = Some(*column);
            entries.push(entry);
            reading.pending = None;
            return;
        }
        let in_table = self
            .text_of_goal(sheet, cell)
            .or_else(|| self.figure_of_source(sheet, cell, reading))
            .or_else(|| self.figure_of_year(sheet, cell, reading.line.as_ref()))
            .or_else(|| self.labelled_figure(sheet, cell, vocabulary));
        if let Some(entry) = in_table {
            entries.push(entry);
            reading.pending = None;
            return;
        }
        if reading.heads && !cell.text.contains(|c: char| c.is_ascii_digit()) {
            // 得分 | 原因: the head of a column that nobody asks for, and no figure
            if !cell.is_blank() {
                self.unknown
                    .push((fold_width(&cell.text), sheet.place(cell)));
                self.open.push(Open::of(sheet, cell, Field::Ignored));
            }
            return;
        }
        if is_blank_of_lost_span(sheet, cell, next, reading) {
            return;
        }
        if self.heads_column(sheet, cell, reading)
            || self.asks_beside_money(sheet, cell, next, vocabulary, reading)
        {
            return;
        }
        if let Some(pending) = reading.pending.take() {
            let mut entry = self.entry(pending.field, &pending.label, &cell.text, cell, sheet);
            entry.column = pending.column;
            entries.push(entry);
            let figures = [Field::OriginalBudget, Field::AnnualBudget, Field::Executed];
            if figures.contains(&pending.field) {
                self.beside.push(pending);
            }
            return;
        }
        if !cell.is_blank() {
            self.without_label_beside(sheet, cell, next, vocabulary, reading, entries);
        }
    }

    /// 合计：500, 中央：300 among the money.
    fn labelled_figure(
        &self,
        sheet: &Sheet,
        cell: &SheetCell,
        vocabulary: &Vocabulary,
    ) -> Option<Entry> {
        let group = self.group.as_ref()?.field;
        let (label, value) = cell.text.split_once([':', '：'])?;
        let figure = value.trim().starts_with(|c: char| c.is_ascii_digit());
        if !figure || !(group.is_money() || group == Field::FundingGroup) {
            return None;
        }
        let field = match vocabulary.titles.is_total(label) {
            true => Field::BudgetTotal,
            false => vocabulary.short_source(label)?,
        };
        Some(self.entry(field, label, value.trim(), cell, sheet))
    }

    /// A text that no label stands beside: its label stands above it, or it needs none.
    fn without_label_beside(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        next: Option<&SheetCell>,
        vocabulary: &Vocabulary,
        reading: &mut RowReading,
        entries: &mut Vec<Entry>,
    ) {
        if let Some(at) = self.open.iter().rposition(|open| open.is_above(cell)) {
            // the head of a column of figures holds for the rows below too
            let open = if self.open[at].field.is_execution_column() {
                self.open[at].clone()
            } else {
                self.open.remove(at)
            };
            let entry = self.entry(open.field, &open.label, &cell.text, cell, sheet);
            entries.push(entry);
        } else if let Some(group) = self
            .group
            .clone()
            .filter(|group| reading.labels == 0 && takes_text(group.field))
        {
            let entry = self.entry(group.field, &group.label, &cell.text, cell, sheet);
            entries.push(entry);
        } else if sheet.flat && entries.last().is_some_and(|last| repeats(last, cell)) {
            // a merged cell written once more where spans were lost
        } else if let Some(last) = entries
            .last_mut()
            .filter(|last| counts_on(last, cell, vocabulary))
        {
            // 目标1：甲 | 目标2：乙
            last.value = [last.value.trim(), cell.text.trim()].join("\n");
        } else if let Some(last) = entries.last_mut().filter(|last| goes_on(last, cell)) {
            // 2024年1月 | 至 | 2024年12月
            let mark = if lacks_mark(&last.value, &cell.text) {
                "-"
            } else {
                ""
            };
            last.value = [last.value.trim(), mark, cell.text.trim()].concat();
        } else if bare_year(&cell.text).is_some() {
            let entry = self.entry(Field::FiscalYear, "", &cell.text, cell, sheet);
            entries.push(entry);
        } else if is_coded_name(&cell.text) {
            let entry = self.entry(Field::BudgetUnit, "", &cell.text, cell, sheet);
            entries.push(entry);
        } else if looks_like_label(&cell.text) && next.is_some_and(|next| next.row == cell.row) {
            self.unknown
                .push((fold_width(&cell.text), sheet.place(cell)));
            // What follows belongs to the unknown label and is not taken for another's value.
            let group = has_money_unit(&cell.text);
            if group && cell.column == 0 {
                self.group = Some(Open::of(sheet, cell, Field::FundingGroup));
            }
            reading.pending = Some(Open::of(sheet, cell, Field::Ignored));
            reading.labels += 1;
        } else {
            self.unread
                .push(UnreadRow::cell(sheet, cell, RowReason::Unlabelled));
        }
    }

    /// 合计 | 财政拨款 | 其他资金 above rows that begin with 年初预算数, 全年预算数, 执行数 and go on with figures.
    pub(super) fn note_sources(&mut self, sheet: &Sheet, row: usize) {
        let mut printed = sheet.printed(row);
        let executed = |cell: &SheetCell| cell.head().is_some_and(Field::is_execution_column);
        let turned = printed.next().is_some_and(executed)
            && printed.next().is_some_and(|cell| cell.meaning.is_none());
        if !turned {
            self.sources.clear();
        } else if self.sources.is_empty() {
            let above = |open: &Open| open.field.is_money() && open.place.row == Some(row as u32);
            if self.open.iter().filter(|open| above(open)).count() >= 2 {
                self.sources = self.open.extract_if(.., |open| above(open)).collect();
            }
        }
    }

    fn figure_of_source(
        &self,
        sheet: &Sheet,
        cell: &SheetCell,
        reading: &RowReading,
    ) -> Option<Entry> {
        let column = reading.turned.as_ref()?.field;
        let source = self.sources.iter().find(|open| open.is_above(cell))?;
        let entry = self.entry(source.field, &source.label, &cell.text, cell, sheet);
        Some(Entry {
            column: Some(column),
            ..entry
        })
    }

    /// 年初预算 | 追加预算 | 全年预算: between labels of money stands a label, also one that nobody knows.
    fn asks_beside_money(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        next: Option<&SheetCell>,
        vocabulary: &Vocabulary,
        reading: &mut RowReading,
    ) -> bool {
        let money = |field: Field| field.is_money() || field.is_execution_column();
        let pending = reading
            .pending
            .as_ref()
            .is_some_and(|open| money(open.field));
        let beside =
            next.is_some_and(|next| next.row == cell.row && next.head().is_some_and(money));
        let figure_below = |column: usize| {
            sheet
                .at(cell.row + 1, column)
                .is_some_and(|below| below.column == column && is_figure(&below.text))
        };
        let above_figures = figure_below(cell.column)
            && (reading.pending.as_ref()).is_some_and(|open| figure_below(open.span.start));
        let asks = pending && (beside || above_figures) && looks_like_label(&cell.text);
        if asks {
            self.close(reading);
            self.unknown
                .push((fold_width(&cell.text), sheet.place(cell)));
            let source = above_figures && !vocabulary.names_no_source(&cell.text);
            let field = match source {
                true => Field::Funding(FundingSource::Other),
                false => Field::Ignored,
            };
            reading.pending = Some(Open::of(sheet, cell, field));
            reading.labels += 1;
        }
        asks
    }

    /// 年初设定目标 | 完成情况综述 above two texts: a label nobody knows beside one that waits, and below both their values.
    fn heads_column(&mut self, sheet: &Sheet, cell: &SheetCell, reading: &mut RowReading) -> bool {
        let below = |column: usize| {
            sheet
                .at(cell.row + 1, column)
                .filter(|below| below.row == cell.row + 1 && below.column == column)
                .is_some_and(|below| !below.is_blank() && !looks_like_label(&below.text))
        };
        let heads = looks_like_label(&cell.text)
            && reading.pending.as_ref().is_some_and(|open| {
                takes_text(open.field) && open.field != Field::ProjectName && below(open.span.start)
            })
            && below(cell.column);
        if heads {
            self.close(reading);
            self.unknown
                .push((fold_width(&cell.text), sheet.place(cell)));
            reading.pending = Some(Open::of(sheet, cell, Field::Ignored));
            reading.labels += 1;
        }
        heads
    }
}

/// Where all spans were lost, blank cells stand between a label and its value.
fn is_blank_of_lost_span(
    sheet: &Sheet,
    cell: &SheetCell,
    next: Option<&SheetCell>,
    reading: &RowReading,
) -> bool {
    let value_follows = || {
        let mut rest = sheet
            .starting(cell.row)
            .skip_while(|other| other.column <= cell.column);
        rest.find(|other| !other.is_blank())
            .is_some_and(|other| other.meaning.is_none())
    };
    // the value stands below its label, in a row that begins with a blank
    let waits = || {
        let blank = |cell: Option<&SheetCell>| cell.is_none_or(SheetCell::is_blank);
        let below = |column| sheet.at(cell.row + 1, column);
        let label = reading.pending.as_ref().map(|open| open.span.start);
        label.filter(|&column| column > 0).is_some_and(|column| {
            blank(below(0))
                && below(column).is_some_and(|below| !below.is_blank() && below.meaning.is_none())
        })
    };
    sheet.flat
        && cell.is_blank()
        && reading.pending.is_some()
        && (next.is_some() && value_follows() || waits())
}

/// The text beside the last value is the same.
fn repeats(last: &Entry, cell: &SheetCell) -> bool {
    let place = last.place;
    place.row == Some(cell.row as u32 + 1)
        && place
            .column
            .is_some_and(|column| column as usize <= cell.column)
        && last.value.trim() == cell.text.trim()
}

/// The cell is the next part of the text of the last entry.
fn counts_on(last: &Entry, cell: &SheetCell, vocabulary: &Vocabulary) -> bool {
    let numbered = |text: &str| vocabulary.titles.without_number(text).len() < text.len();
    takes_text(last.field)
        && last.field != Field::ProjectName
        && last.place.row == Some(cell.row as u32 + 1)
        && numbered(last.value.trim())
        && numbered(cell.text.trim())
}

/// The cell goes on with the dates of the last entry.
fn goes_on(last: &Entry, cell: &SheetCell) -> bool {
    last.field == Field::ProjectPeriod
        && last.place.row == Some(cell.row as u32 + 1)
        && !last.value.trim().is_empty()
}

/// Most rows above a figure that are looked at for the label of its column.
const MAX_ROWS_OF_MONEY: usize = 16;

/// 资金来源 | 科目编码 | 金额: the codes below 科目编码 are no money. All that such a row prints are labels, one of them of money.
pub(super) fn is_in_passed_column(sheet: &Sheet, cell: &SheetCell) -> bool {
    let rows = cell.row.saturating_sub(MAX_ROWS_OF_MONEY)..cell.row;
    let label = rows.rev().find_map(|row| {
        let above = sheet.at(row, cell.column)?;
        (above.row == row && above.head().is_some()).then_some(above)
    });
    label
        .filter(|label| label.head() == Some(Field::Ignored))
        .is_some_and(|label| {
            let row = || sheet.printed(label.row);
            let money = |field: Field| field.is_money() || field == Field::Amount;
            row().all(|cell| cell.head().is_some())
                && row().any(|cell| cell.head().is_some_and(money))
        })
}
