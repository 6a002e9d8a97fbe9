//! One file that appears whole or not at all: written under a hidden name in the directory of its final place, flushed
//! to the disk, and renamed at the end. Dropped before that, it leaves nothing behind.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::message::Message;

/// A file being written. Its errors name the final path.
#[derive(Debug)]
pub struct Part {
    writer: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Part {
    /// Begins the file of that name in a directory.
    ///
    /// # Errors
    /// The file cannot be created there.
    pub fn begin(directory: &Path, name: impl AsRef<OsStr>) -> io::Result<Self> {
        let name = name.as_ref();
        let path = directory.join(name);
        let temporary = temporary_file(directory, name).map_err(|error| at(&path, error))?;
        Ok(Self {
            writer: BufWriter::with_capacity(1 << 16, temporary),
            path,
        })
    }

    /// The final path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Flushes the file. When this returns, all bytes are on the disk.
    ///
    /// # Errors
    /// For example, when the disk is full.
    pub fn sync(&mut self) -> io::Result<()> {
        self.writer
            .flush()
            .and_then(|()| self.writer.get_ref().as_file().sync_all())
            .map_err(|error| at(&self.path, error))
    }

    /// Moves the file to its final path, replacing an earlier file.
    ///
    /// # Errors
    /// The file cannot be renamed.
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

/// Removes half-written files with these names that killed runs left in a directory. No other run may be writing to it.
///
/// # Errors
/// The directory cannot be read, or a file cannot be removed; the message names it.
pub fn remove_stale(directory: &Path, names: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(directory).map_err(|error| at(directory, error))? {
        let path = entry.map_err(|error| at(directory, error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_temporary(&name, names) {
            fs::remove_file(&path).map_err(|error| at(&path, error))?;
        }
    }
    Ok(())
}

/// True for the names that [`temporary_file`] gives: a dot, one of the names, a dot, six characters, `.part`.
fn is_temporary(name: &str, names: &[String]) -> bool {
    names.iter().any(|whole| {
        name.strip_prefix('.')
            .and_then(|rest| rest.strip_prefix(whole.as_str())?.strip_prefix('.'))
            .and_then(|rest| rest.strip_suffix(".part"))
            .is_some_and(|random| random.len() == 6)
    })
}

/// Makes the directory and those above it where they do not exist.
///
/// # Errors
/// Those of the system, and a symbolic link to nothing; the message names the directory.
pub fn make_directory(directory: &Path) -> io::Result<()> {
    if directory.is_symlink() && !directory.exists() {
        let directory = directory.display();
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            Message::new(
                format!(
                    "{directory}：这是符号链接，它指向的目录不存在；请先建立该目录，或换一个目录"
                ),
                format!(
                    "{directory}: this is a symbolic link to a directory that does not exist; create that one, or choose another"
                ),
            ),
        ));
    }
    fs::create_dir_all(directory).map_err(|error| at(directory, error))
}

/// A hidden file in the directory of its final place, with the permissions of any new file.
pub(crate) fn temporary_file(
    directory: &Path,
    name: impl AsRef<OsStr>,
) -> io::Result<NamedTempFile> {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // the umask restricts this; the default of the crate is meant for secrets
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(directory)
}

/// The error with its path, and with a way out where there is one.
pub(crate) fn at(path: &Path, error: io::Error) -> io::Error {
    let (path, what) = (path.display(), Message::of_system(&error));
    let (way_out_zh, way_out) = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            (
                "；原有的输出没有改动；请释放空间，或用 -o 指定其他位置",
                "; earlier outputs are unchanged; free some space, or choose another place with -o",
            )
        }
        _ => ("", ""),
    };
    io::Error::new(
        error.kind(),
        Message::new(
            format!("{path}: {}{way_out_zh}", what.zh),
            format!("{path}: {}{way_out}", what.en),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_runs_left_is_known_by_its_name() {
        let names = ["projects.csv".to_owned(), ".hidden.gz".to_owned()];
        for (name, ours) in [
            (".projects.csv.a1B2c3.part", true),
            ("..hidden.gz.a1B2c3.part", true),
            (".projects.csv.a1B2c.part", false),
            (".somebody.csv.a1B2c3.part", false),
            ("projects.csv", false),
        ] {
            assert_eq!(is_temporary(name, &names), ours, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_kept() {
        use std::os::unix::ffi::OsStrExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join(OsStr::from_bytes(b"a\xff.html"));
        let mut part = Part::begin(directory.path(), path.file_name().unwrap()).unwrap();
        part.write_all(b"x").unwrap();
        part.place().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"x");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}
