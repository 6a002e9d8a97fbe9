//! The cells of a binary workbook, one by one, wherever they stand.
//!
//! In: `.xls`, `.et`: the stream `Workbook` or `Book` ([MS-XLS]), and what [`super::biff`] finds in it. Out: sheets with the cells that hold
//! something; how large a sheet claims to be is not looked at. Lost: sheets of charts and macros, formulas.

use std::io::{Cursor, Read};
use std::iter::Peekable;

use encoding_rs::Encoding;

use super::biff::{
    BEGIN, BOUND_SHEET, CODE_PAGE, CONTINUE, EOF, FORMULA, Formats, LABEL, MUL_RK, NUMBER,
    RICH_LABEL, RK, Records, SHARED_TEXT, SHARED_TEXTS, TRUTH_OR_ERROR, encoding_of, u16_at,
    u32_at,
};
use super::display::{Codes, Display, display, display_text};
use super::shared_texts::{characters, shared_texts};
use super::sheet::{Book, document};
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::limits::MAX_GRID_SLOTS;
use crate::message::Message;

const FILE_PASS: u16 = 0x002F;
const MERGED_CELLS: u16 = 0x00E5;
const STRING: u16 = 0x0207;

/// What the first part of the stream holds for all sheets.
struct Globals<'a> {
    encoding: &'static Encoding,
    /// Excel 97 and later: texts are UTF-16 or its low bytes.
    unicode: bool,
    texts: Vec<String>,
    listed: Vec<Listed<'a>>,
}

/// A sheet in the list of sheets.
struct Listed<'a> {
    start: usize,
    hidden: bool,
    is_worksheet: bool,
    name: &'a [u8],
}

/// Reads `.xls` and `.et`.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] when no sheet is listed, and [`Error::LimitExceeded`].
pub(in crate::readers) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let stream = workbook_stream(bytes)?;
    let formats = Formats::read(&stream);
    if formats.too_many {
        return Err(Error::LimitExceeded {
            what: Message::fixed("工作簿各表的记录数", "records of the workbook's sheets"),
            limit: MAX_GRID_SLOTS as u64,
        });
    }
    document(sheets(&stream, &formats)?, findings)
}

/// The stream that contains all records.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let damaged = |error: std::io::Error| {
        let detail = Message::new(format!("工作簿无法读取（{error}）"), error.to_string());
        Error::damaged(Format::Xls, detail)
    };
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

fn sheets(stream: &[u8], formats: &Formats) -> Result<Book, Error> {
    let globals = Globals::read(stream)?;
    if globals.listed.is_empty() {
        let detail = Message::fixed("其中没有列出工作表", "it lists no sheets");
        return Err(Error::damaged(Format::Xls, detail));
    }
    let mut book = Book::default();
    let mut codes = Codes::default();
    for (index, listed) in globals.listed.iter().enumerate() {
        if !listed.is_worksheet {
            continue;
        }
        let name = globals.name(listed.name);
        book.open(name, listed.hidden);
        if !listed.hidden {
            let records = stream.get(listed.start..).unwrap_or_default();
            let mut sheet = Sheet {
                globals: &globals,
                formats,
                index,
                codes: &mut codes,
                book: &mut book,
            };
            if !sheet.read(Records::new(records).peekable())? {
                book.note_damaged();
            }
        }
    }
    Ok(book)
}

impl<'a> Globals<'a> {
    fn read(stream: &'a [u8]) -> Result<Self, Error> {
        let mut globals = Self {
            encoding: encoding_rs::WINDOWS_1252,
            unicode: true,
            texts: Vec::new(),
            listed: Vec::new(),
        };
        let mut texts: Vec<&[u8]> = Vec::new();
        for (kind, data) in Records::new(stream) {
            match kind {
                BEGIN => globals.unicode = is_unicode(data),
                FILE_PASS => {
                    return Err(Error::Encrypted {
                        format: Format::Xls,
                    });
                }
                CODE_PAGE => globals.encoding = encoding_of(u16_at(data, 0).unwrap_or(0)),
                BOUND_SHEET => globals.listed.extend(listed(data)),
                SHARED_TEXTS => texts.push(data),
                CONTINUE if !texts.is_empty() => texts.push(data),
                EOF => break,
                _ => {}
            }
        }
        globals.texts = shared_texts(&texts);
        Ok(globals)
    }

