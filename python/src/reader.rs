//! The pipeline, called from Python.
//!
//! In: paths or named bytes. Out: a [`Reading`] with every flat table, or one document as JSON. Threads work without
//! the interpreter's lock; the calling thread takes it briefly after every file, so that Ctrl-C ends the run.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use arrow_schema::ArrowError;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use rayon::ThreadPoolBuildError;
use yusuan::batch::{self, convert_content, convert_file};
use yusuan::compare::{Content, Printings};
use yusuan::convert::{Options, unread};
use yusuan::inputs::{self, Walk};
use yusuan::memory::Size;
use yusuan::message::Message;
use yusuan::record::Document;
use yusuan::vocabulary::Vocabulary;
use yusuan::writers::arrow::{Misfit, TableBatches};
use yusuan::writers::flat::TABLES;

use crate::table::Table;
use crate::table::broken;

/// Reads documents with the options it was created with.
#[pyclass(frozen, module = "yusuan._yusuan")]
pub(crate) struct Reader {
    options: Options,
}

/// The result of a run.
#[pyclass(frozen, get_all, module = "yusuan._yusuan")]
pub(crate) struct Reading {
    /// The flat tables, in their order.
    tables: Vec<Py<Table>>,
    /// Values that no column can hold: path, table, column, value.
    misfits: Vec<(String, String, String, String)>,
    /// Number of files in directories that are not documents.
    skipped: usize,
}

/// Why a run ended early.
enum Stop {
    Python(PyErr),
    Arrow(ArrowError),
    Threads(ThreadPoolBuildError),
}

#[pymethods]
impl Reader {
    /// `vocabulary` is the text of a YAML file with additional words.
    #[new]
    #[pyo3(signature = (fiscal_year=None, vocabulary=None))]
    fn new(fiscal_year: Option<i32>, vocabulary: Option<&str>) -> PyResult<Self> {
        let extended = |yaml| {
            let mut words = Vocabulary::builtin().clone();
            let wrong = |error: Message| PyValueError::new_err(error.to_string());
            words.extend(yaml).map_err(wrong)?;
            Ok::<_, PyErr>(Arc::new(words))
        };
        Ok(Self {
            options: Options {
                fiscal_year,
                vocabulary: vocabulary.map(extended).transpose()?,
                ..Options::default()
            },
        })
    }

    /// Reads files and directories.
    fn files(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        jobs: Option<NonZero<usize>>,
        follow_links: bool,
        archives: bool,
    ) -> PyResult<Reading> {
        let walk = Walk {
            follow_links,
            archives,
            exclude: None,
        };
        let paths: Vec<_> = paths.into_iter().map(no_stdin).collect();
        let inputs = py.detach(|| inputs::collect(&paths, &walk));
        let stopped = AtomicBool::new(false);
        let work = |input: &_| collected(&stopped, |each| convert_file(input, &self.options, each));
        let mut tables = Tables::new(true);
        py.detach(|| {
            batch::run(&inputs.list, threads(jobs), work, |documents| {
                tables.append(documents, &stopped)
            })
        })?;
        tables.finish(py, inputs.skipped + inputs.own_outputs.len())
    }

    /// Reads contents, each with its path in the output. `None` means a content that is too large to be read. `whole`
    /// says that these are all documents of the run, so that repeated projects can be named.
    fn contents(
        &self,
        py: Python<'_>,
        contents: Vec<(String, Option<PyBackedBytes>)>,
        jobs: Option<NonZero<usize>>,
        whole: bool,
    ) -> PyResult<Reading> {
        let size_of = |(_, bytes): &(String, Option<PyBackedBytes>)| {
            let bytes = bytes.as_ref();
            bytes.map_or(Size::default(), |bytes| Size::of_content(bytes))
        };
        let stopped = AtomicBool::new(false);
        let work = |(name, bytes): &(String, Option<PyBackedBytes>)| {
            collected(&stopped, |each| match bytes {
                Some(bytes) => convert_content(name, bytes, &self.options, each),
                None => each(unread(name, &inputs::bytes::too_large())),
            })
        };
        let mut tables = Tables::new(whole);
        py.detach(|| {
            batch::run_sized(&contents, size_of, threads(jobs), work, |documents| {
                tables.append(documents, &stopped)
            })
        })?;
        tables.finish(py, 0)
    }

