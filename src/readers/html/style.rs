//! The few CSS properties that decide what is text and what is a paragraph.
//!
//! In: `style` attributes and style sheets. Out: [`Look`]. Lost: all other properties. Of style sheets, only rules with
//! Word's own properties (`mso-…`) or with lines through text are read, and without their `display` and `visibility`: a
//! page that hides a class mostly hides what a script would show.

use std::collections::HashMap;

use super::dom::{Dom, Key, ROOT, Tag};
use crate::readers::symbols::SymbolFont;

/// The properties of one element that matter here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// The element is not shown.
    pub(super) hidden: bool,
    /// Outline level 1-9.
    pub(super) outline: Option<u8>,
    /// Number of tabs that the element represents (`mso-tab-count`).
    pub(super) tabs: u8,
    /// White space is kept.
    pub(super) preformatted: bool,
    /// Superscript.
    pub(super) raised: bool,
    /// Subscript.
    pub(super) lowered: bool,
    /// Struck out.
    pub(super) struck: bool,
    /// The font, if one is set: `Some(None)` for a font that is not a symbol font.
    pub(super) font: Option<Option<SymbolFont>>,
}

/// Properties by class, from the page's style sheets.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    classes: HashMap<String, Look>,
}

impl Sheet {
    /// Reads the style sheets of a page.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut sheet = Self::default();
        for id in dom.descendants(ROOT) {
            if dom.tag(id) == Some(Tag::StyleSheet) {
                for text in dom.children(id).filter_map(|child| dom.text(child)) {
                    sheet.add(text);
                }
            }
        }
        sheet
    }

    /// The properties set by the classes of a `class` attribute.
    pub(super) fn look(&self, classes: &str) -> Look {
        let mut look = Look::default();
        for class in classes.split_ascii_whitespace() {
            if let Some(found) = self.classes.get(class) {
                look.hidden |= found.hidden;
                look.outline = look.outline.or(found.outline);
                look.raised |= found.raised;
                look.lowered |= found.lowered;
                look.struck |= found.struck;
            }
        }
        look
    }

    fn add(&mut self, text: &str) {
        // only rules at the top level: `@media print` and the like describe another medium
        let mut rest = text;
        while let Some((selectors, after)) = rest.split_once('{') {
            let nested = selectors.contains('@') && !selectors.contains("@font-face");
            let Some(end) = rule_end(after) else { return };
            let body = &after[..end];
            rest = after.get(end + 1..).unwrap_or_default();
            let matters = body.contains("mso-") || body.contains("line-through");
            if nested || !matters {
                continue;
            }
            let look = Look {
                font: None,
                ..look_of(body, true)
            };
            if look == Look::default() {
                continue;
            }
            for selector in selectors.split(',') {
                if let Some(class) = class_of(selector) {
                    self.classes.insert(class.to_owned(), look);
                }
            }
        }
    }
}

