//! How much work the tables of one document may make.
//!
//! In: what the next row would cost. Out: whether there is room for it. Work is counted and not timed, so that a file ends
//! at the same row on every machine. Columns that hundreds of indicators of a row share make a small file cost most.

use super::model::Header;
use crate::limits::{MAX_PIECES, MAX_STEPS};

/// What is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Work {
    steps: usize,
    pieces: usize,
    spent: bool,
}

impl Default for Work {
    fn default() -> Self {
        Self::within(MAX_STEPS, MAX_PIECES)
    }
}

impl Work {
    pub(super) fn within(steps: usize, pieces: usize) -> Self {
        Self {
            steps,
            pieces,
            spent: false,
        }
    }

    /// Room for a header: its columns are compared with each other.
    pub(super) fn takes_header(&mut self, header: &Header) -> bool {
        let columns = header.columns.len();
        self.takes(columns.saturating_mul(columns), 0)
    }

    /// Room for a row of indicators: every cell is compared with every column, and copied for each indicator that has it.
    pub(super) fn takes_row(&mut self, header: &Header, cells: usize) -> bool {
        let pieces = header.sets.iter().map(|set| set.columns.len()).sum();
        self.takes(header.columns.len().saturating_mul(cells), pieces)
    }

    /// Room for a row of a head: each cell is compared with those left of it and above it.
    pub(super) fn takes_head(&mut self, cells: usize) -> bool {
        self.takes(cells.saturating_mul(cells), 0)
    }

    /// There was no room once: nothing more is read.
    pub(super) fn is_spent(&self) -> bool {
        self.spent
    }

    fn takes(&mut self, steps: usize, pieces: usize) -> bool {
        match (
            self.steps.checked_sub(steps),
            self.pieces.checked_sub(pieces),
        ) {
            (Some(steps), Some(pieces)) if !self.spent => {
                self.steps = steps;
                self.pieces = pieces;
            }
            _ => self.spent = true,
        }
        !self.spent
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Cut, Recognized};
    use super::super::walk;
    use super::*;
    use crate::finding::Findings;
    use crate::segment::segment;
    use crate::vocabulary::Vocabulary;

    /// Three rows of indicators below a header of four columns.
    fn recognized(work: Work) -> Recognized {
        let row = "<tr><td>产出指标<td>数量指标<td>培训人次<td>≥5人次</tr>";
        let head = "<tr><td>一级指标<td>二级指标<td>三级指标<td>指标值</tr>";
        let page = format!("<table>{head}{}</table>", row.repeat(3));
        let read = crate::convert::read("a.html", page.as_bytes(), &mut Findings::default());
        let (_, document) = read.unwrap();
        let vocabulary = Vocabulary::builtin();
        let (_, sections) = segment(&document, vocabulary);
        walk::walk(&sections, vocabulary, work)
    }

    #[test]
    fn the_first_row_without_room_is_told_and_nothing_after_it_is_read() {
        let all = 4 * 4 * 4;
        for (work, rows, cut) in [
            (Work::within(all, 12), 3, None),
            (Work::within(all, 11), 2, Some(4)),
            (Work::within(all - 1, 12), 2, Some(4)),
            (Work::within(all, 4), 1, Some(3)),
            (Work::within(4 * 4 - 1, 12), 0, Some(1)),
        ] {
            let recognized = recognized(work);
            let read: usize = recognized
                .matches
                .iter()
                .map(|it| it.indicators.len())
                .sum();
            assert_eq!(read, rows, "{work:?}");
            let places: Vec<_> = recognized.cuts.iter().collect();
            let expected: Vec<_> = cut.into_iter().map(|row| (Some(row), Cut::Work)).collect();
            let found: Vec<_> = places
                .iter()
                .map(|(place, cut)| (place.row, *cut))
                .collect();
            assert_eq!(found, expected, "{work:?}");
        }
    }
}
