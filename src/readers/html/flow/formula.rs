//! Formulas: MathML on one line, and pictures of signs.
//!
//! In: an element. Out: raised exponents, lowered indices, and fractions as `1/2`, so that no two numbers join. Lost:
//! all other layout, and pictures of whole formulas, which are counted.

use super::{Flow, Key, NodeId, Tag, Walk};

impl Flow<'_> {
    /// Applies the position of an element in a formula: exponent, index, or denominator of a fraction.
    pub(super) fn open_in_formula(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let around = self.dom.tag(self.dom.parent(id));
        let place = match around {
            Some(Tag::Power | Tag::Index | Tag::IndexAndPower | Tag::Fraction) => {
                self.dom.elements_before(id)
            }
            _ => 0,
        };
        match (around, place) {
            (Some(Tag::Power), 1) | (Some(Tag::IndexAndPower), 2) => walk.raised.push(id),
            (Some(Tag::Index | Tag::IndexAndPower), 1) => walk.lowered.push(id),
            (Some(Tag::Fraction), 1) => walk.line.folder.fold("/"),
            _ => {}
        }
        if tag == Tag::Root {
            walk.line.begin(self.dom.line(id));
            walk.line.folder.fold("\u{221a}");
        }
    }

    /// Reads a picture of a sign (used for operators that a font lacked) from its alternative text; counts pictures of
    /// formulas.
    pub(super) fn picture(&mut self, id: NodeId, walk: &mut Walk) {
        let text = self.dom.attribute(id, Key::Alternative);
        let text = text.unwrap_or_default().trim();
        if is_sign(text) {
            walk.line.begin(self.dom.line(id));
            walk.line.folder.fold(text);
        } else if text.contains('\\') || self.is_object(id) {
            self.met.objects += 1;
        }
    }

    /// True for LibreOffice's picture of an embedded object, which it names `Object` and a number.
    pub(super) fn is_object(&self, picture: NodeId) -> bool {
        let name = self.dom.attribute(picture, Key::Name);
        let number = name.and_then(|name| name.strip_prefix("Object"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    }
}

/// True for parts of a formula; white space between them is not text.
pub(super) fn is_of_formula(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Formula | Tag::Power | Tag::Index | Tag::IndexAndPower | Tag::Fraction | Tag::Root
    )
}

/// True for a short text with a mathematical sign or a circled number and no letters.
pub(super) fn is_sign(text: &str) -> bool {
    const LONGEST: usize = 16;
    let sign = |c: char| {
        matches!(
            c,
            '<' | '=' | '>' | '%' | '\u{b1}' | '\u{d7}' | '\u{f7}' | '\u{2030}'
        ) || matches!(c, '\u{2200}'..='\u{22ff}' | '\u{2460}'..='\u{2473}')
            || matches!(c, '\u{ff05}' | '\u{ff1c}'..='\u{ff1e}')
    };
    // Unicode counts circled numbers among the letters
    let letter = |c: char| c.is_alphabetic() && !sign(c);
    text.chars().count() <= LONGEST && text.contains(sign) && !text.contains(letter)
}
