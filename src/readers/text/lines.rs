//! Tables with one row a line: TABs between cells (Tika from workbooks and compact HTML, text pasted from a
//! spreadsheet), or `|` between them (Markdown).
//!
//! A run of lines is a table only when at least two of them have the shape; a lone line with a TAB is a paragraph, and
//! a run of `heading TAB page` is a table of contents.

use super::{Line, Run, Taken, cell_blocks, is_contents_entry, paragraph, table_block};
use crate::document::Block;
use crate::finding::Findings;
use crate::table::{TableBuilder, Vertical};

/// The cells of one row, each with its paragraphs.
type Cells<'a> = Vec<Vec<Line<'a>>>;

/// Takes the table or the table of contents that begins at the first line, if one does. `run`: the lines up to the next empty one.
pub(super) fn take(lines: &[Line], run: &Run, findings: &mut Findings) -> Option<Taken> {
    let (rows, next) = if lines.first()?.text.starts_with('\t') {
        led_by_tab(lines, run)?
    } else {
        let end = end_of_pasted(lines)?;
        if end >= 2 {
            let contents = contents(&lines[..end]);
            if contents.is_some() {
                return contents;
            }
        }
        pasted(&lines[..end]).or_else(|| piped(lines))?
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
    let end = lines.iter().position(|line| {
        !has_inner_tab(line.text) && (width < 3 || line.text.matches('\t').count() + 1 != width)
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

/// `| a | b |`, with the line of dashes under the header left out.
fn piped<'a>(lines: &[Line<'a>]) -> Option<(Vec<Cells<'a>>, usize)> {
    let is_row = |line: &Line| {
        let text = line.text.trim();
        text.starts_with('|') && text.len() > 2 && text.ends_with('|')
    };
    let end = lines
        .iter()
        .position(|line| !is_row(line))
        .unwrap_or(lines.len());
    if end < 2 {
        return None;
    }
    let is_rule = |line: &&Line| {
        line.text.contains('-') && line.text.trim().chars().all(|c| "|:- ".contains(c))
    };
    let rows = lines[..end]
        .iter()
        .filter(|line| !is_rule(line))
        .map(|line| {
            let text = line.text.trim();
            let inner = Line {
                text: &text[1..text.len() - 1],
                ..*line
            };
            split(inner, '|')
                .into_iter()
                .map(|cell| cell.into_iter().map(trimmed).collect())
                .collect()
        })
        .collect();
    Some((rows, end))
}

fn trimmed(line: Line<'_>) -> Line<'_> {
    Line {
        text: line.text.trim(),
        ..line
    }
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
