//! Money that a form asks for and the author told in a sentence: `资金总额250万元，其中：市级财政200万元，上级补助50万元`.
//!
//! In: a labelled value that is more than an amount. Out: one line for each amount with the label in front of it. Lost: amounts
//! behind words that are no label of money, and the words between; the sentence stays in the finding that tells of it.

use super::amount::{FoundAmount, find_amounts};
use crate::recognize::Entry;
use crate::record::{Amount, Period};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary};

/// Most characters between a label and its amount, the label included.
const MAX_LABEL: usize = 24;

/// One amount of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ProseLine {
    /// What its label means.
    pub(super) field: Field,
    /// Its label as printed, empty for an amount that answers the cell's own label.
    pub(super) label: String,
    /// The whole period's money.
    pub(super) multi_year: bool,
    /// The amount; the raw text of a total is the whole sentence.
    pub(super) amount: Amount,
}

/// The amounts of a sentence, or `None` where the value is a plain amount or none of its amounts has a label.
pub(super) fn lines_in_prose(
    entry: &Entry,
    vocabulary: &Vocabulary,
    words: &ValueWords,
) -> Option<Vec<ProseLine>> {
    let text = entry.value.trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let amounts = find_amounts(text, words);
    let plain = amounts.len() == 1 && amounts[0].start == 0 && amounts[0].end == text.len();
    let certain = amounts
        .iter()
        .all(|amount| amount.per.is_none() && !amount.in_range);
    if amounts.is_empty() || plain || !certain {
        return None;
    }
    let mut lines = Vec::new();
    let mut from = 0;
    for amount in &amounts {
        let before = text.get(from..amount.start).unwrap_or_default();
        from = amount.end;
        lines.extend(line(before, amount, text, entry, vocabulary));
    }
    (!lines.is_empty()).then_some(lines)
}

/// The line of one amount: by the label before it, or the cell's own label for one that begins the cell.
fn line(
    before: &str,
    amount: &FoundAmount,
    text: &str,
    entry: &Entry,
    vocabulary: &Vocabulary,
) -> Option<ProseLine> {
    let (field, label) = if amount.start == 0 {
        (entry.field, String::new())
    } else {
        label_at_end(before, vocabulary)?
    };
    // A sentence under a label of the year that names its total 项目资金总额 means the year's.
    let multi_year =
        entry.period == Some(Period::MultiYear) || entry.field == Field::MultiYearTotal;
    // What answers the cell's own label keeps all that the cell prints.
    let raw = match field {
        field if field.is_funding() && !label.is_empty() => text.get(amount.start..amount.end)?,
        _ => text,
    };
    Some(ProseLine {
        field,
        label,
        multi_year,
        amount: Amount {
            raw: raw.to_owned(),
            yuan: Some(amount.yuan),
        },
    })
}

/// The longest label of money that ends the text, with up to two characters between it and the amount (为, 共计).
fn label_at_end(before: &str, vocabulary: &Vocabulary) -> Option<(Field, String)> {
    let ends: Vec<usize> = before
        .char_indices()
        .map(|(at, _)| at)
        .chain([before.len()])
        .rev()
        .take(3)
        .collect();
    for end in ends {
        let text = &before[..end];
        let mut starts: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .rev()
            .take(MAX_LABEL)
            .collect();
        starts.reverse();
        let found = starts.into_iter().find_map(|start| {
            let field = vocabulary.meaning(&text[start..])?.head?;
            (field.is_money() || field == Field::FundingGroup)
                .then(|| (field, text[start..].trim().to_owned()))
        });
        if found.is_some() {
            return found;
        }
    }
    None
}
