//! `comparisons`: one row for each pair of places, with what they have in common or where they differ.

use super::table::{Cell, Kind, Table, column, count, decimal, text};
use crate::compare::{self, Demand, Link, Subject};

/// One row for each pair of places. The rows come from [`crate::compare`], never from one document.
pub(super) const TABLE: Table = Table {
    name: "comparisons",
    title: "比对",
    description: "One row per pair of places in one or two documents, with what they have in common or where they differ.",
    primary_key: &["comparison_id"],
    foreign_keys: &[],
    columns: &[
        column(
            "comparison_id",
            "比对标识",
            Kind::Text,
            "Stable for the same kind, places and operands.",
            |row| Some(Cell::Text(&row.comparison?.comparison_id)),
        )
        .required(),
        column(
            "kind",
            "比对结果",
            Kind::Word(compare::Kind::WORDS),
            "Kind of comparison.",
            |row| Some(Cell::Text(row.comparison?.kind.as_str())),
        )
        .required(),
        column(
            "subject",
            "比对内容",
            Kind::Word(Subject::WORDS),
            "What is compared.",
            |row| Some(Cell::Text(row.comparison?.subject.as_str())),
        )
        .required(),
        column(
            "path_a",
            "前项文件路径",
            Kind::Text,
            "File of the first place.",
            |row| Some(Cell::Text(&row.comparison?.a.path)),
        )
        .required(),
        column(
            "project_id_a",
            "前项项目标识",
            Kind::Text,
            "Project of the first place; empty for a whole file.",
            |row| text(&row.comparison?.a.project_id),
        ),
        column(
            "indicator_id_a",
            "前项指标标识",
            Kind::Text,
            "Indicator of the first place; empty for a whole project.",
            |row| text(&row.comparison?.a.indicator_id),
        ),
        column(
            "table_a",
            "前项表序号",
            Kind::Count,
            "Table of the first place, from 1.",
            |row| count(row.comparison?.a.table?),
        ),
        column(
            "row_a",
            "前项行序号",
            Kind::Count,
            "Row of the first place, from 1.",
            |row| count(row.comparison?.a.row?),
        ),
        column(
            "path_b",
            "后项文件路径",
            Kind::Text,
            "File of the second place.",
            |row| Some(Cell::Text(&row.comparison?.b.path)),
        )
        .required(),
        column(
            "project_id_b",
            "后项项目标识",
            Kind::Text,
            "Project of the second place; empty for a whole file.",
            |row| text(&row.comparison?.b.project_id),
        ),
        column(
            "indicator_id_b",
            "后项指标标识",
            Kind::Text,
            "Indicator of the second place; empty for a whole project.",
            |row| text(&row.comparison?.b.indicator_id),
        ),
        column(
            "table_b",
            "后项表序号",
            Kind::Count,
            "Table of the second place, from 1.",
            |row| count(row.comparison?.b.table?),
        ),
        column(
            "row_b",
            "后项行序号",
            Kind::Count,
            "Row of the second place, from 1.",
            |row| count(row.comparison?.b.row?),
        ),
        column(
            "linked_by",
            "对应依据",
            Kind::Word(Link::WORDS),
            "Equal keys by which the two were linked.",
            |row| Some(Cell::Text(row.comparison?.linked_by.as_str())),
        )
        .required(),
        column(
            "shared",
            "相同项数",
            Kind::Count,
            "Number of equal items.",
            |row| count(row.comparison?.shared?),
        ),
        column(
            "share",
            "相同占比",
            Kind::Decimal,
            "Share of the equal items in the smaller of the two, in percent.",
            |row| decimal(row.comparison?.share),
        ),
        column(
            "demand",
            "要求变化",
            Kind::Word(Demand::WORDS),
            "Whether the target became easier or harder to reach; empty where that is uncertain.",
            |row| Some(Cell::Text(row.comparison?.demand?.as_str())),
        ),
        column(
            "operand_a",
            "前项值",
            Kind::Text,
            "Value in the first place.",
            |row| text(&row.comparison?.operand_a),
        ),
        column(
            "operand_b",
            "后项值",
            Kind::Text,
            "Value in the second place.",
            |row| text(&row.comparison?.operand_b),
        ),
        column(
            "difference",
            "差额",
            Kind::Text,
            "Second value minus the first, where both are numbers with the same unit.",
            |row| text(&row.comparison?.difference),
        ),
        column(
            "message_zh",
            "说明",
            Kind::Text,
            "Result in one sentence, in Chinese.",
            |row| Some(Cell::Text(&row.comparison?.message_zh)),
        )
        .required(),
        column(
            "message_en",
            "英文说明",
            Kind::Text,
            "Result in one sentence, in English.",
            |row| Some(Cell::Text(&row.comparison?.message_en)),
        )
        .required(),
    ],
    rows: |_, _| {},
};
