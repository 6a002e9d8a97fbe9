//! Findings about reading: what was guessed, skipped, unknown or cut while a document was recognized.
//!
//! In: [`Recognized`]. Out: findings of extraction. Lost: tables that have nothing to do with performance, which get no
//! finding.

use std::collections::BTreeMap;

use super::unread::{report_rows, report_tables};
use crate::document::Document;
use crate::finding::{DOUBTFUL, Finding, Findings, Location, Severity};
use crate::format::Format;
use crate::limits::{MAX_GRID_SLOTS, MAX_REPEATED_BYTES};
use crate::message::{counted, times};
use crate::recognize::{Cut, Doubt, Entry, Guess, Layout, Recognized, Understood};
use crate::record::{AmountUnit, Project};
use crate::segment::Means;

/// Reports what was guessed, skipped or unknown while the document was recognized.
pub(super) fn report_reading(
    (means, format): (Means, Option<Format>),
    document: &Document,
    recognized: &Recognized,
    findings: &mut Findings,
) {
    report_means(means, format, recognized, findings);
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
                format!("“{label}” stands where a label should and is not in the vocabulary ({}); add it with --vocabulary", times(count)),
            )
        });
    }
    report_guesses(&recognized.guessed_labels, findings);
    report_rows(&recognized.unread_rows, findings);
    report_tables(&recognized.others, findings);
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
                "No performance target table was found ({}, {})",
                counted(tables, "table"),
                counted(paragraphs, "paragraph")
            ),
        ));
    }
}

/// Reports projects without a unit of money that took the one all other projects print.
pub(super) fn report_units(places: &[Location], unit: Option<AmountUnit>, findings: &mut Findings) {
    if let (Some(location), Some(unit)) = (places.first(), unit) {
        let (count, unit) = (places.len(), unit.as_str());
        findings.push(Finding {
            location: *location,
            ..Finding::extraction(
                "amount-unit-inherited",
                Severity::Warning,
                format!("{count} 个项目没有印出金额单位，按同一文件其他项目的“{unit}”折算"),
                format!("{} without a unit of money: that of the other projects of the file, {unit}, was taken", counted(count, "project")),
            )
        });
    }
}

/// Reports a second value under a label that takes one; the first counts.
pub(super) fn second_value(entry: &Entry) -> Finding {
    let label = entry.label.trim();
    Finding {
        evidence: Some(format!("{label} {}", entry.value.trim())),
        location: entry.place,
        ..Finding::extraction(
            "second-value-not-read",
            Severity::Warning,
            format!("同一项目中“{label}”另有一个不同的值，只读取了第一个"),
            format!("“{label}” has another value in the same project; only the first was read"),
        )
    }
}

/// Reports a changed objective: the record holds the original one.
pub(super) fn adjusted_objective(entry: &Entry) -> Finding {
    let label = entry.label.trim();
    Finding {
        evidence: Some(entry.value.trim().to_owned()),
        location: entry.place,
        ..Finding::extraction(
            "column-not-read",
            Severity::Info,
            format!("“{label}”没有对应的字段，只读取了最初的目标"),
            format!(
                "There is no field for “{label}”; the objective that was set at first was read"
            ),
        )
    }
}

/// Reports a cell for dates that holds something else.
pub(super) fn dates_not_understood(entry: &Entry) -> Finding {
    let label = entry.label.trim();
    Finding {
        evidence: Some(entry.value.trim().to_owned()),
        location: entry.place,
        ..Finding::extraction(
            "dates-not-understood",
            Severity::Info,
            format!("“{label}”的内容不是可以确认的日期"),
            format!("What stands at “{label}” is no date for certain"),
        )
    }
}

/// How many rows of a project need a remark, by reason.
#[derive(Debug, Default)]
pub(super) struct IndicatorCounts {
    /// Level 1 was blank and filled in.
    pub(super) filled: usize,
    /// The target is part of the name.
    pub(super) named: usize,
    /// The row has targets of later years.
    pub(super) later: usize,
    /// It is unknown which column holds the target.
    pub(super) not_known: usize,
}

