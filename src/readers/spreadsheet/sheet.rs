//! From sheets to paragraphs and tables.
//!
//! In: cells by their position. Out: blocks. A table ends at a row without text, unless a merged cell extends over that
//! row. A single text is a paragraph, and so are the lines above a table that are merged over its whole width: titles
//! and units. Lost: empty columns left of the first text. The row number in the sheet becomes the line of each row.
//!
//! The names of sheets are headings. If every sheet begins with a title of its own, the names are no more than a table
//! of contents and are marked as entries of one.

mod layout;

use std::collections::BTreeMap;

use layout::part;

use super::display::{AlteredCells, Display};
use super::reported::ReportedCells;
use crate::document::{Block, Document, Paragraph};
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::{BYTES_OF_A_CELL, MAX_CELLS, MAX_SHEET_REPEATS, MAX_STRUCK_PLACES};
use crate::message::Message;
use crate::readers::struck::{more_of, struck_text};

/// The sheets of a workbook, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Book {
    sheets: Vec<Sheet>,
    /// Number of cells, plus their text in units of [`BYTES_OF_A_CELL`], because many cells of a file may share one
    /// text.
    weight: usize,
    /// 0-based row of the first cell that is repeated more than [`MAX_SHEET_REPEATS`] times.
    pub(super) unrepeated: Option<u32>,
    /// Hidden cells and formulas without a result, to be reported.
    pub(super) reported: ReportedCells,
    /// Sheet and 0-based row from which on nothing was read, because the allowance of the file is used up.
    stopped: Option<(String, u32)>,
    results: Results,
}

/// Stored results of formulas.
#[derive(Debug, Default)]
struct Results {
    /// Any of them is not 0.
    known: bool,
    /// Sheet, row and column of those that are 0.
    zeros: Vec<(usize, u32, u32)>,
}

#[derive(Debug, Default)]
struct Sheet {
    name: String,
    hidden: bool,
    damaged: bool,
    altered: AlteredCells,
    /// Rows and struck-out texts of cells, and the number of further such cells.
    struck: Vec<(u32, Box<str>)>,
    struck_beyond: usize,
    /// Cells by 0-based row and column.
    cells: BTreeMap<(u32, u32), Cell>,
}

#[derive(Debug, Clone, Default)]
struct Cell {
    text: String,
    rows: u32,
    columns: u32,
}

impl Book {
    /// Begins a sheet; later cells are added to it.
    pub(super) fn open(&mut self, name: String, hidden: bool) {
        self.sheets.push(Sheet {
            name,
            hidden,
            ..Sheet::default()
        });
    }

