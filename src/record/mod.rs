//! The records that are written: one document with its projects, their indicators and the findings.
//!
//! In: values that the earlier steps have settled. Out: the nested form, field for field and in the order of the output
//! contract; the writers make the flat tables from it. Every typed value keeps its printed text. A line of JSON Lines
//! can be read back with [`serde_json::from_str`], and is then written again with the same bytes.

mod blank;
mod budget_table;
pub(crate) mod exact;
mod indicator;
mod money;
mod words;

use crate::word::Word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::blank::blank_record;
pub use self::budget_table::{
    AmountUnitSource, Breakdown, BudgetLine, BudgetLineSource, BudgetTable, BudgetTableKind,
    BudgetTableSource, EconomicKind, Fund, KindSource, Phase, RowKind, Scope, Side, Spending,
    Stage, TableStatus, ThreePublicItem, ValueKind,
};
pub use self::indicator::{
    DatePrecision, Direction, Indicator, IndicatorSource, LevelSource, Op, Target, TargetKind,
};
pub use self::money::{
    Amount, AmountUnit, Budget, Evaluation, Expenditure, Funding, FundingSource, Task,
};
use crate::finding::Finding;
use crate::format::Format;

/// One input file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// First 16 hex digits of the SHA-256 of the file; of its path where the file could not be read.
    pub document_id: String,
    /// Path of the file relative to the directory that was converted; the separator is `/` on every system.
    pub path: String,
    /// SHA-256 of the file, hex; null where it could not be read.
    pub sha256: Option<String>,
    /// Size of the file; null where it could not be read.
    pub bytes: Option<u64>,
    /// The format of the content, whatever the extension says; null where it is unknown.
    pub format: Option<Format>,
    /// The result of reading.
    pub status: Status,
    /// Why the file could not be read; null unless it failed.
    pub error: Option<ErrorRecord>,
    /// Heading or title of the whole document.
    pub title: Option<String>,
    /// What the document contains.
    pub document_type: DocumentType,
    /// The budget year.
    pub fiscal_year: Option<i32>,
    /// The source of the year.
    pub fiscal_year_source: Option<YearSource>,
    /// Cells with text in the tables of the projects.
    #[serde(default)]
    pub cells: u64,
    /// Those of them that a field, a label, a title, a filler or a finding accounts for.
    #[serde(default)]
    pub cells_claimed: u64,
    /// The projects in reading order.
    pub projects: Vec<Project>,
    /// The statutory tables in reading order; empty where the record was written before they were read.
    #[serde(default)]
    pub budget_tables: Vec<BudgetTable>,
    /// The findings: repairs and assumptions made while reading, and errors in the document.
    pub findings: Vec<Finding>,
}

/// The result of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Read.
    Ok,
    /// Read, with an error-level finding of category extraction.
    Partial,
    /// Read, but without a project.
    Empty,
    /// Not read.
    Failed,
}

/// Why a file failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRecord {
    /// The code of the error; it never changes.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// What is wrong and what to do, in Chinese.
    pub message_zh: String,
}

/// What a document contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentType {
    /// Targets of projects or of a whole department.
    Target,
    /// Self-evaluations.
    SelfEvaluation,
    /// Both.
    Mixed,
    /// Neither.
    Other,
}

/// The source of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum YearSource {
    /// The document's title.
    Title,
    /// A section's heading or a table's title.
    Heading,
    /// Running text: objectives, purpose.
    Text,
    /// Dates among the target values.
    TargetDate,
    /// Another project of the same document.
    Sibling,
    /// The file's name.
    FileName,
    /// Given by the user.
    Option,
}

/// The subject of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProjectKind {
    /// Targets of one project.
    Target,
    /// Self-evaluation of one project.
    SelfEvaluation,
    /// Targets or evaluation of a whole department.
    Department,
}

/// The code and the name of an organization; either may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// The unit code, digits only.
    pub code: Option<String>,
    /// The name.
    pub name: Option<String>,
}

