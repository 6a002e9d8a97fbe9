//! The matches of a document to its projects, and what the document says of itself.
//!
//! In: sections and matches. Out: [`Normalized`]. Years and units are inherited inside the document only where every project that
//! prints one agrees, and are marked.

use std::collections::BTreeMap;

use super::money::unit_of;
use super::project::{DocumentContext, Placed, fill_indicators, project_of};
use super::text::{clean_text, same_words};
use super::year::{document_year, fill_years};
use crate::document::Document;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::{MAX_GRID_SLOTS, MAX_REPEATED_BYTES};
use crate::recognize::{Cut, Guess, Recognized, Understood};
use crate::record::{AmountUnit, DocumentType, Project, ProjectKind, YearSource};
use crate::segment::{Means, Section};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::values::ValueWords;

/// Longest title, in characters.
const MAX_TITLE_CHARS: usize = 120;

/// What a document holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Normalized {
    /// Title of the whole document.
    pub title: Option<String>,
    /// Targets, self-evaluations, both or neither.
    pub document_type: Option<DocumentType>,
    /// The year of all its projects.
    pub fiscal_year: Option<i32>,
    /// The best source among them.
    pub fiscal_year_source: Option<YearSource>,
    /// The projects with the places of their fields.
    pub projects: Vec<Placed>,
}

/// What is known of the file besides its content.
pub struct FileContext<'c> {
    /// The document's id.
    pub document_id: &'c str,
    /// The path, for a year in the file's name.
    pub path: &'c str,
    /// The year a user gave.
    pub fiscal_year: Option<i32>,
}

