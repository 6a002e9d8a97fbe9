//! One indicator: its levels, its target and its actual value.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Period;
use crate::word::Word;

/// How a level was found.
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

/// Whether a higher or a lower value is better.
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
    /// The period of the target: the budget year, or several years.
    pub period: Period,
    /// Canonical name of the level-1 indicator.
    pub level1: Option<String>,
    /// Canonical name of the level-2 indicator.
    pub level2: Option<String>,
    /// The level-1 indicator as printed, without line breaks.
    pub level1_raw: Option<String>,
    /// The level-2 indicator as printed, without line breaks.
    pub level2_raw: Option<String>,
    /// How level 1 was found.
    pub level1_source: Option<LevelSource>,
    /// The name of the indicator (level 3).
    pub level3: String,
    /// The description of the indicator; null where it only repeats `level3`.
    pub description: Option<String>,
    /// True where the form has a column for descriptions and it repeats `level3`.
    pub description_repeats: bool,
    /// The target value.
    pub target: Target,
    /// Last year's value as printed; null where the form has none.
    pub previous_raw: Option<String>,
    /// The actual value; self-evaluations only.
    pub actual: Option<Box<Target>>,
    /// The weight of the indicator, or its maximum score.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub weight: Option<Decimal>,
    /// The score awarded.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub score: Option<Decimal>,
    /// Whether a higher or a lower value is better; null where the form does not say.
    pub direction: Option<Direction>,
    /// The basis on which the target was set.
    pub basis: Option<String>,
    /// The scoring rule.
    pub scoring_rule: Option<String>,
    /// The reason given for a deviation from the target.
    pub deviation_reason: Option<String>,
    /// The remark in the row (备注).
    pub remark: Option<String>,
    /// The row of the indicator in the file.
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

impl TargetKind {
    /// True for a number, a date, or another target that can be measured.
    pub fn is_quantified(self) -> bool {
        match self {
            Self::Number
            | Self::Range
            | Self::Tolerance
            | Self::Ratio
            | Self::Date
            | Self::Period
            | Self::Recurrence => true,
            Self::Boolean
            | Self::Scale
            | Self::Text
            | Self::Multi
            | Self::Placeholder
            | Self::Empty => false,
        }
    }
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
    /// The value exactly as printed; where it is split over columns, operator, value and unit are joined in this order.
    pub raw: String,
    /// The kind of value.
    pub kind: TargetKind,
    /// The comparison operator.
    pub op: Option<Op>,
    /// True where the operator is printed, false where it is inferred.
    pub op_explicit: bool,
    /// The number, exact and with its printed scale; for a range, its lower end.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// The second number of a range, a tolerance or a ratio.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub value_high: Option<Decimal>,
    /// The canonical unit.
    pub unit: Option<String>,
    /// The number in a base unit: money in yuan (元), a percentage as a ratio (unit 1: 95 % is 0.95), counts in 万 or 亿
    /// multiplied out.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub base_value: Option<Decimal>,
    /// `value_high` in the same base unit.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub base_value_high: Option<Decimal>,
    /// The unit of `base_value`.
    pub base_unit: Option<String>,
    /// The first day of the date or period (ISO 8601).
    #[schemars(extend("format" = "date"))]
    pub date_start: Option<String>,
    /// The last day of the date or period (ISO 8601).
    #[schemars(extend("format" = "date"))]
    pub date_end: Option<String>,
    /// The precision of the date.
    pub date_precision: Option<DatePrecision>,
    /// The text of a qualitative value.
    pub text: Option<String>,
    /// Peculiarities of the printed value, such as a missing operator.
    pub flags: Vec<Word>,
}

/// The place of an indicator in the file; numbers start at 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorSource {
    /// The number of the table in the document.
    pub table: u32,
    /// The number of the row in that table, counted on the grid.
    pub row: u32,
    /// Page, for PDF.
    pub page: Option<u32>,
}
