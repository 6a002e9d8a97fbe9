//! Excel workbooks, read with calamine.
//!
//! In: `.xlsx`, `.xlsb`, `.xls`. Out: sheets with displayed texts. Lost: what the head of the folder lists. calamine
//! gives values; how they are displayed is computed here. calamine has no bounds, so what would fill the memory is
//! refused before it reads: parts of packages by their inflated size, binary sheets by the rectangle of their cells.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};

use super::biff::Formats;
use super::display::{Code, Codes, Display, built_in, display, display_text};
use super::raised::with_looks;
use super::sheet::{Book, document};
use super::worksheet::Unseen;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::limits::{MAX_GRID_SLOTS, MAX_INFLATED_BYTES};
use crate::message::Message;
use crate::package::Package;

/// Reads `.xlsx` and `.xlsm`.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`], [`Error::LimitExceeded`].
pub(in crate::readers) fn read_xlsx(
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Document, Error> {
    let sheets = guarded(Format::Xlsx, || xlsx_sheets(bytes))?;
    document(sheets, findings)
}

fn xlsx_sheets(bytes: &[u8]) -> Result<Book, Error> {
    let mut sheets = Book::default();
    let mut codes = Codes::default();
    let strikes = strikes(bytes)?;
    let changed = weigh(bytes, Format::Xlsx, strikes, &mut sheets.unseen)?;
    let bytes = match changed.is_empty() {
        true => Cow::Borrowed(bytes),
        false => Cow::Owned(Package::open(bytes, Format::Xlsx)?.replacing(&changed)?),
    };
    let mut book = Xlsx::new(Cursor::new(&bytes)).map_err(xlsx_error)?;
    let epoch_1904 = book.has_1904_epoch();
    for (name, hidden) in sheets_of(book.sheets_metadata()) {
        sheets.open(name.clone(), hidden);
        if !hidden {
            for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
                merge(&mut sheets, &merged)?;
            }
            let mut cells = book.worksheet_cells_reader(&name).map_err(xlsx_error)?;
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(xlsx_error)? {
                let format = cells
                    .styles()
                    .get(style)
                    .and_then(|style| style.number_format.as_ref());
                let code = format.map_or("General", |format| {
                    let built_in = format
                        .format_id
                        .filter(|id| *id < 164)
                        .and_then(built_in);
                    built_in.unwrap_or(&format.format_code)
                });
                let (row, column) = cell.get_position();
                let mut shown = shown(cell.get_value(), codes.get(code), epoch_1904);
                if strikes || !changed.is_empty() {
                    let font = cells
                        .styles()
                        .get(style)
                        .and_then(|style| style.font.as_ref());
                    shown.part(font.is_some_and(|font| font.has_strikethrough()));
                }
                sheets.put(row, column, shown)?;
            }
        }
    }
    Ok(sheets)
}

