//! A project while its tables are being read, and what stood before it.
//!
//! In: labelled values and rows, one at a time. Out: a [`Match`] when enough was printed, else the reason why not.

use super::census::is_off;
use super::entries::Entries;
use super::head::Head;
use super::model::Column;
use super::model::Entry;
use super::model::Match;
use super::model::TaskRow;
use super::model::{GroupLevel, Header, Layout};
use super::model::{IndicatorRow, Piece};
use super::model::{RowReason, TableReason, UnreadRow};
use super::senses::year_in;
use super::sheet::Sheet;
use super::texts::{begins_with_sign, rows_of_entry};
use crate::finding::Location;
use crate::limits::{MAX_CONTEXT_ENTRIES, MAX_REASONS};
use crate::record::{Period, ProjectKind};
use crate::text::fold_width;
use crate::vocabulary::{Field, TitleKind, Vocabulary};

/// Most lines between a heading and its table that are kept.
const MAX_CONTEXT_LINES: usize = 12;

/// What stands before a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    pub(super) heading: Option<String>,
    pub(super) heading_place: Location,
    pub(super) bookmark: Option<String>,
    pub(super) kind: Option<TitleKind>,
    /// Lines since the heading or the last project.
    pub(super) lines: Vec<String>,
    /// Labelled values among those lines: first those since the last table, then the older ones that still hold.
    pub(super) entries: Vec<Entry>,
    /// How many of them are new.
    pub(super) fresh: usize,
}

impl Context {
    pub(super) fn line(&mut self, text: &str) {
        if self.lines.len() == MAX_CONTEXT_LINES {
            self.lines.remove(0);
        }
        self.lines.push(text.to_owned());
    }

    /// Keeps labelled values for the projects to come, in front of those from before the last table: 单位：元 above the second of
    /// two lists counts for that. Every project of a list takes a copy of them, so the oldest give way.
    pub(super) fn keep(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let before = self.entries.len();
        let fresh = self.fresh.min(before);
        self.entries.splice(fresh..fresh, entries);
        self.fresh = fresh + self.entries.len() - before;
        self.entries.truncate(MAX_CONTEXT_ENTRIES);
    }

    /// What is kept from here on counts before what was kept so far.
    pub(super) fn grow_old(&mut self) {
        self.fresh = 0;
    }
}

/// A project that is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    context: Context,
    pub(super) head: Head,
    pub(super) entries: Entries,
    /// How many of them stood before the table.
    inherited: usize,
    indicators: Vec<IndicatorRow>,
    /// One of them says something.
    says: bool,
    pub(super) tasks: Vec<TaskRow>,
    pub(super) header: Option<Header>,
    layout: Option<Layout>,
    columns: Vec<Field>,
    because: Vec<String>,
    tables: (u32, u32),
    /// A row that is only a name of a level: it holds for the rows below.
    pub(super) band: Option<GroupLevel>,
    /// What a title inside the form says of the period of the indicators below.
    pub(super) band_period: Option<Period>,
}

impl Draft {
    /// Begins in this table, with what stood before it.
    pub(super) fn new(context: &mut Context, table: u32) -> Self {
        let entries = std::mem::take(&mut context.entries);
        context.fresh = 0;
        let taken = context.clone();
        context.lines.clear();
        Self {
            context: taken,
            head: Head::default(),
            inherited: entries.len(),
            entries: entries.into(),
            indicators: Vec::new(),
            says: false,
            tasks: Vec::new(),
            header: None,
            layout: None,
            columns: Vec::new(),
            because: Vec::new(),
            tables: (table, table),
            band: None,
            band_period: None,
        }
    }

    /// Labels do not wait for values across the edge of a table.
    pub(super) fn start_table(&mut self) {
        self.head.start_table();
    }

    /// Only what stands above a table has been met so far: a unit, a year.
    pub(super) fn is_preliminary(&self) -> bool {
        !self.has(Field::ProjectName) && !self.has_indicators() && !self.has_objective()
    }

