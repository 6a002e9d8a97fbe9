//! What a parser notices about a value. Flags are always listed in the order of [`ORDER`].

use crate::word::Word;

/// The value was split over columns for operator, value and unit.
pub const SPLIT: Word = Word::Borrowed("split");
/// The author wrote no operator; `=` is assumed.
pub const IMPLICIT_OP: Word = Word::Borrowed("implicit_op");
/// A grade: 优, 合格, A级以上.
pub const GRADE: Word = Word::Borrowed("grade");
/// The operator is written in words before the number: 不低于.
pub const WORD_OP: Word = Word::Borrowed("word_op");
/// The operator is written after the number: 以上.
pub const SUFFIX_OP: Word = Word::Borrowed("suffix_op");
/// The operator is misspelled or misread: `》`, `≥≥`, 二100.
pub const MALFORMED_OP: Word = Word::Borrowed("malformed_op");
/// Two operators contradict each other; the one next to the number counts.
pub const OP_CONFLICT: Word = Word::Borrowed("op_conflict");
/// The operator's column holds a word that is not an operator; it was left out.
pub const OP_UNKNOWN: Word = Word::Borrowed("op_unknown");
/// It is unknown which of several columns holds the target; the raw text holds all of them.
pub const COLUMN_UNKNOWN: Word = Word::Borrowed("column_unknown");
/// The lower end of a range is excluded.
pub const EXCLUSIVE_LOW: Word = Word::Borrowed("exclusive_low");
/// The upper end of a range is excluded.
pub const EXCLUSIVE_HIGH: Word = Word::Borrowed("exclusive_high");
/// The number is approximate: 约, 左右.
pub const APPROX: Word = Word::Borrowed("approx");
/// A little more than the number: 余, 多.
pub const APPROX_OVER: Word = Word::Borrowed("approx_over");
/// A little less than the number: 近.
pub const APPROX_UNDER: Word = Word::Borrowed("approx_under");
/// The number is a growth.
pub const CHANGE_UP: Word = Word::Borrowed("change_up");
/// The number is a decline.
pub const CHANGE_DOWN: Word = Word::Borrowed("change_down");
/// Compared with the year before.
pub const BASE_PREV_YEAR: Word = Word::Borrowed("base_prev_year");
/// Compared with a named year.
pub const BASE_YEAR: Word = Word::Borrowed("base_year");
/// Written in Chinese numerals.
pub const HAN_NUMERAL: Word = Word::Borrowed("han_numeral");
/// A rank, not a count: 第1名.
pub const ORDINAL: Word = Word::Borrowed("ordinal");
/// An average: 日均.
pub const AVERAGE: Word = Word::Borrowed("average");
/// A number without a unit.
pub const NO_UNIT: Word = Word::Borrowed("no_unit");
/// The unit is in brackets: 100.00(%).
pub const UNIT_IN_PARENS: Word = Word::Borrowed("unit_in_parens");
/// The value prints no unit; the label of its column does: 指标值（%）.
pub const UNIT_FROM_HEADER: Word = Word::Borrowed("unit_from_header");
/// The value prints no unit; the name of its indicator does: 培训人数（人）.
pub const UNIT_FROM_NAME: Word = Word::Borrowed("unit_from_name");
/// The unit precedes the number: 次/年2.
pub const UNIT_FIRST: Word = Word::Borrowed("unit_first");
/// A part of the unit is missing: 250万, 28.40/株.
pub const UNIT_INCOMPLETE: Word = Word::Borrowed("unit_incomplete");
/// The unit may mean two things: M.
pub const UNIT_AMBIGUOUS: Word = Word::Borrowed("unit_ambiguous");
/// The unit is not in the vocabulary and is given as printed.
pub const UNIT_UNKNOWN: Word = Word::Borrowed("unit_unknown");
/// The value cell and the unit column name different units; the cell's counts.
pub const UNIT_CONFLICT: Word = Word::Borrowed("unit_conflict");
/// Words before the operator name what is measured: 满意度≥95%.
pub const LEADING_TEXT: Word = Word::Borrowed("leading_text");
/// Words after the value that do not change it: 100%完成.
pub const TRAILING_TEXT: Word = Word::Borrowed("trailing_text");
/// The target is due by that day, or by the end of that period.
pub const DEADLINE: Word = Word::Borrowed("deadline");
/// 6月前 may mean before June or by its end; its end is taken.
pub const BOUNDARY_AMBIGUOUS: Word = Word::Borrowed("boundary_ambiguous");
/// 2023.12 may be a month or a decimal.
pub const AMBIGUOUS_DATE: Word = Word::Borrowed("ambiguous_date");
/// No year is printed; the budget year was taken.
pub const YEAR_INFERRED: Word = Word::Borrowed("year_inferred");
/// No year is printed and the budget year is unknown.
pub const YEAR_MISSING: Word = Word::Borrowed("year_missing");
/// The value is a time of day.
pub const TIME_OF_DAY: Word = Word::Borrowed("time_of_day");
/// Service hours: 7×24小时.
pub const SERVICE_HOURS: Word = Word::Borrowed("service_hours");
/// The claim that nothing bad happens: 零事故.
pub const ZERO_CLAIM: Word = Word::Borrowed("zero_claim");
/// Words of improvement.
pub const TREND_UP: Word = Word::Borrowed("trend_up");
/// Words of reduction.
pub const TREND_DOWN: Word = Word::Borrowed("trend_down");
/// Words of staying the same.
pub const TREND_FLAT: Word = Word::Borrowed("trend_flat");
/// Compared with the budget.
pub const REF_BUDGET: Word = Word::Borrowed("ref_budget");
/// 无 may mean that there is none, or that the cell was not filled in.
pub const AMBIGUOUS_NONE: Word = Word::Borrowed("ambiguous_none");
/// 不适用: the target does not apply.
pub const NOT_APPLICABLE: Word = Word::Borrowed("not_applicable");
/// The cell holds the type of the indicator instead of a value: 定性.
pub const TYPE_MARKER: Word = Word::Borrowed("type_marker");
/// The text contains a number that was not taken for the target.
pub const NUMERIC_HINT: Word = Word::Borrowed("numeric_hint");

/// Every flag, in the order in which [`crate::record::Target::flags`] lists them.
pub const ORDER: &[Word] = &[
    SPLIT,
    IMPLICIT_OP,
    GRADE,
    WORD_OP,
    SUFFIX_OP,
    MALFORMED_OP,
    OP_CONFLICT,
    OP_UNKNOWN,
    COLUMN_UNKNOWN,
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
    UNIT_FROM_HEADER,
    UNIT_FROM_NAME,
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
pub(in crate::normalize) fn sort(flags: &mut Vec<Word>) {
    if flags.len() > 1 {
        flags.sort_by_key(|flag| ORDER.iter().position(|known| known == flag));
        flags.dedup();
    }
}
