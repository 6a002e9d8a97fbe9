//! Passes characters on to the open destination: the text, a name, an instruction, or nowhere.
//!
//! In: bytes in a code page, and Unicode numbers. Out: text in the open destination. Lost: text in destinations that do
//! not keep it, and hidden text, except the beginning of the first one for the finding.

use super::super::symbols;
use super::body::Reader;
use super::charset;
use super::words::Destination;

impl Reader {
    pub(super) fn unicode(&mut self, number: i32) {
        // RTF numbers are signed 16-bit integers
        let code = if number < 0 {
            number.saturating_add(65_536)
        } else {
            number
        };
        let code = u32::try_from(code).unwrap_or(0xfffd);
        self.passing = self.state.fallback;
        let high = self.high.take();
        let character = match (high, code) {
            (_, 0xd800..=0xdbff) => {
                self.high = Some(code);
                return;
            }
            (Some(high), 0xdc00..=0xdfff) => {
                char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00))
            }
            _ => char::from_u32(code),
        };
        if let Some(character) = character.filter(|character| *character != '\0') {
            let passing = self.passing;
            self.put(character.encode_utf8(&mut [0; 4]));
            self.passing = passing;
        }
    }

    pub(super) fn put_bytes(&mut self, bytes: &[u8]) {
        if self.state.destination != Destination::Nowhere {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// Decodes the collected bytes.
    pub(super) fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let font = self.fonts.get(self.state.font);
        let font = if self.state.destination == Destination::Fonts {
            Default::default()
        } else {
            font
        };
        let (text, whole) = charset::decode(&bytes, font.charset, self.encoding);
        self.undecodable |= !whole && self.state.destination == Destination::Body;
        self.put(&text);
        // keeps the allocation for the next bytes
        self.bytes = bytes;
        self.bytes.clear();
    }

    pub(super) fn put(&mut self, text: &str) {
        match self.state.destination {
            Destination::Nowhere => {}
            Destination::Fonts => self.fonts.name(text),
            Destination::Styles => self.styles.name(text),
            Destination::Bookmark => push_bounded(&mut self.name, text),
            Destination::Instruction => push_bounded(&mut self.instruction, text),
            Destination::Label => self.stories.label(text),
            Destination::Form => {}
            Destination::FormEntry => {
                if let Some(entry) = self.form.entries.last_mut() {
                    push_bounded(entry, text);
                }
            }
            Destination::Body if self.state.deleted => {}
            Destination::Body if self.state.hidden => {
                if self.hidden.is_none() && !text.trim().is_empty() {
                    self.hidden = Some(text.chars().take(40).collect());
                }
            }
            Destination::Body if self.state.struck.contains(&true) => self.stories.strike(text),
            Destination::Body => {
                self.stories.lower(self.state.lowered);
                if std::mem::take(&mut self.page_break) && !self.stories.is_between_paragraphs() {
                    self.stories.text("\n", false);
                }
                if self.state.raised {
                    self.stories.text(&symbols::raised(text), self.state.toc);
                    return;
                }
                let font = self.fonts.get(self.state.font);
                if font.symbols.is_some() {
                    let text = symbols::translate(font.symbols, text);
                    self.stories.text(&text, self.state.toc);
                } else {
                    self.stories.text(text, self.state.toc);
                }
            }
        }
    }
}

/// Appends to a name, up to a bound: real names are far shorter than a kilobyte.
fn push_bounded(name: &mut String, text: &str) {
    if name.len() < 1_024 {
        name.push_str(text);
    }
}
