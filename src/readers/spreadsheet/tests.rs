use std::io::{Cursor, Write};

use crate::allowance::Allowance;
use crate::document::Document;
use crate::error::Error;
use crate::finding::Findings;
use crate::readers::drawn::drawn;
use crate::word::Word;

type Read = fn(&[u8], &mut Findings) -> Result<Document, Error>;

fn read_xlsx(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    super::read_xlsx(bytes, &Allowance::of_bytes(bytes.len()), findings)
}

fn read_xlsb(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    super::read_xlsb(bytes, &Allowance::of_bytes(bytes.len()), findings)
}

fn read_ods(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    super::read_ods(bytes, &Allowance::of_bytes(bytes.len()), findings)
}

fn told(read: fn(&[u8], &mut Findings) -> Result<Document, Error>, bytes: &[u8]) -> String {
    let mut findings = Findings::default();
    let document = read(bytes, &mut findings).unwrap();
    let codes: Vec<Word> = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    format!("{} {}", drawn(&document.blocks), codes.join(" "))
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A sheet may claim any size: its cells are read where they stand.
#[test]
fn the_size_that_a_sheet_claims_is_not_laid_out() {
    let sample = std::fs::read("samples/d01/d01.xls").unwrap();
    let record = [0x00, 0x02, 0x0e, 0x00];
    let dimensions = sample.windows(4).position(|part| part == record).unwrap() + 4;
    let read = |bytes: &[u8]| {
        let mut findings = Findings::default();
        let document = super::read_xls(bytes, &mut findings).unwrap();
        assert_eq!(findings.as_slice(), []);
        document
    };
    let expected = read(&sample);
    for (rows, columns) in [([0xff; 4], [0, 1]), ([0, 0, 1, 0], [0xff; 2])] {
        let mut bytes = sample.clone();
        bytes[dimensions + 4..dimensions + 8].copy_from_slice(&rows);
        bytes[dimensions + 10..dimensions + 12].copy_from_slice(&columns);
        assert_eq!(read(&bytes), expected, "{rows:?} {columns:?}");
    }
}

#[test]
fn xlsx_as_displayed() {
    let bytes = zipped(&[
        (
            "_rels/.rels",
            "<Relationships><Relationship Id='w' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='表一' sheetId='1' r:id='a'/><sheet name='草稿' sheetId='2' state='veryHidden' r:id='b'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/sheet2.xml'/></Relationships>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='0.0%'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='4'/><xf numFmtId='170'/><xf numFmtId='31'/></cellXfs></styleSheet>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>合计</t></si><si><r><t>年</t></r><r><t>度</t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData>\
            <row r='1'><c r='A1' t='s'><v>0</v></c></row>\
            <row r='3'><c r='B3' t='s'><v>1</v></c><c r='C3' s='1'><v>1386200</v></c></row>\
            <row r='4'><c r='B4' s='2'><v>0.955</v></c><c r='C4' s='3'><f>DATE(2024,12,31)</f><v>45657</v></c></row>\
            <row r='5'><c r='B5' t='b'><v>1</v></c><c r='C5' t='inlineStr'><is><t>a</t></is></c><c r='D5' t='e'><v>#DIV/0!</v></c></row>\
            </sheetData><mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='B5:B6'/></mergeCells></worksheet>",
        ),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData/></worksheet>",
        ),
    ]);
    assert_eq!(
        told(read_xlsx, &bytes),
        "toc 表一|合计|[(0 1x1 年度)(1 1x1 1,386,200.00)/(0 1x1 95.5%)(1 1x1 2024年12月31日)/(0 1x1 TRUE)(1 1x1 a)] formula-error hidden-sheet-skipped"
    );
}

#[test]
fn open_document_as_displayed() {
    let xml = "<office:document><office:automatic-styles><style:style style:name='h'><style:table-properties table:display='false'/></style:style></office:automatic-styles>\
        <office:body><office:spreadsheet><table:table table:name='表'>\
        <table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
        <table:table-row><table:table-cell/><table:table-cell office:value='0.5' table:number-columns-spanned='2' table:number-rows-spanned='1'><text:p>50%</text:p><office:annotation><text:p>x</text:p></office:annotation></table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated='16380'/></table:table-row>\
        <table:table-row table:number-rows-repeated='2'><table:table-cell/><table:table-cell table:number-columns-repeated='2'><text:p>a</text:p><text:p>b<text:s/>c</text:p></table:table-cell></table:table-row>\
        <table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
        </table:table><table:table table:name='藏' table:style-name='h'/></office:spreadsheet></office:body></office:document>";
    let told = told(super::read_fods, xml.as_bytes());
    let row = "(0 1x1 a\nb c)(1 1x1 a\nb c)";
    assert_eq!(
        told,
        format!("toc 表|50%|[{row}/{row}] hidden-sheet-skipped")
    );
}

#[test]
fn one_text_in_countless_cells_is_refused() {
    let long = "x".repeat(100_000);
    let xml = format!(
        "<office:document><office:spreadsheet><table:table><table:table-row table:number-rows-repeated='1000000'><table:table-cell table:number-columns-repeated='1000'><text:p>{long}</text:p>"
    );
    let error = super::read_fods(xml.as_bytes(), &mut Findings::default()).unwrap_err();
    assert_eq!(error.code(), "limit-exceeded");
}

