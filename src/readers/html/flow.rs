//! From the tree to paragraphs: one walk without recursion through everything but tables.
//!
//! In: a node. Out: the blocks below it. Block elements and, outside cells, line breaks between bare lines end a
//! paragraph; inside a cell a break is a `\n`. A `<p>` in a cell is a paragraph even when empty, as in Word.

use std::borrow::Cow;
use std::collections::HashSet;

use super::dom::{Dom, Key, NONE, NodeId, Tag};
use super::space::Folder;
use super::style::{Look, Sheet, look};
use crate::document::{Block, Paragraph};
use crate::error::Error;
use crate::limits::{MAX_CELL_BYTES, MAX_TABLE_DEPTH};
use crate::readers::form;
use crate::readers::spreadsheet::Rounded;
use crate::readers::struck::Struck;
use crate::readers::symbols::{self, SymbolFont};

/// What was met on the way and is told once.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) flattened: bool,
    /// Line of the first cell that was cut.
    pub(super) cut: Option<u32>,
    /// Line and printed value of the first span that was cut.
    pub(super) clamped: Option<u32>,
    /// The beginning of the first text of a table that is hidden.
    pub(super) hidden: Option<String>,
    /// Cells that show fewer digits than they hold: how many, and the first.
    pub(super) rounded: (usize, Option<Rounded>),
    /// Pictures of formulas.
    pub(super) objects: usize,
    /// Sources of frames, whose content is another document.
    pub(super) frames: Vec<String>,
}

/// Reads blocks out of a tree.
pub(super) struct Flow<'a> {
    pub(super) dom: &'a Dom,
    pub(super) sheet: &'a Sheet,
    pub(super) met: Met,
    pub(super) cells: usize,
    /// Bookmarks whose paragraph has not begun.
    pending: Vec<String>,
    /// A name counts where it stands first; html5ever repeats unclosed anchors.
    seen: HashSet<String>,
}

/// Where a walk stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) in_cell: bool,
    /// What is around strikes all text out.
    pub(super) struck: bool,
    /// Tables around.
    pub(super) depth: usize,
}

/// A block element that is open.
struct Open {
    id: NodeId,
    tag: Tag,
    heading: Option<u8>,
    toc: bool,
    /// For `<ol>`: the next number.
    number: i64,
}

/// The paragraph under construction.
struct Line {
    folder: Folder,
    bookmarks: Vec<String>,
    line: Option<u32>,
    /// The printed number of a list item, before its first text.
    label: Option<String>,
    /// Bytes of it in links to headings.
    linked: usize,
    preformatted: bool,
    /// Its last text stands below the line.
    lowered: bool,
    struck: Struck,
}

struct Walk {
    place: Place,
    out: Vec<Block>,
    open: Vec<Open>,
    line: Line,
    /// Open elements that keep white space, that raise their text or strike it out, and open links to headings, innermost last.
    kept: Vec<NodeId>,
    raised: Vec<NodeId>,
    lowered: Vec<NodeId>,
    struck: Vec<NodeId>,
    /// Open elements with a font of their own, from the outermost with a font of symbols on.
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
    /// [`Error::LimitExceeded`] past the number of cells of a document.
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

    /// Takes a node; true where its children are to be walked and [`Flow::leave`] called after them.
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
                // an element without children is never left by the walk
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
        // of cells the same property says where their text stands
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

    /// What an element is by its place in a formula: an exponent, an index, what stands below the line of a fraction.
    fn open_in_formula(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let around = self.dom.tag(self.dom.parent(id));
        let place = match around {
            Some(Tag::Power | Tag::Index | Tag::IndexAndPower | Tag::Fraction) => {
                self.dom.elements_before(id)
            }
            _ => 0,
        };
        match (around, place) {
            (Some(Tag::Power), 1) | (Some(Tag::IndexAndPower), 2) => walk.raised.push(id),
            (Some(Tag::Index | Tag::IndexAndPower), 1) => walk.lowered.push(id),
            (Some(Tag::Fraction), 1) => walk.line.folder.fold("/"),
            _ => {}
        }
        if tag == Tag::Root {
            walk.line.begin(self.dom.line(id));
            walk.line.folder.fold("\u{221a}");
        }
    }

    /// A picture of a sign whose text says which: operators that a font lacked. Pictures of formulas are told.
    fn picture(&mut self, id: NodeId, walk: &mut Walk) {
        let text = self.dom.attribute(id, Key::Alternative);
        let text = text.unwrap_or_default().trim();
        if is_sign(text) {
            walk.line.begin(self.dom.line(id));
            walk.line.folder.fold(text);
        } else if text.contains('\\') || self.is_object(id) {
            self.met.objects += 1;
        }
    }

