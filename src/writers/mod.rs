//! Records to bytes: a table of formats, each a list of files, each with a function from one document to its bytes.
//!
//! In: a [`Document`] and a [`Style`]. Out: the bytes of that document in every file of a format. Functions know nothing of
//! the documents before and after, so documents are encoded side by side and only joined in order; a whole file is
//! `head`, then the documents with `between` between them, then `tail`.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod csv;
pub mod datapackage;
pub mod files;
pub mod flat;
pub mod json;
pub mod sarif;
pub mod schema;
pub mod yaml;

use std::io;

use crate::record::Document;

/// One output format: its name on the command line and its files.
#[derive(Debug)]
pub struct OutputFormat {
    /// Name on the command line.
    pub name: &'static str,
    /// All data in one file, so that it can go to standard output.
    pub nested: bool,
    /// The files.
    pub files: &'static [OutputFile],
    /// A file that describes the others and depends on nothing but the style.
    pub description: Option<Description>,
}

/// A file that is complete before the first document.
#[derive(Debug)]
pub struct Description {
    /// Its name in the output directory.
    pub name: &'static str,
    /// What it says.
    pub text: fn(&Style) -> String,
}

/// One file of a format.
#[derive(Debug)]
pub struct OutputFile {
    /// Its name in the output directory.
    pub name: &'static str,
    /// What stands before the first document.
    pub head: fn(&Style) -> String,
    /// What stands between two documents that both wrote something.
    pub between: &'static str,
    /// What stands after the last document.
    pub tail: &'static str,
    /// Appends one document.
    pub encode: Encode,
}

/// Appends one document to the bytes of a file.
///
/// # Errors
/// None that data can cause; encoders of other crates report through [`io::Error`].
pub type Encode = fn(&Document, &Style, &mut Vec<u8>) -> io::Result<()>;

/// What a user may choose about flat outputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// The variant for double-clicking in Excel: a byte order mark, and `'` before text that Excel would take for a
    /// formula.
    pub excel: bool,
    /// Language of the header row.
    pub header: Header,
}

/// Language of a header row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Header {
    /// The names of the columns.
    #[default]
    En,
    /// Their Chinese titles.
    Zh,
}

/// Every output format, the default first.
pub const FORMATS: &[OutputFormat] = &[
    OutputFormat {
        name: "csv",
        nested: false,
        files: &[
            csv::file::<0>("documents.csv"),
            csv::file::<1>("projects.csv"),
            csv::file::<2>("funding.csv"),
            csv::file::<3>("indicators.csv"),
            csv::file::<4>("tasks.csv"),
            csv::FINDINGS,
        ],
        description: Some(Description {
            name: "datapackage.json",
            text: datapackage::of_csv,
        }),
    },
    OutputFormat {
        name: "json",
        nested: true,
        files: &[OutputFile {
            name: "documents.json",
            head: |_| "[\n".to_owned(),
            between: ",\n",
            tail: "\n]\n",
            encode: json::pretty,
        }],
        description: None,
    },
    OutputFormat {
        name: "jsonl",
        nested: true,
        files: &[OutputFile {
            name: "documents.jsonl",
            head: |_| String::new(),
            between: "",
            tail: "",
            encode: json::line,
        }],
        description: None,
    },
    OutputFormat {
        name: "yaml",
        nested: true,
        files: &[OutputFile {
            name: "documents.yaml",
            head: |_| String::new(),
            between: "",
            tail: "",
            encode: yaml::document,
        }],
        description: None,
    },
];

/// The format of that name.
pub fn format_named(name: &str) -> Option<&'static OutputFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_csv() {
        let names: Vec<_> = FORMATS[0].files.iter().map(|file| file.name).collect();
        let tables: Vec<_> = flat::TABLES
            .iter()
            .map(|table| format!("{}.csv", table.name))
            .collect();
        assert_eq!(names, tables);
    }
}
