//! The title of a whole document.
//!
//! In: the sections and what was recognized in them. Out: the title, if there is one that covers more than one project.
//! Lost: titles after the first project.

use std::borrow::Cow;

use super::year::only_year;
use crate::document::Document;
use crate::recognize::Recognized;
use crate::segment::{Part, Section};
use crate::text::{clean_text, same_words};
use crate::vocabulary::Vocabulary;

/// The longest title, in characters.
const MAX_TITLE_CHARS: usize = 120;
/// How many cells of each table before the first project are looked at; a cover has few.
const MAX_COVER_CELLS: usize = 64;

/// The line that says whose budget of which year this is; else a heading before the first project that names no
/// project; else the title that the file declares; else the general title of a table.
pub(super) fn title_of(
    document: &Document,
    sections: &[Section<'_>],
    recognized: &Recognized,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let names_project = |text: &str| vocabulary.titles.project_name_in(text).is_some();
    let first = recognized
        .matches
        .first()
        .and_then(|found| found.heading.as_deref());
    let titles = || {
        let mut done = false;
        sections
            .iter()
            .filter_map(|section| section.title)
            .take_while(move |title| {
                let go_on = !done;
                done = first == Some(title.text.trim());
                go_on
            })
    };
    let usable = |text: &str| {
        let text = clean_text(text)?;
        let speaks = !names_project(&text) && !vocabulary.titles.is_default_sheet(&text);
        (speaks && text.chars().count() <= MAX_TITLE_CHARS).then_some(text)
    };
    disclosure_of(sections, recognized, vocabulary)
        .and_then(|line| clean_text(&line))
        .or_else(|| {
            titles()
                .filter(|title| title.heading.is_some())
                .find_map(|title| usable(&title.text))
        })
        .or_else(|| {
            document
                .title
                .as_deref()
                .and_then(usable)
                .filter(|title| !is_heading(title, recognized))
        })
        .or_else(|| {
            titles()
                .filter(|title| vocabulary.titles.kind(&title.text).is_some())
                .find_map(|title| usable(&title.text))
        })
}

fn is_heading(title: &str, recognized: &Recognized) -> bool {
    recognized
        .matches
        .iter()
        .filter_map(|found| found.heading.as_deref())
        .any(|heading| same_words(heading, title))
}

/// 某局2024年部门预算, in a line or on the cover of a workbook, before the first project. Titles of budget tables say
/// the same, so they are the second choice.
fn disclosure_of(
    sections: &[Section<'_>],
    recognized: &Recognized,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let titles = &vocabulary.titles;
    let speaks = |line: &&Cow<'_, str>| titles.is_disclosure(line) && only_year(line).is_some();
    let lines = lines_before(sections, recognized);
    let of_document = |line: &&Cow<'_, str>| !titles.is_table_title(line);
    let mut found = lines.iter().filter(speaks);
    let first = found.clone().find(of_document).or_else(|| found.next())?;
    Some(first.to_string())
}

/// The lines before the first project, and the first cells of the tables there.
fn lines_before<'d>(sections: &[Section<'d>], recognized: &Recognized) -> Vec<Cow<'d, str>> {
    let first = recognized.matches.first();
    let heading = first.and_then(|found| found.heading.as_deref());
    let table = first.map_or(u32::MAX, |found| found.tables.0);
    let mut lines = Vec::new();
    for section in sections {
        let title = section.title.map(|title| title.text.as_str());
        if title.is_some_and(|title| heading == Some(title.trim())) {
            break;
        }
        lines.extend(title.map(Cow::Borrowed));
        for part in &section.parts {
            match part {
                Part::Paragraph(paragraph) => lines.push(Cow::Borrowed(paragraph.text.as_str())),
                Part::Table(held) if held.number >= table => return lines,
                Part::Table(held) => {
                    let cells = held.table.rows.iter().flat_map(|row| &row.cells);
                    lines.extend(cells.take(MAX_COVER_CELLS).map(|cell| cell.text()));
                }
            }
        }
    }
    lines
}
