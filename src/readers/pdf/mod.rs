//! PDF with a text layer, as word processors, spreadsheets and browsers print it.
//!
//! In: bytes. Out: paragraphs and tables, each with its page; headings by the bookmarks of the file. Lost: pictures, scanned pages
//! (told), text that cannot be seen (told), glyphs without characters (told), what [`crate::readers::fixed_layout`] loses.
//!
//! | module      | step                                               |
//! |-------------|----------------------------------------------------|
//! | `inflation` | streams that would fill the memory                 |
//! | `streams`   | the same in an open file                           |
//! | `file`      | bytes → pages                                      |
//! | `page`      | a page → characters and ruling lines               |
//! | `bookmarks` | the outline → headings                             |

mod bookmarks;
mod file;
mod inflation;
mod page;
mod streams;

use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::limits::MAX_PAGES;
use crate::readers::fixed_layout::{NotRead, Pages};
use file::File;

/// Reads a PDF.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] where no page can be found, [`Error::NoTextLayer`] where there is nothing but pictures
/// of text, and [`Error::LimitExceeded`].
pub(super) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let file = File::open(bytes, allowance)?;
    let mut pages = Pages::default();
    let mut not_read = NotRead::default();
    file.draw(MAX_PAGES, |drawn| pages.add(not_read.page(drawn)))?;
    not_read.check_text_layer()?;
    tell_of_the_end(bytes, &file, findings);
    not_read.report(findings);
    Ok(Document {
        title: None,
        blocks: pages.finish(&file.outline(), findings)?,
    })
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
