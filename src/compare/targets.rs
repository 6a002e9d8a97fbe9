//! The targets of one project in two years.
//!
//! In: two linked projects. Out: a line for every target that differs. Numbers are compared exactly and only in the
//! same unit; the same number under another operator is another target. Whether the change makes the target easier or
//! harder follows from a floor, a ceiling or a printed direction, and is left open otherwise.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::model::{Comparison, Demand, Kind, Link, Subject};
use super::summary::{File, Indicator, Project};
use crate::record::{Direction, Op, Period};

/// One project in two years.
struct Pair<'p> {
    files: &'p [File],
    a: &'p Project,
    b: &'p Project,
    link: Link,
}

/// Adds a line for every change; returns how many targets are unchanged.
pub(super) fn compare(
    files: &[File],
    a: &Project,
    b: &Project,
    link: Link,
    found: &mut Vec<Comparison>,
) -> usize {
    let pair = Pair { files, a, b, link };
    let (before, after) = (by_name(a), by_name(b));
    let mut unchanged = 0;
    for indicator in &a.indicators {
        let key = key(indicator);
        let earlier = &before[&key];
        match (earlier.as_slice(), after.get(&key).map(Vec::as_slice)) {
            (_, None) => found.push(pair.not_any_more(indicator)),
            ([one], Some([other])) => match pair.change(one, other) {
                Some(change) => found.push(change),
                None => unchanged += 1,
            },
            // indicators of one name are handled together, at the first of them
            ([first, ..], Some(later)) if std::ptr::eq(*first, indicator) => {
                if same_values(earlier, later) {
                    unchanged += earlier.len();
                } else {
                    found.push(pair.unclear(earlier, later));
                }
            }
            _ => {}
        }
    }
    let new = b
        .indicators
        .iter()
        .filter(|indicator| !before.contains_key(&key(indicator)));
    found.extend(new.map(|indicator| pair.not_before(indicator)));
    unchanged
}

fn key(indicator: &Indicator) -> (Period, &str) {
    (indicator.period, indicator.name_key.as_str())
}

fn by_name(project: &Project) -> HashMap<(Period, &str), Vec<&Indicator>> {
    let mut names: HashMap<_, Vec<&Indicator>> = HashMap::new();
    for indicator in &project.indicators {
        names.entry(key(indicator)).or_default().push(indicator);
    }
    names
}

fn same_values(a: &[&Indicator], b: &[&Indicator]) -> bool {
    let sorted = |list: &[&Indicator]| {
        let mut keys: Vec<String> = list.iter().map(|one| one.target_key.clone()).collect();
        keys.sort_unstable();
        keys
    };
    sorted(a) == sorted(b)
}

