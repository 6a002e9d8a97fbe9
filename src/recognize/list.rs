//! Lists: one table whose rows are projects, each with as many rows as it has indicators.
//!
//! In: the rows below a header that has a column for project names. Out: a [`Draft`] a project. A row of a unit's subtotal is no
//! project: it has no indicator and no objective of its own.

use super::account::claim_unknown;
use super::draft::{Context, Draft};
use super::looks::is_coded_name;
use super::model::Entry;
use super::model::Header;
use super::model::IndicatorRow;
use super::model::Recognized;
use super::model::{RowReason, TableReason, UnreadRow};
use super::rows::{ByColumn, cells_by_column, cuts, entries_of_row, read_row};
use super::sheet::{Sheet, SheetCell};
use crate::finding::Location;
use crate::limits::MAX_REPEATED_BYTES;
use crate::text::fold_width;
use crate::vocabulary::{Field, Titles, Vocabulary};

/// A list that is being read.
#[derive(Debug)]
pub(super) struct List {
    pub(super) header: Header,
    /// The unit above the projects, for lists that print it once.
    unit: Option<Entry>,
    draft: Option<Draft>,
    /// The table of a row that says 无, and whether there are projects beside it.
    nothing: Option<u32>,
    read: bool,
    /// Key of the current project: name, code and unit as printed.
    key: [String; 3],
    /// Its number and its money, which tell two projects of one name apart.
    counted: [String; 2],
}

impl List {
    pub(super) fn new(header: Header) -> Self {
        Self {
            header,
            unit: None,
            draft: None,
            nothing: None,
            read: false,
            key: Default::default(),
            counted: Default::default(),
        }
    }

    /// Reads a row below the header.
    pub(super) fn read(
        &mut self,
        sheet: &Sheet,
        row: usize,
        context: &mut Context,
        vocabulary: &Vocabulary,
        out: &mut Recognized,
    ) {
        let titles = &vocabulary.titles;
        let closes = |cell: &SheetCell| titles.is_total(&cell.text) || titles.is_note(&cell.text);
        if sheet.printed(row).next().is_some_and(closes) {
            out.unread_rows
                .push(UnreadRow::row(sheet, row, RowReason::Total));
            return;
        }
        if let Some(unit) = self.unit_band(sheet, row, vocabulary) {
            self.close(vocabulary, out);
            self.unit = Some(unit);
            sheet.claim_row(row);
            return;
        }
        let by_column = cells_by_column(sheet, row, &self.header);
        let entries = entries_of_row(sheet, row, &self.header, &by_column);
        out.cuts.extend(cuts(sheet, row));
        claim_unknown(sheet, row, &self.header);
        let rows = read_row(sheet, row, &self.header, vocabulary);
        out.unread_rows
            .extend(self.unread_text(sheet, &rows, &by_column, row));
        let objective = |entry: &Entry| {
            entry.field == Field::ObjectiveAnnual
                && !entry.value.trim().is_empty()
                && starts_in(entry, row)
        };
        let speaks =
            rows.iter().any(|row| row.is_indicator(vocabulary)) || entries.iter().any(objective);
        self.remember_unit(&entries, speaks);
        if self.begins_project(&entries, row, titles) {
            self.close(vocabulary, out);
            let mut draft = self.new_draft(sheet, context);
            draft.entries.extend(entries);
            if draft.value(Field::BudgetUnit).is_none() {
                draft.entries.extend(self.unit.clone());
            }
            self.draft = Some(draft);
        } else if !speaks {
            self.pass_over(sheet, row, &rows, vocabulary, out);
            return;
        } else if let Some(draft) = &mut self.draft {
            claim_repeated(sheet, draft, &entries);
            let (of_sources, others) = by_source(entries, &self.header, row, vocabulary);
            draft.entries.extend(of_sources);
            add_new_text(draft, others, row);
        }
        if self.draft.is_none() {
            self.draft = Some(self.new_draft(sheet, context));
        }
        let Some(draft) = &mut self.draft else { return };
        draft.reaches(sheet.number);
        for mut row in rows {
            row.slot = !row.is_indicator(vocabulary);
            if row.pieces.iter().any(|piece| !piece.is_blank()) {
                draft.add(row);
            }
        }
    }

    fn new_draft(&self, sheet: &Sheet, context: &Context) -> Draft {
        let mut draft = Draft::new(&mut self.around(context), sheet.number);
        draft.set_header(self.header.clone());
        draft
    }

    /// A row that says nothing of a project.
    fn pass_over(
        &mut self,
        sheet: &Sheet,
        row: usize,
        rows: &[IndicatorRow],
        vocabulary: &Vocabulary,
        out: &mut Recognized,
    ) {
        if sheet.printed(row).all(|cell| says_nothing(&cell.text)) {
            self.nothing = Some(sheet.number);
            sheet.claim_row(row);
            return;
        }
        let passed_over = rows.iter().find_map(|row| row.passed_over(vocabulary));
        let reason = passed_over.unwrap_or(RowReason::Subtotal);
        out.unread_rows.push(UnreadRow::row(sheet, row, reason));
    }

