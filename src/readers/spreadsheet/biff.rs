//! How the cells of binary workbooks look: the number format of each, and what is hidden.
//!
//! In: the stream `Workbook` or `Book`. Out: [`Formats`]. Lost: all records except those with a fixed layout ([MS-XLS]
//! 2.4) and the shared texts.

use std::collections::{HashMap, HashSet};

use encoding_rs::{Encoding, UTF_16LE};

use super::display::{Display, built_in};
use super::shared_texts::RichTexts;
use crate::limits::MAX_GRID_SLOTS;

pub(super) const EOF: u16 = 0x000A;
pub(super) const FORMULA: u16 = 0x0006;
const DATE_MODE: u16 = 0x0022;
const FONT: u16 = 0x0031;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const CODE_PAGE: u16 = 0x0042;
pub(super) const BOUND_SHEET: u16 = 0x0085;
const COLUMNS: u16 = 0x007D;
pub(super) const MUL_RK: u16 = 0x00BD;
const XF: u16 = 0x00E0;
pub(super) const SHARED_TEXTS: u16 = 0x00FC;
pub(super) const SHARED_TEXT: u16 = 0x00FD;
pub(super) const NUMBER: u16 = 0x0203;
const ROW: u16 = 0x0208;
pub(super) const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
pub(super) const BEGIN: u16 = 0x0809;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const RICH_LABEL: u16 = 0x00D6;
pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;

/// The number formats and fonts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    codes: HashMap<u16, String>,
    /// Number format and font of each extended format, by its index.
    extended: Vec<(u16, u16)>,
    pub(super) epoch_1904: bool,
    /// The sheets in the order of the workbook.
    pub(super) sheets: Vec<SheetFormats>,
    /// True when all sheets together have so many records that the bound on slots is used up.
    pub(super) too_many: bool,
    rich: RichTexts,
}

/// The extended format of each number of a sheet, and of other cells if a font of the workbook strikes text out.
#[derive(Debug, Default)]
pub(super) struct SheetFormats {
    cells: HashMap<(u16, u16), u16>,
    /// Index of the shared text of each cell; empty if no shared text is rich.
    texts: HashMap<(u16, u16), u32>,
    hidden_rows: HashSet<u16>,
    /// Ranges of hidden columns, both ends included.
    hidden_columns: Vec<(u16, u16)>,
}

/// Maximum number of columns of a binary sheet ([MS-XLS] 2.4.90).
const MAX_SHEET_COLUMNS: usize = 256;

impl Formats {
    /// Reads the stream up to the first record that does not fit into it.
    pub(super) fn read(stream: &[u8]) -> Self {
        Self::within(stream, MAX_GRID_SLOTS)
    }

    fn within(stream: &[u8], mut room: usize) -> Self {
        let mut formats = Self::default();
        let mut encoding = encoding_rs::WINDOWS_1252;
        let mut starts = Vec::new();
        let mut texts: Vec<&[u8]> = Vec::new();
        for (kind, data) in Records::new(stream) {
            match kind {
                FONT => formats.rich.font(data),
                SHARED_TEXTS => texts.push(data),
                CONTINUE if !texts.is_empty() => texts.push(data),
                DATE_MODE => formats.epoch_1904 = u16_at(data, 0) == Some(1),
                CODE_PAGE => encoding = encoding_of(u16_at(data, 0).unwrap_or(0)),
                FORMAT => formats.read_format(data, encoding),
                XF => {
                    let format = u16_at(data, 2).unwrap_or(0);
                    let font = u16_at(data, 0).unwrap_or(0);
                    formats.extended.push((format, font));
                }
                BOUND_SHEET => starts.push(u32_at(data, 0).unwrap_or(u32::MAX) as usize),
                EOF => break,
                _ => {}
            }
        }
        formats.rich.read(&texts);
        let wanted = Wanted {
            rich: !formats.rich.is_empty(),
            struck: formats.rich.strikes(),
        };
        formats.sheets = starts
            .into_iter()
            .map(|start| {
                let records = stream.get(start..).unwrap_or_default();
                read_sheet(records, wanted, &mut room)
            })
            .collect();
        formats.too_many = room == 0;
        formats
    }

    /// The format code of a number; `None` for the format General.
    pub(super) fn code(&self, sheet: usize, row: u32, column: u32) -> Option<&str> {
        let place = (u16::try_from(row).ok()?, u16::try_from(column).ok()?);
        self.code_of(*self.sheets.get(sheet)?.cells.get(&place)?)
    }