/// One project, or one whole department.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    /// `{document_id}-p{NN}`.
    pub project_id: String,
    /// 1, 2, … in reading order.
    pub seq: u32,
    /// Targets of a project, its self-evaluation, or the targets or evaluation of a whole department.
    pub kind: ProjectKind,
    /// The heading of the section as printed, without bookmarks.
    pub heading: Option<String>,
    /// The `_Toc` bookmark at the beginning of the section.
    pub bookmark: Option<String>,
    /// The identifier of the layout.
    pub layout: Word,
    /// The project's name.
    pub project_name: Option<String>,
    /// The project code, also where it is printed in front of the name.
    pub project_code: Option<String>,
    /// The parent project (一级项目名称).
    pub parent_project: Option<String>,
    /// The budget unit (预算单位 / 单位名称).
    pub budget_unit: Option<Organization>,
    /// The supervising department (主管部门).
    pub department: Option<Organization>,
    /// The implementing unit (实施单位).
    pub implementing_unit: Option<String>,
    /// The attribute of the project as printed (项目属性, 项目性质): new, continued or one-off.
    pub project_attribute: Option<String>,
    /// The class of the project as printed (项目类别, 项目类型).
    pub project_class: Option<String>,
    /// The budget year.
    pub fiscal_year: Option<i32>,
    /// The source of the year.
    pub fiscal_year_source: Option<YearSource>,
    /// The first day of the project (ISO 8601).
    #[schemars(extend("format" = "date"))]
    pub start_date: Option<String>,
    /// The last day of the project (ISO 8601).
    #[schemars(extend("format" = "date"))]
    pub end_date: Option<String>,
    /// The unit of money printed for this project: 元, 千元, 万元 or 亿元.
    pub amount_unit: Option<AmountUnit>,
    /// Whether an earlier document of the run has this project already; only the flat tables say it.
    #[serde(skip)]
    pub printing: Printing,
    /// The budget.
    pub budget: Budget,
    /// The funding lines as printed.
    pub funding: Vec<Funding>,
    /// The purpose of the money (资金用途 / 项目概况).
    pub purpose: Option<String>,
    /// The annual objectives: where they are numbered, one entry for each, without its number.
    pub objectives: Vec<String>,
    /// The objectives of the whole period.
    pub objectives_multi_year: Vec<String>,
    /// The achievement of the objectives as described in a self-evaluation (实际完成情况).
    pub objectives_actual: Option<String>,
    /// The indicators in reading order.
    pub indicators: Vec<Indicator>,
    /// The main tasks of a whole department (年度主要任务).
    pub tasks: Vec<Task>,
    /// The total printed below the tasks (金额合计).
    pub tasks_total: Option<Amount>,
    /// The figures of a self-evaluation.
    pub evaluation: Option<Evaluation>,
    /// The remark on the project (备注).
    pub remark: Option<String>,
    /// The place of the project in the file.
    pub source: ProjectSource,
}

/// What the documents before a project say of it. A record by itself does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Printing {
    /// No document before it has been asked.
    #[default]
    Unknown,
    /// No document before it has the same content.
    First,
    /// An earlier document has the same content in the project of this id.
    Repeats(String),
}

impl Project {
    /// True where the budget may be added to those of other projects; `None` where the other documents are unknown.
    pub fn counts_in_total(&self) -> Option<bool> {
        match self.printing {
            Printing::Unknown => None,
            Printing::First => Some(self.kind == ProjectKind::Target),
            Printing::Repeats(_) => Some(false),
        }
    }
}

/// The budget year, or several years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The budget year.
    Annual,
    /// Several years.
    MultiYear,
}

/// The tables of a project, counted from 1 in reading order; a table inside another one is counted after it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectSource {
    /// The first table of the project.
    pub table_first: u32,
    /// The last table of the project.
    pub table_last: u32,
}
