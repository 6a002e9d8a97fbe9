//! What the recognition of statutory tables hands on, still in printed words.

use std::ops::Range;

use crate::finding::Location;
use crate::record::{BudgetTableKind, KindSource};
use crate::vocabulary::budget::ColumnRole;

/// The statutory tables of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statutory {
    /// The tables in reading order.
    pub tables: Vec<StatutoryTable>,
    /// What was not read.
    pub unread: Vec<StatutoryUnread>,
}

impl Statutory {
    /// True for a table of the document that belongs to a statutory table.
    pub fn holds(&self, table: u32) -> bool {
        let of = |found: &StatutoryTable| (found.parts.0..=found.parts.1).contains(&table);
        self.tables.iter().any(of)
    }
}

/// One statutory table; the parts that pages separate are one.
#[derive(Debug, Clone, PartialEq)]
pub struct StatutoryTable {
    /// The kind.
    pub kind: BudgetTableKind,
    /// What named the kind.
    pub kind_source: KindSource,
    /// The title as printed, on one line.
    pub title: String,
    /// The form code as printed.
    pub form_code: Option<String>,
    /// The lines above the table and in its first rows, from top to bottom.
    pub above: Vec<String>,
    /// The columns from left to right.
    pub columns: Vec<StatutoryColumn>,
    /// The groups of columns side by side: indices of columns.
    pub sets: Vec<Range<usize>>,
    /// The rows of the body.
    pub rows: Vec<StatutoryRow>,
    /// The lines of the note.
    pub notes: Vec<String>,
    /// The first and last table of the document that hold it.
    pub parts: (u32, u32),
}

/// A column of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct StatutoryColumn {
    /// The texts of the header above it, from top to bottom, as printed.
    pub path: Vec<String>,
    /// What it holds.
    pub role: ColumnRole,
    /// False where no text of its header is known.
    pub known: bool,
    /// The columns of the grid that it covers.
    pub span: Range<usize>,
    /// The place of its last text.
    pub place: Location,
}

/// A row of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct StatutoryRow {
    /// The place.
    pub place: Location,
    /// For every column the cells in it.
    pub cells: Vec<Vec<StatutoryCell>>,
}

/// A cell in a row of the body.
#[derive(Debug, Clone, PartialEq)]
pub struct StatutoryCell {
    /// As printed.
    pub text: String,
    /// Its place.
    pub place: Location,
    /// Its first grid column within the column.
    pub slot: usize,
    /// The cell begins left of this column.
    pub reaches_in: bool,
    /// The cell began in a row above.
    pub merged: bool,
}

/// Something of a statutory table that was not read as it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct StatutoryUnread {
    /// Why.
    pub reason: StatutoryReason,
    /// The printed text.
    pub text: String,
    /// The place.
    pub place: Location,
}

/// Why something was not read, or how it was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatutoryReason {
    /// Below the title there is no table.
    NoTable,
    /// No header of a statutory table was found below the title.
    NoHeader,
    /// A value in no column.
    OutsideColumns,
    /// The cells of the row were assigned to the columns in their order.
    AlignedByOrder,
    /// The rows or columns exceed a bound.
    Cut,
}

impl StatutoryReason {
    /// The word for it in `dump`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoTable => "no-table",
            Self::NoHeader => "no-header",
            Self::OutsideColumns => "outside-columns",
            Self::AlignedByOrder => "aligned-by-order",
            Self::Cut => "cut",
        }
    }
}
