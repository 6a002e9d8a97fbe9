//! A statutory table built by hand, with every field of a table and of a line filled in some line.

use yusuan::record::*;

use super::{decimal, text};

/// An expenditure table with a class, a sum column and a value that is no amount.
pub(super) fn table(document_id: &str) -> BudgetTable {
    let table_id = format!("{document_id}-t01");
    let unit = Organization {
        code: text("007"),
        name: text("九三学社天津市委员会"),
    };
    BudgetTable {
        seq: 1,
        kind: BudgetTableKind::Expenditure,
        kind_source: KindSource::Both,
        phase: Some(Phase::Budget),
        title: text("2024年部门支出预算总表"),
        form_code: text("公开03表"),
        department: Some(unit.clone()),
        unit: Some(unit),
        scope: Some(Scope::Department),
        fiscal_year: Some(2024),
        fiscal_year_source: Some(YearSource::Title),
        amount_unit: Some(AmountUnit::TenThousand),
        amount_unit_source: Some(AmountUnitSource::TitleLine),
        classification_year: Some(2024),
        status: TableStatus::Filled,
        note: text("注：本表反映支出预算。\n说明：无"),
        note_says_empty: false,
        sets: 1,
        source: BudgetTableSource {
            table_first: Some(1),
            table_last: Some(1),
            page_first: Some(3),
            page_last: None,
        },
        lines: vec![amount_line(&table_id), count_line(&table_id)],
        table_id,
    }
}

fn amount_line(table_id: &str) -> BudgetLine {
    BudgetLine {
        line_id: format!("{table_id}-l0001"),
        seq: 1,
        side: Side::Expenditure,
        breakdown: Some(Breakdown::Function),
        row_number: text("1"),
        row_label: text("行政运行"),
        row_label_raw: text("（1）行政运行"),
        row_path: vec!["一般公共服务支出".to_owned(), "行政运行".to_owned()],
        row_level: 2,
        row_kind: RowKind::Item,
        row_leaf: true,
        function_class: text("201"),
        function_section: text("20128"),
        function_item: text("2012801"),
        economic_class: text("301"),
        economic_section: text("30101"),
        economic_kind: Some(EconomicKind::Department),
        code_raw: text("201 | 28 | 01"),
        project_code: text("0012"),
        project_name: text("信息化"),
        economic_name: text("办公费"),
        procurement_class: text("货物A"),
        procurement_item: text("台式计算机"),
        procurement_method: text("集中"),
        quantity: decimal("3"),
        column_path: vec!["本年支出".to_owned(), "基本支出".to_owned()],
        column_leaf: true,
        spending: Some(Spending::Basic),
        fund: Some(Fund::GeneralPublic),
        item: Some(ThreePublicItem::Overseas),
        stage: Some(Stage::Budget),
        amount_year: Some(2024),
        value_kind: ValueKind::Amount,
        amount_raw: "1,234.50".to_owned(),
        amount_yuan: decimal("12345000.00"),
        precision_yuan: decimal("100"),
        value: None,
        value_unit: None,
        value_text: text("无"),
        additive: true,
        source: BudgetLineSource {
            table: 1,
            row: 6,
            column: 4,
            page: Some(3),
        },
    }
}

fn count_line(table_id: &str) -> BudgetLine {
    BudgetLine {
        line_id: format!("{table_id}-l0002"),
        seq: 2,
        row_path: Vec::new(),
        stage: None,
        value_kind: ValueKind::Count,
        amount_raw: "＝8个".to_owned(),
        amount_yuan: None,
        precision_yuan: None,
        value: decimal("8"),
        value_unit: text("个"),
        additive: false,
        ..amount_line(table_id)
    }
}
