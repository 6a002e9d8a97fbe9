//! Formulas: MathML on one line, and pictures of signs.
//!
//! In: an element. Out: exponents that are raised, indices that are lowered, fractions as `1/2`, so that no two numbers join.
//! Lost: everything about looks, and pictures of whole formulas, which are counted.

use super::{Flow, Key, NodeId, Tag, Walk};

impl Flow<'_> {
    /// What an element is by its place in a formula: an exponent, an index, what stands below the line of a fraction.
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

    /// A picture of a sign whose text says which: operators that a font lacked. Pictures of formulas are told.
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

    /// LibreOffice's picture of an object, by the name that it gives to each.
    pub(super) fn is_object(&self, picture: NodeId) -> bool {
        let name = self.dom.attribute(picture, Key::Name);
        let number = name.and_then(|name| name.strip_prefix("Object"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    }
}

/// White space between its parts is none of the text.
pub(super) fn is_of_formula(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Formula | Tag::Power | Tag::Index | Tag::IndexAndPower | Tag::Fraction | Tag::Root
    )
}

/// A short text with a sign of mathematics or a circled number, and no letter.
pub(super) fn is_sign(text: &str) -> bool {
    const LONGEST: usize = 16;
    let sign = |c: char| {
        matches!(
            c,
            '<' | '=' | '>' | '%' | '\u{b1}' | '\u{d7}' | '\u{f7}' | '\u{2030}'
        ) || matches!(c, '\u{2200}'..='\u{22ff}' | '\u{2460}'..='\u{2473}')
            || matches!(c, '\u{ff05}' | '\u{ff1c}'..='\u{ff1e}')
    };
    // circled numbers are letters to Unicode
    let letter = |c: char| c.is_alphabetic() && !sign(c);
    text.chars().count() <= LONGEST && text.contains(sign) && !text.contains(letter)
}
