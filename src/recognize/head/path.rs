//! The labels that govern a value of the head, nearest first: the one at its left and those above it, and what these are parts of.
//!
//! In: a cell of a [`Sheet`] and the rows of its head. Out: the [`Step`]s of its path. A figure of a cross table has a label left
//! of it and one above it, whichever of the two is the source, the year or the stage of the budget. Lost: nothing.

use super::super::senses::{How, Kind, Sense, asks_money};
use super::super::sheet::{Sheet, SheetCell};
use super::block::Block;
use crate::limits::MAX_ROWS_CLIMBED;
use crate::record::Period;
use crate::vocabulary::{Field, Vocabulary};

/// A label on the path of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'s> {
    pub(super) sense: Sense,
    pub(super) text: &'s str,
    pub(super) cell: &'s SheetCell,
    /// The label of a part of the form that the nearest label belongs to.
    pub(super) side: bool,
}

impl<'s> Step<'s> {
    pub(super) fn of(cell: &'s SheetCell) -> Self {
        Self {
            sense: cell.sense,
            text: &cell.text,
            cell,
            side: false,
        }
    }
}

/// The head of a form as far as it has been read.
#[derive(Clone, Copy)]
pub(super) struct Paths<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) block: &'s Block,
    pub(super) vocabulary: &'s Vocabulary,
}

/// A label that takes one value.
pub(super) fn takes_one(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        ProjectName
            | ParentProject
            | ProjectCode
            | UnitAndProject
            | ActivityName
            | BudgetUnit
            | Department
            | DepartmentName
            | ImplementingUnit
            | ProjectAttribute
            | ProjectClass
            | StartDate
            | EndDate
            | ProjectPeriod
            | FiscalYear
            | Purpose
            | TotalScore
            | Grade
            | ScoreAndGrade
            | Remark
    )
}

/// Fields whose text may stand alone in a row of their group.
pub(super) fn takes_text(field: Field) -> bool {
    field.is_prose() || field == Field::ProjectName
}

/// A label above or left of the text of an objective.
pub(super) fn is_goal(field: Field) -> bool {
    matches!(
        field,
        Field::ObjectiveAnnual
            | Field::ObjectiveMultiYear
            | Field::ObjectiveGroup
            | Field::ObjectiveActual
            | Field::ObjectiveAdjusted
    )
}

fn same(a: &SheetCell, b: &SheetCell) -> bool {
    (a.row, a.column) == (b.row, b.column)
}

pub(super) fn head_is(cell: &SheetCell, test: impl Fn(Field) -> bool) -> bool {
    cell.sense.head.is_some_and(test)
}

/// A line of money that is part of another: a source, or what the money is spent on.
pub(super) fn is_part(cell: &SheetCell) -> bool {
    head_is(cell, Field::is_funding)
}

pub(super) fn height(cell: &SheetCell) -> usize {
    cell.bottom - cell.row
}

impl<'s> Paths<'s> {
    /// A label in the place of a value: right of a label that takes one value, with nothing right of it that it could ask for.
    pub(super) fn is_value(&self, cell: &SheetCell) -> bool {
        let mut row = self.sheet.covering(cell.row);
        let mut left: Option<&SheetCell> = None;
        let mut next = None;
        let mut count = 0;
        while let Some(other) = row.next() {
            count += 1;
            if same(other, cell) {
                next = row.next();
                count += usize::from(next.is_some()) + row.count();
                break;
            }
            left = Some(other);
        }
        if self.answers_above(cell, next) {
            return true;
        }
        let Some(left) = left.filter(|left| left.is_label) else {
            return false;
        };
        let goal = |cell: &SheetCell| head_is(cell, is_goal);
        if goal(left) {
            return cell.sense.how == Some(How::Composed)
                && !goal(cell)
                && next.is_none()
                && !self.block.has_firm_labels(self.sheet, cell.row);
        }
        let Some(asked) = left.sense.head else {
            return false;
        };
        let single = takes_one(asked) || asked == Field::Ignored;
        if height(left) > height(cell) || !single {
            return false;
        }
        if self.block.is_label_row(cell.row) {
            return count == 2 && !goal(cell);
        }
        let ends = next.is_none_or(|next| next.is_label);
        let nothing = next.is_none_or(SheetCell::is_blank);
        !cell.sense.is_money() && ends || asked == Field::Ignored && (ends || nothing)
    }