    /// LibreOffice's picture of an object, by the name that it gives to each.
    fn is_object(&self, picture: NodeId) -> bool {
        let name = self.dom.attribute(picture, Key::Name);
        let number = name.and_then(|name| name.strip_prefix("Object"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
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

    /// Ends the paragraph; an empty one counts only where it `stands` by itself.
    fn flush(&mut self, walk: &mut Walk, stands: bool) {
        let line = &mut walk.line;
        let blank = line.folder.is_blank();
        // an empty paragraph around or behind others is no paragraph of its own
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
        walk.out.push(Block::Paragraph(Paragraph {
            text: if blank { String::new() } else { text },
            bookmarks,
            heading: walk.open.iter().rev().find_map(|open| open.heading),
            toc: linked || walk.open.iter().any(|open| open.toc),
            line: place,
            struck,
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

    /// The text that a form shows: what was filled in, or chosen.
    fn control(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let shown = match tag {
            Tag::Input => {
                let kind = self.dom.attribute(id, Key::Type).unwrap_or("text").trim();
                let ticked = ["checkbox", "radio"]
                    .iter()
                    .any(|known| kind.eq_ignore_ascii_case(known));
                // outside of cells they are of the page's own forms
                if ticked && walk.place.in_cell {
                    let checked = self.dom.attribute(id, Key::Checked).is_some();
                    walk.line.begin(self.dom.line(id));
                    walk.line.folder.fold(form::sign_of_box(checked));
                    return;
                }
                let is_text = ["text", "number", "date", "month", "tel", "email", "url", ""]
                    .iter()
                    .any(|known| kind.eq_ignore_ascii_case(known));
                let value = self.dom.attribute(id, Key::Value).filter(|_| is_text);
                value.unwrap_or_default().to_owned()
            }
            Tag::TextArea => self.raw_text(id),
            _ => self.chosen(id),
        };
        if shown.is_empty() {
            return;
        }
        walk.line.begin(self.dom.line(id));
        if tag == Tag::TextArea {
            walk.line.folder.keep(shown.trim_matches('\n'));
        } else {
            walk.line.folder.fold(&shown);
        }
    }

    fn chosen(&self, select: NodeId) -> String {
        let choices = || {
            self.dom
                .descendants(select)
                .filter(|id| self.dom.tag(*id) == Some(Tag::Choice))
        };
        let selected = choices().find(|id| self.dom.attribute(*id, Key::Selected).is_some());
        let choice = selected.or_else(|| choices().next());
        choice.map_or_else(String::new, |id| self.raw_text(id))
    }

    /// The text below a node as it is written.
    pub(super) fn raw_text(&self, id: NodeId) -> String {
        self.dom
            .descendants(id)
            .filter_map(|id| self.dom.text(id))
            .collect()
    }

    /// Remembers what a hidden element of a table holds; outside of tables pages hide menus and the like.
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

    /// Notes the bookmark that an element is.
    fn mark(&mut self, id: NodeId, tag: Tag, walk: &mut Walk) {
        let name = match tag {
            Tag::Anchor => self.dom.attribute(id, Key::Name),
            _ => None,
        };
        let by_id = self
            .dom
            .attribute(id, Key::Id)
            .filter(|id| matches!(tag, Tag::Anchor | Tag::Heading(_)) || id.starts_with("_Toc"));
        for name in [name, by_id].into_iter().flatten() {
            if !name.is_empty() && self.seen.insert(name.to_owned()) {
                // before any text the block may still change: the bookmark belongs to the next paragraph
                walk.line.bookmarks.push(name.to_owned());
            }
        }
    }

    /// A link to a heading: Word's and LibreOffice's names of what a table of contents points at.
    fn links_to_heading(&self, id: NodeId) -> bool {
        self.dom
            .attribute(id, Key::Href)
            .and_then(|href| href.split_once('#'))
            .is_some_and(|(_, anchor)| {
                anchor.starts_with("_Toc") || anchor.starts_with("__RefHeading")
            })
    }

    /// Word's classes for the lines of a table of contents, and LibreOffice's element around them.
    fn is_contents(&self, id: NodeId) -> bool {
        let of_word = self.dom.attribute(id, Key::Class).is_some_and(|classes| {
            classes.split_ascii_whitespace().any(|class| {
                class
                    .get(..6)
                    .is_some_and(|start| start.eq_ignore_ascii_case("MsoToc"))
            })
        });
        of_word
            || self
                .dom
                .attribute(id, Key::Id)
                .is_some_and(|id| id.starts_with("Table of Contents"))
    }
}

/// Part of the line it stands in.
fn is_inline(tag: Tag) -> bool {
    is_of_formula(tag)
        || matches!(
            tag,
            Tag::Inline | Tag::Anchor | Tag::Raised | Tag::Lowered | Tag::Struck | Tag::Picture
        )
}

/// White space between its parts is none of the text.
fn is_of_formula(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Formula | Tag::Power | Tag::Index | Tag::IndexAndPower | Tag::Fraction | Tag::Root
    )
}

/// A short text with a sign of mathematics or a circled number, and no letter.
fn is_sign(text: &str) -> bool {
    const LONGEST: usize = 16;
    let sign = |c: char| {
        matches!(
            c,
            '<' | '=' | '>' | '%' | '\u{b1}' | '\u{d7}' | '\u{f7}' | '\u{2030}'
        ) || matches!(c, '\u{2200}'..='\u{22ff}' | '\u{2460}'..='\u{2473}')
            || matches!(c, '\u{ff05}' | '\u{ff1c}'..='\u{ff1e}')
    };
    // circled numbers are letters to Unicode
    let letter = |c: char| c.is_alphabetic() && !sign(c);
    text.chars().count() <= LONGEST && text.contains(sign) && !text.contains(letter)
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

    /// The number of the next item of an `<ol>`.
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
    /// Before the first text: where it stands, and the number in front of it.
    fn begin(&mut self, line: u32) {
        if self.folder.is_blank() {
            self.line.get_or_insert(line);
            if let Some(label) = self.label.take() {
                self.folder.fold(&label);
            }
        }
    }
}
