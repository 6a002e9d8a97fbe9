//! Word 2007 and later (`.docx`, `.docm`, `.dotx`), and the code that its relatives in a single XML file share.
//!
//! In: a zip archive. Out: paragraphs and tables. Part names come from the relationships, so documents whose main part
//! is not `word/document.xml` are read too. Transitional and strict documents are read, under any namespace prefix.
//!
//! | module       | step                                                          |
//! |--------------|---------------------------------------------------------------|
//! | `parts`      | zip → parts, by name and relationship                         |
//! | `xml`        | part → tags; attributes and text only where asked for         |
//! | `styles`     | styles.xml → heading levels                                   |
//! | `numbering`  | numbering.xml → automatic numbers                             |
//! | `window`     | a large part, piece by piece → body                           |
//! | `body`       | tags → calls on the assembly (with `properties`, `repeats`)   |
//! | `flow`       | text → the text that is visible (with `fields`, `symbols` of the parent folder) |
//! | `assembly`   | calls → blocks, with any nesting (parent folder)              |
//!
//! Lost: headers, footers, notes, comments, pictures, text that is hidden, deleted or struck out, bullets.

pub(super) mod body;
mod flow;
mod form;
pub(super) mod numbering;
pub(super) mod parts;
mod properties;
mod repeats;
pub(super) mod styles;
mod window;
pub(super) mod xml;

#[cfg(test)]
pub(super) mod tests;

use std::collections::HashMap;

use crate::allowance::Allowance;
use crate::document::{Block, Document};
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::{MAX_CHUNK_DEPTH, WORK_OF_A_REFUSAL};
use crate::message::Message;

use super::assembly::{hidden_text, truncated_body};
use body::{Content, Surroundings};
use numbering::Numbering;
use parts::{Parts, Relationship, target_of, targets_by_id};
use styles::Styles;
use window::Window;
use xml::Xml;

/// The main part when no relationship names it.
const MAIN_PART: &str = "word/document.xml";

/// Reads a zipped Word document.
///
/// # Errors
/// [`Error::Damaged`] when the archive or its main part is missing or unreadable, [`Error::LimitExceeded`] for zip
/// bombs.
pub(super) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut found = Findings::default();
    if let Some(document) = read_through_window(bytes, allowance, &mut found) {
        findings.extend(found.as_slice().iter().cloned());
        return document;
    }
    read_whole(bytes, allowance, findings, 0)
}

