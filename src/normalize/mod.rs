//! From printed text to typed values: targets, amounts, dates, enumerations, organizations.
//!
//! In: the text of cells. Out: values of [`crate::record`], the printed text kept beside them. Nothing here knows a
//! layout: which cell holds what is settled before.

pub(crate) mod date;
mod fold;
pub mod target;
