//! One case per feature: a piece of body XML and the expected outline.
//!
//! The outline writes a paragraph as its text, a heading as `#1 text`, a line of a table of contents as `~text`,
//! bookmarks as `@name` before the text, a table as `[cell|cell/cell|cell]`, and the spans of a cell as
//! `{columns,rows}` after it.

use std::io::Write;

use super::*;
use crate::document::Paragraph;
use crate::word::Word;

/// A file of its own.
fn read(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    super::read(bytes, &Allowance::of_bytes(bytes.len()), findings)
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>"#
    )
}

/// The document with this body and the styles and lists of [`STYLES`] and [`LISTS`], and the codes of its findings.
fn read_body(body: &str) -> (Document, Vec<Word>) {
    let bytes = zipped(&[
        ("word/document.xml", &document(body)),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", LISTS),
    ]);
    let mut findings = Findings::default();
    let document = read(&bytes, &mut findings).unwrap();
    let codes = findings.as_slice().iter().map(|f| f.code.clone()).collect();
    (document, codes)
}

pub(crate) fn outline(blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => outline_of_paragraph(paragraph),
            Block::Table(table) => {
                let rows: Vec<String> = table
                    .rows
                    .iter()
                    .map(|row| {
                        let cells: Vec<String> = row.cells.iter().map(outline_of_cell).collect();
                        cells.join("|")
                    })
                    .collect();
                format!("[{}]", rows.join("/"))
            }
        })
        .collect();
    blocks.join(";")
}

fn outline_of_paragraph(paragraph: &Paragraph) -> String {
    let bookmarks: String = paragraph
        .bookmarks()
        .iter()
        .map(|name| format!("@{name} "))
        .collect();
    let heading = paragraph
        .heading
        .map(|level| format!("#{level} "))
        .unwrap_or_default();
    let toc = if paragraph.toc { "~" } else { "" };
    format!("{bookmarks}{heading}{toc}{}", paragraph.text)
}

fn outline_of_cell(cell: &crate::document::Cell) -> String {
    let spans = match (cell.column_span, cell.row_span) {
        (1, 1) => String::new(),
        (columns, rows) => format!("{{{columns},{rows}}}"),
    };
    format!("{}{spans}", outline(&cell.blocks))
}

const STYLES: &str = r#"<w:styles><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="项目"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="numbered"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"#;

const LISTS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;

/// Replaces the abbreviations of the cases: `T(…)` is a run of text, `P(…)` a paragraph with one run.
fn spelled(short: &str) -> String {
    let mut xml = String::new();
    let mut rest = short;
    while let Some(at) = rest.find(['T', 'P']).filter(|_| rest.contains(['T', 'P'])) {
        let (before, from) = rest.split_at(at);
        xml.push_str(before);
        match from[1..]
            .strip_prefix('(')
            .and_then(|inner| inner.split_once(')'))
        {
            Some((text, after)) => {
                let run = format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#);
                match from.starts_with('P') {
                    true => xml.push_str(&format!("<w:p>{run}</w:p>")),
                    false => xml.push_str(&run),
                }
                rest = after;
            }
            None => {
                xml.push_str(&from[..1]);
                rest = &from[1..];
            }
        }
    }
    xml + rest
}

fn check(cases: &[(&str, &str)]) {
    for (short, expected) in cases {
        let (document, codes) = read_body(&spelled(short));
        assert_eq!(outline(&document.blocks), *expected, "{short}");
        assert!(!codes.contains(&"damaged-xml".into()), "{short}: {codes:?}");
    }
}

