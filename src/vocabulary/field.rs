//! The fields a label can name. One name a field, as in the vocabulary files.

use serde::Deserialize;

use crate::record::{FundingSource, Period};

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the documentation; labels.yaml lists the words of each
pub enum Field {
    ProjectName,
    ParentProject,
    ProjectCode,
    /// A column that holds a unit's row and below it its projects.
    UnitAndProject,
    /// 职责活动: an activity of a department, a row of its table as a project is of a list.
    ActivityName,
    CodePair,
    BudgetUnit,
    Department,
    ImplementingUnit,
    ProjectAttribute,
    ProjectClass,
    Remark,
    DepartmentName,
    FiscalYear,
    StartDate,
    EndDate,
    ProjectPeriod,
    AmountUnit,
    BudgetTotal,
    MultiYearTotal,
    FundingGroup,
    /// 金额: the budget where no other label is one.
    Amount,
    /// 其他资金 itself, one of the lines whose source is other.
    OtherFunds,
    #[serde(skip)]
    Funding(FundingSource),
    BasicExpenditure,
    ProjectExpenditure,
    Purpose,
    ObjectiveAnnual,
    ObjectiveMultiYear,
    /// An objective whose period its neighbours decide.
    ObjectiveGroup,
    ObjectiveActual,
    /// What an objective was changed to in the course of the year.
    ObjectiveAdjusted,
    TaskGroup,
    TaskName,
    TaskContent,
    TaskAmount,
    OriginalBudget,
    AnnualBudget,
    Executed,
    ArrivedFunds,
    /// What was spent in a part of the year, or will be by its end: no field of the record.
    InterimExecuted,
    ExecutionRate,
    BudgetWeight,
    BudgetScore,
    TotalScore,
    Grade,
    /// 自评总分及等级: both in one cell.
    ScoreAndGrade,
    IndicatorGroup,
    Ignored,
    Level1,
    Level2,
    Level3,
    /// The name where no other column is one, else a description.
    NameOrDescription,
    Description,
    Target,
    MultiYearTarget,
    InterimTarget,
    /// A part of the value that its group names.
    Value,
    Operator,
    /// 指标性质: an operator in some places, 定量 or 定性 in others.
    OperatorOrAttribute,
    TargetUnit,
    Attribute,
    Direction,
    Weight,
    /// 单项得分 beside 折算得分: no score where another column is one.
    PartScore,
    Score,
    Actual,
    /// What was reached in a part of the year, or will be by its end: no field of the record.
    InterimActual,
    Previous,
    Basis,
    ScoringRule,
    DeviationReason,
    GradeExcellent,
    GradeGood,
    GradeFair,
    GradePoor,
    Sequence,
    /// A column whose label nobody knows.
    #[serde(skip)]
    Unknown,
}

impl Field {
    /// A column that only an indicator table has.
    pub fn is_indicator_column(self) -> bool {
        matches!(
            self,
            Self::Level1
                | Self::Level2
                | Self::Level3
                | Self::NameOrDescription
                | Self::Description
                | Self::Target
                | Self::MultiYearTarget
                | Self::InterimTarget
                | Self::Operator
                | Self::OperatorOrAttribute
                | Self::TargetUnit
                | Self::Attribute
                | Self::Direction
                | Self::Weight
                | Self::Actual
                | Self::InterimActual
                | Self::Previous
                | Self::Basis
                | Self::ScoringRule
                | Self::DeviationReason
                | Self::IndicatorGroup
        )
    }

    /// A column that says what is wanted or reached.
    pub fn is_value_column(self) -> bool {
        self.is_wanted() || self == Self::Actual
    }

    /// A column that holds what is wanted of an indicator.
    pub fn is_wanted(self) -> bool {
        matches!(
            self,
            Self::Target | Self::MultiYearTarget | Self::Value | Self::GradeExcellent
        )
    }

    /// A column of the budget sub-table of a self-evaluation: its label stands above figures of several funding lines.
    pub fn is_execution_column(self) -> bool {
        matches!(
            self,
            Self::OriginalBudget
                | Self::AnnualBudget
                | Self::Executed
                | Self::ArrivedFunds
                | Self::InterimExecuted
                | Self::ExecutionRate
                | Self::BudgetWeight
                | Self::BudgetScore
        )
    }

    /// A line of money.
    pub fn is_money(self) -> bool {
        matches!(self, Self::BudgetTotal | Self::MultiYearTotal) || self.is_funding()
    }

    /// A label whose answer is running text.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Purpose
                | Self::ObjectiveAnnual
                | Self::ObjectiveMultiYear
                | Self::ObjectiveActual
                | Self::ObjectiveGroup
        )
    }

    /// A line of the money: of a source, or of what it is spent on.
    pub fn is_funding(self) -> bool {
        matches!(
            self,
            Self::Funding(_) | Self::OtherFunds | Self::BasicExpenditure | Self::ProjectExpenditure
        )
    }

    /// A label of the head that stands in forms of performance targets alone, not in the other tables of a budget.
    pub fn is_of_form(self) -> bool {
        !self.is_money()
            && !matches!(
                self,
                Self::FundingGroup
                    | Self::Amount
                    | Self::AmountUnit
                    | Self::BudgetUnit
                    | Self::Department
                    | Self::DepartmentName
                    | Self::ProjectClass
                    | Self::ProjectAttribute
                    | Self::FiscalYear
                    | Self::Remark
                    | Self::Ignored
            )
    }

    /// A label that opens the head of the next project once the current one has its indicators.
    pub fn opens_project(self) -> bool {
        matches!(
            self,
            Self::ProjectName
                | Self::ParentProject
                | Self::ProjectCode
                | Self::BudgetUnit
                | Self::Department
                | Self::ImplementingUnit
                | Self::DepartmentName
        )
    }

    /// The period that the field itself speaks of.
    pub fn period(self) -> Option<Period> {
        match self {
            Self::MultiYearTotal | Self::ObjectiveMultiYear | Self::MultiYearTarget => {
                Some(Period::MultiYear)
            }
            Self::BudgetTotal | Self::ObjectiveAnnual => Some(Period::Annual),
            _ => None,
        }
    }
}
