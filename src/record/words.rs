//! The closed lists of words in the records.

use super::{
    AmountUnit, DatePrecision, Direction, DocumentType, Expenditure, FundingSource, LevelSource,
    Op, Period, ProjectKind, Status, TargetKind, YearSource,
};
use crate::word::closed_list;

closed_list! {
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
}
