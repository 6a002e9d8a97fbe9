//! Findings of an earlier run, so that only new findings count.
//!
//! In: the output of `check --format json` or `csv`, or any nested or flat output of `convert`. Out: [`Baseline`],
//! which drops as many equal findings as it holds, and knows the files that failed before (CSV holds no failures). Ids
//! and rows are not compared, because they change with every edit of a document.
//!
//! Documents are matched by their paths in the output. Where none of a run's paths is in the baseline, leading
//! directories are removed from the one or the other, the same for all paths: so a baseline of `check downloads` serves
//! `check downloads/*.docx`.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::finding::Finding;
use crate::message::Message;
use crate::record::Document;

/// The values that make two findings of a document equal: code, evidence and the two compared values.
type Mark = [String; 4];

/// The findings of an earlier run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    documents: BTreeMap<String, Earlier>,
    paths: Paths,
}

/// The findings of one document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Earlier {
    /// How often each finding occurred.
    counts: HashMap<Mark, usize>,
    /// Why the file failed.
    failure: Option<String>,
}

/// How a path of this run becomes a path of the baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Paths {
    #[default]
    Same,
    /// These directories are put before the path.
    Below(String),
    /// These directories are removed from the start of the path.
    Above(String),
}

impl Paths {
    fn of(&self, path: &str) -> Option<String> {
        match self {
            Self::Same => Some(path.to_owned()),
            Self::Below(front) => Some(format!("{front}{path}")),
            Self::Above(front) => path.strip_prefix(front.as_str()).map(str::to_owned),
        }
    }
}

impl Baseline {
    /// Reads an earlier output: a JSON array of documents, JSON Lines or CSV.
    ///
    /// # Errors
    /// A message that says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let text = text.trim_start_matches('\u{feff}');
        match text.trim_start().chars().next() {
            Some('[' | '{') => Self::from_json(text),
            _ => Self::from_csv(text),
        }
    }

    fn from_json(text: &str) -> Result<Self, Message> {
        let mut baseline = Self::default();
        for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            let value = value.map_err(|error| {
                let line = error.line();
                Message::new(
                    format!("第 {line} 行不是有效的 JSON；文件可能不完整"),
                    format!("line {line} is not valid JSON; the file may be incomplete ({error})"),
                )
            })?;
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

    fn add_document(&mut self, document: &Value) -> Result<(), Message> {
        let (Some(path), Some(findings)) =
            (document["path"].as_str(), document["findings"].as_array())
        else {
            return Err(Message::fixed(
                "其中有一项缺少 path 或 findings；请使用 `yusuan check --format json` 的输出",
                "an entry has no path or no findings; use the output of `yusuan check --format json`",
            ));
        };
        let earlier = self.documents.entry(path.to_owned()).or_default();
        let failure = document["error"]["code"].as_str();
        earlier.failure = failure.map(str::to_owned);
        for finding in findings {
            let field = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
            let mark = ["code", "evidence", "operand_a", "operand_b"].map(field);
            *earlier.counts.entry(mark).or_default() += 1;
        }
        Ok(())
    }

    fn from_csv(text: &str) -> Result<Self, Message> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| no_csv(&error))?.clone();
        let column = |name: &str| {
            let place = header.iter().position(|title| title == name);
            place.ok_or_else(|| {
                Message::new(
                    format!("其中没有 {name} 列；请使用 `yusuan check --format csv` 或 `json` 的输出"),
                    format!("there is no column {name}; use the output of `yusuan check --format csv` or `json`"),
                )
            })
        };
        let path = column("path")?;
        let columns = [
            column("code")?,
            column("evidence")?,
            column("operand_a")?,
            column("operand_b")?,
        ];
        let mut baseline = Self::default();
        for record in reader.records() {
            let record = record.map_err(|error| no_csv(&error))?;
            let cell = |n: usize| record.get(n).unwrap_or_default().to_owned();
            let earlier = baseline.documents.entry(cell(path)).or_default();
            *earlier.counts.entry(columns.map(cell)).or_default() += 1;
        }
        Ok(baseline)
    }

    /// Finds out how the paths of this run map to those of the baseline. False where no mapping finds a document of the
    /// baseline.
    pub fn relate<'n>(&mut self, names: impl Iterator<Item = &'n str> + Clone) -> bool {
        let front = |path: &str| -> Vec<String> {
            let ends = path.match_indices('/').map(|(at, _)| at + 1);
            ends.map(|end| path[..end].to_owned()).collect()
        };
        let below = self.documents.keys().next().map(|path| front(path));
        let above = names.clone().next().map(front);
        let ways = std::iter::once(Paths::Same)
            .chain(below.into_iter().flatten().map(Paths::Below))
            .chain(above.into_iter().flatten().map(Paths::Above));
        let fits = |paths: &Paths| {
            let mut names = names.clone();
            names.any(|name| {
                let path = paths.of(name);
                path.is_some_and(|path| self.documents.contains_key(&path))
            })
        };
        match ways.into_iter().find(fits) {
            Some(paths) => {
                self.paths = paths;
                true
            }
            None => self.documents.is_empty(),
        }
    }

    fn earlier(&self, path: &str) -> Option<&Earlier> {
        self.documents.get(&self.paths.of(path)?)
    }

    /// True when the file failed for the same reason in the earlier run.
    pub fn knows_failure(&self, document: &Document) -> bool {
        let earlier = self.earlier(&document.path);
        let before = earlier.and_then(|earlier| earlier.failure.as_ref());
        let now = document.error.as_ref().map(|error| &error.code);
        now.is_some() && before == now
    }

    /// Drops the findings of a document that the earlier run had too. Documents have different paths, so counts are
    /// never shared between them.
    pub fn apply(&self, path: &str, findings: &mut Vec<Finding>) {
        let Some(earlier) = self.earlier(path) else {
            return;
        };
        let mut seen: HashMap<Mark, usize> = HashMap::new();
        findings.retain(|finding| {
            let mark = mark(finding);
            let before = earlier.counts.get(&mark).copied().unwrap_or(0);
            let so_far = seen.entry(mark).or_default();
            *so_far += 1;
            *so_far > before
        });
    }
}

