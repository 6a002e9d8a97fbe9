//! Workbooks of Office Open XML (`.xlsx`, `.xlsm`, `.xlsb`; ECMA-376 part 1, 18), part by part.
//!
//! In: a package. Out: sheets. A sheet whose part is missing or broken loses itself, with a finding. Lost: what
//! [`super`] names; sheets of charts, dialogs and macros, which hold no tables.

mod cells;
mod styles;
mod texts;
mod xlsb;

use std::collections::HashMap;

use cells::Sheet;
use styles::Styles;
use texts::Texts;
pub(in crate::readers) use xlsb::read as read_xlsb;

use super::sheet::{Book, document};
use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::MAX_INFLATED_BYTES;
use crate::message::Message;
use crate::readers::docx::parts::{Parts, Relationship, target_of};
use crate::readers::xml::{Event, Events};

/// Reads `.xlsx` and `.xlsm`.
///
/// # Errors
/// [`Error::Encrypted`], [`Error::Damaged`] when no sheet can be read, [`Error::LimitExceeded`].
pub(in crate::readers) fn read(
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    let mut workbook = Workbook::open(bytes, Format::Xlsx, "workbook.xml", allowance, findings)?;
    let main = workbook.text(&workbook.main.clone(), findings)?;
    let listing = Listing::read(&main.ok_or_else(|| without_list(Format::Xlsx))?);
    let styles = workbook.part_of("styles", "styles.xml");
    let styles = Styles::read(&workbook.text(&styles, findings)?.unwrap_or_default());
    let texts = workbook.part_of("sharedStrings", "sharedStrings.xml");
    let texts = workbook.text(&texts, findings)?.unwrap_or_default();
    let texts = Texts::read(&texts, styles.strike);
    let mut book = Book::default();
    let mut damaged = Vec::new();
    for listed in &listing.sheets {
        if workbook.opens(listed, &mut book) {
            let text = workbook.target(&listed.id);
            let text = text.map_or(Ok(None), |target| workbook.text(&target, findings));
            if workbook.stops(
                text.as_ref()
                    .map(|text| text.as_ref().map_or(0, String::len)),
            ) {
                book.stop_at(0);
                break;
            }
            let Some(text) = text? else {
                damaged.push((listed.name.as_str(), None));
                continue;
            };
            let mut events = Events::new(&text);
            let sheet = Sheet::new(&styles, &texts, listing.epoch_1904);
            let found = sheet.read(&mut events, &mut book)?;
            if events.broken.is_some() || !found {
                damaged.push((
                    listed.name.as_str(),
                    Some(events.broken.unwrap_or_default()),
                ));
            }
        }
    }
    finish(book, Format::Xlsx, &listing, &styles, damaged, findings)
}

/// Sheets that are not whole, and why where that is known.
type Damaged<'a> = Vec<(&'a str, Option<String>)>;

fn finish(
    mut book: Book,
    format: Format,
    listing: &Listing,
    styles: &Styles,
    damaged: Damaged,
    findings: &mut Findings,
) -> Result<Document, Error> {
    if listing.sheets.is_empty() {
        return Err(without_list(format));
    }
    if !damaged.is_empty() && !book.has_cells() {
        let detail = Message::fixed("没有可以读取的工作表", "none of its sheets can be read");
        return Err(Error::damaged(format, detail));
    }
    book.settle_formulas(listing.calculates);
    if styles.unread_codes > 0 {
        findings.push(code_too_long(styles.unread_codes));
    }
    findings.extend(
        damaged
            .into_iter()
            .map(|(name, why)| sheet_damaged(name, why)),
    );
    document(book, findings)
}

fn without_list(format: Format) -> Error {
    let detail = Message::fixed("缺少工作表的目录", "its list of sheets is missing");
    Error::damaged(format, detail)
}

/// A package whose parts count, each time one is read, against the bytes a file may inflate to.
struct Workbook<'a> {
    parts: Parts<'a>,
    /// The name of the main part, and its relationships.
    main: String,
    relationships: Vec<Relationship>,
    /// Where each id stands in them.
    places: HashMap<String, usize>,
    room: u64,
    allowance: Allowance,
}

impl<'a> Workbook<'a> {
    fn open(
        bytes: &'a [u8],
        format: Format,
        file: &str,
        allowance: &Allowance,
        findings: &mut Findings,
    ) -> Result<Self, Error> {
        let mut parts = Parts::open(bytes, format, allowance, findings)?;
        let root = parts.relationships("", findings)?;
        let main = target_of(&root, "officeDocument").unwrap_or_else(|| format!("xl/{file}"));
        let relationships = parts.relationships(&main, findings)?;
        let mut places = HashMap::with_capacity(relationships.len());
        for (place, known) in relationships.iter().enumerate() {
            places.entry(known.id().to_owned()).or_insert(place);
        }
        Ok(Self {
            parts,
            main,
            relationships,
            places,
            room: MAX_INFLATED_BYTES,
            allowance: allowance.clone(),
        })
    }

