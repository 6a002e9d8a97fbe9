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
    /// Its bookmarks and its struck-out text.
    pub marks: Marks,
    /// Outline level 1-9 if its style or its own outline level makes the paragraph a heading.
    pub heading: Option<u8>,
    /// True for an entry of the document's own table of contents, which is not content.
    pub toc: bool,
    /// 1-based line of the source, for text and HTML.
    pub line: Option<u32>,
    /// 1-based page, for PDF.
    pub page: Option<u32>,
}

/// What few paragraphs have, apart from the paragraph, so that the hundreds of thousands without it take no memory for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks(Option<Box<Rare>>);

#[derive(Debug, Clone, Default, PartialEq)]
struct Rare {
    bookmarks: Vec<String>,
    struck: Option<Box<str>>,
}

impl Marks {
    /// Of a paragraph in which these bookmarks start, and of which this text is struck out.
    pub fn new(bookmarks: Vec<String>, struck: Option<Box<str>>) -> Self {
        let none = bookmarks.is_empty() && struck.is_none();
        Self((!none).then(|| Box::new(Rare { bookmarks, struck })))
    }

    /// Of a paragraph of which this text is struck out.
    pub fn of_struck(struck: Option<Box<str>>) -> Self {
        Self::new(Vec::new(), struck)
    }
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

    /// Names of the bookmarks that start in this paragraph, in order (`_Toc…`, `_GoBack`, an HTML anchor's name).
    pub fn bookmarks(&self) -> &[String] {
        self.marks.0.as_ref().map_or(&[], |rare| &rare.bookmarks)
    }

    /// The bookmarks of a paragraph that is dropped.
    pub fn into_bookmarks(self) -> Vec<String> {
        self.marks.0.map_or_else(Vec::new, |rare| rare.bookmarks)
    }

    /// Adds bookmarks behind its own.
    pub fn add_bookmarks(&mut self, names: Vec<String>) {
        if !names.is_empty() {
            let rare = self.marks.0.get_or_insert_default();
            rare.bookmarks.extend(names);
        }
    }

    /// The beginning of its struck-out text, which is not part of `text`.
    pub fn struck(&self) -> Option<&str> {
        self.marks.0.as_ref()?.struck.as_deref()
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
