//! The files of a form (`multipart/form-data`, RFC 7578).
//!
//! In: a body and its `Content-Type`. Out: for each part that is a file, its name and its bytes. Lost: the text fields of the
//! form, and the media types of the parts, because the content decides what a file is.

use std::ops::Range;

use memchr::memmem;

use super::reply::Refusal;
use super::route::file_name;
use crate::limits::{MAX_FORM_FILES, MAX_FORM_HEAD_BYTES};
use crate::message::Message;

/// A file of a form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FormFile {
    pub(super) name: String,
    /// Where its bytes are in the body.
    pub(super) range: Range<usize>,
}

/// The boundary of a form; `None` where the body is not one.
///
/// # Errors
/// It is a form without a boundary.
pub(super) fn boundary(content_type: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some((kind, parameters)) =
        content_type.map(|text| text.split_once(';').unwrap_or((text, "")))
    else {
        return Ok(None);
    };
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return Ok(None);
    }
    match parameter(parameters, "boundary") {
        // RFC 2046 allows 70 characters
        Some(boundary) if (1..=70).contains(&boundary.len()) => Ok(Some(boundary)),
        _ => Err(broken()),
    }
}

/// The files of a form.
///
/// # Errors
/// The form is not well formed, has no file or too many, or a file has an impossible name.
pub(super) fn files(body: &[u8], boundary: &str) -> Result<Vec<FormFile>, Refusal> {
    let delimiter = format!("\r\n--{boundary}");
    let finder = memmem::Finder::new(&delimiter);
    let mut files = Vec::new();
    // the first delimiter may be at the very beginning, without a line end before it
    let mut at = match body.starts_with(&delimiter.as_bytes()[2..]) {
        true => delimiter.len() - 2,
        false => finder.find(body).ok_or_else(broken)? + delimiter.len(),
    };
    loop {
        let rest = body.get(at..).unwrap_or_default();
        if rest.starts_with(b"--") {
            break;
        }
        let head = skip_line_end(rest).ok_or_else(broken)?;
        let near = &rest[head..rest.len().min(head + MAX_FORM_HEAD_BYTES)];
        let head_length = memmem::find(near, b"\r\n\r\n").ok_or_else(broken)?;
        let start = at + head + head_length + 4;
        let length = finder.find(&body[start..]).ok_or_else(broken)?;
        let head = String::from_utf8_lossy(&near[..head_length]);
        if let Some(name) = file_of(&head) {
            files.push(FormFile {
                name: file_name(&name)?,
                range: start..start + length,
            });
        }
        if files.len() > MAX_FORM_FILES {
            return Err(Refusal::bad(Message::new(
                format!("表单中的文件太多（最多 {MAX_FORM_FILES} 个）；请分几次上传"),
                format!(
                    "the form has too many files (at most {MAX_FORM_FILES}); send them in parts"
                ),
            )));
        }
        at = start + length + delimiter.len();
    }
    match files.is_empty() {
        true => Err(Refusal::bad(Message::fixed(
            "表单中没有文件；文件的字段要有 filename",
            "the form has no file; the field of a file has a filename",
        ))),
        false => Ok(files),
    }
}

/// Where the line after a delimiter begins; blanks may follow the delimiter.
fn skip_line_end(rest: &[u8]) -> Option<usize> {
    let blanks = rest.iter().take_while(|byte| b" \t".contains(byte)).count();
    rest[blanks..].starts_with(b"\r\n").then_some(blanks + 2)
}

