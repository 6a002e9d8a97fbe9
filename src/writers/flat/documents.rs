//! `documents`: one row for each input file, including those that failed.

use super::table::{Cell, DOCUMENT_ID, Kind, PATH, Row, Table, column, count, text, year};
use crate::record::{Document, DocumentType, Status, YearSource};

/// One row for each input file, including those that failed.
pub(super) const TABLE: Table = Table {
    name: "documents",
    title: "文档",
    description: "One row an input file, failed ones too.",
    primary_key: &["path"],
    foreign_keys: &[],
    columns: &[
        DOCUMENT_ID,
        PATH,
        column(
            "sha256",
            "SHA-256校验和",
            Kind::Text,
            "SHA-256 of the file, hex; empty where it could not be read.",
            |row| text(&row.document.sha256),
        ),
        column(
            "bytes",
            "字节数",
            Kind::Count,
            "Size of the file in bytes; empty where it could not be read.",
            |row| count(row.document.bytes?),
        )
        .unit("B"),
        column(
            "format",
            "文件格式",
            Kind::Text,
            "What the content is, not what the extension says; empty where it is no known format.",
            |row| {
                row.document
                    .format
                    .map(|format| Cell::Text(format.as_str()))
            },
        ),
        column(
            "status",
            "读取结果",
            Kind::Word(Status::WORDS),
            "ok, partial (read with errors), empty (holds no project) or failed.",
            |row| Some(Cell::Text(row.document.status.as_str())),
        )
        .required(),
        column(
            "error_code",
            "错误代码",
            Kind::Text,
            "Why the file failed: a stable code.",
            |row| Some(Cell::Text(&row.document.error.as_ref()?.code)),
        ),
        column(
            "error_message",
            "错误说明（英文）",
            Kind::Text,
            "Why the file failed and what to do, in English.",
            |row| Some(Cell::Text(&row.document.error.as_ref()?.message)),
        ),
        column(
            "error_message_zh",
            "错误说明",
            Kind::Text,
            "Why the file failed and what to do, in Chinese.",
            |row| Some(Cell::Text(&row.document.error.as_ref()?.message_zh)),
        ),
        column(
            "title",
            "标题",
            Kind::Text,
            "Heading or title of the whole document.",
            |row| text(&row.document.title),
        ),
        column(
            "document_type",
            "文档类型",
            Kind::Word(DocumentType::WORDS),
            "Targets, self-evaluations, both or neither.",
            |row| Some(Cell::Text(row.document.document_type.as_str())),
        )
        .required(),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "The budget year.",
            |row| year(row.document.fiscal_year),
        ),
        column(
            "fiscal_year_source",
            "年度来源",
            Kind::Word(YearSource::WORDS),
            "Where the year was found.",
            |row| Some(Cell::Text(row.document.fiscal_year_source?.as_str())),
        ),
        column(
            "project_count",
            "项目数",
            Kind::Count,
            "Projects in the document.",
            |row| count(row.document.projects.len()),
        )
        .required(),
        column(
            "indicator_count",
            "指标数",
            Kind::Count,
            "Indicators in the document.",
            |row| count(indicators(row.document)),
        )
        .required(),
        column(
            "finding_count",
            "问题数",
            Kind::Count,
            "Findings about the document.",
            |row| count(row.document.findings.len()),
        )
        .required(),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    each(Row::of(document));
}

fn indicators(document: &Document) -> usize {
    document
        .projects
        .iter()
        .map(|project| project.indicators.len())
        .sum()
}
