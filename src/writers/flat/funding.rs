//! `funding`: one row for each printed funding line.

use super::table::{
    BY_DOCUMENT, BY_PROJECT, Cell, DOCUMENT_ID, Kind, PATH, PROJECT_ID, Row, Table, column, count,
    decimal, raw, yuan,
};
use crate::record::{Document, Expenditure, FundingSource, Period};

/// One row for each printed funding line.
pub(super) const TABLE: Table = Table {
    name: "funding",
    title: "资金",
    description: "One row a printed funding line.",
    primary_key: &["path", "project_id", "seq"],
    foreign_keys: &[BY_PROJECT, BY_DOCUMENT],
    columns: &[
        PROJECT_ID,
        column(
            "seq",
            "资金序号",
            Kind::Count,
            "Number of the line in the project, from 1.",
            |row| count(row.seq),
        )
        .required(),
        DOCUMENT_ID,
        PATH,
        column(
            "label",
            "资金项",
            Kind::Text,
            "The label as printed.",
            |row| Some(Cell::Text(&row.funding?.label)),
        ),
        column(
            "source",
            "资金来源",
            Kind::Word(FundingSource::WORDS),
            "What the label means.",
            |row| Some(Cell::Text(row.funding?.source.as_str())),
        )
        .required(),
        column(
            "period",
            "期间",
            Kind::Word(Period::WORDS),
            "The budget year or several years.",
            |row| Some(Cell::Text(row.funding?.period.as_str())),
        )
        .required(),
        column(
            "amount_raw",
            "金额（原文）",
            Kind::Text,
            "The money of this line, as printed.",
            |row| raw(&row.funding?.amount),
        ),
        column(
            "amount_yuan",
            "金额（元）",
            Kind::Decimal,
            "The money of this line, in yuan.",
            |row| yuan(&row.funding?.amount),
        )
        .unit("元"),
        column(
            "original_amount_raw",
            "年初预算数（原文）",
            Kind::Text,
            "The money of this line at the beginning of the year, as printed beside the adjusted budget.",
            |row| raw(&row.funding?.original_amount),
        ),
        column(
            "original_amount_yuan",
            "年初预算数（元）",
            Kind::Decimal,
            "The money of this line at the beginning of the year, in yuan.",
            |row| yuan(&row.funding?.original_amount),
        )
        .unit("元"),
        column(
            "executed_raw",
            "执行数（原文）",
            Kind::Text,
            "What was spent of this line, as printed.",
            |row| raw(&row.funding?.executed),
        ),
        column(
            "executed_yuan",
            "执行数（元）",
            Kind::Decimal,
            "What was spent of this line, in yuan.",
            |row| yuan(&row.funding?.executed),
        )
        .unit("元"),
        column(
            "execution_rate",
            "执行率",
            Kind::Decimal,
            "Share of this line that was spent, in percent, as printed.",
            |row| decimal(row.funding?.execution_rate),
        )
        .unit("%"),
        column(
            "expenditure",
            "支出性质",
            Kind::Word(Expenditure::WORDS),
            "What the money is spent on, where the line says that instead of a source: the money of the sources once more.",
            |row| Some(Cell::Text(row.funding?.expenditure?.as_str())),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for project in &document.projects {
        for (index, funding) in project.funding.iter().enumerate() {
            each(Row {
                project: Some(project),
                funding: Some(funding),
                seq: index + 1,
                ..Row::of(document)
            });
        }
    }
}
