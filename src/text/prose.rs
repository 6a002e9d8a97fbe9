//! The prose fold: running text as it is written to the output.
//!
//! In: a cell's text. Out: its words. Lost: stray tabs, invisible characters, white space at the ends, empty lines.

use super::classes::is_invisible;

/// Running text: trims lines, drops empty ones, and removes the gaps that tabs and runs of spaces leave between Han
/// characters or before a punctuation mark. `None` where nothing is left.
pub(crate) fn clean_text(text: &str) -> Option<String> {
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

/// The text shortened to at most `limit` characters, for evidence in messages.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
