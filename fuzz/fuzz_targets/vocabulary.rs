//! The vocabulary loader: any text either extends the built-in words or is rejected.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yusuan::vocabulary::Vocabulary;

fuzz_target!(|yaml: &str| {
    let mut vocabulary = Vocabulary::builtin().clone();
    let _ = vocabulary.extend(yaml);
});
