//! Texts of a workbook, run by run: 10⁴ is written as a run `10` and a run `4` that is superscript.
//!
//! In: shared texts, or a text inside its cell (ECMA-376 part 1, 18.4). Out: text with the raised characters of Unicode,
//! and marks around runs that say whether they are struck out. Lost: phonetic guides, every other look.

use crate::readers::struck::marked;
use crate::readers::symbols;
use crate::readers::xml::{Element, Event, Events};

/// The shared texts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Texts {
    texts: Vec<Box<str>>,
}

impl Texts {
    /// `strike`: whole cells may be struck out, so that the runs that are not need marks too.
    pub(super) fn read(text: &str, strike: bool) -> Self {
        let mut texts = Self::default();
        let mut events = Events::new(text);
        while let Some(event) = events.next() {
            let Event::Open(element) = event else {
                continue;
            };
            if element.local_name() == "si" {
                texts.texts.push(rich_text(&mut events, strike).into());
            }
        }
        texts
    }

    pub(super) fn push(&mut self, text: String) {
        self.texts.push(text.into());
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        self.texts.get(number).map(AsRef::as_ref)
    }
}

/// What the properties of a run say.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    raised: bool,
    /// `None` where the run has no properties.
    struck: Option<bool>,
}

/// The text of the element just opened, up to its end.
pub(super) fn rich_text(events: &mut Events, strike: bool) -> String {
    let mut text = String::new();
    let mut run = Run::default();
    let mut depth = 1usize;
    // depth of the open `t`
    let mut inside = None;
    while depth > 0 {
        match events.next() {
            Some(Event::Open(element)) => {
                if element.local_name() == "rPh" {
                    events.pass_over();
                    continue;
                }
                depth += 1;
                match element.local_name() {
                    "r" => run = Run::default(),
                    "rPr" => run.struck = run.struck.or(Some(false)),
                    "strike" => run.struck = Some(is_on(&element)),
                    "vertAlign" => {
                        run.raised = element.attribute("val").as_deref() == Some("superscript");
                    }
                    "t" => inside = Some(depth),
                    _ => {}
                }
            }
            Some(Event::Text(piece)) if inside.is_some() => {
                let piece = match run.raised {
                    true => symbols::raised(&piece),
                    false => piece,
                };
                match run.struck.filter(|struck| strike || *struck) {
                    Some(struck) => text.push_str(&marked(&piece, struck)),
                    None => text.push_str(&piece),
                }
            }
            Some(Event::Text(_)) => {}
            Some(Event::Close) => {
                if inside == Some(depth) {
                    inside = None;
                }
                depth -= 1;
            }
            None => break,
        }
    }
    unescaped(text)
}

fn is_on(element: &Element) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false"))
}

/// `_x000D_` stands for a character that XML cannot hold (22.9.2.19); a carriage return ends a line with the line feed
/// behind it.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        written.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                written.extend(Some(character).filter(|character| *character != '\r'));
                rest = &rest[7..];
            }
            None => {
                written.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str, strike: bool) -> String {
        let texts = Texts::read(xml, strike);
        let text = texts.get(0).unwrap_or_default();
        text.replace(|mark| ('\u{fdd0}'..='\u{fdd2}').contains(&mark), "|")
    }

    #[test]
    fn runs_are_raised() {
        for (xml, expected) in [
            (
                "<sst><si><r><t>5</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>-4</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r></si></sst>",
                "5⁻⁴2",
            ),
            (
                "<x:sst><x:si><x:r><x:rPr><x:vertAlign val='superscript'/></x:rPr><x:t>4&lt;&#52;</x:t></x:r></x:si></x:sst>",
                "⁴<⁴",
            ),
            ("<sst><si><t>年</t><rPh><t>x</t></rPh></si></sst>", "年"),
            (
                "<sst><si><t>a_x000D_\nb_x0041__xZZ__</t></si></sst>",
                "a\nbA_xZZ__",
            ),
            ("<sst><si><t>a&unknown;b</t></si></sst>", "a&unknown;b"),
            ("<sst><si><t>cut", "cut"),
        ] {
            assert_eq!(read(xml, false), expected, "{xml}");
        }
    }

    #[test]
    fn runs_are_struck_out() {
        let run = "<sst><si><r><rPr><strike/></rPr><t>&lt;5</t></r><r><t>6</t></r><r><rPr><strike val='0'/></rPr><t>7</t></r></si></sst>";
        assert_eq!(read(run, false), "|<||5|67");
        assert_eq!(read(run, true), "|<||5|6|7|");
    }
}