    /// 2.5.240 ShortXLUnicodeString; before Excel 97 bytes of the code page.
    fn name(&self, data: &[u8]) -> String {
        let length = data.first().map_or(0, |&length| usize::from(length));
        let name = match self.unicode {
            true => {
                let wide = data.get(1).is_some_and(|flags| flags & 1 != 0);
                characters(&[data.get(2..).unwrap_or_default()], length, wide)
            }
            false => self.decoded(data.get(1..).unwrap_or_default(), length),
        };
        name.replace('\0', "")
    }

    /// 2.5.294 XLUnicodeString, in one record and those that continue it; before Excel 97 bytes of the code page.
    fn text(&self, records: &[&[u8]]) -> Option<String> {
        let (first, more) = records.split_first()?;
        let length = usize::from(u16_at(first, 0)?);
        if !self.unicode {
            return Some(self.decoded(first.get(2..)?, length));
        }
        if length == 0 {
            return Some(String::new());
        }
        let wide = first.get(2)? & 1 != 0;
        let mut records = vec![first.get(3..)?];
        records.extend(more);
        Some(characters(&records, length, wide))
    }

    fn decoded(&self, bytes: &[u8], length: usize) -> String {
        let bytes = bytes.get(..length).unwrap_or(bytes);
        let (text, _) = self.encoding.decode_without_bom_handling(bytes);
        text.into_owned()
    }
}

/// 2.4.21, the version: 6 is Excel 97.
fn is_unicode(data: &[u8]) -> bool {
    !matches!(
        u16_at(data, 0),
        Some(0x0002 | 0x0007 | 0x0200 | 0x0300 | 0x0400 | 0x0500)
    )
}

/// 2.4.28 BoundSheet8
fn listed(data: &[u8]) -> Option<Listed<'_>> {
    Some(Listed {
        start: u32_at(data, 0)? as usize,
        hidden: data.get(4)? & 3 != 0,
        is_worksheet: *data.get(5)? == 0,
        name: data.get(6..)?,
    })
}

/// What a cell holds.
enum Value {
    Number(f64),
    Text(String),
    /// A truth value or an error.
    Word(&'static str),
}

/// A cell, and its extended format.
type Looking = ((u32, u32), Option<u16>);

/// A sheet that is being read into the last one of the book.
struct Sheet<'s> {
    globals: &'s Globals<'s>,
    formats: &'s Formats,
    /// Its place in the list of sheets.
    index: usize,
    codes: &'s mut Codes,
    book: &'s mut Book,
}

