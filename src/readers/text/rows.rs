//! Tables with one cell a line, as Tika writes them from word processors.
//!
//! A leading TAB opens a cell; further TABs are content. A line without a TAB is the next paragraph of the cell. An
//! empty line ends a row, *or* is an empty paragraph at the end of a cell: the text alone does not tell. A second empty
//! line ends the table, or is one more empty paragraph. So lines between empty lines are first taken as *groups*, and
//! the table's regular width decides which groups belong together: in the disclosure this was written for, 4 of 51
//! indicator rows fall into a group of four cells and a group of one.
//!
//! Out: rows, and findings `row-break-repaired` for every row put together again, `merged-cells-assumed` where cells
//! covered by a merge were left out by the writer (Tika from odt), `row-shape-anomaly` where nothing fits.

use std::collections::HashSet;

use super::{Line, Taken, cell_blocks, paragraph, table_block};
use crate::document::Block;
use crate::finding::{Finding, Findings, Location, Severity};
use crate::message::counted;
use crate::table::{TableBuilder, Vertical};

/// A table is regular when this many of its rows in a hundred have the regular width.
const REGULAR_PERCENT: usize = 75;
/// Narrower tables are not repaired: a row of one cell is common in them.
const MIN_REPAIRED_WIDTH: usize = 3;
/// Groups that one row can be broken into: more are no broken row.
const MAX_PARTS_OF_ROW: usize = 12;
/// Empty lines that can stand between two cells of one row (one trailing paragraph; Tika doubles it for binary .doc).
const MAX_BLANKS_IN_ROW: usize = 2;

/// One cell: its paragraphs, the first without its TAB.
type Cell<'a> = Vec<Line<'a>>;

/// Cells between two empty lines.
#[derive(Debug)]
struct Group<'a> {
    cells: Vec<Cell<'a>>,
    /// Empty lines that follow.
    blanks: usize,
}

/// A group always holds a cell, and a cell a line.
impl Group<'_> {
    fn line(&self) -> u32 {
        self.cells[0].first().map_or(0, |line| line.number)
    }

    fn first_text(&self) -> Option<&str> {
        self.cells[0].first().map(|line| line.text)
    }

    fn opens_empty(&self) -> bool {
        self.cells[0].iter().all(|line| line.text.trim().is_empty())
    }
}

/// Takes the table that begins at the first line, if one does. `single_blanks`: see [`super::single_blanks`].
pub(super) fn take(
    lines: &[Line],
    table_number: u32,
    single_blanks: bool,
    findings: &mut Findings,
) -> Option<Taken> {
    if !lines.first()?.text.starts_with('\t') {
        return None;
    }
    let (groups, next) = group(lines, single_blanks);
    if let [only] = groups.as_slice()
        && (only.cells.len() == 1 || only.blanks == 0)
    {
        return Some(Taken {
            blocks: indented_paragraphs(only),
            cells: 0,
            next,
        });
    }
    let cells = groups.iter().map(|group| group.cells.len()).sum();
    let mut blocks = Vec::new();
    let mut rest = groups.as_slice();
    while !rest.is_empty() {
        let (table, behind) = rest.split_at(table_end(rest));
        let number = table_number + blocks.len() as u32;
        blocks.push(build(table, number, findings));
        rest = behind;
    }
    Some(Taken {
        blocks,
        cells,
        next,
    })
}

/// Groups up to the plain text that ends the table, and the index of the line there.
fn group<'a>(lines: &[Line<'a>], single_blanks: bool) -> (Vec<Group<'a>>, usize) {
    let mut groups: Vec<Group> = Vec::new();
    let mut blanks = 0;
    let mut end = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.text.is_empty() {
            blanks += 1;
            continue;
        }
        let last = groups.last_mut();
        if let Some(text) = line.text.strip_prefix('\t') {
            let cell = vec![Line { text, ..*line }];
            match last {
                Some(group) if blanks == 0 => group.cells.push(cell),
                last => {
                    if let Some(group) = last {
                        group.blanks = blanks;
                    }
                    groups.push(Group {
                        cells: vec![cell],
                        blanks: 0,
                    });
                }
            }
        } else {
            let ends = blanks > 1
                || (blanks == 1 && single_blanks)
                || line.text.trim_start().starts_with("[bookmark: _Toc");
            let cell = last.and_then(|group| group.cells.last_mut());
            let Some(cell) = cell.filter(|_| !ends) else {
                break;
            };
            for number in line.number - blanks as u32..line.number {
                cell.push(Line { text: "", number });
            }
            cell.push(*line);
        }
        blanks = 0;
        end = index + 1;
    }
    if let Some(group) = groups.last_mut() {
        group.blanks = blanks;
    }
    (groups, end)
}

