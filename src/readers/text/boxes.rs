//! Tables drawn with lines: `┌─┬─┐`, `╔═╦═╗`, `+---+---+`.
//!
//! In: lines of which the first is a rule. Out: a table with its merged cells: a cell reaches over the columns whose lines do
//! not part it, and over the rows whose rules leave it open. Lost: nothing; a drawing whose lines do not meet is no table.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Line, Taken, cell_blocks, table_block};
use crate::finding::Findings;
use crate::table::{TableBuilder, Vertical};

/// What a line shows between two bars, over columns `from..to`.
struct Segment<'a> {
    text: &'a str,
    from: usize,
    to: usize,
}

struct Cell<'a> {
    lines: Vec<Line<'a>>,
    from: usize,
    to: usize,
    row: usize,
    last_row: usize,
}

/// Takes the table that begins at the first line.
///
/// # Errors
/// How many lines, from the first on, are known to begin none.
pub(super) fn take(lines: &[Line], findings: &mut Findings) -> Result<Taken, usize> {
    let first = lines.first().map_or("", |line| line.text.trim());
    if !(first.chars().count() > 2 && is_rule(first) && is_drawn(first)) {
        return Err(1);
    }
    let mut met = 0;
    // narrow line-drawing signs, then wide ones
    for wide in [false, true] {
        let (lines_met, ends) = lines_that_meet(lines, wide);
        if ends {
            return table(&lines[..lines_met], wide, findings).ok_or(lines_met);
        }
        met = lines_met.max(met);
    }
    // those below the first are as wide as it is, and do not meet the same line
    Err(met)
}

/// How many lines are as wide as the first, and whether the drawing ends behind them.
fn lines_that_meet(lines: &[Line], wide: bool) -> (usize, bool) {
    let width = lines
        .first()
        .map_or(0, |line| text_width(line.text.trim(), wide));
    let drawn = |line: &&Line| is_drawn(line.text.trim());
    let meet = |line: &&Line| drawn(line) && text_width(line.text.trim(), wide) == width;
    let met = lines.iter().take_while(meet).count();
    (met, !lines.get(met).as_ref().is_some_and(drawn))
}

fn table(run: &[Line], wide: bool, findings: &mut Findings) -> Option<Taken> {
    let drawn = segments(run, wide);
    let mut cells = cells(run, &drawn);
    let last_row = cells.iter().map(|cell| cell.last_row).max()?;
    cells.sort_by_key(|cell| cell.row);
    let mut rest = cells.as_slice();
    let mut builder = TableBuilder::new();
    for row in 0..=last_row {
        let (begin, below) = rest.split_at(rest.partition_point(|cell| cell.row == row));
        rest = below;
        let line = begin.first().and_then(|cell| cell.lines.first());
        builder.start_row(line.map(|line| line.number), 0);
        for cell in begin {
            builder.skip_to(cell.from as u32);
            let blocks = cell_blocks(&cell.lines, findings);
            let rows = (cell.last_row - row + 1) as u32;
            builder.cell(blocks, (cell.to - cell.from) as u32, Vertical::Rows(rows));
        }
    }
    Some(Taken {
        blocks: vec![table_block(builder.finish())],
        cells: cells.len(),
        next: run.len(),
    })
}

fn text_width(text: &str, wide: bool) -> usize {
    if wide { text.width_cjk() } else { text.width() }
}

fn is_horizontal(sign: char) -> bool {
    matches!(
        sign,
        '-' | '='
            | '\u{2500}'
            | '\u{2501}'
            | '\u{2504}'
            | '\u{2505}'
            | '\u{2508}'
            | '\u{2509}'
            | '\u{254c}'
            | '\u{254d}'
            | '\u{2550}'
    )
}

fn is_vertical(sign: char) -> bool {
    matches!(
        sign,
        '|' | '\u{2502}'
            | '\u{2503}'
            | '\u{2506}'
            | '\u{2507}'
            | '\u{250a}'
            | '\u{250b}'
            | '\u{254e}'
            | '\u{254f}'
            | '\u{2551}'
    )
}

