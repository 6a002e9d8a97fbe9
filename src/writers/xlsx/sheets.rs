//! The sheets of one kind of rows: the first, and those that continue it.
//!
//! In: rows in order. Out: sheets that can be read and printed: the header and the names stay in sight, empty columns are
//! hidden, ids and places are in a closed group at the end, and a printed page is as wide as the columns.

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use super::cells::width;
use super::look::Look;

/// The number of the paper size A4.
const A4: u8 = 9;
/// Links that a sheet may have; Excel refuses a sheet with more than 65,530.
const MOST_LINKS: u32 = 60_000;

/// The sheets.
pub(super) struct Sheets {
    /// Name of the first.
    name: String,
    titles: Vec<String>,
    /// Columns at the left that stay in sight.
    frozen: u16,
    /// Columns at the end that are closed.
    grouped: usize,
    /// Index of the current sheet in the workbook.
    index: usize,
    /// The number of sheets so far.
    count: usize,
    /// Rows written to the current sheet.
    rows: u32,
    /// The greatest width of a text in each column, in characters.
    widths: Vec<usize>,
    /// The columns that contain something.
    filled: Vec<bool>,
    links: u32,
}

impl Sheets {
    pub(super) fn begin(
        book: &mut Workbook,
        look: &Look,
        name: &str,
        titles: Vec<String>,
        (frozen, grouped): (u16, usize),
    ) -> Result<Self, XlsxError> {
        let mut sheets = Self {
            name: name.to_owned(),
            widths: vec![0; titles.len()],
            filled: vec![false; titles.len()],
            titles,
            frozen,
            grouped,
            index: 0,
            count: 0,
            rows: 0,
            links: 0,
        };
        sheets.open(book, look)?;
        Ok(sheets)
    }

    /// Begins a sheet with its header row.
    fn open(&mut self, book: &mut Workbook, look: &Look) -> Result<(), XlsxError> {
        self.index = book.worksheets().len();
        self.count += 1;
        let sheet = book.add_worksheet_with_constant_memory()?;
        match self.count {
            1 => sheet.set_name(&self.name)?,
            number => sheet.set_name(format!("{} ({number})", self.name))?,
        };
        sheet.set_freeze_panes(1, self.frozen)?;
        sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (place, title) in (0..).zip(&self.titles) {
            sheet.write_string_with_format(0, place, title, look.header())?;
            if let Some(widest) = self.widths.get_mut(usize::from(place)) {
                // the button of the filter needs room
                *widest = (*widest).max(width(title) + 3);
            }
        }
        self.rows = 1;
        self.links = 0;
        Ok(())
    }

    /// Completes the sheet: sets what depends on its rows.
    pub(super) fn close(&mut self, book: &mut Workbook) -> Result<(), XlsxError> {
        let sheet = book.worksheet_from_index(self.index)?;
        let last_row = self.rows.saturating_sub(1);
        let columns = u16::try_from(self.titles.len()).unwrap_or(u16::MAX);
        let last_column = columns.saturating_sub(1);
        sheet.autofilter(0, 0, last_row, last_column)?;
        for (place, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(place, (width + 1) as f64)?;
        }
        if last_row == 0 {
            // a sheet without rows is there for programs
            sheet.set_hidden(self.count == 1);
            return Ok(());
        }
        let digits = IgnoreError::NumberStoredAsText;
        sheet.ignore_error_range(1, 0, last_row, last_column, digits)?;
        let grouped = u16::try_from(self.grouped).unwrap_or(0);
        if let Some(first) = columns.checked_sub(grouped)
            && grouped > 0
        {
            sheet.group_columns_collapsed(first, last_column)?;
        }
        for (place, filled) in (0..).zip(&self.filled) {
            if !filled {
                sheet.set_column_hidden(place)?;
            }
        }
        Ok(())
    }

    /// The sheet and the row to be written next; continues in another sheet where this one has `most` rows.
    pub(super) fn next_row<'a>(
        &mut self,
        book: &'a mut Workbook,
        look: &Look,
        most: u32,
    ) -> Result<(&'a mut Worksheet, u32), XlsxError> {
        if self.rows >= most {
            self.close(book)?;
            self.filled.fill(false);
            self.open(book, look)?;
        }
        let row = self.rows;
        self.rows += 1;
        Ok((book.worksheet_from_index(self.index)?, row))
    }

    /// The current sheet.
    pub(super) fn current<'a>(
        &self,
        book: &'a mut Workbook,
    ) -> Result<&'a mut Worksheet, XlsxError> {
        book.worksheet_from_index(self.index)
    }

    /// Notes a value, by which the column gets its width.
    pub(super) fn note(&mut self, place: u16, text: &str) {
        let place = usize::from(place);
        if let Some(widest) = self.widths.get_mut(place) {
            *widest = (*widest).max(width(text));
        }
        if let Some(filled) = self.filled.get_mut(place) {
            *filled = true;
        }
    }

    /// True while the sheet has room for one more link; takes it.
    pub(super) fn take_link(&mut self) -> bool {
        self.links += 1;
        self.links <= MOST_LINKS
    }

    /// The address of a row of the current sheet, for links in the workbook.
    pub(super) fn address(&self, row: u32) -> String {
        let name = match self.count {
            1 => self.name.clone(),
            number => format!("{} ({number})", self.name),
        };
        format!("internal:'{name}'!A{}", row + 1)
    }
}
