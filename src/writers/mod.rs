//! Writes records to files: a table of formats, each of one of two kinds.
//!
//! In: [`Document`](crate::record::Document)s and a [`Style`]. Out: files. A text format is a function from one
//! document to its bytes in a file; it does not depend on the documents before and after, so that documents are encoded in parallel and only joined in
//! order. A whole file is `head`, then the documents with `between` between them, then `tail`. Parquet and XLSX cannot
//! be joined: a [`TableWriter`] takes the documents in order and keeps no more than a few thousand rows of them.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod csv;
pub mod datapackage;
pub mod files;
pub mod flat;
mod guard;
pub mod json;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
pub mod sarif;
pub mod schema;
#[cfg(feature = "xlsx")]
mod xlsx;
pub mod yaml;

pub use self::output::{
    Begin, Description, Encode, Files, Header, Loss, OutputFile, OutputFormat, Sources, Style,
    TableWriter,
};

/// Every output format, the default first.
pub const FORMATS: &[OutputFormat] = &[
    OutputFormat {
        name: "csv",
        nested: false,
        files: Files::Joined(&[
            csv::file::<0>("documents.csv"),
            csv::file::<1>("projects.csv"),
            csv::file::<2>("funding.csv"),
            csv::file::<3>("indicators.csv"),
            csv::file::<4>("tasks.csv"),
            csv::file::<5>("budget_tables.csv"),
            csv::file::<6>("budget_lines.csv"),
            csv::FINDINGS,
        ]),
        description: Some(Description {
            name: "datapackage.json",
            text: datapackage::of_csv,
        }),
    },
    OutputFormat {
        name: "json",
        nested: true,
        files: Files::Joined(&[OutputFile {
            name: "documents.json",
            head: |_| "[\n".to_owned(),
            between: ",\n",
            tail: "\n]\n",
            encode: json::pretty,
            of_run: false,
        }]),
        description: None,
    },
    OutputFormat {
        name: "jsonl",
        nested: true,
        files: Files::Joined(&[OutputFile {
            name: "documents.jsonl",
            head: |_| String::new(),
            between: "",
            tail: "",
            encode: json::line,
            of_run: false,
        }]),
        description: None,
    },
    OutputFormat {
        name: "yaml",
        nested: true,
        files: Files::Joined(&[OutputFile {
            name: "documents.yaml",
            head: |_| String::new(),
            between: "",
            tail: "",
            encode: yaml::document,
            of_run: false,
        }]),
        description: None,
    },
    #[cfg(feature = "parquet")]
    OutputFormat {
        name: "parquet",
        nested: false,
        files: Files::Tables {
            names: parquet::names,
            begin: parquet::begin,
        },
        description: Some(Description {
            name: "datapackage.json",
            text: datapackage::of_parquet,
        }),
    },
    #[cfg(feature = "xlsx")]
    OutputFormat {
        name: "xlsx",
        nested: false,
        files: Files::Tables {
            names: xlsx::names,
            begin: xlsx::begin,
        },
        description: None,
    },
];

/// The names of the files of every format.
pub fn file_names() -> Vec<String> {
    FORMATS.iter().flat_map(OutputFormat::file_names).collect()
}

/// The format of that name.
pub fn format_named(name: &str) -> Option<&'static OutputFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_csv() {
        let names: Vec<_> = FORMATS[0].joined().iter().map(|file| file.name).collect();
        let tables: Vec<_> = flat::TABLES
            .iter()
            .map(|table| format!("{}.csv", table.name))
            .collect();
        assert_eq!(names, tables);
    }
}
