//! Finds the format of a file from its content, by a table of signatures; the extension alone never decides.
//!
//! In: the name and the bytes of a file. Out: a [`Format`], or the error that names what the file is instead. Lost:
//! nothing. Only heads and directories are read; nothing is inflated or parsed in full.

mod extension;
mod markup;
mod ole;
mod zip;

use crate::error::Error;
use crate::finding::Findings;
use crate::format::Format;
use crate::message::Message;
use crate::package::Package;

/// Bytes read to tell text and markup apart.
const HEAD_BYTES: usize = 64 << 10;

const CONVERT: Message = both(
    "请用创建它的软件或 LibreOffice 打开，另存为 .docx",
    "open it in the program that created it, or in LibreOffice, and save it as .docx",
);
const ASK_FOR_WORD: Message = both(
    "请索取 Word 文件，或先转换为 .docx",
    "ask for the Word file, or convert it to .docx first",
);
const PICTURE: Message = both(
    "其中没有文字；请索取 Word 文件，或先做文字识别（OCR）",
    "it contains no text: ask for the Word file, or apply text recognition (OCR) first",
);
const UNPACK: Message = both(
    "请解压后转换所得的文件夹",
    "unpack it and convert the folder",
);
const DOWNLOAD: Message = both("请重新下载文档", "download the document again");

/// Abbreviations for the tables below.
const fn both(zh: &'static str, en: &'static str) -> Message {
    Message::fixed(zh, en)
}
const fn named(name: &'static str) -> Message {
    Message::name(name)
}

/// The decision that follows from a signature, the name of a stream or member, or a root element.
#[derive(Debug, Clone)]
enum Verdict {
    /// The file has this format.
    Is(Format),
    /// The file is encrypted as a whole.
    Encrypted,
    /// The file is of a known kind that is not read: its name, and what the user can do.
    Refuse(Message, Message),
}
use Verdict::{Encrypted, Is, Refuse};

impl Verdict {
    fn decide(self, extension: &str) -> Result<Format, Error> {
        match self {
            Is(format) => Ok(format),
            Encrypted => Err(Error::Encrypted {
                format: extension::inside_encryption(extension),
            }),
            Refuse(name, way_out) => Err(Error::Unsupported { name, way_out }),
        }
    }
}

type Look = fn(&str, &[u8]) -> Result<Format, Error>;

/// Beginnings of containers, and the function that decides by the container's directory.
const CONTAINERS: &[(&[u8], Look)] = &[
    (b"PK\x03\x04", zip::look),
    (b"PK\x05\x06", zip::look),
    (b"PK00PK\x03\x04", zip::look),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ole::look),
];

/// (offset, bytes at the offset, verdict); the first match decides.
#[rustfmt::skip]
const SIGNATURES: &[(usize, &[u8], Verdict)] = &[
    (0, b"{\\rtf",                             Is(Format::Rtf)),
    (0, b"\x0E\x11\xFC\x0D\xD0\xCF\x11\x0E", Refuse(both("测试版的 OLE 文件", "an OLE file of a beta version"), CONVERT)),
    (0, b"\xDB\xA5\x2D\x00",                 Refuse(named("Word 2 for Windows"), CONVERT)),
    (0, b"\x9B\xA5\x21\x00",                 Refuse(named("Word 1 for Windows"), CONVERT)),
    (0, b"\x31\xBE\x00\x00",                 Refuse(both("Word for DOS 或 Write", "Word for DOS or Write"), CONVERT)),
    (0, b"\x32\xBE\x00\x00",                 Refuse(named("Write for Windows"), CONVERT)),
    (0, b"\xFE\x37\x00",                     Refuse(named("Word for Macintosh"), CONVERT)),
    (0, b"\x01\xFE",                         Refuse(named("Microsoft Works for DOS"), CONVERT)),
    (0, b"\xFFWPC",                          Refuse(named("WordPerfect"), CONVERT)),
    (0, b"\xCB\x0A\x01",                     Refuse(named("WordPerfect 4"), CONVERT)),
    (0, b"WordPro",                          Refuse(named("Lotus Word Pro"), CONVERT)),
    (0, b"\x09\x00\x04\x00",                 Refuse(named("Excel 2"), CONVERT)),
    (0, b"\x09\x02\x06\x00",                 Refuse(named("Excel 3"), CONVERT)),
    (0, b"\x09\x04\x06\x00",                 Refuse(named("Excel 4"), CONVERT)),
    (0, b"\x09\x08\x08\x00\x00\x05",         Refuse(both("没有容器的 Excel 5", "Excel 5 without a container"), CONVERT)),
    (0, b"%PDF-",                            Is(Format::Pdf)),
    (0, b"%!PS",                             Refuse(named("PostScript"), ASK_FOR_WORD)),
    (0, b"CAJ\0",                            Refuse(named("CAJ"), ASK_FOR_WORD)),
    (0, b"AT&TFORM",                         Refuse(named("DjVu"), PICTURE)),
    (0, b"\x89PNG",                          Refuse(both("PNG 图片", "a PNG picture"), PICTURE)),
    (0, b"\xFF\xD8\xFF",                     Refuse(both("JPEG 图片", "a JPEG picture"), PICTURE)),
    (0, b"GIF8",                             Refuse(both("GIF 图片", "a GIF picture"), PICTURE)),
    (0, b"II*\0",                            Refuse(both("TIFF 图片", "a TIFF picture"), PICTURE)),
    (0, b"MM\0*",                            Refuse(both("TIFF 图片", "a TIFF picture"), PICTURE)),
    (8, b"WEBP",                             Refuse(both("WebP 图片", "a WebP picture"), PICTURE)),
    (0, b"\xD7\xCD\xC6\x9A",                 Refuse(both("WMF 图片", "a WMF picture"), PICTURE)),
    (4, b"ftyp",                             Refuse(both("视频或 HEIF 图片", "a film or a HEIF picture"), PICTURE)),
    (0, b"Rar!\x1A\x07",                     Refuse(both("RAR 压缩包", "a RAR archive"), UNPACK)),
    (0, b"7z\xBC\xAF\x27\x1C",               Refuse(both("7z 压缩包", "a 7z archive"), UNPACK)),
    (0, b"\x1F\x8B",                         Refuse(both("gzip 压缩包", "a gzip archive"), UNPACK)),
    (0, b"BZh",                              Refuse(both("bzip2 压缩包", "a bzip2 archive"), UNPACK)),
    (0, b"\xFD7zXZ\0",                       Refuse(both("xz 压缩包", "an xz archive"), UNPACK)),
    (0, b"\x28\xB5\x2F\xFD",                 Refuse(both("zstd 压缩包", "a zstd archive"), UNPACK)),
    (257, b"ustar",                          Refuse(both("tar 归档", "a tar archive"), UNPACK)),
    (0, b"ITSF",                             Refuse(both("CHM 帮助文件", "a CHM help file"), CONVERT)),
    (0, b"HWP Document File",                Refuse(both("韩文 HWP", "Hancom HWP"), CONVERT)),
    (0, b"PAR1",                             Refuse(both("Parquet 文件", "a Parquet file"), CONVERT)),
    (0, b"SQLite format 3\0",                Refuse(both("SQLite 数据库", "an SQLite database"), CONVERT)),
    (0, b"MZ\x90\0",                         Refuse(both("可执行程序", "a program"), DOWNLOAD)),
    (0, b"\x7FELF",                          Refuse(both("可执行程序", "a program"), DOWNLOAD)),
];

