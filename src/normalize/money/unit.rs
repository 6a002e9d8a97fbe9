//! The unit of money of a project.
//!
//! In: the labelled values of a [`Match`] and the lines above it. Out: the unit that is printed, if it is one of the four of
//! [`AmountUnit`].

use super::super::amount::amount_unit_of;
use crate::recognize::{Entry, Match};
use crate::record::AmountUnit;
use crate::vocabulary::Field;
use crate::vocabulary::values::ValueWords;

/// The unit of the amounts that print none themselves.
#[derive(Debug, Clone)]
pub struct UnitOfMoney {
    /// The unit.
    pub unit: Option<AmountUnit>,
    /// Other projects of the document print it, this one does not.
    pub inherited: bool,
    /// Where there is none: a unit that is printed and not one of the four of [`AmountUnit`].
    pub unusual: Option<String>,
}

/// The unit printed for the project: beside the table, in a label, in the group's label, or on a line above.
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
