//! Workbooks: one sheet for every `@sheet`, merged ranges, and numbers that are displayed as they are written.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::document::{Block, Document, Table};

/// The document as the bytes of a .xlsx file.
pub(crate) fn write(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // a fixed date, so that the file does not depend on the clock
    let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?;
    workbook.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
    let width = document.blocks.iter().map(width_of).max().unwrap_or(1);
    let mut row = 0;
    if !matches!(document.blocks.first(), Some(Block::Sheet(_))) {
        workbook.add_worksheet();
    }
    for block in &document.blocks {
        if let Block::Sheet(name) = block {
            workbook.add_worksheet().set_name(name)?;
            row = 0;
            continue;
        }
        let last = workbook.worksheets().len() - 1;
        let sheet = workbook.worksheet_from_index(last)?;
        match block {
            Block::Paragraph(paragraph) if paragraph.text.trim().is_empty() => row += 1,
            Block::Paragraph(paragraph) => {
                let text = paragraph.text.trim();
                sheet.merge_range(row, 0, row, width - 1, text, &Format::new())?;
                row += 1;
            }
            Block::Table(table) => row = write_table(sheet, table, row)?,
            Block::Sheet(_) => {}
        }
    }
    workbook.save_to_buffer()
}

fn width_of(block: &Block) -> u16 {
    match block {
        Block::Table(table) => table.width() as u16,
        _ => 1,
    }
}

/// Writes the table from `first` and returns the row below it.
fn write_table(sheet: &mut Worksheet, table: &Table, first: u32) -> Result<u32, XlsxError> {
    for (r, cells) in table.rows.iter().enumerate() {
        for (index, cell) in cells.iter().enumerate() {
            if cell.continues {
                continue;
            }
            let row = first + r as u32;
            let column = table.column(r, index) as u16;
            let bottom = row + table.row_span(r, index) as u32 - 1;
            let right = column + cell.span as u16 - 1;
            let text = cell.paragraphs.join("\n");
            let (number, format) = displayed(&text);
            if bottom > row || right > column {
                sheet.merge_range(row, column, bottom, right, "", &format)?;
            }
            match number {
                Some(number) => sheet.write_number_with_format(row, column, number, &format)?,
                None => sheet.write_string_with_format(row, column, text, &format)?,
            };
        }
    }
    Ok(first + table.rows.len() as u32)
}

/// The number that the text of a cell displays, and the format that displays it this way.
fn displayed(text: &str) -> (Option<f64>, Format) {
    let format = Format::new()
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let digits: String = text.chars().filter(|&c| c != ',').collect();
    let (digits, percent) = match digits.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (digits.as_str(), false),
    };
    // in a real workbook too, a code of more than 15 digits is text
    let plain = !digits.is_empty()
        && digits.len() <= 15
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let Some(number) = plain.then(|| digits.parse::<f64>().ok()).flatten() else {
        return (None, format);
    };
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let mut pattern = if text.contains(',') { "#,##0" } else { "0" }.to_owned();
    if decimals > 0 {
        pattern.push('.');
        pattern.push_str(&"0".repeat(decimals));
    }
    if percent {
        pattern.push('%');
    }
    let value = if percent { number / 100.0 } else { number };
    (Some(value), format.set_num_format(pattern))
}
