//! The cells of one worksheet.
//!
//! In: the XML of a worksheet (ECMA-376 part 1, 18.3.1), styles and shared texts. Out: cells of a [`Book`]. Lost: what
//! formulas say; cells that merged ones cover keep their place.

use super::super::display::{Code, Display, calendar, display, display_text};
use super::super::sheet::Book;
use super::styles::Styles;
use super::texts::{Texts, rich_text, unescaped};
use crate::error::Error;
use crate::readers::blank_words::is_nothing;
use crate::readers::xml::{Element, Event, Events};

/// A worksheet while it is read.
pub(super) struct Sheet<'a> {
    styles: &'a Styles,
    texts: &'a Texts,
    epoch_1904: bool,
    row: u32,
    column: u32,
    pub(super) row_hidden: bool,
    /// First and last of hidden columns, from 0.
    pub(super) hidden_columns: Vec<(u32, u32)>,
}

/// A cell while it is read.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) has_formula: bool,
    pub(super) value: String,
}

/// What the value of a cell is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    Shared,
    /// A text, also of a formula.
    Text,
    Truth,
    Error,
    Date,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(styles: &'a Styles, texts: &'a Texts, epoch_1904: bool) -> Self {
        Self {
            styles,
            texts,
            epoch_1904,
            row: 0,
            column: 0,
            row_hidden: false,
            hidden_columns: Vec::new(),
        }
    }

    /// Reads the sheet into the last one of the book; false where it is not a worksheet.
    ///
    /// # Errors
    /// As [`Book::put`].
    pub(super) fn read(mut self, events: &mut Events, book: &mut Book) -> Result<bool, Error> {
        let mut found = false;
        let mut rows = 0u32;
        while let Some(event) = events.next() {
            let Event::Open(element) = event else {
                continue;
            };
            match element.local_name() {
                "sheetData" => found = true,
                "col" if is_hidden(&element) => {
                    let columns = element.number("min").zip(element.number("max"));
                    let from_0 = columns
                        .map(|(first, last)| (first.saturating_sub(1), last.saturating_sub(1)));
                    self.hidden_columns.extend(from_0);
                }
                "row" => {
                    let row = element.number("r").and_then(|row| row.checked_sub(1));
                    self.row = row.unwrap_or(rows);
                    rows = self.row.saturating_add(1);
                    self.column = 0;
                    self.row_hidden = is_hidden(&element);
                }
                "c" => self.cell(&element, events, book)?,
                "mergeCell" => {
                    let range = element.attribute("ref").unwrap_or_default();
                    match read_range(&range) {
                        Some((first, last)) => book.merge(
                            first,
                            last.0.saturating_sub(first.0).saturating_add(1),
                            last.1.saturating_sub(first.1).saturating_add(1),
                        )?,
                        None => book.reported.add_unread_range(&range),
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }

    fn cell(
        &mut self,
        element: &Element,
        events: &mut Events,
        book: &mut Book,
    ) -> Result<(), Error> {
        let name = element.attribute("r");
        if let Some((row, column)) = name.as_deref().and_then(read_place) {
            (self.row, self.column) = (row.unwrap_or(self.row), column.unwrap_or(self.column));
        }
        let (row, column) = (self.row, self.column);
        self.column = self.column.saturating_add(1);
        let cell = read_cell(element, events, self.styles.strike);
        self.put(&cell, row, column, book)
    }

    /// True where a style strikes whole cells out.
    pub(super) fn strikes(&self) -> bool {
        self.styles.strike
    }

    /// Puts a cell into the last sheet of the book.
    ///
    /// # Errors
    /// As [`Book::put`].
    pub(super) fn put(
        &self,
        cell: &Cell,
        row: u32,
        column: u32,
        book: &mut Book,
    ) -> Result<(), Error> {
        let (code, struck) = self.styles.of_cell(cell.style);
        let unsolved = cell.has_formula && cell.value.trim().is_empty() && cell.kind != Kind::Text;
        if unsolved {
            book.reported.add_unsolved(row, column);
        }
        if cell.kind == Kind::Error && !cell.value.is_empty() {
            book.reported.add_error(row, column, &cell.value);
            return Ok(());
        }
        let mut shown = self.shown(cell, code);
        shown.part(struck);
        let is_hidden = self.row_hidden
            || self
                .hidden_columns
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&column));
        if is_hidden && !cell.value.is_empty() {
            book.note_hidden(row, column);
        }
        if cell.has_formula && cell.kind == Kind::Number {
            book.note_result(row, column, cell.value.trim().parse() == Ok(0.0));
        }
        book.put(row, column, shown)
    }

    fn shown(&self, cell: &Cell, code: &Code) -> Display {
        let value = cell.value.trim();
        match cell.kind {
            Kind::Number => match value.parse() {
                Ok(number) => display(number, code, self.epoch_1904),
                Err(_) => value.to_owned().into(),
            },
            Kind::Shared => {
                let number = value.parse().ok();
                let text = number.and_then(|number| self.texts.get(number));
                shown_text(text.unwrap_or_default(), code)
            }
            Kind::Text => shown_text(&cell.value, code),
            Kind::Truth if value == "1" => "TRUE".to_owned().into(),
            Kind::Truth if value.is_empty() => String::new().into(),
            Kind::Truth => "FALSE".to_owned().into(),
            Kind::Date => match calendar::serial(value) {
                Some(number) if !code.is_general() => display(number, code, false),
                _ => value.to_owned().into(),
            },
            Kind::Error => value.to_owned().into(),
        }
    }
}

/// A text as its format shows it; the words of programs for nothing are nothing.
fn shown_text(text: &str, code: &Code) -> Display {
    match is_nothing(text.trim()) {
        true => Display::default(),
        false => display_text(text, code).into(),
    }
}

/// Reads a cell up to its end.
fn read_cell(element: &Element, events: &mut Events, strike: bool) -> Cell {
    let kind = element.attribute("t");
    let mut cell = Cell {
        style: element.number("s").unwrap_or(0) as usize,
        kind: match kind.as_deref() {
            Some("s") => Kind::Shared,
            Some("str" | "inlineStr") => Kind::Text,
            Some("b") => Kind::Truth,
            Some("e") => Kind::Error,
            Some("d") => Kind::Date,
            _ => Kind::Number,
        },
        ..Cell::default()
    };
    let mut depth = 1usize;
    // depth of the open value
    let mut inside = None;
    while depth > 0 {
        match events.next() {
            Some(Event::Open(element)) => match element.local_name() {
                "is" => cell.value = rich_text(events, strike),
                "f" => {
                    cell.has_formula = true;
                    depth += 1;
                }
                "v" => {
                    depth += 1;
                    inside = Some(depth);
                }
                _ => depth += 1,
            },
            Some(Event::Text(text)) if inside.is_some() => cell.value.push_str(&text),
            Some(Event::Text(_)) => {}
            Some(Event::Close) => {
                if inside == Some(depth) {
                    inside = None;
                }
                depth -= 1;
            }
            None => break,
        }
    }
    if cell.kind == Kind::Text {
        cell.value = unescaped(std::mem::take(&mut cell.value));
    }
    cell
}

fn is_hidden(element: &Element) -> bool {
    let hidden = element.attribute("hidden");
    hidden.is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"))
}

/// Row and column, from 0, of a place such as `AB12`; either may be left out. `None` for anything else.
fn read_place(name: &str) -> Option<(Option<u32>, Option<u32>)> {
    let name = name.trim().trim_start_matches('$');
    let letters = name
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(name.len());
    let (letters, digits) = (&name[..letters], name[letters..].trim_start_matches('$'));
    let column = letters.bytes().fold(0u32, |column, letter| {
        column
            .saturating_mul(26)
            .saturating_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    });
    let row = match digits.is_empty() {
        true => None,
        false => Some(digits.parse::<u32>().ok()?.checked_sub(1)?),
    };
    let place = (row, column.checked_sub(1));
    (place != (None, None)).then_some(place)
}

/// First and last place of a range such as `A1:C3`.
fn read_range(range: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let whole = |(row, column): (Option<u32>, Option<u32>)| row.zip(column);
    let (first, last) = (
        read_place(first).and_then(whole)?,
        read_place(last).and_then(whole)?,
    );
    (first.0 <= last.0 && first.1 <= last.1).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_ranges() {
        for (name, expected) in [
            ("A1", Some((Some(0), Some(0)))),
            ("$AB$12", Some((Some(11), Some(27)))),
            ("C", Some((None, Some(2)))),
            ("7", Some((Some(6), None))),
            ("", None),
            ("A0", None),
            ("A1x", None),
        ] {
            assert_eq!(read_place(name), expected, "{name}");
        }
        assert_eq!(read_range("A1:C3"), Some(((0, 0), (2, 2))));
        assert_eq!(read_range("1:C3"), None);
        assert_eq!(read_range("C3:A1"), None);
    }
}
