//! A printed value: an amount, a count, a ratio, words, or a dash.
//!
//! In: the text of a cell and the unit of money that holds for it. Out: [`PrintedValue`].

use rust_decimal::Decimal;

use super::row_label::{folded, without_breaks};
use crate::normalize::amount::{parse_amount, plain_decimal};
use crate::record::{AmountUnit, Stage, ThreePublicItem, ValueKind};
use crate::vocabulary::values::ValueWords;

/// A value, typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PrintedValue {
    pub kind: ValueKind,
    pub raw: String,
    pub yuan: Option<Decimal>,
    pub precision: Option<Decimal>,
    pub value: Option<Decimal>,
    pub unit: Option<String>,
    pub text: Option<String>,
}

impl PrintedValue {
    pub(super) fn of(
        printed: &str,
        unit: Option<AmountUnit>,
        (item, stage): (Option<ThreePublicItem>, Option<Stage>),
        labels: &[&str],
        words: &ValueWords,
    ) -> Self {
        let key = folded(printed);
        let empty = Self::nothing(printed);
        if words.says_nothing(&words.fold(printed)) && !key.contains(|c: char| c.is_ascii_digit()) {
            return empty.nothing_or_words(key);
        }
        let rate = stage == Some(Stage::ChangeRate);
        let percent = key
            .strip_suffix(['%', '％'])
            .or(Some(key.as_str()).filter(|_| rate));
        if let Some(number) = percent.and_then(plain_decimal) {
            return Self {
                kind: ValueKind::Ratio,
                value: Some(number),
                unit: Some("%".to_owned()),
                ..empty
            };
        }
        if item.is_some_and(is_count)
            && let Some(number) = plain_decimal(&key)
        {
            return Self {
                kind: ValueKind::Count,
                value: Some(number),
                unit: unit_of_count(&key, labels),
                ..empty
            };
        }
        let parsed = parse_amount(printed, unit, words);
        let figure = words.fold(printed);
        match parsed.filter(|parsed| parsed.bare || parsed.amount.yuan.is_some()) {
            Some(parsed) => {
                let precision = unit.map(|unit| precision_of(&figure, unit));
                Self {
                    kind: ValueKind::Amount,
                    yuan: parsed
                        .amount
                        .yuan
                        .filter(|_| unit.is_some() || !parsed.bare),
                    precision: precision.filter(|_| parsed.bare),
                    ..empty
                }
            }
            None => Self {
                kind: ValueKind::Text,
                text: Some(key),
                ..empty
            },
        }
    }

    fn nothing(printed: &str) -> Self {
        Self {
            kind: ValueKind::None,
            raw: without_breaks(printed),
            yuan: None,
            precision: None,
            value: None,
            unit: None,
            text: None,
        }
    }

    /// The words of a column of reasons and remarks.
    pub(super) fn of_words(printed: &str) -> Self {
        Self {
            kind: ValueKind::Text,
            text: Some(folded(printed)),
            ..Self::nothing(printed)
        }
    }

    fn nothing_or_words(self, key: String) -> Self {
        let dash = key.chars().count() < 3 && key.chars().all(|c| !c.is_alphabetic());
        if dash || key.chars().count() == 1 {
            return self;
        }
        Self {
            kind: ValueKind::Text,
            text: Some(key),
            ..self
        }
    }
}

/// One unit of the last printed place.
fn precision_of(figure: &str, unit: AmountUnit) -> Decimal {
    let digits = figure.trim_end_matches(|c: char| !c.is_ascii_digit());
    let places = digits
        .rsplit_once('.')
        .map_or(0, |(_, places)| places.len());
    let places = u32::try_from(places).unwrap_or(0).min(20);
    (unit.factor() * Decimal::new(1, places)).normalize()
}

fn is_count(item: ThreePublicItem) -> bool {
    use ThreePublicItem as Item;
    matches!(
        item,
        Item::OverseasGroups
            | Item::OverseasPeople
            | Item::VehiclesBought
            | Item::VehiclesHeld
            | Item::Receptions
            | Item::ReceptionPeople
    )
}

/// 批 of `10批`, or of 公务接待批次（批）.
fn unit_of_count(key: &str, labels: &[&str]) -> Option<String> {
    let own = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    if !own.is_empty() {
        return Some(own.to_owned());
    }
    labels.iter().rev().find_map(|label| {
        let inner = label.trim().strip_suffix(['）', ')'])?;
        let (_, unit) = inner.rsplit_once(['（', '('])?;
        (unit.chars().count() == 1).then(|| unit.to_owned())
    })
}
