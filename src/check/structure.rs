//! Rules about the form itself: headings, leftovers of the template, rows of another shape.
//!
//! In: headings, and the cells of the tables that hold projects. Out: findings at the cell; leftovers and odd rows are
//! reported once for each table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::rule::{Input, Rule};
use super::subject::Subject;
use super::subject::operands;
use crate::document::Block;
use crate::document::Table;
use crate::finding::{Finding, Location, Severity};
use crate::record::Project;
use crate::table::Grid;
use crate::text::{fold_letters, shortened};
use crate::vocabulary::Titles;

/// VAL-002: the template's own words were left in the form.
pub(super) const TEMPLATE_RESIDUE: Rule = Rule {
    code: "template-residue",
    id: "VAL-002",
    severity: Severity::Warning,
    check: template_residue,
};

/// STR-001: the heading names another project than the form.
pub(super) const HEADING_NAME_MISMATCH: Rule = Rule {
    code: "heading-name-mismatch",
    id: "STR-001",
    severity: Severity::Warning,
    check: heading_name_mismatch,
};

/// STR-002: an indicator row does not have the columns of its header.
pub(super) const ROW_SHAPE_ANOMALY: Rule = Rule {
    code: "row-shape-anomaly",
    id: "STR-002",
    severity: Severity::Warning,
    check: row_shape_anomaly,
};

/// The tables of a document in reading order with their 1-based numbers; nested tables follow their parent.
pub(super) fn tables(blocks: &[Block]) -> Vec<(u32, &Table)> {
    fn walk<'a>(blocks: &'a [Block], found: &mut Vec<(u32, &'a Table)>) {
        for table in blocks.iter().filter_map(Block::as_table) {
            found.push((found.len() as u32 + 1, table));
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                walk(&cell.blocks, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(blocks, &mut found);
    found
}

/// A table that holds projects.
pub(super) struct ProjectTable<'a> {
    /// 1-based number in reading order.
    pub(super) number: u32,
    pub(super) table: &'a Table,
    /// The project, where the table holds only one.
    owner: Option<&'a Project>,
}

/// The tables that hold projects.
pub(super) fn project_tables<'a>(input: &Input<'a>) -> Vec<ProjectTable<'a>> {
    let projects = &input.record.projects;
    let all = tables(&input.document.blocks);
    // a sweep over the tables: at each, how many projects begin less those that ended, and the sum of their indices,
    // which is the index itself where only one project is open
    let mut events = vec![(0i64, 0i64); all.len() + 2];
    for (index, project) in projects.iter().enumerate() {
        let first = (project.source.table_first as usize).min(all.len() + 1);
        let behind = (project.source.table_last as usize + 1).min(all.len() + 1);
        events[first].0 += 1;
        events[first].1 += index as i64;
        events[behind.max(first)].0 -= 1;
        events[behind.max(first)].1 -= index as i64;
    }
    let (mut count, mut sum) = (0i64, 0i64);
    let mut held = Vec::new();
    for ((number, table), (begun, indices)) in all.into_iter().zip(events.into_iter().skip(1)) {
        count += begun;
        sum += indices;
        if count > 0 {
            let owner = usize::try_from(sum).ok().filter(|_| count == 1);
            held.push(ProjectTable {
                number,
                table,
                owner: owner.and_then(|index| projects.get(index)),
            });
        }
    }
    held
}

/// The location of a cell, made from 0-based row and column; `table` is 1-based already.
pub(super) fn cell_place(table: u32, row: usize, column: u32, line: Option<u32>) -> Location {
    Location {
        table: Some(table),
        row: Some(row as u32 + 1),
        column: Some(column + 1),
        line,
        page: None,
    }
}

fn template_residue(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    for held in project_tables(input) {
        // of each pattern: the place and text of the first hit, and the number of hits
        let mut met: Vec<(Option<(Location, String)>, usize)> = Vec::new();
        for (r, row) in held.table.rows.iter().enumerate() {
            for cell in &row.cells {
                let text = cell.text();
                if !input.vocabulary.checks.any_residue.is_match(&text) {
                    continue;
                }
                let text = without_numbers(text, &input.vocabulary.titles);
                let patterns = input.vocabulary.checks.template_residue();
                met.resize(patterns.len(), (None, 0));
                for (pattern, (first, count)) in patterns.iter().zip(&mut met) {
                    let Some(hit) = pattern.find(&text) else {
                        continue;
                    };
                    let place = cell_place(held.number, r, cell.column, row.line);
                    first.get_or_insert_with(|| (place, hit.as_str().trim().to_owned()));
                    *count += 1;
                }
            }
        }
        for (first, count) in met {
            let first = first.iter();
            found.extend(first.map(|(place, hit)| residue_flaw(held.owner, *place, hit, count)));
        }
    }
    found
}

/// 指标1：甲 / 指标2：乙 in one cell: the numbers separate the indicators and are not words of a template.
fn without_numbers<'t>(text: Cow<'t, str>, titles: &Titles) -> Cow<'t, str> {
    let numbered = |line: &str| {
        let rest = titles.without_number(line);
        rest.len() < line.len() && !rest.is_empty()
    };
    if text.lines().filter(|line| numbered(line)).count() < 2 {
        return text;
    }
    let bare = |line| titles.without_number(line);
    let lines: Vec<&str> = text.lines().map(bare).collect();
    Cow::Owned(lines.join("\n"))
}

