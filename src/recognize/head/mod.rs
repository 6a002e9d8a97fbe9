//! The head of a form: labels beside their values, labels above their values, and figures in a cross table.
//!
//! In: one row of a [`Sheet`] after the other. Out: [`Entry`]s, each by the path of labels that govern it. Lost: values without a
//! label, which are reported.

mod block;
mod facts;
mod loose;
mod parts;
mod path;

use std::ops::Range;

use self::block::Block;
use self::facts::entry_of;
use self::loose::{goes_on, is_number_of_part, join_dates, repeats};
use self::path::{Paths, Step, is_goal, takes_one, takes_text};
use super::looks::{bare_year, begins_with_year, is_figure, looks_like_label};
use super::model::{Entry, Guess, RowReason, Understood, UnreadRow};
use super::senses::{How, Kind, joined_labels, joined_values, sense_of};
use super::sheet::{Sheet, SheetCell};
use crate::finding::Location;
use crate::limits::MAX_PERIOD_LABELS;
use crate::record::{FundingSource, Period};
use crate::text::fold_width;
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

/// What has been read of a head.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    block: Block,
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
    /// Labels of totals of the whole period, told by a total of the year beside them: row and column.
    wholes: Vec<(usize, usize)>,
}

/// What has been met in the row that is being read.
#[derive(Debug, Default)]
struct Row {
    /// The last cell is a label that is not known: what follows is no other label's value.
    unknown: Option<String>,
    /// The totals of the row: where their labels stand, and which entry each is.
    totals: Vec<((usize, usize), usize)>,
}

impl Head {
    /// Labels do not wait for values across the edge of a table.
    pub(super) fn start_table(&mut self) {
        self.wholes.clear();
        self.block.end();
    }

    /// A label above this cell waits for its value.
    pub(super) fn awaits(&self, sheet: &Sheet, cell: &SheetCell) -> bool {
        let above = cell
            .row
            .checked_sub(1)
            .filter(|&row| self.block.is_label_row(row));
        let label = above.and_then(|row| sheet.at(row, cell.column));
        label.is_some_and(|label| label.is_label)
    }

    /// Reads one row; the entries are appended.
    pub(super) fn read_row(
        &mut self,
        sheet: &Sheet,
        row: usize,
        vocabulary: &Vocabulary,
        entries: &mut Vec<Entry>,
    ) {
        self.block.reaches(sheet, row);
        let block = std::mem::take(&mut self.block);
        let paths = Paths {
            sheet,
            block: &block,
            vocabulary,
        };
        let mut reading = Row::default();
        let mut cells = sheet.covering(row).peekable();
        while let Some(cell) = cells.next() {
            if cell.row == row {
                let next = cells.peek().copied();
                self.read_cell(&paths, (cell, next), &mut reading, entries);
            }
        }
        self.tell_totals_apart(&reading.totals, entries, vocabulary);
        self.block = block;
    }

    /// Two totals in one row: where one says that it is the year's, the other is the whole period's, and so are its parts.
    fn tell_totals_apart(
        &mut self,
        totals: &[((usize, usize), usize)],
        entries: &mut [Entry],
        vocabulary: &Vocabulary,
    ) {
        let annual = |entry: &Entry| {
            let of_year = vocabulary.period_of(&entry.label) == Some(Period::Annual);
            of_year || begins_with_year(&entry.label)
        };
        let of_year = totals
            .iter()
            .filter(|(_, at)| annual(&entries[*at]))
            .count();
        if totals.len() < 2 || of_year != 1 {
            return;
        }
        for &(label, at) in totals {
            let entry = &mut entries[at];
            if !annual(entry) {
                entry.field = Field::MultiYearTotal;
                entry.period = Some(Period::MultiYear);
                self.wholes.push(label);
            }
        }
    }

