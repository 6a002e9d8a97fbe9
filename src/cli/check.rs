//! `check`: the findings, grouped by document, with the severities of the configuration.

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
use yusuan::inputs::Inputs;
use yusuan::message::{Language, Message};
use yusuan::writers::Style;
use yusuan::writers::files::{Outputs, encode_file};

use super::arguments::CheckArgs;
use super::convert::progress;
use super::findings;
use super::status::{DONE, FAULTS, warn};
use super::summary::{Skipped, Summary};

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
    let baseline = baseline(args, &inputs, language)?;
    let file = findings::file(args.format, language);
    let stream = Box::new(BufWriter::new(io::stdout()));
    let mut outputs = Outputs::to_stream(stream, &file, &Style::default())?;
    let bar = progress(&inputs, args.input.quiet, language);
    let mut summary = Summary::default();
    batch::run(
        &inputs.list,
        args.input.jobs(),
        |input| {
            let mut counts = Summary::default();
            let (mut chunk, mut result) = (Vec::new(), Ok(()));
            batch::convert_file(input, &options, |mut document| {
                config.apply(&mut document.findings);
                if baseline.knows_failure(&document) {
                    counts.failed_before += 1;
                    return;
                }
                baseline.apply(&document.path, &mut document.findings);
                counts.count(&document);
                if result.is_ok() {
                    result = encode_file(&document, &file, &Style::default(), &mut chunk);
                }
            });
            (counts, result.map(|()| chunk))
        },
        |(counts, chunk)| -> anyhow::Result<()> {
            bar.suspend(|| outputs.write(chunk?.into()).map_err(anyhow::Error::from))?;
            summary.add(counts);
            bar.inc(1);
            Ok(())
        },
    )?;
    outputs.finish()?;
    bar.finish_and_clear();
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

fn no_such_name(name: &str) -> Message {
    Message::new(
        format!(
            "没有代码为 {name} 的规则或问题；docs/checks.md 列出全部规则，`yusuan check --explain 代码` 说明其中一条"
        ),
        format!(
            "no rule or finding has the code {name}; docs/checks.md lists all rules, `yusuan check --explain CODE` explains one"
        ),
    )
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
                format!("没有代码为 {code} 的规则；`yusuan check --explain all` 列出全部规则"),
                format!(
                    "no rule has the code {code}; `yusuan check --explain all` lists all rules"
                ),
            )
        })?,
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(DONE)
}

/// The configuration above the inputs, completed and overridden by the arguments.
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
    // an unknown name would select nothing, and a check that selects nothing would pass
    match config.unknown_name() {
        Some(name) => Err(no_such_name(name).into()),
        None => Ok(config),
    }
}

fn two_configurations(first: &Path, second: &Path) -> Message {
    let (first, second) = (first.display(), second.display());
    Message::new(
        format!("输入对应不同的配置文件 {first} 和 {second}；请用 --config 指定一个"),
        format!(
            "different configurations apply to the inputs: {first} and {second}; choose one with --config"
        ),
    )
}

fn read_configuration(file: &Path) -> anyhow::Result<Config> {
    let name = || file.display().to_string();
    let yaml = fs::read_to_string(file).with_context(name)?;
    Config::parse(&yaml).with_context(name)
}

fn baseline(args: &CheckArgs, inputs: &Inputs, language: Language) -> anyhow::Result<Baseline> {
    let Some(file) = &args.baseline else {
        return Ok(Baseline::default());
    };
    let name = || file.display().to_string();
    let text = fs::read_to_string(file).with_context(name)?;
    let mut baseline = Baseline::parse(&text).with_context(name)?;
    let names = inputs.list.iter().map(|input| input.name.as_str());
    if !baseline.relate(names) && !args.input.quiet {
        let nothing = Message::new(
            format!(
                "{} 中没有这次读取的任何文件，所有问题都按新问题处理",
                file.display()
            ),
            format!(
                "{} contains none of the files of this run: every finding counts as new",
                file.display()
            ),
        );
        warn(nothing.get(language));
    }
    Ok(baseline)
}
