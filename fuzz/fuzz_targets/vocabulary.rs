//! The vocabulary loader: any text extends the built-in words or is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yusuan::vocabulary::Vocabulary;

fuzz_target!(|yaml: &str| {
    let mut vocabulary = Vocabulary::builtin().clone();
    let _ = vocabulary.extend(yaml);
});
