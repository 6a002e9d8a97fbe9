//! The file of a journal: opened by one run at a time, appended to, and put into order at the end.
//!
//! In: entries in the order of the outputs, new or kept. Out: the file, and the records of kept entries.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use flate2::bufread::GzDecoder;

use super::pack::member;
use super::scan::{Scan, scan};
use super::{Basis, End, FILE_NAME, Input, Line};
use crate::atomic_file::{at, make_directory, temporary_file};
use crate::message::Message;
use crate::record::Document;

/// The place of an entry in the file, as byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: u64,
    /// The first byte of its records.
    pub records: u64,
    /// The byte after it.
    pub end: u64,
}

/// The journal of a run.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: Arc<Mutex<File>>,
    basis: Basis,
    /// The number of bytes before the first entry.
    head: u64,
    /// The length of the file in bytes.
    length: u64,
    /// The entries of this run in order.
    spans: Vec<Span>,
}

/// The entries that an earlier run left; shared by all threads.
#[derive(Debug)]
pub struct Known {
    path: PathBuf,
    file: Arc<Mutex<File>>,
    inputs: HashMap<String, (Input, Span)>,
    end: Option<End>,
    outdated: bool,
}

impl Journal {
    /// Begins a journal in a directory, which is created where it does not exist. Discards an earlier journal.
    ///
    /// # Errors
    /// The file cannot be created, or another run is writing to the directory; the message names the file.
    pub fn begin(directory: &Path, basis: Basis) -> io::Result<Self> {
        let (path, file) = open(directory)?;
        Self::fresh(path, file, basis)
    }

    /// Continues the journal of an earlier run. Where that has another basis, none of its entries can be used, and the
    /// journal is begun anew.
    ///
    /// # Errors
    /// As for [`Journal::begin`].
    pub fn resume(directory: &Path, basis: Basis) -> io::Result<(Self, Known)> {
        let (path, mut file) = open(directory)?;
        let found = scan(&mut BufReader::new(&mut file)).map_err(|error| at(&path, error))?;
        if found.basis.as_ref() != Some(&basis) {
            let journal = Self::fresh(path, file, basis)?;
            let mut known = Known::of(Scan::default(), &journal.path, &journal.file);
            known.outdated = found.basis.is_some();
            return Ok((journal, known));
        }
        // remove what is torn and also the end line, because this run is not finished yet
        file.set_len(found.whole)
            .map_err(|error| at(&path, error))?;
        let journal = Self {
            path,
            file: Arc::new(Mutex::new(file)),
            basis,
            head: found.head,
            length: found.whole,
            spans: Vec::new(),
        };
        let known = Known::of(found, &journal.path, &journal.file);
        Ok((journal, known))
    }

    fn fresh(path: PathBuf, mut file: File, basis: Basis) -> io::Result<Self> {
        let head = member(&Line::Basis(basis.clone()))?;
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(&head))
            .map_err(|error| at(&path, error))?;
        Ok(Self {
            path,
            file: Arc::new(Mutex::new(file)),
            basis,
            head: head.len() as u64,
            length: head.len() as u64,
            spans: Vec::new(),
        })
    }

    /// Appends the entry of the next input, as made by [`super::Pack::finish`].
    ///
    /// # Errors
    /// For example, when the disk is full; the message names the file.
    pub fn append(&mut self, entry: &[u8]) -> io::Result<()> {
        let mut file = lock(&self.file);
        // with a single write, a killed run leaves the entry complete, torn, or absent
        file.seek(SeekFrom::Start(self.length))
            .and_then(|_| file.write_all(entry))
            .map_err(|error| at(&self.path, error))?;
        let start = self.length;
        self.length += entry.len() as u64;
        self.spans.push(Span {
            start,
            records: start,
            end: self.length,
        });
        Ok(())
    }

    /// Keeps the entry of the earlier run for the next input.
    pub fn keep(&mut self, span: Span) {
        self.spans.push(span);
    }

    /// Ends the journal of a run whose outputs are in their places. Drops entries that are out of order or no longer
    /// needed.
    ///
    /// # Errors
    /// As for [`Journal::append`].
    pub fn finish(self, end: End) -> io::Result<()> {
        let path = &self.path;
        let mut file = lock(&self.file);
        let end = member(&Line::End(end))?;
        if self.in_order() {
            file.seek(SeekFrom::Start(self.length))
                .and_then(|_| file.write_all(&end))
                .and_then(|()| file.sync_all())
                .map_err(|error| at(path, error))
        } else {
            self.rewrite(&mut file, &end)
                .map_err(|error| at(path, error))
        }
    }

    fn in_order(&self) -> bool {
        let mut next = self.head;
        let joined = self.spans.iter().all(|span| {
            let joins = span.start == next;
            next = span.end;
            joins
        });
        joined && next == self.length
    }

    /// Writes the entries of this run in order to a new file, which then replaces the old one.
    fn rewrite(&self, file: &mut File, end: &[u8]) -> io::Result<()> {
        let directory = self.path.parent().unwrap_or(Path::new("."));
        let mut new = io::BufWriter::new(temporary_file(directory, FILE_NAME)?);
        new.write_all(&member(&Line::Basis(self.basis.clone()))?)?;
        for span in &self.spans {
            file.seek(SeekFrom::Start(span.start))?;
            io::copy(&mut (&mut *file).take(span.end - span.start), &mut new)?;
        }
        new.write_all(end)?;
        let new = new.into_inner().map_err(io::IntoInnerError::into_error)?;
        new.as_file().sync_all()?;
        new.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Known {
    /// Reads the journal of a finished run without changing it; also returns its basis.
    ///
    /// # Errors
    /// There is no journal, or it has no basis; the message names the file.
    pub fn read(directory: &Path) -> io::Result<(Basis, Self)> {
        let path = directory.join(FILE_NAME);
        let mut file = File::open(&path).map_err(|error| at(&path, error))?;
        let mut found = scan(&mut BufReader::new(&mut file)).map_err(|error| at(&path, error))?;
        let Some(basis) = found.basis.take() else {
            let path = path.display();
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                Message::new(
                    format!("{path}：不是 yusuan 的运行日志"),
                    format!("{path}: this is not a journal of yusuan"),
                ),
            ));
        };
        Ok((basis, Self::of(found, &path, &Arc::new(Mutex::new(file)))))
    }

    fn of(found: Scan, path: &Path, file: &Arc<Mutex<File>>) -> Self {
        let mut inputs = HashMap::with_capacity(found.inputs.len());
        for (input, span) in found.inputs {
            // of several entries of one name, the last is the newest
            inputs.insert(input.path.clone(), (input, span));
        }
        Self {
            path: path.to_owned(),
            file: Arc::clone(file),
            inputs,
            end: found.end,
            outdated: false,
        }
    }

    /// True when the earlier journal had another basis.
    pub fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// The line that ends a finished run; `None` where the run did not finish.
    pub fn end(&self) -> Option<&End> {
        self.end.as_ref()
    }

    /// Every input with the place of its entry, in no particular order.
    pub fn inputs(&self) -> impl Iterator<Item = (&Input, Span)> {
        self.inputs.values().map(|(input, span)| (input, *span))
    }

    /// The place of an input's entry, if its name, size and bytes have not changed.
    pub fn unchanged(&self, seen: &Input) -> Option<Span> {
        let (known, span) = self.inputs.get(&seen.path)?;
        let same = known.sha256 == seen.sha256 && known.bytes == seen.bytes;
        (same && seen.sha256.is_some()).then_some(*span)
    }

    /// The bytes of an entry.
    ///
    /// # Errors
    /// Those of the file; the message names it.
    pub fn entry(&self, span: Span) -> io::Result<Vec<u8>> {
        self.bytes(span.start, span.end)
            .map_err(|error| at(&self.path, error))
    }

    /// Calls back with the records of an entry.
    ///
    /// # Errors
    /// The entry is damaged; the records passed so far must be discarded. The message names the file.
    pub fn records(&self, span: Span, each: impl FnMut(Document)) -> io::Result<()> {
        self.bytes(span.records, span.end)
            .and_then(|bytes| read_records(&bytes, each))
            .map_err(|error| at(&self.path, error))
    }

    fn bytes(&self, start: u64, end: u64) -> io::Result<Vec<u8>> {
        let mut file = lock(&self.file);
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; (end - start) as usize];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

