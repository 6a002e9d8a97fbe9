//! The places of a project's fields in the file, for the findings about them.
//!
//! In: what recognition matched. Out: one [`Location`] for each field, in parallel to [`crate::record::Project`]. A
//! field that is not printed has the default location, all `None`.

use crate::finding::Location;

/// The places of one project's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectPlaces {
    /// The section's heading.
    pub heading: Location,
    /// The project's name.
    pub project_name: Location,
    /// The unit that the budget belongs to.
    pub budget_unit: Location,
    /// This year's budget.
    pub budget_total: Location,
    /// True when this year's budget is one of the amounts of a sentence.
    pub budget_total_in_text: bool,
    /// The whole period's total.
    pub multi_year_total: Location,
    /// True when the whole period's total is one of the amounts of a sentence.
    pub multi_year_total_in_text: bool,
    /// The funding lines, in parallel to `Project::funding`.
    pub funding: Vec<Location>,
    /// The purpose text.
    pub purpose: Location,
    /// The cell with the annual objectives.
    pub objectives: Location,
    /// The cell with the multi-year objectives.
    pub objectives_multi_year: Location,
    /// The row with the total score of a self-evaluation.
    pub total_score: Location,
    /// The cell with the execution rate.
    pub execution_rate: Location,
    /// The cell with the points for the execution of the budget.
    pub execution_score: Location,
    /// The indicators, in parallel to `Project::indicators`.
    pub indicators: Vec<IndicatorPlaces>,
}

/// The places of one indicator's fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorPlaces {
    /// Level 1; the first cell of a merge.
    pub level1: Location,
    /// Level 2.
    pub level2: Location,
    /// The name.
    pub level3: Location,
    /// The description.
    pub description: Location,
    /// The target; its first cell where it is split over several columns.
    pub target: Location,
    /// The actual value.
    pub actual: Location,
    /// The weight.
    pub weight: Location,
    /// The points reached.
    pub score: Location,
    /// The reason given for a deviation.
    pub deviation_reason: Location,
}