/// Corners and crossings.
fn is_junction(sign: char) -> bool {
    sign == '+'
        || ('\u{2500}'..='\u{257f}').contains(&sign) && !is_horizontal(sign) && !is_vertical(sign)
}

fn is_rule(text: &str) -> bool {
    text.contains(is_horizontal)
        && text
            .chars()
            .all(|sign| is_horizontal(sign) || is_junction(sign))
}

fn is_drawn(text: &str) -> bool {
    let is_bar = |sign| is_vertical(sign) || is_junction(sign);
    text.chars().count() > 1 && text.starts_with(is_bar) && text.ends_with(is_bar)
}

/// The segments of every line; `wide`: line-drawing signs are as wide as Chinese characters.
fn segments<'a>(lines: &[Line<'a>], wide: bool) -> Vec<Vec<Segment<'a>>> {
    let width_of = |sign: char| match wide {
        true => sign.width_cjk().unwrap_or(0),
        false => sign.width().unwrap_or(0),
    };
    // (column on the screen, sign, byte) of every sign of a line
    let placed = |text: &'a str| {
        text.char_indices().scan(0, move |at, (byte, sign)| {
            let here = *at;
            *at += width_of(sign);
            Some((here, sign, byte))
        })
    };
    let mut edges: Vec<usize> = Vec::new();
    for line in lines {
        let text = line.text.trim();
        // a plus sign may stand in a text; lines that meet do so in a rule
        let junctions = placed(text).filter(|(_, sign, _)| is_junction(*sign));
        edges.extend(
            junctions
                .filter(|_| text.contains(is_horizontal))
                .map(|(at, ..)| at),
        );
    }
    edges.sort_unstable();
    edges.dedup();
    let mut drawn = Vec::with_capacity(lines.len());
    for line in lines {
        let text = line.text.trim();
        let bars = placed(text).filter_map(|(at, sign, byte)| {
            let edge = edges.binary_search(&at).ok()?;
            (is_vertical(sign) || is_junction(sign)).then_some((edge, byte, sign.len_utf8()))
        });
        let bars: Vec<_> = bars.collect();
        let between = bars.windows(2).filter_map(|pair| {
            let [(from, start, length), (to, end, _)] = pair else {
                return None;
            };
            let text = text.get(start + length..*end)?;
            Some(Segment {
                text,
                from: *from,
                to: *to,
            })
        });
        drawn.push(between.collect());
    }
    drawn
}

fn cells<'a>(lines: &[Line<'a>], drawn: &[Vec<Segment<'a>>]) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell> = Vec::new();
    // the cell that is open in each column
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut next_row = 0;
    let mut after_rule = true;
    for (line, segments) in lines.iter().zip(drawn) {
        let rules = segments.iter().filter(|segment| is_rule(segment.text));
        let mut has_rule = false;
        for segment in rules {
            has_rule = true;
            open.resize(open.len().max(segment.to), None);
            open[segment.from..segment.to].fill(None);
        }
        let mut texts = segments
            .iter()
            .filter(|segment| !is_rule(segment.text))
            .peekable();
        if !has_rule && after_rule && texts.peek().is_some() {
            next_row += 1;
        }
        for segment in texts {
            open.resize(open.len().max(segment.to), None);
            let cell = match open[segment.from] {
                Some(cell) => cell,
                // what a rule leaves open without a cell above it begins below
                None if has_rule => continue,
                None => {
                    cells.push(Cell {
                        lines: Vec::new(),
                        from: segment.from,
                        to: segment.to,
                        row: next_row - 1,
                        last_row: next_row - 1,
                    });
                    open[segment.from..segment.to].fill(Some(cells.len() - 1));
                    cells.len() - 1
                }
            };
            let text = segment.text.trim();
            if !text.is_empty() {
                cells[cell].lines.push(Line { text, ..*line });
            }
            if !has_rule {
                cells[cell].last_row = next_row - 1;
            }
        }
        after_rule = has_rule;
    }
    cells
}
