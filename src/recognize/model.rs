//! What recognition hands on: one [`Match`] a project, and the parts it is made of.
//!
//! In and out: plain data, still in printed words. Nothing here looks at a table; the files beside it fill these types.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::finding::Location;
use crate::record::{Period, ProjectKind};
use crate::vocabulary::{Field, Vocabulary};

/// Everything that was printed of one project.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The shape that was recognized.
    pub layout: Layout,
    /// Project, self-evaluation or whole department.
    pub kind: ProjectKind,
    /// The section's heading.
    pub heading: Option<String>,
    /// Where the heading stands, for text and HTML.
    pub heading_place: Location,
    /// The `_Toc` bookmark of the section.
    pub bookmark: Option<String>,
    /// Lines between the heading and the table: year, unit of money.
    pub context: Vec<String>,
    /// The labelled values of the head.
    pub entries: Vec<Entry>,
    /// The rows of the indicator grid.
    pub indicators: Vec<IndicatorRow>,
    /// The tasks of a whole department.
    pub tasks: Vec<TaskRow>,
    /// First and last table.
    pub tables: (u32, u32),
    /// Why it was recognized: the header's labels, for people.
    pub because: Vec<String>,
    /// Why it was probably misread.
    pub doubt: Option<Doubt>,
}

impl Match {
    /// Leaves out the pieces that no field holds.
    pub(super) fn drop_ignored(&mut self) {
        let kept = |piece: &Piece| piece.field != Field::Ignored;
        self.indicators
            .iter_mut()
            .for_each(|row| row.pieces.retain(kept));
    }
}

/// The cells of all tables that gave a project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account {
    /// Cells with text.
    pub cells: usize,
    /// Those that a record, a label, a title, a filler or a finding claims.
    pub claimed: usize,
}

/// Why a table was probably misread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// What should be names of indicators are figures.
    FiguresAsNames,
    /// What should be names of indicators are names of levels.
    LevelsAsNames,
    /// What should be targets are labels or names of levels.
    LabelsAsTargets,
    /// What should be weights are words.
    WordsAsWeights,
    /// What should be the name of the project is a label or a figure.
    LabelAsProject,
    /// As many rows have a value without a name as there are indicators.
    RowsDoNotFit,
}

/// The result for a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognized {
    /// One a project, in reading order.
    pub matches: Vec<Match>,
    /// Tables that belong to no project, with the reason.
    pub others: Vec<(u32, TableReason)>,
    /// Labels in label position that the vocabulary does not know.
    pub unknown_labels: Vec<(String, Location)>,
    /// Labels that are not listed and were understood all the same.
    pub guessed_labels: Vec<Guess>,
    /// Rows and cells that were passed over although they hold text.
    pub unread_rows: Vec<UnreadRow>,
    /// How many cells the tables of the projects have, and how many are accounted for.
    pub account: Account,
    /// What was left out because it passes a bound of [`crate::limits`].
    pub cuts: BTreeSet<(Location, Cut)>,
}

impl Recognized {
    /// Leaves out what concerns tables that are read as something else.
    pub fn leave_out(&mut self, is_read: impl Fn(u32) -> bool) {
        let inside = |place: &Location| place.table.is_some_and(&is_read);
        self.others.retain(|(table, _)| !is_read(*table));
        self.unknown_labels.retain(|(_, place)| !inside(place));
        // a sum that a project takes from the table stays reported
        let taken = |guess: &Guess| guess.by == Understood::SumInList;
        self.guessed_labels
            .retain(|guess| taken(guess) || !inside(&guess.place));
        self.unread_rows.retain(|row| !inside(&row.place));
    }
}

/// A label that is not listed and was understood all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// As printed.
    pub label: String,
    /// How it was understood.
    pub by: Understood,
    /// Where it stands.
    pub place: Location,
}

impl Understood {
    /// By the known part of a label that asks for the field.
    pub(super) fn by_part(known: String, field: Option<Field>) -> Self {
        match field {
            Some(Field::Ignored) => Self::NoField,
            _ => Self::Part(known),
        }
    }
}

/// What tells the meaning of a label that is not listed, or says too little.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Understood {
    /// The listed label inside it.
    Part(String),
    /// Its words are known, and no field holds what they ask for.
    NoField,
    /// A column between others, so that it holds the target.
    TargetByPlace,
    /// A column in front of the money and the objective of each row, so that it names the project.
    NameByPlace,
    /// It stands where the name of the indicator stands.
    IndicatorByPlace,
    /// It stands behind the name of the indicator and speaks of what was reached.
    ActualByPlace,
    /// Two columns below the label for names, whose contents tell what the first holds.
    NamesByContent,
    /// Several columns below one label, whose contents tell the levels apart.
    LevelsByContent,
    /// The form prints no money: its sum stands in a list, in the row with the name of the project.
    SumInList,
}

