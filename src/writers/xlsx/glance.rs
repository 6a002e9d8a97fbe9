//! The sheet with one row per project: who does what, for how much money, and how it is measured.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Url, Workbook, XlsxError};

use super::cells::{cut, decimal, width};
use super::look::Look;
use super::sheets::Sheets;
use super::words::Words;
use crate::record::{Document, Indicator, Project};

/// Keys of the titles.
const COLUMNS: [&str; 9] = [
    "unit",
    "year",
    "project",
    "kind",
    "budget_wan",
    "objectives",
    "indicators",
    "finding_count",
    "file",
];
/// Unit, year and project stay in sight.
const FROZEN: u16 = 3;
/// Lines of a cell that are shown; the others are there when the cell is opened.
const MOST_LINES: usize = 12;
/// Characters in a line of a long cell.
const LINE: usize = 46;

pub(super) fn begin(book: &mut Workbook, look: &Look, words: &Words) -> Result<Sheets, XlsxError> {
    let titles = COLUMNS.iter().map(|key| words.label(key).to_owned());
    Sheets::begin(
        book,
        look,
        words.label("glance"),
        titles.collect(),
        (FROZEN, 0),
    )
}

/// Writes the row of a project and returns its address. `link` is the address of the file itself.
pub(super) fn write(
    sheets: &mut Sheets,
    (book, most): (&mut Workbook, u32),
    (document, project): (&Document, &Project),
    link: Option<&Url>,
    (look, words): (&Look, &Words),
) -> Result<String, XlsxError> {
    let id = Some(project.project_id.as_str());
    let findings = document.findings.iter();
    let findings = findings
        .filter(|finding| finding.project_id.as_deref() == id)
        .count();
    let objectives = project.objectives.join("\n");
    let indicators: Vec<String> = project.indicators.iter().map(in_words).collect();
    let indicators = indicators.join("\n");
    let kind = project.kind.as_str();
    let budget = project.budget.total.as_ref().and_then(|amount| amount.yuan);
    let (sheet, row) = sheets.next_row(book, look, most)?;
    let lines = lines(&objectives)
        .max(lines(&indicators))
        .clamp(1, MOST_LINES);
    sheet.set_row_height(row, 15.0 * lines as f64)?;
    let unit = unit(project).unwrap_or_default();
    let name = project.project_name.as_deref().unwrap_or_default();
    let kind = words.code("kind", kind).unwrap_or(kind);
    for (place, text) in [(0, unit), (2, name), (3, kind)] {
        if !text.is_empty() {
            sheet.write_string_with_format(row, place, cut(text), look.wrapped())?;
        }
    }
    if let Some(year) = project.fiscal_year {
        sheet.write_number_with_format(row, 1, f64::from(year), look.top())?;
    }
    if let Some(yuan) = budget {
        decimal(
            sheet,
            (row, 4),
            yuan * Decimal::new(1, 4),
            look.money(),
            look,
        )?;
    }
    for (place, text) in [(5, &objectives), (6, &indicators)] {
        if !text.is_empty() {
            sheet.write_string_with_format(row, place, cut(text), look.wrapped())?;
        }
    }
    sheet.write_number_with_format(row, 7, findings as f64, look.count())?;
    let path = cut(&document.path);
    match link {
        Some(link) if path.len() < 255 => {
            sheet.write_url_with_options(row, 8, link.clone(), path, "", None)?
        }
        _ => sheet.write_string_with_format(row, 8, path, look.wrapped())?,
    };
    note(
        sheets,
        project,
        &[
            (0, unit),
            (2, name),
            (3, kind),
            (5, &objectives),
            (6, &indicators),
            (8, &document.path),
        ],
    );
    Ok(sheets.address(row))
}

fn note(sheets: &mut Sheets, project: &Project, texts: &[(u16, &str)]) {
    for (place, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
        // a long cell is as wide as its lines may be
        let longest = text.lines().max_by_key(|line| width(line));
        sheets.note(*place, longest.unwrap_or_default());
    }
    if project.fiscal_year.is_some() {
        sheets.note(1, "2024");
    }
    if project.budget.total.is_some() {
        sheets.note(4, "100,000.00");
    }
    sheets.note(7, "0");
}

/// The unit of a project: the budget unit, else the one that carries it out.
pub(super) fn unit(project: &Project) -> Option<&str> {
    let unit = project.budget_unit.as_ref();
    let unit = unit.and_then(|unit| unit.name.as_deref().or(unit.code.as_deref()));
    unit.or(project.implementing_unit.as_deref())
}

/// An indicator in one line: 数量指标：培训次数 ≥3次.
fn in_words(indicator: &Indicator) -> String {
    let level = indicator.level2.as_deref().or(indicator.level1.as_deref());
    let level = level.map_or(Cow::Borrowed(""), |level| Cow::Owned(format!("{level}：")));
    let raw = indicator.target.raw.replace('\n', " ");
    format!("{level}{} {raw}", indicator.level3)
        .trim_end()
        .to_owned()
}

/// How many lines a text takes in its cell.
fn lines(text: &str) -> usize {
    let of_line = |line: &str| line.chars().count().div_ceil(LINE / 2).max(1);
    text.lines().map(of_line).sum()
}
