//! The budget year of each project and its source.
//!
//! In: the texts of a match in the order of trust: lines above the table, heading and labelled cells; document title;
//! other labels; objectives and purpose; dates among the targets. Out: the year and its source. A project that prints
//! no year takes it from the other projects of the document where these agree; else from the user; else, where no
//! project prints one, from the file's name. Each is marked.

use std::collections::BTreeMap;

use super::date::{YearMention, years_in};
use crate::record::{Project, YearSource};
use crate::vocabulary::Titles;

/// The years that a disclosure can mean; other numbers are something else.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2049;

/// The year most often mentioned in the texts; the first of several mentioned equally often. A range of years is the
/// time of a plan and not a budget year.
pub fn year_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<i32> {
    said_most_often(texts.into_iter().flat_map(years_in))
}

/// [`year_of`] the lines above a table. Except in a title, a year with a month after it does not count: it is the day
/// on which the form was filled in.
pub fn year_of_lines<'t>(lines: impl IntoIterator<Item = &'t str>, titles: &Titles) -> Option<i32> {
    let mentions = lines.into_iter().flat_map(|line| {
        let title = titles.kind(line).is_some();
        let of_budget = move |mention: &YearMention| title || !mention.dated;
        years_in(line).into_iter().filter(of_budget)
    });
    said_most_often(mentions)
}

fn said_most_often(mentions: impl Iterator<Item = YearMention>) -> Option<i32> {
    let mut counts: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
    let known = mentions.filter(|mention| YEARS.contains(&mention.year) && !mention.in_range);
    for (order, mention) in known.enumerate() {
        counts.entry(mention.year).or_insert((0, order)).0 += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(_, (count, first))| (count, usize::MAX - first))
        .map(|(year, _)| year)
}

/// The year in a cell that asks for one: 2024年, 2024年度, or 2024 alone.
pub fn year_of_cell(text: &str) -> Option<i32> {
    let bare = text.trim().parse().ok().filter(|year| YEARS.contains(year));
    bare.or_else(|| year_of([text]))
}

/// The year in the brackets of a title, without 年: 项目支出绩效目标表（2024）.
pub fn year_in_brackets(title: &str) -> Option<i32> {
    let inner = title.trim().strip_suffix([')', '）'])?;
    let (_, year) = inner.rsplit_once(['(', '（'])?;
    year.trim().parse().ok().filter(|year| YEARS.contains(year))
}

/// The year that running text is about: the one mentioned most often; none where two are mentioned equally often. A
/// range, as in 2018-2025年改造, is the time of a project and not a budget year.
pub fn year_of_prose<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for text in texts {
        for mention in years_in(text) {
            // 2023年已完成一期: work that is done is not an objective
            let done = text.get(mention.end..).is_some_and(is_past);
            if YEARS.contains(&mention.year) && !mention.in_range && !done {
                *counts.entry(mention.year).or_insert(0) += 1;
            }
        }
    }
    let most = counts.values().copied().max()?;
    let mut years = counts.into_iter().filter(|&(_, count)| count == most);
    match (years.next(), years.next()) {
        (Some((year, _)), None) => Some(year),
        _ => None,
    }
}

fn is_past(behind: &str) -> bool {
    let mut words = crate::vocabulary::Vocabulary::builtin()
        .values
        .dates
        .past
        .iter();
    words.any(|word| behind.starts_with(word.as_str()))
}

/// The year in a label that names exactly one: 2024年预算, not 2024-2026年预算.
pub fn only_year(label: &str) -> Option<i32> {
    match years_in(label)[..] {
        [only] if YEARS.contains(&only.year) && !only.in_range => Some(only.year),
        _ => None,
    }
}

/// The year of most of the dates among the targets; the earliest of several that as many dates have.
pub fn year_of_dates(years: impl IntoIterator<Item = i32>) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for year in years.into_iter().filter(|year| YEARS.contains(year)) {
        *counts.entry(year).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(year, count)| (count, -year))
        .map(|(year, _)| year)
}

