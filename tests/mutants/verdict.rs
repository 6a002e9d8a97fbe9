//! What must hold for every file, however damaged: one valid record that every output format accepts.

use std::collections::HashSet;

use yusuan::convert::{Options, failed, interpret, read};
use yusuan::document::Table;
use yusuan::document::{Block, Document};
use yusuan::finding::{Findings, Location};
use yusuan::record;
use yusuan::record::blank_record;
use yusuan::writers::{FORMATS, Header, OutputFile, Style};

/// The result for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    /// True when it could be read.
    pub(crate) read: bool,
    /// Number of projects found.
    pub(crate) projects: usize,
}

/// Runs the whole pipeline on a file.
///
/// # Errors
/// What is wrong with the record.
pub(crate) fn examine(name: &str, bytes: &[u8]) -> Result<Seen, String> {
    let options = Options::default();
    let mut findings = Findings::default();
    let (record, tables) = match read(name, bytes, &mut findings) {
        Ok((format, document)) => {
            let mut record = blank_record(name, bytes);
            record.format = Some(format);
            let record = interpret(&document, record, &options, findings);
            (record, shapes(&document))
        }
        Err(error) => (failed(name, bytes, &error), Vec::new()),
    };
    ids(&record)?;
    places(&record, &tables, bytes.len())?;
    outputs(&record)?;
    Ok(Seen {
        read: record.error.is_none(),
        projects: record.projects.len(),
    })
}

/// Checks that ids are unique and findings refer to existing projects and indicators.
fn ids(record: &record::Document) -> Result<(), String> {
    let mut known = HashSet::new();
    for project in &record.projects {
        let indicators = project.indicators.iter().map(|it| &it.indicator_id);
        for id in std::iter::once(&project.project_id).chain(indicators) {
            if !known.insert(id.as_str()) {
                return Err("an id stands twice".to_owned());
            }
        }
    }
    let mut findings = HashSet::new();
    for finding in &record.findings {
        if !findings.insert(&finding.finding_id) {
            return Err(format!("the finding {} stands twice", finding.code));
        }
        for id in [&finding.project_id, &finding.indicator_id]
            .into_iter()
            .flatten()
        {
            if !known.contains(id.as_str()) {
                return Err(format!("the finding {} names an unknown id", finding.code));
            }
        }
    }
    Ok(())
}

/// Numbers of rows and columns of every table, in the order of the table numbers.
fn shapes(document: &Document) -> Vec<(usize, u32)> {
    fn of(table: &Table) -> (usize, u32) {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        let width = cells.map(|cell| cell.column + cell.column_span).max();
        (table.rows.len(), width.unwrap_or(0))
    }
    fn visit(blocks: &[Block], found: &mut Vec<(usize, u32)>) {
        for table in blocks.iter().filter_map(Block::as_table) {
            found.push(of(table));
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                visit(&cell.blocks, found);
            }
        }
    }
    let mut found = Vec::new();
    visit(&document.blocks, &mut found);
    found
}

/// Checks that all places are inside the document.
fn places(record: &record::Document, tables: &[(usize, u32)], bytes: usize) -> Result<(), String> {
    for finding in &record.findings {
        if !is_inside(finding.location, tables, bytes) {
            return Err(format!("the finding {} is outside", finding.code));
        }
    }
    for project in &record.projects {
        let (first, last) = (project.source.table_first, project.source.table_last);
        if first < 1 || first > last || last as usize > tables.len() {
            return Err("a project is outside".to_owned());
        }
        for indicator in &project.indicators {
            let source = &indicator.source;
            let place = Location {
                table: Some(source.table),
                row: Some(source.row),
                ..Location::default()
            };
            if !is_inside(place, tables, bytes) {
                return Err("an indicator is outside".to_owned());
            }
        }
    }
    Ok(())
}

fn is_inside(place: Location, tables: &[(usize, u32)], bytes: usize) -> bool {
    if place
        .line
        .is_some_and(|line| line < 1 || line as usize > bytes + 1)
    {
        return false;
    }
    let Some(number) = place.table else {
        return place.row.is_none() && place.column.is_none();
    };
    let Some(&(rows, columns)) = (number as usize)
        .checked_sub(1)
        .and_then(|at| tables.get(at))
    else {
        return false;
    };
    place
        .row
        .is_none_or(|row| (1..=rows).contains(&(row as usize)))
        && place
            .column
            .is_none_or(|column| (1..=columns).contains(&column))
}

/// Checks that every format accepts the record and that its output can be read again.
fn outputs(record: &record::Document) -> Result<(), String> {
    let excel = Style {
        excel: true,
        header: Some(Header::Zh),
    };
    for format in FORMATS {
        for file in format.joined() {
            output(record, file, &Style::default())
                .and_then(|()| match format.nested {
                    true => Ok(()),
                    false => output(record, file, &excel),
                })
                .map_err(|error| format!("{}: {error}", file.name))?;
        }
    }
    Ok(())
}

fn output(record: &record::Document, file: &OutputFile, style: &Style) -> Result<(), String> {
    let mut bytes = (file.head)(style).into_bytes();
    (file.encode)(record, style, &mut bytes).map_err(|error| error.to_string())?;
    bytes.extend_from_slice(file.tail.as_bytes());
    readable(file.name, &bytes)
}

/// Reads an output with a foreign reader of its format. YAML is left to the tests of the writers, because reading it
/// takes longer than everything else.
fn readable(name: &str, bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let json = |text: &str| {
        serde_json::from_str::<serde_json::Value>(text)
            .map(drop)
            .map_err(|error| error.to_string())
    };
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("json") => json(text),
        Some("jsonl") if text.lines().count() == 1 => json(text),
        Some("jsonl") => Err("not one line".to_owned()),
        Some("csv") => csv::Reader::from_reader(bytes)
            .records()
            .try_for_each(|row| row.map(drop))
            .map_err(|error| error.to_string()),
        _ => Ok(()),
    }
}
