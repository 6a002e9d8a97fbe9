//! Numbers as fractions: `# ?/?`, `# ??/16`.
//!
//! In: a number without sign and the pieces of a section with a slash between digits. Out: text, and whether it is all of
//! the number. Lost: the width of what is not shown.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::code::{Piece, Section};
use super::figures::{Shown, decimal, general, text};

/// Where the parts of a fraction stand among the pieces of a section.
#[derive(Debug)]
struct Places {
    /// Where the numerator begins, the slash, and one past the denominator.
    numerator: usize,
    slash: usize,
    end: usize,
    /// One past the last digit of the whole number, where there is one.
    whole: Option<usize>,
    /// The denominator that is printed in the format, or how many digits it may have.
    fixed: Option<u64>,
    digits: usize,
}

/// True when the section shows a fraction.
pub(super) fn is_fraction(section: &Section) -> bool {
    places(&section.pieces).is_some()
}

fn places(pieces: &[Piece]) -> Option<Places> {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
    let slash = pieces.iter().position(|piece| *piece == Piece::Slash)?;
    let above = pieces.get(..slash)?;
    let numerator = above.iter().rposition(|piece| !is_digit(piece));
    let numerator = numerator.map_or(0, |last| last + 1);
    if numerator == slash {
        return None;
    }
    let below = pieces.get(slash + 1..)?;
    let figure = |piece: &Piece| match piece {
        Piece::Digit(_) => Some('0'),
        Piece::Text(text) if text.len() == 1 => text.chars().next().filter(char::is_ascii_digit),
        _ => None,
    };
    let figures: String = below.iter().map_while(figure).collect();
    if figures.is_empty() {
        return None;
    }
    Some(Places {
        numerator,
        slash,
        end: slash + 1 + figures.len(),
        whole: above
            .get(..numerator)?
            .iter()
            .rposition(is_digit)
            .map(|last| last + 1),
        fixed: figures.parse().ok().filter(|fixed| *fixed > 0),
        digits: figures.len().min(7),
    })
}

/// A number as the section shows it.
pub(super) fn fraction(value: f64, section: &Section) -> (String, Shown) {
    let pieces = &section.pieces;
    let parts = places(pieces).zip(decimal(value));
    let Some((places, exact)) = parts.filter(|(_, exact)| *exact < Decimal::from(1u64 << 53))
    else {
        return (general(value), Shown::Whole);
    };
    let (mut whole, rest) = match places.whole {
        Some(_) => (exact.trunc().to_u64().unwrap_or(0), exact.fract()),
        None => (0, exact),
    };
    let (mut above, below) = match places.fixed {
        Some(fixed) => (nearest(rest, fixed), fixed),
        None => best(rest, 10u64.pow(places.digits as u32) - 1),
    };
    if places.whole.is_some() && above >= below {
        whole += 1;
        above = 0;
    }
    let quotient = Decimal::from(above) / Decimal::from(below.max(1));
    let all = (exact - Decimal::from(whole) - quotient).abs() < Decimal::new(1, 14);
    let is_zero = |piece: &Piece| *piece == Piece::Digit('0');
    let obliged = pieces[places.numerator..places.slash].iter().any(is_zero);
    let mut shown = String::new();
    let first = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Digit(_)))
        .unwrap_or(0);
    shown.push_str(&text(&pieces[..first]));
    let has_fraction = above > 0 || obliged || places.whole.is_none();
    if let Some(end) = places.whole {
        let shows_zero = pieces[first..end].iter().any(is_zero) || !has_fraction;
        if whole > 0 || shows_zero {
            shown.push_str(&whole.to_string());
            if has_fraction {
                shown.push_str(&text(&pieces[end..places.numerator]));
            }
        }
    }
    if has_fraction {
        shown.push_str(&format!("{above}/{below}"));
    }
    shown.push_str(&text(pieces.get(places.end..).unwrap_or_default()));
    (shown, if all { Shown::Whole } else { Shown::Rounded })
}

/// The numerator over a given denominator.
fn nearest(rest: Decimal, below: u64) -> u64 {
    let above = rest.checked_mul(Decimal::from(below));
    let rounded = above.map(|above| {
        let half_up = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        above.round_dp_with_strategy(0, half_up)
    });
    rounded.and_then(|above| above.to_u64()).unwrap_or(0)
}

/// The fraction closest to a number among those whose denominators are not above `most`: the last convergent of its
/// continued fraction, or the last one between two convergents, whichever is closer.
fn best(rest: Decimal, most: u64) -> (u64, u64) {
    let rest = rest.normalize();
    let (whole_above, whole_below) = (rest.mantissa().unsigned_abs(), 10u128.pow(rest.scale()));
    let (mut above, mut below) = (whole_above, whole_below);
    // the last two convergents
    let (mut before, mut last) = ((0u128, 1u128), (1u128, 0u128));
    let most = u128::from(most);
    while below > 0 {
        let term = above / below;
        let next = (before.0 + term * last.0, before.1 + term * last.1);
        if next.1 > most {
            break;
        }
        (before, last) = (last, next);
        (above, below) = (below, above % below);
    }
    let fits = |(above, below): (u128, u128)| {
        (
            u64::try_from(above).unwrap_or(u64::MAX),
            u64::try_from(below).unwrap_or(1),
        )
    };
    if below == 0 || last.1 == 0 {
        return fits(last);
    }
    let steps = (most - before.1) / last.1;
    let between = (before.0 + steps * last.0, before.1 + steps * last.1);
    let (last, between) = (fits(last), fits(between));
    let distance = |(above, below): (u64, u64)| {
        let quotient = Decimal::from(above) / Decimal::from(below.max(1));
        (quotient - rest).abs()
    };
    if distance(between) < distance(last) {
        between
    } else {
        last
    }
}
