//! `documents`: one row for each input file, including those that failed.

use super::table::{Cell, DOCUMENT_ID, Kind, PATH, Row, Table, column, count, text, year};
use crate::record::{Document, DocumentType, Status, YearSource};

/// One row for each input file, including those that failed.
pub(super) const TABLE: Table = Table {
    name: "documents",
    title: "文档",
    description: "One row per input file, including those that failed.",
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
            "Format of the content, whatever the extension says; empty where it is unknown.",
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
            "ok, partial (read with errors), empty (no project in it) or failed.",
            |row| Some(Cell::Text(row.document.status.as_str())),
        )
        .required(),
        column(
            "error_code",
            "错误代码",
            Kind::Text,
            "Code of the reason why the file could not be read; it never changes.",
            |row| Some(Cell::Text(&row.document.error.as_ref()?.code)),
        ),
        column(
            "error_message",
            "错误说明（英文）",
            Kind::Text,
            "Why the file could not be read and what to do, in English.",
            |row| Some(Cell::Text(&row.document.error.as_ref()?.message)),
        ),
        column(
            "error_message_zh",
            "错误说明",
            Kind::Text,
            "Why the file could not be read and what to do, in Chinese.",
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
            "Content: targets, self-evaluations, both or neither.",
            |row| Some(Cell::Text(row.document.document_type.as_str())),
        )
        .required(),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "Budget year.",
            |row| year(row.document.fiscal_year),
        ),
        column(
            "fiscal_year_source",
            "年度来源",
            Kind::Word(YearSource::WORDS),
            "Source of the year.",
            |row| Some(Cell::Text(row.document.fiscal_year_source?.as_str())),
        ),
        column(
            "project_count",
            "项目数",
            Kind::Count,
            "Number of projects in the document.",
            |row| count(row.document.projects.len()),
        )
        .required(),
        column(
            "indicator_count",
            "指标数",
            Kind::Count,
            "Number of indicators in the document.",
            |row| count(indicators(row.document)),
        )
        .required(),
        column(
            "cells",
            "单元格数",
            Kind::Count,
            "Number of cells with text in the tables of the projects.",
            |row| count(row.document.cells),
        )
        .required(),
        column(
            "cells_claimed",
            "已归入的单元格数",
            Kind::Count,
            "Number of those cells that a field, a label, a title, a filler or a finding accounts for.",
            |row| count(row.document.cells_claimed),
        )
        .required(),
        column(
            "finding_count",
            "问题数",
            Kind::Count,
            "Number of findings in the document.",
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
