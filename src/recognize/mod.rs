//! From sections to matches: which tables speak of which project, and which cell holds which field.
//!
//! In: the [`Section`]s of a document. Out: one [`Match`] a project, still in printed words. No layout of any place is known
//! here: labels are looked up in the vocabulary and the shape of the table decides (form, list, transposed, two periods,
//! flat). Lost: tables without the labels of performance targets, which are named in [`Recognized::others`].

mod beside;
mod by_place;
mod columns;
mod draft;
mod entries;
mod goals;
mod grid;
mod halves;
mod head;
mod header;
mod labels;
mod list;
mod names;
mod rows;
mod sets;
mod settle;
mod sheet;
mod sources;
mod spread;
mod straight;
mod subjects;
mod summary;
mod tasks;
mod texts;
mod unread;
mod vertical;
mod walk;
mod work;

use std::collections::BTreeSet;

use crate::finding::Location;
use crate::record::ProjectKind;
use crate::segment::Section;
use crate::vocabulary::Vocabulary;

pub use head::Entry;
pub use header::{Column, GroupLevel, Header, Layout, Set};
pub use rows::{IndicatorRow, Piece};
pub use tasks::TaskRow;
pub use unread::{RowReason, TableReason, UnreadRow};

/// Everything that was printed of one project.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The shape that was recognized.
    pub layout: Layout,
    /// Project, self-evaluation or whole department.
    pub kind: ProjectKind,
    /// The section's heading.
    pub heading: Option<String>,
    /// Where the heading stands, for text and HTML.
    pub heading_place: Location,
    /// The `_Toc` bookmark of the section.
    pub bookmark: Option<String>,
    /// Lines between the heading and the table: year, unit of money.
    pub context: Vec<String>,
    /// The labelled values of the head.
    pub entries: Vec<Entry>,
    /// The rows of the indicator grid.
    pub indicators: Vec<IndicatorRow>,
    /// The tasks of a whole department.
    pub tasks: Vec<TaskRow>,
    /// First and last table.
    pub tables: (u32, u32),
    /// Why it was recognized: the header's labels, for people.
    pub because: Vec<String>,
}

/// A label that is not listed and was understood all the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// As printed.
    pub label: String,
    /// How it was understood.
    pub by: Understood,
    /// Where it stands.
    pub place: Location,
}

/// What tells the meaning of a label that is not listed, or says too little.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Understood {
    /// The listed label inside it.
    Part(String),
    /// A column between others, so that it holds the target.
    TargetByPlace,
    /// A column in front of the money and the objective of each row, so that it names the project.
    NameByPlace,
    /// It stands where the name of the indicator stands.
    IndicatorByPlace,
    /// It stands behind the name of the indicator and speaks of what was reached.
    ActualByPlace,
    /// Two columns below the label for names, whose contents tell what the first holds.
    NamesByContent,
    /// Several columns below one label, whose contents tell the levels apart.
    LevelsByContent,
}

/// The result for a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognized {
    /// One a project, in reading order.
    pub matches: Vec<Match>,
    /// Tables that belong to no project, with the reason.
    pub others: Vec<(u32, TableReason)>,
    /// Labels in label position that the vocabulary does not know.
    pub unknown_labels: Vec<(String, Location)>,
    /// Labels that are not listed and were understood all the same.
    pub guessed_labels: Vec<Guess>,
    /// Rows and cells that were passed over although they hold text.
    pub unread_rows: Vec<UnreadRow>,
    /// What was left out because it passes a bound of [`crate::limits`].
    pub cuts: BTreeSet<(Location, Cut)>,
}

/// A bound that left something out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// The rows of a table from this one on: [`crate::limits::MAX_GRID_SLOTS`].
    Rows,
    /// The end of a merged cell's text, in the rows below its first: [`crate::limits::MAX_REPEATED_BYTES`].
    Repeated,
    /// Everything from this row on: [`crate::limits::MAX_STEPS`], [`crate::limits::MAX_PIECES`].
    Work,
}

/// Recognizes every project of a document.
pub fn recognize(sections: &[Section<'_>], vocabulary: &Vocabulary) -> Recognized {
    walk::walk(sections, vocabulary, work::Work::default())
}
