//! Reads the bytes of an input, up to a bound.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::is_stdin;
use crate::error::Error;
use crate::limits::MAX_FILE_BYTES;
use crate::memory;
use crate::message::Message;

/// Reads the bytes of a file, or of standard input for [`crate::inputs::STDIN`].
///
/// # Errors
/// [`Error::Unreadable`], and [`Error::LimitExceeded`] beyond [`MAX_FILE_BYTES`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |error: std::io::Error| Error::unreadable(&error);
    if is_stdin(path) {
        return read_within(io::stdin(), 0, MAX_FILE_BYTES);
    }
    let file = File::open(path).map_err(unreadable)?;
    // a pipe has no size
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    read_within(file, size, MAX_FILE_BYTES)
}

/// `size`: how many bytes the stream claims to have.
fn read_within(stream: impl Read, size: u64, most: u64) -> Result<Vec<u8>, Error> {
    if size > most {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    // one byte more, so that the end is seen without asking for more room
    memory::reserve(&mut bytes, size + 1)?;
    stream
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::unreadable(&error))?;
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The error of a file that is larger than [`MAX_FILE_BYTES`].
pub fn too_large() -> Error {
    Error::LimitExceeded {
        what: Message::fixed("文件的字节数", "bytes in the file"),
        limit: MAX_FILE_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_bound() {
        let read =
            |length: usize| read_within(&vec![b'x'; length][..], 0, 9).map(|read| read.len());
        assert_eq!(read(9), Ok(9));
        assert_eq!(read(10).unwrap_err().code(), "limit-exceeded");
        // one that says it is larger is not read
        let error = read_within(Unread, 10, 9).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
    }

    struct Unread;

    impl Read for Unread {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("the size is asked first");
        }
    }
}
