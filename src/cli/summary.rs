//! The counts of a run, and the summary printed at its end.

use std::io::{self, Write};
use std::time::Duration;

use yusuan::finding::Severity;
use yusuan::inputs::Inputs;
use yusuan::message::{Language, Message, counted, printable};
use yusuan::record::{Document, Status};

/// The counts of a run.
#[derive(Debug, Default)]
pub(super) struct Summary {
    documents: usize,
    projects: usize,
    indicators: usize,
    partial: usize,
    /// The paths of the first of them.
    partial_names: Vec<String>,
    empty: usize,
    /// The paths of the first of them.
    empty_names: Vec<String>,
    /// Files that were not read because the journal has their records.
    pub(super) unchanged: usize,
    /// Cells with text in the tables of projects, and those that nothing accounts for.
    cells: u64,
    unclaimed: u64,
    /// The number of findings, in the order of the words of [`Severity`].
    findings: [usize; 4],
    /// Files that failed for the same reason in the run of the baseline.
    pub(super) failed_before: usize,
    failed: usize,
    /// The first of them, with path and reason.
    failures: Vec<(String, Message)>,
}

/// How many failed files are named; the outputs contain the others.
const NAMED_FAILURES: usize = 20;

/// How many files are named in lines that report no error.
const NAMED_FILES: usize = 3;

/// Files that were not read.
#[derive(Default)]
pub(super) struct Skipped<'a> {
    /// Their number.
    pub(super) count: usize,
    /// The names of some of them.
    pub(super) names: &'a [String],
    /// The names of yusuan's own outputs among the input files.
    pub(super) own: &'a [String],
}

impl<'a> Skipped<'a> {
    /// The skipped files of a run.
    pub(super) fn of(inputs: &'a Inputs) -> Self {
        Self {
            count: inputs.skipped,
            names: &inputs.skipped_names,
            own: &inputs.own_outputs,
        }
    }
}

/// A list of names for the end of a line, in Chinese and in English: the first ones and how many more there are.
fn some(number: usize, names: &[String]) -> (String, String) {
    let shown = &names[..names.len().min(NAMED_FILES)];
    if shown.is_empty() {
        return Default::default();
    }
    let (more_zh, more) = match number - shown.len() {
        0 => Default::default(),
        more => (format!(" 等 {number} 个"), format!(" and {more} more")),
    };
    (
        format!("：{}{more_zh}", shown.join("、")),
        format!(": {}{more}", shown.join(", ")),
    )
}

fn take_up_to<T>(most: usize, list: &mut Vec<T>, later: impl IntoIterator<Item = T>) {
    let room = most.saturating_sub(list.len());
    list.extend(later.into_iter().take(room));
}

impl Summary {
    /// Counts one document.
    pub(super) fn count(&mut self, document: &Document) {
        self.documents += 1;
        self.projects += document.projects.len();
        self.cells += document.cells;
        self.unclaimed += document.cells.saturating_sub(document.cells_claimed);
        self.indicators += document
            .projects
            .iter()
            .map(|project| project.indicators.len())
            .sum::<usize>();
        let named = match document.status {
            Status::Partial => Some((&mut self.partial, &mut self.partial_names)),
            Status::Empty => Some((&mut self.empty, &mut self.empty_names)),
            Status::Ok | Status::Failed => None,
        };
        if let Some((count, names)) = named {
            *count += 1;
            take_up_to(NAMED_FILES, names, [document.path.clone()]);
        }
        for finding in &document.findings {
            self.findings[place(finding.severity)] += 1;
        }
        if let Some(error) = &document.error {
            let why = Message::new(error.message_zh.clone(), error.message.clone());
            self.failed += 1;
            let failure = (document.path.clone(), why);
            take_up_to(NAMED_FAILURES, &mut self.failures, [failure]);
        }
    }

    /// Adds the counts of later documents.
    pub(super) fn add(&mut self, later: Self) {
        self.documents += later.documents;
        self.projects += later.projects;
        self.cells += later.cells;
        self.unclaimed += later.unclaimed;
        self.indicators += later.indicators;
        self.partial += later.partial;
        self.empty += later.empty;
        self.unchanged += later.unchanged;
        for (sum, count) in self.findings.iter_mut().zip(later.findings) {
            *sum += count;
        }
        self.failed_before += later.failed_before;
        self.failed += later.failed;
        take_up_to(NAMED_FILES, &mut self.partial_names, later.partial_names);
        take_up_to(NAMED_FILES, &mut self.empty_names, later.empty_names);
        take_up_to(NAMED_FAILURES, &mut self.failures, later.failures);
    }

    /// True when a file failed.
    pub(super) fn any_failed(&self) -> bool {
        self.failed > 0
    }

    /// True when a finding is at least this severe; checks that could not be evaluated do not count.
    pub(super) fn reaches(&self, severity: Severity) -> bool {
        self.findings[..=place(severity)]
            .iter()
            .any(|count| *count > 0)
    }

