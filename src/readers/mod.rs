//! One reader per format: bytes in, [`Document`] out. Readers know nothing of budgets.
//!
//! A new format needs a file here, a line in [`reader_of`] and a signature in [`crate::detect`].

mod assembly;
mod doc;
mod docx;
#[cfg(test)]
mod drawn;
mod edges;
mod equation;
mod fields;
mod form;
mod html;
mod math;
mod mhtml;
mod number_format;
mod odt;
mod rtf;
mod spreadsheet;
pub(crate) mod struck;
mod symbols;
mod text;
mod word_xml;
mod xml;

use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::message::Message;

/// Turns bytes into a document. Repairs are reported as findings; only what makes the whole file unreadable is an
/// error.
pub type Reader = fn(&[u8], &mut Findings) -> Result<Document, Error>;

/// The reader of a format.
pub fn reader_of(format: Format) -> Reader {
    match format {
        Format::Text => text::read,
        Format::Doc => doc::read,
        Format::Html => html::read,
        Format::Mhtml => mhtml::read,
        Format::Docx => docx::read,
        Format::WordXml => word_xml::read_2003,
        Format::FlatOpc => word_xml::read_flat,
        Format::Rtf => rtf::read,
        Format::Odt => odt::read,
        Format::Fodt => odt::read_flat,
        Format::Zip => packed,
        Format::Xlsx => spreadsheet::read_xlsx,
        Format::Xlsb => spreadsheet::read_xlsb,
        Format::Xls => spreadsheet::read_xls,
        Format::Ods => spreadsheet::read_ods,
        Format::Fods => spreadsheet::read_fods,
        Format::SpreadsheetXml => spreadsheet::read_excel_xml,
    }
}

/// Rejects an archive in the place of a document: inside another archive, or embedded in a document.
fn packed(_: &[u8], _: &mut Findings) -> Result<Document, Error> {
    Err(Error::Unsupported {
        name: Message::fixed(
            "套在其他文件里的 zip 压缩包",
            "a zip archive inside another file",
        ),
        way_out: Message::fixed(
            "请解压后转换所得的文件夹",
            "unpack it and convert the folder",
        ),
    })
}
