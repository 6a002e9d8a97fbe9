//! Edits of what a document refers to: formats of numbers, ids of parts, ranges, names of sheets and entries of packages.

use super::dice::Dice;

/// Formats of numbers, as an attribute of XML holds them: conditions, sections, scales, times, and what is none.
const FORMATS: [&str; 16] = [
    "[=0]&quot;&quot;;General",
    "[&lt;1]0.00%;0",
    "[&gt;=10000]0!.0,&quot;万&quot;;0",
    "[=1]&quot;是&quot;;[=0]&quot;否&quot;;General",
    "[红色][&lt;0]-0;[蓝色]0",
    "#,##0.00_ ;[Red]-#,##0.00 ",
    "0.0,,",
    "# ?/?",
    "0.00E+00",
    "[h]:mm:ss.000",
    "yyyy\"年\"m\"月\"",
    "[$-804]yyyy/m/d",
    ";;;@",
    "*-0",
    "[",
    "0;0;0;0;0",
];

/// Ranges and cells.
const RANGES: [&str; 10] = [
    "A1:XFD1048576",
    "XFD1048576",
    "B2:A1",
    "A0",
    "A1:A1",
    "ZZZZ9",
    "A1:",
    "1:1048576",
    "A4294967296",
    "",
];

/// Attributes that hold what [`edit`] is about, with their quotation mark.
const REFERENCES: [&str; 12] = [
    "r:id=\"",
    "Id=\"",
    "Target=\"",
    "Type=\"",
    "name=\"",
    "xlink:href=\"",
    "s=\"",
    "numFmtId=\"",
    "w:val=\"",
    "style:data-style-name=\"",
    "table:name=\"",
    "src=\"",
];

/// One edit of a text.
pub(super) fn edit(text: &mut Vec<u8>, dice: &mut Dice) {
    let (format, range) = (*dice.of(&FORMATS), *dice.of(&RANGES));
    match dice.below(4) {
        0 => replace(text, &["formatCode=\"", "ss:Format=\""], format, dice),
        1 => replace(
            text,
            &["ref=\"", "r=\"", "table:cell-range-address=\""],
            range,
            dice,
        ),
        // a reference to something else of its kind, or to what is not there
        2 => {
            let name = *dice.of(&REFERENCES);
            if let Some(other) = value_of(text, &[name], dice).map(|range| text[range].to_vec())
                && let Some(range) = value_of(text, &[name], dice)
            {
                text.splice(range, other);
            }
        }
        _ => replace(text, &REFERENCES, "rId0", dice),
    }
}

fn replace(text: &mut Vec<u8>, names: &[&str], value: &str, dice: &mut Dice) {
    if let Some(range) = value_of(text, names, dice) {
        text.splice(range, value.bytes());
    }
}

/// The value of an attribute with one of these names, at or after a random place.
fn value_of(text: &[u8], names: &[&str], dice: &mut Dice) -> Option<std::ops::Range<usize>> {
    let name = dice.of(names).as_bytes();
    let from = dice.below(text.len());
    let find = |text: &[u8]| text.windows(name.len()).position(|part| part == name);
    let at = find(&text[from..]).map_or_else(|| find(text), |at| Some(from + at))?;
    let start = at + name.len();
    let length = text[start..].iter().position(|&byte| byte == b'"')?;
    Some(start..start + length)
}

/// Lets an entry of a package's directory point at the bytes of another one.
pub(super) fn overlap_entries(package: &mut [u8], dice: &mut Dice) {
    const OFFSET: usize = 42;
    let entries: Vec<usize> = package
        .windows(4)
        .enumerate()
        .filter(|(at, part)| *part == b"PK\x01\x02" && at + OFFSET + 4 <= package.len())
        .map(|(at, _)| at)
        .collect();
    if !entries.is_empty() {
        let (from, to) = (*dice.of(&entries), *dice.of(&entries));
        // sizes and place
        package.copy_within(from + 16..from + 28, to + 16);
        package.copy_within(from + OFFSET..from + OFFSET + 4, to + OFFSET);
    }
}

/// Records of a binary workbook that claim sizes, places and formats.
const RECORDS: [u16; 14] = [
    0x0085, 0x0200, 0x00E5, 0x041E, 0x00E0, 0x00FC, 0x00FD, 0x027E, 0x00BD, 0x0203, 0x0006, 0x0207,
    0x0809, 0x0042,
];

/// Overwrites two bytes of such a record, where it has one.
pub(super) fn edit_record(bytes: &mut [u8], dice: &mut Dice) {
    let kind = dice.of(&RECORDS).to_le_bytes();
    let from = dice.below(bytes.len()) / 2 * 2;
    let places = [from, 0];
    let found = places.iter().find_map(|from| {
        let parts = bytes[*from..].windows(4);
        let at = parts
            .enumerate()
            .position(|(_, part)| part[..2] == kind && part[3] < 0x21)?;
        Some(from + at)
    });
    let Some(at) = found else { return };
    let length = usize::from(u16::from_le_bytes([bytes[at + 2], bytes[at + 3]]));
    let place = at + 4 + dice.below(length.max(1));
    let value = [[0, 0], [1, 0], [0xff, 0xff], [0, 0x80], [0, 1]];
    if let Some(target) = bytes.get_mut(place..place + 2) {
        target.copy_from_slice(&value[dice.below(value.len())]);
    }
}
