//! One file that appears whole or not at all: written beside its final place under a hidden name, flushed to the disk, and
//! renamed at the end. Dropped before that, nothing of it stays.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::message::Message;

/// A file being written. Its errors name the path it will have.
#[derive(Debug)]
pub struct Part {
    writer: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Part {
    /// Begins the file of that name in a directory.
    ///
    /// # Errors
    /// It cannot be created there.
    pub fn begin(directory: &Path, name: &str) -> io::Result<Self> {
        let path = directory.join(name);
        let temporary = temporary_file(directory, name).map_err(|error| at(&path, error))?;
        Ok(Self {
            writer: BufWriter::with_capacity(1 << 16, temporary),
            path,
        })
    }

    /// Where it will stand.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All bytes are on the disk when this returns.
    ///
    /// # Errors
    /// The disk is full.
    pub fn sync(&mut self) -> io::Result<()> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().as_file().sync_all())
            .map_err(|error| at(&self.path, error))
    }

    /// Puts it into its place, over what stood there.
    ///
    /// # Errors
    /// It cannot be renamed.
    pub fn place(self) -> io::Result<()> {
        let Self { writer, path } = self;
        let temporary = writer
            .into_inner()
            .map_err(|error| at(&path, error.into_error()))?;
        temporary
            .persist(&path)
            .map_err(|error| at(&path, error.error))?;
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer
            .write(bytes)
            .map_err(|error| at(&self.path, error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush().map_err(|error| at(&self.path, error))
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
pub(super) fn at(path: &Path, error: io::Error) -> io::Error {
    let (path, what) = (path.display(), Message::of_system(&error));
    io::Error::new(
        error.kind(),
        Message::new(
            format!("{path}: {}", what.zh),
            format!("{path}: {}", what.en),
        ),
    )
}
