//! `yusuan.yaml`: which findings count, how severe they are, and the numbers the rules compare with.
//!
//! In: the nearest `yusuan.yaml` above an input. Out: [`Config`], which changes the severity of a document's findings
//! and drops those that do not count. A finding that is ignored by its id needs a reason, so that the next reader knows
//! why.
//!
//! ```yaml
//! check:
//!   fail_on: warning
//!   ignore: [text-noise]
//!   severities: {goal-equals-purpose: warning, empty-slot: off}
//!   thresholds: {cost_tolerance: 0.01, weight_sums: [80, 90, 100]}
//!   ignored_findings:
//!     - {finding_id: 0f3a9c1e2b4d5f60, reason: 财政部门已核实}
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::rule::Thresholds;
use crate::finding::{Category, Finding, Severity};
use crate::message::Message;
use crate::user_yaml;

/// The file's name.
pub const FILE_NAME: &str = "yusuan.yaml";

/// A configuration file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// What `check` looks for and reports.
    pub check: CheckConfig,
}

/// Which findings count, and with which severity.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckConfig {
    /// The least severity that makes the run fail.
    pub fail_on: Option<FailOn>,
    /// Report only these codes or categories; all where empty.
    pub select: Vec<String>,
    /// Do not report these codes or categories.
    pub ignore: Vec<String>,
    /// Severities that replace those of the rules, by code.
    pub severities: BTreeMap<String, Weight>,
    /// The numbers the rules compare with.
    pub thresholds: Thresholds,
    /// Findings that a person has looked at and accepted.
    pub ignored_findings: Vec<Ignored>,
}

/// The least severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

/// A severity, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weight {
    Error,
    Warning,
    Info,
    /// The finding is dropped.
    Off,
}

/// One finding that is not to be reported again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// Its id. It changes when the file changes.
    pub finding_id: String,
    /// Why it is not a flaw.
    pub reason: String,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// A message that names the mistake and its line.
    pub fn parse(yaml: &str) -> Result<Self, Message> {
        // a file with nothing but comments changes nothing
        let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        if yaml.lines().all(blank) {
            return Ok(Self::default());
        }
        let config: Self = user_yaml::parse(yaml)?;
        let silent = |ignored: &&Ignored| ignored.reason.trim().is_empty();
        match config.check.ignored_findings.iter().find(silent) {
            Some(Ignored { finding_id, .. }) => Err(Message::new(
                format!("忽略的问题 {finding_id} 没有写 reason；请说明忽略的理由"),
                format!("the ignored finding {finding_id} has no reason; state why it is ignored"),
            )),
            None => Ok(config),
        }
    }

    /// The path of the nearest configuration file above `input`.
    pub fn find(input: &Path) -> Option<PathBuf> {
        let input = std::path::absolute(input).ok()?;
        let start = if input.is_dir() {
            Some(input.as_path())
        } else {
            input.parent()
        };
        start?
            .ancestors()
            .map(|directory| directory.join(FILE_NAME))
            .find(|file| file.is_file())
    }
}