#[test]
fn xml_of_2003_as_displayed() {
    let xml = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>\
        <Styles><Style ss:ID='p'><NumberFormat ss:Format='Percent'/></Style><Style ss:ID='d'><NumberFormat ss:Format='yyyy\\-mm'/></Style></Styles>\
        <Worksheet ss:Name='表'><Table><Row ss:Index='2'><Cell ss:MergeAcross='1'><Data ss:Type='String'>a</Data><Comment><ss:Data>x</ss:Data></Comment></Cell><Cell ss:StyleID='p'><Data ss:Type='Number'>0.5</Data></Cell></Row>\
        <Row><Cell ss:Index='3' ss:StyleID='d'><Data ss:Type='DateTime'>2024-12-31T00:00:00.000</Data></Cell></Row></Table></Worksheet>\
        <Worksheet ss:Name='藏'><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
    assert_eq!(
        told(super::read_excel_xml, xml.as_bytes()),
        "#1 表|[(0 2x1 a)(2 1x1 50.00%)/(0 1x1 )(1 1x1 )(2 1x1 2024-12)] hidden-sheet-skipped"
    );
}

/// A workbook that lists no sheets, and a record without the number it should contain.
fn empty_record() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let begin = [
        0x09, 0x08, 0x10, 0, 0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let mut stream = file.create_stream("Workbook").unwrap();
    stream.write_all(&begin).unwrap();
    stream.write_all(&[0x22, 0, 0, 0]).unwrap();
    drop(stream);
    file.into_inner().into_inner()
}

#[test]
fn damaged_workbooks_are_refused() {
    for (read, bytes) in [
        (
            read_xlsx as Read,
            zipped(&[("xl/workbook.xml", "<workbook")]),
        ),
        (read_xlsb, zipped(&[("xl/workbook.bin", "x")])),
        (read_ods, zipped(&[("content.xml", "<x/>")])),
        (
            super::read_xls,
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
        ),
        (super::read_xls, empty_record()),
        (super::read_excel_xml, b"<Workbook/>".to_vec()),
    ] {
        assert_eq!(
            read(&bytes, &mut Findings::default()).unwrap_err().code(),
            "damaged"
        );
    }
}

/// The records of the sheet end before its end, and before that one is cut.
#[test]
fn a_damaged_sheet_is_read_as_far_as_it_goes() {
    let sample = std::fs::read("samples/d01/d01.xls").unwrap();
    let read = |bytes: &[u8]| told(super::read_xls, bytes);
    let whole = read(&sample);
    assert!(!whole.contains("damaged-sheet"), "{whole}");
    // a shared text of a cell that there is not: the number of the text stands behind its place and format
    let record = [0xfd, 0x00, 0x0a, 0x00];
    let at = sample.windows(4).position(|part| part == record).unwrap();
    let mut bytes = sample.clone();
    bytes[at + 10..at + 14].copy_from_slice(&[0xff; 4]);
    let damaged = read(&bytes);
    assert!(damaged.contains("damaged-sheet"), "{damaged}");
    assert!(damaged.contains("绩效"), "{damaged}");
}

/// A workbook that asks for a password says so in its first record.
#[test]
fn an_encrypted_workbook_is_told_from_a_damaged_one() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let mut stream = file.create_stream("Workbook").unwrap();
    stream.write_all(&[0x09, 0x08, 4, 0, 0, 6, 5, 0]).unwrap();
    // [MS-XLS] 2.4.117, the older of the two ways
    stream
        .write_all(&[0x2f, 0, 6, 0, 0, 0, 1, 2, 3, 4])
        .unwrap();
    drop(stream);
    let bytes = file.into_inner().into_inner();
    let error = super::read_xls(&bytes, &mut Findings::default()).unwrap_err();
    assert_eq!(error.code(), "encrypted");
}

/// There is one finding, with the position of the first cell; values on hidden sheets do not count.
#[test]
fn digits_that_a_format_hides_are_told_once() {
    let xml_2003 = "<Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Styles><Style ss:ID='f'><NumberFormat ss:Format='Fixed'/></Style></Styles>\
        <Worksheet ss:Name='草稿'><Table><Row><Cell ss:StyleID='f'><Data ss:Type='Number'>9.999</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>\
        <Worksheet ss:Name='表'><Table><Row ss:Index='2'><Cell ss:StyleID='f'><Data ss:Type='Number'>1.5</Data></Cell><Cell ss:StyleID='f'><Data ss:Type='Number'>12.3456</Data></Cell><Cell ss:StyleID='f'><Data ss:Type='Number'>0.001</Data></Cell></Row></Table></Worksheet></Workbook>";
    let cell = |value: &str, shown: &str| {
        format!(
            "<table:table-cell office:value-type='float' office:value='{value}'><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let open = format!(
        "<office:document><office:automatic-styles><style:style style:name='h'><style:table-properties table:display='false'/></style:style></office:automatic-styles><office:body><office:spreadsheet>\
        <table:table table:name='草稿' table:style-name='h'><table:table-row>{}</table:table-row></table:table>\
        <table:table table:name='表'><table:table-row/><table:table-row>{}{}{}</table:table-row></table:table></office:spreadsheet></office:body></office:document>",
        cell("9.999", "10.00"),
        cell("1.5", "1.50"),
        cell("12.3456", "12.35"),
        cell("0.001", "0.00"),
    );
    let readers: [(Read, &str); 2] = [(super::read_excel_xml, xml_2003), (super::read_fods, &open)];
    for (read, bytes) in readers {
        let mut findings = Findings::default();
        read(bytes.as_bytes(), &mut findings).unwrap();
        let told: Vec<_> = findings
            .as_slice()
            .iter()
            .filter(|finding| finding.code == "rounded-by-format")
            .collect();
        let [told] = told.as_slice() else {
            panic!("{told:?}");
        };
        assert_eq!(told.evidence.as_deref(), Some("表!B2"));
        assert_eq!(told.operand_a.as_deref(), Some("12.35"));
        assert_eq!(told.operand_b.as_deref(), Some("12.3456"));
        assert!(told.message_zh.starts_with("2 "), "{}", told.message_zh);
    }
}
