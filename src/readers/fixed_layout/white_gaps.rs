//! Tables without lines down: those that have lines across get their columns from the white between their texts.
//!
//! In: lines across that touch no line down, and the characters outside of ruled tables. Out: a [`Lattice`] for each table whose rows
//! all agree on the white; whether lines of text look like the rows of a table that has no lines at all. Lost: spans: every
//! cell covers one slot.

use super::drawing::{Char, Ruling};
use super::lattice::Lattice;
use super::text_lines::{TextLine, text_lines};

/// Lines across a table: above the head, below it, below the last row.
const LEAST_RULINGS: usize = 3;
/// From this many on, each stands between two rows.
const RULED_ROWS: usize = 5;
/// Points by which their ends may differ.
const SAME_END: f64 = 4.0;
/// White at least this many em wide, in every row, parts two columns.
const LEAST_WHITE: f64 = 0.7;
/// Rows stand at one distance, give or take this share of it.
const SAME_PITCH: f64 = 0.2;
/// Rows that make a table.
const LEAST_ROWS: usize = 3;
/// Lines across one page that are looked at.
const MAX_LOOSE: usize = 4_096;

/// The tables between lines across.
pub(super) fn lattices(loose: &[Ruling], chars: &[Char]) -> Vec<Lattice> {
    let mut found = Vec::new();
    for rulings in groups(loose) {
        let (Some(first), Some(last)) = (rulings.first(), rulings.last()) else {
            continue;
        };
        let inside = |char: &&Char| {
            (first.at..last.at).contains(&char.height())
                && (first.from..first.to).contains(&char.middle())
        };
        let chars: Vec<Char> = chars.iter().filter(inside).copied().collect();
        found.extend(lattice(&rulings, &chars));
    }
    found
}

/// Lines of the same ends, one below the other.
fn groups(loose: &[Ruling]) -> Vec<Vec<Ruling>> {
    let mut groups: Vec<Vec<Ruling>> = Vec::new();
    for ruling in loose.iter().take(MAX_LOOSE) {
        let same = |other: &Ruling| {
            (other.from - ruling.from).abs() < SAME_END && (other.to - ruling.to).abs() < SAME_END
        };
        match groups
            .last_mut()
            .filter(|group| group.last().is_some_and(same))
        {
            Some(group) => group.push(*ruling),
            None => groups.push(vec![*ruling]),
        }
    }
    groups.retain(|group| group.len() >= LEAST_RULINGS);
    groups
}

fn lattice(rulings: &[Ruling], chars: &[Char]) -> Option<Lattice> {
    let lines = text_lines(chars.to_vec());
    let rows = rows(rulings, &lines)?;
    let columns = columns(rulings, chars)?;
    let filled = |top: f64, bottom: f64| {
        let held = |pair: &&[f64]| {
            chars.iter().any(|char| {
                !char.character.is_whitespace()
                    && (top..bottom).contains(&char.height())
                    && (pair[0]..pair[1]).contains(&char.middle())
            })
        };
        columns.windows(2).filter(held).count()
    };
    let counts: Vec<usize> = rows
        .windows(2)
        .map(|pair| filled(pair[0], pair[1]))
        .collect();
    let agree = counts.len() >= LEAST_ROWS
        && counts.iter().all(|count| *count > 0)
        && counts.contains(&(columns.len() - 1));
    agree.then(|| Lattice::regular(columns, rows))
}

/// The sides of the rows: the lines across, and between two of them the middle of lines of text at one distance. Where the
/// distances differ, a row may have several lines of text, and only the lines across part them.
fn rows(rulings: &[Ruling], lines: &[TextLine]) -> Option<Vec<f64>> {
    let side = |pair: &[TextLine]| {
        let mut between = rulings
            .iter()
            .filter(|ruling| (pair[0].base..pair[1].base).contains(&ruling.at));
        between.next().map(|ruling| ruling.at)
    };
    let mut pitches: Vec<f64> = lines
        .windows(2)
        .filter(|pair| rulings.len() >= RULED_ROWS || side(pair).is_none())
        .map(|pair| pair[1].base - pair[0].base)
        .collect();
    pitches.sort_by(f64::total_cmp);
    let usual = pitches.get(pitches.len() / 2).copied();
    let even = usual.is_some_and(|usual| {
        let near = |pitch: &f64| (pitch - usual).abs() < SAME_PITCH * usual;
        pitches.iter().all(near)
    });
    if !even {
        return (rulings.len() >= RULED_ROWS)
            .then(|| rulings.iter().map(|ruling| ruling.at).collect());
    }
    let middle = |pair: &[TextLine]| f64::midpoint(pair[0].base, pair[1].top());
    let mut sides = vec![rulings.first()?.at];
    sides.extend(
        lines
            .windows(2)
            .map(|pair| side(pair).unwrap_or_else(|| middle(pair))),
    );
    sides.push(rulings.last()?.at);
    Some(sides)
}