impl CheckConfig {
    /// Gives the findings their configured severities and drops those that do not count.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| self.keeps(finding));
    }

    fn keeps(&self, finding: &mut Finding) -> bool {
        let named = |names: &[String]| {
            names
                .iter()
                .any(|name| *name == finding.code || name == finding.category.as_str())
        };
        let looked_at = self
            .ignored_findings
            .iter()
            .any(|ignored| ignored.finding_id == finding.finding_id);
        if looked_at || named(&self.ignore) || !(self.select.is_empty() || named(&self.select)) {
            return false;
        }
        let unclear = finding.severity == Severity::NotEvaluable;
        match self.severities.get(&*finding.code) {
            Some(Weight::Off) => return false,
            Some(Weight::Error) if !unclear => finding.severity = Severity::Error,
            Some(Weight::Warning) if !unclear => finding.severity = Severity::Warning,
            Some(Weight::Info) if !unclear => finding.severity = Severity::Info,
            _ => {}
        }
        true
    }

    /// The first name that is neither a rule, a finding about reading nor a category.
    pub fn unknown_name(&self) -> Option<&str> {
        let categories = [Category::Content.as_str(), Category::Extraction.as_str()];
        let known = |name: &str| {
            categories.contains(&name)
                || crate::extraction::title_of(name).is_some()
                || super::RULES.iter().any(|rule| rule.code == name)
        };
        let names = self
            .select
            .iter()
            .chain(&self.ignore)
            .chain(self.severities.keys());
        names.map(String::as_str).find(|name| !known(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &'static str, severity: Severity) -> Finding {
        Finding {
            finding_id: format!("id-{code}"),
            ..Finding::content(code, severity, "", "")
        }
    }

    fn kept(yaml: &str) -> Vec<(String, Severity)> {
        let mut findings = vec![
            found("text-noise", Severity::Info),
            found("value-missing", Severity::Error),
            found("cost-exceeds-budget", Severity::NotEvaluable),
        ];
        Config::parse(yaml).unwrap().check.apply(&mut findings);
        findings
            .iter()
            .map(|finding| (finding.code.to_string(), finding.severity))
            .collect()
    }

    #[test]
    fn findings_are_chosen_and_weighed() {
        use Severity::{Error, Info, NotEvaluable, Warning};
        let noise = ("text-noise", Info);
        let missing = ("value-missing", Error);
        let cost = ("cost-exceeds-budget", NotEvaluable);
        for (yaml, expected) in [
            ("", vec![noise, missing, cost]),
            ("check: {ignore: [text-noise]}", vec![missing, cost]),
            ("check: {select: [text-noise]}", vec![noise]),
            ("check: {select: [content]}", vec![noise, missing, cost]),
            ("check: {ignore: [content]}", vec![]),
            (
                "check: {severities: {value-missing: warning, text-noise: off}}",
                vec![("value-missing", Warning), cost],
            ),
            (
                "check: {severities: {cost-exceeds-budget: info}}",
                vec![noise, missing, cost],
            ),
            (
                "check: {ignored_findings: [{finding_id: id-value-missing, reason: 已核实}]}",
                vec![noise, cost],
            ),
        ] {
            let expected: Vec<(String, Severity)> = expected
                .into_iter()
                .map(|(code, severity): (&str, _)| (code.to_owned(), severity))
                .collect();
            assert_eq!(kept(yaml), expected, "{yaml}");
        }
    }

    #[test]
    fn mistakes_in_the_file_are_named() {
        for (yaml, named) in [
            ("check: {ingore: [a]}", "ingore"),
            ("check: {severities: {text-noise: loud}}", "loud"),
            ("check: {thresholds: {cost_tolerence: 1}}", "cost_tolerence"),
            (
                "check: {ignored_findings: [{finding_id: ab12, reason: ' '}]}",
                "ab12",
            ),
            ("check: {ignored_findings: [{finding_id: ab12}]}", "reason"),
        ] {
            let error = Config::parse(yaml).unwrap_err();
            assert!(error.en.contains(named), "{yaml}: {error}");
            assert!(error.zh.contains(named), "{yaml}: {}", error.zh);
        }
    }

    #[test]
    fn numbers_are_exact() {
        let config =
            Config::parse("check: {thresholds: {cost_tolerance: 0.01, weight_sums: [80, 90.5]}}")
                .unwrap();
        let thresholds = config.check.thresholds;
        assert_eq!(thresholds.cost_tolerance.to_string(), "0.01");
        assert_eq!(thresholds.weight_sums[1].to_string(), "90.5");
        assert_eq!(
            thresholds.overachievement,
            Thresholds::default().overachievement
        );
    }

    #[test]
    fn the_nearest_file_above_the_input_counts() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("a/b");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(root.path().join(FILE_NAME), "").unwrap();
        assert_eq!(
            Config::find(&deep.join("x.docx")),
            Some(root.path().join(FILE_NAME))
        );
        std::fs::write(root.path().join("a").join(FILE_NAME), "").unwrap();
        assert_eq!(
            Config::find(&deep),
            Some(root.path().join("a").join(FILE_NAME))
        );
    }
}
