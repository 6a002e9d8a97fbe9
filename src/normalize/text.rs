//! Cleans printed text of what typists and narrow columns put between the words.
//!
//! In: a cell's text. Out: the words. Lost: stray tabs, invisible characters, white space at the ends, empty lines.

use crate::vocabulary::folded_chars;
use crate::vocabulary::is_invisible;

/// Joins a name or label that a narrow column broke over several lines.
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

/// Running text: trims lines, drops empty ones, and removes the gaps that tabs and runs of spaces leave between Han
/// characters or before a punctuation mark. `None` where nothing is left.
pub fn clean_text(text: &str) -> Option<String> {
    let mut clean = String::with_capacity(text.len());
    let mut gap = String::new();
    for c in text.chars().filter(|&c| !is_invisible(c)) {
        if c.is_whitespace() {
            gap.push(if c == '\r' { '\n' } else { c });
            continue;
        }
        if let Some(before) = clean.chars().next_back() {
            clean.push_str(filling(&gap, before, c));
        }
        gap.clear();
        clean.push(c);
    }
    (!clean.is_empty()).then_some(clean)
}

/// What remains of the white space between two characters.
fn filling(gap: &str, before: char, after: char) -> &'static str {
    let wide = |c: char| !c.is_ascii();
    if gap.is_empty() || is_closing_mark(after) {
        ""
    } else if gap.contains('\n') {
        "\n"
    } else if wide(before) && wide(after) && (gap.chars().count() > 1 || gap.contains('\t')) {
        ""
    } else {
        " "
    }
}

fn is_closing_mark(c: char) -> bool {
    matches!(
        c,
        '。' | '，' | '；' | '、' | '！' | '？' | '：' | '）' | '”' | '》'
    )
}

/// True when the words are the same, whatever their spacing, line breaks or width.
pub fn same_words(a: &str, b: &str) -> bool {
    folded_chars(a).eq(folded_chars(b))
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
        assert_eq!(clean_text("管理局\n。").as_deref(), Some("管理局。"));
        assert_eq!(
            clean_text("管理局\u{a0}\u{a0} 。OA  系统").as_deref(),
            Some("管理局。OA 系统")
        );
        assert_eq!(
            clean_text("管理局\t。\t\t\n\n 二 ").as_deref(),
            Some("管理局。\n二")
        );
        assert_eq!(clean_text(" \t\n"), None);
        assert!(same_words("拆除 面积", "拆除面积\n"));
    }
}
