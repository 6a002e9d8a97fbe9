//! Fields of forms and objects.
//!
//! In: their elements. Out: what they show. Lost: objects that are no formulas, which are counted.

use super::{Closing, Element, FormField, Kind, Reader, math};

impl Reader<'_> {
    /// Fields of Word's forms, as LibreOffice keeps them.
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

    /// An object: a formula is text, anything else is told.
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
