//! The codes of the classification of government income and expenditure, with their names and years.
//!
//! In: `codes.txt` in this folder. Out: what is known of a code. The list is incomplete: it names what was seen or is
//! remembered, so that a code or a name that is not in it proves nothing by itself.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One name of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeName {
    /// The name.
    pub name: &'static str,
    /// True where the name was seen in a published table.
    pub is_seen: bool,
    /// The first year it holds for; `None` where it is unknown.
    pub first: Option<i32>,
    /// The last year it holds for; `None` where it still holds or the year is unknown.
    pub last: Option<i32>,
}

impl CodeName {
    /// True where the name is not known to begin later or to end earlier.
    pub fn holds_in(&self, year: i32) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }
}

static CODES: LazyLock<HashMap<&str, Vec<CodeName>>> = LazyLock::new(|| {
    let mut codes: HashMap<&str, Vec<CodeName>> = HashMap::new();
    let lines = include_str!("codes.txt").lines();
    for (code, name) in lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(entry)
    {
        codes.entry(code).or_default().push(name);
    }
    codes
});

/// The names of a code; empty where the code is not listed.
pub fn names_of(code: &str) -> &'static [CodeName] {
    CODES.get(code).map_or(&[], Vec::as_slice)
}

/// `20805 行政事业单位离退休 -2019`.
fn entry(line: &'static str) -> Option<(&'static str, CodeName)> {
    let mut words = line.split(' ');
    let (code, name) = (words.next()?, words.next()?);
    let (first, last) = words
        .next()
        .and_then(|years| years.split_once('-'))
        .unwrap_or_default();
    let bare = code.strip_suffix('?');
    let name = CodeName {
        name,
        is_seen: bare.is_none(),
        first: first.parse().ok(),
        last: last.parse().ok(),
    };
    Some((bare.unwrap_or(code), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_code_with_a_name_and_perhaps_years() {
        let mut last = "";
        for line in include_str!("codes.txt").lines() {
            if line.starts_with('#') {
                last = "";
                continue;
            }
            let (code, name) = entry(line).unwrap();
            let digits = code.bytes().all(|byte| byte.is_ascii_digit());
            assert!(digits && matches!(code.len(), 3 | 5 | 7), "{line}");
            assert!(!name.name.is_empty() && last <= code, "{line}");
            let years = line.split(' ').nth(2);
            assert_eq!(
                years.is_some(),
                name.first.or(name.last).is_some(),
                "{line}"
            );
            last = code;
        }
    }

    #[test]
    fn a_code_may_change_its_name() {
        let in_year = |year| {
            let names = names_of("20805").iter();
            let names = names
                .filter(|name| name.holds_in(year))
                .map(|name| name.name);
            names.collect::<Vec<_>>()
        };
        assert_eq!(in_year(2019), ["行政事业单位离退休"]);
        assert_eq!(in_year(2020), ["行政事业单位养老支出"]);
        assert!(names_of("99999").is_empty());
    }
}
