//! A number under any format of a workbook: the first eight bytes are the number, the others the format.

#![no_main]

use libfuzzer_sys::fuzz_target;
use yusuan::allowance::Allowance;
use yusuan::finding::Findings;
use yusuan::format::Format;
use yusuan::readers;

fuzz_target!(|bytes: &[u8]| {
    let Some((number, code)) = bytes.split_first_chunk::<8>() else {
        return;
    };
    let Ok(code) = std::str::from_utf8(code) else {
        return;
    };
    let number = f64::from_le_bytes(*number);
    let code = code
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('\'', "&apos;");
    let workbook = format!(
        "<Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Styles><Style ss:ID='f'><NumberFormat ss:Format='{code}'/></Style></Styles>\
         <Worksheet ss:Name='s'><Table><Row><Cell ss:StyleID='f'><Data ss:Type='Number'>{number}</Data></Cell></Row></Table></Worksheet></Workbook>"
    );
    let allowance = Allowance::of_bytes(workbook.len());
    let _ = readers::read(Format::SpreadsheetXml, workbook.as_bytes(), &allowance, &mut Findings::default());
});