fn read_records(member: &[u8], mut each: impl FnMut(Document)) -> io::Result<()> {
    let mut lines = BufReader::new(GzDecoder::new(member));
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        each(serde_json::from_slice(&line)?);
        line.clear();
    }
    Ok(())
}

fn lock(file: &Mutex<File>) -> MutexGuard<'_, File> {
    // every use begins with a seek, so a thread that panicked leaves no invalid state
    file.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens and locks the file for reading and writing: two runs into one directory would destroy each other's work.
fn open(directory: &Path) -> io::Result<(PathBuf, File)> {
    make_directory(directory)?;
    let path = directory.join(FILE_NAME);
    for _ in 0..TRIES {
        if path.is_symlink() {
            return Err(linked(&path));
        }
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|error| at(&path, error))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => break,
            // another run replaced the file before we locked it, so that our lock is on an unlinked file: try again
            Ok(()) if !stands_at(&file, &path) => {}
            // the file system has no locks: the user must make sure that only one run writes
            Err(TryLockError::Error(_)) | Ok(()) => return Ok((path, file)),
        }
    }
    Err(taken(directory))
}

/// How often opening is tried again because another run replaced the file, before the directory counts as taken.
const TRIES: usize = 8;

/// True when the file is the one of that name; what a symbolic link points to is not.
#[cfg(unix)]
fn stands_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(open), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else {
        return false;
    };
    (open.dev(), open.ino()) == (named.dev(), named.ino())
}

/// Here, open files cannot be replaced.
#[cfg(not(unix))]
fn stands_at(_: &File, _: &Path) -> bool {
    true
}

/// The error for a journal that is a symbolic link. Whoever made the link could otherwise have any file overwritten.
fn linked(path: &Path) -> io::Error {
    let path = path.display();
    io::Error::new(
        io::ErrorKind::InvalidInput,
        Message::new(
            format!("{path}：运行日志不能是符号链接；请删除这个链接，或用 -o 换一个目录"),
            format!(
                "{path}: the journal must not be a symbolic link; remove the link, or choose another directory with -o"
            ),
        ),
    )
}

fn taken(directory: &Path) -> io::Error {
    let directory = directory.display();
    io::Error::new(
        io::ErrorKind::ResourceBusy,
        Message::new(
            format!(
                "{directory}：另一个 yusuan 正在写入这个目录；请等它结束，或用 -o 指定其他目录"
            ),
            format!(
                "{directory}: another yusuan is writing to this directory; wait until it has finished, or choose another directory with -o"
            ),
        ),
    )
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_replaced_is_not_the_journal() {
        let directory = tempfile::tempdir().unwrap();
        let (path, old) = open(directory.path()).unwrap();
        assert!(stands_at(&old, &path));
        let new = temporary_file(directory.path(), FILE_NAME).unwrap();
        new.persist(&path).unwrap();
        assert!(!stands_at(&old, &path));
        fs::remove_file(&path).unwrap();
        assert!(!stands_at(&old, &path));
    }
}
