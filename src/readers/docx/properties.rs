//! The properties of paragraphs, rows, cells and content controls, as far as they affect content.
//!
//! In: the reader, directly after the opening tag of a `…Pr` element. Out: its properties, applied to the assembly, and
//! the scanner after the element. An element that is never closed ends where content begins. Lost: all other
//! formatting.

use std::borrow::Cow;

use super::body::Reader;
use super::styles::{Styles, heading_level};
use super::xml::{Attributes, Name, Namespace, Tag};
use crate::readers::assembly::{CellShape, Merge};
use crate::readers::symbols::{RAISED_HALF_POINTS, SymbolFont};

/// The content of a `w:pPr`.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties<'a> {
    style_id: Option<&'a [u8]>,
    outline: Option<u8>,
    list: Option<i64>,
    level: Option<usize>,
    written_number: Option<Cow<'a, str>>,
    joins_next: bool,
}

/// The content of a `w:trPr`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RowProperties {
    /// Grid columns left empty to the left of the first cell.
    before: u32,
    deleted: bool,
}

/// The content of a `w:rPr`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProperties {
    pub(super) hidden: bool,
    /// Superscript, or raised by at least as much.
    pub(super) raised: bool,
    /// Subscript.
    pub(super) lowered: bool,
    /// Struck out, with one line or two.
    pub(super) struck: bool,
    /// The font of Latin text, if it is a symbol font.
    pub(super) symbols: Option<SymbolFont>,
}

impl RunProperties {
    /// Applies the element whose local name begins at the start of `tag`.
    pub(super) fn take(&mut self, tag: &[u8], styles: &Styles) {
        let attributes = || Attributes::ahead(tag);
        if tag.starts_with(b"vanish") {
            self.hidden = attributes().is_on();
        } else if tag.starts_with(b"vertAlign") {
            let script = attributes().raw(b"val");
            self.raised = script == Some(b"superscript");
            self.lowered = script == Some(b"subscript");
        } else if tag.starts_with(b"position") {
            let height = attributes().number(b"val");
            self.raised |= height.is_some_and(|height| height >= RAISED_HALF_POINTS);
        } else if tag.starts_with(b"rFonts") {
            self.symbols = symbols_of_latin(attributes());
        } else if tag.starts_with(b"rStyle") {
            // the style comes first, so that the run's own properties override it
            let style = attributes().raw(b"val");
            let said = style.map_or_else(Default::default, |style| styles.of_characters(style));
            self.raised = said.raised;
            self.struck = said.struck;
        } else if tag.starts_with(b"strike") {
            self.struck = attributes().is_on();
        } else if tag.starts_with(b"dstrike") {
            // dstrike comes after strike, so it must not reset it
            self.struck |= attributes().is_on();
        }
    }
}

fn symbols_of_latin(fonts: Attributes) -> Option<SymbolFont> {
    // a part of every symbol font's name: other fonts cost one search only
    if !fonts.mention(b"ing") && !fonts.mention(b"ymbol") {
        return None;
    }
    let named = |attribute| fonts.raw(attribute).and_then(SymbolFont::named);
    named(b"ascii").or_else(|| named(b"hAnsi"))
}

