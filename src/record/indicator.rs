//! One indicator: its levels, its target, and what was reached.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Period;
use crate::word::Word;

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
    pub actual: Option<Box<Target>>,
    /// Weight or points.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// Points reached.
    #[serde(with = "super::exact")]
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
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// Only for range, tolerance and ratio.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub value_high: Option<Decimal>,
    /// Canonical unit.
    pub unit: Option<String>,
    /// Money in yuan (unit 元), percent as a plain ratio (unit 1: 95 % is 0.95), counts in 万 or 亿 multiplied out.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub base_value: Option<Decimal>,
    /// The same of `value_high`.
    #[serde(with = "super::exact")]
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

/// The row an indicator stands in, 1-based.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorSource {
    /// The table.
    pub table: u32,
    /// Row as laid out in that table.
    pub row: u32,
    /// Page, for PDF.
    pub page: Option<u32>,
}