    /// One cell that begins in the row: a label, a label with its value, or a value.
    fn read_cell(
        &mut self,
        paths: &Paths<'_>,
        (cell, next): (&SheetCell, Option<&SheetCell>),
        row: &mut Row,
        entries: &mut Vec<Entry>,
    ) {
        if paths.asks(cell) {
            row.unknown = None;
            cell.claim();
            self.label(paths, cell);
            entries.extend(without_figure(paths, cell, next));
            return;
        }
        if self.is_level_name(paths, cell) {
            row.unknown = Some(cell.text.clone());
            return;
        }
        let vocabulary = paths.vocabulary;
        if is_number_of_part(cell, next, vocabulary) || vocabulary.is_bare_prefix(&cell.text) {
            cell.claim();
            return;
        }
        if paths.block.is_label_row(cell.row) && looks_like_label(&cell.text) && !cell.is_label {
            // a label nobody knows among those of columns
            self.tell_unknown(&cell.text, paths.sheet.place(cell));
            return;
        }
        // sheets consist of blanks for the most part, and the path of a cell costs what its row and its column hold
        if cell.is_blank() && !answers_label(paths, cell, next) {
            return;
        }
        let path = paths.of(cell);
        if cell.is_blank() {
            entries.extend(self.file(paths, &path, cell));
            return;
        }
        if numbers_objective(&path, cell, next) {
            cell.claim();
            return;
        }
        if self.labelled(paths, &path, cell, entries) || joined(paths, &path, cell, entries) {
            return;
        }
        let one = |field: Field| is_goal(field) || takes_one(field);
        let of_text = path
            .first()
            .and_then(|step| step.sense.head)
            .is_some_and(one);
        let text = matches!(cell.sense.kind, Kind::Text | Kind::Long);
        let again = paths.sheet.flat && (text || of_text);
        if again
            && entries
                .last()
                .is_some_and(|last| repeats(paths.sheet, last, cell))
        {
            // a merged cell written once more where spans were lost
            cell.claim();
            return;
        }
        let of_line = path.first().is_some_and(|step| step.sense.how.is_none());
        let money = path.iter().any(|step| step.sense.is_money());
        let after_unknown = row.unknown.is_some() && !money && !of_line;
        if path.is_empty() || after_unknown {
            self.loose(paths.sheet, (cell, next), paths.vocabulary, row, entries);
            return;
        }
        let dates = path[0].sense.head == Some(Field::ProjectPeriod);
        if dates && let Some(last) = entries.last_mut().filter(|last| goes_on(last, cell)) {
            join_dates(last, &cell.text);
            cell.claim();
            return;
        }
        self.tell_undivided(paths, &path);
        let filed = self.file(paths, &path, cell);
        let total = |entry: &Entry| {
            let plain = entry.column.is_none() && entry.year.is_none();
            entry.field == Field::BudgetTotal && plain
        };
        if filed.as_ref().is_some_and(total) {
            let label = path[0].cell;
            row.totals.push(((label.row, label.column), entries.len()));
        }
        entries.extend(filed);
    }

