//! Converts the words of the program to JSON: they are read at every start, and reading YAML takes ten times as long.
//!
//! In: the YAML files that people edit. Out: for each a JSON file of the same name in the build directory. A file that
//! is not YAML stops the build with its line. Lost: comments. A word that YAML takes for a number or for true would
//! make the tests fail.

use std::path::Path;
use std::{env, fs};

const FILES: [&str; 9] = [
    "src/vocabulary/labels.yaml",
    "src/vocabulary/grammar.yaml",
    "src/vocabulary/budget.yaml",
    "src/vocabulary/levels.yaml",
    "src/vocabulary/titles.yaml",
    "src/vocabulary/units.yaml",
    "src/vocabulary/values.yaml",
    "src/vocabulary/checks.yaml",
    "src/check/rules.yaml",
];

fn main() {
    let Some(directory) = env::var_os("OUT_DIR") else {
        panic!("cargo says where the files of a build stand");
    };
    for file in FILES {
        println!("cargo::rerun-if-changed={file}");
        let file = Path::new(file);
        let json = json_of(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name = Path::new(file.file_name().unwrap_or_default()).with_extension("json");
        let written = fs::write(Path::new(&directory).join(&name), json);
        written.unwrap_or_else(|error| panic!("{}: {error}", name.display()));
    }
}

fn json_of(file: &Path) -> Result<String, String> {
    let yaml = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let words: serde_json::Value =
        serde_saphyr::from_str(&yaml).map_err(|error| error.to_string())?;
    Ok(words.to_string())
}
