//! Small PDFs: what a test draws on pages, as a file.

#![allow(dead_code, reason = "every test file uses a part of it")]

use std::fmt::Write as _;

/// A4 in points.
pub(crate) const WIDTH: f64 = 595.0;
pub(crate) const HEIGHT: f64 = 842.0;

/// The drawing instructions of one page. Places are in points from the top left corner.
#[derive(Debug, Default, Clone)]
pub(crate) struct Sheet {
    pub(crate) content: String,
    height: Option<f64>,
}

impl Sheet {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A page of another height.
    pub(crate) fn of_height(height: f64) -> Self {
        Self {
            height: Some(height),
            ..Self::default()
        }
    }

    fn y(&self, y: f64) -> f64 {
        self.height.unwrap_or(HEIGHT) - y
    }

    /// Instructions as they are.
    pub(crate) fn raw(mut self, instructions: &str) -> Self {
        self.content.push_str(instructions);
        self.content.push('\n');
        self
    }

    /// Text whose first character stands at (left, base), in ten-point type that is ten points wide.
    pub(crate) fn text(self, left: f64, base: f64, text: &str) -> Self {
        self.sized(left, base, 10.0, text)
    }

    pub(crate) fn sized(self, left: f64, base: f64, size: f64, text: &str) -> Self {
        let codes: String = text
            .encode_utf16()
            .map(|code| format!("{code:04X}"))
            .collect();
        let y = self.y(base);
        self.raw(&format!(
            "BT /F1 {size} Tf 1 0 0 1 {left} {y} Tm <{codes}> Tj ET"
        ))
    }

    /// A line between two places.
    pub(crate) fn line(self, from: (f64, f64), to: (f64, f64)) -> Self {
        let (one, other) = (self.y(from.1), self.y(to.1));
        self.raw(&format!("0.5 w {} {one} m {} {other} l S", from.0, to.0))
    }

    pub(crate) fn lines_across(self, left: f64, right: f64, places: &[f64]) -> Self {
        places
            .iter()
            .fold(self, |sheet, y| sheet.line((left, *y), (right, *y)))
    }

    /// A ruled table with the texts of its cells, row by row, at the left of each cell.
    pub(crate) fn table(mut self, xs: &[f64], ys: &[f64], texts: &[&[&str]]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        self = self.lines_across(left, right, ys);
        self = xs
            .iter()
            .fold(self, |sheet, x| sheet.line((*x, top), (*x, bottom)));
        for (row, y) in texts.iter().zip(ys) {
            for (text, x) in row.iter().zip(xs) {
                for (line, number) in text.lines().zip(0..) {
                    self = self.text(x + 3.0, y + 13.0 + 12.0 * f64::from(number), line);
                }
            }
        }
        self
    }
}

/// A file of these pages.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    with_objects(sheets, "", &[])
}

/// The same with further entries of the resources, and objects from number 100 on.
pub(crate) fn with_objects(sheets: &[Sheet], resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects: Vec<(usize, String)> = vec![
        (1, "<< /Type /Catalog /Pages 2 0 R /Outlines 99 0 R >>".to_owned()),
        (
            3,
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>".to_owned(),
        ),
        (
            4,
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>".to_owned(),
        ),
        (
            6,
            "<< /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [7 0 R] >>".to_owned(),
        ),
        (
            7,
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Unknown /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R >>".to_owned(),
        ),
        (
            5,
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".to_owned(),
        ),
    ];
    let mut kids = String::new();
    for (sheet, index) in sheets.iter().zip(0..) {
        let (page, content) = (10_000 + 2 * index, 10_001 + 2 * index);
        let _ = write!(kids, "{page} 0 R ");
        let height = sheet.height.unwrap_or(HEIGHT);
        objects.push((page, format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {height}] /Contents {content} 0 R /Resources << /Font << /F1 3 0 R /F2 6 0 R >> {resources} >> >>"
        )));
        let length = sheet.content.len();
        objects.push((
            content,
            format!(
                "<< /Length {length} >>\nstream\n{}\nendstream",
                sheet.content
            ),
        ));
    }
    let count = sheets.len();
    objects.push((
        2,
        format!("<< /Type /Pages /Count {count} /Kids [{kids}] >>"),
    ));
    objects.extend((100..).zip(more.iter().cloned()));
    file(&objects)
}

fn file(objects: &[(usize, String)]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects {
        offsets.push((*number, bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").into_bytes());
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, offset) in offsets {
        bytes.extend(format!("{number} 1\n{offset:010} 00000 n \n").into_bytes());
    }
    let end = format!("trailer\n<< /Size 100000 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.into_bytes());
    bytes
}
