//! What the pages of a document hold and this reader cannot read: scans, hidden text, glyphs without characters.
//!
//! In: the pages as drawn. Out: what can be read of them, and the findings that tell the rest; an error where nothing can be read.

use super::drawing::{Char, Page};
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};

/// A page is a picture of text where pictures cover at least this share of it.
const PICTURED: f64 = 0.5;
/// Glyphs without characters that make a text unreadable: one in so many.
const UNREADABLE: usize = 100;
/// Characters of hidden text that a finding quotes.
const SHOWN: usize = 60;

/// Text that stands in the file and is not on the page.
#[derive(Debug, Default)]
pub(crate) struct Unseen {
    /// The beginning of it.
    text: String,
    characters: usize,
}

impl Unseen {
    pub(crate) fn add(&mut self, character: char) {
        if character.is_whitespace() {
            return;
        }
        if self.characters < SHOWN {
            self.text.push(character);
        }
        self.characters += 1;
    }
}

/// What one page draws.
#[derive(Debug, Default)]
pub(crate) struct DrawnPage {
    pub(crate) page: Page,
    /// Clipped, white on white, transparent, or across the page.
    pub(crate) unseen: Unseen,
    /// Text over a scanned picture, which a program has recognized.
    pub(crate) recognized: Vec<Char>,
    /// Share of the page that pictures cover, together.
    pub(crate) pictured: f64,
    /// Glyphs that the file gives no character for.
    pub(crate) unknown: usize,
    /// More rulings or characters than any page has: the others were not kept.
    pub(crate) too_much: bool,
}

/// What the pages hold besides what can be read.
#[derive(Debug, Default)]
pub(crate) struct NotRead {
    characters: usize,
    /// Pages that are pictures of text.
    scanned: Vec<u32>,
    /// Pages whose text a program has recognized on a picture.
    recognized: Vec<u32>,
    unseen: Unseen,
    unseen_page: Option<u32>,
    unknown: usize,
    unknown_page: Option<u32>,
    too_much: Option<u32>,
}

impl NotRead {
    /// Notes what is not read of a page, and hands over what is.
    pub(crate) fn page(&mut self, mut drawn: DrawnPage) -> Page {
        let number = drawn.page.number;
        let pictured = drawn.pictured >= PICTURED;
        if pictured && !drawn.recognized.is_empty() {
            self.recognized.push(number);
            drawn.page.chars.append(&mut drawn.recognized);
        }
        for char in drawn.recognized {
            drawn.unseen.add(char.character);
        }
        let seen = drawn
            .page
            .chars
            .iter()
            .filter(|char| !char.character.is_whitespace())
            .count();
        self.characters += seen;
        if seen == 0 && pictured {
            self.scanned.push(number);
        }
        if drawn.unseen.characters > 0 {
            if self.unseen.characters == 0 {
                self.unseen.text = drawn.unseen.text;
                self.unseen_page = Some(number);
            }
            self.unseen.characters += drawn.unseen.characters;
        }
        if drawn.unknown > 0 {
            self.unknown += drawn.unknown;
            self.unknown_page.get_or_insert(number);
        }
        if drawn.too_much {
            self.too_much.get_or_insert(number);
        }
        drawn.page
    }

    /// There is something to read.
    ///
    /// # Errors
    /// [`Error::NoTextLayer`] where there are only pictures of text.
    pub(crate) fn check_text_layer(&self) -> Result<(), Error> {
        if self.characters == 0 && !self.scanned.is_empty() {
            return Err(Error::NoTextLayer {
                pages: self.scanned.len(),
            });
        }
        Ok(())
    }

    /// Tells what was not read.
    pub(crate) fn report(self, findings: &mut Findings) {
        for page in &self.scanned {
            findings.push(on_page(Some(*page), scanned_page()));
        }
        if let Some(first) = self.recognized.first() {
            findings.push(on_page(
                Some(*first),
                recognized_text(self.recognized.len()),
            ));
        }
        if self.unseen.characters > 0 {
            findings.push(on_page(self.unseen_page, unseen_text(&self.unseen)));
        }
        if self.unknown > 0 {
            let serious = self.unknown * UNREADABLE >= self.characters;
            findings.push(on_page(
                self.unknown_page,
                unknown_characters(self.unknown, serious),
            ));
        }
        if self.too_much.is_some() {
            findings.push(on_page(self.too_much, page_cut()));
        }
    }
}

fn on_page(page: Option<u32>, finding: Finding) -> Finding {
    Finding {
        location: Location {
            page,
            ..Location::default()
        },
        ..finding
    }
}

fn scanned_page() -> Finding {
    Finding::extraction(
        "no-text-layer",
        Severity::Error,
        "本页是扫描图像，没有文字层，其内容未读取；请索取 Word 文件，或先做文字识别（OCR）",
        "this page is a picture without a text layer, so nothing of it was read; ask for the Word file, or recognize its text (OCR) first",
    )
}

fn recognized_text(pages: usize) -> Finding {
    Finding::extraction(
        "recognized-text",
        Severity::Warning,
        format!("{pages} 页的文字由识别软件（OCR）写在扫描图像上，可能有错字，请对照原件"),
        format!(
            "the text of {pages} scanned pages was written by a program that recognizes text (OCR); it may hold errors, compare it with the paper"
        ),
    )
}

fn unseen_text(unseen: &Unseen) -> Finding {
    let count = unseen.characters;
    Finding {
        evidence: Some(unseen.text.clone()),
        ..Finding::extraction(
            "hidden-text",
            Severity::Info,
            format!("文件中有 {count} 个字在页面上看不见（被裁去、白色、透明或为水印），未读取"),
            format!(
                "{count} characters of the file cannot be seen on its pages (cut off, white, transparent or a watermark); they were not read"
            ),
        )
    }
}

fn unknown_characters(count: usize, serious: bool) -> Finding {
    let severity = if serious {
        Severity::Error
    } else {
        Severity::Warning
    };
    Finding::extraction(
        "text-without-characters",
        severity,
        format!(
            "{count} 个字形没有对应的文字编码，无法读出；请索取 Word 文件，或用其他软件重新导出 PDF"
        ),
        format!(
            "{count} glyphs have no characters and cannot be read; ask for the Word file, or export the PDF with another program"
        ),
    )
}

fn page_cut() -> Finding {
    Finding::extraction(
        "page-cut",
        Severity::Error,
        "本页的文字或线条过多，超出部分未读取",
        "this page has too many characters or lines; what is beyond the bound was not read",
    )
}
