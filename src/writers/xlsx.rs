//! One XLSX workbook for people, with one sheet per table: header frozen, filters on, severities of findings coloured.
//!
//! In: documents in order. Out: a file whose bytes depend only on the documents and the style. Rows wait in temporary
//! files in the same directory, so that memory does not grow with them. Text is always written as text, so that nothing
//! is evaluated and a code keeps its zeros; dates are dates, and decimals are numbers that show their own scale.
//!
//! Excel has only binary numbers of 15 digits, so a decimal with more digits is written as text. A text longer than
//! [`SHEET_TEXT`] is cut, marked with the number of missing characters, and listed as a [`Loss`]. A table with more
//! than [`SHEET_ROWS`] rows continues in another sheet of its name with (2). Lost: the difference between null and an
//! empty text.

use std::io;
use std::path::Path;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, IgnoreError, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthChar;

use self::look::Look;
use super::files::Losses;
use super::flat::TABLES;
use super::flat::{Cell, Column, Kind, Table};
use super::output::TableWriter;
use super::output::{Header, Loss, Style};
use crate::atomic_file::Part;
use crate::detect::OUTPUT_MARK;
use crate::limits::{SHEET_ROWS, SHEET_TEXT};
use crate::message::Message;
use crate::panics;
use crate::record::Document;

mod look;

/// The largest width of a column, in characters.
const WIDEST: usize = 48;
/// How many decimal digits a binary number of 64 bits holds exactly.
const DIGITS: u32 = 15;

/// The workbook being written.
struct Book {
    workbook: Workbook,
    part: Part,
    look: Look,
    header: Header,
    /// The most rows of a sheet, including the header.
    rows_per_sheet: u32,
    tables: Vec<Sheets>,
}

/// The sheets of one table.
struct Sheets {
    table: &'static Table,
    /// Index of the current sheet in the workbook.
    index: usize,
    /// The number of sheets so far.
    count: usize,
    /// Rows written to the current sheet.
    rows: u32,
    /// The greatest width of a text in each column, in characters.
    widths: Vec<usize>,
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
        let workbook = guarded(part.path(), || new_workbook(part.path()))?;
        let mut book = Self {
            workbook,
            part,
            look: Look::new(),
            header,
            rows_per_sheet,
            tables: Vec::new(),
        };
        for table in TABLES {
            let mut sheets = Sheets {
                table,
                index: 0,
                count: 0,
                rows: 0,
                widths: vec![0; table.columns.len()],
            };
            let (workbook, look) = (&mut book.workbook, &book.look);
            guarded(book.part.path(), || sheets.open(workbook, look, header))?;
            book.tables.push(sheets);
        }
        Ok(book)
    }
}

impl TableWriter for Book {
    fn append(&mut self, document: &Document, losses: &mut Losses) -> io::Result<()> {
        guarded(self.part.path(), || {
            for sheets in &mut self.tables {
                let mut result = Ok(());
                (sheets.table.rows)(document, &mut |row| {
                    if result.is_err() {
                        return;
                    }
                    let cells = sheets.table.columns.iter().map(|column| (column.cell)(row));
                    let cells: Vec<_> = cells.collect();
                    if sheets.rows >= self.rows_per_sheet {
                        result = sheets.go_on(&mut self.workbook, &self.look, self.header);
                    }
                    if result.is_ok() {
                        result = sheets.write(&mut self.workbook, &self.look, &cells);
                    }
                    sheets.note_losses(document, &cells, losses);
                });
                result?;
            }
            Ok(())
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<Vec<Part>> {
        let path = self.part.path().to_owned();
        guarded(&path, || {
            for sheets in &mut self.tables {
                sheets.close(&mut self.workbook)?;
            }
            self.workbook.save_to_writer(&mut self.part)
        })?;
        Ok(vec![self.part])
    }
}

impl Sheets {
    /// Begins a sheet with its header row.
    fn open(&mut self, book: &mut Workbook, look: &Look, header: Header) -> Result<(), XlsxError> {
        self.index = book.worksheets().len();
        self.count += 1;
        let name = match header {
            Header::En => self.table.name,
            Header::Zh => self.table.title,
        };
        let sheet = book.add_worksheet_with_constant_memory()?;
        match self.count {
            1 => sheet.set_name(name)?,
            number => sheet.set_name(format!("{name} ({number})"))?,
        };
        sheet.set_freeze_panes(1, 0)?;
        for (place, column) in (0..).zip(self.table.columns) {
            let label = match header {
                Header::En => column.name,
                Header::Zh => column.title,
            };
            sheet.write_string_with_format(0, place, label, look.header())?;
            if let Some(widest) = self.widths.get_mut(usize::from(place)) {
                // the button of the filter needs room
                *widest = (*widest).max(width(label) + 3);
            }
        }
        self.rows = 1;
        Ok(())
    }

    /// Completes a sheet: sets what depends on the number of its rows.
    fn close(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.index)?;
        let last_row = self.rows.saturating_sub(1);
        let last_column = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last_row, last_column)?;
        if last_row > 0 {
            let digits = IgnoreError::NumberStoredAsText;
            sheet.ignore_error_range(1, 0, last_row, last_column, digits)?;
        }
        for (place, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(place, (width + 1) as f64)?;
        }
        Ok(())
    }

    /// Continues in another sheet.
    fn go_on(&mut self, book: &mut Workbook, look: &Look, header: Header) -> Result<(), XlsxError> {
        self.close(book)?;
        self.open(book, look, header)
    }

    /// Writes the next row.
    fn write(
        &mut self,
        book: &mut Workbook,
        look: &Look,
        cells: &[Option<Cell<'_>>],
    ) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.index)?;
        let columns = self.table.columns.iter().zip(&mut self.widths);
        for (place, (cell, (column, widest))) in (0..).zip(cells.iter().zip(columns)) {
            let Some(cell) = *cell else { continue };
            write_cell(sheet, (self.rows, place), column, cell, look)?;
            *widest = (*widest).max(width(&cell.text()));
        }
        self.rows += 1;
        Ok(())
    }

