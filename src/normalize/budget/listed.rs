//! The tables that the contents of a document list and that were not found in it.
//!
//! In: the lines of the document and the kinds that were found. Out: kind and title of each missing one, in the order of the
//! contents. A document without any statutory table lists none: it is an extract.

use std::collections::BTreeSet;

use crate::recognize::listed_title;
use crate::record::BudgetTableKind;
use crate::vocabulary::budget::BudgetWords;

/// Fewest entries of a table of contents in a row.
const MIN_ENTRIES: usize = 3;

pub(super) fn listed_only(
    lines: &[&str],
    found: &BTreeSet<BudgetTableKind>,
    words: &BudgetWords,
) -> Vec<(BudgetTableKind, String)> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut missing = Vec::new();
    let mut seen = found.clone();
    let titles: Vec<Option<(BudgetTableKind, String)>> =
        lines.iter().map(|line| listed_title(line, words)).collect();
    // quotation marks and years may stand on lines of their own between the entries
    let entries: Vec<(BudgetTableKind, String)> = contents(&titles);
    for (kind, title) in entries {
        if seen.insert(kind) {
            missing.push((kind, title));
        }
    }
    missing
}

/// The longest run of titles with at most two other lines between neighbours.
fn contents(titles: &[Option<(BudgetTableKind, String)>]) -> Vec<(BudgetTableKind, String)> {
    let mut best: Vec<(BudgetTableKind, String)> = Vec::new();
    let mut run: Vec<(BudgetTableKind, String)> = Vec::new();
    let mut gap = 0;
    for title in titles {
        match title {
            Some(title) => {
                gap = 0;
                run.push(title.clone());
            }
            None => gap += 1,
        }
        if gap > 2 {
            run.clear();
        }
        if run.len() > best.len() {
            best.clone_from(&run);
        }
    }
    if best.len() < MIN_ENTRIES {
        Vec::new()
    } else {
        best
    }
}