#[test]
fn text() {
    check(&[
        ("P(预算)P()P(表)", "预算;;表"),
        ("<w:p/>P(a)", ";a"),
        (
            "P(5&lt;6 &amp; &#x2265;7 &#20803; &unknown; a&b)",
            "5<6 & ≥7 元 &unknown; a&b",
        ),
        ("<w:p><w:r><w:t> a \n b </w:t></w:r></w:p>", "a   b"),
        (
            "<w:p><w:r><w:t><![CDATA[<a&b>]]></w:t></w:r></w:p>",
            "<a&b>",
        ),
        ("<w:p><w:r><w:t>a<!-- </w:t> -->b</w:t></w:r></w:p>", "ab"),
        (
            "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:t>2022</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>",
            "a\nb\tc\n2022-1",
        ),
        (
            "<w:p><w:r><w:br w:type='page'/></w:r>T(a)<w:r><w:br w:type='page'/></w:r></w:p>",
            "a",
        ),
        (
            "<w:p>T(a)<w:r><w:br w:type='column'/></w:r>T(b)</w:p>",
            "a\nb",
        ),
        (
            "<w:p><w:r><w:t>a<w:br/>b</w:t><w:t>c</w:t></w:r></w:p>",
            "a\nbc",
        ),
        (
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>T(a)</w:p>",
            "a",
        ),
        (
            "<w:p><w:r><w:softHyphen/><w:lastRenderedPageBreak/><w:t>a</w:t></w:r></w:p>",
            "a",
        ),
        (
            "<w:p>T(a)<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='1'/></w:r>T(b)</w:p>",
            "ab",
        ),
        (
            "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t><w:sym w:font='Wingdings 2' w:char='0052'/></w:r></w:p>",
            "≥5☑",
        ),
        (
            "<w:p><w:r><w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr><w:t>\u{f0a3}9</w:t></w:r></w:p>",
            "≤9",
        ),
        (
            "<w:p><w:r><w:ruby><w:rt>T(pinyin)</w:rt><w:rubyBase>T(汉)</w:rubyBase></w:ruby></w:r></w:p>",
            "汉",
        ),
        (
            "<w:p><m:oMath><m:r><m:t>≥95</m:t></m:r></m:oMath></w:p>",
            "≥95",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> eq </w:instrText></w:r><w:r><w:instrText>\\o\\ac(○,12)</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>gone</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>T(95)</w:p>",
            "⑫95",
        ),
        (
            "<w:p><m:oMath><m:rad><m:e><m:r><m:t>10</m:t></m:r></m:e></m:rad><m:sSub><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub></m:oMath>T(5)</w:p>",
            "√1010 2 5",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r>T(b)</w:p>",
            "ab",
        ),
        (
            "<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r></w:p>",
            "a",
        ),
    ]);
}

#[test]
fn wrappers_changes_and_fields() {
    check(&[
        (
            "<w:p><w:hyperlink>T(a)</w:hyperlink><w:smartTag><w:smartTagPr><w:attr/></w:smartTagPr>T(b)</w:smartTag><w:customXml>T(c)</w:customXml><w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>T(d)</w:sdtContent></w:sdt></w:p>",
            "abcd",
        ),
        (
            "<w:sdt><w:sdtContent>P(a)</w:sdtContent></w:sdt><w:customXml>P(b)</w:customXml>",
            "a;b",
        ),
        (
            "<w:p><w:ins>T(new)</w:ins><w:del><w:r><w:delText>old</w:delText></w:r>T(old)</w:del><w:moveFrom>T(there)</w:moveFrom><w:moveTo>T(here)</w:moveTo></w:p>",
            "newhere",
        ),
        (
            "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>T(a)</w:p>P(b)P(c)",
            "ab;c",
        ),
        (
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val='1'/></w:pPr></w:pPrChange></w:pPr>T(a)</w:p>",
            "a",
        ),
        (
            "<w:p><w:fldSimple w:instr='PAGE'>T(3)</w:fldSimple></w:p>",
            "3",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE </w:instrText></w:r>T(no)<w:r><w:fldChar w:fldCharType='separate'/></w:r>T(7)<w:r><w:fldChar w:fldCharType='end'/></w:r>T(.)</w:p>",
            "7.",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>IF </w:instrText><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>9</w:t><w:fldChar w:fldCharType='end'/><w:fldChar w:fldCharType='separate'/><w:t>yes</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            "yes",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='a'/><w:checkBox><w:sizeAuto/><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>T(新)<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>T(旧)</w:p>",
            "☒新☐旧",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:default w:val='0'/><w:listEntry w:val='新'/><w:listEntry w:val='旧'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>T(.)</w:p>",
            "旧.",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:textInput><w:default w:val='no'/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>T(a)<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            "a",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>P(no)</w:tc><w:tc>P(a)</w:tc></w:tr></w:tbl>",
            "[a]",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>T(lost)</w:p>P(a)",
            ";a",
        ),
    ]);
}

