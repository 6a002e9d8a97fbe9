//! Titles of tables and sections, and the small words of forms: notes, totals, fillers, checkbox marks.
//!
//! In: `titles.yaml`, and a line or cell as printed. Out: what kind of title, note, total or filler it is. Lost:
//! nothing.

use serde::Deserialize;

use super::word_list::WordList;
use crate::text::{fold_width, folded_chars, is_ordinal, without_brackets};

/// What kind of table or section a title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// Performance targets of projects.
    Target,
    /// Self-evaluations of projects.
    SelfEvaluation,
    /// The targets or the self-evaluation of a whole department.
    Department,
    /// Another table of the disclosure.
    Other,
}

/// Longest title, in characters after folding. Longer text is prose that mentions the words. (A character has at most
/// four bytes.)
const MAX_TITLE_CHARS: usize = 80;
/// Longest heading of a part of the document, in characters.
const MAX_PART: usize = 24;

/// The words of `titles.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // described in titles.yaml
pub struct Titles {
    department: WordList,
    self_evaluation: WordList,
    target: WordList,
    pub(super) project_endings: Vec<String>,
    table_endings: Vec<String>,
    indicator_titles: Vec<String>,
    part_marks: Vec<(String, String)>,
    part_endings: Vec<String>,
    breakdowns: WordList,
    goal_columns: Vec<String>,
    default_sheets: Vec<String>,
    pub(super) year_marks: String,
    counters: String,
    pub(super) general: Vec<String>,
    pub(super) heading_units: Vec<String>,
    pub(super) annexes: Vec<String>,
    pub(super) document_numbers: Vec<String>,
    pub(super) disclosures: WordList,
    other_tables: WordList,
    between_pages: Vec<String>,
    continued_endings: Vec<String>,
    notes: Vec<String>,
    totals: WordList,
    subtotals: Vec<String>,
    fillers: Vec<String>,
    numbered_prefixes: WordList,
    seals: Vec<String>,
    higher_better: Vec<String>,
    lower_better: Vec<String>,
    pub checkbox_marks: Vec<String>,
    pub checked_marks: Vec<String>,
}

/// 指标1工程竣工率: a small number without a mark in front of a name that no unit begins.
fn is_glued_name(number: &str, behind: &str, counters: &str) -> bool {
    const MIN_NAME: usize = 4;
    let number = number.trim();
    let name = behind.trim();
    number.len() <= 2
        && number.chars().all(|c| c.is_ascii_digit())
        && name.chars().count() >= MIN_NAME
        && name.starts_with(char::is_alphabetic)
        && !name.starts_with(|first| counters.contains(first))
}

impl Titles {
    /// Reads the word lists and folds them.
    pub(super) fn parse(json: &str) -> serde_json::Result<Self> {
        let mut titles: Self = serde_json::from_str(json)?;
        for list in [
            &mut titles.department,
            &mut titles.self_evaluation,
            &mut titles.target,
            &mut titles.disclosures,
            &mut titles.other_tables,
            &mut titles.totals,
        ] {
            *list = list
                .iter()
                .map(|word| fold_width(word))
                .collect::<Vec<_>>()
                .into();
        }
        for list in [
            &mut titles.project_endings,
            &mut titles.table_endings,
            &mut titles.general,
            &mut titles.between_pages,
            &mut titles.continued_endings,
            &mut titles.notes,
            &mut titles.fillers,
        ] {
            for word in list.iter_mut() {
                *word = fold_width(word);
            }
        }
        titles
            .project_endings
            .sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        Ok(titles)
    }

    /// What kind of title the line is; `None` if it is not the title of a table.
    pub fn kind(&self, line: &str) -> Option<TitleKind> {
        if line.len() > MAX_TITLE_CHARS * 4 {
            return None;
        }
        let key = fold_width(line);
        if key.chars().count() > MAX_TITLE_CHARS || key.ends_with(['。', ';', ',']) {
            return None;
        }
        if self.department.is_in(&key) {
            Some(TitleKind::Department)
        } else if self.self_evaluation.is_in(&key) {
            Some(TitleKind::SelfEvaluation)
        } else if self.target.is_in(&key) {
            Some(TitleKind::Target)
        } else if self.other_tables.is_in(&key) {
            Some(TitleKind::Other)
        } else {
            None
        }
    }

    /// True for the title of a complete table, false for that of a part of a form.
    pub fn is_table_title(&self, text: &str) -> bool {
        let key = fold_width(text);
        let numbered = |c: char| c.is_ascii_digit() || c == '-';
        let bare = without_brackets_at_ends(key.trim_end_matches(numbered));
        self.table_endings
            .iter()
            .any(|ending| bare.ends_with(ending.as_str()))
    }

