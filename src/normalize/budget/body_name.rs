//! The name of the body that a line gives after a label: 编制部门：某局 单位：元.
//!
//! In: a line. Out: the name and whom the label speaks of. A unit of money after 单位 is not a name; neither is a placeholder.

use crate::normalize::amount::begins_with_unit;
use crate::normalize::year::year_of;
use crate::record::Scope;
use crate::text::{fold_width, one_line};
use crate::vocabulary::budget::BudgetWords;
use crate::vocabulary::values::ValueWords;

/// The first name after a label in the line.
pub(super) fn body_after_label(
    line: &str,
    words: &BudgetWords,
    values: &ValueWords,
) -> Option<(Scope, String)> {
    let (label, rest) = line.split_once([':', '：'])?;
    let scope = words.bodies.exactly(&fold_width(label))?;
    let name = name_before_label(rest);
    let first = rest.split_whitespace().next().unwrap_or_default();
    let fits =
        !name.is_empty() && !begins_with_unit(first, values) && !is_placeholder(&name, values);
    fits.then_some((scope, name))
}

/// The names among lines, of which one may hold the label and the next the name.
pub(super) fn body_in(
    lines: &[String],
    words: &BudgetWords,
    values: &ValueWords,
) -> Option<(Scope, String)> {
    (0..lines.len()).rev().find_map(|at| {
        let line = lines.get(at)?;
        body_after_label(line, words, values).or_else(|| {
            let label = line.trim().strip_suffix([':', '：'])?;
            words.bodies.exactly(&fold_width(label))?;
            let next = lines.get(at + 1)?;
            let alone = !next.contains([':', '：']);
            body_after_label(&format!("{line}{next}"), words, values).filter(|_| alone)
        })
    })
}

/// The text up to the next label.
fn name_before_label(text: &str) -> String {
    let parts = text.split_whitespace();
    let name: Vec<&str> = parts
        .take_while(|part| !part.contains([':', '：']) && year_of([*part]).is_none())
        .collect();
    one_line(&name.join(" "))
}

/// XX局, ××县.
pub(super) fn is_placeholder(name: &str, values: &ValueWords) -> bool {
    values.placeholder_marks.is_in(name)
}
