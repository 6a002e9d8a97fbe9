//! Superscript and struck-out text in zipped workbooks: 10⁴ is written as a run `10` and a superscript run `4`.
//!
//! In: shared strings or a worksheet (ECMA-376 part 1, 18.4.4). Out: the same XML, with Unicode's superscript
//! characters in the superscript runs, and with marks around runs that keep whether they are struck out. This has to
//! happen before calamine reads the part, because it joins the runs. Lost: nothing.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::readers::struck::marked;
use crate::readers::symbols;

/// The part with its superscript and struck-out text marked; `None` if it has none. `struck`: a font may strike out
/// whole cells, so runs that are not struck out have to be marked too.
pub(super) fn with_looks(part: &[u8], struck: bool) -> Option<String> {
    let has = |word: &[u8]| memchr::memmem::find(part, word).is_some();
    let struck = has(b"strike") || struck && has(b"rPr");
    if !struck && !has(b"superscript") {
        return None;
    }
    let xml = std::str::from_utf8(part).ok()?;
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut written = String::with_capacity(xml.len());
    let mut copied = 0;
    let mut raised = false;
    // whether the run's own properties strike it out; `None` without properties
    let mut line = None;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event() {
            Ok(Event::Start(element)) if is(&element, "r") => (raised, line) = (false, None),
            Ok(Event::Start(element) | Event::Empty(element)) if is(&element, "rPr") => {
                line = line.or(Some(false));
            }
            Ok(Event::Start(element) | Event::Empty(element)) if is(&element, "strike") => {
                line = Some(is_on(&element));
            }
            Ok(Event::Start(element) | Event::Empty(element)) if is(&element, "vertAlign") => {
                raised = is_superscript(&element);
            }
            Ok(Event::End(element)) if element.local_name().as_ref() == "r" => {
                (raised, line) = (false, None);
            }
            Ok(Event::Text(_)) if raised || struck && line.is_some() => {
                let end = usize::try_from(reader.buffer_position()).ok()?;
                written.push_str(xml.get(copied..start)?);
                let text = match raised {
                    true => symbols::raised(xml.get(start..end)?),
                    false => Cow::Borrowed(xml.get(start..end)?),
                };
                match line.filter(|_| struck) {
                    Some(line) => written.push_str(&marked(&text, line)),
                    None => written.push_str(&text),
                }
                copied = end;
            }
            // calamine reports broken XML when it reads the part
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
    says(element, &["superscript"])
}

fn is_on(element: &BytesStart) -> bool {
    !says(element, &["0", "false"])
}

fn says(element: &BytesStart, values: &[&str]) -> bool {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .any(|attribute| attribute.key.0 == "val" && values.contains(&&*attribute.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_a_text_are_raised() {
        let raised = |xml: &str| with_looks(xml.as_bytes(), false);
        let run = "<si><r><t>5</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>-4</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r><r><t>3</t></r></si>";
        assert_eq!(raised(run).unwrap(), run.replace("-4", "⁻⁴"));
        assert_eq!(raised("<si><t>4</t></si>"), None);
        assert_eq!(
            raised("<x:r><x:rPr><x:vertAlign val='superscript'></x:vertAlign></x:rPr><x:t>4&lt;2<")
                .unwrap(),
            "<x:r><x:rPr><x:vertAlign val='superscript'></x:vertAlign></x:rPr><x:t>⁴&lt;²<"
        );
    }

    #[test]
    fn runs_of_a_text_are_struck_out() {
        let looks = |xml: &str, struck| {
            let found = with_looks(xml.as_bytes(), struck);
            found.map(|found| found.replace(|mark| ('\u{fdd0}'..='\u{fdd2}').contains(&mark), "|"))
        };
        let run = "<si><r><rPr><strike/></rPr><t>5</t></r><r><t>6</t></r><r><rPr><strike val='0'/></rPr><t>7</t></r></si>";
        let marked = run.replace("5", "|5|").replace("7", "|7|");
        assert_eq!(looks(run, false), Some(marked));
        let run = "<si><r><t>5</t></r><r><rPr><b/></rPr><t>6</t></r></si>";
        assert_eq!(looks(run, true), Some(run.replace("6", "|6|")));
        assert_eq!(looks(run, false), None);
    }
}
