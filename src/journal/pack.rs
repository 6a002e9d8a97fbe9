//! One input as an entry of the journal, made on the thread that converts it.
//!
//! In: the bytes of a file and its records. Out: two gzip members, to be appended with one write.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};

use super::{Input, Line};
use crate::hash::sha256;
use crate::record::Document;

/// An entry being made.
pub struct Pack {
    input: Input,
    records: GzEncoder<Vec<u8>>,
}

impl Pack {
    /// Begins the entry of an input; `bytes` is `None` for one that cannot be read.
    pub fn new(name: &str, bytes: Option<&[u8]>) -> Self {
        Self {
            input: Input {
                path: name.to_owned(),
                bytes: bytes.map_or(0, |bytes| bytes.len() as u64),
                sha256: bytes.map(sha256),
                outcome: BTreeMap::new(),
                records: 0,
            },
            records: gzip(),
        }
    }

    /// The facts about the input so far.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// Adds a record of the input.
    ///
    /// # Errors
    /// Never because of the data; encoders of other crates report through [`io::Error`].
    pub fn push(&mut self, document: &Document) -> io::Result<()> {
        let status = document.status.as_str().to_owned();
        *self.input.outcome.entry(status).or_default() += 1;
        // serde_json writes a record in small pieces, and a string of the whole record would be large
        let mut line = BufWriter::with_capacity(1 << 15, &mut self.records);
        serde_json::to_writer(&mut line, document)?;
        line.write_all(b"\n")?;
        line.flush()
    }

    /// The bytes of the entry.
    ///
    /// # Errors
    /// As for [`Pack::push`].
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let records = self.records.finish()?;
        self.input.records = records.len() as u64;
        let mut entry = member(&Line::Input(self.input))?;
        entry.extend_from_slice(&records);
        Ok(entry)
    }
}

/// A line as a gzip member.
pub(super) fn member(line: &Line) -> io::Result<Vec<u8>> {
    let mut gzip = gzip();
    serde_json::to_writer(&mut gzip, line)?;
    gzip.write_all(b"\n")?;
    gzip.finish()
}

/// Level 1: records are so repetitive that higher levels save little and take long. The header contains no time.
fn gzip() -> GzEncoder<Vec<u8>> {
    GzBuilder::new()
        .operating_system(255)
        .write(Vec::new(), Compression::fast())
}
