//! The columns of a sheet in the order for people: names and values first, ids and places last, in a group that is closed.
//!
//! In: a table. Out: its [`Field`]s. CSV and Parquet keep the order of the table. What is added to a table later stands between
//! the two.

use super::super::flat::{Column, TABLES, Table};
use super::super::output::Header;

/// What a column of a sheet shows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    /// A column of the table.
    Column(&'static Column),
    /// The title of the rule of a finding.
    Rule,
    /// The budget in 万元.
    Budget,
}

/// The tables in the order of their sheets, and for each the columns that come first.
const FIRST: &[(&str, &[&str])] = &[
    (
        "projects",
        &[
            "budget_unit_name",
            "fiscal_year",
            "project_name",
            "budget_total_yuan",
            "budget_fiscal_funds_yuan",
            "budget_other_funds_yuan",
            "budget_carryover_yuan",
            "budget_multi_year_total_yuan",
            "kind",
            "objectives",
            "purpose",
            "indicator_count",
            "department_name",
            "implementing_unit",
            "project_attribute",
            "project_class",
            "start_date",
            "end_date",
            "evaluation_annual_budget_yuan",
            "evaluation_executed_yuan",
            "evaluation_execution_rate",
            "evaluation_total_score",
            "evaluation_grade",
            "project_code",
            "path",
        ],
    ),
    (
        "indicators",
        &[
            "budget_unit_name",
            "fiscal_year",
            "project_name",
            "level1",
            "level2",
            "level3",
            "target_raw",
            "target_op",
            "target_value",
            "target_unit",
            "target_kind",
            "actual_raw",
            "score",
            "weight",
            "description",
            "path",
        ],
    ),
    (
        "findings",
        &[
            "severity",
            "message_zh",
            "message_en",
            "evidence",
            "path",
            "category",
            "basis",
        ],
    ),
    (
        "funding",
        &[
            "label",
            "source",
            "period",
            "amount_yuan",
            "amount_raw",
            "executed_yuan",
            "execution_rate",
        ],
    ),
    (
        "tasks",
        &[
            "name",
            "content",
            "amount_yuan",
            "fiscal_funds_yuan",
            "other_funds_yuan",
        ],
    ),
    (
        "budget_tables",
        &[
            "unit_name",
            "fiscal_year",
            "kind",
            "title",
            "phase",
            "status",
            "amount_unit",
            "path",
        ],
    ),
    (
        "budget_lines",
        &[
            "unit_name",
            "fiscal_year",
            "table_kind",
            "side",
            "row_label",
            "amount_yuan",
            "function_class",
            "function_section",
            "function_item",
            "economic_class",
            "economic_section",
            "project_name",
            "spending",
            "fund",
            "stage",
            "amount_raw",
            "path",
        ],
    ),
    (
        "documents",
        &[
            "path",
            "title",
            "fiscal_year",
            "status",
            "error_message_zh",
            "document_type",
            "project_count",
            "indicator_count",
            "finding_count",
            "format",
        ],
    ),
];

/// Columns of any table that come last, with every `…_source` and `source_…`.
const LAST: &[&str] = &[
    "document_id",
    "project_id",
    "indicator_id",
    "finding_id",
    "table_id",
    "line_id",
    "seq",
    "code",
    "sha256",
    "bytes",
    "layout",
    "bookmark",
    "heading",
    "row_number",
    "code_raw",
    "sets",
    "error_code",
    "level1_raw",
    "level2_raw",
    "classification_year",
    "precision_yuan",
    "location_table",
    "location_row",
    "location_column",
    "location_line",
    "location_page",
];

/// The tables in the order of their sheets.
pub(super) fn tables() -> impl Iterator<Item = &'static Table> {
    let place = |table: &&Table| {
        let found = FIRST.iter().position(|(name, _)| *name == table.name);
        found.unwrap_or(FIRST.len())
    };
    let mut tables = TABLES.to_vec();
    tables.sort_by_key(place);
    tables.into_iter()
}

/// How many columns at the left stay in sight: unit, year and name where a sheet begins with them.
pub(super) fn frozen(table: &Table) -> u16 {
    match table.name {
        "projects" | "indicators" => 3,
        "budget_tables" | "budget_lines" => 2,
        _ => 1,
    }
}

/// The fields of a table, and how many of them are at the end in a group.
pub(super) fn fields(table: &'static Table, header: Header) -> (Vec<Field>, usize) {
    let order = FIRST.iter().find(|(name, _)| *name == table.name);
    let first = order.map_or(&[][..], |(_, columns)| columns);
    // a workbook is in one language
    let foreign = match header {
        Header::Zh => ["message_en", "error_message"],
        Header::En => ["message_zh", "error_message_zh"],
    };
    let own = |column: &&Column| !foreign.contains(&column.name);
    let named = |name: &&str| table.columns.iter().find(|column| column.name == *name);
    let is_last = |column: &&Column| {
        let name = column.name;
        LAST.contains(&name) || name.ends_with("_source") || name.starts_with("source_")
    };
    let is_middle = |column: &&Column| !first.contains(&column.name) && !is_last(column);
    let mut fields = Vec::new();
    if table.name == "findings" {
        fields.push(Field::Rule);
    }
    for column in first.iter().filter_map(named).filter(own) {
        if column.name == "budget_total_yuan" {
            fields.push(Field::Budget);
        }
        fields.push(Field::Column(column));
    }
    let columns = table.columns.iter().filter(own);
    fields.extend(columns.clone().filter(is_middle).map(Field::Column));
    let last = columns
        .filter(is_last)
        .filter(|column| !first.contains(&column.name));
    let last: Vec<_> = last.map(Field::Column).collect();
    let grouped = last.len();
    fields.extend(last);
    (fields, grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_in_the_sheet_once() {
        for (name, columns) in FIRST {
            let table = TABLES.iter().find(|table| table.name == *name).unwrap();
            for column in *columns {
                let known = table.columns.iter().any(|known| known.name == *column);
                assert!(known, "{name}.{column}");
            }
        }
        for table in TABLES {
            let (fields, grouped) = fields(table, Header::Zh);
            let names = fields.iter().filter_map(|field| match field {
                Field::Column(column) => Some(column.name),
                Field::Rule | Field::Budget => None,
            });
            let mut names: Vec<_> = names.collect();
            assert!(grouped < names.len(), "{}", table.name);
            let before = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), before, "{}", table.name);
            let left_out = table.columns.len() - names.len();
            let expected = usize::from(matches!(table.name, "documents" | "findings"));
            assert_eq!(left_out, expected, "{}", table.name);
        }
    }
}
