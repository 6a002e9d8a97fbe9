//! One XLSX workbook for people: first an overview and a sheet with one row per project, then one sheet per table.
//!
//! In: documents in order. Out: a file whose bytes depend only on the documents and the style. Rows wait in temporary
//! files in the same directory; of each document only what the overview needs is kept. Text is always written as text, so that
//! nothing is evaluated and a code keeps its zeros; dates are dates, and decimals are numbers that show their own scale, money
//! two decimals. In a Chinese workbook codes are Chinese words.
//!
//! Excel has only binary numbers of 15 digits, so a decimal with more digits is written as text. A text longer than
//! [`SHEET_TEXT`](crate::limits::SHEET_TEXT) is cut, marked with the number of missing characters, and listed as a [`Loss`]. A
//! table with more than [`SHEET_ROWS`] rows continues in another sheet of its name with (2). Lost: the difference between null
//! and an empty text.

mod cells;
mod glance;
mod look;
mod order;
mod overview;
mod sheets;
mod words;

use std::collections::HashMap;
use std::io;
use std::path::Path;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, XlsxError};

use self::look::Look;
use self::order::Field;
use self::overview::{Content, Failure, MOST_ROWS};
use self::sheets::Sheets;
use self::words::Words;
use super::files::Losses;
use super::flat::{Cell, Row, Table};
use super::output::TableWriter;
use super::output::{Header, Loss, Sources, Style};
use crate::atomic_file::Part;
use crate::compare::Comparer;
use crate::detect::OUTPUT_MARK;
use crate::figures::Facts;
use crate::limits::SHEET_ROWS;
use crate::message::Message;
use crate::panics;
use crate::record::{Document, Status};

/// The workbook being written.
struct Book {
    workbook: Workbook,
    part: Part,
    look: Look,
    words: Words,
    header: Header,
    /// The most rows of a sheet, including the header.
    rows_per_sheet: u32,
    glance: Sheets,
    tables: Vec<TableSheets>,
    facts: Facts,
    comparer: Comparer,
    failures: Vec<Failure>,
    failure_count: usize,
    /// For each project, in order, the address of its row.
    addresses: Vec<String>,
    sources: Sources,
}

/// The sheets of one table.
struct TableSheets {
    table: &'static Table,
    fields: Vec<Field>,
    sheets: Sheets,
}

/// The name of the file.
pub(super) fn names() -> Vec<String> {
    vec!["yusuan.xlsx".to_owned()]
}

/// Begins the workbook.
///
/// # Errors
/// Those of the disk.
pub(super) fn begin(parts: Vec<Part>, style: &Style) -> io::Result<Box<dyn TableWriter>> {
    let header = style.header.unwrap_or(Header::Zh);
    let part = parts.into_iter().next();
    let part = part.ok_or_else(|| io::Error::other("no file for the workbook"))?;
    Ok(Box::new(Book::begin(part, header, SHEET_ROWS)?))
}

impl Book {
    fn begin(part: Part, header: Header, rows_per_sheet: u32) -> io::Result<Self> {
        let (look, words) = (Look::new(), Words::builtin(header)?);
        let (workbook, glance, tables) = guarded(part.path(), || {
            let mut workbook = new_workbook(part.path())?;
            // filled at the end, when all sums are known
            workbook.add_worksheet().set_name(words.label("overview"))?;
            let glance = glance::begin(&mut workbook, &look, &words)?;
            let mut begin = |table| TableSheets::begin(table, &mut workbook, &look, &words, header);
            let mut tables = Vec::new();
            for table in order::tables() {
                tables.push(begin(table)?);
            }
            Ok((workbook, glance, tables))
        })?;
        Ok(Self {
            workbook,
            part,
            look,
            words,
            header,
            rows_per_sheet,
            glance,
            tables,
            facts: Facts::default(),
            comparer: Comparer::default(),
            failures: Vec::new(),
            failure_count: 0,
            addresses: Vec::new(),
            sources: Sources::default(),
        })
    }

    /// Keeps what the overview needs.
    fn count(&mut self, document: &Document) {
        self.facts.add(document);
        self.comparer.add(document);
        if !matches!(document.status, Status::Failed | Status::Partial) {
            return;
        }
        self.failure_count += 1;
        if self.failures.len() < MOST_ROWS {
            self.failures.push(Failure {
                path: document.path.clone(),
                status: document.status.as_str(),
                why: document.error.clone(),
            });
        }
    }

