//! Bookmarks ([MS-DOC] 2.9.278 SttbfBkmk, 2.8.10 PlcfBkf): their names and where they begin.
//!
//! In: both parts of the table stream. Out: (position, name), ordered by position. Lost: where they end.

use super::bytes::{index_at, u16_at, utf16};

/// Every bookmark, sorted by where it begins.
pub(super) fn read(names: &[u8], starts: &[u8]) -> Vec<(usize, String)> {
    // 2.8.10: `count` start positions and one more, then four bytes for each bookmark
    let count = starts.len().saturating_sub(4) / 8;
    let mut bookmarks: Vec<(usize, String)> = read_names(names)
        .into_iter()
        .take(count)
        .enumerate()
        .filter_map(|(i, name)| Some((index_at(starts, i * 4)?, name)))
        .collect();
    bookmarks.sort_by_key(|(start, _)| *start);
    bookmarks
}

/// 2.2.4 STTB with two-byte characters (fExtend).
fn read_names(sttb: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    if u16_at(sttb, 0) != Some(0xffff) {
        return names;
    }
    let extra = usize::from(u16_at(sttb, 4).unwrap_or_default());
    let mut at = 6;
    for _ in 0..u16_at(sttb, 2).unwrap_or_default() {
        let Some(length) = u16_at(sttb, at).map(usize::from) else {
            break;
        };
        let Some(name) = utf16(sttb, at + 2, length) else {
            break;
        };
        names.push(name);
        at += 2 + 2 * length + extra;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_their_places() {
        let mut sttb = vec![0xff, 0xff, 2, 0, 0, 0];
        for name in ["_Toc1", "书签"] {
            sttb.extend((name.chars().count() as u16).to_le_bytes());
            sttb.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        }
        let mut starts: Vec<u8> = [9u32, 4, 20].map(u32::to_le_bytes).concat();
        starts.extend([0; 8]);
        assert_eq!(
            read(&sttb, &starts),
            [(4, "书签".to_owned()), (9, "_Toc1".to_owned())]
        );
        assert_eq!(read(&sttb[..12], &starts), []);
        assert_eq!(read(&sttb, &starts[..12]).len(), 1);
    }
}