/// The sides of the columns: the middle of what is white in every row.
fn columns(rulings: &[Ruling], chars: &[Char]) -> Option<Vec<f64>> {
    let first = rulings.first()?;
    let mut boxes: Vec<&Char> = chars
        .iter()
        .filter(|char| !char.character.is_whitespace())
        .collect();
    boxes.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut sides = vec![first.from];
    let mut end = boxes.first()?.right;
    for char in &boxes {
        if char.left - end > LEAST_WHITE * char.size {
            sides.push(f64::midpoint(end, char.left));
        }
        end = end.max(char.right);
    }
    sides.push(first.to);
    (sides.len() > 2).then_some(sides)
}

/// The lines of text that stand like the rows of a table: several in a row with wide gaps at the same places.
pub(super) fn looks_like_a_table(lines: &[TextLine]) -> bool {
    const LEAST_GAPS: usize = 2;
    let shared = |upper: &TextLine, lower: &TextLine| {
        let meets = |gap: &&(f64, f64)| {
            upper
                .gaps
                .iter()
                .any(|other| other.0 < gap.1 && gap.0 < other.1)
        };
        lower.gaps.iter().filter(meets).count()
    };
    let mut run = 1;
    for pair in lines.windows(2) {
        if shared(&pair[0], &pair[1]) >= LEAST_GAPS {
            run += 1;
        } else {
            run = 1;
        }
        if run >= LEAST_ROWS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten-point text at (left, base).
    fn printed(texts: &[(&str, f64, f64)]) -> Vec<Char> {
        let mut chars = Vec::new();
        for (text, left, base) in texts {
            for (character, index) in text.chars().zip(0..) {
                let left = left + 10.0 * f64::from(index);
                chars.push(Char {
                    character,
                    left,
                    right: left + 10.0,
                    base: *base,
                    size: 10.0,
                });
            }
        }
        chars
    }

    fn across(places: &[f64]) -> Vec<Ruling> {
        let ruling = |at: &f64| Ruling {
            at: *at,
            from: 0.0,
            to: 300.0,
        };
        places.iter().map(ruling).collect()
    }

    fn columns_and_rows(rulings: &[f64], texts: &[(&str, f64, f64)]) -> Vec<(usize, usize)> {
        let found = lattices(&across(rulings), &printed(texts));
        let size = |lattice: &Lattice| (lattice.xs.len() - 1, lattice.ys.len() - 1);
        found.iter().map(size).collect()
    }

    #[test]
    fn three_lines_and_white_make_a_table() {
        let texts = [
            ("指标", 10.0, 15.0),
            ("指标值", 200.0, 15.0),
            ("次数", 10.0, 35.0),
            ("满意", 10.0, 55.0),
            ("提升", 200.0, 55.0),
        ];
        assert_eq!(columns_and_rows(&[0.0, 20.0, 60.0], &texts), [(2, 3)]);
    }

    #[test]
    fn the_head_may_stand_farther_from_the_rows_than_they_from_each_other() {
        let texts = [
            ("指标", 10.0, 15.0),
            ("指标值", 200.0, 15.0),
            ("次数", 10.0, 45.0),
            ("提升", 200.0, 45.0),
            ("满意", 10.0, 65.0),
            ("提升", 200.0, 65.0),
        ];
        assert_eq!(columns_and_rows(&[0.0, 25.0, 70.0], &texts), [(2, 3)]);
    }

    #[test]
    fn rows_that_do_not_agree_make_none() {
        let texts = [
            ("指标", 10.0, 15.0),
            ("指标值", 200.0, 15.0),
            ("一行文字越过了各栏之间的空白处所以没有栏", 10.0, 35.0),
            ("满意", 10.0, 55.0),
            ("提升", 200.0, 55.0),
        ];
        assert!(columns_and_rows(&[0.0, 20.0, 60.0], &texts).is_empty());
        assert!(columns_and_rows(&[0.0, 60.0], &texts[..2]).is_empty());
    }

    #[test]
    fn lines_between_rows_hold_texts_of_two_lines() {
        let texts = [
            ("指标", 10.0, 15.0),
            ("指标值", 200.0, 15.0),
            ("网站", 10.0, 30.0),
            ("访问", 10.0, 42.0),
            ("提升", 200.0, 36.0),
            ("满意", 10.0, 65.0),
            ("提升", 200.0, 65.0),
            ("其他", 10.0, 85.0),
            ("提升", 200.0, 85.0),
        ];
        assert_eq!(
            columns_and_rows(&[0.0, 20.0, 50.0, 70.0, 90.0], &texts),
            [(2, 4)]
        );
    }
}
