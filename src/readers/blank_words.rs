//! What programs write where there is nothing.
//!
//! In: the text of a cell. Out: whether it is such a word. Lost: nothing.

/// True for the words of pandas, R and databases.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(
        text,
        "NaN" | "nan" | "NaT" | "None" | "NULL" | "null" | "<NA>" | "(null)" | "[NULL]" | "\\N"
    )
}
