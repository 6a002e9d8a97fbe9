//! The walk through a document in search of statutory tables: titles, headers, parts and notes in reading order.
//!
//! In: sections, and the tables that belong to projects. Out: [`Statutory`]. A table is cut where a row is the title of the
//! next; a part without title continues the table before it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::senses::Sense;
use super::super::sheet::Sheet;
use super::body_rows::{Placing, read_rows};
use super::caption::{Caption, caption_in, last_form_code, title_of};
use super::found::{Statutory, StatutoryReason, StatutoryTable, StatutoryUnread};
use super::header_tree::{HeaderTree, find_header_tree};
use crate::document::Paragraph;
use crate::limits::{MAX_NOTE_LINES, MAX_STATUTORY_ROWS};
use crate::record::{BudgetTableKind, KindSource};
use crate::segment::{NumberedTable, Part, Section};
use crate::text::fold_width;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::budget::{BudgetWords, ColumnRole};

pub(super) struct Follow<'v> {
    words: &'v BudgetWords,
    out: Statutory,
    /// The lines since the last table.
    above: Vec<String>,
    /// The last table may go on: no title followed it.
    open: bool,
    /// A note of the last table is being read.
    in_note: bool,
}

/// Finds the statutory tables; `taken` are the tables of projects.
pub(super) fn follow(
    sections: &[Section<'_>],
    taken: &BTreeSet<u32>,
    vocabulary: &Vocabulary,
) -> Statutory {
    let mut follow = Follow {
        words: &vocabulary.budget,
        out: Statutory::default(),
        above: Vec::new(),
        open: false,
        in_note: false,
    };
    for section in sections {
        if let Some(title) = section.title {
            follow.paragraph(title);
        }
        for part in &section.parts {
            match part {
                Part::Paragraph(paragraph) => follow.paragraph(paragraph),
                Part::Table(table) if taken.contains(&table.number) => follow.leave(),
                Part::Table(table) => follow.table(table),
            }
        }
    }
    follow.out
}

impl Follow<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        for line in paragraph
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            self.line(line);
        }
    }

    fn line(&mut self, line: &str) {
        let is_title = title_of(line, self.words).is_some();
        self.open &= !is_title;
        self.note(line, is_title);
        if self.above.len() == MAX_LINES_ABOVE {
            self.above.remove(0);
        }
        self.above.push(line.to_owned());
    }

    /// Adds the line to the note of the last table where it belongs to it.
    fn note(&mut self, line: &str, is_title: bool) {
        let first = self.above.is_empty() || self.in_note;
        let begins = self.words.begins_note(line);
        let Some(table) = self
            .out
            .tables
            .last_mut()
            .filter(|_| self.open || self.in_note)
        else {
            return;
        };
        let ends = is_title || self.words.begins_part(line) || table.notes.len() >= MAX_NOTE_LINES;
        if ends || !(begins && (first || table.notes.is_empty()) || self.in_note) {
            self.in_note = false;
            return;
        }
        self.in_note = true;
        // the table ends with its note
        self.open = false;
        table.notes.push(line.to_owned());
    }

    /// A table of something else.
    fn leave(&mut self) {
        self.above.clear();
        self.open = false;
        self.in_note = false;
    }

    fn table(&mut self, numbered: &NumberedTable<'_>) {
        let sheet = Sheet::laid_out(numbered.number, numbered.table, |_| Sense::default());
        let mut starts: Vec<usize> = (0..sheet.rows.len())
            .filter(|&row| is_title_row(&sheet, row, self.words))
            .collect();
        if starts.first() != Some(&0) {
            starts.insert(0, 0);
        }
        starts.push(sheet.rows.len());
        let mut read = false;
        for pair in starts.windows(2) {
            if let [start, end] = *pair {
                read |= self.part(&sheet, start..end);
            }
        }
        if !read {
            self.open = false;
        }
        self.above.clear();
        self.in_note = false;
    }

    /// Reads one part of a grid: a table from its title, or the continuation of the one before. False where it is neither.
    fn part(&mut self, sheet: &Sheet, rows: Range<usize>) -> bool {
        let tree = find_header_tree(sheet, rows.clone(), self.words);
        let within = lines_above_header(sheet, rows.clone(), tree.as_ref(), self.words);
        let near = self.above.len().saturating_sub(MAX_CAPTION_LINES);
        let above = texts(&self.above[near..]);
        let inside = caption_in(&texts(&within), self.words);
        let mut caption = inside.clone().or_else(|| caption_in(&above, self.words));
        if let Some(caption) = caption
            .as_mut()
            .filter(|caption| caption.form_code.is_none())
        {
            caption.form_code = last_form_code(&above, self.words);
        }
        match (caption, tree) {
            (None, tree) => self.open && self.continue_last(sheet, rows, tree),
            (Some(caption), None) => {
                self.untabled(sheet, rows, &caption, inside.is_some());
                false
            }
            (Some(caption), Some(tree)) => {
                let own: Vec<String> = self.above.drain(..).chain(within).collect();
                self.begin(sheet, rows.end, caption, own, &tree);
                true
            }
        }
    }

    /// A title whose table has no header: reported where the title stands in the table.
    fn untabled(&mut self, sheet: &Sheet, rows: Range<usize>, caption: &Caption, inside: bool) {
        let only_title = rows
            .clone()
            .skip(1)
            .all(|row| sheet.printed(row).next().is_none());
        if inside && only_title {
            // the title alone at the foot of a page: the header begins the next
            self.above.extend(lines_of(sheet, rows));
            self.open = false;
        } else if inside {
            self.out.unread.push(StatutoryUnread {
                reason: StatutoryReason::NoHeader,
                text: caption.title.clone(),
                place: sheet.row_place(rows.start),
            });
            self.open = false;
        }
    }

    fn begin(
        &mut self,
        sheet: &Sheet,
        end: usize,
        caption: Caption,
        above: Vec<String>,
        tree: &HeaderTree,
    ) {
        let mut table = StatutoryTable {
            kind: caption.kind,
            kind_source: KindSource::Both,
            title: caption.title,
            form_code: caption.form_code,
            above,
            columns: tree.columns.clone(),
            sets: tree.sets.clone(),
            rows: Vec::new(),
            notes: Vec::new(),
            parts: (sheet.number, sheet.number),
        };
        name_projects(&mut table, self.words);
        self.add_rows(sheet, tree.rows.end..end, &mut table, 0);
        self.out.tables.push(table);
        self.open = true;
    }

    /// The rows of a part that continues the last table.
    fn continue_last(
        &mut self,
        sheet: &Sheet,
        rows: Range<usize>,
        tree: Option<HeaderTree>,
    ) -> bool {
        let Some(mut table) = self.out.tables.pop() else {
            return false;
        };
        let width = table.columns.last().map_or(0, |column| column.span.end);
        let fits = match &tree {
            Some(tree) => tree.repeats(&table.columns),
            None => sheet.width <= width,
        };
        if fits {
            let shift = match tree {
                Some(tree) => {
                    let spans = tree.columns.into_iter().map(|column| column.span);
                    table
                        .columns
                        .iter_mut()
                        .zip(spans)
                        .for_each(|(column, span)| column.span = span);
                    0
                }
                None => width - sheet.width,
            };
            table.parts.1 = sheet.number;
            let start = rows.start;
            let body = find_header_tree(sheet, rows.clone(), self.words)
                .map_or(start, |tree| tree.rows.end);
            self.add_rows(sheet, body..rows.end, &mut table, shift);
        }
        self.out.tables.push(table);
        fits
    }

    fn add_rows(
        &mut self,
        sheet: &Sheet,
        rows: Range<usize>,
        table: &mut StatutoryTable,
        shift: usize,
    ) {
        let note = rows
            .clone()
            .find(|&row| note_of(sheet, row, self.words).is_some());
        let end = note.unwrap_or(rows.end);
        let read = read_rows(
            sheet,
            rows.start..end,
            &table.columns,
            Placing { shift },
            &mut self.out.unread,
        );
        table.rows.extend(read);
        if table.rows.len() > MAX_STATUTORY_ROWS {
            let place = table.rows[MAX_STATUTORY_ROWS].place;
            table.rows.truncate(MAX_STATUTORY_ROWS);
            self.out.unread.push(StatutoryUnread {
                reason: StatutoryReason::Cut,
                text: table.title.clone(),
                place,
            });
        }
        for line in lines_of(sheet, end..rows.end)
            .into_iter()
            .take(MAX_NOTE_LINES)
        {
            table.notes.push(line);
        }
    }
}

