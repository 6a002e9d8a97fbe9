//! From blocks to sections: where a new part of the document begins, and which tables it contains.
//!
//! In: a [`Document`]. Out: [`Section`]s in reading order, each paragraph and table in exactly one. Tables that only
//! lay out a web page are replaced by their content. Lost: the entries of the document's own table of contents.

use crate::document::Table;
use crate::document::{Block, Document, Paragraph};
use crate::vocabulary::{TitleKind, Vocabulary};

/// How the beginnings of sections were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// `_Toc` bookmarks at headings.
    Bookmarks,
    /// Heading styles.
    Headings,
    /// Titles known to the vocabulary.
    Titles,
    /// No titles: one section, in which the heads of the tables separate the projects.
    None,
}

/// A part of the document that a title opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'d> {
    /// The title as printed; `None` for the part above the first title.
    pub title: Option<&'d Paragraph>,
    /// The `_Toc` bookmark at the title.
    pub bookmark: Option<&'d str>,
    /// What kind of part the title announces, if the vocabulary knows it.
    pub kind: Option<TitleKind>,
    /// Paragraphs and tables in reading order.
    pub parts: Vec<Part<'d>>,
}

/// A piece of a section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part<'d> {
    /// A paragraph that is not a title.
    Paragraph(&'d Paragraph),
    /// A table.
    Table(NumberedTable<'d>),
}

/// A table and its position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberedTable<'d> {
    /// 1-based number in reading order; nested tables are numbered after the table that contains them.
    pub number: u32,
    /// True when the table is in a cell of the table listed before it.
    pub inside: bool,
    /// The table.
    pub table: &'d Table,
}

/// Cuts the document at its titles.
pub fn segment<'d>(document: &'d Document, vocabulary: &Vocabulary) -> (Means, Vec<Section<'d>>) {
    let mut flat = Flattener {
        vocabulary,
        tables: 0,
        parts: Vec::new(),
    };
    flat.blocks(&document.blocks);
    let parts = flat.parts;
    let means = means_of(&parts, vocabulary);
    let mut sections = vec![Section {
        title: None,
        bookmark: None,
        kind: None,
        parts: Vec::new(),
    }];
    for part in parts {
        match part {
            Part::Paragraph(paragraph) if paragraph.toc => {}
            Part::Paragraph(paragraph) if opens_section(paragraph, vocabulary) => {
                sections.push(Section {
                    title: Some(paragraph),
                    bookmark: toc_bookmark(paragraph),
                    kind: vocabulary.titles.kind(&paragraph.text),
                    parts: Vec::new(),
                })
            }
            part => {
                if let Some(section) = sections.last_mut() {
                    section.parts.push(part);
                }
            }
        }
    }
    sections.retain(|section| section.title.is_some() || !section.parts.is_empty());
    (means, sections)
}

/// The bookmark that Word sets at headings for its table of contents; other bookmarks such as `_GoBack` mark no title.
fn toc_bookmark(paragraph: &Paragraph) -> Option<&str> {
    paragraph
        .bookmarks()
        .iter()
        .map(String::as_str)
        .find(|name| name.starts_with("_Toc"))
}

fn opens_section(paragraph: &Paragraph, vocabulary: &Vocabulary) -> bool {
    !paragraph.text.trim().is_empty()
        && (toc_bookmark(paragraph).is_some()
            || paragraph.heading.is_some()
            || vocabulary.titles.kind(&paragraph.text).is_some())
}

fn means_of(parts: &[Part<'_>], vocabulary: &Vocabulary) -> Means {
    let mut means = Means::None;
    for part in parts {
        let Part::Paragraph(paragraph) = part else {
            continue;
        };
        if paragraph.toc || paragraph.text.trim().is_empty() {
            continue;
        }
        if toc_bookmark(paragraph).is_some() {
            return Means::Bookmarks;
        }
        if paragraph.heading.is_some() {
            means = Means::Headings;
        } else if means == Means::None && vocabulary.titles.kind(&paragraph.text).is_some() {
            means = Means::Titles;
        }
    }
    means
}

struct Flattener<'d, 'v> {
    vocabulary: &'v Vocabulary,
    tables: u32,
    parts: Vec<Part<'d>>,
}

impl<'d> Flattener<'d, '_> {
    fn blocks(&mut self, blocks: &'d [Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.parts.push(Part::Paragraph(paragraph)),
                Block::Table(table) => self.table(table, false),
            }
        }
    }

    /// Adds a table. A table that contains tables only serves layout, unless its own text has three labels of a form;
    /// then the nested tables follow it. The readers bound the depth.
    fn table(&mut self, table: &'d Table, inside: bool) {
        self.tables += 1;
        let number = self.tables;
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let nested = cells().any(|cell| cell.blocks.iter().any(|block| block.as_table().is_some()));
        if !nested {
            self.parts.push(Part::Table(NumberedTable {
                number,
                inside,
                table,
            }));
            return;
        }
        let labels = cells()
            .filter(|cell| self.vocabulary.meaning(&cell.text()).is_some())
            .take(3)
            .count();
        if labels < 3 {
            for cell in cells() {
                self.blocks(&cell.blocks);
            }
            return;
        }
        self.parts.push(Part::Table(NumberedTable {
            number,
            inside,
            table,
        }));
        for cell in cells() {
            for table in cell.blocks.iter().filter_map(Block::as_table) {
                self.table(table, true);
            }
        }
    }
}
