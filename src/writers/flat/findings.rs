//! `findings`: one row for each finding.

use super::table::{
    BY_DOCUMENT, Cell, DOCUMENT_ID, ForeignKey, Kind, PATH, Row, Table, column, count, text,
};
use crate::finding::{Category, Severity};
use crate::record::Document;

/// One row for each finding.
pub(super) const TABLE: Table = Table {
    name: "findings",
    title: "问题",
    description: "One row per finding: a repair or an assumption made while reading, or an error in the document.",
    primary_key: &["path", "finding_id"],
    foreign_keys: &[
        BY_DOCUMENT,
        // A finding about the whole document has neither id. A key of two columns of which one is empty points at
        // nothing in SQL, and at a missing row in Frictionless. So these two keys consist of the id alone: true, but
        // not enough for a join, because files with the same content share their ids.
        ForeignKey {
            columns: &["project_id"],
            table: "projects",
        },
        ForeignKey {
            columns: &["indicator_id"],
            table: "indicators",
        },
    ],
    columns: &[
        column(
            "finding_id",
            "问题标识",
            Kind::Text,
            "Stable for the same rule, place and operands.",
            |row| Some(Cell::Text(&row.finding?.finding_id)),
        )
        .required(),
        DOCUMENT_ID,
        column(
            "project_id",
            "项目标识",
            Kind::Text,
            "Project concerned, together with path; empty where the whole document is concerned.",
            |row| text(&row.finding?.project_id),
        ),
        column(
            "indicator_id",
            "指标标识",
            Kind::Text,
            "Indicator concerned, together with path; empty where it is not about a single one.",
            |row| text(&row.finding?.indicator_id),
        ),
        PATH,
        column(
            "code",
            "问题代码",
            Kind::Text,
            "Code of the flaw in kebab-case; it never changes.",
            |row| Some(Cell::Text(&row.finding?.code)),
        )
        .required(),
        column(
            "category",
            "类别",
            Kind::Word(Category::WORDS),
            "extraction: about reading the file; content: about the content of the document.",
            |row| Some(Cell::Text(row.finding?.category.as_str())),
        )
        .required(),
        column(
            "severity",
            "严重程度",
            Kind::Word(Severity::WORDS),
            "Severity; not_evaluable means that the check could not run.",
            |row| Some(Cell::Text(row.finding?.severity.as_str())),
        )
        .required(),
        column(
            "message_zh",
            "说明",
            Kind::Text,
            "What is wrong, in Chinese.",
            |row| Some(Cell::Text(&row.finding?.message_zh)),
        )
        .required(),
        column(
            "message_en",
            "英文说明",
            Kind::Text,
            "What is wrong, in English.",
            |row| Some(Cell::Text(&row.finding?.message_en)),
        )
        .required(),
        column(
            "evidence",
            "原文",
            Kind::Text,
            "Printed text concerned.",
            |row| text(&row.finding?.evidence),
        ),
        column(
            "operand_a",
            "比较项一",
            Kind::Text,
            "First of two things compared.",
            |row| text(&row.finding?.operand_a),
        ),
        column(
            "operand_b",
            "比较项二",
            Kind::Text,
            "Second of two things compared.",
            |row| text(&row.finding?.operand_b),
        ),
        column(
            "difference",
            "差额",
            Kind::Text,
            "Difference of the two.",
            |row| text(&row.finding?.difference),
        ),
        column(
            "basis",
            "依据",
            Kind::Text,
            "Legal basis: document number and topic; content rules only.",
            |row| row.finding?.basis.as_deref().map(Cell::Text),
        ),
        column(
            "location_table",
            "表序号",
            Kind::Count,
            "Number of the table in the document, from 1.",
            |row| count(row.finding?.location.table?),
        ),
        column(
            "location_row",
            "行序号",
            Kind::Count,
            "Number of the row in the table, from 1.",
            |row| count(row.finding?.location.row?),
        ),
        column(
            "location_column",
            "列序号",
            Kind::Count,
            "Number of the column in the table, from 1.",
            |row| count(row.finding?.location.column?),
        ),
        column(
            "location_line",
            "行号",
            Kind::Count,
            "Line of the source file; text and HTML only.",
            |row| count(row.finding?.location.line?),
        ),
        column(
            "location_page",
            "页码",
            Kind::Count,
            "The page, from 1; for PDF.",
            |row| count(row.finding?.location.page?),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for finding in &document.findings {
        each(Row {
            finding: Some(finding),
            ..Row::of(document)
        });
    }
}
