//! OFD packages as offices write them: text with distances and maps, paths as rulings, templates, and what is damaged.

use std::io::{Cursor, Write};

use yusuan::convert::read;
use yusuan::document::{Block, Document};
use yusuan::error::Error;
use yusuan::finding::{Finding, Findings};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACE: &str = r#"xmlns:ofd="http://www.ofdspec.org/2016""#;
/// The outline of a square of 40 × 20 mm with a line between two columns.
const RULED: &str = r#"<ofd:PathObject ID="1" Boundary="20 20 40 20"><ofd:AbbreviatedData>M 0 0 L 40 0 L 40 20 L 0 20 C M 20 0 L 20 20</ofd:AbbreviatedData></ofd:PathObject>"#;

fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in members {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(xml.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A package of one page with these objects.
fn page(objects: &str) -> Vec<u8> {
    let root = format!(
        r#"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#
    );
    let document = format!(
        r#"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Outlines><ofd:OutlineElem Title="绩效目标"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto><ofd:Dest Type="Fit" PageID="1"/></ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem></ofd:Outlines></ofd:Document>"#
    );
    let content = format!(
        r#"<ofd:Page {NAMESPACE}><ofd:Template TemplateID="7" ZOrder="Background"/><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>"#
    );
    let template = format!(
        r#"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="3">{RULED}</ofd:Layer></ofd:Content></ofd:Page>"#
    );
    package(&[
        ("OFD.xml", &root),
        ("Doc_0/Document.xml", &document),
        ("Doc_0/Pages/Page_0/Content.xml", &content),
        ("Doc_0/Tpls/Tpl_0/Content.xml", &template),
    ])
}

/// Text of 4 mm at (x, y) of a boundary that begins at the corner of the page.
fn text(x: f64, y: f64, rest: &str, text: &str) -> String {
    format!(
        r#"<ofd:TextObject ID="9" Boundary="0 0 210 297" Font="1" Size="4" {rest}><ofd:TextCode X="{x}" Y="{y}" DeltaX="g 3 4">{text}</ofd:TextCode></ofd:TextObject>"#
    )
}

fn opened(bytes: &[u8]) -> (Document, Vec<Finding>) {
    let mut findings = Findings::default();
    let (format, document) = read("a.ofd", bytes, &mut findings).expect("it can be read");
    assert_eq!(format.as_str(), "ofd");
    (document, findings.as_slice().to_vec())
}

fn refused(bytes: &[u8]) -> Error {
    read("a.ofd", bytes, &mut Findings::default()).expect_err("it cannot be read")
}

fn cells(document: &Document) -> Vec<String> {
    let tables = document.blocks.iter().filter_map(Block::as_table);
    tables
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells)
        .map(|cell| cell.text().into_owned())
        .collect()
}

#[test]
fn text_stands_in_the_table_of_the_template() {
    let objects = [
        text(30.0, 10.0, "", "绩效目标"),
        text(22.0, 30.0, "", "数量"),
        text(42.0, 30.0, "", "≥10"),
    ]
    .concat();
    let (document, findings) = opened(&page(&objects));
    assert_eq!(cells(&document), ["数量", "≥10"]);
    let Block::Paragraph(title) = &document.blocks[0] else {
        panic!("the title stands above the table");
    };
    assert_eq!(
        (title.text.as_str(), title.heading, title.page),
        ("绩效目标", Some(1), Some(1))
    );
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn maps_and_boundaries_move_text() {
    // half as large, from the corner of its own boundary
    let object = r#"<ofd:TextObject ID="9" Boundary="42 25 20 10" Font="1" Size="8" CTM="0.5 0 0 0.5 0 0"><ofd:TextCode X="2" Y="8" DeltaX="8">数量</ofd:TextCode></ofd:TextObject>"#;
    let (document, _) = opened(&page(object));
    assert_eq!(cells(&document), ["", "数量"]);
}

#[test]
fn distances_that_end_early_go_on_and_references_do_not_start_anew() {
    let object = r#"<ofd:TextObject ID="9" Boundary="0 0 210 297" Font="1" Size="4"><ofd:TextCode X="22" Y="30" DeltaX="4">甲&amp;乙&lt;丙</ofd:TextCode></ofd:TextObject>"#;
    let (document, _) = opened(&page(object));
    assert_eq!(
        cells(&document),
        [
            "甲&乙<丙".chars().take(4).collect::<String>(),
            "丙".to_owned()
        ]
    );
}

#[test]
fn text_that_cannot_be_seen_is_reported() {
    for hidden in [
        text(22.0, 30.0, r#"Visible="false""#, "看不见"),
        text(22.0, 30.0, "", "看不见").replace(
            "<ofd:TextCode",
            r#"<ofd:FillColor Value="255 255 255"/><ofd:TextCode"#,
        ),
        text(22.0, 30.0, r#"CTM="0.7 0.7 -0.7 0.7 0 0""#, "看不见"),
    ] {
        let (document, findings) =
            opened(&page(&[text(42.0, 30.0, "", "看得见"), hidden].concat()));
        assert_eq!(cells(&document), ["", "看得见"]);
        assert_eq!(findings[0].code, "hidden-text");
        assert_eq!(findings[0].evidence.as_deref(), Some("看不见"));
    }
}

#[test]
fn what_is_missing_is_reported() {
    assert_eq!(
        refused(&package(&[("OFD.xml", "<ofd:OFD/>")])).code(),
        "damaged"
    );
    let picture = r#"<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>"#;
    assert_eq!(refused(&page(picture)).code(), "no-text-layer");
    let root = "<OFD><DocRoot>/Doc_0/Document.xml</DocRoot></OFD>";
    let document = r#"<Document><Pages><Page ID="1" BaseLoc="P.xml"/><Page ID="2" BaseLoc="Q.xml"/></Pages></Document>"#;
    let content = r#"<Page><Content><TextObject Boundary="20 20 90 9" Size="4"><TextCode X="0" Y="4">正文</TextCode></TextObject></Content></Page>"#;
    let bytes = package(&[
        ("OFD.xml", root),
        ("Doc_0/Document.xml", document),
        ("Doc_0/P.xml", content),
    ]);
    let (document, findings) = opened(&bytes);
    assert_eq!(document.blocks.len(), 1);
    assert_eq!(findings[0].code, "page-missing");
}

#[test]
fn every_document_of_a_package_is_read_and_a_broken_page_is_reported() {
    let root = "<OFD><DocBody><DocRoot>A/D.xml</DocRoot></DocBody><DocBody><DocRoot>B/D.xml</DocRoot></DocBody></OFD>";
    let document = r#"<Document><Pages><Page ID="1" BaseLoc="P.xml"/></Pages></Document>"#;
    let text = |text: &str| {
        format!(
            r#"<Page><Content><TextObject Boundary="20 20 90 9" Size="4"><TextCode X="0" Y="4">{text}</TextCode></TextObject>"#
        )
    };
    let whole = format!("{}</Content></Page>", text("第一份"));
    let bytes = package(&[
        ("OFD.xml", root),
        ("A/D.xml", document),
        ("A/P.xml", &whole),
        ("B/D.xml", document),
        ("B/P.xml", &text("第二份")),
    ]);
    let (document, findings) = opened(&bytes);
    let pages = document.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => (paragraph.text.as_str(), paragraph.page),
        Block::Table(_) => ("a table", None),
    });
    assert_eq!(
        pages.collect::<Vec<_>>(),
        [("第一份", Some(1)), ("第二份", Some(2))]
    );
    assert_eq!(findings[0].code, "damaged-xml");
    assert_eq!(findings[0].location.page, Some(2));
}