    /// The format code of an extended format.
    pub(super) fn code_of(&self, extended: u16) -> Option<&str> {
        let (format, _) = *self.extended.get(usize::from(extended))?;
        // a code of the file's own comes before the built-in one
        let own = self.codes.get(&format).map(String::as_str);
        own.or_else(|| built_in(u32::from(format)))
    }

    /// True for a cell in a hidden row or column.
    pub(super) fn is_hidden(&self, sheet: usize, row: u32, column: u32) -> bool {
        let place = u16::try_from(row).ok().zip(u16::try_from(column).ok());
        let Some((sheet, (row, column))) = self.sheets.get(sheet).zip(place) else {
            return false;
        };
        let within = |columns: &(u16, u16)| (columns.0..=columns.1).contains(&column);
        sheet.hidden_rows.contains(&row) || sheet.hidden_columns.iter().any(within)
    }

    /// Applies superscript and strikethrough to a cell's text and its parts.
    pub(super) fn look(&self, sheet: usize, row: u32, column: u32, shown: &mut Display) {
        let place = u16::try_from(row).ok().zip(u16::try_from(column).ok());
        let Some((sheet, place)) = self.sheets.get(sheet).zip(place) else {
            return;
        };
        let extended = sheet.cells.get(&place).copied().map(usize::from);
        let font = extended.and_then(|extended| self.extended.get(extended));
        let struck = font.is_some_and(|(_, font)| self.rich.font_strikes(*font));
        let number = sheet.texts.get(&place);
        let rich = number.and_then(|number| self.rich.shown(*number, &shown.text));
        let is_rich = rich.is_some();
        if let Some(rich) = rich {
            shown.text = rich;
        }
        if struck || is_rich {
            shown.part(struck);
        }
    }

    /// Reads a format ([MS-XLS] 2.4.126). The older form has a one-byte length and bytes in the code page.
    fn read_format(&mut self, data: &[u8], encoding: &'static Encoding) {
        let Some(id) = u16_at(data, 0) else { return };
        let wide = data.get(4).map(|flags| flags & 1);
        let length = u16_at(data, 2).map_or(0, usize::from);
        let code = match (wide, data.len()) {
            (Some(0), size) if size == 5 + length => data.get(5..).map(latin),
            (Some(1), size) if size == 5 + 2 * length => data
                .get(5..)
                .map(|bytes| UTF_16LE.decode_without_bom_handling(bytes).0.into_owned()),
            _ => data.get(3..).map(|bytes| {
                let length = data.get(2).map_or(0, |&length| usize::from(length));
                let bytes = bytes.get(..length).unwrap_or(bytes);
                encoding.decode_without_bom_handling(bytes).0.into_owned()
            }),
        };
        if let Some(code) = code {
            self.codes.insert(id, code);
        }
    }
}

/// Compressed characters are the low bytes of UTF-16 code units.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

pub(super) fn encoding_of(code_page: u16) -> &'static Encoding {
    match code_page {
        874 => encoding_rs::WINDOWS_874,
        936 => encoding_rs::GB18030,
        950 => encoding_rs::BIG5,
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        // of a Macintosh, in both spellings
        10_000 | 0x8000 => encoding_rs::MACINTOSH,
        10_007 => encoding_rs::X_MAC_CYRILLIC,
        _ => encoding_rs::WINDOWS_1252,
    }
}

/// What has to be kept for cells with text.
#[derive(Debug, Clone, Copy, Default)]
struct Wanted {
    /// The index of their text.
    rich: bool,
    /// The extended format of the cell.
    struck: bool,
}

