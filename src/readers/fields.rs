//! Complex fields: `begin` instruction `separate` result `end`, nested at will.
//!
//! In: the field characters and instruction text in reading order. Out: whether text is shown (results are,
//! instructions and what is nested in them are not), whether it is of a table of contents, and the text of formulas.
//! Lost: what other fields would compute.

use super::equation::{self, Equation};

/// Longest formula that is read, in bytes.
const MAX_FORMULA: usize = 1_024;

/// The fields open at a place.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
    in_instruction: usize,
    in_contents: usize,
}

#[derive(Debug, Default)]
struct Field {
    /// The instruction, or its beginning.
    instruction: String,
    /// The result has begun, or the instruction was given up as never ending.
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
    /// True when text here is a result, or in no field at all.
    #[inline]
    pub(crate) fn shown(&self) -> bool {
        self.in_instruction == 0
    }

    /// True when text here is of a table of contents.
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
        // what a formula shows is its instruction
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

    /// True between `separate` and `end` of a field that shows an embedded object.
    pub(crate) fn shows_object(&self) -> bool {
        let field = self.open.last().filter(|field| field.shown);
        let kind = field.and_then(|field| field.instruction.split_ascii_whitespace().next());
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("EMBED"))
    }

    /// The field ends; hands back what it shows if it is a formula.
    pub(crate) fn end(&mut self) -> Option<Equation> {
        let field = self.open.pop()?;
        self.in_instruction -= usize::from(!field.shown);
        self.in_contents -= usize::from(field.contents);
        equation::of(&field.instruction)
    }

    /// An instruction ends with its paragraph at the latest: one that never ends would hide the rest of the document.
    #[inline]
    pub(crate) fn end_paragraph(&mut self) {
        if self.in_instruction > 0 {
            self.in_instruction = 0;
            for field in &mut self.open {
                field.shown = true;
            }
        }
    }

    /// A table or a heading cannot stand in a table of contents: its end has been lost.
    pub(crate) fn leave_contents(&mut self) {
        if self.in_contents > 0 {
            self.in_contents = 0;
            for field in &mut self.open {
                field.contents = false;
            }
        }
    }
}
