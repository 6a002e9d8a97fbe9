//! The body: turns elements into calls on the assembly.
//!
//! In: content.xml, or the whole flat document. Out: [`Body`]. Lost: the elements in `PASSED_OVER`. For every open
//! element, a `Vec` keeps what closing it does, so that nesting costs memory but no stack.

mod fields;
mod text;

use std::collections::HashMap;

use crate::document::Block;
use crate::error::Error;
use crate::readers::assembly::{Assembly, CellShape, Repairs};
use crate::readers::form::{FormField, Kind};
use crate::readers::math;
use crate::readers::symbols::{self, SymbolFont};
use crate::readers::xml::{Element, Event, Events};

use super::lists::Lists;
use super::styles::Styles;

/// Elements whose content is not running text of the document.
const PASSED_OVER: &[&str] = &[
    "office:annotation",
    "office:annotation-end",
    "office:binary-data",
    "office:event-listeners",
    "office:forms",
    "office:scripts",
    "text:alphabetical-index-source",
    "text:bibliography-source",
    "text:dde-connection-decls",
    "text:illustration-index-source",
    "text:note",
    "text:object-index-source",
    "text:ruby-text",
    "text:script",
    "text:sequence-decls",
    "text:table-index-source",
    "text:table-of-content-source",
    "text:tracked-changes",
    "text:user-field-decls",
    "text:user-index-source",
    "text:variable-decls",
    "draw:image",
    "draw:object",
    "draw:object-ole",
    "draw:plugin",
    "svg:desc",
    "svg:title",
    "table:desc",
    "table:title",
    "table:table-columns",
    // footnotes and endnotes of OpenOffice 1
    "text:footnote",
    "text:endnote",
];

/// Shapes that contain paragraphs of their own.
const BOXES: &[&str] = &[
    "draw:text-box",
    "draw:custom-shape",
    "draw:rect",
    "draw:ellipse",
    "draw:circle",
    "draw:line",
    "draw:polyline",
    "draw:polygon",
    "draw:path",
    "draw:connector",
    "draw:caption",
    "draw:measure",
];

/// Tables of contents and other indexes that the program generates.
const INDEXES: &[&str] = &[
    "text:table-of-content",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:alphabetical-index",
];

/// The result of reading a document's body.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) repairs: Repairs,
    /// True when there is an `office:text`.
    pub(super) found: bool,
    /// What ended the XML early, if anything did.
    pub(super) broken: Option<String>,
    /// The first hidden text, or the name of a hidden section.
    pub(super) hidden: Option<String>,
}

/// What to do when an element closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Nothing,
    Body,
    Paragraph,
    Index,
    List,
    Item,
    TextBox,
    Table,
    Row(u32),
    /// A cell, with the number of further times it is repeated.
    Cell(u32),
    Hidden,
    Span,
    /// A check box or list of a form.
    Field,
    /// A frame: white space directly in it does not belong to the paragraph around it.
    Frame,
}

/// The look of text, by the styles around it.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    raised: bool,
    lowered: bool,
    struck: bool,
    font: Option<SymbolFont>,
}

struct Reader<'a> {
    events: Events<'a>,
    styles: Styles,
    lists: Vec<Lists>,
    assembly: Assembly,
    open: Vec<Closing>,
    /// For each open table, the next column of its current row.
    columns: Vec<u32>,
    /// Number of open elements that are hidden.
    hiding: usize,
    hidden: Option<String>,
    /// Text of formulas that are in parts of their own, by the reference to the part.
    formulas: HashMap<String, String>,
    /// Looks of the open paragraph and of the spans in it, innermost last.
    looks: Vec<Look>,
    /// The open form field.
    form: FormField,
    /// Number of open indexes.
    indexes: usize,
    /// True at the beginning of a paragraph and after a space: more white space adds nothing.
    spaced: bool,
    inside: bool,
    found: bool,
    old: bool,
}

/// Reads content.xml or a flat document.
pub(super) fn read(
    content: &str,
    styles: Styles,
    formulas: HashMap<String, String>,
) -> Result<Body, Error> {
    let mut reader = Reader {
        events: Events::new(content),
        styles,
        lists: vec![Lists::default()],
        assembly: Assembly::new(),
        open: Vec::new(),
        columns: Vec::new(),
        hiding: 0,
        hidden: None,
        formulas,
        looks: Vec::new(),
        form: FormField::default(),
        indexes: 0,
        spaced: true,
        inside: false,
        found: false,
        old: false,
    };
    while let Some(event) = reader.events.next() {
        match event {
            Event::Open(element) if reader.inside => reader.open(&element)?,
            Event::Open(element) => reader.open_outside(&element),
            Event::Close => reader.close()?,
            Event::Text(text) => {
                if reader.inside {
                    reader.text(&text);
                }
            }
        }
    }
    let broken = reader.events.broken.take();
    let (blocks, repairs) = reader.assembly.finish();
    Ok(Body {
        blocks,
        repairs,
        found: reader.found,
        broken,
        hidden: reader.hidden,
    })
}