#[test]
fn tables() {
    check(&[
        (
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>P(a)</w:tc><w:tc>P(b)P()</w:tc></w:tr></w:tbl>",
            "[a|b;]",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>P(a)</w:tc></w:tr><w:tr><w:tc>P(b)</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
            "[a{2,1}/b|]",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>P(a)</w:tc><w:tc>P(b)</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>P(c)</w:tc></w:tr></w:tbl>",
            "[a{1,2}|b/c]",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:hMerge w:val='restart'/></w:tcPr>P(a)</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc><w:tc>P(b)</w:tc></w:tr></w:tbl>",
            "[a{2,1}|b]",
        ),
        (
            "<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc><w:sdt><w:sdtContent>P(a)</w:sdtContent></w:sdt></w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
            "[a]",
        ),
        (
            "<w:tbl><w:tr><w:tc>P(a)<w:tbl><w:tr><w:tc>P(b)</w:tc></w:tr></w:tbl>P(c)</w:tc></w:tr></w:tbl>",
            "[a;[b];c]",
        ),
        (
            "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>P(a)</w:tc></w:tr><w:tr><w:tc>P(b)</w:tc></w:tr></w:tbl>",
            "[b]",
        ),
        (
            "<w:tbl><w:tr/><w:tr><w:tc/><w:tc>P(b)</w:tc></w:tr></w:tbl>",
            "[|b]",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:cellMerge w:vMerge='rest'/></w:tcPr>P(a)</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:cellMerge w:vMerge='cont'/></w:tcPr>P()</w:tc></w:tr></w:tbl>",
            "[a{1,2}/]",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val='3'/></w:tcPr></w:tcPrChange></w:tcPr>P(a)</w:tc></w:tr></w:tbl>",
            "[a]",
        ),
    ]);
    let (document, _) = read_body(&spelled(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='2'/><w:gridAfter w:val='1'/></w:trPr><w:tc>P(a)</w:tc></w:tr></w:tbl>",
    ));
    let table = document.blocks[0].as_table().unwrap();
    assert_eq!(table.rows[0].cells[0].column, 2);
}

#[test]
fn text_boxes_once() {
    let boxed = "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent>P(box)</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>P(box)</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    let fallback = boxed.replacen("P(box)", "<w:p/>", 1);
    check(&[
        (&format!("<w:p>T(a){boxed}T(b)</w:p>P(c)"), "ab;box;c"),
        (&format!("<w:p>{fallback}</w:p>"), ";;box"),
        (
            "<w:p>T(a)<w:r><w:pict><v:textbox><w:txbxContent><w:tbl><w:tr><w:tc>P(t)</w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></w:pict></w:r>T(b)</w:p>",
            "ab;[t]",
        ),
    ]);
}

#[test]
fn headings_numbers_contents_and_bookmarks() {
    let numbered = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>T({text})</w:p>"
        )
    };
    let list = |items: &[(u32, u32, &str)]| -> String {
        items.iter().map(|(n, l, t)| numbered(*n, *l, t)).collect()
    };
    check(&[
        (
            "<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr>T(a)</w:p><w:p><w:pPr><w:pStyle w:val='mine'/></w:pPr>T(b)</w:p>",
            "#1 a;#1 b",
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='1'/><w:outlineLvl w:val='9'/></w:pPr>T(a)</w:p><w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr>T(b)</w:p>",
            "a;#3 b",
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>T(a)</w:p>P(b)",
            "~a;b",
        ),
        (
            &list(&[
                (1, 0, "a"),
                (1, 1, "b"),
                (1, 1, "c"),
                (1, 2, "d"),
                (1, 0, "e"),
                (1, 1, "f"),
            ]),
            "一、a;1.1 b;1.2 c;d;二、e;2.1 f",
        ),
        (
            &list(&[
                (1, 0, "a"),
                (2, 0, "b"),
                (2, 0, "c"),
                (3, 0, ""),
                (3, 0, "2023年"),
                (9, 0, "x"),
                (0, 0, "y"),
            ]),
            "一、a;五、b;六、c;1;2 2023年;x;y",
        ),
        (
            "<w:p><w:pPr><w:pStyle w:val='numbered'/></w:pPr>T(a)</w:p><w:p><w:pPr><w:pStyle w:val='numbered'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>T(b)</w:p>",
            "一、a;b",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> TOC \\o \"1-3\" </w:instrText><w:fldChar w:fldCharType='separate'/></w:r><w:hyperlink w:anchor='_Toc1'>T(一)</w:hyperlink></w:p>P(二)<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r>T(三)</w:p>",
            "~一;~二;三",
        ),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc>P(b)</w:tc></w:tr></w:tbl>P(c)",
            "~a;[b];c",
        ),
        (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>P(目录)P(a)</w:sdtContent></w:sdt>P(b)",
            "~目录;~a;b",
        ),
        (
            "<w:p><w:bookmarkStart w:id='0' w:name='_Toc1'/>T(a)<w:bookmarkStart w:id='1' w:name='x&amp;y'/><w:bookmarkEnd w:id='0'/></w:p>",
            "@_Toc1 @x&y a",
        ),
        ("P(a)<w:bookmarkStart w:name='b1'/>P(b)", "a;@b1 b"),
        (
            "<w:bookmarkStart w:name='b0'/><w:tbl><w:bookmarkStart w:name='b1'/><w:tr><w:tc><w:bookmarkStart w:name='b2'/>P(a)</w:tc><w:bookmarkStart w:name='b3'/></w:tr></w:tbl>P(b)",
            "[@b0 @b1 @b2 a];@b3 b",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>P(a)</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:bookmarkStart w:name='m'/></w:p></w:tc></w:tr></w:tbl>P(b)",
            "[a{1,2}/];@m b",
        ),
        ("P(a)<w:bookmarkStart w:name='last'/>", "@last a"),
    ]);
}

