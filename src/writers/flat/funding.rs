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
    description: "One row per printed funding line.",
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
            "Label of the line as printed.",
            |row| Some(Cell::Text(&row.funding?.label)),
        ),
        column(
            "source",
            "资金来源",
            Kind::Word(FundingSource::WORDS),
            "Source that the label names; other where it names none.",
            |row| Some(Cell::Text(row.funding?.source.as_str())),
        )
        .required(),
        column(
            "period",
            "期间",
            Kind::Word(Period::WORDS),
            "Period of the line: the budget year, or several years.",
            |row| Some(Cell::Text(row.funding?.period.as_str())),
        )
        .required(),
        column(
            "amount_raw",
            "金额（原文）",
            Kind::Text,
            "Amount of the line, as printed.",
            |row| raw(&row.funding?.amount),
        ),
        column(
            "amount_yuan",
            "金额（元）",
            Kind::Decimal,
            "Amount of the line, in yuan.",
            |row| yuan(&row.funding?.amount),
        )
        .unit("元"),
        column(
            "original_amount_raw",
            "年初预算数（原文）",
            Kind::Text,
            "Original budget of the line, where the form prints it next to the adjusted budget; as printed.",
            |row| raw(&row.funding?.original_amount),
        ),
        column(
            "original_amount_yuan",
            "年初预算数（元）",
            Kind::Decimal,
            "Original budget of the line, in yuan.",
            |row| yuan(&row.funding?.original_amount),
        )
        .unit("元"),
        column(
            "executed_raw",
            "执行数（原文）",
            Kind::Text,
            "Amount spent from the line, as printed.",
            |row| raw(&row.funding?.executed),
        ),
        column(
            "executed_yuan",
            "执行数（元）",
            Kind::Decimal,
            "Amount spent from the line, in yuan.",
            |row| yuan(&row.funding?.executed),
        )
        .unit("元"),
        column(
            "execution_rate",
            "执行率",
            Kind::Decimal,
            "Execution rate of the line as printed, in percent.",
            |row| decimal(row.funding?.execution_rate),
        )
        .unit("%"),
        column(
            "expenditure",
            "支出性质",
            Kind::Word(Expenditure::WORDS),
            "Type of expenditure, where the line names one instead of a source; it divides the same money again.",
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
