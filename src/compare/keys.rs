//! The keys by which things are linked.
//!
//! In: printed names, texts and targets. Out: folded names, and hashes of texts that are only compared for equality.
//! The hashes are the first bytes of SHA-256, so that equal keys practically always mean equal texts.

use sha2::{Digest, Sha256};

use crate::record::Target;
use crate::text::{fold_letters, fold_width};

/// The hash of a text.
pub(super) type Key = [u8; 16];

/// The hash of several texts, in order.
pub(super) fn key_of<'t>(parts: impl IntoIterator<Item = &'t str>) -> Key {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1f]);
    }
    let mut key = Key::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

/// A name without white space, punctuation, width and years: `2024年度运维经费` and `运维经费（2025）` have the same
/// key.
pub(super) fn name_key(name: &str) -> String {
    let name = fold_letters(name);
    let mut key = String::with_capacity(name.len());
    let mut rest = name.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let run = rest[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len() - at);
        key.push_str(&rest[..at]);
        let figures = &rest[at..at + run];
        rest = &rest[at + run..];
        if is_year(figures) {
            rest = without_year_word(rest);
        } else {
            key.push_str(figures);
        }
    }
    key.push_str(rest);
    if key.is_empty() { name } else { key }
}

fn is_year(figures: &str) -> bool {
    figures.len() == 4 && (figures.starts_with("20") || figures.starts_with("19"))
}

fn without_year_word(text: &str) -> &str {
    let marks = &crate::vocabulary::Vocabulary::builtin()
        .values
        .dates
        .year_marks;
    marks
        .iter()
        .filter_map(|mark| text.strip_prefix(mark.as_str()))
        .min_by_key(|rest| rest.len())
        .unwrap_or(text)
}

/// A target in the form in which it is compared: operator, number and unit where it is a number, else its words, with
/// the budget year replaced by the same letters in every year.
pub(super) fn target_key(target: &Target, year: Option<i32>) -> String {
    match (target.op, target.value, target.value_high) {
        (Some(op), Some(value), None) => {
            let unit = target.unit.as_deref().unwrap_or_default();
            format!("{} {} {unit}", op.as_str(), value.normalize())
        }
        _ => {
            let text = fold_width(&target.raw);
            match year {
                Some(year) => text.replace(&year.to_string(), "YYYY"),
                None => text,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_years_and_nothing_else() {
        for (name, key) in [
            ("2024年度运维经费", "运维经费"),
            ("运维经费（2025）", "运维经费"),
            ("运维经费 (2025年)", "运维经费"),
            ("12345热线", "12345热线"),
            ("3000亩造林", "3000亩造林"),
            ("2024年", "2024年"),
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
    }

    #[test]
    fn keys_of_parts_do_not_run_together() {
        assert_ne!(key_of(["ab", "c"]), key_of(["a", "bc"]));
    }
}
