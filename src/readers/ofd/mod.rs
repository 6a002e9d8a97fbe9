//! OFD (GB/T 33190), the fixed-layout format of Chinese offices: a zip package of XML.
//!
//! In: bytes. Out: paragraphs and tables, each with its page; headings by the outline of the file. Lost: fonts, pictures, annotations,
//! signatures, clips, drawings that the resources hold, what [`crate::readers::fixed_layout`] loses.
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
use crate::finding::{Finding, Findings, Location, Severity};
use crate::format::Format;
use crate::limits::{MAX_OUTLINE_ENTRIES, MAX_PAGES};
use crate::message::Message;
use crate::package::Package;
use crate::readers::fixed_layout::{DrawnPage, NotRead, Outline, Page, Pages};
use crate::readers::xml::{Event, Events};
use page::{POINTS, PhysicalBox};

/// A4 in millimetres, where no size is said.
const A4: PhysicalBox = [0.0, 0.0, 210.0, 297.0];

/// Reads an OFD package, all documents in it.
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
    let structure = Structure::of(&mut package)?;
    let mut pages = Pages::default();
    let mut not_read = NotRead::default();
    let mut missing = 0;
    let mut broken = None;
    for (sheet, number) in structure.pages.iter().take(MAX_PAGES).zip(1..) {
        match draw(&mut package, sheet, number, &structure, &mut broken)? {
            Some(drawn) => pages.add(not_read.page(drawn)),
            None => missing += 1,
        }
    }
    not_read.check_text_layer()?;
    not_read.report(findings);
    report_missing(missing, structure.pages.len(), findings);
    if let Some((page, why)) = broken {
        findings.push(damaged_page(page, &why));
    }
    Ok(Document {
        title: None,
        blocks: pages.finish(&structure.outline, findings)?,
    })
}

/// A page, not yet drawn.
#[derive(Debug)]
struct Sheet {
    /// The member with its objects.
    member: String,
    /// The document that it belongs to, from 0 on.
    document: usize,
    /// The size that this document gives its pages.
    paper: Option<PhysicalBox>,
}

/// The pages of a package and what they share.
#[derive(Debug, Default)]
struct Structure {
    pages: Vec<Sheet>,
    /// Document and id → member.
    templates: HashMap<(usize, String), String>,
    outline: Outline,
}

impl Structure {
    fn of(package: &mut Package<'_>) -> Result<Self, Error> {
        let root = xml(package, "OFD.xml")?.ok_or_else(no_pages)?;
        let mut structure = Self::default();
        for (path, index) in texts(&root, "DocRoot").iter().zip(0..) {
            let path = joined("", path);
            if let Some(document) = xml(package, &path)? {
                structure.add(&document, &path, index);
            }
        }
        match structure.pages.is_empty() {
            true => Err(no_pages()),
            false => Ok(structure),
        }
    }

    /// Adds the pages of a document, whose member is at `path`.
    fn add(&mut self, xml: &str, path: &str, document: usize) {
        let paper = page::physical_box(xml);
        let folder = path.rfind('/').map_or("", |end| &path[..=end]);
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for event in Events::new(xml) {
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
            if kind == "TemplatePage" {
                self.templates.insert((document, id), member);
                continue;
            }
            self.pages.push(Sheet {
                member,
                document,
                paper,
            });
            numbers.insert(id, u32::try_from(self.pages.len()).unwrap_or(u32::MAX));
        }
        add_outline(xml, &numbers, &mut self.outline);
    }
}

/// Adds the entries of the outline, with the pages they lead to.
fn add_outline(document: &str, numbers: &HashMap<String, u32>, outline: &mut Outline) {
    // titles of the entries that are open; other elements have none
    let mut open: Vec<Option<String>> = Vec::new();
    let mut left = MAX_OUTLINE_ENTRIES;
    for event in Events::new(document) {
        match event {
            Event::Open(element) => {
                if element.local_name() == "Dest"
                    && let Some(page) = element.local_attribute("PageID")
                    && let Some(page) = numbers.get(&page)
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
}

/// Draws a page with its templates; `None` where its member is missing. `broken` keeps the first page whose XML is damaged.
fn draw(
    package: &mut Package<'_>,
    sheet: &Sheet,
    number: u32,
    structure: &Structure,
    broken: &mut Option<(u32, String)>,
) -> Result<Option<DrawnPage>, Error> {
    let Some(content) = xml(package, &sheet.member)? else {
        return Ok(None);
    };
    let paper = page::physical_box(&content).or(sheet.paper).unwrap_or(A4);
    let mut drawn = DrawnPage {
        page: Page {
            number,
            width: paper[2] * POINTS,
            height: paper[3] * POINTS,
            ..Page::default()
        },
        ..DrawnPage::default()
    };
    let own = page::draw(&content, paper, &mut drawn);
    let mut why = own.broken;
    // the standard has no templates of templates
    for id in own.templates {
        if let Some(member) = structure.templates.get(&(sheet.document, id))
            && let Some(content) = xml(package, member)?
        {
            why = why.or(page::draw(&content, paper, &mut drawn).broken);
        }
    }
    if let Some(why) = why {
        broken.get_or_insert((number, why));
    }
    Ok(Some(drawn))
}

/// A member as text; `None` where there is none of this name.
fn xml(package: &mut Package<'_>, member: &str) -> Result<Option<String>, Error> {
    let bytes = package.read(member)?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// The texts of the elements of this name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in Events::new(xml) {
        match event {
            Event::Open(element) => inside = element.local_name() == name,
            Event::Text(text) if inside && !text.trim().is_empty() => {
                found.push(text.trim().to_owned());
            }
            Event::Text(_) => {}
            Event::Close => inside = false,
        }
    }
    found
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

fn report_missing(missing: usize, pages: usize, findings: &mut Findings) {
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

fn damaged_page(page: u32, why: &str) -> Finding {
    Finding {
        location: Location {
            page: Some(page),
            ..Location::default()
        },
        ..Finding::extraction(
            "damaged-xml",
            Severity::Error,
            format!("本页的 XML 已损坏（{why}），其后的内容未读取；请重新下载"),
            format!(
                "the XML of this page is damaged ({why}), the rest of the page was not read; download it again"
            ),
        )
    }
}
