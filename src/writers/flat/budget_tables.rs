//! `budget_tables`: one row for each statutory table of a disclosure.

use super::table::{
    BY_DOCUMENT, Cell, Column, DOCUMENT_ID, ForeignKey, Kind, PATH, Row, Table, code, column,
    count, name, text, year,
};
use crate::record::{
    AmountUnit, AmountUnitSource, BudgetTableKind, Document, KindSource, Phase, Scope, TableStatus,
    YearSource,
};

pub(super) const TABLE_ID: Column = column(
    "table_id",
    "预决算表标识",
    Kind::Text,
    "document_id, followed by -t and the number of the table in reading order.",
    |row| Some(Cell::Text(&row.budget_table?.table_id)),
)
.required();

pub(super) const BY_TABLE: ForeignKey = ForeignKey {
    columns: &["path", "table_id"],
    table: "budget_tables",
};

/// One row for each statutory table.
pub(super) const TABLE: Table = Table {
    name: "budget_tables",
    title: "预决算表",
    description: "One row per statutory table of a budget or final account.",
    primary_key: &["path", "table_id"],
    foreign_keys: &[BY_DOCUMENT],
    columns: &[
        TABLE_ID,
        column(
            "seq",
            "表序号",
            Kind::Count,
            "Number of the table in the document, from 1; tables that only the contents list follow the found ones.",
            |row| count(row.budget_table?.seq),
        )
        .required(),
        DOCUMENT_ID,
        PATH,
        column(
            "kind",
            "表种类",
            Kind::Word(BudgetTableKind::WORDS),
            "Kind of the table.",
            |row| Some(Cell::Text(row.budget_table?.kind.as_str())),
        )
        .required(),
        column(
            "kind_source",
            "表种类依据",
            Kind::Word(KindSource::WORDS),
            "What named the kind: the title, the header, both, or only the contents.",
            |row| Some(Cell::Text(row.budget_table?.kind_source.as_str())),
        )
        .required(),
        column(
            "phase",
            "预决算阶段",
            Kind::Word(Phase::WORDS),
            "Budget, final account or execution.",
            |row| Some(Cell::Text(row.budget_table?.phase?.as_str())),
        ),
        column(
            "title",
            "表名",
            Kind::Text,
            "Title as printed, on one line, without the form code.",
            |row| text(&row.budget_table?.title),
        ),
        column(
            "form_code",
            "表号",
            Kind::Text,
            "Form code as printed.",
            |row| text(&row.budget_table?.form_code),
        ),
        column(
            "department_code",
            "主管部门编码",
            Kind::Text,
            "Code of the department.",
            |row| code(&row.budget_table?.department),
        ),
        column(
            "department_name",
            "主管部门名称",
            Kind::Text,
            "Name of the department: the unit itself where the scope is department, else the one that is printed.",
            |row| name(&row.budget_table?.department),
        ),
        column(
            "unit_code",
            "编制单位编码",
            Kind::Text,
            "Code of the body that the table concerns.",
            |row| code(&row.budget_table?.unit),
        ),
        column(
            "unit_name",
            "编制单位名称",
            Kind::Text,
            "Name of the body that the table concerns.",
            |row| name(&row.budget_table?.unit),
        ),
        column(
            "scope",
            "编制范围",
            Kind::Word(Scope::WORDS),
            "A department with its units, one unit, or a whole government.",
            |row| Some(Cell::Text(row.budget_table?.scope?.as_str())),
        ),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "Budget year; a year in the title of the table precedes that of the document.",
            |row| year(row.budget_table?.fiscal_year),
        ),
        column(
            "fiscal_year_source",
            "预算年度依据",
            Kind::Word(YearSource::WORDS),
            "Where the budget year comes from.",
            |row| Some(Cell::Text(row.budget_table?.fiscal_year_source?.as_str())),
        ),
        column(
            "amount_unit",
            "金额单位",
            Kind::Word(AmountUnit::WORDS),
            "Unit of the printed amounts.",
            |row| Some(Cell::Text(row.budget_table?.amount_unit?.as_str())),
        ),
        column(
            "amount_unit_source",
            "金额单位依据",
            Kind::Word(AmountUnitSource::WORDS),
            "Where the unit of money is printed.",
            |row| Some(Cell::Text(row.budget_table?.amount_unit_source?.as_str())),
        ),
        column(
            "classification_year",
            "科目年度",
            Kind::Year,
            "Year whose list of codes applies: the budget year.",
            |row| year(row.budget_table?.classification_year),
        ),
        column(
            "status",
            "填列情况",
            Kind::Word(TableStatus::WORDS),
            "Whether it has values, only zeros or none, with or without a note, or is only listed in the contents.",
            |row| Some(Cell::Text(row.budget_table?.status.as_str())),
        )
        .required(),
        column(
            "note",
            "表下说明",
            Kind::Text,
            "Note below the table, its lines joined with a line feed.",
            |row| text(&row.budget_table?.note),
        ),
        column(
            "note_says_empty",
            "说明称空表",
            Kind::Boolean,
            "True where the note says that the table is empty, also where it is not.",
            |row| Some(Cell::Boolean(row.budget_table?.note_says_empty)),
        )
        .required(),
        column(
            "sets",
            "并列栏组数",
            Kind::Count,
            "Number of groups of columns side by side.",
            |row| count(row.budget_table?.sets),
        )
        .required(),
        column(
            "source_table_first",
            "起始表序号",
            Kind::Count,
            "Number of the first table of the document that belongs to it, from 1.",
            |row| count(row.budget_table?.source.table_first?),
        ),
        column(
            "source_table_last",
            "结束表序号",
            Kind::Count,
            "Number of the last one.",
            |row| count(row.budget_table?.source.table_last?),
        ),
        column(
            "source_page_first",
            "起始页码",
            Kind::Count,
            "Page of the first part, from 1; empty where the format has no pages.",
            |row| count(row.budget_table?.source.page_first?),
        ),
        column(
            "source_page_last",
            "结束页码",
            Kind::Count,
            "Page of the last part.",
            |row| count(row.budget_table?.source.page_last?),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for table in &document.budget_tables {
        each(Row {
            budget_table: Some(table),
            ..Row::of(document)
        });
    }
}