impl Sheet<'_> {
    /// Reads to the end of the sheet; false when the records end before it.
    fn read<'a>(
        &mut self,
        mut records: Peekable<impl Iterator<Item = (u16, &'a [u8])>>,
    ) -> Result<bool, Error> {
        // charts stand inside a sheet as streams of their own
        let mut depth = 0usize;
        // the cell whose formula gives a text, which follows
        let mut formula = None;
        while let Some((kind, data)) = records.next() {
            match kind {
                BEGIN => depth += 1,
                EOF if depth <= 1 => return Ok(true),
                EOF => depth -= 1,
                _ if depth > 1 => {}
                STRING => {
                    let mut texts = vec![data];
                    while let Some((_, more)) = records.next_if(|(kind, _)| *kind == CONTINUE) {
                        texts.push(more);
                    }
                    if let (Some((place, look)), Some(text)) =
                        (formula.take(), self.globals.text(&texts))
                    {
                        self.put_text(place, look, text)?;
                    }
                }
                FORMULA => formula = self.formula(data)?,
                MERGED_CELLS => self.merge(data)?,
                kind => self.cell(kind, data)?,
            }
        }
        Ok(false)
    }

    /// Puts what a record says of a cell; a record without what it should hold damages the sheet.
    fn cell(&mut self, kind: u16, data: &[u8]) -> Result<(), Error> {
        const CELLS: [u16; 7] = [
            NUMBER,
            RK,
            MUL_RK,
            SHARED_TEXT,
            LABEL,
            RICH_LABEL,
            TRUTH_OR_ERROR,
        ];
        if !CELLS.contains(&kind) {
            return Ok(());
        }
        let Some(place) = place(data) else {
            self.book.note_damaged();
            return Ok(());
        };
        let shown = match kind {
            NUMBER => data.get(6..14).and_then(double).map(Value::Number),
            RK => u32_at(data, 6).map(|packed| Value::Number(unpacked(packed))),
            MUL_RK => return self.numbers(place, data),
            SHARED_TEXT => {
                let number = u32_at(data, 6).unwrap_or(u32::MAX) as usize;
                self.globals.texts.get(number).cloned().map(Value::Text)
            }
            LABEL | RICH_LABEL => {
                let text = data.get(6..).and_then(|data| self.globals.text(&[data]));
                text.map(Value::Text)
            }
            TRUTH_OR_ERROR => match (data.get(6), data.get(7)) {
                (Some(value), Some(0)) => Some(Value::Word(truth(*value))),
                (Some(value), Some(_)) => Some(Value::Word(error(*value))),
                _ => None,
            },
            _ => None,
        };
        match shown {
            Some(Value::Number(number)) => self.put_number(place, number),
            Some(Value::Text(text)) => self.put_text(place, u16_at(data, 4), text),
            Some(Value::Word(word)) => self.put(place, word.to_owned().into()),
            None => {
                self.book.note_damaged();
                Ok(())
            }
        }
    }

    /// 2.4.175: row, first column, (format, number) for each column, last column.
    fn numbers(&mut self, (row, first): (u32, u32), data: &[u8]) -> Result<(), Error> {
        let end = data.len().saturating_sub(2);
        let cells = data.get(4..end).unwrap_or_default();
        for (column, cell) in (first..).zip(cells.chunks_exact(6)) {
            if let Some(packed) = u32_at(cell, 2) {
                self.put_number((row, column), unpacked(packed))?;
            }
        }
        Ok(())
    }

    /// 2.5.133 FormulaValue. The cell, when its text is in the next record.
    fn formula(&mut self, data: &[u8]) -> Result<Option<Looking>, Error> {
        let (Some(place), Some(value)) = (place(data), data.get(6..14)) else {
            return Ok(None);
        };
        match value {
            [0, .., 0xff, 0xff] => return Ok(Some((place, u16_at(data, 4)))),
            [1, _, value, .., 0xff, 0xff] => self.put(place, truth(*value).to_owned().into())?,
            [2, _, value, .., 0xff, 0xff] => self.put(place, error(*value).to_owned().into())?,
            [_, .., 0xff, 0xff] => {}
            value => {
                if let Some(number) = double(value) {
                    self.put_number(place, number)?;
                }
            }
        }
        Ok(None)
    }

    /// 2.4.168: first and last row, first and last column of each.
    fn merge(&mut self, data: &[u8]) -> Result<(), Error> {
        let cells = data.get(2..).unwrap_or_default();
        for cells in cells.chunks_exact(8) {
            let [top, bottom, left, right] =
                [0, 2, 4, 6].map(|at| u32::from(u16_at(cells, at).unwrap_or(0)));
            let rows = bottom.saturating_sub(top) + 1;
            let columns = right.saturating_sub(left) + 1;
            self.book.merge((top, left), rows, columns)?;
        }
        Ok(())
    }

    fn put_number(&mut self, (row, column): (u32, u32), number: f64) -> Result<(), Error> {
        let code = self.formats.code(self.index, row, column);
        let code = self.codes.get(code.unwrap_or("General"));
        let shown = display(number, code, self.formats.epoch_1904);
        self.put((row, column), shown)
    }

    /// A format may have a section for texts.
    fn put_text(
        &mut self,
        place: (u32, u32),
        look: Option<u16>,
        text: String,
    ) -> Result<(), Error> {
        let code = look.and_then(|look| self.formats.code_of(look));
        let code = self.codes.get(code.unwrap_or("General"));
        let shown = display_text(&text, code);
        self.put(place, shown.into())
    }

    fn put(&mut self, (row, column): (u32, u32), mut shown: Display) -> Result<(), Error> {
        self.formats.look(self.index, row, column, &mut shown);
        if self.formats.is_hidden(self.index, row, column) {
            self.book.note_hidden(row, column);
        }
        self.book.put(row, column, shown)
    }
}

fn place(data: &[u8]) -> Option<(u32, u32)> {
    Some((u16_at(data, 0)?.into(), u16_at(data, 2)?.into()))
}

fn double(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}

/// 2.5.217 RkNumber: 30 bits of a whole number or of a double, or a hundred times either.
fn unpacked(packed: u32) -> f64 {
    let number = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & !3) << 32),
        _ => f64::from(packed as i32 >> 2),
    };
    match packed & 1 {
        0 => number,
        _ => number / 100.0,
    }
}

fn truth(value: u8) -> &'static str {
    match value {
        0 => "FALSE",
        _ => "TRUE",
    }
}

/// 2.5.10 Berr
fn error(value: u8) -> &'static str {
    match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2b => "#DATA!",
        _ => "#N/A",
    }
}
