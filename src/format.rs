//! The formats that can be read, with their names; [`crate::detect`] finds the format of a file.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A format that can be read, named as in the field `format` of the output.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text: the export of Apache Tika.
    Text,
    /// Word 2007 and later, zipped.
    Docx,
    /// Word 97-2003, binary, also written by WPS.
    Doc,
    /// A web page, or a document saved as one.
    Html,
    /// A web page with its parts in one MIME file.
    Mhtml,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument text, zipped.
    Odt,
    /// OpenDocument text in one XML file.
    Fodt,
    /// Word 2003 XML.
    WordXml,
    /// Office Open XML in one XML file.
    FlatOpc,
    /// Excel 2007 and later, zipped.
    Xlsx,
    /// Excel 97-2003 and WPS et, binary.
    Xls,
    /// Excel 2007 and later in binary parts, zipped.
    Xlsb,
    /// OpenDocument spreadsheet, zipped.
    Ods,
    /// OpenDocument spreadsheet in one XML file.
    Fods,
    /// Excel 2003 XML.
    SpreadsheetXml,
    /// Portable Document Format with a text layer.
    Pdf,
    /// Open Fixed-layout Document (GB/T 33190).
    Ofd,
    /// A zip archive of documents: [`crate::archive`] opens it, no reader does.
    Zip,
}

impl Format {
    /// True for formats in which a word processor keeps the bookmarks of a table of contents.
    pub fn holds_bookmarks(self) -> bool {
        matches!(
            self,
            Self::Docx
                | Self::Doc
                | Self::Rtf
                | Self::Odt
                | Self::Fodt
                | Self::WordXml
                | Self::FlatOpc
        )
    }

    /// The name written to the outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Rtf => "rtf",
            Self::Odt => "odt",
            Self::Fodt => "fodt",
            Self::WordXml => "word-xml",
            Self::FlatOpc => "flat-opc",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Fods => "fods",
            Self::SpreadsheetXml => "spreadsheet-xml",
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Zip => "zip",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
