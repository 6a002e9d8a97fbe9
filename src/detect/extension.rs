//! The formats that an extension promises, and the finding when the content has another one.
//!
//! In: a path or an extension. Out: formats, or the finding `extension-mismatch`. Lost: nothing.

use super::Format;
use crate::finding::{Finding, Findings, Severity};

/// Extension → formats that a file with it may have. Any content is expected under other extensions.
const PROMISES: &[(&str, &[Format])] = &[
    ("csv", &[Format::Text]),
    ("doc", &[Format::Doc]),
    ("docm", &[Format::Docx]),
    ("docx", &[Format::Docx]),
    ("dot", &[Format::Doc]),
    ("dotm", &[Format::Docx]),
    ("dotx", &[Format::Docx]),
    ("et", &[Format::Xls]),
    ("ett", &[Format::Xls]),
    ("fods", &[Format::Fods]),
    ("fodt", &[Format::Fodt]),
    ("htm", &[Format::Html]),
    ("html", &[Format::Html]),
    ("mht", &[Format::Mhtml]),
    ("mhtml", &[Format::Mhtml]),
    ("ods", &[Format::Ods]),
    ("odt", &[Format::Odt]),
    ("ofd", &[Format::Ofd]),
    ("ots", &[Format::Ods]),
    ("ott", &[Format::Odt]),
    ("pdf", &[Format::Pdf]),
    ("rtf", &[Format::Rtf]),
    ("shtml", &[Format::Html]),
    ("tsv", &[Format::Text]),
    ("txt", &[Format::Text]),
    ("wps", &[Format::Doc]),
    ("wpt", &[Format::Doc]),
    ("xhtml", &[Format::Html]),
    ("xls", &[Format::Xls]),
    ("xlsb", &[Format::Xlsb]),
    ("xlsm", &[Format::Xlsx]),
    ("xlsx", &[Format::Xlsx]),
    ("xlt", &[Format::Xls]),
    ("xltm", &[Format::Xlsx]),
    ("xltx", &[Format::Xlsx]),
    (
        "xml",
        &[
            Format::WordXml,
            Format::FlatOpc,
            Format::Fodt,
            Format::Fods,
            Format::SpreadsheetXml,
            Format::Html,
        ],
    ),
    ("zip", &[Format::Zip]),
];

/// The extension of a path in ASCII lower case, empty when it has none.
pub(super) fn of(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, extension)) => extension.to_ascii_lowercase(),
        None => String::new(),
    }
}

/// The formats that an extension promises; empty for an extension that is not listed.
pub(super) fn promised(extension: &str) -> &'static [Format] {
    PROMISES
        .iter()
        .find(|(known, _)| *known == extension)
        .map_or(&[], |(_, formats)| formats)
}

/// The format of an encrypted package, by its extension: the content cannot be seen ([MS-OFFCRYPTO] 2.3.4).
pub(super) fn inside_encryption(extension: &str) -> Format {
    match promised(extension) {
        [Format::Xls | Format::Xlsx] => Format::Xlsx,
        [Format::Xlsb] => Format::Xlsb,
        _ => Format::Docx,
    }
}

/// Reports an extension that promises another format than the content has.
pub(super) fn compare(extension: &str, format: Format, findings: &mut Findings) {
    let promised = promised(extension);
    if promised.is_empty() || promised.contains(&format) {
        return;
    }
    findings.push(Finding {
        evidence: Some(format!(".{extension}: {format}")),
        ..Finding::extraction(
            "extension-mismatch",
            Severity::Info,
            format!("扩展名是 .{extension}，内容却是 {format}；已按内容读取"),
            format!("The extension is .{extension}, the content is {format}; read by its content"),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_sorted() {
        assert!(PROMISES.is_sorted_by_key(|(extension, _)| *extension));
    }

    #[test]
    fn extensions_of_paths() {
        for (path, extension) in [
            ("a/b.DOC", "doc"),
            ("a.d/b", ""),
            ("a.zip/x/表.doc.xls", "xls"),
            ("x", ""),
        ] {
            assert_eq!(of(path), extension, "{path}");
        }
    }
}
