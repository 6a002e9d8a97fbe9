//! From the tags of a document body to blocks. This is the only reader of WordprocessingML, whether zipped, flat or of
//! 2003.
//!
//! In: a scanner over the part that contains `w:body`, the styles and the lists. Out: blocks in reading order.
//!
//! Tables with every kind of merge, text boxes, fields, breaks, symbols, automatic numbers, tables of contents and
//! bookmarks are read. Content controls and custom XML at every level, insertions, hyperlinks and smart tags are
//! transparent, because tags without a meaning here are ignored and their content is read. Deletions and moved text are
//! dropped, and only one of the alternative forms of a text box is kept.
//!
//! Lost: headers, footers, notes and their marks, comments, pictures, phonetic guides, hidden text.

mod signs;

use crate::document::Block;
use crate::error::Error;

use super::flow::Flow;
use super::numbering::Numbering;
use super::properties::{ParagraphProperties, RowProperties, RunProperties};
use super::repeats::Repeats;
use super::styles::Styles;
use super::xml::{Name, Namespace, Tag, Xml};
use crate::readers::assembly::{CellShape, Repairs};
use crate::readers::symbols::{self, SymbolFont};

/// What the other parts of the package contribute to the reading of the body.
pub(crate) struct Surroundings<'x> {
    pub(crate) styles: &'x Styles,
    pub(crate) numbering: &'x mut Numbering,
    /// Reads the document embedded under a relationship id (`w:altChunk`).
    pub(crate) chunk: &'x mut dyn FnMut(&str) -> Vec<Block>,
}

/// The blocks of a body, and the repairs that were needed to read it.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) blocks: Vec<Block>,
    pub(super) repairs: Repairs,
    /// True when the part contains a body.
    pub(crate) found: bool,
    /// True when the input ended before the body did.
    pub(super) truncated: bool,
    pub(super) bad_utf8: bool,
    /// The beginning of the first text marked as hidden.
    pub(super) hidden: Option<String>,
}

/// The state of the reader between two tags.
pub(super) struct Reader<'a, 'x> {
    pub(super) xml: Xml<'a>,
    pub(super) around: Surroundings<'x>,
    pub(super) flow: Flow<'a>,
    pub(super) nesting: Nesting,
    /// Buffer for a text that has to be trimmed.
    trimmed: String,
    pub(super) paragraphs: Repeats<'a, ParagraphProperties<'a>>,
    pub(super) cells: Repeats<'a, CellShape>,
    pub(super) rows: Repeats<'a, RowProperties>,
    runs: Repeats<'a, RunProperties>,
}

/// Which of the elements that affect the reading are open.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    /// Open content controls, from the outside in; true for one that holds a table of contents.
    controls: Vec<bool>,
    /// How many controls are open, for each open one that shows nothing but its placeholder.
    placeholders: Vec<usize>,
    /// Open `mc:AlternateContent` elements, each with the amount of text read before it.
    alternatives: Vec<usize>,
    /// Open annotations of Word 2003; true for a deletion.
    annotations: Vec<bool>,
    in_body: bool,
    /// True when the body has been read to its end.
    pub(super) ended: bool,
}

/// Reads the body that follows the scanner's position.
///
/// # Errors
/// [`Error::LimitExceeded`] for more paragraphs or cells than any real document has.
pub(crate) fn read<'a>(xml: Xml<'a>, around: Surroundings) -> Result<Content, Error> {
    let mut reader = Reader::new(xml, around, Flow::new(), Nesting::default());
    reader.read_up_to(usize::MAX)?;
    Ok(reader.finish())
}

impl<'a, 'x> Reader<'a, 'x> {
    pub(super) fn new(
        xml: Xml<'a>,
        around: Surroundings<'x>,
        flow: Flow<'a>,
        nesting: Nesting,
    ) -> Self {
        Self {
            xml,
            around,
            flow,
            nesting,
            trimmed: String::new(),
            paragraphs: Repeats::new(),
            cells: Repeats::new(),
            rows: Repeats::new(),
            runs: Repeats::new(),
        }
    }

