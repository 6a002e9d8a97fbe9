//! From characters to the text that a reader of the page sees ([MS-DOC] 2.4.1, 2.8.25 fields).
//!
//! In: the segments of a paragraph. Out: text in the assembly's open paragraph. Lost: field instructions, deleted and
//! hidden text, pictures, notes and their marks; struck-out text is passed on as such.

use super::fonts::Fonts;
use super::form;
use super::lists;
use super::styles::Style;
use super::text::{Segment, Text};
use crate::readers::assembly::Assembly;
use crate::readers::docx::numbering::Numbering;
use crate::readers::equation::Equation;
use crate::readers::fields::Fields;
use crate::readers::symbols::{self, SymbolFont};

/// The assembly, and the state that decides what becomes of the characters.
pub(super) struct Flow<'a> {
    pub(super) assembly: Assembly,
    pub(super) fields: Fields,
    /// The beginning of the first text marked as hidden.
    pub(super) hidden: Option<String>,
    numbering: Numbering,
    text: &'a Text<'a>,
    fonts: &'a Fonts,
    /// The Data stream.
    data: &'a [u8],
    buffer: String,
    /// True when the text in the buffer is superscript.
    raised: bool,
    /// True when the text in the buffer is struck out.
    struck: bool,
}

impl<'a> Flow<'a> {
    pub(super) fn new(
        text: &'a Text<'a>,
        fonts: &'a Fonts,
        numbering: Numbering,
        data: &'a [u8],
    ) -> Self {
        Self {
            assembly: Assembly::new(),
            fields: Fields::default(),
            hidden: None,
            numbering,
            text,
            fonts,
            data,
            buffer: String::new(),
            raised: false,
            struck: false,
        }
    }

    /// Writes the automatic list number of a paragraph (2.6.2 sprmPIlfo, sprmPIlvl).
    pub(super) fn number(&mut self, list: u16, level: Option<u8>, style: u16) {
        let list = lists::number_of(list);
        let level = level
            .map(usize::from)
            .or_else(|| {
                self.numbering
                    .level_of_style(list, style.to_string().as_bytes())
            })
            .unwrap_or_default();
        if let Some(label) = self.numbering.next(list, level) {
            self.assembly.label(&label);
        }
    }

    /// Writes the characters from `start` to `end`; `style` gives what their own properties leave open.
    pub(super) fn write(&mut self, start: usize, end: usize, style: Style) {
        let text = self.text;
        text.segments(start, end, |segment| self.segment(&segment, style));
    }

    fn segment(&mut self, segment: &Segment, style: Style) {
        let look = segment.look;
        let hidden = look.hidden.or(style.hidden).unwrap_or(false);
        self.raised = look.raised;
        self.assembly.lower(look.lowered);
        self.struck = look.struck.or(style.struck).unwrap_or(false);
        if let Some((font, code)) = look.symbol {
            if !hidden && !look.deleted {
                let font = self.fonts.symbol_font(font);
                let code = u32::from(code);
                self.buffer
                    .extend(symbols::character(font, code).or(char::from_u32(code)));
                self.flush(None);
            }
            return;
        }
        let font = look.font.and_then(|font| self.fonts.symbol_font(font));
        let shown = !hidden && !look.deleted;
        segment.characters(self.text.code_page, |character| match character {
            '\u{13}'..='\u{15}' => {
                self.end_of_segment(hidden, look.deleted, font);
                match character {
                    '\u{13}' => self.fields.begin(),
                    '\u{14}' => {
                        self.fields.separate();
                        if shown && self.fields.shows_object() {
                            self.assembly.pass_object();
                        }
                    }
                    _ => self.end_field(),
                }
            }
            '\u{1}' if shown && look.form.is_some() => {
                self.end_of_segment(hidden, look.deleted, font);
                self.form_field(look.form);
            }
            '\t' => self.buffer.push('\t'),
            // a soft line break
            '\u{0b}' => self.buffer.push('\n'),
            // a page or column break
            '\u{0c}' | '\u{0e}' => {
                self.end_of_segment(hidden, look.deleted, font);
                if shown {
                    self.assembly.page_break();
                }
            }
            '\u{1e}' => self.buffer.push('-'),
            // marks of notes, pictures and comments, optional hyphens
            '\0'..='\u{1f}' => {}
            _ if look.special => {}
            _ => self.buffer.push(character),
        });
        self.end_of_segment(hidden, look.deleted, font);
    }

    fn end_field(&mut self) {
        match self.fields.end() {
            Some(Equation::Shown(text)) => {
                self.buffer.push_str(&text);
                self.flush(None);
            }
            Some(Equation::NotRead) => self.assembly.pass_object(),
            None => {}
        }
    }

    /// Writes what a form field shows. It is stored in the field's data; the field's result is empty or comes later.
    fn form_field(&mut self, offset: Option<u32>) {
        let offset = offset.and_then(|offset| usize::try_from(offset).ok());
        let field = offset.and_then(|offset| form::read(self.data, offset));
        if let Some(shown) = field.as_ref().and_then(|field| field.shown()) {
            self.fields.separate();
            self.buffer.push_str(shown);
            self.flush(None);
        }
    }

    /// Passes the buffer on, or discards it if its text is not shown.
    fn end_of_segment(&mut self, hidden: bool, deleted: bool, font: Option<SymbolFont>) {
        if self.buffer.is_empty() {
            return;
        }
        if deleted {
            self.buffer.clear();
        } else if hidden {
            if self.hidden.is_none() && self.fields.shown() && !self.buffer.trim().is_empty() {
                self.hidden = Some(self.buffer.chars().take(40).collect());
            }
            self.buffer.clear();
        } else {
            self.flush(font);
        }
    }

    fn flush(&mut self, font: Option<SymbolFont>) {
        if !self.fields.shown() {
            self.fields.instruction(&self.buffer);
        } else if self.struck {
            self.assembly.strike(&self.buffer);
        } else if font.is_some() || symbols::suspicious(&self.buffer) {
            let text = symbols::translate(font, &self.buffer);
            self.assembly.text(&text, self.fields.contents());
        } else if self.raised {
            let text = symbols::raised(&self.buffer);
            self.assembly.text(&text, self.fields.contents());
        } else {
            self.assembly.text(&self.buffer, self.fields.contents());
        }
        self.buffer.clear();
    }
}
