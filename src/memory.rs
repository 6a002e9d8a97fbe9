//! The memory that converting a file takes, estimated before it is read.
//!
//! In: a file, or its bytes. Out: its [`Size`], by which a run lets large files wait for each other instead of taking memory
//! for each thread; and a sentence where the memory is not there. Lost: what the estimate is wrong by; it is for the
//! largest files that were measured, see `docs/robustness.md`.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use crate::error::Error;
use crate::limits::{MAX_FILE_BYTES, MEMORY_OF_A_BYTE, MEMORY_OF_AN_INFLATED_BYTE};

/// What one file takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Its bytes.
    pub bytes: u64,
    /// Estimated bytes of memory while it is converted.
    pub memory: u64,
}

impl Size {
    /// That of a file. One that is not read, a pipe and standard input take no memory here.
    pub fn of_file(path: &Path) -> Self {
        let size = || -> io::Result<Self> {
            let metadata = std::fs::metadata(path)?;
            let bytes = metadata.len();
            // opening a pipe waits for somebody to write to it
            match metadata.is_file() && bytes <= MAX_FILE_BYTES {
                true => Ok(Self::of(bytes, BufReader::new(File::open(path)?))),
                false => Ok(Self { bytes, memory: 0 }),
            }
        };
        size().unwrap_or_default()
    }

    /// That of bytes in memory.
    pub fn of_content(bytes: &[u8]) -> Self {
        Self::of(bytes.len() as u64, Cursor::new(bytes))
    }

    fn of(bytes: u64, mut file: impl Read + Seek) -> Self {
        let mut head = [0; 2];
        let packed = file.read_exact(&mut head).is_ok() && head == *b"PK";
        let inflated = match packed {
            true => file.rewind().ok().and_then(|()| inflated(file)),
            false => None,
        };
        let memory = match inflated {
            Some(inflated) => inflated.saturating_mul(MEMORY_OF_AN_INFLATED_BYTE),
            None => bytes.saturating_mul(MEMORY_OF_A_BYTE),
        };
        Self {
            bytes,
            memory: memory.saturating_add(bytes),
        }
    }
}

/// What the members of a package say they inflate to. Pictures stay as they are.
fn inflated(file: impl Read + Seek) -> Option<u64> {
    let mut archive = ZipArchive::new(file).ok()?;
    let mut sum = 0u64;
    for position in 0..archive.len() {
        let member = archive.by_index_raw(position).ok()?;
        let name = String::from_utf8_lossy(member.name_raw());
        if !name.contains("/media/") {
            sum = sum.saturating_add(member.size());
        }
    }
    Some(sum)
}

/// Asks for the memory of a conversion and gives it back at once, so that where there is a bound on it the file fails with a
/// sentence instead of ending the program.
///
/// # Errors
/// [`Error::OutOfMemory`].
pub fn ask_for(memory: u64) -> Result<(), Error> {
    /// Less than this is there, or nothing can be reported either.
    const SMALL: u64 = 64 << 20;
    if memory < SMALL {
        return Ok(());
    }
    reserve(&mut Vec::new(), memory)
}

/// Room for so many bytes.
///
/// # Errors
/// [`Error::OutOfMemory`].
pub(crate) fn reserve(room: &mut Vec<u8>, bytes: u64) -> Result<(), Error> {
    usize::try_from(bytes)
        .ok()
        .and_then(|bytes| room.try_reserve_exact(bytes).ok())
        .ok_or(Error::OutOfMemory { bytes })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_package_counts_by_what_it_inflates_to() {
        let text = Size::of_content(b"abc");
        assert_eq!((text.bytes, text.memory), (3, 3 + 3 * MEMORY_OF_A_BYTE));
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, bytes) in [("word/document.xml", 5_000), ("word/media/a.png", 9_000)] {
            writer.start_file(name, options).unwrap();
            writer.write_all(&vec![b' '; bytes]).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let size = Size::of_content(&bytes);
        let inflated = 5_000 * MEMORY_OF_AN_INFLATED_BYTE;
        assert_eq!(size.memory, inflated + bytes.len() as u64);
        // a torn one is read as far as it goes
        let torn = Size::of_content(&bytes[..bytes.len() - 9]);
        assert!(torn.memory > 0);
    }

    #[test]
    fn memory_that_no_machine_has_is_refused() {
        assert_eq!(ask_for(1 << 20), Ok(()));
        let error = ask_for(1 << 60).unwrap_err();
        assert_eq!(error.code(), "out-of-memory");
    }
}
