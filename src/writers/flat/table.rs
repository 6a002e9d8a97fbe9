//! The types of a flat table: its columns and keys. Also the cells that several tables share.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::compare::Comparison;
use crate::finding::Finding;
use crate::record::{
    Amount, BudgetLine, BudgetTable, Document, Funding, Indicator, Organization, Project, Task,
};
use crate::word::Word;

/// One flat table.
#[derive(Debug)]
pub struct Table {
    /// Name of the table and stem of its file.
    pub name: &'static str,
    /// Chinese title.
    pub title: &'static str,
    /// What one row is.
    pub description: &'static str,
    /// The columns whose values identify a row.
    pub primary_key: &'static [&'static str],
    /// Columns that point at a row of another table.
    pub foreign_keys: &'static [ForeignKey],
    /// The columns from left to right.
    pub columns: &'static [Column],
    /// Calls back with every row of a document, in reading order.
    pub rows: for<'a> fn(&'a Document, &mut dyn FnMut(Row<'a>)),
}

/// Columns that point at the columns of the same names in another table.
#[derive(Debug)]
pub struct ForeignKey {
    /// The columns, named alike in both tables.
    pub columns: &'static [&'static str],
    /// The table they point at.
    pub table: &'static str,
}

/// One column.
#[derive(Debug)]
pub struct Column {
    /// Name: the nested field's path joined with `_`.
    pub name: &'static str,
    /// Chinese title, unique within the table.
    pub title: &'static str,
    /// What the column holds.
    pub description: &'static str,
    /// Type of the values.
    pub kind: Kind,
    /// True when no row leaves it empty.
    pub required: bool,
    /// The unit of the numbers, where it is the same in every row.
    pub unit: Option<&'static str>,
    /// The value in one row; `None` is null.
    pub cell: for<'a> fn(Row<'a>) -> Option<Cell<'a>>,
}

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number that is never negative.
    Count,
    /// An exact decimal.
    Decimal,
    /// True or false.
    Boolean,
    /// An ISO date.
    Date,
    /// A year.
    Year,
}

/// What a row describes: the document, and those of its parts that the table is about.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The document it belongs to.
    pub document: &'a Document,
    /// The project it belongs to.
    pub project: Option<&'a Project>,
    /// The funding line.
    pub funding: Option<&'a Funding>,
    /// The indicator.
    pub indicator: Option<&'a Indicator>,
    /// The task.
    pub task: Option<&'a Task>,
    /// The statutory table.
    pub budget_table: Option<&'a BudgetTable>,
    /// The value in the statutory table.
    pub budget_line: Option<&'a BudgetLine>,
    /// The finding.
    pub finding: Option<&'a Finding>,
    /// The comparison.
    pub comparison: Option<&'a Comparison>,
    /// Its number among its siblings, from 1.
    pub seq: usize,
}

impl<'a> Row<'a> {
    /// A row of [`COMPARISONS`], whose columns read only the comparison.
    pub(crate) fn of_comparison(document: &'a Document, comparison: &'a Comparison) -> Self {
        Self {
            comparison: Some(comparison),
            ..Self::of(document)
        }
    }

