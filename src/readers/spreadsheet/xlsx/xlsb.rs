//! Workbooks whose parts are binary (`.xlsb`, [MS-XLSB]).
//!
//! In: a package. Out: sheets, with what [`super`] reads of an `.xlsx`. Lost: the same.

use super::cells::{Cell, Kind, Sheet};
use super::styles::{Font, Met, Styles};
use super::texts::Texts;
use super::{Listed, Listing, Workbook, finish, without_list};
use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::readers::spreadsheet::sheet::Book;
use crate::readers::struck::marked;
use crate::readers::symbols;

const ROW: u16 = 0x00;
const RK: u16 = 0x02;
const ERROR: u16 = 0x03;
const TRUTH: u16 = 0x04;
const REAL: u16 = 0x05;
const TEXT: u16 = 0x06;
const SHARED: u16 = 0x07;
const FORMULA_TEXT: u16 = 0x08;
const FORMULA_NUMBER: u16 = 0x09;
const FORMULA_TRUTH: u16 = 0x0a;
const FORMULA_ERROR: u16 = 0x0b;
const SHARED_ITEM: u16 = 0x13;
const FONT: u16 = 0x2b;
const FORMAT: u16 = 0x2c;
const XF: u16 = 0x2f;
const COLUMNS: u16 = 0x3c;
const RICH_TEXT: u16 = 0x3e;
const BEGIN_SHEET_DATA: u16 = 0x91;
const PROPERTIES: u16 = 0x99;
const SHEET: u16 = 0x9c;
const MERGED: u16 = 0xb0;
const BEGIN_CELL_XFS: u16 = 0x269;
const END_CELL_XFS: u16 = 0x26a;

/// Reads `.xlsb`.
///
/// # Errors
/// As [`super::read`].
pub(in crate::readers) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut workbook = Workbook::open(bytes, Format::Xlsb, "workbook.bin", allowance, findings)?;
    let main = workbook.bytes(&workbook.main.clone(), findings)?;
    let listing = read_listing(&main.ok_or_else(|| without_list(Format::Xlsb))?);
    let styles = workbook.part_of("styles", "styles.bin");
    let met = read_styles(&workbook.bytes(&styles, findings)?.unwrap_or_default());
    let styles = Styles::of(&met);
    let texts = workbook.part_of("sharedStrings", "sharedStrings.bin");
    let texts = workbook.bytes(&texts, findings)?.unwrap_or_default();
    let texts = read_texts(&texts, &met.fonts, styles.strike);
    let mut book = Book::default();
    let mut damaged = Vec::new();
    for listed in &listing.sheets {
        if workbook.opens(listed, &mut book) {
            let part = workbook.target(&listed.id);
            let part = part.map_or(Ok(None), |target| workbook.bytes(&target, findings));
            if workbook.stops(part.as_ref().map(|part| part.as_ref().map_or(0, Vec::len))) {
                book.stop_at(0);
                break;
            }
            let Some(part) = part? else {
                damaged.push((listed.name.as_str(), None));
                continue;
            };
            let sheet = Sheet::new(&styles, &texts, listing.epoch_1904);
            if !read_sheet(&part, sheet, &met.fonts, &mut book)? {
                damaged.push((listed.name.as_str(), Some(String::new())));
            }
        }
    }
    finish(book, Format::Xlsb, &listing, &styles, damaged, findings)
}

/// 2.1.7.61 Workbook
fn read_listing(part: &[u8]) -> Listing {
    let mut listing = Listing::default();
    for (kind, data) in Records::new(part) {
        let mut fields = Fields(data);
        match kind {
            PROPERTIES => listing.epoch_1904 = fields.u32().is_some_and(|flags| flags & 1 != 0),
            SHEET => {
                let state = fields.u32().unwrap_or(0);
                fields.u32();
                let id = fields.text().unwrap_or_default();
                listing.sheets.push(Listed {
                    name: fields.text().unwrap_or_default(),
                    id,
                    hidden: state != 0,
                });
            }
            _ => {}
        }
    }
    listing
}

/// 2.1.7.50 Styles
fn read_styles(part: &[u8]) -> Met {
    let mut met = Met::default();
    let mut in_cells = false;
    for (kind, data) in Records::new(part) {
        let mut fields = Fields(data);
        match kind {
            FORMAT => {
                let id = fields.u16().map(u32::from);
                met.own.extend(id.zip(fields.text()));
            }
            FONT => {
                fields.u16();
                let flags = fields.u16().unwrap_or(0);
                fields.u16();
                met.fonts.push(Font {
                    struck: flags & 8 != 0,
                    raised: fields.u16() == Some(1),
                });
            }
            BEGIN_CELL_XFS => in_cells = true,
            END_CELL_XFS => in_cells = false,
            XF if in_cells => {
                fields.u16();
                let (format, font) = (fields.u16().unwrap_or(0), fields.u16().unwrap_or(0));
                met.cells.push((u32::from(format), usize::from(font)));
            }
            _ => {}
        }
    }
    met
}

/// 2.1.7.45 Shared Strings
fn read_texts(part: &[u8], fonts: &[Font], strike: bool) -> Texts {
    let mut texts = Texts::default();
    for (kind, data) in Records::new(part) {
        if kind == SHARED_ITEM {
            texts.push(rich_text(&mut Fields(data), fonts, strike).unwrap_or_default());
        }
    }
    texts
}

