//! A head that is printed once more where its project goes on.
//!
//! In: labels and values below a title that ends in 续. Out: whether they say again what the project is. Lost: nothing.

use super::super::sheet::Sheet;
use super::Walk;
use crate::text::fold_width;
use crate::vocabulary::Field;

impl Walk<'_> {
    /// Below a title that ends in 续, the name of the project that goes on, or its unit.
    pub(super) fn says_again(&self, field: Field, value: &str) -> bool {
        let name = self
            .draft
            .as_ref()
            .and_then(|draft| draft.value(Field::ProjectName));
        let same = || name.is_some_and(|name| fold_width(name) == fold_width(value.trim()));
        self.continued && field.opens_project() && (field != Field::ProjectName || same())
    }

    /// A row of the head printed once more on the next page: all it says of another project is said of this one.
    pub(super) fn heads_again(&self, sheet: &Sheet, row: usize) -> bool {
        let values = sheet.printed(row).skip(1).map(Some).chain([None]);
        let mut pairs = sheet.printed(row).zip(values);
        pairs.all(|(cell, next)| {
            let inside = || self.vocabulary.label_and_value(&cell.text);
            let value = match (cell.head(), next) {
                (Some(field), Some(next)) => Some((field, next.text.as_str())),
                (Some(_), None) => None,
                (None, _) => inside().and_then(|(meaning, _, value)| Some((meaning.head?, value))),
            };
            value.is_none_or(|(field, value)| {
                !field.opens_project() || self.says_again(field, value)
            })
        })
    }
}
