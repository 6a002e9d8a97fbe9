//! A statutory table as its sets of columns, its columns, and the tree of its rows.
//!
//! In: the lines of a table. Out: one [`Set`] for each side and breakdown, whose rows know the groups they belong to.
//! Where one breakdown is printed twice side by side, the left rows precede the right ones. Lost: nothing.

use std::collections::{BTreeSet, HashMap};

use super::figure::{Content, Sum};
use crate::record::{Breakdown, BudgetLine, BudgetTable, RowKind, Side, Stage};

/// One statutory table.
#[derive(Debug)]
pub(crate) struct Ledger<'a> {
    pub(super) table: &'a BudgetTable,
    pub(super) sets: Vec<Set<'a>>,
}

/// The rows and columns of one side and breakdown.
#[derive(Debug)]
pub(super) struct Set<'a> {
    pub(super) table: &'a BudgetTable,
    pub(super) side: Side,
    pub(super) breakdown: Option<Breakdown>,
    pub(super) columns: Vec<Column<'a>>,
    /// Whether each column is a leaf of the header.
    pub(super) leaves: Vec<bool>,
    pub(super) rows: Vec<Row<'a>>,
    /// Rows and groups; a group follows the groups that it belongs to.
    pub(super) nodes: Vec<Node>,
    /// The nodes that belong to no group, in order.
    pub(super) roots: Vec<usize>,
}

/// One value column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Column<'a> {
    pub(super) path: &'a [String],
    pub(super) stage: Option<Stage>,
    pub(super) year: Option<i32>,
}

/// One row of a set, with its lines by column.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The first line, for what the lines of a row have in common.
    pub(super) line: &'a BudgetLine,
    /// Column and line, ordered by column.
    cells: Vec<(usize, &'a BudgetLine)>,
}

/// A row, or a group that has no row with a value of its own.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) row: Option<usize>,
    pub(super) children: Vec<usize>,
}

/// The lines of one side and breakdown.
type Group<'a> = ((Side, Option<Breakdown>), Vec<&'a BudgetLine>);

impl<'a> Ledger<'a> {
    pub(crate) fn of(table: &'a BudgetTable) -> Self {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for line in &table.lines {
            let key = (line.side, line.breakdown);
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((key, vec![line])),
            }
        }
        let sets = groups
            .into_iter()
            .map(|((side, breakdown), lines)| Set::of(table, side, breakdown, &lines));
        Self {
            table,
            sets: sets.collect(),
        }
    }
}

impl<'a> Set<'a> {
    fn of(
        table: &'a BudgetTable,
        side: Side,
        breakdown: Option<Breakdown>,
        lines: &[&'a BudgetLine],
    ) -> Self {
        let mut columns = Vec::new();
        let mut leaves = Vec::new();
        let mut numbers: HashMap<Column<'a>, usize> = HashMap::new();
        let mut rows: Vec<Row<'a>> = Vec::new();
        for line in lines {
            let column = Column {
                path: &line.column_path,
                stage: line.stage,
                year: line.amount_year,
            };
            let number = *numbers.entry(column).or_insert_with(|| {
                columns.push(column);
                leaves.push(line.column_leaf);
                columns.len() - 1
            });
            match rows.last_mut().filter(|row| same_row(row.line, line)) {
                Some(row) => row.cells.push((number, line)),
                None => rows.push(Row {
                    line,
                    cells: vec![(number, line)],
                }),
            }
        }
        for row in &mut rows {
            row.cells.sort_by_key(|(column, _)| *column);
        }
        let starts = second_halves(&rows);
        rows.sort_by_key(|row| {
            starts
                .iter()
                .filter(|at| **at <= row.first_column())
                .count()
        });
        let (nodes, roots) = tree(&rows);
        Self {
            table,
            side,
            breakdown,
            columns,
            leaves,
            rows,
            nodes,
            roots,
        }
    }

    pub(super) fn row(&self, node: usize) -> Option<&Row<'a>> {
        self.rows.get(self.nodes[node].row?)
    }

    pub(super) fn kind(&self, node: usize) -> Option<RowKind> {
        self.row(node).map(|row| row.line.row_kind)
    }

    /// True for a sum row; a row with rows below it is a group, whatever its kind.
    pub(super) fn is_sum(&self, node: usize) -> bool {
        let is_sum = matches!(self.kind(node), Some(RowKind::Total | RowKind::Subtotal));
        is_sum && self.nodes[node].children.is_empty()
    }

