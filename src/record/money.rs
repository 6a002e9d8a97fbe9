//! Money: amounts, the budget and its lines, tasks, and the figures of a self-evaluation.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Period;

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

impl AmountUnit {
    /// From small to large.
    pub const ALL: [Self; 4] = [
        Self::Yuan,
        Self::Thousand,
        Self::TenThousand,
        Self::HundredMillion,
    ];

    /// How many yuan one of the unit is.
    pub fn factor(self) -> Decimal {
        Decimal::from(match self {
            Self::Yuan => 1_u32,
            Self::Thousand => 1_000,
            Self::TenThousand => 10_000,
            Self::HundredMillion => 100_000_000,
        })
    }
}

/// Money as printed and in yuan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// As printed.
    pub raw: String,
    /// Exact, in yuan; null where the text is not an amount or its unit is unknown.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub yuan: Option<Decimal>,
}

/// The budget of one project. A blank cell is null, never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// This year's budget.
    pub total: Option<Amount>,
    /// Fiscal funds, or the fiscal appropriation (财政资金, 财政拨款).
    pub fiscal_funds: Option<Amount>,
    /// Other funds (其他资金).
    pub other_funds: Option<Amount>,
    /// Carry-over from last year (上年结转).
    pub carryover: Option<Amount>,
    /// The total of the whole period; never copied into `total`.
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

/// What money is spent on, in the lines of a whole department: 基本支出, 项目支出.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Expenditure {
    Basic,
    Project,
}

/// One printed funding line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Funding {
    /// As printed.
    pub label: String,
    /// The source that the label names; `other` where it names none.
    pub source: FundingSource,
    /// The type of expenditure, where the line names one instead of a source. Such a line divides the same money again:
    /// do not add it to the lines of the sources.
    pub expenditure: Option<Expenditure>,
    /// The period of the line: the budget year, or several years.
    pub period: Period,
    /// The amount of the line; null where the cell is blank.
    pub amount: Option<Amount>,
    /// The original budget of the line (年初预算数), where a self-evaluation prints it next to the adjusted budget.
    pub original_amount: Option<Amount>,
    /// The amount spent (执行数); self-evaluations only.
    pub executed: Option<Amount>,
    /// The execution rate of the line as printed (执行率), in percent.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
}

/// One task of a whole department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// The name of the task (任务名称).
    pub name: String,
    /// The content of the task (主要内容).
    pub content: Option<String>,
    /// The budget of the task (预算金额).
    pub amount: Option<Amount>,
    /// Of that, the fiscal appropriation (财政拨款).
    pub fiscal_funds: Option<Amount>,
    /// Of that, other funds (其他资金).
    pub other_funds: Option<Amount>,
}

/// Figures of a self-evaluation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evaluation {
    /// The original budget (年初预算数).
    pub original_budget: Option<Amount>,
    /// The adjusted budget of the year (全年预算数).
    pub annual_budget: Option<Amount>,
    /// The amount spent (全年执行数).
    pub executed: Option<Amount>,
    /// The execution rate as printed (执行率), in percent: 95 % is 95.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
    /// The maximum score for budget execution.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_weight: Option<Decimal>,
    /// The score awarded for budget execution.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_score: Option<Decimal>,
    /// The total score (总分).
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub total_score: Option<Decimal>,
    /// The grade of the self-evaluation (自评等级).
    pub grade: Option<String>,
}
