//! One spelling for characters that look or mean the same, and no white space.
//!
//! In: the text of a cell. Out: the text the grammars read. Full NFKC would be wrong here: it turns ① into 1 and ㎡
//! into m2. Lost: white space, except a space between two digits that does not separate thousands; it keeps `10 20`
//! from becoming 1020.

use crate::vocabulary::is_invisible;
use crate::vocabulary::values::ValueWords;

/// Folds the text of a value for the grammars.
pub(crate) fn fold(raw: &str, words: &ValueWords) -> String {
    let mut folded = String::with_capacity(raw.len());
    let (mut space, mut line) = (false, false);
    let mut kept_space = false;
    for sign in raw.chars() {
        if sign.is_whitespace() {
            space = true;
            line |= sign == '\n';
            continue;
        }
        if is_invisible(sign) {
            continue;
        }
        let sign = words.fold_char(sign);
        if space
            && sign.is_ascii_digit()
            && folded.ends_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            folded.push(if line { '\n' } else { ' ' });
            kept_space = true;
        }
        (space, line) = (false, false);
        folded.push(sign);
    }
    if kept_space {
        join_thousands(&folded).replace('\n', " ")
    } else {
        folded
    }
}

/// Words for people to read: no white space at the ends or between two Chinese characters, elsewhere one space.
pub(crate) fn plain_text(raw: &str) -> String {
    let mut plain = String::with_capacity(raw.len());
    let mut space = false;
    for sign in raw.chars().filter(|sign| !is_invisible(*sign)) {
        if sign.is_whitespace() {
            space = true;
            continue;
        }
        if space
            && !plain.is_empty()
            && (sign.is_ascii() || plain.ends_with(|c: char| c.is_ascii()))
        {
            plain.push(' ');
        }
        space = false;
        plain.push(sign);
    }
    plain
}

/// Removes the spaces of `1 000 000`: at most three digits, then groups of exactly three. Digits on two lines are two
/// numbers.
fn join_thousands(folded: &str) -> String {
    let mut joined = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, number) = rest.split_at(start);
        joined.push_str(before);
        let end = number
            .find(|c: char| !c.is_ascii_digit() && c != ' ')
            .unwrap_or(number.len());
        let (figures, after) = number.split_at(end);
        let mut groups = figures.split(' ');
        let first_fits = groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()));
        let continues = before.ends_with('.') || before.ends_with(',');
        if first_fits && !continues && groups.all(|group| group.len() == 3) {
            joined.extend(figures.chars().filter(|c| *c != ' '));
        } else {
            joined.push_str(figures);
        }
        rest = after;
    }
    joined.push_str(rest);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        let cases = [
            ("≥98 ％", "≥98%"),
            ("＞=95％", ">=95%"),
            ("1 000 000元", "1000000元"),
            ("10 20 30次", "10 20 30次"),
            ("100\n200", "100 200"),
            ("5\n 100人", "5 100人"),
            ("1. 5万元", "1. 5万元"),
            ("2023 年 12 月", "2023年12月"),
            ("\u{200b}１００\u{a0}％\t", "100%"),
            ("①㎡…", "①㎡…"),
            ("2024-12-31 00:00:00", "2024-12-31 00:00:00"),
            ("１，２００．５０", "1,200.50"),
            ("3.141 592", "3.141 592"),
        ];
        for (raw, expected) in cases {
            assert_eq!(
                fold(raw, &crate::vocabulary::Vocabulary::builtin().values),
                expected,
                "{raw}"
            );
        }
    }
}
