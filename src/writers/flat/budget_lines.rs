//! `budget_lines`: one row for each printed value of a statutory table; it repeats the fields of the table needed to
//! read it by itself.

use super::budget_tables::{BY_TABLE, TABLE_ID};
use super::table::{
    BY_DOCUMENT, Cell, DOCUMENT_ID, Kind, PATH, Row, Table, code, column, count, decimal, name,
    path, text, year,
};
use crate::record::{
    AmountUnit, Breakdown, BudgetTableKind, Document, EconomicKind, Fund, Phase, RowKind, Scope,
    Side, Spending, Stage, ThreePublicItem, ValueKind,
};

/// One row for each printed value.
pub(super) const TABLE: Table = Table {
    name: "budget_lines",
    title: "预决算数据",
    description: "One row per printed value of a statutory table.",
    primary_key: &["path", "line_id"],
    foreign_keys: &[BY_TABLE, BY_DOCUMENT],
    columns: &[
        column(
            "line_id",
            "预决算数据标识",
            Kind::Text,
            "table_id, followed by -l and the number of the value in the table.",
            |row| Some(Cell::Text(&row.budget_line?.line_id)),
        )
        .required(),
        column(
            "seq",
            "数据序号",
            Kind::Count,
            "Number of the value in the table, from 1: row by row, from left to right.",
            |row| count(row.budget_line?.seq),
        )
        .required(),
        TABLE_ID,
        DOCUMENT_ID,
        PATH,
        column(
            "table_kind",
            "表种类",
            Kind::Word(BudgetTableKind::WORDS),
            "Kind of the table, repeated from budget_tables.",
            |row| Some(Cell::Text(row.budget_table?.kind.as_str())),
        )
        .required(),
        column(
            "phase",
            "预决算阶段",
            Kind::Word(Phase::WORDS),
            "Budget, final account or execution, repeated from budget_tables.",
            |row| Some(Cell::Text(row.budget_table?.phase?.as_str())),
        ),
        column(
            "fiscal_year",
            "预算年度",
            Kind::Year,
            "Budget year, repeated from budget_tables.",
            |row| year(row.budget_table?.fiscal_year),
        ),
        column(
            "unit_code",
            "编制单位编码",
            Kind::Text,
            "Code of the body that the table concerns, repeated from budget_tables.",
            |row| code(&row.budget_table?.unit),
        ),
        column(
            "unit_name",
            "编制单位名称",
            Kind::Text,
            "Name of the body that the table concerns, repeated from budget_tables.",
            |row| name(&row.budget_table?.unit),
        ),
        column(
            "department_name",
            "主管部门名称",
            Kind::Text,
            "Name of the department, repeated from budget_tables.",
            |row| name(&row.budget_table?.department),
        ),
        column(
            "scope",
            "编制范围",
            Kind::Word(Scope::WORDS),
            "A department with its units, one unit, or a whole government, repeated from budget_tables.",
            |row| Some(Cell::Text(row.budget_table?.scope?.as_str())),
        ),
        column(
            "amount_unit",
            "金额单位",
            Kind::Word(AmountUnit::WORDS),
            "Unit of the printed amounts, repeated from budget_tables.",
            |row| Some(Cell::Text(row.budget_table?.amount_unit?.as_str())),
        ),
        column(
            "side",
            "收支方向",
            Kind::Word(Side::WORDS),
            "The half of the table: income or expenditure.",
            |row| Some(Cell::Text(row.budget_line?.side.as_str())),
        )
        .required(),
        column(
            "breakdown",
            "行分类",
            Kind::Word(Breakdown::WORDS),
            "What the rows divide the money by; two breakdowns of one side are the same money twice.",
            |row| Some(Cell::Text(row.budget_line?.breakdown?.as_str())),
        ),
        column(
            "row_number",
            "行次",
            Kind::Text,
            "Number of the row as printed.",
            |row| text(&row.budget_line?.row_number),
        ),
        column(
            "row_label",
            "行名称",
            Kind::Text,
            "Label of the row without white space and numbering.",
            |row| text(&row.budget_line?.row_label),
        ),
        column(
            "row_label_raw",
            "行名称（原文）",
            Kind::Text,
            "Label of the row as printed, without line breaks.",
            |row| text(&row.budget_line?.row_label_raw),
        ),
        column(
            "row_path",
            "行路径",
            Kind::Text,
            "Labels of the groups that the row belongs to, outermost first, and its own, joined with /.",
            |row| path(&row.budget_line?.row_path),
        ),
        column(
            "row_level",
            "行级次",
            Kind::Count,
            "Number of labels in row_path, at least 1.",
            |row| count(row.budget_line?.row_level),
        )
        .required(),
        column(
            "row_kind",
            "行种类",
            Kind::Word(RowKind::WORDS),
            "Class, section or item of a code; total, subtotal, part, balance, or any other line.",
            |row| Some(Cell::Text(row.budget_line?.row_kind.as_str())),
        )
        .required(),
        column(
            "row_leaf",
            "末级行",
            Kind::Boolean,
            "True where no row with a value is a part of this one.",
            |row| Some(Cell::Boolean(row.budget_line?.row_leaf)),
        )
        .required(),
        column(
            "function_class",
            "功能分类类级编码",
            Kind::Text,
            "Class of the functional classification: three digits.",
            |row| text(&row.budget_line?.function_class),
        ),
        column(
            "function_section",
            "功能分类款级编码",
            Kind::Text,
            "Section of the functional classification: five digits.",
            |row| text(&row.budget_line?.function_section),
        ),
        column(
            "function_item",
            "功能分类项级编码",
            Kind::Text,
            "Item of the functional classification: seven digits.",
            |row| text(&row.budget_line?.function_item),
        ),
        column(
            "economic_class",
            "经济分类类级编码",
            Kind::Text,
            "Class of the economic classification: three digits.",
            |row| text(&row.budget_line?.economic_class),
        ),
        column(
            "economic_section",
            "经济分类款级编码",
            Kind::Text,
            "Section of the economic classification: five digits.",
            |row| text(&row.budget_line?.economic_section),
        ),
        column(
            "economic_kind",
            "经济分类种类",
            Kind::Word(EconomicKind::WORDS),
            "Economic classification of departments or of the government.",
            |row| Some(Cell::Text(row.budget_line?.economic_kind?.as_str())),
        ),
        column(
            "code_raw",
            "编码（原文）",
            Kind::Text,
            "Code as printed, its cells joined with |.",
            |row| text(&row.budget_line?.code_raw),
        ),
        column(
            "project_code",
            "项目编码",
            Kind::Text,
            "Code of the project.",
            |row| text(&row.budget_line?.project_code),
        ),
        column(
            "project_name",
            "项目名称",
            Kind::Text,
            "Name of the project.",
            |row| text(&row.budget_line?.project_name),
        ),
        column(
            "economic_name",
            "经济分类名称",
            Kind::Text,
            "Name of an economic item that is printed without a code.",
            |row| text(&row.budget_line?.economic_name),
        ),
        column(
            "procurement_class",
            "采购品目大类",
            Kind::Text,
            "Procurement: class of goods, works or services, without numbering.",
            |row| text(&row.budget_line?.procurement_class),
        ),
        column(
            "procurement_item",
            "采购品目",
            Kind::Text,
            "Procurement: item.",
            |row| text(&row.budget_line?.procurement_item),
        ),
        column(
            "procurement_method",
            "采购组织形式",
            Kind::Text,
            "Procurement: form of organization.",
            |row| text(&row.budget_line?.procurement_method),
        ),
        column(
            "quantity",
            "采购数量",
            Kind::Decimal,
            "Procurement: quantity.",
            |row| decimal(row.budget_line?.quantity),
        ),
        column(
            "column_path",
            "列路径",
            Kind::Text,
            "Texts of the header above the value from the top, without repetitions, joined with /.",
            |row| path(&row.budget_line?.column_path),
        ),
        column(
            "column_leaf",
            "末级列",
            Kind::Boolean,
            "False for a sum column next to its parts, and for a column below 其中.",
            |row| Some(Cell::Boolean(row.budget_line?.column_leaf)),
        )
        .required(),
        column(
            "spending",
            "支出性质",
            Kind::Word(Spending::WORDS),
            "Type of expenditure.",
            |row| Some(Cell::Text(row.budget_line?.spending?.as_str())),
        ),
        column(
            "fund",
            "资金来源",
            Kind::Word(Fund::WORDS),
            "Source of money.",
            |row| Some(Cell::Text(row.budget_line?.fund?.as_str())),
        ),
        column(
            "item",
            "三公经费项目",
            Kind::Word(ThreePublicItem::WORDS),
            "Item of the three public expenses, or of a figure printed with them.",
            |row| Some(Cell::Text(row.budget_line?.item?.as_str())),
        ),
        column(
            "stage",
            "数据口径",
            Kind::Word(Stage::WORDS),
            "Stage of the figure: budget, adjusted, executed, final, or a change.",
            |row| Some(Cell::Text(row.budget_line?.stage?.as_str())),
        ),
        column(
            "amount_year",
            "数据年度",
            Kind::Year,
            "Year that the column concerns.",
            |row| year(row.budget_line?.amount_year),
        ),
        column(
            "value_kind",
            "数据类型",
            Kind::Word(ValueKind::WORDS),
            "Amount, count, ratio, words, or a dash.",
            |row| Some(Cell::Text(row.budget_line?.value_kind.as_str())),
        )
        .required(),
        column(
            "amount_raw",
            "数据（原文）",
            Kind::Text,
            "The cell as printed, without line breaks.",
            |row| Some(Cell::Text(&row.budget_line?.amount_raw)),
        ),
        column(
            "amount_yuan",
            "金额（元）",
            Kind::Decimal,
            "Amount in yuan, exact; empty unless the value is an amount whose unit is known.",
            |row| decimal(row.budget_line?.amount_yuan),
        )
        .unit("元"),
        column(
            "precision_yuan",
            "金额精度（元）",
            Kind::Decimal,
            "One unit of the last printed decimal place, in yuan.",
            |row| decimal(row.budget_line?.precision_yuan),
        )
        .unit("元"),
        column(
            "value",
            "数值",
            Kind::Decimal,
            "A count or a ratio; empty for amounts.",
            |row| decimal(row.budget_line?.value),
        ),
        column(
            "value_unit",
            "数值单位",
            Kind::Text,
            "Unit of the count or ratio.",
            |row| text(&row.budget_line?.value_unit),
        ),
        column(
            "value_text",
            "文字内容",
            Kind::Text,
            "Words in the place of a value.",
            |row| text(&row.budget_line?.value_text),
        ),
        column(
            "additive",
            "可加",
            Kind::Boolean,
            "True where adding up these lines for one table, side, stage and year counts no yuan twice.",
            |row| Some(Cell::Boolean(row.budget_line?.additive)),
        )
        .required(),
        column(
            "source_table",
            "来源表序号",
            Kind::Count,
            "Number of the table in the document, from 1; each page part counts.",
            |row| count(row.budget_line?.source.table),
        )
        .required(),
        column(
            "source_row",
            "来源行序号",
            Kind::Count,
            "Number of the row in that table, from 1.",
            |row| count(row.budget_line?.source.row),
        )
        .required(),
        column(
            "source_column",
            "来源列序号",
            Kind::Count,
            "First grid column of the cell, from 1.",
            |row| count(row.budget_line?.source.column),
        )
        .required(),
        column(
            "source_page",
            "来源页码",
            Kind::Count,
            "Page of the cell, from 1; empty where the format has no pages.",
            |row| count(row.budget_line?.source.page?),
        ),
    ],
    rows,
};

fn rows<'a>(document: &'a Document, each: &mut dyn FnMut(Row<'a>)) {
    for table in &document.budget_tables {
        for line in &table.lines {
            each(Row {
                budget_table: Some(table),
                budget_line: Some(line),
                ..Row::of(document)
            });
        }
    }
}
