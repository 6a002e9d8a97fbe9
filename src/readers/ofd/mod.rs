//! OFD (GB/T 33190), the fixed-layout format of Chinese offices: a zip package of XML.
//!
//! In: bytes. Out: paragraphs and tables, each with its page; headings by the outline of the file. Lost: fonts, pictures, annotations,
//! signatures, clips, what [`crate::readers::fixed_layout`] loses.
//!
//! | module    | step                                             |
//! |-----------|--------------------------------------------------|
//! | `numbers` | attributes → numbers, maps, paths                |
//! | `page`    | the XML of a page → characters and ruling lines  |

mod numbers;
mod page;

use std::collections::HashMap;

use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::{MAX_OUTLINE_ENTRIES, MAX_PAGES};
use crate::message::Message;
use crate::package::Package;
use crate::readers::fixed_layout::{DrawnPage, NotRead, Outline, Page, Pages};
use crate::readers::xml::{Event, Events};
use page::{POINTS, PhysicalBox};

/// A4 in millimetres, where no size is said.
const A4: PhysicalBox = [0.0, 0.0, 210.0, 297.0];

/// Reads an OFD package: the first document in it.
///
/// # Errors
/// [`Error::Damaged`] where no page can be found, [`Error::NoTextLayer`] where there is nothing but pictures, and
/// [`Error::LimitExceeded`].
pub(super) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut package = Package::open_within(bytes, Format::Ofd, allowance)?;
    let root = xml(&mut package, "OFD.xml")?.ok_or_else(no_pages)?;
    let document_path = joined("", &first_text(&root, "DocRoot").ok_or_else(no_pages)?);
    let document = xml(&mut package, &document_path)?.ok_or_else(no_pages)?;
    let structure = Structure::of(&document, &document_path);
    if structure.pages.is_empty() {
        return Err(no_pages());
    }
    let mut pages = Pages::default();
    let mut not_read = NotRead::default();
    let mut missing = 0;
    for ((_, path), number) in structure.pages.iter().take(MAX_PAGES).zip(1..) {
        let drawn = draw(&mut package, path, number, &structure)?;
        missing += usize::from(drawn.is_none());
        if let Some(drawn) = drawn {
            pages.add(not_read.page(drawn));
        }
    }
    not_read.check_text_layer()?;
    not_read.report(findings);
    tell_of_missing(missing, structure.pages.len(), findings);
    Ok(Document {
        title: None,
        blocks: pages.finish(&structure.outline, findings)?,
    })
}

/// The pages of a document and what they share.
#[derive(Debug, Default)]
struct Structure {
    paper: Option<PhysicalBox>,
    /// (id, member)
    pages: Vec<(String, String)>,
    /// Id → member.
    templates: HashMap<String, String>,
    outline: Outline,
}

impl Structure {
    fn of(document: &str, path: &str) -> Self {
        let mut structure = Self {
            paper: page::physical_box(document),
            ..Self::default()
        };
        let folder = path.rfind('/').map_or("", |end| &path[..=end]);
        for event in Events::new(document) {
            let Event::Open(element) = event else {
                continue;
            };
            let kind = element.local_name();
            if !matches!(kind, "Page" | "TemplatePage") {
                continue;
            }
            let id = element.local_attribute("ID").unwrap_or_default();
            let Some(member) = element.local_attribute("BaseLoc") else {
                continue;
            };
            let member = joined(folder, &member);
            match kind {
                "Page" => structure.pages.push((id, member)),
                _ => drop(structure.templates.insert(id, member)),
            }
        }
        structure.outline = outline(document, &structure.pages);
        structure
    }
}

/// The entries of the outline, with the pages they lead to.
fn outline(document: &str, pages: &[(String, String)]) -> Outline {
    let mut outline = Outline::default();
    let numbers: HashMap<&str, u32> = pages.iter().map(|(id, _)| id.as_str()).zip(1..).collect();
    // titles of the entries that are open; other elements have none
    let mut open: Vec<Option<String>> = Vec::new();
    let mut left = MAX_OUTLINE_ENTRIES;
    for event in Events::new(document) {
        match event {
            Event::Open(element) => {
                if element.local_name() == "Dest"
                    && let Some(page) = element.local_attribute("PageID")
                    && let Some(page) = numbers.get(page.as_str())
                    && left > 0
                {
                    left -= 1;
                    let levels = open.iter().flatten().count();
                    if let Some(title) = open.iter().flatten().next_back() {
                        outline.add(*page, title, levels.clamp(1, 9) as u8);
                    }
                }
                let entry = element.local_name() == "OutlineElem";
                open.push(if entry {
                    element.local_attribute("Title")
                } else {
                    None
                });
            }
            Event::Close => drop(open.pop()),
            Event::Text(_) => {}
        }
    }
    outline
}

/// Draws a page with its templates; `None` where its member is missing.
fn draw(
    package: &mut Package<'_>,
    path: &str,
    number: u32,
    structure: &Structure,
) -> Result<Option<DrawnPage>, Error> {
    let Some(content) = xml(package, path)? else {
        return Ok(None);
    };
    let paper = page::physical_box(&content)
        .or(structure.paper)
        .unwrap_or(A4);
    let mut drawn = DrawnPage {
        page: Page {
            number,
            width: paper[2] * POINTS,
            height: paper[3] * POINTS,
            ..Page::default()
        },
        ..DrawnPage::default()
    };
    // templates of templates are not foreseen
    for template in page::draw(&content, paper, &mut drawn) {
        if let Some(member) = structure.templates.get(&template)
            && let Some(content) = xml(package, member)?
        {
            page::draw(&content, paper, &mut drawn);
        }
    }
    Ok(Some(drawn))
}

/// A member as text; `None` where there is none of this name.
fn xml(package: &mut Package<'_>, member: &str) -> Result<Option<String>, Error> {
    let bytes = package.read(member)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// The text of the first element of this name.
fn first_text(xml: &str, name: &str) -> Option<String> {
    let mut inside = false;
    for event in Events::new(xml) {
        match event {
            Event::Open(element) => inside = element.local_name() == name,
            Event::Text(text) if inside && !text.trim().is_empty() => {
                return Some(text.trim().to_owned());
            }
            _ => {}
        }
    }
    None
}

/// A member's name: from the root of the package where it begins with `/`, else in the folder.
fn joined(folder: &str, member: &str) -> String {
    let member = member.trim().replace('\\', "/");
    match member.strip_prefix('/') {
        Some(from_root) => from_root.to_owned(),
        None => format!("{folder}{}", member.trim_start_matches("./")),
    }
}

fn no_pages() -> Error {
    Error::damaged(
        Format::Ofd,
        Message::fixed("找不到任何页面", "no page can be found in it"),
    )
}

fn tell_of_missing(missing: usize, pages: usize, findings: &mut Findings) {
    if missing > 0 {
        findings.push(Finding::extraction(
            "page-missing",
            Severity::Error,
            format!("{missing} 页的内容在文件中缺失，未读取"),
            format!("the content of {missing} pages is missing from the file; they were not read"),
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
