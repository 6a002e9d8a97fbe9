//! Damaged documents made from the samples give one valid record each; these are a few of the millions that `make fuzz`
//! runs.

use std::path::Path;
use std::thread;

use yusuan::limits::STACK_BYTES;

mod mutants;

use mutants::verdict::{Seen, examine};
use mutants::{mutant, samples};

/// How many mutants the test runs: the first ones of `make fuzz`.
const CASES: u64 = 400;

#[test]
fn every_mutant_gives_a_valid_record() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let run = move || {
        let samples = samples(&root);
        let mut seen: Vec<Seen> = Vec::new();
        for number in 0..CASES {
            let (name, bytes) = mutant(&samples, number);
            match examine(&name, &bytes) {
                Ok(found) => seen.push(found),
                Err(wrong) => panic!("mutant {number} of {name}: {wrong}"),
            }
        }
        seen
    };
    // a deep input must fit into the stack of a worker thread
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    let seen = thread.unwrap().join().expect("no mutant panics");
    let read = seen.iter().filter(|found| found.read).count();
    let with_projects = seen.iter().filter(|found| found.projects > 0).count();
    // the test would be void if all mutants were refused, or all were read without loss
    assert!(read * 10 > seen.len() * 5, "{read} read");
    assert!(read < seen.len(), "{read} read");
    assert!(
        with_projects * 10 > seen.len() * 3,
        "{with_projects} with projects"
    );
}

#[test]
fn a_number_always_makes_the_same_mutant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (one, other) = (samples(&root), samples(&root));
    let all: std::collections::BTreeSet<Vec<u8>> =
        (0..50).map(|number| mutant(&one, number).1).collect();
    assert!(all.len() > 45, "mutants differ");
    for number in 0..50 {
        assert_eq!(mutant(&one, number), mutant(&other, number));
    }
}
