//! `indicators`: one row for each indicator, the main table for analysts; it repeats the fields needed to read it by
//! itself.

use super::table::{
    BY_DOCUMENT, BY_PROJECT, Cell, DOCUMENT_ID, Kind, PATH, PROJECT_ID, Row, Table, column, count,
    decimal, name, text, words, year,
};
use crate::record::{DatePrecision, Direction, Document, LevelSource, Op, Period, TargetKind};

/// One row for each indicator.
pub(super) const TABLE: Table = Table {
    name: "indicators",
    title: "指标",
    description: "One row an indicator.",
    primary_key: &["path", "indicator_id"],
    foreign_keys: &[BY_PROJECT, BY_DOCUMENT],
    columns: &[
        column(
            "indicator_id",
            "指标标识",
            Kind::Text,
            "project_id, -i and the number of the indicator.",
            |row| Some(Cell::Text(&row.indicator?.indicator_id)),
        )
        .required(),
        PROJECT_ID,
        DOCUMENT_ID,
        PATH,
        column(
            "project_name",
            "项目名称",
            Kind::Text,
            "The name of the project, repeated from projects.",
            |row| text(&row.project?.project_name),
        ),
        column(
            "budget_unit_name",
            "预算单位名称",
            Kind::Text,
            "Name of the budget unit, repeated from projects.",
            |row| name(&row.project?.budget_unit),
        ),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "The budget year, repeated from projects.",
            |row| year(row.project?.fiscal_year),
        ),
        column(
            "seq",
            "指标序号",
            Kind::Count,
            "Number of the indicator in the project, from 1.",
            |row| count(row.indicator?.seq),
        )
        .required(),
        column(
            "period",
            "期间",
            Kind::Word(Period::WORDS),
            "The budget year or several years.",
            |row| Some(Cell::Text(row.indicator?.period.as_str())),
        )
        .required(),
        column(
            "level1",
            "一级指标",
            Kind::Text,
            "Canonical name of level 1.",
            |row| text(&row.indicator?.level1),
        ),
        column(
            "level2",
            "二级指标",
            Kind::Text,
            "Canonical name of level 2.",
            |row| text(&row.indicator?.level2),
        ),
        column(
            "level1_raw",
            "一级指标（原文）",
            Kind::Text,
            "Level 1 as printed.",
            |row| text(&row.indicator?.level1_raw),
        ),
        column(
            "level2_raw",
            "二级指标（原文）",
            Kind::Text,
            "Level 2 as printed.",
            |row| text(&row.indicator?.level2_raw),
        ),
        column(
            "level1_source",
            "一级指标来源",
            Kind::Word(LevelSource::WORDS),
            "Where level 1 came from.",
            |row| Some(Cell::Text(row.indicator?.level1_source?.as_str())),
        ),
        column(
            "level3",
            "三级指标",
            Kind::Text,
            "The name of the indicator itself.",
            |row| Some(Cell::Text(&row.indicator?.level3)),
        ),
        column(
            "description",
            "绩效指标描述",
            Kind::Text,
            "Its description; empty where it only repeats the name.",
            |row| text(&row.indicator?.description),
        ),
        column(
            "description_repeats",
            "描述与名称重复",
            Kind::Boolean,
            "A description column exists and repeats the name.",
            |row| Some(Cell::Boolean(row.indicator?.description_repeats)),
        )
        .required(),
        column(
            "target_raw",
            "指标值（原文）",
            Kind::Text,
            "Target value exactly as printed.",
            |row| Some(Cell::Text(&row.indicator?.target.raw)),
        ),
        column(
            "target_kind",
            "指标值类型",
            Kind::Word(TargetKind::WORDS),
            "Target value: what kind of value.",
            |row| Some(Cell::Text(row.indicator?.target.kind.as_str())),
        )
        .required(),
        column(
            "target_op",
            "指标值比较符",
            Kind::Word(Op::WORDS),
            "Target value: how it is compared.",
            |row| Some(Cell::Text(row.indicator?.target.op?.as_str())),
        ),
        column(
            "target_op_explicit",
            "指标值比较符为原文",
            Kind::Boolean,
            "Target value: the author wrote the operator.",
            |row| Some(Cell::Boolean(row.indicator?.target.op_explicit)),
        )
        .required(),
        column(
            "target_value",
            "指标值数值",
            Kind::Decimal,
            "Target value: the number, or the lower bound.",
            |row| decimal(row.indicator?.target.value),
        ),
        column(
            "target_value_high",
            "指标值数值上限",
            Kind::Decimal,
            "Target value: the upper bound of a range or a tolerance.",
            |row| decimal(row.indicator?.target.value_high),
        ),
        column(
            "target_unit",
            "指标值单位",
            Kind::Text,
            "Target value: canonical unit.",
            |row| text(&row.indicator?.target.unit),
        ),
        column(
            "target_base_value",
            "指标值折算值",
            Kind::Decimal,
            "Target value: money in yuan, percent as a ratio, large counts multiplied out.",
            |row| decimal(row.indicator?.target.base_value),
        ),
        column(
            "target_base_value_high",
            "指标值折算值上限",
            Kind::Decimal,
            "Target value: the upper bound, converted like the base value.",
            |row| decimal(row.indicator?.target.base_value_high),
        ),
        column(
            "target_base_unit",
            "指标值折算单位",
            Kind::Text,
            "Target value: the unit of the base value.",
            |row| text(&row.indicator?.target.base_unit),
        ),
        column(
            "target_date_start",
            "指标值起始日期",
            Kind::Date,
            "Target value: first day meant.",
            |row| text(&row.indicator?.target.date_start),
        ),
        column(
            "target_date_end",
            "指标值截止日期",
            Kind::Date,
            "Target value: last day meant.",
            |row| text(&row.indicator?.target.date_end),
        ),
        column(
            "target_date_precision",
            "指标值日期精度",
            Kind::Word(DatePrecision::WORDS),
            "Target value: how precise the date is.",
            |row| Some(Cell::Text(row.indicator?.target.date_precision?.as_str())),
        ),
        column(
            "target_text",
            "指标值定性描述",
            Kind::Text,
            "Target value: the words of a qualitative value.",
            |row| text(&row.indicator?.target.text),
        ),
        column(
            "target_flags",
            "指标值解析标记",
            Kind::Text,
            "Target value: what was noticed while parsing, joined with ;.",
            |row| words(&row.indicator?.target.flags),
        ),
        column(
            "previous_raw",
            "上年指标值",
            Kind::Text,
            "The value of last year as printed.",
            |row| text(&row.indicator?.previous_raw),
        ),
        column(
            "actual_raw",
            "实际完成值（原文）",
            Kind::Text,
            "Reached value exactly as printed.",
            |row| Some(Cell::Text(&row.indicator?.actual.as_ref()?.raw)),
        ),
        column(
            "actual_kind",
            "实际完成值类型",
            Kind::Word(TargetKind::WORDS),
            "Reached value: what kind of value.",
            |row| Some(Cell::Text(row.indicator?.actual.as_ref()?.kind.as_str())),
        ),
        column(
            "actual_op",
            "实际完成值比较符",
            Kind::Word(Op::WORDS),
            "Reached value: how it is compared.",
            |row| Some(Cell::Text(row.indicator?.actual.as_ref()?.op?.as_str())),
        ),
        column(
            "actual_op_explicit",
            "实际完成值比较符为原文",
            Kind::Boolean,
            "Reached value: the author wrote the operator.",
            |row| Some(Cell::Boolean(row.indicator?.actual.as_ref()?.op_explicit)),
        ),
        column(
            "actual_value",
            "实际完成值数值",
            Kind::Decimal,
            "Reached value: the number, or the lower bound.",
            |row| decimal(row.indicator?.actual.as_ref()?.value),
        ),
        column(
            "actual_value_high",
            "实际完成值数值上限",
            Kind::Decimal,
            "Reached value: the upper bound of a range or a tolerance.",
            |row| decimal(row.indicator?.actual.as_ref()?.value_high),
        ),
        column(
            "actual_unit",
            "实际完成值单位",
            Kind::Text,
            "Reached value: canonical unit.",
            |row| text(&row.indicator?.actual.as_ref()?.unit),
        ),
        column(
            "actual_base_value",
            "实际完成值折算值",
            Kind::Decimal,
            "Reached value: money in yuan, percent as a ratio, large counts multiplied out.",
            |row| decimal(row.indicator?.actual.as_ref()?.base_value),
        ),
        column(
            "actual_base_value_high",
            "实际完成值折算值上限",
            Kind::Decimal,
            "Reached value: the upper bound, converted like the base value.",
            |row| decimal(row.indicator?.actual.as_ref()?.base_value_high),
        ),
        column(
            "actual_base_unit",
            "实际完成值折算单位",
            Kind::Text,
            "Reached value: the unit of the base value.",
            |row| text(&row.indicator?.actual.as_ref()?.base_unit),
        ),
        column(
            "actual_date_start",
            "实际完成值起始日期",
            Kind::Date,
            "Reached value: first day meant.",
            |row| text(&row.indicator?.actual.as_ref()?.date_start),
        ),
        column(
            "actual_date_end",
            "实际完成值截止日期",
            Kind::Date,
            "Reached value: last day meant.",
            |row| text(&row.indicator?.actual.as_ref()?.date_end),
        ),
        column(
            "actual_date_precision",
            "实际完成值日期精度",
            Kind::Word(DatePrecision::WORDS),
            "Reached value: how precise the date is.",
            |row| {
                Some(Cell::Text(
                    row.indicator?.actual.as_ref()?.date_precision?.as_str(),
                ))
            },
        ),
        column(
            "actual_text",
            "实际完成值定性描述",
            Kind::Text,
            "Reached value: the words of a qualitative value.",
            |row| text(&row.indicator?.actual.as_ref()?.text),
        ),
        column(
            "actual_flags",
            "实际完成值解析标记",
            Kind::Text,
            "Reached value: what was noticed while parsing, joined with ;.",
            |row| words(&row.indicator?.actual.as_ref()?.flags),
        ),
        column(
            "weight",
            "权重",
            Kind::Decimal,
            "Weight or points.",
            |row| decimal(row.indicator?.weight),
        ),
        column("score", "得分", Kind::Decimal, "Points reached.", |row| {
            decimal(row.indicator?.score)
        }),
        column(
            "direction",
            "指标方向性",
            Kind::Word(Direction::WORDS),
            "Which way is better, where printed.",
            |row| Some(Cell::Text(row.indicator?.direction?.as_str())),
        ),
        column(
            "basis",
            "指标值确定依据",
            Kind::Text,
            "What the target rests on.",
            |row| text(&row.indicator?.basis),
        ),
        column(
            "scoring_rule",
            "评分标准",
            Kind::Text,
            "How points are given.",
            |row| text(&row.indicator?.scoring_rule),
        ),
        column(
            "deviation_reason",
            "偏差原因",
            Kind::Text,
            "Why the target was missed.",
            |row| text(&row.indicator?.deviation_reason),
        ),
        column(
            "remark",
            "备注",
            Kind::Text,
            "The remark in the row.",
            |row| text(&row.indicator?.remark),
        ),
        column(
            "source_table",
            "表序号",
            Kind::Count,
            "The table in the document, from 1.",
            |row| count(row.indicator?.source.table),
        )
        .required(),
        column(
            "source_row",
            "行序号",
            Kind::Count,
            "Row as laid out in that table, from 1.",
            |row| count(row.indicator?.source.row),
        )
        .required(),
        column(
            "source_page",
            "页码",
            Kind::Count,
            "The page of that row, from 1; for PDF.",
            |row| count(row.indicator?.source.page?),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for project in &document.projects {
        for indicator in &project.indicators {
            each(Row {
                project: Some(project),
                indicator: Some(indicator),
                ..Row::of(document)
            });
        }
    }
}
