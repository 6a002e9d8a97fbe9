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
    /// Exact, in yuan; null where the text is no amount or its unit is unknown.
    #[serde(with = "super::exact")]
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
    /// What the label means; `other` for lines that name no source.
    pub source: FundingSource,
    /// What the money is spent on, where the line says that instead of a source: the money of the sources once more, no part
    /// beside them.
    pub expenditure: Option<Expenditure>,
    /// One year or several.
    pub period: Period,
    /// This year's; null when the cell is blank.
    pub amount: Option<Amount>,
    /// 年初预算数 of the line, where a self-evaluation prints it beside the adjusted budget.
    pub original_amount: Option<Amount>,
    /// 执行数 of the line, for self-evaluations.
    pub executed: Option<Amount>,
    /// 执行率 of the line as printed, in percent.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
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
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_rate: Option<Decimal>,
    /// The points there are for the execution of the budget.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_weight: Option<Decimal>,
    /// The points reached of them.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub execution_score: Option<Decimal>,
    /// 总分.
    #[serde(with = "super::exact")]
    #[schemars(with = "Option<f64>")]
    pub total_score: Option<Decimal>,
    /// 自评等级.
    pub grade: Option<String>,
}
