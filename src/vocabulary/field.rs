//! The fields that a label can name. The names are those of the vocabulary files.
//!
//! In: the name of a field. Out: [`Field`], and the groups of fields that the recognizer distinguishes. Lost: nothing.

use serde::Deserialize;

use crate::record::{FundingSource, Period};

/// The meaning of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names are the documentation; labels.yaml lists the words of each
pub enum Field {
    ProjectName,
    ParentProject,
    ProjectCode,
    /// A column with the row of each unit and, below it, its projects.
    UnitAndProject,
    /// 职责活动: an activity of a department; it has a row in its table as a project has in a list.
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
    /// 金额: the budget, if no other label names one.
    Amount,
    /// 其他资金 as a label of its own; other labels also map to [`FundingSource::Other`].
    OtherFunds,
    #[serde(skip)]
    Funding(FundingSource),
    BasicExpenditure,
    ProjectExpenditure,
    Purpose,
    ObjectiveAnnual,
    ObjectiveMultiYear,
    /// An objective whose period results from its neighbours.
    ObjectiveGroup,
    ObjectiveActual,
    /// The objective after a change during the year.
    ObjectiveAdjusted,
    TaskGroup,
    TaskName,
    TaskContent,
    TaskAmount,
    OriginalBudget,
    AnnualBudget,
    Executed,
    ArrivedFunds,
    /// Executed in a part of the year, or expected by its end; the record has no field for it.
    InterimExecuted,
    ExecutionRate,
    BudgetWeight,
    BudgetScore,
    TotalScore,
    Grade,
    /// 自评总分及等级: both values in one cell.
    ScoreAndGrade,
    IndicatorGroup,
    Ignored,
    Level1,
    Level2,
    Level3,
    /// The name if no other column holds one, otherwise a description.
    NameOrDescription,
    Description,
    Target,
    MultiYearTarget,
    InterimTarget,
    /// A part of the value that the group above it names.
    Value,
    Operator,
    /// 指标性质: holds an operator in some provinces, 定量 or 定性 in others.
    OperatorOrAttribute,
    TargetUnit,
    Attribute,
    Direction,
    Weight,
    /// 单项得分 next to 折算得分: ignored if another column is the score.
    PartScore,
    Score,
    Actual,
    /// The actual value of a part of the year, or the one expected by its end; the record has no field for it.
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
    /// A column with an unknown label.
    #[serde(skip)]
    Unknown,
}

impl Field {
    /// True for columns that only occur in indicator tables.
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

    /// True for columns with a target or an actual value.
    pub fn is_value_column(self) -> bool {
        self.is_wanted() || self == Self::Actual
    }

    /// True for columns with a target.
    pub fn is_wanted(self) -> bool {
        matches!(
            self,
            Self::Target | Self::MultiYearTarget | Self::Value | Self::GradeExcellent
        )
    }

    /// True for columns of the budget table of a self-evaluation, whose labels stand above the amounts of several
    /// funding lines.
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

    /// True for labels of amounts: totals and funding lines.
    pub fn is_money(self) -> bool {
        matches!(self, Self::BudgetTotal | Self::MultiYearTotal) || self.is_funding()
    }

    /// True for labels whose value is running text.
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

    /// True for funding lines: by source, or by what the money is spent on.
    pub fn is_funding(self) -> bool {
        matches!(
            self,
            Self::Funding(_) | Self::OtherFunds | Self::BasicExpenditure | Self::ProjectExpenditure
        )
    }

    /// True for labels of a head that occur only in forms with performance targets, not in other budget tables.
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

    /// True for labels that begin the head of the next project once the current one has indicators.
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

    /// The period that the field itself implies.
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
