//! Plain text: Apache Tika's export of a document, and tables pasted from elsewhere.
//!
//! In: text in any encoding. Out: paragraphs, with `[bookmark: NAME]` marks turned into bookmarks, and tables.
//! Six kinds of tables are known, told apart by their lines alone:
//!
//! | lines | written by | reading |
//! |---|---|---|
//! | `TAB cell`, an empty line after each row | Tika from docx, doc, odt | [`rows`] |
//! | `TAB cell TAB cell` | Tika from xlsx, xls, html | [`lines`] |
//! | `cell TAB cell` | pasted from a spreadsheet | [`lines`] |
//! | `\| cell \| cell \|` | Markdown and converters to it | [`lines`] |
//! | `┌─┬─┐`, `+---+---+` and lines below it | terminals and old reports | [`boxes`] |
//! | `cell,cell`, `"cell";"cell"` | spreadsheets and databases | [`separated`] |
//!
//! Lost before this reader: spans (every cell covers one column and one row; a merged cell is an empty cell or none),
//! headings, empty paragraphs between tables. Empty lines are ambiguous: see [`rows`].

mod boxes;
mod lines;
mod rows;
mod separated;

use crate::document::Table;
use crate::document::{Block, Document, Marks, Paragraph};
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::{MAX_CELL_BYTES, MAX_CELLS};
use crate::message::Message;
use crate::readers::html;

/// What Tika writes where a bookmark starts.
const BOOKMARK_OPEN: &str = "[bookmark: ";

/// A line of the file with its 1-based number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line<'a> {
    text: &'a str,
    number: u32,
}

/// What was read from the first lines, and the index of the first line after them.
struct Taken {
    blocks: Vec<Block>,
    cells: usize,
    next: usize,
}

/// Reads plain text.
///
/// # Errors
/// [`Error::LimitExceeded`] past [`MAX_CELLS`].
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let decoded = encoding::decode(bytes, None, findings);
    if let Some((blocks, cells)) = separated::read(&decoded.text, findings) {
        if cells > MAX_CELLS {
            return Err(too_many_cells());
        }
        return Ok(Document {
            title: None,
            blocks,
        });
    }
    let lines = split_lines(&decoded.text);
    let single_blanks = single_blanks(&lines);
    let mut run = Run::default();
    let mut blocks = Vec::new();
    let (mut at, mut tables, mut cells) = (0, 0u32, 0);
    // no table of HTML ends below this line
    let last_table = lines.iter().rposition(ends_table).map_or(0, |at| at + 1);
    // no drawing begins above this line
    let mut undrawn = 0;
    // whoever looks at many lines takes them all, or what it found out of them is kept: no line is looked at again for
    // each line above it
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        run.move_to(at, &lines);
        let drawing = if at < undrawn {
            None
        } else {
            let drawing = boxes::take(rest, findings);
            undrawn = at + drawing.as_ref().err().unwrap_or(&0);
            drawing.ok()
        };
        let taken = drawing
            .or_else(|| take_html(rest, at < last_table, findings))
            .or_else(|| lines::take(rest, &run, findings))
            .or_else(|| rows::take(rest, tables + 1, single_blanks, findings));
        if let Some(taken) = taken {
            cells += taken.cells;
            if cells > MAX_CELLS {
                return Err(too_many_cells());
            }
            tables += count_tables(&taken.blocks);
            blocks.extend(taken.blocks);
            at += taken.next.max(1);
            continue;
        }
        if !line.text.trim().is_empty() {
            blocks.push(Block::Paragraph(paragraph(cut(*line, findings))));
        }
        at += 1;
    }
    Ok(Document {
        title: None,
        blocks,
    })
}

/// The lines up to the next empty one, counted once for all of them.
#[derive(Debug, Default)]
struct Run {
    /// The first line that is still counted, and the empty line that ends the run.
    start: usize,
    end: usize,
    /// Lines that begin with a TAB, and those of them that have a TAB between texts too.
    led: usize,
    wide: usize,
}

impl Run {
    /// Leaves the lines above `at` behind.
    fn move_to(&mut self, at: usize, lines: &[Line]) {
        if at >= self.end {
            let run = lines[at..].iter().take_while(|line| !line.text.is_empty());
            (self.led, self.wide) = (0, 0);
            let mut length = 0;
            for line in run {
                length += 1;
                self.led += usize::from(line.text.starts_with('\t'));
                self.wide += usize::from(lines::is_wide(line.text));
            }
            (self.start, self.end) = (at, at + length);
            return;
        }
        for line in &lines[self.start..at] {
            self.led -= usize::from(line.text.starts_with('\t'));
            self.wide -= usize::from(lines::is_wide(line.text));
        }
        self.start = at;
    }

    /// How many lines are left.
    fn length(&self) -> usize {
        self.end - self.start
    }
}

/// True for a line in which an HTML table ends.
fn ends_table(line: &Line) -> bool {
    line.text.contains("</table>") || line.text.contains("</TABLE>")
}