/// Reads a document without ever holding its main part in memory. Returns `None` if the main part is damaged or
/// contains a very large element; the caller then reads the part as a whole. A part that exceeds a bound is not read again.
fn read_through_window(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Option<Result<Document, Error>> {
    let mut parts = Parts::open(bytes, Format::Docx, allowance, findings).ok()?;
    let main = main_part(&mut parts, findings).ok()?;
    // `window` borrows the package while `parts` is still needed for embedded documents, so the package is cloned
    // (cheaply)
    let mut package = parts.package()?.clone();
    let window = Window::over(package.stream(&main)?)?;
    let mut siblings = Siblings::read(&mut parts, &main, findings).ok()?;
    let content = siblings.embed(&mut parts, allowance, findings, 0, |around| {
        window.read(around)
    });
    match content {
        Ok(content) => finish(content, Format::Docx, &main, findings).ok().map(Ok),
        Err(Some(exceeded)) => {
            // an archive may hold the same document many times
            let spent = allowance.charge(WORK_OF_A_REFUSAL);
            Some(Err(spent.err().unwrap_or(exceeded)))
        }
        Err(None) => None,
    }
}

fn read_whole(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
    depth: usize,
) -> Result<Document, Error> {
    let mut parts = Parts::open(bytes, Format::Docx, allowance, findings)?;
    let main = main_part(&mut parts, findings)?;
    let (main, part) = match parts.xml(&main, findings)? {
        Some(part) => (main, part),
        None => match parts.xml(MAIN_PART, findings)? {
            Some(part) => (MAIN_PART.to_owned(), part),
            None => {
                let detail = Message::new(
                    format!("包内没有正文部件（{main}）"),
                    format!("the archive has no document part ({main})"),
                );
                return Err(Error::damaged(Format::Docx, detail));
            }
        },
    };
    let mut siblings = Siblings::read(&mut parts, &main, findings)?;
    let content = siblings.embed(&mut parts, allowance, findings, depth, |around| {
        body::read(Xml::new(&part), around)
    })?;
    finish(content, Format::Docx, &main, findings)
}

/// The name of the main part, according to the relationships.
fn main_part(parts: &mut Parts, findings: &mut Findings) -> Result<String, Error> {
    let root = parts.relationships("", findings)?;
    Ok(target_of(&root, "officeDocument").unwrap_or_else(|| MAIN_PART.to_owned()))
}

/// The parts that are needed for reading the main part.
struct Siblings {
    relationships: Vec<Relationship>,
    styles: Styles,
    numbering: Numbering,
}

impl Siblings {
    fn read(parts: &mut Parts, main: &str, findings: &mut Findings) -> Result<Self, Error> {
        let relationships = parts.relationships(main, findings)?;
        let mut sibling = |kind: &str| -> Result<Vec<u8>, Error> {
            let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
            let name = target_of(&relationships, kind).unwrap_or(format!("{folder}/{kind}.xml"));
            Ok(parts.xml(&name, findings)?.unwrap_or_default())
        };
        let styles = Styles::read(&mut Xml::new(&sibling("styles")?));
        let numbering = Numbering::read(&mut Xml::new(&sibling("numbering")?));
        Ok(Self {
            relationships,
            styles,
            numbering,
        })
    }

    /// Calls `read` with everything that a body refers to; documents embedded in it are read from `parts`.
    fn embed<E>(
        &mut self,
        parts: &mut Parts,
        allowance: &Allowance,
        findings: &mut Findings,
        depth: usize,
        read: impl FnOnce(Surroundings) -> Result<Content, E>,
    ) -> Result<Content, E> {
        let mut nested = Findings::default();
        let mut chunks = Chunks {
            parts,
            targets: targets_by_id(&self.relationships),
            allowance,
            depth,
            spent: false,
        };
        let content = read(Surroundings {
            styles: &self.styles,
            numbering: &mut self.numbering,
            chunk: &mut |id| chunks.read_or_report(id, &mut nested),
        })?;
        findings.extend(nested.as_slice().iter().cloned());
        Ok(content)
    }
}

/// The documents that `w:altChunk` embeds: HTML pages, RTF or other docx.
struct Chunks<'c, 'a> {
    parts: &'c mut Parts<'a>,
    targets: HashMap<&'c str, &'c str>,
    allowance: &'c Allowance,
    depth: usize,
    /// The allowance was used up, which has been reported.
    spent: bool,
}

impl Chunks<'_, '_> {
    /// The blocks of one, and none where it cannot be read. Where the allowance is used up, the first one names the others.
    fn read_or_report(&mut self, id: &str, findings: &mut Findings) -> Vec<Block> {
        if self.spent {
            return Vec::new();
        }
        let error = match self.read(id, findings) {
            Ok(blocks) => return blocks,
            Err(error) => error,
        };
        self.spent = self.allowance.left() == 0;
        let name = self.targets.get(id).unwrap_or(&id);
        let (rest_zh, rest) = match self.spent {
            true => ("，其后嵌入的文档也未读取", ", nor can those after it"),
            false => ("", ""),
        };
        findings.push(Finding {
            evidence: Some(format!("{name}: {error}")),
            ..Finding::extraction(
                "unread-chunk",
                Severity::Error,
                format!("文档中嵌入的另一文档（altChunk）无法读取，其内容缺失{rest_zh}"),
                format!(
                    "a document embedded in this one (altChunk) cannot be read{rest}; its content is missing"
                ),
            )
        });
        Vec::new()
    }

    fn read(&mut self, id: &str, findings: &mut Findings) -> Result<Vec<Block>, Error> {
        let Some(name) = self.targets.get(id) else {
            return Ok(Vec::new());
        };
        let Some(bytes) = self.parts.bytes(name, findings)? else {
            return Ok(Vec::new());
        };
        let document = match crate::detect::detect(name, &bytes, findings)? {
            Format::Docx if self.depth < MAX_CHUNK_DEPTH => {
                read_whole(&bytes, self.allowance, findings, self.depth + 1)?
            }
            Format::Docx => {
                return Err(Error::LimitExceeded {
                    what: Message::fixed("文档中嵌套的文档层数", "documents embedded in documents"),
                    limit: MAX_CHUNK_DEPTH as u64,
                });
            }
            other => super::read_inside(other, &bytes, self.allowance, findings)?,
        };
        Ok(document.blocks)
    }
}

/// Makes a document of a body, and reports every repair.
///
/// # Errors
/// [`Error::Damaged`] when the part has no body.
pub(super) fn finish(
    content: Content,
    format: Format,
    part: &str,
    findings: &mut Findings,
) -> Result<Document, Error> {
    if !content.found {
        let detail = Message::new(
            format!("{part} 里没有正文（w:body）"),
            format!("{part} has no document body (w:body)"),
        );
        return Err(Error::damaged(format, detail));
    }
    if content.truncated {
        findings.push(truncated_body());
    }
    content.repairs.report(content.truncated, findings);
    if content.bad_utf8 {
        findings.push(Finding::extraction(
            "bad-encoding",
            Severity::Warning,
            "文本中有无效的字节，已用替换符号代替",
            "the text has invalid bytes, which were replaced",
        ));
    }
    if let Some(hidden) = &content.hidden {
        findings.push(hidden_text(hidden));
    }
    Ok(Document {
        title: None,
        blocks: content.blocks,
    })
}
