//! The OLE container: the streams that a Word document consists of.
//!
//! In: the bytes of the file. Out: its streams. Lost: pictures, macros, embedded objects, summary information.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::bytes::{u16_at, u32_at};
use crate::error::Error;
use crate::format::Format;
use crate::message::Message;

/// [MS-CFB] 2.2: a sector has 512 or 4096 bytes (2 to the power of these).
const SECTOR_SHIFTS: [u16; 2] = [9, 12];
/// The FAT may describe sectors beyond the end of the file. Files that lack more bytes than this are truncated, and are
/// not padded.
const MAX_MISSING_TAIL: usize = 1 << 20;

/// An open container.
pub(super) struct Container<'a>(CompoundFile<Cursor<Cow<'a, [u8]>>>);

impl<'a> Container<'a> {
    /// # Errors
    /// [`Error::Damaged`] when the directory or the allocation table is beyond repair.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let first = match CompoundFile::open(Cursor::new(Cow::Borrowed(bytes))) {
            Ok(container) => return Ok(Self(container)),
            Err(error) => error,
        };
        // older programs fill the last FAT sector with zeros instead of "free", which Word accepts
        if let Some(padded) = padded(bytes)
            && let Ok(container) = CompoundFile::open(Cursor::new(Cow::Owned(padded)))
        {
            return Ok(Self(container));
        }
        Err(Error::damaged(
            Format::Doc,
            Message::new(
                format!("OLE 容器无法打开（{first}）"),
                format!("its OLE container cannot be opened ({first})"),
            ),
        ))
    }

    /// A stream of the root storage, as far as it can be read; `None` when there is no such stream.
    pub(super) fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut stream = self.0.open_stream(name).ok()?;
        // a broken chain of sectors still gives the bytes before the break
        let mut content = Vec::new();
        let _ = stream.read_to_end(&mut content);
        Some(content)
    }
}

/// The file, padded with zeros up to the last sector that its FAT can describe, if only a little is missing.
fn padded(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = u16_at(bytes, 0x1e).filter(|shift| SECTOR_SHIFTS.contains(shift))?;
    let fat_sectors = usize::try_from(u32_at(bytes, 0x2c)?).ok()?;
    let entries = fat_sectors.checked_mul((1 << shift) / 4)?;
    let length = entries.checked_add(1)?.checked_mul(1 << shift)?;
    if length <= bytes.len() || length - bytes.len() > MAX_MISSING_TAIL {
        return None;
    }
    let mut padded = bytes.to_vec();
    padded.resize(length, 0);
    Some(padded)
}
