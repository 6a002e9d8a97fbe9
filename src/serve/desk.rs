//! The files of the page: what was uploaded or found in the directory, and what was read from each.
//!
//! In: files that are read, in any order. Out: a [`Snapshot`] of all of them, sorted by name like the outputs of `convert`.
//! A file of the same name and content takes the place of the earlier one; one of other content gets a number.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::body::Upload;
use super::marks::{Mark, Marks};
use crate::check::config::FILE_NAME;
use crate::finding::Severity;
use crate::message::Message;
use crate::record::Document;
use crate::report::{Part, Report};
use crate::writers::files::write_whole;

/// A file that is kept.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) source: Source,
    pub(super) bytes: u64,
    /// One for each document in it.
    pub(super) parts: Vec<Part>,
}

/// Where its bytes are.
#[derive(Debug)]
pub(super) enum Source {
    /// In the folder of this run.
    Upload(Upload),
    /// In the directory that was given.
    File(PathBuf),
}

impl Kept {
    pub(super) fn path(&self) -> &Path {
        match &self.source {
            Source::Upload(upload) => upload.path(),
            Source::File(path) => path,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let hashes = |kept: &Self| -> Vec<_> {
            let records = kept.parts.iter().map(Part::record);
            records.map(|record| record.sha256.clone()).collect()
        };
        self.bytes == other.bytes && hashes(self) == hashes(other)
    }
}

/// The files, and what people say of their findings.
#[derive(Debug, Default)]
pub(super) struct Desk {
    files: BTreeMap<String, Arc<Kept>>,
    marks: Marks,
    /// Where the marks are kept; `None` keeps them until the program ends.
    marks_file: Option<PathBuf>,
    /// Counts the changes of the files.
    version: u64,
    /// Files of the directory that are not read yet.
    pub(super) waiting: usize,
    snapshot: Option<Arc<Snapshot>>,
}

/// All documents at one moment.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) version: u64,
    /// For each document its file and its place in it.
    pub(super) documents: Vec<(Arc<Kept>, usize)>,
    /// Overview and rows.
    pub(super) json: String,
}

impl Desk {
    /// A desk whose marks are kept in a directory.
    ///
    /// # Errors
    /// `yusuan.yaml` there cannot be read.
    pub(super) fn beside(directory: &Path) -> io::Result<Self> {
        let file = directory.join(FILE_NAME);
        let named = |message: Message| {
            let name = file.display();
            let (zh, en) = (
                format!("{name}：{}", message.zh),
                format!("{name}: {}", message.en),
            );
            io::Error::other(Message::new(zh, en))
        };
        let yaml = match std::fs::read_to_string(&file) {
            Ok(yaml) => yaml,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(named(Message::of_system(&error))),
        };
        Ok(Self {
            marks: Marks::read(&yaml).map_err(named)?,
            marks_file: Some(file),
            ..Self::default()
        })
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Adds a file under its name, or a name with a number, and returns that.
    pub(super) fn add(&mut self, name: &str, kept: Kept) -> String {
        let numbered = |number: usize| match number {
            1 => name.to_owned(),
            number => format!("{name}~{number}"),
        };
        let free = (1..).map(numbered).find(|name| {
            let known = self.files.get(name);
            known.is_none_or(|known| known.is_same(&kept))
        });
        let name = free.unwrap_or_default();
        self.files.insert(name.clone(), Arc::new(kept));
        self.version += 1;
        name
    }

    /// Forgets every file; uploads are deleted once nobody reads them.
    pub(super) fn clear(&mut self) {
        self.files.clear();
        self.snapshot = None;
        self.version += 1;
    }

    /// The text of `yusuan.yaml`.
    pub(super) fn yaml(&self) -> Option<String> {
        (!self.marks.is_empty()).then(|| self.marks.yaml().to_owned())
    }

    /// Takes the marks of an uploaded `yusuan.yaml`.
    ///
    /// # Errors
    /// Those of the configuration.
    pub(super) fn take_marks(&mut self, yaml: &str) -> Result<(), Message> {
        self.marks = Marks::read(yaml)?;
        self.keep_marks()
    }

    /// Sets or removes a mark.
    ///
    /// # Errors
    /// The mark is not possible, or cannot be written beside the data.
    pub(super) fn mark(&mut self, mark: &Mark) -> Result<(), Message> {
        self.marks = self.marks.with(mark)?;
        self.keep_marks()
    }

    fn keep_marks(&self) -> Result<(), Message> {
        let Some(file) = &self.marks_file else {
            return Ok(());
        };
        write_whole(file, self.marks.yaml().as_bytes()).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
            inner.cloned().unwrap_or_else(|| Message::of_system(&error))
        })
    }

    /// Everything the page shows of the files before it asks for their rows.
    pub(super) fn state(&self) -> Value {
        let files = self.files.iter().map(|(name, kept)| described(name, kept));
        json!({
            "version": self.version,
            "waiting": self.waiting,
            "files": files.collect::<Vec<_>>(),
            "marks": self.marks.json(),
            "marks_file": self.marks_file.as_ref().map(|file| file.display().to_string()),
        })
    }

    /// The documents of all files, in the order of their names.
    pub(super) fn documents(&self) -> Vec<(Arc<Kept>, usize)> {
        let places = |kept: &Arc<Kept>| 0..kept.parts.len();
        let files = self.files.values();
        files
            .flat_map(|kept| places(kept).map(|place| (Arc::clone(kept), place)))
            .collect()
    }

    /// The last snapshot, and whether it is out of date.
    pub(super) fn last(&self) -> (Option<Arc<Snapshot>>, u64) {
        (self.snapshot.clone(), self.version)
    }

    /// Keeps a snapshot, unless a newer one is there.
    pub(super) fn keep(&mut self, snapshot: &Arc<Snapshot>) {
        let newer = self
            .snapshot
            .as_ref()
            .is_some_and(|kept| kept.version > snapshot.version);
        if !newer {
            self.snapshot = Some(Arc::clone(snapshot));
        }
    }
}

impl Snapshot {
    /// Computes the overview and the rows of documents.
    ///
    /// # Errors
    /// Those of the template, which no input can cause.
    pub(super) fn of(version: u64, documents: Vec<(Arc<Kept>, usize)>) -> io::Result<Self> {
        let mut report = Report::default();
        for part in documents
            .iter()
            .filter_map(|(kept, place)| kept.parts.get(*place))
        {
            report.add_rows(part);
        }
        let live = report.finish_live()?;
        let overview = json!(live.overview);
        let json = format!(
            "{{\"version\":{version},\"overview\":{overview},\"data\":{}}}",
            live.data
        );
        Ok(Self {
            version,
            documents,
            json,
        })
    }
}

/// A file as the list of the page shows it.
pub(super) fn described(name: &str, kept: &Kept) -> Value {
    let documents = kept.parts.iter().map(|part| summary(part.record()));
    json!({ "name": name, "bytes": kept.bytes, "documents": documents.collect::<Vec<_>>() })
}

fn summary(record: &Document) -> Value {
    let count = |severity| {
        let findings = record.findings.iter();
        findings
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let indicators: usize = record
        .projects
        .iter()
        .map(|project| project.indicators.len())
        .sum();
    json!({
        "path": record.path,
        "status": record.status,
        "projects": record.projects.len(),
        "indicators": indicators,
        "findings": [count(Severity::Error), count(Severity::Warning), count(Severity::Info)],
        "error": record.error.as_ref().map(|error| [&error.message_zh, &error.message]),
    })
}
