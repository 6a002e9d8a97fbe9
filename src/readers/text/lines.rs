//! Tables with one row a line: TABs between cells (Tika from workbooks and compact HTML, text pasted from a
//! spreadsheet), or `|` between them (Markdown).
//!
//! A run of lines is a table only when at least two of them have the shape; a lone line with a TAB is a paragraph, and
//! a run of `heading TAB page` is a table of contents.

use super::{Line, Run, Taken, cell_blocks, is_contents_entry, paragraph, table_block};
use crate::document::Block;
use crate::finding::Findings;
use crate::readers::markdown;
use crate::table::{TableBuilder, Vertical};

/// Lines by which a table with bars is known.
const TOLD_BY: usize = 20;

/// The cells of one row, each with its paragraphs.
type Cells<'a> = Vec<Vec<Line<'a>>>;

/// Takes the table or the table of contents that begins at the first line, if one does. `run`: the lines up to the next empty one.
pub(super) fn take(lines: &[Line], run: &Run, findings: &mut Findings) -> Option<Taken> {
    let tabbed = if lines.first()?.text.starts_with('\t') {
        Some(led_by_tab(lines, run)?)
    } else {
        let end = end_of_pasted(lines)?;
        if end >= 2 {
            let contents = contents(&lines[..end]);
            if contents.is_some() {
                return contents;
            }
        }
        pasted(&lines[..end])
    };
    let Some((rows, next)) = tabbed else {
        return take_piped(lines, findings);
    };
    let cells = rows.iter().map(Vec::len).sum();
    let mut builder = TableBuilder::new();
    for row in &rows {
        let line = row.first().and_then(|cell| cell.first());
        builder.start_row(line.map(|line| line.number), 0);
        for cell in row {
            builder.cell(cell_blocks(cell, findings), 1, Vertical::Rows(1));
        }
    }
    Some(Taken {
        blocks: vec![table_block(builder.finish())],
        cells,
        next,
    })
}

fn take_piped(lines: &[Line], findings: &mut Findings) -> Option<Taken> {
    let (rows, next) = piped(lines)?;
    let cells = rows.iter().map(|(_, cells)| cells.len()).sum();
    let mut builder = TableBuilder::new();
    for (number, row) in &rows {
        builder.start_row(Some(*number), 0);
        for cell in row {
            let paragraphs = cell.iter().map(|text| Line {
                text,
                number: *number,
            });
            let paragraphs: Vec<Line> = paragraphs.collect();
            builder.cell(cell_blocks(&paragraphs, findings), 1, Vertical::Rows(1));
        }
    }
    Some(Taken {
        blocks: vec![table_block(builder.finish())],
        cells,
        next,
    })
}

/// `TAB a TAB b`: most lines up to the first empty one have TABs between texts. Lines without a leading TAB go on with
/// the last cell, as a line break inside a workbook's cell does.
fn led_by_tab<'a>(lines: &[Line<'a>], counted: &Run) -> Option<(Vec<Cells<'a>>, usize)> {
    // a single such line is a sheet of one row only when nothing but empty lines follows
    if counted.wide * 2 <= counted.led || counted.wide < 2 {
        return None;
    }
    let end = counted.length();
    let run = &lines[..end];
    let mut rows: Vec<Cells> = Vec::new();
    for line in run {
        if let Some(text) = line.text.strip_prefix('\t') {
            rows.push(split(Line { text, ..*line }, '\t'));
            continue;
        }
        let mut more = split(*line, '\t').into_iter();
        let last = rows.last_mut()?;
        if let (Some(cell), Some(first)) = (last.last_mut(), more.next()) {
            cell.extend(first);
        }
        last.extend(more);
    }
    Some((rows, end))
}

