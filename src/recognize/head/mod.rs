//! The head of a form: labels beside their values, labels above their values, and figures in a cross table.
//!
//! In: one row of a [`Sheet`] and what the rows above left open. Out: [`Entry`]s. Lost: values without a label, which are
//! counted with the unknown labels.

mod goals;
mod meaning;
mod reading;
mod text;
mod value;
mod years;

use super::model::Entry;
use std::ops::Range;

use self::goals::Goals;
use self::reading::RowReading;
pub(super) use self::text::is_coded_name;
use self::text::{is_number_of_part, of_earlier_year, takes_text};
use self::value::is_in_passed_column;
use self::years::Years;
pub(super) use self::years::bare_year;
use super::model::Guess;
use super::model::UnreadRow;
use super::sheet::{Sheet, SheetCell};
use crate::finding::Location;
use crate::limits::MAX_PERIOD_LABELS;
use crate::record::Period;
use crate::vocabulary::{Field, Vocabulary};

/// Longest cell, in bytes, that is read for more than one label.
const MAX_LABELLED_CELL: usize = 400;

/// A unit's name, or a unit of money, and the year printed behind it in the same text: 某局　2024年度.
pub(super) fn without_year(field: Field, value: &str) -> (&str, Option<&str>) {
    let takes_name = matches!(
        field,
        Field::BudgetUnit
            | Field::Department
            | Field::DepartmentName
            | Field::ImplementingUnit
            | Field::AmountUnit
    );
    match value.trim().rsplit_once(char::is_whitespace) {
        Some((name, year)) if takes_name && bare_year(year).is_some() => (name.trim(), Some(year)),
        _ => (value, None),
    }
}

/// What the rows above have left open.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    open: Vec<Open>,
    group: Option<Open>,
    /// Columns whose labels speak of a period, the latest last.
    pub(super) periods: Vec<(Range<usize>, Period)>,
    /// Labels in label position that the vocabulary does not know.
    pub(super) unknown: Vec<(String, Location)>,
    /// Labels that are not listed and were understood all the same.
    pub(super) guessed: Vec<Guess>,
    /// Texts that no label claims.
    pub(super) unread: Vec<UnreadRow>,
    /// How many names of the indicator tree were met.
    pub(super) levels: usize,
    /// Execution columns with their figures beside them, in the row above: the same parts of the money follow below each.
    beside: Vec<Open>,
    /// Lines of money above rows that are each an execution column: the grid is turned round.
    sources: Vec<Open>,
    /// The row above was of money: 合计 below is the total.
    after_money: bool,
    years: Years,
    goals: Goals,
}

/// A label whose value has not been met.
#[derive(Debug, Clone)]
struct Open {
    field: Field,
    /// The execution column it stands under.
    column: Option<Field>,
    label: String,
    span: Range<usize>,
    place: Location,
}

impl Open {
    fn of(sheet: &Sheet, cell: &SheetCell, field: Field) -> Self {
        Self {
            field,
            column: None,
            label: cell.text.trim().trim_end_matches([':', '：']).to_owned(),
            span: cell.column..cell.end,
            place: sheet.place(cell),
        }
    }

    fn is_above(&self, cell: &SheetCell) -> bool {
        self.span.start < cell.end && cell.column < self.span.end
    }
}

impl Head {
    /// Labels do not wait for values across the edge of a table.
    /// Gives back the funding lines that have none.
    pub(super) fn start_table(&mut self) -> Vec<Entry> {
        self.group = None;
        self.years = Years::default();
        let open = std::mem::take(&mut self.open);
        open.into_iter()
            .filter(|open| open.field.is_funding())
            .map(|open| Entry {
                period: self.period_at(open.span.start, open.field),
                ..Entry::new(open.field, &open.label, "", open.place)
            })
            .collect()
    }

