//! Labels of the head that their words alone do not tell: unlisted ones, totals of a group, names of levels.
//!
//! In: a cell and what stands around it. Out: the field it names, which is told where it was guessed.

use super::super::model::Entry;
use super::super::model::{Guess, Understood};
use super::super::model::{RowReason, UnreadRow};
use super::super::sheet::{Sheet, SheetCell};
use super::text::{is_figure, looks_like_label, takes_text};
use super::years::begins_with_year;
use super::{Head, Open, RowReading, bare_year};
use crate::record::{FundingSource, Period};
use crate::vocabulary::{Field, Vocabulary, fold_width};

impl Head {
    /// A name of the indicator tree is nobody's value, and what follows it is not another label's either.
    pub(super) fn is_level_name(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        reading: &mut RowReading,
    ) -> bool {
        if cell.meaning.is_some() || !cell.is_level() {
            return false;
        }
        self.levels += 1;
        let takes_text = |open: &Open| takes_text(open.field);
        if !cell.is_full_level && !reading.pending.as_ref().is_some_and(takes_text) {
            return false;
        }
        self.unread
            .push(UnreadRow::cell(sheet, cell, RowReason::Level));
        self.close(reading);
        reading.pending = Some(Open::of(sheet, cell, Field::Ignored));
        reading.labels += 1;
        true
    }

    /// Two totals in one row: where one says it is the year's, the other is the whole period's.
    pub(super) fn tell_totals_apart(
        &mut self,
        from: usize,
        entries: &mut [Entry],
        vocabulary: &Vocabulary,
    ) {
        let annual = |entry: &Entry| {
            begins_with_year(&entry.label).is_some()
                || vocabulary.period_of(&entry.label) == Some(Period::Annual)
        };
        let totals =
            |entry: &&mut Entry| entry.field == Field::BudgetTotal && entry.column.is_none();
        let row = entries.get_mut(from..).unwrap_or_default();
        let count = row.iter_mut().filter(totals).count();
        if count < 2
            || row
                .iter_mut()
                .filter(totals)
                .filter(|entry| annual(entry))
                .count()
                != 1
        {
            return;
        }
        for entry in row.iter_mut().filter(totals).filter(|entry| !annual(entry)) {
            entry.field = Field::MultiYearTotal;
            entry.period = Some(Period::MultiYear);
            let column = entry.place.column.map_or(0, |column| column as usize - 1);
            if let Some((_, period)) = self
                .periods
                .iter_mut()
                .filter(|(span, _)| span.start <= column)
                .max_by_key(|(span, _)| span.start)
            {
                *period = Period::MultiYear;
            }
        }
    }

    /// A label that is not listed: made of known words, or a source of funds nobody knows in front of its figure.
    pub(super) fn understood(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        next: Option<&SheetCell>,
        vocabulary: &Vocabulary,
    ) -> Option<Field> {
        let next = next.filter(|next| next.row == cell.row)?;
        if let Some(composed) = vocabulary.composed(&cell.text) {
            let field = composed.meaning.head?;
            self.guessed.push(Guess {
                label: cell.text.trim().to_owned(),
                by: Understood::Part(composed.known),
                place: sheet.place(cell),
            });
            return Some(field);
        }
        let group = self.group.as_ref()?.field;
        if !(group.is_money() || group == Field::FundingGroup)
            || vocabulary.names_no_source(&cell.text)
            || !looks_like_label(&cell.text)
            || !is_figure(&next.text)
        {
            return None;
        }
        self.unknown
            .push((fold_width(&cell.text), sheet.place(cell)));
        Some(Field::Funding(FundingSource::Other))
    }

    /// 全周期绩效目标 | 当年绩效目标 above their texts, behind the label of both.
    pub(super) fn objective_label(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        vocabulary: &Vocabulary,
        reading: &RowReading,
    ) -> Option<Field> {
        let objective = |field: Field| {
            matches!(
                field,
                Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
            )
        };
        let pending = reading.pending.as_ref()?;
        let below = sheet.at(cell.row + 1, cell.column)?;
        if !objective(pending.field)
            || below.row == cell.row
            || below.is_blank()
            || below.meaning.is_some()
        {
            return None;
        }
        let composed = vocabulary.composed(&cell.text)?;
        let field = composed.meaning.head.filter(|&field| objective(field))?;
        self.guessed.push(Guess {
            label: cell.text.trim().to_owned(),
            by: Understood::Part(composed.known),
            place: sheet.place(cell),
        });
        Some(field)
    }

    /// 省级 among the funding lines, in front of its figure or above it, is what 省级资金 is.
    pub(super) fn short_source(
        &self,
        sheet: &Sheet,
        cell: &SheetCell,
        next: Option<&SheetCell>,
        vocabulary: &Vocabulary,
    ) -> Option<Field> {
        let group = self.group.as_ref()?.field;
        if !(group.is_money() || group == Field::FundingGroup)
            || !looks_like_label(&cell.text) && cell.text.trim().chars().count() != 1
        {
            return None;
        }
        let figure = |cell: &SheetCell| is_figure(&cell.text);
        let below = sheet
            .at(cell.row + 1, cell.column)
            .filter(|below| below.row == cell.row + 1 && below.column == cell.column);
        let beside = next.filter(|next| next.row == cell.row);
        (beside.is_some_and(figure) || below.is_some_and(figure))
            .then(|| vocabulary.short_source(&cell.text))?
    }

    /// 2025年 among the objectives, in front of a text: the objective of that year.
    pub(super) fn year_of_objective(
        &self,
        cell: &SheetCell,
        next: Option<&SheetCell>,
        reading: &RowReading,
    ) -> Option<Field> {
        let objective = |open: &&Open| {
            matches!(
                open.field,
                Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
            )
        };
        let open = reading.pending.as_ref().or(self.group.as_ref());
        let field = open.filter(objective)?.field;
        let text = next.filter(|next| next.row == cell.row && !next.is_blank())?;
        let answered = text.head().is_none() && bare_year(&text.text).is_none();
        (answered && bare_year(&cell.text).is_some()).then_some(match field {
            Field::ObjectiveGroup => Field::ObjectiveAnnual,
            field => field,
        })
    }

    /// 合计 among the funding lines is their total; so it is among lines with figures of years.
    pub(super) fn total_of_group(
        &self,
        cell: &SheetCell,
        vocabulary: &Vocabulary,
    ) -> Option<Field> {
        let group = self.group.as_ref().map(|group| group.field);
        let money = self.years.are_above()
            || self.after_money
            || group.is_some_and(|group| group.is_money() || group == Field::FundingGroup);
        (money && vocabulary.titles.is_total(&cell.text)).then_some(Field::BudgetTotal)
    }
}
