//! XML as a sequence of events, for the readers of OpenDocument and of workbooks. (Word's XML has a scanner of its own,
//! `docx::xml`, which is faster because it reads only the tags it is asked for.)
//!
//! In: XML as text. Out: opening and closing elements, and text. An empty element gives both an opening and a closing
//! event; references and CDATA give text. Lost: comments, processing instructions, document types (no entity is ever
//! expanded). Never fails: the events end where the XML breaks, and [`Events::broken`] holds the reason.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::reader::Reader;

/// One event.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// An element opens.
    Open(Element<'a>),
    /// The innermost open element closes.
    Close,
    /// Text, with white space as written.
    Text(Cow<'a, str>),
}

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// The name as written, with its prefix: every OpenDocument file uses the same prefixes.
    pub(crate) fn name(&self) -> &str {
        self.0.name().0
    }

    /// The name without its prefix.
    pub(crate) fn local_name(&self) -> &str {
        local(self.name())
    }

    /// The value of the attribute with this name, prefix included.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| key == name)
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(crate) fn local_attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key) == name)
    }

    /// The value of an attribute as a number; `None` when it is missing or not a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attribute = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| wanted(attribute.key.0))?;
        let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.into_owned(),
        };
        Some(value)
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The events of a text.
pub(crate) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    /// True when the element just opened was empty, so that the next event closes it.
    empty: bool,
    open: usize,
    /// What broke the XML, once the events have ended.
    pub(crate) broken: Option<String>,
}

impl<'a> Events<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            empty: false,
            open: 0,
            broken: None,
        }
    }

    /// Skips the rest of the element just opened.
    pub(crate) fn pass_over(&mut self) {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next() {
                Some(Event::Open(_)) => depth += 1,
                Some(Event::Close) => depth -= 1,
                Some(Event::Text(_)) => {}
                None => return,
            }
        }
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if std::mem::take(&mut self.empty) {
            return Some(Event::Close);
        }
        loop {
            return match self.reader.read_event() {
                Ok(Raw::Start(element)) => {
                    self.open += 1;
                    Some(Event::Open(Element(element)))
                }
                Ok(Raw::Empty(element)) => {
                    self.empty = true;
                    Some(Event::Open(Element(element)))
                }
                Ok(Raw::End(_)) => {
                    // ignore an end tag without a start tag
                    let Some(open) = self.open.checked_sub(1) else {
                        continue;
                    };
                    self.open = open;
                    Some(Event::Close)
                }
                Ok(Raw::Text(text)) => Some(Event::Text(text.into_inner())),
                Ok(Raw::CData(text)) => Some(Event::Text(text.into_inner())),
                Ok(Raw::GeneralRef(reference)) => Some(Event::Text(resolve(&reference))),
                Ok(Raw::Eof) => {
                    if self.open > 0 {
                        self.broken = Some("the XML ends too early".to_owned());
                    }
                    None
                }
                Ok(_) => continue,
                Err(error) => {
                    self.broken = Some(error.to_string());
                    None
                }
            };
        }
    }
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Cow::Owned(character.to_string());
    }
    match quick_xml::escape::resolve_predefined_entity(reference) {
        Some(text) => Cow::Borrowed(text),
        // an entity that a document type would define is kept as written, never expanded
        None => Cow::Owned(format!("&{};", &**reference)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> (String, bool) {
        let mut events = Events::new(xml);
        let mut told = String::new();
        for event in &mut events {
            match event {
                Event::Open(element) => {
                    told.push_str(&format!("({}", element.local_name()));
                    if let Some(value) = element.local_attribute("v") {
                        told.push_str(&format!("={value}"));
                    }
                }
                Event::Close => told.push(')'),
                Event::Text(text) => told.push_str(&text),
            }
        }
        (told, events.broken.is_some())
    }

    #[test]
    fn events() {
        for (xml, expected, broken) in [
            ("<a><x:b x:v='1&amp;2'/>t</a>", "(a(b=1&2)t)", false),
            (
                "<a>&lt;&#x4e2d;&unknown;<![CDATA[<]]></a>",
                "(a<中&unknown;<)",
                false,
            ),
            (
                "\u{feff}<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "(a&e;)",
                false,
            ),
            ("<a><b>", "(a(b", true),
            ("<a></b></a>", "(a)", false),
            ("<a v='", "", true),
        ] {
            assert_eq!(told(xml), (expected.to_owned(), broken), "{xml}");
        }
    }
}
