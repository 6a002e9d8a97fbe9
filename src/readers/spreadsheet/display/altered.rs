//! Cells whose text is not all of their value.
//!
//! In: what cells show and hold. Out: findings that say how many there are, and the first of them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::figures::{general, scale};
use crate::finding::{Finding, Location, Severity};

/// The value of a cell that shows something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::readers) enum Altered {
    /// The format shows fewer of its digits.
    Rounded(String),
    /// The format shows another number, or none.
    Differs(String),
    /// The number has more digits than a workbook keeps.
    Imprecise(String),
}

/// Such cells of a document or a sheet.
#[derive(Debug, Default)]
pub(in crate::readers) struct AlteredCells {
    rounded: Cells,
    differing: Cells,
    imprecise: Cells,
}

/// How many cells, and the finding for the first.
#[derive(Debug, Default)]
struct Cells {
    count: usize,
    first: Option<Finding>,
}

impl AlteredCells {
    /// Another one, with its line of the page or row of the sheet, and its name, as `Sheet1!C3`.
    pub(in crate::readers) fn add(
        &mut self,
        altered: Altered,
        shown: &str,
        line: u32,
        place: impl FnOnce() -> Option<String>,
    ) {
        let (cells, stored) = match altered {
            Altered::Rounded(stored) => (&mut self.rounded, stored),
            Altered::Differs(stored) => (&mut self.differing, stored),
            Altered::Imprecise(stored) => (&mut self.imprecise, stored),
        };
        cells.count += 1;
        cells.first.get_or_insert_with(|| Finding {
            location: Location {
                line: Some(line),
                ..Location::default()
            },
            evidence: place(),
            operand_a: Some(shown.to_owned()),
            operand_b: Some(stored),
            ..Finding::extraction("", Severity::Info, "", "")
        });
    }

    /// Adds those of another sheet behind these.
    pub(in crate::readers) fn extend(&mut self, more: Self) {
        for (cells, more) in [
            (&mut self.rounded, more.rounded),
            (&mut self.differing, more.differing),
            (&mut self.imprecise, more.imprecise),
        ] {
            cells.count += more.count;
            cells.first = cells.first.take().or(more.first);
        }
    }

    /// A finding for each kind that was met.
    pub(in crate::readers) fn findings(self) -> impl Iterator<Item = Finding> {
        let count = self.rounded.count;
        let rounded = self.rounded.first.map(|first| Finding {
            location: first.location,
            evidence: first.evidence,
            operand_a: first.operand_a,
            operand_b: first.operand_b,
            ..Finding::extraction(
                "rounded-by-format",
                Severity::Info,
                format!("{count} 个单元格的显示位数少于所存的值；读取的是显示的数"),
                format!("{count} cells show fewer digits than they hold; what is shown was read"),
            )
        });
        let count = self.differing.count;
        let differing = self.differing.first.map(|first| Finding {
            location: first.location,
            evidence: first.evidence,
            operand_a: first.operand_a,
            operand_b: first.operand_b,
            ..Finding::extraction(
                "differs-by-format",
                Severity::Warning,
                format!("{count} 个单元格的数字格式换算或隐藏了所存的值；读取的是显示的内容"),
                format!("the number formats of {count} cells scale or hide the values they hold; what is shown was read"),
            )
        });
        let count = self.imprecise.count;
        let imprecise = self.imprecise.first.map(|first| Finding {
            location: first.location,
            evidence: first.evidence,
            operand_a: first.operand_a,
            ..Finding::extraction(
                "digits-lost",
                Severity::Warning,
                format!("{count} 个单元格的数超过 15 位，其后的数字已丢失；编码请以文本格式填写"),
                format!("the numbers of {count} cells have more than 15 digits, and the others are lost; enter codes as text"),
            )
        });
        rounded.into_iter().chain(differing).chain(imprecise)
    }
}

/// How a displayed text differs from the value of its cell, for files that hold both.
pub(in crate::readers) fn altered(shown: &str, value: f64) -> Option<Altered> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let figures = shown.trim_matches(|c: char| !c.is_ascii_digit());
    if figures.is_empty() {
        let hidden = value != 0.0 && shown.chars().all(char::is_whitespace);
        return hidden.then(|| Altered::Differs(general(value)));
    }
    if !figures.chars().all(is_figure) {
        return None;
    }
    let shown_value = Decimal::from_str_exact(&figures.replace(',', "")).ok()?;
    let exact = scale(value.abs(), usize::from(shown.contains('%')), 0)?;
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    let is_rounded =
        |exact: Decimal| exact.round_dp_with_strategy(shown_value.scale(), half_up) == shown_value;
    if is_rounded(exact) {
        return (shown_value != exact).then(|| Altered::Rounded(general(value)));
    }
    // thousands, or tens of thousands: another number is a date
    let mut scaled = (0..9).scan(exact, |scaled, _| {
        *scaled /= Decimal::TEN;
        Some(*scaled)
    });
    let is_scaled = !shown_value.is_zero() && scaled.any(is_rounded);
    is_scaled.then(|| Altered::Differs(general(value)))
}
