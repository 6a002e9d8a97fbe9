//! The zip container: parts by name and by relationship, inflated within bounds.
//!
//! In: the bytes of a file. Out: parts as UTF-8. Lost: every part nobody asks for.
//! An archive that was cut off has no directory at its end; its members are then read one after the other as far as
//! they go.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::limits::{MAX_INFLATE_RATIO, MAX_INFLATED_BYTES, MIN_RATIO_BYTES};

use super::xml::{Tag, Xml, to_utf8};

/// A package, whole or cut off.
pub(super) enum Package<'a> {
    Whole(ZipArchive<Cursor<&'a [u8]>>),
    CutOff(Vec<(String, Vec<u8>)>),
}

/// A line of a `.rels` part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    id: String,
    /// The last segment of the type: `officeDocument`, `styles`.
    kind: String,
    target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], findings: &mut Findings) -> Result<Self, Error> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self::Whole(archive)),
            Err(error) => {
                let members = salvage(bytes)?;
                if members.is_empty() {
                    return Err(Error::damaged(
                        Format::Docx,
                        format!(
                            "the zip archive cannot be opened ({error}), and holds no whole part"
                        ),
                    ));
                }
                findings.push(Finding {
                    evidence: Some(error.to_string()),
                    ..Finding::extraction(
                        "damaged-archive",
                        Severity::Error,
                        "压缩包不完整（可能下载中断），只读取了前面能够恢复的部分；请重新下载该文件",
                        "the zip archive is cut off; what precedes the cut was read; download the file again",
                    )
                });
                Ok(Self::CutOff(members))
            }
        }
    }

    /// The part with this name, however its case and slashes are written; `None` when there is none.
    pub(super) fn part(
        &mut self,
        name: &str,
        findings: &mut Findings,
    ) -> Result<Option<Vec<u8>>, Error> {
        let name = name.trim_start_matches('/');
        let archive = match self {
            Self::CutOff(members) => {
                let found = members.iter().find(|member| same_part(&member.0, name));
                return Ok(found.map(|member| to_utf8(member.1.clone())));
            }
            Self::Whole(archive) => archive,
        };
        let index = match archive.index_for_name(name) {
            Some(index) => Some(index),
            None => archive
                .file_names()
                .position(|known| known.is_ok_and(|known| same_part(&known, name))),
        };
        let Some(index) = index else {
            return Ok(None);
        };
        let file = archive.by_index(index).map_err(|error| {
            Error::damaged(
                Format::Docx,
                format!("the part {name} cannot be read ({error})"),
            )
        })?;
        let (bytes, error) = inflate(file)?;
        if let Some(error) = error {
            findings.push(Finding {
                evidence: Some(format!("{name}: {error}")),
                ..Finding::extraction(
                    "damaged-archive",
                    Severity::Error,
                    "压缩包中的部件已损坏，只读取了损坏处之前的内容；请重新下载该文件",
                    "a part of the zip archive is damaged; what precedes the damage was read; download the file again",
                )
            });
        }
        Ok(Some(to_utf8(bytes)))
    }

    /// The relationships of a part; of the package itself where `part` is empty.
    pub(super) fn relationships(
        &mut self,
        part: &str,
        findings: &mut Findings,
    ) -> Result<Vec<Relationship>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let bytes = self.part(&name, findings)?.unwrap_or_default();
        Ok(read_relationships(&bytes, folder))
    }
}

/// The target of the first relationship of a kind.
pub(super) fn target_of(relationships: &[Relationship], kind: &str) -> Option<String> {
    let found = relationships.iter().find(|known| known.kind == kind)?;
    Some(found.target.clone())
}

/// The target of the relationship with an id.
pub(super) fn target_with_id(relationships: &[Relationship], id: &str) -> Option<String> {
    let found = relationships.iter().find(|known| known.id == id)?;
    Some(found.target.clone())
}

/// Reads a `.rels` part; targets become names of parts, those outside the package are left out.
pub(crate) fn read_relationships(bytes: &[u8], folder: &str) -> Vec<Relationship> {
    let mut xml = Xml::new(bytes);
    let mut relationships = Vec::new();
    while let Some(tag) = xml.next_tag() {
        let Tag::Open(name) = tag else { continue };
        if name.local != b"Relationship" {
            continue;
        }
        let attributes = xml.attributes();
        if attributes.raw(b"TargetMode") == Some(b"External") {
            continue;
        }
        let text = |local: &[u8]| attributes.text(local).unwrap_or_default();
        let kind = text(b"Type");
        relationships.push(Relationship {
            id: text(b"Id").into_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: resolve(folder, &text(b"Target")),
        });
    }
    relationships
}

/// A target as the name of a part: from the root where it begins with a slash, else from the folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut segments: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}

fn same_part(known: &str, name: &str) -> bool {
    known.len() == name.len()
        && known
            .bytes()
            .zip(name.bytes())
            .all(|(a, b)| a.eq_ignore_ascii_case(&b) || (a == b'\\' && b == b'/'))
}

/// Inflates a member as far as it goes: the bytes, and what stopped them short.
fn inflate<R: Read>(
    mut file: zip::read::ZipFile<'_, R>,
) -> Result<(Vec<u8>, Option<std::io::Error>), Error> {
    let ratio_bound = file
        .compressed_size()
        .saturating_mul(MAX_INFLATE_RATIO)
        .max(MIN_RATIO_BYTES);
    let bound = ratio_bound.min(MAX_INFLATED_BYTES);
    // the declared size is a hint from outside: it may reserve no more than the bound
    let hint = file.size().min(bound).min(64 << 20);
    let mut bytes = Vec::with_capacity(usize::try_from(hint).unwrap_or(0) + 64);
    let error = file.by_ref().take(bound + 1).read_to_end(&mut bytes).err();
    if bytes.len() as u64 > bound {
        return Err(match bound == MAX_INFLATED_BYTES {
            true => Error::LimitExceeded {
                what: "bytes of one inflated part",
                limit: MAX_INFLATED_BYTES,
            },
            false => Error::LimitExceeded {
                what: "times a part may grow when it is inflated",
                limit: MAX_INFLATE_RATIO,
            },
        });
    }
    Ok((bytes, error))
}

/// The XML members of an archive without a directory, in order, up to the first that cannot be read.
fn salvage(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut rest = Cursor::new(bytes);
    let mut members = Vec::new();
    let mut total = 0;
    while let Ok(Some(file)) = zip::read::read_zipfile_from_stream(&mut rest) {
        let Ok(name) = file.name().map(std::borrow::Cow::into_owned) else {
            continue;
        };
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let (content, error) = inflate(file)?;
        total += content.len() as u64;
        if total > MAX_INFLATED_BYTES {
            break;
        }
        members.push((name, content));
        if error.is_some() {
            break;
        }
    }
    Ok(members)
}