    /// Reads one document, or every document of one archive, and returns JSON.
    fn documents(&self, py: Python<'_>, name: &str, bytes: PyBackedBytes) -> PyResult<String> {
        let mut json = String::new();
        let work = |bytes: &PyBackedBytes| {
            let going = AtomicBool::new(false);
            let documents = collected(&going, |each| {
                convert_content(name, bytes, &self.options, each);
            });
            let documents: Vec<Document> = documents
                .into_iter()
                .map(|(_, document)| document)
                .collect();
            serde_json::to_string(&documents)
        };
        py.detach(|| {
            batch::run_sized(
                &[bytes],
                |_| Size::default(),
                1,
                work,
                |text| {
                    json = text.map_err(|error| PyValueError::new_err(error.to_string()))?;
                    Ok::<_, Stop>(())
                },
            )
        })?;
        Ok(json)
    }
}

/// Documents of one input, each with the hashes of its content.
type Documents = Vec<(Content, Document)>;

/// One builder for each flat table.
struct Tables {
    batches: Vec<TableBatches>,
    /// The projects so far; `None` where other documents of the run are read elsewhere.
    printings: Option<Printings<String>>,
}

impl Tables {
    fn new(whole: bool) -> Self {
        let batches = TABLES.iter().map(|table| TableBatches::new(table));
        Self {
            batches: batches.collect(),
            printings: whole.then(Printings::default),
        }
    }

    /// Appends documents. Ends the run when the user has pressed Ctrl-C; files that are still waiting are then not
    /// read.
    fn append(&mut self, documents: Documents, stopped: &AtomicBool) -> Result<(), Stop> {
        for (content, mut document) in documents {
            if let Some(printings) = &mut self.printings {
                printings.mark(&content, &mut document);
            }
            for table in &mut self.batches {
                table.append(&document)?;
            }
        }
        let result = Python::attach(|py| py.check_signals());
        stopped.store(result.is_err(), Ordering::Relaxed);
        Ok(result?)
    }

    fn finish(mut self, py: Python<'_>, skipped: usize) -> PyResult<Reading> {
        let misfits = self.batches.iter_mut().flat_map(TableBatches::take_misfits);
        let misfits = misfits.map(row_of).collect();
        let tables = TABLES.iter().zip(&mut self.batches).map(|(table, rows)| {
            let table = Table::of(table, rows).map_err(broken)?;
            Py::new(py, table)
        });
        Ok(Reading {
            tables: tables.collect::<PyResult<_>>()?,
            misfits,
            skipped,
        })
    }
}

fn row_of(misfit: Misfit) -> (String, String, String, String) {
    let (table, column) = (misfit.table.to_owned(), misfit.column.to_owned());
    (misfit.path, table, column, misfit.value)
}

/// The documents that `convert` calls back with; none once the run has been stopped.
fn collected(stopped: &AtomicBool, convert: impl FnOnce(&mut dyn FnMut(Document))) -> Documents {
    let mut documents = Vec::new();
    if !stopped.load(Ordering::Relaxed) {
        convert(&mut |document| documents.push((Content::of(&document), document)));
    }
    documents
}

/// The command line's `-` for standard input is an ordinary file name here, because a library must not read standard
/// input unasked.
fn no_stdin(path: PathBuf) -> PathBuf {
    if inputs::is_stdin(&path) {
        return Path::new(".").join(path);
    }
    path
}

fn threads(jobs: Option<NonZero<usize>>) -> usize {
    jobs.or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZero::get)
}

impl From<PyErr> for Stop {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<ArrowError> for Stop {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

impl From<ThreadPoolBuildError> for Stop {
    fn from(error: ThreadPoolBuildError) -> Self {
        Self::Threads(error)
    }
}

impl From<Stop> for PyErr {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Python(error) => error,
            Stop::Arrow(error) => broken(error),
            Stop::Threads(error) => PyOSError::new_err(error.to_string()),
        }
    }
}
