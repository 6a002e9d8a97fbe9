//! Automatic numbers ([MS-DOC] 2.4.6.3): the lists that a document defines.
//!
//! In: PlfLst with the levels that follow it, and PlfLfo. Out: the same [`Numbering`] that numbering.xml gives. Lost:
//! bullets, positions, formatting.

use super::bytes::{index_at, slice, u8_at, u16_at, u32_at};
use crate::readers::docx::numbering::{LEVELS, Level, Numbering};

/// Sizes in bytes of 2.9.147 LSTF, 2.9.131 LFO, 2.9.133 LFOLVL and 2.9.150 LVLF.
const LSTF: usize = 28;
const LFO: usize = 16;
const LFOLVL: usize = 8;
const LVLF: usize = 28;
/// istdNil: no style is linked to the level.
const NO_STYLE: u16 = 0x0fff;

/// Reads the lists of a document. `plf_lst` must extend beyond the PlfLst itself: the levels follow it (2.9.191).
pub(super) fn read(plf_lst: &[u8], plf_lfo: &[u8]) -> Numbering {
    let mut numbering = Numbering::default();
    read_definitions(plf_lst, &mut numbering);
    read_overrides(plf_lfo, &mut numbering);
    numbering
}

/// The list of a sprmPIlfo (2.6.2). A negative number only says that the paragraph's indents do not come from the list.
pub(super) fn number_of(ilfo: u16) -> i64 {
    i64::from(ilfo.cast_signed()).abs()
}

fn read_definitions(plf_lst: &[u8], numbering: &mut Numbering) -> Option<()> {
    let count = usize::from(u16_at(plf_lst, 0)?);
    let mut at = 2 + count * LSTF;
    for list in 0..count {
        let lstf = slice(plf_lst, 2 + list * LSTF, LSTF)?;
        let simple = u8_at(lstf, 26)? & 1 != 0;
        let mut levels: [Option<Level>; LEVELS] = Default::default();
        for (i, level) in levels
            .iter_mut()
            .enumerate()
            .take(if simple { 1 } else { LEVELS })
        {
            let (mut read, length) = read_level(plf_lst, at)?;
            // rgistdPara: the style linked to each level
            let style = u16_at(lstf, 8 + 2 * i)?;
            read.style = (style != NO_STYLE).then(|| style.to_string().into_bytes());
            *level = Some(read);
            at += length;
        }
        numbering.define(i64::from(u32_at(lstf, 0)?), levels);
    }
    Some(())
}

fn read_overrides(plf_lfo: &[u8], numbering: &mut Numbering) -> Option<()> {
    let count = index_at(plf_lfo, 0)?;
    let mut at = count.checked_mul(LFO)?.checked_add(4)?;
    for list in 0..count {
        let lfo = slice(plf_lfo, 4 + list * LFO, LFO)?;
        let definition = i64::from(u32_at(lfo, 0)?);
        let mut starts = [None; LEVELS];
        let mut levels: [Option<Level>; LEVELS] = Default::default();
        // 2.9.132 LFOData: a position, then the overridden levels. If these are cut off, the list itself is still valid
        at += 4;
        for _ in 0..u8_at(lfo, 12)? {
            let Some(flags) = u32_at(plf_lfo, at + 4) else {
                break;
            };
            let start = u32_at(plf_lfo, at);
            at += LFOLVL;
            let index = (flags & 0xf) as usize;
            if flags & 1 << 5 != 0 {
                let Some((level, length)) = read_level(plf_lfo, at) else {
                    break;
                };
                at += length;
                if let Some(slot) = levels.get_mut(index) {
                    *slot = Some(level);
                }
            } else if flags & 1 << 4 != 0
                && let Some(slot) = starts.get_mut(index)
            {
                *slot = start;
            }
        }
        numbering.add_list(i64::try_from(list).ok()? + 1, definition, starts, levels);
    }
    Some(())
}

/// Reads an LVL (2.9.149); also returns its length in bytes.
fn read_level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    let lvlf = slice(bytes, at, LVLF)?;
    let character_bytes = usize::from(u8_at(lvlf, 24)?);
    let paragraph_bytes = usize::from(u8_at(lvlf, 25)?);
    let text_at = at + LVLF + character_bytes + paragraph_bytes;
    let count = usize::from(u16_at(bytes, text_at)?);
    let text = slice(bytes, text_at + 2, count * 2)?;
    let flags = u8_at(lvlf, 5)?;
    let level = Level {
        start: u32_at(lvlf, 0)?,
        format: format_name(u8_at(lvlf, 4)?).to_vec(),
        text: label(text, slice(lvlf, 6, LEVELS)?),
        legal: flags & 1 << 2 != 0,
        restart: (flags & 1 << 3 != 0).then(|| usize::from(u8_at(lvlf, 26).unwrap_or_default())),
        style: None,
    };
    Some((level, text_at + 2 + count * 2 - at))
}

