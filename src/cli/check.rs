//! `check`: the findings, grouped by document, weighed by the configuration.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use yusuan::batch;
use yusuan::check::baseline::Baseline;
use yusuan::check::config::{CheckConfig, Config, FailOn};
use yusuan::check::{explain, markdown};
use yusuan::finding::Severity;
use yusuan::message::{Language, Message};
use yusuan::record::Word;
use yusuan::writers::Style;
use yusuan::writers::files::{Outputs, encode_file};

use super::arguments::CheckArgs;
use super::convert::progress;
use super::language::wrong_content;
use super::summary::{Skipped, Summary};
use super::{DONE, FAULTS, findings, warn};

/// Prints the findings.
pub(super) fn run(args: &CheckArgs, language: Language) -> anyhow::Result<u8> {
    if let Some(code) = &args.explain {
        return print_explanation(code);
    }
    let began = Instant::now();
    let inputs = args.input.collect(None)?;
    let config = configuration(args)?;
    let mut options = args.input.reading.options()?;
    options.thresholds = config.thresholds.clone();
    let baseline = baseline(args)?;
    let file = findings::file(args.format, language);
    let stream = Box::new(BufWriter::new(io::stdout()));
    let mut outputs = Outputs::to_stream(stream, &file, &Style::default())?;
    let bar = progress(&inputs, args.input.quiet, language);
    let mut summary = Summary::default();
    let mut codes: Vec<Word> = Vec::new();
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let (mut counts, mut codes) = (Summary::default(), Vec::new());
            let (mut chunk, mut result) = (Vec::new(), Ok(()));
            batch::convert_file(input, &options, |mut document| {
                codes.extend(document.findings.iter().map(|finding| finding.code.clone()));
                config.apply(&mut document.findings);
                baseline.apply(&document.path, &mut document.findings);
                counts.count(&document);
                if result.is_ok() {
                    result = encode_file(&document, &file, &Style::default(), &mut chunk);
                }
            });
            (counts, codes, result.map(|()| chunk))
        },
        |(counts, seen, chunk)| -> anyhow::Result<()> {
            bar.suspend(|| outputs.write(&chunk?.into()).map_err(anyhow::Error::from))?;
            summary.add(counts);
            codes.extend(seen);
            codes.sort_unstable();
            codes.dedup();
            bar.inc(1);
            Ok(())
        },
    )?;
    outputs.finish()?;
    bar.finish_and_clear();
    warn_of_unknown_names(&config, &codes, language);
    if !args.input.quiet {
        summary.print(
            &Skipped::of(&inputs),
            began.elapsed(),
            language,
            &mut io::stderr().lock(),
        )?;
    }
    let failed = reaches(&summary, config.fail_on.unwrap_or(FailOn::Error)) || summary.any_failed();
    Ok(if failed { FAULTS } else { DONE })
}

fn warn_of_unknown_names(config: &CheckConfig, codes: &[Word], language: Language) {
    for name in config.unknown_names(codes) {
        let message = Message::new(
            format!("没有名为 {name} 的规则或发现，它没有选中也没有排除任何内容"),
            format!(
                "no rule and no finding is called {name}; nothing was selected or ignored by it"
            ),
        );
        warn(message.get(language));
    }
}

fn reaches(summary: &Summary, fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Error => summary.reaches(Severity::Error),
        FailOn::Warning => summary.reaches(Severity::Warning),
        FailOn::Info => summary.reaches(Severity::Info),
        FailOn::Never => false,
    }
}

fn print_explanation(code: &str) -> anyhow::Result<u8> {
    let text = match code {
        "all" => markdown(),
        code => explain(code).ok_or_else(|| {
            Message::new(
                format!("没有名为 {code} 的规则；`yusuan check --explain all` 列出全部规则"),
                format!("no rule is called {code}; `yusuan check --explain all` lists them"),
            )
        })?,
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(DONE)
}

/// The configuration above the inputs, with what was typed on top of it.
fn configuration(args: &CheckArgs) -> anyhow::Result<CheckConfig> {
    let mut files: Vec<_> = match &args.config {
        Some(file) => vec![file.clone()],
        None => args
            .input
            .paths
            .iter()
            .filter_map(|path| Config::find(path))
            .collect(),
    };
    files.sort();
    files.dedup();
    let mut config = match files.as_slice() {
        [] => CheckConfig::default(),
        [file] => read_configuration(file)?.check,
        [first, second, ..] => return Err(two_configurations(first, second).into()),
    };
    if args.fail_on.is_some() {
        config.fail_on = args.fail_on.map(FailOn::from);
    }
    if !args.select.is_empty() {
        config.select.clone_from(&args.select);
    }
    config.ignore.extend(args.ignore.iter().cloned());
    Ok(config)
}

fn two_configurations(first: &Path, second: &Path) -> Message {
    let (first, second) = (first.display(), second.display());
    Message::new(
        format!("输入分属不同的配置文件 {first} 和 {second}；请用 --config 指定一个"),
        format!(
            "the inputs lie below different configurations, {first} and {second}; name one with --config"
        ),
    )
}

fn read_configuration(file: &Path) -> anyhow::Result<Config> {
    let name = || file.display().to_string();
    let yaml = fs::read_to_string(file).with_context(name)?;
    Config::parse(&yaml)
        .map_err(wrong_content)
        .with_context(name)
}

fn baseline(args: &CheckArgs) -> anyhow::Result<Baseline> {
    let Some(file) = &args.baseline else {
        return Ok(Baseline::default());
    };
    let name = || file.display().to_string();
    let text = fs::read_to_string(file).with_context(name)?;
    Baseline::parse(&text)
        .map_err(wrong_content)
        .with_context(name)
}
