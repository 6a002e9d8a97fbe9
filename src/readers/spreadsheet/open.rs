//! OpenDocument spreadsheets, zipped or flat. Every cell stores its displayed text with its value.
//!
//! In: content.xml or a flat file. Out: sheets. Lost: hidden sheets, notes, drawings, tracked changes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::display::{Altered, Display, altered};
use super::sheet::{Book, document};
use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::format::Format;
use crate::limits::MAX_SHEET_REPEATS;
use crate::message::Message;
use crate::readers::assembly::truncated_body;
use crate::readers::docx::parts::Parts;
use crate::readers::odt::{self, is_superscript, strikes};
use crate::readers::struck::Struck;
use crate::readers::symbols;
use crate::readers::xml::{Element, Event, Events};

/// Reads `.ods`.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`], [`Error::LimitExceeded`].
pub(in crate::readers) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut parts = Parts::open(bytes, Format::Ods, allowance, findings)?;
    let content = odt::content(&mut parts, Format::Ods, findings)?;
    sheets(&content, Format::Ods, findings)
}

/// Reads `.fods`.
///
/// # Errors
/// As [`read`].
pub(in crate::readers) fn read_flat(
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Document, Error> {
    let content = odt::text(bytes, findings);
    sheets(&content, Format::Fods, findings)
}

fn sheets(content: &str, format: Format, findings: &mut Findings) -> Result<Document, Error> {
    let mut events = Events::new(content);
    let mut styles = Styles::default();
    let mut sheets = Book::default();
    let mut found = false;
    while let Some(event) = events.next() {
        let Event::Open(element) = event else {
            continue;
        };
        match element.name() {
            "style:style" => read_style(&element, &mut events, &mut styles),
            "office:spreadsheet" => found = true,
            "table:tracked-changes" | "office:master-styles" | "table:content-validations" => {
                events.pass_over()
            }
            "table:table" if found => read_table(&element, &mut events, &styles, &mut sheets)?,
            _ => {}
        }
    }
    if !found {
        return Err(Error::damaged(
            format,
            Message::fixed(
                "没有工作表（office:spreadsheet）",
                "it has no sheets (office:spreadsheet)",
            ),
        ));
    }
    if let Some(broken) = events.broken.take() {
        findings.push(Finding {
            evidence: Some(broken),
            ..truncated_body()
        });
    }
    document(sheets, findings)
}

/// The styles that affect text or visibility.
#[derive(Debug, Default)]
struct Styles {
    /// Names of table styles that hide their table.
    hidden: HashSet<String>,
    /// Names of styles with superscript text.
    raised: HashSet<String>,
    /// Whether text is struck out, for the text and cell styles that set it.
    struck: HashMap<String, bool>,
}

fn read_style(style: &Element, events: &mut Events, styles: &mut Styles) {
    let name = style.attribute("style:name");
    let mut depth = 1usize;
    while depth > 0 {
        match events.next() {
            Some(Event::Open(element)) => {
                depth += 1;
                if element.attribute("table:display").as_deref() == Some("false") {
                    styles.hidden.extend(name.clone());
                }
                let position = element.attribute("style:text-position");
                if position.is_some_and(|position| is_superscript(&position)) {
                    styles.raised.extend(name.clone());
                }
                let struck = strikes(&element);
                styles.struck.extend(name.clone().zip(struck));
            }
            Some(Event::Close) => depth -= 1,
            Some(Event::Text(_)) => {}
            None => return,
        }
    }
}

/// A cell of the current row.
struct Open {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
    repeats: u32,
    text: String,
    paragraphs: usize,
    /// True in a hidden row or column.
    hidden: bool,
    /// The value, for files that leave out the displayed text.
    value: Option<String>,
    /// The stored number if the text hides digits of it; see [`Display`].
    altered: Option<Altered>,
    /// The text is an error value.
    error: bool,
    struck: Struck,
}

fn read_table(
    table: &Element,
    events: &mut Events,
    styles: &Styles,
    sheets: &mut Book,
) -> Result<(), Error> {
    let name = table.attribute("table:name").unwrap_or_default();
    let style = table.attribute("table:style-name");
    sheets.open(
        name,
        style.is_some_and(|style| styles.hidden.contains(&style)),
    );
    let (mut row, mut repeats, mut column) = (0u32, 0u32, 0u32);
    // the next column for a column element, the hidden columns, and whether the open row is hidden
    let (mut described, mut hidden_columns, mut row_hidden) = (0u32, Vec::new(), false);
    // cells of the row, which are added as often as the row is repeated
    let mut cells: Vec<Open> = Vec::new();
    let mut depth = 1usize;
    while depth > 0 {
        match events.next() {
            Some(Event::Open(element)) => match element.name() {
                "table:table-column" => {
                    depth += 1;
                    let columns = element.number("table:number-columns-repeated");
                    let next = described.saturating_add(columns.unwrap_or(1).max(1));
                    if is_hidden(&element) {
                        hidden_columns.push(described..next);
                    }
                    described = next;
                }
                "table:table-row" => {
                    depth += 1;
                    row_hidden = is_hidden(&element);
                    row = row.saturating_add(repeats);
                    repeats = element
                        .number("table:number-rows-repeated")
                        .unwrap_or(1)
                        .max(1);
                    column = 0;
                }
                "table:table-cell" | "table:covered-table-cell" => {
                    let mut cell = read_cell(&element, events, styles, row, column);
                    let within = |columns: &Range<u32>| columns.contains(&column);
                    cell.hidden = row_hidden || hidden_columns.iter().any(within);
                    column = column.saturating_add(cell.repeats);
                    let has_text = !cell.text.is_empty() || !cell.struck.is_empty();
                    if has_text || cell.rows > 1 || cell.columns > 1 {
                        cells.push(cell);
                    }
                }
                "table:shapes" | "office:forms" | "table:table" | "office:dde-source" => {
                    events.pass_over()
                }
                _ => depth += 1,
            },
            Some(Event::Close) => {
                depth -= 1;
                put(sheets, &mut cells, repeats)?;
            }
            Some(Event::Text(_)) => {}
            None => break,
        }
    }
    put(sheets, &mut cells, repeats)
}

/// True for rows and columns that are collapsed or removed by a filter (OpenDocument 1.3 part 3, 19.749).
fn is_hidden(element: &Element) -> bool {
    let visibility = element.attribute("table:visibility");
    matches!(visibility.as_deref(), Some("collapse" | "filter"))
}

fn put(sheets: &mut Book, cells: &mut Vec<Open>, repeats: u32) -> Result<(), Error> {
    for mut cell in cells.drain(..) {
        let struck = cell.struck.take();
        if repeats.max(cell.repeats) > MAX_SHEET_REPEATS && !cell.text.is_empty() {
            sheets.unrepeated.get_or_insert(cell.row);
        }
        for down in 0..repeats.clamp(1, MAX_SHEET_REPEATS) {
            for right in 0..cell.repeats.min(MAX_SHEET_REPEATS) {
                let row = cell.row.saturating_add(down);
                let column = cell.column.saturating_add(right);
                if cell.rows > 1 || cell.columns > 1 {
                    sheets.merge((row, column), cell.rows, cell.columns)?;
                }
                let display = Display {
                    text: cell.text.clone(),
                    altered: cell.altered.clone(),
                    struck: struck.clone(),
                };
                if cell.error {
                    sheets.reported.add_error(row, column, &cell.text);
                    continue;
                }
                if cell.hidden && !cell.text.is_empty() {
                    sheets.note_hidden(row, column);
                }
                sheets.put(row, column, display)?;
            }
        }
    }
    Ok(())
}

fn read_cell(
    element: &Element,
    events: &mut Events,
    styles: &Styles,
    row: u32,
    column: u32,
) -> Open {
    let value = ["office:string-value", "office:date-value", "office:value"]
        .iter()
        .find_map(|name| element.attribute(name));
    let mut cell = Open {
        row,
        column,
        rows: element.number("table:number-rows-spanned").unwrap_or(1),
        columns: element.number("table:number-columns-spanned").unwrap_or(1),
        repeats: element
            .number("table:number-columns-repeated")
            .unwrap_or(1)
            .max(1),
        text: String::new(),
        paragraphs: 0,
        hidden: false,
        value,
        altered: None,
        error: false,
        struck: Struck::default(),
    };
    let mut depth = 1usize;
    // depth of the open paragraph, and of the outermost span with superscript text
    let mut paragraph = None;
    let mut raised = None;
    let said = |element: &Element, name| {
        let style = element.attribute(name)?;
        styles.struck.get(&style).copied()
    };
    // the elements that set whether text is struck out, with their depth: the cell, then the spans in it
    let whole = said(element, "table:style-name").unwrap_or(false);
    let mut striking = vec![(0, whole)];
    while depth > 0 {
        match events.next() {
            Some(Event::Open(inner)) => match inner.name() {
                "office:annotation" | "draw:frame" | "draw:custom-shape" | "table:table" => {
                    events.pass_over()
                }
                "text:p" => {
                    depth += 1;
                    paragraph = paragraph.or(Some(depth));
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
                "text:span" => {
                    depth += 1;
                    let style = inner.attribute("text:style-name");
                    if style.is_some_and(|style| styles.raised.contains(&style)) {
                        raised = raised.or(Some(depth));
                    }
                    striking.extend(said(&inner, "text:style-name").map(|struck| (depth, struck)));
                }
                "text:s" => {
                    depth += 1;
                    let count = inner.number("text:c").unwrap_or(1).min(1_000);
                    cell.text.push_str(&" ".repeat(count as usize));
                }
                "text:tab" => {
                    depth += 1;
                    cell.text.push('\t');
                }
                "text:line-break" => {
                    depth += 1;
                    cell.text.push('\n');
                }
                _ => depth += 1,
            },
            Some(Event::Close) => {
                if paragraph == Some(depth) {
                    paragraph = None;
                }
                if raised == Some(depth) {
                    raised = None;
                }
                striking.pop_if(|(opened, _)| *opened == depth);
                depth -= 1;
            }
            Some(Event::Text(text))
                if paragraph.is_some() && matches!(striking.last(), Some((_, true))) =>
            {
                cell.struck.add(&text, cell.text.len());
            }
            Some(Event::Text(text)) if paragraph.is_some() => match raised {
                Some(_) => cell.text.push_str(&symbols::raised(&text)),
                None => cell.text.push_str(&text),
            },
            Some(Event::Text(_)) => {}
            None => break,
        }
    }
    if element.attribute("calcext:value-type").as_deref() == Some("error") {
        cell.error = true;
    } else if cell.paragraphs == 0 {
        cell.text = cell.value.take().unwrap_or_default();
    } else if let Some(value) = element.attribute("office:value") {
        let value = value.trim().parse().ok();
        cell.altered = value.and_then(|value| altered(&cell.text, value));
    }
    cell
}