    /// Marks the last sheet as hidden.
    pub(super) fn hide(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.hidden = true;
        }
    }

    /// Notes a cell with content in a hidden row or column. Hidden sheets are reported as a whole instead.
    pub(super) fn note_hidden(&mut self, row: u32, column: u32) {
        if self.sheets.last().is_some_and(|sheet| !sheet.hidden) {
            self.reported.add_hidden(row, column);
        }
    }

    /// A formula of the last sheet has a number as its stored result.
    pub(super) fn note_result(&mut self, row: u32, column: u32, is_zero: bool) {
        match is_zero {
            true => self
                .results
                .zeros
                .push((self.sheets.len().saturating_sub(1), row, column)),
            false => self.results.known = true,
        }
    }

    /// A program that does not calculate stores 0 for every formula and has them calculated when the file is opened; then
    /// no result is known.
    pub(super) fn settle_formulas(&mut self, calculated_on_load: bool) {
        let results = std::mem::take(&mut self.results);
        if !calculated_on_load || results.known {
            return;
        }
        for (sheet, row, column) in results.zeros {
            let cells = self.sheets.get_mut(sheet).map(|sheet| &mut sheet.cells);
            if let Some(cell) = cells.and_then(|cells| cells.get_mut(&(row, column))) {
                cell.text.clear();
                self.reported.add_unsolved(row, column);
            }
        }
    }

    /// True when a sheet has a cell.
    pub(super) fn has_cells(&self) -> bool {
        self.sheets.iter().any(|sheet| !sheet.cells.is_empty())
    }

    /// Nothing is read from this row of the last sheet on.
    pub(super) fn stop_at(&mut self, row: u32) {
        let name = self.sheets.last().map_or("", |sheet| &sheet.name);
        self.stopped = Some((name.to_owned(), row));
    }

    /// The last sheet ends before its end is marked.
    pub(super) fn note_damaged(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.damaged = true;
        }
    }

    /// True when no sheet has begun.
    pub(super) fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// Sets the displayed text of a cell.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] when the workbook has too many cells or too much text.
    pub(super) fn put(
        &mut self,
        row: u32,
        column: u32,
        display: impl Into<Display>,
    ) -> Result<(), Error> {
        let Display {
            text,
            altered,
            struck,
        } = display.into();
        if let (Some(struck), Some(sheet)) = (struck, self.sheets.last_mut()) {
            match sheet.struck.len() < MAX_STRUCK_PLACES {
                true => sheet.struck.push((row, struck)),
                false => sheet.struck_beyond += 1,
            }
        }
        if let (Some(altered), Some(sheet)) = (altered, self.sheets.last_mut()) {
            let line = row.saturating_add(1);
            let place = || Some(format!("{}!{}{line}", sheet.name, letters(column)));
            sheet.altered.add(altered, &text, line, place);
        }
        if !text.is_empty() {
            let weight = 1 + text.len() / BYTES_OF_A_CELL;
            self.cell(row, column, weight)?.text = text;
        }
        Ok(())
    }

    /// Merges cells, the first of which is at `row` and `column`.
    ///
    /// # Errors
    /// As [`Book::put`].
    pub(super) fn merge(
        &mut self,
        (row, column): (u32, u32),
        rows: u32,
        columns: u32,
    ) -> Result<(), Error> {
        let cell = self.cell(row, column, 1)?;
        cell.rows = rows;
        cell.columns = columns;
        Ok(())
    }

    fn cell(&mut self, row: u32, column: u32, weight: usize) -> Result<&mut Cell, Error> {
        self.weight = self.weight.saturating_add(weight);
        if self.weight > MAX_CELLS {
            return Err(too_many_cells());
        }
        if self.sheets.is_empty() {
            self.open(String::new(), false);
        }
        let last = self.sheets.len() - 1;
        Ok(self.sheets[last].cells.entry((row, column)).or_default())
    }
}

impl Sheet {
    fn blocks(&self, room: &mut usize, findings: &mut Findings) -> Result<Vec<Block>, Error> {
        let mut blocks = Vec::new();
        let mut group: Vec<(u32, u32, &Cell)> = Vec::new();
        // the last row that a cell of the group covers
        let mut bottom = 0u32;
        for (&(row, column), cell) in &self.cells {
            if row > bottom.saturating_add(1) {
                blocks.extend(part(&std::mem::take(&mut group), room, findings)?);
            }
            let reach = if cell.text.is_empty() && cell.rows <= 1 {
                // a merged cell without text does not hold rows together
                bottom
            } else {
                row.saturating_add(cell.rows.max(1) - 1)
            };
            bottom = if group.is_empty() {
                reach
            } else {
                bottom.max(reach)
            };
            group.push((row, column, cell));
        }
        blocks.extend(part(&group, room, findings)?);
        Ok(blocks)
    }
}

fn too_many_cells() -> Error {
    Error::LimitExceeded {
        what: Message::fixed("工作簿的单元格数", "cells of the workbook"),
        limit: MAX_CELLS as u64,
    }
}

