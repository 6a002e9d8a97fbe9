//! The floors of `src/`: a file may use what stands on its own floor or below, never what stands above. Read from `use` lines and paths;
//! tests inside the files are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

/// From the ground up: the files and folders of `src/` by name. Those of one line do not use each other.
const FLOORS: [&[&str]; 12] = [
    &["document", "format", "hash", "limits", "message", "word"],
    &[
        "atomic_file",
        "error",
        "extraction",
        "finding",
        "shard",
        "table",
        "user_yaml",
    ],
    &["encoding", "package", "place", "record"],
    &["detect", "vocabulary"],
    &["inputs", "readers", "segment"],
    &["archive", "recognize"],
    &["normalize"],
    &["check"],
    &["compare", "convert"],
    &["batch", "report", "writers"],
    &["journal"],
    &["lib", "main", "cli"],
];

/// Largest circle of files, all in one folder: a struct in several files, or types beside the function that hands out the work.
const MAX_CIRCLE: usize = 5;

type Name = Vec<String>;

#[test]
fn no_file_uses_what_stands_above_it() {
    let arrows = arrows();
    let floor = |file: &Name| {
        let room = file.first().map_or("lib", String::as_str);
        let place = FLOORS.iter().position(|rooms| rooms.contains(&room));
        place.unwrap_or_else(|| panic!("src/{room} stands on no floor of tests/architecture.rs"))
    };
    for (file, used) in &arrows {
        for other in used.iter().filter(|other| other.first() != file.first()) {
            let below = floor(other) < floor(file) || floor(file) == FLOORS.len() - 1;
            assert!(
                below,
                "{} uses {}, which stands above or beside it",
                file.join("/"),
                other.join("/")
            );
        }
    }
}

#[test]
fn circles_are_small() {
    let arrows = arrows();
    let reached: BTreeMap<&Name, BTreeSet<&Name>> = arrows
        .keys()
        .map(|file| (file, reached_from(file, &arrows)))
        .collect();
    for (file, seen) in &reached {
        let circle: Vec<&&Name> = seen
            .iter()
            .filter(|other| reached[*other].contains(file))
            .collect();
        let folder = &file[..file.len().min(1)];
        let of_one_folder = circle.iter().all(|other| other.starts_with(folder));
        assert!(
            circle.len() <= MAX_CIRCLE && of_one_folder,
            "a circle: {circle:?}"
        );
    }
}

fn reached_from<'a>(
    file: &'a Name,
    arrows: &'a BTreeMap<Name, BTreeSet<Name>>,
) -> BTreeSet<&'a Name> {
    let mut seen = BTreeSet::new();
    let mut open = vec![file];
    while let Some(next) = open.pop() {
        open.extend(arrows[next].iter().filter(|other| seen.insert(*other)));
    }
    seen
}

/// Every file with the files it uses.
fn arrows() -> BTreeMap<Name, BTreeSet<Name>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut texts = BTreeMap::new();
    read(&src, &src, &mut texts);
    let arrow = |file: &Name, path: Name| {
        let depth = (0..=path.len())
            .rev()
            .find(|depth| texts.contains_key(&path[..*depth]))?;
        (path[..depth] != file[..]).then(|| path[..depth].to_vec())
    };
    let used = |(file, text): (&Name, &String)| {
        let used = paths(file, text, &texts)
            .into_iter()
            .filter_map(|path| arrow(file, path));
        (file.clone(), used.collect())
    };
    texts.iter().map(used).collect()
}

fn read(src: &Path, directory: &Path, texts: &mut BTreeMap<Name, String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if path.is_dir() && stem != "tests" {
            read(src, &path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") && stem != "tests" {
            let place = path.strip_prefix(src).unwrap().with_extension("");
            let mut name: Name = place
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            if stem == "mod" || place == Path::new("lib") {
                name.pop();
            }
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap();
            let code = text
                .lines()
                .map(|line| line.split("//").next().unwrap_or_default());
            texts.insert(name, code.collect::<Vec<_>>().join(" "));
        }
    }
}

/// What the code of a file names, from the root on: its `use` trees, and paths that begin at the root, above it, or in a file below it.
fn paths(file: &Name, text: &str, texts: &BTreeMap<Name, String>) -> Vec<Name> {
    let below: String = (texts
        .keys()
        .filter(|other| other.len() == file.len() + 1 && other.starts_with(file)))
    .map(|other| format!("|{}", other[file.len()]))
    .collect();
    let start = format!("(?:crate|yusuan|super|self{below})");
    let tree = Regex::new(&format!(r"\buse\s+({start}\b[^;]*);")).unwrap();
    let path = Regex::new(&format!(r"(?:^|[^\w:]){start}(?:::\w+)+")).unwrap();
    let text = text.replace("pub(in crate::", "");
    let mut found = Vec::new();
    for tree in tree.captures_iter(&text) {
        expand("", &tree[1], &mut found);
    }
    let rest = tree.replace_all(&text, "");
    found.extend(path.find_iter(&rest).map(|path| path.as_str().to_owned()));
    found.iter().map(|path| from_root(file, path)).collect()
}

fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
    let Some((prefix, list)) = tree.split_once('{') else {
        return found.push(format!("{before}{tree}"));
    };
    let (before, mut depth, mut start) = (format!("{before}{prefix}"), 0, 0);
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                expand(&before, &list[start..at], found);
                start = at + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
}

fn from_root(file: &Name, path: &str) -> Name {
    let words = path
        .split("::")
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_'));
    let mut name = file.clone();
    for (index, word) in words.enumerate() {
        match word {
            "crate" | "yusuan" if index == 0 => name.clear(),
            "super" => drop(name.pop()),
            "self" => {}
            word => name.push(word.to_owned()),
        }
    }
    name
}