    /// What stands above the list, for one of its projects: a unit among the rows is nearer than one in a line above.
    fn around(&self, context: &Context) -> Context {
        let mut context = context.clone();
        if self.unit.is_some() {
            context
                .entries
                .retain(|entry| entry.field != Field::BudgetUnit);
        }
        context
    }

    /// Ends the list. 无 among projects says nothing, and alone that there are none.
    pub(super) fn end(mut self, vocabulary: &Vocabulary, out: &mut Recognized) {
        self.close(vocabulary, out);
        let nothing = self.nothing.filter(|_| !self.read);
        out.others
            .extend(nothing.map(|table| (table, TableReason::BlankForm)));
    }

    /// Ends the current project.
    pub(super) fn close(&mut self, vocabulary: &Vocabulary, out: &mut Recognized) {
        let Some(draft) = self.draft.take() else {
            return;
        };
        let place = draft
            .entries
            .iter()
            .find(|entry| entry.field == Field::ProjectName)
            .map(|entry| entry.place)
            .unwrap_or_default();
        let name = draft
            .value(Field::ProjectName)
            .unwrap_or_default()
            .to_owned();
        let table = draft.first_table();
        let printed = match draft.has_indicators() {
            true => String::new(),
            false => printed_of(&draft, place),
        };
        match draft.finish(vocabulary) {
            Ok(found) => {
                self.read = true;
                out.matches.push(found);
            }
            Err(_) if says_nothing(&name) => self.nothing = Some(table),
            Err(_) => out.unread_rows.push(UnreadRow {
                reason: RowReason::Subtotal,
                text: printed,
                place: Location {
                    column: None,
                    ..place
                },
            }),
        }
    }

    /// The text that should hold the project's indicators and does not.
    fn unread_text(
        &self,
        sheet: &Sheet,
        rows: &[IndicatorRow],
        by_column: &ByColumn<'_>,
        row: usize,
    ) -> Option<UnreadRow> {
        let read = rows.iter().any(|row| row.text(Field::Level3).is_some());
        let column = self.header.column(Field::Level3)?;
        let mut cells = by_column.of(column).iter();
        let cell = cells.find(|cell| cell.row == row && !cell.is_blank())?;
        (self.header.texts && !read).then(|| UnreadRow::cell(sheet, cell, RowReason::Text))
    }

