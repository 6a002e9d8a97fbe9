//! Form fields and embedded objects.
//!
//! In: their elements. Out: what they show. Lost: objects that are not formulas, which are counted.

use super::{Closing, Element, FormField, Kind, Reader, math};

impl Reader<'_> {
    /// Opens a form field of Word, in the form in which LibreOffice keeps it.
    pub(super) fn open_field(&mut self, element: &Element) -> Closing {
        let kind = element.attribute("field:type").unwrap_or_default();
        let kind = match kind.rsplit('.').next() {
            Some("FORMCHECKBOX") => Kind::Box,
            Some("FORMDROPDOWN") => Kind::List,
            _ => return Closing::Nothing,
        };
        self.form = FormField {
            kind: Some(kind),
            ..FormField::default()
        };
        Closing::Field
    }

    pub(super) fn parameter(&mut self, element: &Element) {
        let value = element.attribute("field:value").unwrap_or_default();
        match element.attribute("field:name").as_deref() {
            Some("Checkbox_Checked") => self.form.chosen = Some(i64::from(value == "true")),
            Some("Dropdown_Selected") => self.form.chosen = value.trim().parse().ok(),
            Some("Dropdown_ListEntry") => self.form.entries.push(value),
            _ => {}
        }
    }

    /// Reads an object: a formula becomes text, anything else is counted as not read.
    pub(super) fn object(&mut self, element: &Element) {
        let part = element.attribute("xlink:href");
        let inside = math::text_of(&mut self.events);
        let text = match part.and_then(|part| self.formulas.get(&part)) {
            Some(formula) => formula.clone(),
            None => inside,
        };
        if !text.is_empty() {
            self.put(&text);
        } else if self.hiding == 0 {
            self.assembly.pass_object();
        }
    }
}