/// Takes the HTML table that begins in the first line, up to the line in which it ends. `ends`: some line below ends one, so
/// that none is looked for in vain.
fn take_html(lines: &[Line], ends: bool, findings: &mut Findings) -> Option<Taken> {
    let first = lines.first()?.text.trim_start();
    if !ends || !first.get(..6)?.eq_ignore_ascii_case("<table") {
        return None;
    }
    let last = lines.iter().position(ends_table)?;
    let source: Vec<&str> = lines[..=last].iter().map(|line| line.text).collect();
    let page = html::read(source.join("\n").as_bytes(), findings).ok()?;
    let tables = page.blocks.iter().filter_map(Block::as_table);
    let cells = tables
        .flat_map(|table| &table.rows)
        .map(|row| row.cells.len())
        .sum();
    Some(Taken {
        blocks: page.blocks,
        cells,
        next: last + 1,
    })
}

fn too_many_cells() -> Error {
    Error::LimitExceeded {
        what: Message::fixed("表格的单元格数", "table cells"),
        limit: MAX_CELLS as u64,
    }
}

fn count_tables(blocks: &[Block]) -> u32 {
    blocks
        .iter()
        .filter(|block| block.as_table().is_some())
        .count() as u32
}

/// Lines without their ends: LF, CR LF, or CR alone. A form feed is a page break of a converter.
fn split_lines(text: &str) -> Vec<Line<'_>> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    text.split(end)
        .zip(1..)
        .map(|(text, number)| Line {
            text: text.trim_end_matches('\r').trim_start_matches('\u{c}'),
            number,
        })
        .collect()
}

/// True when no two empty lines follow each other although there are rows: somebody collapsed them, and an empty line
/// before plain text ends the table instead of standing inside a cell.
fn single_blanks(lines: &[Line]) -> bool {
    !lines
        .windows(2)
        .rev()
        .skip_while(|pair| pair[1].text.trim().is_empty())
        .any(|pair| pair.iter().all(|line| line.text.is_empty()))
}

/// A paragraph of a line: marks become bookmarks, an entry of a table of contents is marked as one.
fn paragraph(line: Line) -> Paragraph {
    let (text, bookmarks) = take_bookmarks(line.text);
    Paragraph {
        toc: is_contents_entry(&text),
        text,
        marks: Marks::new(bookmarks, None),
        heading: None,
        line: Some(line.number),
        page: None,
    }
}

/// The line up to [`MAX_CELL_BYTES`]: longer ones are not written by people, and every step would copy them.
fn cut<'a>(line: Line<'a>, findings: &mut Findings) -> Line<'a> {
    let text = &line.text[..line.text.floor_char_boundary(MAX_CELL_BYTES)];
    if text.len() < line.text.len() {
        findings.push(Finding {
            location: at_line(line.number),
            ..Finding::extraction(
                "line-cut",
                Severity::Error,
                format!("一行文字超过 {MAX_CELL_BYTES} 字节，其后内容未读取"),
                format!("a line has more than {MAX_CELL_BYTES} bytes; the rest was not read"),
            )
        });
    }
    Line { text, ..line }
}

/// Takes every `[bookmark: NAME]` out of a text.
fn take_bookmarks(text: &str) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(BOOKMARK_OPEN) {
        let after = &rest[start + BOOKMARK_OPEN.len()..];
        // a name ends at the first bracket; one that opens, or a TAB, shows that this is text
        let end = after.find(['[', ']', '\t']).unwrap_or(0);
        match (&after[..end], after[end..].strip_prefix(']')) {
            (name, Some(behind)) if !name.is_empty() => {
                kept.push_str(&rest[..start]);
                names.push(name.to_owned());
                rest = behind;
            }
            _ => {
                kept.push_str(&rest[..start + BOOKMARK_OPEN.len()]);
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    (kept, names)
}

/// `heading TAB page` or `heading ...... page`: what a table of contents looks like without its links.
fn is_contents_entry(text: &str) -> bool {
    let text = text.trim();
    let heading = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - heading.len();
    let leader = heading.trim_end_matches(' ');
    (1..=4).contains(&digits)
        && (leader.ends_with('\t') && leader.trim().matches('\t').count() == 0
            || leader.ends_with("....")
            || leader.ends_with("……"))
        && !leader.trim_matches(['.', '…', '\t', ' ']).is_empty()
}

/// The paragraphs of a cell, cut at [`MAX_CELL_BYTES`].
fn cell_blocks(paragraphs: &[Line], findings: &mut Findings) -> Vec<Block> {
    let mut left = MAX_CELL_BYTES;
    let mut blocks = Vec::with_capacity(paragraphs.len());
    for line in paragraphs {
        let kept = &line.text[..line.text.floor_char_boundary(left)];
        blocks.push(Block::Paragraph(Paragraph {
            toc: false,
            ..paragraph(Line {
                text: kept,
                number: line.number,
            })
        }));
        if kept.len() < line.text.len() {
            findings.push(cell_cut(line.number));
            break;
        }
        left -= kept.len();
    }
    blocks
}

fn cell_cut(line: u32) -> Finding {
    Finding {
        location: at_line(line),
        ..Finding::extraction(
            "cell-cut",
            Severity::Error,
            format!("单元格文字超过 {MAX_CELL_BYTES} 字节，其后内容未读取"),
            format!("a cell holds more than {MAX_CELL_BYTES} bytes of text; the rest was not read"),
        )
    }
}

fn at_line(line: u32) -> Location {
    Location {
        line: Some(line),
        ..Location::default()
    }
}

/// Rows of whole cells as a block.
fn table_block(table: Table) -> Block {
    Block::Table(table)
}

#[cfg(test)]
mod tests;
