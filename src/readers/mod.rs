//! One reader per format: bytes in, [`Document`] out. Readers know nothing of budgets.
//!
//! A new format needs a file here, a line in [`read`] and a signature in [`crate::detect`].

mod assembly;
mod blank_words;
mod doc;
mod docx;
#[cfg(test)]
mod drawn;
mod edges;
mod equation;
mod fields;
mod fixed_layout;
mod form;
mod html;
mod markdown;
mod math;
mod mhtml;
mod number_format;
mod odt;
mod ofd;
#[cfg(feature = "pdf")]
mod pdf;
pub(crate) mod radicals;
pub(crate) mod reversed;
mod rtf;
mod spreadsheet;
pub(crate) mod struck;
mod symbols;
mod text;
mod word_xml;
mod xml;

use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::message::Message;

/// Turns the bytes of a format into a document. Repairs are reported as findings; only what makes the whole file unreadable is
/// an error. The parts of a package are charged to the allowance of the file, each time they are read.
///
/// # Errors
/// Those of the reader of the format.
pub fn read(
    format: Format,
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    match format {
        Format::Text => text::read(bytes, findings),
        Format::Doc => doc::read(bytes, findings),
        Format::Html => html::read(bytes, findings),
        Format::Mhtml => mhtml::read(bytes, findings),
        Format::Docx => docx::read(bytes, allowance, findings),
        Format::WordXml => word_xml::read_2003(bytes, findings),
        Format::FlatOpc => word_xml::read_flat(bytes, findings),
        Format::Rtf => rtf::read(bytes, findings),
        Format::Odt => odt::read(bytes, allowance, findings),
        Format::Fodt => odt::read_flat(bytes, findings),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, allowance, findings),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => Err(without_pdf()),
        Format::Ofd => ofd::read(bytes, allowance, findings),
        Format::Zip => Err(packed()),
        Format::Xlsx => spreadsheet::read_xlsx(bytes, allowance, findings),
        Format::Xlsb => spreadsheet::read_xlsb(bytes, allowance, findings),
        Format::Xls => spreadsheet::read_xls(bytes, findings),
        Format::Ods => spreadsheet::read_ods(bytes, allowance, findings),
        Format::Fods => spreadsheet::read_fods(bytes, findings),
        Format::SpreadsheetXml => spreadsheet::read_excel_xml(bytes, findings),
    }
}

/// [`read`] for a document inside a file, which costs its bytes too.
///
/// # Errors
/// Those of the reader, and [`Error::LimitExceeded`] when the allowance is used up.
pub fn read_inside(
    format: Format,
    bytes: &[u8],
    allowance: &Allowance,
    findings: &mut Findings,
) -> Result<Document, Error> {
    allowance.charge_document(format, bytes.len())?;
    read(format, bytes, allowance, findings)
}

/// Rejects a PDF in a program that was built without the feature.
#[cfg(not(feature = "pdf"))]
fn without_pdf() -> Error {
    Error::Unsupported {
        name: Message::fixed(
            "PDF（本程序编译时没有包含）",
            "PDF (left out when this program was built)",
        ),
        way_out: Message::fixed(
            "请使用正式发布的程序，或以 pdf 功能重新编译",
            "use a released program, or build it with the feature pdf",
        ),
    }
}

/// Rejects an archive in the place of a document: inside another archive, or embedded in a document.
fn packed() -> Error {
    Error::Unsupported {
        name: Message::fixed(
            "套在其他文件里的 zip 压缩包",
            "a zip archive inside another file",
        ),
        way_out: Message::fixed(
            "请解压后转换所得的文件夹",
            "unpack it and convert the folder",
        ),
    }
}
