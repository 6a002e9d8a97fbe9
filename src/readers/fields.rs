//! Complex fields: `begin` instruction `separate` result `end`, nested to any depth.
//!
//! In: field characters and instruction text in reading order. Out: whether text is shown (results are; instructions
//! and anything nested in them are not), whether text belongs to a table of contents, and the text of formulas, symbols
//! and buttons, which stands in the instruction. Lost: what other fields would compute.

use super::equation::{self, Equation};
use super::symbols::{self, SymbolFont};

/// Longest formula that is read, in bytes.
const MAX_FORMULA: usize = 1_024;

/// True for a field that shows what its instruction says, so that its result is not read.
pub(crate) fn shows_instruction(instruction: &str) -> bool {
    let kinds = ["EQ", "SYMBOL", "MACROBUTTON"];
    let instruction = instruction.trim_start();
    kinds.iter().any(|kind| {
        let head = instruction.get(..kind.len());
        let goes_on = instruction[head.map_or(0, str::len)..]
            .starts_with(|next: char| next.is_ascii_alphanumeric());
        head.is_some_and(|head| head.eq_ignore_ascii_case(kind)) && !goes_on
    })
}

/// What such a field shows; `None` for other fields.
pub(crate) fn shown_by(instruction: &str) -> Option<Equation> {
    if !shows_instruction(instruction) {
        return None;
    }
    let (kind, rest) = instruction.trim().split_once(char::is_whitespace)?;
    match kind.to_ascii_uppercase().as_str() {
        "SYMBOL" => {
            Some(symbol(rest).map_or(Equation::NotRead, |sign| Equation::Shown(sign.to_string())))
        }
        "MACROBUTTON" => {
            // the name of the macro comes first
            let text = rest.trim_start().split_once(char::is_whitespace);
            let text = text.map_or("", |(_, text)| text.trim());
            Some(Equation::Shown(text.to_owned()))
        }
        _ => equation::of(instruction),
    }
}

/// `179 \\f "Symbol" \\s 12`: the code of a character, and the font it is taken from.
fn symbol(rest: &str) -> Option<char> {
    let (code, switches) = rest
        .trim_start()
        .split_once(' ')
        .unwrap_or((rest.trim(), ""));
    let code = match code.strip_prefix("0x").or_else(|| code.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => code.parse().ok()?,
    };
    let font = switches
        .split_once("\\f")
        .map(|(_, font)| font.trim_start());
    let font = font.map(|font| match font.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => font.split(' ').next().unwrap_or_default(),
    });
    let font = font.and_then(|font| SymbolFont::named(font.as_bytes()));
    symbols::character(font, code)
}

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
        shows_instruction(&self.instruction) && !self.shown
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
        shown_by(&field.instruction)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_instruction_shows() {
        for (instruction, shown) in [
            (r#" SYMBOL 179 \f "Symbol" \s 12"#, Some("≥")),
            (r#"symbol 0xA3 \f Symbol"#, Some("≤")),
            (
                " MACROBUTTON AcceptAllChangesShown 点击此处 输入",
                Some("点击此处 输入"),
            ),
            ("MACROBUTTON NoMacro", Some("")),
            (r"EQ \o(≥)", Some("≥")),
            ("SYMBOLS 1", None),
            ("PAGE", None),
        ] {
            let shown = shown.map(|text| Equation::Shown(text.to_owned()));
            assert_eq!(shown_by(instruction), shown, "{instruction}");
        }
        assert_eq!(shown_by("SYMBOL x"), Some(Equation::NotRead));
    }
}