/// A bound that left something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// The rows of a table from this one on: [`crate::limits::MAX_GRID_SLOTS`].
    Rows,
    /// The end of a merged cell's text, in the rows below its first: [`crate::limits::MAX_REPEATED_BYTES`].
    Repeated,
    /// Everything from this row on: [`crate::limits::MAX_STEPS`], [`crate::limits::MAX_PIECES`].
    Work,
}

/// A labelled value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What the label means.
    pub field: Field,
    /// The execution column above the value, in the budget table of a self-evaluation.
    pub column: Option<Field>,
    /// One year or several, where the label or its column says so.
    pub period: Option<Period>,
    /// The year its row or column is of, beside others.
    pub year: Option<i32>,
    /// The label as printed.
    pub label: String,
    /// The label of the group, which may carry the unit of money.
    pub group: String,
    /// The value as printed.
    pub value: String,
    /// Where the value stands.
    pub place: Location,
}

impl Entry {
    /// A value with its label, and nothing known of its column.
    pub(super) fn new(field: Field, label: &str, value: &str, place: Location) -> Self {
        Self {
            field,
            column: None,
            period: field.period(),
            year: None,
            label: label.trim().trim_end_matches([':', '：']).to_owned(),
            group: String::new(),
            value: value.to_owned(),
            place,
        }
    }
}

/// The shape of a table, as written in `layout`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A form for each project.
    Form,
    /// A table with the projects as rows.
    List,
    /// Level-1 names as column groups.
    Transposed,
    /// Two periods side by side.
    TwoPeriod,
    /// Indicators without levels.
    Flat,
}

impl Layout {
    /// The id in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::List => "list",
            Self::Transposed => "transposed",
            Self::TwoPeriod => "two_period",
            Self::Flat => "flat",
        }
    }
}

/// A header and how to read the rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The rows it takes.
    pub rows: Range<usize>,
    /// Its columns from left to right.
    pub columns: Vec<Column>,
    /// One set an indicator.
    pub sets: Vec<Set>,
    /// The shape.
    pub layout: Layout,
    /// Grid columns the header covers.
    pub width: usize,
    /// Cells of its longest row, those without a label included, where no cell covers more than its own slot.
    pub cells: usize,
    /// All indicators of a project are written in one cell.
    pub texts: bool,
    /// Labels that are not listed and were understood all the same.
    pub guessed: Vec<Guess>,
    /// Labels that nobody knows.
    pub unknown: Vec<(String, Location)>,
    /// The grid columns below them.
    pub unread: Vec<Range<usize>>,
}

impl Header {
    /// Index of the first column with this field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// The rows are projects: the table has a column for their names.
    pub fn is_list(&self) -> bool {
        is_list(&self.columns)
    }

    /// Same labels in the same columns: the header repeated on the next page.
    pub fn repeats(&self, other: &Self) -> bool {
        self.columns.len() == other.columns.len()
            && self
                .columns
                .iter()
                .zip(&other.columns)
                .all(|(a, b)| a.field == b.field && a.span == b.span)
    }
}

/// One column of an indicator grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What it holds.
    pub field: Field,
    /// Grid columns it covers.
    pub span: Range<usize>,
    /// Its label as printed.
    pub label: Arc<str>,
    /// Where the label stands.
    pub place: Location,
    /// What the label or its group says of the period.
    pub period: Option<Period>,
    /// The name of the indicator tree that its group, or the column itself, is headed by, in transposed tables.
    pub level: Option<GroupLevel>,
    /// Labels of the groups it stands under.
    pub groups: String,
    /// Its label is the name of an indicator; the cells below are its targets.
    pub named: bool,
    /// The clue that told what it holds, where its labels alone did not.
    pub by: Option<&'static str>,
}

impl Column {
    /// Its own label is a name of the indicator tree: it holds the indicators of that level.
    pub(super) fn is_headed_by_level(&self, vocabulary: &Vocabulary) -> bool {
        self.field == Field::Level3
            && (vocabulary.levels.level1(&self.label).is_some()
                || vocabulary.levels.level2(&self.label).is_some())
    }
}

/// Names of the indicator tree above columns or in front of a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupLevel {
    /// The canonical name of level 1.
    pub level1: Option<String>,
    /// Level 2 as printed.
    pub level2: Option<String>,
}

/// The columns that make one indicator of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// One year or several.
    pub period: Period,
    /// Level 1 or 2, where the group says it.
    pub level: Option<GroupLevel>,
    /// Indices of its columns, the shared ones included.
    pub columns: Vec<usize>,
}