    /// Prints the summary.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn print(
        &self,
        skipped: &Skipped<'_>,
        time: Duration,
        language: Language,
        out: &mut impl Write,
    ) -> io::Result<()> {
        for line in self.lines(skipped, time) {
            writeln!(out, "{}", printable(line.get(language)))?;
        }
        Ok(())
    }

    fn lines(&self, skipped: &Skipped<'_>, time: Duration) -> Vec<Message> {
        let mut lines = self.totals(time);
        for (number, names, zh, en) in [
            (
                self.unchanged,
                &[][..],
                "自上次运行以来没有变化",
                "unchanged since the last run",
            ),
            (
                self.partial,
                &self.partial_names,
                "已读取但有错误",
                "read with errors",
            ),
            (
                self.failed_before,
                &[],
                "读取失败，与基线相同",
                "failed, as in the baseline",
            ),
            (
                self.empty,
                &self.empty_names,
                "没有项目",
                "without a project",
            ),
            (
                skipped.count,
                skipped.names,
                "不是文档，或是隐藏文件、符号链接，已跳过",
                "skipped (not documents, hidden files or symbolic links)",
            ),
            (
                skipped.own.len(),
                skipped.own,
                "是 yusuan 自己的输出，已跳过",
                "skipped (output of yusuan)",
            ),
        ] {
            if number > 0 {
                let (names_zh, names_en) = some(number, names);
                lines.push(Message::new(
                    format!("  {number} 个文件{zh}{names_zh}"),
                    format!("  {} {en}{names_en}", counted(number, "file")),
                ));
            }
        }
        if self.unclaimed > 0 {
            let (cells, claimed) = (self.cells, self.cells - self.unclaimed.min(self.cells));
            lines.push(Message::new(
                format!("  项目表格的 {cells} 个单元格中，{claimed} 个已归入字段或有问题说明"),
                format!("  {claimed} of {cells} cells of the projects' tables are in a field or a finding"),
            ));
        }
        if self.any_failed() {
            let number = self.failed;
            lines.push(Message::new(
                format!("  {number} 个文件读取失败："),
                format!("  {} failed:", counted(number, "file")),
            ));
        }
        lines.extend(self.failures.iter().map(|(path, why)| {
            Message::new(
                format!("    {path}：{}", why.zh),
                format!("    {path}: {}", why.en),
            )
        }));
        if let Some(more @ 1..) = self.failed.checked_sub(self.failures.len()) {
            lines.push(Message::new(
                format!("    另有 {more} 个，见输出中 status 为 failed 的记录"),
                format!("    and {more} more: see the documents whose status is failed"),
            ));
        }
        lines
    }

    /// The lines that begin every summary.
    fn totals(&self, time: Duration) -> Vec<Message> {
        let [errors, warnings, infos, not_evaluable] = self.findings;
        let (documents, seconds) = (self.documents, time.as_secs_f64());
        let (projects, indicators) = (self.projects, self.indicators);
        let speed = documents as f64 / seconds.max(0.001);
        vec![
            Message::new(
                format!("读取 {documents} 个文件，用时 {seconds:.1} 秒（每秒 {speed:.0} 个）"),
                format!(
                    "{} read in {seconds:.1} s ({speed:.0} files/s)",
                    counted(documents, "file")
                ),
            ),
            Message::new(
                format!("  {projects} 个项目，{indicators} 条绩效指标"),
                format!(
                    "  {}, {}",
                    counted(projects, "project"),
                    counted(indicators, "indicator")
                ),
            ),
            Message::new(
                format!(
                    "  问题：错误 {errors}，警告 {warnings}，提示 {infos}，无法检查 {not_evaluable}"
                ),
                format!(
                    "  findings: {}, {}, {infos} info, {not_evaluable} could not be checked",
                    counted(errors, "error"),
                    counted(warnings, "warning")
                ),
            ),
        ]
    }
}

fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
        Severity::NotEvaluable => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_both_languages() {
        let summary = Summary {
            partial: 1,
            empty: 1,
            failed: NAMED_FAILURES + 1,
            failures: vec![("a".to_owned(), Message::fixed("坏", "bad")); NAMED_FAILURES],
            ..Summary::default()
        };
        let skipped = Skipped {
            count: 5,
            names: &["b".to_owned(), "c".to_owned()],
            own: &["yusuan.xlsx".to_owned()],
        };
        let lines = summary.lines(&skipped, Duration::ZERO);
        let named = &lines[5];
        assert!(named.en.ends_with(": b, c and 3 more"), "{named:?}");
        assert!(named.zh.ends_with("：b、c 等 5 个"), "{named:?}");
        assert_eq!(lines.len(), 3 + 4 + 1 + NAMED_FAILURES + 1);
        for line in lines {
            assert!(line.en.is_ascii(), "{line:?}");
            assert!(!line.zh.is_ascii(), "{line:?}");
        }
    }
}
