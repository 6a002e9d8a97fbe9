//! Switches every mechanism of the recognizer off alone, so that a census can count what each is worth.
//!
//! In: the name of a mechanism. Out: whether it is at work. Nothing is ever off but in `examples/census.rs`. Lost: nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::clues::CLUES;

/// Mechanisms that are no clues of columns.
const OTHERS: &[&str] = &[
    "lost spans laid over the row below",
    "blanks carried down",
    "crooked borders in order",
    "two forms side by side",
    "sums from a list",
    "rows of a list printed in full elsewhere",
    "rows divided by a page break",
    "labels joined by a stroke",
    "short labels",
    "several names in a cell",
    "levels in front of names",
    "indicators as labels and values",
    "tasks inside a form",
];

/// One more than the place of the mechanism that is off; 0 where all are at work.
static OFF: AtomicUsize = AtomicUsize::new(0);

/// The names of all mechanisms.
pub fn mechanisms() -> impl Iterator<Item = &'static str> {
    CLUES
        .iter()
        .map(|clue| clue.name)
        .chain(OTHERS.iter().copied())
}

/// Switches the mechanism of this name off, in the whole process; every other is at work.
pub fn switch_off(name: Option<&str>) {
    let place = name.and_then(|name| mechanisms().position(|own| own == name));
    OFF.store(place.map_or(0, |place| place + 1), Ordering::Relaxed);
}

/// The mechanism is switched off.
pub(super) fn is_off(name: &str) -> bool {
    let off = OFF.load(Ordering::Relaxed);
    off > 0 && mechanisms().nth(off - 1) == Some(name)
}
