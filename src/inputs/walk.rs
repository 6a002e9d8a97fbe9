//! Which files of a directory are read.
//!
//! In: a directory. Out: its files, including the skipped ones. The kind of a file is determined by its extension; by
//! its first bytes where the extension is not one of a document; by its mark where yusuan itself wrote it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::bytes::read_file;
use super::{Walk, real};
use crate::detect;
use crate::error::Error;
use crate::format::Format;

/// Something found below a directory.
pub(super) enum Item {
    /// A file to read, or a directory that cannot be read.
    File(PathBuf, Option<Error>),
    /// A file that is not a document.
    Skipped(PathBuf),
    /// An output of yusuan.
    Own(PathBuf),
}

/// Calls back with everything found below a directory, in no particular order.
pub(super) fn walk_directory(
    base: &Path,
    walk: &Walk,
    exclude: Option<&Path>,
    mut each: impl FnMut(Item),
) {
    let mut left = vec![base.to_owned()];
    // without links, a walk cannot return to a directory it has visited
    let mut visited = HashSet::new();
    while let Some(directory) = left.pop() {
        if walk.follow_links && !visited.insert(real(&directory)) {
            continue;
        }
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) => {
                let error = Error::unreadable_directory(&error);
                each(Item::File(directory, Some(error)));
                continue;
            }
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // the rest of the directory cannot be listed either
                    let error = Error::unreadable_directory(&error);
                    each(Item::File(directory, Some(error)));
                    break;
                }
            };
            let path = entry.path();
            let kind = if walk.follow_links {
                fs::metadata(&path).map(|metadata| metadata.file_type())
            } else {
                entry.file_type()
            };
            match kind {
                Ok(_) if is_hidden(&path) => each(Item::Skipped(path)),
                Ok(kind) if kind.is_dir() && Some(path.as_path()) != exclude => left.push(path),
                Ok(kind) if kind.is_file() && is_wanted(&path, walk) => each(if is_own(&path) {
                    Item::Own(path)
                } else {
                    Item::File(path, None)
                }),
                _ => each(Item::Skipped(path)),
            }
        }
    }
}

/// True for hidden files, and for the files by which Word and WPS mark a document as open.
pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    })
}

/// Extensions of pictures, sound, archives, programs, data and the parts of saved web pages. In a directory, such a
/// file is read only when it begins like a Word file or a workbook; a file that is given as an argument is always
/// tried. Lower case, sorted.
pub const NO_DOCUMENT: &[&str] = &[
    "7z", "avi", "bat", "bin", "bmp", "bz2", "c", "cer", "cfg", "cpp", "css", "csv", "db", "dll",
    "dmg", "emf", "eot", "exe", "gif", "go", "gz", "h", "heic", "ico", "ini", "iso", "jar", "java",
    "jpeg", "jpg", "js", "json", "jsonl", "key", "lnk", "lock", "log", "m4a", "md", "mjs", "mkv",
    "mov", "mp3", "mp4", "msi", "ndjson", "ogg", "otf", "parquet", "png", "psd", "py", "pyc", "r",
    "rar", "rs", "scss", "sh", "so", "sql", "sqlite", "svg", "tar", "tgz", "thmx", "tif", "tiff",
    "toml", "torrent", "ts", "tsv", "ttf", "url", "wav", "webm", "webp", "wmf", "wmv", "woff",
    "woff2", "xz", "yaml", "yml", "zip", "zst",
];

/// True for files that are skipped in a directory or an archive: hidden files, owner files, and files that are not
/// documents.
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

/// True for a document with the extension of another kind of file, such as a Word file saved as `a.jpg`. The first
/// bytes rule out most files. Text and web pages are not looked for, because scripts and style sheets are text too.
fn is_document_within(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
    if read.is_err() || !detect::may_be_container(&head) {
        return false;
    }
    let whole = read_file(path).unwrap_or_default();
    matches!(detect::of_content("", &whole), Ok(format) if format != Format::Zip)
}

/// True for an output of yusuan among the documents. A page is recognized by the mark in its head, whatever its name.
/// The mark of a workbook is deep inside, so only files with the usual name are opened; under another name the reader
/// recognizes it.
fn is_own(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    match extension.to_lowercase().as_str() {
        "html" | "htm" => {
            let mut head = Vec::new();
            let read =
                File::open(path).and_then(|file| file.take(HEAD_BYTES).read_to_end(&mut head));
            read.is_ok() && detect::is_own_page(&head)
        }
        "xlsx" if file_name(path).starts_with(OWN_NAME) => {
            read_file(path).is_ok_and(|bytes| detect::is_own_workbook(&bytes))
        }
        _ => false,
    }
}

/// How the name of our workbook begins; most copies and renamed files keep it.
const OWN_NAME: &str = "yusuan";

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// How many bytes suffice to recognize a container of documents.
const HEAD_BYTES: u64 = 512;

fn is_no_document(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        let extension = extension.to_string_lossy().to_lowercase();
        NO_DOCUMENT.binary_search(&extension.as_str()).is_ok()
    })
}
