//! Reads the bytes of an input, up to a bound.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::is_stdin;
use crate::error::Error;
use crate::limits::MAX_FILE_BYTES;
use crate::message::Message;

/// Reads the bytes of a file, or of standard input for [`crate::inputs::STDIN`].
///
/// # Errors
/// [`Error::Unreadable`], and [`Error::LimitExceeded`] beyond [`MAX_FILE_BYTES`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    let unreadable = |error: std::io::Error| Error::unreadable(&error);
    let stream: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(unreadable)?)
    };
    read_within(stream, MAX_FILE_BYTES)
}

fn read_within(stream: impl Read, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
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
        what: Message::fixed("文件的字节数", "bytes of the file"),
        limit: MAX_FILE_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_bound() {
        let read = |length: usize| read_within(&vec![b'x'; length][..], 9).map(|read| read.len());
        assert_eq!(read(9), Ok(9));
        assert_eq!(read(10).unwrap_err().code(), "limit-exceeded");
    }
}
