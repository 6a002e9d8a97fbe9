use std::io::{Cursor, Write};

use super::*;
use crate::readers::drawn::drawn;

/// A file of its own.
fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    super::read(bytes, &Allowance::of_bytes(bytes.len()), findings)
}

fn flat(styles: &str, body: &str) -> String {
    let xml = format!(
        "<office:document><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:master-styles><text:p>header</text:p></office:master-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    let document = read_flat(xml.as_bytes(), &mut Findings::default()).unwrap();
    drawn(&document.blocks)
}

#[test]
fn text_and_structure() {
    for (body, expected) in [
        (
            "<text:p> a\n  b<text:s text:c='3'/>c <text:tab/>d<text:line-break/>e &amp; f</text:p>",
            "a b   c \td\ne & f",
        ),
        (
            "<text:h text:outline-level='2'>x</text:h>\n<text:p/>",
            "#2 x|",
        ),
        (
            "<text:p>a<text:bookmark-start text:name='_Toc1'/>b<text:bookmark-end text:name='_Toc1'/><text:bookmark text:name='m'/></text:p>",
            "<_Toc1><m>ab",
        ),
        (
            "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes><text:p>a<text:change-start/>new<text:change-end/></text:p>",
            "anew",
        ),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>b<office:annotation><text:p>c</text:p></office:annotation></text:p>",
            "ab",
        ),
        (
            "<text:table-of-content><text:table-of-content-source/><text:index-body><text:p><text:a>title<text:tab/>3</text:a></text:p></text:index-body></text:table-of-content><text:p>a</text:p>",
            "toc title\t3|a",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>t</svg:title></draw:frame>b</text:p>",
            "ab|box",
        ),
        (
            "<text:section text:display='none' text:name='s'><text:p>x</text:p></text:section><text:p>y<text:page-number>3</text:page-number></text:p>",
            "y3",
        ),
    ] {
        assert_eq!(flat("", body), expected, "{body}");
    }
}

#[test]
fn tables() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let wide = "table:number-columns-spanned='2'";
    let high = "table:number-rows-spanned='2'";
    let covered = "<table:covered-table-cell/>";
    for (rows, expected) in [
        (
            vec![cell(wide, "a") + covered + &cell("", "b"), cell("", "c") + &cell("", "d") + &cell("", "e")],
            "[(0 2x1 a)(2 1x1 b)/(0 1x1 c)(1 1x1 d)(2 1x1 e)]",
        ),
        (
            vec![cell(high, "a") + &cell("", "b"), covered.to_owned() + &cell("", "c")],
            "[(0 1x2 a)(1 1x1 b)/(1 1x1 c)]",
        ),
        // a row that spans cover completely keeps its place
        (
            vec![cell(high, "a") + &cell(high, "b"), "<table:covered-table-cell table:number-columns-repeated='2'/>".to_owned(), cell("", "c")],
            "[(0 1x2 a)(1 1x2 b)//(0 1x1 c)]",
        ),
        // a covered cell that no span covers leaves an empty slot
        (vec![covered.to_owned() + &cell("", "a")], "[(1 1x1 a)]"),
        (vec![cell("table:number-columns-repeated='3'", "a")], "[(0 1x1 a)(1 1x1 a)(2 1x1 a)]"),
        (
            vec!["<table:table-cell><table:table table:is-sub-table='true'><table:table-row><table:table-cell><text:p>in</text:p></table:table-cell></table:table-row></table:table></table:table-cell>".to_owned()],
            "[(0 1x1 [(0 1x1 in)])]",
        ),
    ] {
        let rows: String = rows.iter().map(|row| format!("<table:table-row>{row}</table:table-row>")).collect();
        let body = format!("<table:table><table:table-column/><table:table-header-rows>{rows}</table:table-header-rows></table:table>");
        assert_eq!(flat("", &body), expected, "{rows}");
    }
    let twice = "<table:table><table:table-row table:number-rows-repeated='2'><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(flat("", twice), "[(0 1x1 a)/(0 1x1 a)]");
}

