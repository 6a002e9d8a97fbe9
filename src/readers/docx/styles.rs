//! The role that a style gives to a paragraph, and the character styles that raise or strike out their text.
//!
//! In: styles.xml. Out: for each paragraph style its heading level, whether it belongs to a table of contents, and its
//! list, inherited through `w:basedOn`. Lost: all other formatting.

use std::collections::HashMap;

use super::xml::{Namespace, Tag, Xml};

/// Longest chain of `w:basedOn` that is followed; a cycle ends here too.
const MAX_CHAIN: usize = 32;
/// 标题, the localized name of heading styles (WPS and converters write it into the file; Word writes `heading`).
const HEADING_ZH: &str = "\u{6807}\u{9898}";
/// 目录, in the names of WPS's styles for tables of contents.
const CONTENTS_ZH: &str = "\u{76ee}\u{5f55}";

/// What a style says about its paragraphs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Outline level 1-9.
    pub(crate) heading: Option<u8>,
    /// True for a line of a table of contents.
    pub(crate) toc: bool,
    /// The list that numbers its paragraphs.
    pub(crate) list: Option<i64>,
    /// The level in that list, if the style gives it.
    pub(crate) list_level: Option<usize>,
}

/// The styles of a document, with the inheritance of paragraph styles resolved.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: HashMap<Vec<u8>, Style>,
    /// The style of paragraphs that name none.
    default: Style,
    /// The character styles that raise or strike out their text.
    characters: HashMap<Vec<u8>, CharacterStyle>,
}

/// The properties of one character style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct CharacterStyle {
    /// Superscript.
    pub(crate) raised: bool,
    /// Struck out.
    pub(crate) struck: bool,
}

#[derive(Debug, Default)]
struct Definition {
    based_on: Option<Vec<u8>>,
    /// The outline level as written: 0-8, and 9 for body text.
    outline: Option<u8>,
    own: Style,
}

impl Styles {
    /// Reads styles.xml, or the `w:styles` of a document in a single part.
    pub(crate) fn read(xml: &mut Xml) -> Self {
        let mut definitions: HashMap<Vec<u8>, Definition> = HashMap::new();
        let mut default = None;
        let mut characters = HashMap::new();
        while let Some(tag) = xml.next_tag() {
            match tag {
                Tag::Open(name) if name.local == b"style" && name.namespace == Namespace::Word => {
                    let attributes = xml.attributes();
                    let id = attributes.raw(b"styleId").unwrap_or_default().to_vec();
                    match attributes.raw(b"type") {
                        Some(b"paragraph") => {}
                        Some(b"character") => {
                            let said = read_character_style(xml);
                            if said != CharacterStyle::default() {
                                characters.insert(id, said);
                            }
                            continue;
                        }
                        _ => continue,
                    }
                    if matches!(attributes.raw(b"default"), Some(b"1" | b"true" | b"on")) {
                        default = Some(id.clone());
                    }
                    let definition = read_style(xml);
                    definitions.entry(id).or_insert(definition);
                }
                Tag::Open(name) if name.local == b"latentStyles" => xml.skip(name),
                Tag::Close(name) if name.local == b"styles" => break,
                _ => {}
            }
        }
        let styles: HashMap<_, _> = definitions
            .keys()
            .map(|id| (id.clone(), resolve(id, &definitions)))
            .collect();
        let default = default
            .and_then(|id| styles.get(&id).copied())
            .unwrap_or_default();
        Self {
            styles,
            default,
            characters,
        }
    }

    /// The character style with this id.
    pub(crate) fn of_characters(&self, id: &[u8]) -> CharacterStyle {
        self.characters.get(id).copied().unwrap_or_default()
    }

    /// The style with this id. Without a styles part the id itself is interpreted, which is often the name without
    /// spaces.
    pub(crate) fn get(&self, id: Option<&[u8]>) -> Style {
        let Some(id) = id else {
            return self.default;
        };
        match self.styles.get(id) {
            Some(style) => *style,
            None if self.styles.is_empty() => {
                let name = String::from_utf8_lossy(id);
                Style {
                    heading: heading_of(&name),
                    toc: is_contents(&name),
                    ..Style::default()
                }
            }
            None => self.default,
        }
    }
}

fn resolve(id: &[u8], definitions: &HashMap<Vec<u8>, Definition>) -> Style {
    let Some(mut definition) = definitions.get(id) else {
        return Style::default();
    };
    let mut style = definition.own;
    let mut outline = definition.outline;
    for _ in 0..MAX_CHAIN {
        let parent = definition
            .based_on
            .as_ref()
            .and_then(|id| definitions.get(id));
        let Some(parent) = parent else { break };
        outline = outline.or(parent.outline);
        style.toc |= parent.own.toc;
        if style.list.is_none() {
            style.list = parent.own.list;
            style.list_level = style.list_level.or(parent.own.list_level);
        }
        definition = parent;
    }
    style.heading = outline.and_then(heading_level);
    style
}

