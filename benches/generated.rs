//! Budget documents of any size, made from templates: the input of the benches.
//!
//! In: a number of projects. Out: a docx as Word would write it, including formatting (nine tenths of its bytes); each
//! project has a title with a `_Toc` bookmark, a head table and an indicator table. The same number gives the same
//! bytes.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"><w:body>"#;
const TAIL: &str = r#"<w:sectPr w:rsidR="00A77B3E"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr></w:body></w:document>"#;
const TABLE: &str = r#"<w:tbl><w:tblPr><w:tblW w:w="9072" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid><w:gridCol w:w="1296"/><w:gridCol w:w="1296"/><w:gridCol w:w="1296"/></w:tblGrid>"#;
const ROW: &str = r#"<w:tr w:rsidR="00F21D0C" w:rsidTr="00F21D0C" w14:paraId="1B2C3D4E" w14:textId="77777777"><w:trPr><w:trHeight w:val="425"/><w:jc w:val="center"/></w:trPr>"#;
const PARAGRAPH: &str = r#"<w:p w:rsidR="00F21D0C" w:rsidRDefault="00A85A2F" w14:paraId="5E6F7A8B" w14:textId="77777777"><w:pPr><w:widowControl/><w:spacing w:line="280" w:lineRule="exact"/><w:jc w:val="left"/><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:cs="宋体"/><w:kern w:val="0"/><w:szCs w:val="21"/></w:rPr></w:pPr>"#;
const RUN: &str = r#"<w:r><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:cs="宋体" w:hint="eastAsia"/><w:kern w:val="0"/><w:szCs w:val="21"/></w:rPr><w:t>"#;

const INDICATORS: [(&str, &str, &str, &str); 13] = [
    ("产出指标", "数量指标", "维护系统数量", "≥12个"),
    ("产出指标", "数量指标", "培训人次", "≥350人次"),
    ("产出指标", "数量指标", "编印刊物期数", "=6期"),
    ("产出指标", "质量指标", "验收合格率", "≥98%"),
    ("产出指标", "质量指标", "稿件质量达标率", "≥95%"),
    ("产出指标", "时效指标", "完成时间", "2023年12月31日前"),
    ("产出指标", "时效指标", "校对稿件平均用时", "≤3天"),
    ("产出指标", "成本指标", "维护成本", "≤25.5万元"),
    ("效益指标", "经济效益指标", "节约经费", "≥3万元"),
    ("效益指标", "社会效益指标", "网站日均访问量", "≥2000次"),
    ("效益指标", "社会效益指标", "保障机关正常运转", "有效保障"),
    ("效益指标", "可持续影响指标", "系统使用年限", "≥5年"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥95%"),
];

/// A docx with that many projects.
pub(crate) fn docx(projects: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONSHIPS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/document.xml", document_xml(projects)),
    ];
    for (name, text) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .and_then(|()| Ok(writer.write_all(text.as_bytes())?))
            .expect("writing to memory does not fail");
    }
    writer
        .finish()
        .expect("writing to memory does not fail")
        .into_inner()
}

/// The main part of [`docx`].
fn document_xml(projects: usize) -> String {
    let mut xml = String::from(HEAD);
    for number in 1..=projects {
        project(&mut xml, number);
    }
    xml.push_str(TAIL);
    xml
}

fn project(xml: &mut String, number: usize) {
    let name = format!("信息化建设与运行维护项目{number:04}");
    let thousands = number % 900 + 100;
    xml.push_str(&format!(
        r#"<w:p w:rsidR="00F21D0C"><w:pPr><w:pStyle w:val="1"/></w:pPr><w:bookmarkStart w:id="{number}" w:name="_Toc1{number:08}"/>{RUN}{number}.{name}绩效目标表</w:t></w:r><w:bookmarkEnd w:id="{number}"/></w:p>"#
    ));
    xml.push_str(TABLE);
    row(
        xml,
        &[("556101示例市委员会办公室", 4, ""), ("单位：万元", 3, "")],
    );
    row(xml, &[("项目名称", 1, ""), (&name, 6, "")]);
    let budget = format!("{}.{}", thousands, number % 10);
    row(
        xml,
        &[
            ("预算规模及资金用途", 1, "restart"),
            ("预算数", 1, ""),
            (&budget, 1, ""),
            ("其中：财政资金", 1, ""),
            (&budget, 1, ""),
            ("其他资金", 1, ""),
            ("", 1, ""),
        ],
    );
    row(
        xml,
        &[
            ("", 1, "continue"),
            (
                "用于机关办公自动化系统、门户网站的日常运行维护和设备更新。",
                6,
                "",
            ),
        ],
    );
    row(
        xml,
        &[
            ("绩效目标", 1, ""),
            (
                "保障信息系统安全稳定运行，提高办公效率，2023年12月31日前完成全部运维任务。",
                6,
                "",
            ),
        ],
    );
    xml.push_str("</w:tbl>");
    paragraph(xml, "");
    xml.push_str(TABLE);
    let header = ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"];
    row(xml, &header.map(|label| (label, 1, "")));
    let mut above = "";
    for (first, second, third, value) in INDICATORS {
        let merge = if first == above {
            "continue"
        } else {
            "restart"
        };
        let shown = if first == above { "" } else { first };
        above = first;
        let description = format!("反映{third}的情况");
        row(
            xml,
            &[
                (shown, 1, merge),
                (second, 1, ""),
                (third, 1, ""),
                (&description, 1, ""),
                (value, 1, ""),
            ],
        );
    }
    xml.push_str("</w:tbl>");
    paragraph(xml, "");
}

/// A row of cells, each given as text, column span and vertical merge.
fn row(xml: &mut String, cells: &[(&str, u32, &str)]) {
    xml.push_str(ROW);
    for (text, columns, merge) in cells {
        xml.push_str(r#"<w:tc><w:tcPr><w:tcW w:w="1296" w:type="dxa"/>"#);
        if *columns > 1 {
            xml.push_str(&format!(r#"<w:gridSpan w:val="{columns}"/>"#));
        }
        if !merge.is_empty() {
            xml.push_str(&format!(r#"<w:vMerge w:val="{merge}"/>"#));
        }
        xml.push_str(r#"<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:vAlign w:val="center"/></w:tcPr>"#);
        paragraph(xml, text);
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}

fn paragraph(xml: &mut String, text: &str) {
    xml.push_str(PARAGRAPH);
    if !text.is_empty() {
        xml.push_str(RUN);
        xml.push_str(text);
        xml.push_str("</w:t></w:r>");
    }
    xml.push_str("</w:p>");
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;
const RELATIONSHIPS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>"#;
