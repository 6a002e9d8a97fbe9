//! Word 97-2003 documents (`.doc`, and the `.wps` of WPS Office, which is the same format).
//!
//! In: an OLE container ([MS-CFB]) with a WordDocument stream ([MS-DOC]). Out: paragraphs and tables in reading order;
//! the text boxes follow the body. The numbers in the comments of this folder are sections of [MS-DOC].
//!
//! Fast-saved files, both widths of text, GBK in files of programs that imitate Word, nested tables, horizontal and
//! vertical merges, bookmarks, results of fields, headings by style and outline level, tables of contents, symbol
//! fonts, and the check boxes and lists of forms are read. Of Word 6 and 95, text and tables are read (see `word6`).
//! Encrypted files and files of Word 2 are refused.
//!
//! Lost: headers, footers, notes, comments, deleted, hidden and struck-out text, pictures, all other formatting.
//!
//! Steps: `container` → `fib` (where the parts are) → `pieces` (where the text is) → `marks` (what ends where) →
//! `structure` (tables) → `flow` (characters) → the assembly that all readers share.

mod bookmarks;
mod bytes;
mod code_page;
mod container;
mod fib;
mod flow;
mod fonts;
mod form;
mod lists;
mod marks;
mod paragraph;
mod pieces;
mod rows;
mod runs;
mod sprm;
mod structure;
mod styles;
mod text;
mod word6;

use code_page::CodePage;
use container::Container;
use fib::{Fib, Part, Version};
use flow::Flow;
use fonts::Fonts;
use marks::{Mark, Paragraphs};
use runs::Runs;
use structure::{Event, Structure};
use styles::Styles;
use text::Text;

use super::assembly::hidden_text;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::MAX_TABLE_DEPTH;
use crate::message::Message;

/// FibBase.lid and lidFE of simplified Chinese: mainland China and Singapore.
const CHINESE: [u16; 2] = [0x0804, 0x1004];

/// Reads a Word 97-2003 document.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Unsupported`] for Word 2, [`Error::Damaged`], [`Error::LimitExceeded`].
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let mut container = Container::open(bytes)?;
    let word = container.stream("WordDocument").ok_or_else(|| {
        Error::damaged(
            Format::Doc,
            Message::fixed("没有 WordDocument 数据流", "it has no WordDocument stream"),
        )
    })?;
    let fib = Fib::read(&word)?;
    if fib.version == Version::Word6 {
        return read_streams(&fib, &word, &word, &[], findings);
    }
    let names = match fib.second_table {
        true => ["1Table", "0Table"],
        false => ["0Table", "1Table"],
    };
    let table = names
        .into_iter()
        .find_map(|name| container.stream(name))
        .ok_or_else(|| {
            Error::damaged(
                Format::Doc,
                Message::fixed("没有表数据流", "it has no table stream"),
            )
        })?;
    let data = container.stream("Data").unwrap_or_default();
    read_streams(&fib, &word, &table, &data, findings)
}

fn read_streams(
    fib: &Fib,
    word: &[u8],
    table: &[u8],
    data: &[u8],
    findings: &mut Findings,
) -> Result<Document, Error> {
    let part = |part| fib.part(table, part);
    let styles = Styles::read(part(Part::Stylesheet), fib.version);
    let fonts = match fib.version {
        Version::Word6 => Fonts::default(),
        Version::Word97 => Fonts::read(part(Part::Fonts)),
    };
    let text = text_of(fib, word, table, &styles, &fonts, findings)?;
    let paragraphs = Paragraphs {
        runs: Runs::of_paragraphs(part(Part::ParagraphBins), word, fib.version),
        data,
    };
    let mut bookmarks = bookmarks::read(part(Part::BookmarkNames), part(Part::BookmarkStarts))
        .into_iter()
        .peekable();
    let mut bookmark_up_to = |cp: usize| {
        let found = bookmarks.next_if(|(at, _)| *at <= cp);
        found.map(|(_, name)| name)
    };
    let lists = fib.part_and_after(table, Part::Lists);
    let numbering = lists::read(lists, part(Part::ListOverrides));
    let mut flow = Flow::new(&text, &fonts, numbering, data);
    let (boxes, length) = fib.text_boxes;
    // the last character of the text boxes is a mark that belongs to no box
    let boxes_end = boxes.saturating_add(length.saturating_sub(1));
    for (start, end) in [(0, fib.main), (boxes, boxes_end)] {
        let marks = paragraphs.marks(&text, start, end)?;
        if marks
            .iter()
            .any(|mark| mark.properties.depth > MAX_TABLE_DEPTH)
        {
            flow.assembly.flattens();
        }
        let structure = Structure::of(&marks);
        write(&mut flow, &structure, &marks, &styles, &mut bookmark_up_to)?;
    }
    if let Some(hidden) = &flow.hidden {
        findings.push(hidden_text(hidden));
    }
    let (blocks, repairs) = flow.assembly.finish();
    repairs.report(false, findings);
    Ok(Document {
        title: None,
        blocks,
    })
}

/// The text with its pieces, its runs and its code page.
fn text_of<'a>(
    fib: &Fib,
    word: &'a [u8],
    table: &[u8],
    styles: &'a Styles,
    fonts: &Fonts,
    findings: &mut Findings,
) -> Result<Text<'a>, Error> {
    let mut pieces = pieces::read(fib.part(table, Part::Clx), fib);
    if pieces.is_empty() {
        let detail = Message::fixed(
            "指明正文位置的片段表无法读取",
            "its piece table, which says where the text is, cannot be read",
        );
        return Err(Error::damaged(Format::Doc, detail));
    }
    let overlap = pieces::limit(&mut pieces, word.len());
    let mut text = Text {
        word,
        pieces,
        runs: Runs::of_characters(fib.part(table, Part::CharacterBins), word, fib.version),
        styles,
        code_page: CodePage::default(),
    };
    let chinese = fonts.chinese || fib.languages.iter().any(|lid| CHINESE.contains(lid));
    text.code_page = CodePage::guess(compressed(&text, fib.main), chinese);
    report(&text, overlap, findings);
    Ok(text)
}