/// Reports what concerns a project's indicators as a whole.
pub(super) fn report_indicators(
    counts: &IndicatorCounts,
    project: &Project,
    findings: &mut Findings,
) {
    let scored = project
        .evaluation
        .as_ref()
        .is_some_and(|evaluation| evaluation.total_score.is_some() || evaluation.grade.is_some());
    // a list of evaluation results has no indicators
    let results = scored && project.layout == Layout::List.as_str();
    let none = usize::from(project.indicators.is_empty() && !results);
    let &IndicatorCounts {
        filled,
        named,
        later,
        not_known,
    } = counts;
    let told = [
        (
            none,
            Severity::Warning,
            "no-indicators",
            "绩效目标表中没有读出任何指标".to_owned(),
            "No indicator was read from this table of performance targets".to_owned(),
        ),
        (
            filled,
            Severity::Info,
            "level1-filled",
            format!("{filled} 行没有印出一级指标，已按上下文补齐（见 level1_source）"),
            format!(
                "{} without level 1: it was filled in (see level1_source)",
                counted(filled, "row")
            ),
        ),
        (
            named,
            Severity::Info,
            "target-in-name",
            format!("表中没有指标值一栏，{named} 个指标值从指标名称中读出"),
            format!(
                "The table has no column for targets; {} read from the indicators' names",
                counted(named, "target")
            ),
        ),
        (
            later,
            Severity::Info,
            "target-of-later-year",
            format!("另有 {later} 个以后年度的指标值没有读取，指标值取本年度的"),
            format!(
                "{} of later years not read; those of the budget year were",
                counted(later, "target")
            ),
        ),
        (
            not_known,
            Severity::Warning,
            "target-column-unknown",
            format!("哪一栏是指标值未能确认（词汇表里没有这些栏名），{not_known} 行没有读取指标值"),
            format!(
                "Which column holds the targets is not known (their labels are not in the vocabulary); not read in {}",
                counted(not_known, "row")
            ),
        ),
    ];
    for (count, severity, code, zh, en) in told {
        if count > 0 {
            findings.push(Finding {
                project_id: Some(project.project_id.clone()),
                location: Location {
                    table: Some(project.source.table_first),
                    ..Location::default()
                },
                ..Finding::extraction(code, severity, zh, en)
            });
        }
    }
}

/// Reports a table that was probably misread: its content is not judged.
pub(super) fn report_doubt(doubt: Doubt, project: &Project, findings: &mut Findings) {
    let (zh, en) = match doubt {
        Doubt::FiguresAsNames => (
            "指标名称一栏多是数字",
            "most names of indicators are figures",
        ),
        Doubt::LevelsAsNames => (
            "指标名称一栏多是指标级别的名称",
            "most names of indicators are names of levels",
        ),
        Doubt::LabelsAsTargets => ("指标值一栏多是表头文字", "most targets are labels"),
        Doubt::WordsAsWeights => ("分值一栏多是文字", "most weights are words"),
        Doubt::LabelAsProject => (
            "项目名称读到的是表头文字或数字",
            "the name of the project is a label or a figure",
        ),
        Doubt::RowsDoNotFit => (
            "有值而没有指标名称的行不少于指标数",
            "as many rows have a value without a name as there are indicators",
        ),
    };
    findings.push(Finding {
        project_id: Some(project.project_id.clone()),
        location: Location {
            table: Some(project.source.table_first),
            ..Location::default()
        },
        ..Finding::extraction(
            DOUBTFUL,
            Severity::Warning,
            format!("表格可能读错了：{zh}；没有检查其内容，请对照原表"),
            format!("The table was probably misread: {en}; its content was not checked, compare it with the file"),
        )
    });
}

