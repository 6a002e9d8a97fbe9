//! From sections to matches: which tables speak of which project, and which cell holds which field.
//!
//! In: the [`Section`]s of a document. Out: one [`Match`] a project, still in printed words. No layout of any place is known
//! here: labels are looked up in the vocabulary and the shape of the table decides (form, list, transposed, two periods,
//! flat). Lost: tables without the labels of performance targets, which are named in [`Recognized::others`].

mod account;
mod beside;
mod by_place;
pub mod census;
mod clues;
mod columns;
mod doubt;
mod draft;
mod entries;
mod goals;
mod grid;
mod halves;
mod head;
mod header;
mod list;
mod looks;
mod model;
mod money_list;
mod names;
mod rows;
mod senses;
mod sets;
mod settle;
mod sheet;
mod sources;
mod spans;
mod spread;
mod statutory;
mod straight;
mod subjects;
mod summary;
mod tasks;
mod texts;
mod turned;
mod unread;
mod vertical;
mod walk;
mod work;

pub use self::model::{
    Account, Column, Cut, Doubt, Entry, GroupLevel, Guess, Header, IndicatorRow, Layout, Match,
    Piece, Recognized, RowReason, Set, TableReason, TaskRow, Understood, UnreadRow,
};
pub use self::statutory::{
    Statutory, StatutoryCell, StatutoryColumn, StatutoryReason, StatutoryRow, StatutoryTable,
    StatutoryUnread, listed_title, recognize_statutory,
};
use crate::segment::Section;
use crate::vocabulary::Vocabulary;

/// Recognizes every project of a document.
pub fn recognize(sections: &[Section<'_>], vocabulary: &Vocabulary) -> Recognized {
    walk::walk(sections, vocabulary, work::Work::default())
}
