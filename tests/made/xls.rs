//! Binary workbooks of Excel 97 and later, and of Excel 95 ([MS-XLS]).

use std::io::{Cursor, Write as _};

use super::{Cell, FIRST_FORMAT, Value, wide};

pub(crate) const CODE_PAGE: u16 = 0x0042;
pub(crate) const LABEL: u16 = 0x0204;
const FORMULA: u16 = 0x0006;

/// The bytes of one record.
pub(crate) fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let length = (data.len() as u16).to_le_bytes();
    [&kind.to_le_bytes()[..], &length, &data].concat()
}

/// An OLE container with the records of a workbook: those before the list of sheets, and those of its sheet.
pub(crate) fn stream(version: u16, globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[&version.to_le_bytes(), &[5, 0]]);
    let name: &[u8] = match version {
        0x0600 => &[1, 0, b'S'],
        _ => &[1, b'S'],
    };
    let mut bytes = [begin.clone(), globals.concat()].concat();
    let start = bytes.len() + 4 + 6 + name.len() + 4;
    bytes.extend(record(
        0x0085,
        &[&(start as u32).to_le_bytes(), &[0, 0], name],
    ));
    bytes.extend(record(0x000A, &[]));
    bytes.extend(begin);
    bytes.extend(cells.concat());
    bytes.extend(record(0x000A, &[]));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let name = if version == 0x0600 {
        "Workbook"
    } else {
        "Book"
    };
    file.create_stream(name).unwrap().write_all(&bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A workbook of Excel 97.
pub(crate) fn workbook(codes: &[&str], cells: &[Cell]) -> Vec<u8> {
    let ids = FIRST_FORMAT..;
    let formats = codes.iter().zip(ids.clone()).map(|(code, id)| {
        let length = (code.encode_utf16().count() as u16).to_le_bytes();
        record(0x041E, &[&id.to_le_bytes(), &length, &[1], &wide(code)])
    });
    let looks = codes.iter().zip(ids);
    let looks = looks.map(|(_, id)| record(0x00E0, &[&[0, 0], &id.to_le_bytes(), &[0; 16]]));
    let globals: Vec<_> = formats.chain(looks).collect();
    let cells: Vec<_> = cells.iter().map(cell).collect();
    stream(0x0600, &globals, &cells)
}

fn cell((row, column, value): &Cell) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes()].concat();
    let look = |index: usize| (index as u16).to_le_bytes();
    match value {
        Value::Number(number, index) => {
            record(0x0203, &[&place, &look(*index), &number.to_le_bytes()])
        }
        Value::Text(text, index) => {
            let length = (text.encode_utf16().count() as u16).to_le_bytes();
            record(LABEL, &[&place, &look(*index), &length, &[1], &wide(text)])
        }
    }
}

/// A cell whose formula has this result.
pub(crate) fn formula(row: u16, column: u16, result: [u8; 8]) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(FORMULA, &[&place, &result, &[0; 8]])
}