/// Where lines of `a TAB b` end. Later lines may begin with a TAB, for an empty first cell.
fn end_of_pasted(lines: &[Line]) -> Option<usize> {
    let width = lines.first()?.text.matches('\t').count() + 1;
    let end = lines.iter().enumerate().position(|(at, line)| {
        // a row whose other cells are empty, or cut off at its end, is followed by further rows
        let goes_on = line.text.starts_with('\t')
            && lines
                .get(at + 1)
                .is_some_and(|next| has_inner_tab(next.text));
        let is_row = has_inner_tab(line.text) || goes_on;
        !is_row && (width < 3 || line.text.matches('\t').count() + 1 != width)
    });
    Some(end.unwrap_or(lines.len()))
}

/// A run of `heading TAB page`, as paragraphs up to the first that begins with a TAB.
fn contents(run: &[Line]) -> Option<Taken> {
    if !run.iter().all(|line| is_contents_entry(line.text)) {
        return None;
    }
    let led = run.iter().position(|line| line.text.starts_with('\t'));
    let run = &run[..led.unwrap_or(run.len())];
    Some(Taken {
        blocks: run
            .iter()
            .map(|line| Block::Paragraph(paragraph(*line)))
            .collect(),
        cells: 0,
        next: run.len(),
    })
}

/// `a TAB b`: two lines or more.
fn pasted<'a>(run: &[Line<'a>]) -> Option<(Vec<Cells<'a>>, usize)> {
    let rows = run.iter().map(|line| split(*line, '\t'));
    (run.len() >= 2).then(|| (rows.collect(), run.len()))
}

/// `| a | b |`, with the line of dashes under the header left out; the bars at both ends may be missing. Each row has its
/// line, and the lines of its cells.
fn piped(lines: &[Line]) -> Option<(Vec<PipedRow>, usize)> {
    let has_bars = |line: &Line| line.text.contains('|') && line.text.trim().len() > 2;
    let is_rule = |line: &Line| {
        line.text.contains('-') && line.text.trim().chars().all(|c| "|:- ".contains(c))
    };
    let closed = |line: &Line| {
        let text = line.text.trim();
        text.starts_with('|') && text.ends_with('|')
    };
    // a sentence may hold a bar; a table has them at its ends, a rule, or several in most of its lines. The first lines
    // tell, so that no line is looked at again for each line above it
    let sample = lines.iter().take(TOLD_BY).take_while(|line| has_bars(line));
    let sample: Vec<&Line> = sample.collect();
    let wide = sample
        .iter()
        .filter(|line| line.text.matches('|').count() > 1);
    let is_table = sample.len() >= 2
        && (sample.iter().all(|line| closed(line))
            || sample.iter().any(|line| is_rule(line))
            || wide.count() * 2 > sample.len());
    if !is_table {
        return None;
    }
    let end = lines
        .iter()
        .position(|line| !has_bars(line))
        .unwrap_or(lines.len());
    let run = &lines[..end];
    let rows = run.iter().filter(|line| !is_rule(line));
    let rows = rows.map(|line| {
        let cells = bars(line.text);
        let cells = cells.iter().map(|cell| markdown::plain(cell));
        (line.number, cells.collect())
    });
    Some((rows.collect(), end))
}

/// The number of the line, and the lines of each cell.
type PipedRow = (u32, Vec<Vec<String>>);

/// The cells between bars that are not escaped.
fn bars(text: &str) -> Vec<&str> {
    let text = text.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('|') {
        if !text[..at].ends_with('\\') {
            cells.push(&text[start..at]);
            start = at + 1;
        }
    }
    // what follows the bar at the end is no cell
    if start < text.len() {
        cells.push(&text[start..]);
    }
    cells
}

/// A line that begins with a TAB and has another one between texts.
pub(super) fn is_wide(text: &str) -> bool {
    text.starts_with('\t') && has_inner_tab(text)
}

/// A TAB with text on both sides of it.
fn has_inner_tab(text: &str) -> bool {
    text.trim().contains('\t')
}

fn split(line: Line<'_>, separator: char) -> Cells<'_> {
    line.text
        .split(separator)
        .map(|text| vec![Line { text, ..line }])
        .collect()
}
