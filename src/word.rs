//! The closed lists of words in the outputs: one list for what is serialized, allowed by the schemas, and printed.
//!
//! In: an enum, and one word for each variant. Out: conversions between variant and word. Lost: nothing. A variant
//! without a word does not compile.

use std::borrow::Cow;

/// A word of a closed list: borrowed from the program, or owned where a record was read back.
pub type Word = Cow<'static, str>;

/// Implements `as_str`, `WORDS`, and the traits of serde and schemars for enums, from one word for each variant.
macro_rules! closed_list {
    ($($kind:ident { $($variant:ident => $word:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// Every word, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word written to the outputs.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $kind {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match <String as serde::Deserialize>::deserialize(deserializer)?.as_str() {
                    $($word => Ok(Self::$variant),)+
                    word => Err(serde::de::Error::unknown_variant(word, Self::WORDS)),
                }
            }
        }

        impl schemars::JsonSchema for $kind {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($kind).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
            }
        }
    )+};
}
pub(crate) use closed_list;