/// Replays a part of the document into the assembly.
fn write(
    flow: &mut Flow,
    structure: &Structure,
    marks: &[Mark],
    styles: &Styles,
    bookmark_up_to: &mut impl FnMut(usize) -> Option<String>,
) -> Result<(), Error> {
    for event in &structure.events {
        match *event {
            Event::OpenTable => {
                flow.fields.leave_contents();
                flow.assembly.open_table();
            }
            Event::OpenRow(row) => {
                flow.assembly.open_row();
                if let Some(row) = structure.rows.get(row) {
                    flow.assembly.describe_row(row.before, row.deleted);
                }
            }
            Event::OpenCell => flow.assembly.open_cell()?,
            Event::Paragraph(number) => {
                let Some(mark) = marks.get(number) else {
                    continue;
                };
                flow.assembly.open_paragraph()?;
                while let Some(name) = bookmark_up_to(mark.cp) {
                    flow.assembly.bookmark(name);
                }
                paragraph(flow, mark, styles);
            }
            Event::CloseCell(cell) => {
                if let Some(shape) = structure.cells.get(cell) {
                    flow.assembly.describe_cell(*shape);
                }
                flow.assembly.close_cell();
            }
            Event::CloseRow => flow.assembly.close_row(),
            Event::CloseTable => flow.assembly.close_table(),
        }
    }
    Ok(())
}

fn paragraph(flow: &mut Flow, mark: &Mark, styles: &Styles) {
    let properties = &mark.properties;
    // a deleted paragraph mark joins the paragraph to the next one, but never beyond its cell
    let joins_next = mark.deleted && mark.kind == marks::Kind::Paragraph;
    flow.assembly
        .describe(properties.heading, properties.contents, joins_next);
    if let Some((list, level)) = properties.list {
        flow.number(list, level, properties.style);
    }
    flow.write(mark.start, mark.cp, styles.get(properties.style));
    flow.fields.end_paragraph();
    flow.assembly.close_paragraph();
}

/// The bytes of the main document that are stored with one byte per character.
fn compressed<'a>(text: &Text<'a>, end: usize) -> impl Iterator<Item = &'a [u8]> {
    text.stretches(0, end)
        .filter(|(piece, ..)| piece.compressed)
        .map(|(_, _, bytes)| bytes)
}

fn report(text: &Text, overlap: bool, findings: &mut Findings) {
    if overlap {
        findings.push(Finding::extraction(
            "damaged-text-map",
            Severity::Error,
            "文档的文字索引损坏，同一段文字被反复引用，只读取了一部分",
            "the map of the text is damaged and names the same bytes again and again; only part of it was read",
        ));
    }
    if text.code_page == CodePage::Gbk {
        findings.push(Finding::extraction(
            "code-page-guessed",
            Severity::Info,
            "部分文字未按 Unicode 保存，已按 GBK 编码读取",
            "some text is not stored as Unicode; it was read as GBK",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allowance::Allowance;

    fn sample(path: &str) -> Vec<u8> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read(path).expect("a sample is read")
    }

    fn parse(bytes: &[u8], format: Format) -> Result<Document, Error> {
        crate::readers::read(
            format,
            bytes,
            &Allowance::of_bytes(bytes.len()),
            &mut Findings::default(),
        )
    }

    #[test]
    fn the_binary_document_equals_the_xml_document() {
        for name in ["d01", "d03", "guangdong-two-period", "henan-transposed"] {
            let stem = format!("samples/{name}/{name}");
            let doc = parse(&sample(&format!("{stem}.doc")), Format::Doc);
            let docx = parse(&sample(&format!("{stem}.docx")), Format::Docx);
            assert_eq!(doc, docx, "{name}");
        }
    }

    #[test]
    fn damage_is_an_error_or_a_document_but_no_panic() {
        let whole = sample("samples/d01/d01.doc");
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize % below
        };
        let mut read = 0;
        for _ in 0..400 {
            let mut broken = whole.clone();
            for _ in 0..=next(8) {
                // after the header of the container, which is left to the crate that reads it
                let at = 512 + next(broken.len() - 512 - 4);
                match next(3) {
                    0 => broken[at] = next(256) as u8,
                    1 => broken[at..at + 4].fill(0xff),
                    _ => broken[at] ^= 1 << next(8),
                }
            }
            read += usize::from(parse(&broken, Format::Doc).is_ok());
        }
        assert!(read > 200, "most damage is survived: {read} of 400");
        for length in (0..whole.len()).step_by(997) {
            let _ = parse(&whole[..length], Format::Doc);
        }
    }

    #[test]
    fn encrypted_and_too_old_files_say_so() {
        let fib = |version: u16, flags: u16| {
            let mut word = vec![0xec, 0xa5];
            word.extend(version.to_le_bytes());
            word.extend([0; 6]);
            word.extend(flags.to_le_bytes());
            Fib::read(&word).expect_err("no document").code()
        };
        assert_eq!(fib(0xc1, 1 << 8), "encrypted");
        assert_eq!(fib(45, 0), "unsupported-format");
        assert_eq!(fib(0xc1, 0), "damaged");
    }
}
