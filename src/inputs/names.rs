//! The names of files in the output.
//!
//! In: files, each with the argument through which it was found. Out: names that are unique, relative and the same on
//! every machine, unless two directories contain the same names. Lost: bytes of names that are not Unicode.

use std::collections::{BTreeMap, HashSet};
use std::path::{Component, Path, PathBuf};

use super::{Input, STDIN_NAME, is_stdin, real};
use crate::error::Error;

/// A file, and the index of the argument through which it was found.
pub(super) struct Found {
    pub(super) file: PathBuf,
    pub(super) relative: String,
    pub(super) root: usize,
    pub(super) error: Option<Error>,
}

/// An argument, and how many names of the directories above it precede the names of its files.
pub(super) struct Root {
    pub(super) parents: Vec<String>,
    pub(super) shown: usize,
}

impl Root {
    pub(super) fn of(directory: &Path) -> Self {
        Self {
            parents: names_of(directory),
            shown: 0,
        }
    }
}

/// The name of an argument, and the names of the directories above it. A relative argument keeps its name as given. One
/// that is absolute or contains `..` is named by its last part, because outputs must not depend on where a directory is
/// on this machine.
pub(super) fn name_of_argument(path: &Path) -> (Vec<String>, String) {
    if is_stdin(path) {
        return (Vec::new(), STDIN_NAME.to_owned());
    }
    let as_given = path
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if as_given {
        return (Vec::new(), slashed(path));
    }
    let mut names = names_of(&real(path).unwrap_or_else(|| path.to_owned()));
    let name = names.pop().unwrap_or_default();
    (names, name)
}

fn names_of(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

/// The name of a file found below a directory; the directory itself has its own name.
pub(super) fn name_below(directory: &Path, found: &Path) -> String {
    let below = slashed(found.strip_prefix(directory).unwrap_or(found));
    let own = || names_of(directory).pop().unwrap_or_else(|| ".".to_owned());
    if below.is_empty() { own() } else { below }
}

fn slashed(path: &Path) -> String {
    names_of(path).join("/")
}

/// Keeps only the longest name of every file; of equally long names, the alphabetically first.
pub(super) fn drop_duplicates(found: &mut Vec<Found>) {
    let mut best: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let rank = |item: &Found| {
        let parts = item.relative.matches('/').count();
        (std::cmp::Reverse(parts), item.relative.clone())
    };
    for (index, item) in found.iter().enumerate() {
        let file = real(&item.file).unwrap_or_else(|| item.file.clone());
        best.entry(file)
            .and_modify(|kept| {
                if rank(item) < rank(&found[*kept]) {
                    *kept = index;
                }
            })
            .or_insert(index);
    }
    let kept: HashSet<usize> = best.into_values().collect();
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        kept.contains(&(index - 1))
    });
}

/// Puts names of directories before the files' names until all are different.
pub(super) fn name_all(found: Vec<Found>, mut roots: Vec<Root>) -> Vec<Input> {
    loop {
        let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for item in &found {
            owners
                .entry(full_name(item, &roots))
                .or_default()
                .push(item.root);
        }
        let mut grown = HashSet::new();
        for clash in owners.values().filter(|roots| roots.len() > 1) {
            grown.extend(clash.iter().copied());
        }
        grown.retain(|root| roots[*root].shown < roots[*root].parents.len());
        if grown.is_empty() {
            break;
        }
        for (index, root) in roots.iter_mut().enumerate() {
            root.shown += usize::from(grown.contains(&index));
        }
    }
    let mut list: Vec<Input> = found
        .into_iter()
        .map(|item| Input {
            name: full_name(&item, &roots),
            file: item.file,
            error: item.error,
        })
        .collect();
    list.sort_by(|a, b| (&a.name, &a.file).cmp(&(&b.name, &b.file)));
    number_equal_names(&mut list);
    // a number may change the alphabetical order
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

fn full_name(item: &Found, roots: &[Root]) -> String {
    let root = &roots[item.root];
    let front = &root.parents[root.parents.len() - root.shown..];
    let mut name = front.join("/");
    if !name.is_empty() && !item.relative.is_empty() {
        name.push('/');
    }
    name + &item.relative
}

/// Numbers names that are equal because bytes that are not Unicode were lost.
fn number_equal_names(list: &mut [Input]) {
    let mut taken = HashSet::new();
    for input in list {
        input.name = distinct(std::mem::take(&mut input.name), &mut taken);
    }
}

/// The name, with a number after it where it is already taken; marks it as taken.
pub(crate) fn distinct(name: String, taken: &mut HashSet<String>) -> String {
    let mut distinct = name.clone();
    let mut number = 2;
    while !taken.insert(distinct.clone()) {
        distinct = format!("{name}~{number}");
        number += 1;
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_named_below_its_directory() {
        for (directory, found, name) in [
            ("/a/b", "/a/b/c/d.docx", "c/d.docx"),
            ("/a/b", "/a/b/c", "c"),
            ("/a/b", "/a/b", "b"),
            ("/", "/", "."),
        ] {
            assert_eq!(name_below(Path::new(directory), Path::new(found)), name);
        }
    }
}
