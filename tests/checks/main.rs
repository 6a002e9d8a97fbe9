//! Every content rule has a case that fires, one that must stay silent, and one that cannot be evaluated.

mod build;
mod cases;
mod command;
mod samples;
mod statutory;
mod statutory_cases;
mod target;

use std::collections::BTreeSet;

use build::{Built, build};
use yusuan::check::{RULES, Thresholds, check};
use yusuan::document::{Block, Document, Paragraph};
use yusuan::finding::{Category, Finding, Findings};
use yusuan::table::{TableBuilder, Vertical};
use yusuan::vocabulary::Vocabulary;

/// Rules whose inputs are printed text; they can always be evaluated.
const ALWAYS_EVALUABLE: &[&str] = &[
    "description-equals-name",
    "empty-slot",
    "template-residue",
    "text-noise",
    "vague-qualitative",
    "scale-instead-of-target",
    "malformed-value",
    "budget-precision-mixed",
    "budget-blank-without-note",
    "budget-note-contradicts",
    "budget-note-template",
    "budget-unit-missing",
    "budget-unit-conflict",
];

fn findings(built: &Built, document: &Document) -> Vec<Finding> {
    findings_by(Vocabulary::builtin(), built, document)
}

fn findings_by(vocabulary: &Vocabulary, built: &Built, document: &Document) -> Vec<Finding> {
    let mut findings = Findings::default();
    findings.extend(built.record.findings.iter().cloned());
    check(
        &built.record,
        &built.places,
        document,
        vocabulary,
        &Thresholds::default(),
        &mut findings,
    );
    let mut findings = findings.seal(&built.record.document_id);
    findings.retain(|finding| finding.category == Category::Content);
    findings
}

/// The severities of a rule's findings, in order.
fn severities(findings: &[Finding], code: &str) -> String {
    let of_rule = findings.iter().filter(|finding| finding.code == code);
    let words: Vec<&str> = of_rule.map(|finding| finding.severity.as_str()).collect();
    words.join(" ")
}

/// The cases of both forms.
fn all_cases() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    cases::CASES.iter().chain(statutory_cases::CASES)
}

/// The findings about a case, in the form of its rule.
fn findings_of(code: &str, text: &str) -> Vec<Finding> {
    if !code.starts_with("budget-") || code == "budget-missing-or-zero" {
        return findings(&build(text), &Document::default());
    }
    let (record, document) = statutory::build(text, build::blank_document());
    let places = Vec::new();
    findings(&Built { record, places }, &document)
}

