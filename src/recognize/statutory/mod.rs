//! The statutory tables of a disclosure: what a body takes in and spends, by function, by economic item, 三公, funds, procurement.
//!
//! In: the sections of a document, and the tables that belong to projects. Out: [`Statutory`], in printed words. A table is
//! statutory by the words of its title and the shape of its header; neither its number nor its place decides. Lost: tables
//! with neither.

mod body_rows;
mod caption;
mod follow;
mod found;
mod header_tree;

use std::collections::BTreeSet;

pub use self::caption::listed_title;
pub use self::found::{
    Statutory, StatutoryCell, StatutoryColumn, StatutoryReason, StatutoryRow, StatutoryTable,
    StatutoryUnread,
};
use super::model::Recognized;
use crate::segment::Section;
use crate::vocabulary::Vocabulary;

/// Recognizes the statutory tables among the tables that belong to no project.
pub fn recognize_statutory(
    sections: &[Section<'_>],
    recognized: &Recognized,
    vocabulary: &Vocabulary,
) -> Statutory {
    let spans = recognized.matches.iter().map(|found| found.tables);
    let taken: BTreeSet<u32> = spans.flat_map(|(first, last)| first..=last).collect();
    follow::follow(sections, &taken, vocabulary)
}