    /// A unit over the whole table, above its projects, in a list without a column for units.
    fn unit_band(&self, sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> Option<Entry> {
        let units = [
            Field::BudgetUnit,
            Field::DepartmentName,
            Field::UnitAndProject,
        ];
        let mut printed = sheet.printed(row);
        let cell = printed.next().filter(|cell| cell.column == 0)?;
        let wide = (cell.end - cell.column) * 2 > sheet.width && sheet.at(row, 0)?.row == row;
        let alone = printed.next().is_none() && wide;
        // 单位名称：某局 over the whole table
        let labelled = vocabulary
            .label_and_value(&cell.text)
            .filter(|(meaning, ..)| meaning.head.is_some_and(|field| units.contains(&field)));
        let name = labelled.map_or(cell.text.as_str(), |(.., value)| value.trim());
        let key = fold_width(name);
        let mut endings = Vocabulary::builtin().values.organization_endings.iter();
        let names_unit = labelled.is_some() && !name.is_empty()
            || is_coded_name(name)
            || endings.any(|end| key.ends_with(end.as_str()));
        (alone
            && names_unit
            && !units
                .iter()
                .any(|&field| self.header.column(field).is_some()))
        .then(|| Entry::new(Field::BudgetUnit, "", name, sheet.place(cell)))
    }

    fn remember_unit(&mut self, entries: &[Entry], speaks: bool) {
        let printed = |field| {
            entries
                .iter()
                .find(move |entry| entry.field == field && !entry.value.trim().is_empty())
        };
        let combined = self.header.column(Field::UnitAndProject).is_some();
        let unit = match printed(Field::BudgetUnit) {
            Some(unit) => Some(unit.clone()),
            None if combined && !speaks => printed(Field::ProjectName).map(|entry| {
                let code = printed(Field::ProjectCode).map(|code| code.value.trim());
                let is_code = |code: &&str| code.bytes().all(|byte| byte.is_ascii_digit());
                let code = code.filter(is_code).unwrap_or_default();
                Entry {
                    field: Field::BudgetUnit,
                    value: [code, entry.value.trim()].concat(),
                    ..entry.clone()
                }
            }),
            None => None,
        };
        if unit.is_some() {
            self.unit = unit;
        }
    }

    /// What tells the rows of one project from those of the next.
    fn subject(&self) -> Field {
        let columns = [Field::BudgetUnit, Field::DepartmentName];
        let of_units = || {
            columns
                .into_iter()
                .find(|&field| self.header.column(field).is_some())
        };
        let named = [
            Field::ProjectName,
            Field::UnitAndProject,
            Field::ActivityName,
        ];
        match named
            .into_iter()
            .find(|&field| self.header.column(field).is_some())
        {
            Some(_) => Field::ProjectName,
            None => of_units().unwrap_or(Field::ProjectName),
        }
    }

    /// A name that is printed anew and differs from the current one, or stands in a new merged cell.
    fn begins_project(&mut self, entries: &[Entry], row: usize, titles: &Titles) -> bool {
        let text = |field| {
            entries
                .iter()
                .find(|entry| entry.field == field)
                .map(|entry| {
                    // as much as a row below the first repeats
                    let end = entry.value.floor_char_boundary(MAX_REPEATED_BYTES);
                    let key = fold_width(&entry.value[..end]);
                    titles.without_continued(&key).to_owned()
                })
                .unwrap_or_default()
        };
        let subject = self.subject();
        let unit = match subject {
            Field::DepartmentName => Field::DepartmentName,
            _ => Field::BudgetUnit,
        };
        let key = [
            text(Field::ProjectName),
            text(Field::ProjectCode),
            text(unit),
        ];
        let printed = entries.iter().any(|entry| {
            entry.field == subject && !entry.value.trim().is_empty() && starts_in(entry, row)
        });
        if !printed {
            return false;
        }
        let counted = [text(Field::Sequence), text(Field::BudgetTotal)];
        let again =
            |(old, new): (&String, &String)| !new.is_empty() && !old.is_empty() && old != new;
        let another = self.counted.iter().zip(&counted).all(again);
        let differs = |old: &String, new: &String| !new.is_empty() && !old.is_empty() && old != new;
        let same = self.draft.is_some()
            && !another
            && self.key[0] == key[0]
            && !self
                .key
                .iter()
                .zip(&key)
                .any(|(old, new)| differs(old, new));
        if same {
            return false;
        }
        self.key = key;
        self.counted = counted;
        true
    }
}

/// What the row of a draft prints under labels of the head, for people.
fn printed_of(draft: &Draft, place: Location) -> String {
    let of_row = |entry: &&Entry| (entry.place.table, entry.place.row) == (place.table, place.row);
    let printed = |entry: &&Entry| of_row(entry) && !entry.value.trim().is_empty();
    let mut entries: Vec<&Entry> = draft.entries.iter().filter(printed).collect();
    // a unit's name is taken from the cell of the project's
    entries.sort_by_key(|entry| entry.place.column);
    entries.dedup_by_key(|entry| entry.place.column);
    let texts: Vec<&str> = entries.iter().map(|entry| entry.value.trim()).collect();
    texts.join(" | ")
}

/// 无 and its like.
fn says_nothing(name: &str) -> bool {
    let key = fold_width(name);
    !key.is_empty() && Vocabulary::builtin().values.says_nothing(&key)
}

fn starts_in(entry: &Entry, row: usize) -> bool {
    entry.place.row == Some(row as u32 + 1)
}

/// What a further row of a project prints once more, and the names of sources and the numbers of rows.
fn claim_repeated(sheet: &Sheet, draft: &Draft, entries: &[Entry]) {
    for entry in entries {
        let aside = matches!(entry.field, Field::FundingGroup | Field::Sequence);
        let value = entry.value.trim();
        let again = |own: &Entry| own.field == entry.field && own.value.trim() == value;
        if aside || draft.entries.iter().any(again) {
            sheet.claim_place(entry.place);
        }
    }
}

/// A row that says where a part of the project's money comes from, in a column for that, and how much: 自筹资金 | 20.
fn by_source(
    entries: Vec<Entry>,
    header: &Header,
    row: usize,
    vocabulary: &Vocabulary,
) -> (Vec<Entry>, Vec<Entry>) {
    let source = header.column(Field::FundingGroup).and_then(|_| {
        let named = |entry: &&Entry| entry.field == Field::FundingGroup && starts_in(entry, row);
        let text = entries.iter().find(named)?.value.trim();
        let field = vocabulary.meaning(text).and_then(|meaning| meaning.head)?;
        let source = field.is_funding();
        source.then(|| (field, text.to_owned()))
    });
    let Some((field, label)) = source else {
        return (Vec::new(), entries);
    };
    let (amounts, others): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| entry.field == Field::BudgetTotal && starts_in(entry, row));
    let of_source = |amount: Entry| Entry {
        field,
        label: label.clone(),
        ..amount
    };
    (amounts.into_iter().map(of_source).collect(), others)
}

/// Text that a later row of the same project adds: an objective printed over several rows.
fn add_new_text(draft: &mut Draft, entries: Vec<Entry>, row: usize) {
    for entry in entries {
        let total = entry.field == Field::BudgetTotal && !entry.value.trim().is_empty();
        if starts_in(&entry, row) && (total || draft.entries.is_new_text(&entry)) {
            draft.entries.push(entry);
        }
    }
}
