//! What can be typed, and what it exits with. One file a command.

mod check;
mod compare;
mod completions;
mod convert;
mod dump;
mod findings;
mod help;
mod interrupt;
mod language;
mod man;
mod merge;
mod report;
mod schema;
mod show;
mod summary;
mod terminal;
mod vocabulary;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use clap::builder::PossibleValuesParser;
use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use yusuan::convert::Options;
use yusuan::inputs::{self, Inputs, Walk};
use yusuan::message::Message;
use yusuan::shard::Shard;
use yusuan::vocabulary::{FILES, Vocabulary};
use yusuan::writers::{FORMATS, Header};

/// All files were read.
const DONE: u8 = 0;
/// Finished, but a file failed, or `check` found what it should fail on.
const FAULTS: u8 = 1;
/// Wrong usage, no input found, or the output could not be written.
const USAGE: u8 = 2;

/// Turns the performance target tables (绩效目标表) of Chinese budget disclosures into typed, checked data.
#[derive(Debug, Parser)]
#[command(name = "yusuan", version, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  yusuan convert disclosures/ -o out          every document below a directory, as CSV
  yusuan convert 2024.docx | jq '.[].projects[].project_name'
  yusuan show 2024.docx                       one document as it was understood
  yusuan check disclosures/ --fail-on warning

Exit status: 0 all files read; 1 finished, but some file failed or `check` found an error; 2 wrong
usage, or no input found.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Convert documents to CSV, Parquet, XLSX, JSON, JSON Lines or YAML
    Convert(ConvertArgs),
    /// Join the outputs of the shards of one batch
    Merge(MergeArgs),
    /// Print what was repaired, guessed or found wrong
    Check(CheckArgs),
    /// Compare documents: copied targets, a project in two years, the same file twice
    Compare(CompareArgs),
    /// Write one page with figures, tables and every document, to be opened in a browser
    Report(ReportArgs),
    /// Draw one document as it was understood
    Show(FileArgs),
    /// Print what each stage of the pipeline produced
    Dump(DumpArgs),
    /// Print the JSON Schema of the nested form
    Schema(SchemaArgs),
    /// Print the words that tables are recognized by
    Vocabulary(VocabularyArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Write man pages into a directory
    #[command(hide = true)]
    Man(ManArgs),
}

/// What is read, and how.
#[derive(Debug, Args)]
struct InputArgs {
    /// Files and directories; directories are walked recursively, `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Threads [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Follow symbolic links inside directories
    #[arg(long)]
    follow_links: bool,
    /// Open zip archives inside directories; one that is given itself is always opened
    #[arg(long)]
    archives: bool,
    /// No progress and no summary
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

/// What a user may tell about the documents.
#[derive(Debug, Args)]
struct ReadingArgs {
    /// Budget year of documents that print none
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1990..=2100))]
    fiscal_year: Option<i32>,
    /// YAML file with more words for labels, in the form of src/vocabulary/labels.yaml
    #[arg(long, value_name = "FILE")]
    vocabulary: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan convert disclosures/ -o out
  yusuan convert disclosures/ -o out --format csv,jsonl --jobs 4
  yusuan convert disclosures/ -o out --format parquet,xlsx
  yusuan convert disclosures/ -o out --excel --header zh
  yusuan convert disclosures/ -o out --resume      only what is new or changed, or was not done yet
  yusuan convert 2024.docx --format yaml

Without -o one nested format goes to standard output: json unless --format says jsonl or yaml.")]
struct ConvertArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Directory for the outputs; created where it does not exist
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Formats, separated by commas [default: csv, or json without -o]
    #[arg(long, short, value_name = "LIST", value_delimiter = ',', value_parser = format_names())]
    format: Vec<String>,
    /// CSV for double-clicking in Excel: byte order mark, and ' before texts that Excel would change: formulas, long codes, 1-2
    #[arg(long)]
    excel: bool,
    /// Language of the header row in CSV and XLSX [default: en in CSV, zh in XLSX]
    #[arg(long, value_name = "LANG")]
    header: Option<HeaderLanguage>,
    /// Read only files that are new or changed since the last run into DIR, also when that was stopped
    #[arg(long, requires = "output")]
    resume: bool,
    /// Take only the files of part I of N; `yusuan merge` joins the parts
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan convert disclosures/ --shard 1/2 -o part1      on one machine
  yusuan convert disclosures/ --shard 2/2 -o part2      on another
  yusuan merge part1 part2 -o out

