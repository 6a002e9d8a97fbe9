//! Legacy form fields of Word: what a check box or a list shows is stored in the field's data, not in its result.
//!
//! In: the field's data. Out: the sign of the box or the chosen entry. Lost: names, help texts, limits. A text field
//! shows its result, which the readers take from there.

/// ☒ ☐, as Word draws them.
const CHECKED: &str = "\u{2612}";
const UNCHECKED: &str = "\u{2610}";

/// The sign that Word draws for a check box.
pub(crate) fn sign_of_box(checked: bool) -> &'static str {
    if checked { CHECKED } else { UNCHECKED }
}

/// The kinds of form field whose content is in their data. Text fields are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Box,
    List,
}

/// The data of one field.
#[derive(Debug, Default)]
pub(crate) struct FormField {
    pub(crate) kind: Option<Kind>,
    /// 1 for a checked box; for a list the 0-based number of the chosen entry.
    pub(crate) chosen: Option<i64>,
    pub(crate) default: Option<i64>,
    pub(crate) entries: Vec<String>,
}

impl FormField {
    /// The text that the page shows.
    pub(crate) fn shown(&self) -> Option<&str> {
        let chosen = self.chosen.or(self.default).unwrap_or(0);
        match self.kind? {
            Kind::Box => Some(sign_of_box(chosen == 1)),
            Kind::List => {
                let entry = self.entries.get(usize::try_from(chosen).ok()?)?;
                Some(entry)
            }
        }
    }
}
