//! The work that one input file may cause, counted in bytes each time they are read.
//!
//! In: the size of the file, then a charge for every part, entry, sheet or format at each reference to it. Out: whether the
//! work may go on. A file of a few kilobytes can name one part a million times, in itself and in the documents inside it; it
//! is all one allowance. No clock is read: a file gives the same records on every machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Error;
use crate::format::Format;
use crate::limits::{WORK_OF_A_BYTE, WORK_OF_A_FILE, WORK_OF_A_REFERENCE};
use crate::message::Message;

/// What is left for one file. Clones share it: the documents inside a file take from what is left for the file.
#[derive(Debug, Clone)]
pub struct Allowance {
    left: Arc<AtomicU64>,
    whole: u64,
}

impl Allowance {
    /// The allowance of a file of so many bytes.
    pub fn of_bytes(bytes: usize) -> Self {
        let whole = WORK_OF_A_FILE.saturating_add(WORK_OF_A_BYTE.saturating_mul(bytes as u64));
        Self {
            left: Arc::new(AtomicU64::new(whole)),
            whole,
        }
    }

    /// Bytes that may still be read.
    pub fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    /// Takes the bytes of a part that is read once more.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] when fewer are left; then nothing is left.
    pub fn charge(&self, bytes: u64) -> Result<(), Error> {
        self.take(bytes.saturating_add(WORK_OF_A_REFERENCE))
    }

    /// Takes bytes of a part that has been charged for as a reference already.
    ///
    /// # Errors
    /// As [`Allowance::charge`].
    pub fn take(&self, bytes: u64) -> Result<(), Error> {
        let left = self.left().checked_sub(bytes);
        self.left.store(left.unwrap_or(0), Ordering::Relaxed);
        left.map(drop).ok_or_else(|| self.spent())
    }

    /// Takes what reading a document inside the file costs, beyond what its own parts are charged for.
    ///
    /// # Errors
    /// As [`Allowance::charge`].
    pub fn charge_document(&self, format: Format, bytes: usize) -> Result<(), Error> {
        self.charge((bytes as u64).saturating_mul(weight(format)))
    }

    /// The error of a file whose allowance is used up.
    pub fn spent(&self) -> Error {
        Error::LimitExceeded {
            what: Message::fixed(
                "文件各部分每次引用所读的字节数",
                "bytes of its parts, counted each time they are referenced",
            ),
            limit: self.whole,
        }
    }
}

/// How many times longer a byte takes than one that is inflated and looked through.
fn weight(format: Format) -> u64 {
    match format {
        Format::Html | Format::Mhtml | Format::Pdf => 10,
        Format::Text | Format::Rtf | Format::Doc | Format::Xls => 8,
        Format::WordXml
        | Format::FlatOpc
        | Format::Fodt
        | Format::Fods
        | Format::SpreadsheetXml => 4,
        // their parts are charged one by one
        Format::Docx
        | Format::Ofd
        | Format::Odt
        | Format::Ods
        | Format::Xlsx
        | Format::Xlsb
        | Format::Zip => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_take_from_one_allowance() {
        let allowance = Allowance::of_bytes(1);
        let inside = allowance.clone();
        let half = WORK_OF_A_FILE / 2;
        inside.charge(half).unwrap();
        let left = half + WORK_OF_A_BYTE - WORK_OF_A_REFERENCE;
        assert_eq!(allowance.left(), left);
        let error = allowance.charge(left).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
        assert_eq!(inside.left(), 0);
    }
}