    pub(super) fn of(document: &'a Document) -> Self {
        Self {
            document,
            project: None,
            funding: None,
            indicator: None,
            task: None,
            budget_table: None,
            budget_line: None,
            finding: None,
            comparison: None,
            seq: 1,
        }
    }
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Text, words and dates.
    Text(&'a str),
    /// Several texts, joined with a line feed.
    Lines(&'a [String]),
    /// The names of a path, joined with `/`.
    Path(&'a [String]),
    /// Several words, joined with `;`.
    Words(&'a [Word]),
    /// A count or a year.
    Integer(i64),
    /// An exact decimal with its scale.
    Decimal(Decimal),
    /// True or false.
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// The value as text: lists joined, decimals with their scale.
    pub fn text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text.into(),
            Self::Lines(list) => list.join("\n").into(),
            Self::Path(list) => list.join("/").into(),
            Self::Words(list) => list.join(";").into(),
            Self::Integer(number) => number.to_string().into(),
            Self::Decimal(number) => number.to_string().into(),
            Self::Boolean(true) => "true".into(),
            Self::Boolean(false) => "false".into(),
        }
    }
}

pub(super) const fn column(
    name: &'static str,
    title: &'static str,
    kind: Kind,
    description: &'static str,
    cell: for<'a> fn(Row<'a>) -> Option<Cell<'a>>,
) -> Column {
    Column {
        name,
        title,
        description,
        kind,
        required: false,
        unit: None,
        cell,
    }
}

/// Digits of a decimal column. Python and Spark give a quotient as many digits as both sides together, and have room for
/// 38: a column of 18 can be divided by any whole number.
pub const PRECISION: u8 = 18;
/// Digits of money after the point: ten digits remain before that of 万元.
const MONEY_SCALE: u8 = 4;
/// Digits of other decimals after the point: 99.999 % is 0.99999 as a ratio, and thirteen digits remain for counts.
const NUMBER_SCALE: u8 = 5;

impl Column {
    /// Digits after the point of a decimal column, out of [`PRECISION`].
    pub fn scale(&self) -> u8 {
        match self.unit {
            Some("元") => MONEY_SCALE,
            _ => NUMBER_SCALE,
        }
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }
}

pub(super) const PATH: Column = column(
    "path",
    "文件路径",
    Kind::Text,
    "Path of the file relative to the directory that was converted; unique within one output.",
    |row| Some(Cell::Text(&row.document.path)),
)
.required();

pub(super) const DOCUMENT_ID: Column = column(
    "document_id",
    "文档标识",
    Kind::Text,
    "First 16 hex digits of the SHA-256 of the file; files with the same content share it.",
    |row| Some(Cell::Text(&row.document.document_id)),
)
.required();

pub(super) const PROJECT_ID: Column = column(
    "project_id",
    "项目标识",
    Kind::Text,
    "document_id, followed by -p and the number of the project in reading order.",
    |row| Some(Cell::Text(&row.project?.project_id)),
)
.required();

pub(super) const BY_DOCUMENT: ForeignKey = ForeignKey {
    columns: &["path", "document_id"],
    table: "documents",
};

pub(super) const BY_PROJECT: ForeignKey = ForeignKey {
    columns: &["path", "project_id"],
    table: "projects",
};

pub(super) fn text(value: &Option<String>) -> Option<Cell<'_>> {
    value.as_deref().map(Cell::Text)
}

pub(super) fn count<'a>(value: impl TryInto<i64>) -> Option<Cell<'a>> {
    value.try_into().ok().map(Cell::Integer)
}

pub(super) fn year<'a>(value: Option<i32>) -> Option<Cell<'a>> {
    value.map(|year| Cell::Integer(year.into()))
}

pub(super) fn decimal<'a>(value: Option<Decimal>) -> Option<Cell<'a>> {
    value.map(Cell::Decimal)
}

pub(super) fn raw(amount: &Option<Amount>) -> Option<Cell<'_>> {
    amount.as_ref().map(|amount| Cell::Text(&amount.raw))
}

pub(super) fn yuan(amount: &Option<Amount>) -> Option<Cell<'_>> {
    decimal(amount.as_ref()?.yuan)
}

/// An empty list is null.
pub(super) fn lines(list: &[String]) -> Option<Cell<'_>> {
    (!list.is_empty()).then_some(Cell::Lines(list))
}

/// An empty path is null.
pub(super) fn path(list: &[String]) -> Option<Cell<'_>> {
    (!list.is_empty()).then_some(Cell::Path(list))
}

pub(super) fn words(list: &[Word]) -> Option<Cell<'_>> {
    (!list.is_empty()).then_some(Cell::Words(list))
}

pub(super) fn code(organization: &Option<Organization>) -> Option<Cell<'_>> {
    text(&organization.as_ref()?.code)
}

pub(super) fn name(organization: &Option<Organization>) -> Option<Cell<'_>> {
    text(&organization.as_ref()?.name)
}
