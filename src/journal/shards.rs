//! Joins the journals of the shards of one batch.
//!
//! In: the output directories of all shards. Out: every entry in the order in which one run would have written it, or
//! why the shards do not belong together.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::{Basis, End, Known, Span};
use crate::limits::NAMED_SHARDS;
use crate::message::Message;
use crate::shard::Shard;

/// All shards of one batch.
#[derive(Debug)]
pub struct Shards {
    /// The basis of their records.
    pub basis: Basis,
    /// The end line that a single run over all files would have written.
    pub end: End,
    parts: Vec<Known>,
}

/// The position of an entry: its shard, and its place in the journal of that shard.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    part: usize,
    span: Span,
}

/// Why shards cannot be joined.
#[derive(Debug)]
#[non_exhaustive]
pub enum ShardsError {
    /// A journal cannot be read.
    Unreadable(io::Error),
    /// A run did not finish.
    Unfinished(PathBuf),
    /// A run was not a shard.
    NoShard(PathBuf),
    /// Two runs differ in something that must be the same.
    Different {
        /// The first directory.
        one: PathBuf,
        /// Another.
        other: PathBuf,
        /// What differs.
        what: Message,
    },
    /// Two runs converted the same part.
    Twice {
        /// The first directory.
        one: PathBuf,
        /// Another.
        other: PathBuf,
        /// The shard.
        shard: Shard,
    },
    /// Some parts are missing.
    Missing {
        /// The first [`NAMED_SHARDS`] of them.
        first: Vec<Shard>,
        /// Their total number.
        count: usize,
    },
}

impl ShardsError {
    /// What is wrong and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable(error) => {
                let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
                let Message { zh, en } =
                    inner.cloned().unwrap_or_else(|| Message::of_system(error));
                Message::new(
                    format!("{zh}；这个文件由 convert -o 写出"),
                    format!("{en}; this file is written by convert -o"),
                )
            }
            Self::Unfinished(directory) => about(
                directory,
                "这次运行没有完成；请在原来的命令后加上 --resume 再运行一次",
                "this run was not finished; run the same command again with --resume",
            ),
            Self::NoShard(directory) => about(
                directory,
                "这次运行没有使用 --shard，不需要合并",
                "this run did not use --shard; there is nothing to join",
            ),
            Self::Different { one, other, what } => {
                let (one, other) = (one.display(), other.display());
                Message::new(
                    format!("{one} 和 {other} 的{}不同；请用同样的选项重新运行", what.zh),
                    format!(
                        "{one} and {other} have different {}; run both again with the same options",
                        what.en
                    ),
                )
            }
            Self::Twice { one, other, shard } => {
                let (one, other) = (one.display(), other.display());
                Message::new(
                    format!("{one} 和 {other} 都是分片 {shard}；请只给出其中一个"),
                    format!("{one} and {other} both contain shard {shard}; name only one of them"),
                )
            }
            Self::Missing { first, count } if *count > first.len() => {
                let names: Vec<String> = first.iter().map(Shard::to_string).collect();
                let (names, more) = (names.join(", "), count - first.len());
                Message::new(
                    format!("缺少分片 {names} 等 {count} 个；请同时给出它们的目录"),
                    format!(
                        "shards {names} and {more} more are missing; name their directories too"
                    ),
                )
            }
            Self::Missing { first, .. } => {
                let names: Vec<String> = first.iter().map(Shard::to_string).collect();
                let names = names.join(", ");
                Message::new(
                    format!("缺少分片 {names}；请同时给出它的目录"),
                    format!("shard {names} is missing; name its directory too"),
                )
            }
        }
    }
}

fn about(directory: &Path, zh: &str, en: &str) -> Message {
    let directory = directory.display();
    Message::new(format!("{directory}：{zh}"), format!("{directory}: {en}"))
}

/// The message in English.
impl std::fmt::Display for ShardsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for ShardsError {}

