//! Formulas in MathML, as OpenDocument keeps them in objects: text on one line.
//!
//! In: events up to the end of the element that holds the formula. Out: its text, with exponents raised and fractions
//! as `1/2`, so that no two numbers join. Lost: all layout, and the formula's source in other notations (`annotation`).

use super::symbols;
use super::xml::{Event, Events};

/// An open element: its kind, the number of its children so far, and whether its text is raised.
struct Open {
    kind: Kind,
    children: usize,
    raised: bool,
}

/// The kind of an element; all but `Row` treat their children differently from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Row,
    Fraction,
    Power,
    Index,
    IndexAndPower,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "mfrac" => Self::Fraction,
            "msup" => Self::Power,
            "msub" => Self::Index,
            "msubsup" => Self::IndexAndPower,
            _ => Self::Row,
        }
    }
}

/// Reads the element just opened to its end and returns the text of the formulas in it, empty if there are none.
pub(crate) fn text_of(events: &mut Events) -> String {
    let mut text = String::new();
    let mut open: Vec<Open> = Vec::new();
    // number of open elements outside the formula
    let mut around = 1usize;
    while around > 0 {
        let Some(event) = events.next() else { break };
        match event {
            Event::Open(element) => match (element.local_name(), open.last_mut()) {
                ("annotation" | "annotation-xml", Some(_)) => events.pass_over(),
                ("math", None) => open.push(Open {
                    kind: Kind::Row,
                    children: 0,
                    raised: false,
                }),
                (_, None) => around += 1,
                (name, Some(parent)) => {
                    let place = parent.children;
                    parent.children += 1;
                    let raised = parent.raised
                        || matches!(
                            (parent.kind, place),
                            (Kind::Power, 1) | (Kind::IndexAndPower, 2)
                        );
                    match (parent.kind, place) {
                        (Kind::Fraction, 1) => text.push('/'),
                        (Kind::Index | Kind::IndexAndPower, 1) => part_figures(&mut text),
                        _ => {}
                    }
                    if matches!(name, "msqrt" | "mroot") {
                        text.push('\u{221a}');
                    }
                    open.push(Open {
                        kind: Kind::of(name),
                        children: 0,
                        raised,
                    });
                }
            },
            Event::Close if open.pop().is_none() => around -= 1,
            Event::Close => {}
            Event::Text(piece) => {
                if let Some(open) = open.last() {
                    let piece = piece.trim();
                    match open.raised {
                        true => text.push_str(&symbols::raised(piece)),
                        false => text.push_str(piece),
                    }
                }
            }
        }
    }
    text
}

/// Separates an index from a digit before it, so that `10` with index `2` does not become `102`.
fn part_figures(text: &mut String) {
    if text.ends_with(|last: char| last.is_ascii_digit()) {
        text.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_on_one_line() {
        for (inside, shown) in [
            ("<mo>≥</mo><mn>95</mn><mi>%</mi>", "≥95%"),
            ("<mrow><msup><mn>10</mn><mn>4</mn></msup></mrow>", "10⁴"),
            ("<mfrac><mrow><mn>1</mn></mrow><mn>2</mn></mfrac>", "1/2"),
            ("<msub><mn>10</mn><mn>2</mn></msub>", "10 2"),
            ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "xi²"),
            ("<msqrt><mn>3</mn></msqrt>", "√3"),
            (
                "<semantics><mn>5</mn><annotation>size 5</annotation></semantics>",
                "5",
            ),
        ] {
            let xml = format!("<o><x/><math>{inside}</math></o>");
            let mut events = Events::new(&xml);
            events.next();
            assert_eq!(text_of(&mut events), shown, "{inside}");
            assert!(events.next().is_none());
        }
    }
}
