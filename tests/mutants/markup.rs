//! Edits of XML, HTML, RTF and plain text that keep most of the structure: elements, attributes, numbers, texts, lines.

use super::bytes;
use super::dice::Dice;
use super::references;

/// Replacements for a number or the value of an attribute.
const VALUES: [&str; 24] = [
    "0",
    "-1",
    "1",
    "2",
    "7",
    "64",
    "1025",
    "65535",
    "65536",
    "2147483648",
    "4294967296",
    "99999999999999999999999999999",
    "1e309",
    "0.0000000000000000000000000001",
    "-0.5",
    "NaN",
    "",
    " ",
    "restart",
    "continue",
    "100%",
    "&#x110000;",
    "２０２３",
    "十亿",
];

/// Replacements for a text: labels and values in places where they do not belong.
const TEXTS: [&str; 36] = [
    "",
    "项目名称",
    "项目编码",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
    "绩效目标",
    "年度绩效目标",
    "中期目标",
    "预算单位",
    "项目支出绩效目标表",
    "部门整体支出绩效目标表",
    "绩效自评表",
    "财政拨款",
    "其他资金",
    "年度资金总额",
    "金额单位：万元",
    "产出指标",
    "数量指标",
    "效益指标",
    "满意度指标",
    "实际完成值",
    "得分",
    "合计",
    "任务名称",
    "≥95%",
    "2023年12月底前",
    "用于甲1.3万元，用于乙7万元，共计99999999999999999999999999999元",
    "79228162514264337593543950335亿元",
    "≥79228162514264337593543950335万元",
    "9999年13月32日",
    "-0.00",
    "1.目标一；2.目标二",
    "[bookmark: _Toc1]",
    "\u{202e}\u{200b}\u{feff}\u{0}",
];

/// Attributes that make cells span, repeat, hide or nest.
const ATTRIBUTES: [&str; 14] = [
    "colspan=\"9\"",
    "rowspan=\"70000\"",
    "w:val=\"3\"",
    "ss:MergeAcross=\"2000\"",
    "ss:MergeDown=\"70000\"",
    "ss:Index=\"5\"",
    "table:number-columns-repeated=\"300\"",
    "table:number-rows-repeated=\"3000\"",
    "table:number-columns-spanned=\"40\"",
    "r=\"XFD1048576\"",
    "t=\"s\"",
    "style=\"display:none\"",
    "text:c=\"100000\"",
    "xmlns:w=\"x\"",
];

/// Repeated edits stop at this size, so that a single mutant does not take as long as many.
const MAX_BYTES: usize = 1 << 18;

/// One edit of text; `other` is a second sample.
pub(crate) fn edit(text: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    match dice.below(19) {
        0 | 1 => number(text, dice),
        2 | 3 => attribute(text, dice),
        4 => element(text, dice, |text, range, _| drop(text.drain(range))),
        5 | 6 => element(text, dice, duplicate),
        7 => swap_elements(text, dice),
        8 | 9 => new_text(text, dice),
        10 => text_of(text, other, dice),
        11 => element(text, dice, nest),
        12 => lines(text, dice),
        13 => insert_attribute(text, dice),
        14 => transcode(text, dice),
        15..=17 if !text.is_empty() => references::edit(text, dice),
        _ => bytes::edit(text, other, dice),
    }
}

/// A position where `wanted` holds, at or after a random one; the first of the text where there is none after it.
fn find(text: &[u8], wanted: impl Fn(u8) -> bool, dice: &mut Dice) -> Option<usize> {
    let from = dice.below(text.len());
    let behind = text[from..].iter().position(|&byte| wanted(byte));
    behind
        .map(|at| from + at)
        .or_else(|| text.iter().position(|&byte| wanted(byte)))
}

fn until(text: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    text[from..]
        .iter()
        .position(|&byte| wanted(byte))
        .map_or(text.len(), |at| from + at)
}

fn number(text: &mut Vec<u8>, dice: &mut Dice) {
    if let Some(start) = find(text, |byte| byte.is_ascii_digit(), dice) {
        let end = until(text, start, |byte| !byte.is_ascii_digit());
        text.splice(start..end, dice.of(&VALUES).bytes());
    }
}

fn attribute(text: &mut Vec<u8>, dice: &mut Dice) {
    if let Some(quote) = find(text, |byte| byte == b'"', dice) {
        let end = until(text, quote + 1, |byte| byte == b'"' || byte == b'<');
        text.splice((quote + 1).min(end)..end, dice.of(&VALUES).bytes());
    }
}

fn insert_attribute(text: &mut Vec<u8>, dice: &mut Dice) {
    if let Some(open) = find(text, |byte| byte == b'<', dice) {
        let end = until(text, open, |byte| matches!(byte, b'>' | b' ' | b'/'));
        let attribute = format!(" {}", dice.of(&ATTRIBUTES));
        text.splice(end..end, attribute.bytes());
    }
}

