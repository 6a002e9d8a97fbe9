//! Zip packages (docx, odt, workbooks, archives of documents): members by name, inflated within bounds.
//!
//! In: the bytes of a zip file. Out: the bytes of one member at a time. Lost: times and permissions.

use std::collections::HashMap;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::allowance::Allowance;
use crate::error::Error;
use crate::format::Format;
use crate::limits::{MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MIN_RATIO_BYTES};
use crate::memory;
use crate::message::Message;

/// An open zip package. Clones share its directory.
#[derive(Clone)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Folded member name → index. Names are folded because producers disagree about case, separators and a leading
    /// slash.
    index: Arc<HashMap<String, usize>>,
    format: Format,
    allowance: Allowance,
}

impl std::fmt::Debug for Package<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Package")
            .field("format", &self.format)
            .field("members", &self.archive.len())
            .finish()
    }
}

impl<'a> Package<'a> {
    /// Reads the central directory; errors name `format`. The package has an allowance of its own.
    ///
    /// # Errors
    /// [`Error::Damaged`] when there is no readable central directory, as in a truncated file.
    pub fn open(bytes: &'a [u8], format: Format) -> Result<Self, Error> {
        Self::open_within(bytes, format, &Allowance::of_bytes(bytes.len()))
    }

    /// As [`Package::open`]; every member that is inflated is charged to the allowance, each time.
    ///
    /// # Errors
    /// As [`Package::open`].
    pub fn open_within(
        bytes: &'a [u8],
        format: Format,
        allowance: &Allowance,
    ) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Error::damaged(
                format,
                Message::new(
                    format!("zip 包末尾的文件目录无法读取（{error}）"),
                    format!("the directory at the end of the zip package cannot be read ({error})"),
                ),
            )
        })?;
        let mut index = HashMap::with_capacity(archive.len());
        for (position, name) in archive.file_names_raw().enumerate() {
            index
                .entry(fold_name(&String::from_utf8_lossy(name)))
                .or_insert(position);
        }
        Ok(Self {
            archive,
            index: Arc::new(index),
            format,
            allowance: allowance.clone(),
        })
    }

    /// Members, folders included.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// True for a package without members.
    pub fn is_empty(&self) -> bool {
        self.archive.is_empty()
    }

    /// True when the package has the member; names are compared in the form of [`fold_name`].
    pub fn has(&self, name: &str) -> bool {
        self.index.contains_key(&fold_name(name))
    }

    /// Folded names of all members, in no particular order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(String::as_str)
    }

    /// Names of the members as written, in any encoding, in the order of the directory.
    pub fn raw_names(&self) -> impl Iterator<Item = &[u8]> {
        self.archive.file_names_raw()
    }

    /// The inflated bytes of a member, `None` when there is no such member.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Encrypted`] and [`Error::LimitExceeded`].
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.index.get(&fold_name(name)) {
            Some(&position) => self.read_at(position, MAX_INFLATED_BYTES).map(Some),
            None => Ok(None),
        }
    }

    /// At most the first `most` bytes of a member, enough to recognize its format. `None` when it is absent or cannot
    /// be opened.
    pub fn head(&mut self, name: &str, most: u64) -> Option<Vec<u8>> {
        let position = *self.index.get(&fold_name(name))?;
        let member = self.archive.by_index(position).ok()?;
        let mut bytes = Vec::new();
        // the head of a damaged member is still useful
        let _ = member.take(most).read_to_end(&mut bytes);
        Some(bytes)
    }

    /// The inflated bytes of the member at an index of the directory. A member of more than `most` bytes is an error.
    ///
    /// # Errors
    /// As [`Package::read`].
    pub fn read_at(&mut self, position: usize, most: u64) -> Result<Vec<u8>, Error> {
        let format = self.format;
        let member = self
            .archive
            .by_index(position)
            .map_err(|error| member_error(format, &error))?;
        let member = inflate(member, most, &self.allowance)?;
        match member.broken {
            None => Ok(member.bytes),
            Some(why) => Err(Error::damaged(
                format,
                Message::new(
                    format!("zip 包中的一个文件已损坏（{why}）"),
                    format!("a zip member is damaged ({why})"),
                ),
            )),
        }
    }

    /// A member as far as it can be inflated; `None` when there is no such member.
    ///
    /// # Errors
    /// As [`Package::read`], but a member that ends early or is broken is not an error.
    pub fn read_in_part(&mut self, name: &str) -> Result<Option<Member>, Error> {
        let Some(&position) = self.index.get(&fold_name(name)) else {
            return Ok(None);
        };
        let member = self
            .archive
            .by_index(position)
            .map_err(|error| member_error(self.format, &error))?;
        inflate(member, MAX_INFLATED_BYTES, &self.allowance).map(Some)
    }

    /// A member for reading from front to back; `None` when it is absent or cannot be opened.
    pub fn stream(&mut self, name: &str) -> Option<Inflating<'_, 'a>> {
        let position = *self.index.get(&fold_name(name))?;
        let member = self.archive.by_index(position).ok()?;
        let room = limit_of(&member, MAX_INFLATED_BYTES);
        let allowance = self.allowance.clone();
        allowance.charge(0).ok()?;
        Some(Inflating {
            member,
            room,
            allowance,
        })
    }
}