    fn note_losses(&self, document: &Document, cells: &[Option<Cell<'_>>], losses: &mut Losses) {
        for (column, cell) in self.table.columns.iter().zip(cells) {
            let text = cell.map(Cell::text).unwrap_or_default();
            if too_long(&text) {
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

fn write_cell(
    sheet: &mut Worksheet,
    (row, place): (u32, u16),
    column: &Column,
    cell: Cell<'_>,
    look: &Look,
) -> Result<(), XlsxError> {
    match (column.kind, cell) {
        (_, Cell::Boolean(value)) => sheet.write_boolean(row, place, value)?,
        (_, Cell::Integer(number)) => sheet.write_number(row, place, number as f64)?,
        (_, Cell::Decimal(number)) => match binary(number) {
            Some(value) => {
                let format = look.number(number.scale());
                sheet.write_number_with_format(row, place, value, format)?
            }
            None => sheet.write_string_with_format(row, place, number.to_string(), look.text())?,
        },
        (Kind::Date, Cell::Text(text)) => match ExcelDateTime::parse_from_str(text) {
            Ok(date) => sheet.write_datetime_with_format(row, place, &date, look.date())?,
            Err(_) => sheet.write_string_with_format(row, place, cut(text), look.text())?,
        },
        (_, cell) => {
            let text = cell.text();
            let format = match column.name {
                "severity" => look.severity(&text),
                _ => look.text(),
            };
            sheet.write_string_with_format(row, place, cut(&text), format)?
        }
    };
    Ok(())
}

/// The number as Excel stores it, if it has so few digits that reading it back gives the same number.
fn binary(number: Decimal) -> Option<f64> {
    let mut digits = number.mantissa().unsigned_abs();
    while digits > 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    let fits = digits < 10_u128.pow(DIGITS);
    fits.then(|| number.to_string().parse().ok())?
}

/// True when Excel has no room for the text; it counts UTF-16 units.
fn too_long(text: &str) -> bool {
    text.len() > SHEET_TEXT && text.encode_utf16().count() > SHEET_TEXT
}

/// The text; of one that is too long, the beginning and the number of missing characters.
fn cut(text: &str) -> String {
    if !too_long(text) {
        return text.to_owned();
    }
    // leaves room for the mark
    let room = SHEET_TEXT - 24;
    let mut units = 0;
    let kept = text.chars().take_while(|char| {
        units += char.len_utf16();
        units <= room
    });
    let kept: String = kept.collect();
    let missing = text.chars().count() - kept.chars().count();
    format!("{kept} … [+{missing}]")
}

/// The width of the first line of a text, up to the largest width of a column.
fn width(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    let widths = line
        .chars()
        .take(WIDEST)
        .map(|char| char.width().unwrap_or(0));
    widths.sum::<usize>().min(WIDEST)
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
    fn decimals_of_more_than_15_digits_are_no_numbers() {
        for (text, expected) in [
            ("8.00", Some(8.0)),
            ("-110000.50", Some(-110_000.5)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1000000000000000000", Some(1e18)),
            ("1234567890123456", None),
            ("0.1234567890123456", None),
            ("79228162514264337593543950335", None),
        ] {
            assert_eq!(binary(text.parse().unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_where_excel_would_refuse_them() {
        let longest = "a".repeat(SHEET_TEXT);
        assert_eq!(cut(&longest), longest);
        for (text, missing) in [("b", SHEET_TEXT + 1), ("指", SHEET_TEXT * 2)] {
            let shown = cut(&text.repeat(missing));
            let kept = shown.matches(text).count();
            assert!(shown.encode_utf16().count() <= SHEET_TEXT);
            assert!(
                shown.ends_with(&format!(" … [+{}]", missing - kept)),
                "{text}"
            );
        }
        // Two units each.
        let shown = cut(&"😀".repeat(20_000));
        assert!(shown.encode_utf16().count() <= SHEET_TEXT);
    }

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
            ("indicators", vec!["project_id"]),
        ] {
            let range = book.worksheet_range(sheet).unwrap();
            let paths: Vec<_> = range.rows().map(|row| row[1].to_string()).collect();
            assert_eq!(paths, expected, "{sheet}");
        }
    }
}
