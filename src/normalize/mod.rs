//! From printed text to typed values: targets, amounts, dates, enumerations, organizations.
//!
//! In: the text of cells. Out: values of [`crate::record`], the printed text kept beside them. Nothing here knows a
//! layout: which cell holds what is settled before.

pub(crate) mod date;
mod fold;
#[allow(missing_docs)]
pub mod interim;
pub mod target;
#[allow(missing_docs)]
pub mod amount {
    pub use super::interim::*;
}
#[allow(missing_docs)]
pub mod enumeration {
    pub use super::interim::*;
}
#[allow(missing_docs)]
pub mod organization {
    pub use super::interim::*;
}
pub mod document;
pub mod indicator;
pub mod levels;
pub mod money;
pub mod project;
pub mod text;
pub mod year;
