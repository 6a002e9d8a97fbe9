//! Word documents in a single XML file: Word 2003 XML and Flat OPC. Both are often saved with the extension `.doc`.
//!
//! In: the bytes of the file, in any encoding. Out: what [`super::docx`] reads from the same body; only the way to
//! the parts differs. Lost: what that reader loses.

use std::borrow::Cow;

use crate::document::Document;
use crate::encoding;
use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::message::Message;

use super::docx::body::{self, Surroundings};
use super::docx::finish;
use super::docx::numbering::Numbering;
use super::docx::parts::{read_relationships, target_of};
use super::docx::styles::Styles;
use super::docx::xml::{Namespace, Tag, Xml};

/// The main part of Flat OPC when no relationship names it.
const MAIN_PART: &str = "word/document.xml";

/// Reads Word 2003 XML (`w:wordDocument`). This format stores list numbers as text, so they are taken from there.
///
/// # Errors
/// [`Error::Damaged`] when there is no body.
pub(super) fn read_2003(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let text = decode(bytes, findings);
    let mut xml = Xml::new(text.as_bytes());
    let mut styles = Styles::default();
    while let Some(tag) = xml.next_tag() {
        match tag {
            Tag::Open(name) if name.namespace == Namespace::Word => match name.local {
                b"styles" => styles = Styles::read(&mut xml),
                b"body" => {
                    xml.go_back_to(name);
                    break;
                }
                b"fonts" | b"lists" | b"docPr" | b"docOleData" => xml.skip(name),
                _ => {}
            },
            _ => {}
        }
    }
    let content = body::read(
        xml,
        Surroundings {
            styles: &styles,
            numbering: &mut Numbering::default(),
            chunk: &mut |_| Vec::new(),
        },
    )?;
    finish(content, Format::WordXml, "w:wordDocument", findings)
}

/// Reads Flat OPC (`pkg:package`): the parts of a docx one after the other in one file.
///
/// # Errors
/// [`Error::Damaged`] when the document part or its body is missing.
pub(super) fn read_flat(bytes: &[u8], findings: &mut Findings) -> Result<Document, Error> {
    let text = decode(bytes, findings);
    let parts = flat_parts(text.as_bytes());
    let part = |name: &str| {
        let found = parts.iter().find(|part| part.0.eq_ignore_ascii_case(name));
        found.map(|part| part.1)
    };
    let root = read_relationships(part("_rels/.rels").unwrap_or_default(), "");
    let main = target_of(&root, "officeDocument").unwrap_or_else(|| MAIN_PART.to_owned());
    let Some(document) = part(&main) else {
        let detail = Message::new(
            format!("包内没有正文部件（{main}）"),
            format!("the package has no document part ({main})"),
        );
        return Err(Error::damaged(Format::FlatOpc, detail));
    };
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let own = part(&format!("{folder}/_rels/{file}.rels")).unwrap_or_default();
    let own = read_relationships(own, folder);
    let sibling = |kind: &str| {
        let name = target_of(&own, kind).unwrap_or_else(|| format!("{folder}/{kind}.xml"));
        Xml::new(part(&name).unwrap_or_default())
    };
    let content = body::read(
        Xml::new(document),
        Surroundings {
            styles: &Styles::read(&mut sibling("styles")),
            numbering: &mut Numbering::read(&mut sibling("numbering")),
            chunk: &mut |_| Vec::new(),
        },
    )?;
    finish(content, Format::FlatOpc, &main, findings)
}

/// (name, XML) of every part that is XML. In a file that was cut off, the last part extends to its end.
fn flat_parts(data: &[u8]) -> Vec<(String, &[u8])> {
    let mut xml = Xml::new(data);
    let mut parts = Vec::new();
    let mut current = String::new();
    while let Some(tag) = xml.next_tag() {
        let Tag::Open(name) = tag else { continue };
        match (name.namespace, name.local) {
            (Namespace::Package, b"part") => {
                let part = xml.attributes().text(b"name").unwrap_or_default();
                current = part.trim_start_matches('/').to_owned();
            }
            (Namespace::Package, b"xmlData") => {
                parts.push((std::mem::take(&mut current), xml.content(name)));
            }
            (Namespace::Package, b"binaryData") => xml.skip(name),
            _ => {}
        }
    }
    parts
}

