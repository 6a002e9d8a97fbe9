//! The two lists of pages that a bend changes: one section per bend, one line `page | reason` per page; `#` begins a
//! remark.

use std::path::PathBuf;
use std::sync::Mutex;

/// Tests run in parallel, but only one at a time may shorten a list.
static SHORTENING: Mutex<()> = Mutex::new(());

pub(crate) struct List {
    path: PathBuf,
    lines: Vec<(String, String, String)>,
}

impl List {
    /// Reads `tests/layouts/<name>.txt`.
    pub(crate) fn read(name: &str) -> Self {
        let path =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/layouts/{name}.txt"));
        let mut bend = String::new();
        let mut lines = Vec::new();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if let Some(title) = line.strip_prefix("## ") {
                bend = title.to_owned();
            } else if !line.is_empty() && !line.starts_with("# ") {
                let (page, reason) = line.split_once(" | ").unwrap_or((line, ""));
                lines.push((bend.clone(), page.to_owned(), reason.to_owned()));
            }
        }
        Self { path, lines }
    }

    /// Bend, page and reason of every line.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (String, String, String)> + '_ {
        self.lines.iter().cloned()
    }

    pub(crate) fn has(&self, bend: &str, page: &str) -> bool {
        self.lines
            .iter()
            .any(|line| line.0 == bend && line.1 == page)
    }

    pub(crate) fn count(&self, bend: &str) -> usize {
        self.lines.iter().filter(|line| line.0 == bend).count()
    }

    /// Removes the lines of these pages from the section of a bend.
    pub(crate) fn shorten(&self, bend: &str, pages: &[String]) {
        let _alone = SHORTENING.lock().unwrap();
        let mut section = String::new();
        let mut kept = String::new();
        for line in std::fs::read_to_string(&self.path).unwrap().lines() {
            if let Some(title) = line.strip_prefix("## ") {
                section = title.to_owned();
            }
            let page = line.split(" | ").next().unwrap_or(line);
            if section != bend || !pages.iter().any(|passed| passed == page) {
                kept += line;
                kept.push('\n');
            }
        }
        std::fs::write(&self.path, kept).unwrap();
    }
}