/// Reads a sheet. `room`: number of records that may still be read.
fn read_sheet(stream: &[u8], wanted: Wanted, room: &mut usize) -> SheetFormats {
    let mut sheet = SheetFormats::default();
    // charts are streams of their own inside the sheet's
    let mut depth = 0usize;
    for (kind, data) in Records::new(stream) {
        if *room == 0 {
            break;
        }
        *room -= 1;
        match kind {
            BEGIN => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            NUMBER | RK | FORMULA => {
                if let (Some(row), Some(column), Some(format)) =
                    (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4))
                {
                    sheet.cells.insert((row, column), format);
                }
            }
            // [MS-XLS] 2.4.221, fDyZero
            ROW if data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                sheet.hidden_rows.extend(u16_at(data, 0));
            }
            // [MS-XLS] 2.4.53, fHidden; a sheet has at most this many columns
            COLUMNS
                if data.get(8).is_some_and(|flags| flags & 1 != 0)
                    && sheet.hidden_columns.len() < MAX_SHEET_COLUMNS =>
            {
                let columns = u16_at(data, 0).zip(u16_at(data, 2));
                sheet.hidden_columns.extend(columns);
            }
            MUL_RK => read_row_of_numbers(data, &mut sheet),
            SHARED_TEXT => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let number = u32_at(data, 6).filter(|_| wanted.rich);
                    sheet
                        .texts
                        .extend(number.map(|number| ((row, column), number)));
                    let format = u16_at(data, 4).filter(|_| wanted.struck);
                    sheet
                        .cells
                        .extend(format.map(|format| ((row, column), format)));
                }
            }
            LABEL | RICH_LABEL | TRUTH_OR_ERROR => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let format = u16_at(data, 4).filter(|_| wanted.struck);
                    sheet
                        .cells
                        .extend(format.map(|format| ((row, column), format)));
                }
            }
            _ => {}
        }
    }
    sheet
}

/// Reads several numbers of a row ([MS-XLS] 2.4.175): row, first column, (format, number) for each column, last column.
fn read_row_of_numbers(data: &[u8], sheet: &mut SheetFormats) {
    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
        return;
    };
    let cells = data
        .get(4..data.len().saturating_sub(2))
        .unwrap_or_default();
    for (index, cell) in cells.chunks_exact(6).enumerate() {
        let column = first.saturating_add(index as u16);
        if let Some(format) = u16_at(cell, 0) {
            sheet.cells.insert((row, column), format);
        }
    }
}

/// The records of a stream as (kind, data) ([MS-XLS] 2.1.4).
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16_at(self.rest, 0)?;
        let length = usize::from(u16_at(self.rest, 2)?);
        let data = self.rest.get(4..4 + length)?;
        self.rest = self.rest.get(4 + length..)?;
        Some((kind, data))
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend((data.len() as u16).to_le_bytes());
        bytes.extend(data);
        bytes
    }

    /// Several sheets may claim to begin at the same record, so that its bytes are read once for each of them.
    #[test]
    fn records_are_counted_for_all_sheets_together() {
        let mut stream = Vec::new();
        for _ in 0..3 {
            // all sheets begin at the same place, after these records and the end of the globals
            stream.extend(record(BOUND_SHEET, &[3 * 12 + 4, 0, 0, 0, 0, 0, 0, 0]));
        }
        stream.extend(record(EOF, &[]));
        stream.extend(record(BEGIN, &[]));
        stream.extend(record(NUMBER, &[1, 0, 2, 0, 1, 0]));
        assert!(!Formats::within(&stream, 7).too_many);
        assert!(Formats::within(&stream, 6).too_many);
    }

    #[test]
    fn formats_of_cells() {
        let mut stream = record(BEGIN, &[]);
        stream.extend(record(FORMAT, &[164, 0, 3, 0, 0, b'0', b'.', b'0']));
        stream.extend(record(FORMAT, &[165, 0, 2, b'0', b'%']));
        for format in [0u8, 164, 165, 10] {
            stream.extend(record(XF, &[0, 0, format, 0]));
        }
        let start = stream.len() + 12 + 4;
        stream.extend(record(BOUND_SHEET, &[start as u8, 0, 0, 0, 0, 0, 0, 0]));
        stream.extend(record(EOF, &[]));
        assert_eq!(stream.len(), start);
        stream.extend(record(BEGIN, &[]));
        stream.extend(record(NUMBER, &[1, 0, 2, 0, 1, 0]));
        stream.extend(record(
            MUL_RK,
            &[2, 0, 3, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 4, 0],
        ));
        stream.extend(record(RK, &[9, 0, 9, 0, 0, 0]));
        let formats = Formats::read(&stream);
        for (row, column, code) in [
            (1, 2, Some("0.0")),
            (2, 3, Some("0%")),
            (2, 4, Some("0.00%")),
            (9, 9, Some("General")),
            (5, 5, None),
        ] {
            assert_eq!(formats.code(0, row, column), code, "{row} {column}");
        }
        // cut anywhere, the stream is read up to the cut
        for end in 0..stream.len() {
            Formats::read(&stream[..end]);
        }
    }
}
