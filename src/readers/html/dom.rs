//! The tree of a page: a flat list of nodes, so that even a very deep tree is freed without recursion.
//!
//! In: nodes, one at a time (from [`super::sink`]). Out: [`Dom`], with the kinds of elements and attributes that the
//! reader distinguishes, and the source line of every node. Lost: comments, doctype, all other attributes.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use html5ever::tendril::StrTendril;

use crate::limits::MAX_HTML_NODES;

/// Index of a node, or [`NONE`].
pub(super) type NodeId = u32;
pub(super) const NONE: NodeId = u32::MAX;
/// The document node.
pub(super) const ROOT: NodeId = 0;

/// What an element means for the reading of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `html`, `body`: never hidden, even if their style says so, since scripts may show them later.
    Page,
    Title,
    StyleSheet,
    Table,
    Caption,
    Head,
    Body,
    Foot,
    Row,
    Cell,
    Paragraph,
    Heading(u8),
    /// Any other element that begins on a new line.
    Block,
    Preformatted,
    OrderedList,
    Item,
    Break,
    Anchor,
    Input,
    TextArea,
    Select,
    Choice,
    Frame,
    Raised,
    Lowered,
    /// MathML elements: `Formula` for those whose children follow each other, the others for those whose children are
    /// arranged: a power, an index, both, a fraction, a root.
    Formula,
    Power,
    Index,
    IndexAndPower,
    Fraction,
    Root,
    Picture,
    /// Text that is struck out, or marked as deleted and shown as such.
    Struck,
    /// Not shown, or not text: scripts, drawings, alternative content, pronunciation.
    Skipped,
    /// Part of the line around it.
    Inline,
}

/// The attributes that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Id,
    Name,
    Class,
    Style,
    Href,
    RowSpan,
    ColSpan,
    Type,
    Value,
    Start,
    Hidden,
    Selected,
    Source,
    Face,
    Checked,
    Alternative,
    /// The number stored in a cell, in a workbook saved as a web page.
    Number,
}

#[derive(Debug)]
pub(super) enum Data {
    Document,
    Element {
        tag: Tag,
        /// Where they stand in [`Dom::attributes`].
        attributes: Range<u32>,
    },
    /// A range of [`Dom::text`].
    Text {
        start: u32,
        end: u32,
    },
    /// The comment before rows that Word adds for programs that cannot align columns themselves.
    MisalignedColumns,
    Comment,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) first: NodeId,
    pub(super) last: NodeId,
    pub(super) previous: NodeId,
    pub(super) next: NodeId,
    pub(super) line: u32,
    pub(super) data: Data,
}

/// The tree.
#[derive(Debug, Default)]
pub(super) struct Dom {
    pub(super) nodes: Vec<Node>,
    pub(super) text: String,
    /// The attributes of all elements, each with the place of its value in `values`.
    attributes: Vec<(Key, u32)>,
    /// Every value once: the cells of a page are styled alike.
    values: Vec<Rc<str>>,
    places: HashMap<Rc<str>, u32>,
}

