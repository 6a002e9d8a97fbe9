//! Money: the amount in a cell, the unit printed for a table, the amounts in running text.
//!
//! In: printed text. Out: exact decimals in yuan. A unit in the cell wins over the table's; 万 and 万元 mean the same
//! in a cell of money. Amounts in Chinese numerals (叁拾伍万元整) and in parts (2万3千元) are exact too; 无 and 不适用
//! are not amounts. A text that says more than an amount (其中：…, 30万元/年) keeps its raw text and has no value in
//! yuan.

use rust_decimal::Decimal;

use super::target::measure::{digits, figures};
use super::target::parts::{part, parts};
use super::target::unit::{Measured, unit};
use crate::record::{Amount, AmountUnit};
use crate::text::fold_width;
use crate::vocabulary::units::Dimension;
use crate::vocabulary::values::{Prefix, ValueWords};

/// An amount in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAmount {
    /// The number as printed, scale kept.
    pub value: Decimal,
    /// Canonical unit: 万元.
    pub unit: String,
    /// The exact amount in yuan.
    pub yuan: Decimal,
    /// The unit it is paid for, as in 350元/人.
    pub per: Option<String>,
    /// True for one end of a range: 10-15万元.
    pub in_range: bool,
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset of the end of its unit.
    pub end: usize,
}

/// The amount in a cell, and where its unit comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedAmount {
    /// The amount.
    pub amount: Amount,
    /// True for a bare figure, whose unit is the table's.
    pub bare: bool,
}

/// The amount in a cell; `unit` is the table's. A blank, a dash, a stroke or 无 is not an amount, `0` is zero.
pub fn parse_amount(
    raw: &str,
    unit: Option<AmountUnit>,
    words: &ValueWords,
) -> Option<ParsedAmount> {
    let folded = words.fold(raw);
    let text = folded.trim_end_matches(|sign| words.sentence_ends.contains(sign));
    if words.says_nothing(text) {
        return None;
    }
    let figure = bare_figure(text, words);
    let yuan = match (figure, unit) {
        (Some(figure), Some(unit)) => figure.checked_mul(unit.factor()),
        // zero is zero in every unit
        (Some(figure), None) => Some(figure).filter(Decimal::is_zero),
        (None, _) => yuan_with_unit(text, unit, words).or_else(|| yuan_in_parts(text, words)),
    };
    Some(ParsedAmount {
        amount: Amount {
            raw: raw.trim().to_owned(),
            yuan,
        },
        bare: figure.is_some(),
    })
}

/// The unit that an amount prints itself: 万元 in 164万元.
pub fn unit_in_amount(raw: &str, words: &ValueWords) -> Option<AmountUnit> {
    let folded = words.fold(raw);
    let (_, text) = currency(without_mark(&folded), words);
    let (_, rest) = figures(text)?;
    let factor = money_factor(&unit(rest, words)?.0)?;
    AmountUnit::ALL
        .into_iter()
        .find(|unit| unit.factor() == factor)
}

/// Yuan in a number of several parts: 叁拾伍万元整, 三十五元五角, 1亿2000万. It must have a unit, or end with a scale
/// word; a bare 三十五 has no unit.
fn yuan_in_parts(text: &str, words: &ValueWords) -> Option<Decimal> {
    let number = parts(currency(text, words).1, words)?;
    if number.rest.is_empty() {
        return number.scaled.then_some(number.value);
    }
    let (unit, mut rest) = words.units.longest(number.rest)?;
    let (_, factor) = unit.base.as_ref()?;
    if unit.dimension != Dimension::Money {
        return None;
    }
    let mut sum = number.value.checked_mul(*factor)?;
    let mut above = *factor;
    while let Some(figure) = part(rest, words) {
        let (small, after) = words.amount_parts.longest(figure.rest)?;
        if *small >= above || figure.number >= Decimal::TEN {
            return None;
        }
        sum = sum.checked_add(figure.number.checked_mul(*small)?)?;
        (above, rest) = (*small, after);
    }
    let rest = words.amount_ends.strip(rest).unwrap_or(rest);
    rest.is_empty().then_some(sum)
}

