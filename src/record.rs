//! The records that are written: one document with its projects, their indicators and the findings.
//!
//! In: nothing but values that the steps before have settled. Out: the nested form, field for field and in the order of
//! the output contract; the flat tables are made from it by the writers. Raw text stands beside every typed value.
//! A line of JSON Lines is read back with [`serde_json::from_str`] and is written again with the same bytes.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::format::Format;

/// A word the program knows: borrowed from it, or owned where a record was read back.
pub type Word = Cow<'static, str>;

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

/// A printed unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountUnit {
    /// 1 yuan.
    Yuan,
    /// 1,000 yuan.
    Thousand,
    /// 10,000 yuan.
    TenThousand,
    /// 100,000,000 yuan.
    HundredMillion,
}

/// Money as printed and in yuan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// As printed.
    pub raw: String,
    /// Exact, in yuan; null where the text is no amount or its unit is unknown.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub yuan: Option<Decimal>,
}

/// The budget of one project. A blank cell is null, never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// This year's budget.
    pub total: Option<Amount>,
    /// 财政资金, 财政拨款.
    pub fiscal_funds: Option<Amount>,
    /// 其他资金.
    pub other_funds: Option<Amount>,
    /// 上年结转.
    pub carryover: Option<Amount>,
    /// The whole period's total, never mixed up with `total`.
    pub multi_year_total: Option<Amount>,
}

/// Where money comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum FundingSource {
    Fiscal,
    GeneralPublic,
    GovernmentFund,
    StateCapital,
    SpecialAccount,
    UnitOwn,
    Carryover,
    Central,
    Provincial,
    Municipal,
    County,
    Other,
}

/// One year or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// The budget year.
    Annual,
    /// Several years.
    MultiYear,
}

/// One printed funding line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Funding {
    /// As printed.
    pub label: String,
    /// What the label means.
    pub source: FundingSource,
    /// One year or several.
    pub period: Period,
    /// This year's; null when the cell is blank.
    pub amount: Option<Amount>,
    /// 年初预算数 of the line, where a self-evaluation prints it beside the adjusted budget.
    pub original_amount: Option<Amount>,
    /// 执行数 of the line, for self-evaluations.
    pub executed: Option<Amount>,
    /// 执行率 of the line as printed, in percent.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
}

/// Where a level came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LevelSource {
    /// Printed in this row.
    Printed,
    /// A merged cell that covers this row.
    Merged,
    /// Carried from a neighbouring row because the merge was lost.
    Carried,
    /// Inferred from level 2.
    Inferred,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 正向.
    HigherBetter,
    /// 反向.
    LowerBetter,
}

/// One indicator with its target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Indicator {
    /// `{project_id}-i{NNN}`.
    pub indicator_id: String,
    /// 1, 2, … within the project.
    pub seq: u32,
    /// One year or several.
    pub period: Period,
    /// Canonical level-1 name.
    pub level1: Option<String>,
    /// Canonical level-2 name.
    pub level2: Option<String>,
    /// As printed, line breaks removed.
    pub level1_raw: Option<String>,
    /// As printed, line breaks removed.
    pub level2_raw: Option<String>,
    /// Where level 1 came from.
    pub level1_source: Option<LevelSource>,
    /// The indicator's own name.
    pub level3: String,
    /// null where it only repeats `level3`.
    pub description: Option<String>,
    /// A description column exists and repeats `level3`.
    pub description_repeats: bool,
    /// The target value.
    pub target: Target,
    /// Last year's value where printed.
    pub previous_raw: Option<String>,
    /// What was reached, for self-evaluations.
    pub actual: Option<Target>,
    /// Weight or points.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Points reached.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub score: Option<Decimal>,
    /// Which way is better, where printed.
    pub direction: Option<Direction>,
    /// What the target rests on.
    pub basis: Option<String>,
    /// How points are given.
    pub scoring_rule: Option<String>,
    /// Why the target was missed.
    pub deviation_reason: Option<String>,
    /// 备注.
    pub remark: Option<String>,
    /// Where it stands.
    pub source: IndicatorSource,
}

