//! Complete runs of the program over a tree of small documents, and the files they write.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A text export with one project of this name.
pub(crate) fn text(name: &str) -> String {
    format!(
        "\t项目名称\n\t{name}\n\n\t预算数\n\t11.00\n\n\
         \t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n\t产出指标\n\t数量指标\n\t{name}数量\n\t≥8个\n\n"
    )
}

/// A directory `in` with some good documents, including the seed in every format, and some bad ones.
pub(crate) fn documents(count: usize) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for number in 0..count {
        let name = format!("in/{}/{number}.txt", number % 3);
        put(
            directory.path(),
            &name,
            text(&format!("项目{number}")).as_bytes(),
        );
    }
    for name in ["seed.docx", "seed.txt", "seed.odt"] {
        let bytes = fs::read(samples.join("seed").join(name)).unwrap();
        put(directory.path(), &format!("in/2/{name}"), &bytes);
    }
    put(directory.path(), "in/1/empty.docx", b"");
    put(directory.path(), "in/1/torn.docx", b"PK\x03\x04torn");
    directory
}

/// Writes a file and creates the directories above it.
pub(crate) fn put(directory: &Path, name: &str, bytes: &[u8]) {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A command that runs the program with these arguments in a directory.
pub(crate) fn yusuan(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan"));
    command.env("LC_ALL", "C").current_dir(directory);
    command.stdin(Stdio::null()).args(arguments);
    command
}

/// Runs to the end; asserts that the usage was right and the outputs could be written.
pub(crate) fn run(directory: &Path, arguments: &[&str]) -> Output {
    let output = yusuan(directory, arguments).output().unwrap();
    let status = output.status.code();
    assert!(
        matches!(status, Some(0 | 1)),
        "{arguments:?}: {}",
        stderr(&output)
    );
    output
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The files of a directory with their bytes, including hidden ones.
pub(crate) fn contents(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

/// Fails with the names of the files that differ.
#[track_caller]
pub(crate) fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let differ: Vec<_> = one
        .keys()
        .filter(|name| one[*name] != other[*name])
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

/// The files that a single run from the beginning writes.
pub(crate) fn from_scratch(directory: &Path, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().to_str().unwrap();
    run(
        directory,
        &[&["convert", "in", "--quiet", "-o", to], arguments].concat(),
    );
    contents(out.path())
}

/// The formats that are joined from the bytes of single documents; every build has them.
pub(crate) const FORMATS: &str = "csv,json,jsonl,yaml";
