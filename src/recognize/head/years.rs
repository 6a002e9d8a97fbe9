//! Figures of several years in the head: 2023年 | 2024年 | 合计 above lines of money, or a row for each year below its labels.
//!
//! In: rows of a [`Sheet`]. Out: [`Entry`]s that know their year. Lost: nothing; which year counts is settled later.

use std::ops::Range;

use super::super::model::Entry;
use super::super::sheet::{Sheet, SheetCell};
use super::text::{is_figure, looks_like_label};
use super::{Head, Open};
use crate::record::Period;
use crate::vocabulary::{Field, Vocabulary, fold_width, folded_chars};

/// What the rows above say of years.
#[derive(Debug, Clone, Default)]
pub(super) struct Years {
    /// Columns that hold the figures of a year, of all years together, or of their difference.
    columns: Vec<(Range<usize>, Over)>,
    /// The row those labels stand in.
    row: usize,
    /// The labels of the last row that was nothing but labels: a row for each year may follow.
    labels: Vec<Open>,
    /// Rows of years that followed.
    rows: usize,
}

/// What stands above a column of figures.
#[derive(Debug, Clone, Copy)]
enum Over {
    Year(i32),
    All,
    /// 增减额: nobody asks for it.
    Other,
}

impl Years {
    /// The cell is the head of a column of years.
    pub(super) fn is_head(&self, cell: &SheetCell) -> bool {
        cell.row == self.row && self.over(cell).is_some()
    }

    fn over(&self, cell: &SheetCell) -> Option<Over> {
        self.columns
            .iter()
            .find(|(span, _)| span.start < cell.end && cell.column < span.end)
            .map(|(_, over)| *over)
    }

    /// Figures of years stand below.
    pub(super) fn are_above(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Another part of the head begins below the row of the years.
    pub(super) fn end(&mut self, row: usize) {
        if row != self.row {
            self.columns.clear();
        }
    }
}

impl Head {
    /// Two years or more in a row head columns, and 合计 behind them all of them: 2023年 | 2024年 | 合计, 2023年预算 | 2024年预算 | 增减额.
    pub(super) fn note_years(&mut self, sheet: &Sheet, row: usize, vocabulary: &Vocabulary) {
        let mut columns: Vec<(Range<usize>, Over)> = Vec::new();
        let (mut bare, mut beside, mut after_year) = (0, false, false);
        let mut asked = false;
        for cell in sheet.printed(row) {
            // 开始时间 | 2023年 | 结束时间 | 2025年: answers to labels head nothing
            if std::mem::replace(&mut asked, cell.head().is_some_and(asks_for_date)) {
                continue;
            }
            let year = bare_year(&cell.text);
            bare += usize::from(year.is_some());
            let year = year.or_else(|| year_of_label(cell));
            beside |= after_year && year.is_some();
            after_year = year.is_some();
            let over = match year {
                Some(year) => Over::Year(year),
                None if columns.is_empty() => continue,
                None if vocabulary.titles.is_total(&cell.text) => Over::All,
                None if cell.head().is_none() && looks_like_label(&cell.text) => Over::Other,
                None => continue,
            };
            columns.push((cell.column..cell.end, over));
        }
        if bare >= 2 || beside {
            self.years.row = row;
            self.years.columns = columns;
        }
    }

    /// The figure of a line of money below a year.
    pub(super) fn figure_of_year(
        &self,
        sheet: &Sheet,
        cell: &SheetCell,
        line: Option<&Open>,
    ) -> Option<Entry> {
        let over = self.years.over(cell)?;
        // figures right below the years are those of the whole
        let group = self.group.as_ref().filter(|group| {
            group.field == Field::FundingGroup && is_figure(&cell.text) && !self.years.is_head(cell)
        });
        let (field, label) = match (line, group) {
            (Some(line), _) => (line.field, &line.label),
            (None, Some(group)) => (Field::BudgetTotal, &group.label),
            (None, None) => return None,
        };
        let mut entry = self.entry(field, label, &cell.text, cell, sheet);
        match over {
            Over::Year(year) => entry.year = Some(year),
            Over::Other => entry.field = Field::Ignored,
            Over::All => {
                entry.period = Some(Period::MultiYear);
                if entry.field == Field::BudgetTotal {
                    entry.field = Field::MultiYearTotal;
                }
            }
        }
        Some(entry)
    }