    /// Reads one row; the entries are appended.
    pub(super) fn read_row(
        &mut self,
        sheet: &Sheet,
        row: usize,
        vocabulary: &Vocabulary,
        entries: &mut Vec<Entry>,
    ) {
        if self.year_row(sheet, row, entries) {
            return;
        }
        self.note_years(sheet, row, vocabulary);
        self.note_sources(sheet, row);
        self.goals.note(sheet, row, vocabulary);
        let mut reading = RowReading::default();
        let row_entries_from = entries.len();
        let cells: Vec<&SheetCell> = sheet.covering(row).collect();
        if !self.keeps_group(&cells, row) {
            self.group = None;
        }
        for (index, cell) in cells.iter().enumerate() {
            if cell.row < row {
                if let Some(field) = cell.head() {
                    self.group = Some(Open::of(sheet, cell, field));
                }
            } else if !self.years.is_head(cell) && !self.goals.is_head(cell) {
                let next = cells.get(index + 1).copied();
                self.read_cell(sheet, (cell, next), vocabulary, &mut reading, entries);
            }
        }
        self.close(&mut reading);
        self.after_money = reading.line.is_some()
            || self
                .open
                .iter()
                .any(|open| open.field == Field::FundingGroup);
        self.note_labels(sheet, row, reading.labels);
        self.tell_totals_apart(row_entries_from, entries, vocabulary);
    }

    /// One cell that begins in the row: a label, a label with its value, or a value.
    fn read_cell(
        &mut self,
        sheet: &Sheet,
        (cell, next): (&SheetCell, Option<&SheetCell>),
        vocabulary: &Vocabulary,
        reading: &mut RowReading,
        entries: &mut Vec<Entry>,
    ) {
        let money = |open: &Open| open.field.is_funding();
        let passed =
            reading.pending.as_ref().is_some_and(money) && is_in_passed_column(sheet, cell);
        if passed || self.is_level_name(sheet, cell, reading) {
            return;
        }
        let of_grid = cell.column_field().is_some_and(Field::is_indicator_column);
        self.levels += usize::from(of_grid && cell.head().is_none());
        let label = cell
            .head()
            .or_else(|| self.total_of_group(cell, vocabulary))
            .or_else(|| of_earlier_year(cell, vocabulary))
            .or_else(|| self.objective_label(sheet, cell, vocabulary, reading))
            .or_else(|| self.short_source(sheet, cell, next, vocabulary))
            .or_else(|| self.year_of_objective(cell, next, reading))
            .filter(|&field| !reading.answers(field, next));
        if let Some(field) = label {
            self.label(sheet, cell, field, vocabulary, reading);
        } else if let Some((meaning, label, value)) = vocabulary.label_and_value(&cell.text)
            && let Some(field) = meaning.head
            && !value.trim().is_empty()
            && !reading.is_answered_by(sheet, cell, field)
        {
            // 资金来源：财政资金 beside a figure: the second label is the one the figure belongs to.
            if let Some(inner) = vocabulary.meaning(value).and_then(|meaning| meaning.head) {
                self.label(sheet, cell, inner, vocabulary, reading);
                return;
            }
            self.close(reading);
            self.note_period(cell, field, vocabulary);
            reading.labels += 1;
            if takes_text(field) || cell.text.len() > MAX_LABELLED_CELL {
                entries.push(self.entry(field, label, value, cell, sheet));
                return;
            }
            for (meaning, label, value) in vocabulary.labelled_values(&cell.text) {
                if let Some(field) = meaning.head {
                    let (value, year) = without_year(field, value);
                    let mut entry = self.entry(field, label, value, cell, sheet);
                    entry.column = self.execution_above(cell, field);
                    entries.push(entry);
                    let year =
                        year.map(|year| self.entry(Field::FiscalYear, "", year, cell, sheet));
                    entries.extend(year);
                }
            }
        } else if reading.takes_composed()
            && let Some(field) = self.understood(sheet, cell, next, vocabulary)
        {
            self.label(sheet, cell, field, vocabulary, reading);
        } else if !is_number_of_part(cell, next, vocabulary)
            && !vocabulary.is_bare_prefix(&cell.text)
        {
            self.value(sheet, (cell, next), vocabulary, reading, entries);
        }
    }

