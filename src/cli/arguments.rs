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
  yusuan convert disclosures/ -o out          convert every document in a directory to CSV
  yusuan convert 2024.docx | jq '.[].projects[].project_name'
  yusuan show 2024.docx                       show what was understood of one document
  yusuan check disclosures/ --fail-on warning

Exit status: 0 all files were read; 1 a file could not be read, or `check` found an error;
2 the usage is wrong, or no input was found.";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Convert documents to CSV, Parquet, XLSX, JSON, JSON Lines or YAML
    Convert(ConvertArgs),
    /// Join the outputs of the shards of a batch
    Merge(MergeArgs),
    /// Print findings: errors in documents, repairs and assumptions
    Check(CheckArgs),
    /// Compare documents: copied targets, changes from year to year, duplicate files
    Compare(CompareArgs),
    /// Write one web page with figures, tables and every document
    Report(ReportArgs),
    /// Open a page in the browser to drop documents on; the same over HTTP for programs
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Show what was understood of one document
    Show(FileArgs),
    /// Print the result of a processing stage
    Dump(DumpArgs),
    /// Print the JSON Schema of the nested form, or the table schemas of the flat form
    Schema(SchemaArgs),
    /// Print the vocabulary by which tables are recognized
    Vocabulary(VocabularyArgs),
    /// Print the completion script of a shell
    Completions(CompletionsArgs),
    /// Write man pages into a directory
    #[command(hide = true)]
    Man(ManArgs),
}

/// The inputs, and how they are read.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Files and directories; directories are read recursively, `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Number of threads [default: one per processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Follow symbolic links in directories
    #[arg(long)]
    pub(super) follow_links: bool,
    /// Read zip archives found in directories; an archive named on the command line is always read
    #[arg(long)]
    pub(super) archives: bool,
    /// Do not print progress or summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// What the user knows about the documents.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Budget year of documents that do not print one
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1990..=2100))]
    pub(super) fiscal_year: Option<i32>,
    /// YAML file with additional labels, in the form that `yusuan vocabulary` prints
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
  yusuan convert disclosures/ -o out --resume      only new, changed and unread files
  yusuan convert 2024.docx --format yaml

Without -o, or with -o -, one nested format is written to standard output: json, or the one
given by --format, jsonl or yaml.")]
pub(super) struct ConvertArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Directory for the outputs, created if necessary; - is standard output
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Formats, separated by commas [default: csv, or json without -o]
    #[arg(long, short, value_name = "LIST", value_delimiter = ',', value_parser = format_names())]
    pub(super) format: Vec<String>,
    /// Write CSV that opens unchanged in Excel: with a byte order mark, and with ' before texts that Excel would change,
    /// such as formulas, long codes and 1-2
    #[arg(long)]
    pub(super) excel: bool,
    /// Language of the header row in CSV and XLSX [default: en in CSV, zh in XLSX]
    #[arg(long, value_name = "LANG")]
    pub(super) header: Option<HeaderLanguage>,
    /// Read only files that are new or changed since the last run with this DIR, even if it was interrupted
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// Read only part I of N of the files; `yusuan merge` joins the parts
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<Shard>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan convert disclosures/ --shard 1/2 -o part1      on one machine
  yusuan convert disclosures/ --shard 2/2 -o part2      on another
  yusuan merge part1 part2 -o out

The formats are those of the shards. The outputs are the same as from one run over all files.")]
pub(super) struct MergeArgs {
    /// The output directories of all shards
    #[arg(required = true, value_name = "DIR")]
    pub(super) directories: Vec<PathBuf>,
    /// Directory for the joined outputs, created if necessary
    #[arg(long, short, value_name = "OUT")]
    pub(super) output: PathBuf,
    /// Do not print a summary
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

The file yusuan.yaml in a directory above the inputs sets severities, thresholds and findings
to be ignored: see docs/checks.md.")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Output format of the findings
    #[arg(long, short, default_value = "text")]
    pub(super) format: CheckFormat,
    /// Exit with 1 if a finding has at least this severity [default: error]
    #[arg(long, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    /// Show only these codes, or the categories content and extraction
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Hide these codes or categories
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Output of an earlier run (json or csv): show and count only findings that are not in it
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Configuration file [default: the nearest yusuan.yaml above the inputs]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Explain a rule: what it checks, why, and its legal basis; `all` for every rule
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
  yusuan compare disclosures/                 show copied content and changes from year to year
  yusuan compare disclosures/ -o out          write the same to out/comparisons.csv

Unlike `convert`, this keeps a summary of every document in memory until all are read.")]
pub(super) struct CompareArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// Directory for the output, created if necessary; - is standard output
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Output format of the comparisons [default: text, or csv with -o]
    #[arg(long, short)]
    pub(super) format: Option<CompareFormat>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan report disclosures/ --open           writes report.html and opens it; no network needed
  yusuan disclosures/                         the same, without a command, into a temporary file

The page is in Chinese and English: it opens in the language of the browser and has a switch
at the top. --lang sets the language of the terminal, not of the page.

The page is kept in memory until it is written.")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// File for the page; - is standard output
    #[arg(long, short, value_name = "FILE", default_value = "report.html")]
    pub(super) output: PathBuf,
    /// Open the page in the browser
    #[arg(long)]
    pub(super) open: bool,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan serve                                then drop files, folders or zip archives on the page
  yusuan serve disclosures/                   shows its documents, and keeps your marks in its yusuan.yaml
  yusuan serve --no-open --port 8000 --token SECRET

Only this computer can connect, unless --host says otherwise. /openapi.json describes the addresses for programs.
Uploads are kept in a temporary folder and are deleted when the program ends. No address that a caller names is fetched.")]
pub(super) struct ServeArgs {
    /// A directory whose documents are shown from the start
    #[arg(value_name = "DIR")]
    pub(super) directory: Option<PathBuf>,
    /// The address to listen at; 0.0.0.0 lets other computers connect
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(super) host: std::net::IpAddr,
    /// The port; 0 is a free one
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub(super) port: u16,
    /// The secret in the address [default: a random one]
    #[arg(long, value_name = "TOKEN", env = "YUSUAN_TOKEN", hide_env_values = true, value_parser = token)]
    pub(super) token: Option<String>,
    /// A name by which other computers call this one; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(super) name: Vec<String>,
    /// Do not open the browser
    #[arg(long)]
    pub(super) no_open: bool,
    /// Documents that are read at once [default: one for each processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// No explanation
    #[arg(long, short)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// A token is part of an address.
#[cfg(feature = "serve")]
fn token(text: &str) -> Result<String, String> {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    match text.len() >= 8 && text.chars().all(safe) {
        true => Ok(text.to_owned()),
        false => Err("at least 8 letters, digits or - _ . ~".to_owned()),
    }
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
    /// Document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

#[derive(Debug, Args)]
pub(super) struct DumpArgs {
    /// Document; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Processing stage
    #[arg(long, short, default_value = "document")]
    pub(super) stage: Stage,
    /// Print JSON instead of text
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
    /// The recognized layout and cells
    Match,
    /// The records as they are written
    Records,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DumpFormat {
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yusuan vocabulary                           the labels; --vocabulary takes a file of the same form
  yusuan vocabulary units")]
pub(super) struct VocabularyArgs {
    /// Name of the vocabulary
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
    /// Name of the shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Directory for the pages, created if necessary
    #[arg(value_name = "DIR")]
    pub(super) directory: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// json-schema for the nested form, table-schema for the flat tables
    #[arg(long, short, default_value = "json-schema")]
    pub(super) format: SchemaFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaFormat {
    JsonSchema,
    TableSchema,
}
