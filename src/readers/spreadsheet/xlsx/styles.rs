//! What the styles of a workbook say of its cells: number formats, and lines through all of their text.
//!
//! In: the part of styles (ECMA-376 part 1, 18.8). Out: [`Styles`]. Lost: every other look.

use std::collections::HashMap;

use super::super::display::{Code, built_in};
use crate::limits::MAX_FORMAT_CODE;
use crate::readers::xml::{Element, Event, Events};

/// The looks of cells, by the index that cells give.
#[derive(Debug, Default)]
pub(super) struct Styles {
    codes: Vec<Code>,
    cells: Vec<CellStyle>,
    general: Code,
    /// A font strikes its text out.
    pub(super) strike: bool,
    /// Codes that are longer than any program writes.
    pub(super) unread_codes: usize,
}

#[derive(Debug, Clone, Copy)]
struct CellStyle {
    code: usize,
    struck: bool,
}

/// Number formats and fonts as they are met.
#[derive(Debug, Default)]
pub(super) struct Met {
    pub(super) own: HashMap<u32, String>,
    pub(super) fonts: Vec<Font>,
    /// Number format and font of each kind of cell.
    pub(super) cells: Vec<(u32, usize)>,
}

/// What a font does to its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Font {
    pub(super) raised: bool,
    pub(super) struck: bool,
}

impl Styles {
    pub(super) fn read(text: &str) -> Self {
        let mut met = Met::default();
        // the list that the element stands in
        let mut list = "";
        for event in Events::new(text) {
            let Event::Open(element) = event else {
                continue;
            };
            match element.local_name() {
                "fonts" => list = "fonts",
                "cellXfs" => list = "cellXfs",
                "numFmts" => list = "numFmts",
                "fills" | "borders" | "cellStyleXfs" | "cellStyles" | "dxfs" | "extLst" => {
                    list = ""
                }
                "numFmt" if list == "numFmts" => met.number_format(&element),
                "font" if list == "fonts" => met.fonts.push(Font::default()),
                "strike" if list == "fonts" => {
                    let off = element.attribute("val");
                    let on = !matches!(off.as_deref(), Some("0" | "false"));
                    if let Some(font) = met.fonts.last_mut() {
                        font.struck = on;
                    }
                }
                "xf" if list == "cellXfs" => {
                    let format = element.number("numFmtId").unwrap_or(0);
                    let font = element.number("fontId").unwrap_or(0);
                    met.cells.push((format, font as usize));
                }
                _ => {}
            }
        }
        Self::of(&met)
    }

    /// The styles of what was met.
    pub(super) fn of(met: &Met) -> Self {
        let mut styles = Self {
            strike: met.fonts.iter().any(|font| font.struck),
            ..Self::default()
        };
        let mut known = HashMap::new();
        for (format, font) in &met.cells {
            let code = *known.entry(*format).or_insert_with(|| {
                // a code of the file's own comes before the built-in one
                let own = met.own.get(format).map(String::as_str);
                let code = own.or_else(|| built_in(*format)).unwrap_or("General");
                styles.unread_codes += usize::from(code.len() > MAX_FORMAT_CODE);
                styles.codes.push(Code::read(code));
                styles.codes.len() - 1
            });
            let struck = met.fonts.get(*font).is_some_and(|font| font.struck);
            styles.cells.push(CellStyle { code, struck });
        }
        styles
    }

    /// The number format of cells of a style, and whether their text is struck out.
    pub(super) fn of_cell(&self, style: usize) -> (&Code, bool) {
        let Some(cell) = self.cells.get(style) else {
            return (&self.general, false);
        };
        let code = self.codes.get(cell.code).unwrap_or(&self.general);
        (code, cell.struck)
    }
}

impl Met {
    fn number_format(&mut self, element: &Element) {
        let code = element.attribute("formatCode");
        if let Some((id, code)) = element.number("numFmtId").zip(code) {
            // differential formats, further down, repeat numbers with codes of their own
            self.own.entry(id).or_insert(code);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_file_comes_first() {
        let styles = Styles::read(
            "<styleSheet><numFmts><numFmt numFmtId='17' formatCode='&quot;≥&quot;0'/></numFmts>\
            <fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>\
            <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='17' fontId='1'/><xf numFmtId='10' fontId='2'/><xf/></cellXfs>\
            <dxfs><dxf><font><strike/></font><numFmt numFmtId='10' formatCode='0'/></dxf></dxfs></styleSheet>",
        );
        let codes = |style| styles.of_cell(style).0.clone();
        assert_eq!(codes(0), Code::read("\"≥\"0"));
        assert_eq!(codes(1), Code::read("0.00%"));
        assert_eq!(codes(2), Code::read("General"));
        assert_eq!(codes(9), Code::default());
        let struck: Vec<bool> = (0..4).map(|style| styles.of_cell(style).1).collect();
        assert_eq!(struck, [true, false, false, false]);
    }
}
