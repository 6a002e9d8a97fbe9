//! The indicator tree: canonical names of level 1 and level 2, and the names in print.
//!
//! In: `levels.yaml`, and a name as printed. Out: its canonical name and its parent. Lost: suffixes, numbers and points
//! of the printed name.

use std::collections::HashMap;

use crate::text::{fold_label, fold_width, without_brackets};
use serde::Deserialize;

/// Canonical names by the stem of the printed name.
#[derive(Debug, Clone)]
pub struct Levels {
    suffixes: Vec<String>,
    /// Words after the number of points: 分.
    points: Vec<String>,
    level1: HashMap<String, String>,
    level2: HashMap<String, Branch>,
}

#[derive(Debug, Clone)]
struct Branch {
    name: String,
    /// Canonical level-1 names under which it may occur; the first is the usual one.
    parents: Vec<String>,
    /// True if the name alone does not determine its parent.
    shared: bool,
}

/// Maximum number of digits before the decimal point of points such as `100` or `50.5`.
const MAX_POINTS_FIGURES: usize = 3;

/// The name without a section number: `1.1数量指标` gives `数量指标`.
fn without_section(printed: &str) -> &str {
    let name = printed.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
    let number = &printed[..printed.len() - name.len()];
    let parts = number.trim_end_matches('.').split('.');
    if number.contains('.') && parts.into_iter().all(|part| (1..=2).contains(&part.len())) {
        name
    } else {
        printed
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    suffixes: Vec<String>,
    points: Vec<String>,
    levels: Vec<Level1>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Level1 {
    name: String,
    aliases: Vec<String>,
    level2: Vec<Level2>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Level2 {
    name: String,
    aliases: Vec<String>,
    #[serde(default)]
    shared: bool,
}

impl Levels {
    /// Reads the tree.
    pub(super) fn parse(json: &str) -> serde_json::Result<Self> {
        let file: File = serde_json::from_str(json)?;
        let mut levels = Self {
            suffixes: file.suffixes,
            points: file.points,
            level1: HashMap::new(),
            level2: HashMap::new(),
        };
        for level1 in file.levels {
            for alias in level1.aliases.iter().chain([&level1.name]) {
                let stem = levels.stem(alias);
                levels.level1.insert(stem, level1.name.clone());
            }
            for level2 in level1.level2 {
                for alias in level2.aliases.iter().chain([&level2.name]) {
                    let stem = levels.stem(alias);
                    let branch = levels.level2.entry(stem).or_insert_with(|| Branch {
                        name: level2.name.clone(),
                        parents: Vec::new(),
                        shared: level2.shared,
                    });
                    if !branch.parents.contains(&level1.name) {
                        branch.parents.push(level1.name.clone());
                    }
                }
            }
        }
        Ok(levels)
    }

    fn stem(&self, printed: &str) -> String {
        let mut stem = fold_label(printed, &[]);
        for suffix in &self.suffixes {
            if let Some(rest) = stem.strip_suffix(suffix.as_str())
                && !rest.is_empty()
            {
                stem.truncate(rest.len());
                break;
            }
        }
        stem
    }

    fn find<'m, V>(&self, map: &'m HashMap<String, V>, printed: &str) -> Option<&'m V> {
        if printed.len() > super::MAX_LABEL_BYTES {
            return None;
        }
        if let Some(found) = map.get(&self.stem(printed)) {
            return Some(found);
        }
        let bracket = printed.contains(['(', '（']);
        let bare = bracket.then(|| self.without_bracketed_points(printed));
        let bare = bare.as_deref().unwrap_or(printed);
        bracket
            .then(|| map.get(&self.stem(bare)))
            .flatten()
            .or_else(|| map.get(&self.stem(&self.without_frame(bare)?)))
    }

    /// 成本指标（0-20）分 without its brackets and the mark of points behind them.
    fn without_bracketed_points(&self, printed: &str) -> String {
        let bare = without_brackets(printed);
        let closes = |mark: &&String| {
            let rest = printed.trim_end().strip_suffix(mark.as_str());
            rest.is_some_and(|rest| rest.trim_end().ends_with([')', '）']))
        };
        let mark = self.points.iter().find(closes);
        let rest = mark.and_then(|mark| bare.trim_end().strip_suffix(mark.as_str()));
        rest.map_or_else(|| bare.clone(), str::to_owned)
    }

    /// The name without its section number and its points; `None` if it has neither.
    fn without_frame(&self, printed: &str) -> Option<String> {
        let printed = printed.trim();
        let name = without_section(printed);
        let pointless = self.without_points(name);
        pointless.or_else(|| (name.len() < printed.len()).then(|| name.to_owned()))
    }

    /// `质量指标 20分` without its points. Only a full name may have points: 满意度90分 is a target.
    fn without_points(&self, printed: &str) -> Option<String> {
        let marks = self.points.iter();
        let rest = marks
            .filter_map(|mark| printed.strip_suffix(mark.as_str()))
            .next()?;
        let name = rest.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
        let figures = rest[name.len()..].split('.').next().unwrap_or_default();
        let name = fold_width(name.trim_end().trim_end_matches([':', '：']));
        let full = self
            .suffixes
            .iter()
            .any(|suffix| name.ends_with(suffix.as_str()));
        (full && (1..=MAX_POINTS_FIGURES).contains(&figures.len())).then_some(name)
    }

    /// The canonical level-1 name of a printed name.
    pub fn level1(&self, printed: &str) -> Option<&str> {
        self.find(&self.level1, printed).map(String::as_str)
    }

    /// The canonical level-2 name of a printed name.
    pub fn level2(&self, printed: &str) -> Option<&str> {
        self.find(&self.level2, printed)
            .map(|branch| branch.name.as_str())
    }

    /// The canonical level-1 name to which a level-2 name belongs; `None` if the name alone does not determine it.
    pub fn parent_of(&self, level2: &str) -> Option<&str> {
        let branch = self.find(&self.level2, level2)?;
        if branch.shared {
            return None;
        }
        branch.parents.first().map(String::as_str)
    }

    /// True for a name of the tree with its suffix, 数量指标: without it, 数量 also occurs in other tables.
    pub fn is_full_name(&self, printed: &str) -> bool {
        let known = self.level1(printed).is_some() || self.level2(printed).is_some();
        let key = fold_label(printed, &[]);
        known
            && self
                .suffixes
                .iter()
                .any(|suffix| key.ends_with(suffix.as_str()))
    }

    /// True if the name is a name of level 1 but not of level 2.
    pub fn is_level1_only(&self, printed: &str) -> bool {
        self.level1(printed).is_some() && self.level2(printed).is_none()
    }

    /// False only if both names are known and the tree does not have `level2` under `level1`.
    pub fn may_stand_under(&self, level2: &str, level1: &str) -> bool {
        let (Some(branch), Some(level1)) = (self.find(&self.level2, level2), self.level1(level1))
        else {
            return true;
        };
        branch.parents.iter().any(|parent| parent == level1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Vocabulary;

    #[test]
    fn names_are_canonical() {
        let levels = &Vocabulary::builtin().levels;
        for (printed, level1, level2) in [
            ("产出指标(50分)", Some("产出指标"), None),
            (
                "满意度指\n标",
                Some("满意度指标"),
                Some("服务对象满意度指标"),
            ),
            ("效果指标", Some("效益指标"), None),
            ("项目完成指标", Some("产出指标"), None),
            ("成本指标", Some("成本指标"), Some("成本指标")),
            ("环境效益指标", None, Some("生态效益指标")),
            (
                "社会公众或服务对象满意度指标",
                None,
                Some("服务对象满意度指标"),
            ),
            ("预算（或投资规模）控制指标", None, Some("成本指标")),
            ("履职效能", None, None),
            // a section number, and points without brackets
            ("1.1数量指标", None, Some("数量指标")),
            ("2.1.社会效益指标", None, Some("社会效益指标")),
            ("1.1 数量指标（20分）", None, Some("数量指标")),
            ("质量指标 20分", None, Some("质量指标")),
            ("产出指标50%", Some("产出指标"), None),
            ("1.2产出指标：50.5分", Some("产出指标"), None),
            ("满意度90分", None, None),
            ("20分", None, None),
            ("1.1", None, None),
            ("质量指标2020分", None, None),
        ] {
            assert_eq!(
                (levels.level1(printed), levels.level2(printed)),
                (level1, level2),
                "{printed}"
            );
        }
    }

    #[test]
    fn parents() {
        let levels = &Vocabulary::builtin().levels;
        assert_eq!(levels.parent_of("生态环境成本指标"), Some("成本指标"));
        assert_eq!(levels.parent_of("成本指标"), None);
        assert!(levels.may_stand_under("成本指标", "产出指标"));
        assert!(!levels.may_stand_under("数量指标", "效益指标"));
    }
}