    /// A line between two tables of the project: it may say the unit of money.
    pub(super) fn line(&mut self, text: &str) {
        self.context.line(text);
    }

    /// Hands what was met to the projects that follow.
    pub(super) fn give_back(self, context: &mut Context) {
        let mut lines = self.context.lines;
        lines.append(&mut context.lines);
        lines.drain(..lines.len().saturating_sub(MAX_CONTEXT_LINES));
        context.lines = lines;
        let later = std::mem::take(&mut context.entries);
        let mut inherited = self.entries.into_list();
        // what the table itself prints counts before what stood above it
        let own = inherited.split_off(self.inherited.min(inherited.len()));
        context.keep(own.into_iter().chain(inherited).chain(later));
    }

    /// Number of the table it begins in.
    pub(super) fn first_table(&self) -> u32 {
        self.tables.0
    }

    /// The draft goes on in this table.
    pub(super) fn reaches(&mut self, table: u32) {
        self.tables.1 = self.tables.1.max(table);
    }

    /// Rows below this header follow.
    pub(super) fn set_header(&mut self, header: Header) {
        let layout = match self.layout {
            Some(Layout::TwoPeriod | Layout::Transposed) => self.layout,
            _ => Some(header.layout),
        };
        self.layout = layout;
        for column in &header.columns {
            if !self.columns.contains(&column.field) {
                self.columns.push(column.field);
            }
        }
        let reason = |column: &Column| match column.by {
            Some(clue) => format!("{} ({:?}: {clue})", column.label, column.field),
            None => column.label.to_string(),
        };
        let labels: Vec<String> = header.columns.iter().map(reason).collect();
        let labels = labels.join(" | ");
        if self.because.len() < MAX_REASONS && !self.because.contains(&labels) {
            self.because.push(labels);
        }
        self.header = Some(header);
    }

    /// The text of the first value of a field.
    pub(super) fn value(&self, field: Field) -> Option<&str> {
        self.entries.first(field).map(|entry| entry.value.trim())
    }

    /// A name was printed.
    pub(super) fn is_named(&self) -> bool {
        self.has(Field::ProjectName) || self.has(Field::DepartmentName)
    }

