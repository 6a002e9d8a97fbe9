//! Folds of printed text. Each gives texts that print the same thing in different ways one form, for one purpose.
//!
//! In: the text of a cell or a line. Out: the folded text. Lost in every fold: invisible characters
//! ([`is_invisible`]); what else is lost depends on the purpose.
//!
//! | fold | purpose |
//! |---|---|
//! | [`fold_width`] | the key under which a word of a form is looked up: no white space, half-width signs |
//! | [`fold_label`] | the key of a label: its width fold without enumeration, colon, and the digits of years |
//! | [`fold_value`] | the text that the grammars of values read: the spaces between numbers stay |
//! | [`one_line`] | the name as it is written to the output: the lines of a narrow column joined |
//! | [`clean_text`], [`plain_text`] | prose as it is written to the output: paragraphs, or the words of one cell |
//! | [`fold_letters`] | what two texts are compared by: letters and digits alone |

mod classes;
mod label;
mod letters;
mod name;
mod prose;
mod value;
mod width;

pub(crate) use classes::{is_han, is_invisible, is_wide_ascii};
pub(crate) use label::{fold_label, is_ordinal, strip_enumeration, without_brackets};
pub(crate) use letters::fold_letters;
pub(crate) use name::one_line;
pub(crate) use prose::{clean_text, plain_text, shortened};
pub(crate) use value::{FoldedInPlace, fold_in_place, fold_value};
pub(crate) use width::{fold_width, folded_chars, same_words};
