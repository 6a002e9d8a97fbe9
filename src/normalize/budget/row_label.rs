//! The label of a row: its numbering, 其中, and the words that remain.
//!
//! In: the text of a cell. Out: [`RowLabel`]. Lost: nothing; the printed text is kept.

use crate::text::is_ordinal;
use crate::vocabulary::budget::BudgetWords;

/// The kinds of numbering; each document has its own order of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ladder {
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. or 1、
    Digits,
    /// (1)
    DigitsInBrackets,
    /// ①
    Circled,
}

/// A label taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowLabel {
    /// As printed, without line breaks.
    pub raw: String,
    /// Without white space, numbering and 其中; brackets and colons of full width.
    pub text: String,
    pub ladder: Option<Ladder>,
    pub of_which: bool,
}

impl RowLabel {
    pub(super) fn of(printed: &str, words: &BudgetWords) -> Self {
        let raw = without_breaks(printed);
        let folded = folded(printed);
        let mut rest = folded.as_str();
        let mut ladder = None;
        let mut of_which = false;
        loop {
            if let Some(shorter) = words.of_which(rest).filter(|rest| !rest.is_empty()) {
                of_which = true;
                rest = shorter;
            } else if let Some((own, shorter)) = numbered(rest) {
                ladder = Some(own);
                rest = shorter;
            } else {
                break;
            }
        }
        Self {
            text: rest.to_owned(),
            raw,
            ladder,
            of_which,
        }
    }
}

/// The printed text without line breaks.
pub(super) fn without_breaks(printed: &str) -> String {
    printed.replace(['\n', '\r'], "").trim().to_owned()
}

/// The text without white space, with brackets and colons of full width.
pub(super) fn folded(text: &str) -> String {
    let wide = |c: char| match c {
        '(' => '（',
        ')' => '）',
        ':' => '：',
        c => c,
    };
    let visible = text.chars().filter(|c| !c.is_whitespace());
    visible.map(wide).collect()
}

/// The numbering at the beginning of a folded text, and what follows it.
fn numbered(text: &str) -> Option<(Ladder, &str)> {
    let ladder = |number: &str, bracketed: bool| {
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        match (digits, bracketed) {
            (true, true) => Ladder::DigitsInBrackets,
            (true, false) => Ladder::Digits,
            (false, true) => Ladder::ChineseInBrackets,
            (false, false) => Ladder::Chinese,
        }
    };
    let full = |rest: &&str| !rest.is_empty();
    if let Some(rest) = text.strip_prefix(|c: char| ('\u{2460}'..='\u{2473}').contains(&c)) {
        return Some((Ladder::Circled, rest)).filter(|(_, rest)| full(rest));
    }
    if let Some(inner) = text.strip_prefix('（') {
        let (number, rest) = inner.split_once('）')?;
        let fits = !number.is_empty() && number.chars().all(is_ordinal);
        return (fits && full(&rest)).then(|| (ladder(number, true), rest));
    }
    let rest = text.trim_start_matches(is_ordinal);
    let number = &text[..text.len() - rest.len()];
    let rest = rest.strip_prefix(['、', '.', '．'])?;
    let fits = !number.is_empty() && full(&rest) && !rest.starts_with(|c: char| c.is_ascii_digit());
    fits.then(|| (ladder(number, false), rest.trim_start_matches(['、', '.'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn numbering_and_of_which_are_taken_off() {
        let words = &Vocabulary::builtin().budget;
        for (printed, text, ladder, of_which) in [
            (
                "一、财政拨款\n收入",
                "财政拨款收入",
                Some(Ladder::Chinese),
                false,
            ),
            (
                "1. 一般公共预算",
                "一般公共预算",
                Some(Ladder::Digits),
                false,
            ),
            (
                "其中：（1）运行费",
                "运行费",
                Some(Ladder::DigitsInBrackets),
                true,
            ),
            (
                "（一）本年收入",
                "本年收入",
                Some(Ladder::ChineseInBrackets),
                false,
            ),
            ("其中:捐赠收入", "捐赠收入", None, true),
            ("三公经费合计", "三公经费合计", None, false),
            ("维修(护)费", "维修（护）费", None, false),
        ] {
            let label = RowLabel::of(printed, words);
            assert_eq!(
                (label.text.as_str(), label.ladder, label.of_which),
                (text, ladder, of_which),
                "{printed}"
            );
        }
    }
}