    /// The execution column above a line of money that is printed with its figure.
    fn execution_above(&self, cell: &SheetCell, field: Field) -> Option<Field> {
        let above = |open: &&Open| open.field.is_execution_column() && open.is_above(cell);
        let open = self.open.iter().find(above).filter(|_| field.is_money());
        open.map(|open| open.field)
    }

    /// A label above this cell waits for its value.
    pub(super) fn awaits(&self, cell: &SheetCell) -> bool {
        self.open.iter().any(|open| open.is_above(cell))
    }

    /// The label at the left edge holds for the next row when its cell runs on, or when a lost merge left a blank there.
    fn keeps_group(&self, cells: &[&SheetCell], row: usize) -> bool {
        cells
            .first()
            .is_some_and(|cell| cell.row < row || cell.column == 0 && cell.is_blank())
    }

    fn label(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        field: Field,
        vocabulary: &Vocabulary,
        reading: &mut RowReading,
    ) {
        let pending = reading.pending.as_ref();
        reading.heads = field.is_execution_column()
            && pending.is_some_and(|open| open.field.is_execution_column());
        self.close(reading);
        reading.labels += 1;
        let known_line = field == Field::Ignored;
        if !field.is_money() && !field.is_execution_column() && !known_line && !reading.executions {
            self.open.retain(|open| !open.field.is_execution_column());
            self.beside.clear();
            self.years.end(cell.row);
        }
        let mut open = Open::of(sheet, cell, field);
        if field.is_execution_column() && !self.sources.is_empty() {
            reading.turned = Some(open.clone());
        } else if field.is_money() {
            let above = |above: &&Open| above.span.start == cell.column;
            open.column = self.beside.iter().find(above).map(|above| above.field);
            reading.line = Some(open.clone());
        } else if known_line {
            // 收入合计: its figures are nobody else's
            reading.line = Some(open.clone());
        }
        reading.executions |= field.is_execution_column();
        self.note_period(cell, field, vocabulary);
        if cell.column == 0 {
            self.group = Some(open.clone());
        }
        reading.pending = Some(open);
    }

    fn note_period(&mut self, cell: &SheetCell, field: Field, vocabulary: &Vocabulary) {
        // 年度资金 is a group of the year, 实施期资金 of all years
        let of_group = || vocabulary.period_of(&cell.text);
        let period = field
            .period()
            .or_else(|| of_group().filter(|_| field == Field::FundingGroup));
        if let Some(period) = period {
            if self.periods.len() == MAX_PERIOD_LABELS {
                self.periods.remove(0);
            }
            self.periods.push((cell.column..cell.end, period));
        }
    }

    /// A label without a value in its row may have it below.
    fn close(&mut self, reading: &mut RowReading) {
        if let Some(pending) = reading.pending.take() {
            self.open.retain(|open| {
                open.span.end <= pending.span.start || pending.span.end <= open.span.start
            });
            self.open.push(pending);
        }
    }

    fn entry(
        &self,
        field: Field,
        label: &str,
        value: &str,
        cell: &SheetCell,
        sheet: &Sheet,
    ) -> Entry {
        let group = self.group.as_ref();
        Entry {
            period: self.period_at(cell.column, field),
            group: group.map(|group| group.label.clone()).unwrap_or_default(),
            ..Entry::new(field, label, value, sheet.place(cell))
        }
    }

    /// The period of the labelled column that begins nearest to the left of a value.
    fn period_at(&self, column: usize, field: Field) -> Option<Period> {
        field.period().or_else(|| {
            self.periods
                .iter()
                .filter(|(span, _)| span.start <= column)
                .max_by_key(|(span, _)| span.start)
                .map(|(_, period)| *period)
        })
    }
}
