//! `projects`: one row for each project or whole department.

use super::table::{
    BY_DOCUMENT, Cell, DOCUMENT_ID, Kind, PATH, PROJECT_ID, Row, Table, code, column, count,
    decimal, lines, name, raw, text, year, yuan,
};
use crate::record::{AmountUnit, Document, Printing, ProjectKind, YearSource};

/// One row for each project or whole department.
pub(super) const TABLE: Table = Table {
    name: "projects",
    title: "项目",
    description: "One row per project or whole department.",
    primary_key: &["path", "project_id"],
    foreign_keys: &[BY_DOCUMENT],
    columns: &[
        PROJECT_ID,
        DOCUMENT_ID,
        PATH,
        column(
            "seq",
            "项目序号",
            Kind::Count,
            "Number of the project in the document, from 1.",
            |row| count(row.project?.seq),
        )
        .required(),
        column(
            "kind",
            "表格性质",
            Kind::Word(ProjectKind::WORDS),
            "Targets of a project, its self-evaluation, or a whole department.",
            |row| Some(Cell::Text(row.project?.kind.as_str())),
        )
        .required(),
        column(
            "heading",
            "表题",
            Kind::Text,
            "Heading of the section as printed.",
            |row| text(&row.project?.heading),
        ),
        column(
            "bookmark",
            "书签",
            Kind::Text,
            "Bookmark at the beginning of the section.",
            |row| text(&row.project?.bookmark),
        ),
        column(
            "layout",
            "版式",
            Kind::Text,
            "Identifier of the layout.",
            |row| Some(Cell::Text(&row.project?.layout)),
        )
        .required(),
        column(
            "project_name",
            "项目名称",
            Kind::Text,
            "Name of the project.",
            |row| text(&row.project?.project_name),
        ),
        column(
            "project_code",
            "项目编码",
            Kind::Text,
            "Code of the project.",
            |row| text(&row.project?.project_code),
        ),
        column(
            "parent_project",
            "上级项目",
            Kind::Text,
            "Parent project.",
            |row| text(&row.project?.parent_project),
        ),
        column(
            "budget_unit_code",
            "预算单位编码",
            Kind::Text,
            "Code of the budget unit.",
            |row| code(&row.project?.budget_unit),
        ),
        column(
            "budget_unit_name",
            "预算单位名称",
            Kind::Text,
            "Name of the budget unit.",
            |row| name(&row.project?.budget_unit),
        ),
        column(
            "department_code",
            "主管部门编码",
            Kind::Text,
            "Code of the supervising department.",
            |row| code(&row.project?.department),
        ),
        column(
            "department_name",
            "主管部门名称",
            Kind::Text,
            "Name of the supervising department.",
            |row| name(&row.project?.department),
        ),
        column(
            "implementing_unit",
            "实施单位",
            Kind::Text,
            "Implementing unit.",
            |row| text(&row.project?.implementing_unit),
        ),
        column(
            "project_attribute",
            "项目属性",
            Kind::Text,
            "Attribute of the project as printed, such as new, continued or one-off.",
            |row| text(&row.project?.project_attribute),
        ),
        column(
            "project_class",
            "项目类别",
            Kind::Text,
            "Class of the project as printed.",
            |row| text(&row.project?.project_class),
        ),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "Budget year.",
            |row| year(row.project?.fiscal_year),
        ),
        column(
            "fiscal_year_source",
            "年度来源",
            Kind::Word(YearSource::WORDS),
            "Source of the year.",
            |row| Some(Cell::Text(row.project?.fiscal_year_source?.as_str())),
        ),
        column(
            "start_date",
            "开始日期",
            Kind::Date,
            "First day of the project.",
            |row| text(&row.project?.start_date),
        ),
        column(
            "end_date",
            "结束日期",
            Kind::Date,
            "Last day of the project.",
            |row| text(&row.project?.end_date),
        ),
        column(
            "amount_unit",
            "金额单位",
            Kind::Word(AmountUnit::WORDS),
            "Unit of money printed for the project.",
            |row| Some(Cell::Text(row.project?.amount_unit?.as_str())),
        ),
        column(
            "budget_total_raw",
            "预算数（原文）",
            Kind::Text,
            "Budget of the year, as printed.",
            |row| raw(&row.project?.budget.total),
        ),
        column(
            "budget_total_yuan",
            "预算数（元）",
            Kind::Decimal,
            "Budget of the year, in yuan.",
            |row| yuan(&row.project?.budget.total),
        )
        .unit("元"),
        column(
            "budget_fiscal_funds_raw",
            "财政资金（原文）",
            Kind::Text,
            "Fiscal funds of the year, as printed.",
            |row| raw(&row.project?.budget.fiscal_funds),
        ),
        column(
            "budget_fiscal_funds_yuan",
            "财政资金（元）",
            Kind::Decimal,
            "Fiscal funds of the year, in yuan.",
            |row| yuan(&row.project?.budget.fiscal_funds),
        )
        .unit("元"),
        column(
            "budget_other_funds_raw",
            "其他资金（原文）",
            Kind::Text,
            "Other funds of the year, as printed.",
            |row| raw(&row.project?.budget.other_funds),
        ),
        column(
            "budget_other_funds_yuan",
            "其他资金（元）",
            Kind::Decimal,
            "Other funds of the year, in yuan.",
            |row| yuan(&row.project?.budget.other_funds),
        )
        .unit("元"),
        column(
            "budget_carryover_raw",
            "上年结转（原文）",
            Kind::Text,
            "Carry-over from last year, as printed.",
            |row| raw(&row.project?.budget.carryover),
        ),
        column(
            "budget_carryover_yuan",
            "上年结转（元）",
            Kind::Decimal,
            "Carry-over from last year, in yuan.",
            |row| yuan(&row.project?.budget.carryover),
        )
        .unit("元"),
        column(
            "budget_multi_year_total_raw",
            "中期资金总额（原文）",
            Kind::Text,
            "Total of the whole period, as printed.",
            |row| raw(&row.project?.budget.multi_year_total),
        ),
        column(
            "budget_multi_year_total_yuan",
            "中期资金总额（元）",
            Kind::Decimal,
            "Total of the whole period, in yuan.",
            |row| yuan(&row.project?.budget.multi_year_total),
        )
        .unit("元"),
        column(
            "purpose",
            "资金用途",
            Kind::Text,
            "Purpose of the money.",
            |row| text(&row.project?.purpose),
        ),
        column(
            "objectives",
            "年度绩效目标",
            Kind::Text,
            "Annual objectives, one per line.",
            |row| lines(&row.project?.objectives),
        ),
        column(
            "objectives_multi_year",
            "中期绩效目标",
            Kind::Text,
            "Objectives of the whole period, one per line.",
            |row| lines(&row.project?.objectives_multi_year),
        ),
        column(
            "objectives_actual",
            "目标完成情况",
            Kind::Text,
            "Achievement of the objectives as described in a self-evaluation.",
            |row| text(&row.project?.objectives_actual),
        ),
        column(
            "evaluation_original_budget_raw",
            "年初预算数（原文）",
            Kind::Text,
            "Original budget in a self-evaluation, as printed.",
            |row| raw(&row.project?.evaluation.as_ref()?.original_budget),
        ),
        column(
            "evaluation_original_budget_yuan",
            "年初预算数（元）",
            Kind::Decimal,
            "Original budget in a self-evaluation, in yuan.",
            |row| yuan(&row.project?.evaluation.as_ref()?.original_budget),
        )
        .unit("元"),
        column(
            "evaluation_annual_budget_raw",
            "全年预算数（原文）",
            Kind::Text,
            "Adjusted budget in a self-evaluation, as printed.",
            |row| raw(&row.project?.evaluation.as_ref()?.annual_budget),
        ),
        column(
            "evaluation_annual_budget_yuan",
            "全年预算数（元）",
            Kind::Decimal,
            "Adjusted budget in a self-evaluation, in yuan.",
            |row| yuan(&row.project?.evaluation.as_ref()?.annual_budget),
        )
        .unit("元"),
        column(
            "evaluation_executed_raw",
            "全年执行数（原文）",
            Kind::Text,
            "Amount spent, as printed.",
            |row| raw(&row.project?.evaluation.as_ref()?.executed),
        ),
        column(
            "evaluation_executed_yuan",
            "全年执行数（元）",
            Kind::Decimal,
            "Amount spent, in yuan.",
            |row| yuan(&row.project?.evaluation.as_ref()?.executed),
        )
        .unit("元"),
        column(
            "evaluation_execution_rate",
            "执行率（%）",
            Kind::Decimal,
            "Execution rate: the share of the budget that was spent, in percent.",
            |row| decimal(row.project?.evaluation.as_ref()?.execution_rate),
        )
        .unit("%"),
        column(
            "evaluation_execution_weight",
            "预算执行分值",
            Kind::Decimal,
            "Maximum score for budget execution.",
            |row| decimal(row.project?.evaluation.as_ref()?.execution_weight),
        ),
        column(
            "evaluation_execution_score",
            "预算执行得分",
            Kind::Decimal,
            "Score awarded for budget execution.",
            |row| decimal(row.project?.evaluation.as_ref()?.execution_score),
        ),
        column(
            "evaluation_total_score",
            "总分",
            Kind::Decimal,
            "Total score.",
            |row| decimal(row.project?.evaluation.as_ref()?.total_score),
        ),
        column(
            "evaluation_grade",
            "自评等级",
            Kind::Text,
            "Grade of the self-evaluation.",
            |row| text(&row.project?.evaluation.as_ref()?.grade),
        ),
        column(
            "tasks_total_raw",
            "任务金额合计（原文）",
            Kind::Text,
            "Total printed below the tasks of a whole department, as printed.",
            |row| raw(&row.project?.tasks_total),
        ),
        column(
            "tasks_total_yuan",
            "任务金额合计（元）",
            Kind::Decimal,
            "Total printed below the tasks of a whole department, in yuan.",
            |row| yuan(&row.project?.tasks_total),
        )
        .unit("元"),
        column(
            "remark",
            "备注",
            Kind::Text,
            "Remark on the project.",
            |row| text(&row.project?.remark),
        ),
        column(
            "indicator_count",
            "指标数",
            Kind::Count,
            "Number of indicators in the project.",
            |row| count(row.project?.indicators.len()),
        )
        .required(),
        column(
            "source_table_first",
            "起始表序号",
            Kind::Count,
            "First table of the project in the document, from 1.",
            |row| count(row.project?.source.table_first),
        )
        .required(),
        column(
            "source_table_last",
            "结束表序号",
            Kind::Count,
            "Last table of the project in the document, from 1.",
            |row| count(row.project?.source.table_last),
        )
        .required(),
        column(
            "duplicate_of",
            "与此项目重复",
            Kind::Text,
            "First printing of the same content in an earlier file of this run, by project_id; files with the same bytes \
             share their ids. Empty for a first printing.",
            |row| match &row.project?.printing {
                Printing::Repeats(earlier) => Some(Cell::Text(earlier)),
                Printing::First | Printing::Unknown => None,
            },
        ),
        column(
            "counts_in_total",
            "计入合计",
            Kind::Boolean,
            "False for a repeated project, a self-evaluation and a whole department, whose money is counted elsewhere; \
             empty where the run was divided and no part knows the others.",
            |row| row.project?.counts_in_total().map(Cell::Boolean),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for project in &document.projects {
        each(Row {
            project: Some(project),
            ..Row::of(document)
        });
    }
}