/// Reports labels that are not in the vocabulary and were understood by their parts, their place or their content.
fn report_guesses(guesses: &[Guess], findings: &mut Findings) {
    let mut seen: BTreeMap<(&str, &Understood), (usize, Location)> = BTreeMap::new();
    for guess in guesses {
        let key = (guess.label.as_str(), &guess.by);
        seen.entry(key).or_insert((0, guess.place)).0 += 1;
    }
    for ((label, by), (count, location)) in seen {
        let (code, zh, en) = match by {
            Understood::NoField => (
                "label-understood-in-parts",
                format!("词汇表里没有“{label}”，按词义没有对应的字段（{count} 次）"),
                format!(
                    "“{label}” is not in the vocabulary; by its words no field holds what it asks for ({})",
                    times(count)
                ),
            ),
            Understood::Part(known) => (
                "label-understood-in-parts",
                format!("词汇表里没有“{label}”，按“{known}”理解（{count} 次）"),
                format!(
                    "“{label}” is not in the vocabulary and was read as “{known}” ({})",
                    times(count)
                ),
            ),
            Understood::LevelsByContent => (
                "level-columns-guessed",
                format!("“{label}”之下有多列，按内容区分一级、二级、三级指标（{count} 次）"),
                format!(
                    "“{label}” stands above several columns; which of them hold levels 1, 2 and 3 was told by their contents ({})",
                    times(count)
                ),
            ),
            Understood::NameByPlace => (
                "name-column-guessed",
                format!("没有项目名称一栏，按位置把“{label}”读作项目名称（{count} 次）"),
                format!(
                    "No column is labelled as the project's name; “{label}” was taken for it by its place ({count} times)"
                ),
            ),
            Understood::NamesByContent => (
                "name-column-guessed",
                format!("“{label}”之下有两列，按内容区分项目名称和它前面一列（{count} 次）"),
                format!(
                    "“{label}” stands above two columns; what stands in front of the project's name was told by its contents ({})",
                    times(count)
                ),
            ),
            Understood::IndicatorByPlace => (
                "indicator-column-guessed",
                format!("没有三级指标一栏，按位置把“{label}”读作指标名称（{count} 次）"),
                format!(
                    "No column is labelled as the indicator's name; “{label}” was taken for it by its place ({})",
                    times(count)
                ),
            ),
            Understood::SumInList => (
                "amount-from-list",
                format!("项目的表中没有印出金额，预算数“{label}”取自项目清单中的同名一行"),
                format!(
                    "The table of the project prints no amount; its budget “{label}” was taken from the row of its name in a list"
                ),
            ),
            Understood::ActualByPlace => (
                "actual-column-guessed",
                format!("没有完成值一栏，按位置把“{label}”读作完成值（{count} 次）"),
                format!(
                    "No column is labelled as the value reached; “{label}” was taken for it by its place ({})",
                    times(count)
                ),
            ),
            Understood::TargetByPlace => (
                "target-column-guessed",
                format!("没有指标值一栏，按位置把“{label}”读作指标值（{count} 次）"),
                format!(
                    "No column is labelled as the target; “{label}” was taken for it by its place ({})",
                    times(count)
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

/// Reports what exceeded a bound and was cut.
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

/// Reports that several projects of a file were separated by words only. Bookmarks of a table of contents and heading
/// styles separate projects reliably; this file's format could hold them, but it has neither.
fn report_means(
    means: Means,
    format: Option<Format>,
    recognized: &Recognized,
    findings: &mut Findings,
) {
    if recognized.matches.len() < 2 || !format.is_some_and(Format::holds_bookmarks) {
        return;
    }
    let (zh, en) = match means {
        Means::Bookmarks | Means::Headings => return,
        Means::Titles => ("表格标题的文字", "the words of titles"),
        Means::None => ("表格自身的表头", "the tables' own heads"),
    };
    findings.push(Finding::extraction(
        "sections-without-bookmarks",
        Severity::Info,
        format!("没有目录书签和标题样式，项目按{zh}划分"),
        format!("There are no bookmarks of a table of contents and no styles of headings; projects were told apart by {en}"),
    ));
}
