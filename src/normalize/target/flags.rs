//! What a parser notices about a value. Flags always stand in the order of [`ORDER`].

/// The value came over operator, value and unit columns.
pub const SPLIT: &str = "split";
/// The author wrote no operator; `=` is assumed.
pub const IMPLICIT_OP: &str = "implicit_op";
/// A grade: 优, 合格, A级以上.
pub const GRADE: &str = "grade";
/// The operator is written in words before the number: 不低于.
pub const WORD_OP: &str = "word_op";
/// The operator is written behind the number: 以上.
pub const SUFFIX_OP: &str = "suffix_op";
/// The operator is misspelled or misread: `》`, `≥≥`, 二100.
pub const MALFORMED_OP: &str = "malformed_op";
/// Two operators contradict each other; the one next to the number counts.
pub const OP_CONFLICT: &str = "op_conflict";
/// The lower bound itself does not count, in a range.
pub const EXCLUSIVE_LOW: &str = "exclusive_low";
/// The upper bound itself does not count, in a range.
pub const EXCLUSIVE_HIGH: &str = "exclusive_high";
/// About that many: 约, 左右.
pub const APPROX: &str = "approx";
/// A little more than the number: 余, 多.
pub const APPROX_OVER: &str = "approx_over";
/// A little less than the number: 近.
pub const APPROX_UNDER: &str = "approx_under";
/// The number is a growth.
pub const CHANGE_UP: &str = "change_up";
/// The number is a decline.
pub const CHANGE_DOWN: &str = "change_down";
/// Compared with the year before.
pub const BASE_PREV_YEAR: &str = "base_prev_year";
/// Compared with a year that is named.
pub const BASE_YEAR: &str = "base_year";
/// Written in Chinese numerals.
pub const HAN_NUMERAL: &str = "han_numeral";
/// A rank, not a count: 第1名.
pub const ORDINAL: &str = "ordinal";
/// An average: 日均.
pub const AVERAGE: &str = "average";
/// A number without unit.
pub const NO_UNIT: &str = "no_unit";
/// The unit stands in brackets: 100.00(%).
pub const UNIT_IN_PARENS: &str = "unit_in_parens";
/// The unit stands before the number: 次/年2.
pub const UNIT_FIRST: &str = "unit_first";
/// A part of the unit is missing: 250万, 28.40/株.
pub const UNIT_INCOMPLETE: &str = "unit_incomplete";
/// The unit may mean two things: M.
pub const UNIT_AMBIGUOUS: &str = "unit_ambiguous";
/// The unit is not in the vocabulary and given as printed.
pub const UNIT_UNKNOWN: &str = "unit_unknown";
/// Value cell and unit column name different units; the cell's counts.
pub const UNIT_CONFLICT: &str = "unit_conflict";
/// What is measured stands before the operator: 满意度≥95%.
pub const LEADING_TEXT: &str = "leading_text";
/// Words behind the value that do not change it: 100%完成.
pub const TRAILING_TEXT: &str = "trailing_text";
/// By that day, or by the end of that period.
pub const DEADLINE: &str = "deadline";
/// 6月前: before June, or by its end; its end is taken.
pub const BOUNDARY_AMBIGUOUS: &str = "boundary_ambiguous";
/// 2023.12 may be a month or a decimal.
pub const AMBIGUOUS_DATE: &str = "ambiguous_date";
/// No year is printed; the budget year is taken.
pub const YEAR_INFERRED: &str = "year_inferred";
/// No year is printed and the budget year is unknown.
pub const YEAR_MISSING: &str = "year_missing";
/// A time of day.
pub const TIME_OF_DAY: &str = "time_of_day";
/// Round the clock: 7×24小时.
pub const SERVICE_HOURS: &str = "service_hours";
/// That nothing bad happens: 零事故.
pub const ZERO_CLAIM: &str = "zero_claim";
/// Words of improvement.
pub const TREND_UP: &str = "trend_up";
/// Words of reduction.
pub const TREND_DOWN: &str = "trend_down";
/// Words of staying the same.
pub const TREND_FLAT: &str = "trend_flat";
/// Measured against the budget.
pub const REF_BUDGET: &str = "ref_budget";
/// 无: nothing there, or not filled in.
pub const AMBIGUOUS_NONE: &str = "ambiguous_none";
/// 不适用.
pub const NOT_APPLICABLE: &str = "not_applicable";
/// The cell holds the type of the indicator instead of a value: 定性.
pub const TYPE_MARKER: &str = "type_marker";
/// The text holds a number that is not taken for the target.
pub const NUMERIC_HINT: &str = "numeric_hint";

/// Every flag, in the order in which they stand in [`crate::record::Target::flags`].
pub const ORDER: &[&str] = &[
    SPLIT,
    IMPLICIT_OP,
    GRADE,
    WORD_OP,
    SUFFIX_OP,
    MALFORMED_OP,
    OP_CONFLICT,
    EXCLUSIVE_LOW,
    EXCLUSIVE_HIGH,
    APPROX,
    APPROX_OVER,
    APPROX_UNDER,
    CHANGE_UP,
    CHANGE_DOWN,
    TREND_UP,
    TREND_DOWN,
    TREND_FLAT,
    BASE_PREV_YEAR,
    BASE_YEAR,
    HAN_NUMERAL,
    ORDINAL,
    AVERAGE,
    NO_UNIT,
    UNIT_IN_PARENS,
    UNIT_FIRST,
    UNIT_INCOMPLETE,
    UNIT_AMBIGUOUS,
    UNIT_UNKNOWN,
    UNIT_CONFLICT,
    LEADING_TEXT,
    TRAILING_TEXT,
    DEADLINE,
    BOUNDARY_AMBIGUOUS,
    AMBIGUOUS_DATE,
    YEAR_INFERRED,
    YEAR_MISSING,
    TIME_OF_DAY,
    SERVICE_HOURS,
    ZERO_CLAIM,
    REF_BUDGET,
    AMBIGUOUS_NONE,
    NOT_APPLICABLE,
    TYPE_MARKER,
    NUMERIC_HINT,
];

/// Brings flags into order, each once.
pub(super) fn sort(flags: &mut Vec<&'static str>) {
    if flags.len() > 1 {
        flags.sort_by_key(|flag| ORDER.iter().position(|known| known == flag));
        flags.dedup();
    }
}
