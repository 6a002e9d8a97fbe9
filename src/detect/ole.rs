//! OLE compound files, whose root storage has streams that reveal the content ([MS-CFB] 2.6).
//!
//! In: the extension and the bytes of a file. Out: its format, or the error for content that is not read. Lost:
//! nothing.

use std::io::Cursor;

use memchr::memmem;

use super::Verdict::{Encrypted, Is, Refuse};
use super::{CONVERT, Format, Verdict, both, extension, named};
use crate::error::Error;

/// Streams and storages of the root. The first one present decides, since a WPS file may contain several.
#[rustfmt::skip]
const SIGNS: &[(&str, Verdict)] = &[
    ("EncryptedPackage",           Encrypted),
    ("WordDocument",               Is(Format::Doc)),
    ("Workbook",                   Is(Format::Xls)),
    ("Book",                       Is(Format::Xls)),
    ("EncryptedSummary",           Refuse(both("加密的 PowerPoint 97-2003", "encrypted PowerPoint 97-2003"), CONVERT)),
    ("PowerPoint Document",        Refuse(named("PowerPoint 97-2003"), CONVERT)),
    ("PP40",                       Refuse(named("PowerPoint 4"), CONVERT)),
    ("VisioDocument",              Refuse(named("Visio"), CONVERT)),
    ("MatOST",                     Refuse(named("Microsoft Works"), CONVERT)),
    ("Quill",                      Refuse(named("Microsoft Publisher"), CONVERT)),
    ("CONTENTS",                   Refuse(named("Microsoft Works"), CONVERT)),
    ("__properties_version1.0",    Refuse(both("Outlook 邮件", "an Outlook message"), CONVERT)),
    ("\u{5}HwpSummaryInformation", Refuse(both("韩文 HWP", "Hancom HWP"), CONVERT)),
    ("StarWriterDocument",         Refuse(named("StarWriter"), CONVERT)),
    ("StarCalcDocument",           Refuse(named("StarCalc"), CONVERT)),
];

pub(super) fn look(extension: &str, bytes: &[u8]) -> Result<Format, Error> {
    let sign = match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Ok(file) => {
            let names: Vec<String> = file
                .read_root_storage()
                .map(|entry| entry.name().to_owned())
                .collect();
            find(|sign| names.iter().any(|name| name.eq_ignore_ascii_case(sign)))
        }
        // the directory is damaged, but the file still contains its names as UTF-16
        Err(_) => {
            let folded = bytes.to_ascii_lowercase();
            find(|sign| memmem::find(&folded, &utf16(sign)).is_some())
        }
    };
    match sign {
        Some(sign) => sign.decide(extension),
        // only the extension is left; the reader reports what is missing
        None => match extension::promised(extension) {
            [format @ (Format::Doc | Format::Xls)] => Ok(*format),
            _ => Err(Error::UnknownFormat),
        },
    }
}

fn find(present: impl Fn(&str) -> bool) -> Option<Verdict> {
    SIGNS
        .iter()
        .find(|(name, _)| present(name))
        .map(|(_, sign)| sign.clone())
}

fn utf16(name: &str) -> Vec<u8> {
    let name = name.to_ascii_lowercase();
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // names in the directory end with a zero, so this does not match the beginning of a longer name
    bytes.extend([0, 0]);
    bytes
}
