//! The clues that tell what a column holds where its labels alone do not: an ordered table with names.
//!
//! In: the columns of a header as their labels name them, and the cells below. Out: the same, settled; each column carries the name
//! of the clue that settled it, which is the reason that `dump --stage match` prints. Lost: nothing.

use std::ops::Range;

use super::by_place::{
    settle_behind_name, settle_former_years, settle_name, settle_named, settle_project,
    settle_scores, settle_second_value, settle_target, settle_total_score, settle_totals,
    settle_values,
};
use super::census::is_off;
use super::model::{Column, Guess};
use super::settle::{
    settle_level1, settle_levels, settle_names, settle_repeated, settle_units, split_levels,
};
use super::sheet::Sheet;
use super::sources::{settle_sources, settle_total, settle_years};
use super::subjects::{settle_results, split_names};
use crate::vocabulary::{Field, Vocabulary};

/// The columns of a header while the clues settle them.
pub(super) struct Open<'s> {
    pub(super) list: Vec<Column>,
    pub(super) guessed: Vec<Guess>,
    pub(super) sheet: &'s Sheet,
    pub(super) rows: &'s Range<usize>,
    pub(super) vocabulary: &'s Vocabulary,
}

/// What tells the meaning of columns whose labels alone do not.
pub(super) struct Clue {
    /// The reason that is printed for a column the clue has settled.
    pub(super) name: &'static str,
    settle: fn(&mut Open<'_>),
}

/// The clues in the order in which they are asked: a later one sees what the earlier ones have settled.
pub(super) const CLUES: &[Clue] = &[
    Clue {
        name: "the lowest label names the indicator",
        settle: |open| settle_named(&mut open.list),
    },
    Clue {
        name: "rows below divide the names",
        settle: |open| split_names(&mut open.list, open.sheet, open.rows, &mut open.guessed),
    },
    Clue {
        name: "levels below divide the label",
        settle: |open| {
            let guessed = &mut open.guessed;
            split_levels(
                &mut open.list,
                open.sheet,
                open.rows,
                open.vocabulary,
                guessed,
            );
        },
    },
    Clue {
        name: "names of a level below",
        settle: |open| settle_levels(&mut open.list, open.sheet, open.rows, open.vocabulary),
    },
    Clue {
        name: "one column holds level 1",
        settle: |open| settle_level1(&mut open.list, open.sheet, open.rows, open.vocabulary),
    },
    Clue {
        name: "the only name of the row",
        settle: |open| settle_names(&mut open.list, open.sheet, open.rows),
    },
    Clue {
        name: "organizations below",
        settle: |open| settle_units(&mut open.list, open.sheet, open.rows),
    },
    Clue {
        name: "between the levels and the target",
        settle: |open| settle_name(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "an objective right of the name",
        settle: |open| settle_behind_name(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "the only open column right of the name",
        settle: |open| settle_target(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "a year before that of the target",
        settle: |open| settle_former_years(&mut open.list),
    },
    Clue {
        name: "a second value",
        settle: |open| settle_second_value(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "a year below money",
        settle: |open| settle_years(&mut open.list),
    },
    Clue {
        name: "a source below money",
        settle: |open| settle_sources(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "a total next to sources",
        settle: |open| settle_total(&mut open.list, open.vocabulary),
    },
    Clue {
        name: "a score of parts",
        settle: |open| settle_scores(&mut open.list),
    },
    Clue {
        name: "a score outside the indicators",
        settle: |open| settle_total_score(&mut open.list),
    },
    Clue {
        name: "one of each kind",
        settle: |open| settle_repeated(&mut open.list),
    },
    Clue {
        name: "one total is of the year",
        settle: |open| settle_totals(&mut open.list, open.vocabulary),
    },
    Clue {
        name: "values of the level at the left",
        settle: |open| settle_values(&mut open.list),
    },
    Clue {
        name: "in front of the money",
        settle: |open| settle_project(&mut open.list, &mut open.guessed),
    },
    Clue {
        name: "a score of the project",
        settle: |open| settle_results(&mut open.list),
    },
];

/// Asks the clues one after the other, and writes the name of the last that changed a column to it.
pub(super) fn settle(open: &mut Open<'_>) {
    for clue in CLUES.iter().filter(|clue| !is_off(clue.name)) {
        let before: Vec<(usize, Field)> = open
            .list
            .iter()
            .map(|column| (column.span.start, column.field))
            .collect();
        (clue.settle)(open);
        for column in &mut open.list {
            let own = (column.span.start, column.field);
            if !before.contains(&own) {
                column.by = Some(clue.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::census::mechanisms;
    use super::*;

    #[test]
    fn the_census_knows_every_clue_in_its_order() {
        let names = CLUES.iter().map(|clue| clue.name);
        assert!(names.eq(mechanisms().take(CLUES.len())));
    }
}
