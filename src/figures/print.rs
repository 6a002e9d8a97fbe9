//! Numbers as people read them.

use rust_decimal::{Decimal, RoundingStrategy};

/// An amount of yuan in 万元, exact.
pub(crate) fn in_ten_thousand(yuan: Decimal) -> String {
    (yuan * Decimal::new(1, 4)).normalize().to_string()
}

/// An amount with separators and two decimals, rounded half up as on paper.
pub(crate) fn two_decimals(amount: Decimal) -> String {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let text = format!("{:.2}", amount.round_dp_with_strategy(2, strategy));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", &text[..]),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "00"));
    format!("{sign}{}.{decimals}", separated(whole))
}

/// A number of things, with separators.
pub(crate) fn counted(number: usize) -> String {
    separated(&number.to_string())
}

/// Digits with a comma before every three.
fn separated(digits: &str) -> String {
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_and_separated_for_people() {
        for (amount, expected) in [
            ("0", "0.00"),
            ("8132.5092", "8,132.51"),
            ("1234567.125", "1,234,567.13"),
            ("-1234.5", "-1,234.50"),
            ("999.999", "1,000.00"),
        ] {
            assert_eq!(two_decimals(amount.parse().unwrap()), expected);
        }
        assert_eq!(
            (counted(0), counted(1_000), counted(12_345_678)),
            ("0".into(), "1,000".into(), "12,345,678".into())
        );
    }

    #[test]
    fn money_is_exact_in_ten_thousands() {
        for (yuan, expected) in [("110000.00", "11"), ("1234.5", "0.12345"), ("0", "0")] {
            assert_eq!(in_ten_thousand(yuan.parse().unwrap()), expected);
        }
    }
}
