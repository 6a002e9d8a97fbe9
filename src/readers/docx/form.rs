//! The data of form fields (`w:ffData`, ECMA-376 part 1, 17.16.17).
//!
//! In: the reader, directly after the opening tag. Out: what the field shows, written into the open paragraph. Lost:
//! names, help texts, limits.

use super::body::Reader;
use crate::readers::form::{FormField, Kind};

impl Reader<'_, '_> {
    pub(super) fn form_field(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let mut field = FormField::default();
        while let Some(name) = self.property(b"ffData") {
            match name.local {
                b"checkBox" => field.kind = Some(Kind::Box),
                b"ddList" => field.kind = Some(Kind::List),
                b"checked" => field.chosen = Some(i64::from(self.xml.attributes().is_on())),
                b"result" => field.chosen = self.xml.attributes().number(b"val"),
                b"default" => field.default = self.xml.attributes().number(b"val"),
                b"listEntry" => {
                    let entry = self.xml.attributes().text(b"val");
                    field.entries.extend(entry.map(|entry| entry.into_owned()));
                }
                _ => {}
            }
        }
        if let Some(shown) = field.shown() {
            // the result of such a field is empty, and what it shows belongs where its instruction begins
            self.flow.fields.separate();
            self.flow.write(shown);
        }
    }
}
