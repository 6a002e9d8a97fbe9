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
    /// The number of a target fell.
    TargetFell,
    /// The number of a target rose.
    TargetRose,
    /// A target changed in another way than by the number: other words, another unit or operator.
    TargetChanged,
    /// An indicator of the earlier year is gone.
    TargetGone,
    /// An indicator was not there in the earlier year.
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

/// Two places and what they have in common, or do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Stable for the same kind, places and operands.
    pub comparison_id: String,
    /// What was seen.
    pub kind: Kind,
    /// What is compared.
    pub subject: Subject,
    /// The earlier place: of two years the earlier one, else the one that comes first.
    pub a: Side,
    /// The later place; of a group, its last one.
    pub b: Side,
    /// By what the two were linked.
    pub linked_by: Link,
    /// How many things are the same.
    pub shared: Option<u32>,
    /// Their share in the smaller of the two, in percent.
    #[serde(serialize_with = "crate::record::exact::serialize")]
    #[schemars(with = "Option<f64>")]
    pub share: Option<Decimal>,
    /// What a change asks of the unit; null where the way that is better is not certain.
    pub demand: Option<Demand>,
    /// What the first place says.
    pub operand_a: Option<String>,
    /// What the second place says.
    pub operand_b: Option<String>,
    /// Second less first, where both are numbers of one unit.
    pub difference: Option<String>,
    /// In Chinese.
    pub message_zh: String,
    /// In English.
    pub message_en: String,
}
