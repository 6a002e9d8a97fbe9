//! Form fields of Word before content controls: what a box or a list shows stands in the field's data, not in its result.
//!
//! In: what the data say. Out: the sign or the chosen entry. Lost: names, help, limits. The text of a text field is its result
//! and not kept here.

/// ☒ ☐, as Word draws them.
const CHECKED: &str = "\u{2612}";
const UNCHECKED: &str = "\u{2610}";

/// How a box looks.
pub(crate) fn sign_of_box(checked: bool) -> &'static str {
    if checked { CHECKED } else { UNCHECKED }
}

/// What kind of field it is; text fields are none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Box,
    List,
}

/// What the data of a field say.
#[derive(Debug, Default)]
pub(crate) struct FormField {
    pub(crate) kind: Option<Kind>,
    /// 1 for a box that is checked; the number of the chosen entry, from 0.
    pub(crate) chosen: Option<i64>,
    pub(crate) default: Option<i64>,
    pub(crate) entries: Vec<String>,
}

impl FormField {
    /// What is seen on the page.
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
