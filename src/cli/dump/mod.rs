//! `dump`: what each stage of the pipeline produced, for debugging and golden files.

mod document;
mod stages;

use std::io::{self, Write};

use yusuan::convert;
use yusuan::error::Error;
use yusuan::finding::Findings;
use yusuan::message::{Language, Message};
use yusuan::panics;
use yusuan::recognize::recognize;
use yusuan::segment::segment;
use yusuan::writers::{Style, files::encode_file, format_named};

use super::arguments::{DumpArgs, DumpFormat, Stage};
use super::status::{DONE, FAULTS, warn};

/// Prints a stage.
pub(super) fn run(args: &DumpArgs, language: Language) -> anyhow::Result<u8> {
    let bytes = crate::cli::input_files::read(&args.file)?;
    let name = crate::cli::input_files::name(&args.file);
    if args.stage == Stage::Records {
        return records(args, &name, &bytes);
    }
    let mut findings = Findings::default();
    let read = panics::catch(|| convert::read(&name, &bytes, &mut findings));
    let (format, document) = match read.unwrap_or_else(|what| Err(Error::Internal(what))) {
        Ok(read) => read,
        Err(error) => {
            warn(&format!("{name}: {}", error.message().get(language)));
            return Ok(FAULTS);
        }
    };
    let options = args.reading.options()?;
    let vocabulary = options.vocabulary();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match (args.stage, args.format) {
        (Stage::Document, Some(DumpFormat::Json)) => document::json(format, &document, &mut out)?,
        (Stage::Document, None) => document::text(format, &document, &mut out)?,
        (_, Some(DumpFormat::Json)) => {
            return Err(Message::fixed(
                "这一阶段只能以文本形式输出，请去掉 --format json",
                "this stage is printed as text only: leave out --format json",
            )
            .into());
        }
        (Stage::Sections, None) => {
            let (means, sections) = segment(&document, vocabulary);
            stages::sections(means, &sections, &mut out)?;
        }
        (Stage::Match | Stage::Records, None) => {
            let (_, sections) = segment(&document, vocabulary);
            stages::matches(&recognize(&sections, vocabulary), &mut out)?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

/// The records as they would be written.
fn records(args: &DumpArgs, name: &str, bytes: &[u8]) -> anyhow::Result<u8> {
    let document = convert::convert(name, bytes, &args.reading.options()?);
    let format = if args.format.is_some() {
        "json"
    } else {
        "yaml"
    };
    let file = format_named(format)
        .and_then(|format| format.joined().first())
        .ok_or(Message::fixed("没有这种格式", "no such format"))?;
    let failed = document.error.is_some();
    let style = Style::default();
    let mut text = (file.head)(&style).into_bytes();
    let mut chunk = Vec::new();
    encode_file(&document, file, &style, &mut chunk)?;
    text.extend(chunk);
    text.extend_from_slice(file.tail.as_bytes());
    io::stdout().write_all(&text)?;
    Ok(if failed { FAULTS } else { DONE })
}