/// A paragraph of the body may begin with a TAB too: a lone one is no table.
fn indented_paragraphs(group: &Group) -> Vec<Block> {
    group
        .cells
        .iter()
        .flatten()
        .filter(|line| !line.text.trim().is_empty())
        .map(|line| Block::Paragraph(paragraph(*line)))
        .collect()
}

/// Where the first table ends: three empty lines close row, table and an empty paragraph, unless the next group plainly
/// goes on with the table (it continues a merge, or has the same width and is no repeated header).
fn table_end(groups: &[Group]) -> usize {
    let mut opened: HashSet<Option<&str>> = HashSet::new();
    for (index, pair) in groups.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        opened.insert(before.first_text());
        if before.blanks <= MAX_BLANKS_IN_ROW {
            continue;
        }
        let goes_on = after.opens_empty()
            || (after.cells.len() == before.cells.len() && !opened.contains(&after.first_text()));
        if !goes_on {
            return index + 1;
        }
    }
    groups.len()
}

/// Which groups make a row.
struct Layout {
    /// The group from which the table is regular, and its width.
    regular: Option<(usize, usize)>,
    /// Cells covered by a merge are left out, so short rows stand at the right.
    right_aligned: bool,
}

fn build(groups: &[Group], table_number: u32, findings: &mut Findings) -> Block {
    let layout = layout_of(groups);
    let mut builder = TableBuilder::new();
    let (mut at, mut row, mut moved) = (0, 0u32, 0usize);
    while at < groups.len() {
        let width = layout
            .regular
            .filter(|(start, _)| at >= *start)
            .map(|(_, width)| width);
        let joined = width
            .filter(|_| !layout.right_aligned)
            .map_or(1, |width| joined_groups(&groups[at..], width));
        let parts = &groups[at..at + joined];
        let cells: usize = parts.iter().map(|group| group.cells.len()).sum();
        let skip = width
            .filter(|_| layout.right_aligned)
            .map_or(0, |width| width - cells);
        moved += usize::from(skip > 0);
        row += 1;
        add_row(
            &mut builder,
            parts,
            skip,
            at + joined == groups.len(),
            findings,
        );
        let location = Location {
            table: Some(table_number),
            row: Some(row),
            line: Some(parts[0].line()),
            ..Location::default()
        };
        if joined > 1 {
            findings.push(repaired(parts, location));
        } else if let Some(width) = width
            && cells > 1
            && cells + skip != width
        {
            findings.push(anomaly(&parts[0], width, location));
        }
        at += joined;
    }
    if moved > 0 {
        findings.push(merged(moved, table_number, groups[0].line()));
    }
    table_block(builder.finish())
}

fn add_row(
    builder: &mut TableBuilder,
    parts: &[Group],
    skip: usize,
    last_row: bool,
    findings: &mut Findings,
) {
    builder.start_row(Some(parts[0].line()), skip as u32);
    for (index, part) in parts.iter().enumerate() {
        for (number, cell) in part.cells.iter().enumerate() {
            let mut blocks = cell_blocks(cell, findings);
            // the empty lines that end no row are paragraphs of the cell before them
            if number + 1 == part.cells.len() {
                let ends_row = index + 1 == parts.len();
                let empty = match (ends_row, last_row) {
                    (true, true) => 0,
                    (true, false) => part.blanks.saturating_sub(1),
                    (false, _) => part.blanks,
                };
                blocks.extend((0..empty).map(|_| Block::Paragraph(Default::default())));
            }
            builder.cell(blocks, 1, Vertical::Rows(1));
        }
    }
}

/// The widest rows are tried first: joined from broken ones, then shortened by merges; then narrower regular parts.
fn layout_of(groups: &[Group]) -> Layout {
    let mut widths: Vec<usize> = groups.iter().map(|group| group.cells.len()).collect();
    widths.sort_unstable();
    widths.dedup();
    let widest = widths.pop().unwrap_or(0);
    let joining = |width: usize| {
        let (start, regular) = regular_from(groups, width)?;
        Some((regular, start, width))
    };
    if let Some((_, start, width)) = joining(widest) {
        return Layout {
            regular: Some((start, width)),
            right_aligned: false,
        };
    }
    if let Some(start) = merges_left_out_from(groups, widest) {
        return Layout {
            regular: Some((start, widest)),
            right_aligned: true,
        };
    }
    // a genuine table has a handful of widths
    let narrower = widths.iter().rev().take(16);
    let best = narrower.filter_map(|width| joining(*width)).max();
    Layout {
        regular: best.map(|(_, start, width)| (start, width)),
        right_aligned: false,
    }
}

