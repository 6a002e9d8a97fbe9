//! The tree of a page: a flat list of nodes, freed in one go, however deep it is.
//!
//! In: nodes, one at a time ([`super::sink`]). Out: [`Dom`], with the few kinds of elements and attributes that reading
//! tells apart, and the source line of every node. Lost: comments, doctype, every other attribute.

use html5ever::tendril::StrTendril;

/// Index of a node; [`NONE`] where there is none.
pub(super) type NodeId = u32;
pub(super) const NONE: NodeId = u32::MAX;
/// The document itself.
pub(super) const ROOT: NodeId = 0;

/// What an element is to a reader of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `html`, `body`: never hidden, whatever their style says before scripts run.
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
    /// Any other element that stands on lines of its own.
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
    /// An element of a formula, and those whose children are no row: a power, an index, both, a fraction, a root.
    Formula,
    Power,
    Index,
    IndexAndPower,
    Fraction,
    Root,
    Picture,
    /// Text that is struck out, or deleted and shown so.
    Struck,
    /// Not shown, or no text: scripts, drawings, deleted text, pronunciation.
    Skipped,
    /// Part of the line it stands in.
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
    /// The number in a cell of a workbook that was saved as a page.
    Number,
}

#[derive(Debug)]
pub(super) enum Data {
    Document,
    Element {
        tag: Tag,
        attributes: Vec<(Key, StrTendril)>,
    },
    /// A stretch of [`Dom::text`].
    Text {
        start: usize,
        end: usize,
    },
    /// The mark in front of rows that Word adds for programs that cannot align columns themselves.
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
}

impl Dom {
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

    /// Elements before it under the same parent, counted to three at most.
    pub(super) fn elements_before(&self, id: NodeId) -> usize {
        // white space may stand between them
        const MOST: usize = 8;
        let before = |id: &NodeId| self.node(*id).map(|node| node.previous);
        std::iter::successors(before(&id), before)
            .take_while(|id| *id != NONE)
            .take(MOST)
            .filter(|id| self.tag(*id).is_some())
            .take(3)
            .count()
    }

    /// 1-based source line where an element's start tag ends, or the first visible character of a text stands.
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
            Data::Text { start, end } => self.text.get(start..end),
            _ => None,
        }
    }

    pub(super) fn is_misaligned_columns(&self, id: NodeId) -> bool {
        self.node(id)
            .is_some_and(|node| matches!(node.data, Data::MisalignedColumns))
    }

    pub(super) fn attribute(&self, id: NodeId, wanted: Key) -> Option<&str> {
        match &self.node(id)?.data {
            Data::Element { attributes, .. } => attributes
                .iter()
                .find(|(key, _)| *key == wanted)
                .map(|(_, value)| &**value),
            _ => None,
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

    /// Links `child` in as the last child of `parent`, or before `sibling` where that is not [`NONE`].
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

    /// A text node, or the longer one it continues.
    pub(super) fn add_text(&mut self, parent: NodeId, text: &str, sibling: NodeId, line: u32) {
        // the tokenizer says where the text ends
        let line = line.saturating_sub(line_ends(text)).max(1);
        let before = if sibling == NONE {
            self.node(parent).map_or(NONE, |node| node.last)
        } else {
            self.node(sibling).map_or(NONE, |node| node.previous)
        };
        let length = self.text.len();
        self.text.push_str(text);
        let total = self.text.len();
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
