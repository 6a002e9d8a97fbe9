//! Fonts and styles, as far as they affect the text: encodings and symbol fonts, heading levels and tables of contents.
//!
//! In: the control words and texts of `\fonttbl` and `\stylesheet`. Out: [`Fonts`] and [`Styles`]. Lost: all other
//! formatting.

use std::collections::HashMap;

use crate::readers::docx::styles::{heading_level, heading_of, is_contents};
use crate::readers::symbols::SymbolFont;

use super::charset::{self, Charset};

/// A font of `\fonttbl`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    pub(super) charset: Charset,
    pub(super) symbols: Option<SymbolFont>,
}

impl Default for Font {
    fn default() -> Self {
        Self {
            charset: Charset::Document,
            symbols: None,
        }
    }
}

/// The fonts of `\fonttbl` by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    list: HashMap<i32, Font>,
    current: i32,
}

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Font {
        self.list.get(&number).copied().unwrap_or_default()
    }

    /// Applies a control word inside the font table.
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            b"f" => {
                self.current = number;
                self.list.insert(number, Font::default());
            }
            b"fcharset" => self.current().charset = Charset::of_number(number),
            b"cpg" if number != 0 => {
                self.current().charset = Charset::Certain(charset::of_code_page(number));
            }
            _ => {}
        }
    }

    /// Sets the name of the current font.
    pub(super) fn name(&mut self, name: &str) {
        let symbols = SymbolFont::named(name.trim_end_matches(';').as_bytes());
        if symbols.is_some() {
            self.current().symbols = symbols;
        }
    }

    fn current(&mut self) -> &mut Font {
        self.list.entry(self.current).or_default()
    }
}

/// A paragraph style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) heading: Option<u8>,
    pub(super) toc: bool,
}

/// The paragraph styles of `\stylesheet` by number.
#[derive(Debug, Default)]
pub(super) struct Styles {
    list: HashMap<i32, Entry>,
    open: Entry,
    number: i32,
    name: String,
    /// True when the open entry is not a paragraph style.
    other: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    outline: Option<i32>,
    based_on: Option<i32>,
    named: Style,
}

impl Styles {
    /// Applies a control word inside an entry.
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        match word {
            b"s" => self.number = number.unwrap_or(0),
            b"cs" | b"ds" | b"ts" => self.other = true,
            b"outlinelevel" => self.open.outline = number,
            b"sbasedon" => self.open.based_on = number.filter(|&style| style != 222),
            _ => {}
        }
    }

    pub(super) fn name(&mut self, text: &str) {
        if self.name.len() < 256 {
            self.name.push_str(text);
        }
    }

    /// Ends the entry.
    pub(super) fn close(&mut self) {
        let name = std::mem::take(&mut self.name);
        // aliases of the style follow after commas
        let name = name.trim().trim_end_matches(';');
        let name = name.split(',').next().unwrap_or_default();
        self.open.named = Style {
            heading: heading_of(name),
            toc: is_contents(name),
        };
        if !self.other {
            self.list.insert(self.number, self.open);
        }
        self.open = Entry::default();
        self.number = 0;
        self.other = false;
    }

    pub(super) fn get(&self, number: i32) -> Style {
        let Some(entry) = self.list.get(&number) else {
            return Style::default();
        };
        let mut heading = entry.named.heading;
        let mut at = Some(number);
        // bounded, because a chain of styles may be a cycle
        for _ in 0..16 {
            let Some(entry) = at.and_then(|number| self.list.get(&number)) else {
                break;
            };
            if let Some(outline) = entry.outline {
                heading = u8::try_from(outline).ok().and_then(heading_level);
                break;
            }
            if heading.is_some() {
                break;
            }
            heading = entry.named.heading;
            at = entry.based_on;
        }
        Style {
            heading,
            toc: entry.named.toc,
        }
    }
}