#[test]
fn numbers_of_lists_and_headings() {
    let styles = "<text:list-style style:name='L'>\
         <text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
         <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='.' text:display-levels='1'/>\
         </text:list-style>\
         <text:list-style style:name='B'><text:list-level-style-bullet text:level='1'/></text:list-style>\
         <text:list-style style:name='P'><text:list-level-style-number text:level='1' style:num-format='1' loext:num-list-format='（%1%）'/></text:list-style>\
         <text:outline-style><text:outline-level-style text:level='1' style:num-format='1'/>\
         <text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>";
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list =
        |attributes: &str, items: &str| format!("<text:list {attributes}>{items}</text:list>");
    let l = "text:style-name='L'";
    let inner = format!(
        "<text:list-item>{}</text:list-item>",
        list("", &(item("x") + &item("y")))
    );
    for (body, expected) in [
        (list(l, &(item("a") + &item("b"))), "一、a|二、b"),
        (list(l, &(item("a") + &inner + &item("b"))), "一、a|1. x|2. y|二、b"),
        (list(l, &item("a")) + &list(l, &item("b")), "一、a|一、b"),
        (list(l, &item("a")) + &list(&format!("{l} text:continue-numbering='true'"), &item("b")), "一、a|二、b"),
        (list(l, "<text:list-item text:start-value='5'><text:p>a</text:p><text:p>more</text:p></text:list-item>"), "五、a|more"),
        (list(l, "<text:list-header><text:p>a</text:p></text:list-header>"), "a"),
        (list("text:style-name='B'", &item("a")), "a"),
        (list("text:style-name='P'", &item("a")), "（1）a"),
        ("<text:h text:outline-level='1'>a</text:h><text:h text:outline-level='2'>b</text:h><text:h text:outline-level='2'>c</text:h>".to_owned(), "#1 1 a|#2 1.1 b|#2 1.2 c"),
    ] {
        assert_eq!(flat(styles, &body), expected, "{body}");
    }
}

#[test]
fn contents_by_style() {
    let styles = "<style:style style:name='Contents_20_1' style:family='paragraph'/><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Contents_20_1'/>";
    let body = "<text:p text:style-name='P1'>a<text:tab/>1</text:p><text:p>b</text:p>";
    assert_eq!(flat(styles, body), "toc a\t1|b");
}

#[test]
fn hidden_text_is_told() {
    let styles = "<style:style style:name='T' style:family='text'><style:text-properties text:display='none'/></style:style>\
        <style:style style:name='P' style:family='paragraph' style:parent-style-name='T'/>";
    let body = "<text:p>a<text:span text:style-name='T'>secret</text:span>b</text:p><text:p text:style-name='P'>x</text:p>";
    assert_eq!(flat(styles, body), "ab");
}

fn package(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn packages_that_cannot_be_read() {
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    for (members, expected) in [
        (
            vec![("content.xml", "x"), ("META-INF/manifest.xml", manifest)],
            "encrypted",
        ),
        (vec![("mimetype", "")], "damaged"),
        (
            vec![("content.xml", "<office:document-content/>")],
            "damaged",
        ),
    ] {
        let error = read(&package(&members), &mut Findings::default()).unwrap_err();
        assert_eq!(error.code(), expected, "{members:?}");
    }
}

#[test]
fn xml_that_breaks_off_is_read_as_far_as_it_goes() {
    let content = "<office:document-content><office:body><office:text><text:p>a</text:p><text:p>b";
    let mut findings = Findings::default();
    let document = read(&package(&[("content.xml", content)]), &mut findings).unwrap();
    assert_eq!(drawn(&document.blocks), "a|b");
    assert_eq!(findings.as_slice()[0].code, "damaged-xml");
}

#[test]
fn a_package_that_breaks_off_is_read_as_far_as_it_goes() {
    let content = "<office:document-content><office:body><office:text><text:p>a</text:p></office:text></office:body></office:document-content>";
    let bytes = package(&[("content.xml", content), ("styles.xml", "")]);
    let end = memmem::find(&bytes, b"styles.xml").unwrap();
    let mut findings = Findings::default();
    let document = read(&bytes[..end], &mut findings).unwrap();
    assert_eq!(drawn(&document.blocks), "a");
    assert_eq!(findings.as_slice()[0].code, "damaged-archive");
}

#[test]
fn rows_repeated_without_end_are_refused() {
    let long = "x".repeat(200_000);
    let xml = format!(
        "<office:document><office:body><office:text><table:table>\
         <table:table-row table:number-rows-repeated='1000'><table:table-cell><text:p>{long}</text:p></table:table-cell></table:table-row>"
    );
    let error = read_flat(xml.as_bytes(), &mut Findings::default()).unwrap_err();
    assert_eq!(error.code(), "limit-exceeded");
}

#[test]
fn tables_nested_without_end_cost_no_stack() {
    let depth = 20_000;
    let open = "<table:table><table:table-row><table:table-cell><text:p>x</text:p>";
    let xml = format!(
        "<office:document><office:body><office:text>{}",
        open.repeat(depth)
    );
    let mut findings = Findings::default();
    read_flat(xml.as_bytes(), &mut findings).unwrap();
    assert!(findings.as_slice().iter().any(|f| f.code == "deep-nesting"));
}

#[test]
fn embedded_objects_are_told() {
    let xml = "<office:document><office:body><office:text><text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>95%</text:p></office:text></office:body></office:document>";
    let mut findings = Findings::default();
    read_flat(xml.as_bytes(), &mut findings).unwrap();
    let codes: Vec<_> = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    assert_eq!(codes, ["object-not-read"]);
}
