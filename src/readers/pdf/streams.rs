//! The streams of an open file: what hayro would inflate while it draws.
//!
//! In: an open file. Out: its largest form, and the size of a page's content; an error where a stream grows beyond every bound.
//! Streams that [`inflation::check`] has seen are not inflated again.

use std::borrow::Cow;

use hayro_interpret::hayro_syntax::object::{Array, Name, Object, Stream};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{Filter, Pdf};

use super::inflation::{self, MOST_OF_A_BYTE, SHORTEST};
use crate::allowance::Allowance;
use crate::error::Error;
use crate::limits::MAX_INFLATED_BYTES;

/// What one byte may become: code words of 12 bits that stand for 4,096 bytes.
const MOST_OF_LZW: u64 = 2_731;
/// Two bytes that stand for 128.
const MOST_OF_A_RUN: u64 = 64;
/// One letter that stands for four zeros.
const MOST_OF_ASCII: u64 = 4;

/// What is known of the streams of a file.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Bytes of the largest form that pages may draw again and again.
    pub(super) largest_form: u64,
}

/// Measures every stream that pages may draw.
///
/// # Errors
/// [`Error::LimitExceeded`].
pub(super) fn measure(pdf: &Pdf, allowance: &Allowance) -> Result<Measured, Error> {
    let mut measured = Measured::default();
    for object in pdf.objects() {
        let Object::Stream(stream) = object else {
            continue;
        };
        let kind = stream.dict().get::<Name<'_>>("Subtype");
        let is_form = kind.is_some_and(|kind| &*kind == b"Form");
        let raw = stream.raw_data();
        let filters = stream.filters();
        let was_seen = matches!(raw, Cow::Borrowed(_))
            && matches!(filters[..], [Filter::FlateDecode])
            && inflation::is_zlib(&raw);
        if !is_form && (was_seen || (filters.len() < 2 && raw.len() < SHORTEST)) {
            continue;
        }
        let size = size(&raw, &filters)?;
        if !was_seen {
            allowance.take(size)?;
        }
        if is_form {
            measured.largest_form = measured.largest_form.max(size);
        }
    }
    Ok(measured)
}

/// Bytes of the content of a page. It may list one stream many times, and hayro keeps the content of every page.
///
/// # Errors
/// [`Error::LimitExceeded`].
pub(super) fn content_size(page: &Page<'_>) -> Result<u64, Error> {
    if let Some(stream) = page.raw().get::<Stream<'_>>("Contents") {
        return size(&stream.raw_data(), &stream.filters());
    }
    let Some(parts) = page.raw().get::<Array<'_>>("Contents") else {
        return Ok(0);
    };
    let mut bytes = 0u64;
    for part in parts.iter::<Object<'_>>() {
        if let Object::Stream(stream) = part {
            bytes += size(&stream.raw_data(), &stream.filters())?;
        }
        if bytes > MAX_INFLATED_BYTES {
            return Err(inflation::too_large());
        }
    }
    Ok(bytes)
}

/// Bytes that data becomes without its encodings, or could become.
fn size(raw: &[u8], filters: &[Filter]) -> Result<u64, Error> {
    let mut size = raw.len() as u64;
    for (filter, index) in filters.iter().zip(0..) {
        size = match filter {
            Filter::FlateDecode if index == 0 => inflation::inflated(raw, raw.len())?,
            Filter::FlateDecode => size.saturating_mul(MOST_OF_A_BYTE),
            Filter::LzwDecode => size.saturating_mul(MOST_OF_LZW),
            Filter::RunLengthDecode => size.saturating_mul(MOST_OF_A_RUN),
            Filter::Ascii85Decode => size.saturating_mul(MOST_OF_ASCII),
            Filter::AsciiHexDecode | Filter::Crypt => size,
            // a picture, which is not decoded here
            _ => return Ok(size),
        };
    }
    match size > MAX_INFLATED_BYTES {
        true => Err(inflation::too_large()),
        false => Ok(size),
    }
}
