//! Lists that only sum up what the forms of the same projects say in full.
//!
//! In: all matches of a document. Out: the same without projects of a list that have no indicators and come again with them; each
//! is told. Lost: nothing else.

use std::collections::BTreeMap;

use super::census::is_off;
use super::model::Layout;
use super::model::{Entry, Match, Recognized};
use super::model::{RowReason, UnreadRow};
use crate::text::fold_width;
use crate::vocabulary::Field;

/// Leaves such projects out: their money would count twice.
pub(super) fn leave_out(out: &mut Recognized) {
    let off = is_off("rows of a list printed in full elsewhere");
    if off || !out.matches.iter().any(is_summed_up) {
        return;
    }
    let mut in_full: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for found in out.matches.iter().filter(|found| says_something(found)) {
        if let Some(name) = name_of(found) {
            let units = in_full.entry(fold_width(&name.value)).or_default();
            units.push(unit_of(found));
        }
    }
    // each form answers for one row: several units may have a project of the same name
    let mut again = |found: &Match| {
        let name = name_of(found).filter(|_| is_summed_up(found))?;
        let units = in_full.get_mut(&fold_width(&name.value))?;
        let own = unit_of(found);
        let same = |unit: &Option<String>| unit.is_none() || own.is_none() || *unit == own;
        let form = units.iter().position(same)?;
        units.swap_remove(form);
        Some(told(found, name))
    };
    let unread = &mut out.unread_rows;
    out.matches.retain(|found| {
        let row = again(found);
        let stays = row.is_none();
        unread.extend(row);
        stays
    });
}

fn says_something(found: &Match) -> bool {
    found.indicators.iter().any(|row| !row.slot)
}

fn is_summed_up(found: &Match) -> bool {
    found.layout == Layout::List && !says_something(found)
}

fn name_of(found: &Match) -> Option<&Entry> {
    let named =
        |entry: &&Entry| entry.field == Field::ProjectName && !entry.value.trim().is_empty();
    found.entries.iter().find(named)
}

fn unit_of(found: &Match) -> Option<String> {
    let mut units = found.entries.iter().filter(|entry| {
        matches!(entry.field, Field::BudgetUnit | Field::DepartmentName)
            && !entry.value.trim().is_empty()
    });
    units.next().map(|unit| fold_width(&unit.value))
}

fn told(found: &Match, name: &Entry) -> UnreadRow {
    let in_row = |entry: &&Entry| {
        (entry.place.table, entry.place.row) == (name.place.table, name.place.row)
            && !entry.value.trim().is_empty()
    };
    let entries = found.entries.iter().filter(in_row);
    let texts: Vec<&str> = entries.map(|entry| entry.value.trim()).collect();
    UnreadRow {
        reason: RowReason::Summary,
        text: texts.join(" | "),
        place: name.place,
    }
}
