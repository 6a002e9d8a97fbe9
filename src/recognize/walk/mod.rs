//! The walk through a document: which rows are heads, headers, data, titles or notes, and where a project ends.
//!
//! In: sections. Out: [`Recognized`]. A project ends where a title of performance tables begins the next, where a head names
//! another project, or with the document; a heading in between that only says "indicators" does not end it.

mod again;
mod table_rows;

use super::account::{self, Claims};
use super::doubt;
use super::draft::{Context, Draft};
use super::goals;
use super::halves::halves;
use super::head::without_year;
use super::header::find_header;
use super::list::List;
use super::model::Entry;
use super::model::{Cut, Recognized};
use super::model::{Header, Match};
use super::model::{RowReason, TableReason, UnreadRow};
use super::money_list::Sums;
use super::senses::{Senses, year_in};
use super::sheet::{Sheet, SheetCell};
use super::summary;
use super::tasks::TaskHeader;
use super::vertical::Vertical;
use super::work::Work;
use crate::document::Paragraph;
use crate::finding::Location;
use crate::segment::{NumberedTable, Part, Section};
use crate::text::fold_width;
use crate::vocabulary::{Field, TitleKind, Vocabulary};

/// Longest line, in bytes, that is looked at for labelled values outside tables.
const MAX_LABELLED_LINE: usize = 400;

/// What the rows that follow are.
enum Mode {
    Head,
    Grid(Box<Header>),
    Tasks(TaskHeader),
    Vertical(Vertical),
    List,
}

struct Walk<'v> {
    vocabulary: &'v Vocabulary,
    senses: Senses<'v>,
    out: Recognized,
    context: Context,
    /// The lines above the table that is being read: they hold for every project in it.
    above_table: Vec<String>,
    draft: Option<Draft>,
    list: Option<List>,
    /// The last title says that the project before it goes on.
    continued: bool,
    /// What other tables say of the projects' money.
    sums: Sums,
    /// A table was read since the last title.
    read_table: bool,
    work: Work,
    /// The cells that are accounted for.
    claims: Claims,
    /// The header above all projects of the table, and what stands above it.
    shared: Option<Shared>,
}

/// One header of a table for the projects whose heads and rows follow below it.
struct Shared {
    header: Box<Header>,
    entries: Vec<Entry>,
}

