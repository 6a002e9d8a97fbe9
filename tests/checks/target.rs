//! A target value as written in a case.

use rust_decimal::Decimal;
use yusuan::record::{Op, Target, TargetKind};

/// Parses the few shapes the cases need: `≥80%`, `2.7万元`, `2023-12-31前`, `优良中低差`, `**`, words.
pub(crate) fn target(raw: &str) -> Target {
    let mut target = Target {
        raw: raw.to_owned(),
        ..Target::default()
    };
    if raw.is_empty() {
        return target;
    }
    if raw == "定性" {
        target.kind = TargetKind::Empty;
        return target;
    }
    if raw == "优良中低差" {
        target.kind = TargetKind::Scale;
        return target;
    }
    if raw == "**" {
        target.kind = TargetKind::Placeholder;
        return target;
    }
    if let Some(day) = raw.strip_suffix('前') {
        target.kind = TargetKind::Date;
        target.date_end = Some(day.to_owned());
        return target;
    }
    let (op, flags, rest) = operator(raw);
    let split = rest
        .find(|c: char| !c.is_ascii_digit() && !".-".contains(c))
        .unwrap_or(rest.len());
    let (number, unit) = rest.split_at(split);
    let Ok(value) = number.parse::<Decimal>() else {
        target.kind = TargetKind::Text;
        target.text = Some(raw.to_owned());
        return target;
    };
    target.kind = TargetKind::Number;
    target.op = Some(op.unwrap_or(Op::Equal));
    target.op_explicit = op.is_some();
    target.value = Some(value);
    target.flags = flags;
    target.unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
    match unit {
        "万元" => {
            target.base_value = Some(value * Decimal::from(10_000));
            target.base_unit = Some("元".to_owned());
        }
        "元" => {
            target.base_value = Some(value);
            target.base_unit = Some("元".to_owned());
        }
        "万" => target.flags.push("unit_incomplete"),
        "M" => target.flags.push("unit_ambiguous"),
        _ => {}
    }
    target
}

fn operator(raw: &str) -> (Option<Op>, Vec<&'static str>, &str) {
    for (sign, op, flags) in [
        ("≥", Op::AtLeast, vec![]),
        ("≤", Op::AtMost, vec![]),
        ("=", Op::Equal, vec![]),
        ("》", Op::AtLeast, vec!["malformed_op"]),
        ("《", Op::AtMost, vec!["malformed_op"]),
    ] {
        if let Some(rest) = raw.strip_prefix(sign) {
            return (Some(op), flags, rest);
        }
    }
    (None, Vec::new(), raw)
}
