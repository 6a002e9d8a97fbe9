//! Identities along the columns of a row: a sum column is the columns next to it in the tree of the header.
//!
//! In: the columns of a set. Out: findings at the sum. Columns of another stage or year, and columns below 其中, are not
//! parts.

use super::figure::{Content, Names, Sum, differing, unclear, unread};
use super::ledger::{Row, Set};
use crate::check::rule::{Input, Rule};
use crate::check::text::ends;
use crate::finding::{Finding, Severity};
use crate::record::{Stage, ThreePublicItem};

/// A sum column differs from the columns it sums.
pub(crate) const COLUMN_SUM: Rule = Rule {
    code: "budget-column-sum",
    id: "BGT-A01",
    severity: Severity::Error,
    check: column_sums,
};

const NEXT_COLUMNS: Names = Names {
    zh: "同一行各栏之和",
    en: "the sum of the columns of the row",
};

/// A sum column and what it sums.
struct Identity {
    sum: usize,
    parts: Vec<Part>,
}

/// One part of a sum column: a column, or a group of columns.
enum Part {
    Column(usize),
    Group {
        /// The columns that hold the value of the whole group, the nearest first.
        whole: Vec<usize>,
        parts: Vec<Part>,
    },
}

/// The stage and the year of a column.
pub(super) type Kind = (Option<Stage>, Option<i32>);

/// A column with the part of its path that tells it apart.
pub(super) struct Header<'s> {
    pub(super) column: usize,
    pub(super) path: &'s [String],
}

fn column_sums(input: &Input) -> Vec<Finding> {
    let endings = &input.vocabulary.checks.words.sum_endings;
    let mut found = Vec::new();
    for set in input.ledgers.iter().flat_map(|ledger| &ledger.sets) {
        let identities = identities(set, endings);
        for row in set.rows.iter().filter(|_| !identities.is_empty()) {
            found.extend(
                identities
                    .iter()
                    .filter_map(|identity| check(set, row, identity)),
            );
        }
    }
    found
}

fn check(set: &Set, row: &Row, identity: &Identity) -> Option<Finding> {
    let figure = match row.content(set.table, identity.sum) {
        Content::Printed(figure) => figure,
        Content::Unread(line) => return Some(unclear_cell(line)),
        Content::Blank => return None,
    };
    let sum: Sum = identity
        .parts
        .iter()
        .map(|part| value(set, row, part))
        .collect();
    if let Some(cell) = sum.unread {
        return Some(unread(&figure, cell));
    }
    if sum.is_blank() {
        return (!figure.yuan.is_zero()).then(|| unclear_cell(figure.line));
    }
    differing(&figure, &sum, NEXT_COLUMNS, Severity::Error)
}

fn unclear_cell(line: &crate::record::BudgetLine) -> Finding {
    unclear(
        line,
        format!(
            "“{}”所在行没有可以相加的金额，无法核对合计",
            line.amount_raw
        ),
        format!(
            "The row of \"{}\" has no amounts to add, so the sum could not be checked",
            line.amount_raw
        ),
    )
}

fn value<'a>(set: &Set<'a>, row: &Row<'a>, part: &Part) -> Sum<'a> {
    let of = |column: &usize| {
        let mut sum = Sum::default();
        let content = row.content(set.table, *column);
        if content
            .figure()
            .is_none_or(|figure| !is_outside(figure.line.item))
        {
            sum.add(content);
        }
        sum
    };
    match part {
        Part::Column(column) => of(column),
        Part::Group { whole, parts } => {
            let own = whole.iter().map(of).find(|sum| !sum.is_blank());
            own.unwrap_or_else(|| parts.iter().map(|part| value(set, row, part)).collect())
        }
    }
}

/// 机关运行经费 next to the three public expenses is not part of their sum.
fn is_outside(item: Option<ThreePublicItem>) -> bool {
    item == Some(ThreePublicItem::AgencyRunning)
}

/// The sum columns of a set, stage by stage.
fn identities(set: &Set, endings: &[String]) -> Vec<Identity> {
    let mut found = Vec::new();
    for kind in kinds(set) {
        let headers = headers(set, kind);
        let sums = headers.iter().filter(|header| is_sum(header.path, endings));
        for sum in sums {
            let group = &sum.path[..sum.path.len() - 1];
            let others: Vec<&Header> = headers
                .iter()
                .filter(|header| {
                    header.column != sum.column && !is_part_of_a_part(set, header, endings)
                })
                .collect();
            let parts = parts(&others, group, endings);
            if !parts.is_empty() {
                found.push(Identity {
                    sum: sum.column,
                    parts,
                });
            }
        }
    }
    found
}

/// The stages and years of the columns of money.
pub(super) fn kinds(set: &Set) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for column in &set.columns {
        if !kinds.contains(&(column.stage, column.year)) {
            kinds.push((column.stage, column.year));
        }
    }
    kinds.retain(|(stage, _)| !matches!(stage, Some(Stage::Change | Stage::ChangeRate)));
    kinds
}

pub(super) fn is_sum(path: &[String], endings: &[String]) -> bool {
    path.last().is_some_and(|last| ends(last, endings))
}

/// A column below 其中: its money is in another column already.
fn is_part_of_a_part(set: &Set, header: &Header, endings: &[String]) -> bool {
    !set.leaves[header.column] && !header.path.iter().any(|text| ends(text, endings))
}

/// The columns of a stage and year. A last text that all of them share, such as 预算数, is left out of the paths.
pub(super) fn headers<'s>(set: &'s Set, kind: Kind) -> Vec<Header<'s>> {
    let columns = set.columns.iter().enumerate();
    let mut headers: Vec<Header> = columns
        .filter(|(_, column)| (column.stage, column.year) == kind)
        .map(|(number, column)| Header {
            column: number,
            path: column.path,
        })
        .collect();
    let last = headers.first().and_then(|header| header.path.last());
    let shared = headers
        .iter()
        .all(|header| header.path.len() > 1 && header.path.last() == last);
    if shared && headers.len() > 1 {
        for header in &mut headers {
            header.path = &header.path[..header.path.len() - 1];
        }
    }
    headers
}

/// The parts of the group with that path.
fn parts(headers: &[&Header], group: &[String], endings: &[String]) -> Vec<Part> {
    let mut names: Vec<&String> = Vec::new();
    for header in headers {
        let name = header.path.strip_prefix(group).and_then(<[String]>::first);
        names.extend(name.filter(|name| !names.contains(name)));
    }
    let part = |name: &String| {
        let path: Vec<String> = group.iter().chain([name]).cloned().collect();
        let at = |wanted: &[String]| headers.iter().find(|header| header.path == wanted);
        let own = at(&path).map(|header| header.column);
        let inside: Vec<&Header> = headers
            .iter()
            .copied()
            .filter(|header| header.path.len() > path.len() && header.path.starts_with(&path))
            .collect();
        if inside.is_empty() {
            return own.filter(|_| !ends(name, endings)).map(Part::Column);
        }
        let sums = inside
            .iter()
            .filter(|header| header.path.len() == path.len() + 1 && is_sum(header.path, endings));
        let whole = own
            .into_iter()
            .chain(sums.map(|header| header.column))
            .collect();
        let parts = parts(&inside, &path, endings);
        Some(Part::Group { whole, parts })
    };
    names.into_iter().filter_map(part).collect()
}