fn no_csv(error: &csv::Error) -> Message {
    let line = error.position().map_or(0, csv::Position::line);
    Message::new(
        format!("第 {line} 行不是有效的 CSV"),
        format!("line {line} is not valid CSV ({error})"),
    )
}

fn mark(finding: &Finding) -> Mark {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    [
        finding.code.to_string(),
        text(&finding.evidence),
        text(&finding.operand_a),
        text(&finding.operand_b),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::convert::failed;
    use crate::error::Error;
    use crate::finding::{Location, Severity};
    use crate::format::Format;
    use crate::record::blank_record;

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
            ("{\"a\": 1}", "no path or no findings"),
            ("name,value\na,1\n", "no column path"),
            ("[{", "line 1 is not valid JSON"),
        ] {
            let error = Baseline::parse(text).unwrap_err();
            assert!(error.en.contains(named), "{text}: {error}");
            assert!(!error.zh.is_ascii());
        }
    }

    #[test]
    fn a_failure_for_the_same_reason_is_known() {
        let text = r#"[{"path":"a.docx","error":{"code":"encrypted"},"findings":[]},{"path":"b.docx","error":null,"findings":[]}]"#;
        let baseline = Baseline::parse(text).unwrap();
        for (path, error, known) in [
            (
                "a.docx",
                Error::Encrypted {
                    format: Format::Docx,
                },
                true,
            ),
            ("a.docx", Error::Empty, false),
            ("b.docx", Error::Empty, false),
            ("c.docx", Error::Empty, false),
        ] {
            let document = failed(path, b"x", &error);
            assert_eq!(baseline.knows_failure(&document), known, "{path} {error}");
        }
        assert!(!baseline.knows_failure(&blank_record("b.docx", b"x")));
    }

    #[test]
    fn paths_are_related_the_same_way_for_all() {
        for (before, now, known) in [
            (
                &["a.docx", "b/c.docx"][..],
                &["a.docx", "new/a.docx"][..],
                &["a.docx"][..],
            ),
            (
                &["a.docx", "b/c.docx"],
                &["in/a.docx", "in/b/c.docx", "a.doc"],
                &["in/a.docx", "in/b/c.docx"],
            ),
            (
                &["in/a.docx", "in/b/c.docx"],
                &["a.docx", "b/c.docx"],
                &["a.docx", "b/c.docx"],
            ),
            (&["in/a.docx"], &["out/a.docx"], &[]),
            (&[], &["a.docx"], &[]),
        ] {
            let lines: Vec<String> = before
                .iter()
                .map(|path| format!(r#"{{"path":"{path}","findings":[{{"code":"value-missing","evidence":"甲"}}]}}"#))
                .collect();
            let mut baseline = Baseline::parse(&format!("[{}]", lines.join(","))).unwrap();
            let related = baseline.relate(now.iter().copied());
            assert_eq!(related, before.is_empty() || !known.is_empty());
            let mut dropped = now.to_vec();
            dropped.retain(|path| {
                let mut findings = vec![found("甲", 1)];
                baseline.apply(path, &mut findings);
                findings.is_empty()
            });
            assert_eq!(dropped, known, "{before:?} {now:?}");
        }
    }
}
