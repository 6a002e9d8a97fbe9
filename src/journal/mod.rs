//! What a run has done so far, in a hidden file in its output directory, so that a later run need not do it again.
//!
//! The file is a sequence of gzip members, so that `zcat` prints it as JSON lines. It begins with a `basis`: everything
//! that decides whether the records are still those a run would make. Then follows, for every input in the order of the
//! outputs, an `input` (a member of its own, which contains the length of the next one) and its records as JSON Lines.
//! After a finished run it ends with an `end`. Entries are only appended, each with one write: a run that is killed
//! leaves whole entries and at most one torn entry, which the next run cuts off. The bytes depend only on the inputs
//! and options.
//!
//! An input is unchanged when its name, size and SHA-256 are the same. Times do not count: they change when files are
//! copied, and stay when a file changes twice within one tick of the file system. So an unchanged file is still read
//! and hashed, but not parsed.

mod pack;
mod scan;
mod shards;
mod store;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::check::Thresholds;
use crate::convert::Options;
use crate::hash::{Values, sha256_of_texts};
use crate::shard::Shard;
use crate::writers::Style;

pub use pack::Pack;
pub use shards::{Place, Shards, ShardsError};
pub use store::{Journal, Known, Span};

/// The name of the journal in the output directory; hidden, so that it is not taken for a document.
pub const FILE_NAME: &str = ".yusuan-journal.gz";

/// What the records of a file depend on besides its name and bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Version of the program.
    pub yusuan: String,
    /// SHA-256 of the words, including the user's.
    pub vocabulary: String,
    /// SHA-256 of the options that records depend on.
    pub options: String,
}

impl Basis {
    /// The basis of a run with these options.
    pub fn of(options: &Options) -> Self {
        Self {
            yusuan: env!("CARGO_PKG_VERSION").to_owned(),
            vocabulary: options.vocabulary().sha256(),
            options: sha256_of(options),
        }
    }
}

/// The options that records depend on, except the words. A new field does not compile until it is added here.
fn sha256_of(options: &Options) -> String {
    let Options {
        fiscal_year,
        thresholds,
        vocabulary: _,
    } = options;
    let Thresholds {
        cost_tolerance,
        purpose_tolerance,
        amount_rounding,
        description_share,
        vague_share,
        weight_sums,
        weight_tolerance,
        score_tolerance,
        overachievement,
        objective_characters,
        cost_indicators_from,
    } = thresholds;
    let mut values = Values::default();
    values.number(*fiscal_year);
    for decimal in [
        cost_tolerance,
        purpose_tolerance,
        amount_rounding,
        weight_tolerance,
        score_tolerance,
        overachievement,
    ] {
        values.text(&decimal.normalize().to_string());
    }
    for share in [description_share, vague_share] {
        values.text(&share.to_string());
    }
    values.number(i64::try_from(weight_sums.len()).ok());
    for sum in weight_sums {
        values.text(&sum.normalize().to_string());
    }
    values.text(&objective_characters.to_string());
    values.number(Some(*cost_indicators_from));
    values.sha256()
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
    /// How many of its documents ended with each status. A file is one document, an archive several.
    pub outcome: BTreeMap<String, u64>,
    /// Length in bytes of the following member, which contains its records.
    pub records: u64,
}

/// The line that ends the journal of a finished run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// The part of the inputs that this run converted; `None` for all of them.
    pub shard: Option<Shard>,
    /// The number of inputs, including those of other shards.
    pub inputs: u64,
    /// SHA-256 of their names, including those of other shards.
    pub names: String,
    /// The formats that were written, by name.
    pub formats: Vec<String>,
    /// The style in which they were written.
    pub style: Style,
}

/// A line of the journal that is not a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Basis(Basis),
    Input(Input),
    End(End),
}

/// SHA-256 of the names of all inputs of a run; shards compare it to make sure that they saw the same files.
pub fn sha256_of_names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    sha256_of_texts(names)
}
