//! One row of a table: a header, a task, a title, an indicator, a project of a list, or a row of the head.
//!
//! In: a row and what the rows above have said is coming. Out: the same, and what the row adds. Lost: rows without text.

use super::super::beside::unread_columns;
use super::super::draft::Draft;
use super::super::grid::read_grid_row;
use super::super::header::find_header;
use super::super::list::List;
use super::super::looks::{bare_year, is_coded_name, is_organization_name};
use super::super::model::{Column, GroupLevel, Header};
use super::super::model::{Cut, Entry};
use super::super::model::{RowReason, UnreadRow};
use super::super::money_list::heads_sums;
use super::super::rows::is_column_numbers;
use super::super::senses::{sense_of, year_in};
use super::super::sheet::{Sheet, SheetCell};
use super::super::tasks::{
    self, TaskHeader, ends_tasks, find_task_header, is_number, is_total_of_tasks, read_task,
};
use super::super::turned::turned_rows;
use super::super::vertical::Vertical;
use super::{Mode, Shared, Walk};
use crate::text::fold_width;
use crate::vocabulary::{Field, TitleKind, Vocabulary};

impl Walk<'_> {
    /// Reads one row, or several where a header takes them. Returns the next row.
    pub(super) fn row(&mut self, sheet: &Sheet, row: usize, mode: &mut Mode) -> usize {
        if let Mode::Tasks(header) = mode
            && !ends_tasks(sheet, row, header)
            && find_header(sheet, row, &[], self.vocabulary).is_none()
        {
            self.task(sheet, row, header);
            return row + 1;
        }
        if sheet.printed(row).next().is_none() {
            return row + 1;
        }
        if matches!(mode, Mode::Head)
            && let Some(rows) = turned_rows(sheet, row)
        {
            let end = rows.end;
            let turned = sheet.turned(rows);
            self.rows(&turned, Mode::Head);
            self.claims.take(&turned);
            return end;
        }
        if self.vertical(sheet, row, mode) {
            return row + 1;
        }
        let draft = self.draft.as_ref();
        let periods = draft.map_or(&[][..], |draft| &draft.head.periods);
        if let Some(header) = find_header(sheet, row, periods, self.vocabulary) {
            return self.header_row(sheet, row, header, mode);
        }
        if let Some(cell) = single_cell(sheet, row, self.vocabulary)
            && self.single(sheet, cell, mode)
        {
            if !self.is_loose_line(cell) {
                sheet.claim_row(row);
            }
            return row + 1;
        }
        let cells = sheet.covering(row).count();
        let room = match (&*mode, &self.list) {
            (Mode::List, Some(list)) => self.work.takes_row(&list.header, cells),
            (Mode::Grid(header), _) => self.work.takes_row(header, cells),
            _ => self.work.takes_head(cells),
        };
        if !room {
            return self.stop(sheet, row);
        }
        let below_grid = self.draft.as_ref().is_some_and(Draft::has_indicators);
        if (below_grid || matches!(mode, Mode::List | Mode::Grid(_))) && self.unit_line(sheet, row)
        {
            if self.list.is_none() {
                *mode = Mode::Head;
            }
            return row + 1;
        }
        if matches!(mode, Mode::Head) {
            self.resume(sheet, row, mode);
        }
        let read = match (&*mode, &mut self.list, &mut self.draft) {
            (Mode::List, Some(list), _) => {
                let (context, out) = (&mut self.context, &mut self.out);
                list.read(sheet, row, context, self.vocabulary, out);
                true
            }
            (Mode::Grid(header), _, Some(draft)) => {
                read_grid_row(sheet, row, header, draft, self.vocabulary, &mut self.out)
            }
            _ => false,
        };
        if read {
            return row + 1;
        }
        *mode = Mode::Head;
        if let Some(next) = self.money_list(sheet, row) {
            return next;
        }
        self.head_row(sheet, row, mode)
    }

    /// The rows of the next project below a header that stands above all of them.
    fn resume(&mut self, sheet: &Sheet, row: usize, mode: &mut Mode) {
        let (Some(shared), Some(draft)) = (&self.shared, &mut self.draft) else {
            return;
        };
        let level = |column: &Column| {
            let cell = sheet
                .at(row, column.span.start)
                .filter(|cell| cell.row == row);
            matches!(column.field, Field::Level1 | Field::Level2)
                && cell.is_some_and(|cell| cell.is_full_level && cell.end <= column.span.end)
        };
        let labels = sheet.printed(row).any(|cell| cell.meaning.is_some());
        if !labels && draft.is_named() && shared.header.columns.iter().any(level) {
            draft.set_header((*shared.header).clone());
            *mode = Mode::Grid(shared.header.clone());
        }
    }

    /// A list of sums that belong to the projects of other tables.
    fn money_list(&mut self, sheet: &Sheet, row: usize) -> Option<usize> {
        let before = self.draft.as_ref().is_none_or(Draft::is_preliminary);
        if !before || self.list.is_some() || !heads_sums(sheet, row) {
            return None;
        }
        let grid = |row| find_header(sheet, row, &[], self.vocabulary).is_some();
        if (row + 1..sheet.rows.len()).any(grid) {
            return None;
        }
        let unit = |entry: &&Entry| entry.field == Field::AmountUnit;
        let above = self.draft.iter().flat_map(|draft| draft.entries.iter());
        let unit = above.chain(&self.context.entries).find(unit).cloned();
        let titles = &self.vocabulary.titles;
        self.sums.read(sheet, row, unit.as_ref(), titles)
    }

    /// A row of labels of an indicator with their values. False where it is none; it ends those above.
    fn vertical(&mut self, sheet: &Sheet, row: usize, mode: &mut Mode) -> bool {
        if let Mode::Vertical(vertical) = mode {
            if vertical.read(sheet, row) {
                return true;
            }
            let ended = std::mem::replace(mode, Mode::Head);
            self.end_vertical(ended);
        }
        let begins = matches!(mode, Mode::Head) && Vertical::begins(sheet, row);
        if begins {
            self.draft_in(sheet).reaches(sheet.number);
            let mut vertical = Vertical::default();
            vertical.read(sheet, row);
            *mode = Mode::Vertical(vertical);
        }
        begins
    }

    /// Gives what was read to the project.
    pub(super) fn end_vertical(&mut self, mode: Mode) {
        if let (Mode::Vertical(mut vertical), Some(draft)) = (mode, &mut self.draft) {
            vertical.finish();
            for row in vertical.rows {
                draft.add_by_itself(row);
            }
        }
    }

    /// `部门：某中心 | 单位：元` between the rows of a list, or below a form, holds for what follows.
    fn unit_line(&mut self, sheet: &Sheet, row: usize) -> bool {
        let words = &Vocabulary::builtin().values;
        let label = |cell: &SheetCell| {
            let (meaning, _, value) = self.vocabulary.label_and_value(&cell.text)?;
            let money = meaning.head == Some(Field::AmountUnit)
                && words.amount_units.exact(&fold_width(value)).is_some();
            Some(money)
        };
        let coded = |cell: &SheetCell| is_coded_name(&cell.text).then_some(false);
        let labels: Option<Vec<bool>> = sheet
            .printed(row)
            .map(|cell| label(cell).or_else(|| coded(cell)))
            .collect();
        let is_line = labels.is_some_and(|money| money.contains(&true));
        if is_line {
            sheet.claim_row(row);
            if self.draft.as_ref().is_some_and(Draft::has_indicators) {
                self.close();
            }
            for cell in sheet.printed(row) {
                let place = sheet.place(cell);
                if coded(cell).is_some() {
                    let unit = Entry::new(Field::BudgetUnit, "", cell.text.trim(), place);
                    self.context.keep([unit]);
                }
                self.line(cell.text.trim(), place);
            }
        }
        is_line
    }

    fn task(&mut self, sheet: &Sheet, row: usize, header: &TaskHeader) {
        let task = read_task(sheet, row, header, self.vocabulary);
        let again = |cell: &SheetCell| {
            let label = matches!(cell.head(), Some(Field::TaskName | Field::TaskGroup));
            label || self.vocabulary.titles.is_filler(&cell.text)
        };
        if task.is_some()
            || sheet
                .printed(row)
                .all(|cell| is_number(cell) || again(cell))
        {
            sheet.claim_row(row);
        }
        match (task, &mut self.draft) {
            (Some(task), Some(draft)) => draft.tasks.push(task),
            _ if is_total_of_tasks(sheet, row, header, self.vocabulary) => self
                .out
                .unread_rows
                .push(UnreadRow::row(sheet, row, RowReason::Total)),
            _ => {}
        }
    }

    fn header_row(&mut self, sheet: &Sheet, row: usize, header: Header, mode: &mut Mode) -> usize {
        let next = header.rows.end;
        if !self.work.takes_header(&header) {
            return self.stop(sheet, row);
        }
        let out = &mut self.out;
        out.unknown_labels.extend(header.unknown.iter().cloned());
        out.guessed_labels.extend(header.guessed.iter().cloned());
        out.unread_rows.extend(unread_columns(sheet, &header));
        header.rows.clone().for_each(|row| sheet.claim_row(row));
        *mode = self.header(sheet, header);
        let numbers = is_column_numbers(sheet, next);
        if numbers {
            sheet.claim_row(next);
        }
        next + usize::from(numbers)
    }

    /// The project that is being read, or a new one with the lines above the table.
    fn draft_in(&mut self, sheet: &Sheet) -> &mut Draft {
        let context = &mut self.context;
        if self.draft.is_none() && context.lines.is_empty() {
            context.lines.clone_from(&self.above_table);
        }
        self.draft
            .get_or_insert_with(|| Draft::new(context, sheet.number))
    }

    /// There is no room for this row: nothing from it on is read. Returns the end of the table.
    fn stop(&mut self, sheet: &Sheet, row: usize) -> usize {
        self.out.cuts.insert((sheet.row_place(row), Cut::Work));
        sheet.rows.len()
    }

    fn header(&mut self, sheet: &Sheet, mut header: Header) -> Mode {
        if header.is_list() {
            let goes_on = self
                .list
                .as_ref()
                .is_some_and(|list| list.header.repeats(&header));
            if !goes_on {
                // Unit and department above a list belong to each of its projects.
                if let Some(draft) = self.draft.take_if(|draft| draft.is_preliminary()) {
                    draft.give_back(&mut self.context);
                }
                self.close();
                self.context.grow_old();
                self.list = Some(List::new(header));
            }
            return Mode::List;
        }
        if self.list.is_some() {
            self.close();
        }
        let draft = self.draft_in(sheet);
        draft.reaches(sheet.number);
        if let ([set], Some(period)) = (&mut header.sets[..], draft.band_period) {
            set.period = period;
        }
        draft.take_objective_above(sheet, header.rows.start);
        let shared = draft.is_preliminary().then(|| Shared {
            header: Box::new(header.clone()),
            entries: draft.entries.iter().cloned().collect(),
        });
        draft.set_header(header.clone());
        self.shared = shared;
        Mode::Grid(Box::new(header))
    }

    /// A title inside a form: 长期绩效目标表 above a part of the indicators of the same project. An objective's label above its text
    /// is none, and what names another project begins one.
    fn is_band(&self, sheet: &Sheet, cell: &SheetCell) -> bool {
        let Some(draft) = self.draft.as_ref().filter(|draft| draft.is_named()) else {
            return false;
        };
        let titles = &self.vocabulary.titles;
        if draft.has_indicators() && titles.kind(&cell.text) == Some(TitleKind::Other) {
            return false;
        }
        if !draft.has_indicators() {
            let objective = matches!(
                cell.head(),
                Some(Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup)
            );
            let below = single_cell(sheet, cell.row + 1, self.vocabulary);
            return !(objective && below.is_some_and(|below| below.meaning.is_none()));
        }
        let names = |cell: &SheetCell| {
            matches!(
                self.field_of(cell),
                Some(Field::ProjectName | Field::UnitAndProject | Field::DepartmentName)
            )
        };
        let below = (cell.row + 1..sheet.rows.len()).take_while(|&row| {
            let single = single_cell(sheet, row, self.vocabulary);
            single.is_none_or(|cell| titles.kind(&cell.text).is_none())
        });
        titles.project_name_in(&cell.text).is_none()
            && !below.into_iter().any(|row| sheet.printed(row).any(names))
    }

    /// A row that is one text over the whole table. False where it must be read as a row all the same.
    fn single(&mut self, sheet: &Sheet, cell: &SheetCell, mode: &mut Mode) -> bool {
        let text = cell.text.trim();
        let titles = &self.vocabulary.titles;
        let reads = self.draft.is_some() || self.list.is_some();
        let goes_on = reads && titles.goes_on(text);
        self.continued |= goes_on;
        if goes_on || titles.is_note(text) {
            return true;
        }
        let labelled = self.vocabulary.label_and_value(text);
        let answered = labelled
            .is_some_and(|(meaning, _, value)| meaning.head.is_some() && !value.trim().is_empty());
        let kind = titles.kind(text).filter(|_| !answered);
        if answered && matches!(mode, Mode::Head) {
            return false;
        }
        if kind.is_some() && self.is_band(sheet, cell) {
            if let Some(draft) = &mut self.draft {
                draft.band_period = self.vocabulary.period_of(text);
            }
            *mode = Mode::Head;
            return true;
        }
        if cell.meaning.is_none()
            && let Some(kind) = kind
        {
            *mode = Mode::Head;
            let bookmark = sheet.bookmark(cell);
            self.title(text, bookmark, Some(kind), sheet.place(cell));
            return true;
        }
        match mode {
            Mode::Grid(_) => {
                if let (Some(draft), Some(_)) =
                    (&mut self.draft, self.vocabulary.levels.level1(text))
                {
                    draft.band = Some(GroupLevel {
                        level1: Some(cell.text.clone()),
                        level2: None,
                    });
                    return true;
                }
                self.ends_at(sheet, cell, mode)
            }
            Mode::List => self.ends_at(sheet, cell, mode),
            Mode::Head | Mode::Tasks(_) | Mode::Vertical(_) => {
                let labelled = cell.meaning.is_some();
                let awaited = self
                    .draft
                    .as_ref()
                    .is_some_and(|draft| draft.head.awaits(sheet, cell));
                if labelled || awaited {
                    return false;
                }
                if self.names_unit(cell) {
                    let unit = Entry::new(Field::BudgetUnit, "", text, sheet.place(cell));
                    self.context.keep([unit]);
                }
                self.line(text, sheet.place(cell));
                if let Some(draft) = &mut self.draft {
                    draft
                        .entries
                        .extend(std::mem::take(&mut self.context.entries));
                }
                true
            }
        }
    }

    /// A line over the whole table that nothing is read from.
    fn is_loose_line(&self, cell: &SheetCell) -> bool {
        let text = cell.text.trim();
        let titles = &self.vocabulary.titles;
        let labelled = text.split_once([':', '：']).map(|(label, _)| label);
        let asked = labelled.is_some_and(|label| sense_of(label, self.vocabulary).is_firm());
        let named = is_coded_name(text) || is_organization_name(text);
        let known = named
            || asked
            || cell.meaning.is_some()
            || cell.is_level()
            || cell.sense.money_unit
            || titles.kind(text).is_some()
            || titles.is_note(text)
            || titles.goes_on(text)
            || titles.is_part_of_document(text)
            || titles.is_between_pages(text)
            || year_in(&fold_width(text)).is_some();
        !known && self.vocabulary.labelled_values(text).is_empty()
    }

    /// 318006某县水务局, 某县水务局: the name of a unit above the head of a form, without a label.
    fn names_unit(&self, cell: &SheetCell) -> bool {
        const MAX_ROW: usize = 2;
        let titles = &self.vocabulary.titles;
        let asked = self.draft.as_ref().is_none_or(|draft| {
            draft.is_preliminary()
                && !draft.has(Field::BudgetUnit)
                && !draft.has(Field::DepartmentName)
        });
        let named = is_coded_name(&cell.text) || is_organization_name(&cell.text);
        asked && cell.row <= MAX_ROW && named && titles.kind(&cell.text).is_none()
    }

    /// What the label asks for, also one with its value in the same cell.
    fn field_of(&self, cell: &SheetCell) -> Option<Field> {
        let labelled = || self.vocabulary.label_and_value(&cell.text);
        cell.head()
            .or_else(|| labelled().and_then(|(meaning, ..)| meaning.head))
    }

    /// 二、国有资产占用情况 below the indicators heads another part of the document, which is printed in the same sheet.
    fn ends_at(&mut self, sheet: &Sheet, cell: &SheetCell, mode: &mut Mode) -> bool {
        let ends = self.vocabulary.titles.is_part_of_document(&cell.text) && !cell.is_level();
        if ends {
            *mode = Mode::Head;
            self.title(
                cell.text.trim(),
                None,
                Some(TitleKind::Other),
                sheet.place(cell),
            );
        }
        ends
    }

    fn head_row(&mut self, sheet: &Sheet, row: usize, mode: &mut Mode) -> usize {
        let labels: Vec<Field> = sheet
            .printed(row)
            .filter_map(|cell| self.field_of(cell))
            .collect();
        let opens = labels.iter().any(|field| field.opens_project()) && !heads_inside(sheet, row);
        let finished = self.draft.as_ref().is_some_and(|draft| {
            draft.has_indicators()
                || opens && draft.has(Field::ProjectName) && labels.contains(&Field::ProjectName)
        });
        let again = finished && self.continued && self.heads_again(sheet, row);
        if self.list.is_some() || opens && finished && !again {
            self.close();
        }
        let vocabulary = self.vocabulary;
        let shared = match (&self.draft, &self.shared) {
            (None, Some(shared)) if opens => shared.entries.clone(),
            _ => Vec::new(),
        };
        let draft = self.draft_in(sheet);
        draft.entries.extend(shared);
        draft.reaches(sheet.number);
        if let Some(end) = breakdown(sheet, row, vocabulary) {
            let told = UnreadRow::row(sheet, row, RowReason::Breakdown);
            draft.head.unread.push(told);
            (row..end).for_each(|row| sheet.claim_row(row));
            return end;
        }
        if let Some(header) = find_task_header(sheet, row) {
            let next = header.first_row;
            let unread = tasks::unread_columns(sheet, row, &header);
            self.out.unread_rows.extend(unread);
            (row..next).for_each(|row| sheet.claim_row(row));
            *mode = Mode::Tasks(header);
            return next;
        }
        let mut entries = Vec::new();
        draft.head.read_row(sheet, row, vocabulary, &mut entries);
        draft.entries.extend(entries);
        row + 1
    }
}

