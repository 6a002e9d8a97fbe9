//! Web pages, and documents saved as web pages by Word, WPS and LibreOffice.
//!
//! In: bytes in any encoding. Out: paragraphs and tables as a browser would show them, with bookmarks (`<a name>`),
//! heading levels (`<h1>` to `<h6>`, Word's outline levels), entries of tables of contents, and source lines. A layout
//! table is kept as a table that contains other tables. Lost: everything hidden (`display:none`, `mso-hide`), scripts,
//! pictures, text that is deleted or struck out, and the content of frames, which is in other documents.
//!
//! html5ever parses by the rules of browsers. [`gate`] bounds what it builds, [`dom`] holds the tree, [`flow`] and
//! [`tables`] read it by the rules of [`space`] and [`style`].

mod dom;
mod flow;
mod gate;
mod sink;
mod space;
mod style;
mod tables;

use crate::document::Document;
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::limits::MAX_CELL_BYTES;
use crate::readers::assembly::{hidden_text, objects_not_read};
use dom::{Dom, ROOT, Tag};
use flow::{Flow, Met, Place};
use style::Sheet;

/// A page, and the frames whose content is in other documents.
pub(super) struct Page {
    pub(super) document: Document,
    /// Sources of the frames, in document order.
    pub(super) frames: Vec<String>,
}

/// Reads a page.
///
/// # Errors
/// [`Error::LimitExceeded`] beyond the bounds on cells and attributes.
pub(super) fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let declared = encoding::declared_in_markup(bytes);
    let decoded = encoding::decode(bytes, declared.as_deref(), findings);
    let page = read_page(&decoded.text, findings)?;
    if !page.frames.is_empty() && page.document.blocks.is_empty() {
        findings.push(frames_not_read(&page.frames));
    }
    Ok(page.document)
}

/// Reads a page that is already decoded.
pub(super) fn read_page(text: &str, findings: &mut Findings) -> Result<Page, Error> {
    let dom = gate::parse(text, findings)?;
    let sheet = Sheet::of(&dom);
    let mut flow = Flow::new(&dom, &sheet);
    let place = Place {
        in_cell: false,
        struck: false,
        depth: 0,
    };
    let blocks = flow.blocks(ROOT, place)?;
    let title = title(&dom, &flow);
    let mut met = flow.met;
    report(&mut met, findings);
    Ok(Page {
        document: Document { title, blocks },
        frames: met.frames,
    })
}

/// The text of the first `<title>` of the page (titles of drawings are skipped).
fn title(dom: &Dom, flow: &Flow) -> Option<String> {
    let id = dom
        .descendants(ROOT)
        .find(|id| dom.tag(*id) == Some(Tag::Title))?;
    let mut folder = space::Folder::new();
    folder.fold(&flow.raw_text(id));
    Some(folder.take(false)).filter(|title| !title.is_empty())
}

fn report(met: &mut Met, findings: &mut Findings) {
    if met.flattened {
        findings.push(Finding::extraction(
            "deep-nesting",
            Severity::Warning,
            "表格嵌套过深，最深处的表格按文字保留",
            "tables are nested too deep; the deepest were kept as text",
        ));
    }
    if met.objects > 0 {
        findings.push(objects_not_read(met.objects));
    }
    findings.extend(met.hidden.as_deref().map(hidden_text));
    findings.extend(std::mem::take(&mut met.altered).findings());
    if let Some(line) = met.clamped {
        findings.push(Finding {
            location: at_line(line),
            ..Finding::extraction(
                "span-cut",
                Severity::Warning,
                "单元格跨越的行列数不合理，已截断",
                "a cell spans more rows or columns than a table can have; the span was cut",
            )
        });
    }
    if let Some(line) = met.cut {
        findings.push(Finding {
            location: at_line(line),
            ..Finding::extraction(
                "cell-cut",
                Severity::Error,
                format!("单元格文字超过 {MAX_CELL_BYTES} 字节，其后内容未读取"),
                format!(
                    "a cell holds more than {MAX_CELL_BYTES} bytes of text; the rest was not read"
                ),
            )
        });
    }
}

fn frames_not_read(frames: &[String]) -> Finding {
    Finding {
        evidence: Some(frames.join("\n")),
        ..Finding::extraction(
            "frames-not-read",
            Severity::Warning,
            "网页由框架组成，正文在其他文件中；请转换这些文件，或另存为单个 .mht 文件",
            "the page is made of frames whose content is in other files; convert those, or save it as one .mht file",
        )
    }
}

fn at_line(line: u32) -> Location {
    Location {
        line: Some(line),
        ..Location::default()
    }
}

#[cfg(test)]
mod tests;