The formats are those of the shards. OUT holds what one run over all files would have written.")]
struct MergeArgs {
    /// The output directories of all shards
    #[arg(required = true, value_name = "DIR")]
    directories: Vec<PathBuf>,
    /// Directory for the joined outputs; created where it does not exist
    #[arg(long, short, value_name = "OUT")]
    output: PathBuf,
    /// No summary
    #[arg(long, short)]
    quiet: bool,
}

fn format_names() -> PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| format.name)
        .collect::<Vec<_>>()
        .into()
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum HeaderLanguage {
    En,
    Zh,
}

impl From<HeaderLanguage> for Header {
    fn from(language: HeaderLanguage) -> Self {
        match language {
            HeaderLanguage::En => Self::En,
            HeaderLanguage::Zh => Self::Zh,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan check disclosures/
  yusuan check 2024.docx --format json
  yusuan check disclosures/ --fail-on warning --ignore text-noise,extraction
  yusuan check disclosures/ --format json > before.json; yusuan check disclosures/ --baseline before.json
  yusuan check --explain purpose-sum-mismatch

A file yusuan.yaml above the inputs sets severities, thresholds and findings to ignore: see docs/checks.md.")]
struct CheckArgs {
    #[command(flatten)]
    input: InputArgs,
    /// How findings are printed
    #[arg(long, short, default_value = "text")]
    format: CheckFormat,
    /// Exit with 1 when a finding is at least this bad [default: error]
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Only these codes, or the categories content and extraction
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these codes or categories
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// An earlier output (json or csv): only findings that are not in it are shown and counted
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// The configuration [default: the nearest yusuan.yaml above the inputs]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Say what a rule looks for, why, and on what basis; `all` for every rule
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    explain: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
    Csv,
    Sarif,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan compare disclosures/                 what was copied, what changed from year to year
  yusuan compare disclosures/ -o out          the same as out/comparisons.csv

A summary of every document is kept until all are read, unlike `convert`, which keeps none.")]
struct CompareArgs {
    #[command(flatten)]
    input: InputArgs,
    /// Directory for the output; created where it does not exist
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// How comparisons are written [default: text, or csv with -o]
    #[arg(long, short)]
    format: Option<CompareFormat>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan report disclosures/ -o report.html   then open report.html; it needs no network

The page is held in memory until it is written. It stays usable with some thousand projects; split larger
sets by directory.")]
struct ReportArgs {
    #[command(flatten)]
    input: InputArgs,
    /// The page
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    Text,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl From<FailOn> for yusuan::check::config::FailOn {
    fn from(typed: FailOn) -> Self {
        match typed {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
            FailOn::Never => Self::Never,
        }
    }
}

#[derive(Debug, Args)]
struct FileArgs {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    reading: ReadingArgs,
}

#[derive(Debug, Args)]
struct DumpArgs {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The stage
    #[arg(long, short, default_value = "document")]
    stage: Stage,
    /// JSON instead of text
    #[arg(long, short)]
    format: Option<DumpFormat>,
    #[command(flatten)]
    reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Paragraphs and tables, as read from the file
    Document,
    /// The document cut into sections
    Sections,
    /// The layout and the cells that were recognized
    Match,
    /// The records that are written
    Records,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DumpFormat {
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan vocabulary                           the labels; a file for --vocabulary has the same form
  yusuan vocabulary units")]
struct VocabularyArgs {
    /// The file
    #[arg(default_value = "labels", value_parser = PossibleValuesParser::new(FILES.iter().map(|(name, _)| *name)))]
    file: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan completions bash > ~/.local/share/bash-completion/completions/yusuan
  yusuan completions zsh > ~/.zfunc/_yusuan
  yusuan completions fish > ~/.config/fish/completions/yusuan.fish
  yusuan completions powershell >> $PROFILE")]
struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
struct ManArgs {
    /// The directory; created where it does not exist
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

#[derive(Debug, Args)]
struct SchemaArgs {
    /// The nested form, or the flat tables
    #[arg(long, short, default_value = "json-schema")]
    format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaFormat {
    JsonSchema,
    TableSchema,
}

/// Runs the command that was typed.
pub(crate) fn run() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let language = language::of(&words);
    let matches = match help::command(language).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) => return help::refuse(&error, language),
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let result = match cli.command {
        Command::Convert(args) => convert::run(&args, language),
        Command::Merge(args) => merge::run(&args, language),
        Command::Check(args) => check::run(&args, language),
        Command::Compare(args) => compare::run(&args, language),
        Command::Report(args) => report::run(&args, language),
        Command::Show(args) => show::run(&args, language),
        Command::Dump(args) => dump::run(&args, language),
        Command::Schema(args) => schema::run(&args),
        Command::Vocabulary(args) => vocabulary::run(&args),
        Command::Completions(args) => completions::run(&args, language),
        Command::Man(args) => man::run(&args, language),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        // Who reads our output has seen enough, as in `yusuan show x | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            warn(&language::describe(&error, language));
            ExitCode::from(USAGE)
        }
    }
}

/// Says something beside the results.
fn warn(text: &str) {
    eprintln!("yusuan: {text}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

impl ReadingArgs {
    fn options(&self) -> anyhow::Result<Options> {
        Ok(Options {
            fiscal_year: self.fiscal_year,
            vocabulary: self.vocabulary.as_deref().map(vocabulary).transpose()?,
            ..Options::default()
        })
    }
}

/// The built-in words and those of a file.
fn vocabulary(file: &Path) -> anyhow::Result<Arc<Vocabulary>> {
    let name = || file.display().to_string();
    let yaml = std::fs::read_to_string(file).with_context(name)?;
    let mut vocabulary = Vocabulary::builtin().clone();
    vocabulary
        .extend(&yaml)
        .map_err(language::wrong_content)
        .with_context(name)?;
    Ok(Arc::new(vocabulary))
}

impl InputArgs {
    /// The files, or an error that says why there are none.
    fn collect(&self, exclude: Option<PathBuf>) -> anyhow::Result<Inputs> {
        let walk = Walk {
            follow_links: self.follow_links,
            archives: self.archives,
            exclude,
        };
        let inputs = inputs::collect(&self.paths, &walk);
        if inputs.list.len() > inputs.missing {
            return Ok(inputs);
        }
        Err(match inputs.list.first() {
            Some(first) => anyhow::Error::new(Message::fixed(
                "文件或目录不存在",
                "no such file or directory",
            ))
            .context(first.file.display().to_string()),
            None => self.nothing_found(inputs.skipped).into(),
        })
    }

    fn nothing_found(&self, skipped: usize) -> Message {
        let paths: Vec<String> = self
            .paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let (zh, en) = (paths.join("、"), paths.join(", "));
        if skipped == 0 {
            return Message::new(
                format!("{zh}中没有文件"),
                format!("no document found in {en}: there are no files in it"),
            );
        }
        Message::new(
            format!(
                "{zh}中没有文档；跳过了 {skipped} 个其他类型的文件（直接给出文件名，就会尝试读它）"
            ),
            format!(
                "no document found in {en}; {skipped} files of other kinds were skipped (give a file itself to have it tried)"
            ),
        )
    }

    fn jobs(&self) -> usize {
        self.jobs.map_or_else(
            || std::thread::available_parallelism().map_or(1, Into::into),
            Into::into,
        )
    }
}

/// What the one file of a command is called.
fn name(file: &Path) -> String {
    if inputs::is_stdin(file) {
        return inputs::STDIN_NAME.to_owned();
    }
    file.display().to_string()
}

/// The bytes of the one file of a command, with its name in the error.
fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let name = || name(file);
    if file.is_dir() {
        let what = Message::fixed(
            "这是目录；请给出其中一个文件，或用 convert、check 读取整个目录",
            "this is a directory; name one file in it, or use convert or check for all of them",
        );
        return Err(what).with_context(name);
    }
    yusuan::batch::read_file(file).with_context(name)
}