/// Finds the format from the content. The extension decides only between formats whose contents look alike. An
/// extension that contradicts the content is reported by an info finding `extension-mismatch`.
///
/// # Errors
/// [`Error::Empty`], [`Error::Encrypted`], [`Error::Unsupported`] and [`Error::UnknownFormat`].
pub fn detect(path: &str, bytes: &[u8], findings: &mut Findings) -> Result<Format, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    let extension = extension::of(path);
    let format = of_content(&extension, bytes)?;
    extension::compare(&extension, format, findings);
    Ok(format)
}

/// True if a file with these first bytes may be a Word file or a workbook. A cheap test, which is false only if the
/// file certainly is not.
pub(crate) fn may_be_container(head: &[u8]) -> bool {
    let zipped = || {
        [
            &b"[Content_Types].xml"[..],
            b"_rels/",
            b"docProps/",
            b"word/",
            b"xl/",
            b"mimetype",
        ]
        .iter()
        .any(|part| memchr::memmem::find(head, part).is_some())
    };
    head.starts_with(b"PK\x03\x04") && zipped()
        || head.starts_with(b"\xD0\xCF\x11\xE0")
        || head.starts_with(b"{\\rtf")
}

/// The mark that yusuan writes into its pages and workbooks to recognize them.
pub(crate) const OUTPUT_MARK: &str = "yusuan-output";

/// True for the head of a page that yusuan wrote.
pub(crate) fn is_own_page(head: &[u8]) -> bool {
    memchr::memmem::find(head, OUTPUT_MARK.as_bytes()).is_some()
}

/// True for a workbook that yusuan wrote.
pub(crate) fn is_own_workbook(bytes: &[u8]) -> bool {
    Package::open(bytes, Format::Zip).is_ok_and(|mut package| zip::is_marked(&mut package))
}

const OWN: Verdict = Refuse(
    both("yusuan 自己写出的文件", "a file that yusuan wrote itself"),
    both(
        "它是转换的结果，不是预算公开，请从输入中去掉",
        "it is a result and no disclosure: leave it out of the inputs",
    ),
);

/// The format of the content; the extension (in lower case) is used only if contents look alike.
pub(crate) fn of_content(extension: &str, bytes: &[u8]) -> Result<Format, Error> {
    for (magic, look) in CONTAINERS {
        if bytes.starts_with(magic) {
            return look(extension, bytes);
        }
    }
    for (offset, magic, verdict) in SIGNATURES {
        if bytes.get(*offset..).is_some_and(|at| at.starts_with(magic)) {
            return verdict.clone().decide(extension);
        }
    }
    markup::look(extension, &bytes[..bytes.len().min(HEAD_BYTES)])
}

#[cfg(test)]
mod tests;
