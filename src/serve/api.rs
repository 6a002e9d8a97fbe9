//! The answers to programs: records and findings of uploaded files.
//!
//! In: a body that is a file, or a form of files. Out: JSON, or a zip of any output format. A file that cannot be read is a
//! record with its error, as everywhere; the request itself succeeds.

use std::borrow::Cow;

use hyper::header::CONTENT_TYPE;
use hyper::http::request::Parts;
use serde_json::json;

use super::body::Upload;
use super::download::{write_formats, zipped};
use super::form;
use super::reply::{Refusal, Reply};
use super::route::{Query, file_name};
use super::state::State;
use crate::batch::convert_content;
use crate::check::config::{CheckConfig, Config, FILE_NAME};
use crate::convert::Options;
use crate::inputs::bytes::read_file;
use crate::message::Message;
use crate::record::Document;
use crate::writers::{FORMATS, Header, OutputFormat, Style, format_named};

/// The records of the files.
pub(super) fn convert(
    state: &State,
    query: &Query,
    head: &Parts,
    upload: &Upload,
) -> Result<Reply, Refusal> {
    let formats = formats(query)?;
    let style = Style {
        excel: query.get("excel") == Some("true"),
        header: match query.get("header") {
            None => None,
            Some("zh") => Some(Header::Zh),
            Some("en") => Some(Header::En),
            Some(_) => return Err(wrong("header", "zh, en")),
        },
    };
    let (documents, _) = read(state, query, head, upload)?;
    if formats.is_empty() {
        let records = documents.iter().map(serde_json::to_string);
        let records: Result<Vec<_>, _> = records.collect();
        let records = records.map_err(|error| Refusal::failed(&error.into()))?;
        return Ok(Reply::json(format!("[\n{}\n]\n", records.join(",\n"))));
    }
    let files = write_formats(documents.into_iter(), &formats, &style, &state.folder);
    let zip = files.and_then(|files| zipped(&files));
    let zip = zip.map_err(|error| Refusal::failed(&error))?;
    Ok(Reply::file("application/zip", "yusuan.zip", zip))
}

/// The findings of the files, as `check --format json` prints them.
pub(super) fn check(
    state: &State,
    query: &Query,
    head: &Parts,
    upload: &Upload,
) -> Result<Reply, Refusal> {
    let (mut documents, config) = read(state, query, head, upload)?;
    let checked = documents.iter_mut().map(|document| {
        config.apply(&mut document.findings);
        json!({
            "document_id": document.document_id,
            "path": document.path,
            "status": document.status,
            "error": document.error,
            "findings": document.findings,
        })
        .to_string()
    });
    let checked: Vec<String> = checked.collect();
    Ok(Reply::json(format!("[\n{}\n]\n", checked.join(",\n"))))
}

/// Reads every file of the body. One that is called `yusuan.yaml` is the configuration.
fn read(
    state: &State,
    query: &Query,
    head: &Parts,
    upload: &Upload,
) -> Result<(Vec<Document>, CheckConfig), Refusal> {
    let kind = head.headers.get(CONTENT_TYPE).map(|value| value.to_str());
    let boundary = form::boundary(kind.and_then(Result::ok))?;
    let name = query.get("name").map(file_name).transpose()?;
    let body = read_file(upload.path()).map_err(|error| Refusal::bad(error.message()))?;
    let files: Vec<(Cow<'_, str>, &[u8])> = match &boundary {
        Some(boundary) => {
            let files = form::files(&body, boundary)?.into_iter();
            files
                .map(|file| (file.name.into(), &body[file.range]))
                .collect()
        }
        None if body.is_empty() => return Err(empty()),
        None => vec![(name.unwrap_or_else(|| "upload".to_owned()).into(), &body)],
    };
    let mut config = CheckConfig::default();
    let is_config = |name: &str| name.rsplit('/').next() == Some(FILE_NAME);
    for (_, yaml) in files.iter().filter(|(name, _)| is_config(name)) {
        let yaml = String::from_utf8_lossy(yaml);
        config = Config::parse(&yaml).map_err(Refusal::bad)?.check;
    }
    let options = Options {
        fiscal_year: fiscal_year(query)?.or(state.reading.fiscal_year),
        thresholds: config.thresholds.clone(),
        vocabulary: state.reading.vocabulary.clone(),
    };
    let mut documents = Vec::new();
    for (name, bytes) in files.iter().filter(|(name, _)| !is_config(name)) {
        convert_content(name, bytes, &options, |document| documents.push(document));
    }
    Ok((documents, config))
}

/// The output formats of `format=`; none for JSON in the answer itself.
fn formats(query: &Query) -> Result<Vec<&'static OutputFormat>, Refusal> {
    let Some(list) = query.get("format").filter(|list| *list != "json") else {
        return Ok(Vec::new());
    };
    let mut formats: Vec<&'static OutputFormat> = Vec::new();
    for name in list.split(',') {
        let format = format_named(name.trim()).ok_or_else(|| {
            let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
            wrong("format", &names.join(", "))
        })?;
        if formats.iter().all(|known| known.name != format.name) {
            formats.push(format);
        }
    }
    Ok(formats)
}

fn fiscal_year(query: &Query) -> Result<Option<i32>, Refusal> {
    let Some(text) = query.get("fiscal_year") else {
        return Ok(None);
    };
    let year = text
        .parse()
        .ok()
        .filter(|year| (1990..=2100).contains(year));
    year.map(Some)
        .ok_or_else(|| wrong("fiscal_year", "1990-2100"))
}

fn wrong(name: &str, allowed: &str) -> Refusal {
    Refusal::bad(Message::new(
        format!("参数 {name} 不对；可以写 {allowed}"),
        format!("the parameter {name} is wrong; write one of {allowed}"),
    ))
}

fn empty() -> Refusal {
    Refusal::bad(Message::fixed(
        "请求没有内容；请把文件作为请求体，或用 multipart/form-data 上传",
        "the request has no body; send a file as the body, or several as multipart/form-data",
    ))
}
