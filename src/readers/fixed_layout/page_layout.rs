//! One page: what stands in the cells of its tables, and what stands between them.
//!
//! In: a [`Page`]. Out: a [`PageLayout`], lines of text and tables from top to bottom. Lost: empty tables, which are frames and
//! decoration.

use super::drawing::{Char, Page, Ruling};
use super::lattice::{Lattice, NoLattice};
use super::page_table::{Contents, PageTable};
use super::ruling::{Component, Rulings, part};
use super::text_lines::{TextLine, text_lines};
use super::white_gaps::{lattices, looks_like_a_table};
use crate::limits::{MAX_PAGE_CROSSINGS, MAX_PAGE_TABLES, MAX_TABLE_DEPTH};

/// A line through text lies this far above its base line, in em.
const STRIKE: std::ops::RangeInclusive<f64> = 0.15..=0.5;
/// The ends of such a line differ from those of the text by less than this many em.
const SAME_END: f64 = 0.35;
/// Points by which a table may stand out of the cell that holds it.
const STANDS_OUT: f64 = 1.0;

/// What one page holds, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct PageLayout {
    /// 1-based.
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) items: Vec<Item>,
    /// Its rulings bound more cells than a page can have: what they hold is read as lines.
    pub(super) too_many_rulings: bool,
    /// Lines across that touch no line down.
    pub(super) loose: Vec<Ruling>,
    /// Lines of text that stand like the rows of a table without rulings.
    pub(super) unruled: bool,
}

/// A line or a table, and where it stands.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) content: Content,
}

/// What stands there.
#[derive(Debug)]
pub(super) enum Content {
    Line(TextLine),
    Table(PageTable),
}

/// Lays one page out.
pub(super) fn lay_out(page: Page) -> PageLayout {
    let mut layout = PageLayout {
        number: page.number,
        width: page.width,
        height: page.height,
        ..PageLayout::default()
    };
    let mut pieces = page.across;
    let strikes = take_strikes(&mut pieces, &page.chars);
    let across = Rulings::of(pieces);
    let down = Rulings::of(page.down);
    let mut drafts = Vec::new();
    match part(&across, &down) {
        Some(parted) => {
            layout.loose = parted.loose;
            layout.too_many_rulings = draft(parted.components, &mut drafts);
        }
        None => layout.too_many_rulings = true,
    }
    drafts_without_lines_down(&layout.loose, &page.chars, &mut drafts);
    let mut outside = Contents::default();
    for char in page.chars {
        let struck = is_struck(&char, &strikes);
        contents_at(&mut drafts, &char, &mut outside).add(char, struck);
    }
    let lines = outside.lines();
    layout.unruled = looks_like_a_table(&lines);
    for line in lines {
        layout.items.push(Item {
            top: line.top(),
            bottom: line.base,
            content: Content::Line(line),
        });
    }
    for table in nested(drafts, page.number) {
        if table.is_blank() {
            continue;
        }
        layout.items.push(Item {
            top: table.top(),
            bottom: table.bottom(),
            content: Content::Table(table),
        });
    }
    layout.items.sort_by(|a, b| a.top.total_cmp(&b.top));
    layout
}

/// A table whose texts are not in place yet.
struct Draft {
    lattice: Lattice,
    contents: Vec<Contents>,
    /// Tables inside tables below it.
    depth: usize,
}

impl Draft {
    fn new(lattice: Lattice) -> Self {
        Self {
            contents: lattice.fields.iter().map(|_| Contents::default()).collect(),
            lattice,
            depth: 1,
        }
    }
}

/// Adds the tables that have lines across alone.
fn drafts_without_lines_down(loose: &[Ruling], chars: &[Char], drafts: &mut Vec<Draft>) {
    if loose.is_empty() {
        return;
    }
    let outside_of_all = |char: &&Char| {
        let (x, y) = (char.middle(), char.height());
        drafts.iter().all(|draft| draft.lattice.at(x, y).is_none())
    };
    let outside: Vec<Char> = chars.iter().filter(outside_of_all).copied().collect();
    drafts.extend(lattices(loose, &outside).into_iter().map(Draft::new));
}

/// The tables that the rulings draw, the smallest first; true where there were too many.
fn draft(components: Vec<Component>, drafts: &mut Vec<Draft>) -> bool {
    let mut too_many = false;
    for component in components {
        match Lattice::of(component) {
            Ok(lattice) => drafts.push(Draft::new(lattice)),
            Err(NoLattice::TooSmall) => {}
            Err(NoLattice::TooLarge) => too_many = true,
        }
    }
    drafts.sort_by(|a, b| a.lattice.size().total_cmp(&b.lattice.size()));
    if drafts.len() > MAX_PAGE_TABLES {
        drafts.drain(..drafts.len() - MAX_PAGE_TABLES);
        too_many = true;
    }
    too_many
}

