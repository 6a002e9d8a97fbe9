//! The records that are written: one document with its projects, their indicators and the findings.
//!
//! In: values that the earlier steps have settled. Out: the nested form, field for field and in the order of the output
//! contract; the writers make the flat tables from it. Every typed value keeps its printed text. A line of JSON Lines
//! can be read back with [`serde_json::from_str`], and is then written again with the same bytes.

mod blank;
pub(crate) mod exact;
mod indicator;
mod money;
mod words;

use crate::word::Word;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::blank::blank_record;
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
    /// As given, relative to the directory that was converted, `/` as separator on every system.
    pub path: String,
    /// SHA-256 of the file, hex; null where it could not be read.
    pub sha256: Option<String>,
    /// Size of the file; null where it could not be read.
    pub bytes: Option<u64>,
    /// What the content is, not what the extension says; null where the content is no known format.
    pub format: Option<Format>,
    /// How it went.
    pub status: Status,
    /// Only when failed.
    pub error: Option<ErrorRecord>,
    /// Heading or title of the whole document.
    pub title: Option<String>,
    /// What the document holds.
    pub document_type: DocumentType,
    /// The budget year.
    pub fiscal_year: Option<i32>,
    /// Where the year was found.
    pub fiscal_year_source: Option<YearSource>,
    /// The projects in reading order.
    pub projects: Vec<Project>,
    /// Everything that was repaired, guessed or found wrong.
    pub findings: Vec<Finding>,
}

/// How the reading of a file ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Read.
    Ok,
    /// Read, with an error-level finding of category extraction.
    Partial,
    /// Read, holds no project.
    Empty,
    /// Not read.
    Failed,
}

/// Why a file failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorRecord {
    /// Stable code.
    pub code: String,
    /// What is wrong and what to do, in English.
    pub message: String,
    /// The same in Chinese.
    pub message_zh: String,
}

/// What a document holds.
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

/// Where a fiscal year was found.
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

/// What a table speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProjectKind {
    /// Targets of one project.
    Target,
    /// Self-evaluation of one project.
    SelfEvaluation,
    /// Targets or evaluation of a whole department.
    Department,
}

/// A code and a name, either of which may be missing.
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
    /// Project target, self-evaluation or whole department.
    pub kind: ProjectKind,
    /// The section's heading as printed, bookmarks removed.
    pub heading: Option<String>,
    /// The `_Toc` bookmark that opens the section.
    pub bookmark: Option<String>,
    /// Id of the layout that matched.
    pub layout: Word,
    /// The project's name.
    pub project_name: Option<String>,
    /// The project code, cut off the name when glued to it.
    pub project_code: Option<String>,
    /// 一级项目名称: the project this one is a part of.
    pub parent_project: Option<String>,
    /// 预算单位 / 单位名称.
    pub budget_unit: Option<Organization>,
    /// 主管部门.
    pub department: Option<Organization>,
    /// 实施单位.
    pub implementing_unit: Option<String>,
    /// 项目属性, 项目性质, as printed: new, continued, once.
    pub project_attribute: Option<String>,
    /// 项目类别, 项目类型, as printed.
    pub project_class: Option<String>,
    /// The budget year.
    pub fiscal_year: Option<i32>,
    /// Where the year was found.
    pub fiscal_year_source: Option<YearSource>,
    /// ISO date.
    #[schemars(extend("format" = "date"))]
    pub start_date: Option<String>,
    /// ISO date.
    #[schemars(extend("format" = "date"))]
    pub end_date: Option<String>,
    /// The unit printed for this project: 元, 千元, 万元 or 亿元.
    pub amount_unit: Option<AmountUnit>,
    /// The budget figures.
    pub budget: Budget,
    /// Every printed funding line.
    pub funding: Vec<Funding>,
    /// 资金用途 / 项目概况.
    pub purpose: Option<String>,
    /// Annual objectives, one entry each where they are numbered, the number removed.
    pub objectives: Vec<String>,
    /// Objectives of the whole period.
    pub objectives_multi_year: Vec<String>,
    /// 实际完成情况: what a self-evaluation says became of the objectives.
    pub objectives_actual: Option<String>,
    /// The indicators in reading order.
    pub indicators: Vec<Indicator>,
    /// 年度主要任务 of whole-department tables.
    pub tasks: Vec<Task>,
    /// 金额合计: the total printed below the tasks.
    pub tasks_total: Option<Amount>,
    /// Figures of a self-evaluation.
    pub evaluation: Option<Evaluation>,
    /// 备注 of the project.
    pub remark: Option<String>,
    /// Where it stands.
    pub source: ProjectSource,
}

/// One year or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The budget year.
    Annual,
    /// Several years.
    MultiYear,
}

/// The tables a project stands in, 1-based, in reading order; tables inside tables are counted after their parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectSource {
    /// First table.
    pub table_first: u32,
    /// Last table.
    pub table_last: u32,
}
