//! Switches every mechanism of the recognizer off alone, so that a census can count what each is worth.
//!
//! In: the name of a mechanism. Out: whether it is at work. Nothing is ever off but in `examples/census.rs`. Lost: nothing.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The clues of columns in their order, and the other mechanisms.
const MECHANISMS: &[&str] = &[
    "the lowest label names the indicator",
    "rows below divide the names",
    "levels below divide the label",
    "names of a level below",
    "one column holds level 1",
    "the only name of the row",
    "organizations below",
    "between the levels and the target",
    "an objective right of the name",
    "the only open column right of the name",
    "a year before that of the target",
    "a second value",
    "a year below money",
    "a source below money",
    "a total next to sources",
    "a score of parts",
    "a score outside the indicators",
    "one of each kind",
    "one total is of the year",
    "values of the level at the left",
    "in front of the money",
    "a score of the project",
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
    MECHANISMS.iter().copied()
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
