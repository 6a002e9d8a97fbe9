//! The value fold: the text that the grammars of values read.
//!
//! In: the text of a cell. Out: the text the grammars read. Full NFKC would be wrong here: it turns ① into 1 and ㎡
//! into m2. Lost: white space, except a space between two digits that does not separate thousands; it keeps `10 20`
//! from becoming 1020.

use super::classes::is_invisible;

/// Folds the text of a value for the grammars. `fold_char` gives characters that mean the same one form (＞ is >).
pub(crate) fn fold_value(raw: &str, fold_char: impl Fn(char) -> char) -> String {
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
        let sign = fold_char(sign);
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

/// A text folded character by character, which knows where each character came from.
pub(crate) struct FoldedInPlace<'t> {
    /// The folded text. A space separates letters and digits that white space separates.
    pub(crate) text: String,
    printed: &'t str,
    /// For every byte of the folded text, the offset of its character in the printed one.
    places: Vec<usize>,
}

impl FoldedInPlace<'_> {
    /// The byte offset in the printed text of the character that begins at `at` in the folded one.
    pub(crate) fn start(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(self.printed.len())
    }

    /// The byte offset in the printed text where the character ends that ends at `at` in the folded one.
    pub(crate) fn end(&self, at: usize) -> usize {
        let last = at
            .checked_sub(1)
            .and_then(|last| self.places.get(last))
            .copied();
        let Some(last) = last else {
            return 0;
        };
        let sign = self
            .printed
            .get(last..)
            .and_then(|rest| rest.chars().next());
        last + sign.map_or(0, char::len_utf8)
    }
}

/// Folds running text in which values are looked for.
pub(crate) fn fold_in_place(printed: &str, fold_char: impl Fn(char) -> char) -> FoldedInPlace<'_> {
    let mut text = String::with_capacity(printed.len());
    let mut places = Vec::with_capacity(printed.len());
    let mut space = false;
    for (at, sign) in printed.char_indices() {
        if is_invisible(sign) || sign.is_whitespace() {
            space |= sign.is_whitespace();
            continue;
        }
        let sign = fold_char(sign);
        // digits on both sides of white space are two numbers
        if std::mem::take(&mut space)
            && sign.is_ascii_alphanumeric()
            && text.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
        {
            text.push(' ');
            places.push(at);
        }
        text.push(sign);
        places.resize(text.len(), at);
    }
    FoldedInPlace {
        text,
        printed,
        places,
    }
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
    use crate::vocabulary::Vocabulary;

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
        let words = &Vocabulary::builtin().values;
        for (raw, expected) in cases {
            assert_eq!(
                fold_value(raw, |sign| words.fold_char(sign)),
                expected,
                "{raw}"
            );
        }
    }
}