#[test]
fn every_case_gives_the_findings_it_names() {
    let mut failures = Vec::new();
    for (code, expected, text) in all_cases() {
        let found = findings_of(code, text);
        let actual = severities(&found, code);
        if actual != *expected {
            let messages: Vec<&str> = found
                .iter()
                .filter(|finding| finding.code == *code)
                .map(|finding| finding.message_zh.as_str())
                .collect();
            failures.push(format!(
                "{code}: expected {expected:?}, found {actual:?} {messages:?}\n{text}"
            ));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// 内含 is no word of the program for "of which": a user adds it, and then the line is a part for the rule too.
#[test]
fn the_rules_know_the_words_of_the_user() {
    let mut built = build("unit 万元\nbudget 100.00\nfund fiscal 100.00\nfund other 30.00");
    built.record.projects[0].funding[1].label = "内含：上级补助".to_owned();
    let mut words = Vocabulary::builtin().clone();
    words.extend("prefixes: [内含]").unwrap();
    for (words, expected) in [(Vocabulary::builtin(), "error"), (&words, "")] {
        let found = findings_by(words, &built, &Document::default());
        assert_eq!(severities(&found, "funding-parts-mismatch"), expected);
    }
}

#[test]
fn every_rule_has_a_case_of_every_kind() {
    let in_tables = ["template-residue", "row-shape-anomaly", "text-noise"];
    let mut missing = Vec::new();
    for rule in RULES {
        let has = |wanted: fn(&str) -> bool| {
            all_cases().any(|(code, expected, _)| *code == rule.code && wanted(expected))
        };
        let kinds = [
            (
                "fires",
                has(|e| !e.is_empty() && !e.contains("not_evaluable")),
            ),
            ("stays silent", has(str::is_empty)),
            (
                "is not evaluable",
                has(|e| e.contains("not_evaluable")) || ALWAYS_EVALUABLE.contains(&rule.code),
            ),
        ];
        for (kind, there) in kinds {
            if !there && !in_tables.contains(&rule.code) {
                missing.push(format!("{} {kind}", rule.code));
            }
        }
    }
    assert!(missing.is_empty(), "no case: {missing:?}");
}

#[test]
fn findings_are_complete_and_speak_both_languages() {
    let mut ids = BTreeSet::new();
    for (code, _, text) in all_cases() {
        ids.clear();
        for finding in findings_of(code, text) {
            assert_eq!(finding.category, Category::Content);
            assert!(!finding.message_zh.is_empty() && !finding.message_en.is_empty());
            assert!(finding.basis.is_some(), "{}", finding.code);
            assert!(ids.insert(finding.finding_id.clone()), "{finding:?}");
        }
    }
}

#[test]
fn what_cannot_be_evaluated_is_told_once_for_each_project() {
    let built =
        build("budget ?\n|成本指标|经济成本指标|甲费|3万元\n|成本指标|经济成本指标|乙费|4万元");
    let found = findings(&built, &Document::default());
    assert_eq!(severities(&found, "cost-exceeds-budget"), "not_evaluable");
    let unclear = found
        .iter()
        .find(|finding| finding.code == "cost-exceeds-budget")
        .unwrap();
    assert!(
        unclear.message_zh.contains("共2处"),
        "{}",
        unclear.message_zh
    );
}

#[test]
fn the_two_figures_and_their_place_are_in_the_finding() {
    let built = build(
        "budget 11.00\npurpose 用于系统维护费1.3万元，用于网站维护费7万元，用于专线服务费3.7万元。\n\
        |产出指标|成本指标|系统年费|1.3万元\n|产出指标|成本指标|网站年费|7万元\n|产出指标|成本指标|专线通讯费|2.7万元",
    );
    let found = findings(&built, &Document::default());
    let of = |code: &str| found.iter().find(|finding| finding.code == code).unwrap();
    let sum = of("purpose-sum-mismatch");
    assert_eq!(sum.operand_a.as_deref(), Some("12.00万元"));
    assert_eq!(sum.operand_b.as_deref(), Some("11.00万元"));
    assert_eq!(sum.difference.as_deref(), Some("1.00万元"));
    assert_eq!(sum.location, build::at(1, 2, 2));
    let hint = of("single-substitution-hint");
    assert_eq!(hint.evidence.as_deref(), Some("3.7万元"));
    assert_eq!(hint.operand_b.as_deref(), Some("2.70万元"));
    assert!(
        hint.indicator_id
            .as_deref()
            .is_some_and(|id| id.ends_with("-i003"))
    );
}

#[test]
fn messages_say_what_the_figures_say() {
    for (code, text, zh, en) in [
        (
            "funding-parts-mismatch",
            "budget 0\nfund fiscal 90",
            "合计为90.00万元，相差90.00万元",
            "a difference of 90.00万元",
        ),
        (
            "impossible-bound",
            "|产出指标|质量指标|覆盖率|>100%",
            "不可能超过100%",
            "cannot exceed 100%",
        ),
        (
            "impossible-bound",
            "|产出指标|质量指标|覆盖率|≥100%",
            "只有恰好100%才能达到",
            "only exactly 100% can meet",
        ),
    ] {
        let found = findings(&build(text), &Document::default());
        let finding = found.iter().find(|finding| finding.code == code).unwrap();
        assert!(finding.message_zh.contains(zh), "{}", finding.message_zh);
        assert!(finding.message_en.contains(en), "{}", finding.message_en);
    }
}

/// A document with one table; `table_first` of the built project covers it.
fn document_of(rows: &[&[&str]]) -> Document {
    let mut builder = TableBuilder::new();
    for row in rows {
        builder.start_row(None, 0);
        for text in *row {
            builder.cell(
                vec![Block::Paragraph(Paragraph::new(*text))],
                1,
                Vertical::Rows(1),
            );
        }
    }
    Document {
        title: None,
        blocks: vec![
            Block::Paragraph(Paragraph::new("标题")),
            Block::Table(builder.finish()),
        ],
    }
}

#[test]
fn leftovers_of_the_template_are_told_once_for_each_kind() {
    for (rows, expected) in [
        (
            vec![
                vec!["指标1：种植苗木", "≥**株"],
                vec!["指标2：成活率", "≥90%"],
            ],
            "warning warning",
        ),
        (vec![vec!["……", "……"]], "warning"),
        (vec![vec!["年度目标（100字以内）"]], "warning"),
        (
            vec![vec!["种植苗木", "≥30株"], vec!["完成等工作……并验收"]],
            "",
        ),
        // the numbers separate the indicators of one cell
        (
            vec![vec!["指标1：种植苗木\n指标2：成活率", "≥30株\n≥90%"]],
            "",
        ),
        (vec![vec!["指标1：种植苗木\n指标2：", "≥30株"]], "warning"),
    ] {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let found = findings(&build("name 甲"), &document_of(&rows));
        assert_eq!(severities(&found, "template-residue"), expected, "{rows:?}");
    }
}

#[test]
fn untidy_text_is_told_once_for_the_document() {
    for (rows, expected) in [
        (
            vec![
                vec!["其中：财政    资金", "11.00"],
                vec!["完成活动.2023年", "≥98％"],
            ],
            "info",
        ),
        (
            vec![vec!["其中：财政资金", "11.00"], vec!["完成活动。", "≥98%"]],
            "",
        ),
    ] {
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let found = findings(&build("name 甲"), &document_of(&rows));
        assert_eq!(severities(&found, "text-noise"), expected, "{rows:?}");
    }
}

#[test]
fn rows_of_another_shape_are_told_once_for_the_table() {
    let in_table_1 = |text: &str| {
        let mut built = build(text);
        for indicator in &mut built.record.projects[0].indicators {
            indicator.source.table = 1;
        }
        built
    };
    let four = "|产出指标|数量指标|甲|1个\n|产出指标|质量指标|乙|合格\n|效益指标|社会效益|丙|好\n|效益指标|社会效益|丁|好";
    let row: &[&str] = &["a", "b", "c"];
    let short: &[&str] = &["a", "b"];
    for (rows, expected) in [
        (vec![row, row, row, row], ""),
        (vec![row, row, short, row], "warning"),
        (vec![row, row, short, short], "not_evaluable"),
    ] {
        let found = findings(&in_table_1(four), &document_of(&rows));
        assert_eq!(severities(&found, "row-shape-anomaly"), expected);
    }
}

#[test]
fn the_documentation_is_what_the_rules_say() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md");
    let expected = yusuan::check::markdown();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &expected).unwrap();
    }
    let actual = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        actual == expected,
        "docs/checks.md is out of date: run the tests with BLESS=1"
    );
}

#[test]
fn numbers_that_nobody_means_are_told_and_not_calculated_with() {
    let huge = "79228162514264337593543950335";
    let text = format!(
        "unit 元\nbudget {huge}\nmulti {huge}\nfund fiscal {huge}\nfund other {huge}\nexecuted {huge} {huge} {huge}\ntotal {huge}\n\
         purpose 办公费{huge}元，印刷费{huge}元\n\
         |产出指标|数量指标|培训人数|≥{huge}人|weight={huge} score={huge} actual={huge}人\n\
         |产出指标|成本指标|培训成本|≤{huge}元/人|weight={huge} score={huge}\n\
         |产出指标|成本指标|印刷成本|≤{huge}元\n|产出指标|成本指标|办公成本|≤{huge}元\n|满意度指标|满意度|群众满意度|≥-{huge}%"
    );
    let found = findings(&build(&text), &Document::default());
    assert!(severities(&found, "malformed-value").starts_with("warning"));
    assert_eq!(
        severities(&found, "funding-parts-mismatch"),
        "not_evaluable"
    );
}
