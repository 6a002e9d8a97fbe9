//! What a run has done so far, in a hidden file beside its outputs, so that a later run need not do it again.
//!
//! The file is a row of gzip members, so that `zcat` prints it as JSON lines. First a `basis`: what decides whether the
//! records are still those a run would make. Then for every input, in the order of the outputs, an `input` (a member of
//! its own, which says how long the next one is) and its records as JSON Lines. At last, after a finished run, an `end`.
//! Entries are only ever appended, each with one write: a run that is killed leaves whole entries and at most one torn
//! one, which the next run cuts off. The bytes depend on the inputs and options alone.
//!
//! An input counts as unchanged when name, size and SHA-256 are the same. Times are not looked at: they change when files
//! are copied, and stay when a file changes twice within a tick of the file system. So an unchanged file is still read and
//! hashed, but not parsed.

mod pack;
mod scan;
mod shards;
mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::convert::{Options, sha256, sha256_of_texts};
use crate::shard::Shard;
use crate::writers::Style;

pub use pack::Pack;
pub use shards::{Place, Shards, ShardsError};
pub use store::{Journal, Known, Span};

/// Its name in the output directory: hidden, so that nobody takes it for a document.
pub const FILE_NAME: &str = ".yusuan-journal.gz";

/// What decides, beside its name and bytes, what becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Version of the program.
    pub yusuan: String,
    /// SHA-256 of the words, those of the user included.
    pub vocabulary: String,
    /// SHA-256 of the options that records depend on.
    pub options: String,
}

impl Basis {
    /// That of a run with these options.
    pub fn of(options: &Options) -> Self {
        let read = format!("{:?} {:?}", options.fiscal_year, options.thresholds);
        Self {
            yusuan: env!("CARGO_PKG_VERSION").to_owned(),
            vocabulary: options.vocabulary().sha256(),
            options: sha256(read.as_bytes()),
        }
    }
}

/// One file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its name in the outputs.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes; `None` where they could not be read, so that the next run tries again.
    pub sha256: Option<String>,
    /// How many documents ended with each status: one, or those of an archive.
    pub outcome: BTreeMap<String, u64>,
    /// Bytes of the member with its records, which follows.
    pub records: u64,
}

/// What a finished run says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The part of the inputs that was taken; `None` for all of them.
    pub shard: Option<Shard>,
    /// How many inputs there were, those of other shards included.
    pub inputs: u64,
    /// SHA-256 of their names, those of other shards included.
    pub names: String,
    /// The formats that were written, by name.
    pub formats: Vec<String>,
    /// How they were written.
    pub style: Style,
}

/// One line that is no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Basis(Basis),
    Input(Input),
    End(End),
}

/// SHA-256 of the names of all inputs of a run, by which shards tell that they saw the same files.
pub fn sha256_of_names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    sha256_of_texts(names)
}