/// `2023年…` in a file's name, or a bare year between characters that are neither letters nor digits.
pub fn year_of_file_name(path: &str) -> Option<i32> {
    let name = path.rsplit('/').next().unwrap_or(path);
    year_of([name]).or_else(|| {
        let bytes = name.as_bytes();
        (0..bytes.len().saturating_sub(3)).find_map(|at| {
            let digits = bytes.get(at..at + 4)?;
            let free = |index: Option<usize>| {
                index
                    .and_then(|i| bytes.get(i))
                    .is_none_or(|byte| !byte.is_ascii_alphanumeric())
            };
            let alone = digits.iter().all(u8::is_ascii_digit)
                && free(at.checked_sub(1))
                && free(Some(at + 4));
            let year = alone.then(|| name.get(at..at + 4)?.parse::<i32>().ok())??;
            YEARS.contains(&year).then_some(year)
        })
    })
}

/// Fills the projects that print no year: from the other projects where these agree, else from the user or the file's
/// name.
pub fn fill_years(projects: &mut [&mut Project], path: &str, option: Option<i32>) {
    let mut said: Vec<i32> = projects
        .iter()
        .filter_map(|project| project.fiscal_year)
        .collect();
    said.sort_unstable();
    said.dedup();
    let inherited = match said[..] {
        [year] => Some((year, YearSource::Sibling)),
        [] => option
            .map(|year| (year, YearSource::Option))
            .or_else(|| year_of_file_name(path).map(|year| (year, YearSource::FileName))),
        _ => option.map(|year| (year, YearSource::Option)),
    };
    for project in projects
        .iter_mut()
        .filter(|project| project.fiscal_year.is_none())
    {
        project.fiscal_year = inherited.map(|(year, _)| year);
        project.fiscal_year_source = inherited.map(|(_, source)| source);
    }
}

/// The document's year: that of all its projects, with the most trusted source among them.
pub fn document_year(projects: &[Project]) -> (Option<i32>, Option<YearSource>) {
    let mut years = projects.iter().map(|project| project.fiscal_year);
    let first = years.next().flatten();
    if first.is_none() || years.any(|year| year != first) {
        return (None, None);
    }
    let source = projects
        .iter()
        .filter_map(|project| project.fiscal_year_source)
        .min_by_key(|source| trust(*source));
    (first, source)
}

fn trust(source: YearSource) -> u8 {
    match source {
        YearSource::Title => 0,
        YearSource::Heading => 1,
        YearSource::Text => 2,
        YearSource::TargetDate => 3,
        YearSource::Sibling => 4,
        YearSource::FileName => 5,
        YearSource::Option => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text() {
        for (text, year) in [
            ("2024年完成改造", Some(2024)),
            ("2018年至2025年改造", None),
            ("2018-2025年改造，2024年完成三成", Some(2024)),
            ("2023年立项，2024年完工", None),
            ("购置图书，2023年已完成一期", None),
            ("2023年立项，2024年完工，2024年验收", Some(2024)),
        ] {
            assert_eq!(year_of_prose([text]), year, "{text}");
        }
    }

    #[test]
    fn labels() {
        for (label, year) in [
            ("2024年预算", Some(2024)),
            ("2024年度目标值", Some(2024)),
            ("2024-2026年预算", None),
            ("预算", None),
        ] {
            assert_eq!(only_year(label), year, "{label}");
        }
    }

    #[test]
    fn file_names() {
        for (path, year) in [
            ("a/某局2023年部门预算.docx", Some(2023)),
            ("2024/绩效.docx", None),
            ("绩效目标表-2022.doc", Some(2022)),
            ("20230501_a.doc", None),
            ("000_3eaab56bdd7e2a5c.txt", None),
        ] {
            assert_eq!(year_of_file_name(path), year, "{path}");
        }
    }
}
