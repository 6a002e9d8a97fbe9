//! SHA-256, by which documents, words and findings are recognized from run to run.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of texts in order, each with its length, so that moving text from one to the next changes the hash.
pub(crate) fn sha256_of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut values = Values::default();
    for text in texts {
        values.text(text);
    }
    values.sha256()
}

/// A hash over values, each written with its length: it depends on what they are, never on how a type prints itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values(Sha256);

impl Values {
    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    /// Adds a text that may be missing, which differs from an empty one.
    pub(crate) fn optional(&mut self, text: Option<&str>) {
        self.0.update([u8::from(text.is_some())]);
        self.text(text.unwrap_or_default());
    }

    /// Adds a number that may be missing, which differs from zero.
    pub(crate) fn number(&mut self, number: Option<impl Into<i64>>) {
        self.0.update([u8::from(number.is_some())]);
        self.0.update(number.map_or(0, Into::into).to_be_bytes());
    }

    /// All 64 digits.
    pub(crate) fn sha256(self) -> String {
        hexadecimal(&self.0.finalize())
    }

    /// The first 16 digits, for an id.
    pub(crate) fn id(self) -> String {
        hexadecimal(&self.0.finalize()[..8])
    }
}

/// Bytes as lower-case hexadecimal digits, two for each byte.
fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
