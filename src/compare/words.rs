//! The closed lists of words in the comparisons.

use super::model::{Demand, Kind, Link, Subject};
use crate::word::closed_list;

closed_list! {
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
