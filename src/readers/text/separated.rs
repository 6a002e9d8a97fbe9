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
use crate::finding::{Finding, Findings, Severity};
use crate::limits::MAX_ROW_BYTES;
use crate::readers::blank_words::is_nothing;
use crate::table::{TableBuilder, Vertical};

/// Lines of text above the first row.
const MAX_LINES_ABOVE: usize = 20;
/// Fewer may well stand in two sentences.
const MIN_SEPARATORS: usize = 4;

/// The blocks of the file and the number of their cells, `None` when it is none.
pub(super) fn read(text: &str, findings: &mut Findings) -> Option<(Vec<Block>, usize)> {
    let (named, text) = named_separator(text);
    let separators = match named {
        Some(separator) => vec![separator],
        None => vec![b',', b';', b'\t'],
    };
    let separator = separators
        .into_iter()
        .find(|separator| separates(text, *separator, named.is_some()).unwrap_or(false))?;
    let mut records = Records::new(text, separator);
    let mut record = StringRecord::new();
    let mut blocks = Vec::new();
    let (mut cells, mut rounded) = (0, 0usize);
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
            rounded += usize::from(is_rounded(cell.trim()));
            let lines = lines(plain(cell), line.saturating_add(before));
            before += lines.len() as u32 - 1;
            table.cell(cell_blocks(&lines, findings), 1, Vertical::Rows(1));
        }
    }
    blocks.extend(open.map(|table| table_block(table.finish())));
    if rounded > 0 {
        findings.push(digits_lost(rounded));
    }
    Some((blocks, cells))
}

/// `5.10923E+19`: a spreadsheet took a long code for a number.
fn is_rounded(cell: &str) -> bool {
    let Some((mantissa, power)) = cell.split_once("E+") else {
        return false;
    };
    let is_number = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    !mantissa.is_empty() && is_number(mantissa) && power.parse().is_ok_and(|power: u32| power >= 11)
}

fn digits_lost(count: usize) -> Finding {
    Finding::extraction(
        "digits-lost",
        Severity::Warning,
        format!(
            "{count} 个单元格是科学计数法的数（如 5.1E+19），其后的数字已丢失；编码请以文本格式导出"
        ),
        format!(
            "{count} cells hold numbers such as 5.1E+19, whose other digits are lost; export codes as text"
        ),
    )
}

/// `sep=;` in the first line names the separator to Excel; and the text without that line.
fn named_separator(text: &str) -> (Option<u8>, &str) {
    let separator = || {
        let rest = text.trim_start_matches('\u{feff}');
        let (line, rest) = rest.split_once('\n')?;
        let separator = line.trim_end_matches('\r').strip_prefix("sep=")?;
        let one =
            separator.len() == 1 && matches!(separator.as_bytes()[0], b',' | b';' | b'\t' | b'|');
        one.then(|| (separator.as_bytes().first().copied(), rest))
    };
    separator().unwrap_or((None, text))
}

/// What a cell says: nothing where a program wrote its word for nothing, and a text without what guards it from being
/// taken for a number by Excel: `="5109"`, `'5109`.
fn plain(cell: &str) -> &str {
    let text = cell.trim();
    if is_nothing(text) {
        return "";
    }
    let guarded = text
        .strip_prefix("=\"")
        .and_then(|text| text.strip_suffix('"'));
    let guarded = guarded.or_else(|| {
        let text = text.strip_prefix('\'')?;
        (text.starts_with(|c: char| c.is_ascii_alphanumeric()) && !text.contains('\''))
            .then_some(text)
    });
    guarded.filter(|text| !text.contains('"')).unwrap_or(cell)
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
fn separates(text: &str, separator: u8, named: bool) -> Option<bool> {
    // TABs without quotation marks are read line by line
    if separator == b'\t' && !named && !text.contains("\t\"") && !text.contains("\n\"") {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_says() {
        for (cell, expected) in [
            ("=\"51092324T000010263357\"", "51092324T000010263357"),
            ("'51092324T000010263357", "51092324T000010263357"),
            ("'引用'", "'引用'"),
            ("NULL", ""),
            (" nan ", ""),
            ("Nanjing", "Nanjing"),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(plain(cell), expected, "{cell}");
        }
        assert!(is_rounded("5.10923E+19") && !is_rounded("E+19") && !is_rounded("1.5E+03"));
    }

    #[test]
    fn the_first_line_may_name_the_separator() {
        assert_eq!(named_separator("\u{feff}sep=;\r\na;b"), (Some(b';'), "a;b"));
        assert_eq!(named_separator("sep=ab\nx"), (None, "sep=ab\nx"));
    }
}