impl Reader<'_> {
    fn open_outside(&mut self, element: &Element) {
        // OpenOffice 1 declares this on the root, and has no element between the body and its content
        self.old |= element.attribute("office:class").as_deref() == Some("text");
        if self.styles.element(element, &mut self.events) {
            return;
        }
        let closing = match element.name() {
            "office:text" | "office:body" if element.name() == "office:text" || self.old => {
                self.inside = true;
                self.found = true;
                Closing::Body
            }
            // page layouts, headers and footers, and other things that are not content
            "office:master-styles" | "office:scripts" | "office:settings" => {
                self.events.pass_over();
                return;
            }
            _ => Closing::Nothing,
        };
        self.open.push(closing);
    }

    fn open(&mut self, element: &Element) -> Result<(), Error> {
        let name = element.name();
        if PASSED_OVER.contains(&name) {
            match name {
                "draw:object" => self.object(element),
                _ => {
                    if name == "draw:object-ole" && self.hiding == 0 {
                        self.assembly.pass_object();
                    }
                    self.events.pass_over();
                }
            }
            return Ok(());
        }
        let closing = match name {
            "text:p" | "text:h" => self.open_paragraph(element)?,
            "text:span" => self.open_span(&style_of(element)),
            "text:section" if element.attribute("text:display").as_deref() == Some("none") => {
                self.hidden
                    .get_or_insert(element.attribute("text:name").unwrap_or_default());
                self.events.pass_over();
                return Ok(());
            }
            "text:list" | "text:ordered-list" | "text:unordered-list" => {
                self.with_lists(|lists| lists.open_list(element));
                Closing::List
            }
            "text:list-item" | "text:list-header" => {
                self.with_lists(|lists| lists.open_item(element));
                Closing::Item
            }
            "table:table" => {
                self.assembly.open_table();
                self.columns.push(0);
                // a list may continue after the table, but not inside it
                self.lists.push(Lists::default());
                Closing::Table
            }
            "table:table-row" => self.open_row(element),
            "table:table-cell" => self.open_cell(element)?,
            "table:covered-table-cell" => {
                self.pass_columns(element);
                self.events.pass_over();
                return Ok(());
            }
            _ if BOXES.contains(&name) => {
                self.assembly.open_text_box();
                Closing::TextBox
            }
            _ if INDEXES.contains(&name) => {
                self.indexes += 1;
                Closing::Index
            }
            "draw:frame" | "draw:g" => Closing::Frame,
            "field:fieldmark" => self.open_field(element),
            _ => {
                self.inline(element);
                Closing::Nothing
            }
        };
        self.open.push(closing);
        Ok(())
    }

    /// Reads elements that represent characters or positions.
    fn inline(&mut self, element: &Element) {
        match element.name() {
            "text:s" => {
                let count = element.number("text:c").unwrap_or(1).min(1_000) as usize;
                self.put(&" ".repeat(count));
            }
            "text:tab" | "text:tab-stop" => self.put("\t"),
            "text:line-break" => self.put("\n"),
            "field:param" => self.parameter(element),
            "text:bookmark" | "text:bookmark-start" => {
                if let Some(name) = element.attribute("text:name") {
                    self.assembly.bookmark(name);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            None | Some(Closing::Nothing | Closing::Frame) => {}
            Some(Closing::Body) => self.inside = false,
            Some(Closing::Paragraph) => {
                self.assembly.close_paragraph();
                self.looks.pop();
            }
            Some(Closing::Index) => self.indexes -= 1,
            Some(Closing::List) => self.with_lists(Lists::close_list),
            Some(Closing::Item) => self.with_lists(Lists::close_item),
            Some(Closing::TextBox) => {
                self.assembly.close_text_box();
                self.spaced = false;
            }
            Some(Closing::Table) => {
                self.assembly.close_table();
                self.columns.pop();
                if self.lists.len() > 1 {
                    self.lists.pop();
                }
            }
            Some(Closing::Row(repeats)) => self.assembly.close_row_repeated(repeats)?,
            Some(Closing::Cell(again)) => {
                self.assembly.close_cell();
                self.assembly.repeat_cell(again)?;
            }
            Some(Closing::Hidden) => self.hiding -= 1,
            Some(Closing::Field) => {
                let form = std::mem::take(&mut self.form);
                self.put(form.shown().unwrap_or_default());
            }
            Some(Closing::Span) => {
                self.looks.pop();
            }
        }
        Ok(())
    }

    fn open_row(&mut self, element: &Element) -> Closing {
        self.assembly.open_row();
        self.assembly.keep_row();
        if let Some(column) = self.columns.last_mut() {
            *column = 0;
        }
        let times = element.number("table:number-rows-repeated").unwrap_or(1);
        Closing::Row(times.max(1) - 1)
    }

    fn open_cell(&mut self, element: &Element) -> Result<Closing, Error> {
        let start = self.pass_columns(element);
        self.assembly.open_cell()?;
        self.assembly.describe_cell(CellShape {
            columns: element.number("table:number-columns-spanned").unwrap_or(1),
            rows: element.number("table:number-rows-spanned").unwrap_or(1),
            start: Some(start),
            ..CellShape::default()
        });
        let times = element.number("table:number-columns-repeated").unwrap_or(1);
        Ok(Closing::Cell(times.max(1) - 1))
    }

    /// Advances by the columns that an element of a row takes, and returns the first of them.
    fn pass_columns(&mut self, element: &Element) -> u32 {
        let repeats = element.number("table:number-columns-repeated").unwrap_or(1);
        match self.columns.last_mut() {
            Some(column) => {
                let start = *column;
                *column = column.saturating_add(repeats.max(1));
                start
            }
            None => 0,
        }
    }

    fn with_lists(&mut self, act: impl FnOnce(&mut Lists)) {
        if let Some(lists) = self.lists.last_mut() {
            act(lists);
        }
    }
}

fn style_of(element: &Element) -> String {
    element.attribute("text:style-name").unwrap_or_default()
}
