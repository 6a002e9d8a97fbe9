//! The rows of a head that lie one below the other, and which of them are nothing but labels.
//!
//! In: the rows as they are read. Out: whether a row is one of labels. Lost: nothing.

use super::super::looks::{begins_with_year, looks_like_label};
use super::super::senses::How;
use super::super::sheet::{Sheet, SheetCell};
use super::path::{is_goal, is_number};

/// Longest text, in characters, of a row of labels some of which are unknown.
const MAX_LABEL_CHARS: usize = 14;

/// Consecutive rows of one head.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    sheet: u32,
    /// The first of them.
    pub(super) first: usize,
    /// For each row from the first on: it is one of labels.
    label_rows: Vec<bool>,
}

impl Block {
    /// Goes on with this row, or begins anew where other rows stand between.
    pub(super) fn reaches(&mut self, sheet: &Sheet, row: usize) {
        let next = self.first + self.label_rows.len();
        let blank = |row: usize| sheet.printed(row).next().is_none();
        if self.sheet != sheet.number || row < next || !(next..row).all(blank) {
            self.sheet = sheet.number;
            self.first = row;
            self.label_rows.clear();
        }
        let from = self.first + self.label_rows.len();
        self.label_rows
            .extend((from..=row).map(|row| is_label_row(sheet, row)));
    }

    /// Another table follows.
    pub(super) fn end(&mut self) {
        self.sheet = 0;
    }

    /// The row is nothing but labels.
    pub(super) fn is_label_row(&self, row: usize) -> bool {
        let at = row.checked_sub(self.first);
        at.and_then(|at| self.label_rows.get(at))
            .is_some_and(|it| *it)
    }

    /// Two labels of the row or more are years, or begin with one: 合计 beside them adds years up.
    pub(super) fn has_years(sheet: &Sheet, row: usize) -> bool {
        let year = |cell: &&SheetCell| cell.sense.is_year || begins_with_year(&cell.text);
        sheet.printed(row).filter(year).count() >= 2
    }

    /// The row is of labels, two of them listed.
    pub(super) fn has_firm_labels(&self, sheet: &Sheet, row: usize) -> bool {
        let listed = |cell: &&SheetCell| cell.is_label && cell.sense.how == Some(How::Listed);
        let goal =
            |cell: &SheetCell| cell.sense.head.is_some_and(is_goal) && cell.bottom == cell.row + 1;
        sheet.starting(row).filter(listed).count() >= 2
            && self.is_label_row(row)
            && !sheet.starting(row).any(goal)
    }
}

fn is_word(cell: &SheetCell) -> bool {
    cell.is_label || cell.is_level()
}

/// Labels alone. Unknown short texts among known labels count as such, also above figures.
fn is_label_row(sheet: &Sheet, row: usize) -> bool {
    let printed: Vec<&SheetCell> = sheet.printed(row).collect();
    if printed.is_empty() || printed.iter().any(|cell| is_number(cell)) {
        return false;
    }
    if is_answered_by_blank(sheet, row, &printed) {
        return false;
    }
    let known = printed.iter().filter(|cell| is_word(cell)).count();
    if known == printed.len() {
        return true;
    }
    let pairs = is_of_pairs(&printed);
    if known >= 2 && known * 2 >= printed.len() && !pairs && has_figures_below(sheet, row, &printed)
    {
        return true;
    }
    if known >= 1 && known * 2 >= printed.len() && !pairs && stands_on_figures(sheet, &printed) {
        return true;
    }
    if known >= 1 && stands_on_texts(sheet, &printed) {
        return true;
    }
    let short = |cell: &&SheetCell| {
        let signs = cell.text.chars().filter(|sign| !sign.is_whitespace());
        signs.count() <= MAX_LABEL_CHARS
    };
    known >= 3 && known * 10 >= printed.len() * 6 && printed.iter().all(short) && !pairs
}

/// The only label of a row is answered by the blank right of it: it heads no column.
fn is_answered_by_blank(sheet: &Sheet, row: usize, printed: &[&SheetCell]) -> bool {
    // a span that was written out repeats its label in each row
    let above = |cell: &SheetCell| sheet.at(row.checked_sub(1)?, cell.column);
    let again = |cell: &SheetCell| above(cell).is_some_and(|above| above.text == cell.text);
    let side = |(index, cell): &(usize, &&SheetCell)| {
        (cell.bottom > cell.row + 1 || again(cell)) && index + 1 < printed.len()
    };
    let mut own = printed.iter().enumerate().filter(|it| !side(it));
    let (Some((_, only)), None) = (own.next(), own.next()) else {
        return false;
    };
    let last = sheet.starting(row).rfind(|cell| cell.is_blank());
    only.bottom == only.row + 1
        && !only.is_level()
        && last.is_some_and(|blank| only.end <= blank.column)
}

/// Label, value, label, value: no row of labels.
pub(super) fn is_of_pairs(printed: &[&SheetCell]) -> bool {
    let pair = |pair: &&[&SheetCell]| {
        pair[0].is_label && pair[0].sense.head.is_some() && !is_word(pair[1])
    };
    let pairs = printed.windows(2).filter(pair).count();
    pairs >= 2 && pairs * 2 + 1 >= printed.len()
}

/// Right below each of several short texts stands a figure in the same columns.
fn stands_on_figures(sheet: &Sheet, printed: &[&SheetCell]) -> bool {
    let over_figure = |cell: &&SheetCell| {
        let below = sheet.at(cell.bottom, cell.column);
        below.is_some_and(|below| {
            is_number(below)
                && (below.row, below.column, below.end) == (cell.bottom, cell.column, cell.end)
        })
    };
    printed.len() >= 2 && printed.iter().all(over_figure)
}

/// The label of an objective among short texts, and right below each of them, in the same columns, a longer text that is not a
/// label.
fn stands_on_texts(sheet: &Sheet, printed: &[&SheetCell]) -> bool {
    let signs = |cell: &SheetCell| cell.text.chars().filter(|c| !c.is_whitespace()).count();
    let over_text = |cell: &&SheetCell| {
        let below = sheet.at(cell.bottom, cell.column);
        below.is_some_and(|below| {
            (below.row, below.column, below.end) == (cell.bottom, cell.column, cell.end)
                && !is_word(below)
                && signs(below) > MAX_LABEL_CHARS.max(signs(cell))
        })
    };
    let goal = |cell: &&SheetCell| cell.sense.head.is_some_and(is_goal);
    printed.len() >= 2
        && printed.iter().any(goal)
        && printed.iter().all(|cell| looks_like_label(&cell.text))
        && printed.iter().all(over_text)
}

/// The row below holds figures in the same columns.
fn has_figures_below(sheet: &Sheet, row: usize, printed: &[&SheetCell]) -> bool {
    let below: Vec<&SheetCell> = sheet.printed(row + 1).collect();
    let figures = below.iter().filter(|cell| is_number(cell)).count();
    let span = |cell: &SheetCell| (cell.column, cell.end);
    let fits = |cell: &&SheetCell| printed.iter().any(|label| span(label) == span(cell));
    below.len() >= 2 && figures * 10 >= below.len() * 6 && below.iter().all(fits)
}
