//! Cells of a workbook that are to be reported: hidden ones, formulas without a result, error values, merged ranges that
//! cannot be read.
//!
//! In: cells that a reader meets. Out: one finding for each kind, with the number of cells and the first. Programs that
//! write workbooks without Excel leave the results of formulas to the program that opens the file.

use super::sheet::letters;
use crate::finding::{Finding, Severity};

/// Cells to be reported.
#[derive(Debug, Default)]
pub(super) struct ReportedCells {
    hidden: Cells,
    unsolved: Cells,
    errors: Cells,
    unread_ranges: Cells,
    /// The first error value.
    error: Option<String>,
}

#[derive(Debug, Default)]
struct Cells {
    count: usize,
    first: Option<String>,
}

impl Cells {
    fn add(&mut self, name: impl FnOnce() -> String) {
        self.count += 1;
        self.first.get_or_insert_with(name);
    }

    fn finding(
        &self,
        code: &'static str,
        severity: Severity,
        message: impl FnOnce(usize) -> (String, String),
    ) -> Option<Finding> {
        let first = self.first.clone()?;
        let (zh, en) = message(self.count);
        Some(Finding {
            evidence: Some(first),
            ..Finding::extraction(code, severity, zh, en)
        })
    }
}

/// The name of a cell, as `C3`.
fn name(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), row.saturating_add(1))
}

impl ReportedCells {
    /// Adds a hidden cell with content; row and column are 0-based.
    pub(super) fn add_hidden(&mut self, row: u32, column: u32) {
        self.hidden.add(|| name(row, column));
    }

    /// A formula whose result is not stored.
    pub(super) fn add_unsolved(&mut self, row: u32, column: u32) {
        self.unsolved.add(|| name(row, column));
    }

    /// A cell with an error value such as `#REF!`.
    pub(super) fn add_error(&mut self, row: u32, column: u32, error: &str) {
        self.errors.add(|| name(row, column));
        self.error.get_or_insert_with(|| error.to_owned());
    }

    /// A merged range that names no cells.
    pub(super) fn add_unread_range(&mut self, range: &str) {
        self.unread_ranges.add(|| range.to_owned());
    }

    /// One finding for each kind of cell that occurred.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        let hidden = self.hidden.finding("hidden-cells-read", Severity::Info, |count| {
            (
                format!("{count} 个有内容的单元格在隐藏的行或列中，仍已读取"),
                format!("{count} cells with content stand in hidden rows or columns; they were read all the same"),
            )
        });
        let unsolved = self.unsolved.finding("formula-without-result", Severity::Warning, |count| {
            (
                format!("{count} 个公式没有保存结果，按空单元格读取；请用 Excel 或 WPS 打开并重新保存"),
                format!("{count} formulas have no stored result and were read as empty cells; open the file in Excel or WPS and save it"),
            )
        });
        let errors = self.errors.finding("formula-error", Severity::Warning, |count| {
            (
                format!("{count} 个单元格的公式出错，按空单元格读取；请改正公式后重新保存"),
                format!("the formulas of {count} cells give errors and were read as empty cells; correct the formulas and save the file"),
            )
        });
        let errors = errors.map(|finding| Finding {
            operand_a: self.error.clone(),
            ..finding
        });
        let ranges = self.unread_ranges.finding("merge-not-read", Severity::Warning, |count| {
            (
                format!("{count} 个合并区域的写法无法理解，按未合并读取"),
                format!("{count} merged ranges cannot be understood; their cells were read as not merged"),
            )
        });
        [hidden, unsolved, errors, ranges].into_iter().flatten()
    }
}
