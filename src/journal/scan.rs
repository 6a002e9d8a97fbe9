//! The entries of a journal, as far as they are complete.
//!
//! In: the file. Out: its basis, the position of every entry, its end. Records are skipped without inflating them.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

use flate2::bufread::GzDecoder;

use super::store::Span;
use super::{Basis, End, Input, Line};
use crate::limits::MAX_JOURNAL_LINE_BYTES;

/// The content of a journal.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) basis: Option<Basis>,
    /// The number of bytes before the first entry.
    pub(super) head: u64,
    /// Entries in order, each with its position.
    pub(super) inputs: Vec<(Input, Span)>,
    /// Only after a finished run.
    pub(super) end: Option<End>,
    /// The position after the last complete entry.
    pub(super) whole: u64,
}

/// Reads up to the first line that is torn or unknown.
///
/// # Errors
/// Those of the file.
pub(super) fn scan(file: &mut (impl BufRead + Seek)) -> io::Result<Scan> {
    let size = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    let mut found = Scan::default();
    while let Some(line) = next_line(file) {
        let after = file.stream_position()?;
        match (line, &found.basis) {
            (Line::Basis(basis), None) => {
                found.basis = Some(basis);
                found.head = after;
                found.whole = after;
            }
            (Line::Input(input), Some(_)) => {
                let Some(end) = after.checked_add(input.records).filter(|end| *end <= size) else {
                    break;
                };
                let span = Span {
                    start: found.whole,
                    records: after,
                    end,
                };
                file.seek(SeekFrom::Start(end))?;
                found.inputs.push((input, span));
                found.whole = end;
            }
            (Line::End(end), Some(_)) => {
                found.end = Some(end);
                break;
            }
            _ => break,
        }
    }
    Ok(found)
}

/// The line in the member that begins here; `None` at the end of the file, and where the member is torn or not a line.
fn next_line(file: &mut impl BufRead) -> Option<Line> {
    let mut line = Vec::new();
    let mut member = GzDecoder::new(file);
    member
        .by_ref()
        .take(MAX_JOURNAL_LINE_BYTES)
        .read_to_end(&mut line)
        .ok()?;
    // reading to the end compares the checksum
    let ended = member.read(&mut [0]).ok()? == 0;
    ended.then(|| serde_json::from_slice(&line).ok()).flatten()
}
