//! Cleaning printed text: what typists and narrow columns put between the words.
//!
//! In: a cell's text. Out: the words. Lost: stray tabs, invisible marks, white space at the ends, empty lines.

use crate::vocabulary::fold_width;

/// One line: a name or a label that a narrow column broke over several lines.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_invisible(c) {
            continue;
        }
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let latin = |c: char| c.is_ascii_alphanumeric();
        if gap && latin(c) && line.chars().next_back().is_some_and(latin) {
            line.push(' ');
        }
        gap = false;
        line.push(c);
    }
    line
}

/// Running text: lines trimmed and without tabs, empty ones dropped. `None` where nothing is left.
pub fn clean_text(text: &str) -> Option<String> {
    let lines: Vec<String> = text
        .split(['\n', '\r'])
        .map(|line| {
            let kept: String = line
                .chars()
                .filter(|&c| c != '\t' && !is_invisible(c))
                .collect();
            kept.trim().to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The same words, however they are spaced, broken or wide.
pub fn same_words(a: &str, b: &str) -> bool {
    fold_width(a) == fold_width(b)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        for (text, line) in [
            ("满意度指\n标", "满意度指标"),
            (" 提案上报数量 ", "提案上报数量"),
            ("OA 系统  a b", "OA系统a b"),
            ("\u{200b}", ""),
        ] {
            assert_eq!(one_line(text), line);
        }
    }

    #[test]
    fn texts() {
        assert_eq!(
            clean_text("管理局\t。\t\t\n\n 二 ").as_deref(),
            Some("管理局。\n二")
        );
        assert_eq!(clean_text(" \t\n"), None);
        assert!(same_words("拆除 面积", "拆除面积\n"));
    }
}
