//! Encoded documents to files that appear whole or not at all, or to one stream.
//!
//! In: chunks of bytes in order. Out: files, written beside their final place, flushed to the disk and renamed when the
//! last document is in. An interrupted run leaves the earlier outputs as they were.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{OutputFile, OutputFormat, Style};
use crate::message::Message;
use crate::record::Document;

/// The bytes of the same documents in each of several files.
pub type Chunks = Vec<Vec<u8>>;

/// The files of a run.
pub struct Outputs {
    files: Vec<Output>,
    /// Files that were complete from the start.
    descriptions: Vec<Sink>,
}

/// One file being written.
struct Output {
    sink: Sink,
    between: &'static str,
    tail: &'static str,
    /// A document has been written.
    begun: bool,
}

enum Sink {
    Stream(Box<dyn Write>),
    File {
        writer: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

/// Appends one document to the chunk of every file of the formats, in the order of [`Outputs`]. Chunks begin empty.
///
/// # Errors
/// Those of [`super::Encode`].
pub fn encode(
    document: &Document,
    formats: &[&'static OutputFormat],
    style: &Style,
    chunks: &mut Chunks,
) -> io::Result<()> {
    for (index, file) in formats.iter().flat_map(|format| format.files).enumerate() {
        if chunks.len() == index {
            chunks.push(Vec::new());
        }
        if let Some(chunk) = chunks.get_mut(index) {
            encode_file(document, file, style, chunk)?;
        }
    }
    Ok(())
}

/// Appends one document to the chunk of one file.
///
/// # Errors
/// Those of [`super::Encode`].
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
        // Nothing came, so nothing stands between.
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
        fs::create_dir_all(directory).map_err(|error| at(directory, error))?;
        let (mut files, mut descriptions) = (Vec::new(), Vec::new());
        for format in formats {
            for file in format.files {
                files.push(Output::begin(
                    Sink::file(directory, file.name)?,
                    file,
                    style,
                )?);
            }
            if let Some(description) = &format.description {
                let mut sink = Sink::file(directory, description.name)?;
                sink.write((description.text)(style).as_bytes())?;
                descriptions.push(sink);
            }
        }
        Ok(Self {
            files,
            descriptions,
        })
    }

    /// Begins the one file of a nested format on a stream.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn to_stream(stream: Box<dyn Write>, file: &OutputFile, style: &Style) -> io::Result<Self> {
        let output = Output::begin(Sink::Stream(stream), file, style)?;
        Ok(Self {
            files: vec![output],
            descriptions: Vec::new(),
        })
    }

    /// Appends the next documents.
    ///
    /// # Errors
    /// The disk is full or the stream is closed; the message names the file.
    pub fn write(&mut self, chunks: &Chunks) -> io::Result<()> {
        for (file, chunk) in self.files.iter_mut().zip(chunks) {
            if chunk.is_empty() {
                continue;
            }
            if file.begun {
                file.sink.write(file.between.as_bytes())?;
            }
            file.begun = true;
            file.sink.write(chunk)?;
        }
        Ok(())
    }

    /// Ends all files and puts them into their places.
    ///
    /// # Errors
    /// As for [`Outputs::write`]; nothing has been replaced then unless renaming itself failed.
    pub fn finish(mut self) -> io::Result<()> {
        for file in &mut self.files {
            file.sink.write(file.tail.as_bytes())?;
        }
        let mut sinks: Vec<Sink> = self.files.into_iter().map(|file| file.sink).collect();
        sinks.append(&mut self.descriptions);
        sinks.iter_mut().try_for_each(Sink::flush)?;
        sinks.into_iter().try_for_each(Sink::place)
    }
}

impl Output {
    fn begin(mut sink: Sink, file: &OutputFile, style: &Style) -> io::Result<Self> {
        sink.write((file.head)(style).as_bytes())?;
        Ok(Self {
            sink,
            between: file.between,
            tail: file.tail,
            begun: false,
        })
    }
}

impl Sink {
    fn file(directory: &Path, name: &str) -> io::Result<Self> {
        let path = directory.join(name);
        let temporary = temporary_file(directory, name).map_err(|error| at(&path, error))?;
        Ok(Self::File {
            writer: BufWriter::with_capacity(1 << 16, temporary),
            path,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.write_all(bytes),
            Self::File { writer, path } => writer.write_all(bytes).map_err(|error| at(path, error)),
        }
    }

    /// All bytes are on the disk when this returns.
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File { writer, path } => writer
                .flush()
                .and_then(|()| writer.get_ref().as_file().sync_all())
                .map_err(|error| at(path, error)),
        }
    }

    fn place(self) -> io::Result<()> {
        let Self::File { writer, path } = self else {
            return Ok(());
        };
        let temporary = writer
            .into_inner()
            .map_err(|error| at(&path, error.into_error()))?;
        temporary
            .persist(&path)
            .map_err(|error| at(&path, error.error))?;
        Ok(())
    }
}

/// A hidden file beside its final place, with the permissions of any new file.
fn temporary_file(directory: &Path, name: &str) -> io::Result<NamedTempFile> {
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The umask takes its share; the default of the crate is for secrets.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}

/// The error with the path it is about.
fn at(path: &Path, error: io::Error) -> io::Error {
    let (path, what) = (path.display(), Message::of_system(&error));
    io::Error::new(
        error.kind(),
        Message::new(
            format!("{path}: {}", what.zh),
            format!("{path}: {}", what.en),
        ),
    )
}
