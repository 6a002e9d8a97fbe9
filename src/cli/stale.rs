//! Removes the half-written files that a killed run left in an output directory.

use std::io;
use std::path::Path;

use yusuan::atomic_file;
use yusuan::{journal, writers};

/// Names that belong to no output format: the journal, the files of `compare`, and the page of `report`.
const OTHER_FILES: [&str; 5] = [
    journal::FILE_NAME,
    "comparisons.txt",
    "comparisons.csv",
    "comparisons.json",
    "report.html",
];

/// Removes such files. No other run may be writing to the directory; the journal's lock ensures this.
pub(super) fn remove(directory: &Path) -> io::Result<()> {
    let mut names = writers::file_names();
    names.extend(OTHER_FILES.map(str::to_owned));
    atomic_file::remove_stale(directory, &names)
}