    /// Writes the row of every project of a document; returns their addresses by project.
    fn glance<'a>(
        &mut self,
        document: &'a Document,
    ) -> Result<HashMap<&'a str, String>, XlsxError> {
        let link = self.sources.address(&document.path);
        let link = link.map(|address| Url::new(format!("file:///{address}")));
        let mut addresses = HashMap::new();
        for project in &document.projects {
            let link = link.as_ref().filter(|_| self.glance.take_link());
            let address = glance::write(
                &mut self.glance,
                (&mut self.workbook, self.rows_per_sheet),
                (document, project),
                link,
                (&self.look, &self.words),
            )?;
            self.addresses.push(address.clone());
            addresses.insert(project.project_id.as_str(), address);
        }
        Ok(addresses)
    }
}

impl TableWriter for Book {
    fn append(&mut self, document: &Document, losses: &mut Losses) -> io::Result<()> {
        self.count(document);
        let path = self.part.path().to_owned();
        guarded(&path, || {
            let projects = self.glance(document)?;
            let source = self.sources.address(&document.path);
            for sheets in &mut self.tables {
                let mut pen = Pen {
                    workbook: &mut self.workbook,
                    most: self.rows_per_sheet,
                    look: &self.look,
                    words: &self.words,
                    projects: &projects,
                    source: source.as_deref(),
                };
                let mut result = Ok(());
                (sheets.table.rows)(document, &mut |row| {
                    if result.is_ok() {
                        result = sheets.write(&mut pen, row);
                    }
                    sheets.note_losses(document, row, losses);
                });
                result?;
            }
            Ok(())
        })
    }

    fn link(&mut self, sources: &Sources) {
        self.sources = sources.clone();
    }

    fn finish(mut self: Box<Self>) -> io::Result<Vec<Part>> {
        let path = self.part.path().to_owned();
        let repeats = self.comparer.repeats();
        let figures = self.facts.figures(&repeats);
        let rows = figures.largest.iter();
        let rows: Vec<_> = rows
            .map(|project| self.addresses.get(project.index).cloned())
            .collect();
        let content = Content {
            figures: &figures,
            failures: &self.failures,
            failure_count: self.failure_count,
            rows: &rows,
            chinese: self.header == Header::Zh,
        };
        guarded(&path, || {
            self.glance.close(&mut self.workbook)?;
            for sheets in &mut self.tables {
                sheets.sheets.close(&mut self.workbook)?;
            }
            let sheet = self.workbook.worksheet_from_index(0)?;
            overview::fill(sheet, &content, (&self.look, &self.words))?;
            self.workbook.save_to_writer(&mut self.part)
        })?;
        Ok(vec![self.part])
    }
}

/// What writing a row needs.
struct Pen<'a> {
    workbook: &'a mut Workbook,
    most: u32,
    look: &'a Look,
    words: &'a Words,
    /// For each project of the document the address of its row.
    projects: &'a HashMap<&'a str, String>,
    /// The address of the file itself.
    source: Option<&'a str>,
}

impl TableSheets {
    fn begin(
        table: &'static Table,
        workbook: &mut Workbook,
        look: &Look,
        words: &Words,
        header: Header,
    ) -> Result<Self, XlsxError> {
        let (fields, grouped) = order::fields(table, header);
        let title = |field: &Field| match (field, header) {
            (Field::Column(column), Header::En) => column.name.to_owned(),
            (Field::Column(column), Header::Zh) => column.title.to_owned(),
            (Field::Rule, _) => words.label("rule").to_owned(),
            (Field::Budget, _) => words.label("budget_wan").to_owned(),
        };
        let name = match header {
            Header::En => table.name,
            Header::Zh => table.title,
        };
        let titles = fields.iter().map(title).collect();
        let columns = (order::frozen(table), grouped);
        let sheets = Sheets::begin(workbook, look, name, titles, columns)?;
        Ok(Self {
            table,
            fields,
            sheets,
        })
    }

