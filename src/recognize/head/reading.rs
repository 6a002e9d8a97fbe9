//! What has been met in a row of the head so far.
//!
//! In: its labels, one after the other. Out: what the next cell may be. Lost: nothing.

use super::super::sheet::{Sheet, SheetCell};
use super::Open;
use super::text::takes_text;
use crate::vocabulary::Field;

/// What has been met in the row that is being read.
#[derive(Debug, Default)]
pub(super) struct RowReading {
    pub(super) pending: Option<Open>,
    /// The funding line whose figures follow.
    pub(super) line: Option<Open>,
    /// The execution column whose figures follow, below lines of money.
    pub(super) turned: Option<Open>,
    pub(super) labels: usize,
    /// The last two labels stand side by side and head columns of the budget.
    pub(super) heads: bool,
    /// The row has heads of execution columns.
    pub(super) executions: bool,
}

impl RowReading {
    /// A label that is not listed may stand here: nothing waits for a value but a group.
    pub(super) fn takes_composed(&self) -> bool {
        self.pending
            .as_ref()
            .is_none_or(|open| open.field == Field::FundingGroup)
    }

    /// 资金性质 | 一般公共预算: a funding word without a figure of its own answers the label before it.
    pub(super) fn answers(&self, field: Field, next: Option<&SheetCell>) -> bool {
        field.is_funding()
            && self.pending.as_ref().is_some_and(|open| {
                matches!(
                    open.field,
                    Field::Ignored | Field::ProjectAttribute | Field::ProjectClass
                )
            })
            && next.is_none_or(|next| next.head().is_some())
    }

    /// 项目概况 | 实施单位：某局。…: what stands beside a label for text is its value, whatever word it begins with. A label that
    /// runs on over the rows below heads a part of the form, and an objective may be printed with the label of its period.
    pub(super) fn is_answered_by(&self, sheet: &Sheet, cell: &SheetCell, field: Field) -> bool {
        let Some(open) = &self.pending else {
            return false;
        };
        let prose = || cell.text.trim().contains(['，', '。', '；', ',', ';']);
        let asks = takes_text(open.field) || open.field == Field::Ignored && prose();
        let objective = matches!(
            field,
            Field::ObjectiveAnnual | Field::ObjectiveMultiYear | Field::ObjectiveGroup
        );
        let below = |column: usize| sheet.at(cell.row + 1, column).map(|below| below.row);
        let heads =
            below(open.span.start) == Some(cell.row) && below(cell.column) != Some(cell.row);
        asks && !objective && !heads
    }
}
