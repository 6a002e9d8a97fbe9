//! Complex fields: `begin` instruction `separate` result `end`, nested to any depth.
//!
//! In: field characters and instruction text in reading order. Out: whether text is shown (results are; instructions
//! and anything nested in them are not), whether text belongs to a table of contents, and the text of formulas. Lost:
//! what other fields would compute.

use super::equation::{self, Equation};

/// Longest formula that is read, in bytes.
const MAX_FORMULA: usize = 1_024;

/// The fields that are open at the current position.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
    in_instruction: usize,
    in_contents: usize,
}

#[derive(Debug, Default)]
struct Field {
    /// The instruction, or only its beginning: a few bytes suffice unless it is a formula.
    instruction: String,
    /// True when the result has begun, or when the paragraph ended before the instruction did.
    shown: bool,
    contents: bool,
}

impl Field {
    fn is_formula(&self) -> bool {
        let kind = self.instruction.trim_start().get(..2);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("EQ")) && !self.shown
    }
}

impl Fields {
    /// True when text at this position is a result or outside any field.
    #[inline]
    pub(crate) fn shown(&self) -> bool {
        self.in_instruction == 0
    }

    /// True when text at this position belongs to a table of contents.
    #[inline]
    pub(crate) fn contents(&self) -> bool {
        self.in_contents > 0
    }

    pub(crate) fn begin(&mut self) {
        self.open.push(Field::default());
        self.in_instruction += 1;
    }

    pub(crate) fn instruction(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && (field.instruction.len() < 16 || field.is_formula())
            && field.instruction.len() < MAX_FORMULA
        {
            field.instruction.extend(text.chars().take(MAX_FORMULA));
        }
    }

    pub(crate) fn separate(&mut self) {
        let Some(field) = self.open.last_mut() else {
            return;
        };
        // a formula shows its instruction, so its result is skipped
        if field.is_formula() {
            return;
        }
        if !std::mem::replace(&mut field.shown, true) {
            self.in_instruction -= 1;
        }
        let kind = field.instruction.split_ascii_whitespace().next();
        if !field.contents && kind.is_some_and(|kind| kind.eq_ignore_ascii_case("TOC")) {
            field.contents = true;
            self.in_contents += 1;
        }
    }

    /// True between `separate` and `end` of a field that shows an embedded object (`EMBED`).
    pub(crate) fn shows_object(&self) -> bool {
        let field = self.open.last().filter(|field| field.shown);
        let kind = field.and_then(|field| field.instruction.split_ascii_whitespace().next());
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("EMBED"))
    }

    /// Ends the field and returns what it shows if it is a formula.
    pub(crate) fn end(&mut self) -> Option<Equation> {
        let field = self.open.pop()?;
        self.in_instruction -= usize::from(!field.shown);
        self.in_contents -= usize::from(field.contents);
        equation::of(&field.instruction)
    }

    /// Ends open instructions with their paragraph: an instruction that never ends would hide the rest of the
    /// document.
    #[inline]
    pub(crate) fn end_paragraph(&mut self) {
        if self.in_instruction > 0 {
            self.in_instruction = 0;
            for field in &mut self.open {
                field.shown = true;
            }
        }
    }

    /// Leaves the table of contents at a table or heading: neither can be part of one, so its end mark was lost.
    pub(crate) fn leave_contents(&mut self) {
        if self.in_contents > 0 {
            self.in_contents = 0;
            for field in &mut self.open {
                field.contents = false;
            }
        }
    }
}
