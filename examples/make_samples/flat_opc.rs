//! Flat OPC: the parts of a .docx in one XML file, often named .doc or .xml.

use std::io::{Cursor, Read};

/// The parts of the zip as `pkg:package`.
pub(crate) fn write(docx: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("a docx is a zip");
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<?mso-application progid=\"Word.Document\"?>\n<pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">",
    );
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let name = part.name().expect("a part has a name").into_owned();
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("a part is XML");
        // every part has its type as an attribute
        if name == "[Content_Types].xml" {
            continue;
        }
        let xml = xml
            .split_once("?>")
            .map_or(xml.as_str(), |(_, after)| after);
        out.push_str(&format!(
            "<pkg:part pkg:name=\"/{name}\" pkg:contentType=\"{}\"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>",
            content_type(&name)
        ));
    }
    out.push_str("</pkg:package>\n");
    out
}

fn content_type(name: &str) -> &'static str {
    match name {
        "word/document.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        }
        "word/styles.xml" => {
            "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
        }
        _ if name.ends_with(".rels") => "application/vnd.openxmlformats-package.relationships+xml",
        _ => "application/xml",
    }
}
