//! The unit of money of a project.
//!
//! In: the labelled values of a [`Match`] and the lines above it. Out: the printed unit, if it is one of the four of
//! [`AmountUnit`].

use super::super::amount::amount_unit_of;
use crate::recognize::{Entry, Match};
use crate::record::AmountUnit;
use crate::vocabulary::Field;
use crate::vocabulary::values::ValueWords;

/// The unit of all amounts that print none themselves.
#[derive(Debug, Clone)]
pub struct UnitOfMoney {
    /// The unit.
    pub unit: Option<AmountUnit>,
    /// True when this project does not print the unit and takes it from the other projects of the document.
    pub inherited: bool,
    /// A printed unit that is not one of the four of [`AmountUnit`].
    pub unusual: Option<String>,
}

/// The unit printed for the project: in a cell of its own, in a label, in the label of a group, or on a line above the
/// table.
pub fn unit_of(found: &Match, words: &ValueWords) -> Option<AmountUnit> {
    let entry = |entry: &Entry| match entry.field {
        Field::AmountUnit => amount_unit_of(&entry.value, words),
        field if field.is_money() || matches!(field, Field::FundingGroup | Field::Amount) => {
            amount_unit_of(&entry.label, words).or_else(|| amount_unit_of(&entry.group, words))
        }
        _ => None,
    };
    found
        .entries
        .iter()
        .find_map(entry)
        .or_else(|| {
            found
                .context
                .iter()
                .rev()
                .find_map(|line| amount_unit_of(line, words))
        })
        .or_else(|| {
            found
                .heading
                .as_deref()
                .and_then(|heading| amount_unit_of(heading, words))
        })
        .or_else(|| {
            found
                .tasks
                .iter()
                .find_map(|task| amount_unit_of(&task.amount_label, words))
        })
}
