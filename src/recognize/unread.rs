//! What holds text and gave nothing: tables, rows and cells that were passed over, with the reason.
//!
//! In: what the walk could not file. Out: [`UnreadRow`]s and [`TableReason`]s, which become findings. Lost: nothing.

use super::sheet::{Sheet, SheetCell};
use crate::finding::Location;

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
        }
    }
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

impl UnreadRow {
    /// A whole row.
    pub(super) fn row(sheet: &Sheet, row: usize, reason: RowReason) -> Self {
        let texts: Vec<&str> = sheet.printed(row).map(|cell| cell.text.trim()).collect();
        Self {
            reason,
            text: texts.join(" | "),
            place: sheet.row_place(row),
        }
    }

    /// One cell.
    pub(super) fn cell(sheet: &Sheet, cell: &SheetCell, reason: RowReason) -> Self {
        Self {
            reason,
            text: cell.text.trim().to_owned(),
            place: sheet.place(cell),
        }
    }
}
