//! Zip packages: member names decide for most of them, `mimetype` and `[Content_Types].xml` for the others.
//!
//! In: the extension and the bytes of a file. Out: its format, or the error for content that is not read. Lost:
//! nothing.

use memchr::memmem;

use super::Verdict::{Is, Refuse};
use super::{
    ASK_FOR_WORD, CONVERT, DOWNLOAD, Format, OUTPUT_MARK, OWN, Verdict, both, extension, named,
};
use crate::error::Error;
use crate::package::Package;

/// Beginnings of member names inside an Open Packaging package.
#[rustfmt::skip]
const PARTS: &[(&str, Verdict)] = &[
    ("word/document",             Is(Format::Docx)),
    ("xl/workbook.bin",           Is(Format::Xlsb)),
    ("xl/",                       Is(Format::Xlsx)),
    ("word/",                     Is(Format::Docx)),
    ("ppt/",                      Refuse(named("PowerPoint"), CONVERT)),
    ("visio/",                    Refuse(named("Visio"), CONVERT)),
    ("fixeddocseq.fdseq",         Refuse(named("XPS"), ASK_FOR_WORD)),
    ("fixeddocumentsequence.fdseq", Refuse(named("XPS"), ASK_FOR_WORD)),
];

/// Content types of the main part (ECMA-376 part 1, 11-13), for packages with other part names.
#[rustfmt::skip]
const CONTENT_TYPES: &[(&str, Verdict)] = &[
    ("wordprocessingml.document.main",       Is(Format::Docx)),
    ("wordprocessingml.template.main",       Is(Format::Docx)),
    ("ms-word.document.macroEnabled",        Is(Format::Docx)),
    ("ms-word.template.macroEnabled",        Is(Format::Docx)),
    ("spreadsheetml.sheet.main",             Is(Format::Xlsx)),
    ("spreadsheetml.template.main",          Is(Format::Xlsx)),
    ("ms-excel.sheet.macroEnabled",          Is(Format::Xlsx)),
    ("ms-excel.template.macroEnabled",       Is(Format::Xlsx)),
    ("ms-excel.sheet.binary",                Is(Format::Xlsb)),
    ("presentationml",                       Refuse(named("PowerPoint"), CONVERT)),
];

/// Beginnings of the member `mimetype` (OpenDocument 1.3 part 2, 3.3), and of media types in the manifest.
#[rustfmt::skip]
const MEDIA_TYPES: &[(&str, Verdict)] = &[
    ("application/vnd.oasis.opendocument.text",         Is(Format::Odt)),
    ("application/vnd.oasis.opendocument.spreadsheet",  Is(Format::Ods)),
    ("application/vnd.sun.xml.writer",                  Is(Format::Odt)),
    ("application/vnd.sun.xml.calc",                    Is(Format::Ods)),
    ("application/vnd.oasis.opendocument.presentation", Refuse(both("OpenDocument 演示文稿", "OpenDocument presentation"), CONVERT)),
    ("application/vnd.oasis.opendocument.graphics",     Refuse(both("OpenDocument 绘图", "OpenDocument drawing"), CONVERT)),
    ("application/vnd.oasis.opendocument",              Refuse(both("这一类 OpenDocument 文件", "this kind of OpenDocument"), CONVERT)),
    ("application/epub",                                Refuse(named("EPUB"), CONVERT)),
    ("application/hwp",                                 Refuse(both("韩文 HWPX", "Hancom HWPX"), CONVERT)),
];

/// Members that only occur in other kinds of packages.
#[rustfmt::skip]
const OTHERS: &[(&str, Verdict)] = &[
    ("ofd.xml",              Is(Format::Ofd)),
    ("index/document.iwa",   Refuse(both("Apple Pages 或 Numbers", "Apple Pages or Numbers"), CONVERT)),
    ("uof.xml",              Refuse(named("UOF"), CONVERT)),
    ("meta-inf/manifest.mf", Refuse(both("Java 程序", "a Java program"), DOWNLOAD)),
    ("androidmanifest.xml",  Refuse(both("安卓程序", "an Android program"), DOWNLOAD)),
];

pub(super) fn look(extension: &str, bytes: &[u8]) -> Result<Format, Error> {
    let Ok(mut package) = Package::open(bytes, Format::Zip) else {
        return without_directory(extension, bytes);
    };
    let parts = package.has("[content_types].xml") || package.has("_rels/.rels");
    if parts || package.has("word/document.xml") || package.has("xl/workbook.xml") {
        if let Some(sign) = by_name(&package, PARTS) {
            let own = matches!(sign, Is(Format::Xlsx)) && is_marked(&mut package);
            return if own { OWN } else { sign }.decide(extension);
        }
        let types = package
            .head("[content_types].xml", 1 << 18)
            .unwrap_or_default();
        if let Some(sign) = by_mention(&types, CONTENT_TYPES) {
            return sign.decide(extension);
        }
    }
    let media_type = package.head("mimetype", 128).unwrap_or_default();
    if let Some(sign) = by_mention(&media_type, MEDIA_TYPES) {
        return sign.decide(extension);
    }
    let manifest = package
        .head("meta-inf/manifest.xml", 1 << 16)
        .unwrap_or_default();
    if let Some(sign) = by_mention(&manifest, MEDIA_TYPES) {
        return sign.decide(extension);
    }
    match by_name(&package, OTHERS) {
        Some(sign) => sign.decide(extension),
        // the main part is missing, which the reader reports
        None if parts => match extension::promised(extension) {
            [format @ (Format::Docx | Format::Xlsx)] => Ok(*format),
            _ => Refuse(
                both(
                    "不含文档或工作簿的 Open Packaging 文件",
                    "an Open Packaging file without a document or a workbook",
                ),
                CONVERT,
            )
            .decide(extension),
        },
        None => Ok(Format::Zip),
    }
}

/// True if the properties of the document contain the mark of yusuan.
pub(super) fn is_marked(package: &mut Package) -> bool {
    let properties = package.head("docprops/core.xml", 1 << 14);
    let properties = properties.unwrap_or_default();
    memmem::find(&properties, OUTPUT_MARK.as_bytes()).is_some()
}

/// Decides about a truncated file, which has lost its directory: the local headers still name the members.
fn without_directory(extension: &str, bytes: &[u8]) -> Result<Format, Error> {
    let has = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if has("word/") {
        Ok(Format::Docx)
    } else if has("xl/") {
        Ok(Format::Xlsx)
    } else if let Some(sign) = by_mention(&bytes[..bytes.len().min(256)], MEDIA_TYPES) {
        sign.decide(extension)
    } else {
        match extension::promised(extension) {
            [format @ (Format::Docx | Format::Xlsx | Format::Odt | Format::Ods)] => Ok(*format),
            _ => Ok(Format::Zip),
        }
    }
}

fn by_name(package: &Package, signs: &[(&str, Verdict)]) -> Option<Verdict> {
    signs
        .iter()
        .find(|(start, _)| package.names().any(|name| name.starts_with(start)))
        .map(|(_, sign)| sign.clone())
}

fn by_mention(text: &[u8], signs: &[(&str, Verdict)]) -> Option<Verdict> {
    signs
        .iter()
        .find(|(word, _)| memmem::find(text, word.as_bytes()).is_some())
        .map(|(_, sign)| sign.clone())
}
