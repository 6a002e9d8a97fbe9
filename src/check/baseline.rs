//! Findings of an earlier run, so that only new ones count.
//!
//! In: what `check --format json` or `csv` wrote, or any nested or flat output of `convert`. Out: [`Baseline`], which drops
//! as many equal findings as it holds. Ids and rows are not compared: they change with every edit of a document.

use std::collections::HashMap;

use serde_json::Value;

use crate::finding::Finding;

/// What makes two findings the same: path, code, evidence and the two things compared.
type Mark = [String; 5];

/// How often each finding was there before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: HashMap<Mark, usize>,
}

impl Baseline {
    /// Reads an earlier output: a JSON array of documents, JSON Lines or CSV.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        match text.trim_start().chars().next() {
            Some('[' | '{') => Self::from_json(text),
            _ => Self::from_csv(text),
        }
    }

    fn from_json(text: &str) -> Result<Self, String> {
        let mut baseline = Self::default();
        for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            let value = value.map_err(|error| error.to_string())?;
            let documents = match &value {
                Value::Array(documents) => documents.as_slice(),
                document => std::slice::from_ref(document),
            };
            for document in documents {
                baseline.add_document(document)?;
            }
        }
        Ok(baseline)
    }

    fn add_document(&mut self, document: &Value) -> Result<(), String> {
        let (Some(path), Some(findings)) =
            (document["path"].as_str(), document["findings"].as_array())
        else {
            return Err("it holds an entry without path and findings; give the output of `yusuan check --format json`".to_owned());
        };
        for finding in findings {
            let field = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
            self.add([
                path.to_owned(),
                field("code"),
                field("evidence"),
                field("operand_a"),
                field("operand_b"),
            ]);
        }
        Ok(())
    }

    fn from_csv(text: &str) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| error.to_string())?.clone();
        let column = |name: &str| {
            header
                .iter()
                .position(|title| title == name)
                .ok_or_else(|| format!("it has no column {name}; give the output of `yusuan check --format csv` or `json`"))
        };
        let columns = [
            column("path")?,
            column("code")?,
            column("evidence")?,
            column("operand_a")?,
            column("operand_b")?,
        ];
        let mut baseline = Self::default();
        for record in reader.records() {
            let record = record.map_err(|error| error.to_string())?;
            baseline.add(columns.map(|n| record.get(n).unwrap_or_default().to_owned()));
        }
        Ok(baseline)
    }

    fn add(&mut self, mark: Mark) {
        *self.counts.entry(mark).or_default() += 1;
    }

    /// Drops the findings of a document that were there before. Documents have paths of their own, so the counts of one
    /// do not touch another.
    pub fn apply(&self, path: &str, findings: &mut Vec<Finding>) {
        let mut seen: HashMap<Mark, usize> = HashMap::new();
        findings.retain(|finding| {
            let mark = mark(path, finding);
            let before = self.counts.get(&mark).copied().unwrap_or(0);
            let so_far = seen.entry(mark).or_default();
            *so_far += 1;
            *so_far > before
        });
    }
}

fn mark(path: &str, finding: &Finding) -> Mark {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    [
        path.to_owned(),
        finding.code.to_string(),
        text(&finding.evidence),
        text(&finding.operand_a),
        text(&finding.operand_b),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Location, Severity};

    fn found(evidence: &str, row: u32) -> Finding {
        Finding {
            evidence: Some(evidence.to_owned()),
            location: Location {
                row: Some(row),
                ..Location::default()
            },
            ..Finding::content("value-missing", Severity::Error, "", "")
        }
    }

    #[test]
    fn only_what_is_new_is_left() {
        let document = r#"{"path":"a.docx","findings":[{"code":"value-missing","evidence":"甲","operand_a":null}]}"#;
        let array = format!("[\n{document}\n]\n");
        let lines = format!("{document}\n{{\"path\":\"c.docx\",\"findings\":[]}}\n");
        let csv = "\u{feff}path,code,evidence,operand_a,operand_b\na.docx,value-missing,甲,,\n";
        for text in [array.as_str(), lines.as_str(), csv] {
            let baseline = Baseline::parse(text).unwrap();
            let mut findings = vec![found("甲", 7), found("甲", 8), found("乙", 9)];
            baseline.apply("a.docx", &mut findings);
            let left: Vec<Option<u32>> = findings.iter().map(|f| f.location.row).collect();
            assert_eq!(left, [Some(8), Some(9)], "{text}");
            let mut elsewhere = vec![found("甲", 7)];
            baseline.apply("b.docx", &mut elsewhere);
            assert_eq!(elsewhere.len(), 1);
        }
    }

    #[test]
    fn another_file_is_no_baseline() {
        for (text, named) in [
            ("{\"a\": 1}", "path and findings"),
            ("name,value\na,1\n", "no column path"),
            ("[{", "EOF"),
        ] {
            let error = Baseline::parse(text).unwrap_err();
            assert!(error.contains(named), "{text}: {error}");
        }
    }
}
