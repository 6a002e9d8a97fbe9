//! Every closed list of words in the outputs: the only place that says what is serialized, what the schemas allow and
//! what is printed.
//!
//! In: a variant. Out: its word, and the way back. A variant without a word does not compile.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::compare::{Demand, Kind, Link, Subject};
use crate::finding::{Category, Severity};
use crate::record::{
    AmountUnit, DatePrecision, Direction, DocumentType, Expenditure, FundingSource, LevelSource,
    Op, Period, ProjectKind, Status, TargetKind, YearSource,
};

macro_rules! words {
    ($($kind:ident { $($variant:ident => $word:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// Every word, in the order of the variants.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word written to the outputs.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                match String::deserialize(deserializer)?.as_str() {
                    $($word => Ok(Self::$variant),)+
                    word => Err(D::Error::unknown_variant(word, Self::WORDS)),
                }
            }
        }

        impl JsonSchema for $kind {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($kind).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": Self::WORDS })
            }
        }
    )+};
}

words! {
    Status {
        Ok => "ok",
        Partial => "partial",
        Empty => "empty",
        Failed => "failed",
    }
    DocumentType {
        Target => "target",
        SelfEvaluation => "self_evaluation",
        Mixed => "mixed",
        Other => "other",
    }
    YearSource {
        Title => "title",
        Heading => "heading",
        Text => "text",
        TargetDate => "target_date",
        Sibling => "sibling",
        FileName => "file_name",
        Option => "option",
    }
    ProjectKind {
        Target => "target",
        SelfEvaluation => "self_evaluation",
        Department => "department",
    }
    AmountUnit {
        Yuan => "元",
        Thousand => "千元",
        TenThousand => "万元",
        HundredMillion => "亿元",
    }
    FundingSource {
        Fiscal => "fiscal",
        GeneralPublic => "general_public",
        GovernmentFund => "government_fund",
        StateCapital => "state_capital",
        SpecialAccount => "special_account",
        UnitOwn => "unit_own",
        Carryover => "carryover",
        Central => "central",
        Provincial => "provincial",
        Municipal => "municipal",
        County => "county",
        Other => "other",
    }
    Expenditure {
        Basic => "basic",
        Project => "project",
    }
    Period {
        Annual => "annual",
        MultiYear => "multi_year",
    }
    LevelSource {
        Printed => "printed",
        Merged => "merged",
        Carried => "carried",
        Inferred => "inferred",
    }
    Direction {
        HigherBetter => "higher_better",
        LowerBetter => "lower_better",
    }
    TargetKind {
        Number => "number",
        Range => "range",
        Tolerance => "tolerance",
        Ratio => "ratio",
        Date => "date",
        Period => "period",
        Recurrence => "recurrence",
        Boolean => "boolean",
        Scale => "scale",
        Text => "text",
        Multi => "multi",
        Placeholder => "placeholder",
        Empty => "empty",
    }
    Op {
        AtLeast => ">=",
        AtMost => "<=",
        MoreThan => ">",
        LessThan => "<",
        Equal => "=",
        About => "≈",
        Within => "in",
    }
    DatePrecision {
        Day => "day",
        Month => "month",
        Quarter => "quarter",
        Half => "half",
        Year => "year",
    }
    Category {
        Extraction => "extraction",
        Content => "content",
    }
    Severity {
        Error => "error",
        Warning => "warning",
        Info => "info",
        NotEvaluable => "not_evaluable",
    }
    Kind {
        DuplicateFile => "duplicate-file",
        DuplicateProject => "duplicate-project",
        CopiedTargets => "copied-targets",
        CopiedText => "copied-text",
        CommonContent => "common-content",
        SameProject => "same-project",
        AmbiguousProject => "ambiguous-project",
        TargetFell => "target-fell",
        TargetRose => "target-rose",
        TargetChanged => "target-changed",
        TargetGone => "target-gone",
        TargetNew => "target-new",
        TargetUnclear => "target-unclear",
    }
    Subject {
        File => "file",
        Project => "project",
        Budget => "budget",
        Targets => "targets",
        Target => "target",
        Purpose => "purpose",
        Objective => "objective",
        Description => "description",
    }
    Link {
        Bytes => "bytes",
        Content => "content",
        Text => "text",
        UnitNameProjectCode => "unit-name+project-code",
        UnitCodeProjectCode => "unit-code+project-code",
        UnitNameProjectName => "unit-name+project-name",
        UnitCodeProjectName => "unit-code+project-name",
    }
    Demand {
        Easier => "easier",
        Harder => "harder",
    }
}