/// 资金构成 | 子项目名称 | 金额: labels alone, right of one that runs on over the rows below. They head a table inside the form.
fn heads_inside(sheet: &Sheet, row: usize) -> bool {
    let Some(side) = tasks::side_label(sheet, row) else {
        return false;
    };
    let mut columns = sheet.printed(row).filter(|cell| cell.column >= side.end);
    let labels = columns.by_ref().take_while(|cell| cell.is_label).count();
    labels >= 2 && columns.next().is_none() && sheet.printed(row).count() == labels + 1
}

/// 实施计划 | 序号 | 工作内容 | 完成时间 beside rows of their own: a table inside the form, of which no field is. The row behind it.
fn breakdown(sheet: &Sheet, row: usize, vocabulary: &Vocabulary) -> Option<usize> {
    /// Fewest labels of columns that make a table.
    const MIN_COLUMNS: usize = 2;
    let mut printed = sheet.printed(row);
    let label = printed.next().filter(|cell| cell.column == 0)?;
    let known = label.head().is_some_and(|field| field != Field::Ignored);
    let details = !known && vocabulary.titles.is_breakdown(&label.text);
    let named = || {
        let name = |cell: &SheetCell| cell.sense.head == Some(Field::ProjectName);
        heads_inside(sheet, row) && sheet.printed(row).skip(1).any(name)
    };
    if !details && (find_task_header(sheet, row).is_some() || !named()) {
        return None;
    }
    let inside = |&row: &usize| sheet.at(row, 0).is_some_and(|cell| cell.row == label.row);
    let end = (row + 1..sheet.rows.len()).take_while(inside).last()? + 1;
    let (mut columns, mut money) = (0, 0);
    for cell in printed {
        let heads = (sheet.at(row + 1, cell.column))
            .is_some_and(|below| below.column == cell.column && below.meaning.is_none());
        if !heads || cell.text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        columns += 1;
        money += usize::from(cell.head().is_some_and(Field::is_money));
    }
    (columns >= MIN_COLUMNS && money <= 1).then_some(end)
}

/// The only text of a row, where it covers most of the table or is a title.
fn single_cell<'s>(sheet: &'s Sheet, row: usize, vocabulary: &Vocabulary) -> Option<&'s SheetCell> {
    let mut printed = sheet.covering(row).filter(|cell| !cell.is_blank());
    let cell = printed.next()?;
    // the name of a unit over the whole table, written once more in each of its slots
    let again = |other: &SheetCell| other.text == cell.text && is_organization_name(&cell.text);
    if !printed.all(again) || cell.row != row {
        return None;
    }
    let alone = sheet.starting(row).count() == 1;
    let wide = (cell.end - cell.column) * 2 > sheet.width;
    let title = cell.column == 0 && vocabulary.titles.kind(&cell.text).is_some();
    // a table without spans has empty cells beside a line of its own
    let own = bare_year(&cell.text).is_some() || is_organization_name(&cell.text);
    let flat = cell.column == 0 && sheet.flat && own;
    (cell.column == 0 && (alone || wide) || title || flat).then_some(cell)
}