/// Types everything that was recognized.
pub fn normalize(
    file: &FileContext<'_>,
    document: &Document,
    (means, sections): (Means, &[Section<'_>]),
    recognized: &Recognized,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Normalized {
    let words = ValueWords::builtin();
    let title = title_of(document, sections, recognized, vocabulary);
    let context = DocumentContext {
        document_id: file.document_id,
        title: title.as_deref(),
        shared_unit: shared_unit(recognized, words),
        vocabulary,
        words,
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(recognized.matches.len());
    for (index, found) in recognized.matches.iter().enumerate() {
        placed.push(project_of(found, index as u32 + 1, &context, findings));
    }
    settle_years(&mut placed, file);
    for (placed, found) in placed.iter_mut().zip(&recognized.matches) {
        fill_indicators(placed, found, &context, findings);
    }
    report_reading(means, document, recognized, findings);
    let projects: Vec<&Project> = placed.iter().map(|placed| &placed.project).collect();
    let (fiscal_year, fiscal_year_source) = document_year(&projects);
    Normalized {
        document_type: Some(type_of(&projects)),
        fiscal_year,
        fiscal_year_source,
        title,
        projects: placed,
    }
}

fn settle_years(placed: &mut [Placed], file: &FileContext<'_>) {
    let mut projects: Vec<&mut Project> = placed
        .iter_mut()
        .map(|placed| &mut placed.project)
        .collect();
    fill_years(&mut projects, file.path, file.fiscal_year);
}

/// The unit of money that every project which prints one agrees on.
fn shared_unit(recognized: &Recognized, words: &ValueWords) -> Option<AmountUnit> {
    let mut units = recognized
        .matches
        .iter()
        .filter_map(|found| unit_of(found, words));
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

fn type_of(projects: &[&Project]) -> DocumentType {
    let evaluated = |project: &&&Project| {
        project.kind == ProjectKind::SelfEvaluation
            || project.evaluation.is_some()
            || project
                .indicators
                .iter()
                .any(|indicator| indicator.actual.is_some())
    };
    let count = projects.iter().filter(evaluated).count();
    match (projects.len(), count) {
        (0, _) => DocumentType::Other,
        (_, 0) => DocumentType::Target,
        (all, evaluated) if all == evaluated => DocumentType::SelfEvaluation,
        _ => DocumentType::Mixed,
    }
}

/// A heading before the first project that names none, else the title the container declares, else a general table title.
fn title_of(
    document: &Document,
    sections: &[Section<'_>],
    recognized: &Recognized,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let names_project = |text: &str| vocabulary.titles.project_name_in(text).is_some();
    let first = recognized
        .matches
        .first()
        .and_then(|found| found.heading.as_deref());
    let titles = || {
        let mut done = false;
        sections
            .iter()
            .filter_map(|section| section.title)
            .take_while(move |title| {
                let go_on = !done;
                done = first == Some(title.text.trim());
                go_on
            })
    };
    let usable = |text: &str| {
        let text = clean_text(text)?;
        let speaks = !names_project(&text) && !vocabulary.titles.is_default_sheet(&text);
        (speaks && text.chars().count() <= MAX_TITLE_CHARS).then_some(text)
    };
    titles()
        .filter(|title| title.heading.is_some())
        .find_map(|title| usable(&title.text))
        .or_else(|| {
            document
                .title
                .as_deref()
                .and_then(usable)
                .filter(|title| !is_heading(title, recognized))
        })
        .or_else(|| {
            titles()
                .filter(|title| vocabulary.titles.kind(&title.text).is_some())
                .find_map(|title| usable(&title.text))
        })
}

fn is_heading(title: &str, recognized: &Recognized) -> bool {
    recognized
        .matches
        .iter()
        .filter_map(|found| found.heading.as_deref())
        .any(|heading| same_words(heading, title))
}

/// What was guessed, passed over or not known while the document was recognized.
fn report_reading(
    means: Means,
    document: &Document,
    recognized: &Recognized,
    findings: &mut Findings,
) {
    report_means(means, recognized, findings);
    report_cuts(recognized, findings);
    let mut unknown: BTreeMap<&str, (usize, Location)> = BTreeMap::new();
    for (label, place) in &recognized.unknown_labels {
        unknown.entry(label).or_insert((0, *place)).0 += 1;
    }
    for (label, (count, location)) in unknown {
        findings.push(Finding {
            evidence: Some(label.to_owned()),
            location,
            ..Finding::extraction(
                "unknown-label",
                Severity::Info,
                format!("“{label}”处在标签的位置，词汇表里没有它（{count} 次）；可用 --vocabulary 添加"),
                format!("“{label}” stands where a label should and is not in the vocabulary ({count} times); add it with --vocabulary"),
            )
        });
    }
    report_guesses(&recognized.guessed_labels, findings);
    for (location, text, reason) in &recognized.skipped_rows {
        let (zh, en) = match *reason {
            "total-row" => (
                "合计行，不是项目或指标",
                "a row of totals, no project or indicator",
            ),
            _ => (
                "小计行，没有指标和目标，不是项目",
                "a subtotal without indicators or objectives, no project",
            ),
        };
        findings.push(Finding {
            evidence: Some(text.clone()),
            location: *location,
            ..Finding::extraction("row-passed-over", Severity::Info, zh, en)
        });
    }
    for &(table, reason) in recognized
        .others
        .iter()
        .filter(|(_, reason)| *reason == "blank-form")
    {
        findings.push(Finding {
            location: Location {
                table: Some(table),
                ..Location::default()
            },
            ..Finding::extraction(
                reason,
                Severity::Info,
                "绩效目标表没有填写指标和目标，不计为项目",
                "A form of performance targets without indicators and objectives: no project",
            )
        });
    }
    if recognized.matches.is_empty() {
        let tables = document
            .blocks
            .iter()
            .filter(|block| block.as_table().is_some())
            .count();
        let paragraphs = document.blocks.len() - tables;
        findings.push(Finding::extraction(
            "no-performance-table",
            Severity::Info,
            format!("没有找到绩效目标表（共 {tables} 个表格、{paragraphs} 个段落）"),
            format!(
                "No performance target table was found ({tables} tables, {paragraphs} paragraphs)"
            ),
        ));
    }
}

/// What was read from labels that are not listed: by their parts, or by their place.
fn report_guesses(guesses: &[Guess], findings: &mut Findings) {
    let mut seen: BTreeMap<(&str, &Understood), (usize, Location)> = BTreeMap::new();
    for guess in guesses {
        let key = (guess.label.as_str(), &guess.by);
        seen.entry(key).or_insert((0, guess.place)).0 += 1;
    }
    for ((label, by), (count, location)) in seen {
        let (code, zh, en) = match by {
            Understood::Part(known) => (
                "label-understood-in-parts",
                format!("词汇表里没有“{label}”，按“{known}”理解（{count} 次）"),
                format!(
                    "“{label}” is not in the vocabulary and was read as “{known}” ({count} times)"
                ),
            ),
            Understood::LevelsByContent => (
                "level-columns-guessed",
                format!("“{label}”之下有多列，按内容区分一级、二级、三级指标（{count} 次）"),
                format!(
                    "“{label}” stands above several columns; which of them hold levels 1, 2 and 3 was told by their contents ({count} times)"
                ),
            ),
            Understood::TargetByPlace => (
                "target-column-guessed",
                format!("没有指标值一栏，按位置把“{label}”读作指标值（{count} 次）"),
                format!(
                    "No column is labelled as the target; “{label}” was taken for it by its place ({count} times)"
                ),
            ),
        };
        findings.push(Finding {
            evidence: Some(label.to_owned()),
            location,
            ..Finding::extraction(code, Severity::Info, zh, en)
        });
    }
}

/// What passes a bound.
fn report_cuts(recognized: &Recognized, findings: &mut Findings) {
    for &(location, cut) in &recognized.cuts {
        let found = match cut {
            Cut::Rows => Finding::extraction(
                "table-cut",
                Severity::Error,
                format!("表格超过 {MAX_GRID_SLOTS} 格（列数×行数），从此行起未读取"),
                format!(
                    "The table has more than {MAX_GRID_SLOTS} slots (columns × rows); from this row on it was not read"
                ),
            ),
            Cut::Work => Finding::extraction(
                "work-limit",
                Severity::Error,
                "文档的表格过于庞大复杂，从此行起（包括其后的表格）未识别；请拆分文档",
                "The tables of the document are too large and tangled; from this row on, later tables included, they were not recognized; split the document",
            ),
            Cut::Repeated => Finding::extraction(
                "repeated-text-cut",
                Severity::Warning,
                format!(
                    "合并单元格的文字超过 {MAX_REPEATED_BYTES} 字节，全文只保留在它的第一行，其余各行只重复开头"
                ),
                format!(
                    "A merged cell holds more than {MAX_REPEATED_BYTES} bytes of text; all of it stands in its first row, the other rows repeat its beginning only"
                ),
            ),
        };
        findings.push(Finding { location, ..found });
    }
}

fn report_means(means: Means, recognized: &Recognized, findings: &mut Findings) {
    if recognized.matches.is_empty() {
        return;
    }
    let (zh, en) = match means {
        Means::Bookmarks => return,
        Means::Headings => ("标题样式", "heading styles"),
        Means::Titles => ("表格标题的文字", "the words of titles"),
        Means::None => ("表格自身的表头", "the tables' own heads"),
    };
    findings.push(Finding::extraction(
        "sections-without-bookmarks",
        Severity::Info,
        format!("没有目录书签，项目按{zh}划分"),
        format!("There are no bookmarks of a table of contents; projects were told apart by {en}"),
    ));
}
