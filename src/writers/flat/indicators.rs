//! `indicators`: one row for each indicator, the main table for analysts; it repeats the fields needed to read it by
//! itself.

use super::table::{
    BY_DOCUMENT, BY_PROJECT, Cell, DOCUMENT_ID, Kind, PATH, PROJECT_ID, Row, Table, column, count,
    decimal, name, text, words, year,
};
use crate::check;
use crate::record::{DatePrecision, Direction, Document, LevelSource, Op, Period, TargetKind};

/// One row for each indicator.
pub(super) const TABLE: Table = Table {
    name: "indicators",
    title: "指标",
    description: "One row per indicator.",
    primary_key: &["path", "indicator_id"],
    foreign_keys: &[BY_PROJECT, BY_DOCUMENT],
    columns: &[
        column(
            "indicator_id",
            "指标标识",
            Kind::Text,
            "project_id, followed by -i and the number of the indicator.",
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
            "Name of the project, repeated from projects.",
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
            "Budget year, repeated from projects.",
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
            "Period of the target: the budget year, or several years.",
            |row| Some(Cell::Text(row.indicator?.period.as_str())),
        )
        .required(),
        column(
            "level1",
            "一级指标",
            Kind::Text,
            "Canonical name of the level-1 indicator.",
            |row| text(&row.indicator?.level1),
        ),
        column(
            "level2",
            "二级指标",
            Kind::Text,
            "Canonical name of the level-2 indicator.",
            |row| text(&row.indicator?.level2),
        ),
        column(
            "level1_raw",
            "一级指标（原文）",
            Kind::Text,
            "Level-1 indicator as printed.",
            |row| text(&row.indicator?.level1_raw),
        ),
        column(
            "level2_raw",
            "二级指标（原文）",
            Kind::Text,
            "Level-2 indicator as printed.",
            |row| text(&row.indicator?.level2_raw),
        ),
        column(
            "level1_source",
            "一级指标来源",
            Kind::Word(LevelSource::WORDS),
            "How level 1 was found: printed, merged, carried from a neighbouring row, or inferred.",
            |row| Some(Cell::Text(row.indicator?.level1_source?.as_str())),
        ),
        column(
            "level3",
            "三级指标",
            Kind::Text,
            "Name of the indicator (level 3).",
            |row| Some(Cell::Text(&row.indicator?.level3)),
        ),
        column(
            "description",
            "绩效指标描述",
            Kind::Text,
            "Description of the indicator; empty where it only repeats the name.",
            |row| text(&row.indicator?.description),
        ),
        column(
            "description_repeats",
            "描述与名称重复",
            Kind::Boolean,
            "True where the form has a column for descriptions and it repeats the name.",
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
            "Target value: kind of value.",
            |row| Some(Cell::Text(row.indicator?.target.kind.as_str())),
        )
        .required(),
        column(
            "target_op",
            "指标值比较符",
            Kind::Word(Op::WORDS),
            "Target value: comparison operator.",
            |row| Some(Cell::Text(row.indicator?.target.op?.as_str())),
        ),
        column(
            "target_op_explicit",
            "指标值比较符为原文",
            Kind::Boolean,
            "Target value: true where the operator is printed, false where it is inferred.",
            |row| Some(Cell::Boolean(row.indicator?.target.op_explicit)),
        )
        .required(),
        column(
            "target_value",
            "指标值数值",
            Kind::Decimal,
            "Target value: number, or lower bound.",
            |row| decimal(row.indicator?.target.value),
        ),
        column(
            "target_value_high",
            "指标值数值上限",
            Kind::Decimal,
            "Target value: second number of a range, a tolerance or a ratio.",
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
            "Target value in the base unit: money in yuan, percentages as a ratio, 万 and 亿 multiplied out.",
            |row| decimal(row.indicator?.target.base_value),
        ),
        column(
            "target_base_value_high",
            "指标值折算值上限",
            Kind::Decimal,
            "Target value: second number in the base unit.",
            |row| decimal(row.indicator?.target.base_value_high),
        ),
        column(
            "target_base_unit",
            "指标值折算单位",
            Kind::Text,
            "Target value: base unit.",
            |row| text(&row.indicator?.target.base_unit),
        ),
        column(
            "target_date_start",
            "指标值起始日期",
            Kind::Date,
            "Target value: first day of the date or period.",
            |row| text(&row.indicator?.target.date_start),
        ),
        column(
            "target_date_end",
            "指标值截止日期",
            Kind::Date,
            "Target value: last day of the date or period.",
            |row| text(&row.indicator?.target.date_end),
        ),
        column(
            "target_date_precision",
            "指标值日期精度",
            Kind::Word(DatePrecision::WORDS),
            "Target value: precision of the date.",
            |row| Some(Cell::Text(row.indicator?.target.date_precision?.as_str())),
        ),
        column(
            "target_text",
            "指标值定性描述",
            Kind::Text,
            "Target value: text of a qualitative value.",
            |row| text(&row.indicator?.target.text),
        ),
        column(
            "target_flags",
            "指标值解析标记",
            Kind::Text,
            "Target value: peculiarities of the printed value, joined with ;.",
            |row| words(&row.indicator?.target.flags),
        ),
        column(
            "quantified",
            "可量化",
            Kind::Boolean,
            "True where the kind of the target value is number, range, tolerance, ratio, date, period or recurrence.",
            |row| Some(Cell::Boolean(row.indicator?.target.kind.is_quantified())),
        )
        .required(),
        column(
            "vague",
            "笼统",
            Kind::Boolean,
            "True where the target value is vague words without grade, baseline or standard.",
            |row| Some(Cell::Boolean(check::is_vague(&row.indicator?.target))),
        )
        .required(),
        column(
            "previous_raw",
            "上年指标值",
            Kind::Text,
            "Last year's value as printed.",
            |row| text(&row.indicator?.previous_raw),
        ),
        column(
            "actual_raw",
            "实际完成值（原文）",
            Kind::Text,
            "Actual value exactly as printed.",
            |row| Some(Cell::Text(&row.indicator?.actual.as_ref()?.raw)),
        ),
        column(
            "actual_kind",
            "实际完成值类型",
            Kind::Word(TargetKind::WORDS),
            "Actual value: kind of value.",
            |row| Some(Cell::Text(row.indicator?.actual.as_ref()?.kind.as_str())),
        ),
        column(
            "actual_op",
            "实际完成值比较符",
            Kind::Word(Op::WORDS),
            "Actual value: comparison operator.",
            |row| Some(Cell::Text(row.indicator?.actual.as_ref()?.op?.as_str())),
        ),
        column(
            "actual_op_explicit",
            "实际完成值比较符为原文",
            Kind::Boolean,
            "Actual value: true where the operator is printed, false where it is inferred.",
            |row| Some(Cell::Boolean(row.indicator?.actual.as_ref()?.op_explicit)),
        ),
        column(
            "actual_value",
            "实际完成值数值",
            Kind::Decimal,
            "Actual value: number, or lower bound.",
            |row| decimal(row.indicator?.actual.as_ref()?.value),
        ),
        column(
            "actual_value_high",
            "实际完成值数值上限",
            Kind::Decimal,
            "Actual value: second number of a range, a tolerance or a ratio.",
            |row| decimal(row.indicator?.actual.as_ref()?.value_high),
        ),
        column(
            "actual_unit",
            "实际完成值单位",
            Kind::Text,
            "Actual value: canonical unit.",
            |row| text(&row.indicator?.actual.as_ref()?.unit),
        ),
        column(
            "actual_base_value",
            "实际完成值折算值",
            Kind::Decimal,
            "Actual value in the base unit: money in yuan, percentages as a ratio, 万 and 亿 multiplied out.",
            |row| decimal(row.indicator?.actual.as_ref()?.base_value),
        ),
        column(
            "actual_base_value_high",
            "实际完成值折算值上限",
            Kind::Decimal,
            "Actual value: second number in the base unit.",
            |row| decimal(row.indicator?.actual.as_ref()?.base_value_high),
        ),
        column(
            "actual_base_unit",
            "实际完成值折算单位",
            Kind::Text,
            "Actual value: base unit.",
            |row| text(&row.indicator?.actual.as_ref()?.base_unit),
        ),
        column(
            "actual_date_start",
            "实际完成值起始日期",
            Kind::Date,
            "Actual value: first day of the date or period.",
            |row| text(&row.indicator?.actual.as_ref()?.date_start),
        ),
        column(
            "actual_date_end",
            "实际完成值截止日期",
            Kind::Date,
            "Actual value: last day of the date or period.",
            |row| text(&row.indicator?.actual.as_ref()?.date_end),
        ),
        column(
            "actual_date_precision",
            "实际完成值日期精度",
            Kind::Word(DatePrecision::WORDS),
            "Actual value: precision of the date.",
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
            "Actual value: text of a qualitative value.",
            |row| text(&row.indicator?.actual.as_ref()?.text),
        ),
        column(
            "actual_flags",
            "实际完成值解析标记",
            Kind::Text,
            "Actual value: peculiarities of the printed value, joined with ;.",
            |row| words(&row.indicator?.actual.as_ref()?.flags),
        ),
        column(
            "weight",
            "权重",
            Kind::Decimal,
            "Weight of the indicator, or its maximum score.",
            |row| decimal(row.indicator?.weight),
        ),
        column("score", "得分", Kind::Decimal, "Points reached.", |row| {
            decimal(row.indicator?.score)
        }),
        column(
            "direction",
            "指标方向性",
            Kind::Word(Direction::WORDS),
            "Whether a higher or a lower value is better; empty where the form does not say.",
            |row| Some(Cell::Text(row.indicator?.direction?.as_str())),
        ),
        column(
            "basis",
            "指标值确定依据",
            Kind::Text,
            "Basis on which the target was set.",
            |row| text(&row.indicator?.basis),
        ),
        column(
            "scoring_rule",
            "评分标准",
            Kind::Text,
            "Scoring rule.",
            |row| text(&row.indicator?.scoring_rule),
        ),
        column(
            "deviation_reason",
            "偏差原因",
            Kind::Text,
            "Reason given for a deviation from the target.",
            |row| text(&row.indicator?.deviation_reason),
        ),
        column("remark", "备注", Kind::Text, "Remark in the row.", |row| {
            text(&row.indicator?.remark)
        }),
        column(
            "source_table",
            "表序号",
            Kind::Count,
            "Number of the table in the document, from 1.",
            |row| count(row.indicator?.source.table),
        )
        .required(),
        column(
            "source_row",
            "行序号",
            Kind::Count,
            "Number of the row in that table, from 1.",
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