    fn write(&mut self, pen: &mut Pen<'_>, row: Row<'_>) -> Result<(), XlsxError> {
        let look = pen.look;
        let (sheet, at) = self.sheets.next_row(pen.workbook, look, pen.most)?;
        let mut links = Vec::new();
        let mut notes = Vec::new();
        for (place, field) in (0..).zip(&self.fields) {
            match field {
                Field::Column(column) => {
                    let Some(cell) = (column.cell)(row) else {
                        continue;
                    };
                    let text = cell.text();
                    let word = match cell {
                        Cell::Text(code) => pen.words.code(column.name, code),
                        _ => None,
                    };
                    cells::write(sheet, (at, place), column, cell, word, look)?;
                    notes.push((place, word.unwrap_or(&text).to_owned()));
                    let is_file = column.name == "path" && self.table.name == "documents";
                    if let Some(address) = pen.source.filter(|_| is_file) {
                        links.push((place, format!("file:///{address}"), text.into_owned()));
                    }
                }
                Field::Rule => {
                    let title = row.finding.map(|finding| pen.words.rule(&finding.code));
                    let title = title.unwrap_or_default();
                    sheet.write_string_with_format(at, place, &title, look.text())?;
                    notes.push((place, title.clone()));
                    let project = row
                        .finding
                        .and_then(|finding| finding.project_id.as_deref());
                    if let Some(address) = project.and_then(|id| pen.projects.get(id)) {
                        links.push((place, address.clone(), title));
                    }
                }
                Field::Budget => {
                    let total = row
                        .project
                        .and_then(|project| project.budget.total.as_ref());
                    if let Some(yuan) = total.and_then(|amount| amount.yuan) {
                        let amount = yuan * Decimal::new(1, 4);
                        cells::decimal(sheet, (at, place), amount, look.money(), look)?;
                        notes.push((place, format!("{amount:.2},")));
                    }
                }
            }
        }
        for (place, address, text) in links {
            // Excel has no longer addresses
            if self.sheets.take_link() && address.len() < 2_000 && text.len() < 255 {
                let sheet = self.sheets.current(pen.workbook)?;
                sheet.write_url_with_text(at, place, Url::new(address), text)?;
            }
        }
        for (place, text) in notes {
            self.sheets.note(place, &text);
        }
        Ok(())
    }

    fn note_losses(&self, document: &Document, row: Row<'_>, losses: &mut Losses) {
        for field in &self.fields {
            let Field::Column(column) = field else {
                continue;
            };
            let text = (column.cell)(row).map(Cell::text).unwrap_or_default();
            if cells::too_long(&text) {
                losses.push(Loss {
                    format: "xlsx",
                    path: document.path.clone(),
                    table: self.table.name,
                    column: column.name,
                    value: text.chars().take(60).collect(),
                    cut: true,
                });
            }
        }
    }
}

fn new_workbook(path: &Path) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // a fixed date, so that the bytes are the same at any time
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_creation_datetime(&created)
        .set_keywords(OUTPUT_MARK);
    workbook.set_properties(&properties);
    let directory = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    workbook.set_tempdir(directory.unwrap_or(Path::new(".")))?;
    Ok(workbook)
}

/// Runs a step of the crate that writes workbooks. It panics where it cannot write its temporary files; here that
/// becomes an ordinary error.
fn guarded<T>(path: &Path, step: impl FnOnce() -> Result<T, XlsxError>) -> io::Result<T> {
    match panics::catch(step) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::IoError(error))) => Err(error),
        Ok(Err(error)) => Err(crate::atomic_file::at(path, io::Error::other(error))),
        Err(_) => {
            let path = path.display();
            Err(io::Error::other(Message::new(
                format!("{path}：无法写入临时文件，磁盘可能已满"),
                format!("{path}: temporary files cannot be written; the disk may be full"),
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Reader, Xlsx, open_workbook};

    use super::*;
    use crate::convert::failed;
    use crate::error::Error;

    #[test]
    fn a_full_sheet_goes_on_in_another() {
        let directory = tempfile::tempdir().unwrap();
        let part = Part::begin(directory.path(), "yusuan.xlsx").unwrap();
        let mut book = Book::begin(part, Header::En, 3).unwrap();
        for number in 1..=5 {
            let document = failed(&number.to_string(), b"", &Error::Empty);
            book.append(&document, &mut Losses::default()).unwrap();
        }
        for part in Box::new(book).finish().unwrap() {
            part.place().unwrap();
        }
        let mut book: Xlsx<_> = open_workbook(directory.path().join("yusuan.xlsx")).unwrap();
        for (sheet, expected) in [
            ("documents", vec!["path", "1", "2"]),
            ("documents (2)", vec!["path", "3", "4"]),
            ("documents (3)", vec!["path", "5"]),
            ("funding", vec!["label"]),
        ] {
            let range = book.worksheet_range(sheet).unwrap();
            let paths: Vec<_> = range.rows().map(|row| row[0].to_string()).collect();
            assert_eq!(paths, expected, "{sheet}");
        }
    }
}
