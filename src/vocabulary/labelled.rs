//! Labels and their values in a single text: `填报单位：某局 单位：万元`.
//!
//! In: a line or a cell as printed. Out: the meaning of each label, the label, and the text after it up to the next
//! label. Lost: nothing. A label without a colon counts only before an amount of money.

use super::{Meaning, Vocabulary};

/// A label's meaning, the label as printed, and its value as printed.
pub(super) type Labelled<'t> = (Meaning, &'t str, &'t str);

impl Vocabulary {
    /// Splits `年度资金总额：16` into the meaning of its label, the label and the value; `None` if no known label
    /// precedes a colon or an amount.
    pub fn label_and_value<'t>(&self, text: &'t str) -> Option<Labelled<'t>> {
        self.before_colon(text).or_else(|| self.before_figure(text))
    }

    /// Splits `其中 ：财政拨款30`, where no colon separates the label from its amount. `预算11表` is the number of a
    /// table.
    fn before_figure<'t>(&self, text: &'t str) -> Option<Labelled<'t>> {
        let at = text.find(|c: char| c.is_numeric())?;
        let (label, value) = text.split_at(at);
        let behind = value.trim_start_matches(|c: char| c.is_numeric() || c == '-');
        if self.titles.begins_as_table(behind) {
            return None;
        }
        let meaning = self.meaning(label)?;
        // accepts 执行率95%, but not 预算执行10分
        let bare = || {
            let mut signs = value.trim().chars();
            signs.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
        };
        meaning
            .head
            .is_some_and(|field| field.is_money() || field.is_execution_column() && bare())
            .then_some((meaning, label, value))
    }

    fn before_colon<'t>(&self, text: &'t str) -> Option<Labelled<'t>> {
        let mut from = 0;
        while let Some(found) = text[from..].find([':', '：']) {
            let at = from + found;
            let colon = text[at..].chars().next().map_or(1, char::len_utf8);
            let (label, value) = (&text[..at], &text[at + colon..]);
            // the first colon in `其中：财政拨款：16` belongs to the prefix
            match self.meaning(label) {
                Some(meaning) => return Some((meaning, label, value)),
                None if self.is_prefix(label) => from = at + colon,
                None => return None,
            }
        }
        None
    }

    /// All labels of a line from the head of a form, each with the text up to the next one. A label begins at the
    /// beginning of the line or after white space or punctuation; text before the first label is left out.
    pub fn labelled_values<'t>(&self, line: &'t str) -> Vec<Labelled<'t>> {
        let mut found: Vec<(usize, Labelled<'t>)> = Vec::new();
        let (mut boundary, mut label_end) = (true, 0);
        for (at, c) in line.char_indices() {
            // a label that contains white space is a single label
            if boundary
                && at >= label_end
                && !c.is_whitespace()
                && let Some(labelled) = self.label_and_value(&line[at..])
                && labelled.0.head.is_some()
            {
                label_end = line.len() - labelled.2.len();
                found.push((at, labelled));
            }
            boundary = separates(c);
        }
        let ends: Vec<usize> = found
            .iter()
            .skip(1)
            .map(|(at, _)| *at)
            .chain([line.len()])
            .collect();
        found
            .into_iter()
            .zip(ends)
            .map(|((_, (meaning, label, value)), end)| {
                let behind = line.len() - end;
                let own = &value[..value.len() - behind];
                (meaning, label, own.trim_end_matches(separates))
            })
            .collect()
    }
}

/// True for characters that may separate a value from the next label.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, ';' | '；' | ',' | '，')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_can_hold_label_and_value() {
        let vocabulary = Vocabulary::builtin();
        for (printed, label, value) in [
            ("年度资金总额：16", "年度资金总额", "16"),
            ("其中：财政拨款: 5", "其中：财政拨款", " 5"),
            ("其中 ：上级资金16", "其中 ：上级资金", "16"),
        ] {
            let found = vocabulary
                .label_and_value(printed)
                .map(|(_, label, value)| (label, value));
            assert_eq!(found, Some((label, value)));
        }
        for none in ["目标1：完成", "预算11表", "预算01-1表"] {
            assert_eq!(vocabulary.label_and_value(none), None, "{none}");
        }
    }

    #[test]
    fn a_line_can_hold_several_labels() {
        let vocabulary = Vocabulary::builtin();
        for (line, expected) in [
            (
                "部门：某旗教育局   单位：万元",
                &[("部门", "某旗教育局"), ("单位", "万元")][..],
            ),
            (
                "编制单位：某局；金额单位：元",
                &[("编制单位", "某局"), ("金额单位", "元")],
            ),
            ("单 位：万元", &[("单 位", "万元")]),
            ("（2024年度） 单位：万元", &[("（2024年度） 单位", "万元")]),
            ("表五 单位：万元", &[("单位", "万元")]),
            ("预算金额：56万元", &[("预算金额", "56万元")]),
            ("说明 没有标签", &[]),
        ] {
            let found: Vec<_> = vocabulary
                .labelled_values(line)
                .into_iter()
                .map(|(_, label, value)| (label, value.trim()))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }
}