/// Reads `.xlsb`. Numbers are shown in the format General, because calamine only tells dates from other numbers here.
///
/// # Errors
/// As [`read_xlsx`].
pub(in crate::readers) fn read_xlsb(
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Document, Error> {
    let sheets = guarded(Format::Xlsb, || xlsb_sheets(bytes))?;
    document(sheets, findings)
}

fn xlsb_sheets(bytes: &[u8]) -> Result<Book, Error> {
    weigh(bytes, Format::Xlsb, false, &mut Unseen::default())?;
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(xlsb_error)?;
    let epoch_1904 = book.has_1904_epoch();
    let mut sheets = Book::default();
    let mut codes = Codes::default();
    for (name, hidden) in sheets_of(book.sheets_metadata()) {
        sheets.open(name.clone(), hidden);
        if !hidden {
            let mut cells = book.worksheet_cells_reader(&name).map_err(xlsb_error)?;
            while let Some(cell) = cells.next_cell().map_err(xlsb_error)? {
                let code = match cell.get_value() {
                    DataRef::DateTime(at) if at.as_f64().fract() == 0.0 => {
                        built_in(14)
                    }
                    DataRef::DateTime(_) => built_in(22),
                    _ => None,
                };
                let (row, column) = cell.get_position();
                let code = codes.get(code.unwrap_or("General"));
                let text = shown(cell.get_value(), code, epoch_1904);
                sheets.put(row, column, text)?;
            }
        }
    }
    Ok(sheets)
}

/// Reads `.xls` and `.et`.
///
/// # Errors
/// As [`read_xlsx`].
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

/// Inflates every part once without keeping it, and refuses a part that exceeds the bounds before calamine reads it.
/// Returns the parts that contain superscript or struck-out text, with that text marked (see `raised`). Notes hidden
/// cells and formulas without a result of the worksheets in `unseen`.
fn weigh(
    bytes: &[u8],
    format: Format,
    strikes: bool,
    unseen: &mut Unseen,
) -> Result<HashMap<String, Vec<u8>>, Error> {
    let mut package = Package::open(bytes, format)?;
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let mut room = MAX_INFLATED_BYTES;
    let mut changed = HashMap::new();
    for name in names {
        if name.ends_with(".xml") || name.ends_with(".bin") || name.ends_with(".rels") {
            let part = package.read_in_part(&name)?.unwrap_or_default();
            if claimed_texts(&part.bytes) > part.bytes.len() {
                let detail = Message::fixed(
                    "工作簿声明的文字数量超过它的字节数",
                    "it claims more texts than it has bytes",
                );
                return Err(Error::damaged(format, detail));
            }
            room = room
                .checked_sub(part.bytes.len() as u64)
                .ok_or(Error::LimitExceeded {
                    what: Message::fixed(
                        "工作簿各部分解压后的总字节数",
                        "bytes all parts of the workbook inflate to",
                    ),
                    limit: MAX_INFLATED_BYTES,
                })?;
            let is_sheet = name.contains("worksheets/") && name.ends_with(".xml");
            if is_sheet {
                unseen.look_through(&part.bytes);
            }
            let has_text = is_sheet || name.ends_with("strings.xml");
            let whole = Some(&part).filter(|part| has_text && part.broken.is_none());
            if let Some(looks) = whole.and_then(|part| with_looks(&part.bytes, strikes)) {
                changed.insert(name, looks.into_bytes());
            }
        }
    }
    Ok(changed)
}

/// True when a font of the workbook may strike out whole cells.
fn strikes(bytes: &[u8]) -> Result<bool, Error> {
    let mut package = Package::open(bytes, Format::Xlsx)?;
    let name = package.names().find(|name| name.ends_with("styles.xml"));
    let Some(name) = name.map(str::to_owned) else {
        return Ok(false);
    };
    let styles = package.read_in_part(&name)?.unwrap_or_default();
    Ok(memchr::memmem::find(&styles.bytes, b"strike").is_some())
}

/// The number of texts that a part claims to contain (`uniqueCount`); 0 if it does not say. calamine allocates memory
/// for all of them before it reads one, and a failed allocation ends the process.
fn claimed_texts(part: &[u8]) -> usize {
    const NAME: &[u8] = b"uniqueCount";
    let claims = memchr::memmem::find_iter(part, NAME).map(|at| {
        let rest = part[at + NAME.len()..].iter();
        let digits = rest
            .skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>')
            .take_while(|byte| byte.is_ascii_digit());
        digits.fold(0usize, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        })
    });
    claims.max().unwrap_or(0)
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

fn xlsx_error(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted {
            format: Format::Xlsx,
        },
        other => unreadable_book(Format::Xlsx, &other),
    }
}

fn xlsb_error(error: XlsbError) -> Error {
    match error {
        XlsbError::Password => Error::Encrypted {
            format: Format::Xlsb,
        },
        other => unreadable_book(Format::Xlsb, &other),
    }
}

fn xls_error(error: XlsError) -> Error {
    match error {
        XlsError::Password => Error::Encrypted {
            format: Format::Xls,
        },
        other => unreadable_book(Format::Xls, &other),
    }
}
