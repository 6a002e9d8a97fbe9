//! Prints samples as OFD: `cargo run --example make_ofd [ID...]` reads `samples/<id>/<id>.docx` and writes `samples/<id>/<id>.ofd`.
//!
//! A plain printer: paragraphs and ruled tables on A4, every column as wide as its longest text needs, texts wrapped by character,
//! rows never cut. Merged cells are cut where a page ends, as every program does. Tables inside cells are printed below the
//! text of the cell as text, so no sample with one is printed.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use yusuan::convert::read;
use yusuan::document::{Block, Table};
use yusuan::finding::Findings;
use yusuan::table::Grid;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The samples that are printed where none is named.
const PRINTED: &[&str] = &["d01", "d03", "guangdong-two-period", "seed"];
/// Millimetres.
const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 297.0;
const MARGIN: f64 = 20.0;
const TYPE: f64 = 3.5;
const LEADING: f64 = 5.0;
const PADDING: f64 = 1.5;

fn main() -> Result<(), Box<dyn Error>> {
    let named: Vec<String> = std::env::args().skip(1).collect();
    let printed: Vec<&str> = match named.is_empty() {
        true => PRINTED.to_vec(),
        false => named.iter().map(String::as_str).collect(),
    };
    for id in printed {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("samples")
            .join(id);
        let name = format!("{id}.docx");
        let bytes = fs::read(folder.join(&name))?;
        let (_, document) = read(&name, &bytes, &mut Findings::default())?;
        let mut printer = Printer::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => printer.paragraph(&paragraph.text),
                Block::Table(table) => printer.table(table),
            }
        }
        fs::write(folder.join(format!("{id}.ofd")), package(&printer.pages)?)?;
    }
    Ok(())
}

/// The pages so far, as XML objects, and how far down the last one is filled.
struct Printer {
    pages: Vec<String>,
    y: f64,
}

impl Printer {
    fn new() -> Self {
        Self {
            pages: vec![String::new()],
            y: MARGIN,
        }
    }

    /// Begins a page where this height does not fit any more.
    fn room(&mut self, height: f64) {
        if self.y + height > HEIGHT - MARGIN {
            self.pages.push(String::new());
            self.y = MARGIN;
        }
    }

    fn page(&mut self) -> &mut String {
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrapped(text, WIDTH - 2.0 * MARGIN) {
            self.room(LEADING);
            let y = self.y;
            self.text(MARGIN, y, &line);
            self.y += LEADING;
        }
        self.y += LEADING / 2.0;
    }

    fn text(&mut self, left: f64, top: f64, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let widths: Vec<f64> = text.chars().map(width).collect();
        let across: Vec<String> = widths
            .iter()
            .take(widths.len() - 1)
            .map(ToString::to_string)
            .collect();
        let (long, delta) = (widths.iter().sum::<f64>(), across.join(" "));
        let text = escaped(text);
        let _ = write!(
            self.page(),
            r#"<ofd:TextObject ID="0" Boundary="{left} {top} {long} {LEADING}" Font="1" Size="{TYPE}"><ofd:TextCode X="0" Y="{TYPE}" DeltaX="{delta}">{text}</ofd:TextCode></ofd:TextObject>"#
        );
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        let (width, height) = (to.0 - from.0, to.1 - from.1);
        let _ = write!(
            self.page(),
            r#"<ofd:PathObject ID="0" Boundary="{} {} {width} {height}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"#,
            from.0,
            from.1
        );
    }

    fn table(&mut self, table: &Table) {
        let grid = Grid::of(table);
        let xs = columns(table, grid.width);
        let measure = |column: u32, span: u32| {
            xs[(column + span) as usize] - xs[column as usize] - 2.0 * PADDING
        };
        let lines: Vec<Vec<Vec<String>>> = table
            .rows
            .iter()
            .map(|row| {
                let texts = row.cells.iter();
                texts
                    .map(|cell| wrapped(&cell.text(), measure(cell.column, cell.column_span)))
                    .collect()
            })
            .collect();
        let heights = heights(table, &lines);
        let mut first = 0;
        while first < table.rows.len() {
            self.room(heights[first]);
            let mut left = HEIGHT - MARGIN - self.y;
            let fits = heights[first..].iter().take_while(|height| {
                left -= **height;
                left >= 0.0
            });
            let end = first + fits.count().max(1);
            self.rows(table, &grid, &xs, &lines, &heights, first..end);
            first = end;
        }
        self.y += LEADING;
    }

