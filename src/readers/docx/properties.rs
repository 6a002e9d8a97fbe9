//! The properties of paragraphs, rows, cells and content controls, in so far as they bear on content.
//!
//! In: the reader, just behind the opening tag of a `…Pr` element. Out: what it says, told to the assembly; the scanner
//! stands behind the element. One that is never closed ends where content begins.

use super::body::Reader;
use super::styles::heading_level;
use super::xml::{Attributes, Name, Namespace, Tag};
use crate::readers::assembly::{CellShape, Merge};

impl<'a> Reader<'a, '_> {
    /// The next element inside the properties `of`, `None` at their end.
    fn property(&mut self, of: &[u8]) -> Option<Name<'a>> {
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
        let mut style_id = None;
        let mut outline = None;
        let mut list = None;
        let mut level = None;
        let mut written_number = None;
        let mut joins_next = false;
        while let Some(name) = self.property(b"pPr") {
            match name.local {
                b"pStyle" => style_id = self.xml.attributes().raw(b"val"),
                b"outlineLvl" => outline = self.number(u8::try_from),
                b"numId" | b"ilfo" => list = self.xml.attributes().number(b"val"),
                b"ilvl" => level = self.number(usize::try_from),
                // Word 2003 writes the number itself: <wx:t wx:val="1."/>, and its font where it is a bullet
                b"t" => written_number = self.xml.attributes().text(b"val"),
                b"font" => written_number = None,
                b"rPr" => joins_next = self.mark_is_deleted(name),
                b"sectPr" | b"pPrChange" | b"pBdr" | b"tabs" => self.xml.skip(name),
                _ => {}
            }
        }
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

    /// True when a tracked change deletes the paragraph's end: its text joins the next paragraph's.
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
        let mut before = 0;
        let mut deleted = false;
        while let Some(name) = self.property(b"trPr") {
            match name.local {
                b"gridBefore" => before = self.number(u32::try_from).unwrap_or(0),
                b"del" => deleted = true,
                b"trPrChange" => self.xml.skip(name),
                _ => {}
            }
        }
        self.flow.assembly.describe_row(before, deleted);
    }

    pub(super) fn cell_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        let mut shape = CellShape::default();
        while let Some(name) = self.property(b"tcPr") {
            match name.local {
                b"gridSpan" => shape.columns = self.number(u32::try_from).unwrap_or(1),
                b"vMerge" | b"vmerge" => shape.vertical = Some(merge(self.xml.attributes())),
                b"hMerge" | b"hmerge" => shape.horizontal = Some(merge(self.xml.attributes())),
                // a merge that a tracked change made
                b"cellMerge" => match self.xml.attributes().raw(b"vMerge") {
                    Some(b"rest") => shape.vertical = Some(Merge::Start),
                    Some(b"cont") => shape.vertical = Some(Merge::Continue),
                    _ => {}
                },
                b"tcPrChange" | b"tcBorders" => self.xml.skip(name),
                _ => {}
            }
        }
        self.flow.assembly.describe_cell(shape);
    }

    pub(super) fn control_properties(&mut self) {
        if self.xml.attributes().empty {
            return;
        }
        while let Some(name) = self.property(b"sdtPr") {
            match name.local {
                b"rPr" => self.xml.skip(name),
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

/// `restart` begins a merge; no value, or `continue`, goes on with it.
fn merge(attributes: Attributes) -> Merge {
    match attributes.raw(b"val") {
        Some(b"restart") => Merge::Start,
        _ => Merge::Continue,
    }
}
