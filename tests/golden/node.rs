//! JSON as text has it: fields in order, every string and number with the digits and signs that were written.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value of JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// What is missing although it usually follows from other fields; never in a whole record.
    Nothing,
    Text(String),
    /// A number or a truth value, as written.
    Bare(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// An object whose values are not read yet.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Fields, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Node {
    /// The value without nulls, empty lists and empty objects; `None` when nothing is left of it.
    pub(crate) fn of(json: &str) -> Option<Self> {
        let node = match json.as_bytes().first()? {
            b'n' => return None,
            b'"' => return Some(Self::Text(serde_json::from_str(json).unwrap())),
            b'[' => {
                let items: Vec<Box<RawValue>> = serde_json::from_str(json).unwrap();
                let items = items.iter().filter_map(|item| Self::of(item.get()));
                Self::List(items.collect())
            }
            b'{' => {
                let Fields(fields) = serde_json::from_str(json).unwrap();
                let fields = fields
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, Self::of(value.get())?)));
                Self::Object(fields.collect())
            }
            _ => Self::Bare(json.to_owned()),
        };
        (!node.is_empty()).then_some(node)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::List(items) => items.is_empty(),
            Self::Object(fields) => fields.is_empty(),
            Self::Text(_) | Self::Bare(_) | Self::Nothing => false,
        }
    }

    /// A field of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        fields
            .iter()
            .find_map(|(field, value)| (field == name).then_some(value))
    }

    /// The same with the fields of every object sorted: their order says nothing.
    pub(crate) fn sorted(self) -> Self {
        match self {
            Self::List(items) => Self::List(items.into_iter().map(Self::sorted).collect()),
            Self::Object(fields) => {
                let mut fields: Vec<(String, Self)> = fields
                    .into_iter()
                    .map(|(name, value)| (name, value.sorted()))
                    .collect();
                fields.sort_by(|one, other| one.0.cmp(&other.0));
                Self::Object(fields)
            }
            other => other,
        }
    }
}
