//! The model between the readers and everything else: a document is paragraphs and tables in reading order.
//!
//! In: what a reader understood of a file. Out: blocks that know nothing of Word, HTML or spreadsheets. Lost on
//! purpose: fonts, colours, positions on the page, pictures, headers and footers, comments, deleted text and struck-out
//! text.

use std::borrow::Cow;

/// The blocks of a document in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The title that a container declares outside its body (`<title>` of a page); `None` when there is none.
    pub title: Option<String>,
    /// The body.
    pub blocks: Vec<Block>,
}

/// One block: a paragraph or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph, a heading or a line of text.
    Paragraph(Paragraph),
    /// A table, which may hold further tables in its cells.
    Table(Table),
}

/// A paragraph, with its role as far as the file declares it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// The text; a soft line break inside the paragraph is `
    /// `, a tab is `\t`.
    pub text: String,
    /// Names of the bookmarks that start in this paragraph, in order (`_Toc…`, `_GoBack`, an HTML anchor's name).
    pub bookmarks: Vec<String>,
    /// Outline level 1-9 if its style or its own outline level makes the paragraph a heading.
    pub heading: Option<u8>,
    /// True for an entry of the document's own table of contents, which is not content.
    pub toc: bool,
    /// 1-based line of the source, for text and HTML.
    pub line: Option<u32>,
    /// 1-based page, for PDF.
    pub page: Option<u32>,
    /// The beginning of the paragraph's struck-out text, which is not part of `text`.
    pub struck: Option<Box<str>>,
}

/// A table with its cells placed on the grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
}

/// One row: the cells that begin in it, from left to right. Cells covered by a span from above do not appear.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// 1-based line of the source, for text and HTML.
    pub line: Option<u32>,
    /// 1-based page where it begins, for PDF.
    pub page: Option<u32>,
}

/// One cell and the rectangle of slots it covers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// Paragraphs and nested tables.
    pub blocks: Vec<Block>,
    /// 0-based column on the grid.
    pub column: u32,
    /// Columns covered, at least 1.
    pub column_span: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
}

impl Paragraph {
    /// A plain paragraph.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Block {
    /// The table in this block, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Paragraph(_) => None,
        }
    }
}

impl Cell {
    /// The text of the cell's paragraphs, joined with `\n`. Tables inside are left out: they are tables of their own.
    pub fn text(&self) -> Cow<'_, str> {
        let mut paragraphs = self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        });
        let first = paragraphs.next().unwrap_or_default();
        let Some(second) = paragraphs.next() else {
            return Cow::Borrowed(first);
        };
        let mut text = format!("{first}\n{second}");
        for paragraph in paragraphs {
            text.push('\n');
            text.push_str(paragraph);
        }
        Cow::Owned(text)
    }
}
