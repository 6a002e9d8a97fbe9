//! CSV according to RFC 4180: UTF-8, a header row, decimals with a point, ISO dates, an empty field for null, and LF.
//!
//! In: rows of the [flat tables](super::flat). Out: lines. Lost: the difference between null and an empty text. With
//! `--excel`, a leading `'` is added to texts that Excel would evaluate or take for another number or a date; that
//! variant is for reading, not for loading.

use std::io::{self, Write};

use memchr::{memchr, memchr3};

use super::flat::{COMPARISONS, TABLES};
use super::flat::{Cell, Kind, Row, Table};
use super::guard::is_changed;
use super::output::{Header, OutputFile, Style};
use crate::compare::Comparison;
use crate::record::Document;
use crate::record::blank_record;

/// The file of table `T` of [`TABLES`]. The index is a constant, so that its functions are plain function pointers.
pub(super) const fn file<const T: usize>(name: &'static str) -> OutputFile {
    OutputFile {
        name,
        head: |style| head(TABLES[T], style),
        between: "",
        tail: "",
        encode: |document, style, out| rows(TABLES[T], document, style, out),
        of_run: T == PROJECTS,
    }
}

/// Index of the table of projects, which says what an earlier document has already.
const PROJECTS: usize = 1;

/// The table of findings.
pub const FINDINGS: OutputFile = file::<7>("findings.csv");

/// The header row, after a byte order mark where the style asks for one.
fn head(table: &Table, style: &Style) -> String {
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|column| match style.header.unwrap_or_default() {
            Header::En => column.name,
            Header::Zh => column.title,
        })
        .collect();
    let mark = if style.excel { "\u{feff}" } else { "" };
    // names and titles contain no comma, quotation mark or line break
    format!("{mark}{}\n", names.join(","))
}

/// The table of comparisons, including the header row.
///
/// # Errors
/// Never because of the data.
pub fn comparisons(comparisons: &[Comparison], style: &Style) -> io::Result<Vec<u8>> {
    let nowhere = blank_record("", &[]);
    let mut out = head(COMPARISONS, style).into_bytes();
    append_rows(COMPARISONS, style, &mut out, |each| {
        for comparison in comparisons {
            each(Row::of_comparison(&nowhere, comparison));
        }
    })?;
    Ok(out)
}

/// Appends the rows of one document.
fn rows(table: &Table, document: &Document, style: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    append_rows(table, style, out, |each| (table.rows)(document, each))
}

/// The most bytes that are reserved in advance.
const MAX_AHEAD: usize = 16 << 20;

/// Appends the rows that `rows` calls back with.
fn append_rows<'a>(
    table: &Table,
    style: &Style,
    out: &mut Vec<u8>,
    rows: impl Fn(&mut dyn FnMut(Row<'a>)),
) -> io::Result<()> {
    let begin = out.len();
    let mut rest = 0usize;
    rows(&mut |_| rest += 1);
    let mut result = Ok(());
    rows(&mut |row| {
        let first = out.len() == begin;
        for (index, column) in table.columns.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            let guard = style.excel && column.kind == Kind::Text;
            if let Some(cell) = (column.cell)(row)
                && let Err(error) = append(cell, guard, out)
            {
                result = Err(error);
            }
        }
        out.push(b'\n');
        rest -= 1;
        if first {
            // estimate the other rows by the first: growing step by step would need three times the memory
            let room = (out.len() - begin).saturating_mul(rest).min(MAX_AHEAD);
            out.reserve_exact(room + room / 4);
        }
    });
    result
}

/// Appends one value; `guard` puts `'` before a text that a spreadsheet would misinterpret.
fn append(cell: Cell<'_>, guard: bool, out: &mut Vec<u8>) -> io::Result<()> {
    match cell {
        Cell::Integer(number) if !guard => write!(out, "{number}"),
        Cell::Decimal(number) if !guard => write!(out, "{number}"),
        cell => {
            append_text(&cell.text(), guard, out);
            Ok(())
        }
    }
}

fn append_text(text: &str, guard: bool, out: &mut Vec<u8>) {
    let guarded = guard && is_changed(text);
    let text = text.as_bytes();
    let mark: &[u8] = if guarded { b"'" } else { b"" };
    let quoted = memchr3(b',', b'"', b'\n', text).is_some() || memchr(b'\r', text).is_some();
    if !quoted {
        out.extend_from_slice(mark);
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    out.extend_from_slice(mark);
    for piece in text.split_inclusive(|byte| *byte == b'"') {
        out.extend_from_slice(piece);
        if piece.ends_with(b"\"") {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_excel_variant_guards_what_excel_would_change() {
        for (text, excel) in [
            ("=8个", "'=8个"),
            ("＝8个", "'＝8个"),
            ("-5%", "'-5%"),
            ("1:3", "'1:3"),
            ("98%", "98%"),
            ("≥8", "≥8"),
            ("", ""),
        ] {
            for (guard, expected) in [(false, text), (true, excel)] {
                let mut field = Vec::new();
                append_text(text, guard, &mut field);
                let quoted = expected.contains([',', '"', '\r']);
                let expected = match quoted {
                    true => format!("\"{}\"", expected.replace('"', "\"\"")),
                    false => expected.to_owned(),
                };
                assert_eq!(String::from_utf8_lossy(&field), expected, "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn fields_are_quoted_as_another_writer_does(fields in prop::collection::vec("[a字,\"\r\n ']{0,6}", 2..5)) {
            let mut writer = ::csv::WriterBuilder::new()
                .terminator(::csv::Terminator::Any(b'\n'))
                .from_writer(Vec::new());
            writer.write_record(&fields).unwrap();
            let mut ours = Vec::new();
            for (index, field) in fields.iter().enumerate() {
                if index > 0 {
                    ours.push(b',');
                }
                append_text(field, false, &mut ours);
            }
            ours.push(b'\n');
            prop_assert_eq!(ours, writer.into_inner().unwrap());
        }
    }

    #[test]
    fn headers_need_no_quotation() {
        for table in TABLES.iter().chain([&COMPARISONS]) {
            for column in table.columns {
                let plain = |text: &str| !text.contains([',', '"', '\n', '\r']);
                assert!(plain(column.name) && plain(column.title), "{}", column.name);
            }
        }
    }
}