    /// The part of a kind, or the one with the usual name.
    fn part_of(&self, kind: &str, file: &str) -> String {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        target_of(&self.relationships, kind).unwrap_or_else(|| format!("{folder}/{file}"))
    }

    fn relationship(&self, id: &str) -> Option<&Relationship> {
        self.relationships.get(*self.places.get(id)?)
    }

    fn target(&self, id: &str) -> Option<String> {
        Some(self.relationship(id)?.target().to_owned())
    }

    /// Charges for reading the cells of a sheet whose part was read; true where the allowance of the file does not go so far.
    fn stops(&self, part: Result<usize, &Error>) -> bool {
        match part {
            Ok(bytes) => self.allowance.charge(bytes as u64 * CELLS_WEIGHT).is_err(),
            Err(_) => self.allowance.left() == 0,
        }
    }

    /// Begins a sheet in the book; true where its cells are to be read.
    fn opens(&self, listed: &Listed, book: &mut Book) -> bool {
        let has_cells = has_cells(self.relationship(&listed.id));
        if has_cells {
            book.open(listed.name.clone(), listed.hidden);
        }
        has_cells && !listed.hidden
    }

    /// The text of a part; `None` where it does not exist.
    fn text(&mut self, name: &str, findings: &mut Findings) -> Result<Option<String>, Error> {
        let Some(bytes) = self.parts.xml(name, findings)? else {
            return Ok(None);
        };
        self.count(bytes.len())?;
        let text = String::from_utf8(bytes);
        Ok(Some(text.unwrap_or_else(|error| {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        })))
    }

    /// The bytes of a part; `None` where it does not exist.
    fn bytes(&mut self, name: &str, findings: &mut Findings) -> Result<Option<Vec<u8>>, Error> {
        let bytes = self.parts.bytes(name, findings)?;
        self.count(bytes.as_ref().map_or(0, Vec::len))?;
        Ok(bytes)
    }

    fn count(&mut self, bytes: usize) -> Result<(), Error> {
        let room = self.room.checked_sub(bytes as u64);
        self.room = room.ok_or(Error::LimitExceeded {
            what: Message::fixed(
                "工作簿各部分解压后的总字节数",
                "bytes all parts of the workbook inflate to",
            ),
            limit: MAX_INFLATED_BYTES,
        })?;
        Ok(())
    }
}

/// How many times longer the cells of a byte take than its inflation.
const CELLS_WEIGHT: u64 = 2;

/// Sheets of charts, dialogs and macros say what they are; where nothing is said the part is asked.
fn has_cells(relationship: Option<&Relationship>) -> bool {
    !matches!(
        relationship.map(Relationship::kind),
        Some("chartsheet" | "dialogsheet" | "xlMacrosheet" | "xlIntlMacrosheet")
    )
}

/// What the main part says.
#[derive(Debug, Default)]
struct Listing {
    sheets: Vec<Listed>,
    epoch_1904: bool,
    /// The program that wrote the file left the results of formulas to whoever opens it.
    calculates: bool,
}

#[derive(Debug)]
struct Listed {
    name: String,
    id: String,
    hidden: bool,
}

impl Listing {
    fn read(text: &str) -> Self {
        let mut listing = Self::default();
        let is_on = |value: Option<String>| matches!(value.as_deref(), Some("1" | "true"));
        for event in Events::new(text) {
            let Event::Open(element) = event else {
                continue;
            };
            match element.local_name() {
                "sheet" => {
                    let state = element.attribute("state");
                    listing.sheets.push(Listed {
                        name: element.attribute("name").unwrap_or_default(),
                        id: element.local_attribute("id").unwrap_or_default(),
                        hidden: matches!(state.as_deref(), Some("hidden" | "veryHidden")),
                    });
                }
                "workbookPr" => listing.epoch_1904 |= is_on(element.attribute("date1904")),
                "calcPr" => listing.calculates |= is_on(element.attribute("fullCalcOnLoad")),
                _ => {}
            }
        }
        listing
    }
}

fn sheet_damaged(name: &str, why: Option<String>) -> Finding {
    let (zh, en) = match &why {
        None => (
            format!("工作表“{name}”的内容在文件中缺失，未读取；其余工作表已读取"),
            format!(
                "the content of the sheet “{name}” is missing from the file; the other sheets were read"
            ),
        ),
        Some(_) => (
            format!(
                "工作表“{name}”已损坏，只读取了损坏处之前的内容；请用 Excel 或 WPS 修复后重新保存"
            ),
            format!(
                "the sheet “{name}” is damaged; what precedes the damage was read; repair the file in Excel or WPS and save it again"
            ),
        ),
    };
    Finding {
        evidence: why.filter(|why| !why.is_empty()),
        ..Finding::extraction("damaged-sheet", Severity::Error, zh, en)
    }
}

fn code_too_long(count: usize) -> Finding {
    Finding::extraction(
        "format-code-too-long",
        Severity::Warning,
        format!("{count} 个数字格式过长，未按其显示；读取的是所存的值"),
        format!(
            "{count} number formats are too long and were not applied; the stored values were read"
        ),
    )
}
