//! `datapackage.json`: a Frictionless Data Package (version 1) that describes the flat files in the same directory,
//! made from the lists of columns in [`super::flat`].

use serde_json::{Map, Value, json};

use super::flat::{COMPARISONS, TABLES};
use super::flat::{Column, ForeignKey, Kind, Table};
use super::output::{Header, Style};

/// The descriptor of the CSV files written in this style.
pub fn of_csv(style: &Style) -> String {
    let header = style.header.unwrap_or_default();
    let note = " Variant for spreadsheets: a text that a spreadsheet would change, such as a formula, begins with '.";
    let note = if style.excel { note } else { "" };
    package("tabular-data-package", note, |table| {
        let mut resource = resource(table, header, "csv", "text/csv");
        resource["profile"] = json!("tabular-data-resource");
        resource["encoding"] = json!("utf-8");
        resource["dialect"] = json!({
            "delimiter": ",", "quoteChar": "\"", "doubleQuote": true, "lineTerminator": "\n", "header": true,
        });
        resource
    })
}

/// The descriptor of the Parquet files, which have no style.
#[cfg(feature = "parquet")]
pub fn of_parquet(_: &Style) -> String {
    let media_type = "application/vnd.apache.parquet";
    package("data-package", "", |table| {
        resource(table, Header::En, "parquet", media_type)
    })
}

fn package(profile: &str, note: &str, resource: impl Fn(&Table) -> Value) -> String {
    let resources: Vec<Value> = TABLES.iter().map(|table| resource(table)).collect();
    let package = json!({
        "profile": profile,
        "name": "yusuan",
        "title": "绩效目标数据",
        "description": format!("Performance targets of Chinese budget disclosures.{note}"),
        "generator": concat!("yusuan ", env!("CARGO_PKG_VERSION")),
        "resources": resources,
    });
    format!("{package:#}\n")
}

/// The Table Schema of every flat table, by name.
pub fn table_schemas() -> String {
    let schemas: Map<String, Value> = TABLES
        .iter()
        .chain([&COMPARISONS])
        .map(|table| (table.name.to_owned(), schema(table, Header::En)))
        .collect();
    format!("{:#}\n", Value::Object(schemas))
}

fn resource(table: &Table, header: Header, format: &str, media_type: &str) -> Value {
    json!({
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": format!("{}.{format}", table.name),
        "format": format,
        "mediatype": media_type,
        "schema": schema(table, header),
    })
}

/// The schema of one table. The names are those of the header row.
fn schema(table: &Table, header: Header) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| field(column, header))
        .collect();
    let named = |names: &[&'static str]| -> Value {
        names
            .iter()
            .map(|name| header_of(table, name, header))
            .collect()
    };
    let mut schema = json!({
        "fields": fields,
        "missingValues": [""],
        "primaryKey": named(table.primary_key),
    });
    if !table.foreign_keys.is_empty() {
        let key = |key: &ForeignKey| {
            let fields = named(key.columns);
            json!({ "fields": fields, "reference": { "resource": key.table, "fields": fields } })
        };
        schema["foreignKeys"] = table.foreign_keys.iter().map(key).collect();
    }
    schema
}

/// The name of a column in the header row. A key has the same title in every table.
fn header_of(table: &Table, name: &'static str, header: Header) -> &'static str {
    table
        .columns
        .iter()
        .find(|column| column.name == name)
        .map_or(name, |column| label(column, header))
}

fn label(column: &Column, header: Header) -> &'static str {
    match header {
        Header::En => column.name,
        Header::Zh => column.title,
    }
}

fn field(column: &Column, header: Header) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::Word(_) => "string",
        Kind::Count => "integer",
        Kind::Decimal => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Year => "year",
    };
    let mut field = json!({
        "name": label(column, header),
        "title": column.title,
        "description": column.description,
        "type": kind,
    });
    if header == Header::Zh {
        field["identifier"] = json!(column.name);
    }
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let Kind::Word(words) = column.kind {
        constraints.insert("enum".to_owned(), json!(words));
    }
    if column.kind == Kind::Count {
        constraints.insert("minimum".to_owned(), json!(0));
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
