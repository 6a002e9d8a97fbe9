//! Rows and merged cells that the edge of a page has cut in two.
//!
//! In: a table and the rows that follow on the next page, on the same columns. Out: one table, and what was joined in it. A cell is
//! joined only where its text had no room to end, and where nothing says that another record begins.

use super::page_table::{PageCell, PageTable};
use super::text_lines::TextLine;
use super::wrap::{Measure, Slack, glue, wraps};

/// One text and the rest of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    /// Row in the joined table, from 0.
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) page: u32,
    pub(super) upper: String,
    pub(super) lower: String,
}

/// Appends the rows below; the tables are on one set of columns.
pub(super) fn join(above: &mut PageTable, mut below: PageTable) -> Vec<Halves> {
    let mut halves = Vec::new();
    let cut = row_is_cut(above, &below);
    let merged = cut || !another_record(above, &below);
    let block = merged_block(above, &below);
    let rows = above.rows();
    let shift = if cut { rows - 1 } else { rows };
    let mut added = Vec::new();
    for mut cell in std::mem::take(&mut below.cells) {
        let upper = (cell.row == 0).then(|| above_it(above, &cell)).flatten();
        let joined = upper.filter(|upper| {
            let upper = &above.cells[*upper];
            let tall = upper.rows > 1 || cell.rows > 1 || cell.column < block;
            cut || (tall && may_be_one(upper, &cell, merged, above.padding))
        });
        if let Some(upper) = joined {
            let page = below.row_pages.first().copied().unwrap_or_default();
            let upper = &mut above.cells[upper];
            halves.extend(join_texts(upper, &mut cell, page));
            upper.rows += cell.rows - usize::from(cut);
            continue;
        }
        cell.row += shift;
        added.push(cell);
    }
    above.cells.extend(added);
    above.cells.sort_by_key(|cell| (cell.row, cell.column));
    let paper = above.bottom() - below.top();
    let skipped = usize::from(cut);
    if cut && let (Some(last), Some(end)) = (above.ys.last_mut(), below.ys.get(1)) {
        *last = end + paper;
    }
    above
        .ys
        .extend(below.ys.iter().skip(1 + skipped).map(|y| y + paper));
    above.open_below = below.open_below;
    above.row_pages.extend(below.row_pages.iter().skip(skipped));
    halves
}

/// The cell at the end of the table that has the columns of one at the top of the next page.
fn above_it(above: &PageTable, cell: &PageCell) -> Option<usize> {
    let rows = above.rows();
    let fits = |upper: &PageCell| upper.end() == rows && upper.same_columns(cell);
    above.cells.iter().position(fits)
}

/// The last row above and the first below are one row: all texts below are the rest of one above, and one that ended has
/// nothing below. A number may be the rest of another, or the next of a column: it is no evidence.
fn row_is_cut(above: &PageTable, below: &PageTable) -> bool {
    if above.open_below && below.open_above {
        // browsers close a table where it ends, and leave it open where the paper does
        let fits = |cell: &PageCell| above_it(above, cell).is_some();
        return below
            .row(0)
            .iter()
            .filter(|cell| !cell.is_blank())
            .all(fits);
    }
    let (mut ended, mut going_on, mut numbers) = (false, 0, 0);
    for cell in below.row(0) {
        let Some(upper) = above_it(above, cell).map(|upper| &above.cells[upper]) else {
            return false;
        };
        if cell.is_blank() {
            ended |= !upper.is_blank() && upper.rows == 1;
        } else if text_goes_on(upper, cell, above.padding, Slack::Row) {
            going_on += 1;
        } else if number_goes_on(upper, cell, above.padding) {
            numbers += 1;
        } else {
            return false;
        }
    }
    ended && going_on > usize::from(numbers > 0)
}

/// Among the cells that meet at the edge, one says something of its own: a merged cell that ended, and begins again.
fn another_record(above: &PageTable, below: &PageTable) -> bool {
    below
        .row(0)
        .iter()
        .filter(|cell| !cell.is_blank())
        .any(|cell| {
            let upper = above_it(above, cell).map(|upper| &above.cells[upper]);
            upper.is_some_and(|upper| {
                !upper.is_blank()
                    && (upper.rows > 1 || cell.rows > 1)
                    && !text_goes_on(upper, cell, above.padding, Slack::MergedCell)
            })
        })
}

