//! What a document says about all of its statutory tables: whose they are, of which year, budget or final account.
//!
//! In: the lines of the document before its tables, and its headings. Out: [`DocumentFacts`]. Lost: prose.

use std::collections::BTreeMap;

use super::body_name::{body_after_label, is_placeholder};
use crate::document::{Block, Document};
use crate::normalize::year::{year_of, year_of_cell};
use crate::record::{Phase, Scope};
use crate::text::fold_width;
use crate::vocabulary::budget::BudgetWords;
use crate::vocabulary::values::ValueWords;

/// Lines that may belong to a cover and a table of contents.
const MAX_COVER_LINES: usize = 60;
/// Longest line of a cover in characters.
const MAX_COVER_CHARS: usize = 50;

/// The facts of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct DocumentFacts {
    pub body: Option<String>,
    pub superior: Option<String>,
    pub scope: Option<Scope>,
    pub phase: Option<Phase>,
    pub year: Option<i32>,
}

/// Short lines of the document in reading order, those of tables with one column included.
pub(super) fn short_lines(document: &Document) -> Vec<&str> {
    let mut lines = Vec::new();
    collect(&document.blocks, &mut lines);
    lines
}

fn collect<'d>(blocks: &'d [Block], lines: &mut Vec<&'d str>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let own = paragraph.text.lines().map(str::trim);
                lines.extend(
                    own.filter(|line| !line.is_empty() && line.chars().count() <= MAX_LISTED_CHARS),
                );
            }
            Block::Table(table) => {
                for row in &table.rows {
                    if let [cell] = row.cells.as_slice() {
                        collect(&cell.blocks, lines);
                    }
                }
            }
        }
    }
}

/// Longest entry of a table of contents, with its dots.
const MAX_LISTED_CHARS: usize = 240;

/// The facts in the lines; the title that the file declares comes last.
pub(super) fn facts_of(
    lines: &[&str],
    title: Option<&str>,
    words: &BudgetWords,
    values: &ValueWords,
) -> DocumentFacts {
    let cover: Vec<&str> = lines
        .iter()
        .take(MAX_COVER_LINES)
        .filter(|line| line.chars().count() <= MAX_COVER_CHARS)
        .copied()
        .chain(title)
        .collect();
    let superior = |line: &&str| {
        let key = fold_width(line.split([':', '：']).next().unwrap_or_default());
        words.superiors.contains(&key)
    };
    let named = |line: &str| body_after_label(line, words, values);
    let labelled = cover
        .iter()
        .find_map(|line| named(line))
        .map(|(_, name)| name);
    let superior_line = cover.iter().find(|line| superior(line));
    let superior = superior_line.and_then(|line| line.split_once([':', '：']));
    let superior = superior
        .map(|(_, name)| name.trim().to_owned())
        .filter(|name| !name.is_empty() && !is_placeholder(name, values));
    let years = cover.iter().filter_map(|line| year_of_cell(line));
    let joined = cover.iter().filter_map(|line| year_of([*line]));
    DocumentFacts {
        body: labelled
            .or_else(|| superior.clone())
            .or_else(|| body_of_headings(lines, title, words, values)),
        superior,
        scope: cover.iter().find_map(|line| words.scope(&fold_width(line))),
        phase: cover.iter().find_map(|line| words.phase(&fold_width(line))),
        year: most_frequent(years.chain(joined)),
    }
}

fn most_frequent(years: impl Iterator<Item = i32>) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    years.for_each(|year| *counts.entry(year).or_default() += 1);
    let most = counts
        .into_iter()
        .max_by_key(|(year, count)| (*count, *year));
    most.map(|(year, _)| year)
}

/// The name in headings such as 第二部分 某局 2024年度部门决算表; the most frequent.
fn body_of_headings(
    lines: &[&str],
    title: Option<&str>,
    words: &BudgetWords,
    values: &ValueWords,
) -> Option<String> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (order, line) in lines.iter().copied().chain(title).enumerate() {
        if let Some(name) =
            body_of_heading(line, words).filter(|name| !is_placeholder(name, values))
        {
            counts.entry(name).or_insert((0, order)).0 += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(_, (count, order))| (*count, usize::MAX - order));
    most.map(|(name, _)| name)
}

fn body_of_heading(line: &str, words: &BudgetWords) -> Option<String> {
    if line.chars().count() > MAX_COVER_CHARS || line.contains(['，', '。', '：', ':', '、']) {
        return None;
    }
    let key: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = words.without_part(&key)?;
    let end = words
        .headings
        .iter()
        .filter_map(|word| rest.find(word.as_str()))
        .min()?;
    let name = rest[..end].trim_end_matches(|c: char| c.is_ascii_digit() || "年度".contains(c));
    let long = name.chars().count() >= 3;
    long.then(|| name.to_owned())
}
