//! Findings about text that was read but is in no record.
//!
//! In: rows, cells and tables that were skipped, with the reason. Out: findings of extraction. Lost: tables that have
//! nothing to do with performance.

use crate::finding::{Finding, Findings, Location, Severity};
use crate::recognize::{RowReason, TableReason, UnreadRow};

/// Reports rows and cells that hold text but gave nothing. Unlabelled cells of one row share a finding.
pub(super) fn report_rows(rows: &[UnreadRow], findings: &mut Findings) {
    let beside = |a: &UnreadRow, b: &UnreadRow| {
        matches!(a.reason, RowReason::Unlabelled | RowReason::Unclaimed)
            && a.reason == b.reason
            && (a.place.table, a.place.row) == (b.place.table, b.place.row)
    };
    for rows in rows.chunk_by(beside) {
        let Some(row) = rows.first() else { continue };
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        let (code, severity, zh, en) = told(row.reason);
        findings.push(Finding {
            evidence: Some(texts.join(" | ")),
            location: row.place,
            ..Finding::extraction(code, severity, zh, en)
        });
    }
}

/// Code, severity and message for the reason a row was skipped.
fn told(reason: RowReason) -> (&'static str, Severity, &'static str, &'static str) {
    match reason {
        RowReason::Total => (
            "row-passed-over",
            Severity::Info,
            "合计行，不是项目或指标",
            "a row of totals, no project or indicator",
        ),
        RowReason::Subtotal => (
            "row-passed-over",
            Severity::Info,
            "小计行，没有指标和目标，不是项目",
            "a subtotal without indicators or objectives, no project",
        ),
        RowReason::Summary => (
            "row-passed-over",
            Severity::Info,
            "同名项目另有带指标的表，这一行是汇总，不重复计为项目",
            "the project has a table with its indicators; this row sums it up and is not counted again",
        ),
        RowReason::Remark => (
            "row-passed-over",
            Severity::Info,
            "跨越指标名称和指标值的一段文字，不是指标",
            "one text over the columns of names and targets, no indicator",
        ),
        RowReason::Unnamed => (
            "value-without-indicator",
            Severity::Warning,
            "这一行有值而没有指标名称，没有读作指标",
            "The row has a value and no name of an indicator; it was not read as one",
        ),
        RowReason::Level => (
            "layout-not-recognized",
            Severity::Warning,
            "指标级别的名称出现在指标表之外，它所属的内容没有读取",
            "A name of a level of indicators stands outside a table of them; what belongs to it was not read",
        ),
        RowReason::Column => (
            "column-not-read",
            Severity::Info,
            "这一栏没有对应的字段，栏中内容没有读取",
            "There is no field for this column; what stands in it was not read",
        ),
        RowReason::Text => (
            "indicator-text-not-read",
            Severity::Warning,
            "指标写成一段文字，未能逐项确认，没有读作指标",
            "The indicators are written as one text that could not be told apart; none was read from it",
        ),
        RowReason::InsideTable => (
            "table-continued",
            Severity::Info,
            "这段文字之后的表格没有表头，按前一表格的表头续读",
            "The table behind this text has no header; it was read on with the header of the table before",
        ),
        RowReason::Breakdown => (
            "row-passed-over",
            Severity::Info,
            "表内的明细表，没有对应的字段，没有读取",
            "A table of details inside the form; there is no field for it, and it was not read",
        ),
        RowReason::Joined => (
            "row-joined",
            Severity::Warning,
            "这一行没有指标级别，也不是完整的指标，按上一页最后一行被分页截断的部分接续",
            "The row has no level and no complete indicator; it was joined with the last row of the page before, which a page break divided",
        ),
        RowReason::Lines => (
            "lines-not-paired",
            Severity::Warning,
            "一格内写有多个指标，名称和指标值的行数不同，未能逐一对应，合并读作一个指标",
            "The cells hold several indicators, and the numbers of names and values differ; they were read as one indicator",
        ),
        RowReason::Unclaimed => (
            "cell-not-read",
            Severity::Info,
            "表中这些文字没有归入任何字段",
            "These cells of the table are in no field",
        ),
        RowReason::Unlabelled => (
            "text-without-label",
            Severity::Info,
            "这段文字没有标签，没有归入任何字段",
            "No label claims this text; it is in no field",
        ),
    }
}

/// Reports tables about performance that gave no project.
pub(super) fn report_tables(tables: &[(u32, TableReason)], findings: &mut Findings) {
    for &(table, reason) in tables {
        let finding = match reason {
            TableReason::NoLabels | TableReason::NoIndicators => continue,
            TableReason::BlankForm => Finding::extraction(
                "blank-form",
                Severity::Info,
                "绩效目标表没有填写指标和目标，不计为项目",
                "A form of performance targets without indicators and objectives: no project",
            ),
            TableReason::NotRecognized => Finding::extraction(
                "layout-not-recognized",
                Severity::Warning,
                "表中有指标级别的名称或金额，但没有认出指标和目标，没有读作项目",
                "The table has names of levels of indicators or amounts, but no indicators or objectives were recognized in it; it was not read as a project",
            ),
            TableReason::Breakdown => Finding::extraction(
                "nested-table-not-read",
                Severity::Info,
                "表格里的表格没有指标和资金标签，没有读取",
                "A table inside the form has neither indicators nor labels of money; it was not read",
            ),
        };
        findings.push(Finding {
            location: Location {
                table: Some(table),
                ..Location::default()
            },
            ..finding
        });
    }
}