fn residue_flaw(owner: Option<&Project>, location: Location, hit: &str, count: usize) -> Finding {
    let text = shortened(hit, 20);
    Finding {
        project_id: owner.map(|project| project.project_id.clone()),
        location,
        evidence: Some(hit.to_owned()),
        ..Finding::content(
            "",
            Severity::Warning,
            format!("表中留有模板文字或占位符“{text}”，共{count}处"),
            format!(
                "Template text or placeholders were left in the form: \"{text}\", {count} in this table"
            ),
        )
    }
}

fn heading_name_mismatch(input: &Input) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for heading in input
        .record
        .projects
        .iter()
        .filter_map(|p| p.heading.as_deref())
    {
        *uses.entry(heading).or_default() += 1;
    }
    for subject in input.subjects() {
        let project = subject.project;
        let Some(heading) = project.heading.as_deref() else {
            continue;
        };
        let shared = uses.get(heading).is_some_and(|uses| *uses > 1);
        let Some(named) = name_in_heading(input, heading).filter(|_| !shared) else {
            continue;
        };
        let Some(name) = &project.project_name else {
            found.push(subject.unclear(
                "没有读到项目名称，无法与标题核对",
                "No project name was found, so the heading could not be compared",
            ));
            continue;
        };
        if same_project(&named, name) {
            continue;
        }
        found.push(mismatch(subject, &named, name));
    }
    found
}

/// The project's name in a numbered heading; `None` where the heading only names a kind of table.
fn name_in_heading(input: &Input, heading: &str) -> Option<String> {
    let named = input
        .vocabulary
        .checks
        .heading
        .captures(heading)?
        .get(1)?
        .as_str();
    let words = &input.vocabulary.checks.words.generic_headings;
    let generic = words.contains(&fold_letters(named));
    (!generic).then(|| named.to_owned())
}

/// True when one name contains the other: headings drop 项目, years and codes.
fn same_project(a: &str, b: &str) -> bool {
    let (a, b) = (fold_letters(a), fold_letters(b));
    a.contains(&b) || b.contains(&a)
}

fn mismatch(subject: Subject, named: &str, name: &str) -> Finding {
    let finding = Finding {
        location: subject.places.project_name,
        evidence: Some(name.to_owned()),
        ..subject.flaw(
            Severity::Warning,
            format!("标题中的项目名称“{named}”与表内的“{name}”不一致"),
            format!("The heading names the project \"{named}\", but the form names it \"{name}\""),
        )
    };
    Finding {
        operand_a: Some(named.to_owned()),
        operand_b: Some(name.to_owned()),
        ..finding
    }
}

fn row_shape_anomaly(input: &Input) -> Vec<Finding> {
    let mut rows: HashMap<u32, Vec<usize>> = HashMap::new();
    for indicator in input
        .record
        .projects
        .iter()
        .flat_map(|project| &project.indicators)
    {
        let of_table = rows.entry(indicator.source.table).or_default();
        of_table.extend((indicator.source.row as usize).checked_sub(1));
    }
    let tables = project_tables(input).into_iter();
    tables
        .filter_map(|held| {
            let rows = rows.get_mut(&held.number)?;
            rows.sort_unstable();
            rows.dedup();
            odd_rows(held.number, held.table, rows)
        })
        .collect()
}

/// Reports rows that cover more or fewer columns than most indicator rows of their table.
fn odd_rows(number: u32, table: &Table, rows: &[usize]) -> Option<Finding> {
    let grid = Grid::of(table);
    let width = |row: usize| {
        (0..grid.width)
            .filter(|column| grid.at(row, *column).is_some())
            .count()
    };
    let widths: Vec<(usize, usize)> = rows.iter().map(|row| (*row, width(*row))).collect();
    let mut sorted: Vec<usize> = widths.iter().map(|(_, width)| *width).collect();
    sorted.sort_unstable();
    let usual = *sorted.get(sorted.len() / 2)?;
    let odd: Vec<&(usize, usize)> = widths.iter().filter(|(_, width)| *width != usual).collect();
    let (row, columns) = **odd.first()?;
    let line = table.rows.get(row).and_then(|row| row.line);
    let count = odd.len();
    let location = cell_place(number, row, 0, line);
    if 2 * count >= widths.len() {
        return Some(Finding {
            location,
            ..Finding::content(
                "",
                Severity::NotEvaluable,
                "指标行的列数不一，无法判断哪种正确",
                "The indicator rows have different numbers of columns, and it is unclear which number is right",
            )
        });
    }
    let finding = Finding {
        location,
        ..Finding::content(
            "",
            Severity::Warning,
            format!("有{count}个指标行的列数与其他行不同（此行{columns}列，其他行{usual}列）"),
            format!(
                "The number of columns of {count} indicator rows differs from the other rows ({columns} here, {usual} elsewhere)"
            ),
        )
    };
    let difference = columns as i64 - usual as i64;
    Some(operands(
        finding,
        columns.to_string(),
        usual.to_string(),
        difference.to_string(),
    ))
}