impl Pair<'_> {
    fn between(&self, kind: Kind, a: Option<&Indicator>, b: Option<&Indicator>) -> Comparison {
        let side = |project: &Project, indicator: Option<&Indicator>| match indicator {
            Some(indicator) => project.indicator_side(self.files, indicator),
            None => project.side(self.files),
        };
        Comparison {
            operand_a: a.map(|indicator| indicator.raw.clone()),
            operand_b: b.map(|indicator| indicator.raw.clone()),
            ..Comparison::between(
                kind,
                Subject::Target,
                self.link,
                side(self.a, a),
                side(self.b, b),
            )
        }
    }

    fn years(&self) -> (i32, i32) {
        (
            self.a.year.unwrap_or_default(),
            self.b.year.unwrap_or_default(),
        )
    }

    fn not_any_more(&self, indicator: &Indicator) -> Comparison {
        let (name, raw, year) = (&indicator.name, &indicator.raw, self.years().1);
        Comparison {
            message_zh: format!("“{name}”（{raw}）在{year}年不再列出"),
            message_en: format!("\"{name}\" ({raw}) is no longer listed in {year}"),
            ..self.between(Kind::TargetGone, Some(indicator), None)
        }
    }

    fn not_before(&self, indicator: &Indicator) -> Comparison {
        let (name, raw, year) = (&indicator.name, &indicator.raw, self.years().1);
        Comparison {
            message_zh: format!("“{name}”（{raw}）是{year}年新增的指标"),
            message_en: format!("\"{name}\" ({raw}) is new in {year}"),
            ..self.between(Kind::TargetNew, None, Some(indicator))
        }
    }

    fn unclear(&self, a: &[&Indicator], b: &[&Indicator]) -> Comparison {
        let (name, count, later) = (&a[0].name, a.len(), b.len());
        Comparison {
            message_zh: format!(
                "名为“{name}”的指标前一年度有{count}项，后一年度有{later}项，无法逐项对应"
            ),
            message_en: format!(
                "there are {count} indicators called \"{name}\" in the earlier year and {later} in the later year, so they were not compared"
            ),
            ..self.between(Kind::TargetUnclear, a.first().copied(), b.first().copied())
        }
    }

    /// The difference between two targets, if there is one.
    fn change(&self, a: &Indicator, b: &Indicator) -> Option<Comparison> {
        if a.target_key == b.target_key {
            return None;
        }
        let (year_a, year_b) = self.years();
        let (name, from, to) = (&a.name, &a.raw, &b.raw);
        let numbers = numbers(a, b);
        if a.op == b.op && numbers.as_ref().is_some_and(Numbers::are_equal) {
            return None;
        }
        let Some(numbers) = numbers.filter(|numbers| !numbers.are_equal()) else {
            return Some(Comparison {
                message_zh: format!("“{name}”由{year_a}年的{from}改为{year_b}年的{to}"),
                message_en: format!(
                    "\"{name}\" changed from {from} in {year_a} to {to} in {year_b}"
                ),
                ..self.between(Kind::TargetChanged, Some(a), Some(b))
            });
        };
        let fell = numbers.after < numbers.before;
        let (kind, word_zh, word_en) = match fell {
            true => (Kind::TargetFell, "降至", "decreased"),
            false => (Kind::TargetRose, "升至", "increased"),
        };
        let demand = demand(a, b, fell);
        let (so_zh, so_en) = match demand {
            Some(Demand::Easier) => ("，要求降低", ", which is easier to reach"),
            Some(Demand::Harder) => ("，要求提高", ", which is harder to reach"),
            None => ("", ""),
        };
        Some(Comparison {
            demand,
            difference: numbers.difference(),
            message_zh: format!("“{name}”由{year_a}年的{from}{word_zh}{year_b}年的{to}{so_zh}"),
            message_en: format!(
                "\"{name}\" {word_en} from {from} in {year_a} to {to} in {year_b}{so_en}"
            ),
            ..self.between(kind, Some(a), Some(b))
        })
    }
}

/// Two numbers in the same unit.
struct Numbers<'p> {
    before: Decimal,
    after: Decimal,
    unit: &'p str,
}

impl Numbers<'_> {
    fn are_equal(&self) -> bool {
        self.before == self.after
    }

    /// The second number minus the first; `None` where that exceeds the range of a decimal.
    fn difference(&self) -> Option<String> {
        let difference = self.after.checked_sub(self.before)?;
        Some(format!("{}{}", difference.normalize(), self.unit))
    }
}

/// The numbers, where both targets are a single number with the same kind of bound and the same unit.
fn numbers<'p>(a: &'p Indicator, b: &'p Indicator) -> Option<Numbers<'p>> {
    if !a.is_number || !b.is_number || bound(a.op) != bound(b.op) {
        return None;
    }
    let (before, after) = (a.value?, b.value?);
    if a.unit == b.unit {
        let unit = a.unit.as_deref().unwrap_or_default();
        return Some(Numbers {
            before,
            after,
            unit,
        });
    }
    let ((before, unit), (after, other)) = (in_base(a)?, in_base(b)?);
    (unit == other).then_some(Numbers {
        before,
        after,
        unit,
    })
}

/// The number in its base unit; a unit without conversion is its own base unit.
fn in_base(indicator: &Indicator) -> Option<(Decimal, &str)> {
    match (indicator.base_value, indicator.base_unit.as_deref()) {
        (Some(value), Some(unit)) => Some((value, unit)),
        _ => Some((indicator.value?, indicator.unit.as_deref()?)),
    }
}

/// Floor, ceiling, or neither.
fn bound(op: Option<Op>) -> Option<Direction> {
    match op? {
        Op::AtLeast | Op::MoreThan => Some(Direction::HigherBetter),
        Op::AtMost | Op::LessThan => Some(Direction::LowerBetter),
        Op::Equal | Op::About | Op::Within => None,
    }
}

/// Whether the change makes the target easier or harder. `None` where floor, ceiling and printed direction contradict
/// each other.
fn demand(a: &Indicator, b: &Indicator, fell: bool) -> Option<Demand> {
    let said = [bound(a.op), bound(b.op), a.direction, b.direction];
    let mut said = said.into_iter().flatten();
    let better = said.next()?;
    if said.any(|other| other != better) {
        return None;
    }
    let less = (better == Direction::HigherBetter) == fell;
    Some(if less { Demand::Easier } else { Demand::Harder })
}