pub(super) fn walk(sections: &[Section<'_>], vocabulary: &Vocabulary, work: Work) -> Recognized {
    let mut walk = Walk {
        work,
        vocabulary,
        senses: Senses::new(vocabulary),
        out: Recognized::default(),
        context: Context::default(),
        above_table: Vec::new(),
        draft: None,
        list: None,
        continued: false,
        sums: Sums::default(),
        read_table: false,
        claims: Claims::default(),
        shared: None,
    };
    for section in sections {
        if let Some(title) = section.title {
            walk.title(
                &title.text,
                section.bookmark,
                section.kind,
                line_place(title),
            );
        }
        for part in &section.parts {
            match part {
                Part::Paragraph(paragraph) => walk.paragraph(paragraph),
                Part::Table(table) => walk.table(table),
            }
        }
    }
    walk.close();
    let Recognized {
        matches,
        guessed_labels,
        ..
    } = &mut walk.out;
    walk.sums.give(matches, guessed_labels);
    summary::leave_out(&mut walk.out);
    let mut out = walk.out;
    account::settle(sections, walk.claims, &mut out);
    out.matches.iter_mut().for_each(Match::drop_ignored);
    doubt::find(&mut out, vocabulary);
    out
}

fn line_place(paragraph: &Paragraph) -> Location {
    Location {
        line: paragraph.line,
        page: paragraph.page,
        ..Location::default()
    }
}

impl Walk<'_> {
    fn title(
        &mut self,
        text: &str,
        bookmark: Option<&str>,
        kind: Option<TitleKind>,
        place: Location,
    ) {
        let waits = self
            .draft
            .as_ref()
            .is_some_and(|draft| !draft.has_indicators());
        let titles = &self.vocabulary.titles;
        let of_form = titles.is_table_title(text) && !titles.is_indicator_title(text);
        let opens_project = bookmark.is_some()
            || kind.is_some() && of_form
            || self.vocabulary.titles.project_name_in(text).is_some();
        let inside_project =
            waits && self.draft.as_ref().is_some_and(Draft::is_named) && !opens_project;
        let reads = self.draft.is_some() || self.list.is_some();
        let goes_on = reads && self.vocabulary.titles.goes_on(text);
        self.continued |= goes_on;
        if kind.is_none() && waits || inside_project || goes_on {
            return;
        }
        self.close();
        self.context.grow_old();
        let lines = self.lines_of_titles_above(place.table.is_some());
        self.context = Context {
            heading: Some(text.trim().to_owned()),
            heading_place: place,
            bookmark: bookmark.map(str::to_owned),
            kind,
            lines,
            entries: std::mem::take(&mut self.context.entries),
            fresh: 0,
        };
    }

    /// Titles and lines above this one, with no table between, that name a year: 2018年…申报表 above 绩效目标申报表.
    fn lines_of_titles_above(&mut self, in_table: bool) -> Vec<String> {
        let context = &mut self.context;
        let titled = context.kind.is_some_and(|kind| kind != TitleKind::Other);
        if self.read_table || !titled {
            self.read_table = false;
            return Vec::new();
        }
        let heading = context.heading.take().filter(|_| in_table);
        let lines = heading.into_iter().chain(context.lines.drain(..));
        let names_year = |line: &String| year_in(&fold_width(line)).is_some();
        lines.filter(names_year).collect()
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let text = paragraph.text.trim();
        if !text.is_empty() {
            self.line(text, line_place(paragraph));
        }
    }

    /// A line outside the grid: kept for its year and unit, read for labelled values.
    fn line(&mut self, text: &str, place: Location) {
        self.context.line(text);
        // below the indicators of a project a line is of the next one
        if let Some(draft) = self.draft.as_mut().filter(|draft| !draft.has_indicators()) {
            draft.line(text);
        }
        if text.len() > MAX_LABELLED_LINE {
            return;
        }
        for (meaning, label, value) in text
            .lines()
            .flat_map(|line| self.vocabulary.labelled_values(line))
        {
            let (Some(field), false) = (meaning.head, value.trim().is_empty()) else {
                continue;
            };
            if self.says_again(field, value) {
                continue;
            }
            if field.opens_project() && self.draft.as_ref().is_some_and(Draft::has_indicators) {
                self.close();
            }
            self.end_unit(field, value);
            let (value, year) = without_year(field, value);
            let year = year.map(|year| Entry::new(Field::FiscalYear, "", year, place));
            let entry = Entry::new(field, label, value.trim(), place);
            // a name begins another project, and what follows it is of that one
            let of_another = field == Field::ProjectName
                || (self.context.entries.iter()).any(|kept| kept.field == Field::ProjectName);
            match &mut self.draft {
                Some(draft) if draft.is_named() && !draft.has_indicators() && !of_another => {
                    draft.entries.extend(std::iter::once(entry).chain(year));
                }
                _ => self.context.keep(std::iter::once(entry).chain(year)),
            }
        }
    }

    /// The unit of a list changes: what follows is of another project, also under the same name.
    fn end_unit(&mut self, field: Field, value: &str) {
        let of_unit = matches!(field, Field::BudgetUnit | Field::DepartmentName);
        let before = self.context.entries.iter().find(|old| old.field == field);
        let changes =
            of_unit && before.is_some_and(|old| fold_width(&old.value) != fold_width(value));
        if let Some(list) = self.list.as_mut().filter(|_| changes) {
            list.close(self.vocabulary, &mut self.out);
        }
    }

    /// Ends the current project or list.
    fn close(&mut self) {
        self.continued = false;
        if let Some(list) = self.list.take() {
            list.end(self.vocabulary, &mut self.out);
        }
        let Some(mut draft) = self.draft.take() else {
            return;
        };
        draft.read_texts(self.vocabulary);
        let unknown = std::mem::take(&mut draft.head.unknown);
        let guessed = std::mem::take(&mut draft.head.guessed);
        let unread = std::mem::take(&mut draft.head.unread);
        let table = draft.first_table();
        match draft.finish(self.vocabulary) {
            Ok(found) => {
                self.out.matches.push(found);
                self.out.unknown_labels.extend(unknown);
                self.out.guessed_labels.extend(guessed);
                self.out.unread_rows.extend(unread);
            }
            Err(reason) => self.out.others.push((table, reason)),
        }
    }

    fn table(&mut self, table: &NumberedTable<'_>) {
        if self.work.is_spent() {
            return;
        }
        let sheet = Sheet::of(table.number, table.table, &mut self.senses);
        self.above_table.clone_from(&self.context.lines);
        self.shared = None;
        self.out
            .cuts
            .extend(sheet.cut.map(|place| (place, Cut::Rows)));
        if table.inside && self.draft.is_some() && !self.speaks_of_project(&sheet) {
            self.out.others.push((table.number, TableReason::Breakdown));
            return;
        }
        let mode = if table.inside {
            Mode::Head
        } else {
            self.continued(&sheet)
        };
        if !table.inside && matches!(mode, Mode::Head) && self.is_another(&sheet) {
            self.close();
            self.out.others.push((table.number, TableReason::NoLabels));
            return;
        }
        if let Some(draft) = &mut self.draft {
            draft.start_table();
        }
        match halves(&sheet) {
            Some((left, right)) => {
                self.rows(&left, mode);
                self.close();
                self.rows(&right, Mode::Head);
                self.claims.take(&left);
                self.claims.take(&right);
            }
            None => {
                self.rows(&sheet, mode);
                self.claims.take(&sheet);
            }
        }
        self.read_table |= sheet.rows.len() > 1;
        self.context.grow_old();
        if self.draft.is_none() && self.list.is_none() {
            self.out.others.push((table.number, TableReason::NoLabels));
        }
    }

    fn rows(&mut self, sheet: &Sheet, mut mode: Mode) {
        let mut row = 0;
        while row < sheet.rows.len() {
            row = self.row(sheet, row, &mut mode);
        }
        self.end_vertical(mode);
    }

    /// A table inside a form says more of the project when it has indicators or the labels of its money; others break a figure
    /// down.
    fn speaks_of_project(&self, sheet: &Sheet) -> bool {
        let is_money = |cell: &SheetCell| match cell.head() {
            Some(field) => field.is_money(),
            None => self
                .vocabulary
                .label_and_value(&cell.text)
                .and_then(|(meaning, ..)| meaning.head)
                .is_some_and(Field::is_money),
        };
        (0..sheet.rows.len()).any(|row| {
            sheet.printed(row).next().is_some_and(is_money)
                || find_header(sheet, row, &[], self.vocabulary).is_some()
        })
    }

    /// Below a form with its indicators and other words than a page break prints: a table without anything that only forms of
    /// targets have. Money and names of units stand in every table of a budget.
    fn is_another(&self, sheet: &Sheet) -> bool {
        let complete = self.draft.as_ref().is_some_and(Draft::has_indicators);
        let titles = &self.vocabulary.titles;
        let apart = |line: &String| !titles.is_between_pages(line) && !titles.is_note(line);
        if !complete || !self.context.lines.iter().any(apart) {
            return false;
        }
        let of_form = |cell: &SheetCell| {
            let labelled = || self.vocabulary.label_and_value(&cell.text);
            let field = cell
                .head()
                .or_else(|| labelled().and_then(|(meaning, ..)| meaning.head));
            cell.is_level1 || cell.is_full_level || field.is_some_and(Field::is_of_form)
        };
        !(0..sheet.rows.len()).any(|row| {
            sheet.printed(row).any(of_form)
                || find_header(sheet, row, &[], self.vocabulary).is_some()
        })
    }

    /// A table without a header of its own that goes on where the last one stopped, on the next page. Other words in between
    /// than a page break prints are told.
    fn continued(&mut self, sheet: &Sheet) -> Mode {
        let header = match (&self.list, &self.draft) {
            (Some(list), _) => Some(&list.header),
            (None, Some(draft)) => draft.header.as_ref(),
            (None, None) => None,
        };
        let Some(header) = header.filter(|header| {
            header.width == sheet.width
                && (looks_like_rows(sheet, header, self.vocabulary)
                    || goals::goes_on(sheet, header))
        }) else {
            return Mode::Head;
        };
        let header = Box::new(header.clone());
        let mut lines = self.context.lines.iter();
        if let Some(line) = lines.find(|line| !self.vocabulary.titles.is_between_pages(line)) {
            self.out.unread_rows.push(UnreadRow {
                reason: RowReason::InsideTable,
                text: line.clone(),
                place: sheet.row_place(0),
            });
        }
        self.context.lines.clear();
        if self.list.is_some() {
            Mode::List
        } else {
            Mode::Grid(header)
        }
    }
}

/// Rows that go on below a page break: no label among them, and a name of the indicator tree where one belongs.
fn looks_like_rows(sheet: &Sheet, header: &Header, vocabulary: &Vocabulary) -> bool {
    let levels = |field: Field| {
        header
            .columns
            .iter()
            .filter(move |column| column.field == field)
    };
    let known = |row: usize| {
        levels(Field::Level1)
            .chain(levels(Field::Level2))
            .filter_map(|column| sheet.at(row, column.span.start))
            .any(|cell| cell.is_level1 || vocabulary.levels.level2(&cell.text).is_some())
    };
    let fits =
        |cell: &SheetCell| cell.meaning.is_none() || cell.head() == Some(Field::IndicatorGroup);
    sheet.printed(0).all(fits) && (0..sheet.rows.len().min(3)).any(known)
}
