//! Workbooks in one XML file, as Excel 2002 and 2003 save them and many programs export them, often named `.xls`.
//!
//! In: `Workbook` of `urn:schemas-microsoft-com:office:spreadsheet`. Out: sheets. Lost: formulas, comments, other
//! formatting.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::display::{Codes, Display, built_in, calendar, display, display_text};
use super::sheet::{Book, document};
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings};
use crate::format::Format;
use crate::message::Message;
use crate::readers::assembly::truncated_body;
use crate::readers::odt;
use crate::readers::struck::marked;
use crate::readers::symbols;
use crate::readers::xml::{Element, Event, Events};

/// Reads the workbook.
///
/// # Errors
/// [`Error::Damaged`] when it has no sheet, [`Error::LimitExceeded`].
pub(in crate::readers) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let content = odt::text(bytes, findings);
    let mut events = Events::new(&content);
    let mut reader = Reader::default();
    for event in &mut events {
        match event {
            Event::Open(element) => reader.open(&element)?,
            Event::Close => reader.close()?,
            Event::Text(text) => reader.text(&text),
        }
    }
    if reader.sheets.is_empty() {
        return Err(Error::damaged(
            Format::SpreadsheetXml,
            Message::fixed("没有工作表（Worksheet）", "it has no sheet (Worksheet)"),
        ));
    }
    if let Some(broken) = events.broken.take() {
        findings.push(Finding {
            evidence: Some(broken),
            ..truncated_body()
        });
    }
    document(reader.sheets, findings)
}

#[derive(Debug, Default)]
struct Reader {
    /// The role of each open element.
    open: Vec<Place>,
    style: String,
    /// Format codes by style.
    formats: HashMap<String, String>,
    codes: Codes,
    /// The styles that strike out a whole cell.
    striking: HashSet<String>,
    sheets: Book,
    row: u32,
    column: u32,
    /// The next column for a `Column` element, the hidden columns of the sheet, and whether the open row is hidden.
    described: u32,
    hidden_columns: Vec<Range<u32>>,
    row_hidden: bool,
    cell: Cell,
}

#[derive(Debug, Default)]
struct Cell {
    style: Option<String>,
    kind: String,
    text: String,
    columns: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Elsewhere,
    Row,
    Cell,
    Data,
    /// Superscript inside a text.
    Raised,
    /// Struck out inside a text.
    Struck,
    /// A comment, whose own `Data` is not the cell's.
    Comment,
    Visible,
}

impl Reader {
    fn open(&mut self, element: &Element) -> Result<(), Error> {
        let number = |name| {
            let value = element.local_attribute(name)?;
            value.trim().parse::<u32>().ok()
        };
        let place = match element.local_name() {
            "Style" => {
                self.style = element.local_attribute("ID").unwrap_or_default();
                Place::Elsewhere
            }
            "NumberFormat" => {
                if let Some(code) = element.local_attribute("Format") {
                    let code = named(&code).map_or(code.clone(), str::to_owned);
                    self.formats.insert(self.style.clone(), code);
                }
                Place::Elsewhere
            }
            "Font" if element.local_attribute("StrikeThrough").as_deref() == Some("1") => {
                self.striking.insert(self.style.clone());
                Place::Elsewhere
            }
            "Worksheet" => {
                let name = element.local_attribute("Name").unwrap_or_default();
                self.sheets.open(name, false);
                self.row = 0;
                self.described = 0;
                self.hidden_columns.clear();
                Place::Elsewhere
            }
            "Column" => {
                let first = number("Index").map_or(self.described, |index| index.saturating_sub(1));
                self.described = first
                    .saturating_add(number("Span").unwrap_or(0))
                    .saturating_add(1);
                if is_hidden(element) {
                    self.hidden_columns.push(first..self.described);
                }
                Place::Elsewhere
            }
            "Row" => {
                self.row_hidden = is_hidden(element);
                if let Some(index) = number("Index") {
                    self.row = index.saturating_sub(1);
                }
                self.column = 0;
                Place::Row
            }
            "Cell" => {
                if let Some(index) = number("Index") {
                    self.column = index.saturating_sub(1);
                }
                let columns = number("MergeAcross").unwrap_or(0).saturating_add(1);
                let rows = number("MergeDown").unwrap_or(0).saturating_add(1);
                if rows > 1 || columns > 1 {
                    self.sheets.merge((self.row, self.column), rows, columns)?;
                }
                self.cell = Cell {
                    style: element.local_attribute("StyleID"),
                    columns,
                    ..Cell::default()
                };
                Place::Cell
            }
            "Data" if self.open.last() == Some(&Place::Cell) => {
                self.cell.kind = element.local_attribute("Type").unwrap_or_default();
                Place::Data
            }
            "Comment" => Place::Comment,
            "Visible" => Place::Visible,
            // `ss:Data` may contain runs of HTML
            "Sup" if self.open.last() == Some(&Place::Data) => Place::Raised,
            "S" if matches!(self.open.last(), Some(Place::Data | Place::Raised)) => Place::Struck,
            _ if matches!(
                self.open.last(),
                Some(Place::Data | Place::Raised | Place::Struck)
            ) =>
            {
                self.open.last().copied().unwrap_or(Place::Data)
            }
            _ => Place::Elsewhere,
        };
        self.open.push(place);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Place::Row) => self.row = self.row.saturating_add(1),
            Some(Place::Cell) => {
                let text = self.shown();
                let column = self.column;
                let within = |columns: &Range<u32>| columns.contains(&column);
                let hidden = self.row_hidden || self.hidden_columns.iter().any(within);
                if hidden && !text.text.is_empty() {
                    self.sheets.note_hidden(self.row, column);
                }
                self.sheets.put(self.row, self.column, text)?;
                self.column = self.column.saturating_add(self.cell.columns);
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(Place::Data) => self.cell.text.push_str(text),
            Some(Place::Struck) => self.cell.text.push_str(&marked(text, true)),
            Some(Place::Raised) => self.cell.text.push_str(&symbols::raised(text)),
            Some(Place::Visible) if text.trim() != "SheetVisible" => {
                self.sheets.hide();
            }
            _ => {}
        }
    }

    fn shown(&mut self) -> Display {
        let text = std::mem::take(&mut self.cell.text);
        let style = self.cell.style.as_deref().unwrap_or("Default");
        let code = self.formats.get(style).map_or("General", String::as_str);
        let number = match self.cell.kind.as_str() {
            "Number" => text.trim().parse().ok(),
            "DateTime" => calendar::serial(&text),
            _ => None,
        };
        let mut shown = match number {
            Some(number) => display(number, self.codes.get(code), false),
            None if self.cell.kind == "Boolean" && text.trim() == "1" => "TRUE".to_owned().into(),
            None if self.cell.kind == "Boolean" => "FALSE".to_owned().into(),
            None => display_text(&text, self.codes.get(code)).into(),
        };
        shown.part(self.striking.contains(style));
        shown
    }
}

fn is_hidden(element: &Element) -> bool {
    element.local_attribute("Hidden").as_deref() == Some("1")
}

/// The format code of a format that the file gives by name.
fn named(code: &str) -> Option<&'static str> {
    let id = match code {
        "Fixed" => 2,
        "Standard" => 4,
        "Percent" => 10,
        "Scientific" => 11,
        "Short Date" => 14,
        "General Date" => 22,
        "Short Time" => 20,
        "Long Time" => 21,
        "General Number" => 0,
        "Long Date" => 31,
        "Medium Date" => 15,
        "Currency" => 7,
        _ => return None,
    };
    built_in(id)
}
