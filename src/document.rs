//! The model between the readers and everything else: a document is paragraphs and tables in reading order.
//!
//! In: what a reader understood of a file. Out: blocks that know nothing of Word, HTML or spreadsheets. Lost on
//! purpose: fonts, colours, positions on the page, pictures, headers and footers, comments, deleted text and struck-out
//! text.

use crate::table::Table;

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
    /// The beginning of the paragraph's struck-out text, which is not part of `text`.
    pub struck: Option<Box<str>>,
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