    /// A text that could be a label below the listed label of an objective.
    fn answers_above(&self, cell: &SheetCell, next: Option<&SheetCell>) -> bool {
        let firm = |cell: &SheetCell| cell.sense.how == Some(How::Listed);
        // 其他 below 科目名称, which nobody asks for
        let passed = |label: &&SheetCell| label.sense.is_ignored() && firm(label);
        let mut left = self
            .sheet
            .covering(cell.row)
            .filter(|left| left.end <= cell.column);
        if cell.sense.is_money()
            && !self.block.is_label_row(cell.row)
            && left.any(|left| left.is_label)
            && self.above(cell).first().is_some_and(passed)
        {
            return true;
        }
        if firm(cell) || head_is(cell, is_goal) || cell.row == 0 || height(cell) > 1 {
            return false;
        }
        let above = self.sheet.at(cell.row - 1, cell.column);
        above
            .is_some_and(|above| above.bottom == cell.row && firm(above) && head_is(above, is_goal))
            && next.is_none_or(|next| !firm(next))
    }

    /// A label that asks for something where it stands.
    pub(super) fn asks(&self, cell: &SheetCell) -> bool {
        cell.is_label && !self.is_value(cell)
    }

    /// The labels that govern the cell, nearest first; none where nothing is known of it.
    pub(super) fn of(&self, cell: &'s SheetCell) -> Vec<Step<'s>> {
        let left: Vec<&SheetCell> = (self.sheet.covering(cell.row))
            .filter(|other| other.end <= cell.column)
            .collect();
        let above = self.above(cell);
        let (near, skipped) = self.near(&left, cell, above.is_empty());
        if let Some(unknown) = self.unknown_line(&left, cell, near, &above) {
            let edge = self
                .part_above_blank(unknown)
                .filter(|part| part.sense.is_money());
            let side = near.or(edge).map(|cell| Step {
                side: true,
                ..Step::of(cell)
            });
            let line = std::iter::once(unknown).chain(above).map(Step::of);
            return line.chain(side).collect();
        }
        let mut path: Vec<&SheetCell> = match near {
            None => above,
            Some(near) => {
                let single = head_is(near, |field| takes_one(field) || is_goal(field));
                if !above.is_empty() && height(near) <= height(cell) && skipped == 0 && single {
                    vec![near]
                } else if !above.is_empty() && height(near) > height(cell)
                    || skipped > 0 && !is_part(near)
                {
                    above.into_iter().chain([near]).collect()
                } else {
                    std::iter::once(near).chain(above).collect()
                }
            }
        };
        let groups = near.map(|near| groups_of(&left, near)).unwrap_or_default();
        let governed = !path.is_empty();
        let mut steps: Vec<Step<'s>> = Vec::new();
        let mut add = |step: Step<'s>| {
            if !steps.iter().any(|own| same(own.cell, step.cell)) {
                steps.push(step);
            }
        };
        let whole = |step: Step<'s>| match step.sense.total && step.cell.row < cell.row {
            true if Block::has_years(self.sheet, step.cell.row) => {
                let mut sense = step.sense;
                sense.period = Some(Period::MultiYear);
                Step { sense, ..step }
            }
            _ => step,
        };
        path.drain(..).map(Step::of).map(whole).for_each(&mut add);
        if let Some(near) = near.filter(|near| near.sense.is_money()) {
            self.parents(near, near.sense)
                .into_iter()
                .for_each(&mut add);
        }
        let side = |cell| Step {
            side: true,
            ..Step::of(cell)
        };
        groups.into_iter().map(side).for_each(&mut add);
        let part = near.or_else(|| left.last().copied());
        let edge = part.and_then(|near| self.part_above_blank(near));
        match edge {
            Some(edge) if governed => {
                let money = edge.sense.head == Some(Field::FundingGroup);
                money.then(|| side(edge)).into_iter().for_each(&mut add);
            }
            // a text right of a blank goes on with what stands above the blank
            Some(edge) if head_is(edge, takes_text) => add(Step::of(edge)),
            _ => {}
        }
        steps
    }

    /// The nearest label at the left that may govern the cell, and how many values stand between.
    fn near(
        &self,
        left: &[&'s SheetCell],
        cell: &SheetCell,
        nothing_above: bool,
    ) -> (Option<&'s SheetCell>, usize) {
        let mut skipped = 0;
        for &other in left.iter().rev() {
            if self.asks(other) {
                let goals = head_is(other, is_goal) && (height(other) == 1 || nothing_above);
                let figure = matches!(
                    cell.sense.kind,
                    Kind::Number | Kind::Percent | Kind::Value | Kind::Blank
                );
                let dates = figure && other.sense.head == Some(Field::ProjectPeriod);
                let governs = skipped == 0 || !nothing_above || goals || dates;
                return (governs.then_some(other), skipped);
            }
            skipped += usize::from(!other.is_blank());
        }
        (None, skipped)
    }

    /// The labels above a cell, past rows of other values of the same kind.
    pub(super) fn above(&self, cell: &SheetCell) -> Vec<&'s SheetCell> {
        let mut found: Vec<&SheetCell> = Vec::new();
        let lowest = self
            .block
            .first
            .max(cell.row.saturating_sub(MAX_ROWS_CLIMBED));
        for row in (lowest..cell.row).rev() {
            if self.block.is_label_row(row) {
                let label = self.label_over(cell, row);
                let new = label.filter(|label| !found.iter().any(|own| same(own, label)));
                found.extend(new);
                if !found.is_empty() && (row == 0 || !self.block.is_label_row(row - 1)) {
                    break;
                }
            } else if !found.is_empty() || self.stops(cell, row) {
                break;
            }
        }
        found
    }

    /// A row of another kind of values: what stands above it does not reach the cell.
    fn stops(&self, cell: &SheetCell, row: usize) -> bool {
        if !self.sheet.has_label(row) {
            return false;
        }
        let over = self.sheet.at(row, cell.column);
        if over.is_some_and(|over| over.is_label && over.row == row) {
            return true;
        }
        let label = self.sheet.label_before(row, cell.column);
        label.is_some_and(|label| {
            height(label) == 1
                && !label.sense.is_money()
                && !label.sense.total
                && !label.sense.is_year
                && label.sense.head != Some(Field::TaskGroup)
        }) && self.sheet.numbers(row) < 2
    }

    /// The label of a row of labels over the cell: by columns, by order where the counts agree and the borders do not.
    fn label_over(&self, cell: &SheetCell, row: usize) -> Option<&'s SheetCell> {
        let labels: Vec<&SheetCell> = self.sheet.covering(row).collect();
        let runs_down = |label: &SheetCell| height(label) > 1 && label.bottom > cell.row;
        let body: Vec<&SheetCell> = labels.iter().copied().filter(|it| !runs_down(it)).collect();
        let mine: Vec<&SheetCell> = (self.sheet.covering(cell.row))
            .filter(|own| !(height(own) > 1 && own.row <= row))
            .collect();
        let at = mine.iter().position(|own| same(own, cell));
        let by_order = at.filter(|_| body.len() == mine.len()).map(|at| body[at]);
        let overlap = |label: &SheetCell| {
            let shared = label
                .end
                .min(cell.end)
                .saturating_sub(label.column.max(cell.column));
            (shared, usize::MAX - label.column)
        };
        let by_columns = || {
            let touching = labels.iter().copied().filter(|label| overlap(label).0 > 0);
            touching.max_by_key(|label| overlap(label))
        };
        let inside = |label: &&&SheetCell| {
            label.column >= cell.column && label.end <= cell.end && !label.is_blank()
        };
        if by_order.is_none() && labels.iter().filter(inside).count() > 1 {
            return None;
        }
        let mut label = by_order.or_else(by_columns)?;
        if label.is_blank() && self.sheet.flat {
            // where spans were lost, a blank goes on with the label at its left
            let before = labels
                .iter()
                .rfind(|it| it.end <= label.column && !it.is_blank());
            let several = labels.iter().filter(|it| !it.is_blank()).count() >= 2;
            label = before.copied().filter(|_| several && labels.len() > 2)?;
        }
        (!label.is_blank() && label.bottom <= cell.row && !is_number(label)).then_some(label)
    }
}

pub(super) fn is_total_field(field: Field) -> bool {
    matches!(
        field,
        Field::BudgetTotal | Field::MultiYearTotal | Field::OriginalBudget | Field::AnnualBudget
    )
}

pub(super) fn is_number(cell: &SheetCell) -> bool {
    cell.is_number()
}

/// The labels left of the nearest that it is a part of: those beside it, and those that span more rows.
fn groups_of<'s>(left: &[&'s SheetCell], near: &SheetCell) -> Vec<&'s SheetCell> {
    let mut groups = Vec::new();
    let mut reached = near.column;
    for &other in left.iter().rev().filter(|other| other.end <= near.column) {
        if other.is_label && (height(other) > height(near) || other.end == reached) {
            groups.push(other);
            reached = other.column;
        } else if !other.is_blank() {
            break;
        }
    }
    groups
}

/// The field asks for money.
pub(super) fn is_money(field: Field) -> bool {
    asks_money(field)
}
