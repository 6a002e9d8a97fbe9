//! The data of form fields ([MS-DOC] 2.9.157 NilPICFAndBinData, 2.9.78 FFData).
//!
//! In: the Data stream and an offset in it. Out: what the field shows. Lost: names, help texts, macros, limits.

use super::bytes::{index_at, slice, u8_at, u16_at, u32_at, utf16};
use crate::readers::form::{FormField, Kind};

/// The result is undefined, so the default counts.
const UNDEFINED: u16 = 25;
/// Most entries of a list that are read; Word allows 25.
const MAX_ENTRIES: u16 = 256;

/// Reads the field whose data begin at `offset`; `None` for text fields and invalid data.
pub(super) fn read(data: &[u8], offset: usize) -> Option<FormField> {
    let length = index_at(data, offset)?;
    let header = usize::from(u16_at(data, offset.checked_add(4)?)?);
    let field = slice(data, offset, length)?.get(header..)?;
    // 2.9.78: version, bits and two sizes precede the name
    if u32_at(field, 0)? != u32::MAX {
        return None;
    }
    let bits = u16_at(field, 4)?;
    let kind = match bits & 3 {
        1 => Kind::Box,
        2 => Kind::List,
        _ => return None,
    };
    let at = behind_text(field, 10)?;
    let default = u16_at(field, at)?;
    let result = bits >> 2 & 0x1f;
    Some(FormField {
        kind: Some(kind),
        chosen: Some(i64::from(result)).filter(|_| result != UNDEFINED),
        default: Some(i64::from(default)),
        entries: match kind {
            Kind::Box => Vec::new(),
            Kind::List => entries(field, at + 2).unwrap_or_default(),
        },
    })
}

/// 2.9.353 Xstz: a length, as many characters and a zero. Returns the offset after it.
fn behind_text(field: &[u8], at: usize) -> Option<usize> {
    let length = usize::from(u16_at(field, at)?);
    Some(at + 2 + 2 * length + 2)
}

/// The entries of a list; they follow a format, two help texts and two macros.
fn entries(field: &[u8], at: usize) -> Option<Vec<String>> {
    let mut at = (0..5).try_fold(at, |at, _| behind_text(field, at))?;
    if u8_at(field, at)? != 0xff {
        return None;
    }
    let count = u16_at(field, at + 2)?.min(MAX_ENTRIES);
    at += 6;
    let mut entries = Vec::new();
    for _ in 0..count {
        let length = usize::from(u16_at(field, at)?);
        entries.push(utf16(field, at + 2, length)?);
        at += 2 + 2 * length;
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(bits: u16, default: u16, entries: &[&str]) -> Vec<u8> {
        let mut field = vec![0xff; 4];
        for unit in [bits, 0, 20, 1, u16::from(b'n'), 0, default] {
            field.extend(unit.to_le_bytes());
        }
        field.extend([0; 20]);
        field.extend([0xff, 0xff, entries.len() as u8, 0, 0, 0]);
        for entry in entries {
            let units: Vec<u16> = entry.encode_utf16().collect();
            field.extend((units.len() as u16).to_le_bytes());
            field.extend(units.into_iter().flat_map(u16::to_le_bytes));
        }
        let mut data = vec![7; 3];
        data.extend((68 + field.len() as u32).to_le_bytes());
        data.extend([68, 0]);
        data.extend([0; 62]);
        data.extend(field);
        data
    }

    #[test]
    fn boxes_and_lists() {
        for (bits, default, entries, shown) in [
            (1 | 1 << 2, 0, &[][..], Some("☒")),
            (1, 1, &[], Some("☐")),
            (1 | 25 << 2, 1, &[], Some("☒")),
            (2 | 1 << 2, 0, &["延续", "新增"], Some("新增")),
            (2 | 7 << 2, 0, &["延续"], None),
            (0, 0, &[], None),
        ] {
            let data = stored(bits, default, entries);
            let field = read(&data, 3);
            let found = field.as_ref().and_then(FormField::shown);
            assert_eq!(found, shown, "{bits:b}");
            for end in 0..data.len() {
                let _ = read(&data[..end], 3);
            }
        }
        assert!(read(&[], usize::MAX).is_none());
    }
}
