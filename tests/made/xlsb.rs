//! Workbooks whose parts are binary ([MS-XLSB]).

use super::xlsx::{relationships, zipped};
use super::{Cell, FIRST_FORMAT, Value, wide};

/// The bytes of one record (2.1.4): seven bits a byte of its kind and its length.
fn record(kind: u32, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    let mut bytes = Vec::new();
    for mut number in [kind, data.len() as u32] {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }
    [bytes, data].concat()
}

/// 2.5.168 XLWideString
fn text(text: &str) -> Vec<u8> {
    let length = text.encode_utf16().count() as u32;
    [&length.to_le_bytes()[..], &wide(text)].concat()
}

/// A workbook with one sheet.
pub(crate) fn workbook(codes: &[&str], cells: &[Cell]) -> Vec<u8> {
    let list = record(0x9c, &[&[0; 4], &[1, 0, 0, 0], &text("s"), &text("S")]);
    let ids = FIRST_FORMAT..;
    let formats = codes.iter().zip(ids.clone());
    let formats = formats.map(|(code, id)| record(0x2c, &[&id.to_le_bytes(), &text(code)]));
    let looks = codes.iter().zip(ids);
    let looks = looks.map(|(_, id)| record(0x2f, &[&[0, 0], &id.to_le_bytes(), &[0; 12]]));
    let styles = [
        formats.collect::<Vec<_>>().concat(),
        record(0x269, &[&[0; 4]]),
        looks.collect::<Vec<_>>().concat(),
        record(0x26a, &[]),
    ]
    .concat();
    let mut sheet = record(0x91, &[]);
    let mut last = None;
    for (row, column, value) in cells {
        if last != Some(row) {
            sheet.extend(record(0, &[&u32::from(*row).to_le_bytes(), &[0; 13]]));
            last = Some(row);
        }
        let column = u32::from(*column).to_le_bytes();
        let look = |index: usize| (index as u32).to_le_bytes();
        sheet.extend(match value {
            Value::Number(number, index) => {
                record(5, &[&column, &look(*index), &number.to_le_bytes()])
            }
            Value::Text(value, index) => record(6, &[&column, &look(*index), &text(value)]),
        });
    }
    sheet.extend(record(0x92, &[]));
    zipped(&[
        (
            "_rels/.rels",
            relationships(&[("r", "officeDocument", "xl/workbook.bin")]).as_bytes(),
        ),
        ("xl/workbook.bin", &list),
        (
            "xl/_rels/workbook.bin.rels",
            relationships(&[("s", "worksheet", "s.bin"), ("t", "styles", "t.bin")]).as_bytes(),
        ),
        ("xl/t.bin", &styles),
        ("xl/s.bin", &sheet),
    ])
}
