//! From the tree to paragraphs: a walk without recursion through everything but tables.
//!
//! In: a node. Out: the blocks below it. Lost: layout, and text that is hidden or struck out. A paragraph ends at block
//! elements and, outside cells, at a line break that is not inside a paragraph or heading; elsewhere a line break is a
//! `
//! `. A `<p>` in a cell is a paragraph even when it is empty, as in Word.

mod bookmarks;
mod controls;
mod formula;

use std::borrow::Cow;
use std::collections::HashSet;

use formula::is_of_formula;

use super::dom::{Dom, Key, NONE, NodeId, Tag};
use super::space::Folder;
use super::style::{Look, Sheet, look};
use crate::document::{Block, Marks, Paragraph};
use crate::error::Error;
use crate::limits::{MAX_CELL_BYTES, MAX_TABLE_DEPTH};
use crate::readers::form;
use crate::readers::spreadsheet::AlteredCells;
use crate::readers::struck::Struck;
use crate::readers::symbols::{self, SymbolFont};

/// What the walk found and the reader reports once.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) flattened: bool,
    /// Line of the first cell whose text was cut.
    pub(super) cut: Option<u32>,
    /// Line of the first cell or table with a span that was cut.
    pub(super) clamped: Option<u32>,
    /// The beginning of the first hidden text inside a table.
    pub(super) hidden: Option<String>,
    /// Number of cells that show fewer digits than they store, and the first of them.
    pub(super) altered: AlteredCells,
    /// Number of pictures of formulas.
    pub(super) objects: usize,
    /// Sources of frames; their content is in other documents.
    pub(super) frames: Vec<String>,
}

/// Reads blocks from a tree.
pub(super) struct Flow<'a> {
    pub(super) dom: &'a Dom,
    pub(super) sheet: &'a Sheet,
    pub(super) met: Met,
    pub(super) cells: usize,
    /// Bookmarks that belong to the next paragraph.
    pending: Vec<String>,
    /// Bookmarks seen so far: only the first occurrence of a name counts, because html5ever repeats unclosed anchors.
    seen: HashSet<String>,
}

/// The surroundings of a walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) in_cell: bool,
    /// True when an element around the walk strikes out all text.
    pub(super) struck: bool,
    /// Number of tables around the walk.
    pub(super) depth: usize,
}

/// An open block element.
struct Open {
    id: NodeId,
    tag: Tag,
    heading: Option<u8>,
    toc: bool,
    /// The next number, for `<ol>`.
    number: i64,
}

/// The paragraph under construction.
struct Line {
    folder: Folder,
    bookmarks: Vec<String>,
    line: Option<u32>,
    /// The number of a list item, until its first text is added.
    label: Option<String>,
    /// Bytes of text inside links to headings.
    linked: usize,
    preformatted: bool,
    /// True when the last text added was subscript.
    lowered: bool,
    struck: Struck,
}

struct Walk {
    place: Place,
    out: Vec<Block>,
    open: Vec<Open>,
    line: Line,
    /// Stacks of open elements, innermost last: those that keep white space (`kept`), raise, lower or strike out their
    /// text, and links to headings (`links`).
    kept: Vec<NodeId>,
    raised: Vec<NodeId>,
    lowered: Vec<NodeId>,
    struck: Vec<NodeId>,
    /// Open elements that set a font, beginning with the outermost that sets a symbol font.
    fonts: Vec<(NodeId, Option<SymbolFont>)>,
    links: Vec<NodeId>,
    bytes: usize,
}

