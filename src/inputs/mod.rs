//! From paths to the files to convert, each with its name in the output.
//!
//! In: files and directories as a user gave them. Out: every file once, sorted by name, and how many were skipped.
//! Names do not depend on the order of the arguments, nor on the machine, unless two directories contain the same
//! names.

pub mod bytes;
mod names;
mod walk;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use self::names::distinct;
use self::names::{Found, Root, drop_duplicates, name_all, name_below, name_of_argument};
pub use self::walk::NO_DOCUMENT;
pub(crate) use self::walk::is_left_out;
use self::walk::{Item, is_hidden, walk_directory};
use crate::error::Error;

/// The argument that means standard input; a file of this name is given as `./-`.
pub const STDIN: &str = "-";

/// The name of standard input in the output.
pub const STDIN_NAME: &str = "stdin";

/// One file to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path; [`STDIN`] for standard input.
    pub file: PathBuf,
    /// Its name in the output: unique, with `/` on every system.
    pub name: String,
    /// The error, where it is already known that the file cannot be read.
    pub error: Option<Error>,
}

/// The result of looking for files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The files, sorted by name.
    pub list: Vec<Input>,
    /// Files in directories that are not documents: hidden files, owner files of Office, images, archives, links.
    pub skipped: usize,
    /// The names of the skipped files that are not hidden, sorted.
    pub skipped_names: Vec<String>,
    /// The names of files in directories that yusuan itself wrote, sorted. They are skipped too.
    pub own_outputs: Vec<String>,
    /// Number of arguments that do not exist. They are in `list` too.
    pub missing: usize,
}

/// How directories are searched.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// Follow symbolic links inside directories. Links that are given as arguments are always followed.
    pub follow_links: bool,
    /// Open the zip archives in directories. Archives that are given as arguments are always opened.
    pub archives: bool,
    /// A directory to skip: the one for the outputs.
    pub exclude: Option<PathBuf>,
}

/// Finds every file below the arguments. A file that is reached through several arguments is listed once, by its
/// longest name. Where two files would have the same name, names of the directories above their arguments are put
/// before it.
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
                    relative: name_below(&base, &file),
                    file,
                    root,
                    error,
                }),
                Item::Skipped(file) => {
                    inputs.skipped += 1;
                    if !is_hidden(&file) {
                        inputs.skipped_names.push(name_below(&base, &file));
                    }
                }
                Item::Own(file) => inputs.own_outputs.push(name_below(&base, &file)),
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
    inputs.own_outputs.sort();
    inputs
}

/// True for the argument that means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == STDIN
}

fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
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
                // the directories have equal names too: the first file takes the name of the directory above, which is
                // the temporary one
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
            // cut off, but still readable in part
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
