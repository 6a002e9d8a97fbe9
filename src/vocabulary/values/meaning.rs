//! What the words of a value mean, by where they stand.

use crate::record::Op;

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trend {
    Up,
    Down,
}

/// What may stand before a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prefix {
    Op(Op),
    About,
    Under,
    Neutral,
    /// 增长, 下降: the number is the change.
    Change(Trend),
    /// 提高到: the number is the level reached.
    Level(Trend),
    PreviousYear,
    Than,
    Every,
    Average(String),
    WithinEach(String),
    /// ￥: the unit it stands for.
    Currency(String),
    PercentBefore,
    PlusMinus,
    Rank,
    FirstRanks,
}

/// What may stand behind a number and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    Bound(Op),
    About,
    Over,
    Inclusive,
    Exclusive,
    Between,
    Verb,
}

/// What a whole text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exact {
    Scale,
    Yes,
    No,
    /// 无: nothing there, or nothing filled in.
    None,
    Placeholder,
    NotApplicable,
    TypeMarker,
    Grade,
}
