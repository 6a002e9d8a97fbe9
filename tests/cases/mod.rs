//! The samples and the expected results: `samples/<id>/` holds one disclosure in one or more formats, `golden/<id>/`
//! its records (`records.txt`) and, where the case needs settings of its own, a `case.yaml`.

#![allow(dead_code, reason = "each test looks at a part")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use yusuan::convert::{Options, convert};
use yusuan::record::Document;

/// `case.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The file whose records are the golden ones; `<id>.docx` by default.
    input: Option<String>,
    /// The year given as an option.
    fiscal_year: Option<i32>,
    /// Files of the sample whose records differ in some fields, and why.
    #[serde(default)]
    differs: BTreeMap<String, Difference>,
}

/// The fields in which a format loses what another one holds.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Difference {
    /// Names of the fields that are not compared.
    pub(crate) fields: Vec<String>,
    /// The reason.
    pub(crate) because: String,
}

/// One sample.
#[derive(Debug)]
pub(crate) struct Case {
    /// Name of its folder.
    pub(crate) id: String,
    /// The file whose records are the golden ones.
    pub(crate) input: String,
    /// Its other files.
    pub(crate) others: Vec<String>,
    /// Those of the other files whose records differ, and in what.
    pub(crate) differs: BTreeMap<String, Difference>,
    options: Options,
}

impl Case {
    /// The records of one of the sample's files.
    pub(crate) fn convert(&self, file: &str) -> Document {
        let path = format!("samples/{}/{file}", self.id);
        let bytes = fs::read(root().join(&path)).expect("a sample is read");
        convert(&path, &bytes, &self.options)
    }

    /// The folder of its golden records.
    pub(crate) fn folder(&self) -> PathBuf {
        root().join("golden").join(&self.id)
    }
}

/// The root folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every sample, sorted.
pub(crate) fn all() -> Vec<Case> {
    names(&root().join("samples"))
        .into_iter()
        .map(case)
        .collect()
}

/// Names in a directory, sorted.
pub(crate) fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory of the repository");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("a name in UTF-8"))
        .collect();
    names.sort();
    names
}

fn case(id: String) -> Case {
    let settings = root().join("golden").join(&id).join("case.yaml");
    let settings: Settings = match fs::read_to_string(&settings) {
        Ok(yaml) => serde_saphyr::from_str(&yaml)
            .unwrap_or_else(|error| panic!("{}: {error}", settings.display())),
        Err(_) => Settings::default(),
    };
    let input = settings.input.unwrap_or_else(|| format!("{id}.docx"));
    let mut others = names(&root().join("samples").join(&id));
    others.retain(|name| *name != input);
    for file in settings.differs.keys() {
        assert!(
            others.contains(file),
            "{id}: case.yaml names {file}, which is no sample"
        );
    }
    Case {
        id,
        input,
        others,
        differs: settings.differs,
        options: Options {
            fiscal_year: settings.fiscal_year,
            ..Options::default()
        },
    }
}
