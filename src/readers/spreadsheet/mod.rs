//! Workbooks: Excel (`.xlsx`, `.xlsb`, `.xls`, WPS `.et`, XML of 2003) and OpenDocument (`.ods`, `.fods`).
//!
//! In: a workbook. Out: for every visible sheet a heading with its name, then its tables, which are separated by rows
//! without text. Numbers are read as they are displayed (a finding reports where that hides digits), formulas as their
//! last results, merged cells as spans.
//!
//! Lost: hidden sheets (reported), formulas, comments, charts, struck-out text (reported), and text
//! in cells that a merged cell covers.
//!
//! | module      | step                                                                |
//! |-------------|---------------------------------------------------------------------|
//! | `xlsx`      | zipped workbooks, of XML or binary parts → sheets                   |
//! | `xls`       | cells of binary workbooks → sheets                                  |
//! | `biff`      | formats and hidden cells of binary workbooks                        |
//! | `shared_texts` | superscript and struck-out text in binary workbooks              |
//! | `reported`  | hidden cells, errors and formulas without a result                  |
//! | `excel_xml` | workbooks in one XML file → sheets                                  |
//! | `open`      | OpenDocument, which stores the displayed text with every value      |
//! | `display`   | value and number format → what is displayed                         |
//! | `sheet`     | sheets → paragraphs and tables                                      |

mod biff;
mod display;
mod excel_xml;
mod open;
mod reported;
mod shared_texts;
mod sheet;
mod xls;
mod xlsx;

#[cfg(test)]
mod tests;

pub(super) use display::{AlteredCells, altered};
pub(super) use excel_xml::read as read_excel_xml;
pub(super) use open::{read as read_ods, read_flat as read_fods};
pub(super) use xls::read as read_xls;
pub(super) use xlsx::{read as read_xlsx, read_xlsb};
