//! Builds the tree from the calls of html5ever's tree builder.
//!
//! In: its calls. Out: a [`Dom`] with the kinds of elements and attributes that the reader distinguishes. Lost:
//! comments, doctype, all other attributes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName, local_name, ns};

use super::dom::{Data, Dom, Key, NONE, NodeId, ROOT, Tag};

/// A node as html5ever holds it. The name is part of the handle, so that looking it up does not borrow the tree.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    id: NodeId,
    name: Option<Rc<QualName>>,
    /// True for MathML's `annotation-xml` that contains HTML.
    holds_html: bool,
}

/// The receiver of html5ever's calls.
#[derive(Debug)]
pub(super) struct Sink {
    dom: RefCell<Dom>,
    line: Cell<u32>,
    nameless: QualName,
}

impl Sink {
    /// For a page of this text.
    pub(super) fn new(text: &str) -> Self {
        let mut dom = Dom::for_page(text);
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
            attributes: dom.keep(kept_attributes(attributes)),
        };
        let id = dom.add(data, self.line.get());
        if flags.template {
            // the content of a template is a tree of its own, whose root directly follows the element (see
            // `get_template_contents`)
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
        dom.keep_more(target.id, kept_attributes(attributes));
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

fn kept_attributes(attributes: Vec<Attribute>) -> impl Iterator<Item = (Key, StrTendril)> {
    attributes
        .into_iter()
        .filter_map(|attribute| Some((key_of(&attribute.name.local)?, attribute.value)))
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
        "face" => Key::Face,
        "checked" => Key::Checked,
        "alt" => Key::Alternative,
        // the number of a cell, as Excel and LibreOffice write it
        "x:num" | "sdval" => Key::Number,
        _ => return None,
    })
}

/// The kind of a MathML element: `Formula` unless its children are arranged in a special way.
fn tag_of_formula(name: &str) -> Tag {
    match name {
        "msup" => Tag::Power,
        "msub" => Tag::Index,
        "msubsup" => Tag::IndexAndPower,
        "mfrac" => Tag::Fraction,
        "msqrt" | "mroot" => Tag::Root,
        // the formula in another notation
        "annotation" | "annotation-xml" => Tag::Skipped,
        _ => Tag::Formula,
    }
}

fn tag_of(name: &QualName) -> Tag {
    if name.ns == ns!(svg) {
        return Tag::Skipped;
    }
    if name.ns == ns!(mathml) {
        return tag_of_formula(&name.local);
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
        "sub" => Tag::Lowered,
        "img" => Tag::Picture,
        "s" | "strike" | "del" => Tag::Struck,
        "input" => Tag::Input,
        "textarea" => Tag::TextArea,
        "select" => Tag::Select,
        "option" => Tag::Choice,
        "frame" | "iframe" => Tag::Frame,
        "head" | "script" | "template" | "noscript" | "noframes" | "noembed" | "object"
        | "audio" | "video" | "canvas" | "button" | "datalist" | "map" | "rt" | "rp" => {
            Tag::Skipped
        }
        "address" | "article" | "aside" | "blockquote" | "center" | "dd" | "details" | "dialog"
        | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "header" | "hgroup" | "hr" | "legend" | "main" | "menu" | "nav" | "optgroup"
        | "search" | "section" | "summary" | "ul" => Tag::Block,
        _ => Tag::Inline,
    }
}
