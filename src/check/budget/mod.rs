//! Rules about the statutory tables: identities inside a table, between tables, the shape of the disclosure, and its text.
//!
//! In: the statutory tables of the record as [`Ledger`]s, and the paragraphs as read. Out: findings at the cell of the
//! sum or of the text. Five identities on the printed structure do most of the work; none knows the place of a cell.
//! The tolerance of a comparison is half a unit of the last printed place of each operand.

pub(super) mod between;
pub(super) mod changes;
pub(super) mod codes;
pub(super) mod columns;
pub(super) mod disclosure;
mod figure;
mod ledger;
pub(super) mod notes;
pub(super) mod prose;
pub(super) mod rows;
pub(super) mod sides;
mod titles;
mod totals;

pub(super) use ledger::Ledger;
