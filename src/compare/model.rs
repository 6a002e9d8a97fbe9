//! The types of a comparison: its kind, its subject, and how the two sides are linked.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// The kind of a comparison: what was found in two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The same bytes under two names.
    DuplicateFile,
    /// A project with the same content in two files of different bytes, such as a Word file and its web page.
    DuplicateProject,
    /// Two units with the same targets under the same names.
    CopiedTargets,
    /// Two units with the same sentence.
    CopiedText,
    /// Targets or a sentence that too many units share to be copies of one another.
    CommonContent,
    /// One project in two years, with both budgets.
    SameProject,
    /// Several projects of one year have the same name, so that none of them is linked.
    AmbiguousProject,
    /// The number of a target decreased.
    TargetFell,
    /// The number of a target increased.
    TargetRose,
    /// A target changed in another way than by the number: other words, another unit or operator.
    TargetChanged,
    /// The later year does not have the indicator any more.
    TargetGone,
    /// The earlier year does not have the indicator.
    TargetNew,
    /// Several indicators of the project have the same name, so that they are not compared.
    TargetUnclear,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// The bytes of a file.
    File,
    /// The whole content of a project.
    Project,
    /// The yearly budget.
    Budget,
    /// Names and values of indicators.
    Targets,
    /// One indicator's value.
    Target,
    /// 资金用途 / 项目概况.
    Purpose,
    /// An annual objective.
    Objective,
    /// The description of an indicator.
    Description,
}

/// The key whose equality links two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// SHA-256 of the file.
    Bytes,
    /// Every name, budget and target, folded.
    Content,
    /// The folded text.
    Text,
    /// The unit's name and the project's code.
    UnitNameProjectCode,
    /// The unit's code and the project's code, where a name is missing or differs.
    UnitCodeProjectCode,
    /// The unit's and the project's folded names.
    UnitNameProjectName,
    /// The unit's code and the project's folded name, where the name of one unit is missing.
    UnitCodeProjectName,
}

/// Whether the new number is easier or harder for the unit to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Demand {
    /// Easier to reach: a lower floor, a higher ceiling.
    Easier,
    /// Harder to reach.
    Harder,
}

/// One of the two places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// The file.
    pub path: String,
    /// Its id.
    pub document_id: String,
    /// The project; null for a whole file.
    pub project_id: Option<String>,
    /// The indicator; null for a whole project.
    pub indicator_id: Option<String>,
    /// The table, from 1.
    pub table: Option<u32>,
    /// The row in that table, from 1.
    pub row: Option<u32>,
}

/// Two places, and what they have in common or where they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Stable for the same kind, places and operands.
    pub comparison_id: String,
    /// The kind of comparison.
    pub kind: Kind,
    /// What is compared.
    pub subject: Subject,
    /// The first place: of two years the earlier one, otherwise the one that comes first.
    pub a: Side,
    /// The second place; of a group, the last one.
    pub b: Side,
    /// The keys by which the two were linked.
    pub linked_by: Link,
    /// The number of equal items.
    pub shared: Option<u32>,
    /// The share of the equal items in the smaller of the two, in percent.
    #[serde(serialize_with = "crate::record::exact::serialize")]
    #[schemars(with = "Option<f64>")]
    pub share: Option<Decimal>,
    /// Whether the change makes the target easier or harder to reach; null where that is uncertain.
    pub demand: Option<Demand>,
    /// The value in the first place.
    pub operand_a: Option<String>,
    /// The value in the second place.
    pub operand_b: Option<String>,
    /// The second value minus the first, where both are numbers with the same unit.
    pub difference: Option<String>,
    /// The result in one sentence, in Chinese.
    pub message_zh: String,
    /// The result in one sentence, in English.
    pub message_en: String,
}
