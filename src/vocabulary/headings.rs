//! What a heading says in addition to the kind of its table: the name of a project, or that a disclosure begins.
//!
//! In: a line as printed. Out: the name in it, or whether it is the title of a whole disclosure. Lost: what does not
//! belong to the name: the number of an annex or a table, the year, a document number, the department.

use super::Titles;
use crate::text::{fold_width, is_ordinal, strip_enumeration};

/// Longest title of a disclosure, in characters. Longer text is prose that mentions the words.
const MAX_DISCLOSURE_CHARS: usize = 40;

impl Titles {
    /// The name of the project in a heading such as `1.信息系统运维经费绩效目标表`; `None` for a general title.
    pub fn project_name_in(&self, heading: &str) -> Option<String> {
        let key = fold_width(heading);
        let numbered = strip_enumeration(&key);
        let is_numbered = numbered.len() < key.len();
        let bare = without_brackets_around(self.without_annex(numbered));
        let mut endings = self.project_endings.iter();
        let name = endings.find_map(|ending| bare.strip_suffix(ending.as_str()))?;
        let (before, behind) = self.apart_by_year(name);
        // the department precedes the year (某县2024年智慧水务); numbered headings contain the project's name only
        let named = [behind, before.filter(|_| is_numbered)];
        let mut named = named.into_iter().flatten();
        named.find(|name| self.is_name(name)).map(str::to_owned)
    }

    /// True for the title of a whole disclosure, `某局2024年部门预算`, but not for that of one of its tables.
    pub fn is_disclosure(&self, line: &str) -> bool {
        if line.len() > MAX_DISCLOSURE_CHARS * 4 {
            return false;
        }
        let key = fold_width(line);
        let sentence = key.contains(['。', ';', ',', ':']);
        !sentence
            && key.chars().count() <= MAX_DISCLOSURE_CHARS
            && self.disclosures.is_in(&key)
            && self.kind(line).is_none()
    }

    /// A folded heading without `附件5:`, `表十二`, or a document number at its beginning.
    fn without_annex<'k>(&self, key: &'k str) -> &'k str {
        let numbers = |rest: &'k str| {
            let rest = rest.trim_start_matches(|c: char| is_ordinal(c) || matches!(c, '-' | '.'));
            rest.trim_start_matches([':', '、', '.'])
        };
        let annex = self.annexes.iter().find_map(|annex| {
            let rest = key.strip_prefix(annex.as_str())?;
            (rest.starts_with(|c: char| is_ordinal(c) || c == ':')).then(|| numbers(rest))
        });
        let key = annex.unwrap_or(key);
        let document = self.document_numbers.iter().find_map(|mark| {
            let (number, rest) = key.split_once(mark.as_str())?;
            let figures = number.trim_end_matches(|c: char| c.is_ascii_digit());
            (figures.len() < number.len() && figures.ends_with(')')).then_some(rest)
        });
        document.unwrap_or(key)
    }

    /// The parts of a name before and after its last year; a name without a year is returned as the part after it.
    fn apart_by_year<'k>(&self, name: &'k str) -> (Option<&'k str>, Option<&'k str>) {
        let mut found = None;
        for (at, sign) in name.char_indices() {
            let figures = name[..at].trim_end_matches(|c: char| c.is_ascii_digit());
            if self.year_marks.starts_with(sign) && at - figures.len() == 4 {
                found = Some((figures, &name[at..]));
            }
        }
        let Some((before, behind)) = found else {
            return (None, Some(name));
        };
        let of_time = |c: char| c.is_ascii_digit() || self.year_marks.contains(c) || c == '-';
        let behind = behind.trim_start_matches(of_time);
        (Some(before), Some(without_brackets_around(behind)))
    }

    /// True if the name contains more than general words and the name of a unit.
    fn is_name(&self, name: &str) -> bool {
        let mut rest = name;
        // a name that ends in general words after a unit, such as 某局部门预算, belongs to the department
        while let Some(shorter) = self.without_general_ending(rest) {
            rest = shorter;
        }
        let of_unit = |ending: &String| rest.ends_with(ending.as_str());
        !rest.is_empty()
            && rest.chars().any(char::is_alphabetic)
            && !rest.ends_with([')', ':'])
            && !self.heading_units.iter().any(of_unit)
    }

    fn without_general_ending<'k>(&self, name: &'k str) -> Option<&'k str> {
        let mut general = self.general.iter().filter(|word| !word.is_empty());
        general.find_map(|word| name.strip_suffix(word.as_str()))
    }
}

/// The text without brackets and their content at both ends, repeatedly.
fn without_brackets_around(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let at_end = text.strip_suffix(')').and_then(|inner| inner.rfind('('));
        let at_start = text.strip_prefix('(').and_then(|inner| inner.find(')'));
        text = match (at_end, at_start) {
            (Some(open), _) => &text[..open],
            (None, Some(close)) => &text[close + 2..],
            (None, None) => return text,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;

    #[test]
    fn headings_name_projects() {
        let titles = &Vocabulary::builtin().titles;
        for (heading, name) in [
            ("1.信息系统运维经费绩效目标表", Some("信息系统运维经费")),
            ("项目支出绩效目标表", None),
            (
                "2、2022年困难群众补助绩效目标表（2022年度）",
                Some("困难群众补助"),
            ),
            ("3.困难群众补助2022年绩效目标表", Some("困难群众补助")),
            ("部门预算项目支出绩效目标申报表（年度）", None),
            ("附件5：2024年项目支出绩效目标表", None),
            ("附件：项目支出绩效目标表", None),
            ("表12：项目支出绩效目标表（示例）", None),
            ("表十三 智慧水务项目绩效目标表", Some("智慧水务")),
            ("某县2024年项目支出绩效目标表", None),
            ("某市水务局部门预算项目支出绩效目标表（2024年度）", None),
            ("（2024年度）项目支出绩效目标申报表", None),
            ("2024年01月 项目支出绩效目标表", None),
            ("2024—2026年项目支出绩效目标表", None),
            ("十四五期间（2021-2025年）项目绩效目标表", None),
            ("某财农〔2024〕15号项目绩效目标表", None),
            ("2024年调整预算项目支出绩效目标表", None),
            ("某市水务局2024年智慧水务项目绩效目标表", Some("智慧水务")),
            ("新增项目支出绩效目标表", None),
            ("附件6：2024年部门整体支出绩效目标表", None),
        ] {
            let found = titles.project_name_in(heading);
            assert_eq!(found.as_deref(), name, "{heading}");
        }
    }

    #[test]
    fn titles_of_disclosures() {
        let titles = &Vocabulary::builtin().titles;
        for (line, is_one) in [
            ("某市水务局2024年部门预算", true),
            ("某市水务局2023年度部门决算公开", true),
            ("2024年某市水务局部门预算公开目录", true),
            ("2024年单位预算", true),
            ("2024年项目支出绩效目标表", false),
            ("2024年部门预算安排120万元，比上年增加。", false),
            ("一、收支总表", false),
        ] {
            assert_eq!(titles.is_disclosure(line), is_one, "{line}");
        }
    }
}
