//! The floors of `src/`: a file may use files of its own folder and of lower floors, never those of the same or a
//! higher floor. The arrows are read from the paths in the code, without tests.

use std::collections::{BTreeMap, BTreeSet};
use std::{fs, path::Path};

use regex::{Captures, Regex};

/// The files and folders of `src/`, from the ground up.
const FLOORS: [&str; 14] = [
    " bidi panics ",
    " document format hash limits message text word ",
    " atomic_file error extraction finding shard table user_yaml ",
    " allowance memory ",
    " encoding package place record ",
    " detect pages vocabulary ",
    " inputs readers segment ",
    " archive recognize ",
    " normalize ",
    " check ",
    " compare convert figures ",
    " batch report writers ",
    " journal serve ",
    " cli lib main ",
];

#[test]
fn no_file_uses_what_stands_above_it() {
    let floor = |folder: &str| FLOORS.iter().position(|floor| floor.contains(folder));
    for (file, used) in &arrows() {
        let own = floor(&folder(file));
        assert!(own.is_some(), "{file} stands on no floor in this test");
        for other in used.iter().filter(|other| folder(other) != folder(file)) {
            let below = floor(&folder(other)) < own || folder(file) == " main ";
            assert!(below, "{file} uses {other}, which does not stand below it");
        }
    }
}

/// A circle may consist of one struct in several files, or of types and the function that dispatches on them.
#[test]
fn no_circle_is_larger_than_five_files_of_one_folder() {
    let arrows = arrows();
    for file in arrows.keys() {
        let mut circle = reached(file, &arrows);
        circle.retain(|other| reached(other, &arrows).contains(file));
        let of_one_folder = circle.iter().all(|other| folder(other) == folder(file));
        assert!(circle.len() <= 5 && of_one_folder, "a circle: {circle:?}");
    }
}

fn folder(file: &str) -> String {
    format!(" {} ", file.split("::").next().unwrap_or_default())
}

fn reached(file: &str, arrows: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![file]);
    while let Some(next) = open.pop() {
        let new = arrows[next]
            .iter()
            .filter(|used| seen.insert((*used).clone()));
        open.extend(new.map(String::as_str));
    }
    seen
}

/// For every file, given as a module path, the files it uses.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let mut code = BTreeMap::new();
    read(Path::new("src"), &mut code);
    let file_of = |mut path: String| {
        while !code.contains_key(&path) {
            path.truncate(path.rfind("::")?);
        }
        Some(path)
    };
    let mut arrows = BTreeMap::new();
    for (file, text) in &code {
        let used = paths(file, text).into_iter().filter_map(file_of);
        arrows.insert(file.clone(), used.filter(|used| used != file).collect());
    }
    arrows
}

fn read(directory: &Path, code: &mut BTreeMap<String, String>) {
    for path in fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let module = path.with_extension("").to_str().unwrap().replace('/', "::");
        let module = module.trim_start_matches("src::").trim_end_matches("::mod");
        if path.is_dir() {
            read(&path, code);
        } else if path.extension().is_some_and(|e| e == "rs") && !module.contains("::tests") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let lines = text.lines().map(|line| line.split("//").next().unwrap());
            code.insert(module.to_owned(), lines.collect());
        }
    }
}

/// The absolute paths in the code of a file. A path that begins with neither `crate` nor `super` may begin with a child
/// module.
fn paths(file: &str, text: &str) -> Vec<String> {
    let tree = Regex::new(r"((?:\w+::)+)\{([^{}]*)\}").unwrap();
    let mut text = text.replace("pub(in crate::", "");
    while tree.is_match(&text) {
        let spread = |tree: &Captures<'_>| {
            let list = tree[2]
                .replace(' ', "")
                .replace(',', &format!(" {}", &tree[1]));
            format!("{}{list} ", &tree[1])
        };
        text = tree.replace_all(&text, spread).into_owned();
    }
    let path = Regex::new(r"(?:\w+::)+\w+").unwrap();
    let paths = path.find_iter(&text).map(|path| path.as_str());
    paths.map(|path| from_root(file, path)).collect()
}

fn from_root(file: &str, path: &str) -> String {
    let mut parts: Vec<&str> = file.split("::").filter(|part| *part != "lib").collect();
    for part in path.split("::") {
        match part {
            "crate" | "yusuan" => parts.clear(),
            "super" => drop(parts.pop()),
            "self" => {}
            part => parts.push(part),
        }
    }
    parts.join("::")
}
