//! The meanings of words in a value, by their position.
//!
//! In: nothing. Out: enums for words before a number, after it, and for whole texts. Lost: nothing.

use crate::record::Op;

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trend {
    Up,
    Down,
}

/// Words that may precede a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Prefix {
    Op(Op),
    About,
    Under,
    Neutral,
    /// 增长, 下降: the number is the amount of the change.
    Change(Trend),
    /// 提高到: the number is the level to reach.
    Level(Trend),
    PreviousYear,
    Than,
    Every,
    Average(String),
    WithinEach(String),
    /// ￥: the unit that the sign represents.
    Currency(String),
    PercentBefore,
    PlusMinus,
    Rank,
    FirstRanks,
}

/// Words that may follow a number and its unit.
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

/// The meanings of a whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exact {
    Scale,
    Yes,
    No,
    /// 无: nothing exists, or nothing was filled in.
    None,
    Placeholder,
    NotApplicable,
    TypeMarker,
    Grade,
}