fn decode<'a>(bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, str> {
    let declared = encoding::declared_in_markup(bytes);
    encoding::decode(bytes, declared.as_deref(), findings).text
}

#[cfg(test)]
mod tests {
    use super::super::docx::tests::outline;
    use super::*;

    const OF_2003: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xml:space="preserve">
<w:fonts><w:p>no</w:p></w:fonts><w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>
<w:body><wx:sect><wx:sub-section>
<w:p><w:pPr><w:pStyle w:val="1"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="1." wx:wTabBefore="0"/></w:listPr></w:pPr><aml:annotation aml:id="0" w:type="Word.Bookmark.Start" w:name="_Toc1"/><w:r><w:t> 项目 </w:t></w:r><aml:annotation aml:id="0" w:type="Word.Bookmark.End"/></w:p>
<w:p><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>x</w:delText></w:r><w:r><w:t>x</w:t></w:r></aml:content></aml:annotation><aml:annotation w:type="Word.Insertion"><aml:content><w:r><w:t>a</w:t></w:r></aml:content></aml:annotation><w:r><aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>no</w:t></w:r></w:p></aml:content></aml:annotation></w:r></w:p>
<w:p><w:pPr><w:listPr><wx:t wx:val="·"/><wx:font wx:val="Symbol"/></w:listPr></w:pPr><w:hlink><w:r><w:t>b</w:t></w:r></w:hlink><w:r><w:footnote><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vmerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vmerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>
<w:sectPr><w:hdr><w:p><w:r><w:t>no</w:t></w:r></w:p></w:hdr></w:sectPr></wx:sub-section></wx:sect></w:body></w:wordDocument>"#;

    const FLAT: &str = r#"<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">
<pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/main.xml"/></Relationships></pkg:xmlData></pkg:part>
<pkg:part pkg:name="/word/empty.xml"><pkg:xmlData/></pkg:part>
<pkg:part pkg:name="/word/main.xml"><pkg:xmlData><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="h"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part>
<pkg:part pkg:name="/word/media/image1.png"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>
<pkg:part pkg:name="/word/styles.xml"><pkg:xmlData><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 2"/></w:style></w:styles></pkg:xmlData></pkg:part></pkg:package>"#;

    type Read = fn(&[u8], &mut Findings) -> Result<Document, Error>;

    #[test]
    fn both_kinds_give_the_same_model_in_every_encoding() {
        let kinds: [(Read, &str, &str); 2] = [
            (read_2003, OF_2003, "@_Toc1 #1 1.  项目 ;a;b;[c{2,2}/]"),
            (read_flat, FLAT, "#2 a"),
        ];
        for (read, xml, expected) in kinds {
            let utf16: Vec<u8> = [0xff, 0xfe]
                .into_iter()
                .chain(xml.encode_utf16().flat_map(u16::to_le_bytes))
                .collect();
            for bytes in [xml.as_bytes(), &utf16] {
                let mut findings = Findings::default();
                let document = read(bytes, &mut findings).unwrap();
                assert_eq!(outline(&document.blocks), expected);
                assert_eq!(findings.as_slice(), []);
            }
        }
    }

    #[test]
    fn a_missing_part_is_named() {
        let cut = &FLAT[..FLAT.find("<pkg:part pkg:name=\"/word/main").unwrap()];
        let error = read_flat(cut.as_bytes(), &mut Findings::default()).unwrap_err();
        assert!(error.to_string().contains("word/main.xml"), "{error}");
        let error = read_2003(b"<w:wordDocument/>", &mut Findings::default()).unwrap_err();
        assert!(error.to_string().contains("w:body"), "{error}");
    }
}