#[test]
fn other_prefixes_namespaces_and_part_names() {
    let body = |prefix: &str, uri: &str| {
        let colon = if prefix.is_empty() { "" } else { ":" };
        let xmlns = if prefix.is_empty() {
            String::new()
        } else {
            format!(":{prefix}")
        };
        let p = format!("{prefix}{colon}");
        format!(
            "<{p}document xmlns{xmlns}=\"{uri}\"><{p}body><{p}p><{p}r><{p}t>a</{p}t></{p}r></{p}p></{p}body></{p}document>"
        )
    };
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let rels = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='r1' Type='{kind}/officeDocument' Target='{target}'/></Relationships>"
        )
    };
    let usual = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    for (part, target, xml) in [
        ("word/document.xml", "word/document.xml", body("w", W)),
        ("word/document.xml", "/word/document.xml", body("x", W)),
        ("word/document.xml", "word/document.xml", body("", strict)),
        (
            "word/document2.xml",
            "word/document2.xml",
            body("ns0", strict),
        ),
        ("Word\\Document.xml", "word/document.xml", body("w", W)),
        ("word/document.xml", "word/gone.xml", body("w", W)),
    ] {
        let bytes = zipped(&[("_rels/.rels", &rels(usual, target)), (part, &xml)]);
        let document = read(&bytes, &mut Findings::default()).unwrap();
        assert_eq!(outline(&document.blocks), "a", "{part} {xml}");
    }
}