/// The rows are projects, or whole units with their money or objective.
pub(super) fn is_list(columns: &[Column]) -> bool {
    let has = |fields: &[Field]| columns.iter().any(|column| fields.contains(&column.field));
    let asked = || {
        columns.iter().any(|column| column.field.is_money())
            || has(&[Field::ObjectiveAnnual, Field::ObjectiveGroup])
    };
    has(&[Field::ProjectName, Field::UnitAndProject])
        || has(&[Field::ActivityName]) && asked()
        || has(&[Field::BudgetUnit, Field::DepartmentName])
            && (asked() || columns.iter().any(|column| column.named))
}

/// The pieces of one indicator, as printed.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorRow {
    /// One year or several.
    pub period: Period,
    /// The name of the indicator tree above its columns or its rows.
    pub group: Option<GroupLevel>,
    /// Its pieces, in the order of the columns.
    pub pieces: Vec<Piece>,
    /// The row.
    pub place: Location,
    /// Nothing is named or wanted: a printed slot that was left empty. Its levels still hold for the rows below.
    pub slot: bool,
}

/// One piece of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// What its column holds.
    pub field: Field,
    /// As printed.
    pub text: String,
    /// Where it stands; the origin of a merged cell.
    pub place: Location,
    /// The cell began in a row above.
    pub merged: bool,
    /// The label of its column.
    pub label: Arc<str>,
}

impl Piece {
    /// No text but white space.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// One printed task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRow {
    /// 任务名称.
    pub name: String,
    /// 主要内容.
    pub content: Option<String>,
    /// 预算金额, the total where it is split.
    pub amount: Option<String>,
    /// Of that, 财政拨款.
    pub fiscal_funds: Option<String>,
    /// Of that, 其他资金.
    pub other_funds: Option<String>,
    /// The label of the amount's column, which may carry the unit.
    pub amount_label: String,
    /// The row adds the tasks up: 金额合计.
    pub total: bool,
    /// Where the row stands.
    pub place: Location,
}

/// A row, or a cell of one, that holds text and was passed over.
#[derive(Debug, Clone, PartialEq)]
pub struct UnreadRow {
    /// Why.
    pub reason: RowReason,
    /// What is printed, the cells divided by ` | `.
    pub text: String,
    /// Where.
    pub place: Location,
}

/// Why a row or a cell was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowReason {
    /// It adds others up.
    Total,
    /// The row of a unit above its projects, without indicators or an objective.
    Subtotal,
    /// The row of a project whose indicators stand in a table of its own.
    Summary,
    /// A value is printed, and nothing says of which indicator.
    Unnamed,
    /// One text runs over the columns of names and values.
    Remark,
    /// A name of the indicator tree outside a grid: what belongs to it is not understood.
    Level,
    /// A column beside the indicators of a form that belongs to none of them.
    Column,
    /// A text that should hold indicators, and of which a part is none.
    Text,
    /// A line between two tables that were read as one.
    InsideTable,
    /// A text in the head that no label claims.
    Unlabelled,
    /// The head of a table inside the form that breaks a figure or the work down.
    Breakdown,
    /// The rest of a row that a page break divided: it was joined with the last row above.
    Joined,
    /// Several lines stand in the cell of a name and of its value, and their numbers differ.
    Lines,
    /// Nothing else accounts for the cell.
    Unclaimed,
}

impl RowReason {
    /// The word for it in `dump`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Subtotal => "subtotal",
            Self::Summary => "summary",
            Self::Unnamed => "unnamed",
            Self::Remark => "remark",
            Self::Level => "level",
            Self::Column => "column",
            Self::Text => "text",
            Self::InsideTable => "inside-table",
            Self::Unlabelled => "unlabelled",
            Self::Breakdown => "breakdown",
            Self::Joined => "joined",
            Self::Lines => "lines",
            Self::Unclaimed => "unclaimed",
        }
    }
}

/// Why a table belongs to no project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableReason {
    /// It has no label of a form or grid.
    NoLabels,
    /// A form of something else: nothing in it speaks of performance.
    NoIndicators,
    /// A form of performance targets that was left empty.
    BlankForm,
    /// It says something of performance, in a shape that is not understood.
    NotRecognized,
    /// A table inside a form that breaks a figure down.
    Breakdown,
}

impl TableReason {
    /// The word for it in `dump`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoLabels => "no-labels",
            Self::NoIndicators => "no-indicators",
            Self::BlankForm => "blank-form",
            Self::NotRecognized => "not-recognized",
            Self::Breakdown => "breakdown",
        }
    }
}
