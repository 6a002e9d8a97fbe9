//! Parses the target of a case.

use yusuan::normalize::target::{parse_split_target, parse_target};
use yusuan::record::Target;

/// Parses a target for the year 2023; `a¦b¦c` gives operator, value and unit columns.
pub(crate) fn target(raw: &str) -> Target {
    let words = &yusuan::vocabulary::Vocabulary::builtin().values;
    let parts: Vec<&str> = raw.split('¦').collect();
    match parts.as_slice() {
        [op, value, unit] => parse_split_target(op, value, unit, Some(2023), words),
        _ => parse_target(raw, Some(2023), words),
    }
}
