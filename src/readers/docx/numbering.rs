//! Automatic numbers of paragraphs: the definitions in numbering.xml, and the counters while a document is read.
//!
//! In: numbering.xml, then (list, level) of each paragraph in reading order. Out: the number as text, `一、` or `1.2`,
//! followed by a space where the next character could be taken for part of it. Lost: bullets (they are decoration, and
//! their glyphs come from symbol fonts), picture bullets, tab positions.

use std::collections::HashMap;

use super::xml::{Namespace, Tag, Xml};
use crate::readers::number_format;

/// Levels of a list, the same in every version of Word.
pub(crate) const LEVELS: usize = 9;

/// Every list of a document, and its counters.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    lists: HashMap<i64, List>,
    /// Name of a numbering style → id of the abstract list that defines it.
    styles: HashMap<Vec<u8>, i64>,
    counters: HashMap<i64, Counters>,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: [Option<Level>; LEVELS],
    /// The numbering style whose definition applies in place of this one.
    linked: Option<Vec<u8>>,
}

#[derive(Debug, Default)]
struct List {
    definition: i64,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
    /// True when the list's own starting values have been applied.
    begun: bool,
}

/// One level of a list.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub(crate) start: u32,
    /// The number format, as `w:numFmt` names it.
    pub(crate) format: Vec<u8>,
    /// The label, with `%1` to `%9` in place of the numbers of the levels.
    pub(crate) text: String,
    /// True when the numbers of all levels appear as plain digits in this label (`w:isLgl`).
    pub(crate) legal: bool,
    /// The counter starts anew after a paragraph of this level (1-based) or a higher one; 0: never; `None`: after any
    /// higher level.
    pub(crate) restart: Option<usize>,
    /// The paragraph style that is linked to this level.
    pub(crate) style: Option<Vec<u8>>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: b"decimal".to_vec(),
            text: String::new(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Counters {
    values: [u32; LEVELS],
    used: [bool; LEVELS],
}

impl Numbering {
    /// Reads numbering.xml.
    pub(crate) fn read(xml: &mut Xml) -> Self {
        let mut numbering = Self::default();
        while let Some(tag) = xml.next_tag() {
            let Tag::Open(name) = tag else { continue };
            match (name.namespace, name.local) {
                (Namespace::Word, b"abstractNum") => {
                    if let Some(id) = xml.attributes().number(b"abstractNumId") {
                        let definition = numbering.read_abstract(xml, id);
                        numbering.abstracts.insert(id, definition);
                    }
                }
                (Namespace::Word, b"num") => {
                    if let Some(id) = xml.attributes().number(b"numId") {
                        numbering.lists.insert(id, read_list(xml));
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    fn read_abstract(&mut self, xml: &mut Xml, id: i64) -> Abstract {
        let mut definition = Abstract::default();
        while let Some(tag) = xml.next_tag() {
            match tag {
                Tag::Open(name) => match name.local {
                    b"lvl" => {
                        if let Some((index, level)) = read_level(xml) {
                            definition.levels[index] = Some(level);
                        }
                    }
                    b"styleLink" => {
                        if let Some(style) = xml.attributes().raw(b"val") {
                            self.styles.insert(style.to_vec(), id);
                        }
                    }
                    b"numStyleLink" => {
                        definition.linked = xml.attributes().raw(b"val").map(<[u8]>::to_vec);
                    }
                    _ => {}
                },
                Tag::Close(name) if name.local == b"abstractNum" => break,
                Tag::Close(_) => {}
            }
        }
        definition
    }

    /// Adds a definition that is not in numbering.xml: Word 97 stores the same data in binary form.
    pub(crate) fn define(&mut self, id: i64, levels: [Option<Level>; LEVELS]) {
        let definition = Abstract {
            levels,
            linked: None,
        };
        self.abstracts.insert(id, definition);
    }

    /// Adds a list of such a definition, with the start values and levels in which it differs.
    pub(crate) fn add_list(
        &mut self,
        id: i64,
        definition: i64,
        starts: [Option<u32>; LEVELS],
        levels: [Option<Level>; LEVELS],
    ) {
        let list = List {
            definition,
            starts,
            levels,
            begun: false,
        };
        self.lists.insert(id, list);
    }

    /// The level of a list that belongs to a paragraph style.
    pub(crate) fn level_of_style(&self, list: i64, style: &[u8]) -> Option<usize> {
        let list = self.lists.get(&list)?;
        let (_, definition) = self.definition(list)?;
        definition.levels.iter().position(|level| {
            level
                .as_ref()
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }

    /// Counts a paragraph and returns its number; `None` for bullets and unknown lists.
    pub(crate) fn next(&mut self, list_id: i64, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let begun = std::mem::replace(&mut self.lists.get_mut(&list_id)?.begun, true);
        let list = self.lists.get(&list_id)?;
        let (id, definition) = self.definition(list)?;
        let levels: [Option<&Level>; LEVELS] =
            std::array::from_fn(|i| list.levels[i].as_ref().or(definition.levels[i].as_ref()));
        let mut counters = self.counters.get(&id).copied().unwrap_or_default();
        let start_of = |i: usize| {
            list.starts[i].unwrap_or_else(|| levels[i].map_or(1, |level: &Level| level.start))
        };
        if !begun {
            for i in (0..LEVELS).filter(|&i| list.starts[i].is_some()) {
                counters.used[i] = false;
            }
        }
        counters.values[level] = if counters.used[level] {
            counters.values[level].saturating_add(1)
        } else {
            start_of(level)
        };
        counters.used[level] = true;
        for i in 0..level {
            if !counters.used[i] {
                counters.used[i] = true;
                counters.values[i] = start_of(i);
            }
        }
        for (i, below) in levels.iter().enumerate().skip(level + 1) {
            let restart = below.and_then(|below| below.restart).unwrap_or(i);
            counters.used[i] &= level >= restart;
        }
        let label = render(levels[level]?, &levels, &counters);
        self.counters.insert(id, counters);
        label
    }

    /// The definition that applies to a list, and its id; one link through a numbering style is followed.
    fn definition(&self, list: &List) -> Option<(i64, &Abstract)> {
        let definition = self.abstracts.get(&list.definition)?;
        if let Some(style) = &definition.linked
            && let Some(id) = self.styles.get(style)
        {
            return Some((*id, self.abstracts.get(id)?));
        }
        Some((list.definition, definition))
    }
}

fn render(level: &Level, levels: &[Option<&Level>; LEVELS], counters: &Counters) -> Option<String> {
    if level.format == b"bullet" || level.text.is_empty() {
        return None;
    }
    let mut label = String::new();
    let mut rest = level.text.chars().peekable();
    while let Some(character) = rest.next() {
        let digit = match (character, rest.peek().and_then(|next| next.to_digit(10))) {
            ('%', Some(digit)) if digit > 0 => digit as usize,
            _ => {
                label.push(character);
                continue;
            }
        };
        rest.next();
        let format = match levels[digit - 1] {
            Some(_) if level.legal => b"decimal".as_slice(),
            Some(level) => level.format.as_slice(),
            None => b"decimal",
        };
        label.push_str(&number_format::write(counters.values[digit - 1], format));
    }
    number_format::label(label)
}

fn read_list(xml: &mut Xml) -> List {
    let mut list = List::default();
    let mut current = None;
    while let Some(tag) = xml.next_tag() {
        match tag {
            Tag::Open(name) => match name.local {
                b"abstractNumId" => {
                    list.definition = xml.attributes().number(b"val").unwrap_or_default();
                }
                b"lvlOverride" => current = xml.attributes().number(b"ilvl").and_then(index_of),
                b"startOverride" => {
                    if let (Some(index), Some(start)) = (current, xml.attributes().number(b"val")) {
                        list.starts[index] = u32::try_from(start).ok();
                    }
                }
                b"lvl" => {
                    if let Some((index, level)) = read_level(xml) {
                        list.levels[index] = Some(level);
                    }
                }
                _ => {}
            },
            Tag::Close(name) if name.local == b"num" => break,
            Tag::Close(_) => {}
        }
    }
    list
}

fn read_level(xml: &mut Xml) -> Option<(usize, Level)> {
    let index = xml.attributes().number(b"ilvl").and_then(index_of);
    let mut level = Level::default();
    while let Some(tag) = xml.next_tag() {
        match tag {
            Tag::Open(name) => match name.local {
                b"rPr" | b"pPr" => xml.skip(name),
                b"start" => {
                    let start = xml.attributes().number(b"val").unwrap_or_default();
                    level.start = u32::try_from(start).unwrap_or_default();
                }
                // a second, plainer numFmt for older programs follows a zero-padded one
                b"numFmt" if !level.format.starts_with(b"0") => {
                    let attributes = xml.attributes();
                    level.format = match attributes.raw(b"val") {
                        Some(b"custom") => attributes.raw(b"format"),
                        other => other,
                    }
                    .unwrap_or_default()
                    .to_vec();
                }
                b"lvlText" => {
                    level.text = xml.attributes().text(b"val").unwrap_or_default().into();
                }
                b"isLgl" => level.legal = xml.attributes().is_on(),
                b"lvlRestart" => {
                    let after = xml.attributes().number(b"val").unwrap_or_default();
                    // 0 means never: the comparison in `next` always holds
                    level.restart = match usize::try_from(after) {
                        Ok(after) if after > 0 => Some(after),
                        _ => Some(0),
                    };
                }
                b"pStyle" => level.style = xml.attributes().raw(b"val").map(<[u8]>::to_vec),
                _ => {}
            },
            Tag::Close(name) if name.local == b"lvl" => break,
            Tag::Close(_) => {}
        }
    }
    Some((index?, level))
}

fn index_of(level: i64) -> Option<usize> {
    usize::try_from(level).ok().filter(|&level| level < LEVELS)
}