/// The text of a label, with its placeholders written as in numbering.xml (`%1`). `places`: their 1-based positions.
fn label(text: &[u8], places: &[u8]) -> String {
    let units = text
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    let mut label = String::new();
    for (i, unit) in units.enumerate() {
        let placeholder = places.iter().any(|place| usize::from(*place) == i + 1);
        match char::from_u32(u32::from(unit)) {
            Some(level) if placeholder && (level as usize) < LEVELS => {
                label.push('%');
                label.push(char::from(b'1' + level as u8));
            }
            Some(character) if !placeholder => label.push(character),
            _ => {}
        }
    }
    label
}

/// [MS-OSHARED] 2.2.1.3 MSONFC as a name of `w:numFmt`.
fn format_name(nfc: u8) -> &'static [u8] {
    const NAMES: [&str; 40] = [
        "decimal",
        "upperRoman",
        "lowerRoman",
        "upperLetter",
        "lowerLetter",
        "ordinal",
        "cardinalText",
        "ordinalText",
        "hex",
        "chicago",
        "ideographDigital",
        "japaneseCounting",
        "aiueo",
        "iroha",
        "decimalFullWidth",
        "decimalHalfWidth",
        "japaneseLegal",
        "japaneseDigitalTenThousand",
        "decimalEnclosedCircle",
        "decimalFullWidth2",
        "aiueoFullWidth",
        "irohaFullWidth",
        "decimalZero",
        "bullet",
        "ganada",
        "chosung",
        "decimalEnclosedFullstop",
        "decimalEnclosedParen",
        "decimalEnclosedCircleChinese",
        "ideographEnclosedCircle",
        "ideographTraditional",
        "ideographZodiac",
        "ideographZodiacTraditional",
        "taiwaneseCounting",
        "ideographLegalTraditional",
        "taiwaneseCountingThousand",
        "taiwaneseDigital",
        "chineseCounting",
        "chineseLegalSimplified",
        "chineseCountingThousand",
    ];
    match nfc {
        57 => b"numberInDash",
        255 => b"none",
        _ => NAMES
            .get(usize::from(nfc))
            .map_or(b"decimal", |name| name.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(start: u32, nfc: u8, places: &[u8], text: &str) -> Vec<u8> {
        let mut lvl = start.to_le_bytes().to_vec();
        lvl.extend([nfc, 0]);
        lvl.extend(places);
        lvl.resize(LVLF, 0);
        lvl[24] = 2;
        lvl.extend([0xff, 0xff]);
        lvl.extend((text.encode_utf16().count() as u16).to_le_bytes());
        lvl.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        lvl
    }

    fn definitions(levels: &[Vec<u8>]) -> Vec<u8> {
        let mut plf = vec![1, 0, 7, 0, 0, 0, 0, 0, 0, 0];
        plf.extend([0xff, 0x0f].repeat(LEVELS));
        plf[2 + 8 + 2] = 5;
        plf[2 + 8 + 3] = 0;
        plf.extend([0, 0]);
        for i in 0..LEVELS {
            plf.extend(
                levels
                    .get(i)
                    .cloned()
                    .unwrap_or_else(|| level(1, 0, &[], "")),
            );
        }
        plf
    }

    fn overrides(lists: &[(u8, &[u8])]) -> Vec<u8> {
        let mut plf = (lists.len() as u32).to_le_bytes().to_vec();
        for (count, _) in lists {
            let mut lfo = vec![7, 0, 0, 0];
            lfo.resize(LFO, 0);
            lfo[12] = *count;
            plf.extend(lfo);
        }
        for (_, data) in lists {
            plf.extend([0xff; 4]);
            plf.extend(*data);
        }
        plf
    }

    #[test]
    fn chinese_numbers_and_levels() {
        let levels = [level(1, 39, &[1], "\0、"), level(1, 0, &[1, 3], "\0.\u{1}")];
        let mut numbering = read(&definitions(&levels), &overrides(&[(0, &[])]));
        let mut next = |level| numbering.next(1, level).unwrap_or_default();
        let labels = [next(0), next(0), next(1), next(1), next(0), next(1)];
        assert_eq!(labels, ["一、", "二、", "二.1 ", "二.2 ", "三、", "三.1 "]);
        assert_eq!(numbering.level_of_style(1, b"5"), Some(1));
        assert_eq!(numbering.next(2, 0), None);
    }

    #[test]
    fn a_list_may_start_elsewhere() {
        let levels = [level(1, 0, &[1], "\0.")];
        let start = [4, 0, 0, 0, 0x10, 0, 0, 0];
        let plf_lfo = overrides(&[(0, &[]), (1, &start)]);
        let mut numbering = read(&definitions(&levels), &plf_lfo);
        let labels = [1, 1, 2, 2].map(|list| numbering.next(list, 0).unwrap_or_default());
        assert_eq!(labels, ["1. ", "2. ", "4. ", "5. "]);
    }

    #[test]
    fn lists_cut_short_are_no_lists() {
        let whole = definitions(&[level(1, 0, &[1], "\0.")]);
        for cut in [0, 1, 20, 40, 80] {
            let mut numbering = read(&whole[..cut], &overrides(&[(0, &[])]));
            assert_eq!(numbering.next(1, 0), None);
        }
        read(&whole, &[255; 40]);
        assert_eq!(number_of(0xfffe), 2);
    }
}
