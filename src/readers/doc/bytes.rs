//! Little-endian numbers at an offset. Each function returns `None` past the end, so that no file can cause an index
//! panic.
//!
//! In: bytes and an offset. Out: a number, bytes or text. Lost: nothing.

/// `length` bytes from `offset` on.
pub(super) fn slice(bytes: &[u8], offset: usize, length: usize) -> Option<&[u8]> {
    bytes.get(offset..offset.checked_add(length)?)
}

pub(super) fn u8_at(bytes: &[u8], offset: usize) -> Option<u8> {
    bytes.get(offset).copied()
}

pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    let field = slice(bytes, offset, 2)?;
    Some(u16::from_le_bytes([*field.first()?, *field.get(1)?]))
}

pub(super) fn i16_at(bytes: &[u8], offset: usize) -> Option<i16> {
    u16_at(bytes, offset).map(u16::cast_signed)
}

pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    slice(bytes, offset, 4)
        .and_then(|field| field.try_into().ok())
        .map(u32::from_le_bytes)
}

/// A 32-bit number as an index.
pub(super) fn index_at(bytes: &[u8], offset: usize) -> Option<usize> {
    u32_at(bytes, offset).and_then(|number| usize::try_from(number).ok())
}

/// `count` UTF-16 code units as text; unpaired surrogates become U+FFFD.
pub(super) fn utf16(bytes: &[u8], offset: usize, count: usize) -> Option<String> {
    let field = slice(bytes, offset, count.checked_mul(2)?)?;
    let units = field
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    Some(
        char::decode_utf16(units)
            .map(|character| character.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}
