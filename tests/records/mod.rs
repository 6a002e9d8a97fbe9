//! Records built by hand, with every field filled and with texts that are difficult for writers.

use rust_decimal::Decimal;
use yusuan::finding::{Category, Finding, Location, Severity};
use yusuan::format::Format;
use yusuan::record::*;

mod statutory;

/// Texts that look like something else in YAML, CSV, JSON or a spreadsheet.
pub(crate) const TRAPS: &[&str] = &[
    "",
    " ",
    "=8个",
    "-5%",
    "＋1",
    "@a",
    "- a",
    "? a",
    "a: b",
    "a #b",
    "#a",
    "a:",
    "~",
    "null",
    "Yes",
    "off",
    "n",
    "1.0",
    "1_000",
    "0x1F",
    "1e3",
    ".inf",
    "12:30:45",
    "2024-12-31",
    "2024年12月",
    "one\ntwo",
    "one\n\n  two\n",
    "\none",
    " one\ntwo",
    "one \ntwo",
    "tab\there",
    "cr\rlf\r\n",
    "\"quoted\", 'single'",
    "back\\slash",
    "{a}",
    "[a]",
    "&a *b !c",
    "%a",
    "`a`",
    "|",
    ">",
    "---",
    "...",
    "，全角；",
    "\u{3000}全角空格\u{3000}",
    "\u{feff}标记",
    "\u{85}\u{2028}\u{2029}",
    "\u{1}\u{7f}",
    "😀𠮷",
];

pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    Some(text.parse().expect("a decimal"))
}

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn amount(raw: &str, yuan: Option<&str>) -> Option<Amount> {
    Some(Amount {
        raw: raw.to_owned(),
        yuan: yuan.and_then(decimal),
    })
}

fn target() -> Target {
    Target {
        raw: "=8个".to_owned(),
        kind: TargetKind::Number,
        op: Some(Op::Equal),
        op_explicit: true,
        value: decimal("8.00"),
        value_high: None,
        unit: text("个"),
        base_value: None,
        base_value_high: None,
        base_unit: None,
        date_start: text("2024-01-01"),
        date_end: text("2024-12-31"),
        date_precision: Some(DatePrecision::Year),
        text: None,
        flags: vec!["implicit_op".into(), "year_inferred".into()],
    }
}

fn indicator(project: &str) -> Indicator {
    Indicator {
        indicator_id: format!("{project}-i001"),
        seq: 1,
        period: Period::Annual,
        level1: text("产出指标"),
        level2: text("数量指标"),
        level1_raw: text("产出指标"),
        level2_raw: text("数量指标"),
        level1_source: Some(LevelSource::Merged),
        level3: "专线数量".to_owned(),
        description: None,
        description_repeats: true,
        target: target(),
        previous_raw: text("7个"),
        actual: Some(Box::new(target())),
        weight: decimal("10"),
        score: decimal("9.50"),
        direction: Some(Direction::HigherBetter),
        basis: None,
        scoring_rule: None,
        deviation_reason: text("- 无"),
        remark: text("见附件"),
        source: IndicatorSource {
            table: 2,
            row: 3,
            page: Some(4),
        },
    }
}

/// A self-evaluation with every kind of value.
pub(crate) fn project(document: &str) -> Project {
    let project_id = format!("{document}-p01");
    Project {
        indicators: vec![indicator(&project_id)],
        project_id,
        seq: 1,
        kind: ProjectKind::SelfEvaluation,
        heading: text("1.信息系统运维经费绩效目标表"),
        bookmark: text("_Toc_4_4_0000000004"),
        layout: "form".into(),
        project_name: text("信息系统, \"运维\"经费"),
        project_code: None,
        parent_project: text("信息化"),
        budget_unit: Some(Organization {
            code: text("556101"),
            name: text("九三学社天津市委员会"),
        }),
        department: None,
        implementing_unit: None,
        project_attribute: text("□新增项目 ■延续项目"),
        project_class: None,
        fiscal_year: Some(2024),
        fiscal_year_source: Some(YearSource::Heading),
        start_date: text("2024-01-01"),
        end_date: None,
        amount_unit: Some(AmountUnit::TenThousand),
        printing: Printing::Unknown,
        budget: Budget {
            total: amount("11.00", Some("110000.00")),
            fiscal_funds: amount("约10", None),
            ..Budget::default()
        },
        funding: vec![Funding {
            label: "财政资金".to_owned(),
            source: FundingSource::Fiscal,
            expenditure: Some(Expenditure::Basic),
            period: Period::Annual,
            amount: amount("11.00", Some("110000.00")),
            original_amount: None,
            executed: amount("10.45", Some("104500.00")),
            execution_rate: decimal("95.0"),
        }],
        purpose: text("一、运维\n二、专线"),
        objectives: vec!["保证运行".to_owned(), "提高效率".to_owned()],
        objectives_multi_year: Vec::new(),
        objectives_actual: text("已完成"),
        tasks: vec![Task {
            name: "任务".to_owned(),
            content: None,
            amount: None,
            fiscal_funds: amount("8", Some("80000")),
            other_funds: None,
        }],
        tasks_total: amount("9", Some("90000")),
        remark: None,
        evaluation: Some(Evaluation {
            original_budget: amount("11.00", Some("110000.00")),
            execution_rate: decimal("95.0"),
            execution_weight: decimal("10"),
            execution_score: decimal("9.50"),
            ..Evaluation::default()
        }),
        source: ProjectSource {
            table_first: 1,
            table_last: 2,
        },
    }
}

/// A document with one project, a statutory table and a finding.
pub(crate) fn document(path: &str) -> Document {
    let document_id = "0123456789abcdef";
    let project = project(document_id);
    let finding = Finding {
        finding_id: "aabbccdd00112233".to_owned(),
        project_id: Some(project.project_id.clone()),
        category: Category::Content,
        evidence: text("11.00"),
        basis: Some("办法".into()),
        location: Location {
            table: Some(1),
            ..Location::default()
        },
        ..Finding::extraction("sum-mismatch", Severity::Warning, "不符", "does not fit")
    };
    Document {
        document_id: document_id.to_owned(),
        path: path.to_owned(),
        sha256: Some(document_id.repeat(4)),
        bytes: Some(6959),
        format: Some(Format::Text),
        status: Status::Ok,
        error: None,
        title: text("2024年预算"),
        document_type: DocumentType::SelfEvaluation,
        fiscal_year: Some(2024),
        fiscal_year_source: Some(YearSource::Title),
        cells: 0,
        cells_claimed: 0,
        projects: vec![project],
        budget_tables: vec![statutory::table(document_id)],
        findings: vec![finding],
    }
}

/// A document whose file could not be read.
pub(crate) fn failed(path: &str) -> Document {
    yusuan::convert::failed(path, b"", &yusuan::error::Error::Empty)
}