    /// One value for two labels that a stroke joins: the first takes it.
    fn tell_undivided(&mut self, paths: &Paths<'_>, path: &[Step<'_>]) {
        let Some(step) = path.first() else { return };
        if let Some(first) = joined_labels(step.text, paths.vocabulary).first() {
            self.guessed.push(Guess {
                label: step.text.trim().to_owned(),
                by: Understood::Part((*first).to_owned()),
                place: paths.sheet.place(step.cell),
            });
        }
    }

    /// A label, which may be guessed and may say a period.
    fn label(&mut self, paths: &Paths<'_>, cell: &SheetCell) {
        let of_grid = cell.column_field().is_some_and(Field::is_indicator_column);
        self.levels += usize::from(of_grid && cell.head().is_none());
        let joined = joined_labels(&cell.text, paths.vocabulary);
        if joined.is_empty()
            && cell.sense.how == Some(How::Composed)
            && let Some(composed) = paths.vocabulary.composed(&cell.text)
        {
            self.guessed.push(Guess {
                label: cell.text.trim().to_owned(),
                by: Understood::by_part(composed.known, composed.meaning.head),
                place: paths.sheet.place(cell),
            });
        }
        let group = cell.sense.head == Some(Field::FundingGroup);
        let own = cell.sense.head.and_then(Field::period);
        let period = own.or(cell.sense.period.filter(|_| group));
        if let Some(period) = period {
            if self.periods.len() == MAX_PERIOD_LABELS {
                self.periods.remove(0);
            }
            self.periods.push((cell.column..cell.end, period));
        }
    }

    /// A name of the indicator tree is nobody's value.
    fn is_level_name(&mut self, paths: &Paths<'_>, cell: &SheetCell) -> bool {
        if cell.meaning.is_some() || !cell.is_level() {
            return false;
        }
        self.levels += 1;
        let left = paths
            .sheet
            .covering(cell.row)
            .filter(|left| left.end == cell.column);
        let mut left = left;
        let asked = left.next_back().and_then(|left| left.sense.head);
        if !cell.is_full_level && !asked.is_some_and(takes_text) {
            return false;
        }
        let told = UnreadRow::cell(paths.sheet, cell, RowReason::Level);
        self.unread.push(told);
        true
    }

    /// What the path says of the cell. A figure of a source nobody knows is told with its label.
    fn file(&mut self, paths: &Paths<'_>, path: &[Step<'_>], cell: &SheetCell) -> Option<Entry> {
        let place = paths.sheet.place(cell);
        let first = path.first()?;
        if first.sense.how.is_none() {
            let source = looks_like_label(first.text)
                && is_figure(&cell.text)
                && !paths.vocabulary.names_no_source(first.text);
            if !first.cell.is_level() {
                self.tell_unknown(first.text, paths.sheet.place(first.cell));
            }
            let mut known = path.to_vec();
            if source {
                known[0].sense.head = Some(Field::Funding(FundingSource::Other));
                known[0].sense.how = Some(How::Short);
            }
            return entry_of(
                &known,
                (&cell.text, cell.sense.kind),
                place,
                paths.vocabulary,
            );
        }
        let mut known = path.to_vec();
        for step in &mut known {
            if self.wholes.contains(&(step.cell.row, step.cell.column)) {
                step.sense.period = Some(Period::MultiYear);
            }
        }
        entry_of(
            &known,
            (&cell.text, cell.sense.kind),
            place,
            paths.vocabulary,
        )
    }

    fn tell_unknown(&mut self, label: &str, place: Location) {
        const LOOKED_AT: usize = 64;
        let label = fold_width(label);
        let mut last = self.unknown.iter().rev().take(LOOKED_AT);
        if !last.any(|(known, own)| *own == place && *known == label) {
            self.unknown.push((label, place));
        }
    }

    /// A label and its value in one cell, or several. False where there is none.
    fn labelled(
        &mut self,
        paths: &Paths<'_>,
        path: &[Step<'_>],
        cell: &SheetCell,
        entries: &mut Vec<Entry>,
    ) -> bool {
        let vocabulary = paths.vocabulary;
        let found = vocabulary.label_and_value(&cell.text);
        let listed = found.and_then(|(meaning, label, value)| Some((meaning.head?, label, value)));
        let short = || short_label_and_figure(paths, cell);
        let Some((field, label, value)) = listed.or_else(short) else {
            return false;
        };
        if value.trim().is_empty() || is_answer(path, field, &cell.text) {
            return false;
        }
        let place = paths.sheet.place(cell);
        let push = |label: &str, value: &str, entries: &mut Vec<Entry>| {
            entries.extend(labelled_entry(paths, path, cell, (label, value)));
        };
        if takes_text(field) || cell.text.len() > MAX_LABELLED_CELL || found.is_none() {
            push(label, value, entries);
            return true;
        }
        for (meaning, label, value) in vocabulary.labelled_values(&cell.text) {
            if let Some(field) = meaning.head {
                let (value, year) = without_year(field, value);
                push(label, value, entries);
                let year = year.map(|year| Entry::new(Field::FiscalYear, "", year, place));
                entries.extend(year);
            }
        }
        true
    }
}