    /// Reads to the end of the body or of the data, or stops before the first paragraph or run that begins at or after
    /// the offset `stop`. From there on, nothing before the stop is needed again.
    ///
    /// # Errors
    /// [`Error::LimitExceeded`].
    pub(super) fn read_up_to(&mut self, stop: usize) -> Result<(), Error> {
        while let Some(tag) = self.xml.next_tag() {
            match tag {
                Tag::Open(name) if self.nesting.in_body => {
                    if name.starts_behind(stop) && begins_run(&name) {
                        self.xml.go_back_to(name);
                        return Ok(());
                    }
                    self.open(name)?;
                }
                Tag::Open(name) => self.nesting.in_body = name.local == b"body",
                Tag::Close(name) => self.close(name),
            }
            if self.nesting.ended {
                break;
            }
        }
        Ok(())
    }

    /// The blocks read so far, with everything that was open closed.
    pub(super) fn finish(self) -> Content {
        let truncated = !self.nesting.ended || self.flow.assembly.is_open();
        let (blocks, repairs) = self.flow.assembly.finish();
        Content {
            blocks,
            repairs,
            found: self.nesting.in_body,
            truncated,
            bad_utf8: self.xml.bad_utf8,
            hidden: self.flow.hidden,
        }
    }
}

/// True for the tags that discard the properties of the previous run.
fn begins_run(name: &Name) -> bool {
    name.namespace == Namespace::Word && matches!(name.local, b"p" | b"r")
}

