use std::io::{Cursor, Write};

use super::*;

fn outcome(path: &str, bytes: &[u8]) -> String {
    match detect(path, bytes, &mut Findings::default()) {
        Ok(format) => format.to_string(),
        Err(Error::Unsupported { name, .. }) => format!("not {}", name.en),
        Err(error) => error.code().to_owned(),
    }
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer
            .start_file(*name, ::zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for name in streams {
        file.create_stream(name).unwrap();
    }
    file.into_inner().into_inner()
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

#[test]
fn zip_packages() {
    let types = "[Content_Types].xml";
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[(types, ""), ("word/document.xml", "")], "docx"),
        (&[(types, ""), ("word\\document.xml", "")], "docx"),
        (
            &[
                (
                    types,
                    "<x ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>",
                ),
                ("docs/main.xml", ""),
            ],
            "docx",
        ),
        (&[(types, ""), ("xl/workbook.xml", "")], "xlsx"),
        (&[(types, ""), ("xl/workbook.bin", "")], "xlsb"),
        (
            &[
                (types, ""),
                ("ppt/presentation.xml", ""),
                ("docProps/x", "wordprocessingml"),
            ],
            "not PowerPoint",
        ),
        (
            &[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", ""),
            ],
            "odt",
        ),
        (
            &[(
                "mimetype",
                "application/vnd.oasis.opendocument.text-template",
            )],
            "odt",
        ),
        (
            &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")],
            "ods",
        ),
        (
            &[
                (
                    "META-INF/manifest.xml",
                    "application/vnd.oasis.opendocument.text",
                ),
                ("content.xml", ""),
            ],
            "odt",
        ),
        (&[("OFD.xml", ""), ("Doc_0/Document.xml", "")], "ofd"),
        (&[("word/预算.doc", ""), ("xl/a.xls", "")], "zip"),
        (&[], "zip"),
    ];
    for (members, expected) in cases {
        assert_eq!(outcome("x", &zipped(members)), *expected, "{members:?}");
    }
}

#[test]
fn a_truncated_package_keeps_its_format() {
    let whole = zipped(&[("[Content_Types].xml", ""), ("word/document.xml", "text")]);
    assert_eq!(outcome("x", &whole[..whole.len() / 2]), "docx");
    assert_eq!(outcome("x.docx", &whole[..40]), "docx");
    assert_eq!(outcome("x.docx", &zipped(&[("_rels/.rels", "")])), "docx");
}

#[test]
fn compound_files() {
    for (streams, path, expected) in [
        (&["WordDocument", "1Table"][..], "a.wps", "doc"),
        (&["Workbook"], "a.et", "xls"),
        (&["Book"], "a.xls", "xls"),
        (
            &["EncryptedPackage", "EncryptionInfo"],
            "a.docx",
            "encrypted",
        ),
        (&["PowerPoint Document"], "a.ppt", "not PowerPoint 97-2003"),
        (
            &["PowerPoint Document", "EncryptedSummary"],
            "a.ppt",
            "not encrypted PowerPoint 97-2003",
        ),
        (&["MatOST"], "a.wps", "not Microsoft Works"),
        (&["Other"], "a", "unknown-format"),
    ] {
        assert_eq!(outcome(path, &compound(streams)), expected, "{streams:?}");
    }
    let mut damaged = compound(&["WordDocument"]);
    damaged[0x1C] = 0;
    assert_eq!(outcome("a", &damaged), "doc");
}

#[test]
fn texts_and_markup() {
    let fodt = "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' office:mimetype='application/vnd.oasis.opendocument.";
    for (path, text, expected) in [
        ("a", "项目名称\t信息系统运维", "text"),
        ("a.csv", "<b>a</b>,b", "text"),
        ("a.txt", "The tag <table> opens a table", "text"),
        ("a.doc", "  \r\n{\\rtf1\\ansi", "rtf"),
        (
            "a.doc",
            "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">",
            "html",
        ),
        ("a.xls", "<table border=1><tr><td>1</table>", "html"),
        (
            "a",
            "\u{feff}\n<!-- saved from url -->\n<!DOCTYPE html>\n<html>",
            "html",
        ),
        (
            "a",
            "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML\" \"x\"><html>",
            "html",
        ),
        ("a", "<%@ page language=\"java\"%><x:y/><BODY>", "html"),
        ("a.html", "no tag at all", "html"),
        (
            "a.doc",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
            "mhtml",
        ),
        (
            "a.mht",
            "From: <Saved by WPS>\nSubject: x\nMIME-Version: 1.0\n\n",
            "mhtml",
        ),
        (
            "a.txt",
            "From: the office\nsent again\nMIME-Version: 1.0",
            "text",
        ),
        (
            "a.doc",
            "<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns:w='x'>",
            "word-xml",
        ),
        (
            "a.doc",
            "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>",
            "flat-opc",
        ),
        (
            "a.xls",
            "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            "spreadsheet-xml",
        ),
        (
            "a.xml",
            "<?xml version='1.0'?><rss version='2'>",
            "unknown-format",
        ),
        ("a.pdf", "%PDF-1.7\n", "pdf"),
        ("a", "\u{1b}%-12345X\n%PDF-1.4", "pdf"),
    ] {
        assert_eq!(outcome(path, text.as_bytes()), expected, "{path}: {text}");
        if expected != "pdf" {
            assert_eq!(
                outcome(path, &utf16(text, true)),
                expected,
                "UTF-16 {path}: {text}"
            );
        }
        let gbk = encoding_rs::GB18030.encode(text).0;
        assert_eq!(outcome(path, &gbk), expected, "GB18030 {path}: {text}");
    }
    assert_eq!(outcome("a", format!("{fodt}text'>").as_bytes()), "fodt");
    assert_eq!(
        outcome("a", format!("{fodt}spreadsheet'>").as_bytes()),
        "fods"
    );
    assert_eq!(
        outcome("a", &utf16("项目名称\r\n信息系统\r\n", false)),
        "text"
    );
    assert_eq!(outcome("a", &utf16("<html><p>项目名称", false)), "html");
}

#[test]
fn no_text_at_all() {
    assert_eq!(outcome("a.doc", b""), "empty-file");
    assert_eq!(outcome("a.txt", &[0; 512]), "unknown-format");
    assert_eq!(outcome("a.txt", b" \r\n"), "text");
    let noise: Vec<u8> = (0..4096u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    assert_eq!(outcome("a.doc", &noise), "unknown-format");
    assert_eq!(outcome("a.doc", b"\x89PNG\r\n\x1a\n"), "not a PNG picture");
}

#[test]
fn a_wrong_extension_is_a_finding() {
    let mut findings = Findings::default();
    detect("a.xls", b"<html><table>", &mut findings).unwrap();
    let [finding] = findings.as_slice() else {
        panic!("one finding, not {findings:?}")
    };
    assert_eq!(finding.code, "extension-mismatch");
    assert_eq!(finding.evidence.as_deref(), Some(".xls: html"));
    let mut findings = Findings::default();
    detect("a.html", b"<html><table>", &mut findings).unwrap();
    assert!(findings.as_slice().is_empty());
}
