//! Decimals as JSON numbers with their scale, never converted to a binary float. Only the serializers and deserializers
//! of `serde_json` text understand such a raw value; the YAML is written from that text.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use serde_json::value::RawValue;

pub(crate) fn serialize<S: Serializer>(
    value: &Option<Decimal>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let Some(value) = value else {
        return serializer.serialize_none();
    };
    RawValue::from_string(value.to_string())
        .map_err(ser::Error::custom)?
        .serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Decimal>, D::Error> {
    let number: Option<Box<RawValue>> = Deserialize::deserialize(deserializer)?;
    number
        .map(|number| Decimal::from_str_exact(number.get()).map_err(de::Error::custom))
        .transpose()
}