/// A figure without any unit.
fn bare_figure(text: &str, words: &ValueWords) -> Option<Decimal> {
    // (4.80) is negative in a table of accounts
    let inner = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'));
    let (currency, text) = currency(without_mark(inner.unwrap_or(text)), words);
    let (value, rest) = figures(text)?;
    let value = if inner.is_some() { -value } else { value };
    (rest.is_empty() && !currency).then_some(value)
}

/// Yuan in a figure with a unit or a sign of currency; `table` is the table's unit.
fn yuan_with_unit(text: &str, table: Option<AmountUnit>, words: &ValueWords) -> Option<Decimal> {
    let (_, text) = currency(without_mark(text), words);
    let (value, rest) = figures(text)?;
    if rest.is_empty() {
        // ￥ names the currency, which leaves open whether the table's 万元 still applies to the number
        return matches!(table, None | Some(AmountUnit::Yuan)).then_some(value);
    }
    let (measured, rest) = unit(rest, words)?;
    let factor = money_factor(&measured)?;
    (rest.is_empty() && !measured.divided)
        .then(|| value.checked_mul(factor))
        .flatten()
}

/// The amount without the raised mark of a footnote after it. After a 10, a raised figure may be an exponent and stays.
fn without_mark(text: &str) -> &str {
    const RAISED: [char; 10] = [
        '\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}', '\u{2077}',
        '\u{2078}', '\u{2079}',
    ];
    let amount = text.trim_end_matches(RAISED);
    if amount.ends_with("10") { text } else { amount }
}

/// True when the text begins with ￥ or the like; and what follows.
fn currency<'t>(text: &'t str, words: &ValueWords) -> (bool, &'t str) {
    match words.prefixes.longest(text) {
        Some((Prefix::Currency(unit), rest)) if words.amount_units.exact(unit).is_some() => {
            (true, rest.strip_prefix('/').unwrap_or(rest))
        }
        _ => (false, text),
    }
}

/// How many yuan one of the unit is. `None` unless it is a unit of money or a scale word alone.
fn money_factor(measured: &Measured) -> Option<Decimal> {
    let (_, factor) = measured.base.as_ref()?;
    let scale_alone = measured.dimension.is_none() && measured.incomplete;
    (scale_alone || measured.dimension == Some(Dimension::Money)).then_some(*factor)
}

/// The unit of money in a label, a title or a note: 单位：万元, 项目资金（元）, 万元.
pub fn amount_unit_of(text: &str, words: &ValueWords) -> Option<AmountUnit> {
    let folded = words.fold(text);
    if let Some(unit) = unit_alone(&folded, words) {
        return Some(unit);
    }
    if words.amount_labels.is_in(&folded) {
        let parts = || between_spaces(text).map(|part| words.fold(part));
        let unit = unit_behind_label(&folded, words);
        let unit = unit.or_else(|| parts().find_map(|part| unit_behind_label(&part, words)));
        if unit.is_some() {
            return unit;
        }
    }
    let mut rest = folded.as_str();
    while let Some((_, inner)) = rest.split_once(['(', '[']) {
        if let Some((note, _)) = inner.split_once([')', ']'])
            && let Some(unit) = unit_alone(note, words).or_else(|| unit_first(note, words))
        {
            return Some(unit);
        }
        rest = inner;
    }
    None
}

/// The unit after 金额单位 and the like, in a folded text.
fn unit_behind_label(folded: &str, words: &ValueWords) -> Option<AmountUnit> {
    let labels = words.amount_labels.iter();
    let places = labels.flat_map(|label| {
        let found = folded.match_indices(label.as_str());
        found.map(|(at, label)| at + label.len())
    });
    places
        .filter_map(|at| folded.get(at..))
        .find_map(|after| unit_first(after.trim_start_matches([':', '(']), words))
}

/// Every single word and every two consecutive words of a line with several statements: `金额单位： 万元
/// 日期：2024年2月`.
fn between_spaces(text: &str) -> impl Iterator<Item = &str> {
    let starts = move |at: usize| at == 0 || text[..at].ends_with(char::is_whitespace);
    let words = text
        .char_indices()
        .filter(move |&(at, c)| starts(at) && !c.is_whitespace());
    words.flat_map(move |(at, _)| {
        let rest = &text[at..];
        let one = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let next = rest[one..].trim_start();
        let gap = rest.len() - next.len();
        let two = gap + next.find(char::is_whitespace).unwrap_or(next.len());
        [&rest[..one], &rest[..two]]
    })
}

