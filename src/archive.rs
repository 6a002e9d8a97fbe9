//! Zip archives of documents, read like a directory.
//!
//! In: the bytes of an archive. Out: the documents in it by path, their bytes one at a time. Skipped, as in a
//! directory: folders, hidden files, owner files, pictures and programs. Archives inside are listed, but reading them
//! as documents fails, because a document in an archive inside an archive has no path in the output.

use crate::allowance::Allowance;
use crate::detect;
use crate::error::Error;
use crate::format::Format;
use crate::inputs;
use crate::limits::{MAX_ARCHIVE_DOCUMENTS, MAX_FILE_BYTES};
use crate::message::Message;
use crate::package::Package;

/// An open archive. Clones are cheap and share its directory, so that every thread can read its own entries.
#[derive(Debug, Clone)]
pub struct Archive<'a> {
    package: Package<'a>,
    entries: Vec<Entry>,
    allowance: Allowance,
}

/// A document in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path inside, with `/` between the parts, as the archive has it. It may contain `..` or begin with a drive:
    /// it is a name for people and never a path to write to.
    pub path: String,
    position: usize,
}

/// True for a zip file that is not itself a document.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && matches!(detect::of_content("", bytes), Ok(Format::Zip))
}

impl<'a> Archive<'a> {
    /// Reads the directory of the archive; nothing is inflated.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it cannot be read, [`Error::LimitExceeded`] for more than [`MAX_ARCHIVE_DOCUMENTS`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let allowance = Allowance::of_bytes(bytes.len());
        let package = Package::open_within(bytes, Format::Zip, &allowance)?;
        let mut entries: Vec<Entry> = package
            .raw_names()
            .enumerate()
            .map(|(position, name)| Entry {
                path: path_of(name),
                position,
            })
            .filter(|entry| is_document(&entry.path))
            .collect();
        if entries.len() > MAX_ARCHIVE_DOCUMENTS {
            return Err(Error::LimitExceeded {
                what: Message::fixed("压缩包中的文件数", "files in an archive"),
                limit: MAX_ARCHIVE_DOCUMENTS as u64,
            });
        }
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self {
            package,
            entries,
            allowance,
        })
    }

    /// What is left of the work that the archive may cause; its documents take from it.
    pub fn allowance(&self) -> &Allowance {
        &self.allowance
    }

    /// The documents, sorted by path.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes of a document.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Encrypted`], [`Error::LimitExceeded`].
    pub fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        self.package.clone().read_at(entry.position, MAX_FILE_BYTES)
    }
}

/// A name as text: UTF-8 where it is valid, else GB18030, which Chinese Windows uses without marking it; characters
/// that are neither are replaced.
fn path_of(name: &[u8]) -> String {
    let name = match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030
            .decode_without_bom_handling(name)
            .0
            .into_owned(),
    };
    name.replace('\\', "/")
}

fn is_document(path: &str) -> bool {
    let hidden = path.split('/').any(|part| {
        part == "__MACOSX" || (part.starts_with('.') && !part.trim_matches('.').is_empty())
    });
    !path.ends_with('/') && !hidden && (is_packed(path) || !inputs::is_left_out(path.as_ref()))
}

fn is_packed(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["zip", "rar", "7z"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(extension))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn zipped(members: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (index, (_, content)) in members.iter().enumerate() {
            let name = format!("{index:_>width$}", width = members[index].0.len());
            writer
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        let mut bytes = writer.finish().unwrap().into_inner();
        // the writer takes names only as text: replace placeholders of the same length by the bytes
        for (index, (name, _)) in members.iter().enumerate() {
            let written = format!("{index:_>width$}", width = name.len()).into_bytes();
            let places: Vec<usize> = memchr::memmem::find_iter(&bytes, &written).collect();
            for place in places {
                bytes[place..place + name.len()].copy_from_slice(name);
            }
        }
        bytes
    }

    #[test]
    fn documents_of_an_archive() {
        let gbk = encoding_rs::GB18030.encode("预算/绩效目标.doc").0;
        let bytes = zipped(&[
            (&gbk, b"one"),
            ("部门/表.docx".as_bytes(), b"two"),
            (b"../../evil.doc", b"three"),
            (b"a\\b.rtf\\c.rtf", b"four"),
            (b"__MACOSX/._table.doc", b"-"),
            (b"folder/.hidden.doc", b"-"),
            (b"folder/~$owner.doc", b"-"),
            (b"picture.PNG", b"-"),
            (b"inner-archive.zip", b"PK"),
        ]);
        assert!(is_archive(&bytes));
        let archive = Archive::open(&bytes).unwrap();
        let found: Vec<(&str, Vec<u8>)> = archive
            .entries()
            .iter()
            .map(|entry| (entry.path.as_str(), archive.read(entry).unwrap()))
            .collect();
        let expected: Vec<(&str, Vec<u8>)> = vec![
            ("../../evil.doc", b"three".to_vec()),
            ("a/b.rtf/c.rtf", b"four".to_vec()),
            ("inner-archive.zip", b"PK".to_vec()),
            ("部门/表.docx", b"two".to_vec()),
            ("预算/绩效目标.doc", b"one".to_vec()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let zeros = vec![0; 64 << 20];
        let bytes = zipped(&[(b"bomb-of-zeros.doc", &zeros)]);
        let archive = Archive::open(&bytes).unwrap();
        let error = archive.read(&archive.entries()[0]).unwrap_err();
        assert_eq!(error.code(), "limit-exceeded");
        let error = Archive::open(&bytes[..bytes.len() - 30]).unwrap_err();
        assert_eq!(error.code(), "damaged");
        assert!(!is_archive(b"PK"), "too short to be an archive");
        assert!(!is_archive(b"not zipped"));
    }
}