#[test]
fn embedded_documents_are_read_in_place() {
    let inner = document(&spelled("P(inner)"));
    let inner = zipped(&[("word/document.xml", &inner)]);
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let outer = document(&spelled("P(a)<w:altChunk r:id='c1'/>P(b)"));
    let rels = "<Relationships><Relationship Id='c1' Type='x/aFChunk' Target='chunk.docx'/></Relationships>";
    for (name, bytes) in [
        ("word/document.xml", outer.as_bytes()),
        ("word/_rels/document.xml.rels", rels.as_bytes()),
        ("word/chunk.docx", inner.as_slice()),
    ] {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let document = read(&bytes, &mut Findings::default()).unwrap();
    assert_eq!(outline(&document.blocks), "a;inner;b");
}

#[test]
fn damaged_markup_is_read_as_far_as_it_goes() {
    for (body, expected, code) in [
        (
            "<w:p><w:r><w:t>a</w:t></w:r><w:p><w:r><w:t>b</w:t></w:r></w:p>",
            "a;b",
            "damaged-xml",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tr></w:tbl><w:p/>",
            "[a];",
            "damaged-xml",
        ),
        (
            "</w:tc></w:tbl></w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p>",
            "a",
            "damaged-xml",
        ),
        ("<w:p><w:pPr><w:jc/><w:r><w:t>a</w:t></w:r></w:p>", "a", ""),
        (
            "<w:p><w:r><w:rPr><w:b/><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
            "a;b",
            "",
        ),
        ("<w:p a='><w:r><w:t>a</w:t></w:r></w:p>", "a", ""),
    ] {
        let (document, codes) = read_body(body);
        assert_eq!(outline(&document.blocks), expected, "{body}");
        assert_eq!(codes.first().map_or("", |found| found), code, "{body}");
    }
    let whole = document(
        "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    // cut anywhere inside the body, the document is read without an error and the cut is reported
    let body = whole.find("<w:body>").unwrap() + "<w:body>".len();
    for cut in body..whole.find("</w:body>").unwrap() {
        let mut findings = Findings::default();
        let bytes = zipped(&[("word/document.xml", &whole[..cut])]);
        read(&bytes, &mut findings).unwrap();
        assert_eq!(findings.as_slice()[0].severity, Severity::Error, "{cut}");
    }
}

#[test]
fn hostile_documents_are_bounded() {
    let deep = format!(
        "{}<w:p><w:r><w:t>x</w:t></w:r></w:p>{}",
        "<w:tbl><w:tr><w:tc>".repeat(20_000),
        "</w:tc></w:tr></w:tbl>".repeat(20_000)
    );
    let wide = format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl>",
        "<w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/></w:tc>".repeat(200)
    );
    let long = format!(
        "<w:tbl><w:tr><w:tc><w:p><w:r>{}</w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:t>长长长长长长长长长长长长长长长长</w:t>".repeat(30_000)
    );
    let boxes = format!("<w:p>{}</w:p>", "<w:txbxContent><w:p>".repeat(5_000));
    for (body, code) in [
        (deep, "deep-nesting"),
        (wide, "span-cut"),
        (long, "cell-cut"),
        (boxes, "damaged-xml"),
    ] {
        let (_, codes) = read_body(&body);
        assert!(codes.contains(&code.into()), "{code}: {codes:?}");
    }
    let unended = [
        "<w:rPr>",
        "<!--",
        "<![CDATA[",
        "<?x",
        "<!DOCTYPE",
        "<w:pPr a='",
        "<q:a>",
    ];
    for piece in unended {
        read_body(&piece.repeat(50_000));
    }
}

#[test]
fn packages_that_are_no_documents() {
    let empty = zipped(&[("a.txt", "x")]);
    let no_body = zipped(&[("word/document.xml", "<w:document/>")]);
    for (bytes, part) in [
        (empty, "word/document.xml"),
        (no_body, "w:body"),
        (b"PK\x03\x04".to_vec(), "zip"),
    ] {
        let error = read(&bytes, &mut Findings::default()).unwrap_err();
        assert_eq!(error.code(), "damaged");
        assert!(error.to_string().contains(part), "{error}");
    }
}

#[test]
fn archives_cut_off_give_what_is_left() {
    let body = spelled(&"P(预算绩效目标表的一个段落)".repeat(200));
    let bytes = zipped(&[
        ("word/document.xml", &document(&body)),
        ("word/styles.xml", STYLES),
    ]);
    let mut findings = Findings::default();
    let document = read(&bytes[..bytes.len() - 60], &mut findings).unwrap();
    assert_eq!(document.blocks.len(), 200);
    assert_eq!(findings.as_slice()[0].code, "damaged-archive");
}

#[test]
fn bombs_are_refused() {
    let bomb = " ".repeat((crate::limits::MIN_RATIO_BYTES + 2) as usize);
    let bytes = zipped(&[("word/document.xml", &bomb)]);
    let error = read(&bytes, &mut Findings::default()).unwrap_err();
    assert_eq!(error.code(), "limit-exceeded");
}

#[test]
fn parts_in_utf_16_and_bad_bytes() {
    let xml = document("<w:p><w:r><w:t>预算</w:t></w:r></w:p>").replace(
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(xml.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let mut bad = document("<w:p><w:r><w:t>aXb</w:t></w:r></w:p>").into_bytes();
    let at = bad.windows(3).position(|w| w == b"aXb").unwrap();
    bad[at + 1] = 0xff;
    for (part, expected, findings_expected) in [(utf16, "预算", 0), (bad, "a\u{fffd}b", 1)] {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer
            .start_file(
                "word/document.xml",
                zip::write::SimpleFileOptions::default(),
            )
            .unwrap();
        writer.write_all(&part).unwrap();
        let mut findings = Findings::default();
        let document = read(&writer.finish().unwrap().into_inner(), &mut findings).unwrap();
        assert_eq!(outline(&document.blocks), expected);
        assert_eq!(
            findings.as_slice().len(),
            findings_expected,
            "{:?}",
            findings.as_slice()
        );
    }
}

#[test]
fn an_element_is_passed_over_to_behind_its_name() {
    let mut xml = Xml::new(b"<a><b x='/'><b/>c</b><d/></a>");
    let Some(xml::Tag::Open(_)) = xml.next_tag() else {
        panic!("a tag");
    };
    let Some(xml::Tag::Open(name)) = xml.next_tag() else {
        panic!("a tag inside");
    };
    let start = xml.position();
    assert_eq!(xml.clone().content(name), b"<b/>c");
    xml.skip(name);
    assert_eq!(xml.closed_since(start), Some(&b" x='/'><b/>c</b>"[..]));
    assert!(xml.rest().starts_with(b"><d/>"));
}

#[test]
fn embedded_objects_are_told() {
    let object =
        "<w:p><w:r><w:object><o:OLEObject ProgID='Equation.3'/></w:object></w:r>T(95%)</w:p>";
    for (body, codes) in [
        (object.to_owned(), "object-not-read"),
        (format!("<w:del>{object}</w:del>"), ""),
    ] {
        let body = body.replace("T(95%)", "<w:r><w:t>95%</w:t></w:r>");
        assert_eq!(read_body(&body).1.join(" "), codes, "{body}");
    }
}
