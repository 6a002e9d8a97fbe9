//! Binary workbooks of few bytes: an OLE container with one stream of records ([MS-XLS]).

use std::io::{Cursor, Write};

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend((data.len() as u16).to_le_bytes());
    bytes.extend(data);
    bytes
}

const BEGIN: [u8; 4] = [0, 6, 5, 0];

/// A workbook of one sheet: records in front of the list of sheets, and those of the sheet.
pub(crate) fn workbook(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let mut stream = record(0x0809, &BEGIN);
    stream.extend(globals.concat());
    // position, visible, a worksheet, the name S
    let start = (stream.len() + 4 + 9 + 4) as u32;
    stream.extend(record(
        0x0085,
        &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat(),
    ));
    stream.extend(record(0x000A, &[]));
    assert_eq!(stream.len(), start as usize);
    stream.extend(record(0x0809, &BEGIN));
    stream.extend(cells.concat());
    stream.extend(record(0x000A, &[]));
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook")
        .unwrap()
        .write_all(&stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A whole number in a cell.
pub(crate) fn number(row: u16, column: u16) -> Vec<u8> {
    let packed = (7u32 << 2 | 2).to_le_bytes();
    record(
        0x027E,
        &[
            &row.to_le_bytes()[..],
            &column.to_le_bytes(),
            &[0, 0],
            &packed,
        ]
        .concat(),
    )
}

/// Cells at the ends of rows that are far from each other, on a sheet that claims to be as large as any can be.
pub(crate) fn far_cells(size: usize) -> Vec<u8> {
    let mut cells = vec![record(0x0200, &[0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0])];
    let distance = 65_535 / size.max(1);
    for row in (0..size).map(|number| (number * distance) as u16) {
        cells.push(number(row, 0));
        cells.push(number(row, 255));
    }
    workbook(&[], &cells)
}

/// Cells that share one text, every character of which is a run of its own in a raised font.
pub(crate) fn runs(size: usize) -> Vec<u8> {
    const LENGTH: u16 = 500;
    let font = |raised: u8| record(0x0031, &[0, 0, 0, 0, 0, 0, 0, 0, raised, 0]);
    let mut text = [1u32.to_le_bytes(), 1u32.to_le_bytes()].concat();
    text.extend([&LENGTH.to_le_bytes()[..], &[8], &LENGTH.to_le_bytes()].concat());
    text.extend(std::iter::repeat_n(b'2', usize::from(LENGTH)));
    for start in 0..LENGTH {
        text.extend([start.to_le_bytes(), (start % 2).to_le_bytes()].concat());
    }
    let globals = [font(0), font(1), record(0x00FC, &text)];
    let cell = |row: u16| record(0x00FD, &[&row.to_le_bytes()[..], &[0; 8]].concat());
    let cells: Vec<_> = (0..size).map(|row| cell(row as u16)).collect();
    workbook(&globals, &cells)
}