impl Shards {
    /// Opens the journals in the directories.
    ///
    /// # Errors
    /// Why they are not the shards of one batch.
    pub fn open(directories: &[PathBuf]) -> Result<Self, ShardsError> {
        let mut found: BTreeMap<Shard, (&Path, Basis, End, Known)> = BTreeMap::new();
        for directory in directories {
            let (basis, known) = Known::read(directory).map_err(ShardsError::Unreadable)?;
            let end = known.end().cloned();
            let end = end.ok_or_else(|| ShardsError::Unfinished(directory.clone()))?;
            let shard = end.shard;
            let shard = shard.ok_or_else(|| ShardsError::NoShard(directory.clone()))?;
            if let Some((_, (one, first, first_end, _))) = found.first_key_value()
                && let Some(what) = difference((first, first_end), (&basis, &end))
            {
                return Err(ShardsError::Different {
                    one: one.to_path_buf(),
                    other: directory.clone(),
                    what,
                });
            }
            if let Some((one, ..)) = found.insert(shard, (directory, basis, end, known)) {
                return Err(ShardsError::Twice {
                    one: one.to_owned(),
                    other: directory.clone(),
                    shard,
                });
            }
        }
        let missing = missing(&found);
        match found.values().next() {
            Some((_, basis, end, _)) if missing.is_empty() => Ok(Self {
                basis: basis.clone(),
                end: End {
                    shard: None,
                    ..end.clone()
                },
                parts: found.into_values().map(|(.., known)| known).collect(),
            }),
            _ => Err(ShardsError::Missing {
                count: missing.len(),
                first: missing.into_iter().take(NAMED_SHARDS).collect(),
            }),
        }
    }

    /// The positions of all entries, in the order of a single run.
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<(&str, Place)> = Vec::new();
        for (part, known) in self.parts.iter().enumerate() {
            let inputs = known.inputs();
            places.extend(inputs.map(|(input, span)| (input.path.as_str(), Place { part, span })));
        }
        places.sort_unstable_by_key(|(path, _)| *path);
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// The journal that contains an entry, and its place in it.
    pub fn part(&self, place: Place) -> (&Known, Span) {
        (&self.parts[place.part], place.span)
    }
}

/// The first thing in which the two differ but shards of one batch must not.
fn difference(one: (&Basis, &End), other: (&Basis, &End)) -> Option<Message> {
    let ((basis, end), (other_basis, other_end)) = (one, other);
    let count = |end: &End| end.shard.map(|shard| shard.count);
    let style = |end: &End| (end.formats.clone(), end.style);
    [
        (
            "yusuan 版本",
            "versions of yusuan",
            basis.yusuan != other_basis.yusuan,
        ),
        (
            "词表",
            "vocabularies",
            basis.vocabulary != other_basis.vocabulary,
        ),
        ("选项", "options", basis.options != other_basis.options),
        (
            "分片数",
            "numbers of shards",
            count(end) != count(other_end),
        ),
        (
            "输入文件",
            "input files",
            (end.inputs, &end.names) != (other_end.inputs, &other_end.names),
        ),
        ("输出格式", "formats", style(end) != style(other_end)),
    ]
    .into_iter()
    .find_map(|(zh, en, differs)| differs.then(|| Message::fixed(zh, en)))
}

fn missing<T>(found: &BTreeMap<Shard, T>) -> Vec<Shard> {
    let count = found.keys().next().map_or(0, |shard| shard.count);
    (1..=count)
        .map(|number| Shard { number, count })
        .filter(|shard| !found.contains_key(shard))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_of_the_missing_are_named() {
        let missing = |numbers: &[u32], count: usize| ShardsError::Missing {
            first: numbers
                .iter()
                .map(|&number| Shard { number, count: 9 })
                .collect(),
            count,
        };
        for (error, told) in [
            (
                missing(&[2, 3], 2),
                "shard 2/9, 3/9 is missing; name its directory too",
            ),
            (
                missing(&[1, 2, 3, 4, 5], 8),
                "shards 1/9, 2/9, 3/9, 4/9, 5/9 and 3 more are missing; name their directories too",
            ),
        ] {
            assert_eq!(error.to_string(), told);
        }
    }
}
