//! Money that the author wrote as a sentence where the form asks for a figure:
//! `资金总额250万元，其中：市级财政200万元，上级补助50万元`.
//!
//! In: a labelled value that is more than an amount. Out: each amount with a label before it. Lost:
//! amounts after words that are not a label of money, and the words between; the finding about it quotes the whole
//! sentence.

use super::amount::{FoundAmount, find_amounts};
use crate::recognize::Entry;
use crate::record::{Amount, Period};
use crate::vocabulary::values::ValueWords;
use crate::vocabulary::{Field, Vocabulary};

/// The most characters of a label and the words between it and its amount.
const MAX_LABEL: usize = 24;

/// One amount of a sentence, with the label before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LabelledAmount {
    /// The field its label names.
    pub(super) field: Field,
    /// Its label as printed; empty where the amount answers the label of the cell.
    pub(super) label: String,
    /// True when the amount is of the whole period.
    pub(super) multi_year: bool,
    /// The amount. The raw text of a total is the whole sentence.
    pub(super) amount: Amount,
}

/// The amounts of a sentence; `None` where none of its amounts has a label. The value is not a plain amount.
pub(super) fn amounts_in_text(
    entry: &Entry,
    vocabulary: &Vocabulary,
    words: &ValueWords,
) -> Option<Vec<LabelledAmount>> {
    let text = entry.value.trim();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let amounts = find_amounts(text, words);
    let certain = amounts
        .iter()
        .all(|amount| amount.per.is_none() && !amount.in_range);
    if amounts.is_empty() || !certain {
        return None;
    }
    let mut found = Vec::new();
    let mut from = 0;
    for amount in &amounts {
        let before = text.get(from..amount.start).unwrap_or_default();
        from = amount.end;
        found.extend(labelled(before, amount, text, entry, vocabulary));
    }
    (!found.is_empty()).then_some(found)
}

/// One amount with the label before it; an amount that begins the cell has the label of the cell.
fn labelled(
    before: &str,
    amount: &FoundAmount,
    text: &str,
    entry: &Entry,
    vocabulary: &Vocabulary,
) -> Option<LabelledAmount> {
    let (field, label) = if amount.start == 0 {
        (entry.field, String::new())
    } else {
        label_at_end(before, vocabulary)?
    };
    // under a label of the year, a sentence that calls its total 项目资金总额 means the year's total
    let multi_year =
        entry.period == Some(Period::MultiYear) || entry.field == Field::MultiYearTotal;
    // an amount that answers the label of the cell keeps the whole printed text
    let raw = match field {
        field if field.is_funding() && !label.is_empty() => text.get(amount.start..amount.end)?,
        _ => text,
    };
    Some(LabelledAmount {
        field,
        label,
        multi_year,
        amount: Amount {
            raw: raw.to_owned(),
            yuan: Some(amount.yuan),
        },
    })
}

/// The longest label of money at the end of the text; up to two characters may separate it from the amount (为, 共计).
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
