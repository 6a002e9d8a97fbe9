//! Lists that only sum up what the forms of the same projects say in full.
//!
//! In: all matches of a document. Out: the same without projects of a list that have no indicators and come again with them; each
//! is told. Lost: nothing else.

use std::collections::HashSet;

use super::header::Layout;
use super::unread::{RowReason, UnreadRow};
use super::{Entry, Match, Recognized};
use crate::vocabulary::{Field, fold_width};

/// Leaves such projects out: their money would count twice.
pub(super) fn leave_out(out: &mut Recognized) {
    if !out.matches.iter().any(is_summed_up) {
        return;
    }
    let in_full: HashSet<String> = out
        .matches
        .iter()
        .filter(|found| says_something(found))
        .filter_map(|found| name_of(found).map(|name| fold_width(&name.value)))
        .collect();
    let again = |found: &Match| {
        let name = name_of(found).filter(|_| is_summed_up(found))?;
        in_full
            .contains(&fold_width(&name.value))
            .then(|| told(found, name))
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