impl<'a> Flow<'a> {
    pub(super) fn new(dom: &'a Dom, sheet: &'a Sheet) -> Self {
        Self {
            dom,
            sheet,
            met: Met::default(),
            cells: 0,
            pending: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// The blocks below `root`.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`] when the document has too many cells.
    pub(super) fn blocks(&mut self, root: NodeId, place: Place) -> Result<Vec<Block>, Error> {
        let mut walk = Walk::new(place);
        let mut at = self.dom.first(root);
        while at != NONE {
            if self.enter(at, &mut walk)? && self.dom.first(at) != NONE {
                at = self.dom.first(at);
                continue;
            }
            while self.dom.next(at) == NONE {
                at = self.dom.parent(at);
                if at == root || at == NONE {
                    break;
                }
                self.leave(at, &mut walk);
            }
            if at == root || at == NONE {
                break;
            }
            at = self.dom.next(at);
        }
        self.flush(&mut walk, false);
        Ok(walk.out)
    }

    /// Enters a node; returns true if its children are to be walked and [`Flow::leave`] is to be called after them.
    fn enter(&mut self, id: NodeId, walk: &mut Walk) -> Result<bool, Error> {
        if let Some(text) = self.dom.text(id) {
            self.add_text(text, id, walk);
            return Ok(false);
        }
        let Some(tag) = self.dom.tag(id) else {
            return Ok(false);
        };
        if matches!(tag, Tag::Skipped | Tag::StyleSheet | Tag::Title) {
            return Ok(false);
        }
        let look = look(self.dom, self.sheet, id);
        if look.hidden && tag != Tag::Page {
            if walk.place.in_cell {
                self.note_hidden(id);
            }
            return Ok(false);
        }
        self.mark(id, tag, walk);
        match tag {
            Tag::Break => self.line_break(walk),
            Tag::Table if walk.place.depth < MAX_TABLE_DEPTH => {
                self.flush(walk, false);
                let depth = walk.place.depth + 1;
                let struck = walk.place.struck || !walk.struck.is_empty();
                let blocks = self.table(id, depth, struck)?;
                walk.out.extend(blocks);
            }
            Tag::Input | Tag::TextArea | Tag::Select => self.control(id, tag, walk),
            Tag::Picture => self.picture(id, walk),
            Tag::Frame => {
                let source = self.dom.attribute(id, Key::Source).unwrap_or_default();
                if !source.is_empty() {
                    self.met.frames.push(source.to_owned());
                }
            }
            _ if look.tabs > 0 => {
                let tabs = "\t".repeat(usize::from(look.tabs));
                walk.line.begin(self.dom.line(id));
                walk.line.folder.keep(&tabs);
            }
            _ => {
                self.open(id, tag, look, walk);
                // the walk does not call `leave` for an element without children
                if self.dom.first(id) == NONE {
                    self.leave(id, walk);
                }
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn open(&mut self, id: NodeId, tag: Tag, look: Look, walk: &mut Walk) {
        self.met.flattened |= tag == Tag::Table;
        if tag == Tag::Anchor && self.links_to_heading(id) {
            walk.links.push(id);
        }
        if tag == Tag::Preformatted || look.preformatted {
            walk.kept.push(id);
        }
        // in cells, the same CSS property sets the vertical position of the content
        if tag == Tag::Raised || look.raised && is_inline(tag) {
            walk.raised.push(id);
        }
        if tag == Tag::Lowered || look.lowered && is_inline(tag) {
            walk.lowered.push(id);
        }
        self.open_in_formula(id, tag, walk);
        if let Some(font) = look.font
            && (font.is_some() || !walk.fonts.is_empty())
        {
            walk.fonts.push((id, font));
        }
        if tag == Tag::Struck || look.struck {
            walk.struck.push(id);
        }
        if is_inline(tag) {
            return;
        }
        self.flush(walk, false);
        let heading = match tag {
            Tag::Heading(level) => Some(look.outline.unwrap_or(level)),
            _ => look.outline,
        };
        if tag == Tag::Item {
            walk.line.label = walk.next_number(self.dom.parent(id));
        }
        walk.open.push(Open {
            id,
            tag,
            heading,
            toc: self.is_contents(id),
            number: self
                .dom
                .attribute(id, Key::Start)
                .and_then(|start| start.trim().parse().ok())
                .unwrap_or(1),
        });
        walk.line.line = Some(self.dom.line(id));
    }

    fn leave(&mut self, id: NodeId, walk: &mut Walk) {
        let Some(tag) = self.dom.tag(id) else { return };
        if !is_inline(tag) {
            let kept_empty = tag == Tag::Paragraph && walk.place.in_cell;
            self.flush(walk, kept_empty);
            if walk.open.last().is_some_and(|open| open.id == id) {
                walk.open.pop();
            }
            if tag == Tag::Item {
                walk.line.label = None;
            }
        }
        walk.fonts.pop_if(|(opened, _)| *opened == id);
        let stacks = [
            &mut walk.links,
            &mut walk.kept,
            &mut walk.raised,
            &mut walk.lowered,
            &mut walk.struck,
        ];
        for ended in stacks {
            if ended.last() == Some(&id) {
                ended.pop();
            }
        }
    }

    /// Ends the paragraph. An empty one is dropped unless `stands` is true.
    fn flush(&mut self, walk: &mut Walk, stands: bool) {
        let line = &mut walk.line;
        let blank = line.folder.is_blank();
        // the end of a paragraph that contained other blocks does not make another, empty paragraph
        let stands = stands && line.line.is_some();
        let text = line.folder.take(line.preformatted);
        let place = line.line.take();
        let linked = std::mem::take(&mut line.linked) * 2 > text.len();
        line.preformatted = false;
        line.lowered = false;
        let struck = line.struck.take();
        if blank && !stands && struck.is_none() {
            self.pending.append(&mut line.bookmarks);
            return;
        }
        let mut bookmarks = std::mem::take(&mut self.pending);
        bookmarks.append(&mut line.bookmarks);
        walk.bytes += text.len();
        // nearly every cell holds one paragraph: no room for three more
        if walk.place.in_cell && walk.out.capacity() == 0 {
            walk.out.reserve_exact(1);
        }
        walk.out.push(Block::Paragraph(Paragraph {
            text: if blank { String::new() } else { text },
            marks: Marks::new(bookmarks, struck),
            heading: walk.open.iter().rev().find_map(|open| open.heading),
            toc: linked || walk.open.iter().any(|open| open.toc),
            line: place,
            page: None,
        }));
    }

    fn add_text(&mut self, text: &str, id: NodeId, walk: &mut Walk) {
        if walk.kept.is_empty() && text.trim_ascii().is_empty() {
            if !self.dom.tag(self.dom.parent(id)).is_some_and(is_of_formula) {
                walk.line.folder.fold(text);
            }
            return;
        }
        if walk.place.struck || !walk.struck.is_empty() {
            walk.line.line.get_or_insert(self.dom.line(id));
            walk.line.struck.add(text, walk.line.folder.len());
            return;
        }
        let shown = match walk.fonts.last() {
            Some((_, Some(font))) => Cow::Owned(symbols::translate(Some(*font), text)),
            _ if walk.raised.is_empty() => Cow::Borrowed(text),
            _ => symbols::raised(text),
        };
        let mut text = &*shown;
        if walk.place.in_cell {
            let left = MAX_CELL_BYTES.saturating_sub(walk.bytes + walk.line.folder.len());
            let kept = &text[..text.floor_char_boundary(left)];
            if kept.len() < text.len() {
                self.met.cut.get_or_insert(self.dom.line(id));
            }
            text = kept;
        }
        walk.line.begin(self.dom.line(id));
        let lowered = !walk.lowered.is_empty();
        if std::mem::replace(&mut walk.line.lowered, lowered) != lowered {
            walk.line.folder.part_figures(text);
        }
        let before = walk.line.folder.len();
        if walk.kept.is_empty() {
            walk.line.folder.fold(text);
        } else {
            walk.line.preformatted = true;
            walk.line.folder.keep(text);
        }
        if !walk.links.is_empty() {
            walk.line.linked += walk.line.folder.len() - before;
        }
    }

    fn line_break(&mut self, walk: &mut Walk) {
        let in_paragraph = walk
            .open
            .iter()
            .any(|open| matches!(open.tag, Tag::Paragraph | Tag::Heading(_)));
        if walk.place.in_cell || in_paragraph {
            walk.line.folder.line_break();
        } else {
            self.flush(walk, false);
        }
    }

    /// The text below a node, as written.
    pub(super) fn raw_text(&self, id: NodeId) -> String {
        self.dom
            .descendants(id)
            .filter_map(|id| self.dom.text(id))
            .collect()
    }

    /// Keeps the text of a hidden element for the finding. Only called inside tables: elsewhere pages hide menus and
    /// the like.
    pub(super) fn note_hidden(&mut self, id: NodeId) {
        if self.met.hidden.is_some() {
            return;
        }
        let dom = self.dom;
        let is_text = |id: &NodeId| {
            let around = dom.tag(dom.parent(*id));
            !matches!(around, Some(Tag::Skipped | Tag::StyleSheet | Tag::Title))
        };
        let texts = dom.descendants(id).filter(is_text);
        let text: String = texts.filter_map(|id| dom.text(id)).collect();
        let text = text.trim();
        if !text.is_empty() {
            self.met.hidden = Some(text.chars().take(40).collect());
        }
    }
}

/// True for elements that are part of the line around them.
fn is_inline(tag: Tag) -> bool {
    is_of_formula(tag)
        || matches!(
            tag,
            Tag::Inline | Tag::Anchor | Tag::Raised | Tag::Lowered | Tag::Struck | Tag::Picture
        )
}

impl Walk {
    fn new(place: Place) -> Self {
        Self {
            place,
            out: Vec::new(),
            open: Vec::new(),
            line: Line {
                folder: Folder::new(),
                bookmarks: Vec::new(),
                line: None,
                label: None,
                linked: 0,
                preformatted: false,
                lowered: false,
                struck: Struck::default(),
            },
            kept: Vec::new(),
            raised: Vec::new(),
            lowered: Vec::new(),
            struck: Vec::new(),
            fonts: Vec::new(),
            links: Vec::new(),
            bytes: 0,
        }
    }

    /// The number of the next item of an `<ol>`, as text.
    fn next_number(&mut self, list: NodeId) -> Option<String> {
        let open = self.open.last_mut()?;
        if open.id != list || open.tag != Tag::OrderedList {
            return None;
        }
        let number = open.number;
        open.number = number.saturating_add(1);
        Some(format!("{number}."))
    }
}

impl Line {
    /// Prepares for the first text: sets the source line, and writes the number of a list item.
    fn begin(&mut self, line: u32) {
        if self.folder.is_blank() {
            self.line.get_or_insert(line);
            if let Some(label) = self.label.take() {
                self.folder.fold(&label);
            }
        }
    }
}
