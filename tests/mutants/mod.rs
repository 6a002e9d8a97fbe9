//! Damaged documents made from the samples: a number determines the sample, the edits and their places.
//!
//! In: `samples/` and a number. Out: the bytes of a file that no program would write, but that resembles a real one
//! enough to reach every stage. `tests/mutations.rs` runs a few of them in every test, `examples/mutate.rs` millions.

#![allow(dead_code, reason = "the test and the example use a part each")]

pub(crate) mod archive;
mod bytes;
pub(crate) mod dice;
mod markup;
mod references;
pub(crate) mod values;
pub(crate) mod verdict;

use std::fs;
use std::path::Path;

use archive::Members;
use dice::Dice;

/// The largest sample that is used; larger ones take time and add no new shapes.
const MAX_SAMPLE_BYTES: u64 = 120_000;

/// A sample, unpacked where it is a package.
pub(crate) struct Sample {
    name: String,
    bytes: Vec<u8>,
    members: Option<Members>,
    /// The text from which splices are taken.
    text: Vec<u8>,
}

/// Every sample below the directory, sorted by name.
pub(crate) fn samples(root: &Path) -> Vec<Sample> {
    let mut paths = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of samples") {
            let entry = entry.expect("an entry").path();
            if entry.is_dir() {
                folders.push(entry);
            } else if fs::metadata(&entry).is_ok_and(|file| file.len() <= MAX_SAMPLE_BYTES) {
                paths.push(entry);
            }
        }
    }
    paths.sort();
    let sample = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).expect("a sample is read");
        let members = archive::unpack(&bytes);
        let text = members
            .iter()
            .flatten()
            .map(|(_, bytes)| bytes)
            .max_by_key(|bytes| bytes.len());
        Sample {
            name: path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            text: text.unwrap_or(&bytes).clone(),
            members,
            bytes,
        }
    };
    paths.iter().map(sample).collect()
}

/// The mutant with that number.
pub(crate) fn mutant(samples: &[Sample], number: u64) -> (String, Vec<u8>) {
    let mut dice = Dice::new(number);
    let sample = pick(samples, &mut dice);
    let other = &pick(samples, &mut dice).text;
    let edits = 1 + dice.length(6);
    let mut made = match &sample.members {
        Some(members) if !dice.once_in(12) => {
            let mut members = members.clone();
            for _ in 0..edits {
                archive::edit(&mut members, other, &mut dice);
            }
            let mut packed = archive::pack(&members, dice.once_in(8));
            if dice.once_in(12) {
                references::overlap_entries(&mut packed, &mut dice);
            }
            packed
        }
        _ => edited(sample, other, edits, &mut dice),
    };
    if dice.once_in(20) {
        bytes::edit(&mut made, other, &mut dice);
    }
    (sample.name.clone(), made)
}

fn edited(sample: &Sample, other: &[u8], edits: usize, dice: &mut Dice) -> Vec<u8> {
    let mut made = sample.bytes.clone();
    // a binary file has no tags and no lines
    let binary = made.contains(&0) || dice.once_in(12);
    for _ in 0..edits {
        if binary && dice.once_in(3) && made.len() > 4 {
            references::edit_record(&mut made, dice);
        } else if binary {
            bytes::edit(&mut made, other, dice);
        } else {
            markup::edit(&mut made, other, dice);
        }
    }
    made
}

/// Picks a sample. Small ones are more likely: they contain the same shapes and take less time.
fn pick<'s>(samples: &'s [Sample], dice: &mut Dice) -> &'s Sample {
    let choices = [dice.of(samples), dice.of(samples), dice.of(samples)];
    let smallest = choices.into_iter().min_by_key(|sample| sample.text.len());
    smallest.unwrap_or(&samples[0])
}