    /// True for the title of the indicators of a project alone: 绩效指标表（单位：元） between the head of a form and its grid.
    pub fn is_indicator_title(&self, text: &str) -> bool {
        let key = fold_width(text);
        let bare = key.split('(').next().unwrap_or_default();
        self.indicator_titles.iter().any(|title| title == bare)
    }

    /// True if the text after a number shows that it numbers a table: `表 单位：万元` in `预算11表 单位：万元`.
    pub(super) fn begins_as_table(&self, behind: &str) -> bool {
        let mut endings = self.table_endings.iter();
        endings.any(|ending| behind.starts_with(ending.as_str()))
    }

    /// True for a line that a page break puts between the two halves of a table: a page number, `续表`, the unit again.
    pub fn is_between_pages(&self, line: &str) -> bool {
        if line.len() > MAX_TITLE_CHARS * 4 {
            return false;
        }
        let key = numbers_hidden(&fold_width(line));
        self.between_pages.contains(&key) || self.goes_on(line)
    }

    /// True for a title that is repeated where its table continues: `项目支出绩效目标表（续）`.
    pub fn goes_on(&self, title: &str) -> bool {
        let key = fold_width(title);
        self.kind(title).is_some()
            && self
                .continued_endings
                .iter()
                .any(|ending| key.ends_with(ending.as_str()))
    }

    /// A folded name without the mark of a continuation from the previous page: `甲(续)` gives `甲`.
    pub fn without_continued<'k>(&self, key: &'k str) -> &'k str {
        let mut endings = self.continued_endings.iter();
        endings
            .find_map(|ending| key.strip_suffix(ending.as_str()))
            .filter(|name| !name.is_empty())
            .unwrap_or(key)
    }

    /// True for the default name of a sheet, such as `Sheet1`, which names nothing.
    pub fn is_default_sheet(&self, text: &str) -> bool {
        let key = fold_width(text).to_lowercase();
        let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
        self.default_sheets.iter().any(|name| name == bare)
    }

    /// The text without `（盖章）`.
    pub fn without_seal(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if !text.contains(['（', '(']) {
            return text;
        }
        for seal in &self.seals {
            for (open, close) in [('（', '）'), ('(', ')')] {
                text = text.replace(&format!("{open}{seal}{close}"), "");
            }
        }
        text
    }

    /// True for a note or a signature line below a table.
    pub fn is_note(&self, text: &str) -> bool {
        let first = folded_chars(text).next();
        if !self.notes.iter().any(|note| note.chars().next() == first) {
            return false;
        }
        let key = fold_width(text);
        self.notes.iter().any(|note| {
            key.strip_prefix(note.as_str()).is_some_and(|rest| {
                rest.starts_with([':', '.', '、', '('])
                    || rest.chars().next().is_some_and(|c| c.is_ascii_digit())
            })
        })
    }

    /// True for the label of a line that adds up other lines.
    pub fn is_total(&self, text: &str) -> bool {
        let first = folded_chars(text).next();
        if !first.is_some_and(|first| first == '(' || self.totals.may_begin(first)) {
            return false;
        }
        let key = without_brackets(&fold_width(text));
        let key = key.trim_end_matches(':');
        self.totals.iter().any(|total| total == key)
    }

    /// True for the label of a line that adds up some of the lines above it.
    pub fn is_subtotal(&self, text: &str) -> bool {
        let key = without_brackets(&fold_width(text));
        self.subtotals
            .iter()
            .any(|word| word == key.trim_end_matches(':'))
    }

    /// True for a number such as `指标1：` without the text that it should number.
    pub fn is_bare_number(&self, text: &str) -> bool {
        folded_chars(self.without_number(text)).next().is_none() && !text.trim().is_empty()
    }

    /// True for a cell that only keeps a printed slot open: `……`, or `指标1：` without text.
    pub fn is_filler(&self, text: &str) -> bool {
        // called for every cell of a grid, so it must not copy
        let rest = self.without_number(text);
        let signs = || folded_chars(rest);
        if signs().next().is_none() {
            return !text.trim().is_empty() || self.fillers.iter().any(String::is_empty);
        }
        self.fillers.iter().any(|filler| signs().eq(filler.chars()))
            || signs().all(|c| matches!(c, '…' | '.' | '·' | '-' | '_' | '/'))
    }

    /// True for the label of the column with the texts, in a table of objectives.
    pub fn is_goal_column(&self, label: &str) -> bool {
        label.len() <= MAX_TITLE_CHARS && self.goal_columns.contains(&fold_width(label))
    }

    /// True for the label of a table of details inside a form: 项目实施计划, 支出明细, 前三年预算安排情况.
    pub fn is_breakdown(&self, label: &str) -> bool {
        label.len() <= MAX_TITLE_CHARS && self.breakdowns.is_in(&fold_width(label))
    }

    /// True for a short, numbered heading of another part of the document that does not concern indicators: 第三部分
    /// 预算情况说明, 二、国有资产占用情况.
    pub fn is_part_of_document(&self, text: &str) -> bool {
        let key = fold_width(text);
        let short = text.len() <= MAX_TITLE_CHARS && (4..=MAX_PART).contains(&key.chars().count());
        let numbered = || {
            let behind = |mark: &str| {
                key.split_once(mark)
                    .is_some_and(|(number, _)| !number.is_empty() && number.chars().all(is_ordinal))
            };
            let part = self.part_marks.iter().any(|(front, mark)| {
                let rest = key.strip_prefix(front.as_str());
                let at = rest.and_then(|rest| rest.split_once(mark.as_str()));
                at.is_some_and(|(number, _)| number.chars().all(is_ordinal))
            });
            part || behind("、") && !key.starts_with(|c: char| c.is_ascii_digit())
        };
        let ends = || {
            self.part_endings
                .iter()
                .any(|end| key.ends_with(end.as_str()))
        };
        short && ends() && numbered() && self.kind(text).is_none_or(|kind| kind == TitleKind::Other)
    }

    /// The text without a number such as `指标1：` at its beginning.
    pub fn without_number<'t>(&self, text: &'t str) -> &'t str {
        let trimmed = text.trim_start();
        let first = trimmed.chars().next();
        if !first.is_some_and(|first| self.numbered_prefixes.may_begin(first)) {
            return text;
        }
        for prefix in self.numbered_prefixes.iter() {
            let Some(rest) = trimmed.strip_prefix(prefix.as_str()) else {
                continue;
            };
            let after = rest.trim_start_matches(|c: char| c.is_numeric() || c == ' ');
            if after.len() == rest.len() {
                continue;
            }
            if let Some(tail) = after.strip_prefix(['：', ':', '、', '.', '．']) {
                return tail.trim_start();
            }
            if after.is_empty()
                || is_glued_name(&rest[..rest.len() - after.len()], after, &self.counters)
            {
                return after;
            }
        }
        text
    }

    /// 正向 → `Some(true)`, 反向 → `Some(false)`.
    pub fn higher_is_better(&self, text: &str) -> Option<bool> {
        let key = fold_width(text);
        if self.higher_better.contains(&key) {
            Some(true)
        } else if self.lower_better.contains(&key) {
            Some(false)
        } else {
            None
        }
    }
}

