//! The words of the workbook: its labels in both languages, and the Chinese words for codes.
//!
//! In: `templates/workbook.json`. Out: a text for a label or a code. In an English workbook codes stay as they are.

use std::collections::BTreeMap;
use std::io;

use serde::Deserialize;

use super::super::output::Header;
use crate::check::text_of;
use crate::extraction::title_of;

const FILE: &str = include_str!("../../../templates/workbook.json");

/// The words, in one language.
#[derive(Debug)]
pub(super) struct Words {
    file: File,
    header: Header,
}

#[derive(Debug, Deserialize)]
struct File {
    /// Key → Chinese and English.
    labels: BTreeMap<String, [String; 2]>,
    /// `column.code`, or `code` where it means the same in every column → Chinese.
    codes: BTreeMap<String, String>,
}

impl Words {
    /// The built-in words.
    ///
    /// # Errors
    /// The file is broken, which a test excludes.
    pub(super) fn builtin(header: Header) -> io::Result<Self> {
        let file = serde_json::from_str(FILE)?;
        Ok(Self { file, header })
    }

    /// A label. A missing one shows its key, which a test looks for.
    pub(super) fn label<'a>(&'a self, key: &'a str) -> &'a str {
        match (self.file.labels.get(key), self.header) {
            (Some([zh, _]), Header::Zh) => zh,
            (Some([_, en]), Header::En) => en,
            (None, _) => key,
        }
    }

    /// The word for a code in a column; `None` where the code is shown itself.
    pub(super) fn code(&self, column: &str, code: &str) -> Option<&str> {
        if self.header == Header::En {
            return None;
        }
        let special = self.file.codes.get(&format!("{column}.{code}"));
        special
            .or_else(|| self.file.codes.get(code))
            .map(String::as_str)
    }

    /// The title of the rule of a finding.
    pub(super) fn rule(&self, code: &str) -> String {
        let title = match self.header {
            Header::Zh => text_of(code).map(|text| text.zh.to_string()),
            Header::En => text_of(code).map(|text| text.en.to_string()),
        };
        let extraction = || {
            let title = title_of(code)?;
            Some(match self.header {
                Header::Zh => title.zh.to_string(),
                Header::En => title.en.to_string(),
            })
        };
        title.or_else(extraction).unwrap_or_else(|| code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::flat::{Kind, TABLES};
    use super::*;

    #[test]
    fn every_code_has_a_chinese_word() {
        let words = Words::builtin(Header::Zh).unwrap();
        let mut missing = Vec::new();
        for table in TABLES {
            for column in table.columns {
                let Kind::Word(codes) = column.kind else {
                    continue;
                };
                // operators and units are written as they are printed
                let codes = codes
                    .iter()
                    .filter(|code| code.contains(|c: char| c.is_ascii_alphabetic()));
                for code in codes.filter(|code| words.code(column.name, code).is_none()) {
                    missing.push(format!("{}.{code}", column.name));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}