/// The column before which all cells of the first row below go on: merged cells of two rows, cut between them. They stand at the
/// left, say nothing below, and their columns have merged cells elsewhere. 0 where there is none.
fn merged_block(above: &PageTable, below: &PageTable) -> usize {
    let mut end = 0;
    let all = above.cells.iter().chain(&below.cells);
    let mut columns: Vec<usize> = all
        .filter(|cell| cell.rows > 1)
        .map(|cell| cell.column)
        .collect();
    columns.sort_unstable();
    for cell in below.row(0) {
        let goes_on = cell.is_blank() && above_it(above, cell).is_some();
        if !goes_on || columns.binary_search(&cell.column).is_err() {
            return end;
        }
        end = cell.column + cell.columns;
    }
    // all of the row: it is blank, or one that is cut
    0
}

/// A merged cell and one below it: either is blank, or the text goes on.
fn may_be_one(upper: &PageCell, lower: &PageCell, merged: bool, padding: f64) -> bool {
    match (upper.is_blank(), lower.is_blank()) {
        (true, true) => false,
        (false, true) => true,
        (true, false) => upper.rows > 1,
        (false, false) => {
            merged
                && upper.folded() != lower.folded()
                && text_goes_on(upper, lower, padding, Slack::MergedCell)
        }
    }
}

/// The lower text is the rest of the upper one: it did not fit on the last line, and neither is a value that stands whole.
fn text_goes_on(upper: &PageCell, lower: &PageCell, padding: f64, slack: Slack) -> bool {
    let whole = |first: &TextLine| {
        begins_a_value(&first.text) || (is_number(&first.text) && upper.lines.len() == 1)
    };
    lower.lines.first().is_some_and(|first| !whole(first))
        && had_no_room(upper, lower, padding, slack)
}

/// The same of a number in a column too narrow for it.
fn number_goes_on(upper: &PageCell, lower: &PageCell, padding: f64) -> bool {
    lower
        .lines
        .first()
        .is_some_and(|first| is_number(&first.text))
        && had_no_room(upper, lower, padding, Slack::Row)
}

fn had_no_room(upper: &PageCell, lower: &PageCell, padding: f64, slack: Slack) -> bool {
    let (Some(last), Some(first)) = (upper.lines.last(), lower.lines.first()) else {
        return false;
    };
    let measure = Measure::inside(upper.left, upper.right, padding);
    fills_to_the_edge(upper) && wraps(last, first, measure, slack)
}

fn begins_a_value(text: &str) -> bool {
    text.starts_with(['≥', '≤', '=', '＝', '＞', '＜', '>', '<', '﹦'])
}

fn is_number(text: &str) -> bool {
    text.chars()
        .all(|char| char.is_ascii_digit() || ",.%".contains(char))
}

/// A text that goes on has no room left below it: a text in the middle of a tall cell ends there.
fn fills_to_the_edge(upper: &PageCell) -> bool {
    let Some(last) = upper.lines.last() else {
        return false;
    };
    upper.bottom - last.base < LINES_LEFT * last.size
}

/// Room below a cut text, in em: no program leaves one line of a paragraph alone on a page, so up to two lines move on.
const LINES_LEFT: f64 = 3.5;

/// Appends the lower cell's content; tells of texts that both had.
fn join_texts(upper: &mut PageCell, lower: &mut PageCell, page: u32) -> Option<Halves> {
    upper.tables.append(&mut lower.tables);
    if upper.struck.is_none() {
        upper.struck = lower.struck.take();
    }
    let mut texts = std::mem::take(&mut lower.paragraphs).into_iter();
    let first = texts.next()?;
    let halves = upper.paragraphs.last().map(|text| Halves {
        row: upper.row,
        column: upper.column,
        page,
        upper: text.clone(),
        lower: first.clone(),
    });
    match upper.paragraphs.last_mut() {
        Some(text) => glue(text, &first),
        None => upper.paragraphs.push(first),
    }
    upper.paragraphs.extend(texts);
    upper.lines = std::mem::take(&mut lower.lines);
    (upper.top, upper.bottom) = (lower.top, lower.bottom);
    halves
}
