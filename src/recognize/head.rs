//! The head of a form: labels beside their values, labels above their values, and figures in a cross table.
//!
//! In: one row of a [`Sheet`] and what the rows above left open. Out: [`Entry`]s. Lost: values without a label, which are
//! counted with the unknown labels.

use std::ops::Range;

use super::sheet::{Sheet, SheetCell};
use super::unread::{RowReason, UnreadRow};
use super::{Guess, Understood};
use crate::finding::Location;
use crate::limits::MAX_PERIOD_LABELS;
use crate::record::{FundingSource, Period};
use crate::vocabulary::{Field, Vocabulary, fold_width};

/// Longest cell, in bytes, that is read for more than one label.
const MAX_LABELLED_CELL: usize = 400;

/// A labelled value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the label means.
    pub field: Field,
    /// The execution column above the value, in the budget table of a self-evaluation.
    pub column: Option<Field>,
    /// One year or several, where the label or its column says so.
    pub period: Option<Period>,
    /// The label as printed.
    pub label: String,
    /// The label of the group, which may carry the unit of money.
    pub group: String,
    /// The value as printed.
    pub value: String,
    /// Where the value stands.
    pub place: Location,
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
        let open = std::mem::take(&mut self.open);
        open.into_iter()
            .filter(|open| matches!(open.field, Field::Funding(_) | Field::OtherFunds))
            .map(|open| Entry {
                field: open.field,
                column: None,
                period: self.period_at(open.span.start, open.field),
                label: open.label,
                group: String::new(),
                value: String::new(),
                place: open.place,
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
                continue;
            }
            let next = cells.get(index + 1).copied();
            if self.is_level_name(sheet, cell, &mut reading) {
                continue;
            }
            let label = cell
                .head()
                .or_else(|| self.total_of_group(cell, vocabulary))
                .filter(|&field| !reading.answers(field, next));
            if let Some(field) = label {
                self.label(sheet, cell, field, &mut reading);
            } else if let Some((meaning, label, value)) = vocabulary.label_and_value(&cell.text)
                && let Some(field) = meaning.head
                && !value.trim().is_empty()
            {
                // 资金来源：财政资金 beside a figure: the second label is the one the figure belongs to.
                if let Some(inner) = vocabulary.meaning(value).and_then(|meaning| meaning.head) {
                    self.label(sheet, cell, inner, &mut reading);
                    continue;
                }
                self.close(&mut reading);
                self.note_period(cell, field);
                reading.labels += 1;
                if takes_text(field) || cell.text.len() > MAX_LABELLED_CELL {
                    entries.push(self.entry(field, label, value, cell, sheet));
                    continue;
                }
                for (meaning, label, value) in vocabulary.labelled_values(&cell.text) {
                    if let Some(field) = meaning.head {
                        entries.push(self.entry(field, label, value, cell, sheet));
                    }
                }
            } else if reading.pending.is_none()
                && let Some(field) = self.understood(sheet, cell, next, vocabulary)
            {
                self.label(sheet, cell, field, &mut reading);
            } else if !is_number_of_part(cell, next, vocabulary) {
                self.value(sheet, cell, next, &mut reading, entries);
            }
        }
        self.close(&mut reading);
        self.tell_totals_apart(row_entries_from, entries, vocabulary);
    }

    /// A name of the indicator tree is nobody's value, and what follows it is not another label's either.
    fn is_level_name(&mut self, sheet: &Sheet, cell: &SheetCell, reading: &mut RowReading) -> bool {
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
    fn tell_totals_apart(&mut self, from: usize, entries: &mut [Entry], vocabulary: &Vocabulary) {
        let annual = |entry: &Entry| vocabulary.period_of(&entry.label) == Some(Period::Annual);
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
    fn understood(
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
            || !looks_like_label(&cell.text)
            || !is_figure(&next.text)
        {
            return None;
        }
        self.unknown
            .push((fold_width(&cell.text), sheet.place(cell)));
        Some(Field::Funding(FundingSource::Other))
    }

    /// 合计 among the funding lines is their total.
    fn total_of_group(&self, cell: &SheetCell, vocabulary: &Vocabulary) -> Option<Field> {
        let group = self.group.as_ref()?.field;
        let money = group.is_money() || group == Field::FundingGroup;
        (money && vocabulary.titles.is_total(&cell.text)).then_some(Field::BudgetTotal)
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

    fn label(&mut self, sheet: &Sheet, cell: &SheetCell, field: Field, reading: &mut RowReading) {
        let pending = reading.pending.as_ref();
        reading.heads = field.is_execution_column()
            && pending.is_some_and(|open| open.field.is_execution_column());
        self.close(reading);
        reading.labels += 1;
        if !field.is_money() && !field.is_execution_column() {
            self.open.retain(|open| !open.field.is_execution_column());
            self.beside.clear();
        }
        let mut open = Open::of(sheet, cell, field);
        if field.is_money() {
            let above = |above: &&Open| above.span.start == cell.column;
            open.column = self.beside.iter().find(above).map(|above| above.field);
            reading.line = Some(open.clone());
        }
        self.note_period(cell, field);
        if cell.column == 0 {
            self.group = Some(open.clone());
        }
        reading.pending = Some(open);
    }

    fn note_period(&mut self, cell: &SheetCell, field: Field) {
        if let Some(period) = field.period() {
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

    fn value(
        &mut self,
        sheet: &Sheet,
        cell: &SheetCell,
        next: Option<&SheetCell>,
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
        if reading.heads && !cell.text.contains(|c: char| c.is_ascii_digit()) {
            // 得分 | 原因: the head of a column that nobody asks for, and no figure
            if !cell.is_blank() {
                self.unknown
                    .push((fold_width(&cell.text), sheet.place(cell)));
                self.open.push(Open::of(sheet, cell, Field::Ignored));
            }
            return;
        }
        if let Some(pending) = reading.pending.take() {
            let mut entry = self.entry(pending.field, &pending.label, &cell.text, cell, sheet);
            entry.column = pending.column;
            entries.push(entry);
            if pending.field.is_execution_column() {
                self.beside.push(pending);
            }
            return;
        }
        if cell.is_blank() {
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.is_above(cell)) {
            let open = self.open.remove(at);
            let entry = self.entry(open.field, &open.label, &cell.text, cell, sheet);
            entries.push(entry);
        } else if let Some(group) = self
            .group
            .clone()
            .filter(|group| reading.labels == 0 && takes_text(group.field))
        {
            let entry = self.entry(group.field, &group.label, &cell.text, cell, sheet);
            entries.push(entry);
        } else if is_coded_name(&cell.text) {
            let entry = self.entry(Field::BudgetUnit, "", &cell.text, cell, sheet);
            entries.push(entry);
        } else if looks_like_label(&cell.text) && next.is_some_and(|next| next.row == cell.row) {
            self.unknown
                .push((fold_width(&cell.text), sheet.place(cell)));
            // What follows belongs to the unknown label and is not taken for another's value.
            reading.pending = Some(Open::of(sheet, cell, Field::Ignored));
            reading.labels += 1;
        } else {
            self.unread
                .push(UnreadRow::cell(sheet, cell, RowReason::Unlabelled));
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
        Entry {
            field,
            column: None,
            period: self.period_at(cell.column, field),
            label: label.trim().to_owned(),
            group: self
                .group
                .as_ref()
                .map(|group| group.label.clone())
                .unwrap_or_default(),
            value: value.to_owned(),
            place: sheet.place(cell),
        }
    }

    /// The period of the labelled column that begins nearest to the left of a value.
    fn period_at(&self, column: usize, field: Field) -> Option<Period> {
        field.period().or_else(|| {
            self.periods
                .iter()
                .rev()
                .filter(|(span, _)| span.start <= column)
                .max_by_key(|(span, _)| span.start)
                .map(|(_, period)| *period)
        })
    }
}

/// What has been met in the row that is being read.
#[derive(Debug, Default)]
struct RowReading {
    pending: Option<Open>,
    /// The funding line whose figures follow.
    line: Option<Open>,
    labels: usize,
    /// The last two labels stand side by side and head columns of the budget.
    heads: bool,
}

impl RowReading {
    /// 资金性质 | 一般公共预算: a funding word without a figure of its own answers the label before it.
    fn answers(&self, field: Field, next: Option<&SheetCell>) -> bool {
        matches!(field, Field::Funding(_) | Field::OtherFunds)
            && self
                .pending
                .as_ref()
                .is_some_and(|open| open.field == Field::Ignored)
            && next.is_none_or(|next| next.head().is_some())
    }
}

/// Fields whose text may stand alone in a row of their group.
fn takes_text(field: Field) -> bool {
    matches!(
        field,
        Field::Purpose
            | Field::ObjectiveAnnual
            | Field::ObjectiveMultiYear
            | Field::ObjectiveGroup
            | Field::ProjectName
    )
}

/// 目标1 in front of the text of the first objective.
fn is_number_of_part(cell: &SheetCell, next: Option<&SheetCell>, vocabulary: &Vocabulary) -> bool {
    let followed = next.is_some_and(|next| next.row == cell.row && !next.is_blank());
    followed && vocabulary.titles.is_bare_number(&cell.text)
}

/// `556101九三学社…`: a unit's code and name need no label.
fn is_coded_name(text: &str) -> bool {
    let key = fold_width(text);
    let digits = key
        .trim_start_matches('(')
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let name = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '-'));
    (3..=12).contains(&digits)
        && name.chars().count() >= 4
        && name.chars().all(|c| is_han(c) || matches!(c, '(' | ')'))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Digits with their signs and nothing else.
fn is_figure(text: &str) -> bool {
    let key = fold_width(text);
    key.bytes().any(|byte| byte.is_ascii_digit())
        && key
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// A few Han characters without figures or sentence marks.
fn looks_like_label(text: &str) -> bool {
    let key = fold_width(text);
    let length = key.chars().count();
    (2..=14).contains(&length)
        && key
            .chars()
            .all(|c| is_han(c) || matches!(c, '(' | ')' | '/' | '、' | ':'))
}