    /// The rows of a table that stand on one page.
    fn rows(
        &mut self,
        table: &Table,
        grid: &Grid,
        xs: &[f64],
        lines: &[Vec<Vec<String>>],
        heights: &[f64],
        rows: std::ops::Range<usize>,
    ) {
        let tops: Vec<f64> = rows
            .clone()
            .scan(self.y, |y, row| {
                let top = *y;
                *y += heights[row];
                Some(top)
            })
            .collect();
        let bottom = self.y + heights[rows.clone()].iter().sum::<f64>();
        for (row, top) in rows.clone().zip(&tops) {
            for (cell, lines) in table.rows[row].cells.iter().zip(&lines[row]) {
                for (line, number) in lines.iter().zip(0..) {
                    self.text(
                        xs[cell.column as usize] + PADDING,
                        top + PADDING + LEADING * f64::from(number),
                        line,
                    );
                }
            }
            let below = tops.get(row + 1 - rows.start).copied().unwrap_or(bottom);
            for column in 0..grid.width {
                let cell = grid.at(row, column);
                let (left, right) = (xs[column], xs[column + 1]);
                if row == rows.start || cell.is_none() || grid.at(row - 1, column) != cell {
                    self.line((left, *top), (right, *top));
                }
                if column == 0 || cell.is_none() || grid.at(row, column - 1) != cell {
                    self.line((left, *top), (left, below));
                }
            }
            self.line((xs[grid.width], *top), (xs[grid.width], below));
        }
        self.line((xs[0], bottom), (xs[grid.width], bottom));
        self.y = bottom;
    }
}

/// The sides of the columns: as wide as the longest text of one column needs, within what the paper has.
fn columns(table: &Table, width: usize) -> Vec<f64> {
    let mut needs = vec![4.0 * TYPE; width];
    for cell in table
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| cell.column_span == 1)
    {
        let need = cell
            .text()
            .lines()
            .map(|line| line.chars().map(self::width).sum::<f64>())
            .fold(0.0, f64::max);
        let column = &mut needs[cell.column as usize];
        *column = column.max((need + 1.0).min(60.0));
    }
    let scale = (WIDTH - 2.0 * MARGIN) / needs.iter().sum::<f64>();
    let sides = needs.iter().scan(MARGIN, |x, need| {
        *x += need * scale;
        Some(*x)
    });
    std::iter::once(MARGIN).chain(sides).collect()
}

/// Rows are as high as their texts; what a merged cell needs besides is given to its last row.
fn heights(table: &Table, lines: &[Vec<Vec<String>>]) -> Vec<f64> {
    let need = |lines: &Vec<String>| LEADING * lines.len().max(1) as f64 + 2.0 * PADDING;
    let mut heights = vec![LEADING + 2.0 * PADDING; table.rows.len()];
    for span in 1..=table.rows.len() {
        for (row, cells) in table.rows.iter().enumerate() {
            for (cell, lines) in cells.cells.iter().zip(&lines[row]) {
                if cell.row_span as usize == span {
                    let covered = row..row + span;
                    let missing = need(lines) - heights[covered.clone()].iter().sum::<f64>();
                    heights[covered.end - 1] += missing.max(0.0);
                }
            }
        }
    }
    heights
}

fn width(character: char) -> f64 {
    if character.is_ascii() {
        TYPE / 2.0
    } else {
        TYPE
    }
}

/// The lines of a text; a mark that ends a phrase never begins one.
fn wrapped(text: &str, measure: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut filled = 0.0;
        for character in paragraph.chars() {
            let closing = "，。、；：？！）》%".contains(character);
            if filled + width(character) > measure && !line.is_empty() && !closing {
                lines.push(std::mem::take(&mut line));
                filled = 0.0;
            }
            line.push(character);
            filled += width(character);
        }
        lines.push(line);
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The package of the pages.
fn package(pages: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    const NAMESPACE: &str = r#"xmlns:ofd="http://www.ofdspec.org/2016""#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, xml: String| -> Result<(), Box<dyn Error>> {
        writer.start_file(
            name,
            SimpleFileOptions::default().last_modified_time(zip::DateTime::default()),
        )?;
        writer.write_all(format!(r#"<?xml version="1.0" encoding="UTF-8"?>{xml}"#).as_bytes())?;
        Ok(())
    };
    add(
        "OFD.xml",
        format!(
            r#"<ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#
        ),
    )?;
    let mut listed = String::new();
    for (page, index) in pages.iter().zip(0..) {
        let _ = write!(
            listed,
            r#"<ofd:Page ID="{}" BaseLoc="Pages/Page_{index}/Content.xml"/>"#,
            index + 10
        );
        add(
            &format!("Doc_0/Pages/Page_{index}/Content.xml"),
            format!(
                r#"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="2">{page}</ofd:Layer></ofd:Content></ofd:Page>"#
            ),
        )?;
    }
    add(
        "Doc_0/Document.xml",
        format!(
            r#"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>100</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"#
        ),
    )?;
    Ok(writer.finish()?.into_inner())
}