/// 2.5.119 RichStr: a text, and where in it other fonts begin.
fn rich_text(fields: &mut Fields, fonts: &[Font], strike: bool) -> Option<String> {
    let flags = fields.u8()?;
    let text = fields.text()?;
    if flags & 1 == 0 {
        return Some(text);
    }
    let count = fields.u32()?;
    let mut runs = Vec::new();
    for _ in 0..count {
        let (Some(start), Some(font)) = (fields.u16(), fields.u16()) else {
            break;
        };
        runs.push((usize::from(start), usize::from(font)));
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    let first = runs.first().map_or(units.len(), |(start, _)| *start);
    let mut shown = String::from_utf16_lossy(units.get(..first).unwrap_or(&units));
    for (at, (start, font)) in runs.iter().enumerate() {
        let end = runs.get(at + 1).map_or(units.len(), |(start, _)| *start);
        let piece = String::from_utf16_lossy(units.get(*start..end).unwrap_or_default());
        let font = fonts.get(*font).copied().unwrap_or_default();
        let piece = match font.raised {
            true => symbols::raised(&piece),
            false => piece.into(),
        };
        match font.struck || strike {
            true => shown.push_str(&marked(&piece, font.struck)),
            false => shown.push_str(&piece),
        }
    }
    Some(shown)
}

/// 2.1.7.62 Worksheet; false where it has no cells at all, or ends in the middle of a record.
fn read_sheet(
    part: &[u8],
    mut sheet: Sheet,
    fonts: &[Font],
    book: &mut Book,
) -> Result<bool, Error> {
    let mut found = false;
    let mut row = 0;
    let mut records = Records::new(part);
    for (kind, data) in &mut records {
        let mut fields = Fields(data);
        match kind {
            BEGIN_SHEET_DATA => found = true,
            ROW => {
                row = fields.u32().unwrap_or(row);
                sheet.row_hidden = data.get(11).is_some_and(|flags| flags & 0x10 != 0);
            }
            COLUMNS if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                let columns = fields.u32().zip(fields.u32());
                sheet.hidden_columns.extend(columns);
            }
            MERGED => {
                let corner = (fields.u32(), fields.u32(), fields.u32(), fields.u32());
                if let (Some(top), Some(bottom), Some(left), Some(right)) = corner {
                    let rows = bottom.saturating_sub(top).saturating_add(1);
                    let columns = right.saturating_sub(left).saturating_add(1);
                    book.merge((top, left), rows, columns)?;
                }
            }
            _ => {
                let Some(column) = fields.u32() else { continue };
                let style = fields.u32().unwrap_or(0) & 0x00ff_ffff;
                if let Some(cell) = read_cell(kind, &mut fields, fonts, sheet.strikes()) {
                    let style = style as usize;
                    sheet.put(&Cell { style, ..cell }, row, column, book)?;
                }
            }
        }
    }
    Ok(found && records.rest.is_empty())
}

/// The value of a cell record, `None` for other records.
fn read_cell(kind: u16, fields: &mut Fields, fonts: &[Font], strike: bool) -> Option<Cell> {
    let (value_kind, value) = match kind {
        RK => (Kind::Number, rk(fields.u32()?).to_string()),
        REAL | FORMULA_NUMBER => (Kind::Number, fields.f64()?.to_string()),
        ERROR | FORMULA_ERROR => (Kind::Error, error_value(fields.u8()?).to_owned()),
        TRUTH | FORMULA_TRUTH => (Kind::Truth, fields.u8()?.min(1).to_string()),
        TEXT | FORMULA_TEXT => (Kind::Text, fields.text()?),
        RICH_TEXT => (Kind::Text, rich_text(fields, fonts, strike)?),
        SHARED => (Kind::Shared, fields.u32()?.to_string()),
        _ => return None,
    };
    Some(Cell {
        kind: value_kind,
        has_formula: (FORMULA_TEXT..=FORMULA_ERROR).contains(&kind),
        value,
        ..Cell::default()
    })
}

/// 2.5.122 RkNumber: 30 bits of a number, whether they are whole, and whether it is to be divided by 100.
fn rk(number: u32) -> f64 {
    let value = match number & 2 {
        0 => f64::from_bits(u64::from(number & !3) << 32),
        _ => f64::from((number as i32) >> 2),
    };
    if number & 1 != 0 {
        value / 100.0
    } else {
        value
    }
}

/// 2.5.97.2 BErr
fn error_value(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#GETTING_DATA",
    }
}

/// (kind, data) of each record (2.1.4).
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let mut fields = Fields(self.rest);
        let kind = fields.number(2)?;
        let length = fields.number(4)? as usize;
        let data = fields.0.get(..length)?;
        self.rest = fields.0.get(length..)?;
        Some((kind as u16, data))
    }
}

/// Fields one behind the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*first)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f64(&mut self) -> Option<f64> {
        self.take().map(f64::from_le_bytes)
    }

    /// 2.5.168 XLWideString; a text that is null is empty.
    fn text(&mut self) -> Option<String> {
        let length = self.u32()?;
        if length == u32::MAX {
            return Some(String::new());
        }
        let bytes = (length as usize).checked_mul(2)?;
        let text = self.0.get(..bytes)?;
        self.0 = self.0.get(bytes..)?;
        let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(text);
        Some(text.into_owned())
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..most {
            let byte = self.u8()?;
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_30_bits() {
        for (bits, value) in [
            (0x3ff0_0000, 1.0),
            (0x4093_4801, 12.34),
            ((86 << 2) | 2, 86.0),
            (((-5i32) << 2) as u32 | 2, -5.0),
            ((2_480 << 2) | 3, 24.8),
        ] {
            assert!((rk(bits) - value).abs() < 1e-9, "{bits:x} {}", rk(bits));
        }
    }
}
