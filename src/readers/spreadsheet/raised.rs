//! Raised text in the texts of a workbook: 10⁴ is written as a run `10` and a run `4` that is superscript.
//!
//! In: shared strings or a worksheet (ECMA-376 part 1, 18.4.4). Out: the same XML, with the raised characters of Unicode in
//! the runs that are superscript: calamine runs the texts together before anybody could tell. Lost: nothing.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::readers::symbols;

/// The part with its raised text, `None` where it has none.
pub(super) fn with_raised_text(part: &[u8]) -> Option<String> {
    memchr::memmem::find(part, b"superscript")?;
    let xml = std::str::from_utf8(part).ok()?;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut written = String::with_capacity(xml.len());
    let mut copied = 0;
    let mut raised = false;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event() {
            Ok(Event::Start(element)) if is(&element, "r") => raised = false,
            Ok(Event::Start(element) | Event::Empty(element)) if is(&element, "vertAlign") => {
                raised = is_superscript(&element);
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "r" => raised = false,
            Ok(Event::Text(_)) if raised => {
                let end = usize::try_from(reader.buffer_position()).ok()?;
                written.push_str(xml.get(copied..start)?);
                written.push_str(&symbols::raised(xml.get(start..end)?));
                copied = end;
            }
            // what is broken is for the reader of the whole to say
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    written.push_str(xml.get(copied..)?);
    Some(written)
}

fn is(element: &BytesStart, name: &str) -> bool {
    element.local_name().as_ref() == name
}

fn is_superscript(element: &BytesStart) -> bool {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .any(|attribute| attribute.key.0 == "val" && &*attribute.value == "superscript")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_text_are_raised() {
        let raised = |xml: &str| with_raised_text(xml.as_bytes());
        let run = "<si><r><t>5</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>-4</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r><r><t>3</t></r></si>";
        assert_eq!(raised(run).unwrap(), run.replace("-4", "⁻⁴"));
        assert_eq!(raised("<si><t>4</t></si>"), None);
        assert_eq!(
            raised("<x:r><x:rPr><x:vertAlign val='superscript'></x:vertAlign></x:rPr><x:t>4&lt;2<")
                .unwrap(),
            "<x:r><x:rPr><x:vertAlign val='superscript'></x:vertAlign></x:rPr><x:t>⁴&lt;²<"
        );
    }
}
