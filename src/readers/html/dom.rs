//! The tree of a page: a flat list of nodes, built by html5ever and freed in one go, however deep it is.
//!
//! In: what html5ever's tree builder says. Out: [`Dom`], with the few kinds of elements and attributes that reading
//! tells apart, and the source line of every node. Lost: comments, doctype, every other attribute.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};

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
    /// The number in a cell of a workbook that was saved as a page.
    Number,
}

#[derive(Debug)]
enum Data {
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
struct Node {
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    previous: NodeId,
    next: NodeId,
    line: u32,
    data: Data,
}

/// The tree.
#[derive(Debug, Default)]
pub(super) struct Dom {
    nodes: Vec<Node>,
    text: String,
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

    fn after(&self, id: NodeId, root: NodeId) -> NodeId {
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

    fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    fn node_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }

    fn add(&mut self, data: Data, line: u32) -> NodeId {
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
    fn link(&mut self, parent: NodeId, child: NodeId, sibling: NodeId) {
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

    fn unlink(&mut self, id: NodeId) {
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
    fn add_text(&mut self, parent: NodeId, text: &str, sibling: NodeId, line: u32) {
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

/// A node as html5ever holds it: the name travels along, so that asking for it borrows nothing.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
    /// MathML's `annotation-xml` holding HTML.
    holds_html: bool,
}

/// Receives html5ever's tree.
#[derive(Debug)]
pub(super) struct Sink {
    dom: RefCell<Dom>,
    line: Cell<u32>,
    nameless: QualName,
}

impl Sink {
    pub(super) fn new() -> Self {
        let mut dom = Dom::default();
        dom.add(Data::Document, 1);
        Self {
            dom: RefCell::new(dom),
            line: Cell::new(1),
            nameless: QualName::new(None, ns!(), local_name!("")),
        }
    }

    pub(super) fn nodes(&self) -> usize {
        self.dom.borrow().len()
    }

    fn handle(id: NodeId) -> Handle {
        Handle {
            id,
            name: None,
            holds_html: false,
        }
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<Handle>, sibling: NodeId) {
        let mut dom = self.dom.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => dom.link(parent, node.id, sibling),
            NodeOrText::AppendText(text) => {
                dom.add_text(parent, &text, sibling, self.line.get());
            }
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Dom {
        self.dom.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::handle(ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        target.name.as_deref().unwrap_or(&self.nameless)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        let mut dom = self.dom.borrow_mut();
        let data = Data::Element {
            tag: tag_of(&name),
            attributes: kept_attributes(attributes),
        };
        let id = dom.add(data, self.line.get());
        if flags.template {
            // the contents of a template stand apart; their node follows its element's, see below
            dom.add(Data::Document, self.line.get());
        }
        Handle {
            id,
            name: Some(Rc::new(name)),
            holds_html: flags.mathml_annotation_xml_integration_point,
        }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        let data = if text
            .trim_start()
            .starts_with("[if !supportMisalignedColumns")
        {
            Data::MisalignedColumns
        } else {
            Data::Comment
        };
        Self::handle(self.dom.borrow_mut().add(data, self.line.get()))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Self::handle(self.dom.borrow_mut().add(Data::Comment, self.line.get()))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, child, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.dom.borrow().parent(element.id);
        if parent == NONE {
            self.insert(previous.id, child, NONE);
        } else {
            self.insert(parent, child, element.id);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Self::handle(target.id + 1)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.dom.borrow().parent(sibling.id);
        self.insert(parent, child, sibling.id);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut dom = self.dom.borrow_mut();
        if let Some(Data::Element {
            attributes: present,
            ..
        }) = dom.node_mut(target.id).map(|node| &mut node.data)
        {
            for (key, value) in kept_attributes(attributes) {
                if !present.iter().any(|(other, _)| *other == key) {
                    present.push((key, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.dom.borrow_mut().unlink(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut dom = self.dom.borrow_mut();
        loop {
            let child = dom.first(node.id);
            if child == NONE {
                break;
            }
            dom.link(new_parent.id, child, NONE);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        handle.holds_html
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

fn line_ends(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u32
}

fn kept_attributes(attributes: Vec<Attribute>) -> Vec<(Key, StrTendril)> {
    attributes
        .into_iter()
        .filter_map(|attribute| Some((key_of(&attribute.name.local)?, attribute.value)))
        .collect()
}

fn key_of(name: &str) -> Option<Key> {
    Some(match name {
        "id" => Key::Id,
        "name" => Key::Name,
        "class" => Key::Class,
        "style" => Key::Style,
        "href" => Key::Href,
        "rowspan" => Key::RowSpan,
        "colspan" => Key::ColSpan,
        "type" => Key::Type,
        "value" => Key::Value,
        "start" => Key::Start,
        "hidden" => Key::Hidden,
        "selected" => Key::Selected,
        "src" => Key::Source,
        // Excel and LibreOffice
        "x:num" | "sdval" => Key::Number,
        _ => return None,
    })
}

fn tag_of(name: &QualName) -> Tag {
    if name.ns == ns!(svg) {
        return Tag::Skipped;
    }
    if name.ns != ns!(html) {
        return Tag::Inline;
    }
    match &*name.local {
        "html" | "body" => Tag::Page,
        "title" => Tag::Title,
        "style" => Tag::StyleSheet,
        "table" => Tag::Table,
        "caption" => Tag::Caption,
        "thead" => Tag::Head,
        "tbody" => Tag::Body,
        "tfoot" => Tag::Foot,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "p" => Tag::Paragraph,
        "h1" => Tag::Heading(1),
        "h2" => Tag::Heading(2),
        "h3" => Tag::Heading(3),
        "h4" => Tag::Heading(4),
        "h5" => Tag::Heading(5),
        "h6" => Tag::Heading(6),
        "pre" | "listing" | "xmp" | "plaintext" => Tag::Preformatted,
        "ol" => Tag::OrderedList,
        "li" => Tag::Item,
        "br" => Tag::Break,
        "a" => Tag::Anchor,
        "sup" => Tag::Raised,
        "input" => Tag::Input,
        "textarea" => Tag::TextArea,
        "select" => Tag::Select,
        "option" => Tag::Choice,
        "frame" | "iframe" => Tag::Frame,
        "head" | "script" | "template" | "noscript" | "noframes" | "noembed" | "object"
        | "audio" | "video" | "canvas" | "button" | "datalist" | "map" | "del" | "rt" | "rp" => {
            Tag::Skipped
        }
        "address" | "article" | "aside" | "blockquote" | "center" | "dd" | "details" | "dialog"
        | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "header" | "hgroup" | "hr" | "legend" | "main" | "menu" | "nav" | "optgroup"
        | "search" | "section" | "summary" | "ul" => Tag::Block,
        _ => Tag::Inline,
    }
}
