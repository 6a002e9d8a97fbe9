//! White space by the rules of CSS: what a browser would show of the text between tags.
//!
//! In: pieces of source text and line breaks. Out: the text of one paragraph. Lost: white space that a browser would
//! not show. A run of white space becomes one space. A run with a line end between two wide characters becomes nothing
//! (CSS Text 3, segment break transformation), because Word breaks source lines anywhere between Han characters.
//! No-break spaces become spaces that are never collapsed.

use crate::readers::symbols::figures_meet;

/// White space that was read but not yet written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    LineEnd,
}

/// Collects the text of one paragraph.
#[derive(Debug)]
pub(super) struct Folder {
    text: String,
    gap: Gap,
}

impl Folder {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            gap: Gap::None,
        }
    }

    /// True while only line breaks and no-break spaces, or nothing, have been added.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim_matches([' ', '\n']).is_empty()
    }

    /// Bytes collected so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Puts a space before the next text if it would continue the digits of the last one.
    pub(super) fn part_figures(&mut self, next: &str) {
        if self.gap == Gap::None && figures_meet(&self.text, next) {
            self.gap = Gap::Space;
        }
    }

    /// Adds source text, with white space collapsed.
    pub(super) fn fold(&mut self, source: &str) {
        for c in source.chars() {
            match c {
                ' ' | '\t' | '\u{c}' => {
                    if self.gap == Gap::None {
                        self.gap = Gap::Space;
                    }
                }
                '\n' | '\r' => self.gap = Gap::LineEnd,
                _ => {
                    self.close_gap(c);
                    self.text.push(if c == '\u{a0}' { ' ' } else { c });
                }
            }
        }
    }

    /// Adds text with its white space, as in `<pre>`.
    pub(super) fn keep(&mut self, source: &str) {
        if let Some(first) = source.chars().next() {
            self.close_gap(first);
        }
        self.text
            .extend(source.chars().filter(|c| *c != '\r').map(|c| match c {
                '\u{a0}' => ' ',
                other => other,
            }));
    }

    /// Begins a new line.
    pub(super) fn line_break(&mut self) {
        self.gap = Gap::None;
        self.text.push('\n');
    }

    /// Takes the paragraph: without white space at the ends of its lines (unless `kept`) and without empty lines around
    /// it.
    pub(super) fn take(&mut self, kept: bool) -> String {
        self.gap = Gap::None;
        let text = std::mem::take(&mut self.text);
        if kept {
            return text.trim_matches('\n').to_owned();
        }
        if !text.contains('\n') {
            return text.trim_matches(' ').to_owned();
        }
        let lines: Vec<&str> = text
            .split('\n')
            .map(|line| line.trim_matches(' '))
            .collect();
        lines.join("\n").trim_matches('\n').to_owned()
    }

    fn close_gap(&mut self, next: char) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let Some(last) = self.text.chars().next_back() else {
            return;
        };
        let vanishes = match gap {
            Gap::None => true,
            Gap::Space => last == '\n',
            Gap::LineEnd => {
                last == '\n'
                    || (is_wide(last) && (is_wide(next) || is_quote(next)))
                    || (is_quote(last) && is_wide(next))
            }
        };
        if !vanishes {
            self.text.push(' ');
        }
    }
}

/// True for East Asian wide and full-width characters.
fn is_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// True for punctuation that is wide in Chinese text and narrow elsewhere.
fn is_quote(c: char) -> bool {
    matches!(c, '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{b7}' | '\u{2460}'..='\u{249b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_folds_as_in_a_browser() {
        for (source, expected) in [
            ("  a  b\t c ", "a b c"),
            ("绩效\n目标", "绩效目标"),
            ("绩效\r\n  目标", "绩效目标"),
            ("绩效 目标", "绩效 目标"),
            ("机关\nOA系统", "机关 OA系统"),
            ("名称“\n专线”\n数量", "名称“专线”数量"),
            ("其中：财政\u{a0}\u{a0}资金", "其中：财政  资金"),
            ("\u{a0} a \u{a0}", "a"),
            ("\u{a0}", ""),
            ("\u{3000}正文", "\u{3000}正文"),
        ] {
            let mut folder = Folder::new();
            folder.fold(source);
            assert_eq!(folder.take(false), expected, "{source:?}");
        }
    }

    #[test]
    fn white_space_folds_across_elements_and_around_breaks() {
        let mut folder = Folder::new();
        folder.fold("甲 ");
        folder.fold(" 乙 ");
        folder.line_break();
        folder.fold("\n 丙");
        folder.line_break();
        assert_eq!(folder.take(false), "甲 乙\n丙");
        folder.keep("a  b\n\tc");
        assert_eq!(folder.take(true), "a  b\n\tc");
    }
}
