//! Compressed streams that would fill the memory.
//!
//! In: the bytes of a file. Out: an error where a stream grows beyond what any page of a disclosure needs. hayro inflates a stream
//! at once and whole, so this looks first. Pictures are left out: nobody inflates them here.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use memchr::memmem;

use crate::error::Error;
use crate::limits::{MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MIN_RATIO_BYTES};
use crate::message::Message;

/// Deflate makes at most 1,032 bytes of one: shorter streams stay below [`MIN_RATIO_BYTES`].
const SHORTEST: usize = (MIN_RATIO_BYTES / 1_032) as usize;
/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 512;

/// Looks at every stream.
///
/// # Errors
/// [`Error::LimitExceeded`].
pub(super) fn check(bytes: &[u8]) -> Result<(), Error> {
    let mut inflated = 0u64;
    let ends = memmem::Finder::new(b"endstream");
    for start in memmem::find_iter(bytes, b"stream") {
        let before = &bytes[start.saturating_sub(DICTIONARY)..start];
        if before.ends_with(b"end") || is_picture(before) {
            continue;
        }
        let rest = bytes.get(start + b"stream".len()..).unwrap_or_default();
        let line_end = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .take(2)
            .count();
        let data = rest.get(line_end..).unwrap_or_default();
        // a stream that says no end may go on to the end of the file
        let data = &data[..ends.find(data).unwrap_or(data.len())];
        if data.len() < SHORTEST || !is_zlib(data) {
            continue;
        }
        inflated += size(data)?;
        if inflated > MAX_INFLATED_BYTES {
            return Err(too_large());
        }
    }
    Ok(())
}

/// The dictionary right before a stream is that of a picture.
fn is_picture(before: &[u8]) -> bool {
    let start = memmem::rfind(before, b" obj").unwrap_or(0);
    memmem::find(&before[start..], b"/Image").is_some()
}

/// The two bytes that begin deflated data (RFC 1950, 2.2).
fn is_zlib(data: &[u8]) -> bool {
    match data {
        [first, second, ..] => {
            first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// Bytes that a stream inflates to; what is broken ends it.
fn size(data: &[u8]) -> Result<u64, Error> {
    let most = MIN_RATIO_BYTES.max(MAX_INFLATE_RATIO * data.len() as u64);
    let mut inflating = ZlibDecoder::new(data).take(most + 1);
    let mut buffer = vec![0; 64 << 10];
    let mut size = 0;
    loop {
        match inflating.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => size += read as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    if size > most {
        return Err(too_large());
    }
    Ok(size)
}

fn too_large() -> Error {
    Error::LimitExceeded {
        what: Message::fixed(
            "PDF 数据流解压后的字节数",
            "bytes of an inflated stream of the PDF",
        ),
        limit: MAX_INFLATED_BYTES,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn stream(dictionary: &str, size: u64) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        let zeros = vec![0; 1 << 20];
        for _ in 0..size >> 20 {
            encoder.write_all(&zeros).unwrap();
        }
        let mut bytes = format!("1 0 obj {dictionary} stream\r\n").into_bytes();
        bytes.extend(encoder.finish().unwrap());
        bytes.extend(b"\nendstream endobj");
        bytes
    }

    #[test]
    fn a_stream_that_grows_without_bound_is_refused() {
        assert!(check(&stream("<< /Filter /FlateDecode >>", MIN_RATIO_BYTES)).is_ok());
        let bomb = 3 * MIN_RATIO_BYTES;
        let error = check(&stream("<< /Filter /FlateDecode >>", bomb)).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
        assert!(check(&stream("<< /Subtype /Image /Filter /FlateDecode >>", bomb)).is_ok());
    }
}
