//! Form fields of Word before content controls: what a box or a list shows stands in the field's data, not in its result.
//!
//! In: the reader, just behind the opening tag of `w:ffData` (ECMA-376 part 1, 17.16.17). Out: the sign or the chosen entry,
//! written into the open paragraph. Lost: names, help, limits. The text of a text field is its result and not read here.

use super::body::Reader;

/// ☒ ☐, as Word draws them.
const CHECKED: &str = "\u{2612}";
const UNCHECKED: &str = "\u{2610}";

/// What the data of a field say.
#[derive(Debug, Default)]
struct FormField<'a> {
    is_box: bool,
    checked: Option<bool>,
    default: Option<i64>,
    is_list: bool,
    chosen: Option<i64>,
    entries: Vec<std::borrow::Cow<'a, str>>,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn form_field(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let mut field = FormField::default();
        while let Some(name) = self.property(b"ffData") {
            match name.local {
                b"checkBox" => field.is_box = true,
                b"checked" => field.checked = Some(self.xml.attributes().is_on()),
                b"ddList" => field.is_list = true,
                b"result" => field.chosen = self.xml.attributes().number(b"val"),
                b"default" => field.default = self.xml.attributes().number(b"val"),
                b"listEntry" => field.entries.extend(self.xml.attributes().text(b"val")),
                _ => {}
            }
        }
        if let Some(shown) = field.shown() {
            // the result of such a field is empty, and what is shown stands before its instruction
            self.flow.fields.separate();
            self.flow.write(shown);
        }
    }
}

impl FormField<'_> {
    fn shown(&self) -> Option<&str> {
        if self.is_box {
            let checked = self.checked.unwrap_or(self.default == Some(1));
            return Some(if checked { CHECKED } else { UNCHECKED });
        }
        let chosen = self.chosen.or(self.default).unwrap_or(0);
        let entry = self.entries.get(usize::try_from(chosen).ok()?);
        entry.filter(|_| self.is_list).map(|entry| &**entry)
    }
}