/// The innermost cell around a character, or what stands outside of all tables.
fn contents_at<'a>(
    drafts: &'a mut [Draft],
    char: &Char,
    outside: &'a mut Contents,
) -> &'a mut Contents {
    let (x, y) = (char.middle(), char.height());
    for draft in drafts {
        if let Some(field) = draft.lattice.at(x, y) {
            return &mut draft.contents[field];
        }
    }
    outside
}

/// Takes the lines that strike out text: they run through it, and begin and end where it does. Lines of tables never do.
fn take_strikes(across: &mut Vec<Ruling>, chars: &[Char]) -> Vec<Ruling> {
    let mut by_base: Vec<&Char> = chars
        .iter()
        .filter(|char| !char.character.is_whitespace())
        .collect();
    by_base.sort_by(|a, b| a.base.total_cmp(&b.base));
    let largest = by_base.iter().map(|char| char.size).fold(0.0, f64::max);
    let mut steps = 0;
    let mut strikes: Vec<Ruling> = across
        .extract_if(.., |ruling| {
            let first = by_base.partition_point(|char| char.base < ruling.at);
            let lowest = ruling.at + STRIKE.end() * largest;
            let near = by_base[first..]
                .iter()
                .take_while(|char| char.base <= lowest);
            let (mut left, mut right, mut size) = (f64::MAX, f64::MIN, 0.0f64);
            for char in near.take(MAX_PAGE_CROSSINGS - steps) {
                steps += 1;
                if runs_through(ruling, char) {
                    left = left.min(char.left);
                    right = right.max(char.right);
                    size = size.max(char.size);
                }
            }
            let same_end = |one: f64, other: f64| (one - other).abs() < SAME_END * size;
            same_end(ruling.from, left) && same_end(ruling.to, right)
        })
        .collect();
    strikes.sort_by(|a, b| a.at.total_cmp(&b.at));
    strikes
}

fn runs_through(ruling: &Ruling, char: &Char) -> bool {
    STRIKE.contains(&((char.base - ruling.at) / char.size))
        && (ruling.from..=ruling.to).contains(&char.middle())
}

/// A line strikes the character out.
fn is_struck(char: &Char, strikes: &[Ruling]) -> bool {
    let highest = char.base - STRIKE.end() * char.size;
    let first = strikes.partition_point(|ruling| ruling.at < highest);
    let near = strikes[first..]
        .iter()
        .take_while(|ruling| ruling.at <= char.base);
    !char.character.is_whitespace()
        && near
            .take(MAX_STRIKES)
            .any(|ruling| runs_through(ruling, char))
}

/// Lines near a character that are looked at: more are hatching.
const MAX_STRIKES: usize = 64;

/// Puts tables into the cells that hold them, and returns those that no cell holds.
fn nested(drafts: Vec<Draft>, page: u32) -> Vec<PageTable> {
    let mut top = Vec::new();
    let mut larger: std::collections::VecDeque<Draft> = drafts.into();
    while let Some(draft) = larger.pop_front() {
        let depth = draft.depth;
        let table = PageTable::new(draft.lattice, draft.contents, page);
        let hosts = larger.iter_mut().filter(|_| depth < MAX_TABLE_DEPTH);
        let host = hosts
            .into_iter()
            .find_map(|host| Some((host_field(&host.lattice, &table)?, host)));
        match host {
            Some((field, host)) => {
                host.depth = host.depth.max(depth + 1);
                host.contents[field].tables.push(table);
            }
            None => top.push(table),
        }
    }
    top
}

/// The field that holds all of a table.
fn host_field(lattice: &Lattice, table: &PageTable) -> Option<usize> {
    let (left, right) = (table.left(), table.right());
    let (above, below) = (table.top(), table.bottom());
    let number = lattice.at((left + right) / 2.0, (above + below) / 2.0)?;
    let field = lattice.fields[number];
    let within = lattice.xs[field.column] <= left + STANDS_OUT
        && lattice.xs[field.column + field.columns] >= right - STANDS_OUT
        && lattice.ys[field.row] <= above + STANDS_OUT
        && lattice.ys[field.row + field.rows] >= below - STANDS_OUT;
    within.then_some(number)
}

impl Contents {
    /// The lines in it, struck ones too, which have no text.
    pub(super) fn lines(self) -> Vec<TextLine> {
        let mut lines = text_lines(self.chars);
        lines.extend(text_lines(self.struck).into_iter().map(|line| TextLine {
            struck: Some(line.text.into()),
            text: String::new(),
            ..line
        }));
        lines
    }
}