/// Converts an outline level of the file: it counts from 0, and 9 means body text (ECMA-376 17.3.1.20).
pub(crate) fn heading_level(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

/// Reads a character style to its end.
fn read_character_style(xml: &mut Xml) -> CharacterStyle {
    let mut said = CharacterStyle::default();
    while let Some(tag) = xml.next_tag() {
        match tag {
            Tag::Open(name) if name.local == b"vertAlign" => {
                said.raised = xml.attributes().raw(b"val") == Some(b"superscript");
            }
            Tag::Open(name) if matches!(name.local, b"strike" | b"dstrike") => {
                said.struck |= xml.attributes().is_on();
            }
            Tag::Close(name) if name.local == b"style" => break,
            _ => {}
        }
    }
    said
}

fn read_style(xml: &mut Xml) -> Definition {
    let mut definition = Definition::default();
    let mut named = None;
    while let Some(tag) = xml.next_tag() {
        match tag {
            Tag::Open(name) => match name.local {
                b"name" => {
                    let attributes = xml.attributes();
                    let name = attributes.text(b"val").unwrap_or_default();
                    named = heading_of(&name).map(|level| level - 1);
                    definition.own.toc = is_contents(&name);
                }
                b"basedOn" => {
                    definition.based_on = xml.attributes().raw(b"val").map(<[u8]>::to_vec);
                }
                b"outlineLvl" => {
                    let level = xml.attributes().number(b"val");
                    definition.outline = level.and_then(|level| u8::try_from(level).ok());
                }
                b"numId" | b"ilfo" => definition.own.list = xml.attributes().number(b"val"),
                b"ilvl" => {
                    let level = xml.attributes().number(b"val");
                    definition.own.list_level = level.and_then(|level| level.try_into().ok());
                }
                b"rPr" | b"tblPr" | b"pPrChange" => xml.skip(name),
                _ => {}
            },
            Tag::Close(name) if name.local == b"style" => break,
            Tag::Close(_) => {}
        }
    }
    // built-in heading styles have their level even if the file does not repeat it
    definition.outline = definition.outline.or(named);
    definition
}

/// The level in a style name such as `heading 1`, `Heading1` or `标题 1`.
pub(crate) fn heading_of(name: &str) -> Option<u8> {
    let lower = name.trim().to_lowercase();
    let level = lower
        .strip_prefix("heading")
        .or_else(|| lower.strip_prefix(HEADING_ZH))?;
    level
        .trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}

/// True for `toc 1`, `TOC Heading`, `table of figures`, and the names WPS gives to tables of contents typed by hand.
pub(crate) fn is_contents(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    // LibreOffice names these styles contents instead of TOC
    let rest = lower
        .strip_prefix("toc")
        .or_else(|| lower.strip_prefix("contents"));
    if let Some(rest) = rest {
        let rest = rest.trim();
        return rest == "heading" || rest.parse::<u8>().is_ok();
    }
    lower == "table of figures"
        || lower
            .find(CONTENTS_ZH)
            .is_some_and(|at| lower[at + CONTENTS_ZH.len()..].trim().parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_headings_and_contents() {
        for (name, heading, toc) in [
            ("heading 1", Some(1), false),
            ("Heading9", Some(9), false),
            ("heading 10", None, false),
            ("heading", None, false),
            ("标题 2", Some(2), false),
            ("标题3", Some(3), false),
            ("标题", None, false),
            ("TOC Heading", None, true),
            ("toc 3", None, true),
            ("Contents 1", None, true),
            ("Contents Heading", None, true),
            ("Contents", None, false),
            ("tocopy", None, false),
            ("WPSOffice手动目录 1", None, true),
            ("目录说明", None, false),
            ("table of figures", None, true),
        ] {
            assert_eq!(
                (heading_of(name), is_contents(name)),
                (heading, toc),
                "{name}"
            );
        }
    }

    #[test]
    fn properties_are_inherited_and_circles_end() {
        let mut xml = Xml::new(
            br#"<w:styles>
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
            <w:style w:type="paragraph" w:styleId="x"><w:name w:val="X"/><w:basedOn w:val="1"/>
              <w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="d"/></w:style>
            <w:style w:type="paragraph" w:styleId="d"><w:basedOn w:val="c"/></w:style>
            <w:style w:type="character" w:styleId="e"><w:name w:val="heading 4"/></w:style>
            <w:style w:type="character" w:styleId="s"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
            </w:styles>"#,
        );
        let styles = Styles::read(&mut xml);
        let style = |id: &str| styles.get(Some(id.as_bytes()));
        assert_eq!(style("1").heading, Some(1));
        assert_eq!(style("x").heading, Some(1));
        assert_eq!((style("x").list, style("x").list_level), (Some(7), Some(2)));
        assert_eq!((style("y").heading, style("y").list), (None, Some(7)));
        assert_eq!(style("c"), Style::default());
        assert_eq!(style("e"), Style::default());
        assert!(styles.of_characters(b"s").raised && !styles.of_characters(b"e").raised);
        assert_eq!(styles.get(None), Style::default());
    }
}
