//! A reader: any bytes give a document or an error. Each target is named after its format.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yusuan::allowance::Allowance;
use yusuan::finding::Findings;
use yusuan::format::Format;
use yusuan::readers;

const FORMATS: [Format; 18] = [
    Format::Text,
    Format::Docx,
    Format::Doc,
    Format::Html,
    Format::Mhtml,
    Format::Rtf,
    Format::Odt,
    Format::Fodt,
    Format::WordXml,
    Format::FlatOpc,
    Format::Xlsx,
    Format::Xls,
    Format::Xlsb,
    Format::Ods,
    Format::Fods,
    Format::SpreadsheetXml,
    Format::Pdf,
    Format::Ofd,
];

fuzz_target!(|bytes: &[u8]| {
    let name = env!("CARGO_BIN_NAME");
    let format = FORMATS.into_iter().find(|format| format.as_str() == name);
    let format = format.expect("every target is named after a format");
    let allowance = Allowance::of_bytes(bytes.len());
    let _ = readers::read(format, bytes, &allowance, &mut Findings::default());
});
