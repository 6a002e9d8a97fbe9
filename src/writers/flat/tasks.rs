//! `tasks`: one row for each task of a whole department.

use super::table::{
    BY_DOCUMENT, BY_PROJECT, Cell, DOCUMENT_ID, Kind, PATH, PROJECT_ID, Row, Table, column, count,
    raw, text, yuan,
};
use crate::record::Document;

/// One row for each task in the table of a whole department.
pub(super) const TABLE: Table = Table {
    name: "tasks",
    title: "部门任务",
    description: "One row per task in the table of a whole department.",
    primary_key: &["path", "project_id", "seq"],
    foreign_keys: &[BY_PROJECT, BY_DOCUMENT],
    columns: &[
        PROJECT_ID,
        column(
            "seq",
            "任务序号",
            Kind::Count,
            "Number of the task in the table, from 1.",
            |row| count(row.seq),
        )
        .required(),
        DOCUMENT_ID,
        PATH,
        column(
            "name",
            "任务名称",
            Kind::Text,
            "Name of the task.",
            |row| Some(Cell::Text(&row.task?.name)),
        ),
        column(
            "content",
            "主要内容",
            Kind::Text,
            "Content of the task.",
            |row| text(&row.task?.content),
        ),
        column(
            "amount_raw",
            "预算金额（原文）",
            Kind::Text,
            "Budget of the task, as printed.",
            |row| raw(&row.task?.amount),
        ),
        column(
            "amount_yuan",
            "预算金额（元）",
            Kind::Decimal,
            "Budget of the task, in yuan.",
            |row| yuan(&row.task?.amount),
        )
        .unit("元"),
        column(
            "fiscal_funds_raw",
            "财政拨款（原文）",
            Kind::Text,
            "Fiscal appropriation for the task, as printed.",
            |row| raw(&row.task?.fiscal_funds),
        ),
        column(
            "fiscal_funds_yuan",
            "财政拨款（元）",
            Kind::Decimal,
            "Fiscal appropriation for the task, in yuan.",
            |row| yuan(&row.task?.fiscal_funds),
        )
        .unit("元"),
        column(
            "other_funds_raw",
            "其他资金（原文）",
            Kind::Text,
            "Other funds for the task, as printed.",
            |row| raw(&row.task?.other_funds),
        ),
        column(
            "other_funds_yuan",
            "其他资金（元）",
            Kind::Decimal,
            "Other funds for the task, in yuan.",
            |row| yuan(&row.task?.other_funds),
        )
        .unit("元"),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for project in &document.projects {
        for (index, task) in project.tasks.iter().enumerate() {
            each(Row {
                project: Some(project),
                task: Some(task),
                seq: index + 1,
                ..Row::of(document)
            });
        }
    }
}
