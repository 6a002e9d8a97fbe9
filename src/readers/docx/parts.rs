//! The parts of a package: by name, by relationship, and as far as they survive in a damaged archive.
//!
//! In: the bytes of a file. Out: parts as UTF-8. Lost: every part that is not asked for.
//!
//! An archive that was cut off has no directory at its end. Its members are then read one after the other, up to the
//! cut.

use std::collections::HashMap;

use crate::allowance::Allowance;
use crate::encoding;
use crate::error::Error;
use crate::finding::{Finding, Findings, Severity};
use crate::format::Format;
use crate::package::{Member, Package, fold_name, salvage};

use super::xml::{Tag, Xml, is_utf8};

/// The source of the parts.
pub(crate) enum Parts<'a> {
    Whole(Package<'a>),
    CutOff(Vec<(String, Member)>, Allowance),
}

/// An entry of a `.rels` part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relationship {
    id: String,
    /// The last segment of the type, such as `officeDocument` or `styles`.
    kind: String,
    target: String,
}

impl Relationship {
    pub(crate) fn kind(&self) -> &str {
        &self.kind
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn target(&self) -> &str {
        &self.target
    }
}

impl<'a> Parts<'a> {
    pub(crate) fn open(
        bytes: &'a [u8],
        format: Format,
        allowance: &Allowance,
        findings: &mut Findings,
    ) -> Result<Self, Error> {
        let error = match Package::open_within(bytes, format, allowance) {
            Ok(package) => return Ok(Self::Whole(package)),
            Err(error) => error,
        };
        let members = salvage(bytes, &[".xml", ".rels"], allowance)?;
        if members.is_empty() {
            return Err(error);
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
        Ok(Self::CutOff(members, allowance.clone()))
    }

    /// The archive, if it has its directory.
    pub(super) fn package(&self) -> Option<&Package<'a>> {
        match self {
            Self::Whole(package) => Some(package),
            Self::CutOff(..) => None,
        }
    }

    /// The bytes of the part with this name; `None` when it does not exist.
    pub(crate) fn bytes(
        &mut self,
        name: &str,
        findings: &mut Findings,
    ) -> Result<Option<Vec<u8>>, Error> {
        let member = match self {
            Self::Whole(package) => package.read_in_part(name)?,
            Self::CutOff(members, allowance) => {
                let name = fold_name(name);
                let found = members.iter().find(|member| member.0 == name);
                if let Some((_, member)) = found {
                    allowance.charge(member.bytes.len() as u64)?;
                }
                found.map(|member| member.1.clone())
            }
        };
        let Some(member) = member else {
            return Ok(None);
        };
        if let Some(why) = member.broken {
            findings.push(Finding {
                evidence: Some(format!("{name}: {why}")),
                ..Finding::extraction(
                    "damaged-archive",
                    Severity::Error,
                    "压缩包中的部件已损坏，只读取了损坏处之前的内容；请重新下载该文件",
                    "a part of the zip archive is damaged; what precedes the damage was read; download the file again",
                )
            });
        }
        Ok(Some(member.bytes))
    }

    /// The XML part with this name, converted to UTF-8; `None` when it does not exist.
    pub(crate) fn xml(
        &mut self,
        name: &str,
        findings: &mut Findings,
    ) -> Result<Option<Vec<u8>>, Error> {
        let bytes = self.bytes(name, findings)?;
        Ok(bytes.map(|bytes| match is_utf8(&bytes) {
            true => bytes,
            false => {
                let declared = encoding::declared_in_markup(&bytes);
                let decoded = encoding::decode(&bytes, declared.as_deref(), findings);
                decoded.text.into_owned().into_bytes()
            }
        }))
    }

    /// The relationships of a part, or of the package itself if `part` is empty.
    pub(crate) fn relationships(
        &mut self,
        part: &str,
        findings: &mut Findings,
    ) -> Result<Vec<Relationship>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let bytes = self.xml(&name, findings)?.unwrap_or_default();
        Ok(read_relationships(&bytes, folder))
    }
}

/// The target of the first relationship of a kind.
pub(crate) fn target_of(relationships: &[Relationship], kind: &str) -> Option<String> {
    let found = relationships.iter().find(|known| known.kind == kind)?;
    Some(found.target.clone())
}

/// The targets by the ids of their relationships; the first of an id counts.
pub(crate) fn targets_by_id(relationships: &[Relationship]) -> HashMap<&str, &str> {
    let mut targets = HashMap::with_capacity(relationships.len());
    for known in relationships {
        targets.entry(&*known.id).or_insert(&*known.target);
    }
    targets
}

/// Reads a `.rels` part. Targets become part names; those outside the package are left out.
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

/// Makes a part name of a target: relative to the root if it begins with a slash, else to the folder.
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
