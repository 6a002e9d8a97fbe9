//! Paths to the files that are converted, each with the name it has in the output.
//!
//! In: files and directories as a user gave them. Out: every file once, sorted by name, and how many were skipped. Names
//! do not depend on the order of the arguments, and on the machine only where two directories hold the same names.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::batch;
use crate::error::Error;
use crate::format::{self, Format};

/// The argument that stands for standard input; a file of this name is `./-`.
pub const STDIN: &str = "-";

/// What standard input is called in the output.
pub const STDIN_NAME: &str = "stdin";

/// One file to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is; [`STDIN`] for standard input.
    pub file: PathBuf,
    /// What it is called in the output: unique, with `/` on every system.
    pub name: String,
    /// Why it cannot be read, where that is already known.
    pub error: Option<Error>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The files, sorted by name.
    pub list: Vec<Input>,
    /// Files in directories that are no documents: hidden files, owner files of Office, images, archives, links.
    pub skipped: usize,
    /// The names of those that are not hidden, sorted.
    pub skipped_names: Vec<String>,
    /// Arguments that do not exist. They are in `list` too.
    pub missing: usize,
}

/// How directories are walked.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// Follow symbolic links inside directories. Links that are given as arguments are always followed.
    pub follow_links: bool,
    /// Open the zip archives in directories. Archives that are given as arguments are always opened.
    pub archives: bool,
    /// A directory that is left out: the one the outputs go to.
    pub exclude: Option<PathBuf>,
}

/// A file and the argument it was found through.
struct Found {
    file: PathBuf,
    relative: String,
    root: usize,
    error: Option<Error>,
}

/// An argument, and how many of its directories' names stand before the names of its files.
struct Root {
    parents: Vec<String>,
    shown: usize,
}

/// Finds every file below the arguments. A file that is reached through several of them is listed once, by its longest
/// name. Where two files would have one name, the names of the directories they were found in are put in front.
pub fn collect(paths: &[PathBuf], walk: &Walk) -> Inputs {
    let mut inputs = Inputs::default();
    let mut roots = Vec::new();
    let mut found = Vec::new();
    let exclude = walk.exclude.as_ref().and_then(|dir| real(dir));
    for path in paths {
        let root = roots.len();
        if path.is_dir() {
            let base = real(path).unwrap_or_else(|| path.clone());
            roots.push(Root::of(&base));
            walk_directory(&base, walk, exclude.as_deref(), |item| match item {
                Item::File(file, error) => found.push(Found {
                    relative: slashed(file.strip_prefix(&base).unwrap_or(&file)),
                    file,
                    root,
                    error,
                }),
                Item::Skipped(file) => {
                    inputs.skipped += 1;
                    if !is_hidden(&file) {
                        let name = slashed(file.strip_prefix(&base).unwrap_or(&file));
                        inputs.skipped_names.push(name);
                    }
                }
            });
        } else {
            let missing = !is_stdin(path) && fs::symlink_metadata(path).is_err();
            inputs.missing += usize::from(missing);
            let (parents, relative) = name_of_argument(path);
            roots.push(Root { parents, shown: 0 });
            found.push(Found {
                file: path.clone(),
                relative,
                root,
                error: None,
            });
        }
    }
    if paths.len() > 1 || walk.follow_links {
        drop_duplicates(&mut found);
    }
    inputs.list = name_all(found, roots);
    inputs.skipped_names.sort();
    inputs
}

/// True for the argument that stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

impl Root {
    fn of(directory: &Path) -> Self {
        Self {
            parents: names_of(directory),
            shown: 0,
        }
    }
}

/// A relative argument keeps its name as given; one that is absolute or climbs up is called by its last part, because
/// where a directory stands on this machine is nobody's business. Also gives the directories it stands in.
fn name_of_argument(path: &Path) -> (Vec<String>, String) {
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

fn slashed(path: &Path) -> String {
    names_of(path).join("/")
}

enum Item {
    File(PathBuf, Option<Error>),
    Skipped(PathBuf),
}

/// Calls back with everything below a directory, in no particular order.
fn walk_directory(base: &Path, walk: &Walk, exclude: Option<&Path>, mut each: impl FnMut(Item)) {
    let mut left = vec![base.to_owned()];
    // Only links can lead back to where we came from.
    let mut visited = HashSet::new();
    while let Some(directory) = left.pop() {
        if walk.follow_links && !visited.insert(real(&directory)) {
            continue;
        }
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) => {
                each(Item::File(directory, Some(Error::unreadable(&error))));
                continue;
            }
        };
        for entry in entries {
            let Ok(entry) = entry else { continue };
            let path = entry.path();
            let kind = if walk.follow_links {
                fs::metadata(&path).map(|metadata| metadata.file_type())
            } else {
                entry.file_type()
            };
            match kind {
                Ok(_) if is_hidden(&path) => each(Item::Skipped(path)),
                Ok(kind) if kind.is_dir() && Some(path.as_path()) != exclude => left.push(path),
                Ok(kind) if kind.is_file() && is_wanted(&path, walk) => {
                    each(Item::File(path, None))
                }
                _ => each(Item::Skipped(path)),
            }
        }
    }
}

