//! The pages of a document one after the other.
//!
//! In: the layouts of all pages, without furniture. Out: [`Flow`], paragraphs and tables in reading order, those that the edge of a
//! page had cut joined. Lost: where a page ends.

use super::continued;
use super::outline::Outline;
use super::page_layout::{Content, PageLayout};
use super::page_table::PageTable;
use super::seam::Halves;
use super::text_lines::TextLine;
use super::wrap::{Measure, Slack, glue, wraps};

/// A paragraph goes on where its next base line is at most this many em below.
const LINE_DISTANCE: f64 = 2.6;
/// A line shorter than this many em is a heading or a signature, never the beginning of a long paragraph.
const SHORT: f64 = 12.0;
/// Lines in larger type, in points, are titles.
const TITLE_SIZE: f64 = 13.0;
/// A title leaves less than this many em free on its first line.
const TITLE_ROOM: f64 = 5.0;
/// A title that fills its line is in the middle of the page up to this share of an em.
const EXACT: f64 = 0.3;

/// A paragraph outside of tables.
#[derive(Debug, Default)]
pub(super) struct FreeText {
    pub(super) text: String,
    pub(super) page: u32,
    pub(super) heading: Option<u8>,
    pub(super) struck: Option<Box<str>>,
}

/// One block of the document.
#[derive(Debug)]
pub(super) enum Piece {
    Text(FreeText),
    Table(PageTable),
}

/// The document in reading order, and what was joined in it.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) pieces: Vec<Piece>,
    /// (number of the piece, what was joined in it)
    pub(super) halves: Vec<(usize, Halves)>,
    /// (number of the piece, rows of its head that were printed again)
    pub(super) repeated: Vec<(usize, usize)>,
}

/// Joins the pages.
pub(super) fn flow(pages: Vec<PageLayout>, outline: &Outline) -> Flow {
    let measure = measure(&pages);
    let lowest = pages
        .iter()
        .flat_map(|page| page.items.iter().map(|item| item.bottom / page.height))
        .fold(0.5, f64::max);
    let mut flow = Flow::default();
    let mut before: Option<TextLine> = None;
    // what the page before had left below its last block
    let mut room = f64::MAX;
    for page in pages {
        let mut first = true;
        let mut bottom = 0.0f64;
        for item in page.items {
            bottom = bottom.max(item.bottom);
            match item.content {
                Content::Line(line) => {
                    flow.line(&line, before.as_ref(), first, page.number, measure, outline);
                    before = Some(line);
                }
                Content::Table(table) => {
                    before = None;
                    flow.table(table, first.then_some(room));
                }
            }
            first = false;
        }
        if !first {
            room = lowest * page.height - bottom;
        }
    }
    flow
}

/// The left and right sides of the text outside of tables, on all pages. Margins are as wide on one side as on the other: a
/// document of titles and tables has no line that fills its measure.
fn measure(pages: &[PageLayout]) -> Measure {
    let mut measure = Measure {
        left: f64::MAX,
        right: f64::MIN,
    };
    for page in pages {
        for item in &page.items {
            if let Content::Line(line) = &item.content {
                let margin = line.left.min(page.width - line.right).max(0.0);
                measure.left = measure.left.min(margin);
                measure.right = measure.right.max(page.width - margin);
            }
        }
    }
    measure
}

impl Flow {
    fn line(
        &mut self,
        line: &TextLine,
        before: Option<&TextLine>,
        first: bool,
        page: u32,
        measure: Measure,
        outline: &Outline,
    ) {
        if let (Some(before), Some(Piece::Text(open))) = (before, self.pieces.last_mut())
            && line.struck.is_none()
            && before.struck.is_none()
        {
            let whole = outline.level(open.page, &open.text).is_some();
            let near = first || line.base - before.base < LINE_DISTANCE * line.size;
            let goes_on = near
                && (before.size - line.size).abs() < 0.6
                && !whole
                && (fills_its_line(before, line, measure)
                    || (!first && is_title(before, line, measure))
                    || outline
                        .level(open.page, &joined(&open.text, &line.text))
                        .is_some());
            if goes_on {
                glue(&mut open.text, &line.text);
                open.heading = outline.level(open.page, &open.text);
                return;
            }
        }
        self.pieces.push(Piece::Text(FreeText {
            heading: outline.level(page, &line.text),
            text: line.text.clone(),
            page,
            struck: line.struck.clone(),
        }));
    }

    fn table(&mut self, table: PageTable, room_above: Option<f64>) {
        if let (Some(room), Some(Piece::Table(above))) = (room_above, self.pieces.last_mut())
            && continued::goes_on(above, &table, room)
        {
            let joined = continued::append(above, table);
            let piece = self.pieces.len() - 1;
            self.halves
                .extend(joined.halves.into_iter().map(|halves| (piece, halves)));
            if joined.repeated_rows > 0 {
                self.repeated.push((piece, joined.repeated_rows));
            }
            return;
        }
        self.pieces.push(Piece::Table(table));
    }
}

fn joined(text: &str, next: &str) -> String {
    let mut joined = text.to_owned();
    glue(&mut joined, next);
    joined
}

/// The line above is full, and the one below begins where text begins.
fn fills_its_line(above: &TextLine, below: &TextLine, measure: Measure) -> bool {
    let starts = below.left - measure.left < 1.2 * below.size || below.left <= above.left + 1.0;
    let from_left = Measure {
        // an indented first line is not centred
        left: f64::MIN,
        ..measure
    };
    starts
        && above.right - above.left > SHORT * above.size
        && wraps(above, below, from_left, Slack::Row)
}

/// Two lines of a title: large, in the middle of the page, the first nearly as wide as it can be.
fn is_title(above: &TextLine, below: &TextLine, measure: Measure) -> bool {
    let middle = (measure.left + measure.right) / 2.0;
    let centred = |line: &TextLine| {
        // a line from side to side is centred to a hair, where an indented one is not
        let indented = line.left - measure.left > line.size;
        let tolerance = if indented { 1.0 } else { EXACT };
        (f64::midpoint(line.left, line.right) - middle).abs() < tolerance * line.size
    };
    let room = (measure.right - measure.left) - (above.right - above.left);
    above.size > TITLE_SIZE
        && centred(above)
        && centred(below)
        && room < TITLE_ROOM * above.size
        && !begins_with_a_number(&below.text)
}

/// A numbered line begins something of its own.
fn begins_with_a_number(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit() || "一二三四五六七八九十（(".contains(char))
}
