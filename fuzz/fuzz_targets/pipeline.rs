//! The whole pipeline: any bytes give one valid record, as `tests/mutants/verdict.rs` says it.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/mutants/verdict.rs"]
mod verdict;

fuzz_target!(|bytes: &[u8]| {
    if let Err(wrong) = verdict::examine("input", bytes) {
        panic!("{wrong}");
    }
});
