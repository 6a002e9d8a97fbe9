//! The description of the addresses for programs (OpenAPI 3.1).
//!
//! In: `templates/openapi.json`, and the JSON Schema of the records. Out: one description with both.

use serde_json::Value;

use super::reply::{Refusal, Reply};
use crate::writers::schema::json_schema;

const FILE: &str = include_str!("../../templates/openapi.json");

/// The description.
///
/// # Errors
/// Those of its file, which a test excludes.
pub(super) fn describe() -> Result<Reply, Refusal> {
    let described = description().map_err(|error| Refusal::failed(&error.into()))?;
    Ok(Reply::json(described.to_string()))
}

fn description() -> serde_json::Result<Value> {
    let mut description: Value = serde_json::from_str(FILE)?;
    description["info"]["version"] = env!("CARGO_PKG_VERSION").into();
    let schema = serde_json::to_string(&json_schema())?;
    // the definitions move to the place where OpenAPI has them
    let mut schema: Value =
        serde_json::from_str(&schema.replace("#/$defs/", "#/components/schemas/"))?;
    if let (Some(Value::Object(moved)), Some(Value::Object(own))) = (
        schema.get_mut("$defs").map(Value::take),
        description.pointer_mut("/components/schemas"),
    ) {
        own.extend(moved);
    }
    Ok(description)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        let description = description().unwrap();
        let text = description.to_string();
        let mut found = 0;
        for rest in text.split("\"$ref\":\"#").skip(1) {
            let pointer = rest.split('"').next().unwrap();
            assert!(description.pointer(pointer).is_some(), "{pointer}");
            found += 1;
        }
        assert!(found > 20, "{found}");
    }
}
