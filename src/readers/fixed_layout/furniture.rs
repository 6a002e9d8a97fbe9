//! What stands on a page for the sake of paper: running heads and feet, page numbers.
//!
//! In: the layouts of all pages. Out: the same without lines that repeat at the edges of the pages, apart from their digits, and
//! without page numbers. Lost: those lines.

use std::collections::HashMap;

use super::page_layout::{Content, Item, PageLayout};

/// The share of a page's height in which running heads stand, and from which on feet do.
const HEAD: f64 = 0.1;
const FOOT: f64 = 0.88;
/// A line is a running one when it stands on this many pages at least, and on this share of them.
const LEAST_PAGES: usize = 3;
const SHARE: usize = 2;
/// Characters of a page number with what stands around it.
const LONGEST_NUMBER: usize = 12;
/// What stands around it: dashes, and the words of "page 3 of 10".
const AROUND: &str = "-—–―─_·•/|[]()（）第页共頁";

/// Takes the furniture off.
pub(super) fn remove(pages: &mut [PageLayout]) {
    let mut met: HashMap<(Edge, String), usize> = HashMap::new();
    for page in &*pages {
        for (edge, text) in page
            .items
            .iter()
            .filter_map(|item| at_edge(item, page.height))
        {
            *met.entry((edge, without_digits(text))).or_default() += 1;
        }
    }
    let enough = LEAST_PAGES.max(pages.len() / SHARE);
    for page in pages {
        let height = page.height;
        page.items.retain(|item| {
            let Some((edge, text)) = at_edge(item, height) else {
                return true;
            };
            let pages = met.get(&(edge, without_digits(text))).copied();
            let runs = pages.is_some_and(|pages| pages >= enough);
            !(runs || (edge == Edge::Foot && is_page_number(text)))
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edge {
    Head,
    Foot,
}

/// The text of a line at an edge of the page.
fn at_edge(item: &Item, height: f64) -> Option<(Edge, &str)> {
    let Content::Line(line) = &item.content else {
        return None;
    };
    let edge = if item.top < HEAD * height {
        Edge::Head
    } else if item.bottom > FOOT * height {
        Edge::Foot
    } else {
        return None;
    };
    Some((edge, line.text.as_str()))
}

fn without_digits(text: &str) -> String {
    let seen = text.chars().filter(|char| !char.is_whitespace());
    seen.map(|char| if char.is_ascii_digit() { '#' } else { char })
        .collect()
}

fn is_page_number(text: &str) -> bool {
    let around = |char: char| char.is_whitespace() || AROUND.contains(char);
    text.chars().nth(LONGEST_NUMBER).is_none()
        && text.contains(|char: char| char.is_ascii_digit())
        && text
            .chars()
            .all(|char| char.is_ascii_digit() || around(char))
}

/// An entry of a table of contents: a title, dots, and the number of a page.
pub(super) fn is_contents_entry(text: &str) -> bool {
    let dot = |char: char| matches!(char, '.' | '…' | '·' | '．' | '⋯' | '\u{2024}');
    let title = text.trim_end_matches(|char: char| char.is_ascii_digit() || char.is_whitespace());
    let dotted = title.trim_end_matches(|char: char| dot(char) || char.is_whitespace());
    let dots: usize = title[dotted.len()..]
        .chars()
        .map(|char| {
            if char == '…' {
                3
            } else {
                usize::from(dot(char))
            }
        })
        .sum();
    title.len() < text.len() && !dotted.is_empty() && dots >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_have_few_words() {
        for text in ["3", "- 3 -", "— 12 —", "第 3 页 共 10 页", "3/10", "（3）"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "第三页",
            "2024年",
            "—",
            "1.信息系统运维经费",
            "12345678901234",
        ] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn entries_of_a_table_of_contents_have_dots_and_a_page() {
        for text in [
            "一、部门概况.....3",
            "二、预算表…………12",
            "三、说明 . . . . 5",
        ] {
            assert!(is_contents_entry(text), "{text}");
        }
        for text in ["一、部门概况 3", "合计 ... 万元", "……3", "完成率 95.5"] {
            assert!(!is_contents_entry(text), "{text}");
        }
    }
}