/// The name of the file that a part holds; `None` for a field of text.
fn file_of(head: &str) -> Option<String> {
    let disposition = head.lines().find_map(|line| {
        let (field, value) = line.split_once(':')?;
        field
            .trim()
            .eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let parameters = disposition.split_once(';')?.1;
    parameter(parameters, "filename")
}

/// A parameter of a field. Browsers encode `"` and line ends of a name with `%`, other programs write `\"`.
fn parameter(parameters: &str, name: &str) -> Option<String> {
    let mut rest = parameters;
    loop {
        let (key, after) = rest.split_once('=')?;
        let key = key.trim_matches([' ', '\t', ';']);
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let end = after.find(';').unwrap_or(after.len());
                (after[..end].trim().to_owned(), &after[end..])
            }
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = left;
    }
}

/// The text up to the closing quotation mark, and what follows it.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Some((value.replace("%22", "\""), &quoted[at + 1..])),
            // old browsers send whole Windows paths, whose `\` escapes nothing
            '\\' if quoted[at + 1..].starts_with('"') => {
                chars.next();
                value.push('"');
            }
            char => value.push(char),
        }
    }
    None
}

fn broken() -> Refusal {
    Refusal::bad(Message::fixed(
        "表单不完整或不是 multipart/form-data",
        "the form is not complete, or is not multipart/form-data",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Vec<(String, &str)>> {
        let files = files(body.as_bytes(), "x").ok()?;
        let text = |file: FormFile| (file.name, &body[file.range]);
        Some(files.into_iter().map(text).collect())
    }

    fn part(disposition: &str, content: &str) -> String {
        format!("--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n")
    }

    #[test]
    fn files_of_a_form() {
        let one = part("name=\"a\"; filename=\"表.docx\"", "1\r\n--y");
        for (body, expected) in [
            (format!("{one}--x--"), Some(vec![("表.docx", "1\r\n--y")])),
            (
                format!("preamble\r\n{one}--x--\r\nepilogue"),
                Some(vec![("表.docx", "1\r\n--y")]),
            ),
            (
                format!(
                    "{one}{}{}--x--",
                    part("name=year", "2024"),
                    part("filename=b.txt; name=b", "")
                ),
                Some(vec![("表.docx", "1\r\n--y"), ("b.txt", "")]),
            ),
            (
                format!("{}--x--", part("filename=\"C:\\t\\a%22\\\".doc\"", "2")),
                Some(vec![("C:/t/a\"\".doc", "2")]),
            ),
            (format!("{}--x--", part("name=year", "2024")), None),
            (format!("{}--x--", part("filename=\"../a\"", "2")), None),
            (format!("{}--x--", part("filename=\"\"", "2")), None),
            (one.clone(), None),
            (one.replace("\r\n\r\n", "\r\n"), None),
            ("--x".to_owned(), None),
            ("--x--".to_owned(), None),
            (String::new(), None),
        ] {
            let expected = expected.map(|files| {
                let owned = files
                    .into_iter()
                    .map(|(name, text)| (name.to_owned(), text));
                owned.collect::<Vec<_>>()
            });
            assert_eq!(read(&body), expected, "{body:?}");
        }
    }

    #[test]
    fn only_forms_have_a_boundary() {
        for (kind, expected) in [
            (None, Some(None)),
            (Some("application/pdf"), Some(None)),
            (
                Some("multipart/form-data; boundary=\"a b\""),
                Some(Some("a b")),
            ),
            (
                Some("Multipart/Form-Data;charset=utf-8; boundary=a"),
                Some(Some("a")),
            ),
            (Some("multipart/form-data"), None),
            (Some("multipart/form-data; boundary="), None),
        ] {
            let found = boundary(kind).ok();
            assert_eq!(found.as_ref().map(Option::as_deref), expected, "{kind:?}");
        }
        assert!(
            boundary(Some(&format!(
                "multipart/form-data; boundary={}",
                "a".repeat(71)
            )))
            .is_err()
        );
    }

    #[test]
    fn a_form_cannot_have_files_without_end() {
        let files = part("filename=a", "").repeat(MAX_FORM_FILES + 1);
        assert!(read(&format!("{files}--x--")).is_none());
        let files = part("filename=a", "").repeat(MAX_FORM_FILES);
        assert!(read(&format!("{files}--x--")).is_some());
    }
}
