//! Writes documents to files that appear whole or not at all, or to one stream.
//!
//! In: documents in order, as [`Piece`]s made on any thread. Out: files, which are begun together and moved to their
//! places together after the last document. An interrupted run leaves the earlier outputs unchanged.

use super::output::TableWriter;
use std::io::{self, Write};
use std::path::Path;

use super::output::{Description, Files, Loss, OutputFile, OutputFormat, Sources, Style};
use crate::atomic_file::{Part, at, make_directory};
use crate::compare::{Content, Printings};
use crate::limits::NAMED_LOSSES;
use crate::record::Document;

/// Some documents, in the form in which [`Outputs`] takes them: their bytes for each joined file, and the documents
/// themselves where a file depends on those before them.
#[derive(Debug, Default)]
pub struct Piece {
    chunks: Vec<Vec<u8>>,
    documents: Vec<(Content, Document)>,
}

/// The files of a run.
pub struct Outputs {
    joined: Vec<Joined>,
    tables: Vec<Box<dyn TableWriter>>,
    /// Files that are complete from the start, by name.
    descriptions: Vec<(&'static str, Part)>,
    losses: Losses,
    style: Style,
    /// The projects written so far.
    printings: Printings<String>,
}

/// One file that is the concatenation of chunks.
struct Joined {
    sink: Sink,
    file: OutputFile,
    /// True once a document has been written.
    begun: bool,
}

/// The name of the stream in errors; a run has at most one.
const STREAM: &str = "standard output";

enum Sink {
    Stream(Box<dyn Write + Send>),
    File(Part),
}

/// The values that a run's files had no room for.
#[derive(Debug, Default)]
pub struct Losses {
    /// The number of values.
    pub count: usize,
    /// The first [`NAMED_LOSSES`] of them.
    pub first: Vec<Loss>,
}

impl Piece {
    /// Appends a document.
    ///
    /// # Errors
    /// The errors of [`crate::writers::output::Encode`].
    pub fn push(
        &mut self,
        document: Document,
        formats: &[&'static OutputFormat],
        style: &Style,
    ) -> io::Result<()> {
        for (index, file) in joined(formats).enumerate() {
            if self.chunks.len() == index {
                self.chunks.push(Vec::new());
            }
            if let Some(chunk) = self.chunks.get_mut(index)
                && !file.of_run
            {
                encode_file(&document, file, style, chunk)?;
            }
        }
        if formats.iter().any(|format| !format.nested) {
            self.documents.push((Content::of(&document), document));
        }
        Ok(())
    }
}

impl From<Vec<u8>> for Piece {
    /// The bytes for a run with one joined file.
    fn from(chunk: Vec<u8>) -> Self {
        Self {
            chunks: vec![chunk],
            documents: Vec::new(),
        }
    }
}

/// The joined files of the formats, in the order of [`Outputs`].
fn joined(formats: &[&'static OutputFormat]) -> impl Iterator<Item = &'static OutputFile> {
    formats.iter().flat_map(|format| format.joined())
}

/// Appends one document to the chunk of one file.
///
/// # Errors
/// The errors of [`crate::writers::output::Encode`].
pub fn encode_file(
    document: &Document,
    file: &OutputFile,
    style: &Style,
    chunk: &mut Vec<u8>,
) -> io::Result<()> {
    let before = chunk.len();
    if before > 0 {
        chunk.extend_from_slice(file.between.as_bytes());
    }
    let start = chunk.len();
    (file.encode)(document, style, chunk)?;
    if chunk.len() == start {
        // the document wrote nothing, so it needs no separator
        chunk.truncate(before);
    }
    Ok(())
}

impl Outputs {
    /// Begins the files of the formats in a directory, which is created where it does not exist.
    ///
    /// # Errors
    /// The directory or a file in it cannot be created; the message names it.
    pub fn in_directory(
        directory: &Path,
        formats: &[&'static OutputFormat],
        style: &Style,
    ) -> io::Result<Self> {
        make_directory(directory)?;
        let mut outputs = Self {
            joined: Vec::new(),
            tables: Vec::new(),
            descriptions: Vec::new(),
            losses: Losses::default(),
            style: *style,
            printings: Printings::default(),
        };
        for format in formats {
            match &format.files {
                Files::Joined(files) => {
                    for file in *files {
                        let part = Part::begin(directory, file.name)?;
                        let joined = Joined::begin(Sink::File(part), file, style)?;
                        outputs.joined.push(joined);
                    }
                }
                Files::Tables { names, begin } => {
                    let names = names();
                    let parts = names.iter().map(|name| Part::begin(directory, name));
                    let parts = parts.collect::<io::Result<_>>()?;
                    outputs.tables.push(begin(parts, style)?);
                }
            }
            if let Some(description) = &format.description {
                outputs.describe(directory, description, style)?;
            }
        }
        Ok(outputs)
    }

    /// Tells the formats that can lead to the files themselves where these are.
    pub fn link(&mut self, sources: &Sources) {
        for tables in &mut self.tables {
            tables.link(sources);
        }
    }

    /// Adds a description. Where two formats have one of the same name, that of the first is kept.
    fn describe(&mut self, to: &Path, description: &Description, style: &Style) -> io::Result<()> {
        let name = description.name;
        if self.descriptions.iter().all(|(known, _)| *known != name) {
            let mut part = Part::begin(to, name)?;
            part.write_all((description.text)(style).as_bytes())?;
            self.descriptions.push((name, part));
        }
        Ok(())
    }

    /// Begins the one file of a nested format on a stream.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn to_stream(
        stream: Box<dyn Write + Send>,
        file: &OutputFile,
        style: &Style,
    ) -> io::Result<Self> {
        Ok(Self {
            joined: vec![Joined::begin(Sink::Stream(stream), file, style)?],
            tables: Vec::new(),
            descriptions: Vec::new(),
            losses: Losses::default(),
            style: *style,
            printings: Printings::default(),
        })
    }

    /// Appends the next documents.
    ///
    /// # Errors
    /// The disk is full or the stream is closed; the message names the file.
    pub fn write(&mut self, piece: Piece) -> io::Result<()> {
        for (file, chunk) in self.joined.iter_mut().zip(&piece.chunks) {
            file.write(chunk)?;
        }
        for (content, mut document) in piece.documents {
            self.printings.mark(&content, &mut document);
            for joined in self.joined.iter_mut().filter(|joined| joined.file.of_run) {
                let mut chunk = Vec::new();
                encode_file(&document, &joined.file, &self.style, &mut chunk)?;
                joined.write(&chunk)?;
            }
            for tables in &mut self.tables {
                tables.append(&document, &mut self.losses)?;
            }
        }
        Ok(())
    }

    /// Completes all files, moves them to their places and returns the values they had no room for.
    ///
    /// # Errors
    /// As for [`Outputs::write`]; in that case nothing has been replaced, unless renaming itself failed.
    pub fn finish(self) -> io::Result<Losses> {
        let mut parts: Vec<Part> = self
            .descriptions
            .into_iter()
            .map(|(_, part)| part)
            .collect();
        for mut file in self.joined {
            file.sink.write(file.file.tail.as_bytes())?;
            match file.sink {
                Sink::Stream(mut stream) => stream
                    .flush()
                    .map_err(|error| at(Path::new(STREAM), error))?,
                Sink::File(part) => parts.push(part),
            }
        }
        for tables in self.tables {
            parts.append(&mut tables.finish()?);
        }
        parts.iter_mut().try_for_each(Part::sync)?;
        parts.into_iter().try_for_each(Part::place)?;
        Ok(self.losses)
    }
}

/// Writes one file that appears whole or not at all. Its directory must exist.
///
/// # Errors
/// Those of the disk; the message names the file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let directory = match path.parent() {
        Some(directory) if directory != Path::new("") => directory,
        _ => Path::new("."),
    };
    let name = path.file_name().unwrap_or_default();
    let mut part = Part::begin(directory, name)?;
    part.write_all(bytes)?;
    part.sync()?;
    part.place()
}

impl Losses {
    /// Adds one loss.
    pub fn push(&mut self, loss: Loss) {
        self.count += 1;
        if self.first.len() < NAMED_LOSSES {
            self.first.push(loss);
        }
    }
}

impl Joined {
    fn begin(mut sink: Sink, file: &OutputFile, style: &Style) -> io::Result<Self> {
        sink.write((file.head)(style).as_bytes())?;
        Ok(Self {
            sink,
            file: *file,
            begun: false,
        })
    }

    fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        if chunk.is_empty() {
            return Ok(());
        }
        if self.begun {
            self.sink.write(self.file.between.as_bytes())?;
        }
        self.begun = true;
        self.sink.write(chunk)
    }
}

impl Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream
                .write_all(bytes)
                .map_err(|error| at(Path::new(STREAM), error)),
            Self::File(part) => part.write_all(bytes),
        }
    }
}
