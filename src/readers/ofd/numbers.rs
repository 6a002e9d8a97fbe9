//! The little languages inside the attributes of OFD: boxes, matrices, distances, paths.
//!
//! In: an attribute's text. Out: numbers in millimetres. What is not a number ends a list; it is never guessed.

use crate::limits::MAX_PAGE_CHARS;

/// A linear map with a translation (GB/T 33190, 8.3): `a b c d e f`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix([f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn parse(text: &str) -> Option<Self> {
        <[f64; 6]>::try_from(numbers(text)).ok().map(Self)
    }

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn scaled(factor: f64) -> Self {
        Self([factor, 0.0, 0.0, factor, 0.0, 0.0])
    }

    /// This map after `first`.
    pub(super) fn after(self, first: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, first.0);
        Self([
            a * g + c * h,
            b * g + d * h,
            a * i + c * j,
            b * i + d * j,
            a * k + c * l + e,
            b * k + d * l + f,
        ])
    }

    pub(super) fn apply(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

/// Numbers parted by blanks, up to the first that is none.
pub(super) fn numbers(text: &str) -> Vec<f64> {
    let parsed = text
        .split_ascii_whitespace()
        .map(|part| part.parse::<f64>().ok());
    parsed
        .map_while(|number| number.filter(|number| number.is_finite()))
        .collect()
}

/// `x y width height`.
pub(super) fn rectangle(text: &str) -> Option<[f64; 4]> {
    <[f64; 4]>::try_from(numbers(text)).ok()
}

/// The distances between characters; `g 3 5.5` stands for 5.5 three times (GB/T 33190, 11.3).
pub(super) fn distances(text: &str) -> Vec<f64> {
    let mut found = Vec::new();
    let mut parts = text.split_ascii_whitespace();
    while let Some(part) = parts.next() {
        if part != "g" {
            let Ok(distance) = part.parse::<f64>() else {
                break;
            };
            found.push(distance);
            continue;
        }
        let count = parts.next().and_then(|count| count.parse::<usize>().ok());
        let distance = parts
            .next()
            .and_then(|distance| distance.parse::<f64>().ok());
        let (Some(count), Some(distance)) = (count, distance) else {
            break;
        };
        let room = MAX_PAGE_CHARS.saturating_sub(found.len());
        found.extend(std::iter::repeat_n(distance, count.min(room)));
    }
    found
}

/// The straight parts of a path (GB/T 33190, 9.1); one with a curve or an arc is left out. Closed ones end where they began.
pub(super) fn straight_parts(text: &str) -> Vec<Vec<(f64, f64)>> {
    let mut parts: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut curved = false;
    let mut words = text.split_ascii_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut number = || {
            words
                .next_if(|word| word.parse::<f64>().is_ok())?
                .parse::<f64>()
                .ok()
        };
        match word {
            "S" | "M" => {
                end(&mut parts, curved);
                curved = false;
                if let (Some(x), Some(y)) = (number(), number()) {
                    parts.push(vec![(x, y)]);
                }
            }
            "L" => {
                if let (Some(x), Some(y), Some(part)) = (number(), number(), parts.last_mut()) {
                    part.push((x, y));
                }
            }
            "Q" | "B" | "A" => curved = true,
            "C" => {
                if let Some(part) = parts.last_mut()
                    && let Some(first) = part.first().copied()
                {
                    part.push(first);
                }
            }
            // the numbers of a curve
            _ => {}
        }
    }
    end(&mut parts, curved);
    parts
}

fn end(parts: &mut Vec<Vec<(f64, f64)>>, curved: bool) {
    if curved || parts.last().is_some_and(|part| part.len() < 2) {
        parts.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_may_be_counted() {
        assert_eq!(distances("1 g 3 2.5 4"), [1.0, 2.5, 2.5, 2.5, 4.0]);
        assert_eq!(distances("1 g x 2"), [1.0]);
        assert_eq!(
            distances(&format!("g {} 1", usize::MAX)).len(),
            MAX_PAGE_CHARS
        );
    }

    #[test]
    fn paths_keep_what_is_straight() {
        let square = "M 0 0 L 4 0 L 4 3 C";
        assert_eq!(
            straight_parts(square),
            [[(0.0, 0.0), (4.0, 0.0), (4.0, 3.0), (0.0, 0.0)]]
        );
        assert_eq!(
            straight_parts("M 0 0 Q 1 1 2 0 M 5 5 L 6 5"),
            [[(5.0, 5.0), (6.0, 5.0)]]
        );
        assert!(straight_parts("L 1 1 M 2").is_empty());
    }

    #[test]
    fn maps_follow_each_other() {
        let map = Matrix::moved(10.0, 20.0).after(Matrix::scaled(2.0));
        assert_eq!(map.apply((1.0, 2.0)), (12.0, 24.0));
        assert_eq!(Matrix::parse("1 0 0 1 5"), None);
    }
}