/// Offset of the `}` that ends the rule body at the start of the text.
fn rule_end(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(index),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The class `name` of the selectors `.name` and `p.name`.
fn class_of(selector: &str) -> Option<&str> {
    let selector = selector.rsplit("*/").next()?.trim();
    let selector = selector.rsplit("<!--").next()?.trim();
    let (element, class) = selector.split_once('.')?;
    let simple = |text: &str| {
        text.chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    (simple(element) && simple(class) && !class.is_empty()).then_some(class)
}

/// The properties set by a `style` attribute.
pub(super) fn inline_look(style: &str) -> Look {
    look_of(style, false)
}

fn look_of(declarations: &str, words_own_only: bool) -> Look {
    let mut look = Look::default();
    for declaration in declarations.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let (name, value) = (name.trim(), value.trim());
        // pages have a style on almost every element: nothing is copied, and most names are rejected here
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let says = |wanted: &str| {
            value
                .get(..wanted.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(wanted))
        };
        match name.as_bytes().first() {
            Some(b'm' | b'M') if is("mso-hide") => look.hidden |= says("all"),
            Some(b'm' | b'M') if is("mso-outline-level") => {
                look.outline = value.parse().ok().filter(|level| (1..=9).contains(level));
            }
            Some(b'm' | b'M') if is("mso-tab-count") => {
                look.tabs = value.parse().unwrap_or(1).clamp(1, 64);
            }
            // page headers, comments and their marks are not part of the body
            Some(b'm' | b'M') if is("mso-element") => {
                look.hidden |= says("header") || says("footer") || says("comment-list");
            }
            Some(b'm' | b'M') if is("mso-special-character") => look.hidden |= says("comment"),
            Some(b'f' | b'F') if is("font-family") => look.font = Some(symbol_font(value)),
            Some(b'v' | b'V') if is("vertical-align") => {
                look.raised = says("super");
                look.lowered = says("sub");
            }
            Some(b't' | b'T') if is("text-decoration") || is("text-decoration-line") => {
                look.struck = value.contains("line-through");
            }
            Some(b'd' | b'D') if is("display") && !words_own_only => look.hidden |= says("none"),
            Some(b'v' | b'V') if is("visibility") && !words_own_only => {
                look.hidden |= says("hidden") || says("collapse");
            }
            Some(b'w' | b'W') if is("white-space") && !words_own_only => {
                look.preformatted = says("pre");
            }
            _ => {}
        }
    }
    look
}

/// The first font of a list of fonts, if it is a symbol font.
fn symbol_font(families: &str) -> Option<SymbolFont> {
    let first = families.split(',').next().unwrap_or_default();
    let name = first.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    SymbolFont::named(name.as_bytes())
}

/// The properties of one element, from its attributes and the style sheets.
pub(super) fn look(dom: &Dom, sheet: &Sheet, id: super::dom::NodeId) -> Look {
    let mut look = dom
        .attribute(id, Key::Class)
        .map_or_else(Look::default, |classes| sheet.look(classes));
    if let Some(style) = dom.attribute(id, Key::Style) {
        let own = inline_look(style);
        look.hidden |= own.hidden;
        look.outline = own.outline.or(look.outline);
        look.tabs = own.tabs;
        look.preformatted = own.preformatted;
        look.raised |= own.raised;
        look.lowered |= own.lowered;
        look.struck |= own.struck;
        look.font = own.font;
    }
    if let Some(face) = dom.attribute(id, Key::Face) {
        look.font = look.font.or(Some(symbol_font(face)));
    }
    look.hidden |= dom.attribute(id, Key::Hidden).is_some();
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_styles() {
        let hidden = |style| inline_look(style).hidden;
        assert!(hidden("color:red; DISPLAY : none"));
        assert!(hidden("display:none !important"));
        assert!(hidden("mso-hide:all"));
        assert!(hidden("visibility:hidden"));
        assert!(!hidden("mso-hide:none;display:block"));
        assert_eq!(inline_look("mso-outline-level:2").outline, Some(2));
        assert_eq!(inline_look("mso-outline-level:body-text").outline, None);
        assert_eq!(inline_look("mso-tab-count:3").tabs, 3);
        assert!(inline_look("vertical-align: Super").raised);
        assert!(!inline_look("vertical-align:sub").raised);
        assert!(inline_look("text-decoration: underline line-through").struck);
        assert!(!inline_look("text-decoration:underline").struck);
    }

    #[test]
    fn style_sheets() {
        let mut sheet = Sheet::default();
        sheet.add(
            "<!-- /* Style */\n@font-face {font-family:x;}\n\
             p.a, li.a, div.a {mso-outline-level:1;} .gone{mso-hide:all;display:none}\n\
             .tab{display:none} @media print {.b{mso-hide:all}} h1 b.c{mso-hide:all}\n\
             @page S {mso-page-orientation:landscape} .d{mso-outline-level:2 -->",
        );
        assert_eq!(sheet.look("MsoNormal a").outline, Some(1));
        assert!(sheet.look("gone").hidden);
        sheet.add(".e{text-decoration:line-through}");
        assert!(sheet.look("e").struck);
        for class in ["tab", "b", "c", "d"] {
            assert_eq!(sheet.look(class), Look::default(), "{class}");
        }
    }
}
