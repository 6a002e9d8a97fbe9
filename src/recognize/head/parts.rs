//! What a line of money is a part of: a total above or left of it, a part of the form, or something that is not known.
//!
//! In: a label or a figure of the head. Out: the labels behind the nearest. Lost: nothing.

use super::super::senses::{Kind, Sense, sense_of};
use super::super::sheet::SheetCell;
use super::path::{Paths, Step, head_is, height, is_number, is_part, is_total_field, takes_one};
use crate::limits::MAX_ROWS_CLIMBED;
use crate::vocabulary::Field;

impl<'s> Paths<'s> {
    /// 流动图书车运行费 | 5.50 below 金额: a text at the left that no label governs says what the figure is of.
    pub(super) fn unknown_line(
        &self,
        left: &[&'s SheetCell],
        cell: &SheetCell,
        near: Option<&SheetCell>,
        above: &[&SheetCell],
    ) -> Option<&'s SheetCell> {
        let money = above.first().is_some_and(|label| label.sense.is_money());
        let figure = is_number(cell) && above.is_empty();
        if !money && !figure || near.is_some_and(|near| height(near) <= height(cell)) {
            return None;
        }
        let text = |other: &&&SheetCell| {
            !other.is_label && other.sense.kind == Kind::Text && height(other) == height(cell)
        };
        let text = *left.iter().rfind(text)?;
        if !money && !self.is_among_money(text) {
            return None;
        }
        let labelled = self.above(text);
        // 成本构成 above 图书购置: what the money is spent on, which no field holds
        let cost = labelled.first().copied();
        let ignored = |label: &&SheetCell| label.sense.is_ignored();
        if let Some(cost) = cost.filter(ignored) {
            return Some(cost);
        }
        (!labelled.iter().any(|label| head_is(label, takes_one))).then_some(text)
    }

    /// Right below a line of money, or right of the label of all of them.
    fn is_among_money(&self, text: &SheetCell) -> bool {
        let money = |cell: &SheetCell| cell.is_label && cell.sense.is_money();
        let above = text
            .row
            .checked_sub(1)
            .and_then(|row| self.sheet.at(row, text.column));
        let left = self
            .sheet
            .covering(text.row)
            .filter(|left| left.end <= text.column);
        let mut left = left;
        let side = left.rfind(|left| height(left) > height(text));
        above.is_some_and(|above| above.column == text.column && money(above))
            || side.is_some_and(money)
            || self
                .part_above_blank(text)
                .is_some_and(|part| part.sense.is_money())
    }

    /// The label of the part that a blank at the left edge goes on with.
    pub(super) fn part_above_blank(&self, near: &SheetCell) -> Option<&'s SheetCell> {
        let blank = |cell: &&SheetCell| cell.column == 0 && cell.is_blank();
        self.sheet.at(near.row, 0).filter(blank)?;
        let lowest = self
            .block
            .first
            .max(near.row.saturating_sub(MAX_ROWS_CLIMBED));
        let above = (lowest..near.row)
            .rev()
            .filter_map(|row| self.sheet.at(row, 0));
        above
            .into_iter()
            .find(|cell| !cell.is_blank())
            .filter(|part| part.is_label)
    }

    /// Of a line of money: the total above it in its own column that it is a part of, else the one at its left.
    pub(super) fn parents(&self, label: &SheetCell, sense: Sense) -> Vec<Step<'s>> {
        let lowest = self
            .block
            .first
            .max(label.row.saturating_sub(MAX_ROWS_CLIMBED));
        let part = sense.head.is_some_and(Field::is_funding);
        for row in (lowest..label.row).rev() {
            let Some(above) = self.sheet.at(row, label.column) else {
                break;
            };
            if !above.is_label {
                let Some((sense, text)) = self.inside(above).filter(|_| part) else {
                    continue;
                };
                match sense.head {
                    Some(Field::BudgetTotal | Field::MultiYearTotal) => {
                        let cell = above;
                        let side = false;
                        return vec![Step {
                            sense,
                            text,
                            cell,
                            side,
                        }];
                    }
                    _ => continue,
                }
            }
            if above.bottom > label.row {
                continue;
            }
            let money = above.sense.is_money() && above.sense.head != Some(Field::FundingGroup);
            let unit = above.sense.money_unit;
            if money && (unit || !is_part(above)) {
                let of_other = part && above.sense.head != sense.head;
                return if of_other || unit {
                    vec![Step::of(above)]
                } else {
                    vec![]
                };
            }
            if !money {
                if unit {
                    return vec![Step::of(above)];
                }
                break;
            }
        }
        let total = |other: &&SheetCell| {
            other.end <= label.column && other.is_label && head_is(other, is_total_field)
        };
        let mut left = self
            .sheet
            .covering(label.row)
            .filter(|left| left.end <= label.column);
        match left.clone().rfind(total).filter(|_| part) {
            Some(total) => vec![Step::of(total)],
            // 省级财政 | 25 | 其他 | 0: what the line at the left is a part of
            None => match left
                .rfind(|left| left.is_label && is_part(left))
                .filter(|_| part)
            {
                Some(sibling) => self.parents(sibling, sibling.sense),
                None => Vec::new(),
            },
        }
    }

    /// The label in front of its value in one cell.
    fn inside(&self, cell: &'s SheetCell) -> Option<(Sense, &'s str)> {
        let (_, label, _) = self.vocabulary.label_and_value(&cell.text)?;
        Some((sense_of(label, self.vocabulary), label))
    }
}
