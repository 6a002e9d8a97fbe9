//! Invariants of every target value.

use yusuan::normalize::target::flags;
use yusuan::record::{Op, Target, TargetKind};

/// Asserts what must hold for every target, whatever was printed.
pub(crate) fn check_invariants(target: &Target) {
    use TargetKind::{Date, Number, Period, Range, Ratio, Text, Tolerance};
    let two_ends = matches!(target.kind, Range | Tolerance | Ratio);
    assert_eq!(target.value_high.is_some(), two_ends, "{target:?}");
    if two_ends || target.kind == Number {
        assert!(target.value.is_some() && target.op.is_some(), "{target:?}");
        let implicit = target.flags.contains(&flags::IMPLICIT_OP);
        assert_eq!(target.op_explicit, !implicit, "{target:?}");
    }
    if matches!(target.kind, Range | Tolerance) {
        assert!(
            target.value <= target.value_high && target.op == Some(Op::Within),
            "{target:?}"
        );
    }
    let dated = matches!(target.kind, Date | Period);
    assert_eq!(target.date_precision.is_some(), dated, "{target:?}");
    assert!(target.date_start <= target.date_end, "{target:?}");
    if target.kind == Text {
        assert!(
            target.value.is_none() && target.unit.is_none() && target.text.is_some(),
            "{target:?}"
        );
    }
    assert_eq!(
        target.base_value_high.is_some(),
        target.base_value.is_some() && target.value_high.is_some()
    );
    assert!(target.base_unit.is_none() || target.base_value.is_some());
    let known = target
        .flags
        .iter()
        .map(|flag| flags::ORDER.iter().position(|known| known == flag));
    let known: Vec<usize> = known.map(|place| place.expect("a known flag")).collect();
    assert!(
        known.windows(2).all(|pair| pair[0] < pair[1]),
        "{:?}",
        target.flags
    );
}
