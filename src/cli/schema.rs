//! `schema`: the schemas of the outputs.

use std::io::{self, Write};

use yusuan::writers::{datapackage, schema};

use super::arguments::{SchemaArgs, SchemaFormat};
use super::status::DONE;

/// Prints a schema.
pub(super) fn run(args: &SchemaArgs) -> anyhow::Result<u8> {
    let text = match args.format {
        SchemaFormat::JsonSchema => format!("{:#}\n", schema::json_schema().as_value()),
        SchemaFormat::TableSchema => datapackage::table_schemas(),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(DONE)
}
