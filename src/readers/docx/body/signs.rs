//! Elements that represent characters: symbols, breaks, fields, parts of formulas.
//!
//! In: the reader, directly after the opening tag. Out: text in the open paragraph. Lost: the layout of formulas.

use super::{Name, Reader, SymbolFont, symbols};

impl<'a> Reader<'a, '_> {
    /// Separates parts of a formula that would otherwise run together: 10⁴ is not 104, ½ is not 12.
    pub(super) fn formula(&mut self, name: Name<'a>) {
        match name.local {
            b"t" => self.text(),
            b"sup" if self.if_not_empty(()).is_some() => self.flow.exponents += 1,
            b"sub" if self.if_not_empty(()).is_some() => {
                self.flow.indices += 1;
                self.flow.lower();
            }
            b"den" => self.flow.write("/"),
            b"rad" => self.flow.write("\u{221a}"),
            b"chr" => {
                let sign = self.xml.attributes().text(b"val");
                self.flow.write(&sign.unwrap_or_default());
            }
            _ => {}
        }
    }

    pub(super) fn symbol(&mut self) {
        let attributes = self.xml.attributes();
        let font = attributes.raw(b"font").and_then(SymbolFont::named);
        let code = attributes
            .raw(b"char")
            .and_then(|code| std::str::from_utf8(code).ok())
            .and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(code) = code else { return };
        let shown = symbols::character(font, code).or(char::from_u32(code));
        if let Some(shown) = shown {
            self.flow.write_symbol(shown);
        }
    }

    pub(super) fn line_break(&mut self) {
        match self.xml.attributes().raw(b"type") {
            Some(b"page" | b"column") => self.flow.assembly.page_break(),
            _ => self.flow.write("\n"),
        }
    }

    pub(super) fn field_character(&mut self) {
        match self.xml.attributes().raw(b"fldCharType") {
            Some(b"begin") => self.flow.fields.begin(),
            Some(b"separate") => self.flow.fields.separate(),
            Some(b"end") => self.flow.end_field(),
            _ => {}
        }
    }
}