    /// A label of the field was met, with or without a value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.entries.has(field)
    }

    /// Rows that say something were met.
    pub(super) fn has_indicators(&self) -> bool {
        self.says
    }

    /// Results stand beside the targets.
    pub(super) fn is_evaluated(&self, header: &Header) -> bool {
        self.context.kind == Some(TitleKind::SelfEvaluation)
            || [Field::Score, Field::Actual]
                .into_iter()
                .any(|field| header.column(field).is_some())
    }

    /// A long text without a label right above the indicators is the objective, where none is printed.
    pub(super) fn take_objective_above(&mut self, sheet: &Sheet, header: usize) {
        const MIN_TEXT: usize = 10;
        if self.has_objective() || self.says {
            return;
        }
        let above = |row: &UnreadRow| {
            let long = row.text.chars().count() >= MIN_TEXT;
            let beside = row.place.table == Some(sheet.number)
                && row.place.row.is_some_and(|row| row as usize == header);
            row.reason == RowReason::Unlabelled && beside && long
        };
        if let Some(row) = self.head.unread.pop_if(|row| above(row)) {
            let entry = Entry::new(Field::ObjectiveGroup, "", &row.text, row.place);
            self.entries.push(entry);
        }
    }

    /// The first row of a table that goes on behind a page break, with neither a level nor a complete indicator: its texts
    /// belong to the cells of the last row above.
    pub(super) fn takes_fragment(&mut self, sheet: &Sheet, rows: &[IndicatorRow]) -> bool {
        let [fragment] = rows else { return false };
        let (Some(last), true) = (self.indicators.last_mut(), self.tables.1 < sheet.number) else {
            return false;
        };
        let has = |field| fragment.text(field).is_some();
        let words = &Vocabulary::builtin().values;
        let value = fragment.text(Field::Target).unwrap_or_default();
        let whole = has(Field::Level3) && !value.is_empty() || begins_with_sign(value, words);
        if is_off("rows divided by a page break")
            || last.slot
            || whole
            || has(Field::Level1)
            || has(Field::Level2)
        {
            return false;
        }
        for piece in fragment.pieces.iter().filter(|piece| !piece.is_blank()) {
            match last.pieces.iter_mut().find(|own| own.field == piece.field) {
                Some(own) if own.is_blank() => own.clone_from(piece),
                Some(own) => own.text = [own.text.trim(), piece.text.trim()].concat(),
                None => last.pieces.push(piece.clone()),
            }
        }
        self.tables.1 = sheet.number;
        true
    }

    /// Adds a row of the grid.
    pub(super) fn add(&mut self, row: IndicatorRow) {
        self.says |= !row.slot;
        self.indicators.push(row);
    }

    /// Indicators that the head writes as one text, in a form without a table of them. A text that gives none is told.
    pub(super) fn read_texts(&mut self, vocabulary: &Vocabulary) {
        if self.has_indicators() {
            return;
        }
        let text = |entry: &&Entry| entry.field == Field::IndicatorGroup;
        let texts = self
            .entries
            .iter()
            .filter(text)
            .filter(|entry| !entry.value.trim().is_empty());
        let mut found = Vec::new();
        let mut unread = Vec::new();
        for entry in texts {
            let rows = rows_of_entry(entry, vocabulary);
            if rows.is_empty() {
                unread.push(UnreadRow {
                    reason: RowReason::Text,
                    text: entry.value.trim().to_owned(),
                    place: entry.place,
                });
            }
            found.extend(rows);
        }
        self.head.unread.extend(unread);
        found.into_iter().for_each(|row| self.add(row));
    }

    /// Adds an indicator that stands below no header.
    pub(super) fn add_by_itself(&mut self, row: IndicatorRow) {
        for piece in &row.pieces {
            if !self.columns.contains(&piece.field) {
                self.columns.push(piece.field);
            }
        }
        self.add(row);
    }

    /// A row of a list of results: what became of the project is all it says.
    fn has_results(&self) -> bool {
        self.is_in_list_of_results()
            && [
                Field::TotalScore,
                Field::Grade,
                Field::ScoreAndGrade,
                Field::Executed,
            ]
            .into_iter()
            .any(|field| self.value(field).is_some())
    }

    fn is_in_list_of_results(&self) -> bool {
        let result = |field: &Field| {
            matches!(
                field,
                Field::TotalScore | Field::Grade | Field::ScoreAndGrade
            )
        };
        self.columns.iter().any(result)
    }

    fn has_objective(&self) -> bool {
        [
            Field::ObjectiveAnnual,
            Field::ObjectiveMultiYear,
            Field::ObjectiveGroup,
        ]
        .into_iter()
        .any(|field| self.value(field).is_some())
    }

    /// The finished match, or why there is none. Without indicators a form counts only when its title or the label of its
    /// objective says that it is about performance: other forms have objectives too.
    pub(super) fn finish(mut self, vocabulary: &Vocabulary) -> Result<Match, TableReason> {
        let titles = &vocabulary.titles;
        self.start_table();
        let performance = self
            .context
            .kind
            .is_some_and(|kind| kind != TitleKind::Other)
            || self.header.is_some()
            || self.context.kind.is_none()
                && self.entries.iter().any(|entry| {
                    matches!(entry.field, Field::ObjectiveAnnual | Field::ObjectiveGroup)
                        && titles.kind(&entry.label).is_some()
                });
        if self.is_filled_with_nothing() {
            return Err(TableReason::BlankForm);
        }
        if self.has_indicators() && self.is_of_something_else(vocabulary) {
            return Err(TableReason::NoIndicators);
        }
        if !self.has_indicators() {
            let named = self.is_named() || self.context.kind == Some(TitleKind::Department);
            if !performance {
                return Err(TableReason::NoIndicators);
            }
            if !named || !self.has_objective() && !self.has_results() {
                return Err(self.without_content());
            }
        }
        Ok(Match {
            kind: self.kind(),
            layout: self.layout.unwrap_or(Layout::Form),
            heading: self.context.heading,
            heading_place: self.context.heading_place,
            bookmark: self.context.bookmark,
            context: self.context.lines,
            entries: self.entries.into_list(),
            indicators: self.indicators,
            tasks: self.tasks,
            tables: self.tables,
            because: self.because,
            doubt: None,
        })
    }

    /// Indicators without a head, below no title of targets, on no level of the indicator tree: those of staff or of a company.
    fn is_of_something_else(&self, vocabulary: &Vocabulary) -> bool {
        let titled = self
            .context
            .kind
            .is_some_and(|kind| kind != TitleKind::Other);
        let said = |entry: &Entry| {
            let of_form = entry.field.is_of_form() || entry.field.is_money();
            of_form && !entry.value.trim().is_empty()
        };
        let levels = &vocabulary.levels;
        let on_tree = |row: &IndicatorRow| {
            let known = |text: &str| levels.level1(text).is_some() || levels.level2(text).is_some();
            row.group.is_some()
                || row.text(Field::Level1).is_some_and(known)
                || row.text(Field::Level2).is_some_and(known)
        };
        !titled && !self.entries.iter().any(said) && !self.indicators.iter().any(on_tree)
    }

    /// 无 as the project's name and in every cell below.
    fn is_filled_with_nothing(&self) -> bool {
        let words = &Vocabulary::builtin().values;
        let nothing = |text: &str| {
            let key = fold_width(text);
            key.is_empty() || words.says_nothing(&key)
        };
        let of_indicator =
            |piece: &&Piece| piece.field == Field::Level3 || piece.field.is_value_column();
        let pieces = self.indicators.iter().flat_map(|row| &row.pieces);
        !self.indicators.is_empty()
            && self.value(Field::ProjectName).is_some_and(nothing)
            && pieces
                .filter(of_indicator)
                .all(|piece| nothing(&piece.text))
    }

    /// Nothing was asked for, or something stands there that is not understood.
    fn without_content(&self) -> TableReason {
        let figure = |entry: &Entry| {
            (entry.field.is_money()
                || entry.field.is_execution_column()
                || entry.column.is_some()
                || entry.field == Field::TotalScore)
                && entry.value.contains(|c: char| c.is_ascii_digit())
        };
        if self.head.levels > 0 || self.entries.iter().any(figure) {
            TableReason::NotRecognized
        } else {
            TableReason::BlankForm
        }
    }

    /// 2018年实际执行数 in a form of 2020.
    fn is_history(&self, entry: &Entry) -> bool {
        let lines = self.context.heading.iter().chain(&self.context.lines);
        let latest = lines.filter_map(|line| year_in(&fold_width(line))).max();
        entry
            .year
            .zip(latest)
            .is_some_and(|(own, latest)| own < latest)
    }

    fn kind(&self) -> ProjectKind {
        let evaluated = self.columns.contains(&Field::Actual)
            && (self.columns.contains(&Field::Score)
                || self.columns.contains(&Field::DeviationReason))
            || self
                .entries
                .iter()
                .any(|entry| entry.column == Some(Field::Executed) && !self.is_history(entry))
            || self.is_in_list_of_results();
        let whole = self.has(Field::DepartmentName) || !self.tasks.is_empty();
        let department = whole && !self.has(Field::ProjectName);
        let of_department = self.columns.contains(&Field::ActivityName);
        match self.context.kind {
            _ if of_department => ProjectKind::Department,
            Some(TitleKind::Department) if !self.has(Field::ProjectName) => ProjectKind::Department,
            _ if department => ProjectKind::Department,
            Some(TitleKind::SelfEvaluation) => ProjectKind::SelfEvaluation,
            _ if evaluated => ProjectKind::SelfEvaluation,
            _ => ProjectKind::Target,
        }
    }
}