/// The text with each run of digits or Chinese numerals replaced by `#`.
fn numbers_hidden(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if !is_ordinal(c) => hidden.push(c),
            _ if hidden.ends_with('#') => {}
            _ => hidden.push('#'),
        }
    }
    hidden
}

fn without_brackets_at_ends(text: &str) -> &str {
    let text = text.trim();
    match text.strip_suffix(')').and_then(|inner| inner.rfind('(')) {
        Some(open) => &text[..open],
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;
    use super::TitleKind;

    #[test]
    fn titles_announce() {
        let titles = &Vocabulary::builtin().titles;
        for (line, kind) in [
            ("1.信息系统运维经费绩效目标表", Some(TitleKind::Target)),
            ("项目支出绩效自评表", Some(TitleKind::SelfEvaluation)),
            ("部门整体支出绩效目标申报表", Some(TitleKind::Department)),
            ("表三 收支总表", Some(TitleKind::Other)),
            ("我单位按照要求完成了绩效目标的设定。", None),
            ("第一章", None),
        ] {
            assert_eq!(titles.kind(line), kind, "{line}");
        }
    }

    #[test]
    fn slots() {
        let titles = &Vocabulary::builtin().titles;
        assert_eq!(titles.without_number("指标1：完成率"), "完成率");
        assert_eq!(titles.without_number("指标完成率"), "指标完成率");
        assert!(titles.is_filler("……"));
        assert!(titles.is_filler("指标2："));
        assert!(!titles.is_filler(""));
        assert!(!titles.is_filler("完成率"));
    }
}
