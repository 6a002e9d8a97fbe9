//! PDF with a text layer, as word processors, spreadsheets and browsers print it.
//!
//! In: bytes. Out: paragraphs and tables, each with its page; headings by the bookmarks of the file. Lost: pictures, scanned pages
//! (told), text that cannot be seen (told), glyphs without characters (told), what [`crate::readers::fixed_layout`] loses.
//!
//! | module      | step                                               |
//! |-------------|----------------------------------------------------|
//! | `file`      | bytes → pages                                      |
//! | `page`      | a page → characters and ruling lines               |
//! | `bookmarks` | the outline → headings                             |

mod bookmarks;
mod file;
mod page;

use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::MAX_PAGES;
use crate::readers::fixed_layout::Pages;
use file::File;
use page::{Drawn, Unseen};

/// A page is a picture of text where pictures cover at least this share of it.
const PICTURED: f64 = 0.5;
/// Glyphs without characters that make a text unreadable: one in so many.
const UNREADABLE: usize = 100;

/// Reads a PDF.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] where no page can be found, [`Error::NoTextLayer`] where there is nothing but pictures
/// of text, and [`Error::LimitExceeded`].
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let file = File::open(bytes)?;
    let mut pages = Pages::default();
    let mut met = Met::default();
    file.draw(MAX_PAGES, |drawn| pages.add(met.page(drawn)))?;
    if met.characters == 0 && !met.scanned.is_empty() {
        return Err(Error::NoTextLayer {
            pages: met.scanned.len(),
        });
    }
    tell_of_the_end(bytes, &file, findings);
    met.report(findings);
    Ok(Document {
        title: None,
        blocks: pages.finish(&file.outline(), findings)?,
    })
}

/// What the pages hold besides what can be read.
#[derive(Debug, Default)]
struct Met {
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

impl Met {
    /// Notes what is not read of a page, and hands over what is.
    fn page(&mut self, mut drawn: Drawn) -> crate::readers::fixed_layout::Page {
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

    fn report(self, findings: &mut Findings) {
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

/// Pages that cannot be found, or were not looked at, and a file that breaks off.
fn tell_of_the_end(bytes: &[u8], file: &File, findings: &mut Findings) {
    let pages = file.pages();
    if let Some(declared) = file.declared_pages().filter(|declared| *declared > pages) {
        findings.push(Finding::extraction(
            "damaged-pdf",
            Severity::Error,
            format!("文件声明有 {declared} 页，只找到 {pages} 页，其余未读取；请重新下载"),
            format!("the file says it has {declared} pages, and only {pages} can be found; download it again"),
        ));
    } else if !ends(bytes) {
        findings.push(Finding::extraction(
            "damaged-pdf",
            Severity::Warning,
            "文件没有结束标记，可能不完整；已读取找到的各页，请重新下载后核对",
            "the file breaks off before its end; the pages that were found were read, download it again and compare",
        ));
    }
    if pages > MAX_PAGES {
        findings.push(Finding::extraction(
            "pages-cut",
            Severity::Error,
            format!("文件有 {pages} 页，只读取前 {MAX_PAGES} 页"),
            format!("the file has {pages} pages; only the first {MAX_PAGES} were read"),
        ));
    }
}

/// The mark of the end stands near it; some servers append to what they send.
fn ends(bytes: &[u8]) -> bool {
    const NEAR: usize = 4096;
    let tail = &bytes[bytes.len().saturating_sub(NEAR)..];
    memchr::memmem::find(tail, b"%%EOF").is_some()
}