/// Hidden files, and the files by which Word and WPS mark a document as open.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    })
}

/// Extensions of pictures, sound, archives, programs, data and the parts of saved web pages. In a directory such a file
/// is read only when it begins like a Word file or a workbook; a file that is given itself is always tried. Lower
/// case, sorted.
pub const NO_DOCUMENT: &[&str] = &[
    "7z", "avi", "bat", "bin", "bmp", "bz2", "c", "cer", "cfg", "cpp", "css", "csv", "db", "dll",
    "dmg", "emf", "eot", "exe", "gif", "go", "gz", "h", "heic", "ico", "ini", "iso", "jar", "java",
    "jpeg", "jpg", "js", "json", "jsonl", "key", "lnk", "lock", "log", "m4a", "md", "mjs", "mkv",
    "mov", "mp3", "mp4", "msi", "ndjson", "ogg", "otf", "parquet", "png", "psd", "py", "pyc", "r",
    "rar", "rs", "scss", "sh", "so", "sql", "sqlite", "svg", "tar", "tgz", "thmx", "tif", "tiff",
    "toml", "torrent", "ts", "tsv", "ttf", "url", "wav", "webm", "webp", "wmf", "wmv", "woff",
    "woff2", "xz", "yaml", "yml", "zip", "zst",
];

/// True for what is skipped in a directory or an archive: hidden files, owner files, and files that are no documents.
pub(crate) fn is_left_out(path: &Path) -> bool {
    is_hidden(path) || is_no_document(path)
}

fn is_wanted(path: &Path, walk: &Walk) -> bool {
    let is_zip = || {
        path.extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
    };
    !is_no_document(path) || walk.archives && is_zip() || is_document_within(path)
}

/// True for a document whose name says that it is none, as when a Word file was saved as `a.jpg`. Most files are told by
/// their first bytes. Text and pages are not looked for: scripts and style sheets are text too.
fn is_document_within(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
    if read.is_err() || !format::may_be_container(&head) {
        return false;
    }
    let whole = batch::read_file(path).unwrap_or_default();
    matches!(format::of_content("", &whole), Ok(format) if format != Format::Zip)
}

/// Bytes by which a container of documents is told from others.
const HEAD_BYTES: u64 = 512;

fn is_no_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        let extension = extension.to_string_lossy().to_lowercase();
        NO_DOCUMENT.binary_search(&extension.as_str()).is_ok()
    })
}

