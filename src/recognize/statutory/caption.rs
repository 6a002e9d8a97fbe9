//! The lines above a statutory table, in its first cell or its first rows: title and form code.
//!
//! In: lines as printed. Out: [`Caption`]. Lost: the number before a title, and the dots and the page after an entry of the
//! contents.

use crate::record::BudgetTableKind;
use crate::text::{fold_width, one_line, strip_enumeration};
use crate::vocabulary::budget::BudgetWords;

/// The title of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Caption {
    pub kind: BudgetTableKind,
    pub title: String,
    pub form_code: Option<String>,
}

/// The caption in some lines, the last one where there are several. Two lines that only together end like a title are one.
pub(super) fn caption_in(lines: &[&str], words: &BudgetWords) -> Option<Caption> {
    let code = last_form_code(lines, words);
    let (kind, title) = (0..lines.len()).rev().find_map(|at| {
        let line = lines.get(at)?;
        title_of(line, words).or_else(|| {
            let before = at.checked_sub(1).and_then(|before| lines.get(before))?;
            let long = before.chars().count() > 8 && title_of(before, words).is_none();
            title_of(&format!("{before}{line}"), words).filter(|_| long)
        })
    })?;
    Some(Caption {
        kind,
        title,
        form_code: code,
    })
}

/// The last form code in some lines.
pub(super) fn last_form_code(lines: &[&str], words: &BudgetWords) -> Option<String> {
    lines
        .iter()
        .rev()
        .find_map(|line| form_code_in(line, words))
}

/// Kind and title of a line; a form code on the same line is left out.
pub(super) fn title_of(line: &str, words: &BudgetWords) -> Option<(BudgetTableKind, String)> {
    let line = without_code(line.trim(), words);
    let line = strip_number(line);
    let key = fold_width(line);
    let kind = words.kind_of_title(&key)?;
    Some((kind, one_line(line)))
}

/// The title of an entry of a table of contents: dots and a page number may follow it.
pub fn listed_title(line: &str, words: &BudgetWords) -> Option<(BudgetTableKind, String)> {
    let dots = |c: char| matches!(c, '.' | '…' | '·' | '-' | '—') || c.is_whitespace();
    let line = line
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_digit() || dots(c));
    title_of(line, words)
}

fn strip_number(line: &str) -> &str {
    let rest = strip_enumeration(line);
    let rest = if rest.len() == line.len() {
        // the full stop of full width
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        digits
            .strip_prefix(['．', '、'])
            .filter(|_| digits.len() < line.len())
            .unwrap_or(line)
    } else {
        rest
    };
    rest.trim_start()
}

/// The line without a form code at either end.
fn without_code<'t>(line: &'t str, words: &BudgetWords) -> &'t str {
    let is_code = |part: &str| words.is_form_code(&fold_width(part).replace(['(', ')'], ""));
    if let Some((first, rest)) =
        line.split_once(|c: char| c.is_whitespace() || c == ':' || c == '：')
        && is_code(first)
    {
        return rest.trim_start();
    }
    match line.rsplit_once(char::is_whitespace) {
        Some((rest, last)) if is_code(last) => rest.trim_end(),
        _ => line,
    }
}

fn form_code_in(line: &str, words: &BudgetWords) -> Option<String> {
    let parts = line.split(|c: char| c.is_whitespace() || c == ':' || c == '：');
    parts
        .map(|part| part.trim_matches(['(', ')', '（', '）']))
        .find(|part| words.is_form_code(&fold_width(part)))
        .map(str::to_owned)
}
