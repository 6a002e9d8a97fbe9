//! What the unit of a target measures.
//!
//! In: a canonical unit such as 万人次 or 元/人/天. Out: whether it measures money, time, people … Scale words are
//! ignored.

use crate::vocabulary::Vocabulary;
use crate::vocabulary::checks::Measure;
use crate::vocabulary::units::{Dimension, Units};

/// The dimension of a unit without divisors; `None` where it is unknown.
pub(super) fn dimension(units: &Units, unit: &str) -> Option<Dimension> {
    let of = |unit: &str| units.exact(unit).map(|unit| unit.dimension);
    of(unit).or_else(|| of(without_scale(units, unit)))
}

/// True when the unit is of that measure; a unit with divisors is of none.
pub(super) fn measures(vocabulary: &Vocabulary, unit: &str, measure: &Measure) -> bool {
    let units = &vocabulary.values.units;
    match measure {
        Measure::Named(name) => {
            let listed = vocabulary.checks.words.unit_groups.get(name);
            let bare = without_scale(units, unit);
            listed.is_some_and(|group| group.iter().any(|listed| listed == unit || listed == bare))
        }
        Measure::Of(wanted) => dimension(units, unit) == Some(*wanted),
    }
}

/// True for 万 or 亿 with nothing after it.
pub(super) fn is_scale_alone(units: &Units, unit: &str) -> bool {
    let scale = units.scale(unit);
    scale.is_some_and(|(_, rest)| rest.is_empty())
}

fn without_scale<'u>(units: &Units, unit: &'u str) -> &'u str {
    match units.scale(unit) {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_known_with_and_without_scale_words() {
        let units = &Vocabulary::builtin().values.units;
        for (unit, expected) in [
            ("万元", Some(Dimension::Money)),
            ("元", Some(Dimension::Money)),
            ("个工作日", Some(Dimension::Time)),
            ("万人次", Some(Dimension::Count)),
            ("万亩", Some(Dimension::Area)),
            ("%", Some(Dimension::Ratio)),
            ("万", None),
            ("元/人", None),
            ("堆堆", None),
        ] {
            assert_eq!(dimension(units, unit), expected, "{unit}");
        }
        assert!(is_scale_alone(units, "万") && !is_scale_alone(units, "万元"));
    }
}