/// The first group of this width from which on at least [`REGULAR_PERCENT`] of the rows have it, and how many do.
fn regular_from(groups: &[Group], width: usize) -> Option<(usize, usize)> {
    if width < MIN_REPAIRED_WIDTH {
        return None;
    }
    let mut tail: Vec<(usize, usize)> = vec![(0, 0); groups.len() + 1];
    let mut found = None;
    for at in (0..groups.len()).rev() {
        let joined = joined_groups(&groups[at..], width);
        let whole = joined > 1 || groups[at].cells.len() == width;
        let (rows, regular) = tail[at + joined];
        tail[at] = (rows + 1, regular + usize::from(whole));
        let (rows, regular) = tail[at];
        if groups[at].cells.len() == width
            && regular >= 2
            && regular * 100 >= rows * REGULAR_PERCENT
        {
            found = Some((at, regular));
        }
    }
    found
}

/// How many groups from the first on make one row of this width: 1 where it stands alone.
fn joined_groups(groups: &[Group], width: usize) -> usize {
    let Some(first) = groups.first() else {
        return 1;
    };
    let mut cells = first.cells.len();
    for (index, pair) in groups.windows(2).enumerate().take(MAX_PARTS_OF_ROW - 1) {
        let [before, after] = pair else { break };
        if cells >= width || before.blanks > MAX_BLANKS_IN_ROW {
            break;
        }
        // two equal halves, the second below a merge: two rows with cells merged across
        if after.opens_empty() && after.cells.len() == cells {
            break;
        }
        cells += after.cells.len();
        if cells == width {
            return index + 2;
        }
    }
    1
}

/// The first group of the full width from which on every row is at most half empty at the left and no row begins with
/// an empty cell: Tika writes no cell at all where an odt table has a merge.
fn merges_left_out_from(groups: &[Group], width: usize) -> Option<usize> {
    let mut found = None;
    let mut short = 0;
    for (at, group) in groups.iter().enumerate().rev() {
        let cells = group.cells.len();
        if cells < 2 || cells * 2 < width || group.opens_empty() {
            break;
        }
        short += usize::from(cells < width);
        if cells == width && short >= 2 {
            found = Some(at);
        }
    }
    found
}

fn printed(parts: &[Group]) -> String {
    let cells = parts.iter().flat_map(|part| &part.cells);
    let texts: Vec<String> = cells
        .map(|cell| {
            let lines: Vec<&str> = cell.iter().map(|line| line.text).collect();
            lines.join("\n").trim().chars().take(200).collect()
        })
        .collect();
    texts.join(" | ")
}

fn repaired(parts: &[Group], location: Location) -> Finding {
    let counts: Vec<String> = parts
        .iter()
        .map(|part| part.cells.len().to_string())
        .collect();
    let counts = counts.join("+");
    Finding {
        evidence: Some(printed(parts)),
        operand_a: Some(counts.clone()),
        location,
        ..Finding::extraction(
            "row-break-repaired",
            Severity::Info,
            format!("单元格内的空段落把一行拆开（{counts} 格），已按表格宽度接回"),
            format!(
                "empty paragraphs broke a row into {counts} cells; joined by the table's width"
            ),
        )
    }
}

fn anomaly(group: &Group, width: usize, location: Location) -> Finding {
    let cells = group.cells.len();
    Finding {
        evidence: Some(printed(std::slice::from_ref(group))),
        operand_a: Some(cells.to_string()),
        operand_b: Some(width.to_string()),
        location,
        ..Finding::extraction(
            "row-shape-anomaly",
            Severity::Warning,
            format!("本行有 {cells} 格，而表格其他行为 {width} 格，列的对应不可靠"),
            format!(
                "the row has {} where the table has {width}; columns may be off",
                counted(cells, "cell")
            ),
        )
    }
}

fn merged(moved: usize, table: u32, line: u32) -> Finding {
    Finding {
        operand_a: Some(moved.to_string()),
        location: Location {
            table: Some(table),
            line: Some(line),
            ..Location::default()
        },
        ..Finding::extraction(
            "merged-cells-assumed",
            Severity::Info,
            format!("有 {moved} 行缺少左侧合并单元格，已靠右对齐"),
            format!(
                "{} without the merged cells at the left, aligned to the right",
                counted(moved, "row")
            ),
        )
    }
}