/// Makes a document of the visible sheets.
///
/// # Errors
/// [`Error::LimitExceeded`] when the tables have too many cells.
pub(super) fn document(mut book: Book, findings: &mut Findings) -> Result<Document, Error> {
    let mut contents = Vec::new();
    let mut room = MAX_CELLS;
    findings.extend(book.reported.findings());
    findings.extend(book.unrepeated.map(unrepeated));
    let mut altered = AlteredCells::default();
    for sheet in book.sheets.iter_mut().filter(|sheet| !sheet.hidden) {
        altered.extend(std::mem::take(&mut sheet.altered));
    }
    findings.extend(altered.findings());
    findings.extend(book.stopped.as_ref().map(stopped));
    for sheet in &book.sheets {
        if sheet.hidden {
            findings.push(hidden(&sheet.name));
            continue;
        }
        for (row, struck) in &sheet.struck {
            findings.push(struck_text(struck, at_row(*row)));
        }
        if sheet.struck_beyond > 0 {
            findings.push(more_of(sheet.struck_beyond));
        }
        if sheet.damaged {
            findings.push(damaged(&sheet.name));
        }
        let blocks = sheet.blocks(&mut room, findings)?;
        if !blocks.is_empty() {
            contents.push((&sheet.name, blocks));
        }
    }
    let titled = contents
        .iter()
        .all(|(_, blocks)| matches!(blocks.first(), Some(Block::Paragraph(_))));
    let unnamed = matches!(contents.as_slice(), [(name, _)] if is_default_name(name));
    let heading = if titled || unnamed { None } else { Some(1) };
    let mut blocks = Vec::new();
    for (name, content) in contents {
        blocks.push(Block::Paragraph(Paragraph {
            heading,
            toc: heading.is_none(),
            ..Paragraph::new(name.clone())
        }));
        blocks.extend(content);
    }
    Ok(Document {
        title: None,
        blocks,
    })
}

/// True for names such as `Sheet1` and `工作表1`, which programs give to new sheets.
fn is_default_name(name: &str) -> bool {
    ["Sheet", "\u{5de5}\u{4f5c}\u{8868}"].iter().any(|start| {
        name.strip_prefix(start)
            .is_some_and(|number| number.trim().parse::<u32>().is_ok())
    })
}

fn unrepeated(row: u32) -> Finding {
    Finding {
        location: at_row(row),
        ..Finding::extraction(
            "repeats-cut",
            Severity::Error,
            format!("有文字的行或单元格重复超过 {MAX_SHEET_REPEATS} 次，超出部分未保留"),
            format!(
                "a row or cell with text is repeated more than {MAX_SHEET_REPEATS} times; the repetitions beyond were not kept"
            ),
        )
    }
}

/// The letters of a 0-based column: A to Z, AA, …
pub(super) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        match (rest / 26).checked_sub(1) {
            Some(left) => rest = left,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// Location of a 0-based row; the row number of the sheet is reported as the line.
fn at_row(row: u32) -> Location {
    Location {
        line: Some(row.saturating_add(1)),
        ..Location::default()
    }
}

fn damaged(name: &str) -> Finding {
    Finding {
        evidence: Some(name.to_owned()),
        ..Finding::extraction(
            "damaged-sheet",
            Severity::Error,
            format!("工作表“{name}”已损坏或不完整，只读取了损坏处之前的内容"),
            format!("The sheet “{name}” is damaged; what precedes the damage was read"),
        )
    }
}

fn stopped((name, row): &(String, u32)) -> Finding {
    Finding {
        evidence: Some(name.clone()),
        location: at_row(*row),
        ..Finding::extraction(
            "work-limit",
            Severity::Error,
            format!("工作表与单元格格式的引用过多，从工作表“{name}”的这一行起未读取"),
            format!(
                "sheets or formats are referenced too often; nothing was read from this row of the sheet “{name}” on"
            ),
        )
    }
}

fn hidden(name: &str) -> Finding {
    Finding {
        evidence: Some(name.to_owned()),
        ..Finding::extraction(
            "hidden-sheet-skipped",
            Severity::Info,
            format!("工作表“{name}”是隐藏的，未读取"),
            format!("The sheet “{name}” is hidden and was not read"),
        )
    }
}

#[cfg(test)]
mod tests;
