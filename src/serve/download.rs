//! All files of the page in a format, and the output formats as one zip.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::reply::{Refusal, Reply};
use super::route::Query;
use super::state::State;
use crate::check::config::FILE_NAME;
use crate::record::Document;
use crate::report::{Part, Report};
use crate::writers::files::{Outputs, Piece};
use crate::writers::{Header, OutputFormat, Style, format_named};

/// A name and its content.
type File = (String, Vec<u8>);

/// All files in a format: `yusuan.xlsx`, `yusuan-csv.zip`, `documents.json`, `report.html`, or the marks as `yusuan.yaml`.
pub(super) fn download(state: &State, name: &str, query: &Query) -> Result<Reply, Refusal> {
    let (format, kind) = match name {
        "yusuan.xlsx" => (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        "yusuan-csv.zip" => ("csv", "application/zip"),
        "documents.json" => ("json", "application/json"),
        "report.html" => return page(state),
        FILE_NAME => {
            let yaml = state.desk().yaml().unwrap_or_default();
            return Ok(Reply::file("application/yaml", FILE_NAME, yaml));
        }
        _ => return Err(Refusal::nowhere()),
    };
    let formats = [format_named(format).ok_or_else(Refusal::nowhere)?];
    let style = Style {
        // a file of a zip is opened by a double click
        excel: true,
        header: match query.get("lang") {
            Some("en") => Some(Header::En),
            _ => Some(Header::Zh),
        },
    };
    let documents = state.desk().documents();
    let records = documents
        .iter()
        .filter_map(|(kept, place)| kept.parts.get(*place))
        .map(|part| part.record().clone());
    let bytes = write_formats(records, &formats, &style, &state.folder).and_then(|mut files| {
        if kind != "application/zip" {
            return Ok(files.swap_remove(0).1);
        }
        let yaml = state.desk().yaml();
        files.extend(yaml.map(|yaml| (FILE_NAME.to_owned(), yaml.into_bytes())));
        zipped(&files)
    });
    let bytes = bytes.map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::file(kind, name, bytes))
}

/// The report as one page that needs no server.
fn page(state: &State) -> Result<Reply, Refusal> {
    let documents = state.desk().documents();
    let mut report = Report::default();
    for part in documents
        .iter()
        .filter_map(|(kept, place)| kept.parts.get(*place))
    {
        report.add(Part::clone(part));
    }
    let page = report.finish().map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::file("text/html; charset=utf-8", "report.html", page))
}

/// Writes documents in some formats; the files come sorted by name.
///
/// # Errors
/// Those of the disk.
pub(super) fn write_formats(
    documents: impl Iterator<Item = Document>,
    formats: &[&'static OutputFormat],
    style: &Style,
    folder: &Path,
) -> io::Result<Vec<File>> {
    let directory = tempfile::TempDir::new_in(folder)?;
    let mut outputs = Outputs::in_directory(directory.path(), formats, style)?;
    for document in documents {
        let mut piece = Piece::default();
        piece.push(document, formats, style)?;
        outputs.write(piece)?;
    }
    // a value that has no room in a sheet is marked there
    outputs.finish()?;
    let mut files = Vec::new();
    for entry in fs::read_dir(directory.path())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.push((name, fs::read(entry.path())?));
    }
    files.sort();
    Ok(files)
}

/// A zip archive; its bytes depend on the files alone.
///
/// # Errors
/// More than 4 GB in one file.
pub(super) fn zipped(files: &[File]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().large_file(content.len() as u64 >= 1 << 32);
        writer
            .start_file(name.as_str(), options)
            .map_err(io::Error::other)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish().map_err(io::Error::other)?.into_inner())
}
