//! The types of an output format: its files, and the functions that turn documents into their bytes.

use super::files::Losses;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atomic_file::Part;
use crate::message::Message;
use crate::record::Document;

/// One output format: its name on the command line and its files.
#[derive(Debug)]
pub struct OutputFormat {
    /// Name on the command line.
    pub name: &'static str,
    /// True when all data is in one file, so that it can go to standard output.
    pub nested: bool,
    /// The files.
    pub files: Files,
    /// A file that describes the others and depends only on the style.
    pub description: Option<Description>,
}

impl OutputFormat {
    /// The files that are joined from the bytes of single documents.
    pub fn joined(&self) -> &'static [OutputFile] {
        match &self.files {
            Files::Joined(files) => files,
            Files::Tables { .. } => &[],
        }
    }

    /// The names of all its files.
    pub fn file_names(&self) -> Vec<String> {
        let mut names: Vec<String> = match &self.files {
            Files::Joined(files) => files.iter().map(|file| file.name.to_owned()).collect(),
            Files::Tables { names, .. } => names(),
        };
        names.extend(self.description.iter().map(|file| file.name.to_owned()));
        names
    }
}

/// How the files of a format are made.
#[derive(Debug)]
pub enum Files {
    /// Joined from the bytes of single documents.
    Joined(&'static [OutputFile]),
    /// Made from all documents together.
    Tables {
        /// Their names in the output directory.
        names: fn() -> Vec<String>,
        /// Begins all files.
        begin: Begin,
    },
}

/// Begins the files of a format; they are passed in the order of their names.
///
/// # Errors
/// Those of the disk.
pub type Begin = fn(Vec<Part>, &Style) -> io::Result<Box<dyn TableWriter>>;

/// A value that a format had no room for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Name of the format.
    pub format: &'static str,
    /// Path of the document.
    pub path: String,
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The value; only the beginning of a long text.
    pub value: String,
    /// True when the beginning of the text was kept; else the cell is empty.
    pub cut: bool,
}

impl Loss {
    /// The loss as a message.
    pub fn message(&self) -> Message {
        let (zh, en) = if self.cut {
            (
                "超过单元格的长度上限，已截断",
                "is too long for a cell and was truncated",
            )
        } else {
            (
                "超出该列类型的范围，已留空",
                "is outside the range of its column and was left empty",
            )
        };
        let Self {
            format,
            path,
            table,
            column,
            value,
            ..
        } = self;
        Message::new(
            format!("{path}：{format} 中 {table}.{column} {zh}：{value}"),
            format!("{path}: {table}.{column} {en} in {format}: {value}"),
        )
    }
}

/// A file that is complete before the first document is read.
#[derive(Debug)]
pub struct Description {
    /// Its name in the output directory.
    pub name: &'static str,
    /// Its content.
    pub text: fn(&Style) -> String,
}

/// One file of a format.
#[derive(Debug, Clone, Copy)]
pub struct OutputFile {
    /// Its name in the output directory.
    pub name: &'static str,
    /// The text before the first document.
    pub head: fn(&Style) -> String,
    /// The text between two documents that both wrote something.
    pub between: &'static str,
    /// The text after the last document.
    pub tail: &'static str,
    /// Appends one document.
    pub encode: Encode,
    /// True where the rows of a document depend on the documents before it, so that it is encoded when its turn comes.
    pub of_run: bool,
}

/// Appends one document to the bytes of a file.
///
/// # Errors
/// Never because of the data; encoders of other crates report through [`io::Error`].
pub type Encode = fn(&Document, &Style, &mut Vec<u8>) -> io::Result<()>;

/// What a user may choose about the flat outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// The variant for double-clicking in Excel: a byte order mark, and `'` before text that Excel would evaluate or
    /// take for another number or a date.
    pub excel: bool,
    /// Language of the header row; `None` for the default of the format.
    pub header: Option<Header>,
}

/// Language of a header row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Header {
    /// The names of the columns.
    #[default]
    En,
    /// Their Chinese titles.
    Zh,
}

/// The addresses of the files that documents are read from, relative to the outputs.
#[derive(Debug, Clone, Default)]
pub struct Sources(Arc<HashMap<String, String>>);

impl Sources {
    /// From the name of each input to its address.
    pub fn new(addresses: HashMap<String, String>) -> Self {
        Self(Arc::new(addresses))
    }

    /// The address for a document: that of its file, or of the archive it is in.
    pub fn address(&self, path: &str) -> Option<String> {
        let above = |(end, _): (usize, &str)| self.0.get(&path[..end]);
        let own = self.0.get(path);
        own.or_else(|| path.rmatch_indices('/').find_map(above))
            .cloned()
    }
}

/// A format whose files are made from all documents together, while they are being written.
pub trait TableWriter: Send {
    /// Appends a document.
    ///
    /// # Errors
    /// For example, when the disk is full.
    fn append(&mut self, document: &Document, losses: &mut Losses) -> io::Result<()>;

    /// Takes the addresses of the files themselves, for formats that can lead there. Called before the first document.
    fn link(&mut self, _: &Sources) {}

    /// Writes what remains and returns the files.
    ///
    /// # Errors
    /// For example, when the disk is full.
    fn finish(self: Box<Self>) -> io::Result<Vec<Part>>;
}