    pub(super) fn content(&self, node: usize, column: usize) -> Content<'a> {
        self.row(node)
            .map_or(Content::Blank, |row| row.content(self.table, column))
    }

    /// The children of a node whose values together are its value: no sums, and parts below 其中 only where there is
    /// nothing else and they reach the whole.
    pub(super) fn parts(&self, node: usize) -> Vec<usize> {
        let children = self.nodes[node].children.iter().copied();
        let (of_which, others): (Vec<usize>, Vec<usize>) = children
            .filter(|child| !self.is_sum(*child))
            .partition(|child| self.kind(*child) == Some(RowKind::OfWhich));
        let whole = self.row(node).is_some_and(|row| !row.line.row_leaf);
        if others.is_empty() && whole {
            of_which
        } else {
            others
        }
    }

    /// The value of every node in a column: its own, else that of the sum of its group, else the sum of its parts.
    pub(super) fn values(&self, column: usize) -> Vec<Sum<'a>> {
        let mut values: Vec<Sum<'a>> = vec![Sum::default(); self.nodes.len()];
        for node in (0..self.nodes.len()).rev() {
            let mut own = Sum::default();
            own.add(self.content(node, column));
            if own.is_blank() {
                let mut sums = self.nodes[node].children.iter();
                let sum = sums.find(|child| self.is_sum(**child) && !values[**child].is_blank());
                own = match sum {
                    Some(sum) => values[*sum].clone(),
                    None => self
                        .parts(node)
                        .into_iter()
                        .map(|part| values[part].clone())
                        .collect(),
                };
            }
            values[node] = own;
        }
        values
    }
}

impl<'a> Row<'a> {
    pub(super) fn content(&self, table: &'a BudgetTable, column: usize) -> Content<'a> {
        let found = self
            .cells
            .binary_search_by_key(&column, |(number, _)| *number);
        found.map_or(Content::Blank, |at| Content::of(table, self.cells[at].1))
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &'a BudgetLine> {
        self.cells.iter().map(|(_, line)| *line)
    }

    /// The code of the row, the longest that is printed.
    pub(super) fn code(&self) -> Option<&'a str> {
        code_of(self.line)
    }

    fn first_column(&self) -> u32 {
        let columns = self.cells.iter().map(|(_, line)| line.source.column);
        columns.min().unwrap_or_default()
    }
}

/// The code of a line, the longest that is printed: of the functional classification, else of the economic one.
pub(super) fn code_of(line: &BudgetLine) -> Option<&str> {
    [
        &line.function_item,
        &line.function_section,
        &line.function_class,
        &line.economic_section,
        &line.economic_class,
    ]
    .into_iter()
    .find_map(|code| code.as_deref())
}

fn same_row(a: &BudgetLine, b: &BudgetLine) -> bool {
    (a.source.table, a.source.row) == (b.source.table, b.source.row)
        && a.row_path == b.row_path
        && a.code_raw == b.code_raw
        && a.row_label_raw == b.row_label_raw
}

/// The columns where a further group of columns begins: the first columns of rows that share a printed row with
/// another row left of them.
fn second_halves(rows: &[Row]) -> BTreeSet<u32> {
    let pairs = rows.windows(2).filter(|pair| {
        let (a, b) = (pair[0].line.source, pair[1].line.source);
        (a.table, a.row) == (b.table, b.row)
    });
    pairs.map(|pair| pair[1].first_column()).collect()
}

/// The rows as a tree: by code where the longer code begins with the shorter one, else by the path of the labels.
fn tree(rows: &[Row]) -> (Vec<Node>, Vec<usize>) {
    let mut nodes: Vec<Node> = Vec::new();
    let mut roots = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut coded: HashMap<&str, usize> = HashMap::new();
    for (number, row) in rows.iter().enumerate() {
        let path: Vec<&str> = row.line.row_path.iter().map(String::as_str).collect();
        let parent = row.code().and_then(|code| {
            let lengths = [5, 3].into_iter().filter(|length| *length < code.len());
            lengths
                .filter_map(|length| coded.get(code.get(..length)?).copied())
                .next()
        });
        let parent = match parent {
            Some(parent) => {
                open.truncate(
                    open.iter()
                        .position(|(_, node)| *node == parent)
                        .map_or(0, |at| at + 1),
                );
                Some(parent)
            }
            None => enter(&path, &mut open, &mut nodes, &mut roots),
        };
        let node = nodes.len();
        nodes.push(Node {
            row: Some(number),
            children: Vec::new(),
        });
        match parent {
            Some(parent) => nodes[parent].children.push(node),
            None => roots.push(node),
        }
        if let Some(label) = path.last() {
            open.push((label, node));
        }
        if let Some(code) = row.code() {
            coded.insert(code, node);
        }
    }
    (nodes, roots)
}

/// Closes the groups that a row with this path does not belong to, opens those that have no row, and returns the
/// innermost one.
fn enter<'p>(
    path: &[&'p str],
    open: &mut Vec<(&'p str, usize)>,
    nodes: &mut Vec<Node>,
    roots: &mut Vec<usize>,
) -> Option<usize> {
    let groups = path.len().saturating_sub(1);
    let same = open
        .iter()
        .zip(&path[..groups])
        .take_while(|((a, _), b)| a == *b);
    open.truncate(same.count());
    for label in &path[open.len()..groups] {
        let node = nodes.len();
        nodes.push(Node::default());
        match open.last() {
            Some((_, parent)) => nodes[*parent].children.push(node),
            None => roots.push(node),
        }
        open.push((label, node));
    }
    open.last().map(|(_, node)| *node)
}