/// True when the text begins with a unit of money, or gives one after a label: such a text is not the name of an
/// organization.
pub fn begins_with_unit(text: &str, words: &ValueWords) -> bool {
    let folded = words.fold(text);
    let money = |(measured, rest): (Measured, &str)| {
        rest.is_empty() && measured.dimension == Some(Dimension::Money)
    };
    unit_first(&folded, words).is_some()
        || amount_unit_of(text, words).is_some()
        || unit(&folded, words).is_some_and(money)
}

/// The unit, if the text is nothing else.
fn unit_alone(text: &str, words: &ValueWords) -> Option<AmountUnit> {
    words.amount_units.exact(currency(text, words).1).copied()
}

/// The unit the text begins with, if what follows does not change it: 万元, 万元、%.
fn unit_first(text: &str, words: &ValueWords) -> Option<AmountUnit> {
    let (unit, rest) = words.amount_units.longest(currency(text, words).1)?;
    let ends = rest
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric() && next != '/');
    ends.then_some(*unit)
}

/// Every amount of money in running text, in the order of the text. A number without a unit of money is skipped.
pub fn find_amounts(text: &str, words: &ValueWords) -> Vec<FoundAmount> {
    let in_place = words.fold_in_place(text);
    let folded = in_place.text.as_str();
    let mut found: Vec<FoundAmount> = Vec::new();
    let mut at = 0;
    while let Some(step) = folded
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = at + step;
        let rest = folded.get(start..).unwrap_or_default();
        let before = folded.get(..start).unwrap_or_default();
        let touched = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
        match figures(rest) {
            Some((value, after)) => {
                let mut end = folded.len() - after.len();
                if !touched && let Some((mut amount, after_unit)) = amount_at(value, after, words) {
                    end = folded.len() - after_unit.len();
                    amount.in_range = in_range(before, after_unit, words);
                    amount.start = in_place.start(start);
                    amount.end = in_place.end(end);
                    found.push(amount);
                }
                at = end;
            }
            None => at = start + digits(rest).len().max(1),
        }
    }
    found
}

fn amount_at<'t>(
    value: Decimal,
    after: &'t str,
    words: &ValueWords,
) -> Option<(FoundAmount, &'t str)> {
    let (measured, rest) = unit(after, words)?;
    if measured.dimension != Some(Dimension::Money) || measured.in_brackets {
        return None;
    }
    let factor = money_factor(&measured)?;
    let (name, per) = match measured.name.split_once('/') {
        Some((name, per)) => (name.to_owned(), Some(per.to_owned())),
        None => (measured.name, None),
    };
    let amount = FoundAmount {
        value,
        unit: name,
        yuan: value.checked_mul(factor)?.normalize(),
        per,
        in_range: false,
        start: 0,
        end: 0,
    };
    Some((amount, rest))
}

/// True when a number and a range mark precede the amount, or a range mark and a number follow it.
fn in_range(before: &str, after: &str, words: &ValueWords) -> bool {
    words.amount_ranges.iter().any(|mark| {
        let first = before.strip_suffix(mark.as_str()).is_some_and(|first| {
            let number_end = first.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1);
            let between = number_end.and_then(|end| first.get(end..));
            between.is_some_and(|between| {
                between.is_empty() || unit(between, words).is_some_and(|(_, rest)| rest.is_empty())
            })
        });
        let second = after.strip_prefix(mark.as_str());
        first || second.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// The number in `95%`, `10分` or `1,200.5`; `None` for anything else.
pub fn plain_decimal(text: &str) -> Option<Decimal> {
    let key = fold_width(text).replace(',', "");
    let digits = key.trim_end_matches(|c: char| !c.is_ascii_digit());
    let tail = &key[digits.len()..];
    if tail.chars().count() > 1 {
        return None;
    }
    Decimal::from_str_exact(digits).ok()
}

#[cfg(test)]
mod tests;
