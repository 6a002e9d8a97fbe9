//! The grammar of values: any text gives a target that keeps it, and amounts, dates and enumerations never panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yusuan::normalize::amount::{find_amounts, parse_amount};
use yusuan::normalize::date::{parse_date, years_in};
use yusuan::normalize::enumeration::split_objectives;
use yusuan::normalize::target::{parse_split_target, parse_target};

fuzz_target!(|text: &str| {
    let words = &yusuan::vocabulary::Vocabulary::builtin().values;
    assert_eq!(parse_target(text, Some(2023), words).raw, text);
    if let [operator, value, unit] = text.split('|').collect::<Vec<_>>()[..] {
        let target = parse_split_target(operator, value, unit, None, words);
        assert_eq!(target.raw, [operator, value, unit].concat());
    }
    let _ = parse_amount(text, None, words);
    let _ = find_amounts(text, words);
    let _ = parse_date(text, Some(2023), words);
    let _ = years_in(text);
    let _ = split_objectives(text);
});
