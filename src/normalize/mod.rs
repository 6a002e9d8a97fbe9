//! From printed text to typed values: targets, amounts, dates, enumerations, organizations.
//!
//! In: the text of cells. Out: values of [`crate::record`], with the printed text kept. Nothing here depends on the
//! layout: recognition has already decided which cell holds which field.

pub mod amount;
mod amounts_in_text;
pub mod budget;
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
mod reports;
pub mod target;
mod target_cells;
mod title;
mod unread;
pub mod year;