/// A value and its label that are printed in one cell, or that a stroke joins with others: what the label says goes in front of the
/// path of the cell.
fn labelled_entry(
    paths: &Paths<'_>,
    path: &[Step<'_>],
    cell: &SheetCell,
    (label, value): (&str, &str),
) -> Option<Entry> {
    let place = paths.sheet.place(cell);
    let sense = sense_of(label, paths.vocabulary);
    if let Some(field) = sense.head.filter(|&field| is_goal(field)) {
        return Some(Entry::new(field, label, value, place));
    }
    let own = Step {
        sense,
        text: label,
        cell,
        side: false,
    };
    let parents = paths.parents(cell, sense);
    let behind = parents.into_iter().chain(path.iter().copied());
    let whole: Vec<Step<'_>> = std::iter::once(own).chain(behind).collect();
    entry_of(&whole, (value, Kind::Value), place, paths.vocabulary)
}

/// 实施单位/项目负责人 | 某中心/某某: a value for each label. False where the label is not joined or the value is not divided.
fn joined(
    paths: &Paths<'_>,
    path: &[Step<'_>],
    cell: &SheetCell,
    entries: &mut Vec<Entry>,
) -> bool {
    let [label, behind @ ..] = path else {
        return false;
    };
    let labels = joined_labels(label.text, paths.vocabulary);
    let Some(values) = joined_values(&cell.text, labels.len()) else {
        return false;
    };
    for (label, value) in labels.into_iter().zip(&values) {
        entries.extend(labelled_entry(paths, behind, cell, (label, value)));
    }
    true
}

/// 年度目标 | 1 | 免费开放三百天: the number of an objective in a cell of its own.
fn numbers_objective(path: &[Step<'_>], cell: &SheetCell, next: Option<&SheetCell>) -> bool {
    const LONGEST: usize = 2;
    let goal = path.first().and_then(|step| step.sense.head);
    let text = |next: &SheetCell| {
        next.row == cell.row && matches!(next.sense.kind, Kind::Text | Kind::Long | Kind::Value)
    };
    cell.sense.kind == Kind::Number
        && cell.text.trim().len() <= LONGEST
        && goal.is_some_and(is_goal)
        && next.is_some_and(text)
}

/// 项目概况 | 实施单位：某局。…: what stands beside a label for text is its value, whatever word it begins with.
fn is_answer(path: &[Step<'_>], field: Field, text: &str) -> bool {
    let Some(asked) = path.first().and_then(|step| step.sense.head) else {
        return false;
    };
    let prose = || text.trim().contains(['，', '。', '；', ',', ';']);
    !is_goal(field) && (takes_text(asked) || asked == Field::Ignored && prose())
}

/// 其他资金： with nothing behind it is a line of money without a figure.
fn without_figure(paths: &Paths<'_>, cell: &SheetCell, next: Option<&SheetCell>) -> Option<Entry> {
    let field = cell.sense.head.filter(|field| field.is_funding())?;
    let waits = cell.text.trim_end().ends_with([':', '：']);
    let place = paths.sheet.place(cell);
    (waits && next.is_none()).then(|| Entry::new(field, &cell.text, "", place))
}

/// 合计：500, 中央：300 among the money.
fn short_label_and_figure<'t>(
    paths: &Paths<'_>,
    cell: &'t SheetCell,
) -> Option<(Field, &'t str, &'t str)> {
    let vocabulary = paths.vocabulary;
    let (label, value) = cell.text.split_once([':', '：'])?;
    let figure = value.trim().starts_with(|c: char| c.is_ascii_digit());
    let mut left = paths
        .sheet
        .covering(cell.row)
        .filter(|left| left.end <= cell.column);
    if !figure || !left.any(|left| left.is_label && left.sense.is_money()) {
        return None;
    }
    let field = match vocabulary.titles.is_total(label) {
        true => Field::BudgetTotal,
        false => vocabulary.short_source(label)?,
    };
    Some((field, label, value.trim()))
}

/// A blank cell that a label asks for: the next cell of its row is not the answer.
fn answers_label(paths: &Paths<'_>, cell: &SheetCell, next: Option<&SheetCell>) -> bool {
    let sheet = paths.sheet;
    let left = cell
        .column
        .checked_sub(1)
        .and_then(|column| sheet.at(cell.row, column));
    let beside = left.is_some_and(|left| paths.asks(left) && left.bottom - left.row == 1);
    let filled =
        || next.is_some_and(|next| next.row == cell.row && !next.is_blank() && !next.is_label);
    beside && !(sheet.flat && filled()) && !paths.block.is_label_row(cell.row)
}
