//! Comma-separated values (RFC 4180), also with semicolons, and with TABs where cells are quoted.
//!
//! In: a whole file. Out: its rows as tables, lines without a separator as paragraphs; a row of empty cells parts two tables.
//! A file is taken for one only when all its rows have the same number of cells: prose has commas too. Lost: nothing.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::{Line, cell_blocks, paragraph, table_block};
use crate::document::Block;
use crate::finding::Findings;
use crate::limits::MAX_ROW_BYTES;
use crate::table::{TableBuilder, Vertical};

/// Lines of text above the first row.
const MAX_LINES_ABOVE: usize = 20;
/// Fewer may well stand in two sentences.
const MIN_SEPARATORS: usize = 4;

/// The blocks of the file and the number of their cells, `None` when it is none.
pub(super) fn read(text: &str, findings: &mut Findings) -> Option<(Vec<Block>, usize)> {
    let separator = [b',', b';', b'\t']
        .into_iter()
        .find(|separator| separates(text, *separator).unwrap_or(false))?;
    let mut records = Records::new(text, separator);
    let mut record = StringRecord::new();
    let mut blocks = Vec::new();
    let mut cells = 0;
    let mut open: Option<TableBuilder> = None;
    while records.read(&mut record)? {
        let line = record.position().map_or(1, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        if record.len() == 1 || record.iter().all(|cell| cell.trim().is_empty()) {
            blocks.extend(open.take().map(|table| table_block(table.finish())));
            let lines = lines(record.get(0).unwrap_or_default(), line);
            let texts = lines
                .into_iter()
                .filter(|line| !line.text.trim().is_empty());
            blocks.extend(texts.map(|line| Block::Paragraph(paragraph(line))));
            continue;
        }
        cells += record.len();
        let table = open.get_or_insert_with(TableBuilder::new);
        table.start_row(Some(line), 0);
        let mut before = 0;
        for cell in &record {
            let lines = lines(cell, line.saturating_add(before));
            before += lines.len() as u32 - 1;
            table.cell(cell_blocks(&lines, findings), 1, Vertical::Rows(1));
        }
    }
    blocks.extend(open.map(|table| table_block(table.finish())));
    Some((blocks, cells))
}

/// The lines of a cell.
fn lines(cell: &str, first: u32) -> Vec<Line<'_>> {
    let lines = cell.split('\n').zip(first..);
    lines
        .map(|(text, number)| Line {
            text: text.trim_end_matches('\r'),
            number,
        })
        .collect()
}

/// Whether this sign separates the cells of a table; `None` where the text cannot be taken apart by it.
fn separates(text: &str, separator: u8) -> Option<bool> {
    // TABs without quotation marks are read line by line
    if separator == b'\t' && !text.contains("\t\"") && !text.contains("\n\"") {
        return None;
    }
    let mut records = Records::new(text, separator);
    let mut record = StringRecord::new();
    let (mut width, mut rows, mut all) = (0, 0, 0usize);
    // one cell a line behind a TAB each, as Tika writes tables
    let mut led_by_tab = separator == b'\t';
    while records.read(&mut record)? {
        if record.len() > 1 {
            if width != 0 && record.len() != width {
                return None;
            }
            width = record.len();
            rows += 1;
            led_by_tab &= width == 2 && record.get(0).is_some_and(str::is_empty);
        } else if rows == 0 && all > MAX_LINES_ABOVE {
            return None;
        }
        all += 1;
    }
    Some(!led_by_tab && rows > 1 && rows * (width - 1) >= MIN_SEPARATORS && rows * 2 > all)
}

/// The rows of a text, one at a time.
struct Records<'t> {
    reader: Reader<Pieces<'t>>,
    room: Rc<Cell<usize>>,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: u8) -> Self {
        let room = Rc::new(Cell::new(MAX_ROW_BYTES));
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Pieces {
                rest: text.as_bytes(),
                room: Rc::clone(&room),
            });
        Self { reader, room }
    }

    /// Reads the next row; false at the end, `None` for a row that is no row of a table.
    fn read(&mut self, record: &mut StringRecord) -> Option<bool> {
        self.room.set(MAX_ROW_BYTES);
        self.reader.read_record(record).ok()
    }
}

/// A text in pieces. Reading fails where one row takes too many of them: a quotation mark that is never closed would make the
/// whole text one cell.
struct Pieces<'t> {
    rest: &'t [u8],
    /// Bytes that the row may still take.
    room: Rc<Cell<usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.rest.read(buffer)?;
        let room = self.room.get().checked_sub(count);
        self.room.set(room.ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(count)
    }
}
