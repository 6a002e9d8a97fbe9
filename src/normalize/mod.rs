//! From printed text to typed values: targets, amounts, dates, enumerations, organizations.
//!
//! In: the text of cells. Out: values of [`crate::record`], with the printed text kept. Nothing here depends on the
//! layout: recognition has already decided which cell holds which field.

pub mod amount;
mod calendar;
mod context;
pub mod date;
pub mod document;
pub mod enumeration;
pub mod indicator;
pub mod levels;
pub mod money;
mod objectives;
pub mod organization;
pub mod project;
mod prose;
mod reading;
pub mod target;
mod title;
mod unread;
mod wanted;
pub mod year;
