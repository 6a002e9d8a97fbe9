//! Filters text on its way into the assembly: what hides it, and what makes it part of a table of contents.
//!
//! In: pieces of text, and the state of fields, tracked changes and runs around them. Out: the text that a reader of
//! the page sees, in the assembly's open paragraph. Lost: text that is deleted, hidden or part of a field's
//! instruction; struck-out text is passed on as such.

use super::properties::RunProperties;
use super::xml::{Tag, Xml};
use crate::readers::assembly::Assembly;
use crate::readers::equation::Equation;
use crate::readers::fields::Fields;
use crate::readers::symbols::{self, SymbolFont};

/// The assembly, and the state that decides what becomes of the text.
pub(super) struct Flow<'a> {
    pub(super) assembly: Assembly,
    pub(super) fields: Fields,
    /// Number of open deletions.
    pub(super) deletions: usize,
    /// Number of open content controls that hold a table of contents.
    pub(super) contents_controls: usize,
    /// The text asks for one: the open content control is empty.
    pub(super) is_placeholder: bool,
    /// Bytes of shown or struck-out text so far.
    pub(super) written: usize,
    /// The beginning of the first text marked as hidden.
    pub(super) hidden: Option<String>,
    /// The bytes of the current run's properties, as written.
    run: &'a [u8],
    said: RunProperties,
    /// Number of open exponents in formulas.
    pub(super) exponents: usize,
    /// Number of open indices in formulas.
    pub(super) indices: usize,
}

impl<'a> Flow<'a> {
    pub(super) fn new() -> Self {
        Self {
            assembly: Assembly::new(),
            fields: Fields::default(),
            deletions: 0,
            contents_controls: 0,
            written: 0,
            is_placeholder: false,
            hidden: None,
            run: &[],
            said: RunProperties::default(),
            exponents: 0,
            indices: 0,
        }
    }

    /// The same state without references to the bytes of the part; only valid between two runs.
    pub(super) fn between_runs<'b>(self) -> Flow<'b> {
        Flow {
            assembly: self.assembly,
            fields: self.fields,
            deletions: self.deletions,
            contents_controls: self.contents_controls,
            written: self.written,
            hidden: self.hidden,
            run: &[],
            said: RunProperties::default(),
            is_placeholder: self.is_placeholder,
            exponents: self.exponents,
            indices: self.indices,
        }
    }

    /// Sets the properties of the current run, when it begins and again when they have been read.
    #[inline]
    pub(super) fn start_run(&mut self, properties: &'a [u8], said: RunProperties) {
        self.run = properties;
        self.said = said;
        self.lower();
    }

    /// Passes on to the assembly whether the text from here on is subscript.
    #[inline]
    pub(super) fn lower(&mut self) {
        self.assembly.lower(self.said.lowered || self.indices > 0);
    }

    /// Ends a field; if it is a formula, writes what it shows.
    pub(super) fn end_field(&mut self) {
        match self.fields.end() {
            Some(Equation::Shown(text)) => self.write(&text),
            Some(Equation::NotRead) if self.deletions == 0 => self.assembly.pass_object(),
            _ => {}
        }
    }

    /// Adds text to the open paragraph unless something hides it.
    #[inline]
    pub(super) fn write(&mut self, text: &str) {
        if self.deletions > 0 || !self.fields.shown() {
            return;
        }
        if self.said.hidden || self.is_placeholder {
            if self.hidden.is_none() && !text.trim().is_empty() {
                self.hidden = Some(text.chars().take(40).collect());
            }
            return;
        }
        self.written += text.len();
        if self.said.struck {
            self.assembly.strike(text);
            return;
        }
        let contents = self.fields.contents() || self.contents_controls > 0;
        if symbols::suspicious(text) {
            let text = symbols::translate(self.run_font(), text);
            self.assembly.text(&text, contents);
        } else if self.said.symbols.is_some() {
            let text = symbols::translate(self.said.symbols, text);
            self.assembly.text(&text, contents);
        } else if self.said.raised || self.exponents > 0 {
            self.assembly.text(&symbols::raised(text), contents);
        } else {
            self.assembly.text(text, contents);
        }
    }

    /// Adds a character that is not a code of the run's font.
    pub(super) fn write_symbol(&mut self, shown: char) {
        let symbols = self.said.symbols.take();
        self.write(shown.encode_utf8(&mut [0; 4]));
        self.said.symbols = symbols;
    }

    /// The symbol font of the current run, looked up only when a text needs it.
    fn run_font(&self) -> Option<SymbolFont> {
        const NAMES: [&[u8]; 6] = [b"ascii", b"hAnsi", b"h-ansi", b"cs", b"eastAsia", b"val"];
        /// The properties of a run are short. Of longer ones only this much is searched, since the search may run for
        /// every text.
        const MAX_BYTES: usize = 4_096;
        let mut xml = Xml::new(&self.run[..self.run.len().min(MAX_BYTES)]);
        while let Some(tag) = xml.next_tag() {
            if let Tag::Open(name) = tag
                && matches!(name.local, b"rFonts" | b"font")
            {
                let attributes = xml.attributes();
                return NAMES
                    .into_iter()
                    .filter_map(|name| attributes.raw(name))
                    .find_map(SymbolFont::named);
            }
        }
        None
    }
}