/// What kind of value a target is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TargetKind {
    Number,
    Range,
    Tolerance,
    Ratio,
    Date,
    Period,
    Recurrence,
    Boolean,
    Scale,
    Text,
    Multi,
    Placeholder,
    #[default]
    Empty,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Op {
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    Equal,
    About,
    Within,
}

/// The precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum DatePrecision {
    Day,
    Month,
    Quarter,
    Half,
    Year,
}

/// A target value: the printed text and what it means.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// Exactly as printed; a value split over columns is joined in the order operator, value, unit.
    pub raw: String,
    /// What kind of value.
    pub kind: TargetKind,
    /// How it is compared.
    pub op: Option<Op>,
    /// The author wrote the operator.
    pub op_explicit: bool,
    /// Exact, scale kept.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// Only for range, tolerance and ratio.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub value_high: Option<Decimal>,
    /// Canonical unit.
    pub unit: Option<String>,
    /// Money in yuan (unit 元), percent as a plain ratio (unit 1: 95 % is 0.95), counts in 万 or 亿 multiplied out.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub base_value: Option<Decimal>,
    /// The same of `value_high`.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub base_value_high: Option<Decimal>,
    /// The unit of `base_value`.
    pub base_unit: Option<String>,
    /// ISO date of the first day meant.
    #[schemars(extend("format" = "date"))]
    pub date_start: Option<String>,
    /// ISO date of the last day meant.
    #[schemars(extend("format" = "date"))]
    pub date_end: Option<String>,
    /// How precise the date is.
    pub date_precision: Option<DatePrecision>,
    /// The words of a qualitative target.
    pub text: Option<String>,
    /// What was noticed while parsing.
    pub flags: Vec<Word>,
}

/// One task of a whole department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// 任务名称.
    pub name: String,
    /// 主要内容.
    pub content: Option<String>,
    /// 预算金额.
    pub amount: Option<Amount>,
    /// Of that, 财政拨款.
    pub fiscal_funds: Option<Amount>,
    /// Of that, 其他资金.
    pub other_funds: Option<Amount>,
}

/// Figures of a self-evaluation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evaluation {
    /// 年初预算数.
    pub original_budget: Option<Amount>,
    /// 全年预算数.
    pub annual_budget: Option<Amount>,
    /// 全年执行数.
    pub executed: Option<Amount>,
    /// 执行率 as printed, in percent: 95 % is 95.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
    /// The points there are for the execution of the budget.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_weight: Option<Decimal>,
    /// The points reached of them.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_score: Option<Decimal>,
    /// 总分.
    #[serde(with = "exact")]
    #[schemars(with = "Option<f64>")]
    pub total_score: Option<Decimal>,
    /// 自评等级.
    pub grade: Option<String>,
}

/// The tables a project stands in, 1-based, in reading order; tables inside tables are counted after their parent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProjectSource {
    /// First table.
    pub table_first: u32,
    /// Last table.
    pub table_last: u32,
}

/// The row an indicator stands in, 1-based.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorSource {
    /// The table.
    pub table: u32,
    /// Row as laid out in that table.
    pub row: u32,
}

/// Decimals as JSON numbers with their scale, never through a binary float. The raw value is understood by serializers
/// and deserializers of `serde_json` text only; the YAML is written from that text.
pub(crate) mod exact {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
    use serde_json::value::RawValue;

    pub(crate) fn serialize<S: Serializer>(
        value: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let Some(value) = value else {
            return serializer.serialize_none();
        };
        RawValue::from_string(value.to_string())
            .map_err(ser::Error::custom)?
            .serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        let number: Option<Box<RawValue>> = Deserialize::deserialize(deserializer)?;
        number
            .map(|number| Decimal::from_str_exact(number.get()).map_err(de::Error::custom))
            .transpose()
    }
}
