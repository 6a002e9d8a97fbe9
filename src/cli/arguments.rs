//! The command line as clap sees it: the commands, their arguments and the help of each.
//!
//! In: nothing. Out: the types that clap fills. The Chinese help is in `help`.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use yusuan::shard::Shard;
use yusuan::vocabulary::FILES;
use yusuan::writers::{FORMATS, Header};

/// Turns the performance target tables (绩效目标表) of Chinese budget disclosures into typed, checked data.
#[derive(Debug, Parser)]
#[command(name = "yusuan", version, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
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
pub(super) enum Command {
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
pub(super) struct InputArgs {
    /// Files and directories; directories are walked recursively, `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Threads [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Follow symbolic links inside directories
    #[arg(long)]
    pub(super) follow_links: bool,
    /// Open zip archives inside directories; one that is given itself is always opened
    #[arg(long)]
    pub(super) archives: bool,
    /// No progress and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// What a user may tell about the documents.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Budget year of documents that print none
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1990..=2100))]
    pub(super) fiscal_year: Option<i32>,
    /// YAML file with more words for labels, in the form of src/vocabulary/labels.yaml
    #[arg(long, value_name = "FILE")]
    pub(super) vocabulary: Option<PathBuf>,
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

Without -o, or with -o -, one nested format goes to standard output: json unless --format says jsonl or yaml.")]
pub(super) struct ConvertArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Directory for the outputs; created where it does not exist; - is standard output
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Formats, separated by commas [default: csv, or json without -o]
    #[arg(long, short, value_name = "LIST", value_delimiter = ',', value_parser = format_names())]
    pub(super) format: Vec<String>,
    /// CSV for double-clicking in Excel: byte order mark, and ' before texts that Excel would change: formulas, long codes, 1-2
    #[arg(long)]
    pub(super) excel: bool,
    /// Language of the header row in CSV and XLSX [default: en in CSV, zh in XLSX]
    #[arg(long, value_name = "LANG")]
    pub(super) header: Option<HeaderLanguage>,
    /// Read only files that are new or changed since the last run into DIR, also when that was stopped
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// Take only the files of part I of N; `yusuan merge` joins the parts
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<Shard>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan convert disclosures/ --shard 1/2 -o part1      on one machine
  yusuan convert disclosures/ --shard 2/2 -o part2      on another
  yusuan merge part1 part2 -o out

The formats are those of the shards. OUT holds what one run over all files would have written.")]
pub(super) struct MergeArgs {
    /// The output directories of all shards
    #[arg(required = true, value_name = "DIR")]
    pub(super) directories: Vec<PathBuf>,
    /// Directory for the joined outputs; created where it does not exist
    #[arg(long, short, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// No summary
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl ConvertArgs {
    /// The directory for the outputs, `None` for standard output.
    pub(super) fn directory(&self) -> Option<&Path> {
        self.output.as_deref().filter(|output| !is_stream(output))
    }
}

/// True for `-`, which means standard output.
pub(super) fn is_stream(output: &Path) -> bool {
    output == Path::new("-")
}

fn format_names() -> PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| format.name)
        .collect::<Vec<_>>()
        .into()
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum HeaderLanguage {
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
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// How findings are printed
    #[arg(long, short, default_value = "text")]
    pub(super) format: CheckFormat,
    /// Exit with 1 when a finding is at least this bad [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    /// Only these codes, or the categories content and extraction
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Not these codes or categories
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// An earlier output (json or csv): only findings that are not in it are shown and counted
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// The configuration [default: the nearest yusuan.yaml above the inputs]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Say what a rule looks for, why, and on what basis; `all` for every rule
    #[arg(long, value_name = "CODE", conflicts_with = "paths")]
    pub(super) explain: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
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
pub(super) struct CompareArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Directory for the output; created where it does not exist; - is standard output
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// How comparisons are written [default: text, or csv with -o]
    #[arg(long, short)]
    pub(super) format: Option<CompareFormat>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan report disclosures/ -o report.html   then open report.html; it needs no network

The page holds Chinese and English: it opens in the language of the browser and has a switch at its top. --lang
is about what is said in the terminal and changes nothing in the page. The page is held in memory until it is
written. It stays usable with some thousand projects; split larger sets by directory.")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// The page; - is standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    Text,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
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
pub(super) struct FileArgs {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Args)]
pub(super) struct DumpArgs {
    /// The document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The stage
    #[arg(long, short, default_value = "document")]
    pub(super) stage: Stage,
    /// JSON instead of text
    #[arg(long, short)]
    pub(super) format: Option<DumpFormat>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
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
pub(super) enum DumpFormat {
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan vocabulary                           the labels; a file for --vocabulary has the same form
  yusuan vocabulary units")]
pub(super) struct VocabularyArgs {
    /// The file
    #[arg(default_value = "labels", value_parser = PossibleValuesParser::new(FILES.iter().map(|(name, _)| *name)))]
    pub(super) file: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan completions bash > ~/.local/share/bash-completion/completions/yusuan
  yusuan completions zsh > ~/.zfunc/_yusuan
  yusuan completions fish > ~/.config/fish/completions/yusuan.fish
  yusuan completions powershell >> $PROFILE")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The directory; created where it does not exist
    #[arg(value_name = "DIR")]
    pub(super) directory: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The nested form, or the flat tables
    #[arg(long, short, default_value = "json-schema")]
    pub(super) format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    JsonSchema,
    TableSchema,
}