/// Lines above a table that are kept.
const MAX_LINES_ABOVE: usize = 12;
/// Lines above a table that its title may stand in.
const MAX_CAPTION_LINES: usize = 6;

fn texts(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

/// The lines of the printed cells of some rows.
fn lines_of(sheet: &Sheet, rows: Range<usize>) -> Vec<String> {
    let lines = rows.flat_map(|row| {
        let cells = sheet.printed(row);
        cells.flat_map(|cell| {
            cell.text
                .lines()
                .map(|line| line.trim().to_owned())
                .collect::<Vec<_>>()
        })
    });
    lines.filter(|line| !line.is_empty()).collect()
}

/// 项目名称 names projects where the rows are projects or purchases; above other rows it names anything.
fn name_projects(table: &mut StatutoryTable, words: &BudgetWords) {
    if !matches!(
        table.kind,
        BudgetTableKind::Projects | BudgetTableKind::Procurement
    ) {
        return;
    }
    for column in &mut table.columns {
        let names = |text: &String| words.names_projects(&fold_width(text));
        if column.path.last().is_some_and(names) {
            column.role = ColumnRole::ProjectName;
        }
    }
}

/// The lines of a part above its header; of a cell that lies over the header, those that are no header.
fn lines_above_header(
    sheet: &Sheet,
    rows: Range<usize>,
    tree: Option<&HeaderTree>,
    words: &BudgetWords,
) -> Vec<String> {
    let Some(tree) = tree else {
        return lines_of(
            sheet,
            rows.start..rows.end.min(rows.start + MAX_CAPTION_LINES),
        );
    };
    let mut lines = lines_of(sheet, rows.start..tree.rows.start);
    let over = sheet
        .printed(tree.rows.start)
        .filter(|cell| is_title_cell(&cell.text, words));
    lines.extend(
        over.flat_map(|cell| cell.text.lines())
            .map(|line| line.trim().to_owned()),
    );
    lines
}

fn is_title_cell(text: &str, words: &BudgetWords) -> bool {
    text.lines().any(|line| title_of(line, words).is_some())
}

/// The row is a title, perhaps with a form code, a unit or a department beside or below it.
fn is_title_row(sheet: &Sheet, row: usize, words: &BudgetWords) -> bool {
    let first = sheet.printed(row).next();
    first.is_some_and(|cell| is_title_cell(&cell.text, words))
}

/// The text of a row that is a note: one printed cell.
fn note_of(sheet: &Sheet, row: usize, words: &BudgetWords) -> Option<String> {
    let mut cells = sheet.printed(row);
    let cell = cells.next().filter(|cell| words.begins_note(&cell.text))?;
    cells.next().is_none().then(|| cell.text.clone())
}
