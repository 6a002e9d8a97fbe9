//! Workbooks of Office Open XML.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Cell, FIRST_FORMAT, Value};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package of these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of relationships, each with its id, its kind and its target.
pub(crate) fn relationships(all: &[(&str, &str, &str)]) -> String {
    let all: Vec<String> = all
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id='{id}' Type='{OFFICE}/{kind}' Target='{target}'/>")
        })
        .collect();
    format!("<Relationships>{}</Relationships>", all.concat())
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('\'', "&apos;")
}

/// The part of the formats of cells, one for each code.
pub(crate) fn styles(codes: &[&str]) -> String {
    let ids = FIRST_FORMAT..;
    let formats = codes.iter().zip(ids.clone());
    let formats = formats
        .map(|(code, id)| format!("<numFmt numFmtId='{id}' formatCode='{}'/>", escaped(code)));
    let looks = codes.iter().zip(ids);
    let looks = looks.map(|(_, id)| format!("<xf numFmtId='{id}'/>"));
    let (formats, looks): (String, String) = (formats.collect(), looks.collect());
    format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>")
}

/// A workbook of these sheets, each with the name of its part, which is the id of its relationship too, and the rows in it.
pub(crate) fn of_sheets(styles: &str, sheets: &[(&str, Option<&str>)]) -> Vec<u8> {
    let listed = sheets
        .iter()
        .map(|(name, _)| format!("<sheet name='{name}' r:id='{name}'/>"));
    let book = format!(
        "<workbook xmlns:r='{OFFICE}'><sheets>{}</sheets></workbook>",
        listed.collect::<String>()
    );
    let files: Vec<String> = sheets
        .iter()
        .map(|(name, _)| format!("{name}.xml"))
        .collect();
    let mut related = vec![("styles", "styles", "styles.xml")];
    related.extend(
        sheets
            .iter()
            .zip(&files)
            .map(|((name, _), file)| (*name, "worksheet", file.as_str())),
    );
    let related = relationships(&related);
    let root = relationships(&[("r", "officeDocument", "xl/workbook.xml")]);
    let parts: Vec<(String, String)> = sheets
        .iter()
        .filter_map(|(name, rows)| {
            let part = format!("<worksheet><sheetData>{}</sheetData></worksheet>", (*rows)?);
            Some((format!("xl/{name}.xml"), part))
        })
        .collect();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
    ];
    all.extend(
        parts
            .iter()
            .map(|(name, part)| (name.as_str(), part.as_bytes())),
    );
    zipped(&all)
}

/// A workbook with one sheet.
pub(crate) fn workbook(codes: &[&str], cells: &[Cell]) -> Vec<u8> {
    let mut rows = String::new();
    for row in cells.chunk_by(|one, next| one.0 == next.0) {
        let number = row[0].0 + 1;
        rows += &format!("<row r='{number}'>");
        for (_, column, value) in row {
            let column = char::from(b'A' + *column as u8);
            rows += &match value {
                Value::Number(value, index) => {
                    format!("<c r='{column}{number}' s='{index}'><v>{value}</v></c>")
                }
                Value::Text(text, index) => format!(
                    "<c r='{column}{number}' s='{index}' t='inlineStr'><is><t xml:space='preserve'>{}</t></is></c>",
                    escaped(text)
                ),
            };
        }
        rows += "</row>";
    }
    of_sheets(&styles(codes), &[("S", Some(&rows))])
}