/// A member that is inflated while it is read. Reading fails where the member is broken, does not match its checksum,
/// or exceeds the bounds on size.
pub struct Inflating<'p, 'a> {
    member: zip::read::ZipFile<'p, Cursor<&'a [u8]>>,
    /// Bytes that may still be read before the bound is exceeded.
    room: u64,
    allowance: Allowance,
}

impl Inflating<'_, '_> {
    /// The inflated size that the package declares for the member.
    pub fn declared_size(&self) -> u64 {
        self.member.size()
    }
}

impl Read for Inflating<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.member.read(buffer)?;
        let room = self.room.checked_sub(count as u64);
        self.room = room.ok_or(io::ErrorKind::FileTooLarge)?;
        self.allowance
            .take(count as u64)
            .map_err(|_| io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

/// The part of a member that could be inflated.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// The bytes up to the place where the member breaks.
    pub bytes: Vec<u8>,
    /// Why the bytes end early or do not match their checksum; `None` for an intact member.
    pub broken: Option<String>,
}

/// The members of a package without a directory, such as a download that was cut off: (folded name, member) in file
/// order, up to and including the first broken one. Only names that end in one of `endings` are kept.
///
/// # Errors
/// [`Error::LimitExceeded`].
pub fn salvage(
    bytes: &[u8],
    endings: &[&str],
    allowance: &Allowance,
) -> Result<Vec<(String, Member)>, Error> {
    let mut rest = Cursor::new(bytes);
    let mut members = Vec::new();
    let mut room = MAX_INFLATED_BYTES;
    while let Ok(Some(file)) = zip::read::read_zipfile_from_stream(&mut rest) {
        let name = fold_name(&String::from_utf8_lossy(file.name_raw()));
        if !endings.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let member = inflate(file, room, allowance)?;
        room = room.saturating_sub(member.bytes.len() as u64);
        let broken = member.broken.is_some();
        members.push((name, member));
        if broken {
            break;
        }
    }
    Ok(members)
}

fn inflate<R: Read>(
    member: zip::read::ZipFile<'_, R>,
    most: u64,
    allowance: &Allowance,
) -> Result<Member, Error> {
    let limit = limit_of(&member, most);
    let allowed = limit.min(allowance.left());
    // the file's author chose the declared size; room that stays empty takes no memory, and one byte more shows the end
    let mut bytes = Vec::new();
    memory::reserve(&mut bytes, member.size().min(allowed) + 1)?;
    let result = member.take(allowed + 1).read_to_end(&mut bytes);
    allowance.charge(bytes.len() as u64)?;
    if bytes.len() as u64 <= limit {
        return Ok(Member {
            bytes,
            broken: result.err().map(|error| error.to_string()),
        });
    }
    let (what, limit) = if limit == most {
        (
            Message::fixed(
                "zip 包中一个文件解压后的字节数",
                "bytes of an unpacked zip member",
            ),
            most,
        )
    } else {
        (
            Message::fixed(
                "zip 包中一个文件解压后增大的倍数",
                "growth factor of an unpacked zip member",
            ),
            MAX_INFLATE_RATIO,
        )
    };
    Err(Error::LimitExceeded { what, limit })
}

/// The bound on the bytes that a member may inflate to.
fn limit_of<R: Read>(member: &zip::read::ZipFile<'_, R>, most: u64) -> u64 {
    let by_ratio = member
        .compressed_size()
        .saturating_mul(MAX_INFLATE_RATIO)
        .max(MIN_RATIO_BYTES);
    most.min(by_ratio)
}

fn member_error(format: Format, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Error::Encrypted { format }
        }
        other => Error::damaged(
            format,
            Message::new(
                format!("zip 包中的一个文件无法读取（{other}）"),
                format!("a zip member cannot be read ({other})"),
            ),
        ),
    }
}

/// The form in which member names are compared: `/` as separator, no leading `/`, ASCII lower case.
pub fn fold_name(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn a_member_inflates_up_to_the_bound() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("a", SimpleFileOptions::default())
            .unwrap();
        writer.write_all(b"nine byte").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let mut package = Package::open(&bytes, Format::Zip).unwrap();
        assert_eq!(package.read_at(0, 9).unwrap(), b"nine byte");
        let error = package.read_at(0, 8).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
    }
}
