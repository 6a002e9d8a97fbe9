//! Workbooks of the same cells in three formats, written record by record, so that a test says exactly what is in a file.
//!
//! In: codes of number formats, and cells. Out: the bytes of a workbook with one sheet, `S`.

#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod xls;
pub(crate) mod xlsb;
pub(crate) mod xlsx;

/// What a cell holds.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// A number, in the format of this index.
    Number(f64, usize),
    /// A text, in the format of this index.
    Text(String, usize),
}

/// A cell: 0-based row and column, and what it holds.
pub(crate) type Cell = (u16, u16, Value);

/// A way to write a workbook.
pub(crate) type Write = fn(&[&str], &[Cell]) -> Vec<u8>;

/// Every format that stores numbers apart from how they are shown.
pub(crate) const FORMATS: [(&str, Write); 3] = [
    ("made.xlsx", xlsx::workbook),
    ("made.xlsb", xlsb::workbook),
    ("made.xls", xls::workbook),
];

/// The id of the first format of a file's own.
const FIRST_FORMAT: u16 = 164;

/// UTF-16, the low byte first.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