impl<'a> Reader<'a, '_> {
    /// The next element inside the properties element `of`; `None` at its end.
    pub(super) fn property(&mut self, of: &[u8]) -> Option<Name<'a>> {
        loop {
            match self.xml.next_tag()? {
                Tag::Open(name) => {
                    if name.namespace == Namespace::Word
                        && matches!(name.local, b"p" | b"r" | b"t" | b"tbl" | b"tr" | b"tc")
                    {
                        self.xml.go_back_to(name);
                        return None;
                    }
                    return Some(name);
                }
                Tag::Close(name) if name.local == of => return None,
                Tag::Close(name) if matches!(name.local, b"p" | b"tr" | b"tc" | b"body") => {
                    self.xml.go_back_to(name);
                    return None;
                }
                Tag::Close(_) => {}
            }
        }
    }

    pub(super) fn paragraph_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let properties = match self.paragraphs.find(self.xml.rest()) {
            Some((length, known)) => {
                self.xml.pass(length);
                known
            }
            None => self.read_paragraph_properties(),
        };
        self.apply(properties);
    }

    fn read_paragraph_properties(&mut self) -> ParagraphProperties<'a> {
        let start = self.xml.position();
        let mut said = ParagraphProperties::default();
        while let Some(name) = self.property(b"pPr") {
            match name.local {
                b"pStyle" => said.style_id = self.xml.attributes().raw(b"val"),
                b"outlineLvl" => said.outline = self.number(u8::try_from),
                b"numId" | b"ilfo" => said.list = self.xml.attributes().number(b"val"),
                b"ilvl" => said.level = self.number(usize::try_from),
                // Word 2003 writes the number itself (<wx:t wx:val="1."/>), and for a bullet also its font
                b"t" => said.written_number = self.xml.attributes().text(b"val"),
                b"font" => said.written_number = None,
                b"rPr" => said.joins_next = self.mark_is_deleted(name),
                b"sectPr" | b"pPrChange" | b"pBdr" | b"tabs" => self.xml.skip(name),
                _ => {}
            }
        }
        self.paragraphs.keep(self.xml.closed_since(start), &said);
        said
    }

    /// Applies paragraph properties; where the paragraph has none of its own, those of its style count.
    fn apply(&mut self, said: ParagraphProperties<'a>) {
        let ParagraphProperties {
            style_id,
            outline,
            list,
            level,
            written_number,
            joins_next,
        } = said;
        let style = self.around.styles.get(style_id);
        let heading = match outline {
            Some(outline) => heading_level(outline),
            None => style.heading,
        };
        if heading.is_some() && !style.toc {
            self.flow.fields.leave_contents();
        }
        self.flow.assembly.describe(
            heading,
            style.toc || self.flow.contents_controls > 0,
            joins_next,
        );
        let number = match written_number {
            Some(number) => Some(format!("{} ", number.trim_end())),
            None => list
                .or(style.list)
                .filter(|&list| list != 0)
                .and_then(|list| {
                    let numbering = &mut *self.around.numbering;
                    let level = level
                        .or(style.list_level)
                        .or_else(|| numbering.level_of_style(list, style_id?))
                        .unwrap_or(0);
                    numbering.next(list, level)
                }),
        };
        if let Some(number) = number {
            self.flow.assembly.label(&number);
        }
    }

    /// True when a tracked change deletes the paragraph mark, so that the text joins the next paragraph's.
    fn mark_is_deleted(&mut self, name: Name<'a>) -> bool {
        let mut deleted = false;
        self.xml.skip_watching(name, |local| {
            deleted |= local.starts_with(b"del ") || local.starts_with(b"moveFrom ");
        });
        deleted
    }

    pub(super) fn row_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let said = match self.rows.find(self.xml.rest()) {
            Some((length, known)) => {
                self.xml.pass(length);
                known
            }
            None => self.read_row_properties(),
        };
        self.flow.assembly.describe_row(said.before, said.deleted);
    }

    fn read_row_properties(&mut self) -> RowProperties {
        let start = self.xml.position();
        let mut said = RowProperties::default();
        while let Some(name) = self.property(b"trPr") {
            match name.local {
                b"gridBefore" => said.before = self.number(u32::try_from).unwrap_or(0),
                b"del" => said.deleted = true,
                b"trPrChange" => self.xml.skip(name),
                _ => {}
            }
        }
        self.rows.keep(self.xml.closed_since(start), &said);
        said
    }

    pub(super) fn cell_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let shape = match self.cells.find(self.xml.rest()) {
            Some((length, known)) => {
                self.xml.pass(length);
                known
            }
            None => self.read_cell_properties(),
        };
        self.flow.assembly.describe_cell(shape);
    }

    fn read_cell_properties(&mut self) -> CellShape {
        let start = self.xml.position();
        let mut shape = CellShape::default();
        while let Some(name) = self.property(b"tcPr") {
            match name.local {
                b"gridSpan" => shape.columns = self.number(u32::try_from).unwrap_or(1),
                b"vMerge" | b"vmerge" => shape.vertical = Some(merge(self.xml.attributes())),
                b"hMerge" | b"hmerge" => shape.horizontal = Some(merge(self.xml.attributes())),
                // a merge made by a tracked change
                b"cellMerge" => match self.xml.attributes().raw(b"vMerge") {
                    Some(b"rest") => shape.vertical = Some(Merge::Start),
                    Some(b"cont") => shape.vertical = Some(Merge::Continue),
                    _ => {}
                },
                b"cellDel" => shape.deleted = true,
                b"tcPrChange" | b"tcBorders" => self.xml.skip(name),
                _ => {}
            }
        }
        self.cells.keep(self.xml.closed_since(start), &shape);
        shape
    }

    pub(super) fn control_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        while let Some(name) = self.property(b"sdtPr") {
            match name.local {
                b"rPr" => self.xml.skip(name),
                b"showingPlcHdr" => {
                    let off = self.xml.attributes().raw(b"val");
                    if !matches!(off, Some(b"0" | b"false" | b"off")) {
                        self.control_is_empty();
                    }
                }
                b"docPartGallery" => {
                    let gallery = self.xml.attributes().raw(b"val");
                    if gallery.is_some_and(|name| name.starts_with(b"Table of Contents")) {
                        self.control_holds_contents();
                    }
                }
                _ => {}
            }
        }
    }

    fn number<T, E>(&mut self, convert: impl Fn(i64) -> Result<T, E>) -> Option<T> {
        let number = self.xml.attributes().number(b"val")?;
        convert(number).ok()
    }
}

/// `restart` begins a merge; `continue` or no value continues it.
fn merge(attributes: Attributes) -> Merge {
    match attributes.raw(b"val") {
        Some(b"restart") => Merge::Start,
        _ => Merge::Continue,
    }
}