impl Dom {
    /// Has room for the page, so that no part of the tree is copied as it grows; room that stays empty takes no memory.
    pub(super) fn for_page(text: &str) -> Self {
        let tags = memchr::memchr_iter(b'<', text.as_bytes()).count();
        Self {
            nodes: Vec::with_capacity(tags.min(MAX_HTML_NODES)),
            text: String::with_capacity(text.len()),
            ..Self::default()
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn parent(&self, id: NodeId) -> NodeId {
        self.node(id).map_or(NONE, |node| node.parent)
    }

    pub(super) fn first(&self, id: NodeId) -> NodeId {
        self.node(id).map_or(NONE, |node| node.first)
    }

    pub(super) fn next(&self, id: NodeId) -> NodeId {
        self.node(id).map_or(NONE, |node| node.next)
    }

    /// Number of elements before this one under the same parent, at most three.
    pub(super) fn elements_before(&self, id: NodeId) -> usize {
        // white space between the elements takes up nodes too
        const MOST: usize = 8;
        let before = |id: &NodeId| self.node(*id).map(|node| node.previous);
        std::iter::successors(before(&id), before)
            .take_while(|id| *id != NONE)
            .take(MOST)
            .filter(|id| self.tag(*id).is_some())
            .take(3)
            .count()
    }

    /// 1-based source line in which the start tag of an element ends, or in which the first visible character of a text
    /// is.
    pub(super) fn line(&self, id: NodeId) -> u32 {
        let blank_lines = self.text(id).map_or(0, |text| {
            let visible = text.trim_ascii_start();
            line_ends(&text[..text.len() - visible.len()])
        });
        self.node(id).map_or(0, |node| node.line) + blank_lines
    }

    pub(super) fn tag(&self, id: NodeId) -> Option<Tag> {
        match self.node(id)?.data {
            Data::Element { tag, .. } => Some(tag),
            _ => None,
        }
    }

    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.node(id)?.data {
            Data::Text { start, end } => self.text.get(start as usize..end as usize),
            _ => None,
        }
    }

    pub(super) fn is_misaligned_columns(&self, id: NodeId) -> bool {
        self.node(id)
            .is_some_and(|node| matches!(node.data, Data::MisalignedColumns))
    }

    pub(super) fn attribute(&self, id: NodeId, wanted: Key) -> Option<&str> {
        match &self.node(id)?.data {
            Data::Element { attributes, .. } => self
                .kept(attributes)
                .iter()
                .find(|(key, _)| *key == wanted)
                .and_then(|(_, place)| self.values.get(*place as usize))
                .map(|value| &**value),
            _ => None,
        }
    }

    fn kept(&self, attributes: &Range<u32>) -> &[(Key, u32)] {
        let range = attributes.start as usize..attributes.end as usize;
        self.attributes.get(range).unwrap_or_default()
    }

    /// Keeps the attributes of one element.
    pub(super) fn keep(
        &mut self,
        attributes: impl Iterator<Item = (Key, StrTendril)>,
    ) -> Range<u32> {
        let start = self.attributes.len() as u32;
        for (key, value) in attributes {
            let place = match self.places.get(&*value) {
                Some(place) => *place,
                None => {
                    let place = self.values.len() as u32;
                    let value: Rc<str> = Rc::from(&*value);
                    self.values.push(Rc::clone(&value));
                    self.places.insert(value, place);
                    place
                }
            };
            self.attributes.push((key, place));
        }
        start..self.attributes.len() as u32
    }

    /// Adds the attributes that an element does not have yet.
    pub(super) fn keep_more(
        &mut self,
        id: NodeId,
        attributes: impl Iterator<Item = (Key, StrTendril)>,
    ) {
        let Some(Data::Element {
            attributes: present,
            ..
        }) = self.node(id).map(|node| &node.data)
        else {
            return;
        };
        let present = self.kept(present).to_vec();
        let is_new = |(key, _): &(Key, StrTendril)| present.iter().all(|(known, _)| known != key);
        let start = self.attributes.len() as u32;
        self.attributes.extend_from_slice(&present);
        let end = self.keep(attributes.filter(is_new)).end;
        if let Some(Data::Element { attributes, .. }) = self.node_mut(id).map(|node| &mut node.data)
        {
            *attributes = start..end;
        }
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = self.first(id);
        std::iter::from_fn(move || {
            let child = at;
            at = self.next(at);
            (child != NONE).then_some(child)
        })
    }

    /// Every node below `root`, in document order, without recursion.
    pub(super) fn descendants(&self, root: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = root;
        std::iter::from_fn(move || {
            at = self.after(at, root);
            (at != NONE).then_some(at)
        })
    }

    pub(super) fn after(&self, id: NodeId, root: NodeId) -> NodeId {
        if self.first(id) != NONE {
            return self.first(id);
        }
        let mut at = id;
        while at != root && at != NONE {
            if self.next(at) != NONE {
                return self.next(at);
            }
            at = self.parent(at);
        }
        NONE
    }

    pub(super) fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }

    pub(super) fn add(&mut self, data: Data, line: u32) -> NodeId {
        let id = self.nodes.len() as NodeId;
        self.nodes.push(Node {
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            line,
            data,
        });
        id
    }

    /// Makes `child` the last child of `parent`, or puts it before `sibling` if that is not [`NONE`].
    pub(super) fn link(&mut self, parent: NodeId, child: NodeId, sibling: NodeId) {
        self.unlink(child);
        let previous = if sibling == NONE {
            self.node(parent).map_or(NONE, |node| node.last)
        } else {
            self.node(sibling).map_or(NONE, |node| node.previous)
        };
        if let Some(node) = self.node_mut(child) {
            node.parent = parent;
            node.previous = previous;
            node.next = sibling;
        }
        match self.node_mut(previous) {
            Some(node) => node.next = child,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.first = child;
                }
            }
        }
        match self.node_mut(sibling) {
            Some(node) => node.previous = child,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.last = child;
                }
            }
        }
    }

    pub(super) fn unlink(&mut self, id: NodeId) {
        let Some(node) = self.node_mut(id) else {
            return;
        };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        match self.node_mut(previous) {
            Some(node) => node.next = next,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.first = next;
                }
            }
        }
        match self.node_mut(next) {
            Some(node) => node.previous = previous,
            None => {
                if let Some(node) = self.node_mut(parent) {
                    node.last = previous;
                }
            }
        }
    }

    /// Adds text: to the text node before it if that one ends where this begins, else as a new node.
    pub(super) fn add_text(&mut self, parent: NodeId, text: &str, sibling: NodeId, line: u32) {
        // the tokenizer gives the line in which the text ends
        let line = line.saturating_sub(line_ends(text)).max(1);
        let before = if sibling == NONE {
            self.node(parent).map_or(NONE, |node| node.last)
        } else {
            self.node(sibling).map_or(NONE, |node| node.previous)
        };
        let length = self.text.len() as u32;
        self.text.push_str(text);
        let total = self.text.len() as u32;
        if let Some(Data::Text { end, .. }) = self.node_mut(before).map(|node| &mut node.data)
            && *end == length
        {
            *end = total;
            return;
        }
        let data = Data::Text {
            start: length,
            end: total,
        };
        let id = self.add(data, line);
        self.link(parent, id, sibling);
    }
}

pub(super) fn line_ends(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u32
}
