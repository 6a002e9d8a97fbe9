//! The whole pipeline: any bytes give one valid record, according to `tests/mutants/verdict.rs`.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/mutants/verdict.rs"]
mod verdict;

fuzz_target!(|bytes: &[u8]| {
    if let Err(wrong) = verdict::examine("input", bytes) {
        panic!("{wrong}");
    }
});
