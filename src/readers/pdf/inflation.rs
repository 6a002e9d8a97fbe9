//! Compressed streams that would fill the memory.
//!
//! In: the bytes of a file, or the data of one stream. Out: the size to which it inflates, taken from the allowance of the file; an
//! error where a stream grows beyond every bound. hayro inflates a stream at once and whole, so this looks first.
//!
//! [`check`] finds streams by their keyword alone, before hayro opens the file: hayro inflates streams of references and of objects
//! to find its way. What the keyword does not show, an encrypted stream or one in two encodings, is measured with [`inflated`] before
//! a page is drawn. A stream of objects that is encrypted is the one kind that nothing bounds.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;

use crate::allowance::Allowance;
use crate::error::Error;
use crate::limits::{MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MIN_RATIO_BYTES};
use crate::message::Message;

/// Bytes that deflate makes of one at most.
pub(super) const MOST_OF_A_BYTE: u64 = 1_032;
/// Shorter streams stay below [`MIN_RATIO_BYTES`].
pub(super) const SHORTEST: usize = (MIN_RATIO_BYTES / MOST_OF_A_BYTE) as usize;
/// Bytes before a stream in which its dictionary is looked for.
const DICTIONARY: usize = 512;
/// Encodings of one stream, one around the other.
const MAX_LAYERS: usize = 4;

/// Looks at every stream that shows.
///
/// # Errors
/// [`Error::LimitExceeded`].
pub(super) fn check(bytes: &[u8], allowance: &Allowance) -> Result<(), Error> {
    let ends = memmem::Finder::new(b"endstream");
    for start in memmem::find_iter(bytes, b"stream") {
        let before = &bytes[start.saturating_sub(DICTIONARY)..start];
        let rest = &bytes[start + b"stream".len()..];
        let line_end = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .take(2)
            .count();
        let data = &rest[line_end..];
        if before.ends_with(b"end") || line_end == 0 || !is_zlib(data) {
            continue;
        }
        // the keyword may be part of the data, so this is the least that the stream has
        let least = ends.find(data).unwrap_or(data.len());
        let size = match is_picture(before) {
            true => size(data, least, MAX_INFLATED_BYTES)?,
            false => inflated(data, least)?,
        };
        if size >= SHORTEST as u64 {
            allowance.take(size)?;
        }
    }
    Ok(())
}

/// Bytes that data inflates to which begins here and has at least this length.
///
/// # Errors
/// [`Error::LimitExceeded`] where it grows more than any real stream does.
pub(super) fn inflated(data: &[u8], least: usize) -> Result<u64, Error> {
    let most = MIN_RATIO_BYTES.max(MAX_INFLATE_RATIO * least as u64);
    size(data, least, most.min(MAX_INFLATED_BYTES))
}

/// The two bytes that begin deflated data (RFC 1950, 2.2).
pub(super) fn is_zlib(data: &[u8]) -> bool {
    match data {
        [first, second, ..] => {
            first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31)
        }
        _ => false,
    }
}

/// The error of a stream that is too large.
pub(super) fn too_large() -> Error {
    Error::LimitExceeded {
        what: Message::fixed(
            "PDF 数据流解压后的字节数",
            "bytes of an inflated stream of the PDF",
        ),
        limit: MAX_INFLATED_BYTES,
    }
}

/// The dictionary right before a stream is that of a picture.
fn is_picture(before: &[u8]) -> bool {
    let start = memmem::rfind(before, b" obj").unwrap_or(0);
    memmem::find(&before[start..], b"/Image").is_some()
}

/// What the data inflates to, `most` bytes at most, and what that inflates to where it is deflated again.
fn size(data: &[u8], least: usize, most: u64) -> Result<u64, Error> {
    let mut largest = 0;
    for layers in 1..=MAX_LAYERS {
        let inflated = count(layer(data, layers).take(most + 1));
        largest = inflated.bytes.max(largest);
        // hayro goes on after data that is wrong
        let unread = if inflated.wrong && layers == 1 {
            least as u64
        } else {
            0
        };
        if largest > most || unread.saturating_mul(MOST_OF_A_BYTE) > MAX_INFLATED_BYTES {
            return Err(too_large());
        }
        if !is_zlib(&inflated.head) {
            break;
        }
    }
    Ok(largest)
}

/// The data without its outermost encodings.
fn layer(data: &[u8], layers: usize) -> Box<dyn Read + '_> {
    match layers {
        0 => Box::new(data),
        1 if !is_zlib(data) => Box::new(DeflateDecoder::new(data)),
        _ => Box::new(ZlibDecoder::new(layer(data, layers - 1))),
    }
}

/// What a reader gives.
struct Inflated {
    bytes: u64,
    /// The first two bytes, zeros where there are fewer.
    head: [u8; 2],
    /// It ends at data that is wrong, not at an end.
    wrong: bool,
}

fn count(mut reader: impl Read) -> Inflated {
    let mut buffer = vec![0; 64 << 10];
    let mut inflated = Inflated {
        bytes: 0,
        head: [0; 2],
        wrong: false,
    };
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return inflated,
            Ok(read) => {
                if inflated.bytes == 0 && read > 1 {
                    inflated.head = [buffer[0], buffer[1]];
                }
                inflated.bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                inflated.wrong = error.kind() != io::ErrorKind::UnexpectedEof;
                return inflated;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes = format!("1 0 obj {dictionary} stream\r\n").into_bytes();
        bytes.extend(data);
        bytes.extend(b"\nendstream endobj");
        bytes
    }

    fn checked(dictionary: &str, data: &[u8]) -> Option<&'static str> {
        let bytes = stream(dictionary, data);
        let allowance = Allowance::of_bytes(bytes.len());
        check(&bytes, &allowance).err().map(|error| error.code())
    }

    const FLATE: &str = "<< /Filter /FlateDecode >>";
    const PICTURE: &str = "<< /Subtype /Image /Filter /FlateDecode >>";

    #[test]
    fn a_stream_that_grows_without_bound_is_refused() {
        let zeros = vec![0; MIN_RATIO_BYTES as usize];
        assert_eq!(checked(FLATE, &deflated(&zeros)), None);
        let bomb = deflated(&vec![0; 2 * zeros.len()]);
        assert_eq!(checked(FLATE, &bomb), Some("limit-exceeded"));
        // a blank scan compresses as well
        assert_eq!(checked(PICTURE, &bomb), None);
    }

    #[test]
    fn a_stream_that_is_deflated_twice_is_measured_to_the_end() {
        let bomb = deflated(&deflated(&vec![0; 2 * MIN_RATIO_BYTES as usize]));
        assert!(bomb.len() < SHORTEST);
        assert_eq!(checked(FLATE, &bomb), Some("limit-exceeded"));
    }

    #[test]
    fn a_keyword_inside_the_data_hides_nothing() {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(b"endstream").unwrap();
        encoder.flush().unwrap();
        let mut bomb = encoder.finish().unwrap();
        // without the last block and the checksum, then the blocks of the bomb
        bomb.truncate(bomb.len() - 9);
        bomb.extend(&deflated(&vec![0; 2 * MIN_RATIO_BYTES as usize])[2..]);
        assert_eq!(checked(FLATE, &bomb), Some("limit-exceeded"));
    }

    #[test]
    fn streams_share_the_allowance_of_the_file() {
        let bytes = stream(PICTURE, &deflated(&vec![0; 1 << 20]));
        let bytes = bytes.repeat(1_000);
        let allowance = Allowance::of_bytes(1);
        assert_eq!(
            check(&bytes, &allowance).unwrap_err().code(),
            "limit-exceeded"
        );
    }
}