    /// Remembers a row that was nothing but labels.
    pub(super) fn note_labels(&mut self, sheet: &Sheet, row: usize, labels: usize) {
        if labels == 0 {
            return;
        }
        self.years.rows = 0;
        self.years.labels.clear();
        if labels >= 2 && labels == sheet.printed(row).count() {
            let of_row = |open: &&Open| open.place.row == Some(row as u32 + 1);
            self.years.labels = self.open.iter().filter(of_row).cloned().collect();
        }
    }

    /// `2024年 | 200 | 120` below 预算年度 | 资金总额 | 财政拨款. False where the row is none of a year.
    pub(super) fn year_row(&mut self, sheet: &Sheet, row: usize, entries: &mut Vec<Entry>) -> bool {
        let Some(year) = year_in_front(sheet, row) else {
            return false;
        };
        let labels = std::mem::take(&mut self.years.labels);
        if labels.is_empty() {
            return false;
        }
        let above = |cell: &SheetCell| labels.iter().find(|open| open.is_above(cell));
        // one row of a year says which year it is, several do not
        let alone = self.years.rows == 0 && year_in_front(sheet, row + 1).is_none();
        for (index, cell) in sheet.printed(row).enumerate() {
            if let Some(open) = above(cell)
                && (index > 0 || alone)
            {
                let mut entry = self.entry(open.field, &open.label, &cell.text, cell, sheet);
                entry.year = Some(year);
                entries.push(entry);
            }
        }
        self.open
            .retain(|open| !labels.iter().any(|label| label.place == open.place));
        self.years.labels = labels;
        self.years.rows += 1;
        true
    }
}

fn asks_for_date(field: Field) -> bool {
    matches!(
        field,
        Field::StartDate | Field::EndDate | Field::ProjectPeriod | Field::FiscalYear
    )
}

/// The year a row begins with, where more than it is printed and nothing is a label.
fn year_in_front(sheet: &Sheet, row: usize) -> Option<i32> {
    let mut printed = sheet.printed(row);
    let year = bare_year(&printed.next()?.text)?;
    let mut rest = printed.peekable();
    (rest.peek().is_some() && rest.all(|cell| cell.head().is_none())).then_some(year)
}

/// The year in front of a label of the budget: 2024年预算.
fn year_of_label(cell: &SheetCell) -> Option<i32> {
    let budget = cell.head() == Some(Field::BudgetTotal);
    budget.then(|| begins_with_year(&cell.text)).flatten()
}

/// The year that a text begins with.
pub(super) fn begins_with_year(text: &str) -> Option<i32> {
    folded_chars(text).next().filter(char::is_ascii_digit)?;
    let key = fold_width(text);
    let (figures, rest) = key.split_at_checked(4)?;
    let year: i32 = figures.parse().ok()?;
    let marked = Vocabulary::builtin()
        .values
        .dates
        .year
        .strip(rest)
        .is_some();
    (marked && (2000..2050).contains(&year)).then_some(year)
}

/// `2024年` and nothing else.
pub(in crate::recognize) fn bare_year(text: &str) -> Option<i32> {
    folded_chars(text)
        .next()
        .filter(|first| first.is_ascii_digit() || *first == '(')?;
    let key = fold_width(text);
    let key = key
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(&key);
    let (figures, rest) = key.split_at_checked(4)?;
    let year: i32 = figures.parse().ok()?;
    let words = &Vocabulary::builtin().values;
    let whole = words.dates.year.strip(rest).is_some_and(str::is_empty);
    (whole && (2000..2050).contains(&year)).then_some(year)
}
