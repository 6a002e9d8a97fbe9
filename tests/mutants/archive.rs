//! Edits of zip packages: their members are edited as text, swapped, dropped, duplicated and packed again.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::dice::Dice;
use super::markup;

/// The members of a package, in its order.
pub(crate) type Members = Vec<(String, Vec<u8>)>;

/// The members of a sample; `None` when it is not a package.
pub(crate) fn unpack(bytes: &[u8]) -> Option<Members> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index(index).ok()?;
            let mut inflated = Vec::new();
            member.read_to_end(&mut inflated).ok()?;
            let name = member.name().ok()?.into_owned();
            Some((name, inflated))
        })
        .collect()
}

/// A package of the members. Of two with the same name, only the first is packed.
pub(crate) fn pack(members: &Members, deflate: bool) -> Vec<u8> {
    let method = if deflate {
        CompressionMethod::Deflated
    } else {
        CompressionMethod::Stored
    };
    let options = SimpleFileOptions::default().compression_method(method);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        if writer.start_file(name.as_str(), options).is_ok() {
            writer.write_all(bytes).expect("memory takes every byte");
        }
    }
    let packed = writer.finish().expect("memory takes every byte");
    packed.into_inner()
}

/// One edit of the members; `other` is a second sample.
pub(crate) fn edit(members: &mut Members, other: &[u8], dice: &mut Dice) {
    if members.is_empty() {
        return;
    }
    let at = main_member(members, dice);
    let second = dice.below(members.len());
    match dice.below(24) {
        0 => drop(members.remove(at)),
        1 => {
            let name = members[second].0.clone();
            let first = std::mem::replace(&mut members[at].0, name);
            members[second].0 = first;
        }
        2 => members[at].1 = members[second].1.clone(),
        3 => members[at].0 = members[at].0.to_uppercase().replace('/', "\\"),
        4 => members.insert(0, (format!("../../{}", members[at].0), Vec::new())),
        _ => markup::edit(&mut members[at].1, other, dice),
    }
}

/// Usually the member with the content, which is the longest; sometimes any member.
fn main_member(members: &Members, dice: &mut Dice) -> usize {
    if dice.once_in(4) {
        return dice.below(members.len());
    }
    let longest = members.iter().enumerate();
    longest
        .filter(|(_, (name, _))| name.ends_with(".xml"))
        .max_by_key(|(_, (_, bytes))| bytes.len())
        .map_or(0, |(at, _)| at)
}
