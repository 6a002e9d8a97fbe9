//! Binary Excel workbooks, read with calamine.
//!
//! In: `.xls`, `.et`. Out: sheets with displayed texts. Lost: what the head of the folder lists. calamine gives values; how
//! they are displayed is computed here. It has no bounds, so sheets whose rectangle of cells would fill the memory are
//! refused before it reads.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::biff::Formats;
use super::display::{Code, Codes, Display, display, display_text};
use super::sheet::{Book, document};
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::limits::MAX_GRID_SLOTS;
use crate::message::Message;

/// Reads `.xls` and `.et`.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`], [`Error::LimitExceeded`].
pub(in crate::readers) fn read_xls(
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Document, Error> {
    let sheets = guarded(Format::Xls, || xls_sheets(bytes))?;
    document(sheets, findings)
}

fn xls_sheets(bytes: &[u8]) -> Result<Book, Error> {
    let formats = Formats::read(&workbook_stream(bytes)?);
    if formats.sheets.iter().any(|sheet| sheet.impossible) {
        let detail = Message::fixed(
            "工作表声明的行列数超出格式所允许的范围",
            "a sheet claims more rows or columns than the format allows",
        );
        return Err(Error::damaged(Format::Xls, detail));
    }
    let slots: usize = formats.sheets.iter().map(|sheet| sheet.slots()).sum();
    if slots > MAX_GRID_SLOTS || formats.too_many {
        return Err(Error::LimitExceeded {
            what: Message::fixed("工作簿各表的格数", "slots of the workbook's sheets"),
            limit: MAX_GRID_SLOTS as u64,
        });
    }
    let mut book = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let mut sheets = Book::default();
    let mut codes = Codes::default();
    let metadata = book.sheets_metadata().to_vec();
    for (index, listed) in metadata.iter().enumerate() {
        let Some((name, hidden)) = sheets_of(std::slice::from_ref(listed)).pop() else {
            continue;
        };
        sheets.open(name.clone(), hidden);
        if !hidden {
            for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
                merge(&mut sheets, &merged)?;
            }
            let range = book.worksheet_range(&name).map_err(xls_error)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let (row, column) = (top + row as u32, left + column as u32);
                let code = formats.code(index, row, column).unwrap_or("General");
                let mut shown = shown(&by_reference(value), codes.get(code), formats.epoch_1904);
                formats.look(index, row, column, &mut shown);
                if formats.is_hidden(index, row, column) {
                    sheets.note_hidden(row, column);
                }
                sheets.put(row, column, shown)?;
            }
        }
    }
    Ok(sheets)
}

/// Runs `read`. calamine trusts lengths and counts, so on a damaged workbook it may panic; that is reported as damage.
fn guarded(format: Format, read: impl FnOnce() -> Result<Book, Error>) -> Result<Book, Error> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let detail = Message::fixed(
            "其中的长度或数量互相矛盾",
            "lengths or counts in it contradict each other",
        );
        Err(Error::damaged(format, detail))
    })
}

/// The error for a workbook that calamine cannot read.
fn unreadable_book(format: Format, error: &dyn std::fmt::Display) -> Error {
    let detail = Message::new(format!("工作簿无法读取（{error}）"), error.to_string());
    Error::damaged(format, detail)
}

/// The stream that contains all records.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let damaged = |error: std::io::Error| unreadable_book(Format::Xls, &error);
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = match file.is_stream("Workbook") {
        true => "Workbook",
        false => "Book",
    };
    let mut stream = Vec::new();
    file.open_stream(name)
        .map_err(damaged)?
        .take(bytes.len() as u64)
        .read_to_end(&mut stream)
        .map_err(damaged)?;
    Ok(stream)
}

/// Name and visibility (true: hidden) of each worksheet. Chart sheets and macro sheets are left out: they contain no
/// tables.
fn sheets_of(metadata: &[calamine::Sheet]) -> Vec<(String, bool)> {
    metadata
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

fn merge(sheets: &mut Book, merged: &Dimensions) -> Result<(), Error> {
    let (start, end) = (merged.start, merged.end);
    let rows = end.0.saturating_sub(start.0).saturating_add(1);
    let columns = end.1.saturating_sub(start.1).saturating_add(1);
    sheets.merge(start, rows, columns)
}

fn by_reference(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(at) => DataRef::DateTime(*at),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

fn shown(value: &DataRef, code: &Code, epoch_1904: bool) -> Display {
    let text = match value {
        DataRef::Int(number) => return display(*number as f64, code, epoch_1904),
        DataRef::Float(number) => return display(*number, code, epoch_1904),
        DataRef::DateTime(at) => return display(at.as_f64(), code, epoch_1904),
        DataRef::String(text) => display_text(text, code),
        DataRef::SharedString(text) => display_text(text, code),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    text.into()
}

fn xls_error(error: XlsError) -> Error {
    match error {
        XlsError::Password => Error::Encrypted {
            format: Format::Xls,
        },
        other => unreadable_book(Format::Xls, &other),
    }
}
