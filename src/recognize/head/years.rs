//! Figures of several years in the head: 2023年 | 2024年 | 合计 above lines of money, or a row for each year below its labels.
//!
//! In: rows of a [`Sheet`]. Out: [`Entry`]s that know their year. Lost: nothing; which year counts is settled later.

use std::ops::Range;

use super::super::sheet::{Sheet, SheetCell};
use super::{Entry, Head, Open};
use crate::record::Period;
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary, fold_width, folded_chars};

/// What the rows above say of years.
#[derive(Debug, Clone, Default)]
pub(super) struct Years {
    /// Columns that hold the figures of a year, or of all years together.
    columns: Vec<(Range<usize>, Option<i32>)>,
    /// The row those labels stand in.
    row: usize,
    /// The labels of the last row that was nothing but labels: a row for each year may follow.
    labels: Vec<Open>,
    /// Rows of years that followed.
    rows: usize,
}

impl Years {
    /// The cell is the head of a column of years.
    pub(super) fn is_head(&self, cell: &SheetCell) -> bool {
        cell.row == self.row && self.over(cell).is_some()
    }

    /// The year of the column, `Some(None)` where it adds all years up.
    fn over(&self, cell: &SheetCell) -> Option<Option<i32>> {
        self.columns
            .iter()
            .find(|(span, _)| span.start < cell.end && cell.column < span.end)
            .map(|(_, year)| *year)
    }

    /// Figures of years stand below.
    pub(super) fn are_above(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Another part of the head begins.
    pub(super) fn end(&mut self) {
        self.columns.clear();
    }
}

impl Head {
    /// Two years or more in a row head columns, and 合计 behind them all of them.
    pub(super) fn note_years(&mut self, sheet: &Sheet, row: usize, vocabulary: &Vocabulary) {
        let years = || {
            sheet
                .printed(row)
                .filter_map(|cell| Some((cell, bare_year(&cell.text)?)))
        };
        let Some((first, _)) = years().next().filter(|_| years().count() >= 2) else {
            return;
        };
        let column = |cell: &SheetCell, year| (cell.column..cell.end, year);
        self.years.row = row;
        self.years.columns = years()
            .map(|(cell, year)| column(cell, Some(year)))
            .collect();
        let totals = sheet
            .printed(row)
            .filter(|cell| cell.column > first.column && vocabulary.titles.is_total(&cell.text));
        self.years
            .columns
            .extend(totals.map(|cell| column(cell, None)));
    }

    /// The figure of a line of money below a year.
    pub(super) fn figure_of_year(
        &self,
        sheet: &Sheet,
        cell: &SheetCell,
        line: &Open,
    ) -> Option<Entry> {
        let year = self.years.over(cell)?;
        let mut entry = self.entry(line.field, &line.label, &cell.text, cell, sheet);
        entry.year = year;
        if year.is_none() {
            entry.period = Some(Period::MultiYear);
            if entry.field == Field::BudgetTotal {
                entry.field = Field::MultiYearTotal;
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

/// The year a row begins with, where more than it is printed and nothing is a label.
fn year_in_front(sheet: &Sheet, row: usize) -> Option<i32> {
    let mut printed = sheet.printed(row);
    let year = bare_year(&printed.next()?.text)?;
    let mut rest = printed.peekable();
    (rest.peek().is_some() && rest.all(|cell| cell.head().is_none())).then_some(year)
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
    let words = ValueWords::builtin();
    let whole = words.dates.year.strip(rest).is_some_and(str::is_empty);
    (whole && (2000..2050).contains(&year)).then_some(year)
}