/// Keeps of every file its longest name, and of equally long ones the first by the alphabet.
fn drop_duplicates(found: &mut Vec<Found>) {
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

/// Puts directories in front of the names until all are different.
fn name_all(found: Vec<Found>, mut roots: Vec<Root>) -> Vec<Input> {
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
    // A number can move a name behind its neighbour.
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

/// Names that are equal because they are no Unicode and lost what told them apart.
fn number_equal_names(list: &mut [Input]) {
    let mut taken = HashSet::new();
    for input in list {
        input.name = distinct(std::mem::take(&mut input.name), &mut taken);
    }
}

/// The name, or with a number behind it when it is taken; takes it.
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

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        for file in files {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        directory
    }

    fn names(directory: &tempfile::TempDir, arguments: &[&str]) -> Vec<String> {
        let paths: Vec<_> = arguments
            .iter()
            .map(|name| directory.path().join(name))
            .collect();
        let inputs = collect(&paths, &Walk::default());
        inputs.list.into_iter().map(|input| input.name).collect()
    }

    #[test]
    fn extensions_are_sorted() {
        assert!(NO_DOCUMENT.is_sorted());
    }

    #[test]
    fn names_are_relative_unique_and_sorted() {
        let files = ["a/x.docx", "a/b/x.docx", "c/x.docx", "d/c/x.docx", "y.txt"];
        let directory = tree(&files);
        for (arguments, expected) in [
            (
                &["."][..],
                &["a/b/x.docx", "a/x.docx", "c/x.docx", "d/c/x.docx", "y.txt"][..],
            ),
            (&["a"], &["b/x.docx", "x.docx"]),
            (&["a/x.docx", "y.txt", "y.txt"], &["x.docx", "y.txt"]),
            (&["a", "a/b"], &["b/x.docx", "x.docx"]),
            (&["a/b", "a"], &["b/x.docx", "x.docx"]),
            (&["a", "c"], &["a/b/x.docx", "a/x.docx", "c/x.docx"]),
            (&["c", "d/c", "y.txt"], &["d/c/x.docx", "y.txt"]),
            (&["c/x.docx", "a/x.docx"], &["a/x.docx", "c/x.docx"]),
        ] {
            let mut found = names(&directory, arguments);
            if arguments == ["c", "d/c", "y.txt"] {
                // Equal down to the directories' own names: the first takes the name of the directory above, which
                // is the temporary one.
                let first = found
                    .iter()
                    .position(|name| name.ends_with("/c/x.docx") && !name.starts_with("d/"));
                found.remove(first.unwrap());
            }
            assert_eq!(found, expected, "{arguments:?}");
        }
    }

    #[test]
    fn what_is_no_document_is_counted() {
        let directory = tree(&[
            "a.docx",
            ".hidden/b.docx",
            ".c.docx",
            "~$a.docx",
            "p.JPG",
            "z.zip",
            "noextension",
        ]);
        let inputs = collect(&[directory.path().to_owned()], &Walk::default());
        let names: Vec<_> = inputs
            .list
            .iter()
            .map(|input| input.name.as_str())
            .collect();
        assert_eq!(names, ["a.docx", "noextension"]);
        assert_eq!(inputs.skipped, 5);
        assert_eq!(inputs.skipped_names, ["p.JPG", "z.zip"]);
    }

    #[test]
    fn a_document_with_the_name_of_a_picture_is_found() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/seed");
        let read = |extension: &str| fs::read(samples.join(format!("seed.{extension}"))).unwrap();
        let (docx, doc) = (read("docx"), read("doc"));
        let directory = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("a.jpg", &docx[..]),
            ("b.zip", &docx),
            ("c.db", &doc),
            ("d.log", &read("rtf")),
            ("e.bin", &read("xlsx")),
            // Cut off, and still to be read in part.
            ("f.jpg", &docx[..docx.len() / 2]),
            ("g.jpg", b"PK\x03\x04 and then a name, [Content_Types].xml"),
            ("h.db", &doc[..512]),
            ("i.js", b"<html><body>x</body></html>"),
            ("j.jpg", b"{\\rt"),
            ("k.jpg", b""),
        ] {
            fs::write(directory.path().join(name), content).unwrap();
        }
        let found = names(&directory, &["."]);
        assert_eq!(found, ["a.jpg", "b.zip", "c.db", "d.log", "e.bin", "f.jpg"]);
    }

    #[test]
    fn an_argument_is_always_tried() {
        let directory = tree(&["p.jpg"]);
        assert_eq!(
            names(&directory, &["p.jpg", "gone.docx"]),
            ["gone.docx", "p.jpg"]
        );
    }

    #[test]
    fn the_output_directory_is_left_out() {
        let directory = tree(&["a.txt", "out/yusuan.xlsx"]);
        let walk = Walk {
            exclude: Some(directory.path().join("out")),
            ..Walk::default()
        };
        let inputs = collect(&[directory.path().to_owned()], &walk);
        assert_eq!(inputs.list.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_when_asked() {
        let directory = tree(&["in/a.txt", "outside/b.txt"]);
        let link = |from: &str, to: &str| {
            std::os::unix::fs::symlink(directory.path().join(from), directory.path().join(to))
        };
        link("outside", "in/link").unwrap();
        link("in", "in/loop").unwrap();
        for (follow_links, expected) in [(false, 1), (true, 2)] {
            let walk = Walk {
                follow_links,
                ..Walk::default()
            };
            let inputs = collect(&[directory.path().join("in")], &walk);
            assert_eq!(inputs.list.len(), expected, "{follow_links}");
        }
    }
}
