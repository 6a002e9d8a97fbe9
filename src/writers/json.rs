//! JSON and JSON Lines: the nested form, indented by two spaces or with one document per line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::output::Style;
use crate::record::Document;

/// Appends one document, indented as an element of the surrounding array, without a line break at its end.
pub(super) fn pretty(document: &Document, _: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(b"  ");
    let mut indented = Indented(out);
    document.serialize(&mut Serializer::with_formatter(
        &mut indented,
        PrettyFormatter::new(),
    ))?;
    Ok(())
}

/// Appends one document on one line.
pub(super) fn line(document: &Document, _: &Style, out: &mut Vec<u8>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, document)?;
    out.push(b'\n');
    Ok(())
}

/// Indents every line after the first by two spaces. Line feeds inside strings are already escaped at this point.
struct Indented<'a>(&'a mut Vec<u8>);

impl Write for Indented<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.0.extend_from_slice(line);
            if line.ends_with(b"\n") {
                self.0.extend_from_slice(b"  ");
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
