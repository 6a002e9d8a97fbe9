//! Passes characters on to the assembly, according to the styles around them.
//!
//! In: opening paragraphs and spans, and character data. Out: text as it looks: raised, in symbols, without hidden
//! text; struck-out text is passed on as such. Lost: white space that is not shown.

use super::{Closing, Element, Error, Look, Reader, style_of, symbols};

impl Reader<'_> {
    pub(super) fn open_paragraph(&mut self, element: &Element) -> Result<Closing, Error> {
        let style = style_of(element);
        if self.styles.is_hidden(&style) {
            return Ok(self.hide());
        }
        self.assembly.open_paragraph()?;
        self.push_look(&style, Look::default());
        self.spaced = true;
        let heading = (element.name() == "text:h")
            .then(|| element.number("text:outline-level").unwrap_or(1))
            .map(|level| level.clamp(1, 9) as u8);
        let toc = self.indexes > 0 || self.styles.is_contents(&style);
        self.assembly.describe(heading, toc, false);
        let styles = &self.styles;
        let number = self.lists.last_mut().and_then(|lists| match heading {
            Some(level) if !lists.is_open() => lists.heading(level, element, styles),
            _ => lists.paragraph(styles),
        });
        if let Some(number) = number
            && self.hiding == 0
        {
            self.assembly.label(&number);
        }
        Ok(Closing::Paragraph)
    }

    pub(super) fn open_span(&mut self, style: &str) -> Closing {
        if self.styles.is_hidden(style) {
            return self.hide();
        }
        let around = self.looks.last().copied().unwrap_or_default();
        self.push_look(style, around);
        Closing::Span
    }

    pub(super) fn push_look(&mut self, style: &str, around: Look) {
        let (raised, lowered) = self.styles.position(style);
        self.looks.push(Look {
            raised: around.raised || raised,
            lowered: around.lowered || lowered,
            struck: self.styles.strikes(style).unwrap_or(around.struck),
            font: self.styles.font(style).unwrap_or(around.font),
        });
    }

    pub(super) fn hide(&mut self) -> Closing {
        self.hiding += 1;
        Closing::Hidden
    }

    /// Adds character data: a run of white space is one space, or nothing at the beginning (OpenDocument 1.3 part 3,
    /// 6.1.2).
    pub(super) fn text(&mut self, text: &str) {
        let inside = self.innermost();
        if !matches!(
            inside,
            Some(Closing::Paragraph | Closing::Hidden | Closing::Span)
        ) {
            return;
        }
        let mut folded = String::with_capacity(text.len());
        for character in text.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r') {
                if !std::mem::replace(&mut self.spaced, true) {
                    folded.push(' ');
                }
            } else {
                self.spaced = false;
                folded.push(character);
            }
        }
        let spaced = self.spaced;
        if !folded.is_empty() {
            self.put(&folded);
            self.spaced = spaced;
        }
    }

    pub(super) fn put(&mut self, text: &str) {
        if self.hiding > 0 {
            if self.hidden.is_none() && !text.trim().is_empty() {
                self.hidden = Some(text.chars().take(40).collect());
            }
            return;
        }
        let look = self.looks.last().copied().unwrap_or_default();
        if look.struck {
            self.assembly.strike(text);
            return;
        }
        self.spaced = false;
        let contents = self.indexes > 0;
        self.assembly.lower(look.lowered);
        if look.font.is_some() {
            let text = symbols::translate(look.font, text);
            self.assembly.text(&text, contents);
        } else if look.raised {
            self.assembly.text(&symbols::raised(text), contents);
        } else {
            self.assembly.text(text, contents);
        }
    }

    /// What the innermost open element with a meaning is; it decides whether character data is text.
    pub(super) fn innermost(&self) -> Option<Closing> {
        self.open
            .iter()
            .rev()
            .copied()
            .find(|closing| *closing != Closing::Nothing)
    }
}
