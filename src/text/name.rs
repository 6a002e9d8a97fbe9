//! The name fold: a name or a label as it is written to the output.
//!
//! In: the text of a cell. Out: the name on one line. Lost: white space, except one space between two Latin words;
//! invisible characters.

use super::classes::is_invisible;

/// Joins a name or label that a narrow column broke over several lines.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if is_invisible(c) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_narrow_column_are_joined() {
        for (text, line) in [
            ("满意度指\n标", "满意度指标"),
            (" 提案上报数量 ", "提案上报数量"),
            ("OA 系统  a b", "OA系统a b"),
            ("\u{200b}", ""),
            ("\u{202a}巡护次数\u{202c}", "巡护次数"),
        ] {
            assert_eq!(one_line(text), line);
        }
    }
}