impl<'a> Reader<'a, '_> {
    fn open(&mut self, name: Name<'a>) -> Result<(), Error> {
        match name.namespace {
            Namespace::Word => self.open_word(name),
            Namespace::Math => {
                self.formula(name);
                Ok(())
            }
            Namespace::Compatibility => {
                self.alternative(name);
                Ok(())
            }
            Namespace::Annotation => {
                self.annotation(name);
                Ok(())
            }
            Namespace::Package | Namespace::Other => Ok(()),
        }
    }

    fn open_word(&mut self, name: Name<'a>) -> Result<(), Error> {
        match name.local {
            b"p" => {
                self.flow.assembly.open_paragraph()?;
                self.flow.start_run(&[], RunProperties::default());
                if self.xml.attributes().empty {
                    self.close_paragraph();
                }
            }
            b"pPr" => self.paragraph_properties(),
            b"r" => self.flow.start_run(&[], RunProperties::default()),
            b"rPr" => self.run_properties(name),
            b"t" => self.text(),
            b"tab" | b"ptab" => self.flow.write("\t"),
            b"br" => self.line_break(),
            b"cr" => self.flow.write("\n"),
            b"noBreakHyphen" => self.flow.write("-"),
            b"sym" => self.symbol(),
            b"tbl" => {
                self.flow.fields.leave_contents();
                self.flow.assembly.open_table();
            }
            b"tr" => self.flow.assembly.open_row(),
            b"trPr" => self.row_properties(),
            b"tc" => {
                self.flow.assembly.open_cell()?;
                if self.xml.attributes().empty {
                    self.flow.assembly.close_cell();
                }
            }
            b"tcPr" => self.cell_properties(),
            _ => self.open_rare(name),
        }
        Ok(())
    }

    /// Opens the less frequent elements.
    fn open_rare(&mut self, name: Name<'a>) {
        match name.local {
            b"tblPr" | b"tblGrid" | b"tblPrEx" | b"sectPr" | b"sdtEndPr" | b"smartTagPr"
            | b"customXmlPr" | b"fldData" | b"footnote" | b"endnote" | b"binData" | b"rt"
            | b"rPrChange" | b"pPrChange" => self.xml.skip(name),
            b"bookmarkStart" => {
                if let Some(bookmark) = self.xml.attributes().text(b"name") {
                    self.flow.assembly.bookmark(bookmark.into_owned());
                }
            }
            b"fldChar" => self.field_character(),
            b"ffData" => self.form_field(),
            b"object" if self.flow.deletions == 0 => self.flow.assembly.pass_object(),
            b"instrText" => {
                let fields = &mut self.flow.fields;
                if !self.xml.attributes().empty {
                    self.xml.text(|text| fields.instruction(text));
                }
            }
            b"del" | b"moveFrom" => {
                self.flow.deletions += usize::from(!self.xml.attributes().empty);
            }
            b"sdt" => {
                let control = self.if_not_empty(false);
                self.nesting.controls.extend(control);
            }
            b"sdtPr" => self.control_properties(),
            b"txbxContent" if self.if_not_empty(()).is_some() => {
                self.flow.assembly.open_text_box();
            }
            b"altChunk" => {
                if let Some(id) = self.xml.attributes().text(b"id") {
                    let blocks = (self.around.chunk)(&id);
                    self.flow.assembly.append(blocks);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: Name<'a>) {
        match (name.namespace, name.local) {
            (Namespace::Word, b"p") => self.close_paragraph(),
            (Namespace::Word, b"tc") => self.flow.assembly.close_cell(),
            (Namespace::Word, b"tr") => self.flow.assembly.close_row(),
            (Namespace::Word, b"tbl") => self.flow.assembly.close_table(),
            (Namespace::Word, b"del" | b"moveFrom") => {
                self.flow.deletions = self.flow.deletions.saturating_sub(1);
            }
            (Namespace::Word, b"sdt") => {
                let open = self.nesting.controls.len();
                self.nesting.placeholders.pop_if(|control| *control == open);
                self.flow.is_placeholder = !self.nesting.placeholders.is_empty();
                let held_contents = self.nesting.controls.pop() == Some(true);
                self.flow.contents_controls -= usize::from(held_contents);
            }
            (Namespace::Word, b"txbxContent") => self.flow.assembly.close_text_box(),
            (Namespace::Word, b"body") => self.nesting.ended = self.nesting.in_body,
            (Namespace::Math, b"sup") => {
                self.flow.exponents = self.flow.exponents.saturating_sub(1);
            }
            (Namespace::Math, b"sub") => {
                self.flow.indices = self.flow.indices.saturating_sub(1);
                self.flow.lower();
            }
            (Namespace::Compatibility, b"AlternateContent") => {
                self.nesting.alternatives.pop();
            }
            (Namespace::Annotation, b"annotation") => {
                let deletion = self.nesting.annotations.pop() == Some(true);
                // a stray closing tag may already have ended the deletion
                self.flow.deletions = self.flow.deletions.saturating_sub(usize::from(deletion));
            }
            _ => {}
        }
    }

    /// Returns the value, unless the tag just opened is empty (`<…/>`) and no closing tag will follow.
    fn if_not_empty<T>(&mut self, value: T) -> Option<T> {
        (!self.xml.attributes().empty).then_some(value)
    }

    fn close_paragraph(&mut self) {
        self.flow.fields.end_paragraph();
        self.flow.assembly.close_paragraph();
    }

    /// The content of the open control asks for a text.
    pub(super) fn control_is_empty(&mut self) {
        self.nesting.placeholders.push(self.nesting.controls.len());
        self.flow.is_placeholder = true;
    }

    /// Marks the innermost content control as one that holds a table of contents.
    pub(super) fn control_holds_contents(&mut self) {
        if let Some(control) = self.nesting.controls.last_mut()
            && !std::mem::replace(control, true)
        {
            self.flow.contents_controls += 1;
        }
    }

    /// Reads the text of `w:t`; white space at its ends is kept only where the file asks for it.
    fn text(&mut self) {
        let attributes = self.xml.attributes();
        if attributes.empty {
            return;
        }
        if self.xml.preserve_space || attributes.mention(b"preserve") {
            let flow = &mut self.flow;
            self.xml.text(|piece| flow.write(piece));
        } else {
            let whole = &mut self.trimmed;
            whole.clear();
            self.xml.text(|piece| whole.push_str(piece));
            self.flow.write(whole.trim_matches([' ', '\t', '\n', '\r']));
        }
        // report templates put breaks and more text inside w:t
        while let Some(tag) = self.xml.next_tag() {
            match tag {
                Tag::Open(name) if name.local == b"br" => {
                    self.line_break();
                    let flow = &mut self.flow;
                    self.xml.text(|piece| flow.write(piece));
                }
                Tag::Close(name) if name.local == b"br" => {}
                Tag::Close(name) if name.local == b"t" => return,
                Tag::Open(name) | Tag::Close(name) => {
                    self.xml.go_back_to(name);
                    return;
                }
            }
        }
    }

    fn run_properties(&mut self, name: Name<'a>) {
        let start = self.xml.position();
        if let Some((length, said)) = self.runs.find(self.xml.rest()) {
            self.xml.pass(length);
            self.flow.start_run(self.xml.since(start), said);
            return;
        }
        let mut said = RunProperties::default();
        let mut former = false;
        let styles = self.around.styles;
        self.xml.skip_watching(name, |local| match local.first() {
            // the old properties, in the record of a tracked change, come last: ignore them
            Some(b'r') if local.starts_with(b"rPrChange") => former = true,
            Some(b'r' | b'v' | b'p' | b's' | b'd') if !former => said.take(local, styles),
            _ => {}
        });
        self.runs.keep(self.xml.closed_since(start), &said);
        self.flow.start_run(self.xml.since(start), said);
    }

    /// Reads the first alternative, and a later one only if those before it gave no text.
    fn alternative(&mut self, name: Name<'a>) {
        match name.local {
            b"AlternateContent" => {
                let before = self.if_not_empty(self.flow.written);
                self.nesting.alternatives.extend(before);
            }
            b"Choice" if !is_understood(self.xml.attributes().raw(b"Requires")) => {
                self.xml.skip(name);
            }
            b"Choice" | b"Fallback"
                if self
                    .nesting
                    .alternatives
                    .last()
                    .is_some_and(|&before| self.flow.written > before) =>
            {
                self.xml.skip(name);
            }
            _ => {}
        }
    }

    /// Reads bookmarks, comments and tracked changes of Word 2003.
    fn annotation(&mut self, name: Name<'a>) {
        if name.local != b"annotation" {
            return;
        }
        let attributes = self.xml.attributes();
        let kind = attributes.raw(b"type").unwrap_or_default();
        if kind == b"Word.Bookmark.Start"
            && let Some(bookmark) = attributes.text(b"name")
        {
            self.flow.assembly.bookmark(bookmark.into_owned());
        }
        if attributes.empty {
            return;
        }
        if kind == b"Word.Comment" {
            self.xml.go_back_to(name);
            if let Some(Tag::Open(name)) = self.xml.next_tag() {
                self.xml.skip(name);
            }
            return;
        }
        let deletion = kind == b"Word.Deletion";
        self.nesting.annotations.push(deletion);
        self.flow.deletions += usize::from(deletion);
    }
}

/// True where an alternative asks for nothing but extensions that Word itself writes, by their usual prefixes.
fn is_understood(requires: Option<&[u8]>) -> bool {
    let requires = std::str::from_utf8(requires.unwrap_or_default()).unwrap_or_default();
    requires.split_ascii_whitespace().all(|prefix| {
        let name = ["se", "cid", "cex", "du", "sdtdh", "sdtfl"]
            .iter()
            .find_map(|suffix| prefix.strip_suffix(suffix))
            .unwrap_or(prefix);
        let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(
            letters,
            "w" | "wp"
                | "wps"
                | "wpg"
                | "wpc"
                | "wpi"
                | "wpsCustomData"
                | "wne"
                | "a"
                | "am"
                | "am3d"
                | "aink"
                | "cx"
                | "c"
                | "m"
                | "v"
                | "o"
                | "p"
                | "x"
                | "pic"
                | "r"
                | "ve"
                | "mv"
                | "mo"
                | "ma"
        )
    })
}
