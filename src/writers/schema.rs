//! The JSON Schema (2020-12) of the nested form, made from the records and their documentation.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use serde_json::Value;

use crate::record::Document;

/// The schema of `documents.json`, and of every document of `documents.jsonl` and `documents.yaml`.
pub fn json_schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12()
        .for_serialize()
        .with_transform(RecursiveTransform(drop_machine_formats))
        .into_generator();
    let document = generator.subschema_for::<Document>();
    let mut schema = schemars::json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "yusuan",
        "description": "One document, or an array of documents.",
        "if": { "type": "array" },
        "then": { "items": document },
        "else": document,
    });
    schema.insert("$defs".to_owned(), generator.take_definitions(true).into());
    schema
}

/// Removes formats such as `uint32`, which JSON Schema does not have: strict validators reject a schema with them.
fn drop_machine_formats(schema: &mut Schema) {
    let format = schema.get("format").and_then(Value::as_str);
    if format.is_some_and(|format| format.contains("int") || format == "double") {
        schema.remove("format");
    }
}