/// An element from `<name` to the next `</name>`, or a group of RTF; rows and cells are more likely than others.
fn element_at(text: &[u8], dice: &mut Dice) -> Option<std::ops::Range<usize>> {
    let rows: [&[u8]; 5] = [b"<w:tr", b"<w:tc", b"<tr", b"<td", b"\\trowd"];
    let mut start = find(text, |byte| matches!(byte, b'<' | b'{'), dice)?;
    if dice.once_in(2) {
        let row = dice.of(&rows);
        let found = text[start..]
            .windows(row.len())
            .position(|part| part == *row);
        start += found.unwrap_or(0);
    }
    let name_end = until(text, start + 1, |byte| {
        !(byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_'))
    });
    let close = [b"</", &text[start + 1..name_end], b">"].concat();
    let tag_end = until(text, start, |byte| byte == b'>') + 1;
    let end = text[start..]
        .windows(close.len())
        .position(|part| part == close)
        .map_or(tag_end, |at| start + at + close.len());
    Some(start..end.min(text.len()))
}

fn element(
    text: &mut Vec<u8>,
    dice: &mut Dice,
    change: fn(&mut Vec<u8>, std::ops::Range<usize>, &mut Dice),
) {
    if let Some(range) = element_at(text, dice) {
        change(text, range, dice);
    }
}

fn duplicate(text: &mut Vec<u8>, range: std::ops::Range<usize>, dice: &mut Dice) {
    let room = MAX_BYTES.saturating_sub(text.len()) / range.len().max(1);
    let times = dice.length(room.min(300));
    let copies = text[range.clone()].repeat(times);
    text.splice(range.end..range.end, copies);
}

/// Repeats the opening tag before the element, which nests it deeply.
fn nest(text: &mut Vec<u8>, range: std::ops::Range<usize>, dice: &mut Dice) {
    let open = text[range.start..until(text, range.start, |byte| byte == b'>')].to_vec();
    let open = [&open[..], b">"].concat();
    let room = MAX_BYTES.saturating_sub(text.len()) / open.len();
    let depth = dice.length(room.min(5_000));
    text.splice(range.start..range.start, open.repeat(depth));
}

fn swap_elements(text: &mut Vec<u8>, dice: &mut Dice) {
    if let (Some(first), Some(second)) = (element_at(text, dice), element_at(text, dice))
        && first.end <= second.start
    {
        let moved = text[second.clone()].to_vec();
        let replaced: Vec<u8> = text.splice(first.clone(), moved.clone()).collect();
        let shift = |at: usize| at + moved.len() - first.len();
        text.splice(shift(second.start)..shift(second.end), replaced);
    }
}

/// The text after a tag, or a line of plain text.
fn text_range(text: &[u8], dice: &mut Dice) -> Option<std::ops::Range<usize>> {
    let markup = text.contains(&b'>');
    let (open, close) = if markup { (b'>', b'<') } else { (b'\t', b'\n') };
    for _ in 0..8 {
        let start = find(text, |byte| byte == open, dice)? + 1;
        let end = until(text, start.min(text.len()), |byte| byte == close);
        if text[start.min(end)..end]
            .iter()
            .any(|byte| !byte.is_ascii_whitespace())
        {
            return Some(start..end);
        }
    }
    None
}

fn new_text(text: &mut Vec<u8>, dice: &mut Dice) {
    if let Some(range) = text_range(text, dice) {
        text.splice(range, dice.of(&TEXTS).bytes());
    }
}

/// Replaces a text by one of another sample or of this one.
fn text_of(text: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let from = if dice.once_in(2) { other } else { &text[..] };
    if let Some(part) = text_range(from, dice).map(|range| from[range].to_vec())
        && let Some(range) = text_range(text, dice)
    {
        text.splice(range, part);
    }
}

/// Drops, duplicates, moves or splits lines.
fn lines(text: &mut Vec<u8>, dice: &mut Dice) {
    let mut lines: Vec<Vec<u8>> = text
        .split(|&byte| byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let at = dice.below(lines.len());
    match dice.below(5) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, Vec::new()),
        2 => {
            let line = lines[at].clone();
            let room = MAX_BYTES.saturating_sub(text.len()) / (line.len() + 1);
            let copies = vec![line; dice.length(room.min(2_000))];
            lines.splice(at..at, copies);
        }
        3 => {
            let other = dice.below(lines.len());
            lines.swap(at, other);
        }
        _ => {
            let middle = lines[at].len() / 2;
            let rest = lines[at].split_off(middle);
            lines.insert(at + 1, rest);
        }
    }
    *text = lines.join(&b'\n');
}

/// Converts the text to another encoding, often not the declared one.
fn transcode(text: &mut Vec<u8>, dice: &mut Dice) {
    let read = String::from_utf8_lossy(text).into_owned();
    let wide = |bytes: fn(u16) -> [u8; 2]| read.encode_utf16().flat_map(bytes).collect();
    *text = match dice.below(4) {
        0 => encoding_rs::GB18030.encode(&read).0.into_owned(),
        1 => wide(u16::to_le_bytes),
        2 => wide(u16::to_be_bytes),
        _ => encoding_rs::BIG5.encode(&read).0.into_owned(),
    };
}
